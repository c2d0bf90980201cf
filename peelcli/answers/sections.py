"""The parts of reports as rows, and the list of reports. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from peelcli.answers.scope import is_settled
from peelcli.answers.views import (
    CODES,
    FORCE_COLUMNS,
    MORE_SOURCES,
    SEPARATE,
    SOURCE,
    AreaName,
    AtLeast,
    Cell,
    Column,
    Kind,
    Mark,
    Statement,
    View,
    area_cells,
    codes,
    grades_of,
    more_sources,
    source_cells,
    who,
)
from peelcli.model.report import Finding, Grade, GradedArea, Report, Ungraded

_ONE_FORCE = (Column("force"), Column("force_name"), Column("cycle"))


def areas(reports: Sequence[Report]) -> View:
    """Return the graded areas as rows."""
    entries = [entry for report in reports for entry in report.graded_areas]
    columns = (
        *_force_columns(reports, Column("published")),
        Column("area"),
        Column("area_name", "Area"),
        Column("grade", "Grade"),
        Column("ungraded"),
        Column("carried_over_from", "Carried over from" if any(entry.carried_over_from for entry in entries) else ""),
        Column("note", "Note" if any(entry.note for entry in entries) else ""),
        *SOURCE,
        *CODES,
        Column("separate"),
        *MORE_SOURCES,
    )
    rows = tuple(
        (
            *who(report),
            report.published,
            entry.area.id,
            AreaName(entry.area, full=True, separate=entry.separate),
            entry.grade,
            _reason(entry),
            entry.carried_over_from,
            entry.note,
            *source_cells(report, entry.source),
            *codes(report),
            entry.separate,
            *more_sources(report, entry.source, entry.also),
        )
        for report in reports
        for entry in report.graded_areas
    )
    apart = any(entry.separate for entry in entries)
    notes = (f"{SEPARATE} graded in a separate report, apart from the other grades.",) if apart else ()
    return View("areas", _title("Graded areas", reports), columns, rows, "No graded area matches.", notes)


def improvements(reports: Sequence[Report]) -> View:
    """Return areas for improvement as rows."""
    title, empty = _title("Areas for improvement", reports), "No area for improvement matches."
    return _findings("improvements", title, reports, lambda report: report.improvement_areas, empty)


def praise(reports: Sequence[Report]) -> View:
    """Return praise as rows."""
    return _findings("praise", _title("Praise", reports), reports, lambda report: report.praise, "No praise matches.")


def _findings(
    key: str, title: str, reports: Sequence[Report], findings: Callable[[Report], tuple[Finding, ...]], empty: str
) -> View:
    columns = (
        *_force_columns(reports),
        Column("kind"),
        Column("area"),
        Column("area_name", "Area"),
        Column("grade", "Grade"),
        Column("summary", "Finding"),
        Column("since"),
        *SOURCE,
        *CODES,
        *MORE_SOURCES,
    )
    rows = tuple(
        (
            *who(report),
            Kind(finding.kind),
            *area_cells(finding.area),
            grades.get(finding.area.id) if finding.area else None,
            Statement(finding.summary, Kind(finding.kind)),
            finding.since,
            *source_cells(report, finding.source),
            *codes(report),
            *more_sources(report, finding.source, finding.also),
        )
        for report in reports
        for grades in (grades_of(report),)
        for finding in findings(report)
    )
    return View(key, title, columns, rows, empty)


def responses(reports: Sequence[Report]) -> View:
    """Return stakeholder responses as rows."""
    quoted = any(response.quote for report in reports for response in report.stakeholder_responses)
    columns = (
        *_force_columns(reports),
        Column("name", "Name"),
        Column("role", "Role"),
        Column("organisation", "Organisation"),
        Column("summary", "Response"),
        Column("quote", "Quotation" if quoted else ""),
        Column("date"),
        *SOURCE,
        *CODES,
        *MORE_SOURCES,
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
            *source_cells(report, response.source),
            *codes(report),
            *more_sources(report, response.source, response.also),
        )
        for report in reports
        for response in report.stakeholder_responses
    )
    return View("responses", _title("Stakeholder responses", reports), columns, rows, "No response matches.")


# --- reports among others --------------------------------------------------------------------------------------------


def listing(reports: Sequence[Report], incomplete: bool = False, separate: Sequence[Report] = ()) -> View:
    """List the reports, or those whose grades are not all known, with their counts: as announced, else as listed.

    A count that is not known is empty, not 0. `separate` are reports that are listed only for a grade from a separate
    report, which the counts leave out.
    """
    grades = tuple(Column(grade.value.replace("-", "_"), Mark(grade)) for grade in Grade)
    columns = (
        *FORCE_COLUMNS,
        Column("published", "Published"),
        *grades,
        Column("ungraded"),
        Column("known", "Known"),
        Column("expected", "Of"),
        Column("complete", "Complete"),
        Column("counts_basis"),
        Column("report_url"),
        *CODES,
    )
    rows = tuple(
        (
            *who(report),
            report.published,
            *_counts(report),
            sum(isinstance(entry.grade, Ungraded) for entry in report.graded_areas),
            report.known,
            report.expected,
            report.complete,
            counts_basis(report),
            report.report_url,
            *codes(report),
        )
        for report in reports
        if not (incomplete and is_settled(report))
    )
    title, nothing = ("Incomplete reports", "No incomplete report") if incomplete else ("Reports", "No report")
    names = ", ".join(f"{report.force.name} {report.cycle.id}" for report in separate)
    notes = (f"Listed for a grade from a separate report, which the counts leave out: {names}.",) if names else ()
    return View("list", title, columns, rows, f"{nothing} matches.", notes)


def counts_basis(report: Report) -> str:
    """Return the basis of a report's counts: `announced`, or `listed` grades, or `partial` ones."""
    if report.stated_counts is not None:
        return "announced"
    return "listed" if report.expected is not None and report.known >= report.expected else "partial"


def _counts(report: Report) -> tuple[Cell, ...]:
    """Return a number for each grade, empty where the scale lacks the grade or its number is not known."""
    basis, counts = counts_basis(report), report.stated_counts or report.counts
    scale = report.cycle.scale or Grade
    if basis == "partial":
        return tuple(AtLeast(counts[grade]) if grade in counts else None for grade in Grade)
    return tuple(counts.get(grade, 0) if grade in scale else None for grade in Grade)


# --- what they have in common ----------------------------------------------------------------------------------------


def _force_columns(reports: Sequence[Report], *more: Column) -> tuple[Column, ...]:
    """Return the columns that identify the report of a row, without labels if there is only one report."""
    return (*(_ONE_FORCE if len(reports) == 1 else FORCE_COLUMNS), *more)


def _title(title: str, reports: Sequence[Report]) -> str:
    if len(reports) != 1:
        return title
    (report,) = reports
    return f"{title}: {report.force.name}, {report.cycle.name}"


def _reason(entry: GradedArea) -> str | None:
    return entry.grade.value if isinstance(entry.grade, Ungraded) else None
