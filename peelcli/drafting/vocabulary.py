"""The vocabulary of articles: which wordings mean which area, grade, cue or role."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from peelcli.drafting.phrases import Mark, Phrases, longest
from peelcli.report import Force

Marks = Mapping[str, Sequence[Mark]]

# Misspellings by shape: they meet `Requiers improvment`, `inadaquate` and spare adequately, understanding.
_MISSPELT = {
    "inadequate": r"in+ad{1,2}[aei]?qu?[a-z]{0,3}te?",
    "adequate": r"ad{1,2}[aei]?qu?[a-z]{0,3}te?",
    "requires-improvement": r"re?[a-z]{0,2}q[a-z]{1,6}[ -]im[a-z]{2,6}m[en]{1,3}ts?",
    "outstanding": r"(?:ou?t?s?t?anding|outstand[a-z]{2,3})",
}
_SHAPES = re.compile(rf"(?<![\w-])(?=[aior])(?:{'|'.join(f'({shape})' for shape in _MISSPELT.values())})(?!\w)")


class Wording(NamedTuple):
    """What the wording of an area stands for: area ids (none for a mask), and in which cycles."""

    ids: tuple[str, ...]
    cycles: frozenset[str]
    risky: bool


class Mention(NamedTuple):
    """One or more areas named at one place of a sentence."""

    ids: tuple[str, ...]
    start: int
    end: int
    risky: bool


class Window(NamedTuple):
    """The months in which a cycle's reports were published, and the labels that name the cycle."""

    id: str
    begins: str
    ends: str
    labels: tuple[str, ...]


class Vocabulary(NamedTuple):
    """The content of `data/vocabulary.yaml`, ready to be searched for."""

    phrases: Phrases
    windows: tuple[Window, ...]
    weights: Mapping[str, int]
    eras: Mapping[str, tuple[str, ...]]
    words: dict[str, frozenset[str]]
    names: Mapping[str, str]
    known: dict[str, Marks]

    def find(self, small: str) -> Marks:
        """Return the marks of a sentence in small letters by kind: the longest of each kind, of areas all."""
        if small not in self.known:
            if len(self.known) > MOST_KNOWN:
                self.known.clear()
            self.known[small] = self._find(small)
        return self.known[small]

    def force(self, name: str) -> str | None:
        """Return the id of a known force by its id or one of its names."""
        whole = [m for m in self.find(name.lower()).get("force", ()) if m.end - m.start == len(name)]
        return name if name in self.names else str(whole[0].value) if whole else None

    def _find(self, small: str) -> Marks:
        found: dict[str, list[Mark]] = {}
        for mark in self.phrases.find(small):
            found.setdefault(mark.kind, []).append(mark)
        if shapes := [
            Mark("grade", grade, *match.span())
            for match in _SHAPES.finditer(small)
            for grade in [tuple(_MISSPELT)[(match.lastindex or 1) - 1]]
        ]:
            found["grade"] = found.get("grade", []) + shapes
        for kind, marks in found.items():
            if kind != "area":
                found[kind] = [mark for mark in longest(marks) if mark.value is not False]
        return found or NO_MARKS

    def areas(self, marks: Marks, cycles: frozenset[str]) -> list[Mention]:
        """Return the areas of these cycles that are named; where wordings meet, the newest cycle wins."""
        order = [window.id for window in self.windows]
        usable = [mark for mark in marks.get("area", ()) if mark.value.cycles & cycles]
        usable.sort(key=lambda mark: (mark.value.risky, -max(map(order.index, mark.value.cycles & cycles))))
        return [Mention(m.value.ids, m.start, m.end, m.value.risky) for m in longest(usable) if m.value.ids]


NO_MARKS: Marks = {}
MOST_KNOWN = 2000  # sentences whose marks are kept: pages repeat themselves


def read_vocabulary(data: Mapping[str, Any], forces: Mapping[str, Force]) -> Vocabulary:
    """Build the vocabulary from its file, given as plain mappings and lists of text, and the forces by their names."""
    phrases = Phrases()
    windows = tuple(Window(c["id"], c["from"], c["until"], tuple(c["labels"])) for c in data["cycles"]["windows"])
    eras = {name: tuple(ids) for name, ids in data["eras"].items()}
    every = frozenset(window.id for window in windows)

    def cycles(entry: Mapping[str, Any]) -> frozenset[str]:
        named = entry["cycles"]
        return frozenset(eras[named] if isinstance(named, str) else named)

    def add(kind: str, value: Any, wordings: Iterable[str]) -> None:
        for wording in wordings:
            phrases.add(wording, kind, value)

    add("area", Wording((), every, False), data["masks"])
    for entry in data["compounds"]:
        add("area", Wording(tuple(entry["areas"]), cycles(entry), False), entry["wordings"])
    for area in data["areas"]:
        for key in ("wordings", "risky"):
            add("area", Wording((area["id"],), cycles(area), key == "risky"), area.get(key, ()))
    for grade, wordings in data["grades"].items():
        add("grade", grade, wordings)
    for kind, wordings in [*data["cues"].items(), *data["findings"].items()]:
        add(kind.removesuffix(" except"), not kind.endswith(" except"), wordings)
    for matter, wordings in data["other matters"].items():
        add("matter", matter, wordings)
    for word in data["other scales"]:
        add("other scale", word, [word])
    for entry in data["cycles"]["evidence"]:
        add("cycle", frozenset(entry["cycles"]), entry["words"])
    for role, wordings in data["people"]["roles"].items():
        add("role", role, wordings)
    add("says", True, data["people"]["saying"])
    for name, force in forces.items():
        if name.lower() not in ("met", "mps"):
            phrases.add(name.replace("’", "'").replace("(", "").replace(")", ""), "force", force.id, exact=True)
    texts = {**data["links"], **{key: data["people"][key] for key in ("not_names", "not_places")}}
    weights = {key: int(value) for key, value in data["cycles"]["weights"].items()}
    weights |= {key: int(data["cycles"][key]) for key in ("enough", "lead")}
    words = {key: frozenset(text.split()) for key, text in texts.items()}
    for key in ("after_grade", "grade_to_area"):
        words[key] |= words["grade_nouns"]
    names = {force.id: force.name for force in forces.values()}
    return Vocabulary(phrases, windows, weights, eras, words, names, {})
