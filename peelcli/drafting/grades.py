"""Give areas their grades within a sentence, and count the grades that an article states as numbers."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import AreaGrade, Count, Doubt
from peelcli.drafting.senses import NUMBERS, OUTDATED, TOKENS, GradeWord
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Mention

Words = dict[str, frozenset[str]]

_POOR = ("requires-improvement", "inadequate")
_SUBJECT = re.compile(r"['\"]?(?:and |but |meanwhile,? |as for |on )?(?:the |its )?")
_ASIDE = re.compile(r" - [^-]{1,100} - ")


class Reading(NamedTuple):
    """A sentence with its areas and grade words; `listed` if it is nothing but areas, grades and filling.

    `live` are the words that stand for a grade that the force now has.
    """

    sentence: Sentence
    areas: Sequence[Mention] = ()
    words: Sequence[GradeWord] = ()
    live: Sequence[GradeWord] = ()
    listed: bool = False


class Group(NamedTuple):
    """Areas named in one breath."""

    areas: tuple[Mention, ...]
    start: int
    end: int


class Link(NamedTuple):
    """A group and the grade word it was given, by which rule and how surely."""

    group: Group
    word: GradeWord
    rule: str
    strength: int


def _groups(small: str, areas: Sequence[Mention], allowed: frozenset[str]) -> list[Group]:
    """Join areas with nothing between them but commas, semicolons and little words."""
    groups: list[Group] = []
    for area in areas:
        if groups and _near(small[groups[-1].end : area.start], allowed, ",;&/'\""):
            groups[-1] = Group((*groups[-1].areas, area), groups[-1].start, area.end)
        else:
            groups.append(Group((area,), area.start, area.end))
    return groups


def _near(gap: str, allowed: frozenset[str], marks: str) -> bool:
    """Return whether a gap is short and holds allowed words and marks only."""
    gap = _ASIDE.sub(" ", gap)
    return len(gap) < 120 and all(token in allowed or token in marks for token in TOKENS.findall(gap))


def _stops(sentence: Sentence, start: int, end: int, grade: str = "") -> bool:
    """Return whether a stretch turns to another matter: a contrast, a new clause, or criticism of a good grade."""
    if sentence.has("contrast", start, end) or (grade not in _POOR and sentence.has("criticism", start, end)):
        return True
    semicolon = sentence.small.rfind(";", start, end)
    return semicolon >= 0 and sentence.has("verb", semicolon, end)


def link_areas(reading: Reading, words: Words) -> tuple[list[Link], list[Doubt]]:
    """Give each group of areas a grade: by a clear clause, else the last before, else the first after."""
    sentence, listed = reading.sentence, reading.listed
    groups = _groups(sentence.small, reading.areas, words["between_areas"])
    links = [link for place in range(len(groups)) if (link := _clear_link(reading, groups, place, words))]
    behind = {link.word.start for link in links if link.word.start > link.group.start}
    ahead = {link.word.start for link in links if link.word.start < link.group.start}
    linked = {link.group.start for link in links}
    doubts: list[Doubt] = []
    for place, group in enumerate(groups):
        subject = _SUBJECT.fullmatch(sentence.small, 0, group.start)
        explained = any(m.end <= group.start < m.end + 12 for m in sentence.marks.get("explained", ()))
        named = listed or subject or not all(area.risky for area in group.areas)
        if group.start in linked or not named or (place and explained):  # `its efficiency, which includes its use of …`
            continue
        last_end = groups[-1].end if place + 1 < len(groups) else group.end
        before = [w for w in reading.live if w.end <= group.start and w.start not in behind]
        after = [w for w in reading.live if w.start >= group.end and w.start not in ahead]
        after = [w for w in after if not (w.start in behind and w.start >= groups[place + 1].end)] if last_end > group.end else after
        if before and (listed or not _stops(sentence, before[-1].end, group.start)):
            links.append(Link(group, before[-1], "last grade before", 1))
        elif after and (listed or not _stops(sentence, group.end, after[0].start, after[0].id)):
            links.append(Link(group, after[0], "subject of the sentence" if subject else "first grade after", 1))
        elif before or after:
            grades = tuple(dict.fromkeys(w.id for w in [*before[-1:], *after[:1]]))
            evidence = sentence.quote("two readings", group.start, group.end)
            doubts += [Doubt(i, grades, evidence) for area in group.areas if not area.risky for i in area.ids]
    return links, doubts


def _clear_link(reading: Reading, groups: Sequence[Group], place: int, words: Words) -> Link | None:
    """Return the grade that a clear clause gives a group, be it one that does not count.

    `good at A`, `adequate in five areas, including A`, `the outstanding areas were A`; `A and B were both rated good`.
    """
    sentence, small, group = reading.sentence, reading.sentence.small, groups[place]
    floor = groups[place - 1].end if place else 0
    ceiling = groups[place + 1].start if place + 1 < len(groups) else len(small)
    before = [w for w in reading.words if floor <= w.start and w.end <= group.start]
    after = [w for w in reading.words if group.end <= w.start < ceiling and not w.pronoun]
    link = None
    if before:
        word, gap = before[-1], small[before[-1].end : group.start]
        leading = any(token in words["leading"] or token in ":-(" for token in TOKENS.findall(gap))
        marks = ":;-,('\"" if "area" in gap else ":-,('\""
        near = leading and _near(gap, words["grade_to_area"], marks)
        if (len(gap) < 60 and not _stops(sentence, word.end, group.start)) if word.pronoun else near:
            link = Link(group, word, "grade before area", 2)
    if after and link is None:
        gap = small[group.end : after[0].start]
        loose = "," in gap and not sentence.has("verb", group.end, after[0].start)
        if not loose and _near(gap, words["area_to_grade"], "-:|=(,'\""):
            link = Link(group, after[0], "area before grade", 2)
    if link and link.word.veto in OUTDATED:
        newer = [w for w in after if not w.veto and sentence.has("news", group.end, w.end + 6)]
        return Link(group, newer[0], "new grade after the old", 1) if newer else link
    return link


def add_pronouns(sentence: Sentence, words: Sequence[GradeWord], last: GradeWord | None, near: bool) -> list[GradeWord]:
    """Add `the same grade`, `so is`, and after a sentence with a grade `These were`, as words that repeat a grade."""
    added: list[GradeWord] = []
    these = [mark for mark in sentence.marks.get("these", ()) if mark.start == 0 and not words and near]
    for mark in [*sentence.marks.get("same grade", ()), *these]:
        earlier = [w for w in words if w.end <= mark.start and not w.veto]
        source = earlier[-1] if earlier else last
        if source and not any(mark.start <= w.start < mark.end for w in words):
            added.append(GradeWord(source.id, mark.start, mark.end, "", True))
    return sorted([*words, *added], key=lambda w: w.start) if added else list(words)


_COUNTED = re.compile(r"['\"]? (?:in|for) (?:one|two|three|four|five|six|seven|\d+)\b")


def by_pronoun(reading: Reading, areas: Sequence[str], graded: set[str]) -> Iterator[AreaGrade]:
    """`Both were rated adequate`, `It is now good`, `inadequate in these areas`: the areas of the sentence before."""
    live, sentence = [word for word in reading.live if not word.pronoun], reading.sentence
    several = sentence.marks.get("areas before", ())
    if not areas or len({w.id for w in live}) != 1 or (_COUNTED.match(sentence.small, live[0].end) and not several):
        return
    single = len(areas) == 1 and sentence.has("area before", 0, live[0].start)
    two = len(areas) == 2
    both = len(areas) > 1 and any(two or not sentence.small.startswith("both", mark.start) for mark in several)
    if single or both:
        now = " now " in sentence.small[: live[0].start]
        evidence = sentence.quote("grade of the areas before", 0, live[0].end)
        for area in areas:
            if now or area not in graded:
                yield AreaGrade(area, live[0].id, evidence, 4 if now else 1)


_NUMBER = r"(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_COUNT_AFTER = re.compile(
    r"['\")]{0,2} ?(?:grades? |gradings? |ratings? |marks? )?(?:in|for|across|at|over) "
    rf"(?:just |only |all |a |the |another |other |further )*{_NUMBER}\b(?! ?(?:%|per |years?|months?|weeks?"
    r"|forces|of the (?:43|forces)))"
)
_COUNT_BEFORE = re.compile(
    rf"(?<!in )\b{_NUMBER}(?: (?:areas?|others?|categories|headings|aspects|sections|parts|of|the|its"
    rf"|{_NUMBER[1:-1]}|graded|more|further|was|were|is|are|rated|judged|deemed|marked|found|to|be|as|being|classed"
    r"|came|out|grades?|ratings?|marks?|received|got|a|an))* ['\"]?$"
)


def stated_counts(reading: Reading) -> Iterator[Count]:
    """`good in two areas`, `five were adequate`, `four grades of adequate`."""
    small = reading.sentence.small
    for word in reading.live:
        first = max(0, word.start - 80)
        match = _COUNT_AFTER.match(small, word.end) or _COUNT_BEFORE.search(small[first : word.start])
        if match and not word.pronoun:
            after = match.re is _COUNT_AFTER
            number = NUMBERS.get(match[1]) or int(match[1])
            start, end = (word.start, match.end()) if after else (first + match.start(), word.end)
            if 0 < number <= 15:
                yield Count(word.id, number, reading.sentence.quote("count stated", start, end))


def grades_of(link: Link, reading: Reading) -> Iterator[AreaGrade]:
    """Yield the grades a link gives; words that are risky as areas need a list or a clear clause."""
    loose = link.rule in ("last grade before", "first grade after") and not reading.listed
    for area in link.group.areas if not link.word.veto else ():
        if not (area.risky and loose):
            rule = "in a list or table" if reading.listed and link.strength == 1 else link.rule
            start, end = min(area.start, link.word.start), max(area.end, link.word.end)
            evidence = reading.sentence.quote(rule, start, end)
            for i in area.ids:
                yield AreaGrade(i, link.word.id, evidence, 3 if reading.listed else link.strength)


def settle_grades(found: Sequence[AreaGrade]) -> tuple[list[AreaGrade], list[Doubt]]:
    """Return one grade per area: the clearest, the first of equals; clear ones that clash are doubts."""
    best: dict[str, AreaGrade] = {}
    for item in found:
        if item.area not in best or item.strength > best[item.area].strength:
            best[item.area] = item
    clashes = [
        Doubt(item.area, (best[item.area].grade, item.grade), item.evidence)
        for item in found
        if item.grade != best[item.area].grade and item.strength == best[item.area].strength > 1
    ]
    return list(best.values()), clashes
