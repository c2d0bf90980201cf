"""A table of wordings that finds all of them, of every kind, in one pass over a sentence.

A tree of words rather than one regular expression: compiling that took most of the time of a short draft.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

_TOKEN = re.compile(r"(?:\b[a-z]\.){2,}|\w+(?:['-]\w+)*|[^\w\s]")
_WORDING = re.compile(r"\([^)]*\)|[^\s()]+")
_SKIPPED = (",", "'")  # they may stand between any two words of a wording
_DETERMINERS = "the its their our your his her a an this these those local".split()


class Mark(NamedTuple):
    """A wording found in a sentence: its kind, what it stands for, and where it is."""

    kind: str
    value: Any
    start: int
    end: int


class Phrases:
    """Wordings in the small language that the head of data/vocabulary.yaml explains."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}
        self._forms: dict[str, list[str]] = {"&": ["and"], "/": ["and"], ",": ["and"]}
        for word in _DETERMINERS:
            self._add_form(word, "the")

    def _add_form(self, form: str, word: str) -> None:
        words = self._forms.setdefault(form, [])
        if word not in words:
            words.append(word)

    def _bare_forms(self, word: str) -> list[str]:
        """Return what a word with a hyphen, an apostrophe or full stops counts as without them."""
        return self._forms.get(word.removesuffix("'s").replace("-", "").replace(".", "")) or []

    def add(self, wording: str, kind: str, value: Any, exact: bool = False) -> None:
        """Add a wording, of a name the exact words; the same one may stand for several kinds and values."""
        nodes = [self._root]
        for token in _WORDING.findall(wording.lower()) if not exact else [f"={word}" for word in wording.lower().split()]:
            if token.startswith("("):
                choices = [branch for phrase in token[1:-1].split("/") for branch in self._extend(nodes, phrase)]
                nodes = _distinct(nodes + choices)
            elif token in ("the", "*"):
                nodes = nodes if nodes[0] is self._root else _distinct(nodes + self._extend(nodes, token))
            else:
                nodes = _distinct([node for word in token.split("/") for node in self._extend(nodes, word)])
        for node in nodes:
            node.setdefault("", []).append((kind, value))

    def _extend(self, nodes: list[dict[str, Any]], phrase: str) -> list[dict[str, Any]]:
        """Return the nodes that the words of a phrase lead to."""
        for word in phrase.split():
            parts = word.removeprefix("=").split("-")
            forms = _forms("".join(parts)) if word[0] != "=" else {"".join(parts)}
            word = word.replace("-", "")
            for form in forms:
                self._add_form(form, word)
            branches = [node.setdefault(word, {}) for node in nodes]
            if len(parts) > 1:  # `anti-social` is also written as two words
                branches += self._extend(nodes, " ".join(parts))
            nodes = branches
        return nodes

    def find(self, small: str) -> list[Mark]:
        """Return every wording in a text in small letters, also those inside a longer one, by where they begin."""
        forms, root = self._forms, self._root
        tokens = [(match[0], match.span()) for match in _TOKEN.finditer(small)]
        words = [forms.get(word) or (() if word.isalpha() else self._bare_forms(word)) for word, _ in tokens]
        marks = []
        for first, keys in enumerate(words):
            nodes = [root[key] for key in keys if key in root]
            last, fresh = first, nodes
            while nodes:
                for node in fresh:
                    for kind, value in node.get("", ()):
                        marks.append(Mark(kind, value, tokens[first][1][0], tokens[last][1][1]))
                last += 1
                if last == len(tokens):
                    break
                fresh = [node[key] for node in nodes for key in words[last] if key in node]
                if tokens[last][0] in _SKIPPED:
                    nodes = _distinct(fresh + nodes)
                    continue
                if tokens[last][0][0].isalnum():
                    fresh += [node["*"] for node in nodes if "*" in node]
                nodes = fresh if len(fresh) < 9 else _distinct(fresh)
        return marks


def _distinct(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({id(node): node for node in nodes}.values())


def _forms(word: str) -> set[str]:
    """Return the forms of a word that count as the same: all of a verb in -ing, else singular and plural."""
    if len(word) > 4 and word.endswith("ing"):
        stem = word[:-3]
        forms = {stem + ending for ending in ("ing", "s", "e", "es", "ed")} | ({stem} if len(stem) > 2 else set())
        if stem[-1] == stem[-2]:
            forms |= {stem[:-1], stem[:-1] + "s"}
        return forms | {stem[:-1] + ending for ending in ("ies", "ied") if stem.endswith("y")}
    return {word, word.rstrip("s"), word + "s"} if len(word) > 3 else {word}


def longest(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks without those that overlap an earlier or longer one."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
