"""Read which area got which grade: mentions in each sentence, vetoes, then who belongs to whom."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.identity import PREVIOUS, Evidence, Forces, Naming
from peelcli.drafting.text import Line, Sentence
from peelcli.drafting.vocabulary import Matcher, Mention, Vocabulary, lower


class GradeFound(NamedTuple):
    """Hold one graded area; strength 3 is a table or list, 2 a clear clause, 1 mere nearness."""

    area: str
    grade: str
    evidence: Evidence
    strength: int
    force: str | None = None


class Doubt(NamedTuple):
    """Hold an area whose grade is unclear, with the grades it might be."""

    area: str
    grades: tuple[str, ...]
    evidence: Evidence


class CountFound(NamedTuple):
    """Hold how many areas the article says got a grade."""

    grade: str
    count: int
    evidence: Evidence


class GradeWord(NamedTuple):
    """Hold a grade word in a sentence; `veto` names the rule by which it is no grade of this inspection."""

    id: str
    start: int
    end: int
    veto: str = ""
    pronoun: bool = False


class Context(NamedTuple):
    """Hold what a veto may look at: the sentence in small letters, the word, its clause before and after it."""

    small: str
    before: str
    clause: str
    after: str
    year: int
    namings: tuple[Naming, ...]
    start: int
    force: str | None


# ---------------------------------------------------------------- grade sense

_GRADE_NOUN = "grade grades grading gradings rating ratings mark marks score scores judgement judgements judgment judgments area areas category categories verdict verdicts"
_FUNCTION_WORDS = (
    "at for in on across when by with over under regarding about as again too overall this last once now since than compared "
    "after following where which that who while whereas although but nor because if is was were are be been being has have had "
    "it its the their how his her our they he she we both each every throughout within among until before during despite so yet "
    "though from via against respectively except apart towards up down out still also says say said only all with went goes include includes included put"
)
_FOLLOWERS = frozenset(f"{_GRADE_NOUN} {_FUNCTION_WORDS}".split())
_NEXT_WORD = re.compile(r"['\")\]*]{0,3} ?([a-z0-9][\w'-]*)?(?: ([a-z0-9][\w'-]*))?")
_QUOTED = re.compile(r"[,.;:]?['\"]")
_ADVERB = re.compile(r"\b(?:very|so|really|pretty|particularly|too|how|such a|quite|equally|some|no|more|any|for|do|did|does|doing|always)[ ]$")


def in_grade_sense(small: str, word: Mention, areas: Sequence[Mention]) -> bool:
    """Tell a grade from the ordinary word: `good at`, `‘good’`, `good.` against `good news`, `adequate resources`."""
    quoted = small[:word.start].endswith(("'", '"')) and _QUOTED.match(small, word.end)
    if quoted:
        return True
    if word.ids == ("requires-improvement",):
        return not small.startswith("need", word.start) or bool(re.search(r"\b(?:areas?|rated|graded|judged|deemed|marked|as)\W+$", small[: word.start]))
    if _ADVERB.search(small, max(0, word.start - 16), word.start) and not small[word.end :].startswith((" grade", " rating", " mark")):
        return False
    if any(area.start in (word.end, word.end + 1) for area in areas):
        return True
    match = _NEXT_WORD.match(small, word.end)
    first, second = (match[1], match[2]) if match else (None, None)
    if first in ("and", "or", "to"):
        joined = any(area.start == (match.end(1) if match else 0) + 1 for area in areas)
        return joined or second is None or second in _FOLLOWERS or second in _GRADE_WORDS or second.isdigit() or second in NUMBERS
    if first == "in" and second in ("general", "parts", "places", "itself"):
        return False
    return first is None or first in _FOLLOWERS


_GRADE_WORDS = frozenset("outstanding good adequate requires requiring inadequate".split())
NUMBERS = {word: n for n, word in enumerate("none one two three four five six seven eight nine ten eleven twelve".split())}

# ---------------------------------------------------------------- vetoes

_NEGATION = re.compile(
    r"(?:\b(?:no|not|never|none|neither|nor|without|cannot|avoid\w*|miss(?:ed|es|ing)?|short of|rather than|instead of|anything but"
    r"|far from|lost|lose[sd]?|failed to (?:get|earn|achieve|win|gain))\b|n't\b)(?! (?:only|just|merely|better|more|higher|less|lower|worse)\b)[^,;:]{0,60}$"
)
_NEW_STATEMENT = re.compile(r"\b(?:and|but|while|though|so) (?:is|was|are|were|has|that|the|it|they|its|now)\b|\bbut\b")
_FROM = re.compile(
    r"\b(?:from|compared with|compared to|improvement on|previous|previously|formerly|once|used to be|had (?:\w+ )?been|having been|(?:up|down) on)\b"
    r"(?:[ :(]*(?:an?|its|the|being|been|rated|graded|judged|marked|found|assessed|considered|told|that|it|as|was|to be|grade|grading|rating|of|overall|last|year's|two|at)\b)*[ :('\"]*$"
)
_HYPOTHESIS = re.compile(
    r"\b(?:would|could|might|if|wants?|wanted|hopes?|hoped|hoping|aim(?:s|ed|ing)?|aspir\w+|ambition\w*|striv\w+|should|target\w*|working towards"
    r"|on (?:course|track)|determined|unless|to become|becoming|forces? (?:that|which|who)|whether|due to be|deserves?|expected|arrive at)\b[^;]*$"
)
_MODAL = re.compile(r"\b(?:may|can) (?:be|have been|get|receive|expect)\b[^;]*$")
_GRADED = re.compile(r"\b(?:outstanding|good|adequate|inadequate|requir\w+ improvement)\b")
_BEFORE_NOW = re.compile(r"\b(?:now|this time|today|currently|latest|but|while|has|have|whereas|since then|to)\b")
_NATION = re.compile(
    r"\b(?:nationally|across the country|nationwide|forces (?:\w+ ){0,4}?(?:were|are|was|is|can|have|has|receive[sd]?|got|will)|of the (?:43|\d+) forces|most forces|other forces|"
    r"(?:number|many|few|several|all|most|no other|\w+) forces (?:in|inspected|nationally|across|that|to|so))\b"
)
_ONE_OF = re.compile(r"\b(?:one of|among|joins?|alongside|only|first|like|of all|help from|than|from)\b[^,;]{0,40}\bforces?\b|\b(?:the|our|this) forces?\b")
_SCALE = re.compile(r"\b(?:five[- ]point|four[- ]point|scale|one of (?:four|five)|(?:four|five) (?:possible )?(?:grades|gradings|ratings|categories|levels)(?! of))\b")


def negated(c: Context) -> bool:
    """`was not rated outstanding`, `no longer inadequate`, `narrowly missed an outstanding grade`."""
    match = _NEGATION.search(c.clause)
    return bool(match) and not _NEW_STATEMENT.search(match[0])  # type: ignore[index]


def previous(c: Context) -> bool:
    """`up from adequate`, `previously good`, `was good in 2022`, `At its last inspection the force was good at`."""
    if _FROM.search(c.clause):
        return True
    before = c.before
    for match in [*PREVIOUS.finditer(before)][-1:]:
        lead = before[: match.start()]
        told = re.match(r",? (?:which|when|where|that|found|said|in which)\b", before[match.end() :])
        if _GRADED.search(lead) or _BEFORE_NOW.search(before, match.end()):
            continue
        if told or not re.search(r"\b(?:since|from|on|than|with|after|following|despite|until|to)\b(?: \w+){0,3} $", lead):
            return True
    tail = re.split(r"[,;:()]| - | but | while | and (?:is|was|that|the|it) ", c.after, maxsplit=1)[0][:90]
    if (late := PREVIOUS.search(tail)) and not re.search(r"\b(?:since|than|up|down|from|as|on|with)\b", tail[: late.start()]):
        return True
    if (year := re.search(r"\b(?:in|of) (?:\w+ )?(20\d\d)\b", tail)) and int(year[1]) <= c.year - 2:
        return True
    years = [*re.finditer(r"\b(?:in|for) (?:\w+ |the )?(20\d\d)(?:/\d\d)?\b", before)]
    if years and _GRADED.search(before, 0, years[-1].start()):
        return False
    return bool(years) and int(years[-1][1]) <= c.year - 2 and not _BEFORE_NOW.search(before, years[-1].end()) and "since" not in before


def hypothetical(c: Context) -> bool:
    """`hopes to be outstanding`, `would have been inadequate`, `if a force is graded`."""
    return bool(_HYPOTHESIS.search(c.clause) or _MODAL.search(c.clause))


def national(c: Context) -> bool:
    """`eleven forces were good`, but not `one of only three forces to be rated outstanding`."""
    return bool(_NATION.search(c.before)) and not _ONE_OF.search(c.before)


def scale(c: Context) -> bool:
    """`Forces are graded as outstanding, good, adequate, ...`."""
    return bool(_SCALE.search(c.small)) and not re.search(r"\bthe force\b", c.before)


def other_force(c: Context) -> bool:
    """`Next door, X Constabulary was rated inadequate`: the force named last before the grade owns it."""
    owners = [naming for naming in c.namings if naming.end <= c.start]
    if owners and owners[-1].force != c.force and re.search(rf"\b(?:the force|it) (?:is|was|has)\b", c.small[owners[-1].end : c.start]):
        return not any(n.force == c.force for n in owners)
    return bool(owners) and c.force is not None and owners[-1].force != c.force


VETOES: dict[str, Callable[[Context], bool]] = {
    "negated": negated,
    "previous inspection": previous,
    "hypothetical": hypothetical,
    "national figure": national,
    "scale explained": scale,
    "another force": other_force,
}

_LISTED = re.compile(r"['\"]? ?(?:,|or|and|, or|, and|/)(?: to be| as)? ?['\"]?")
_CLAUSE_END = re.compile(r"[;:()|]|, | - | but | while | whereas | although | though ")


def grade_words(
    sentence: Sentence, areas: Sequence[Mention], vocabulary: Vocabulary, namings: Sequence[Naming], year: int, force: str | None
) -> list[GradeWord]:
    """Return the grade words of a sentence in grade sense, each with the veto that rules it out, if any."""
    small = lower(sentence.plain)
    words: list[GradeWord] = []
    for mention in vocabulary.find_grades(sentence.plain):
        if any(area.start <= mention.start < area.end for area in areas):
            continue
        if not in_grade_sense(small, mention, areas):
            continue
        before = small[: mention.start]
        ends = [match.end() for match in _CLAUSE_END.finditer(before)]
        context = Context(small, before, before[ends[-1] if ends else 0 :], small[mention.end :], year, tuple(namings), mention.start, force)
        veto = next((name for name, rule in VETOES.items() if rule(context)), "")
        words.append(GradeWord(mention.ids[0], mention.start, mention.end, veto))
    return _mark_listed(small, words)


def _mark_listed(small: str, words: list[GradeWord]) -> list[GradeWord]:
    """Veto grades in a row: three are the scale, two with `or` say nothing; one negated grade negates the row."""
    marked: list[GradeWord] = []
    row: list[GradeWord] = []
    for word in [*words, None]:
        if row and (word is None or not _LISTED.fullmatch(small, row[-1].end, word.start)):
            between = small[row[0].end : row[-1].start]
            if len({w.id for w in row}) > 2:
                row = [w._replace(veto=w.veto or "scale explained") for w in row]
            elif len(row) == 2 and (row[0].veto or " or " in between):
                row = [w._replace(veto=w.veto or row[0].veto or "one of two") for w in row]
            marked += row
            row = []
        if word is not None:
            row.append(word)
    return marked


# ---------------------------------------------------------------- areas and their grade in one sentence

_SAME = re.compile(
    r"\bthe same (?:\w+ )?(?:grade|grading|rating|mark|verdict|judgement|result|score|was|is|goes|applies|went)\b|\bas (?:is|was|are|were|does|did)\b|\bso,? (?:too,? )?(?:is|was|are|were|do|does|did)\b"
    r"|\b(?:this|that|such a|also the) (?:grade|grading|rating|mark|verdict)\b"
)
_JOIN = frozenset("and as well both its the their how it in at for or also way that to when comes of plus then is a force his her by on".split())
_WORDS = re.compile(r"[\w']+|[^\w\s]")


class Group(NamedTuple):
    """Hold areas named in one breath."""

    areas: tuple[Mention, ...]

    @property
    def start(self) -> int:
        return self.areas[0].start

    @property
    def end(self) -> int:
        return self.areas[-1].end


def group_areas(small: str, areas: Sequence[Mention]) -> list[Group]:
    """Join areas with nothing between them but commas, semicolons and little words."""
    groups: list[list[Mention]] = []
    for area in areas:
        gap = _WORDS.findall(small[groups[-1][-1].end : area.start]) if groups else ["."]
        if groups and all(token in _JOIN or token in ",;&/'\"" for token in gap) and len(gap) < 9:
            groups[-1].append(area)
        else:
            groups.append([area])
    return [Group(tuple(group)) for group in groups]


_FORWARD = frozenset(
    f"{_GRADE_NOUN} at for in on its the their how it well way that which when comes to of and both namely including included includes include "
    "such as these these: were was are is terms relation regard respect regards work performance approach ability quality use service "
    "force deals further following other others among them also went goes given awarded under heading headings : - , ; ( ' \" just only "
    "a one two three four five six seven eight nine ten more areas: being be overall of's efforts keeps keeping capability about "
    "aspects categories with".split()
)
_DIRECT = frozenset("at for in on to : - were was are is ( regarding including namely include included includes among when".split())
_BACKWARD = frozenset(
    "is was were are be been has have being remains remain now also both all each of them only just still again as to rated graded "
    "judged deemed found considered marked assessed branded classed ranked labelled described given receive received gets got awarded "
    "earned came come comes back out which that where the force it a an - : | = ( ' \" at said scored achieved merely overall this time "
    "rating grade mark judged among constabulary too must currently assessed either two".split()
)
_VERB = re.compile(r"\b(?:is|was|were|are|rated|graded|judged|deemed|marked|considered|assessed|branded|came|where|received|found|remains?)\b")
_CONTRAST = re.compile(r"\b(?:but|while|whereas|although|though|however|despite)\b|;")
_CRITICISM = re.compile(r"\b(?:concern|criticis|needs? (?:to|work)|must|should|struggl|fail|praise|urged|told to|called for|more (?:work|to do)|not graded|better at|improvements? (?:needed|required|was|were|is|are)|expected)\w*")


def _near(gap: str, allowed: frozenset[str], needed: frozenset[str] | None = None) -> bool:
    """Tell whether a gap holds allowed words only and, where one is needed, one of those."""
    tokens = _WORDS.findall(gap)
    return len(tokens) < 16 and all(t in allowed for t in tokens) and (needed is None or any(t in needed for t in tokens))


def leads_to(small: str, word: GradeWord, group: Group) -> bool:
    """`good at A`, `Good: A`, `adequate in five areas, including A`, `the outstanding areas were A`."""
    gap = small[word.end : group.start]
    if word.pronoun:
        return word.end <= group.start and len(gap) < 60 and not _stops(gap)
    return word.end <= group.start and _near(gap, _FORWARD, _DIRECT)


def follows(small: str, group: Group, word: GradeWord) -> bool:
    """`A and B were both rated good`, `A good`, `A, which was judged adequate`."""
    if word.start < group.end or word.pronoun:
        return False
    gap = small[group.end : word.start]
    comma = "," in gap
    return _near(gap.replace(",", " "), _BACKWARD) and (not comma or bool(_VERB.search(gap)))


_POOR = ("requires-improvement", "inadequate")
_NOW = re.compile(r"\b(?:now|this time|has (?:since )?(?:been|improved|moved|gone|risen|climbed|fallen|dropped)|upgraded|downgraded|at it\b)")
_SUBJECT = re.compile(r"['\"]?(?:and |but |meanwhile,? |as for |on )?(?:the |its )?")
_OLD = ("previous inspection", "another force")


class Bond(NamedTuple):
    """Hold a group and the grade word it was given, with the rule."""

    group: Group
    word: GradeWord
    rule: str
    strength: int


def bind(small: str, areas: Sequence[Mention], words: Sequence[GradeWord], listed: bool) -> tuple[list[Bond], list[tuple[Group, tuple[str, ...]]]]:
    """Give each group of areas a grade word: a clear clause first, else the last before, else the first after."""
    groups = group_areas(small, areas)
    bonds: list[Bond] = []
    for place, group in enumerate(groups):
        floor = groups[place - 1].end if place else 0
        ceiling = groups[place + 1].start if place + 1 < len(groups) else len(small)
        before = [w for w in words if floor <= w.start and w.end <= group.start]
        after = [w for w in words if group.end <= w.start < ceiling]
        if before and leads_to(small, before[-1], group) and not (listed and before[-1].start and after and not place and follows(small, group, after[0])):
            bonds.append(Bond(group, before[-1], "grade before area", 2))
        elif after and follows(small, group, after[0]):
            bonds.append(Bond(group, after[0], "area before grade", 2))
        if bonds and bonds[-1].group == group and bonds[-1].word.veto in _OLD:
            newer = [w for w in after if not w.veto and _NOW.search(small, group.end, w.end + 6)]
            if newer:
                bonds[-1] = Bond(group, newer[0], "new grade after the old", 1)
    unclear: list[tuple[Group, tuple[str, ...]]] = []
    behind = {b.word.start for b in bonds if b.rule == "area before grade"}
    ahead = {b.word.start for b in bonds if b.rule == "grade before area"}
    for group in groups:
        subject = _SUBJECT.fullmatch(small, 0, group.start)
        if any(b.group == group for b in bonds) or all(a.risky for a in group.areas) and not (listed or subject):
            continue
        before = [w for w in words if w.end <= group.start and w.start not in behind and not w.veto]
        after = [w for w in words if w.start >= group.end and w.start not in ahead and not w.veto]
        after = [w for w in after if w.start not in behind or not any(g.start > group.start and g.end <= w.start for g in groups)]
        last = before[-1] if before and (listed or not _stops(small[before[-1].end : group.start])) else None
        first = after[0] if after and (listed or not _stops(small[group.end : after[0].start], after[0].id)) else None
        if last:
            bonds.append(Bond(group, last, "last grade before", 1))
        elif first:
            bonds.append(Bond(group, first, "subject of the sentence" if subject else "first grade after", 1))
        elif before or after:
            unclear.append((group, tuple(dict.fromkeys(w.id for w in [*before[-1:], *after[:1]]))))
    return bonds, unclear


def _stops(gap: str, grade: str = "") -> bool:
    """Tell whether a gap turns to another matter: a contrast, or a criticism that does not fit the grade after it."""
    return bool(_CONTRAST.search(gap)) or (grade not in _POOR and bool(_CRITICISM.search(gap)))


# ---------------------------------------------------------------- stated counts

_NUMBER = r"(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
_COUNT_AFTER = re.compile(
    rf"['\")]{{0,2}} ?(?:grades? |gradings? |ratings? |marks? )?(?:in|for|across|at|over) (?:just |only |all |a |the |another |other |further )*{_NUMBER}\b"
    r"(?! ?(?:%|per |years?|months?|weeks?|forces|of the (?:43|forces)))"
)
_COUNT_BEFORE = re.compile(
    rf"\b{_NUMBER}(?: (?:areas?|others?|categories|headings|aspects|sections|parts|of|them|more|further|was|were|is|are|rated|graded|judged|deemed|marked|found|to|be|as|"
    r"being|classed|came|out|grades?|ratings?|marks?|received|got|a|an))* ['\"]?$"
)


def stated_counts(small: str, sentence: Sentence, words: Sequence[GradeWord]) -> list[CountFound]:
    """Return the counts a sentence states: `good in two areas`, `five were adequate`, `four grades of adequate`."""
    counts = []
    for word in words:
        if word.veto or word.pronoun:
            continue
        match = _COUNT_AFTER.match(small, word.end) or _COUNT_BEFORE.search(small[: word.start])
        if match:
            count = NUMBERS.get(match[1]) or int(match[1])
            start, end = min(word.start, match.start() if match.start() < word.start else word.start), max(word.end, match.end())
            if 0 < count <= 15:
                counts.append(CountFound(word.id, count, _evidence("count stated", sentence, start, end)))
    return counts


# ---------------------------------------------------------------- lines, tables and the whole article

_FILLER = re.compile(
    r"\b(?:not|grade|graded|grading|rating|rated|judgement|judgment|judged|as|at|in|for|and|of|how|it|its|well|areas?|policing|the|force|is|was|"
    r"were|has|been|overall|our|we|are|this|a|an|to|on|both|with|way|that|which|result|outcome|status|\d+|one|two|three|four|five|six|seven|eight|nine)\b|[^\w]"
)
_BOTH = re.compile(r"\b(both|all(?: \w+)?|each of (?:them|these)|they|these|those|the (?:two|three|four)) (?:areas |of (?:them|these) |pillars )?(?:were|are|was|is|have|had|has|being)\b")
_IT = re.compile(r"\b(?:rated|graded|marked|judged|upgraded|downgraded|moved|put) it\b|(?:^|[,;] |\b(?:time|and|but|report) )(?:it|this|that) (?:is|was|has|now|remains)\b")
_OVERALL = re.compile(r"\boverall (?:\w+ )?(?:grade|grading|rating|judge?ment|assessment)\b|\boverall,? (?:\w+ ){0,4}(?:rated|graded|judged)\b")
_HERE = re.compile(r"\b(?:in|for) (?:this|that) (?:area|regard|respect|category)\b")


class Reading(NamedTuple):
    """Hold what one line says: its areas, its live grades and whether it holds nothing else."""

    line: Line
    areas: tuple[Mention, ...]
    words: tuple[GradeWord, ...]
    kind: str


def read_grades(
    lines: Sequence[Line],
    sentences: Sequence[Sentence],
    matcher: Matcher,
    vocabulary: Vocabulary,
    forces: Forces,
    force: str | None,
    year: int,
    pillar: str | None = None,
) -> tuple[list[GradeFound], list[Doubt], list[CountFound]]:
    """Return every grade found, in the order of the article, what stayed unclear, and the counts stated."""
    counts: list[CountFound] = []
    found: list[GradeFound] = []
    doubts: list[Doubt] = []
    readings: list[Reading] = []
    last_word: GradeWord | None = None
    last_areas: tuple[tuple[str, ...], ...] = ()
    owner = force
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    columns = 0
    for place, line in enumerate(lines):
        columns = _newest_column(line, columns)
        line_areas, line_words = [], []
        for sentence in by_paragraph.get(place, ()):
            small = lower(sentence.plain)
            areas = matcher.find(sentence.plain)
            namings = forces.namings(sentence.plain)
            words = grade_words(sentence, areas, vocabulary, namings, year, force)
            listed = _bare(small, areas, words)
            if namings:
                owner = namings[-1].force
            elif not small.startswith(("it ", "it's ", "its ", "there ")):
                owner = force
            if columns and len(words) > 1 and "|" in small:
                words = words[columns - 1 : columns]
            words = _with_pronouns(small, words, last_word)
            if owner != force and not namings:
                words = [w._replace(veto=w.veto or "another force") for w in words]
            bonds, unclear = bind(small, areas, words, listed)
            for bond in bonds:
                if bond.word.veto:
                    continue
                strength = 3 if listed else bond.strength
                for area in bond.group.areas:
                    if area.risky and bond.rule in ("last grade before", "first grade after") and not listed:
                        continue
                    rule = "in a list or table" if listed else bond.rule
                    evidence = _evidence(rule, sentence, min(area.start, bond.word.start), max(area.end, bond.word.end))
                    found += [GradeFound(i, bond.word.id, evidence, strength, force) for i in area.ids]
            for group, grades in unclear:
                evidence = _evidence("two readings", sentence, group.start, group.end)
                doubts += [Doubt(i, grades, evidence) for area in group.areas if not area.risky for i in area.ids]
            live = [w for w in words if not w.veto]
            counts += stated_counts(small, sentence, words)
            if pillar and live and not areas and _OVERALL.search(small):
                found.append(GradeFound(pillar, live[0].id, _evidence("overall grade of the one pillar", sentence, 0, live[0].end), 1, force))
            if live and not areas and last_areas:
                found += _pronoun_areas(small, sentence, live, last_areas, found, force)
            if live:
                last_word = live[-1]
            if areas or not live:
                last_areas = tuple(area.ids for area in areas)
            shift = sentence.offset
            line_areas += [a._replace(start=a.start + shift, end=a.end + shift) for a in areas]
            line_words += [w._replace(start=w.start + shift, end=w.end + shift) for w in words if not w.pronoun]
        readings.append(Reading(line, tuple(line_areas), tuple(line_words), _kind(line, line_areas, line_words)))
    found += _read_runs(readings, force)
    return found, doubts, counts


def _evidence(rule: str, sentence: Sentence, start: int, end: int) -> Evidence:
    """Quote the words a grade rests on, shortened in the middle if long."""
    words = sentence.text[start:end]
    return Evidence(rule, sentence.line, words if len(words) <= 90 else f"{words[:55]} … {words[-30:]}")


def _with_pronouns(small: str, words: list[GradeWord], last: GradeWord | None) -> list[GradeWord]:
    """Add `the same grade`, `so is`, `as was` as words that repeat the grade before them."""
    for match in _SAME.finditer(small):
        earlier = [w for w in words if w.end <= match.start() and not w.veto]
        source = earlier[-1] if earlier else last
        if source and not any(match.start() <= w.start < match.end() for w in words):
            words.append(GradeWord(source.id, match.start(), match.end(), source.veto, True))
    return sorted(words, key=lambda w: w.start)


def _pronoun_areas(
    small: str, sentence: Sentence, live: Sequence[GradeWord], areas: tuple[tuple[str, ...], ...], found: Sequence[GradeFound], force: str | None
) -> list[GradeFound]:
    """`Both were rated adequate`, `It is now good`, `outstanding in this area`: the areas of the sentence before."""
    flat = list(dict.fromkeys(i for ids in areas for i in ids))
    if len({w.id for w in live}) != 1 or re.match(r"['\"]? (?:in|for) (?:one|two|three|four|five|six|seven|\d+)\b", small[live[0].end :]):
        return []
    both = _BOTH.search(small, 0, live[0].start)
    single = (_IT.search(small, 0, live[0].start) or _HERE.search(small)) and len(flat) == 1
    if not single and not (both and len(flat) > 1 and (both[1] != "both" or len(flat) == 2)):
        return []
    graded = {g.area for g in found}
    evidence = _evidence("grade of the areas before", sentence, 0, live[0].end)
    strength = 3 if " now " in small[: live[0].start] + " " else 1
    return [GradeFound(i, live[0].id, evidence, strength, force) for i in flat if strength == 3 or i not in graded]


def _bare(small: str, areas: Sequence[Mention], words: Sequence[GradeWord]) -> bool:
    """Tell whether a text holds areas, grades and nothing but filling."""
    if not areas and not words:
        return False
    rest, at = "", 0
    for start, end in sorted([(m.start, m.end) for m in areas] + [(w.start, w.end) for w in words]):
        rest += small[at:start] + " "
        at = max(at, end)
    return not _FILLER.sub("", rest + small[at:]).strip()


def _kind(line: Line, areas: Sequence[Mention], words: Sequence[GradeWord]) -> str:
    """Tell what a line is: areas only, one grade only, a header that announces areas, or text."""
    small = lower(line.plain)
    live = [w for w in words if not w.veto]
    if _bare(small, areas, live):
        return "areas" if areas and not live else "grade" if len(live) == 1 and not areas else "text"
    ends_open = small.endswith((":", "-")) or (len(small) < 90 and small[-1:] not in '.!?"')
    if len({w.id for w in live}) == 1 and ends_open and not any(a.start > live[-1].end for a in areas):
        return "header"
    return "text"


def _read_runs(readings: Sequence[Reading], force: str | None) -> Iterator[GradeFound]:
    """Read lines of areas below a header or grade, and areas each followed by a line with its grade."""
    header: Reading | None = None
    for place, reading in enumerate(readings):
        if reading.kind == "grade":
            before = readings[place - 1] if place else None
            lone = before is not None and before.kind == "areas" and (header is None or header.kind == "pairs")
            if lone and before is not None:
                yield from _give(before, reading.words[0], reading.line, "grade on the next line", force)
                header = reading._replace(kind="pairs")
            else:
                header = reading
        elif reading.kind == "header":
            header = reading
        elif reading.kind == "areas":
            if header and header.kind != "pairs":
                live = [w for w in header.words if not w.veto]
                yield from _give(reading, live[-1], header.line, "listed below its grade", force)
        else:
            header = None


def _give(reading: Reading, word: GradeWord, line: Line, rule: str, force: str | None) -> Iterator[GradeFound]:
    for area in reading.areas:
        words = f"{line.text[word.start : word.end]} / {reading.line.text[:60]}"
        for i in area.ids:
            yield GradeFound(i, word.id, Evidence(rule, reading.line.number, words), 3, force)


def _newest_column(line: Line, columns: int) -> int:
    """Return which grade column of a table is the newest: 1 or 2, from its header; 0 for no such table."""
    if "|" not in line.plain:
        return 0
    cells = lower(line.plain).split("|")
    years = [int(y[0]) for cell in cells if (y := re.findall(r"20\d\d", cell))]
    if len(years) > 1 and len(set(years)) == len(years):
        return years.index(max(years)) + 1
    old = [i for i, cell in enumerate(cells[1:], 1) if re.search(r"\b(?:previous|last|before|then)\b", cell)]
    if old and len(cells) == 3:
        return 3 - old[0]
    return columns


def settle(found: Sequence[GradeFound]) -> tuple[list[GradeFound], list[Doubt]]:
    """Return one grade per area: the clearest reading, the first of equals; a clash of equals is a doubt as well."""
    best: dict[str, GradeFound] = {}
    doubts: list[Doubt] = []
    for item in found:
        held = best.get(item.area)
        if held is None or item.strength > held.strength:
            best[item.area] = item
    for item in found:
        held = best[item.area]
        if item.grade != held.grade and item.strength == held.strength and item.strength > 1:
            doubts.append(Doubt(item.area, (held.grade, item.grade), item.evidence))
    return list(best.values()), doubts
