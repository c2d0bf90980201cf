"""Give areas their grades: within a sentence, below a header, down a table."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import CountFound, Doubt, Evidence, GradeFound
from peelcli.drafting.identity import Naming
from peelcli.drafting.senses import NUMBERS, OUTDATED, GradeWord, grade_words
from peelcli.drafting.text import Line, Sentence
from peelcli.drafting.vocabulary import Links, Matcher, Mention, Vocabulary

# ---------------------------------------------------------------- one sentence

_SAME = re.compile(
    r"\bthe same (?:\w+ )?(?:grade|grading|rating|mark|verdict|judgement|result|score|was|is|goes|applies"
    r"|went)\b"
    r"|\bas (?:is|was|are|were|does|did)\b|\bso,? (?:too,? )?(?:is|was|are|were|do|does|did)\b"
    r"|\b(?:this|that|such a|also the) (?:grade|grading|rating|mark|verdict)\b"
)
_THESE = re.compile(r"(?:these|those|they)(?: areas)? (?:were|are|include[ds]?)\b")
_TOKENS = re.compile(r"[\w']+|[^\w\s]")
_VERB = re.compile(
    r"\b(?:is|was|were|are|rated|graded|judged|deemed|marked|considered|assessed|branded|came|where"
    r"|received|found|remains?)\b"
)
_CONTRAST = re.compile(r"\b(?:but|while|whereas|although|though|however|despite)\b|;")
_CRITICISM = re.compile(
    r"\b(?:concern|criticis|needs? (?:to|work)|must|should|struggl|fail|praise|urged|told to|called for"
    r"|more (?:work|to do)"
    r"|not graded|better at|improvements? (?:needed|required|was|were|is|are)|expected)"
)
_POOR = ("requires-improvement", "inadequate")
_NOW = re.compile(
    r"\b(?:now|this time|has (?:since )?(?:been|improved|moved|gone|risen|climbed|fallen|dropped)|(?:up"
    r"|down)graded|at it)\b"
)
_SUBJECT = re.compile(r"['\"]?(?:and |but |meanwhile,? |as for |on )?(?:the |its )?")
_FILLER = re.compile(
    r"\b(?:not|grade|graded|grading|rating|rated|judge?ment|judged|as|at|in|for|and|of|how|it|its|well"
    r"|areas?|policing|the|force|is"
    r"|was|were|has|been|overall|our|we|are|this|a|an|to|on|both|with|way|that|which|result|outcome|status"
    r"|\d+|one|two|three|four"
    r"|five|six|seven|eight|nine)\b|\W"
)


class Reading(NamedTuple):
    """Hold what was met in a sentence; `listed` if it is nothing but areas, grades and filling."""

    sentence: Sentence
    small: str
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
    """Hold areas named in one breath."""

    areas: tuple[Mention, ...]
    start: int
    end: int


class Bond(NamedTuple):
    """Hold a group and the grade word it was given, by which rule and how surely."""

    group: Group
    word: GradeWord
    rule: str
    strength: int


def group_areas(small: str, areas: Sequence[Mention], links: Links) -> list[Group]:
    """Join areas with nothing between them but commas, semicolons and little words."""
    groups: list[Group] = []
    for area in areas:
        if groups and _near(small[groups[-1].end : area.start], links.between_areas):
            groups[-1] = Group((*groups[-1].areas, area), groups[-1].start, area.end)
        else:
            groups.append(Group((area,), area.start, area.end))
    return groups


def _near(gap: str, allowed: frozenset[str]) -> bool:
    """Tell whether a gap is short and holds allowed words only."""
    return len(gap) < 120 and all(token in allowed for token in _TOKENS.findall(gap))


def leads_to(small: str, word: GradeWord, group: Group, links: Links) -> bool:
    """`good at A`, `Good: A`, `adequate in five areas, including A`, `the outstanding areas were A`."""
    gap = small[word.end : group.start]
    if word.pronoun:
        return len(gap) < 60 and not _stops(gap)
    leading = any(token in links.leading for token in _TOKENS.findall(gap))
    return leading and _near(gap, links.grade_to_area)


def follows(small: str, group: Group, word: GradeWord, links: Links) -> bool:
    """Tell whether a grade word follows its areas: `A and B were both rated good`, `A, which was judged adequate`."""
    gap = small[group.end : word.start]
    loose = word.pronoun or ("," in gap and not _VERB.search(gap))
    return not loose and _near(gap, links.area_to_grade)


def _stops(gap: str, grade: str = "") -> bool:
    """Tell whether a gap turns to another matter: a contrast, or criticism before a good grade."""
    return _CONTRAST.search(gap) is not None or (grade not in _POOR and _CRITICISM.search(gap) is not None)


def bind(reading: Reading, links: Links) -> tuple[list[Bond], list[Doubt]]:
    """Give each group of areas a grade: by a clear clause, else the last before, else the first after."""
    small, words, listed = reading.small, reading.words, reading.listed
    groups = group_areas(small, reading.areas, links)
    bonds = [bond for place in range(len(groups)) if (bond := _clear_bond(small, groups, place, words, links))]
    behind = {bond.word.start for bond in bonds if bond.word.start > bond.group.start}
    ahead = {bond.word.start for bond in bonds if bond.word.start < bond.group.start}
    bound = {bond.group.start for bond in bonds}
    doubts: list[Doubt] = []
    for place, group in enumerate(groups):
        subject = _SUBJECT.fullmatch(small, 0, group.start)
        if group.start in bound or not (listed or subject or any(not area.risky for area in group.areas)):
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
        if before and (listed or not _stops(small[before[-1].end : group.start])):
            bonds.append(Bond(group, before[-1], "last grade before", 1))
        elif after and (listed or not _stops(small[group.end : after[0].start], after[0].id)):
            bonds.append(Bond(group, after[0], "subject of the sentence" if subject else "first grade after", 1))
        elif before or after:
            grades = tuple(dict.fromkeys(w.id for w in [*before[-1:], *after[:1]]))
            evidence = reading.quote("two readings", group.start, group.end)
            doubts += [Doubt(i, grades, evidence) for area in group.areas if not area.risky for i in area.ids]
    return bonds, doubts


def _clear_bond(
    small: str, groups: Sequence[Group], place: int, words: Sequence[GradeWord], links: Links
) -> Bond | None:
    """Return the grade that a clear clause gives a group, be it one that does not count."""
    group = groups[place]
    floor = groups[place - 1].end if place else 0
    ceiling = groups[place + 1].start if place + 1 < len(groups) else len(small)
    before = [w for w in words if floor <= w.start and w.end <= group.start]
    after = [w for w in words if group.end <= w.start < ceiling]
    bond = None
    if before and leads_to(small, before[-1], group, links):
        bond = Bond(group, before[-1], "grade before area", 2)
    elif after and follows(small, group, after[0], links):
        bond = Bond(group, after[0], "area before grade", 2)
    if bond and bond.word.veto in OUTDATED:
        newer = [w for w in after if not w.veto and _NOW.search(small, group.end, w.end + 6)]
        return Bond(group, newer[0], "new grade after the old", 1) if newer else bond
    return bond


def _with_pronouns(small: str, words: Sequence[GradeWord], last: GradeWord | None) -> list[GradeWord]:
    """Add `the same grade`, `so is`, `These were` as words that repeat the grade before them."""
    added: list[GradeWord] = []
    same = [*_SAME.finditer(small)]
    if not words and (these := _THESE.match(small)):
        same.append(these)
    for match in same:
        earlier = [w for w in words if w.end <= match.start() and not w.veto]
        source = earlier[-1] if earlier else last
        if source and not any(match.start() <= w.start < match.end() for w in words):
            added.append(GradeWord(source.id, match.start(), match.end(), "", True))
    return sorted([*words, *added], key=lambda w: w.start)


# ---------------------------------------------------------------- from sentence to sentence

_BOTH = re.compile(
    r"\b(both|all(?: \w+)?|each of (?:them|these)|they|these|those|the (?:two|three|four))"
    r" (?:areas |of (?:them|these) |pillars )?(?:were|are|was|is|have|had|has|being)\b"
)
_IT = re.compile(
    r"\b(?:rated|graded|marked|judged|upgraded|downgraded|moved|put) it\b"
    r"|(?:^|[,;] |\b(?:time|and|but|report) )(?:it|this|that) (?:is|was|has|now|remains)\b"
)
_COUNTED = re.compile(r"['\"]? (?:in|for) (?:one|two|three|four|five|six|seven|\d+)\b")
_OVERALL = re.compile(
    r"\boverall (?:\w+ )?(?:grade|grading|rating|judge?ment|assessment)\b|\boverall,? (?:\w+ ){0,4}(?:rated"
    r"|graded|judged)\b"
)


def by_pronoun(reading: Reading, areas: Sequence[str], graded: set[str]) -> Iterator[GradeFound]:
    """`Both were rated adequate`, `It is now good`: the areas of the sentence before."""
    live = reading.live
    if not areas or len({w.id for w in live}) != 1 or _COUNTED.match(reading.small, live[0].end):
        return
    head = reading.small[: live[0].start]
    both = _BOTH.search(head)
    single = len(areas) == 1 and _IT.search(head)
    if single or (both and len(areas) > 1 and (both[1] != "both" or len(areas) == 2)):
        now = " now " in head
        evidence = reading.quote("grade of the areas before", 0, live[0].end)
        for area in areas:
            if now or area not in graded:
                yield GradeFound(area, live[0].id, evidence, 4 if now else 1)


_NUMBER = r"(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_COUNT_AFTER = re.compile(
    r"['\")]{0,2} ?(?:grades? |gradings? |ratings? |marks? )?(?:in|for|across|at|over) "
    rf"(?:just |only |all |a |the |another |other |further )*{_NUMBER}\b(?! ?(?:%|per |years?|months?"
    rf"|weeks?|forces|of the (?:43|forces)))"
)
_COUNT_BEFORE = re.compile(
    rf"\b{_NUMBER}(?: (?:areas?|others?|categories|headings|aspects|sections|parts|of|the|its"
    rf"|{_NUMBER[1:-1]}|graded|more"
    r"|further|was|were|is|are|rated|judged|deemed|marked|found|to|be|as|being|classed|came|out|grades?"
    r"|ratings?|marks?"
    r"|received|got|a|an))* ['\"]?$"
)


def stated_counts(reading: Reading) -> Iterator[CountFound]:
    """`good in two areas`, `five were adequate`, `four grades of adequate`."""
    for word in reading.live:
        head = reading.small[max(0, word.start - 80) : word.start]
        match = _COUNT_AFTER.match(reading.small, word.end) or _COUNT_BEFORE.search(head)
        if match and not word.pronoun:
            after = match.end() > word.end and match.re is _COUNT_AFTER
            start = word.start if after else word.start - len(head) + match.start()
            number = NUMBERS.get(match[1]) or int(match[1])
            if 0 < number <= 15:
                yield CountFound(
                    word.id, number, reading.quote("count stated", start, match.end() if after else word.end)
                )


# ---------------------------------------------------------------- the whole article


class Reader(NamedTuple):
    """Hold what is needed to read the grades of one force out of an article."""

    matcher: Matcher
    vocabulary: Vocabulary
    force: str | None
    year: int
    pillar: str | None = None

    def readings(self, sentences: Sequence[Sentence], namings: Sequence[Sequence[Naming]]) -> Iterator[Reading]:
        """Yield each sentence with its areas and grade words, those of other forces vetoed."""
        owner, column, last = self.force, 0, None
        for sentence, named in zip(sentences, namings, strict=True):
            small = sentence.small
            column = _newest_column(small, column)
            areas = self.matcher.find(small)
            words = grade_words(small, areas, self.vocabulary, named, self.force, self.year)
            if named or not small.startswith(("it ", "it's ", "its ", "there ")):
                owner = named[-1].force if named else self.force
            if owner != self.force and not named:
                words = [w._replace(veto=w.veto or "another force") for w in words]
            if column and len(words) > 1 and "|" in small:
                words = words[column - 1 : column]
            listed = bool(areas or words) and _is_listed(small, areas, words)
            reading = Reading(sentence, small, areas, _with_pronouns(small, words, last), listed)
            last = reading.live[-1] if reading.live else last
            yield reading

    def read(
        self, lines: Sequence[Line], sentences: Sequence[Sentence], namings: Sequence[Sequence[Naming]]
    ) -> tuple[list[GradeFound], list[Doubt], list[CountFound], frozenset[Sentence]]:
        """Return one grade per area, the doubts, the counts stated, and the sentences with grades."""
        found: list[GradeFound] = []
        doubts: list[Doubt] = []
        counts: dict[str, CountFound] = {}
        by_line: list[list[Reading]] = [[] for _ in lines]
        before: list[str] = []
        for reading in self.readings(sentences, namings):
            by_line[reading.sentence.paragraph].append(reading)
            bonds, unclear = bind(reading, self.vocabulary.links)
            doubts += unclear
            found += [grade for bond in bonds for grade in _grades_of(bond, reading)]
            if reading.live and not reading.areas:
                found += by_pronoun(reading, before, {item.area for item in found})
                if self.pillar and _OVERALL.search(reading.small):
                    evidence = reading.quote("overall grade of the one pillar", 0, reading.live[0].end)
                    found.append(GradeFound(self.pillar, reading.live[0].id, evidence, 1))
            else:
                before = list(dict.fromkeys(i for area in reading.areas for i in area.ids))
            for count in stated_counts(reading):
                counts.setdefault(count.grade, count)
        found += _down_the_lines(lines, by_line)
        grades, clashes = settle(found)
        graded = {item.area for item in grades}
        doubts = [doubt for doubt in doubts if doubt.area not in graded]
        spoken_of = frozenset(
            reading.sentence
            for readings in by_line
            for reading in readings
            if any(not word.pronoun for word in reading.words)
        )
        return grades, list(dict.fromkeys([*doubts, *clashes])), list(counts.values()), spoken_of


def _grades_of(bond: Bond, reading: Reading) -> Iterator[GradeFound]:
    """Yield the grades a bond gives; words that are risky as areas need a list or a clear clause."""
    loose = bond.rule in ("last grade before", "first grade after") and not reading.listed
    if bond.word.veto:
        return
    for area in bond.group.areas:
        if not (area.risky and loose):
            rule = "in a list or table" if reading.listed and bond.strength == 1 else bond.rule
            evidence = reading.quote(rule, min(area.start, bond.word.start), max(area.end, bond.word.end))
            for i in area.ids:
                yield GradeFound(i, bond.word.id, evidence, 3 if reading.listed else bond.strength)


def _is_listed(small: str, areas: Sequence[Mention], words: Sequence[GradeWord]) -> bool:
    """Tell whether a text holds areas, grades and nothing but filling."""
    rest, at = "", 0
    for start, end in sorted([(m.start, m.end) for m in areas] + [(w.start, w.end) for w in words]):
        rest += small[at:start] + " "
        at = max(at, end)
    return not _FILLER.sub("", rest + small[at:])


def _kind(line: Line, readings: Sequence[Reading]) -> str:
    """Tell what a line is: areas only, one grade only, a header that announces areas, or text."""
    areas = [area for reading in readings for area in reading.areas]
    live = [word for reading in readings for word in reading.live]
    if areas and not live and all(r.listed for r in readings):
        return "areas"
    if len(live) == 1 and not areas and all(r.listed for r in readings):
        return "grade"
    last = readings[-1] if readings else None
    if last and last.live and len({word.id for word in live}) == 1:
        is_open = line.plain.endswith((":", "-")) or (len(line.plain) < 90 and line.plain[-1] not in '.!?"')
        if is_open and not any(area.start > last.live[-1].end for area in last.areas):
            return "header"
    return "text"


def _down_the_lines(lines: Sequence[Line], by_line: Sequence[Sequence[Reading]]) -> Iterator[GradeFound]:
    """Yield areas listed below a header or grade, and areas each followed by a line with its grade."""
    above: Reading | None = None  # whose grade the lines below get
    waiting: Sequence[Reading] = ()  # a line of areas that no grade stands above
    for line, readings in zip(lines, by_line, strict=True):
        kind = _kind(line, readings)
        if kind == "areas" and above:
            yield from _pair(readings, above, "listed below its grade")
        elif kind == "grade" and waiting:
            yield from _pair(waiting, readings[-1], "grade on the next line")
        elif kind in ("grade", "header"):
            above = readings[-1]
        elif kind == "text":
            above = None
        waiting = readings if kind == "areas" and not above else ()


def _pair(readings: Sequence[Reading], above: Reading, rule: str) -> Iterator[GradeFound]:
    word = above.live[-1]
    for reading in readings:
        words = f"{above.sentence.text[word.start : word.end]} / {reading.sentence.text[:60]}"
        for area in reading.areas:
            for i in area.ids:
                yield GradeFound(i, word.id, Evidence(rule, reading.sentence.line, words), 3)


def _newest_column(small: str, column: int) -> int:
    """Return which grade column of a table is the newest, by the years in its header; 0 for none."""
    if "|" not in small:
        return 0
    years = re.findall(r"20\d\d", small)
    return years.index(max(years)) + 1 if len(set(years)) > 1 else column


def settle(found: Sequence[GradeFound]) -> tuple[list[GradeFound], list[Doubt]]:
    """Return one grade per area: the clearest, the first of equals; clear ones that clash are doubts."""
    best: dict[str, GradeFound] = {}
    for item in found:
        if item.area not in best or item.strength > best[item.area].strength:
            best[item.area] = item
    clashes = [
        Doubt(item.area, (best[item.area].grade, item.grade), item.evidence)
        for item in found
        if item.grade != best[item.area].grade and item.strength == best[item.area].strength > 1
    ]
    return list(best.values()), clashes
