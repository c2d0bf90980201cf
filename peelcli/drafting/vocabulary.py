"""The vocabulary of articles: a table of wordings that matches all kinds in one pass.

A tree of words rather than one regular expression, whose compilation took most of the time of a short draft.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from peelcli.model.report import Force


class Mark(NamedTuple):
    """A match of a wording in a sentence: its kind, meaning and place."""

    kind: str
    value: Any
    start: int
    end: int


class Mention(NamedTuple):
    """One or more areas named at one place of a sentence."""

    ids: tuple[str, ...]
    start: int
    end: int
    risky: bool


class Window(NamedTuple):
    """The time in which a cycle's reports were published, the labels that name it, and the months of its reports."""

    id: str
    begins: str
    ends: str
    labels: tuple[str, ...]
    months: tuple[int, ...]


Marks = Mapping[str, Sequence[Mark]]
Node = dict[str, Any]
"""A place in some wordings: the nodes after each word and, under "", what ends here."""


class State(NamedTuple):
    """Where some words of a text lead: a node or several in one, the wordings that end there, and what follows."""

    node: Node
    ended: Sequence[tuple[str, Any]]
    after: dict[str, "State"]


NOWHERE = State({}, (), {})
PILLARS = ("effectiveness", "efficiency", "legitimacy")
NO_MARKS: Marks = {}
MOST_KNOWN = 2000  # cached sentences: pages repeat themselves
MOST_STEPS = 200_000
_TOKEN = re.compile(r"(?:\b[a-z]\.){2,}|\w+(?:'\w+)*|(?!(?<=\w)-(?=\w))[^\w\s]")  # a hyphen is a blank
_WORDING = re.compile(r"\([^)]*\)|<[^>]*>|[^\s()<>]+")
_SKIPPED = (",", "'", '"')  # they may occur between any two words of a wording
_ENDINGS = [(old, "ing") for old in ("", "s", "e", "es", "ed")] + [(old, "+ing") for old in ("", "s")]  # + doubles
_ENDINGS += [("ies", "ying"), ("ied", "ying"), ("eed", "eeing"), ("", "s"), ("s", "")]
_DETERMINERS = "the its their our your his her a an this these those local".split()
# Misspellings by shape: they meet `Requiers improvment`, `inadaquate` and spare adequately, understanding.
_SHAPES = {
    "inadequate": r"in+ad{1,2}[aei]?qu?[a-z]{0,3}te?",
    "adequate": r"ad{1,2}[aei]?qu?[a-z]{0,3}te?",
    "requires-improvement": r"re?[a-z]{0,2}q[a-z]{1,6}[ -]im[a-z]{2,6}m[en]{1,3}ts?",
    "outstanding": r"(?:ou?t?s?t?anding|outstand[a-z]{2,3})",
}
_MISSPELT = re.compile(rf"(?<![\w-])(?=[aior])(?:{'|'.join(f'({shape})' for shape in _SHAPES.values())})(?!\w)")


