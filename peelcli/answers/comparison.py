"""Report against report, and whether that may be done. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from peelcli.model import reference
from peelcli.model.report import RANK, Area, Cycle, Grade, GradedArea, Report, Ungraded

BETTER, SAME, WORSE = "better", "same", "worse"


class Comparison(NamedTuple):
    """One area of one report, set against an earlier grade or another report.

    `against` is the cycle of what it is set against. `previous` is the force's grade in the area in the newest earlier
    report that has one. `change` is a word only for one force between two cycles that the inspectorate lets compare.
    `comparable` is None where nobody has said so, and where there is nothing to compare with. A `separate` grade is
    only set against separate grades.
    """

    report: Report
    area: Area
    grade: Grade | Ungraded
    against: Cycle | None = None
    previous_cycle: Cycle | None = None
    previous: Grade | None = None
    change: str | None = None
    carried_over_from: str | None = None
    comparable: bool | None = None
    reason: str | None = None
    source: str | None = None
    separate: bool = False


def compare(reports: Sequence[Report]) -> list[Comparison]:
    """Set reports side by side: every area of each, against the force's earlier grade or against another report.

    Where there is no earlier report on the force that is the first that is named, and for this one the second.
    """
    of_force: dict[str, list[Report]] = {}
    for report in reports:
        of_force.setdefault(report.force.id, []).append(report)
    rows = []
    for report in reports:
        earlier = [other for other in of_force[report.force.id] if _is_before(other, report)]
        other = next((other for other in reports[:2] if other is not report), None)
        rows += [
            _against_earlier(report, entry, earlier) if earlier else _beside(report, entry, other)
            for entry in report.graded_areas
        ]
    return rows


def trend(reports: Sequence[Report]) -> list[Comparison]:
    """Set the reports on one force in a row, each area against the newest earlier report that grades it."""
    rows = []
    for index, report in enumerate(reports):
        rows += [_against_earlier(report, entry, reports[:index]) for entry in report.graded_areas]
    return rows


def keep_filtered(rows: Sequence[Comparison], reports: Sequence[Report]) -> list[Comparison]:
    """Keep the rows whose area is left in the filtered reports. Filters choose rows and never change what they say."""
    left = {
        (report.force.id, report.cycle.id, entry.area.id, entry.separate)
        for report in reports
        for entry in report.graded_areas
    }
    return [row for row in rows if (row.report.force.id, row.report.cycle.id, row.area.id, row.separate) in left]


def _is_before(other: Report, report: Report) -> bool:
    return reference.order(other.cycle) < reference.order(report.cycle)


def _against_earlier(report: Report, entry: GradedArea, earlier: Sequence[Report]) -> Comparison:
    row = _row(report, entry)
    newest_first = sorted(earlier, key=lambda other: reference.order(other.cycle), reverse=True)
    for other in newest_first:
        previous = next((old.grade for old in other.graded_areas if _is_same_area(old, entry)), None)
        if not isinstance(previous, Grade):
            continue
        verdict = reference.comparability(report.cycle, other.cycle)
        change = None
        if verdict.comparable and isinstance(entry.grade, Grade) and not entry.carried_over_from:
            change = _change(previous, entry.grade)
        reason = verdict.reason or None
        if entry.carried_over_from:
            reason = f"The grade is carried over from {entry.carried_over_from}, so it is no new evidence."
        return row._replace(
            against=other.cycle,
            previous_cycle=other.cycle,
            previous=previous,
            change=change,
            comparable=verdict.comparable,
            reason=reason,
            source=verdict.source,
        )
    return row


def _beside(report: Report, entry: GradedArea, other: Report | None) -> Comparison:
    row = _row(report, entry)
    if other is None:
        return row
    verdict = reference.comparability(report.cycle, other.cycle)
    return row._replace(
        against=other.cycle, comparable=verdict.comparable, reason=verdict.reason or None, source=verdict.source
    )


def _row(report: Report, entry: GradedArea) -> Comparison:
    return Comparison(
        report, entry.area, entry.grade, carried_over_from=entry.carried_over_from, separate=entry.separate
    )


def _is_same_area(one: GradedArea, other: GradedArea) -> bool:
    return one.area.id == other.area.id and one.separate == other.separate


def _change(previous: Grade, grade: Grade) -> str:
    if grade is previous:
        return SAME
    return BETTER if RANK[grade] < RANK[previous] else WORSE
