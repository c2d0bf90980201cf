"""Find out which force an article is about, which cycle, and the dates it states."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from peelcli.drafting.text import Line, Sentence
from peelcli.drafting.vocabulary import CycleFacts, Vocabulary, loosen, lower


class Evidence(NamedTuple):
    """Say why a fact is in the draft: the rule that found it, the line and the few words it rests on."""

    rule: str
    line: int
    words: str


class Force(NamedTuple):
    """Hold a police force as `data/forces.yaml` names it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class ForceFound(NamedTuple):
    """Hold the force of an article, or none and the candidates, with the reason."""

    id: str | None
    name: str | None
    candidates: tuple[str, ...]
    evidence: Evidence | None


class CycleFound(NamedTuple):
    """Hold the cycle of an article, or none and the candidates, with the reason."""

    id: str | None
    candidates: tuple[str, ...]
    evidence: Evidence | None


class DateFound(NamedTuple):
    """Hold a stated date, as much of it as is stated: 2024, 2024-05 or 2024-05-14."""

    value: str
    evidence: Evidence


class Naming(NamedTuple):
    """Hold one place where a force is named; a county alone is a weak sign."""

    force: str
    start: int
    end: int
    strong: bool


# ---------------------------------------------------------------- force

_SUFFIX = r"(?: (?:police service|police force|police|constabulary))"
_NOT_FORCE = r"(?! (?:(?:,? ?fire)?,? (?:and|&) (?:fire|crime)|federation|authority|fire and rescue))"
_PLACE = r"(?:St\. )?[A-Z][\w'-]*"
_UNKNOWN = re.compile(rf"\b({_PLACE}(?:(?: (?:and|&|of|upon|the))? {_PLACE}){{0,5}}) ((?:Police|Constabulary)\b)(?! and Crime)")
_NOT_PLACES = frozenset(
    "the a an when while unlike like neighbouring neighbour chief deputy assistant temporary acting constable inspector inspectors "
    "inspectorate hm his her majesty's for at in on but by since inside former local national how why peel new watchdog meanwhile "
    "both however if as with overall statement superintendent pcc police crime commissioner federation college from after "
    "constabulary about says say rates rated praise home office only report press release today full text image source where what "
    "inspection results force our your their its member branch to under not".split()
)


class Forces:
    """Recognise the names of forces: those that are known, and any `Name Police` or `Name Constabulary`."""

    def __init__(self, forces: Iterable[Force]) -> None:
        self.known = {force.id: force for force in forces}
        names: dict[str, str] = {}
        for force in self.known.values():
            for name in (force.name, *force.aliases):
                names[lower(name).replace("’", "'")] = force.id
        for common in ("met", "mps"):
            names.pop(common, None)
        self.ids = names
        choices = "|".join(re.escape(name).replace("\\&", "(?:&|and)") for name in sorted(names, key=len, reverse=True))
        self._known = re.compile(rf"(?<![\w-])({choices or '(?!)'})({_SUFFIX}?)(?!\w)({_NOT_FORCE})?", re.IGNORECASE)
        self._unknown: dict[str, str] = {}

    def learn(self, lines: Sequence[Line]) -> None:
        """Note the unknown forces that an article names, in their shortest form."""
        names: dict[str, int] = {}
        for line in lines:
            for match in _UNKNOWN.finditer(line.plain):
                name = _trim(match[1])
                if name and not self._known.match(f"{name} {match[2]}"):
                    full = f"{name} {match[2]}"
                    names[full] = names.get(full, 0) + 1
        for full in names:
            shorter = [other for other in names if full.endswith(" " + other)]
            name = min(shorter, key=len, default=full)
            if not any(full.lower().endswith(" " + known) for known in self.ids):
                self._unknown[full] = name

    def namings(self, plain: str) -> list[Naming]:
        """Return the forces named in a text, in order."""
        found = []
        for match in self._known.finditer(plain):
            if plain[match.start()].isupper() or match[1].lower() == "the met":
                strong = bool(match[2] or re.search(r"police|constabulary|met$|yard$|^[A-Z]{3}$", match[1], re.IGNORECASE))
                found.append(Naming(self.ids[self._key(match[1])], *match.span(), strong and match[3] is not None))
        for full, name in sorted(self._unknown.items(), key=lambda item: -len(item[0])):
            short = name.rsplit(" ", 1)[0]
            for place in re.finditer(rf"(?<![\w-]){re.escape(short)}( Police| Constabulary)?(?! and Crime)(?!\w)", plain):
                if not any(n.start < place.end() and place.start() < n.end for n in found):
                    federation = plain.startswith(" Federation", place.end())
                    found.append(Naming(name, *place.span(), bool(place[1]) and not federation))
        return sorted(found, key=lambda naming: naming.start)

    def name_of(self, force: str) -> str:
        """Return the full name of a force by its id; an unknown force is its own name."""
        return self.known[force].name if force in self.known else force

    def choose(self, wanted: str) -> str:
        """Return the id of a force asked for by name, alias or id."""
        return self.ids.get(lower(wanted), wanted if wanted in self.known else self._unknown.get(wanted, wanted))

    def places(self) -> frozenset[str]:
        """Return the words that are part of forces' names, so that no person is called Avon or Mercia."""
        names = [*(force.name for force in self.known.values()), *self._unknown.values()]
        return frozenset(word for name in names for word in name.split()[:-1] if word[0].isupper())

    def _key(self, found: str) -> str:
        key = lower(found)
        return key if key in self.ids else key.replace(" and ", " & ")


