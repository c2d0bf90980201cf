"""The grade words of a sentence: which are grades, and which of them count as grades of this inspection."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Mark, Mention

Words = dict[str, frozenset[str]]
NUMBERS = {
    word: n for n, word in enumerate("no one two three four five six seven eight nine ten eleven twelve".split())
}
TOKENS = re.compile(r"[\w']+|[^\w\s]")
_GRADED = re.compile(r"\b(?:outstanding|good|adequate|inadequate|requir\w+ improvement)\b")
_NEXT_WORDS = re.compile(r"['\")\]*]{0,3} ?([a-z0-9][\w'-]*)?(?: ([a-z0-9][\w'-]*))?")
_YEAR = re.compile(
    r"(?:\b(?:in|for|of) (?:\w+ |the )?|\b(?:its|the) |\(|\b(?=20\d\d(?:, when\b| ?[:-] )))(20\d\d)(?:/\d\d)?\b(?!-\d)"
)
_AFTER_ALL = re.compile(r" (?:after|because|since|when|as) (?:it|they|the force|inspectors)\b")
_WHEN = re.compile(r",? (?:when|where)\b")
_ASIDE_YEAR = re.compile(r"['\"]? ?\((20\d\d)[;)]")
_SINCE = re.compile(r"\bsince (?:\w+ )?20\d\d(?:,| -) (?:when|where) ")
_HAD_BEEN = re.compile(r"\bhad been (?:rated|graded|judged|told|found|marked|given) in 20\d\d\b")
_CONTINUED = re.compile(r",? (?:which|when|where|that|found|said|in which)\b")
_TAIL_END = re.compile(
    r",(?! (?:which|in an?|carried|dating|given|taken)\b)|[;:()]| - | but | while | and (?:is|was|that|the|it) |$"
)
_CLAUSE_END = re.compile(r"[;:()|]|, | - | but | while | whereas | although | though ")
_IN_A_ROW = re.compile(r"['\"]? ?(?:,|or|and|, or|, and|/)(?: to be| as)? ?['\"]?")
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
    if match and second and first in ("and", "or", "to"):
        known = second in followers or second in NUMBERS or _GRADED.match(sentence.small, match.start(2))
        return bool(known) or any(match.end(1) + 1 == area.start for area in areas)
    return first is None or first in followers or sentence.small.startswith(("'", '"'), word.start - 1)


def _veto(s: Setting) -> str:
    """Return the rule by which a word is not a grade of this force and this inspection, if there is one."""
    negation = s.cue("negation")  # `was not rated outstanding`, `has lost its good grades`
    if negation and s.start - negation.end < 60 and not s.cue("new statement", negation.end):
        return "negated"
    if _is_previous(s):
        return "previous inspection"
    wish = s.cue("wish")  # `hopes to be outstanding`, `if a force is graded`
    if wish and not _AFTER_ALL.search(s.sentence.small, wish.end, s.start):
        return "wished for"
    if s.cue("nation", 0) and not s.cue("one of them", 0):  # `eleven forces were good`
        return "national figure"
    verdict = any(abs(mark.start - s.start) < 80 for mark in s.sentence.marks.get("verdict", ()))
    formal = s.sentence.plain[s.start].isupper() or s.sentence.small.startswith("requires", s.start)
    return "a speaker's own view" if s.claimed and not (verdict or formal) else ""


def _is_previous(s: Setting) -> bool:
    """`up from adequate`, `previously good`, `good in 2022`, `At its last inspection it was good at A`."""
    small, marks = s.sentence.small, s.sentence.marks
    old = s.cue("old")
    if old and all(token in s.links or token in ":('\"" for token in TOKENS.findall(small[old.end : s.start])):
        return True
    if s.cue("past perfect") and s.sentence.has("news"):
        return True
    mark = s.cue("previous inspection", 0)
    if mark and s.begin > mark.end and _GRADED.search(small, 0, mark.start) and not _WHEN.match(small, mark.end):
        mark = None  # it is part of a grade before: `where it had previously been good, and good at managing offenders`
    if mark and not s.cue("now", mark.end):
        since = any(0 <= mark.start - m.end < 25 for m in marks.get("since", ()))
        return not since or _CONTINUED.match(small, mark.end) is not None
    tail_end = _TAIL_END.search(small, s.end)
    tail = tail_end.start() if tail_end else len(small)
    if s.sentence.has("outdated", s.end, tail):
        return True
    if later := [m for m in marks.get("previous inspection", ()) if s.end <= m.start < tail]:
        return not any(0 <= later[0].start - m.end < 10 for m in marks.get("since", ()))
    if _SINCE.search(small, 0, s.start) or _HAD_BEEN.search(small, s.begin, s.start):
        return True
    years = [*_YEAR.finditer(small, 0, s.start)][-1:]
    for year in years:
        if (_GRADED.search(small, 0, year.start()) and not _WHEN.match(small, year.end())) or s.cue("now", year.end()):
            years = []  # it belongs to a grade before
    aside = _ASIDE_YEAR.match(small, s.end)  # `good (2017; not inspected this year)`
    years += [*_YEAR.finditer(small, s.end, tail), *([aside] if aside else [])]
    return any(int(year[1]) <= s.year - 2 for year in years)


# A word ruled out by one of these may be followed by the current grade in the same sentence.
OUTDATED = ("negated", "previous inspection", "another force")


def grade_words(
    sentence: Sentence, areas: Sequence[Mention], words: Words, year: int, claimed: bool
) -> list[GradeWord]:
    """Return the words in grade sense, each with the veto that rules it out, if any."""
    small, found = sentence.small, []
    for mark in sentence.marks.get("grade", ())[:MOST_WORDS]:
        if is_grade(sentence, mark, areas, words["after_grade"]):
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
