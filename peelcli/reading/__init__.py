"""Parse YAML or JSON into a tree of texts, lists and mappings with their places. All untrusted input is validated here.

Every scalar is read as text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

from peelcli import DATA
from peelcli.errors import BadData, PeelError, Unreadable
from peelcli.reading.nodes import Document, Mapping, Node, Refused, Sequence, plain
from peelcli.sanitise import escape_name


def read(data: bytes, name: str) -> Document:
    """Read YAML or JSON into trees, which are built one by one on demand.

    Raises BadData if the bytes are not valid text in their encoding, Unreadable if they are not text at all. Asking for
    the trees raises BadData if the text is malformed.
    """
    document = Document(name, decode(data, name))
    document.roots = _roots(document)
    return document


class DataFile(dict[str, Any]):
    """The mapping of lists and mappings in a file that comes with peel. Few are parsed for a short answer.

    Raises Unreadable for a value that is missing or malformed.
    """

    __slots__ = ("path", "sections")
    path: str
    sections: dict[str, str]

    def __missing__(self, key: str) -> Any:
        try:
            (root,) = _yaml(self.sections[key])
        except (KeyError, ValueError, Refused) as error:
            raise damaged(self.path) from error
        if not isinstance(root, Mapping) or not isinstance(root[key], (Mapping, Sequence)):
            raise damaged(self.path)
        self[key] = plain(root[key])
        return self[key]


def read_data(path: str) -> DataFile:
    """Read one of the files that come with peel. Raises Unreadable if it is missing or damaged."""
    data = DataFile()
    data.path = path
    try:
        with open(path, "rb") as file:
            text = decode(file.read(), path)
    except (OSError, PeelError) as error:
        raise damaged(path) from error
    data.sections = {section.partition(":")[0]: section for section in re.split(r"^(?=\w)", text, flags=re.MULTILINE)}
    return data


def damaged(path: str) -> Unreadable:
    """Return the error for a file that comes with peel and cannot be used."""
    name = escape_name(display_path(path))
    return Unreadable(f"{name}: this file comes with peel and is missing or damaged. Install peel again.")


def display_path(path: str) -> str:
    """Return a path for display: built-in files relative to data/, wherever that is installed."""
    root = DATA + os.sep
    return f"data/{path.removeprefix(root).replace(os.sep, '/')}" if path.startswith(root) else path


def _roots(document: Document) -> Iterator[Node]:
    """Yield the trees of a document: as JSON or YAML by the extension of its name, else by how the text begins."""
    text, name = document.text, document.name.lower()
    if not text.strip():
        return
    try:
        if name.endswith(".json"):
            yield from _json(text)
        elif not name.endswith((".yaml", ".yml")) and re.match(r'\s*(\{\s*["}]|\[\s*["\[{\]])', text):
            yield from _json_or_yaml(text)
        else:
            yield from _yaml(text)
    except Refused as refused:
        raise BadData(problems=[document.problem(*refused.problem)]) from refused


def _json(text: str) -> Iterator[Node]:
    from peelcli.reading.json_tree import json_trees  # most runs never read JSON

    return json_trees(text)


def _yaml(text: str) -> Iterator[Node]:
    from peelcli.reading.yaml_tree import yaml_trees  # yaml takes 13 ms to import

    return yaml_trees(text)


def _json_or_yaml(text: str) -> Iterable[Node]:
    """Read text that looks like JSON but may be YAML: `{"force": Kent, …}`. If both fail, report the later error."""
    try:
        return _json(text)
    except Refused as as_json:
        place, code = as_json.problem[:2]
        if code != "syntax" or (isinstance(place, int) and text.startswith(("//", "/*"), place)):
            raise  # YAML would take such a comment for text
        try:
            return list(_yaml(text))
        except Refused as as_yaml:
            raise (as_yaml if as_yaml.problem[0] > place else as_json) from None  # type: ignore[operator] # both are numbers


# --- bytes to text ---------------------------------------------------------------------------------------------------

_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an Excel, Word or zip file"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"{\\rtf", "a Word file (RTF)"),
    (b"<!", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "XML"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_NOT_TEXT = "this is not text, or not text in UTF-8. A report file is YAML or JSON text."


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 or UTF-16 with a byte order mark. Raises BadData or Unreadable."""
    data = data.removeprefix(b"\xef\xbb\xbf")  # utf-8-sig would take 0.2 ms to import
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"{escape_name(name)}: this looks like {kind}. A report file is YAML or JSON text.")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data and encoding == "utf-8":
            raise Unreadable(f"{escape_name(name)}: {_NOT_TEXT}") from error
        place = len(data[: error.start].decode(encoding, "replace"))
        text = data.decode(encoding, "replace")
        wrong = f"byte 0x{data[error.start]:02x} is not {encoding.upper()}."
        hint = "Save the file as UTF-8 (in Windows programs: “UTF-8”, not “ANSI”)."
        raise BadData(problems=[Document(name, text).problem(place, "encoding", wrong, hint)]) from error
    if "\0" in text:
        raise Unreadable(f"{escape_name(name)}: {_NOT_TEXT}")
    return text.lstrip("\ufeff")  # some programs add a mark to one that is there
