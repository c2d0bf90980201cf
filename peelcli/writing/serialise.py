"""Reports as plain mappings, lists and texts in the form of a report file, for JSON and YAML."""

from __future__ import annotations

from collections.abc import Mapping

from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Finding, Grade, GradedArea, Report, Response


def plain(report: Report) -> dict[str, object]:
    """Return a report in the form of a report file, with ids where they are known and names elsewhere.

    Absent values are left out, except the force, the cycle and the lists.
    """
    form: dict[str, object] = {
        "force": _force(report),
        "cycle": report.cycle.id,
        "inspected": report.inspected,
        "published": report.published,
        "published_source": report.published_source,
        "report_url": report.report_url,
        "summary": report.summary,
        "stated_counts": _counts(report.stated_counts),
        "graded_total": report.graded_total,
        "counts_source": report.counts_source,
        "complete": report.complete,
        "graded_areas": [_graded(entry, report.cycle) for entry in report.graded_areas],
        "improvement_areas": [_finding(finding, report.cycle) for finding in report.improvement_areas],
        "praise": [_finding(finding, report.cycle) for finding in report.praise],
        "stakeholder_responses": [_response(response) for response in report.stakeholder_responses],
        "notes": list(report.notes),
        "sources": {source.id: _filled(source._asdict(), "id") for source in report.sources.values()},
        "filtered": list(report.filtered) or None,
    }
    return {key: value for key, value in form.items() if value is not None} | dict(report.extra)


def _force(report: Report) -> str:
    """Return the id of a force that peel knows, else the name that the file gives it."""
    # The id is not enough: another name, such as "West Mercia!", may have the same id.
    return report.force.id if reference.forces().get(report.force.id) == report.force else report.force.name


def _graded(entry: GradedArea, cycle: Cycle) -> dict[str, object]:
    key = "grade" if isinstance(entry.grade, Grade) else "ungraded"
    form: dict[str, object] = {"area": _area(entry.area, cycle), key: entry.grade.value}
    if entry.separate:
        form["separate"] = True
    return form | _filled(entry._asdict(), "area", "grade", "separate")


def _finding(finding: Finding, cycle: Cycle) -> dict[str, object]:
    form = {} if finding.area is None else {"area": _area(finding.area, cycle)}
    return (
        form | {"kind": finding.kind, "summary": finding.summary} | _filled(finding._asdict(), *form, "kind", "summary")
    )


def _response(response: Response) -> dict[str, object]:
    return _filled({"name": None, "role": None, "organisation": None} | response._asdict())


def _area(area: Area, cycle: Cycle) -> str:
    return area.id if cycle.areas.get(area.id) == area else area.name


def _counts(counts: Mapping[Grade, int] | None) -> dict[str, int] | None:
    return None if counts is None else {grade.value: number for grade, number in counts.items()}


def _filled(fields: Mapping[str, object], *done: str) -> dict[str, object]:
    """Return the remaining fields that have a value, and the `x-` keys after them."""
    form = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in fields.items()
        if value not in (None, ()) and key not in ("extra", *done)
    }
    extra = fields["extra"]
    return form | dict(extra) if isinstance(extra, Mapping) else form
