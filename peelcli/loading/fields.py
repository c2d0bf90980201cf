"""The keys of report files, and the reader of their values, which records problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any

from peelcli.loading.problems import ProblemLog, missing_space
from peelcli.reading.nodes import Mapping, Node, Nothing, Place, Sequence, Text, plain

MOST_ENTRIES = 100_000
"""At most this many entries of a list are read, and reports of a file: a few bytes each may make a row of many."""
EXCERPT = 80
"""At most this many characters of an invalid value are repeated in a message."""

Values = dict[str, Any]
"""The values of a mapping by key, those of `x-` keys under `extra`. Absent and invalid values are left out."""


class Fields:
    """A reader of the mappings of a report, which collects the ids of sources that they refer to."""

    def __init__(self, log: ProblemLog) -> None:
        self.log = log
        self.references: list[tuple[str, Place]] = []

    def read(self, mapping: Mapping, keys: Keys) -> Values:
        """Return the values of a mapping. A required one that is missing is a problem, and read as an empty text."""
        values: Values = {}
        for key, node in mapping.items():
            read = keys.readers.get(key)
            if read is not None:
                value = read(self, key, node)
                if value is not None:
                    values[key] = value
            elif key.startswith("x-"):
                values.setdefault("extra", {})[str(key)] = plain(node)
            else:
                self._refuse_key(key, mapping.place_of(key), keys)
        for key, hint in keys.required.items():
            if key not in values:
                self.require(mapping, key, hint)
                values[key] = ""
        return values

    def entries(self, items: Iterable[Node], keys: Keys) -> list[tuple[Mapping, Values]]:
        """Return the mappings of a list with the values of each."""
        entries = []
        for item in items:
            if isinstance(item, Mapping):
                entries.append((item, self.read(item, keys)))
            else:
                hint = "Write its keys and values, such as `area: …`, after one dash."
                if in_json(item):
                    hint = 'Write its keys and values in { }, such as {"area": …}.'
                self.log.problem(item.place, "type", f"this must be {keys.what}, not {describe(item)}.", hint)
        return entries

    def require(self, mapping: Mapping, key: str, hint: str) -> None:
        """Record that a value is missing or empty; an invalid one has been recorded already."""
        node = mapping.get(key)
        if node is None:
            self.log.problem(mapping.place, "missing", f"`{key}` is missing.", hint)
        elif isinstance(node, Nothing) or (isinstance(node, Text) and not node.strip()):
            hint = "Put text that begins with # in quotes." if self._comment_follows(node) else hint
            self.log.problem(node.place, "empty", f"`{key}` is empty.", hint)

    def check_references(self, sources: Collection[str]) -> None:
        """Record references to sources that are not there."""
        for id, place in self.references:
            if id not in sources:
                hint = self.log.suggest(id, sources, "Add it there with `title:` and `url:`.")
                if re.match("[a-z]+:|www[.]", id, re.IGNORECASE):
                    hint = "List the address there under a short id of your own, and write that id here."
                self.log.problem(place, "source", f"{id[:EXCERPT]!r} is not listed under `sources`.", hint)

    def _refuse_key(self, key: str, place: Place, keys: Keys) -> None:
        known = keys.readers
        choice = f"Choose from {', '.join(known)}; keys of your own begin with x-."
        hint = missing_space(key, known) or self.log.suggest(key, known, choice)
        self.log.problem(place, "unknown-key", f"{keys.what} has no key {key[:EXCERPT]!r}.", hint)

    def _comment_follows(self, node: Node) -> bool:
        """Return whether a value is a comment without a blank: `#1 priority` was meant as text."""
        text, place = self.log.document.text, node.place
        return isinstance(place, int) and re.match(r"[ \t]*#\S", text[place : place + 200]) is not None

    def _check_comment(self, node: Text) -> None:
        """Warn of a text that ends at a sign that may be part of it: `ranked #1 in the country`."""
        text, place = self.log.document.text, node.place
        if isinstance(place, int) and node and text.startswith(node, place):  # neither quoted nor on several lines
            comment = re.compile(r"[ \t]+(#[^\s#]\S{0,20})").match(text, place + len(node))
            if comment:
                message = f"the text ends before {comment[1]!r}, which is read as a comment."
                hint = "Put text that contains # in quotes, or write a space after the # of a comment."
                self.log.warning(comment.start(1), "comment", message, hint)

    # --- readers of values: each returns None for an empty one, and after a problem ---

    def text(self, key: str, node: Node) -> str | None:
        """Return a text without surrounding blanks."""
        if isinstance(node, Text):
            if self.log.has_comments:
                self._check_comment(node)
            return node.strip() or None
        if not isinstance(node, Nothing):
            message = f"`{key}` must be text, not {describe(node)}."
            self.log.problem(node.place, "type", message, _one_text(key, node))
        return None

    def texts(self, key: str, node: Node) -> tuple[str, ...]:
        """Return a list of texts, without empty ones."""
        texts = []
        for item in self.items(key, node):
            if isinstance(item, Text):
                if self.log.has_comments:
                    self._check_comment(item)
                texts.append(item.strip())
            elif not isinstance(item, Nothing):
                message = f"`{key}` is a list of texts; this is {describe(item)}."
                self.log.problem(item.place, "type", message, _one_text("", item))
        return tuple(filter(None, texts))

    def boolean(self, key: str, node: Node) -> bool | None:
        """Return true or false."""
        words = self.text(key, node)
        value = {"true": True, "yes": True, "false": False, "no": False}.get(words.casefold()) if words else None
        if words and value is None:
            message = f"{words[:EXCERPT]!r} is not a valid value of `{key}`."
            self.log.problem(node.place, "truth", message, "Write true or false.")
        return value

    def number(self, key: str, node: Node) -> int | None:
        """Return a number of areas."""
        words = self.text(key, node)
        if words is None or re.fullmatch("[0-9]{1,2}", words):
            return int(words) if words else None
        message = f"{words[:EXCERPT]!r} is not a number of areas."
        self.log.problem(node.place, "number", message, "Write 0 to 99.")
        return None

    def date(self, key: str, node: Node) -> str | None:
        """Return an ISO year, month or day."""
        words = self.text(key, node)
        if words is None or is_date(words):
            return words
        message = f"`{key}` {words[:EXCERPT]!r} is not a valid date."
        hint = "Write a year, month or day: 2024, 2024-05 or 2024-05-14."
        self.log.problem(node.place, "date", message, hint)
        return None

    def web_address(self, key: str, node: Node) -> str | None:
        """Return an http(s) address."""
        words = self.text(key, node)
        if words is None or is_web_address(words):
            return words
        message = f"`{key}` {words[:EXCERPT]!r} is not a web address."
        self.log.problem(node.place, "address", message, "Write an address that begins with https://.")
        return None

    def source(self, key: str, node: Node) -> str | None:
        """Return the id of a source."""
        words = self.text(key, node)
        if words is not None:
            self.references.append((words, node.place))
        return words

    def sources(self, key: str, node: Node) -> tuple[str, ...]:
        """Return a list of ids of sources."""
        ids = self.texts(key, node)
        if ids and isinstance(node, Sequence):
            self.references += [(item.strip(), item.place) for item in node if isinstance(item, Text) and item.strip()]
        return ids

    def items(self, key: str, node: Node) -> Sequence:
        """Return a list, empty for anything else."""
        if isinstance(node, Sequence) and len(node) <= MOST_ENTRIES:
            return node
        if isinstance(node, Sequence):
            message = f"`{key}` has {len(node):,} entries; the most is {MOST_ENTRIES:,}."
            self.log.problem(node.place, "too-many", message, "Shorten the list.")
        elif not isinstance(node, Nothing):
            hint = "Begin each item with a dash." if isinstance(node, Mapping) else "Put a dash or brackets around it."
            hint = "Put [ ] around the items." if in_json(node) else hint
            self.log.problem(node.place, "type", f"`{key}` must be a list, not {describe(node)}.", hint)
        return Sequence()

    def mapping(self, key: str, node: Node) -> Mapping | None:
        """Return a mapping whose keys are the author's."""
        if isinstance(node, Mapping):
            return node
        if not isinstance(node, Nothing):
            hint = "Write for example {good: 1, adequate: 4}."
            if in_json(node):
                hint = 'Write for example {"good": 1, "adequate": 4}.'
            if key == "sources":
                hint = "Write an id for each source, and `title:` and `url:` below it."
            self.log.problem(node.place, "type", f"`{key}` must be a mapping, not {describe(node)}.", hint)
        return None


