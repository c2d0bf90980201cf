"""Text to a plain tree in which each value knows its place. Hostile input ends here.

Every scalar is text: YAML 1.1 would turn `no` into False, `1:30` into 90 and `2024-05-14` into a date. The tree of YAML
is built from the C parser's events, in a loop with a stack: no constructor runs, nothing recurses, and anchors, tags
and merge keys are refused before they could multiply anything.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from sys import intern
from typing import TYPE_CHECKING, Any

import yaml

from peelcli.errors import PROBLEM, BadData, Problem, Unreadable
from peelcli.sanitise import escape_controls, escape_name

if TYPE_CHECKING:
    from array import array

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 50
MAX_KEY = 128
EXCERPT_WIDTH = 100

Place = int | str
"""Where a value stands: in YAML how many characters come before it, in JSON a path such as `$.sources.a`."""


class Text(str):
    """A scalar. Nothing but text: what it means is for the parser to say."""

    __slots__ = ("place",)
    place: Place


class Mapping(dict[str, "Node"]):
    """A mapping that knows where its keys stand too: `places` are in their order."""

    __slots__ = ("_by_key", "place", "places")
    place: Place
    places: list[Place]
    _by_key: dict[str, Place]

    def place_of(self, key: str) -> Place:
        """Return where a key stands. Most mappings are never asked: the first question makes the index."""
        if not hasattr(self, "_by_key"):
            self._by_key = dict(zip(self, self.places, strict=True))
        return self._by_key.get(key, self.place)


class Sequence(list["Node"]):
    """A list."""

    __slots__ = ("place",)
    place: Place


class Nothing:
    """An empty value, `~` or `null`: as if the key were not there."""

    __slots__ = ("place",)
    place: Place


Node = Text | Mapping | Sequence | Nothing

# The pure parser gives the same events where PyYAML was built without its C part, only slower.
_YamlLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_ODD_KEYS = _NULL | {"<<"}


class Document:
    """A text and the trees that were read from it: one for each YAML document, one for JSON."""

    def __init__(self, name: str, text: str, roots: tuple[Node, ...] = ()) -> None:
        self.name = name
        self.text = text
        self.roots = roots

    def problem(
        self, place: Place, code: str, message: str, hint: str = "", level: str = PROBLEM, excerpt: bool = True
    ) -> Problem:
        """Say what is wrong at a place."""
        if isinstance(place, str):
            return Problem(self.name, None, None, place, code, level, message, hint)
        line = self.line(place)
        start = self._lines[line - 1]
        shown = self._excerpt(line, place) if excerpt else ""
        return Problem(self.name, line, place - start + 1, "", code, level, message, hint, shown)

    def line(self, place: int) -> int:
        """Return the number of the line of a place."""
        from bisect import bisect_right  # needed only when something is wrong

        return bisect_right(self._lines, place)

    @cached_property
    def _lines(self) -> array[int]:
        """Return where the lines begin.

        The C parser takes NEL and U+2028 for line breaks; editors and people do not, so lines are counted here.
        """
        from array import array

        starts = array("L", [0])
        starts.extend(end.end() for end in re.finditer("\r\n|\r|\n", self.text))
        return starts

    def _excerpt(self, line: int, place: int) -> str:
        """Return the line and a caret below the place; of a long line only the part around it."""
        start, text = self._lines[line - 1], self.text
        stop = self._lines[line] if line < len(self._lines) else len(text)
        while stop > place and text[stop - 1] in "\r\n":
            stop -= 1
        left = max(start, min(place - EXCERPT_WIDTH // 2, stop - EXCERPT_WIDTH))
        right = min(stop, left + EXCERPT_WIDTH)
        before = ("… " if left > start else "") + escape_controls(text[left:place].replace("\t", " "))
        after = escape_controls(text[place:right].replace("\t", " ")) + (" …" if right < stop else "")
        if not (before + after).strip():
            return ""
        return f"    {before}{after}\n    {' ' * _cells(before)}^"


def read(data: bytes, name: str) -> Document:
    """Read YAML or JSON into trees.

    Raises BadData where the text cannot be read as a whole, Unreadable where it is no text at all.
    """
    text = _decode(data, name)
    if not text.strip():
        return Document(name, text, ())
    if _is_json(text, name):
        return Document(name, text, (_json_tree(text, name),))
    return Document(name, text, _yaml_trees(text, name))


def read_data(path: str) -> Mapping:
    """Read one of the files that come with peel; a mistake in it is a bug, not a user's problem."""
    with open(path, "rb") as file:
        (root,) = read(file.read(), path).roots
    assert isinstance(root, Mapping)
    return root


