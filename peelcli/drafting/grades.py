"""Read the grades in a sentence: the grade words, their areas, and counts of grades."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import AreaGrade, Count, Doubt
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Mark, Mention

Words = dict[str, frozenset[str]]

NUMBERS = {
    word: n for n, word in enumerate("no one two three four five six seven eight nine ten eleven twelve".split())
}
TOKENS = re.compile(r"[\w']+|[^\w\s]")
_GRADED = re.compile(r"\b(?:outstanding|good|adequate|inadequate|requir\w+ improvement)\b")
_NEXT_WORDS = re.compile(r"['\")\]*]{0,3} ?([a-z0-9][\w'-]*)?(?: ([a-z0-9][\w'-]*))?")
_YEAR = re.compile(r"(?:\b(?:in|for|of) (?:\w+ |the )?|\b(?:its|the) |\()(20\d\d)(?:/\d\d)?\b(?!-\d)")
_ASIDE_YEAR = re.compile(r"['\"]? ?\((20\d\d)[;)]")
_SINCE = re.compile(r"\bsince (?:\w+ )?20\d\d(?:,| -) (?:when|where) ")
_TOLD = re.compile(r",? (?:which|when|where|that|found|said|in which)\b")
_TAIL_END = re.compile(
    r",(?! (?:which|in an?|carried|dating|given|taken)\b)|[;:()]| - | but | while | and (?:is|was|that|the|it) |$"
)
_CLAUSE_END = re.compile(r"[;:()|]|, | - | but | while | whereas | although | though ")
_EXPLAINED_END = re.compile("[,;)]| - ")
_IN_A_ROW = re.compile(r"['\"]? ?(?:,|or|and|, or|, and|/)(?: to be| as)? ?['\"]?")
_POOR = ("requires-improvement", "inadequate")
_SUBJECT = re.compile(r"['\"]?(?:and |but |meanwhile,? |as for |on )?(?:the |its )?")
_IS = re.compile(r"\b(?:is|are) ['\"]?\Z")
_APART = (", ", ",")  # `on efficiency, though, it is good`
_TO = re.compile(r"['\"]? to (?:an? )?['\"]?")
_GLOSS = re.compile(r" \([^()]{1,100}\)")  # `adequate (one below good) at managing offenders`
MOST_WORDS = 24  # grade words in one sentence; more are not a sentence
REACH = 300  # the characters before a word that a veto considers


class GradeWord(NamedTuple):
    """A grade word of a sentence; `veto` names the rule by which it is not a grade of this inspection."""

    id: str
    start: int
    end: int
    veto: str = ""
    pronoun: bool = False


class Setting(NamedTuple):
    """The context of a grade word: its sentence, the start of its clause, and its article."""

    sentence: Sentence
    begin: int
    start: int
    end: int
    year: int
    claimed: bool
    links: frozenset[str]

    def cue(self, kind: str, begin: int | None = None) -> Mark | None:
        """Return the last cue of a kind in the clause before the grade word."""
        begin = self.begin if begin is None else begin
        marks = [m for m in self.sentence.marks.get(kind, ()) if begin <= m.start and m.end <= self.start]
        return marks[-1] if marks else None


def is_grade(sentence: Sentence, word: Mark, areas: Sequence[Mention], followers: frozenset[str]) -> bool:
    """Return whether a word is a grade (`good at`, `good.`) and not the ordinary word (`good news`)."""
    if word.value == "requires-improvement" or sentence.small.startswith(")", word.end):
        return True
    if any(mark.end == word.start - 1 for mark in sentence.marks.get("having", ())):
        return any(word.end + 1 == area.start for area in areas)
    match = _NEXT_WORDS.match(sentence.small, word.end)
    first, second = match.groups() if match else (None, None)
    if any(mark.end == word.start - 1 for mark in sentence.marks.get("adverb", ())):
        return False
    if first in ("and", "or", "to") and match and second:
        known = second in followers or second in NUMBERS or second.isdigit() or _GRADED.match(second)
        return bool(known) or any(match.end(1) + 1 == area.start and not area.risky for area in areas)
    quoted = sentence.small[word.start - 1 : word.start] in ("'", '"')
    named = first in ("way", "manner") or any(area.start == word.end + 2 for area in areas)
    return first is None or first in followers or (quoted and named)


def _veto(s: Setting) -> str:
    """Return the rule by which a word is not a grade of this force and this inspection, if there is one."""
    negation = s.cue("negation")  # `was not rated outstanding`, `has lost its good grades`
    if negation and s.start - negation.end < 60 and not s.cue("new statement", negation.end):
        return "negated"
    if _is_previous(s):
        return "previous inspection"
    if s.cue("wish"):  # `hopes to be outstanding`, `if a force is graded`
        return "wished for"
    if s.cue("nation", 0) and not s.cue("one of them", 0):  # `eleven forces were good`
        return "national figure"
    verdict = any(abs(mark.start - s.start) < 80 for mark in s.sentence.marks.get("verdict", ()))
    return "a speaker's own view" if s.claimed and not verdict else ""


def _is_previous(s: Setting) -> bool:
    """`up from adequate`, `previously good`, `good in 2022`, `At its last inspection it was good at A`."""
    small, marks = s.sentence.small, s.sentence.marks
    old = s.cue("old")
    if old and all(token in s.links or token in ":('\"" for token in TOKENS.findall(small[old.end : s.start])):
        return True
    if s.cue("past perfect") and s.sentence.has("news"):
        return True
    mark = s.cue("previous inspection", 0)
    if mark and s.begin > mark.end and _GRADED.search(small, 0, s.begin if mark.start > 30 else mark.start):
        mark = None  # it is part of a grade before: `where it had previously been good, and good at managing offenders`
    if mark and not s.cue("now", mark.end):
        since = any(0 <= mark.start - m.end < 25 for m in marks.get("since", ()))
        return not since or _TOLD.match(small, mark.end) is not None
    tail_end = _TAIL_END.search(small, s.end, s.end + 90)
    tail = tail_end.start() if tail_end else s.end + 90
    if s.sentence.has("outdated", s.end, tail):
        return True
    if later := [m for m in marks.get("previous inspection", ()) if s.end <= m.start < tail]:
        return not any(s.end <= m.start and 0 <= later[0].start - m.end < 10 for m in marks.get("since", ()))
    if _SINCE.search(small, 0, s.start):
        return True
    years = [*_YEAR.finditer(small, 0, s.start)][-1:]
    plain = [year for year in years if year[0][0] != "("]
    graded = any(_GRADED.search(small, 0, year.start()) or s.cue("now", year.end()) for year in plain)
    current = graded or "since" in small[: s.start]
    aside = _ASIDE_YEAR.match(small, s.end)  # `good (2017; not inspected this year)`
    years = [*([] if current else years), *_YEAR.finditer(small, s.end, tail), *([aside] if aside else [])]
    return any(int(year[1]) <= s.year - 2 for year in years)


# A word ruled out by one of these may be followed by the current grade in the same sentence.
OUTDATED = ("negated", "previous inspection", "another force")


def grade_words(
    sentence: Sentence, areas: Sequence[Mention], words: Words, year: int, claimed: bool
) -> list[GradeWord]:
    """Return the words in grade sense, each with the veto that rules it out, if any."""
    small, found = sentence.small, []
    for mark in sentence.marks.get("grade", ())[:MOST_WORDS]:
        inside = any(area.start <= mark.start < area.end for area in areas)
        if not inside and is_grade(sentence, mark, areas, words["after_grade"]):
            begin = max(0, mark.start - REACH)
            begin = max((match.end() for match in _CLAUSE_END.finditer(small, begin, mark.start)), default=begin)
            setting = Setting(sentence, begin, mark.start, mark.end, year, claimed, words["old_to_grade"])
            found.append(GradeWord(mark.value, mark.start, mark.end, _veto(setting)))
    row: list[int] = []  # adjacent words: three are the scale, two with `or` are undecided
    for n, word in enumerate(found):
        row = [*row, n] if row and _IN_A_ROW.fullmatch(small, found[n - 1].end, word.start) else [n]
        either = len(row) == 2 and " or " in small[found[n - 1].end : word.start]
        if either or len(row) > 2:
            for place in row:
                found[place] = found[place]._replace(veto=found[place].veto or "one of several")
    return found


# ---------------------------------------------------------------- areas and their grades


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


def link_areas(reading: Reading, words: Words) -> tuple[list[Link], list[Doubt]]:
    """Link each group of areas to a grade: of a clear clause, else the last before, else the first after."""
    sentence, listed = reading.sentence, reading.listed
    groups: list[Group] = []
    graded = {sentence.small.count(";", 0, word.start) for word in reading.words}  # `good at A; in B it is adequate`
    for area in _unexplained(reading):
        part = sentence.small.count(";", 0, area.start)
        apart = groups and {part - 1, part} <= graded and ";" in sentence.small[groups[-1].end : area.start]
        if (
            groups
            and not apart
            and _near(sentence.small[groups[-1].end : area.start], words["between_areas"], ",;&/'\"")
        ):
            groups[-1] = Group((*groups[-1].areas, area), groups[-1].start, area.end)
        else:
            groups.append(Group((area,), area.start, area.end))
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
        before = [w for w in before if not w.veto] if listed or not before or not before[-1].veto else []
        after = [w for w in reading.live if w.start >= group.end and not (w.start in behind and w.start >= nearer)]
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
    """Return the grade that a clear clause gives a group, even one that does not count.

    `good at A`, `adequate in five areas, including A`, `the outstanding areas were A`; `A and B were both rated good`.
    """
    sentence, small, group = reading.sentence, reading.sentence.small, groups[place]
    floor = groups[place - 1].end if place else 0
    ceiling = groups[place + 1].start if place + 1 < len(groups) else len(small)
    before = [w for w in reading.words if floor <= w.start and w.end <= group.start]
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
        if not loose and _near(gap, words["area_to_grade"], "-:|=(,'\""):
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
    rf"(?<!in )\b{_NUMBER}(?: (?:areas?|others?|categories|headings|aspects|sections|parts|of|the|its"
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
