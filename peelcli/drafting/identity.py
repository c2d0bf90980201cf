"""Find out which force an article is about, which cycle, and the dates it states."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import CycleFound, DateFound, Evidence, Force, ForceFound
from peelcli.drafting.text import Sentence, lower
from peelcli.drafting.vocabulary import CycleFacts, Vocabulary, loosen

# ---------------------------------------------------------------- force


class Naming(NamedTuple):
    """Hold one place where a force is named; a county alone is a weak sign."""

    force: str
    start: int
    end: int
    strong: bool


_SUFFIX = r" (?:[Pp]olice(?: [Ss]ervice| [Ff]orce)?|[Cc]onstabulary|POLICE|CONSTABULARY)"
_BODY = r",? (?:and|&|fire and) (?:fire|crime)|,? fire| federation| authority"
_WORD = r"(?:St\. )?[A-Z][\w'-]*"
_UNKNOWN = re.compile(
    rf"\b({_WORD}(?:(?: (?:and|&|of|upon|the))? {_WORD}){{0,5}}) (Police|Constabulary)\b(?! and Crime)"
)
MOST_FORCES = 40  # unknown ones; an article that seems to name more is no article


class Forces:
    """Recognise the names of forces: those known, and any other `Name Police` or `Name Constabulary`."""

    def __init__(self, forces: Iterable[Force], sentences: Sequence[Sentence], not_places: frozenset[str]) -> None:
        self.known = {force.id: force for force in forces}
        spellings = {lower(n).replace("’", "'"): f.id for f in self.known.values() for n in (f.name, *f.aliases)}
        self._ids = {name: force for name, force in spellings.items() if name not in ("met", "mps")}
        self._known = self._matcher([re.escape(name).replace("\\&", "(?:&|and)") for name in self._ids], re.IGNORECASE)
        self._others: dict[str, str] = {}
        counts: dict[str, int] = {}
        for sentence in sentences:
            for match in _UNKNOWN.finditer(sentence.plain):
                place = _place(match[1], not_places)
                if place and not self._known.match(place):
                    counts[f"{place} {match[2]}"] = counts.get(f"{place} {match[2]}", 0) + 1
        names = sorted(counts, key=lambda name: -counts[name])[:MOST_FORCES]
        for name in names:
            # `Watchdog Rates Northshire Police` in a headline gives way to the name found elsewhere.
            full = min((other for other in names if name.endswith(" " + other)), key=len, default=name)
            if not any(lower(name).endswith(" " + known) for known in self._ids):
                self._others[full.rsplit(" ", 1)[0]] = full
        self._unknown = self._matcher([re.escape(place) for place in self._others], 0)

    @staticmethod
    def _matcher(names: Sequence[str], flags: int) -> re.Pattern[str]:
        choices = "|".join(sorted(names, key=len, reverse=True)) or "(?!)"
        return re.compile(rf"(?<![\w-])(?=[A-Za-z])({choices})({_SUFFIX})?(?!\w)((?i:{_BODY}))?", flags)

    def namings(self, plain: str) -> list[Naming]:
        """Return the forces named in a text, in order."""
        found = []
        for match in self._known.finditer(plain):
            name = lower(match[1])
            if plain[match.start()].isupper() or name == "the met":
                whole = match[2] or re.search(r"police|constabulary|^the met$|yard$|^[a-z]{3}$", name)
                force = self._ids.get(name) or self._ids[name.replace(" and ", " & ")]
                found.append(Naming(force, *match.span(), bool(whole) and not match[3]))
        taken = [(naming.start, naming.end) for naming in found]
        found += [
            Naming(self._others[match[1]], *match.span(), bool(match[2]) and not match[3])
            for match in self._unknown.finditer(plain)
            if not any(start < match.end() and match.start() < end for start, end in taken)
        ]
        return sorted(found, key=lambda naming: naming.start)

    def name_of(self, force: str) -> str:
        """Return the full name of a force by its id; an unknown force is its own name."""
        return self.known[force].name if force in self.known else force

    def choose(self, wanted: str) -> str:
        """Return the id of a force asked for by name, alias or id."""
        return self._ids.get(lower(wanted), self._others.get(wanted, wanted))

    def places(self) -> frozenset[str]:
        """Return the words of forces' names, so that no person is called Avon or Mercia."""
        names = [*(force.name for force in self.known.values()), *self._others.values()]
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


