"""Numbers of areas per grade, by area, force, cycle or grade. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from peelcli.answers.filters import Filters, passes_grade
from peelcli.answers.scope import ANNOUNCED, Asked, Known, expected_in, is_settled, known_by_area, known_grades
from peelcli.answers.views import AtLeast, Bar, Cell, Column, Mark, Row, Share, View
from peelcli.errors import WrongRequest
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Force, Grade, Report

FIELDS = ("area", "force", "cycle", "grade")
LISTED, PARTIAL = "listed", "partial"
MOST_ROWS = 25_000
"""At most this many rows for combinations of fields: all built-in reports by all fields make 14,000.

A report of 40 bytes would make 50 rows, most of them empty.
"""

_COLUMNS = {
    "area": (Column("area"), Column("area_name", "Area")),
    "force": (Column("force"), Column("force_name", "Force")),
    "cycle": (Column("cycle", "Cycle"),),
}


_NOTHING: Mapping[Grade, int] = {}


class _Part(NamedTuple):
    """What one report adds to a row."""

    force: Force
    cycle: Cycle
    area: Area | None
    counts: Mapping[Grade, int]
    known: Known
    basis: str


_IDS: Mapping[str, Callable[[_Part], str]] = {
    "area": lambda part: part.area.id if part.area else "",
    "force": lambda part: part.force.id,
    "cycle": lambda part: part.cycle.id,
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
        return {grade for scale in self.scales for grade in scale or Grade}

    @property
    def basis(self) -> str:
        """The weakest basis of the counts; grades that are listed in full are as good as announced ones."""
        return next((basis for basis in (PARTIAL, LISTED, ANNOUNCED) if basis in self.bases), PARTIAL)

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

    Raises WrongRequest if several fields make too many rows.
    """
    by_area = "area" in fields
    groups = [field for field in fields if field != "grade"]
    most = MOST_ROWS // len(Grade) if "grade" in fields else MOST_ROWS
    ids = [_IDS[field] for field in groups]
    rows: dict[tuple[str, ...], _Row] = {}
    for part in _parts(reports, filtered, by_area, filters, asked):
        key = tuple([id(part) for id in ids])
        row = rows.get(key)
        if row is None:
            if len(rows) >= most:
                message = f"a count by {' and '.join(fields)} would have more than {MOST_ROWS:,} rows."
                raise WrongRequest(f"{message} Choose fewer reports{', or fewer fields' if len(fields) > 1 else ''}.")
            row = rows[key] = _Row(part)
        row.add(part)
    counted = [row for row in rows.values() if row.known or row.expected]
    counted.sort(key=lambda row: _place(row.first, groups))
    make = _by_grade if "grade" in fields else _by_group
    view = make(counted, groups, [grade for grade in Grade if passes_grade(grade, filters)])
    return view if by_area else view._replace(section=ANNOUNCED)


def _parts(
    reports: Sequence[Report], filtered: Sequence[Report], by_area: bool, filters: Filters, asked: Asked
) -> Iterator[_Part]:
    announced = not (by_area or filters.areas or filters.text)
    for report, narrow in zip(reports, filtered, strict=True):
        if by_area:
            yield from _parts_by_area(report, narrow, filters)
        elif announced and report.stated_counts is not None:
            stated = {grade: n for grade, n in report.stated_counts.items() if passes_grade(grade, filters)}
            total = sum(report.stated_counts.values())
            yield _Part(report.force, report.cycle, None, stated, Known(total, total), ANNOUNCED)
        else:
            basis = LISTED if is_settled(report) else PARTIAL
            known = known_grades(report, filters.areas)
            yield _Part(report.force, report.cycle, None, _counts(narrow, filters), known, basis)
    for force_id, cycle_id in asked.missing:
        force, cycle = reference.forces().get(force_id), reference.cycles().get(cycle_id)
        if force and cycle and not by_area:
            yield _Part(force, cycle, None, {}, expected_in(cycle, filters.areas), PARTIAL)
        elif force and cycle:
            for area in cycle.areas.values():
                if not filters.areas or area.id in filters.areas:
                    yield _Part(force, cycle, area, {}, expected_in(cycle, [area.id]), PARTIAL)


