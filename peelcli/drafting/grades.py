"""Read the grades in a sentence: the areas beside its grade words, and counts of grades."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import AreaGrade, Count, Doubt
from peelcli.drafting.senses import NUMBERS, OUTDATED, TOKENS, GradeWord, Words
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Mention

_EXPLAINED_END = re.compile("[,;)]| - ")
_POOR = ("requires-improvement", "inadequate")
_SUBJECT = re.compile(r"['\"]?(?:and |but |meanwhile,? |as for |on )?(?:the |its )?")
_IS = re.compile(r"\b(?:is|are) ['\"]?\Z")
_APART = (", ", ",")  # `on efficiency, though, it is good`
_OWN_GRADE = re.compile(
    r" (was|were|is|are|has been)(?: now| also| both| all| only| just| still)?"
    r"(?: rated| graded| judged| deemed| found(?: to be)?| marked| assessed| considered)?(?: as)? ['\"]?"
)
_TO = re.compile(r"['\"]? to (?:an? )?['\"]?")
_GLOSS = re.compile(r" \([^()]{1,100}\)")  # `adequate (one below good) at managing offenders`


class Reading(NamedTuple):
    """A sentence with its areas and grade words; `listed` if it has only areas, grades and filler words.

    `live` are the words for a current grade of the force, `pillar` is the one of its part of the article, and
    `before` are the areas that the sentence before names.
    """

    sentence: Sentence
    areas: Sequence[Mention] = ()
    words: Sequence[GradeWord] = ()
    live: Sequence[GradeWord] = ()
    listed: bool = False
    pillar: str | None = None
    before: tuple[str, ...] = ()


class Group(NamedTuple):
    """Areas named in one breath."""

    areas: tuple[Mention, ...]
    start: int
    end: int


class Link(NamedTuple):
    """A group of areas and its grade word, with the rule and its strength."""

    group: Group
    word: GradeWord
    rule: str
    strength: int


def _near(gap: str, allowed: frozenset[str], marks: str) -> bool:
    """Return whether a gap is short and has only allowed words and marks."""
    return len(gap) < 120 and all(token in allowed or token in marks for token in TOKENS.findall(gap))


def _stops(sentence: Sentence, start: int, end: int, grade: str = "") -> bool:
    """Return whether a span changes the subject: a contrast, or criticism of a good grade."""
    turns = [m for m in sentence.marks.get("contrast", ()) if start <= m.start and m.end <= end]
    turns = [m for m in turns if (sentence.small[m.start - 2 : m.start], sentence.small[m.end : m.end + 1]) != _APART]
    return bool(turns) or (grade not in _POOR and sentence.has("criticism", start, end))


def _unexplained(reading: Reading) -> Iterator[Mention]:
    """Yield the areas except those that explain the one before: `its efficiency, which includes its planning`."""
    small, marks = reading.sentence.small, reading.sentence.marks.get("explained", ())
    for area in reading.areas:
        ends = [mark.end for mark in marks if reading.areas[0].end <= mark.start < area.start]
        if not ends or _EXPLAINED_END.search(small, ends[-1], area.start):
            yield area


def _groups(reading: Reading, words: Words) -> list[Group]:
    """Return the areas of a sentence in groups named in one breath: `good at A and B, and C was adequate` has two."""
    small = reading.sentence.small
    groups: list[Group] = []
    graded = {small.count(";", 0, word.start) for word in reading.words}  # `good at A; in B it is adequate`
    for area in _unexplained(reading):
        part = small.count(";", 0, area.start)
        gap = small[groups[-1].end : area.start] if groups else ""
        apart = ";" in gap and {part - 1, part} <= graded
        if groups and not apart and _near(gap, words["between_areas"], ",;&/'\""):
            groups[-1] = Group((*groups[-1].areas, area), groups[-1].start, area.end)
        else:
            groups.append(Group((area,), area.start, area.end))
    return [part for group in groups for part in _split(group, reading, words)]


def _split(group: Group, reading: Reading, words: Words) -> Iterator[Group]:
    """Yield a group, or both parts of one that has a grade before it and whose end has one of its own."""
    small, areas = reading.sentence.small, group.areas
    own = _OWN_GRADE.match(small, group.end)
    before = [word for word in reading.words if word.end <= group.start]
    if own and len(areas) > 1 and before and any(word.start == own.end() for word in reading.words):
        at = len(areas) - 1
        if own[1] in ("were", "are"):
            gaps = [small[a.end : b.start] for a, b in itertools.pairwise(areas)]
            at = max((n for n, gap in enumerate(gaps, 1) if gap.startswith(",") or " that " in gap), default=at)
        if _near(small[before[-1].end : group.start], words["grade_to_area"], ":-,('\""):
            yield Group(areas[:at], group.start, areas[at - 1].end)
            group = Group(areas[at:], areas[at].start, group.end)
    yield group


def link_areas(reading: Reading, words: Words) -> tuple[list[Link], list[Doubt]]:
    """Link each group of areas to a grade: of a clear clause, else the last before, else the first after."""
    sentence, listed = reading.sentence, reading.listed
    single = [area._replace(ids=(i,)) for area in reading.areas for i in area.ids]
    if "respectively" in sentence.small and len(single) == len(reading.words):
        pairs = zip(single, reading.words, strict=True)  # `on A and B it was good and adequate respectively`
        return [Link(Group((area,), area.start, area.end), word, "respectively", 2) for area, word in pairs], []
    groups = _groups(reading, words)
    links = [link for place in range(len(groups)) if (link := _clear_link(reading, groups, place, words))]
    behind = {link.word.start for link in links if link.word.start > link.group.start}
    linked = {link.group.start for link in links}
    doubts: list[Doubt] = []
    for place, group in enumerate(groups):
        subject = _SUBJECT.fullmatch(sentence.small, 0, group.start)
        named = listed or subject or not all(area.risky for area in group.areas)
        if group.start in linked or not named:
            continue
        nearer = groups[place + 1].end if place + 1 < len(groups) else len(sentence.small)
        before = [w for w in reading.words if w.end <= group.start and w.start not in behind]
        before = [w for w in before if not _aside(w, group, sentence.small)]
        before = [w for w in before if not w.veto] if listed or not before or not before[-1].veto else []
        after = [w for w in reading.live if w.start >= group.end and not (w.start in behind and w.start >= nearer)]
        if reading.words and reading.words[0].end <= group.start:  # `Gone are the good marks for A; B is adequate`
            after = [w for w in after if ";" not in sentence.small[group.end : w.start]]
        if before and (listed or not _stops(sentence, before[-1].end, group.start)):
            links.append(Link(group, before[-1], "last grade before", 1))
        elif after and (listed or not _stops(sentence, group.end, after[0].start, after[0].id)):
            links.append(Link(group, after[0], "subject of the sentence" if subject else "first grade after", 1))
        elif before or after:
            grades = tuple(dict.fromkeys(w.id for w in [*before[-1:], *after[:1]]))
            evidence = sentence.quote("two readings", group.start, group.end)
            doubts += [Doubt(i, grades, evidence) for area in group.areas if not area.risky for i in area.ids]
    return links, doubts


def _aside(word: GradeWord, group: Group, small: str) -> bool:
    """Return whether a grade that does not count stands in brackets before some areas: `A (it was good), B`."""
    return bool(word.veto) and small.rfind(")", word.end, group.start) > small.find("(", word.end, group.start)


def _clear_link(reading: Reading, groups: Sequence[Group], place: int, words: Words) -> Link | None:
    """Return the grade that a clear clause gives a group, even one that does not count.

    `good at A`, `adequate in five areas, including A`, `the outstanding areas were A`; `A and B were both rated good`.
    """
    sentence, small, group = reading.sentence, reading.sentence.small, groups[place]
    floor = groups[place - 1].end if place else 0
    ceiling = groups[place + 1].start if place + 1 < len(groups) else len(small)
    before = [w for w in reading.words if floor <= w.start and w.end <= group.start and not _aside(w, group, small)]
    after = [w for w in reading.words if group.end <= w.start < ceiling and not w.pronoun]
    link = None
    if before:
        old = before[-1].veto == "previous inspection" and len(before) > 1  # `down to inadequate from good for A`
        word = before[-2] if old and not before[-2].veto else before[-1]
        gap = _GLOSS.sub(" ", small[word.end : group.start])
        leading = any(token in words["leading"] or token in ":-(" for token in TOKENS.findall(gap))
        listed = gap.startswith(",") and after and not small[group.end : after[0].start].strip(" '\"")
        near = leading and not listed and _near(gap, words["grade_to_area"], ":;-,('\"" if "area" in gap else ":-,('\"")
        if (len(gap) < 60 and not _stops(sentence, word.end, group.start)) if word.pronoun else near:
            link = Link(group, word, "grade before area", 2)
    if after and link is None:
        word, gap = after[0], small[group.end : after[0].start]
        series = gap == ", " and small[word.end : word.end + 1] in (";", ".")  # `A, good; B, adequate.`
        loose = (
            "," in gap and not series and not gap.endswith(" to ") and not sentence.has("verb", group.end, word.start)
        )
        if len(after) > 1 and _TO.fullmatch(small, word.end, after[1].start):
            word = after[1]  # `A (from good to adequate)`
        if not loose and _near(gap, words["area_to_grade"], "-:|=(),'\""):
            link = Link(group, word, "area before grade", 2)
    if link and link.word.veto == "previous inspection" and sentence.has("unchanged", link.word.end):
        return Link(group, link.word._replace(veto=""), "unchanged grade", 1)
    if link and link.word.veto in OUTDATED:
        newer = [w for w in after if not w.veto]
        newer = [w for w in newer if sentence.has("news", group.end, w.end + 6) or _IS.search(small, 0, w.start)]
        return Link(group, newer[0], "new grade after the old", 1) if newer else link
    return link


_NUMBER = r"(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
COUNT_AFTER = re.compile(
    r"['\")]{0,2} ?(?:grades? |gradings? |ratings? |marks? )?(?:in|for|across|at|over) "
    rf"(?:just |only |all |a |the |another |other |further )*{_NUMBER}\b(?! ?(?:%|per |years?|months?|weeks?"
    r"|forces|of the (?:43|forces)))"
)
_COUNT_BEFORE = re.compile(
    rf"(?<!in )\b{_NUMBER}(?: (?:areas?|inspected|examined|assessed|looked at|others?|categories|headings|aspects"
    r"|sections|parts|of|the|its"
    rf"|{_NUMBER[1:-1]}|graded|more|further|was|were|is|are|rated|judged|deemed|marked|found|to|be|as|being|classed"
    r"|came|out|grades?|ratings?|marks?|received|got|a|an))* ['\"]?$"
)


def stated_counts(reading: Reading) -> Iterator[Count]:
    """`good in two areas`, `five were adequate`, `four grades of adequate`."""
    small = reading.sentence.small
    for word in reading.live:
        first = max(0, word.start - 80)
        match = COUNT_AFTER.match(small, word.end) or _COUNT_BEFORE.search(small[first : word.start])
        if match and not word.pronoun:
            number = NUMBERS.get(match[1]) or int(match[1])
            after = match.re is COUNT_AFTER
            start, end = (word.start, match.end()) if after else (first + match.start(), word.end)
            if 0 < number <= 15:
                yield Count(word.id, number, reading.sentence.quote("count stated", start, end))


def grades_of(link: Link, reading: Reading) -> Iterator[AreaGrade]:
    """Yield the grades a link gives; words that are risky as areas need a list or a clear clause."""
    loose = link.rule in ("last grade before", "first grade after") and not reading.listed
    for area in link.group.areas if not link.word.veto else ():
        inside = link.group.areas[0] is not area and any(not other.risky for other in link.group.areas)
        if inside or not (area.risky and loose):
            start, end = min(area.start, link.word.start), max(area.end, link.word.end)
            evidence = reading.sentence.quote(link.rule, start, end)
            yield from (AreaGrade(i, link.word.id, evidence, 3 if reading.listed else link.strength) for i in area.ids)


def settle_grades(found: Sequence[AreaGrade]) -> tuple[list[AreaGrade], list[Doubt]]:
    """Return one grade per area: the clearest, the first of equals; clear ones that clash are doubts."""
    best: dict[str, AreaGrade] = {}
    for item in found:
        if item.area not in best or item.strength > best[item.area].strength:
            best[item.area] = item
    pairs = [(best[item.area], item) for item in found]
    clashes = [(a, b) for a, b in pairs if a.grade != b.grade and a.strength == b.strength > 1]
    return list(best.values()), [Doubt(b.area, (a.grade, b.grade), b.evidence) for a, b in clashes]
