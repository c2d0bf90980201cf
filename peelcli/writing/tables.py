"""Reports, cycles, areas and forces as rows of the database tables that schema.sql describes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from peelcli import CITATION, DATA_DATE, LICENCE, __version__
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Finding, Grade, GradedArea, Report, Response, Source

FORMAT = 1
"""The version of the tables; it changes when a table or column is renamed or removed."""

CAUTION = "Grades of different cycles are mostly not comparable: see the table comparability."

Row = tuple[object, ...]
Entry = TypeVar("Entry")


def tables(reports: Sequence[Report], own_data: bool = False) -> dict[str, list[Row]]:
    """Return the rows of every table, in an order in which they can be inserted."""
    return _tables_of_peel(reports, own_data) | _tables_of_reports(reports)


# --- what is known of PEEL -------------------------------------------------------------------------------------------


def _tables_of_peel(reports: Sequence[Report], own_data: bool) -> dict[str, list[Row]]:
    cycles = _cycles(reports)
    return {
        "about": _about(own_data),
        "grades": _grades(),
        "cycles": [_cycle(cycle) for cycle in cycles],
        "forces": _forces(reports),
        "areas": _areas(reports, cycles),
        "comparability": list(_comparability()),
    }


def _about(own_data: bool) -> list[Row]:
    return [
        ("peel_version", __version__),
        ("format_version", str(FORMAT)),
        ("data_date", DATA_DATE),
        ("reports", "built-in reports and others (--data)" if own_data else "built-in reports"),
        ("licence", LICENCE),
        ("citation", CITATION),
        ("caution", CAUTION),
    ]


def _grades() -> list[Row]:
    four = next(cycle.scale for cycle in reference.cycles().values() if len(cycle.scale) == 4)
    return [
        (grade.value, grade.label, rank, four.index(grade) + 1 if grade in four else None)
        for rank, grade in enumerate(Grade, 1)
    ]


def _cycles(reports: Sequence[Report]) -> list[Cycle]:
    """Return all cycles, the known ones first."""
    known = reference.cycles()
    others = {report.cycle.id: report.cycle for report in reports if report.cycle.id not in known}
    return list((known | others).values())


def _cycle(cycle: Cycle) -> Row:
    return (cycle.id, cycle.name, reference.order(cycle) + 1, len(cycle.scale) or None, cycle.areas_known)


def _forces(reports: Sequence[Report]) -> list[Row]:
    known = reference.forces()
    others = {report.force.id: report.force for report in reversed(reports) if report.force.id not in known}
    return [(*force, force.id in known, *reference.codes(force.id)) for force in (known | others).values()]


def _areas(reports: Sequence[Report], cycles: Sequence[Cycle]) -> list[Row]:
    """Return the areas of all cycles in the inspectorate's order, then those that only a report names."""
    rows = {}
    for cycle in cycles:
        for position, area in enumerate(cycle.areas.values(), 1):
            rows[cycle.id, area.id] = _area(cycle, area, position)
    for report in reports:
        for area in report.areas:
            rows.setdefault((report.cycle.id, area.id), _area(report.cycle, area, None))
    return list(rows.values())


def _area(cycle: Cycle, area: Area, position: int | None) -> Row:
    graded = None
    if area.id in cycle.never_graded:
        graded = "never"
    elif area.id in cycle.sometimes_graded:
        graded = "sometimes"
    elif area.id in cycle.areas and cycle.areas_known:
        graded = "always"
    separately = area.id in cycle.separately_graded
    return (cycle.id, area.id, area.name, reference.short_name(area), position, graded, separately)


def _comparability() -> Iterator[Row]:
    """Yield every pair of cycles, including those whose comparability is not stated."""
    cycles = list(reference.cycles().values())
    for place, later in enumerate(cycles):
        for earlier in cycles[:place]:
            yield (earlier.id, later.id, *reference.comparability(earlier, later))


# --- reports ---------------------------------------------------------------------------------------------------------


