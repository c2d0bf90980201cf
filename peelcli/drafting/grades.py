"""Give areas their grades within a sentence, and count the grades that an article states as numbers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import AreaGrade, Count, Doubt, Evidence
from peelcli.drafting.senses import NUMBERS, OUTDATED, TOKENS, GradeWord
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Mention

Words = Mapping[str, frozenset[str]]

_POOR = ("requires-improvement", "inadequate")
_SUBJECT = re.compile(r"['\"]?(?:and |but |meanwhile,? |as for |on )?(?:the |its )?")


class Reading(NamedTuple):
    """A sentence with its areas and grade words; `listed` if it is nothing but areas, grades and filling."""

    sentence: Sentence
    areas: Sequence[Mention]
    words: Sequence[GradeWord]
    listed: bool

    @property
    def live(self) -> list[GradeWord]:
        """The words that stand for a grade that the force now has."""
        return [word for word in self.words if not word.veto]

    def quote(self, rule: str, start: int, end: int) -> Evidence:
        """Return the evidence for a stretch of the sentence, shortened in the middle if long."""
        words = self.sentence.text[start:end]
        return Evidence(rule, self.sentence.line, words if len(words) <= 90 else f"{words[:55]} … {words[-30:]}")


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


def group_areas(small: str, areas: Sequence[Mention], allowed: frozenset[str]) -> list[Group]:
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


_ASIDE = re.compile(r" - [^-]{1,100} - ")


def _leads_to(small: str, word: GradeWord, group: Group, words: Words) -> bool:
    """`good at A`, `Good: A`, `adequate in five areas, including A`, `the outstanding areas were A`."""
    gap = small[word.end : group.start]
    tokens = TOKENS.findall(gap)
    leading = any(token in words["leading"] or token in ":-(" for token in tokens)
    allowed = words["grade_to_area"] | words["grade_nouns"]
    return leading and _near(gap, allowed, ":;-,('\"" if ";" not in gap or "area" in gap else ":-,('\"")


def _follows(sentence: Sentence, group: Group, word: GradeWord, words: Words) -> bool:
    """Return whether a grade word follows its areas: `A and B were both rated good`, `A, which was judged adequate`."""
    gap = sentence.small[group.end : word.start]
    loose = "," in gap and not sentence.has("verb", group.end, word.start)
    return not loose and _near(gap, words["area_to_grade"], "-:|=(,'\"")


def _stops(sentence: Sentence, start: int, end: int, grade: str = "") -> bool:
    """Return whether a stretch turns to another matter: a contrast, a new clause, or criticism of a good grade."""
    if sentence.has("contrast", start, end) or (grade not in _POOR and sentence.has("criticism", start, end)):
        return True
    semicolon = sentence.small.rfind(";", start, end)
    return semicolon >= 0 and sentence.has("verb", semicolon, end)


def link_areas(reading: Reading, words: Words) -> tuple[list[Link], list[Doubt]]:
    """Give each group of areas a grade: by a clear clause, else the last before, else the first after."""
    small, listed = reading.sentence.small, reading.listed
    groups = group_areas(small, reading.areas, words["between_areas"])
    links = [link for place in range(len(groups)) if (link := _clear_link(reading, groups, place, words))]
    behind = {link.word.start for link in links if link.word.start > link.group.start}
    ahead = {link.word.start for link in links if link.word.start < link.group.start}
    linked = {link.group.start for link in links}
    doubts: list[Doubt] = []
    for place, group in enumerate(groups):
        if place and any(mark.end <= group.start < mark.end + 12 for mark in reading.sentence.marks.get("explained", ())):
            continue  # `its efficiency, which includes its use of resources`
        subject = _SUBJECT.fullmatch(small, 0, group.start)
        if group.start in linked or not (listed or subject or any(not area.risky for area in group.areas)):
            continue
        nearer = [later.end for later in groups[place + 1 :]]
        before = [w for w in reading.live if w.end <= group.start and w.start not in behind]
        after = [
            w
            for w in reading.live
            if w.start >= group.end
            and w.start not in ahead
            and not (w.start in behind and any(end <= w.start for end in nearer))
        ]
        if before and (listed or not _stops(reading.sentence, before[-1].end, group.start)):
            links.append(Link(group, before[-1], "last grade before", 1))
        elif after and (listed or not _stops(reading.sentence, group.end, after[0].start, after[0].id)):
            links.append(Link(group, after[0], "subject of the sentence" if subject else "first grade after", 1))
        elif before or after:
            grades = tuple(dict.fromkeys(w.id for w in [*before[-1:], *after[:1]]))
            evidence = reading.quote("two readings", group.start, group.end)
            doubts += [Doubt(i, grades, evidence) for area in group.areas if not area.risky for i in area.ids]
    return links, doubts


def _clear_link(reading: Reading, groups: Sequence[Group], place: int, words: Words) -> Link | None:
    """Return the grade that a clear clause gives a group, be it one that does not count."""
    sentence, group = reading.sentence, groups[place]
    floor = groups[place - 1].end if place else 0
    ceiling = groups[place + 1].start if place + 1 < len(groups) else len(sentence.small)
    before = [w for w in reading.words if floor <= w.start and w.end <= group.start]
    after = [w for w in reading.words if group.end <= w.start < ceiling]
    link = None
    if before and (
        group.start - before[-1].end < 60 and not _stops(sentence, before[-1].end, group.start)
        if before[-1].pronoun
        else _leads_to(sentence.small, before[-1], group, words)
    ):
        link = Link(group, before[-1], "grade before area", 2)
    elif after and not after[0].pronoun and _follows(sentence, group, after[0], words):
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
    return sorted([*words, *added], key=lambda w: w.start)


_COUNTED = re.compile(r"['\"]? (?:in|for) (?:one|two|three|four|five|six|seven|\d+)\b")


def by_pronoun(reading: Reading, areas: Sequence[str], graded: set[str]) -> Iterator[AreaGrade]:
    """`Both were rated adequate`, `It is now good`, `inadequate in these areas`: the areas of the sentence before."""
    live, sentence = [word for word in reading.live if not word.pronoun], reading.sentence
    if not areas or len({w.id for w in live}) != 1:
        return
    several = sentence.marks.get("areas before", ())
    if _COUNTED.match(sentence.small, live[0].end) and not several:
        return
    single = len(areas) == 1 and sentence.has("area before", 0, live[0].start)
    both = len(areas) > 1 and any(
        len(areas) == 2 or not sentence.small.startswith("both", mark.start) for mark in several
    )
    if single or both:
        now = " now " in sentence.small[: live[0].start]
        evidence = reading.quote("grade of the areas before", 0, live[0].end)
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
    rf"\b{_NUMBER}(?: (?:areas?|others?|categories|headings|aspects|sections|parts|of|the|its|{_NUMBER[1:-1]}|graded"
    r"|more|further|was|were|is|are|rated|judged|deemed|marked|found|to|be|as|being|classed|came|out|grades?|ratings?"
    r"|marks?|received|got|a|an))* ['\"]?$"
)


def stated_counts(reading: Reading) -> Iterator[Count]:
    """`good in two areas`, `five were adequate`, `four grades of adequate`."""
    small = reading.sentence.small
    for word in reading.live:
        head = small[max(0, word.start - 80) : word.start]
        match = _COUNT_AFTER.match(small, word.end) or _COUNT_BEFORE.search(head)
        if match and not word.pronoun:
            after = match.re is _COUNT_AFTER
            start = word.start if after else word.start - len(head) + match.start()
            number = NUMBERS.get(match[1]) or int(match[1])
            if 0 < number <= 15:
                yield Count(
                    word.id, number, reading.quote("count stated", start, match.end() if after else word.end)
                )


def grades_of(link: Link, reading: Reading) -> Iterator[AreaGrade]:
    """Yield the grades a link gives; words that are risky as areas need a list or a clear clause."""
    loose = link.rule in ("last grade before", "first grade after") and not reading.listed
    if link.word.veto:
        return
    for area in link.group.areas:
        if not (area.risky and loose):
            rule = "in a list or table" if reading.listed and link.strength == 1 else link.rule
            evidence = reading.quote(rule, min(area.start, link.word.start), max(area.end, link.word.end))
            for i in area.ids:
                yield AreaGrade(i, link.word.id, evidence, 3 if reading.listed else link.strength)


def is_listed(small: str, areas: Sequence[Mention], words: Sequence[GradeWord], filling: frozenset[str]) -> bool:
    """Return whether a text holds areas, grades and nothing but filling."""
    rest, at = "", 0
    for start, end in sorted([(m.start, m.end) for m in areas] + [(w.start, w.end) for w in words]):
        rest += small[at:start] + " "
        at = max(at, end)
    tokens = TOKENS.findall(rest + small[at:])
    return all(token in filling or token.isdigit() or not token[0].isalnum() for token in tokens)


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
