"""The parts of reports as rows, and the list of reports. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from peelcli.answers.filters import Filters, is_announced, is_match
from peelcli.answers.rows import AREA, CODES, MORE_SOURCES, SOURCE, UNGRADED, WHO, Field, field, section_view, view_of
from peelcli.answers.scope import is_settled
from peelcli.answers.views import SEPARATE_NOTE, AreaName, AtLeast, Cell, Column, Kind, Mark, Statement, View
from peelcli.model.report import Grade, Report, Ungraded

_NO_FILTERS = Filters()


def areas(reports: Sequence[Report]) -> View:
    """Return the graded areas as rows."""
    entries = [entry for report in reports for entry in report.graded_areas]
    fields = (
        Field((Column("published"),), lambda report, _: (report.published,)),
        field("area", "", lambda entry: entry.area.id),
        field("area_name", "Area", lambda entry: AreaName(entry.area, full=True, separate=entry.separate)),
        field("grade", "Grade"),
        UNGRADED,
        field("carried_over_from", "Carried over from" if any(entry.carried_over_from for entry in entries) else ""),
        field("note", "Note" if any(entry.note for entry in entries) else ""),
        SOURCE,
        CODES,
        field("separate"),
        MORE_SOURCES,
    )
    view = section_view("areas", "Graded areas", reports, "graded_areas", fields, empty="No graded area matches.")
    return view._replace(notes=(SEPARATE_NOTE,)) if any(entry.separate for entry in entries) else view


def improvements(reports: Sequence[Report]) -> View:
    """Return areas for improvement as rows."""
    empty = "No area for improvement matches."
    return _findings("improvements", "Areas for improvement", reports, "improvement_areas", empty)


def praise(reports: Sequence[Report]) -> View:
    """Return praise as rows."""
    return _findings("praise", "Praise", reports, "praise", "No praise matches.")


def _findings(key: str, title: str, reports: Sequence[Report], section: str, empty: str) -> View:
    grades = {id(report): _grades(report) for report in reports}
    fields = (
        field("kind", "", lambda finding: Kind(finding.kind)),
        AREA,
        Field(
            (Column("grade", "Grade"),),
            lambda report, finding: (grades[id(report)].get(finding.area.id) if finding.area else None,),
        ),
        field("summary", "Finding", lambda finding: Statement(finding.summary, Kind(finding.kind))),
        field("since"),
        SOURCE,
        CODES,
        MORE_SOURCES,
    )
    return section_view(key, title, reports, section, fields, empty=empty)


def _grades(report: Report) -> dict[str, Grade | Ungraded]:
    """Return the grades of a report by area, or why there is none; a grade from a separate report counts last."""
    entries = sorted(report.graded_areas, key=lambda entry: not entry.separate)
    return {entry.area.id: entry.grade for entry in entries}


def responses(reports: Sequence[Report]) -> View:
    """Return stakeholder responses as rows."""
    quoted = any(response.quote for report in reports for response in report.stakeholder_responses)
    fields = (
        field("name", "Name"),
        field("role", "Role"),
        field("organisation", "Organisation"),
        field("summary", "Response"),
        field("quote", "Quotation" if quoted else ""),
        field("date"),
        SOURCE,
        CODES,
        MORE_SOURCES,
    )
    title, empty = "Stakeholder responses", "No response matches."
    return section_view("responses", title, reports, "stakeholder_responses", fields, empty=empty)


# --- reports among others --------------------------------------------------------------------------------------------


def listing(
    reports: Sequence[Report],
    filtered: Sequence[Report] | None = None,
    filters: Filters = _NO_FILTERS,
    incomplete: bool = False,
) -> View:
    """List the reports, or those whose grades are not all known, with their counts: as announced, else as listed.

    With filters, list those that have matching entries, or in whose announced counts a grade occurs. A count that is
    not known is empty, not 0.
    """
    pairs = [
        (report, kept)
        for report, kept in zip(reports, reports if filtered is None else filtered, strict=True)
        if (is_match(kept, filters) or is_announced(report, filters)) and not (incomplete and is_settled(report))
    ]
    fields = (
        WHO,
        field("published", "Published"),
        Field(
            tuple(Column(grade.value.replace("-", "_"), Mark(grade)) for grade in Grade),
            lambda report, _: _counts(report),
        ),
        field("ungraded", "", lambda report: sum(isinstance(one.grade, Ungraded) for one in report.graded_areas)),
        field("known", "Known"),
        field("expected", "Of"),
        field("complete", "Complete"),
        field("counts_basis", "", counts_basis),
        field("report_url"),
        CODES,
    )
    title, nothing = ("Incomplete reports", "No incomplete report") if incomplete else ("Reports", "No report")
    apart = [report for report, kept in pairs if _is_only_apart(report, kept, filters)]
    names = ", ".join(f"{report.force.name} {report.cycle.id}" for report in apart)
    notes = (f"Listed for a grade from a separate report, which the counts leave out: {names}.",) if names else ()
    listed = ((report, report) for report, _ in pairs)
    return view_of("list", title, fields, listed, empty=f"{nothing} matches.", notes=notes)


def _is_only_apart(report: Report, kept: Report, filters: Filters) -> bool:
    """Return whether only grades from separate reports pass, none of those that the counts include."""
    entries = kept.graded_areas if filters.by_grade else ()
    return bool(entries) and all(entry.separate for entry in entries) and not is_announced(report, filters)


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
