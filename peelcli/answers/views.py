"""The answers: rows made once, typed and sorted. Formats only print them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from peelcli.answers.filters import mentions, texts_of_response
from peelcli.errors import PROBLEM, Problem, format_problems
from peelcli.model import reference
from peelcli.model.report import IMPROVEMENT_KINDS, PRAISE_KINDS, Area, Finding, Grade, GradedArea, Report, Ungraded

if TYPE_CHECKING:
    from peelcli.answers.glossary import Entry


class Kind(str):
    """A kind of finding: an id in data, words on the screen."""

    __slots__ = ()

    @property
    def label(self) -> str:
        """The kind in words."""
        return self.replace("-", " ").capitalize()


class Change(NamedTuple):
    """How a grade has changed: `word` for data; on the screen its mark, or the mark that says why there is none."""

    word: str | None
    label: str


class Mark(NamedTuple):
    """A grade shown as its mark alone, where there is no room for the word, and what stands before the mark."""

    grade: Grade | Ungraded
    before: str = ""


class AreaName(NamedTuple):
    """An area: its official name in data, its short one on the screen."""

    area: Area

    def __str__(self) -> str:
        return reference.short_name(self.area)


class Statement(NamedTuple):
    """What a finding says. On the screen its kind stands before it unless it is the usual one."""

    text: str
    kind: Kind

    def __str__(self) -> str:
        return self.text if self.kind in (IMPROVEMENT_KINDS[0], PRAISE_KINDS[0]) else f"{self.kind.label}: {self.text}"


class Step(NamedTuple):
    """A grade in a series, with the mark that relates it to the one before and that mark in words."""

    grade: Grade | Ungraded
    mark: str = ""
    words: str = ""

    def __str__(self) -> str:
        return f"{self.mark} {self.grade.label}".lstrip()


class Cited(NamedTuple):
    """A text with the numbers of its sources."""

    text: str
    sources: tuple[int, ...] = ()

    @property
    def marks(self) -> str:
        """The numbers as marks: `[1][3]`."""
        return "".join(f"[{number}]" for number in self.sources)

    def __str__(self) -> str:
        return f"{self.text} {self.marks}".strip()


class Named(NamedTuple):
    """A person or body, and on further lines who that is."""

    name: str
    details: str = ""

    def __str__(self) -> str:
        return f"{self.name}\n{self.details}".removesuffix("\n")


Cell = str | int | bool | Grade | Ungraded | Mark | Change | AreaName | Statement | Step | Cited | Named | None
Row = tuple[Cell, ...]
Label = str | Mark | AreaName


class Column(NamedTuple):
    """A column: its key in data and its label on the screen. A column without a label is for programs only."""

    key: str
    label: Label = ""


class Prose(NamedTuple):
    """An answer in words, line by line. `verbatim` lines are not wrapped."""

    lines: Iterable[str]
    verbatim: bool = False


class View(NamedTuple):
    """An answer in rows, typed and sorted.

    `empty` is what stands in place of no rows, `notes` what a reader should know of them. `human` is the same answer as
    people read it, if that is not these rows: a pivot, or prose. `addresses` are those of the rows' sources, where a
    format shows them apart from the rows.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str
    notes: tuple[str, ...] = ()
    human: View | Prose | None = None
    warnings: tuple[Problem, ...] = ()
    addresses: tuple[str, ...] = ()

    def select_columns(self, keys: Sequence[str]) -> View:
        """Return the view with these columns only, in this order, all of them labelled and shown."""
        chosen = self._take(keys)
        return chosen._replace(human=chosen)

    def for_display(self) -> View | Prose:
        """Return the answer as people read it: the columns with a label and a value, or what replaces the rows."""
        if self.human is not None:
            return self.human
        places = {column.key: place for place, column in enumerate(self.columns)}
        labelled = [column.key for column in self.columns if column.label]
        filled = [key for key in labelled if not self.rows or any(display(row[places[key]]) for row in self.rows)]
        addresses = (display(row[places["source_url"]]) for row in self.rows) if "source_url" in places else ()
        return self._take(filled or labelled)._replace(addresses=tuple(addresses))

    def without_constants(self) -> View:
        """Return the view without columns that say the same in every row; the title says it instead.

        The first column stays, as do columns that were chosen by name.
        """
        if len(self.rows) < 2 or self.human is not None:
            return self
        first, *others = (column.key for column in self.columns)
        same = {column.key: row for column, row in zip(self.columns, zip(*self.rows, strict=True), strict=True)}
        constants = [
            key for key in others if len(set(map(display, same[key]))) == 1 and "\n" not in display(same[key][0])
        ]
        if not constants or len(set(map(display, same[first]))) == 1:
            return self
        labels = {column.key: column.label for column in self.columns}
        said = ", ".join(_constant(labels[key], same[key][0]) for key in constants)
        title = f"{self.title}{', ' if ': ' in self.title else ': '}{said}"
        return self._take([key for key in (first, *others) if key not in constants])._replace(title=title)

    def _take(self, keys: Sequence[str]) -> View:
        places = [[column.key for column in self.columns].index(key) for key in keys]
        columns = tuple(Column(key, self.columns[place].label or key) for key, place in zip(keys, places, strict=True))
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return self._replace(columns=columns, rows=rows, human=None)