def is_date(text: str) -> bool:
    """Return whether the text is an ISO year, month or day that exists."""
    parts = re.fullmatch("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if parts is None:
        return False
    try:
        date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        return False
    return True


def is_web_address(text: str) -> bool:
    """Return whether the text is an http(s) address, the only kind that becomes a link."""
    return re.fullmatch(r"https?://[^\s<>\"]+", text, re.IGNORECASE) is not None


def in_json(node: Node) -> bool:
    """Return whether a node is of a JSON file."""
    return isinstance(node.place, str)


def _one_text(key: str, node: Node) -> str:
    """Return what to do about a list or a mapping in the place of a text."""
    if key == "source" and isinstance(node, Sequence):
        return "Write one id, and the others under `also`."
    if in_json(node):
        return "Write one text."
    sign = "[" if isinstance(node, Sequence) else "{, or contains a colon,"
    return f"Write one text; put text that begins with {sign} in quotes."


def describe(node: Node) -> str:
    """Describe a node for messages."""
    if isinstance(node, Text):
        return f"the text {node[:EXCERPT]!r}"
    return "a mapping" if isinstance(node, Mapping) else "a list" if isinstance(node, Sequence) else "an empty value"


# --- the keys of report files ----------------------------------------------------------------------------------------

Reader = Callable[[Fields, str, Node], object]
"""A reader of the value of a key."""


class Keys:
    """The keys that one kind of mapping may have, with the readers of their values and hints for those it must have."""

    __slots__ = ("readers", "required", "what")

    def __init__(self, what: str, keys: str, **required: str) -> None:
        self.what = what
        self.readers = {key: _READERS.get(key, Fields.text) for key in keys.split()}
        self.required = required


_READERS: dict[str, Reader] = {
    **dict.fromkeys(("inspected", "published", "date"), Fields.date),
    **dict.fromkeys(("source", "published_source", "counts_source"), Fields.source),
    **dict.fromkeys(("complete", "separate"), Fields.boolean),
    **dict.fromkeys(("notes", "filtered"), Fields.texts),
    **dict.fromkeys(("stated_counts", "sources"), Fields.mapping),
    **dict.fromkeys(("reports", "graded_areas", "improvement_areas", "praise", "stakeholder_responses"), Fields.items),
    **dict.fromkeys(("version", "data", "licence", "warnings"), lambda fields, key, node: None),
    "also": Fields.sources,
    "graded_total": Fields.number,
    "report_url": Fields.web_address,
}
"""The readers of all keys that do not have texts; a key means the same in every mapping."""

AREA = Keys(
    "a graded area",
    "area grade ungraded separate source also note carried_over_from",
    area="Write the name of the area.",
)
FINDING = Keys("a finding", "summary area kind since source also", summary="Describe the finding in a sentence.")
RESPONSE = Keys(
    "a response",
    "name role organisation summary quote date source also",
    name="Write who said it.",
    summary="Describe in a sentence what was said.",
)
SOURCE = Keys("a source", "title publisher url published")
REPORT = Keys(
    "a report",
    "peel force cycle inspected published published_source report_url summary stated_counts graded_total counts_source"
    " complete graded_areas improvement_areas praise stakeholder_responses notes sources filtered",
    cycle="Write a cycle such as 2023-25, or unknown.",
    force="Write the name of the police force.",
    graded_areas="Write `graded_areas: []` if no grade is known.",
)
ENVELOPE = Keys("peel's output", "peel version data licence reports warnings")
