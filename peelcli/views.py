"""The answers: rows made once, typed and sorted. Formats only print them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from peelcli import compare as comparing
from peelcli import cycles
from peelcli.errors import PROBLEM, Problem, shown
from peelcli.report import Area, Cycle, Finding, Grade, GradedArea, Report, Ungraded
from peelcli.select import mentions, words_of_finding, words_of_response

if TYPE_CHECKING:
    from peelcli.terms import Entry


SIDE_BY_SIDE = 5
"""Up to so many reports stand side by side with their words; more become a grid of marks."""


class Kind(str):
    """A kind of finding: an id for machines, words for people."""

    __slots__ = ()

    @property
    def label(self) -> str:
        """The kind as people write it."""
        return self.replace("-", " ").capitalize()


class Change(NamedTuple):
    """How a grade has changed: a word for machines; for people with its mark, or the mark that says why not."""

    word: str | None
    label: str


Cell = str | int | bool | Grade | Ungraded | Change | None
Row = tuple[Cell, ...]


class Column(NamedTuple):
    """A column: its key for machines, its label for people. Without a label only machines see it."""

    key: str
    label: str | Grade = ""


class View(NamedTuple):
    """An answer in rows.

    `empty` is what people read where there are no rows, `notes` what they read below them. `wide`, where it is there,
    is the same answer drawn as people like it: a pivot. `marks` says that its grades are marks and need a legend.
    `lines` is the answer in words where a table would not do; `verbatim` ones are not wrapped.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str
    notes: tuple[str, ...] = ()
    wide: View | None = None
    marks: bool = False
    lines: tuple[str, ...] | None = None
    verbatim: bool = False

    def pick(self, keys: Sequence[str]) -> View:
        """Return the view with these columns only, in this order, labelled for all."""
        places = [[column.key for column in self.columns].index(key) for key in keys]
        columns = tuple(Column(key, self.columns[place].label or key) for key, place in zip(keys, places, strict=True))
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return self._replace(columns=columns, rows=rows, wide=None, lines=None)

    def for_people(self) -> View:
        """Return the view without the columns that are for machines only."""
        if self.lines is not None:
            return self
        if self.wide is not None:
            return self.wide
        return self.pick([column.key for column in self.columns if column.label])


# --- the four parts of a report as rows ------------------------------------------------------------------------------

_FORCE = (Column("force"), Column("force_name", "Force"), Column("cycle", "Cycle"))
_ONE_FORCE = (Column("force"), Column("force_name"), Column("cycle"))
_SOURCE = (Column("source"), Column("source_url"))


def areas(reports: Sequence[Report]) -> View:
    """Give the graded areas as rows."""
    entries = [entry for report in reports for entry in report.graded_areas]
    columns = (
        *_force_columns(reports, Column("published")),
        Column("area"),
        Column("area_name", "Area"),
        Column("grade", "Grade"),
        Column("ungraded"),
        Column("carried_over_from", "Carried over from" if any(entry.carried_over_from for entry in entries) else ""),
        Column("note", "Note" if any(entry.note for entry in entries) else ""),
        *_SOURCE,
    )
    rows = tuple(
        (
            *_who(report),
            report.published,
            *entry.area,
            entry.grade,
            _reason(entry),
            entry.carried_over_from,
            entry.note,
            *_source(report, entry.source),
        )
        for report in reports
        for entry in report.graded_areas
    )
    return View("areas", _title("Graded areas", reports), columns, rows, "No graded area matches.")


def improvements(reports: Sequence[Report]) -> View:
    """Give what must improve as rows."""
    found = ((report, finding) for report in reports for finding in report.improvement_areas)
    title = _title("Areas for improvement", reports)
    return _findings("improvements", title, reports, found, "No area for improvement matches.")


def praise(reports: Sequence[Report]) -> View:
    """Give what was praised as rows."""
    found = ((report, finding) for report in reports for finding in report.praise)
    return _findings("praise", _title("Praise", reports), reports, found, "No praise matches.")


def _findings(
    key: str, title: str, reports: Sequence[Report], found: Iterable[tuple[Report, Finding]], empty: str
) -> View:
    columns = (
        *_force_columns(reports),
        Column("kind", "Kind"),
        Column("area"),
        Column("area_name", "Area"),
        Column("grade", "Grade"),
        Column("summary", "Finding"),
        Column("since"),
        *_SOURCE,
    )
    rows = tuple(
        (
            *_who(report),
            Kind(finding.kind),
            *_area(finding.area),
            _grade_of(report, finding.area),
            finding.summary,
            finding.since,
            *_source(report, finding.source),
        )
        for report, finding in found
    )
    return View(key, title, columns, rows, empty)