def find_force(sentences: Sequence[Sentence], namings: Sequence[Sequence[Naming]], forces: Forces) -> ForceFound:
    """Return the force named most, the first lines counting more, places without `Police` less."""
    scores: dict[str, float] = {}
    first: dict[str, Evidence] = {}
    for sentence, named in zip(sentences, namings, strict=True):
        for naming in named:
            weight = (2.0 if naming.strong else 0.5) * (3.0, 2.0, 2.0, 1.0)[min(sentence.paragraph, 3)]
            scores[naming.force] = scores.get(naming.force, 0) + weight
            words = sentence.text[naming.start : naming.end]
            first.setdefault(naming.force, Evidence("force named most", sentence.line, words))
    ranked = sorted(scores, key=lambda force: -scores[force])
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] == scores[ranked[1]]):
        return ForceFound(None, None, tuple(forces.name_of(force) for force in ranked[:4]), None)
    best = ranked[0]
    others = tuple(forces.name_of(f) for f in ranked[1:4] if scores[f] > 0.6 * scores[best])
    return ForceFound(best, forces.name_of(best), others, first[best])


# ---------------------------------------------------------------- dates

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>20\d\d)(?!\d|[/-]\d)"
_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}"),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d\d)\b"),
    re.compile(rf"\b{_MONTH} {_YEAR}"),
)
_OUT = re.compile(
    r"\b(?:publish|posted|issued|releas|out (?:today|on)|out this|came out|made public|today|yesterday"
    r"|updated)"
)
_INSPECTED = re.compile(
    r"\b(?:inspect(?:ed|ion)|visited|fieldwork)\b[^.;]{0,60}?\b(?:in|during) "
    rf"(?:(?:the |early |late )*(?:spring|summer|autumn|winter) (?:of )?)?(?:{_MONTH} )?{_YEAR}"
)
PREVIOUS = re.compile(
    r"\b(?:(?:last|previous|earlier|prior|preceding|past) (?:\w+ ){0,2}?(?:inspections?|reports?"
    r"|assessments?|rounds?|visits?|gradings?"
    r"|cycles?|peel|grades?)|last time|previously|formerly|used to be|the year before|\w+ (?:years?"
    r"|months) (?:ago|earlier|before))\b"
)


def dates_in(small: str) -> list[tuple[int, int, str]]:
    """Return the dates of a text in small letters, with their places; a day wins over the month inside it."""
    found: list[tuple[int, int, str]] = []
    for form in _DATES:
        for match in form.finditer(small):
            parts = match.groupdict()
            month, day = _month(parts["month"]), int(parts.get("day") or 1)
            if (
                1 <= month <= 12
                and 1 <= day <= 31
                and not any(a < match.end() and match.start() < b for a, b, _ in found)
            ):
                exact = f"-{day:02d}" if parts.get("day") else ""
                found.append((*match.span(), f"{parts['year']}-{month:02d}{exact}"))
    return sorted(found)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else 1 + _MONTHS.index(word[:3])


def find_published(sentences: Sequence[Sentence]) -> DateFound | None:
    """Return the date of publication: near the top, or beside `published`; else any full date."""
    ranked: list[tuple[int, DateFound]] = []
    for sentence in sentences:
        small = sentence.small
        for start, end, value in dates_in(small) if "20" in small else ():
            before = small[max(0, start - 90) : start]
            if PREVIOUS.search(before) or re.search(r"\bsince\b[^,]*$", before):
                continue
            short, day = len(small) < 90 and sentence.paragraph < 15, len(value) == 10
            rank = 1 if short and day else 2 if day and _OUT.search(before) else 3 if short else 4 if day else 5
            if rank < 5:
                rule = "date of publication" if rank < 4 else "only date"
                ranked.append((rank, DateFound(value, Evidence(rule, sentence.line, sentence.text[start:end]))))
    return min(ranked, key=lambda item: item[0])[1] if ranked else None