class Vocabulary:
    """The content of `data/vocabulary.yaml`, given as plain mappings and lists, and the forces by their names."""

    def __init__(self, data: Mapping[str, Any], forces: Mapping[str, Force]) -> None:
        self._root: Node = {}
        self._words: set[str] = set()  # the words of all wordings
        self._keys: dict[str, Sequence[str]] = {}
        self._start, self._steps = State(self._root, (), {}), 0  # steps taken from it are remembered
        self._known: dict[str, Marks] = {}
        self._same = {"&": "and", "/": "and", ",": "and", **dict.fromkeys(_DETERMINERS, "the"), **data["spellings"]}
        self.names = {force.id: force.name for force in forces.values()}
        self.windows = [
            Window(c["id"], c["from"], c["until"], c["labels"], tuple(map(int, c.get("months", range(1, 13)))))
            for c in data["cycles"]["windows"]
        ]
        self.weights = {key: int(value) for key, value in data["cycles"]["weights"].items()}
        self.eras: dict[str, Sequence[str]] = data["eras"]
        self.words = {key: frozenset(text.split()) for key, text in data["words"].items()}
        self._add("area", ((), frozenset(window.id for window in self.windows), False), data["masks"])
        for entry in [*data["compounds"], *data["areas"]]:
            areas = tuple(entry.get("areas") or [entry["id"]])
            cycles = frozenset(self.eras.get(str(entry["cycles"])) or entry["cycles"])
            for key in ("wordings", "risky"):
                self._add("area", (areas, cycles, key == "risky"), entry.get(key, ()))
        for kind, wordings in [*data["cues"].items(), *data["findings"].items()]:
            self._add(kind.removesuffix(" except"), not kind.endswith(" except"), wordings)
        for entry in data["cycles"]["evidence"]:
            self._add("cycle", frozenset(entry["cycles"]), entry["words"])
        for kind in ("grade", "role", "matter"):
            for value, wordings in data[f"{kind}s"].items():
                self._add(kind, value, wordings)
        for name, force in forces.items():
            if name.lower() not in ("met", "mps"):
                words = name.lower().replace("’", "'").split()
                self._add("force", force.id, [" ".join(f"={word}" for word in words)])

    def _add(self, kind: str, value: object, wordings: Iterable[str]) -> None:
        """Add wordings, in the notation explained at the top of the file; alternatives meet in one node."""
        for wording in wordings:
            nodes = [self._root]
            for token in _WORDING.findall(wording.lower()):
                if token == "the" and nodes[0] is self._root:
                    continue
                optional = token[0] in "(*" or token == "the"
                phrases = (token[1:-1] if token[0] in "(<" else token).split("/")
                end: Node = {}
                for phrase in phrases:
                    self._join(nodes, phrase.split(), end)
                nodes = [*nodes, end] if optional else [end]
            for node in nodes:
                node.setdefault("", []).append((kind, value))

    def _join(self, nodes: Sequence[Node], words: Sequence[str], end: Node) -> None:
        """Lead from some nodes by the words of a phrase to another; `anti-social` also stands for one word or two."""
        for place, word in enumerate(words):
            after = end if place == len(words) - 1 else {}
            if "-" in word:
                self._join(nodes, word.replace("-", " ").split(), after)
                word = word.replace("-", "")
            self._words.add(word)
            for node in nodes:
                node.setdefault(word, []).append(after)
            nodes = [after]

    def find(self, small: str) -> Marks:
        """Return the marks of a lower-case sentence by kind: the longest of each kind, all of areas."""
        if (known := self._known.get(small)) is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            found: dict[str, list[Mark]] = {}
            for mark in self._search(small):
                found.setdefault(mark.kind, []).append(mark)
            for match in _MISSPELT.finditer(small):
                grade = tuple(_SHAPES)[(match.lastindex or 1) - 1]
                found.setdefault("grade", []).append(Mark("grade", grade, *match.span()))
            kept = {kind: [m for m in longest(marks) if m.value is not False] for kind, marks in found.items()}
            known = {kind: found[kind] if kind == "area" else kept[kind] for kind in kept if kept[kind]} or NO_MARKS
            self._known[small] = known
        return known

    def _search(self, small: str) -> list[Mark]:
        """Return every wording, also those inside a longer one, by where they begin."""
        tokens = [(match[0], *match.span()) for match in _TOKEN.finditer(small)]
        marks = []
        if self._steps > MOST_STEPS:
            self._start, self._steps, self._keys = State(self._root, (), {}), 0, {}
        for first, (word, start, _) in enumerate(tokens):
            state, last = self._start if word[0].isalnum() else NOWHERE, first
            while state is not NOWHERE:
                state = state.after.get(word) or self._step(state, word)
                for kind, value in state.ended:
                    marks.append(Mark(kind, value, start, tokens[last][2]))
                last += 1
                if last == len(tokens):
                    break
                word = tokens[last][0]
        return marks

    def _step(self, state: State, word: str) -> State:
        """Return the state that follows another at a word of a text, and remember it."""
        node, keys = state.node, self._keys_of(word)
        fresh = [after for key in keys if key in node for after in node[key]]
        if "*" in node and word[0].isalnum():
            fresh += node["*"]
        step, merged = NOWHERE, _merge(fresh)
        if word in _SKIPPED:
            step = State(_merge([merged, node]), merged.get("", ()), {})
            step.after.update(dict.fromkeys(_SKIPPED, step))  # a row of commas leads nowhere new
        elif fresh:
            step = State(merged, merged.get("", ()), {})
        state.after[word] = step
        self._steps += 1
        return step

    def _keys_of(self, word: str) -> Sequence[str]:
        """Return the words of wordings of which a word of a text is a form."""
        if word not in self._keys:
            keys = [form for form in (*_lemmas(word), self._same.get(word)) if form in self._words]
            bare = word.removesuffix("'s").replace(".", "")
            self._keys[word] = self._keys_of(bare) if bare not in (word, "") and not keys else keys
        return self._keys[word]

    def areas(self, marks: Marks, cycles: frozenset[str]) -> list[Mention]:
        """Return the areas of these cycles that are named; where wordings meet, the newest cycle wins.

        A pillar takes in the formula after it: `the efficiency with which it keeps people safe`.
        """
        order = [window.id for window in self.windows]
        usable = [mark for mark in marks.get("area", ()) if mark.value[1] & cycles]
        usable.sort(key=lambda mark: (mark.value[2], -max(map(order.index, mark.value[1] & cycles))))
        found = [Mention(m.value[0], m.start, m.end, m.value[2]) for m in longest(usable) if m.value[0]]
        for formula in marks.get("formula", ()):
            pillar = next((m for m in reversed(found) if m.start < formula.start and m.ids[0] in PILLARS), None)
            graded = pillar and any(pillar.end <= m.start < formula.start for m in marks.get("grade", ()))
            if pillar and not graded and formula.start - pillar.end < 90:
                whole = Mention(pillar.ids, pillar.start, max(pillar.end, formula.end), False)
                found = [m for m in found if m.end <= whole.start or m.start >= whole.end]
                found = sorted([*found, whole], key=lambda m: m.start)
        return found

    def force(self, name: str) -> str | None:
        """Return the id of a known force by its id or one of its names."""
        whole = [m for m in self.find(name.lower()).get("force", ()) if m.end - m.start == len(name)]
        return name if name in self.names else str(whole[0].value) if whole else None


def _merge(nodes: Sequence[Node]) -> Node:
    """Return one node for several."""
    if len(nodes) == 1:
        return nodes[0]
    merged: Node = {}
    for node in {id(node): node for node in nodes}.values():
        for word, after in node.items():
            merged[word] = [*merged[word], *after] if word in merged else after
    return merged


def _lemmas(word: str) -> Iterator[str]:
    """Yield the words that a word may be a form of: itself, singular and plural, verbs in -ing."""
    yield from (word, f"={word}")
    for old, new in _ENDINGS if len(word) > 2 else ():
        stem = word.removesuffix(old)
        if word.endswith(old) and (new or len(stem) > 3):
            yield stem + new.replace("+", stem[-1:])


def longest(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks without those that overlap an earlier or longer one."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