def _tables_of_reports(reports: Sequence[Report]) -> dict[str, list[Row]]:
    graded = _numbered(reports, lambda report: report.graded_areas)
    findings = _numbered(reports, _findings_of)
    responses = _numbered(reports, lambda report: report.stakeholder_responses)
    notes = _numbered(reports, lambda report: report.notes)
    sources = _numbered(reports, lambda report: report.sources.values())
    texts = [  # everything that can be searched
        *(("reports", id, "summary", report, report.summary) for id, report in enumerate(reports, 1)),
        *(("graded_areas", id, "note", report, entry.note) for id, report, _, entry in graded),
        *(("findings", id, "summary", report, finding.summary) for id, report, _, (_, _, finding) in findings),
        *(("responses", id, key, report, text) for id, report, _, one in responses for key, text in one.texts.items()),
        *(("notes", id, "note", report, note) for id, report, _, note in notes),
        *(("sources", id, "title", report, source.title) for id, report, _, source in sources),
    ]
    return {
        "reports": _reports(reports),
        "sources": [_source(*entry) for entry in sources],
        "stated_counts": [row for report in reports for row in _stated_counts(report)],
        "graded_areas": [_graded(*entry) for entry in graded],
        "findings": [_finding(id, report, *entry) for id, report, _, entry in findings],
        "responses": [_response(*entry) for entry in responses],
        "notes": [(id, *_key(report), place, note) for id, report, place, note in notes],
        "citations": [
            *_citations("graded_areas", graded),
            *_citations("findings", [(id, report, place, entry[2]) for id, report, place, entry in findings]),
            *_citations("responses", responses),
        ],
        "texts": [
            (id, section, entry, field, *_key(report), text)
            for id, (section, entry, field, report, text) in enumerate((row for row in texts if row[-1]), 1)
        ],
    }


def _key(report: Report) -> tuple[str, str]:
    return (report.force.id, report.cycle.id)


def _numbered(
    reports: Sequence[Report], of: Callable[[Report], Iterable[Entry]]
) -> list[tuple[int, Report, int, Entry]]:
    """Return the entries of all reports, each with its id, its report and its position there."""
    entries = [(report, place, entry) for report in reports for place, entry in enumerate(of(report), 1)]
    return [(id, *entry) for id, entry in enumerate(entries, 1)]


def _reports(reports: Sequence[Report]) -> list[Row]:
    newest: dict[str, tuple[int, str]] = {}
    for report in reports:
        age = (reference.order(report.cycle), report.cycle.id)
        newest[report.force.id] = max(newest.get(report.force.id, age), age)
    return [
        (
            id,
            *_key(report),
            report.force.name,
            newest[report.force.id][1] == report.cycle.id,
            report.inspected,
            report.published,
            report.published_source,
            report.report_url,
            report.summary,
            report.known,
            report.expected,
            report.complete,
            report.graded_total,
            report.counts_source,
        )
        for id, report in enumerate(reports, 1)
    ]


def _stated_counts(report: Report) -> list[Row]:
    return [(*_key(report), grade.value, count) for grade, count in (report.stated_counts or {}).items()]


def _source(id: int, report: Report, _: int, source: Source) -> Row:
    return (id, *_key(report), source.id, source.title, source.publisher, source.url, source.published)


def _graded(id: int, report: Report, place: int, entry: GradedArea) -> Row:
    grade, ungraded = (entry.grade.value, None) if isinstance(entry.grade, Grade) else (None, entry.grade.value)
    what = (entry.area.id, place, grade, ungraded)
    return (id, *_key(report), *what, entry.separate, entry.carried_over_from, entry.note, entry.source)


def _findings_of(report: Report) -> list[tuple[str, int, Finding]]:
    """Return both kinds of findings, each with its section and its position there."""
    sections = {"improvements": report.improvement_areas, "praise": report.praise}
    return [
        (section, place, finding) for section, findings in sections.items() for place, finding in enumerate(findings, 1)
    ]


def _finding(id: int, report: Report, section: str, place: int, finding: Finding) -> Row:
    area = finding.area.id if finding.area else None
    return (id, *_key(report), section, finding.kind, area, place, finding.summary, finding.since, finding.source)


def _response(id: int, report: Report, place: int, response: Response) -> Row:
    who = (response.name, response.role, response.organisation)
    return (id, *_key(report), place, *who, response.summary, response.quote, response.date, response.source)


def _citations(
    section: str, entries: Sequence[tuple[int, Report, int, GradedArea | Finding | Response]]
) -> Iterator[Row]:
    for id, report, _, entry in entries:
        for place, source in enumerate(dict.fromkeys(filter(None, (entry.source, *entry.also))), 1):
            yield (section, id, place, *_key(report), source)
