"""Grades of areas that a sentence does not name: `The same grade`, `Both were good`, `In the first two it was good`."""

import re
from collections.abc import Iterator, Sequence

from peelcli.drafting.facts import AreaGrade
from peelcli.drafting.grades import COUNT_AFTER, Reading
from peelcli.drafting.senses import NUMBERS, GradeWord
from peelcli.drafting.text import Sentence

_PLACE = r"the (first|former|second|third|fourth|last|latter|others?|remaining)(?: (one|two|three|four))?"
_PLACES = {"first": 0, "former": 0, "second": 1, "third": 2, "fourth": 3}  # others count from the end
_ORDER = re.compile(
    rf"\b{_PLACE}(?: of (?:these|them)(?: areas| questions)?)?,? (?:it|they|the (?:force|constabulary|verdict|grade)"
    r"|was|were|is|are|got|received|outstanding|good|adequate|requires|inadequate)\b"
)
_ALL_OF_THEM = re.compile(r" (?:the|all|both) ")
_IN_ORDER = re.compile(rf"['\"]? (?:on|in|for) {_PLACE}(?: and (?:the )?(first|second|third|fourth|last|latter)\b)?")


def add_pronouns(sentence: Sentence, words: Sequence[GradeWord], last: GradeWord | None, near: bool) -> list[GradeWord]:
    """Add `the same grade`, `so is`, and after a sentence with a grade `These were`, as words that repeat a grade."""
    added: list[GradeWord] = []
    these = [mark for mark in sentence.marks.get("these", ()) if mark.start < 5 and not words and near]
    for mark in [*sentence.marks.get("same grade", ()), *these]:
        source = next((w for w in reversed(words) if w.end <= mark.start and not w.veto), last)
        end = mark.end + 25 * sentence.small.startswith("likewise", mark.start)  # `is likewise judged to be good`
        if source and not any(mark.start <= w.start < end for w in words):
            back = sentence.small.endswith(" the same", mark.start, mark.end)  # `B is the same`
            added.append(GradeWord(source.id, mark.start, mark.end, "", not back))
    return sorted([*words, *added], key=lambda w: w.start)


def by_pronoun(reading: Reading) -> Iterator[AreaGrade]:
    """`Both were rated adequate`, `It is now good`, `inadequate in these areas`: the areas of the sentence before."""
    live, sentence, areas = [word for word in reading.live if not word.pronoun], reading.sentence, reading.before
    if not live:
        return
    start, end = 0, live[0].end
    if counted := COUNT_AFTER.match(sentence.small, end):
        meant = _ALL_OF_THEM.search(counted[0]) is not None and NUMBERS.get(counted[1]) == len(areas) > 1
        start, end = live[0].start, counted.end()
    elif len(areas) == 1:
        meant = sentence.has("area before", 0, live[0].start)
    else:
        meant = sentence.has("areas before")
    if meant and (counted or len({word.id for word in live}) == 1):
        evidence = sentence.quote("grade of the areas before", start, end)
        strength = 4 if " now " in sentence.small[: live[0].start] else 1
        yield from (AreaGrade(area, live[0].id, evidence, strength) for area in areas)


def by_order(reading: Reading) -> Iterator[AreaGrade]:
    """`In the first three of these it was good. In the last the verdict was adequate`: of the areas before."""
    small, areas = reading.sentence.small, reading.before
    if "respectively" in small and len(areas) == len(reading.live):
        for area, word in zip(areas, reading.live, strict=True):
            yield AreaGrade(area, word.id, reading.sentence.quote("respectively", word.start, word.end), 1)
        return
    graded = [(match, word) for word in reading.live if (match := _IN_ORDER.match(small, word.end))]
    for match in _ORDER.finditer(small):
        graded += [(match, word) for word in reading.live if word.end >= match.end()][:1]
    for match, word in graded if len(areas) > 1 else ():
        evidence = reading.sentence.quote("grade by order", min(match.start(), word.start), max(match.end(), word.end))
        number = NUMBERS.get(match[2] or "one", 1)
        place = _PLACES.get(match[1], len(areas) - number)
        chosen = areas[place : place + number]
        if match.re is _IN_ORDER and match[3]:  # `good in the first and last`
            place = _PLACES.get(match[3], len(areas) - 1)
            chosen += areas[place : place + 1]
        yield from (AreaGrade(area, word.id, evidence, 1) for area in chosen)
