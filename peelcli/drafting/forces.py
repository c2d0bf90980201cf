"""Names of forces in an article, and the force that it is about."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import Subject
from peelcli.drafting.text import Line, Sentence, lower
from peelcli.drafting.vocabulary import Vocabulary


class ForceMention(NamedTuple):
    """One place where a force is named; a county alone, or a body beside the force, is a weak sign."""

    force: str
    start: int
    end: int
    strong: bool


class Article(NamedTuple):
    """An analysed article: its lines, its sentences, and the forces that each sentence names."""

    lines: Sequence[Line]
    sentences: Sequence[Sentence]
    mentions: Sequence[Sequence[ForceMention]]
    vocabulary: Vocabulary
    forces: "Forces"

    @property
    def pairs(self) -> Iterator[tuple[Sentence, Sequence[ForceMention]]]:
        """The sentences, each with the forces that it names."""
        return zip(self.sentences, self.mentions, strict=True)


_AFTER = re.compile(
    r"(?P<suffix> (?:[Pp]olice(?: [Ss]ervice| [Ff]orce)?|[Cc]onstabulary|POLICE|CONSTABULARY)\b)?"
    r"(?P<body>(?i:,? (?:and|&|fire and) (?:fire|crime)|,? fire|,? crime| federation| authority))?"
)
_WORD = r"(?:St\. )?[A-Z][\w'-]*"
_UNKNOWN = re.compile(
    rf"\b({_WORD}(?:(?: (?:and|&|of|upon|the))? {_WORD}){{0,5}}) (Police|Constabulary)\b"
    r"(?!,? (?:and |& )?(?:Crime|Fire))"
)
_ASIDE = re.compile(r"\b(?:with|neighbouring|nearby|unlike|alongside|than) (?:the )?\Z")
_WHOLE = re.compile(r"police|constabulary|^the met$|yard$|^[a-z]{3}$")
_LITTLE = ("and", "&", "of", "upon", "the")
NO_MENTIONS: Sequence[ForceMention] = ()
MOST_FORCES = 40  # unknown ones; a text that seems to name more is not an article


class Forces:
    """A recogniser of forces: those of the vocabulary, and any other `Name Police` or `Name Constabulary`."""

    def __init__(self, vocabulary: Vocabulary, sentences: Sequence[Sentence]) -> None:
        self._vocabulary = vocabulary
        self._others: dict[str, str] = {}
        counts: dict[str, int] = {}
        for sentence in sentences:
            for match in _UNKNOWN.finditer(sentence.plain) if "police" in sentence.marks else ():
                place = _place(match[1], vocabulary.words["not_places"])
                known = any(match.start() <= mark.start < match.end() for mark in sentence.marks.get("force", ()))
                if place and not known:
                    counts[f"{place} {match[2]}"] = counts.get(f"{place} {match[2]}", 0) + 1
        ranked = sorted(counts, key=lambda name: -counts[name])[:MOST_FORCES]
        for name in ranked:
            # `Watchdog Rates Northshire Police` in a headline gives way to the name found elsewhere.
            full = min((other for other in ranked if name.endswith(" " + other)), key=len, default=name)
            self._others[full.rsplit(" ", 1)[0]] = full
        self._unknown = re.compile(
            rf"(?<![\w-])({'|'.join(sorted(map(re.escape, self._others), key=len, reverse=True))})(?!\w)"
        )

    def mentions(self, sentence: Sentence) -> Sequence[ForceMention]:
        """Return the forces named in a sentence, in order."""
        places: list[tuple[str, int, int, bool]] = []
        for mark in sentence.marks.get("force", ()):
            name = sentence.small[mark.start : mark.end]
            if sentence.plain[mark.start].isupper() or name == "the met":
                places.append((mark.value, mark.start, mark.end, _WHOLE.search(name) is not None))
        if self._others:
            unknown = self._unknown.finditer(sentence.plain)
            places += [(self._others[match[1]], *match.span(), False) for match in unknown]
        found: list[ForceMention] = []
        for force, start, end, whole in sorted(places, key=lambda place: place[1]):
            if after := _AFTER.match(sentence.plain, end):
                found.append(ForceMention(force, start, after.end(), bool(whole or after[1]) and not after[2]))
        return found or NO_MENTIONS

    def name_of(self, force: str) -> str:
        """Return the full name of a force by its id; one that is unknown is its own name, without capitals."""
        words = (word.capitalize() if word.isupper() else word for word in force.split(" "))
        return self._vocabulary.names.get(force) or " ".join(words)

    def choose(self, wanted: str) -> str:
        """Return the id of a force asked for by name, alias or id."""
        return self._vocabulary.force(wanted) or self._others.get(wanted, wanted)

    def places(self) -> frozenset[str]:
        """Return the words of forces' names, so that Avon or Mercia is not read as a person."""
        names = [*self._vocabulary.names.values(), *self._others.values()]
        return frozenset(word for name in names for word in name.split()[:-1] if word[0].isupper())


def _place(name: str, not_places: frozenset[str]) -> str:
    """Return the place that ends a run of capitalised words: `When Inspectors Visited Kent`."""
    words = name.split()
    for at in range(len(words) - 1, -1, -1):
        if words[at] not in _LITTLE and lower(words[at]) in not_places:
            words = words[at + 1 :]
            break
    while words and words[0] in _LITTLE:
        words.pop(0)
    return " ".join(words)


def find_force(article: Article) -> Subject:
    """Return the force named most: the first lines count more; counties and quotations less."""
    weights: dict[str, float] = {}
    first: dict[str, Subject] = {}
    for sentence, named in article.pairs:
        for force, start, end, strong in named:
            quoted = sentence.plain.count('"', 0, start) % 2 == 1
            place = min(sentence.paragraph, 3) + (sentence.paragraph > 0 or sentence.offset > 0)
            aside = quoted or _ASIDE.search(sentence.small, max(0, start - 20), start)
            weight = (5.0, 3.0, 2.0, 2.0, 1.0)[place] * (0.3 if aside else 1.0)
            weights[force] = weights.get(force, 0) + weight * (2.0 if strong else 0.5)
            evidence = sentence.quote("force named most", start, end)
            first.setdefault(force, Subject(force, article.forces.name_of(force), (), evidence))
    ranked = sorted(weights, key=lambda force: -weights[force])
    if not ranked or (len(ranked) > 1 and weights[ranked[0]] == weights[ranked[1]]):
        return Subject(None, None, tuple(article.forces.name_of(force) for force in ranked[:4]))
    near = [article.forces.name_of(force) for force in ranked[1:4] if weights[force] > 0.6 * weights[ranked[0]]]
    return first[ranked[0]]._replace(candidates=tuple(near))
