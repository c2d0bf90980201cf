"""Read the grades in a sentence: the areas beside its grade words, and counts of grades."""

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
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
    r" (?:was|were|is|are|has been)(?: now| also| both| all| only| just| still)?"
    r"(?: rated| graded| judged| deemed| found(?: to be)?| marked| assessed| considered)?(?: as)? ['\"]?"
)
_TO = re.compile(r"['\"]? to (?:an? )?['\"]?")


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


Group = tuple[Mention, ...]
"""Areas named in one breath."""


class Link(NamedTuple):
    """A group of areas and its grade word, with the rule and its strength."""

    group: Group
    word: GradeWord
    rule: str
    strength: int


def _near(gap: str, allowed: frozenset[str], marks: str) -> bool:
    """Return whether a gap has only allowed words and marks."""
    return all(token in allowed or token in marks for token in TOKENS.findall(gap))


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
        gap = small[groups[-1][-1].end : area.start] if groups else ""
        apart = ";" in gap and {part - 1, part} <= graded
        if groups and not apart and _near(gap, words["between_areas"], ",;&/'\""):
            groups[-1] = (*groups[-1], area)
        else:
            groups.append((area,))
    return [part for group in groups for part in _split(group, reading, words)]


def _split(group: Group, reading: Reading, words: Words) -> Iterator[Group]:
    """Yield a group, or both parts of one that has a grade before it and whose end has one of its own."""
    small = reading.sentence.small
    before = [word for word in reading.words if word.end <= group[0].start]
    if before and len(group) > 1 and _OWN_GRADE.match(small, group[-1].end):
        gaps = [small[a.end : b.start] for a, b in itertools.pairwise(group)]
        at = max((n for n, gap in enumerate(gaps, 1) if gap.startswith(",")), default=len(gaps))
        if _near(small[before[-1].end : group[0].start], words["grade_to_area"], ":-,('\""):
            yield group[:at]
            group = group[at:]
    yield group


def link_areas(reading: Reading, words: Words) -> tuple[list[Link], list[Doubt]]:
    """Link each group of areas to a grade: of a clear clause, else the last before, else the first after."""
    named = [area._replace(ids=(i,)) for area in reading.areas for i in area.ids]
    if "respectively" in reading.sentence.small and len(named) == len(reading.words):
        pairs = zip(named, reading.words, strict=True)  # `on A and B it was good and adequate respectively`
        return [Link((area,), word, "respectively", 2) for area, word in pairs], []
    groups = _groups(reading, words)
    clear = {group: link for group in groups if (link := _clear_link(reading, group, words))}
    taken = {link.word.start for group, link in clear.items() if link.word.start > group[0].start}
    links, doubts = [*clear.values()], []
    for group in groups:
        if group not in clear:
            link, grades = _nearest_link(reading, group, taken)
            links += [link] if link else []
            evidence = reading.sentence.quote("two readings", group[0].start, group[-1].end)
            unclear = [area for area in group if grades and not (link or area.risky)]
            doubts += [Doubt(i, grades, evidence) for area in unclear for i in area.ids]
    return links, doubts


def _nearest_link(reading: Reading, group: Group, taken: Collection[int]) -> tuple[Link | None, tuple[str, ...]]:
    """Return the last grade before a group, else the first after it, and the grades in question."""
    sentence, listed = reading.sentence, reading.listed
    before = [w for w in reading.words if w.end <= group[0].start and w.start not in taken]
    before = [w for w in before if not _aside(w, group, sentence.small)][-1:]
    before = [w for w in before if listed or not w.veto]
    after = [w for w in reading.live if w.start >= group[-1].end and w.start not in taken]
    after = [w for w in after if ";" not in sentence.small[group[-1].end : w.start]][:1]
    grades = tuple(dict.fromkeys(w.id for w in [*before, *after]))
    if before and (listed or not _stops(sentence, before[0].end, group[0].start)):
        return Link(group, before[0], "last grade before", 1), grades
    if after and (listed or not _stops(sentence, group[-1].end, after[0].start, after[0].id)):
        subject = _SUBJECT.fullmatch(sentence.small, 0, group[0].start)
        return Link(group, after[0], "subject of the sentence" if subject else "first grade after", 1), grades
    return None, grades


def _aside(word: GradeWord, group: Group, small: str) -> bool:
    """Return whether a grade that does not count stands in brackets before some areas: `A (it was good), B`."""
    return bool(word.veto) and small.rfind(")", word.end, group[0].start) > small.find("(", word.end, group[0].start)


def _clear_link(reading: Reading, group: Group, words: Words) -> Link | None:
    """Return the grade that a clear clause gives a group, even one that does not count."""
    sentence, after = reading.sentence, [w for w in reading.words if group[-1].end <= w.start]
    link = _grade_before(reading, group, after, words) or _grade_after(reading, group, after, words)
    if link and link.word.veto == "previous inspection" and sentence.has("unchanged", link.word.end):
        return Link(group, link.word._replace(veto=""), "unchanged grade", 1)
    if link and link.word.veto in OUTDATED:
        for word in after:
            news = sentence.has("news", group[-1].end, word.end + 6) or _IS.search(sentence.small, 0, word.start)
            if news and not word.veto:
                return Link(group, word, "new grade after the old", 1)
    return link


def _grade_before(reading: Reading, group: Group, after: Sequence[GradeWord], words: Words) -> Link | None:
    """Link `good at A`, `adequate in five areas, including A`, `the outstanding areas were A`."""
    small, before = reading.sentence.small, [w for w in reading.words if w.end <= group[0].start]
    if not before:
        return None
    old = before[-1].veto == "previous inspection" and len(before) > 1  # `down to inadequate from good for A`
    word = before[-2] if old else before[-1]
    gap = small[word.end : group[0].start]
    leading = any(token in words["leading"] or token in ":-(" for token in TOKENS.findall(gap))
    series = gap.startswith(",") and after and not small[group[-1].end : after[0].start].strip(" '\"")
    near = leading and not series and _near(gap, words["grade_to_area"], ":-,('\"")
    if near or (word.pronoun and not _stops(reading.sentence, word.end, group[0].start)):
        return Link(group, word, "grade before area", 2)
    return None


def _grade_after(reading: Reading, group: Group, after: Sequence[GradeWord], words: Words) -> Link | None:
    """Link `A and B were both rated good`, `A, good; B, adequate.`, `A (from good to adequate)`."""
    small = reading.sentence.small
    if not after:
        return None
    word, gap = after[0], small[group[-1].end : after[0].start]
    series = small[word.end : word.end + 1] in (";", ".")
    loose = "," in gap and not series and not reading.sentence.has("verb", group[-1].end, word.start)
    if len(after) > 1 and _TO.fullmatch(small, word.end, after[1].start):
        word = after[1]
    if loose or not _near(gap, words["area_to_grade"], "-:|=(),'\""):
        return None
    return Link(group, word, "area before grade", 2)


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
            yield Count(word.id, number, reading.sentence.quote("count stated", start, end))


def grades_of(link: Link, reading: Reading) -> Iterator[AreaGrade]:
    """Yield the grades a link gives; words that are risky as areas need a list or a clear clause."""
    loose = link.rule in ("last grade before", "first grade after") and not reading.listed
    firm = any(not area.risky for area in link.group)
    for place, area in enumerate(link.group if not link.word.veto else ()):
        if area.risky and loose and not (firm and place):
            continue
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
