"""The vocabulary of articles: a table of wordings that matches all kinds in one pass.

A tree of words rather than one regular expression, whose compilation took most of the time of a short draft.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
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
    """The months in which a cycle's reports were published, and the labels that name the cycle."""

    id: str
    begins: str
    ends: str
    labels: tuple[str, ...]


Marks = Mapping[str, Sequence[Mark]]
Node = dict[str, Any]

NO_MARKS: Marks = {}
MOST_KNOWN = 2000  # cached sentences: pages repeat themselves
_TOKEN = re.compile(r"(?:\b[a-z]\.){2,}|\w+(?:'\w+)*|(?!(?<=\w)-(?=\w))[^\w\s]")  # a hyphen is a blank
_WORDING = re.compile(r"\([^)]*\)|<[^>]*>|[^\s()<>]+")
_SKIPPED = (",", "'", '"')  # they may occur between any two words of a wording
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
        self._forms: dict[str, list[str]] = {"&": ["and"], "/": ["and"], ",": ["and"]}
        self._seen: set[str] = set()  # words whose forms are known
        self._known: dict[str, Marks] = {}
        for word in _DETERMINERS:
            self._forms.setdefault(word, []).append("the")
        for spelt, word in data["spellings"].items():
            self._forms.setdefault(spelt, []).append(word)
        self.names = {force.id: force.name for force in forces.values()}
        self.windows = [Window(c["id"], c["from"], c["until"], c["labels"]) for c in data["cycles"]["windows"]]
        self.weights = {key: int(value) for key, value in data["cycles"]["weights"].items()}
        self.eras: dict[str, Sequence[str]] = data["eras"]
        self.words = {key: frozenset(text.split()) for key, text in data["words"].items()}
        self._add("area", ((), frozenset(window.id for window in self.windows), False), data["masks"])
        for entry in data["compounds"]:
            self._add("area", (tuple(entry["areas"]), self._cycles(entry), False), entry["wordings"])
        for area in data["areas"]:
            for key in ("wordings", "risky"):
                self._add("area", ((area["id"],), self._cycles(area), key == "risky"), area.get(key, ()))
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

    def _cycles(self, entry: Mapping[str, Any]) -> frozenset[str]:
        named = entry["cycles"]
        return frozenset(self.eras[named] if isinstance(named, str) else named)

    def _add(self, kind: str, value: object, wordings: Iterable[str]) -> None:
        """Add wordings, in the notation explained at the top of the file."""
        for wording in wordings:
            nodes = [self._root]
            for token in _WORDING.findall(wording.lower()):
                if token[0] in "(<":
                    grown = [node for part in token[1:-1].split("/") for node in self._extend(nodes, part)]
                    nodes = [*nodes, *grown] if token[0] == "(" else grown
                elif token in ("the", "*"):
                    nodes = nodes if nodes[0] is self._root else [*nodes, *self._extend(nodes, token)]
                else:
                    nodes = [node for word in token.split("/") for node in self._extend(nodes, word)]
                nodes = _distinct(nodes)
            for node in nodes:
                node.setdefault("", []).append((kind, value))

    def _extend(self, nodes: list[Node], phrase: str) -> list[Node]:
        """Return the nodes at the end of a phrase, and register the forms of its words."""
        for word in phrase.split():
            if word not in self._seen:
                self._seen.add(word)
                bare = word.removeprefix("=").replace("-", "")
                for form in _forms(bare) if bare == word.replace("-", "") else (bare,):
                    words = self._forms.setdefault(form, [])
                    words += [] if word in words else [word]
            branches = [node.setdefault(word, {}) for node in nodes]
            if "-" in word:  # `anti-social` is also written as two words
                branches += self._extend(nodes, word.replace("-", " "))
            nodes = branches
        return nodes

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
        words = [self._forms.get(word) or (() if word.isalpha() else self._bare(word)) for word, _, _ in tokens]
        marks = []
        for first, keys in enumerate(words):
            nodes = [self._root[key] for key in keys if key in self._root] if tokens[first][0] not in ",/&" else []
            last, fresh = first, nodes
            while nodes:
                for node in fresh:
                    for kind, value in node.get("", ()):
                        marks.append(Mark(kind, value, tokens[first][1], tokens[last][2]))
                last += 1
                if last == len(tokens):
                    break
                fresh = [node[key] for node in nodes for key in words[last] if key in node]
                if tokens[last][0] in _SKIPPED:
                    nodes = _distinct(fresh + nodes)
                    continue
                if tokens[last][0][0].isalnum():
                    fresh += [node["*"] for node in nodes if "*" in node]
                nodes = fresh = fresh if len(fresh) < 9 else _distinct(fresh)
        return marks

    def _bare(self, word: str) -> Sequence[str]:
        """Return a word without its apostrophe or full stops."""
        return self._forms.get(word.removesuffix("'s").replace(".", ""), ())

    def areas(self, marks: Marks, cycles: frozenset[str]) -> list[Mention]:
        """Return the areas of these cycles that are named; where wordings meet, the newest cycle wins."""
        order = [window.id for window in self.windows]
        usable = [mark for mark in marks.get("area", ()) if mark.value[1] & cycles]
        usable.sort(key=lambda mark: (mark.value[2], -max(map(order.index, mark.value[1] & cycles))))
        return [Mention(m.value[0], m.start, m.end, m.value[2]) for m in longest(usable) if m.value[0]]

    def force(self, name: str) -> str | None:
        """Return the id of a known force by its id or one of its names."""
        whole = [m for m in self.find(name.lower()).get("force", ()) if m.end - m.start == len(name)]
        return name if name in self.names else str(whole[0].value) if whole else None


def _distinct(nodes: list[Node]) -> list[Node]:
    return list({id(node): node for node in nodes}.values())


def _forms(word: str) -> set[str]:
    """Return the equivalent forms of a word: all those of a verb in -ing, else singular and plural."""
    if len(word) <= 4 or not word.endswith("ing"):
        return {word, word.rstrip("s"), word + "s"} if len(word) > 3 else {word}
    stem = word[:-3]
    forms = {word, stem + "s", stem + "e", stem + "es", stem + "ed"} | ({stem} if len(stem) > 2 else set())
    if stem[-1] == stem[-2]:  # `stopping: stop, stops`, but `agreeing: agreed`
        forms |= {stem[:-1], stem[:-1] + "s", stem + "d"}
    return forms | ({stem[:-1] + "ies", stem[:-1] + "ied"} if stem.endswith("y") else set())


def longest(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks without those that overlap an earlier or longer one."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