class Cards(NamedTuple):
    """An answer in whole reports."""

    reports: tuple[Report, ...]
    warnings: tuple[Problem, ...] = ()


# --- the four parts of a report as rows ------------------------------------------------------------------------------

FORCE_COLUMNS = (Column("force"), Column("force_name", "Force"), Column("cycle", "Cycle"))
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
            *who(report),
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
        Column("kind"),
        Column("area"),
        Column("area_name", "Area"),
        Column("grade", "Grade"),
        Column("summary", "Finding"),
        Column("since"),
        *_SOURCE,
    )
    rows = tuple(
        (
            *who(report),
            Kind(finding.kind),
            finding.area.id if finding.area else None,
            AreaName(finding.area) if finding.area else None,
            grade_of(report, finding.area),
            Statement(finding.summary, Kind(finding.kind)),
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
            *who(report),
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
    grades = tuple(Column(grade.value.replace("-", "_"), Mark(grade)) for grade in Grade)
    columns = (
        *FORCE_COLUMNS,
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
            (*who(report), report.published, *numbers, ungraded, report.known, report.expected, report.complete)
        )
    return View("list", "Reports", columns, tuple(rows), "No report matches.")


def search(reports: Sequence[Report], text: str) -> View:
    """Find a text in findings and responses, in any case."""
    columns = (
        *FORCE_COLUMNS,
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
                if mentions(finding.summary, text):
                    place = (section, "summary", *_area(finding.area), finding.summary)
                    rows.append((*who(report), *place, *_source(report, finding.source)))
        for response in report.stakeholder_responses:
            for field, words in texts_of_response(response).items():
                if mentions(words, text):
                    place = ("responses", field, None, None, words)
                    rows.append((*who(report), *place, *_source(report, response.source)))
    return View("search", f"Where reports mention “{text}”", columns, tuple(rows), f"No report mentions “{text}”.")


def terms(entries: Iterable[Entry]) -> View:
    """List the entries of the glossary."""
    columns = (
        Column("kind", "Kind"),
        Column("id", "Id"),
        Column("name", "Name"),
        Column("cycle"),
        Column("meaning"),
        Column("source"),
    )
    rows = tuple((one.kind, one.id, one.name, one.cycle, one.meaning, one.source) for one in entries)
    return View("terms", "What peel knows", columns, rows, "")


def explanation(entries: Sequence[Entry]) -> View:
    """Explain entries of the glossary, in prose on the screen."""
    lines: list[str] = []
    for one in entries:
        what = f"{one.kind} in {one.cycle}" if one.cycle and one.kind != "cycle" else one.kind
        lines += ["", f"{one.name} ({what}, id {one.id})", one.meaning, f"Source: {one.source or 'none has been seen'}"]
    return terms(entries)._replace(human=Prose(lines[1:]))


def problems(found: Sequence[Problem], files: int = 0, unread: int = 0) -> View:
    """Return problems and warnings as rows; on the screen they read like a compiler's."""
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
    lines = [line for message in format_problems(found) for line in (*message.split("\n"), "")]
    lines.append(f"{number(files, 'file')}: {', '.join(_counted(found, files, unread))}.")
    return View("problems", "Problems", columns, rows, "", human=Prose(lines, verbatim=True))


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
    return (*(_ONE_FORCE if len(reports) == 1 else FORCE_COLUMNS), *more)


def _title(title: str, reports: Sequence[Report]) -> str:
    if len(reports) != 1:
        return title
    (report,) = reports
    return f"{title}: {report.force.name}, {report.cycle.name}"


def who(report: Report) -> tuple[str, str, str]:
    """Return the cells of FORCE_COLUMNS."""
    return (report.force.id, report.force.name, report.cycle.id)


def _area(area: Area | None) -> tuple[str | None, str | None]:
    return (area.id, area.name) if area else (None, None)


def _reason(entry: GradedArea) -> str | None:
    return entry.grade.value if isinstance(entry.grade, Ungraded) else None


def grade_of(report: Report, area: Area | None) -> Grade | Ungraded | None:
    """Return the grade of an area in a report, or why it has none; None if the area is not listed."""
    if area is None:
        return None
    return next((entry.grade for entry in report.graded_areas if entry.area.id == area.id), None)


def _source(report: Report, id: str | None) -> tuple[str | None, str | None]:
    source = report.source(id)
    return (source.id, source.url) if source else (None, None)


def _constant(label: Label, cell: Cell) -> str:
    """Say what all rows of a column have in common: a word alone, a number or a yes with what it is about."""
    return f"{display(label).lower()} {display(cell)}" if isinstance(cell, int) else display(cell)


# --- cells -----------------------------------------------------------------------------------------------------------


def raw(cell: Cell) -> str | int | bool | None:
    """Return a cell as data. The reason for having no grade is not a grade: it has a column of its own."""
    if isinstance(cell, Grade):
        return cell.value
    if isinstance(cell, Change):
        return cell.word
    if isinstance(cell, AreaName):
        return cell.area.name
    if isinstance(cell, Statement):
        return cell.text
    if isinstance(cell, Step | Cited | Named):
        return str(cell)
    return None if isinstance(cell, Ungraded | Mark) else cell


def display(cell: Cell) -> str:
    """Return a cell in words."""
    if isinstance(cell, Mark):
        return cell.grade.label
    if isinstance(cell, Grade | Ungraded | Kind | Change):
        return cell.label
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else str(cell)
