"""Reports side by side: comparisons as rows for programs, and as pivots for people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from peelcli.answers import comparison
from peelcli.answers.comparison import BETTER, SAME, WORSE, Comparison
from peelcli.answers.views import CODES, FORCE_COLUMNS, Cell, Change, Column, Mark, View, codes, grades_of, who
from peelcli.errors import WrongRequest
from peelcli.model import reference
from peelcli.model.reference import Comparability
from peelcli.model.report import Area, Cycle, Grade, Report, Ungraded

SIDE_BY_SIDE = 5
"""At most this many reports stand side by side, with grades in words; more become a grid of marks."""

MOST_COLUMNS = 200
"""A table of more areas is not drawn."""
MOST_REASONS = 20

MARKS = {BETTER: "↑ better than", WORSE: "↓ worse than", SAME: "= same as"}
NOT_COMPARABLE, NOT_STATED = "≠", "?"


def compare(reports: Sequence[Report], filtered: Sequence[Report] | None = None, changes: Collection[str] = ()) -> View:
    """Set reports side by side; many of them become a grid. Filtered reports and changes choose what is shown."""
    filtered = reports if filtered is None else filtered
    rows = _changed(comparison.keep_filtered(comparison.compare(reports), filtered), changes)
    notes = _notes(reports)
    view = _comparisons("compare", "Comparison", rows, notes)
    if not rows:
        return view
    if len(reports) <= SIDE_BY_SIDE:
        pivot = _side_by_side(reports, {row.area.id for row in rows} if changes else None, filtered, rows)
        return view._replace(human=pivot._replace(notes=pivot.notes + notes))
    if changes:
        return view
    if len(_areas_of(filtered)) > MOST_COLUMNS:
        return view._replace(notes=(f"More than {MOST_COLUMNS} areas do not fit into a grid.", *notes))
    pivot = _grid(filtered)
    return view._replace(human=pivot._replace(notes=pivot.notes + notes))


def wide(reports: Sequence[Report], filtered: Sequence[Report], changes: Collection[str] = ()) -> View:
    """Return a row per report and a column per area. An empty cell means that no grade is known.

    Raises WrongRequest if there are too many areas for that, or changes to show.
    """
    if changes:
        raise WrongRequest("--wide shows grades, and --change chooses changes: leave one of them out.")
    areas = _areas_of(filtered)
    if len(areas) > MOST_COLUMNS:
        message = f"--wide would need {len(areas):,} columns, one for each area; at most {MOST_COLUMNS} are drawn."
        raise WrongRequest(f"{message} Choose areas with --area, or leave --wide out: then each grade is a row.")
    short = reference.short_names()
    columns = (*FORCE_COLUMNS, *(Column(area.id, short.get(area.id, area.name)) for area in areas), *CODES)
    rows = tuple(
        (*who(report), *(_word(grades.get(area.id)) for area in areas), *codes(report))
        for report in filtered
        for grades in (grades_of(report),)
    )
    notes = ("Empty: no grade is known.", *_notes(reports))
    return View("wide", "Grades by force and area", columns, rows, "No graded area matches.", notes)


def _word(grade: Grade | Ungraded | None) -> Cell:
    """Return a grade, or in words why there is none: a wide row has no other column for that."""
    return grade.value if isinstance(grade, Ungraded) else grade


def _changed(rows: list[Comparison], changes: Collection[str]) -> list[Comparison]:
    return [row for row in rows if row.change in changes] if changes else rows


def trend(reports: Sequence[Report], filtered: Sequence[Report] | None = None, changes: Collection[str] = ()) -> View:
    """Follow one force through the cycles, area by area. Filtered reports and changes choose what is shown."""
    filtered = reports if filtered is None else filtered
    rows = _changed(comparison.keep_filtered(comparison.trend(reports), filtered), changes)
    areas = {area.id: (place, area.name) for place, area in enumerate(_areas_of(reports))}
    rows.sort(key=lambda row: areas[row.area.id][0])  # within an area they stand by age already
    title = f"{reports[0].force.name} through the cycles" if reports else "Trend"
    notes = _reasons(rows)
    view = _comparisons("trend", title, rows, notes)
    columns = (
        Column("area_name", "Area"),
        Column("cycle", "Cycle"),
        Column("grade", "Grade"),
        Column("change", "Change"),
    )
    drawn, before = [], ""
    for row in rows:
        name = areas[row.area.id][1] if row.area.id != before else ""
        drawn.append((name, row.report.cycle.id, row.grade, _change(row).label))
        before = row.area.id
    pivot = View("trend", title, columns, tuple(drawn), view.empty, notes)
    return view._replace(human=pivot if rows else None)


def _comparisons(key: str, title: str, rows: Sequence[Comparison], notes: tuple[str, ...]) -> View:
    columns = (
        *FORCE_COLUMNS,
        Column("area"),
        Column("area_name", "Area"),
        Column("grade", "Grade"),
        Column("ungraded"),
        Column("previous_cycle", "Before"),
        Column("previous_grade", "Grade before"),
        Column("change", "Change"),
        Column("comparable"),
        Column("reason"),
        *CODES,
    )
    cells = tuple(
        (
            *who(row.report),
            *row.area,
            row.grade,
            row.grade.value if isinstance(row.grade, Ungraded) else None,
            row.previous_cycle.id if row.previous_cycle else None,
            row.previous,
            _change(row),
            row.comparable,
            row.reason,
            *codes(row.report),
        )
        for row in rows
    )
    return View(key, title, columns, cells, "Nothing to compare matches.", notes)


def _change(row: Comparison) -> Change:
    """Return a change with its mark; where there is none, with the mark that says why."""
    if row.change:
        return Change(row.change, f"{MARKS[row.change]} {row.previous_cycle.id if row.previous_cycle else 'before'}")
    if row.carried_over_from:
        return Change(None, f"carried over from {row.carried_over_from}")
    if row.against is None or not isinstance(row.grade, Grade):
        return Change(None, "")
    return Change(None, NOT_COMPARABLE if row.comparable is False else NOT_STATED if row.comparable is None else "")


# --- why grades may not be compared ----------------------------------------------------------------------------------


def _reasons(rows: Iterable[Comparison]) -> tuple[str, ...]:
    """Return why grades that rows set against each other may not be compared."""
    return _explain(
        (row.against or row.report.cycle, row.report.cycle, Comparability(row.comparable, row.reason, row.source))
        for row in rows
        if row.reason
    )


def _notes(reports: Sequence[Report]) -> tuple[str, ...]:
    """Return why grades may not be compared, for all pairs of cycles among the reports."""
    cycles = {report.cycle.id: report.cycle for report in reports}.values()
    unknown = [cycle for cycle in cycles if not cycle.scale]
    left_out = {cycle.id for cycle in unknown[SIDE_BY_SIDE:]}
    few = [cycle for cycle in cycles if cycle.id not in left_out]
    notes = _explain((one, other, reference.comparability(one, other)) for one, other in combinations(few, 2))
    more = len(unknown) - SIDE_BY_SIDE
    return (
        (*notes, f"{NOT_STATED} {more} more unknown cycles: nothing is known of how they compare.")
        if more > 0
        else notes
    )


def _explain(pairs: Iterable[tuple[Cycle, Cycle, Comparability]]) -> tuple[str, ...]:
    """Return each reason against comparing once, with the cycles that it is about and its source."""
    cycles: dict[Comparability, dict[str, None]] = {}
    for one, other, verdict in pairs:
        if not verdict.comparable:
            earlier, later = sorted((one, other), key=reference.order)
            cycles.setdefault(verdict, {})[f"{earlier.id} and {later.id}"] = None
    reasons = [
        f"{NOT_COMPARABLE if verdict.comparable is False else NOT_STATED} {'; '.join(between)}: {verdict.reason}"
        f"{f' ({verdict.source})' if verdict.source else ''}"
        for verdict, between in cycles.items()
    ]
    more = len(reasons) - MOST_REASONS
    return (*reasons[:MOST_REASONS], f"{more} more reasons are in JSON and csv.") if more > 0 else tuple(reasons)


# --- pivots ----------------------------------------------------------------------------------------------------------


def _side_by_side(
    reports: Sequence[Report], only: Collection[str] | None, filtered: Sequence[Report], rows: Sequence[Comparison]
) -> View:
    """Set areas down and reports across, with a column for changes where there are any."""
    by_place = {(id(row.report), row.area.id): row for row in rows}
    changed = {id(row.report) for row in rows if _change(row).label and row.report is not reports[0]}
    columns = [Column("area_name", "Area")]
    for index, report in enumerate(reports):
        columns.append(Column(f"grade_{index}", f"{report.force.name} {report.cycle.id}"))
        if id(report) in changed:
            columns.append(Column(f"change_{index}", "Change"))
    grades = {id(report): grades_of(narrow) for report, narrow in zip(reports, filtered, strict=True)}
    lines = []
    for area in _areas_of(filtered):
        if only is not None and area.id not in only:
            continue
        cells: list[Cell] = [area.name]
        for report in reports:
            row = by_place.get((id(report), area.id))
            cells.append(grades[id(report)].get(area.id))
            if id(report) in changed:
                cells.append(_change(row).label if row else "")
        lines.append(tuple(cells))
    return View("compare", "Comparison", tuple(columns), tuple(lines), "")


def _grid(reports: Sequence[Report]) -> View:
    """Set forces down and areas across; the areas are numbered, and named below."""
    areas = _areas_of(reports)
    several = len({report.cycle.id for report in reports}) > 1
    columns = (
        Column("force_name", "Force"),
        *([Column("cycle", "Cycle")] if several else []),
        *(Column(area.id, str(number)) for number, area in enumerate(areas, 1)),
    )
    rows = tuple(
        (
            report.force.name,
            *([report.cycle.id] if several else []),
            *(Mark(grade) if (grade := grades.get(area.id)) else None for area in areas),
        )
        for report in reports
        for grades in (grades_of(report),)
    )
    notes = ["; ".join(f"{number} {area.name}" for number, area in enumerate(areas, 1)) + "."]
    notes.append("Blank: no grade is known.")
    title = "Grades" if several else f"Grades, {reports[0].cycle.name}"
    return View("compare", title, columns, rows, "", tuple(notes))


def _areas_of(reports: Sequence[Report]) -> list[Area]:
    """Return the areas of several reports under their newest names, in the newest cycle's order, older ones last."""
    by_cycle: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda report: -reference.order(report.cycle)):
        by_cycle.setdefault(report.cycle.id, []).append(report)
    areas: dict[str, Area] = {}
    for of_cycle in by_cycle.values():
        known = of_cycle[0].cycle.areas
        here = {entry.area.id: entry.area for report in of_cycle for entry in report.graded_areas}
        for id in (*(id for id in known if id in here), *(id for id in here if id not in known)):
            areas.setdefault(id, here[id])
    return list(areas.values())