def responses(reports: Sequence[Report]) -> View:
    """Give what people said of the reports as rows."""
    quoted = any(response.quote for report in reports for response in report.stakeholder_responses)
    columns = (
        *_force_columns(reports),
        Column("name", "Name"),
        Column("role", "Role"),
        Column("organisation", "Organisation"),
        Column("summary", "Response"),
        Column("quote", "Quotation" if quoted else ""),
        Column("date"),
        *_SOURCE,
    )
    rows = tuple(
        (
            *_who(report),
            response.name,
            response.role,
            response.organisation,
            response.summary,
            response.quote,
            response.date,
            *_source(report, response.source),
        )
        for report in reports
        for response in report.stakeholder_responses
    )
    return View("responses", _title("Stakeholder responses", reports), columns, rows, "No response matches.")


# --- reports among others --------------------------------------------------------------------------------------------


def listing(reports: Sequence[Report]) -> View:
    """List the reports with their counts; a grade that the cycle's scale lacks is empty, not 0."""
    grades = tuple(Column(grade.value.replace("-", "_"), grade) for grade in Grade)
    columns = (
        *_FORCE,
        Column("published", "Published"),
        *grades,
        Column("ungraded"),
        Column("known", "Known"),
        Column("expected", "Of"),
        Column("complete", "Complete"),
    )
    rows = []
    for report in reports:
        counts = report.counts
        numbers = (counts.get(grade, 0 if grade in (report.cycle.scale or Grade) else None) for grade in Grade)
        ungraded = len(report.graded_areas) - report.known
        rows.append(
            (*_who(report), report.published, *numbers, ungraded, report.known, report.expected, report.complete)
        )
    return View("list", "Reports", columns, tuple(rows), "No report matches.", marks=True)


def compare(reports: Sequence[Report], narrowed: Sequence[Report] | None = None) -> View:
    """Set reports side by side; many of them become a grid. Narrowed reports choose what is shown of them."""
    narrowed = reports if narrowed is None else narrowed
    rows = comparing.narrowed(comparing.compare(reports), narrowed)
    notes = _notes(reports)
    wide = _side_by_side(reports, narrowed, rows) if len(reports) <= SIDE_BY_SIDE else _grid(narrowed)
    view = _comparisons("compare", "Comparison", rows, notes)
    return view._replace(wide=wide._replace(notes=wide.notes + notes) if rows else None)


def trend(reports: Sequence[Report], narrowed: Sequence[Report] | None = None) -> View:
    """Follow one force through the cycles, area by area. Narrowed reports choose what is shown."""
    narrowed = reports if narrowed is None else narrowed
    rows = comparing.narrowed(comparing.trend(reports), narrowed)
    names = {area.id: area.name for area in _areas_of(reports)}
    rows.sort(key=lambda row: (list(names).index(row.area.id), cycles.age(row.report.cycle)))
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
        name = names[row.area.id] if row.area.id != before else ""
        drawn.append((name, row.report.cycle.id, row.grade, _change(row).label))
        before = row.area.id
    wide = View("trend", title, columns, tuple(drawn), view.empty, notes)
    return view._replace(wide=wide if rows else None)


def _comparisons(key: str, title: str, rows: Sequence[comparing.Comparison], notes: tuple[str, ...]) -> View:
    columns = (
        *_FORCE,
        Column("area"),
        Column("area_name", "Area"),
        Column("grade", "Grade"),
        Column("ungraded"),
        Column("previous_cycle", "Before"),
        Column("previous_grade", "Grade before"),
        Column("change", "Change"),
        Column("comparable"),
        Column("reason"),
    )
    found = tuple(
        (
            *_who(row.report),
            *row.area,
            row.grade,
            row.grade.value if isinstance(row.grade, Ungraded) else None,
            row.previous_cycle.id if row.previous_cycle else None,
            row.previous,
            _change(row),
            row.comparable,
            row.reason,
        )
        for row in rows
    )
    return View(key, title, columns, found, "Nothing to compare matches.", notes)


MARKS = {comparing.BETTER: "↑ better than", comparing.WORSE: "↓ worse than", comparing.SAME: "= same as"}
NOT_COMPARABLE, NOT_STATED = "≠", "?"


def _change(row: comparing.Comparison) -> Change:
    """Return a change as a word, and for people with its mark; where there is none, the mark that says why."""
    if row.change:
        return Change(row.change, f"{MARKS[row.change]} {row.previous_cycle.id if row.previous_cycle else 'before'}")
    if row.carried_over_from:
        return Change(None, f"carried over from {row.carried_over_from}")
    if row.against is None or not isinstance(row.grade, Grade):
        return Change(None, "")
    return Change(None, NOT_COMPARABLE if row.comparable is False else NOT_STATED if row.comparable is None else "")