def _trim(name: str) -> str:
    """Return the place in a run of capitalised words: `When Inspectors Visited Kent` ends in one."""
    words = name.replace("'s", "").split() if "'s " in name + " " and name.split()[0].endswith("'s") else name.split()
    keep: list[str] = []
    for word in reversed(words):
        if word.lower() in _NOT_PLACES or word.endswith("'s"):
            break
        keep.insert(0, word)
    while keep and keep[0].lower() in ("and", "&", "of", "upon", "the"):
        keep.pop(0)
    return " ".join(keep)


def find_force(lines: Sequence[Line], forces: Forces) -> ForceFound:
    """Return the force named most, names in the first lines counting more, places without `Police` less."""
    scores: dict[str, float] = {}
    first: dict[str, Evidence] = {}
    for place, line in enumerate(lines):
        for naming in forces.namings(line.plain):
            weight = (2.0 if naming.strong else 0.5) * (2.5 if place < 3 else 1.0)
            scores[naming.force] = scores.get(naming.force, 0) + weight
            if naming.strong or naming.force not in first:
                words = line.text[naming.start : naming.end]
                first.setdefault(naming.force, Evidence("force named most", line.number_at(naming.start), words))
    ranked = sorted(scores, key=lambda force: -scores[force])
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] == scores[ranked[1]]):
        return ForceFound(None, None, tuple(forces.name_of(force) for force in ranked[:4]), None)
    best = ranked[0]
    others = tuple(forces.name_of(f) for f in ranked[1:4] if scores[f] > 0.6 * scores[best])
    return ForceFound(best, forces.name_of(best), others, first[best])


# ---------------------------------------------------------------- dates

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "(?P<month>" + "|".join(f"{m[:3]}(?:{m[3:]}|t)?" if m == "september" else f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + r")\b\.?"
_YEAR = r"(?P<year>20\d\d)(?!\d|[/-]\d)"
_DATES = (
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? {_YEAR}"),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d\d)\b"),
    re.compile(rf"\b{_MONTH} {_YEAR}"),
)
_OUT = re.compile(r"\b(?:publish|posted|issued|released?\b|out (?:today|on)|out this|came out|made public|today|yesterday|updated)")
PREVIOUS = re.compile(
    r"\b(?:(?:last|previous|earlier|prior|preceding|past) (?:\w+ ){0,2}?(?:inspections?|reports?|assessments?|rounds?|visits?|gradings?|cycles?|peel|grades?)"
    r"|last time|previously|formerly|used to be|the year before|(?:\w+ ){1,2}(?:years?|months) (?:ago|earlier|before))\b"
)


def dates_in(small: str) -> list[tuple[int, str]]:
    """Return the dates of a text in small letters, with their places; a day wins over the month inside it."""
    found: dict[int, str] = {}
    taken: list[tuple[int, int]] = []
    for form in _DATES:
        for match in form.finditer(small):
            parts = match.groupdict()
            month = parts["month"]
            number = int(month) if month.isdigit() else 1 + [m[:3] for m in _MONTHS].index(month[:3])
            day = int(parts.get("day") or 1)
            if 1 <= number <= 12 and 1 <= day <= 31 and not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                found[match.start()] = f"{parts['year']}-{number:02d}" + (f"-{day:02d}" if parts.get("day") else "")
    return sorted(found.items())


def find_published(lines: Sequence[Line]) -> DateFound | None:
    """Return the date of publication: beside a word like `published`, or alone near the top."""
    ranked: list[tuple[int, int, DateFound]] = []
    for place, line in enumerate(lines):
        small = lower(line.plain)
        if "20" not in small:
            continue
        for start, value in dates_in(small):
            before = small[max(0, start - 90) : start]
            if PREVIOUS.search(before) or re.search(r"\bsince\b[^,]*$", before):
                continue
            short = len(small) < 90 and place < 15
            stated = _OUT.search(before) or _OUT.search(small[start : start + 60]) and short
            rank = 1 if short and len(value) == 10 else 2 if stated and len(value) == 10 else 3 if stated or short else 4
            if rank < 4 or len(value) == 10:
                rule = "date of publication" if rank < 4 else "only date"
                evidence = Evidence(rule, line.number_at(start), line.text[start : start + 20])
                ranked.append((rank, place, DateFound(value, evidence)))
    return min(ranked, key=lambda item: item[:2])[2] if ranked else None


