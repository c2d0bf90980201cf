"""Read the grades of one force out of a whole article: from sentence to sentence, and down lists and tables."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import AreaGrade, Count, Doubt, Evidence
from peelcli.drafting.forces import ForceMention
from peelcli.drafting.grades import (
    Reading,
    add_pronouns,
    by_pronoun,
    grades_of,
    is_listed,
    link_areas,
    settle_grades,
    stated_counts,
)
from peelcli.drafting.senses import grade_words
from peelcli.drafting.text import Line, Sentence
from peelcli.drafting.vocabulary import Mention, Vocabulary


_IN_A_YEAR = re.compile(r"(?:back )?in (?:[a-z]+ )?(20\d\d)\b|[a-z]+ years ago\b")


class Grades(NamedTuple):
    """What an article says about grades; `sentences` are those that speak of any."""

    grades: tuple[AreaGrade, ...]
    doubts: tuple[Doubt, ...]
    counts: tuple[Count, ...]
    sentences: frozenset[int]


class Reader(NamedTuple):
    """What is needed to read the grades of one force, by the areas of some cycles, out of an article."""

    vocabulary: Vocabulary
    cycles: frozenset[str]
    force: str | None
    year: int
    claims: frozenset[int] = frozenset()
    pillar: str | None = None

    def _readings(self, sentences: Sequence[Sentence], mentions: Sequence[Sequence[ForceMention]]) -> Iterator[Reading]:
        """Yield each sentence with its areas and grade words, those of other forces vetoed."""
        owner, column, last, near, old, paragraph = self.force, 0, None, False, False, -1
        for number, (sentence, named) in enumerate(zip(sentences, mentions, strict=True)):
            small = sentence.small
            if named or not small.startswith(("it ", "it's ", "its ", "there ")):
                owner = named[-1].force if named else self.force
            column = _newest_column(small, column)
            year = _IN_A_YEAR.match(small)
            old = (old and sentence.paragraph == paragraph) or (year and int(year[1] or 0) <= self.year - 2) or False
            old, paragraph = old and not sentence.has("news"), sentence.paragraph
            if "area" not in sentence.marks and "grade" not in sentence.marks and "same grade" not in sentence.marks and not (
                self.pillar and "overall" in sentence.marks
            ):
                near = False
                yield Reading(sentence, (), (), False)
                continue
            areas = self.vocabulary.areas(sentence.marks, self.cycles)
            if self.pillar and not areas and "overall" in sentence.marks and len(small) < 40:
                mark = sentence.marks["overall"][0]
                areas = [Mention((self.pillar,), mark.start, mark.end, False)]
            words = grade_words(sentence, areas, self.vocabulary, named, self.force, self.year, number in self.claims)
            if old and sentence.has("past"):
                words = [word._replace(veto=word.veto or "previous inspection") for word in words]
            if owner != self.force and not named:
                words = [word._replace(veto=word.veto or "another force") for word in words]
            if column and len(words) > 1 and "|" in small:
                words = words[column - 1 : column]
            listed = bool(areas or words) and is_listed(small, areas, words, self.vocabulary.words["listing"])
            reading = Reading(sentence, areas, add_pronouns(sentence, words, last, near), listed)
            last = reading.live[-1] if reading.live else last
            near = bool(reading.live) and not sentence.has("criticism")
            yield reading

    def read(
        self, lines: Sequence[Line], sentences: Sequence[Sentence], mentions: Sequence[Sequence[ForceMention]]
    ) -> Grades:
        """Return one grade per area, the doubts, the counts stated, and the sentences with grades."""
        found: list[AreaGrade] = []
        doubts: list[Doubt] = []
        counts: dict[str, Count] = {}
        spoken_of: list[int] = []
        by_line: dict[int, list[Reading]] = {}
        before: list[str] = []
        for number, reading in enumerate(self._readings(sentences, mentions)):
            by_line.setdefault(reading.sentence.paragraph, []).append(reading)
            if not reading.words:
                if reading.areas:
                    before = list(dict.fromkeys(i for area in reading.areas for i in area.ids))
                continue
            if any(not word.pronoun for word in reading.words):
                spoken_of.append(number)
            row = by_line[reading.sentence.paragraph]
            if len(row) > 1 and row[-2].areas and row[-2].sentence.plain.endswith("?") and reading.listed and reading.live:
                found += _pair(row[-2:-1], reading, "grade after the question")
            links, unclear = link_areas(reading, self.vocabulary.words)
            doubts += unclear
            found += [grade for link in links for grade in grades_of(link, reading)]
            if reading.live and not reading.areas:
                found += by_pronoun(reading, before, {item.area for item in found})
            else:
                before = list(dict.fromkeys(i for area in reading.areas for i in area.ids)) or before
            if self.pillar and reading.live and "overall" in reading.sentence.marks:
                evidence = reading.quote("overall grade of the one pillar", 0, reading.live[0].end)
                found.append(AreaGrade(self.pillar, reading.live[0].id, evidence, 1))
            for count in stated_counts(reading):
                counts.setdefault(count.grade, count)
        found += _down_the_lines(lines, by_line)
        grades, clashes = settle_grades(found)
        graded = {item.area for item in grades}
        open_ones = [doubt for doubt in doubts if doubt.area not in graded]
        all_doubts = tuple(dict.fromkeys([*open_ones, *clashes]))
        return Grades(tuple(grades), all_doubts, tuple(counts.values()), frozenset(spoken_of))


def _newest_column(small: str, column: int) -> int:
    """Return which grade column of a table is the newest, by the years in its header; 0 for none."""
    if "|" not in small:
        return 0
    years = re.findall(r"20\d\d", small)
    return years.index(max(years)) + 1 if len(set(years)) > 1 else column


def _kind(line: Line, readings: Sequence[Reading]) -> str:
    """Return what a line is: areas only, one grade only, a header that announces areas, or text."""
    areas = [area for reading in readings for area in reading.areas]
    live = [word for reading in readings for word in reading.live]
    if areas and not live and (line.plain.endswith("?") or all(r.listed for r in readings)):
        return "areas"
    if len(live) == 1 and not areas and all(r.listed for r in readings):
        return "grade"
    last = readings[-1] if readings else None
    if last and last.live:
        colon = line.plain.endswith((":", "-"))
        is_open = len({word.id for word in live}) == 1 and len(line.plain) < 90 and line.plain[-1] not in '.!?"'
        if (colon or is_open) and not any(area.start > last.live[-1].end for area in last.areas):
            return "header"
    return "text"


def _down_the_lines(lines: Sequence[Line], by_line: dict[int, list[Reading]]) -> Iterator[AreaGrade]:
    """Yield areas listed below a header or grade, and areas each followed by a line with its grade."""
    above: Reading | None = None  # whose grade the lines below get
    waiting: Sequence[Reading] = ()  # a line of areas that no grade stands above
    for number, line in enumerate(lines):
        readings = by_line.get(number, [])
        if any("furniture" in reading.sentence.marks for reading in readings):
            continue
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


def _pair(readings: Sequence[Reading], above: Reading, rule: str) -> Iterator[AreaGrade]:
    word = above.live[-1]
    for reading in readings:
        words = f"{above.sentence.text[word.start : word.end]} / {reading.sentence.text[:60]}"
        for area in reading.areas:
            for i in area.ids:
                yield AreaGrade(i, word.id, Evidence(rule, reading.sentence.line, words), 3)
