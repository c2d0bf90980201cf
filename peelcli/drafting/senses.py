"""Which grade words are grades of this force and this inspection: first the sense, then what rules a grade out."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from peelcli.drafting.forces import ForceMention
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Mark, Mention

NUMBERS = {
    word: n for n, word in enumerate("no one two three four five six seven eight nine ten eleven twelve".split())
}
TOKENS = re.compile(r"[\w']+|[^\w\s]")
_GRADE_WORDS = frozenset("outstanding good adequate requires requiring inadequate".split())
_NEXT_WORDS = re.compile(r"['\")\]*]{0,3} ?([a-z0-9][\w'-]*)?(?: ([a-z0-9][\w'-]*))?")
_QUOTED = re.compile(r"[,.;:]?['\"]")


class GradeWord(NamedTuple):
    """A grade word of a sentence; `veto` names the rule by which it is not a grade of this inspection."""

    id: str
    start: int
    end: int
    veto: str = ""
    pronoun: bool = False


class Setting(NamedTuple):
    """Where a grade word stands: in which sentence, where its clause begins, and in which article."""

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
    """Return whether a word is a grade (`good at`, `‘good’`, `good.`) and not the ordinary word (`good news`)."""
    small = sentence.small
    before = small[max(0, word.start - 30) : word.start]
    if before.endswith(("'", '"')) and _QUOTED.match(small, word.end):
        return True
    if word.value == "requires-improvement":
        loose = small.startswith("need", word.start)
        return not loose or bool(re.search(r"\b(?:areas?|rated|graded|judged|deemed|marked|as)\W+$", before))
    match = _NEXT_WORDS.match(small, word.end)
    first, second = match.groups() if match else (None, None)
    adverb = any(mark.end == word.start - 1 for mark in sentence.marks.get("adverb", ()))
    if adverb and first not in ("grade", "grades", "rating", "ratings", "mark", "marks"):
        return False
    starts = {area.start for area in areas if not area.risky}
    if word.end in starts or word.end + 1 in starts:  # `good managing offenders`, not `good management of offenders`
        return re.match(r"\s*\w+ing\b", small[word.end :]) is not None
    if first in ("and", "or", "to") and match and second:
        known = second in followers or second in _GRADE_WORDS or second in NUMBERS or second.isdigit()
        return known or match.end(1) + 1 in starts
    return first is None or first in followers


# ---------------------------------------------------------------- what rules a grade out

_GRADED = re.compile(r"\b(?:outstanding|good|adequate|inadequate|requir\w+ improvement)\b")
_TOLD = re.compile(r",? (?:which|when|where|that|found|said|in which)\b")
_YEAR = re.compile(r"\b(?:in|for|of) (?:\w+ |the )?(20\d\d)(?:/\d\d)?\b")
_TAIL_END = re.compile(r"[,;:()]| - | but | while | and (?:is|was|that|the|it) |$")


def negated(s: Setting) -> bool:
    """`was not rated outstanding`, `no longer inadequate`, `has lost its good grades`."""
    mark = s.cue("negation")
    return mark is not None and s.start - mark.end < 60 and s.cue("new statement", mark.end) is None


def previous(s: Setting) -> bool:
    """`up from adequate`, `previously good`, `good in 2022`, `At its last inspection it was good at A`."""
    small, marks = s.sentence.small, s.sentence.marks
    old = s.cue("old")
    if old and all(token in s.links or token in ":('\"" for token in TOKENS.findall(small[old.end : s.start])):
        return True
    if s.cue("past perfect") and s.sentence.has("news"):
        return True
    if mark := s.cue("previous inspection", 0):
        since = any(0 <= mark.start - m.end < 25 for m in marks.get("since", ()))
        if not _GRADED.search(small, 0, mark.start) and not s.cue("now", mark.end):
            return not since or _TOLD.match(small, mark.end) is not None
    tail_end = _TAIL_END.search(small, s.end, s.end + 90)
    tail = tail_end.start() if tail_end else s.end + 90
    if late := next((m for m in marks.get("previous inspection", ()) if s.end <= m.start < tail), None):
        return not any(s.end <= m.start < late.start for m in marks.get("since", ()))
    if (year := _YEAR.search(small, s.end, tail)) and int(year[1]) <= s.year - 2:
        return True
    for year in [*_YEAR.finditer(small, 0, s.start)][-1:]:
        if int(year[1]) <= s.year - 2 and not _GRADED.search(small, 0, year.start()):
            return s.cue("now", year.end()) is None and "since" not in small[: s.start]
    return False


def wished(s: Setting) -> bool:
    """`hopes to be outstanding`, `would have been inadequate`, `if a force is graded`."""
    return s.cue("wish") is not None


def national(s: Setting) -> bool:
    """`eleven forces were good`, but not `one of only three forces to be rated outstanding`."""
    return s.cue("nation", 0) is not None and s.cue("one of them", 0) is None


def claimed(s: Setting) -> bool:
    """`“The force is good at it,” the commissioner said`: a speaker's own view, unless a verdict is named."""
    return s.claimed and not any(abs(mark.start - s.start) < 80 for mark in s.sentence.marks.get("verdict", ()))


