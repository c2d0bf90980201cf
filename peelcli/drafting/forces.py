"""Which forces an article names, and which of them it is about."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import Evidence, Subject
from peelcli.drafting.text import Sentence, lower
from peelcli.report import Force


class ForceMention(NamedTuple):
    """One place where a force is named; a county alone, or a body beside the force, is a weak sign."""

    force: str
    start: int
    end: int
    strong: bool


_SUFFIX = r" (?:[Pp]olice(?: [Ss]ervice| [Ff]orce)?|[Cc]onstabulary|POLICE|CONSTABULARY)"
_BODY = r",? (?:and|&|fire and) (?:fire|crime)|,? fire|,? crime| federation| authority"
_WORD = r"(?:St\. )?[A-Z][\w'-]*"
_UNKNOWN = re.compile(
    rf"\b({_WORD}(?:(?: (?:and|&|of|upon|the))? {_WORD}){{0,5}}) (Police|Constabulary)\b(?!,? (?:and |& )?(?:Crime|Fire))"
)
_WHOLE = re.compile(r"police|constabulary|^the met$|yard$|^[a-z]{3}$")
MOST_FORCES = 40  # unknown ones; an article that seems to name more is no article


class Forces:
    """Recognises the names of forces: those known, and any other `Name Police` or `Name Constabulary`."""

    def __init__(self, known: Mapping[str, Force], sentences: Sequence[Sentence], not_places: frozenset[str]) -> None:
        names = {lower(name).replace("’", "'"): force for name, force in known.items()}
        self._names = {name: force.id for name, force in names.items() if name not in ("met", "mps")}
        self._full = {force.id: force.name for force in known.values()}
        self._known = _matcher([re.escape(name).replace("\\&", "(?:&|and)") for name in self._names], re.IGNORECASE)
        self._others: dict[str, str] = {}
        counts: dict[str, int] = {}
        for sentence in sentences:
            for match in _UNKNOWN.finditer(sentence.plain) if "olice" in sentence.plain or "onst" in sentence.plain else ():
                place = _place(match[1], not_places)
                if place and not self._known.match(place):
                    counts[f"{place} {match[2]}"] = counts.get(f"{place} {match[2]}", 0) + 1
        ranked = sorted(counts, key=lambda name: -counts[name])[:MOST_FORCES]
        for name in ranked:
            # `Watchdog Rates Northshire Police` in a headline gives way to the name found elsewhere.
            full = min((other for other in ranked if name.endswith(" " + other)), key=len, default=name)
            if not any(lower(name).endswith(" " + known) for known in self._names):
                self._others[full.rsplit(" ", 1)[0]] = full
        self._unknown = _matcher([re.escape(place) for place in self._others], 0)

    def mentions(self, plain: str) -> list[ForceMention]:
        """Return the forces named in a text, in order."""
        found = []
        for match in self._known.finditer(plain):
            name = lower(match[1])
            if plain[match.start()].isupper() or name == "the met":
                force = self._names.get(name) or self._names[name.replace(" and ", " & ")]
                found.append(ForceMention(force, *match.span(), bool(match[2] or _WHOLE.search(name)) and not match[3]))
        taken = [(mention.start, mention.end) for mention in found]
        for match in self._unknown.finditer(plain) if self._others else ():
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found.append(ForceMention(self._others[match[1]], *match.span(), bool(match[2]) and not match[3]))
        return sorted(found, key=lambda mention: mention.start)

    def name_of(self, force: str) -> str:
        """Return the full name of a force by its id; an unknown force is its own name."""
        return self._full.get(force, force)

    def choose(self, wanted: str) -> str:
        """Return the id of a force asked for by name, alias or id."""
        return wanted if wanted in self._full else self._names.get(lower(wanted), self._others.get(wanted, wanted))

    def places(self) -> frozenset[str]:
        """Return the words of forces' names, so that no person is called Avon or Mercia."""
        names = [*self._full.values(), *self._others.values()]
        return frozenset(word for name in names for word in name.split()[:-1] if word[0].isupper())


def _matcher(names: Iterable[str], flags: int) -> re.Pattern[str]:
    choices = "|".join(sorted(names, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<![\w-])(?=[A-Za-z])({choices})({_SUFFIX})?(?!\w)((?i:{_BODY}))?", flags)


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
