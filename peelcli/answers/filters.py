"""Filters on reports, which return reports with fewer entries."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from peelcli.answers.matching import mentions
from peelcli.model.report import Cycle, Finding, Grade, GradedArea, Report


class Filters(NamedTuple):
    """The filters of a query, each called like its option; an empty one matches everything.

    `areas` are ids. `text` is matched after folding, with its synonyms.
    """

    grades: Collection[Grade] = ()
    at_least: Grade | None = None
    at_most: Grade | None = None
    areas: frozenset[str] = frozenset()
    kinds: Collection[str] = ()
    text: str | None = None

    @property
    def by_rank(self) -> bool:
        """Whether the order of grades matters."""
        return bool(self.at_least or self.at_most)

    @property
    def by_grade(self) -> bool:
        """Whether a grade is required."""
        return bool(self.grades) or self.by_rank

    @property
    def by_area(self) -> bool:
        """Whether an area is required, by name or by its grade."""
        return bool(self.areas) or self.by_grade

    @property
    def by_content(self) -> bool:
        """Whether certain areas or texts are required; announced counts do not say which areas have which grade."""
        return bool(self.areas or self.text)

    def describe(self) -> tuple[str, ...]:
        """Return the filters as command-line options."""
        options = [f"--grade {grade.value}" for grade in Grade if grade in self.grades]
        options += [f"--at-least {self.at_least.value}"] if self.at_least else []
        options += [f"--at-most {self.at_most.value}"] if self.at_most else []
        options += [f"--area {area}" for area in sorted(self.areas)]
        options += [f"--kind {kind}" for kind in sorted(set(self.kinds))]
        options += [f"--text {self.text!r}"] if self.text else []
        return tuple(options)


def filter_report(report: Report, filters: Filters) -> Report:
    """Return the report with only the matching entries, marked as filtered and not complete.

    Grades and areas choose graded areas, and the findings linked to them. Responses are about the whole report and
    stay.
    """
    if not any(filters):
        return report
    graded = tuple(entry for entry in report.graded_areas if _passes(entry, report.cycle, filters))
    areas = {entry.area.id for entry in graded} if filters.by_grade else filters.areas
    responses, text = report.stakeholder_responses, filters.text
    if text:
        graded = tuple(entry for entry in graded if mentions((entry.area.name, entry.note or ""), text))
        responses = tuple(response for response in responses if mentions(response.texts.values(), text))
    return report._replace(
        graded_areas=graded,
        improvement_areas=_findings(report.improvement_areas, areas, filters),
        praise=_findings(report.praise, areas, filters),
        stakeholder_responses=responses,
        stated_counts=None,
        graded_total=None,
        counts_source=None,
        complete=None,
        filtered=tuple(dict.fromkeys((*report.filtered, *filters.describe()))),
    )


def unlinked_findings(report: Report, filters: Filters) -> int:
    """Count the findings that the filters leave out only because they are not linked to an area."""
    if not filters.by_area:
        return 0
    return sum(finding.area is None and _fits(finding, filters) for finding in report.improvement_areas + report.praise)


def is_match(report: Report, filters: Filters) -> bool:
    """Return whether anything the filters apply to is left in a filtered report."""
    if not any(filters):
        return True
    findings = report.improvement_areas or report.praise
    if filters.kinds:
        return bool(findings)
    if filters.by_area:
        return bool(report.graded_areas or findings)
    return bool(report.graded_areas or findings or report.stakeholder_responses)


def is_announced(report: Report, filters: Filters) -> bool:
    """Return whether the announced counts include a grade that passes, where only grades are asked for."""
    return not filters.kinds and count_passing(report.stated_counts or {}, report.cycle, filters) > 0


def count_passing(counts: Mapping[Grade, int], cycle: Cycle, filters: Filters) -> int:
    """Count the announced grades that pass; none if more than grades are asked for."""
    if not filters.by_grade or filters.by_content or not _is_ranked(cycle, filters):
        return 0
    return sum(count for grade, count in counts.items() if passes_grade(grade, filters))


def _is_ranked(cycle: Cycle, filters: Filters) -> bool:
    """Return whether the order of the grades is known, if it matters: in an unknown cycle it is not."""
    return bool(cycle.scale) or not filters.by_rank


def _passes(entry: GradedArea, cycle: Cycle, filters: Filters) -> bool:
    if filters.areas and entry.area.id not in filters.areas:
        return False
    if not filters.by_grade:
        return True
    return _is_ranked(cycle, filters) and isinstance(entry.grade, Grade) and passes_grade(entry.grade, filters)


def passes_grade(grade: Grade, filters: Filters) -> bool:
    """Return whether a grade passes the filters on grades."""
    if filters.grades and grade not in filters.grades:
        return False
    above = filters.at_least is None or grade.is_at_least(filters.at_least)
    below = filters.at_most is None or filters.at_most.is_at_least(grade)
    return above and below


def _findings(findings: tuple[Finding, ...], areas: Iterable[str], filters: Filters) -> tuple[Finding, ...]:
    if filters.by_area:
        findings = tuple(finding for finding in findings if finding.area and finding.area.id in areas)
    return tuple(finding for finding in findings if _fits(finding, filters))


def _fits(finding: Finding, filters: Filters) -> bool:
    """Return whether the kind and the text of a finding match, regardless of its area."""
    if filters.kinds and finding.kind not in filters.kinds:
        return False
    texts = (finding.summary, finding.area.name if finding.area else "")
    return not filters.text or mentions(texts, filters.text)
