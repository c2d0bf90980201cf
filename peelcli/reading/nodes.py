"""The tree of a report file: texts, lists and mappings with their places."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from peelcli.errors import PROBLEM, Problem
from peelcli.sanitise import cell_width, escape_controls

if TYPE_CHECKING:
    from array import array

MAX_DEPTH = 50
MAX_KEY = 128
EXCERPT_WIDTH = 100

Place = int | str
"""The place of a value: in YAML its offset in characters, in JSON a path such as `$.sources.a`."""


class Text(str):
    """A scalar, kept as text; the parser interprets it."""

    __slots__ = ("place",)
    place: Place


class Mapping(dict[str, "Node"]):
    """A mapping. `places` are those of its keys, in their order."""

    __slots__ = ("_by_key", "place", "places")
    place: Place
    places: list[Place]
    _by_key: dict[str, Place]

    def place_of(self, key: str) -> Place:
        """Return the place of a key, or of the mapping if it has no such key.

        The index is built on first use: most mappings never need it.
        """
        if not hasattr(self, "_by_key"):
            self._by_key = dict(zip(self, self.places, strict=True))
        return self._by_key.get(key, self.place)


class Sequence(list["Node"]):
    """A list."""

    __slots__ = ("place",)
    place: Place


class Nothing:
    """An empty value, `~` or `null`, equivalent to a missing key."""

    __slots__ = ("place",)
    place: Place


Node = Text | Mapping | Sequence | Nothing


def plain(node: Node) -> dict[str, Any] | list[Any] | str | None:
    """Return the value of an `x-` key as plain values, emptying its lists: a large one is held only once."""
    if isinstance(node, Text):
        return str(node)
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        values: list[Any] = node
        for index, value in enumerate(values):
            values[index] = plain(value)
        return list(values)
    return None


class Refused(Exception):
    """A syntax error, or something that report files do not allow, with its place."""

    def __init__(self, place: Place, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem = (place, code, message, hint)


# Rules: code, message and hint. First those that YAML and JSON share.
TOO_DEEP = ("depth", f"this is nested more than {MAX_DEPTH} levels deep.", "A report needs only four.")
LONG_KEY = ("key", f"this key is longer than {MAX_KEY} characters.", "Is a colon missing before it ends?")
SURROGATE = ("character", "a lone surrogate (half a character) is not allowed.", "Delete it.")
SURROGATES = "[\ud800-\udfff]"
ANCHOR = (
    "anchor",
    "anchors (&) and aliases (*) are not used in report files.",
    "Write the value out; put a text that begins with & or * in quotes.",
)
TAG = ("tag", "tags (!) are not used in report files.", "Put a text that begins with ! in quotes.")
MERGE = ("merge", "merge keys (<<) are not used in report files.", "Write the keys out.")
COMPLEX_KEY = (
    "key",
    "a list or a mapping cannot be a key.",
    "Write a word before the colon; put a text that begins with [ or { in quotes.",
)
QUESTION_MARK = ("syntax", "a value cannot begin with this character.", "Put the value in quotes.")
MARKDOWN = ("syntax", "this line is Markdown, not part of the report.", "Delete it.")
NEEDLESS_BACKSLASH = "Delete the backslash, or write two."
NO_KEY = ("key", "there is no key before the colon.", "Write a word before it.")
MISMATCH = ("syntax", "this bracket does not match the one that is open.", "Close [ with ], { with }.")
EXTRA_BRACKET = ("syntax", "there is an extra bracket here.", "Delete it.")
EXTRA_COMMA = ("syntax", "there is an extra comma here.", "Delete it.")


def duplicate_key(key: str, first: str) -> tuple[str, str, str]:
    """Return code, message and hint for a key that occurs twice."""
    return ("duplicate-key", f"duplicate key {key!r} ({first}).", "Remove one of them.")


def invisible(character: str) -> tuple[str, str, str]:
    """Return code, message and hint for a character that looks like a space or like nothing."""
    return ("character", f"an invisible character (U+{ord(character):04X}) is here.", "Use ordinary spaces.")


def too_deep(text: str, start: int = 0, stop: int = sys.maxsize) -> int | None:
    """Find the bracket that exceeds the depth limit. Brackets in double quotes do not count."""
    depth = 0
    for bracket in re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]').finditer(text, start, stop):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(bracket[0], 0)
        if depth > MAX_DEPTH:
            return bracket.start()
    return None


def merge_marker(text: str, stop: int) -> Refused | None:
    """Find the first marker that git or another program left of a conflict, up to the line of a place."""
    end = text.find("\n", stop)
    marker = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: |\r?$)|={7}\r?$)", re.MULTILINE).search(
        text, 0, end if end >= 0 else len(text)
    )
    if marker is None:
        return None
    hint = "Keep one of the two versions, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
    return Refused(marker.start(), "syntax", "there is an unresolved merge conflict here.", hint)


class Document:
    """A text and its trees: one for each YAML document, in JSON one for each report of a list.

    `roots` can be iterated once; of a large file only one tree is held at a time. Iterating raises BadData if the text
    is malformed.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.roots: Iterable[Node] = ()

    def problem(
        self, place: Place, code: str, message: str, hint: str = "", level: str = PROBLEM, excerpt: bool = True
    ) -> Problem:
        """Return a problem at a place, with line, column and excerpt."""
        if isinstance(place, str):
            return Problem(self.name, None, None, place, code, level, message, hint)
        line = self.line(place)
        column = place - self._lines[line - 1] + 1
        return Problem(
            self.name, line, column, "", code, level, message, hint, self._excerpt(line, place) if excerpt else ""
        )

    def line(self, place: int) -> int:
        """Return the line number of a place."""
        from bisect import bisect_right  # needed only for errors, like array below

        return bisect_right(self._lines, place)

    @cached_property
    def _lines(self) -> array[int]:
        """The places where lines begin.

        libyaml treats NEL and U+2028 as line breaks but editors do not, so lines are counted here.
        """
        from array import array

        starts = array("L", [0])
        starts.extend(end.end() for end in re.finditer("\r\n|\r|\n", self.text))
        return starts

    def _excerpt(self, line: int, place: int) -> str:
        """Return the line, or the relevant part of a long line, with a caret below the place."""
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
        return f"    {before}{after}\n    {' ' * cell_width(before)}^"
