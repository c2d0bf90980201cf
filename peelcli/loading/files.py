"""Bytes from files, folders and standard input, and the text of articles."""

import os
import re
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from peelcli import DATA
from peelcli.errors import BadData, PeelError, Unreadable, reason
from peelcli.reading import damaged, display_path
from peelcli.sanitise import escape_name

EXTENSIONS = (".yaml", ".yml", ".json")
STDIN = "-"
BLOCK = 1 << 20
MAX_BYTES = 32 * 1024 * 1024
_SKIPPED = (".", "~", "#", "$")  # $RECYCLE.BIN on Windows drives, #recycle on network drives
_OF_SYSTEMS = frozenset(("lost+found", "System Volume Information", "__MACOSX", "@eaDir", "@Recycle"))


def schema(which: str) -> str:
    """Return the JSON Schema of report files (`report`) or of what peel prints (`output`). Raises Unreadable."""
    import json

    path = os.path.join(DATA, "schemas", f"{which}.json")
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        json.loads(text)
    except (OSError, ValueError) as error:
        raise damaged(path) from error
    return text


class Listing(NamedTuple):
    """The report files below a folder, sorted, and the folders that are unreadable or empty."""

    files: list[str]
    failures: list[PeelError]


def files_below(path: str) -> Listing:
    """List the report files below a folder; any other path is returned as it is.

    Hidden files and folders, temporary files of editors and macOS, recycle bins, and folders of operating systems are
    skipped. Links to folders are not followed.
    """
    if path == STDIN or not os.path.isdir(path):
        return Listing([path], [])
    files: list[str] = []
    failures: list[PeelError] = []

    def fail(error: OSError) -> None:
        failures.append(Unreadable(f"{escape_name(str(error.filename))}: {_reason(error)}"))

    for folder, folders, names in os.walk(path, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(_SKIPPED) and name not in _OF_SYSTEMS]
        files += [os.path.join(folder, name) for name in names if _is_report_name(name)]
    if not files and not failures:
        message = f"{escape_name(path)}: there is no report file in this folder (.yaml, .yml or .json)."
        failures.append(BadData(message))
    return Listing(sorted(files), failures)


def require_folder(path: str) -> None:
    """Raise Unreadable unless a path is a folder."""
    try:
        if stat.S_ISDIR(os.stat(path).st_mode):
            return
        why = "this is a file, not a folder."
    except FileNotFoundError:
        why = "there is no such folder."
    except (OSError, ValueError) as error:
        why = _reason(error)
    raise Unreadable(f"{_name(path)}: {why}")


def built_in_reports() -> dict[tuple[str, str], str]:
    """Return the paths of the built-in reports by force and cycle. Raises Unreadable."""
    root = os.path.join(DATA, "reports")
    paths = {}
    try:
        for cycle in os.listdir(root):
            folder = os.path.join(root, cycle)
            with suppress(NotADirectoryError):
                names = [name for name in os.listdir(folder) if name.endswith(".yaml")]
                paths.update({(name[:-5], cycle): f"{folder}{os.sep}{name}" for name in names})
    except OSError as error:
        message = f"data/reports: {_reason(error)} This folder comes with peel: install peel again."
        raise Unreadable(message) from error
    return paths


def _name(path: str) -> str:
    """Return a path for a message, in quotes if there is nothing to see of it."""
    return escape_name(path) if path.strip() else repr(path)


def _is_report_name(name: str) -> bool:
    return name.lower().endswith(EXTENSIONS) and not name.startswith(_SKIPPED)


def read_bytes(path: str) -> bytes:
    """Read a file or standard input in blocks, up to the size limit.

    Raises Unreadable if that fails or the limit is exceeded.
    """
    try:
        if path == STDIN:
            return _read_blocks(_standard_input(), path)
        if not os.path.isfile(path) and os.path.exists(path) and not os.path.isdir(path):
            raise Unreadable(f"{escape_name(path)}: this is not an ordinary file. Use - to read from a pipe.")
        with open(path, "rb") as file:
            return _read_blocks(file.read, path)
    except (OSError, ValueError) as error:  # ValueError: a name with NUL, a stream that is closed
        raise Unreadable(f"{_name(display_path(path))}: {_reason(error)}") from error


def read_article(path: str) -> str:
    """Read an article as text. Anything but UTF-8 is read as Windows-1252."""
    data = read_bytes(path)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _standard_input() -> Callable[[int], bytes]:
    """Return a function that reads standard input until it returns nothing.

    The raw stream is read: a buffered one would require a second Ctrl-D, and mistakes a pause of a stream that does
    not block for the end.
    """
    if sys.stdin is None:
        raise Unreadable("-: standard input is closed.")
    stream = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)

    def read(size: int) -> bytes:
        while (block := stream.read(size)) is None:  # no data yet
            from select import select

            select([stream], [], [])
        return bytes(block)

    return read


def _read_blocks(read: Callable[[int], bytes], path: str) -> bytes:
    data = bytearray()
    while block := read(BLOCK):
        data += block
        if len(data) > MAX_BYTES:
            raise Unreadable(f"{escape_name(path)}: this is larger than 32 MiB, too large for a report file.")
    return bytes(data)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        address = re.match("https?://", str(error.filename), re.IGNORECASE)
        return "peel opens no web addresses. Save the page first." if address else "there is no such file."
    return reason(error, "it cannot be read")