def _parts_by_area(report: Report, narrow: Report, filters: Filters) -> Iterator[_Part]:
    passing = {
        entry.area.id: entry.grade for entry in narrow.graded_areas if _counts_here(entry.separate, entry.area, filters)
    }
    areas = {**report.cycle.areas, **{entry.area.id: entry.area for entry in report.graded_areas}}
    asked = [id for id in areas if id in filters.areas] if filters.areas else areas
    for id, known in zip(asked, known_by_area(report, asked), strict=True):
        grade = passing.get(id)
        counts = {grade: 1} if isinstance(grade, Grade) else _NOTHING
        yield _Part(report.force, report.cycle, areas[id], counts, known, LISTED if known.known else PARTIAL)


def _counts(report: Report, filters: Filters) -> Counter[Grade]:
    return Counter(
        entry.grade
        for entry in report.graded_areas
        if isinstance(entry.grade, Grade) and _counts_here(entry.separate, entry.area, filters)
    )


def _counts_here(separate: bool, area: Area, filters: Filters) -> bool:
    """Return whether an entry counts; a grade from a separate report only counts if its area is asked for by name."""
    return not separate or area.id in filters.areas


def _place(part: _Part, groups: Sequence[str]) -> tuple[object, ...]:
    """Return the sort key of a row: cycles by age, areas as in their cycle, forces by id."""
    places: list[object] = []
    for field in groups:
        if field == "cycle":
            places += [reference.order(part.cycle), part.cycle.id]
        elif field == "area" and part.area:
            places += [_area_order().get(part.area.id, 999), part.area.id]
        else:
            places.append(part.force.id)
    return tuple(places)


@cache
def _area_order() -> dict[str, int]:
    """Return the positions of areas: those of the newest complete cycle first, in its order."""
    order: dict[str, int] = {}
    for cycle in sorted(reference.cycles().values(), key=lambda cycle: (-cycle.areas_known, -reference.order(cycle))):
        for id in cycle.areas:
            order.setdefault(id, len(order))
    return order


# --- rows ------------------------------------------------------------------------------------------------------------


def _by_group(rows: Sequence[_Row], groups: Sequence[str], grades: Sequence[Grade]) -> View:
    columns = (
        *(column for field in groups for column in _COLUMNS[field]),
        *(Column(grade.value.replace("-", "_"), Mark(grade)) for grade in Grade),
        Column("known", "Known"),
        Column("expected", "Of"),
        Column("expected_is_minimum"),
        Column("count", "Matching" if len(grades) < len(Grade) else ""),
        Column("counts_basis"),
    )
    cells = tuple(
        (
            *_labels(row, groups),
            *(row.count(grade) if grade in grades and _is_on_scale(grade, row) else None for grade in Grade),
            row.known,
            _expected(row),
            row.is_minimum,
            sum(row.counts.values()),
            row.basis,
        )
        for row in rows
    )
    return View("count", _title(groups), columns, cells, "No graded area matches.")


def _by_grade(rows: Sequence[_Row], groups: Sequence[str], grades: Sequence[Grade]) -> View:
    columns = (
        *(column for field in groups for column in _COLUMNS[field]),
        Column("grade", "Grade"),
        Column("count", "Areas"),
        Column("share", "Of those known"),
        Column("", "Share"),
        Column("known", "Known"),
        Column("expected", "Of"),
        Column("expected_is_minimum"),
        Column("counts_basis"),
    )
    cells: list[Row] = []
    for row in rows:
        labels, expected, basis = _labels(row, groups), _expected(row), row.basis
        for grade in grades:
            number, known = row.counts[grade], row.known
            if number or _is_on_scale(grade, row):
                share, bar = Share(number, known), Bar(number, known, grade)
                numbers = (row.count(grade), share, bar, known, expected, row.is_minimum, basis)
                cells.append((*labels, grade, *numbers))
    return View("count", _title([*groups, "grade"]), columns, tuple(cells), "No graded area matches.")


def _labels(row: _Row, groups: Sequence[str]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for field in groups:
        if field == "area":
            cells += row.first.area or (None, None)
        else:
            cells += row.first.force if field == "force" else (row.first.cycle.id,)
    return tuple(cells)


def _is_on_scale(grade: Grade, row: _Row) -> bool:
    return grade in row.scale or bool(row.counts[grade])


def _expected(row: _Row) -> Cell:
    return AtLeast(row.expected) if row.is_minimum else row.expected


def _title(fields: Sequence[str]) -> str:
    return f"Grades by {' and '.join(fields)}"
