"""Reports side by side: comparisons as machine-readable rows and human-readable pivots."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from peelcli.answers import comparison
from peelcli.answers.comparison import BETTER, SAME, WORSE, Comparison
from peelcli.answers.views import (
    CODES,
    FORCE_COLUMNS,
    SEPARATE,
    AreaName,
    Cell,
    Change,
    Column,
    Mark,
    Step,
    View,
    codes,
    display,
    who,
)
from peelcli.errors import WrongRequest
from peelcli.model import reference
from peelcli.model.reference import Comparability
from peelcli.model.report import Area, Cycle, Grade, GradedArea, Report, Ungraded

SIDE_BY_SIDE = 5
"""At most this many reports stand side by side, with grades in words; more become a grid of marks."""

MOST_COLUMNS = 200
"""A table of more areas or cycles is not drawn."""
MOST_REASONS = 20

MARKS = {BETTER: "↑", WORSE: "↓", SAME: "="}
WORDS = {BETTER: "better than", WORSE: "worse than", SAME: "same as"}
NOT_COMPARABLE, NOT_STATED = "≠", "?"
MEANINGS = {
    "↑": "↑ better",
    "↓": "↓ worse",
    "=": "= the same",
    NOT_COMPARABLE: "≠ not comparable",
    NOT_STATED: "? not stated whether they compare",
}


def compare(reports: Sequence[Report], filtered: Sequence[Report] | None = None, changes: Collection[str] = ()) -> View:
    """Compare reports side by side, or in a grid if there are many. Filters and changes choose the rows."""
    filtered = reports if filtered is None else filtered
    every = comparison.keep_filtered(comparison.compare(reports), filtered)
    rows, notes = _changed(every, changes), _notes(reports)
    view = _comparisons("compare", "Comparison", rows, notes)
    if not rows:
        return view
    if len(reports) <= SIDE_BY_SIDE:
        pivot = _side_by_side(reports, _places(filtered, rows), every)
    elif changes:
        return view
    elif len(_areas_of(filtered)) > MOST_COLUMNS:
        return view._replace(notes=(f"More than {MOST_COLUMNS} areas do not fit into a grid.", *notes))
    else:
        pivot = _grid(filtered)
    return view._replace(human=pivot._replace(notes=pivot.notes + notes))


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
    grades = [{_key(entry): entry.grade for entry in report.graded_areas} for report in filtered]
    places = _places_in(areas, set().union(*grades))
    columns = (
        *FORCE_COLUMNS,
        *(Column(f"{area.id}{'_separate' * separate}", _area(area, separate)) for area, separate in places),
        *CODES,
    )
    rows = tuple(
        (*who(report), *(_word(of.get((area.id, separate))) for area, separate in places), *codes(report))
        for report, of in zip(filtered, grades, strict=True)
    )
    notes = ("Empty: no grade is known.", *_apart_note(places), *_notes(reports))
    return View("wide", "Grades by force and area", columns, rows, "No graded area matches.", notes)


def _word(grade: Grade | Ungraded | None) -> Cell:
    """Return a grade, or the reason for having none: a wide row has no other column for that."""
    return grade.value if isinstance(grade, Ungraded) else grade


def _changed(rows: list[Comparison], changes: Collection[str]) -> list[Comparison]:
    return [row for row in rows if row.change in changes] if changes else rows


def trend(reports: Sequence[Report], filtered: Sequence[Report] | None = None, changes: Collection[str] = ()) -> View:
    """Follow one force through the cycles, area by area. Filters and changes choose the rows."""
    filtered = reports if filtered is None else filtered
    rows = _changed(comparison.keep_filtered(comparison.trend(reports), filtered), changes)
    areas = {area.id: place for place, area in enumerate(_areas_of(reports))}
    rows.sort(key=lambda row: areas[row.area.id])  # within an area they are sorted by age already
    title = f"{reports[0].force.name} through the cycles" if reports else "Trend"
    notes = _reasons(rows)
    view = _comparisons("trend", title, rows, notes)
    if changes:
        return view
    if len({row.report.cycle.id for row in rows}) > MOST_COLUMNS:
        return view._replace(notes=(f"More than {MOST_COLUMNS} cycles do not fit side by side.", *notes))
    return view._replace(human=_course(title, rows, notes) if rows else None)


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
    """Return a change in words, or the mark that says why there is none."""
    if row.change:
        return Change(row.change, f"{MARKS[row.change]} {WORDS[row.change]} {_previous(row)}")
    if row.carried_over_from:
        return Change(None, f"carried over from {row.carried_over_from}")
    return Change(None, _mark(row))


def _mark(row: Comparison) -> str:
    """Return the mark that relates a grade to the one it is set against."""
    if row.change:
        return MARKS[row.change]
    if row.against is None or row.carried_over_from or not isinstance(row.grade, Grade):
        return ""
    return NOT_COMPARABLE if row.comparable is False else NOT_STATED if row.comparable is None else ""


def _previous(row: Comparison) -> str:
    return row.previous_cycle.id if row.previous_cycle else "before"


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
    """Return each reason against comparing once, with its cycles and its source."""
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


def _side_by_side(reports: Sequence[Report], places: Sequence[tuple[Area, bool]], rows: Sequence[Comparison]) -> View:
    """Set areas down and reports across, with a mark before a grade that differs from an earlier one."""
    by_place = {(id(row.report), *_place(row)): row for row in rows}
    marked = {id(row.report) for row in rows if _mark(row) and row.report is not reports[0]}
    columns = [Column("area_name", "Area")]
    names = _heads(reports)
    columns += [Column(f"grade_{index}", name) for index, name in enumerate(names)]
    lines, shown = [], []
    for area, separate in places:
        cells: list[Cell] = [_area(area, separate)]
        for report in reports:
            row = by_place.get((id(report), area.id, separate))
            has_mark = id(report) in marked
            cells.append(_step(row) if row and has_mark else row.grade if row else None)
            if row and has_mark:
                shown.append(row)
        lines.append(tuple(cells))
    force, cycle = {report.force.name for report in reports}, {report.cycle.name for report in reports}
    common = ", ".join(filter(None, (force.pop() if len(force) == 1 else "", cycle.pop() if len(cycle) == 1 else "")))
    title = f"Comparison: {common}" if common else "Comparison"
    notes = _legend(shown, "the force's earlier one, else with the first report") or tuple(_apart(rows))
    return View("compare", title, tuple(columns), tuple(lines), "", notes)


def _heads(reports: Sequence[Report]) -> list[str]:
    """Name reports by what distinguishes them: force, cycle or both."""
    one_force = len({report.force.id for report in reports}) == 1
    one_cycle = len({report.cycle.id for report in reports}) == 1
    if one_force and not one_cycle:
        return [report.cycle.id for report in reports]
    return [report.force.name if one_cycle else f"{report.force.name} {report.cycle.id}" for report in reports]


def _course(title: str, rows: Sequence[Comparison], notes: tuple[str, ...]) -> View:
    """Set areas down and cycles across, with a mark between a grade and the one before."""
    cycles = {row.report.cycle.id: row.report.cycle for row in sorted(rows, key=_order)}
    by_place = {(row.report.cycle.id, *_place(row)): row for row in rows}
    lines = []
    for area, separate in dict.fromkeys(map(_place, rows)):
        found = [by_place.get((cycle, area, separate)) for cycle in cycles]
        last = next(row for row in reversed(found) if row)
        lines.append((_area(last.area, separate), *(_step(row) if row else None for row in found)))
    columns = (Column("area_name", "Area"), *(Column(cycle, cycle) for cycle in cycles))
    return View("trend", title, columns, tuple(lines), "", (*_legend(rows, "the one before"), *notes))


def _order(row: Comparison) -> int:
    return reference.order(row.report.cycle)


def _place(row: Comparison) -> tuple[str, bool]:
    return row.area.id, row.separate


def _places(reports: Sequence[Report], rows: Sequence[Comparison]) -> list[tuple[Area, bool]]:
    """Return the areas of rows, those from separate reports after the others of their name."""
    return _places_in(_areas_of(reports), set(map(_place, rows)))


def _places_in(areas: Iterable[Area], present: Collection[tuple[str, bool]]) -> list[tuple[Area, bool]]:
    return [(area, separate) for area in areas for separate in (False, True) if (area.id, separate) in present]


def _area(area: Area, separate: bool) -> AreaName:
    return AreaName(area, separate=separate)


def _step(row: Comparison) -> Step:
    words = {NOT_COMPARABLE: "not comparable", NOT_STATED: "perhaps not comparable"}.get(_mark(row), "")
    if row.change:
        words = f"{WORDS[row.change]} {_previous(row)}"
    elif row.carried_over_from:
        words = f"carried over from {row.carried_over_from}"
    elif words:
        words = f"{words} with {_previous(row)}" if row.previous_cycle else words
    return Step(row.grade, _mark(row), words)


def _legend(rows: Sequence[Comparison], than: str) -> tuple[str, ...]:
    """Return a legend of the marks in use."""
    marks = {_mark(row) for row in rows}
    texts = [meaning for mark, meaning in MEANINGS.items() if mark in marks]
    return (
        *([f"Marks compare a grade with {than}: {', '.join(texts)}."] if texts else []),
        *_carried(rows),
        *_apart(rows),
    )


def _carried(rows: Iterable[Comparison]) -> Iterator[str]:
    for row in rows:
        if row.carried_over_from:
            name = reference.short_name(row.area)
            yield f"{name}, {row.report.cycle.id}: the grade is carried over from {row.carried_over_from}."


def _apart(rows: Iterable[Comparison]) -> Iterator[str]:
    if any(row.separate for row in rows):
        yield f"{SEPARATE} graded in a separate report, apart from the other grades."


def _grid(reports: Sequence[Report]) -> View:
    """Set forces down and areas across, a mark for each grade."""
    grades = [{_key(entry): entry.grade for entry in report.graded_areas} for report in reports]
    places = _places_in(_areas_of(reports), set().union(*grades))
    several = len({report.cycle.id for report in reports}) > 1
    columns = (
        Column("force_name", "Force"),
        *([Column("cycle", "Cycle")] if several else []),
        *(Column(area.id, display(_area(area, separate))) for area, separate in places),
    )
    rows = tuple(
        (
            report.force.name,
            *([report.cycle.id] if several else []),
            *(Mark(grade) if (grade := of.get((area.id, separate))) else None for area, separate in places),
        )
        for report, of in zip(reports, grades, strict=True)
    )
    title = "Grades" if several else f"Grades, {reports[0].cycle.name}"
    return View("compare", title, columns, rows, "", ("Blank: no grade is known.", *_apart_note(places)))


def _apart_note(places: Iterable[tuple[Area, bool]]) -> list[str]:
    return [f"{SEPARATE} graded in a separate report."] if any(separate for _, separate in places) else []


def _key(entry: GradedArea) -> tuple[str, bool]:
    return entry.area.id, entry.separate


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