VETOES: dict[str, Callable[[Setting], bool]] = {
    "negated": negated,
    "previous inspection": previous,
    "wished for": wished,
    "national figure": national,
    "a speaker's own view": claimed,
}
# A word under one of these may be followed, in the same sentence, by the grade of today.
OUTDATED = ("negated", "previous inspection", "another force")

_CLAUSE_END = re.compile(r"[;:()|]|, | - | but | while | whereas | although | though ")
_IN_A_ROW = re.compile(r"['\"]? ?(?:,|or|and|, or|, and|/)(?: to be| as)? ?['\"]?")
MOST_WORDS = 24  # in one sentence; more are not a sentence
REACH = 300  # characters that a veto looks back


def grade_words(
    sentence: Sentence, areas: Sequence[Mention], words: dict[str, frozenset[str]], year: int, claimed: bool
) -> list[GradeWord]:
    """Return the words in grade sense, each with the veto that rules it out, if any."""
    small, found = sentence.small, []
    for mark in sentence.marks.get("grade", ())[:MOST_WORDS]:
        inside = any(area.start <= mark.start < area.end for area in areas)
        if inside or not is_grade(sentence, mark, areas, words["after_grade"]):
            continue
        begin = max(0, mark.start - REACH)
        begin = max((match.end() for match in _CLAUSE_END.finditer(small, begin, mark.start)), default=begin)
        setting = Setting(sentence, begin, mark.start, mark.end, year, claimed, words["old_to_grade"])
        veto = next((name for name, rule in VETOES.items() if rule(setting)), "")
        found.append(GradeWord(mark.value, mark.start, mark.end, veto))
    return _veto_rows(small, found)


def is_foreign(small: str, start: int, mentions: Sequence[ForceMention], force: str | None) -> bool:
    """Return whether a grade belongs to another force; `the force` and `it` go back to ours if it is named."""
    owners = [mention for mention in mentions if mention.end <= start]
    if force is None or not owners or owners[-1].force == force:
        return False
    back = re.search(r"\b(?:the force|it) (?:is|was|has)\b", small[owners[-1].end : start])
    return not (back and any(mention.force == force for mention in owners))


def _veto_rows(small: str, words: list[GradeWord]) -> list[GradeWord]:
    """Veto grades in a row: three are the scale, two with `or` say nothing, one negated negates the next."""
    rows: list[list[GradeWord]] = []
    for word in words:
        if rows and _IN_A_ROW.fullmatch(small, rows[-1][-1].end, word.start):
            rows[-1].append(word)
        else:
            rows.append([word])
    for n, row in enumerate(rows):
        either = len(row) == 2 and " or " in small[row[0].end : row[1].start]
        veto = "scale explained" if len({word.id for word in row}) > 2 else "one of two" if either else ""
        veto = row[0].veto or veto if len(row) == 2 else veto
        rows[n] = [word._replace(veto=word.veto or veto) for word in row]
    return [word for row in rows for word in row]