def _reasons(rows: Iterable[comparing.Comparison]) -> tuple[str, ...]:
    """Tell why grades may not be compared, where rows set one against another."""
    told = ((row, cycles.Comparability(row.comparable, row.reason, row.source)) for row in rows if row.reason)
    return _told((row.against or row.report.cycle, row.report.cycle, verdict) for row, verdict in told)


def _told(pairs: Iterable[tuple[Cycle, Cycle, cycles.Comparability]]) -> tuple[str, ...]:
    """Tell each reason against comparing once, with the cycles that it is about and who says so."""
    told: dict[cycles.Comparability, dict[str, None]] = {}
    for one, other, verdict in pairs:
        if not verdict.comparable:
            earlier, later = sorted((one, other), key=cycles.age)
            told.setdefault(verdict, {})[f"{earlier.id} and {later.id}"] = None
    return tuple(
        f"{NOT_COMPARABLE if verdict.comparable is False else NOT_STATED} {'; '.join(between)}: {verdict.reason}"
        f"{f' ({verdict.source})' if verdict.source else ''}"
        for verdict, between in told.items()
    )


def _notes(reports: Sequence[Report]) -> tuple[str, ...]:
    """Tell of all pairs of cycles among the reports why their grades may not be compared."""
    found = {report.cycle.id: report.cycle for report in reports}.values()
    return _told((one, other, cycles.comparability(one, other)) for one, other in combinations(found, 2))


def _side_by_side(reports: Sequence[Report], narrowed: Sequence[Report], rows: Sequence[comparing.Comparison]) -> View:
    """Draw areas down and reports across, with a column for changes where there is anything to say."""
    by_place = {(id(row.report), row.area.id): row for row in rows}
    said = {id(row.report) for row in rows if _change(row).label and row.report is not reports[0]}
    columns = [Column("area_name", "Area")]
    for index, report in enumerate(reports):
        columns.append(Column(f"grade_{index}", f"{report.force.name} {report.cycle.id}"))
        if id(report) in said:
            columns.append(Column(f"change_{index}", "Change"))
    drawn = []
    for area in _areas_of(narrowed):
        cells: list[Cell] = [area.name]
        for report in reports:
            row = by_place.get((id(report), area.id))
            cells.append(row.grade if row else None)
            if id(report) in said:
                cells.append(_change(row).label if row else "")
        drawn.append(tuple(cells))
    return View("compare", "Comparison", tuple(columns), tuple(drawn), "")


def _grid(reports: Sequence[Report]) -> View:
    """Draw forces down and areas across; the areas are numbered and told below."""
    found = [area for area in _areas_of(reports) if any(_grade_of(report, area) for report in reports)]
    several = len({report.cycle.id for report in reports}) > 1
    columns = (
        Column("force_name", "Force"),
        *([Column("cycle", "Cycle")] if several else []),
        *(Column(area.id, str(number)) for number, area in enumerate(found, 1)),
    )
    rows = tuple(
        (report.force.name, *([report.cycle.id] if several else []), *(_grade_of(report, area) for area in found))
        for report in reports
    )
    notes = ["; ".join(f"{number} {area.name}" for number, area in enumerate(found, 1)) + "."]
    notes.append("Blank: no grade is known.")
    title = "Grades" if several else f"Grades, {reports[0].cycle.name}"
    return View("compare", title, columns, rows, "", tuple(notes), marks=True)


def _areas_of(reports: Sequence[Report]) -> list[Area]:
    """Return the areas of several reports under their newest names, in the newest cycle's order, older ones last."""
    newest_first = sorted(reports, key=lambda report: -cycles.age(report.cycle))
    areas: dict[str, Area] = {}
    for cycle in {report.cycle.id: report.cycle for report in newest_first}.values():
        here = {
            entry.area.id: entry.area
            for report in reports
            if report.cycle.id == cycle.id
            for entry in report.graded_areas
        }
        order = [id for id in cycle.areas if id in here] + [id for id in here if id not in cycle.areas]
        for id in order:
            areas.setdefault(id, here[id])
    return list(areas.values())


def search(reports: Sequence[Report], text: str) -> View:
    """Find a text in findings and responses, in any case."""
    columns = (
        *_FORCE,
        Column("section", "In"),
        Column("field"),
        Column("area"),
        Column("area_name", "Area"),
        Column("text", "Text"),
        *_SOURCE,
    )
    rows: list[Row] = []
    for report in reports:
        for section, findings in (("improvements", report.improvement_areas), ("praise", report.praise)):
            for finding in findings:
                for field, words in words_of_finding(finding).items():
                    if mentions(words, text):
                        place = (section, field, *_area(finding.area), words)
                        rows.append((*_who(report), *place, *_source(report, finding.source)))
        for response in report.stakeholder_responses:
            for field, words in words_of_response(response).items():
                if mentions(words, text):
                    place = ("responses", field, None, None, words)
                    rows.append((*_who(report), *place, *_source(report, response.source)))
    return View("search", f"Where reports mention “{text}”", columns, tuple(rows), f"No report mentions “{text}”.")


