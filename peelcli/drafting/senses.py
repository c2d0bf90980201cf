"""Tell which grade words are grades of this force and this inspection: sense first, then the vetoes."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from peelcli.drafting.identity import PREVIOUS, Naming
from peelcli.drafting.vocabulary import Mention, Vocabulary

NUMBERS = {
    word: n for n, word in enumerate("no one two three four five six seven eight nine ten eleven twelve".split())
}
_GRADE_WORDS = frozenset("outstanding good adequate requires requiring inadequate".split())
_NEXT_WORDS = re.compile(r"['\")\]*]{0,3} ?([a-z0-9][\w'-]*)?(?: ([a-z0-9][\w'-]*))?")
_QUOTED = re.compile(r"[,.;:]?['\"]")
_ADVERB = re.compile(
    r"\b(?:very|so|really|pretty|particularly|too|how|such a|quite|equally|some|no|more|any|for|do|did|does"
    r"|doing|always) $"
)


class GradeWord(NamedTuple):
    """Hold a grade word of a sentence; `veto` names the rule by which it is no grade of this inspection."""

    id: str
    start: int
    end: int
    veto: str = ""
    pronoun: bool = False


class Setting(NamedTuple):
    """Hold what a veto may look at: the sentence before the word, its clause, the sentence after it."""

    before: str
    clause: str
    after: str
    year: int
    foreign: bool


def in_grade_sense(small: str, word: Mention, areas: Sequence[Mention], followers: frozenset[str]) -> bool:
    """Tell a grade (`good at`, `‘good’`, `good.`) from the ordinary word (`good news`)."""
    before = small[max(0, word.start - 30) : word.start]
    if before.endswith(("'", '"')) and _QUOTED.match(small, word.end):
        return True
    if word.ids == ("requires-improvement",):
        loose = small.startswith("need", word.start)
        return not loose or bool(re.search(r"\b(?:areas?|rated|graded|judged|deemed|marked|as)\W+$", before))
    match = _NEXT_WORDS.match(small, word.end)
    first, second = match.groups() if match else (None, None)
    if _ADVERB.search(before) and first not in ("grade", "grades", "rating", "ratings", "mark", "marks"):
        return False
    starts = {area.start for area in areas if not area.risky}
    if word.end in starts or word.end + 1 in starts or first is None:
        return True
    if first in ("and", "or", "to") and match:
        known = second is None or second in followers or second in _GRADE_WORDS or second in NUMBERS or second.isdigit()
        return known or match.end(1) + 1 in starts
    return first in followers and not (first == "in" and second in ("general", "parts", "places", "itself"))


# ---------------------------------------------------------------- vetoes

_NEGATION = re.compile(
    r"(?:\b(?:no|not|never|none|neither|nor|without|cannot|avoid\w*|miss(?:ed|es|ing)?|short of|rather than"
    r"|instead of|anything but"
    r"|far from|lost|lose[sd]?|failed to (?:get|earn|achieve|win|gain))\b|n't\b)"
    r"(?! (?:only|just|merely|better|more|higher|less|lower|worse|surprise|doubt|secret)\b)([^,;:]{0,60})$"
)
_NEW_STATEMENT = re.compile(r"\b(?:and|but|while|though|so) (?:is|was|are|were|has|that|the|it|they|its|now)\b|\bbut\b")
_FROM = re.compile(
    r"\b(?:from|compared with|compared to|improvement on|previous|previously|formerly|once|used to be"
    r"|had (?:\w+ )?been"
    r"|having been|(?:up|down) on)\b(?:[ :(]*(?:an?|its|the|being|been|rated|graded|judged|marked|found"
    r"|assessed|considered"
    r"|told|that|it|as|was|to be|grade|grading|rating|of|overall|last|year's|two|at)\b)*[ :('\"]*$"
)
_SINCE = re.compile(r"\b(?:since|from|on|than|with|after|following|despite|until|to|up|down|as)\b(?: \w+){0,3} $")
_TOLD = re.compile(r",? (?:which|when|where|that|found|said|in which)\b")
_GRADED = re.compile(r"\b(?:outstanding|good|adequate|inadequate|requir\w+ improvement)\b")
_NOW_AGAIN = re.compile(r"\b(?:now|this time|today|currently|latest|but|while|has|have|whereas|since then|to)\b")
_YEAR = re.compile(r"\b(?:in|for|of) (?:\w+ |the )?(20\d\d)(?:/\d\d)?\b")
_TAIL_END = re.compile(r"[,;:()]| - | but | while | and (?:is|was|that|the|it) ")
_HYPOTHESIS = re.compile(
    r"\b(?:would|could|might|if|wants?|wanted|hopes?|hoped|hoping|aim(?:s|ed|ing)?|aspir\w+|ambition\w*"
    r"|striv\w+|should|target\w*"
    r"|working towards|on (?:course|track)|determined|unless|to become|becoming|forces? (?:that|which|who)"
    r"|whether|due to be"
    r"|deserves?|expected|arrive at|(?:may|can) (?:be|have been|get|receive|expect))\b[^;]*$"
)
_NATION = re.compile(
    r"\b(?:nationally|across the country|nationwide|of the \d+ forces|(?:most|other) forces"
    r"|forces (?:\w+ ){0,4}?(?:were|are|was|is|can|have|has|receive[sd]?|got|will)"
    r"|\w+ forces (?:in|inspected|nationally|across|that|to|so))\b"
)
_ONE_OF = re.compile(
    r"\b(?:one of|among|joins?|alongside|only|first|like|of all|help from|than|from)\b[^,;]{0,40}\bforces?\b"
    r"|\b(?:the|our|this) force\b"
)


def negated(s: Setting) -> bool:
    """`was not rated outstanding`, `no longer inadequate`, `narrowly missed an outstanding grade`."""
    match = _NEGATION.search(s.clause)
    return match is not None and not _NEW_STATEMENT.search(match[1])


def previous(s: Setting) -> bool:
    """`up from adequate`, `previously good`, `good in 2022`, `At its last inspection it was good at A`."""
    if _FROM.search(s.clause):
        return True
    for sign in [*PREVIOUS.finditer(s.before)][-1:]:
        lead, rest = s.before[: sign.start()], s.before[sign.end() :]
        if not _GRADED.search(lead) and not _NOW_AGAIN.search(rest) and (_TOLD.match(rest) or not _SINCE.search(lead)):
            return True
    tail = _TAIL_END.split(s.after, maxsplit=1)[0][:90]
    if (late := PREVIOUS.search(tail)) and not _SINCE.search(tail[: late.start()]):
        return True
    if (year := _YEAR.search(tail)) and int(year[1]) <= s.year - 2:
        return True
    for year in [*_YEAR.finditer(s.before)][-1:]:
        lead, rest = s.before[: year.start()], s.before[year.end() :]
        if int(year[1]) <= s.year - 2 and not _GRADED.search(lead) and not _NOW_AGAIN.search(rest):
            return "since" not in s.before
    return False


def hypothetical(s: Setting) -> bool:
    """`hopes to be outstanding`, `would have been inadequate`, `if a force is graded`."""
    return _HYPOTHESIS.search(s.clause) is not None


def national(s: Setting) -> bool:
    """`eleven forces were good`, but not `one of only three forces to be rated outstanding`."""
    return _NATION.search(s.before) is not None and not _ONE_OF.search(s.before)


def another_force(s: Setting) -> bool:
    """`Next door, X Constabulary was rated inadequate`: the force named last before the grade owns it."""
    return s.foreign


VETOES: dict[str, Callable[[Setting], bool]] = {
    "negated": negated,
    "previous inspection": previous,
    "hypothetical": hypothetical,
    "national figure": national,
    "another force": another_force,
}
# A word under one of these may be followed, in the same sentence, by the grade of today.
OUTDATED = ("previous inspection", "another force")

_CLAUSE_END = re.compile(r"[;:()|]|, | - | but | while | whereas | although | though ")
_IN_A_ROW = re.compile(r"['\"]? ?(?:,|or|and|, or|, and|/)(?: to be| as)? ?['\"]?")
MOST_WORDS = 24  # in one sentence; more are no sentence
REACH = 300  # characters that a veto looks back


def grade_words(
    small: str,
    areas: Sequence[Mention],
    vocabulary: Vocabulary,
    namings: Sequence[Naming],
    force: str | None,
    year: int,
) -> list[GradeWord]:
    """Return the words in grade sense, each with the veto that rules it out, if any."""
    words: list[GradeWord] = []
    for mention in vocabulary.find_grades(small)[:MOST_WORDS]:
        inside = any(area.start <= mention.start < area.end for area in areas)
        if inside or not in_grade_sense(small, mention, areas, vocabulary.links.after_grade):
            continue
        before = small[max(0, mention.start - REACH) : mention.start]
        ends = [match.end() for match in _CLAUSE_END.finditer(before)]
        clause = before[ends[-1] if ends else 0 :]
        foreign = _is_foreign(small, mention.start, namings, force)
        setting = Setting(before, clause, small[mention.end : mention.end + REACH], year, foreign)
        veto = next((name for name, rule in VETOES.items() if rule(setting)), "")
        words.append(GradeWord(mention.ids[0], mention.start, mention.end, veto))
    return _veto_rows(small, words)


def _is_foreign(small: str, start: int, namings: Sequence[Naming], force: str | None) -> bool:
    """Tell whether a grade belongs to another force; `the force` and `it` go back to ours if it is named."""
    owners = [naming for naming in namings if naming.end <= start]
    if force is None or not owners or owners[-1].force == force:
        return False
    back = re.search(r"\b(?:the force|it) (?:is|was|has)\b", small[owners[-1].end : start])
    return not (back and any(naming.force == force for naming in owners))


def _veto_rows(small: str, words: list[GradeWord]) -> list[GradeWord]:
    """Veto grades in a row: three are the scale, two with `or` say nothing, one negated negates the next."""
    rows: list[list[GradeWord]] = []
    for word in words:
        if rows and _IN_A_ROW.fullmatch(small, rows[-1][-1].end, word.start):
            rows[-1].append(word)
        else:
            rows.append([word])
    for n, row in enumerate(rows):
        if len({word.id for word in row}) > 2:
            veto = "scale explained"
        elif len(row) == 2 and (row[0].veto or " or " in small[row[0].end : row[1].start]):
            veto = row[0].veto or "one of two"
        else:
            continue
        rows[n] = [word._replace(veto=word.veto or veto) for word in row]
    return [word for row in rows for word in row]