def _cells(text: str) -> int:
    """Return how many columns a terminal needs for the text: a wide character takes two, a combining mark none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


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
_STARTS = tuple(signature for signature, _ in _SIGNATURES)


def _decode(data: bytes, name: str) -> str:
    for signature, kind in _SIGNATURES if data.startswith(_STARTS) else ():
        if data.startswith(signature):
            raise Unreadable(f"{escape_name(name)}: this looks like {kind}. A report file is YAML or JSON text.")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data and encoding != "utf-16":
            raise Unreadable(f"{escape_name(name)}: this is no text. A report file is YAML or JSON text.") from error
        place = len(data[: error.start].decode(encoding, "replace"))
        text = data.decode(encoding, "replace")
        wrong = f"byte 0x{data[error.start]:02x} is not {encoding.removesuffix('-sig').upper()}."
        hint = "Save the file as UTF-8 (in Windows programs: “UTF-8”, not “ANSI”)."
        raise BadData(problems=[Document(name, text).problem(place, "encoding", wrong, hint)]) from error
    if "\0" in text:
        raise Unreadable(f"{escape_name(name)}: this is no text. A report file is YAML or JSON text.")
    return text


def _is_json(text: str, name: str) -> bool:
    """Tell JSON from YAML by the file's ending, else by how the text begins."""
    if name.lower().endswith((".yaml", ".yml")):
        return False
    return name.lower().endswith(".json") or re.match(r'\s*(\{\s*["}]|\[\s*["\[{\]])', text) is not None


# --- YAML ------------------------------------------------------------------------------------------------------------

# code, what is wrong, what would be right
_ANCHOR = (
    "anchor",
    "anchors (&) and aliases (*) are not used in report files.",
    "Write the value out; put a text that begins with & or * in quotes.",
)
_TAG = ("tag", "tags (!) are not used in report files.", "Put a text that begins with ! in quotes.")
_MERGE = ("merge", "merge keys (<<) are not used in report files.", "Write the keys out.")
_DEPTH = ("depth", f"this is nested more than {MAX_DEPTH} levels deep.", "A report needs four.")
_COMPLEX_KEY = (
    "key",
    "a list or a mapping cannot be a key.",
    "Write a word before the colon; put a text that begins with [ or { in quotes.",
)
_NO_KEY = ("key", "there is no key before the colon.", "Write a word before it.")
_LONG_KEY = ("key", f"this key is longer than {MAX_KEY} characters.", "Is a colon missing before it ends?")
_SURROGATE = ("character", "half a character (a lone surrogate) stands here.", "Delete it.")