def find_inspected(sentences: Sequence[Sentence], published: DateFound | None) -> DateFound | None:
    """Return when the force was inspected, if the article says so of this inspection."""
    latest = int(published.value[:4]) if published else 2099
    for sentence in sentences:
        small = sentence.small
        match = _INSPECTED.search(small) if "20" in small else None
        if not match or PREVIOUS.search(small) or re.search(r"\bsince\b|\bcustody\b", small):
            continue
        if published is None or latest - 2 <= int(match["year"]) <= latest:
            month = f"-{_month(match['month']):02d}" if match["month"] else ""
            evidence = Evidence("inspected in", sentence.line, sentence.text[match.start() : match.end()])
            return DateFound(match["year"] + month, evidence)
    return None


def newest_year(sentences: Sequence[Sentence]) -> int:
    """Return the newest year that an undated article mentions, years to come left out."""
    text = (year for s in sentences for year in re.finditer(r"(?<!by )(?<!until )\b(20\d\d)\b", s.small))
    return max((int(year[1]) for year in text), default=0)


# ---------------------------------------------------------------- cycle

_LABEL = re.compile(
    r"\b(20\d\d) ?(?:[-/]|to|and) ?((?:20)?\d\d)\b(?![-/]\d)|\bpeel (?:\w+ ){0,3}(20\d\d)\b(?! ?[-/])"
    r"|\b(20\d\d) peel\b"
)
_ABOUT_CYCLE = re.compile(r"peel|inspect|programme|cycle|cover|assess|grad")


def find_cycle(
    sentences: Sequence[Sentence],
    vocabulary: Vocabulary,
    published: DateFound | None,
    inspected: DateFound | None,
) -> CycleFound:
    """Return the cycle by label (`PEEL 2021/22`), else by date, else by wordings only it has."""
    labelled = _by_label(sentences, vocabulary.cycles)
    if labelled:
        return labelled
    told = _by_wording(sentences, vocabulary.cycles)
    when = published or inspected
    if when:
        value = when.value if len(when.value) > 4 else when.value + "-06"
        fitting = [c.id for c in vocabulary.cycles if c.begins <= value[:7] <= c.ends]
        if len(fitting) == 1:
            return CycleFound(fitting[0], (), when.evidence._replace(rule="cycle by date"))
        if fitting and not (told and told.id in fitting):
            return CycleFound(None, tuple(fitting), when.evidence._replace(rule="the date fits several cycles"))
    return told or CycleFound(None, (), None)


def _by_label(sentences: Sequence[Sentence], cycles: Sequence[CycleFacts]) -> CycleFound | None:
    """Return the newest cycle whose label the article gives, labels of previous inspections left out."""
    places = {label: n for n, cycle in enumerate(cycles) for label in cycle.labels}
    found: list[tuple[int, Evidence]] = []
    for sentence in sentences:
        small = sentence.small
        if "20" not in small or PREVIOUS.search(small) or re.search(r"\bsince\b", small):
            continue
        for match in _LABEL.finditer(small):
            place = places.get(f"{match[1]}/{match[2][-2:]}" if match[1] else match[3] or match[4])
            if place is not None and _ABOUT_CYCLE.search(small, max(0, match.start() - 60), match.end() + 60):
                words = sentence.text[match.start() : match.end()]
                found.append((place, Evidence("cycle by label", sentence.line, words)))
    if not found:
        return None
    place, evidence = max(found, key=lambda item: item[0])
    return CycleFound(cycles[place].id, (), evidence)


def _by_wording(sentences: Sequence[Sentence], cycles: Sequence[CycleFacts]) -> CycleFound | None:
    """Return the cycle whose own wordings the article uses most; a draw settles nothing."""
    counts: dict[str, int] = {}
    first: dict[str, Evidence] = {}
    current = [(s, small) for s in sentences if not PREVIOUS.search(small := s.small)]
    for cycle in cycles:
        hints = "|".join(loosen(hint.split()) for hint in cycle.hints) or "(?!)"
        pattern = re.compile(rf"\b(?:{hints})(?!\w)")
        for sentence, small in current:
            for match in pattern.finditer(small):
                counts[cycle.id] = counts.get(cycle.id, 0) + 1
                words = sentence.text[match.start() : match.end()]
                first.setdefault(cycle.id, Evidence("cycle by wording", sentence.line, words))
    best = sorted(counts, key=lambda cycle: -counts[cycle])
    if not best or (len(best) > 1 and counts[best[0]] == counts[best[1]]):
        return None
    return CycleFound(best[0], (), first[best[0]])