_INSPECTED = re.compile(
    rf"\b(?:inspect(?:ed|ion)|visited|fieldwork)\b[^.;]{{0,60}}?\b(?:in|during) (?:(?:the |early |late )*(?:spring|summer|autumn|winter) (?:of )?)?(?:{_MONTH} )?{_YEAR}"
)


def find_inspected(sentences: Sequence[Sentence], published: str | None) -> DateFound | None:
    """Return when the force was inspected, if the article says so of this inspection."""
    for sentence in sentences:
        small = lower(sentence.plain)
        match = _INSPECTED.search(small) if "20" in small else None
        if not match or PREVIOUS.search(small) or re.search(r"\bsince\b|\bcustody\b", small):
            continue
        if published and not int(published[:4]) - 2 <= int(match["year"]) <= int(published[:4]):
            continue
        month = match["month"]
        value = match["year"] + (f"-{1 + [m[:3] for m in _MONTHS].index(month[:3]):02d}" if month else "")
        return DateFound(value, Evidence("inspected in", sentence.line, sentence.text[match.start() : match.end()]))
    return None


# ---------------------------------------------------------------- cycle

_LABEL = re.compile(r"\b(20\d\d) ?(?:[-/]|to|and) ?((?:20)?\d\d)\b(?![-/]\d)")
_PEEL_YEAR = re.compile(r"\bpeel (?:\w+ ){0,3}(20\d\d)\b|\b(20\d\d) peel\b")


def find_cycle(
    sentences: Sequence[Sentence], vocabulary: Vocabulary, published: DateFound | None, inspected: DateFound | None
) -> CycleFound:
    """Return the cycle by its label (`PEEL 2021/22`), else by date, else by wordings only one cycle has."""
    labelled = _by_label(sentences, vocabulary.cycles)
    if labelled:
        return labelled
    told = _by_wording(sentences, vocabulary.cycles)
    when = published or inspected
    if when:
        value = when.value if len(when.value) > 4 else when.value + "-06"
        fitting = [c.id for c in vocabulary.cycles if c.begins <= value[:7] <= c.ends]
        if len(fitting) > 1 and told and told.id in fitting:
            return told
        if len(fitting) == 1:
            evidence = when.evidence._replace(rule="cycle by date")
            return CycleFound(fitting[0], (), evidence)
        if fitting:
            return CycleFound(None, tuple(fitting), when.evidence._replace(rule="the date fits several cycles"))
    return told or CycleFound(None, (), None)


def _by_label(sentences: Sequence[Sentence], cycles: Sequence[CycleFacts]) -> CycleFound | None:
    """Return the newest cycle whose label the article gives, labels of previous inspections left out."""
    labels = {label: cycle.id for cycle in cycles for label in cycle.labels}
    order = [cycle.id for cycle in cycles]
    found: list[tuple[int, CycleFound]] = []
    for sentence in sentences:
        small = lower(sentence.plain)
        if "20" not in small or PREVIOUS.search(small) or re.search(r"\bsince\b", small):
            continue
        for match in _LABEL.finditer(small):
            cycle = labels.get(f"{match[1]}/{match[2][-2:]}")
            near = small[max(0, match.start() - 60) : match.end() + 60]
            if cycle and re.search(r"peel|inspect|programme|cycle|cover|assess|grad", near):
                found.append((order.index(cycle), _labelled(cycle, sentence, match)))
        for match in _PEEL_YEAR.finditer(small):
            cycle = labels.get(match[1] or match[2])
            if cycle:
                found.append((order.index(cycle), _labelled(cycle, sentence, match)))
    return max(found, key=lambda item: item[0])[1] if found else None


def _labelled(cycle: str, sentence: Sentence, match: re.Match[str]) -> CycleFound:
    return CycleFound(cycle, (), Evidence("cycle by label", sentence.line, sentence.text[match.start() : match.end()]))


def _by_wording(sentences: Sequence[Sentence], cycles: Sequence[CycleFacts]) -> CycleFound | None:
    """Return the cycle whose own wordings the article uses most; a draw settles nothing."""
    counts: dict[str, int] = {}
    first: dict[str, Evidence] = {}
    for cycle in cycles:
        if not cycle.hints:
            continue
        pattern = re.compile(r"\b(?:" + "|".join(loosen(hint.split()) for hint in cycle.hints) + r")(?!\w)")
        for sentence in sentences:
            small = lower(sentence.plain)
            if PREVIOUS.search(small):
                continue
            for match in pattern.finditer(small):
                counts[cycle.id] = counts.get(cycle.id, 0) + 1
                words = sentence.text[match.start() : match.end()]
                first.setdefault(cycle.id, Evidence("cycle by wording", sentence.line, words))
    best = sorted(counts, key=lambda c: -counts[c])
    if not best or (len(best) > 1 and counts[best[0]] == counts[best[1]]):
        return None
    return CycleFound(best[0], (), first[best[0]])
