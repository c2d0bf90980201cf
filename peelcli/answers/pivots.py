"""Reports side by side: comparisons as machine-readable rows and human-readable pivots."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from peelcli.answers import comparison, marks
from peelcli.answers.comparison import Comparison
from peelcli.answers.rows import CODES, UNGRADED, WHO, Field, field, view_of
from peelcli.answers.views import SEPARATE_MARK, AreaName, Cell, Column, Mark, View, display
from peelcli.errors import WrongRequest
from peelcli.model import reference
from peelcli.model.report import Area, Grade, GradedArea, Report, Ungraded

SIDE_BY_SIDE = 5
"""At most this many reports stand side by side, with grades in words; more become a grid of marks."""
MOST_COLUMNS = 200
"""A table of more areas or cycles is not drawn."""


def compare(reports: Sequence[Report], filtered: Sequence[Report] | None = None, changes: Collection[str] = ()) -> View:
    """Compare reports side by side, or in a grid if there are many. Filters and changes choose the rows."""
    filtered = reports if filtered is None else filtered
    every = comparison.keep_filtered(comparison.compare(reports), filtered)
    rows, notes = _changed(every, changes), marks.reasons_between(reports)
    view = _comparisons("compare", "Comparison", rows, notes)
    areas = _areas_of(filtered)
    if not rows or (changes and len(reports) > SIDE_BY_SIDE):
        return view
    if len(reports) <= SIDE_BY_SIDE:
        pivot = _side_by_side(reports, _names(areas, map(_key, rows)), every)
    elif len(areas) > MOST_COLUMNS:
        return view._replace(notes=(f"More than {MOST_COLUMNS} areas do not fit into a grid.", *notes))
    else:
        pivot = _grid(filtered, areas)
    return view._replace(human=pivot._replace(notes=pivot.notes + notes))


def trend(reports: Sequence[Report], filtered: Sequence[Report] | None = None, changes: Collection[str] = ()) -> View:
    """Follow one force through the cycles, area by area. Filters and changes choose the rows."""
    filtered = reports if filtered is None else filtered
    rows = _changed(comparison.keep_filtered(comparison.trend(reports), filtered), changes)
    areas = {area.id: place for place, area in enumerate(_areas_of(reports))}
    rows.sort(key=lambda row: areas[row.area.id])  # within an area they are sorted by age already
    title = f"{reports[0].force.name} through the cycles" if reports else "Trend"
    notes = marks.reasons(rows)
    view = _comparisons("trend", title, rows, notes)
    if changes or not rows:
        return view
    if len({row.report.cycle.id for row in rows}) > MOST_COLUMNS:
        return view._replace(notes=(f"More than {MOST_COLUMNS} cycles do not fit side by side.", *notes))
    return view._replace(human=_course(title, rows, notes))


def _changed(rows: list[Comparison], changes: Collection[str]) -> list[Comparison]:
    return [row for row in rows if row.change in changes] if changes else rows


def _comparisons(key: str, title: str, rows: Sequence[Comparison], notes: tuple[str, ...]) -> View:
    fields = (
        WHO,
        Field((Column("area"), Column("area_name", "Area")), lambda _, row: row.area),
        field("grade", "Grade"),
        UNGRADED,
        field("previous_cycle", "Before", lambda row: row.previous_cycle.id if row.previous_cycle else None),
        field("previous_grade", "Grade before", lambda row: row.previous),
        field("change", "Change", marks.change),
        field("comparable", "", lambda row: row.verdict.comparable),
        field("reason", "", lambda row: row.verdict.reason or None),
        CODES,
    )
    entries, empty = ((row.report, row) for row in rows), "Nothing to compare matches."
    return view_of(key, title, fields, entries, empty=empty, notes=notes)


# --- areas across ----------------------------------------------------------------------------------------------------


def wide(reports: Sequence[Report], filtered: Sequence[Report], changes: Collection[str] = ()) -> View:
    """Return a row per report and a column per area. An empty cell means that no grade is known.

    Grades from separate reports have columns of their own.

    Raises WrongRequest if there are too many areas for that, or changes to show.
    """
    if changes:
        raise WrongRequest("--wide shows grades, and --change chooses changes: leave one of them out.")
    areas = _areas_of(filtered)
    if len(areas) > MOST_COLUMNS:
        message = f"--wide would need {len(areas):,} columns, one for each area; at most {MOST_COLUMNS} are drawn."
        raise WrongRequest(f"{message} Choose areas with --area, or leave --wide out: then each grade is a row.")
    names, grades = _grades_across(filtered, areas)
    columns = tuple(Column(f"{name.area.id}{'_separate' * name.separate}", name) for name in names)
    fields = (WHO, Field(columns, lambda _, cells: tuple(map(_word, cells))), CODES)
    notes = ("Empty: no grade is known.", *_apart(names), *marks.reasons_between(reports))
    title, entries = "Grades by force and area", zip(filtered, grades, strict=True)
    return view_of("wide", title, fields, entries, empty="No graded area matches.", notes=notes)


def _grid(reports: Sequence[Report], areas: Sequence[Area]) -> View:
    """Set forces down and areas across, a mark for each grade."""
    names, grades = _grades_across(reports, areas)
    several = len({report.cycle.id for report in reports}) > 1
    columns = (
        Column("force_name", "Force"),
        *([Column("cycle", "Cycle")] if several else []),
        *(Column(name.area.id, display(name)) for name in names),
    )
    rows = tuple(
        (
            report.force.name,
            *([report.cycle.id] if several else []),
            *(Mark(grade) if grade else None for grade in cells),
        )
        for report, cells in zip(reports, grades, strict=True)
    )
    title = "Grades" if several else f"Grades, {reports[0].cycle.name}"
    return View("compare", title, columns, rows, "", ("Blank: no grade is known.", *_apart(names)))


def _grades_across(
    reports: Sequence[Report], areas: Sequence[Area]
) -> tuple[list[AreaName], list[list[Grade | Ungraded | None]]]:
    """Return the names of columns of areas, and below them the grades of each report."""
    grades = [{_key(entry): entry.grade for entry in report.graded_areas} for report in reports]
    names = _names(areas, set().union(*grades))
    return names, [[of.get(_key(name)) for name in names] for of in grades]


def _word(grade: Grade | Ungraded | None) -> Cell:
    """Return a grade, or the reason for having none: a wide row has no other column for that."""
    return grade.value if isinstance(grade, Ungraded) else grade


def _apart(names: Iterable[AreaName]) -> list[str]:
    return [f"{SEPARATE_MARK} graded in a separate report."] if any(name.separate for name in names) else []


# --- areas down ------------------------------------------------------------------------------------------------------


def _side_by_side(reports: Sequence[Report], names: Sequence[AreaName], rows: Sequence[Comparison]) -> View:
    """Set areas down and reports across, with a mark before a grade that differs from an earlier one."""
    by_place = {(id(row.report), _key(row)): row for row in rows}
    marked = {id(row.report) for row in rows if marks.mark(row) and row.report is not reports[0]}
    lines, in_use = [], []
    for name in names:
        beside = [by_place.get((id(report), _key(name))) for report in reports]
        lines.append((name, *(row and (marks.step(row) if id(row.report) in marked else row.grade) for row in beside)))
        in_use += [row for row in beside if row and id(row.report) in marked]
    heads = (Column(f"grade_{index}", head) for index, head in enumerate(_heads(reports)))
    force, cycle = {report.force.name for report in reports}, {report.cycle.name for report in reports}
    common = ", ".join(filter(None, (force.pop() if len(force) == 1 else "", cycle.pop() if len(cycle) == 1 else "")))
    title = f"Comparison: {common}" if common else "Comparison"
    legend = tuple(marks.legend(in_use, "the force's earlier one, else with the first report"))
    return View(
        "compare", title, (Column("area_name", "Area"), *heads), tuple(lines), "", legend or tuple(marks.apart(rows))
    )


def _heads(reports: Sequence[Report]) -> list[str]:
    """Name reports by what distinguishes them: force, cycle or both."""
    one_force = len({report.force.id for report in reports}) == 1
    one_cycle = len({report.cycle.id for report in reports}) == 1
    if one_force and not one_cycle:
        return [report.cycle.id for report in reports]
    return [report.force.name if one_cycle else f"{report.force.name} {report.cycle.id}" for report in reports]


def _course(title: str, rows: Sequence[Comparison], notes: tuple[str, ...]) -> View:
    """Set areas down and cycles across, with a mark between a grade and the one before."""
    cycles = dict.fromkeys(
        row.report.cycle.id for row in sorted(rows, key=lambda row: reference.order(row.report.cycle))
    )
    by_area: dict[tuple[str, bool], dict[str, Comparison]] = {}
    for row in rows:
        by_area.setdefault(_key(row), {})[row.report.cycle.id] = row
    lines = []
    for by_cycle in by_area.values():
        *_, last = (by_cycle[cycle] for cycle in cycles if cycle in by_cycle)
        steps = (marks.step(by_cycle[cycle]) if cycle in by_cycle else None for cycle in cycles)
        lines.append((AreaName(last.area, separate=last.separate), *steps))
    columns = (Column("area_name", "Area"), *(Column(cycle, cycle) for cycle in cycles))
    return View("trend", title, columns, tuple(lines), "", (*marks.legend(rows, "the one before"), *notes))


def _key(entry: AreaName | Comparison | GradedArea) -> tuple[str, bool]:
    return entry.area.id, entry.separate


def _names(areas: Iterable[Area], present: Iterable[tuple[str, bool]]) -> list[AreaName]:
    """Return the names of the areas that are present, those from separate reports after the others of their name."""
    keys = set(present)
    names = (AreaName(area, separate=separate) for area in areas for separate in (False, True))
    return [name for name in names if _key(name) in keys]


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