def terms(found: Sequence[Entry], explained: bool) -> View:
    """Give what words mean; `explained` in full for people too, else as a list of what there is."""
    columns = (
        Column("kind", "Kind"),
        Column("id", "Id"),
        Column("name", "Name"),
        Column("cycle"),
        Column("meaning"),
        Column("source"),
    )
    rows = tuple((one.kind, one.id, one.name, one.cycle, one.meaning, one.source) for one in found)
    lines: list[str] = []
    for one in found if explained else ():
        what = f"{one.kind} in {one.cycle}" if one.cycle and one.kind != "cycle" else one.kind
        lines += ["", f"{one.name} ({what}, id {one.id})", one.meaning, f"Source: {one.source or 'none has been seen'}"]
    return View("terms", "What peel knows", columns, rows, "", lines=tuple(lines[1:]) if explained else None)


def problems(found: Sequence[Problem], files: int, unread: int = 0) -> View:
    """Give problems and warnings of files as rows, and for people in the manner of a compiler."""
    columns = (
        Column("path", "File"),
        Column("line", "Line"),
        Column("column", "Column"),
        Column("code", "Code"),
        Column("level", "Level"),
        Column("message", "Message"),
        Column("hint", "Hint"),
        Column("where"),
    )
    rows = tuple(
        (one.path, one.line, one.column, one.code, one.level, one.message, one.hint, one.where or None) for one in found
    )
    lines = [line for words in shown(found) for line in (*words.split("\n"), "")]
    lines.append(f"{number(files, 'file')}: {', '.join(_counted(found, files, unread))}.")
    return View("problems", "Problems", columns, rows, "", lines=tuple(lines), verbatim=True)


def _counted(found: Sequence[Problem], files: int, unread: int) -> Iterator[str]:
    """Count what was found. What is only still empty, as in a new file, is not called a problem here."""
    empty = sum(problem.code == "empty" for problem in found)
    wrong = sum(problem.level == PROBLEM for problem in found) - empty
    if wrong or (found and not empty):
        yield number(wrong, "problem")
    if empty:
        yield f"{number(empty, 'value')} to fill in"
    if found:
        yield number(len(found) - wrong - empty, "warning")
    elif files > unread:
        yield "no problem found"
    if unread or not files:
        yield f"{unread} not read" if files else "nothing to check"


def number(count: int, noun: str) -> str:
    """Write a number with its noun."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


# --- what rows have in common ----------------------------------------------------------------------------------------


def _force_columns(reports: Sequence[Report], *more: Column) -> tuple[Column, ...]:
    """Return the columns that say whose row it is; of a single report the title says it to people."""
    return (*(_ONE_FORCE if len(reports) == 1 else _FORCE), *more)


def _title(title: str, reports: Sequence[Report]) -> str:
    if len(reports) != 1:
        return title
    (report,) = reports
    return f"{title}: {report.force.name}, {report.cycle.name}"


def _who(report: Report) -> tuple[str, str, str]:
    return (report.force.id, report.force.name, report.cycle.id)


def _area(area: Area | None) -> tuple[str | None, str | None]:
    return (area.id, area.name) if area else (None, None)


def _reason(entry: GradedArea) -> str | None:
    return entry.grade.value if isinstance(entry.grade, Ungraded) else None


def _grade_of(report: Report, area: Area | None) -> Grade | Ungraded | None:
    if area is None:
        return None
    return next((entry.grade for entry in report.graded_areas if entry.area.id == area.id), None)


def _source(report: Report, id: str | None) -> tuple[str | None, str | None]:
    source = report.source(id)
    return (source.id, source.url) if source else (None, None)


# --- cells -----------------------------------------------------------------------------------------------------------


def for_machines(cell: Cell) -> str | int | bool | None:
    """Return a cell as machines read it. A reason for having no grade is no grade: it has a column of its own."""
    if isinstance(cell, Grade):
        return cell.value
    if isinstance(cell, Change):
        return cell.word
    return None if isinstance(cell, Ungraded) else cell


def for_people(cell: Cell) -> str:
    """Return a cell as people read it."""
    if isinstance(cell, Grade | Ungraded | Kind | Change):
        return cell.label
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else str(cell)
