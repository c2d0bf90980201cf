"""Numbers of areas per grade, by area, force, cycle or grade. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from peelcli.answers.filters import Filters, passes_grade
from peelcli.answers.scope import ANNOUNCED, Asked, Known, expected_in, is_settled, known_by_area, known_grades
from peelcli.answers.views import AtLeast, Bar, Cell, Column, Mark, Row, Share, View
from peelcli.errors import WrongRequest
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Force, Grade, GradedArea, Report

LISTED, PARTIAL = "listed", "partial"
MOST_ROWS = 25_000
"""At most this many rows: all built-in reports by all fields make 14,000.

A report of 40 bytes would make 50 rows, most of them empty.
"""

_NOTHING: Mapping[Grade, int] = {}


class _Part(NamedTuple):
    """What one report adds to a row."""

    force: Force
    cycle: Cycle
    area: Area | None
    counts: Mapping[Grade, int]
    known: Known
    basis: str


@cache
def _area_order() -> dict[str, int]:
    """Return the positions of areas: those of the newest complete cycle first, in its order."""
    order: dict[str, int] = {}
    for cycle in sorted(reference.cycles().values(), key=lambda cycle: (-cycle.areas_known, -reference.order(cycle))):
        for id in cycle.areas:
            order.setdefault(id, len(order))
    return order


class _Field(NamedTuple):
    """A field to count by: its columns, and for a part their cells, of which the first is the id, and its sort key."""

    columns: tuple[Column, ...]
    cells: Callable[[Any], tuple[str, ...]]
    place: Callable[[Any], tuple[object, ...]]


_FIELDS = {
    "area": _Field(
        (Column("area"), Column("area_name", "Area")),
        lambda part: part.area,
        lambda part: (_area_order().get(part.area.id, 999), part.area.id),
    ),
    "force": _Field(
        (Column("force"), Column("force_name", "Force")), lambda part: part.force, lambda part: (part.force.id,)
    ),
    "cycle": _Field(
        (Column("cycle", "Cycle"),),
        lambda part: (part.cycle.id,),
        lambda part: (reference.order(part.cycle), part.cycle.id),
    ),
}


class _Row:
    """A row that is being counted."""

    def __init__(self, part: _Part) -> None:
        self.first = part
        self.counts: Counter[Grade] = Counter()
        self.known = self.expected = 0
        self.is_minimum = False
        self.bases: set[str] = set()
        self.scales: set[Sequence[Grade]] = set()

    def add(self, part: _Part) -> None:
        if part.counts:
            self.counts.update(part.counts)
        known, expected, is_minimum = part.known
        self.known += known
        self.expected += expected
        self.is_minimum |= is_minimum
        self.bases.add(part.basis)
        self.scales.add(part.cycle.scale)

    @cached_property
    def scale(self) -> set[Grade]:
        """The grades that may occur."""
        return {grade for scale in self.scales for grade in scale or Grade} | set(+self.counts)

    @property
    def basis(self) -> str:
        """The weakest basis of the counts; grades that are listed in full are as good as announced ones."""
        return next((basis for basis in (PARTIAL, LISTED, ANNOUNCED) if basis in self.bases), PARTIAL)

    @property
    def of(self) -> tuple[Cell, ...]:
        """The numbers of known and of expected grades, and whether there may be more."""
        expected = AtLeast(self.expected) if self.is_minimum else self.expected
        return self.known, expected, self.is_minimum

    def count(self, grade: Grade) -> Cell:
        """Return how many areas have a grade; None if none is known and there may be some."""
        number = self.counts[grade]
        if self.known >= self.expected and not self.is_minimum:
            return number
        return AtLeast(number) if number else None


def count(
    reports: Sequence[Report], filtered: Sequence[Report], fields: Sequence[str], filters: Filters, asked: Asked
) -> View:
    """Count grades by the fields. Filtered grades are not counted, but they are still known.

    Without a question about areas, the counts that the inspectorate announced go before those of listed areas.

    Raises WrongRequest if that makes too many rows.
    """
    by_area, by_grade = "area" in fields, "grade" in fields
    names = [field for field in fields if field != "grade"]
    groups = [_FIELDS[name] for name in names]
    most = MOST_ROWS // len(Grade) if by_grade else MOST_ROWS
    rows: dict[tuple[str, ...], _Row] = {}
    for part in _parts(reports, filtered, by_area, filters, asked):
        key = tuple([field.cells(part)[0] for field in groups])
        row = rows.get(key)
        if row is None:
            if len(rows) >= most:
                message = f"a count by {' and '.join(fields)} would have more than {MOST_ROWS:,} rows."
                raise WrongRequest(f"{message} Choose fewer reports{', or fewer fields' if len(fields) > 1 else ''}.")
            row = rows[key] = _Row(part)
        row.add(part)
    counted = [row for row in rows.values() if row.known or row.expected]
    counted.sort(key=lambda row: [place for field in groups for place in field.place(row.first)])
    grades = [grade for grade in Grade if passes_grade(grade, filters)]
    columns, cells = (_by_grade if by_grade else _by_group)(counted, groups, grades)
    columns = (*(column for field in groups for column in field.columns), *columns)
    title = f"Grades by {' and '.join([*names, 'grade'] if by_grade else names)}"
    return View("count", title, columns, tuple(cells), "No graded area matches.", section="" if by_area else ANNOUNCED)


def _parts(
    reports: Sequence[Report], filtered: Sequence[Report], by_area: bool, filters: Filters, asked: Asked
) -> Iterator[_Part]:
    announced = not (by_area or filters.by_content)
    for report, narrow in zip(reports, filtered, strict=True):
        if by_area:
            yield from _parts_by_area(report, narrow, filters)
        elif announced and report.stated_counts is not None:
            stated = {grade: n for grade, n in report.stated_counts.items() if passes_grade(grade, filters)}
            yield _Part(report.force, report.cycle, None, stated, known_grades(report, announced=True), ANNOUNCED)
        else:
            basis = LISTED if is_settled(report) else PARTIAL
            counts = Counter(entry.grade for entry in _counted(narrow, filters) if isinstance(entry.grade, Grade))
            yield _Part(report.force, report.cycle, None, counts, known_grades(report, filters.areas), basis)
    for force_id, cycle_id in asked.missing:
        force, cycle = reference.forces()[force_id], reference.cycles().get(cycle_id)
        if cycle and not by_area:
            yield _Part(force, cycle, None, {}, expected_in(cycle, filters.areas), PARTIAL)
        elif cycle:
            for area in cycle.areas.values():
                if not filters.areas or area.id in filters.areas:
                    yield _Part(force, cycle, area, {}, expected_in(cycle, [area.id]), PARTIAL)


def _parts_by_area(report: Report, narrow: Report, filters: Filters) -> Iterator[_Part]:
    passing = {entry.area.id: entry.grade for entry in _counted(narrow, filters)}
    areas = {**report.cycle.areas, **{entry.area.id: entry.area for entry in report.graded_areas}}
    asked = [id for id in areas if id in filters.areas] if filters.areas else areas
    for id, known in zip(asked, known_by_area(report, asked), strict=True):
        grade = passing.get(id)
        counts = {grade: 1} if isinstance(grade, Grade) else _NOTHING
        yield _Part(report.force, report.cycle, areas[id], counts, known, LISTED if known.known else PARTIAL)


def _counted(report: Report, filters: Filters) -> list[GradedArea]:
    """Return the entries that count; a grade from a separate report only does if its area is asked for by name."""
    return [entry for entry in report.graded_areas if not entry.separate or entry.area.id in filters.areas]


# --- rows ------------------------------------------------------------------------------------------------------------


_KNOWN_COLUMNS = (Column("known", "Known"), Column("expected", "Of"), Column("expected_is_minimum"))

_Rows = tuple[tuple[Column, ...], list[Row]]
"""Columns and rows."""


def _by_group(rows: Sequence[_Row], groups: Sequence[_Field], grades: Sequence[Grade]) -> _Rows:
    columns = (
        *(Column(grade.value.replace("-", "_"), Mark(grade)) for grade in Grade),
        *_KNOWN_COLUMNS,
        Column("count", "Matching" if len(grades) < len(Grade) else ""),
        Column("counts_basis"),
    )
    cells: list[Row] = []
    for row in rows:
        counts = (row.count(grade) if grade in grades and grade in row.scale else None for grade in Grade)
        cells.append((*_labels(row, groups), *counts, *row.of, sum(row.counts.values()), row.basis))
    return columns, cells


def _by_grade(rows: Sequence[_Row], groups: Sequence[_Field], grades: Sequence[Grade]) -> _Rows:
    columns = (
        Column("grade", "Grade"),
        Column("count", "Areas"),
        Column("share", "Of those known"),
        Column("", "Share"),
        *_KNOWN_COLUMNS,
        Column("counts_basis"),
    )
    cells: list[Row] = []
    for row in rows:
        labels, of, basis = _labels(row, groups), row.of, row.basis
        for grade in grades:
            if grade in row.scale:
                part = row.counts[grade], row.known
                cells.append((*labels, grade, row.count(grade), Share(*part), Bar(*part, grade), *of, basis))
    return columns, cells


def _labels(row: _Row, groups: Sequence[_Field]) -> list[str]:
    return [cell for field in groups for cell in field.cells(row.first)]
