"""Which forces an article names, and which of them it is about."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from peelcli.drafting.facts import Evidence, Subject
from peelcli.drafting.text import Sentence, lower
from peelcli.drafting.vocabulary import Vocabulary


class ForceMention(NamedTuple):
    """One place where a force is named; a county alone, or a body beside the force, is a weak sign."""

    force: str
    start: int
    end: int
    strong: bool


_AFTER = re.compile(
    r"(?P<suffix> (?:[Pp]olice(?: [Ss]ervice| [Ff]orce)?|[Cc]onstabulary|POLICE|CONSTABULARY)\b)?"
    r"(?P<body>(?i:,? (?:and|&|fire and) (?:fire|crime)|,? fire|,? crime| federation| authority))?"
)
_WORD = r"(?:St\. )?[A-Z][\w'-]*"
_UNKNOWN = re.compile(
    rf"\b({_WORD}(?:(?: (?:and|&|of|upon|the))? {_WORD}){{0,5}}) (Police|Constabulary)\b(?!,? (?:and |& )?(?:Crime|Fire))"
)
_WHOLE = re.compile(r"police|constabulary|^the met$|yard$|^[a-z]{3}$")
MOST_FORCES = 40  # unknown ones; an article that seems to name more is no article


class Forces:
    """Recognises the names of forces: those of the vocabulary, and any other `Name Police` or `Name Constabulary`."""

    def __init__(self, vocabulary: Vocabulary, sentences: Sequence[Sentence]) -> None:
        self._vocabulary = vocabulary
        self._others: dict[str, str] = {}
        counts: dict[str, int] = {}
        for sentence in sentences:
            for match in _UNKNOWN.finditer(sentence.plain) if "police" in sentence.marks else ():
                place = _place(match[1], vocabulary.words["not_places"])
                known = any(m.start <= match.start() + 1 < m.end for m in sentence.marks.get("force", ()))
                if place and not known and not vocabulary.force(f"{place} {match[2]}"):
                    counts[f"{place} {match[2]}"] = counts.get(f"{place} {match[2]}", 0) + 1
        ranked = sorted(counts, key=lambda name: -counts[name])[:MOST_FORCES]
        for name in ranked:
            # `Watchdog Rates Northshire Police` in a headline gives way to the name found elsewhere.
            full = min((other for other in ranked if name.endswith(" " + other)), key=len, default=name)
            self._others[full.rsplit(" ", 1)[0]] = full
        places = "|".join(sorted(map(re.escape, self._others), key=len, reverse=True))
        self._unknown = re.compile(rf"(?<![\w-])({places})(?!\w)")

    def mentions(self, sentence: Sentence) -> list[ForceMention]:
        """Return the forces named in a sentence, in order."""
        plain, found = sentence.plain, []
        for mark in sentence.marks.get("force", ()):
            name = sentence.small[mark.start : mark.end]
            if plain[mark.start].isupper() or name == "the met":
                found.append(self._mention(mark.value, mark.start, mark.end, plain, _WHOLE.search(name) is not None))
        for match in self._unknown.finditer(plain) if self._others else ():
            if not any(mention.start < match.end() and match.start() < mention.end for mention in found):
                found.append(self._mention(self._others[match[1]], *match.span(), plain, False))
        return sorted(found, key=lambda mention: mention.start)

    @staticmethod
    def _mention(force: str, start: int, end: int, plain: str, whole: bool) -> ForceMention:
        after = _AFTER.match(plain, end)
        strong = after is not None and bool(whole or after["suffix"]) and not after["body"]
        return ForceMention(force, start, after.end() if after else end, strong)

    def name_of(self, force: str) -> str:
        """Return the full name of a force by its id; an unknown force is its own name."""
        return self._vocabulary.names.get(force, force)

    def choose(self, wanted: str) -> str:
        """Return the id of a force asked for by name, alias or id."""
        return self._vocabulary.force(wanted) or self._others.get(wanted, wanted)

    def places(self) -> frozenset[str]:
        """Return the words of forces' names, so that no person is called Avon or Mercia."""
        names = [*self._vocabulary.names.values(), *self._others.values()]
        return frozenset(word for name in names for word in name.split()[:-1] if word[0].isupper())


def _place(name: str, not_places: frozenset[str]) -> str:
    """Return the place that ends a run of capitalised words: `When Inspectors Visited Kent`."""
    words = name.split()
    for at in range(len(words) - 1, -1, -1):
        little = words[at] in ("and", "&", "of", "upon", "the") and at < len(words) - 1
        if not little and (lower(words[at]) in not_places or words[at].endswith("'s")):
            words = words[at + 1 :]
            break
    while words and words[0] in ("and", "&", "of", "upon", "the"):
        words.pop(0)
    return " ".join(words)


def find_force(
    sentences: Sequence[Sentence], mentions: Sequence[Sequence[ForceMention]], forces: Forces
) -> Subject:
    """Return the force named most: the first lines count more; counties, lists and quotations less."""
    weights: dict[str, float] = {}
    first: dict[str, Evidence] = {}
    for sentence, named in zip(sentences, mentions, strict=True):
        several = len({mention.force for mention in named}) > 2
        for mention in named:
            weight = (2.0 if mention.strong else 0.5) * (3.0, 2.0, 2.0, 1.0)[min(sentence.paragraph, 3)]
            quoted = sentence.plain.count('"', 0, mention.start) % 2 == 1
            weight *= 0.3 if several or quoted else 1.0
            weights[mention.force] = weights.get(mention.force, 0) + weight
            words = sentence.text[mention.start : mention.end]
            first.setdefault(mention.force, Evidence("force named most", sentence.line, words))
    ranked = sorted(weights, key=lambda force: -weights[force])
    if not ranked or (len(ranked) > 1 and weights[ranked[0]] == weights[ranked[1]]):
        return Subject(None, None, tuple(forces.name_of(force) for force in ranked[:4]), None)
    best = ranked[0]
    others = tuple(forces.name_of(force) for force in ranked[1:4] if weights[force] > 0.6 * weights[best])
    return Subject(best, forces.name_of(best), others, first[best])