class _Refused(Exception):
    """Something that YAML or JSON allows and report files do not, with its place."""

    def __init__(self, place: Place, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem = (place, code, message, hint)


def _yaml_trees(text: str, name: str) -> tuple[Node, ...]:
    problem: tuple[Place, str, str, str]
    try:
        return tuple(_build(text))
    except yaml.YAMLError as error:
        problem = _yaml_problem(text, error)
    except UnicodeEncodeError as error:  # the C parser takes UTF-8, which has no lone surrogates
        problem = (error.start, *_SURROGATE)
    except _Refused as refused:
        problem = refused.problem
    raise BadData(problems=[Document(name, text).problem(*problem)])


def _build(text: str) -> Sequence:
    """Build the trees of all documents from the parser's events. Each line of the loop runs for every scalar."""
    scalar, mapping_start, sequence_start = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    mapping_end, sequence_end = yaml.MappingEndEvent, yaml.SequenceEndEvent
    roots = node = Sequence()  # what is being filled: a list, or a mapping and the key that waits for its value
    mapping: Mapping | None = None
    key: str | None = None
    above: list[tuple[Sequence, Mapping | None]] = []
    value: Text | Nothing
    next_event = _YamlLoader(text).get_event
    while True:
        event = next_event()
        kind = event.__class__
        if kind is scalar:
            words, place = event.value, event.start_mark.index
            if event.anchor is not None or event.tag is not None:
                raise _refused(event)
            if mapping is not None and key is None:
                if words in _ODD_KEYS or words in mapping or len(words) > MAX_KEY:
                    _refuse_key(words, place, mapping, text, plain=not event.style)
                key = intern(words)  # the same few keys stand in every report
                mapping.places.append(place)
                continue
            value = Nothing() if words in _NULL and not event.style else Text(words)
            value.place = place
            if mapping is None:
                node.append(value)
            elif key is not None:
                mapping[key] = value
                key = None
        elif kind is mapping_end or kind is sequence_end:
            node, mapping = above.pop()
        elif kind is mapping_start or kind is sequence_start:
            inner = Mapping() if kind is mapping_start else Sequence()
            inner.place = event.start_mark.index
            if event.anchor is not None or event.tag is not None:
                raise _refused(event)
            if len(above) == MAX_DEPTH:
                raise _Refused(inner.place, *_DEPTH)
            if mapping is None:
                node.append(inner)
            elif key is not None:
                mapping[key] = inner
                key = None
            else:
                raise _Refused(inner.place, *_COMPLEX_KEY)
            above.append((node, mapping))
            if isinstance(inner, Mapping):
                mapping = inner
                mapping.places = []
            else:
                node, mapping = inner, None
        elif kind is yaml.AliasEvent:
            raise _refused(event)
        elif kind is yaml.StreamEndEvent:
            return roots


def _refused(event: Any) -> _Refused:
    """Say why an event with an anchor or a tag is refused, or an alias."""
    return _Refused(event.start_mark.index, *(_ANCHOR if event.anchor is not None else _TAG))


def _refuse_key(words: str, place: int, mapping: Mapping, text: str, plain: bool) -> None:
    """Refuse a key that may not stand in the mapping; a strange word in quotes is only a strange key."""
    if plain and words in _NULL:
        raise _Refused(place, *_NO_KEY)
    if words in mapping:
        first = mapping.place_of(words)
        raise _Refused(place, *_twice(words, f"line {Document('', text).line(int(first))}"))
    if len(words) > MAX_KEY:
        raise _Refused(place, *_LONG_KEY)
    if plain and words == "<<":
        raise _Refused(place, *_MERGE)


def _twice(key: str, first: str) -> tuple[str, str, str]:
    return ("duplicate-key", f"the key {key!r} stands here again, after {first}.", "Keep one of the two.")


# What the YAML parser says, and what a person can make of it.
_YAML_SAYS = (
    (
        "mapping values are not allowed",
        "a colon with a blank after it stands inside a value.",
        "Put the value in quotes, or begin a new line if this is a key.",
    ),
    ("cannot start any token", "a value cannot begin with this character.", "Put the value in quotes."),
    ("unexpected end of stream|while scanning a quoted", "a quotation mark is not closed.", "Close it."),
    ("Unicode character escape", "this escape stands for no character.", "Write the character itself."),
    (
        "unknown escape|escape sequence|expected hex",  # libyaml writes "hexdecimal"
        "this backslash makes no known escape.",
        "Put the value in single quotes, or write two backslashes.",
    ),
    (
        "',' or '[\\]}]'",
        "a list in [ ] or a mapping in { } is not closed here.",
        "Close it; put a text that begins with [ or { in quotes.",
    ),
    ("scanning a block scalar", "nothing but a line break may follow | or >.", "Put the value in quotes."),
    (
        "are not allowed in this context",
        "a list or another key cannot begin here.",
        "Begin a new line, or put the value in quotes.",
    ),
    ("expected key|'-' indicator", "this line fits neither what is above it nor a new key.", "Check its indentation."),
    ("node content", "a value must stand here.", "Check for a comma or a bracket too many."),
    ("simple key|expected ':'", "a key needs a colon and a blank after it.", "Write `key: value`."),
    ("directive", "a line cannot begin with %.", "Put the value in quotes."),
    ("alias|anchor", _ANCHOR[1], _ANCHOR[2]),
    ("tag", _TAG[1], _TAG[2]),
    ("document start", "there is more text after the end of the report.", "Check its indentation."),
)
# Kept as text: only an error has re compile them.
_BEGAN = "unexpected end of stream|could not find expected ':'"  # what is not ended is to be mended where it began
_NO_YAML = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_ODD_BREAK = "[\x85\u2028\u2029]"


def _yaml_problem(text: str, error: yaml.YAMLError) -> tuple[int, str, str, str]:
    """Return the place, code, message and hint of a parser's error."""
    mark, began = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    context, wrong = getattr(error, "context", None) or "", getattr(error, "problem", None) or ""
    at_the_end = mark is not None and not text[mark.index :].strip()
    if began is not None and (re.search(_BEGAN, wrong) or (at_the_end and "flow" in context)):
        mark = began
    if "nesting depth" in wrong:  # libyaml 0.2.6 has a limit of its own, 1,000 levels of brackets, and meets it first
        return _too_deep(text), *_DEPTH
    mark = mark or began
    if mark is None:  # the reader's errors give bytes or characters, depending on the parser: look for the place
        found = re.search(_NO_YAML, text)
        place = found.start() if found else 0
        code = f"U+{ord(text[place]):04X}" if found else "one"
        return place, "character", f"a character that text cannot hold stands here ({code}).", "Delete it."
    place = min(mark.index, len(text))
    line_above = text.rfind("\n", 0, max(0, text.rfind("\n", 0, place))) + 1
    odd = re.compile(_ODD_BREAK).search(text, line_above, place + 1)
    if odd:
        message = f"an invisible line break (U+{ord(odd[0]):04X}) stands here."
        return odd.start(), "character", message, "Replace it by a blank."
    if text[place : place + 1] == "\t":
        return place, "syntax", "a tab stands where blanks must be.", "Indent with blanks."
    says = f"{context} {wrong}"
    if re.search("expected key|'-' indicator", says) and text[:place].rpartition("\n")[2].strip(" -"):
        return place, "syntax", "text stands here after the end of a value.", "Put the whole value in quotes."
    if text[place : place + 1] == ":" and re.search("expected key|node content", says):
        return place, *_NO_KEY
    for pattern, message, hint in _YAML_SAYS:
        if re.search(pattern, says):
            return place, "syntax", message, hint
    return (
        place,
        "syntax",
        f"this is not YAML ({escape_controls(says.strip())}).",
        "Check the indentation and the quotes.",
    )


# --- JSON ------------------------------------------------------------------------------------------------------------


class _Pairs(list[tuple[str, object]]):
    """A JSON object as it stands in the text: with keys that occur twice."""


class _Constant(str):
    """NaN or Infinity, which JSON does not have."""


def _json_tree(text: str, name: str) -> Node:
    import json

    problem: tuple[Place, str, str, str]
    try:
        # Numbers stay text: 1e999 is not infinity, and 5,000 digits are no work.
        tree = json.loads(text, object_pairs_hook=_Pairs, parse_int=str, parse_float=str, parse_constant=_Constant)
        return _place(tree, "$", 0)
    except json.JSONDecodeError as error:
        problem = (error.pos, "syntax", *_json_says(error.msg))
    except RecursionError:
        problem = (_too_deep(text), *_DEPTH)
    except _Refused as refused:
        problem = refused.problem
    raise BadData(problems=[Document(name, text).problem(*problem)])


def _too_deep(text: str) -> int:
    """Find the bracket that opens one level too many."""
    depth = 0
    for bracket in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(bracket[0], 0)
        if depth > MAX_DEPTH:
            return bracket.start()
    return 0


def _place(value: object, path: str, depth: int) -> Node:
    """Turn a JSON value into a tree, and empty it on the way: of a large file only one form is kept.

    Recursion is safe here: the depth is held.
    """
    node: Node
    if depth == MAX_DEPTH and isinstance(value, list):  # _Pairs is one too
        raise _Refused(path, *_DEPTH)
    if isinstance(value, _Pairs):
        node = Mapping()
        node.places = []
        for word, inner in value:
            here = path + _step(word)
            if len(word) > MAX_KEY:
                raise _Refused(path, *_LONG_KEY)
            if not word.isascii() and re.search("[\ud800-\udfff]", word):
                raise _Refused(here, *_SURROGATE)
            if word in node:
                raise _Refused(here, *_twice(word, "the same key above"))
            node.places.append(here)
            node[intern(word)] = _place(inner, here, depth + 1)
    elif isinstance(value, list):
        node = Sequence()
        node.extend(_place(inner, f"{path}[{index}]", depth + 1) for index, inner in enumerate(value))
    elif value is None:
        node = Nothing()
    elif isinstance(value, _Constant):
        raise _Refused(path, "number", f"{value} is no value of JSON.", "Write a number, or null.")
    else:
        node = Text(value if isinstance(value, str) else str(value).lower())
        if not node.isascii() and re.search("[\ud800-\udfff]", node):
            raise _Refused(path, *_SURROGATE)
    node.place = path
    if isinstance(value, list):
        value.clear()
    return node


@cache
def _step(word: str) -> str:
    """Write a key as a step of a path; the same few keys stand in every report."""
    return f".{word}" if re.fullmatch(r"[\w-]+", word) else f"[{word!r}]"


_JSON_SAYS = {
    "Expecting property name enclosed in double quotes": (
        "a key in double quotes must stand here.",
        "Check for a comma too many, or for single quotes.",
    ),
    "Expecting ',' delimiter": ("a comma or a closing bracket must stand here.", "Check the line above too."),
    "Expecting ':' delimiter": ("a colon must stand here.", 'Write `"key": value`.'),
    "Expecting value": ("a value must stand here.", "Put text in double quotes; check for a comma too many."),
    "Illegal trailing comma": ("a comma too many stands here.", "Delete it."),  # since Python 3.13
    "Unterminated string": ("a quotation mark is not closed.", "Close it."),
    "Invalid control character": (
        "a line break, a tab or another control character stands inside a text.",
        "Write it as \\n, \\t or \\u001b.",
    ),
    "Invalid \\": ("this backslash makes no known escape.", "Write two backslashes."),
    "Extra data": ("there is more text after the end of the JSON.", "Put several reports in a list."),
}


def _json_says(message: str) -> tuple[str, str]:
    for begins, told in _JSON_SAYS.items():
        if message.startswith(begins):
            return told
    return f"this is not JSON ({message}).", "Check quotes, commas and brackets."
