"""Comparisons of reports, and whether the inspectorate allows them. Pure."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from peelcli.model import reference
from peelcli.model.reference import Comparability
from peelcli.model.report import RANK, Area, Cycle, Grade, GradedArea, Report, Ungraded

BETTER, SAME, WORSE = "better", "same", "worse"


class Comparison(NamedTuple):
    """One area of one report, set against an earlier grade or another report.

    `against` is the cycle of what it is set against. `previous` is the force's grade in the area in the newest earlier
    report that has one. `change` is set only for one force between two comparable cycles.
    `verdict` says whether the two grades may be compared. A `separate` grade is only set against separate grades.
    """

    report: Report
    area: Area
    grade: Grade | Ungraded
    against: Cycle | None = None
    previous_cycle: Cycle | None = None
    previous: Grade | None = None
    change: str | None = None
    carried_over_from: str | None = None
    verdict: Comparability = Comparability(None, "")
    separate: bool = False


def compare(reports: Sequence[Report]) -> list[Comparison]:
    """Set reports side by side: every area of each, against the force's earlier grade or against another report.

    Without an earlier report on the same force, compare with the first report named (or, for that one, with the
    second). Reports of unknown cycles are not earlier than each other.
    """
    of_force: dict[str, list[Report]] = {}
    for report in reports:
        of_force.setdefault(report.force.id, []).append(report)
    rows: dict[int, list[Comparison]] = {}
    for history in of_force.values():
        grades: _Grades = {}
        ages = groupby(sorted(history, key=_age), key=lambda report: reference.order(report.cycle))
        for is_later, together in enumerate(list(group) for _, group in ages):
            for report in together:
                other = next((other.cycle for other in reports[:2] if other is not report), None)
                rows[id(report)] = [
                    _against_earlier(report, entry, grades) if is_later else _against(report, entry, other)
                    for entry in report.graded_areas
                ]
            for report in together:
                _remember(report, grades)
    return [row for report in reports for row in rows[id(report)]]


def trend(reports: Sequence[Report]) -> list[Comparison]:
    """Compare each area of the reports on one force with the newest earlier report that grades it.

    Unknown cycles come before all others, in the order of their ids.
    """
    rows: list[Comparison] = []
    grades: _Grades = {}
    for report in sorted(reports, key=_age):
        rows += [_against_earlier(report, entry, grades) for entry in report.graded_areas]
        _remember(report, grades)
    return rows


def keep_filtered(rows: Sequence[Comparison], reports: Sequence[Report]) -> list[Comparison]:
    """Keep the rows whose area is left in the filtered reports. Filters choose rows and never change them."""
    keys = {
        (report.force.id, report.cycle.id, entry.area.id, entry.separate)
        for report in reports
        for entry in report.graded_areas
    }
    return [row for row in rows if (row.report.force.id, row.report.cycle.id, row.area.id, row.separate) in keys]


def _age(report: Report) -> tuple[int, str]:
    return reference.order(report.cycle), report.cycle.id


_Grades = dict[tuple[str, bool], tuple[Cycle, Grade]]
"""The newest grade of each area so far, separate grades apart, with its cycle."""


def _remember(report: Report, grades: _Grades) -> None:
    for entry in report.graded_areas:
        if isinstance(entry.grade, Grade):
            grades[entry.area.id, entry.separate] = report.cycle, entry.grade


def _against_earlier(report: Report, entry: GradedArea, grades: _Grades) -> Comparison:
    cycle, previous = grades.get((entry.area.id, entry.separate), (None, None))
    row = _against(report, entry, cycle)._replace(previous=previous, previous_cycle=cycle)
    if previous is None:
        return row
    if entry.carried_over_from:
        reason = f"The grade is carried over from {entry.carried_over_from}, so it is not new evidence."
        return row._replace(verdict=row.verdict._replace(reason=reason))
    if not row.verdict.comparable or not isinstance(entry.grade, Grade):
        return row
    better = BETTER if RANK[entry.grade] < RANK[previous] else WORSE
    return row._replace(change=SAME if entry.grade is previous else better)


def _against(report: Report, entry: GradedArea, cycle: Cycle | None) -> Comparison:
    carried, separate = entry.carried_over_from, entry.separate
    row = Comparison(report, entry.area, entry.grade, cycle, carried_over_from=carried, separate=separate)
    return row._replace(verdict=reference.comparability(report.cycle, cycle)) if cycle else row
