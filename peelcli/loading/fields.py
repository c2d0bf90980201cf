"""Typed access to the fields of a mapping in a report file, recording problems."""

from __future__ import annotations

import re
from collections.abc import KeysView
from collections.abc import Mapping as AbstractMapping

from peelcli.loading.problems import ProblemLog, missing_blank
from peelcli.model.report import NOTHING, Source
from peelcli.model.texts import is_date, is_web_address
from peelcli.reading import Mapping, Node, Nothing, OwnValue, Place, Sequence, Text

EXCERPT = 80
"""At most this many characters of an invalid value are repeated in a message."""


def keys(*names: str) -> KeysView[str]:
    """Return the keys of a mapping as an ordered set."""
    return dict.fromkeys(names).keys()


class Sources:
    """The sources of one report, and the ids that it refers to.

    `lost` means that the list of sources is invalid: that is reported once, rather than for each reference.
    """

    def __init__(self, by_id: AbstractMapping[str, Source], lost: bool = False) -> None:
        self.by_id = by_id
        self.lost = lost
        self.used: set[str] = set()


class Fields:
    """A mapping, the log of its document, and the sources of its report."""

    __slots__ = ("log", "mapping", "sources")

    def __init__(self, mapping: Mapping, log: ProblemLog, sources: Sources | None = None) -> None:
        self.mapping = mapping
        self.log = log
        self.sources = sources

    def __contains__(self, key: str) -> bool:
        return key in self.mapping

    @property
    def place(self) -> Place:
        """Where the mapping begins."""
        return self.mapping.place

    def place_of(self, key: str) -> Place:
        """Return the place of the value of a key."""
        return self.mapping[key].place

    def key_place(self, key: str) -> Place:
        """Return the place of a key, or of the mapping if it has no such key."""
        return self.mapping.place_of(key)

    def is_empty(self, key: str) -> bool:
        """Return whether a key has an empty value."""
        return isinstance(self.mapping.get(key), Nothing)

    def text(self, key: str, required: str = "") -> str | None:
        """Return a text without surrounding blanks. `required` is the hint if it is missing."""
        value = self.mapping.get(key)
        if value is None and not required:  # most keys are absent
            return None
        if isinstance(value, Text):
            words = value.strip()
            if words or not required:
                return words or None
        elif isinstance(value, (Mapping, Sequence)):
            message = f"`{key}` must be text, not {describe(value)}."
            self.log.problem(value.place, "type", message, "Put the text in quotes.")
            return None
        if not required:
            return None
        if value is None:
            self.log.problem(self.place, "missing", f"`{key}` is missing.", required)
        else:
            hint = "Put text that begins with # in quotes." if self._comment_follows(value) else required
            self.log.problem(value.place, "empty", f"`{key}` is empty.", hint)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, without empty ones."""
        texts = []
        for value in self.items(key) if key in self.mapping else ():
            if isinstance(value, Text):
                if words := value.strip():
                    texts.append(words)
            elif not isinstance(value, Nothing):
                cause = "Put text that contains a colon" if isinstance(value, Mapping) else "Put it"
                message = f"`{key}` is a list of texts; this is {describe(value)}."
                self.log.problem(value.place, "type", message, f"{cause} in quotes.")
        return tuple(texts)

    def boolean(self, key: str) -> bool | None:
        """Return true or false, or None if the key is absent."""
        words = self.text(key)
        if words is None:
            return None
        value = {"true": True, "yes": True, "false": False, "no": False}.get(words.casefold())
        if value is None:
            message = f"`{key}` {words[:EXCERPT]!r} is neither true nor false."
            self.log.problem(self.place_of(key), "truth", message, "Write true or false.")
        return value

    def number(self, key: str, required: str = "") -> int | None:
        """Return a number of areas."""
        words = self.text(key, required)
        if words is None or re.fullmatch("[0-9]{1,2}", words):
            return None if words is None else int(words)
        message = f"{words[:EXCERPT]!r} is not a number of areas."
        self.log.problem(self.place_of(key), "number", message, "Write 0 to 99.")
        return None

    def date(self, key: str) -> str | None:
        """Return an ISO year, month or day."""
        words = self.text(key)
        if words is not None and not is_date(words):
            message = f"`{key}` {words[:EXCERPT]!r} is not a valid date."
            hint = "Write a year, month or day: 2024, 2024-05 or 2024-05-14."
            self.log.problem(self.place_of(key), "date", message, hint)
        return words

    def web_address(self, key: str) -> str | None:
        """Return an http(s) address."""
        words = self.text(key)
        if words is not None and not is_web_address(words):
            message = f"`{key}` {words[:EXCERPT]!r} is not a web address."
            self.log.problem(self.place_of(key), "address", message, "Write an address that begins with https://.")
        return words

    def source(self, key: str) -> str | None:
        """Return the id of a source."""
        words = self.text(key)
        if words is not None:
            self._refer(words, self.place_of(key))
        return words

    def more_sources(self, key: str) -> tuple[str, ...]:
        """Return a list of ids of sources."""
        if key not in self.mapping:  # most often
            return ()
        texts, value = self.texts(key), self.mapping[key]
        for item in value if isinstance(value, Sequence) else ():
            if isinstance(item, Text) and item.strip():
                self._refer(item.strip(), item.place)
        return texts

    def items(self, key: str) -> Sequence:
        """Return a list, empty if the key is absent."""
        value = self.mapping.get(key)
        if isinstance(value, Sequence):
            return value
        if value is not None and not isinstance(value, Nothing):
            hint = "Begin each item with a dash." if isinstance(value, Mapping) else "Put a dash or brackets around it."
            self.log.problem(value.place, "type", f"`{key}` must be a list, not {describe(value)}.", hint)
        return Sequence()

    def mappings(self, key: str, what: str) -> list[Fields]:
        """Return a list of mappings; `what` describes each of them."""
        mappings = []
        for value in self.items(key) if key in self.mapping else ():
            if isinstance(value, Mapping):
                mappings.append(Fields(value, self.log, self.sources))
            else:
                hint = "Write its keys and values, such as `area: …`, below one dash."
                self.log.problem(value.place, "type", f"{describe(value)} stands where {what} must be.", hint)
        return mappings

    def extra(self, what: str, known: KeysView[str]) -> AbstractMapping[str, object]:
        """Refuse unknown keys, and return the values of those that begin with `x-`."""
        if self.mapping.keys() <= known:  # most often
            return NOTHING
        extra = {}
        for key, value in self.mapping.items():
            if key in known:
                continue
            if isinstance(value, OwnValue):
                extra[str(key)] = value.value
            else:
                choice = f"Choose from {', '.join(known)}; keys of your own begin with x-."
                hint = missing_blank(key, known) or self.log.suggest(key, known, choice)
                message = f"{what} has no key {key[:EXCERPT]!r}."
                self.log.problem(self.key_place(key), "unknown-key", message, hint)
        return extra

    def _refer(self, id: str, place: Place) -> None:
        assert self.sources is not None
        self.sources.used.add(id)
        if id in self.sources.by_id or self.sources.lost:
            return
        hint = self.log.suggest(id, self.sources.by_id, "Add it there with `title:` and `url:`.")
        if re.match("[a-z]+:|www[.]", id, re.IGNORECASE):
            hint = "An address goes under `sources:`, with a short id of your own; write that id here."
        self.log.problem(place, "source", f"there is no {id[:EXCERPT]!r} under `sources`.", hint)

    def _comment_follows(self, value: Node) -> bool:
        """Return whether a value is a comment without a blank: `#1 priority` was meant as text."""
        place = value.place
        text = self.log.document.text
        return isinstance(place, int) and re.match(r"[ \t]*#\S", text[place : place + 200]) is not None


def describe(node: Node) -> str:
    """Describe a node for messages."""
    if isinstance(node, Text):
        return f"the text {node[:EXCERPT]!r}"
    return "a mapping" if isinstance(node, Mapping) else "a list" if isinstance(node, Sequence) else "nothing"
