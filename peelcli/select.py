"""What of the reports is wanted. Pure: reports in, narrower reports out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from peelcli.report import Area, Finding, Grade, GradedArea, Report, Response


class Selection(NamedTuple):
    """The filters of a question; an empty one lets everything pass.

    `areas` are ids. `text` is literal and matches in any case.
    """

    grades: frozenset[Grade] = frozenset()
    at_least: Grade | None = None
    at_most: Grade | None = None
    areas: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    text: str = ""

    @property
    def by_grade(self) -> bool:
        """Whether grades are asked for."""
        return bool(self.grades or self.at_least or self.at_most)

    @property
    def by_area(self) -> bool:
        """Whether areas are asked for, by name or by their grade."""
        return bool(self.areas) or self.by_grade

    def describe(self) -> tuple[str, ...]:
        """Name the filters as they are written on the command line."""
        told = [f"--grade {grade.value}" for grade in Grade if grade in self.grades]
        told += [f"--at-least {self.at_least.value}"] if self.at_least else []
        told += [f"--at-most {self.at_most.value}"] if self.at_most else []
        told += [f"--area {area}" for area in sorted(self.areas)]
        told += [f"--kind {kind}" for kind in sorted(self.kinds)]
        told += [f"--text {self.text!r}"] if self.text else []
        return tuple(told)


class Selected(NamedTuple):
    """The narrowed reports, and how many findings were left out only because they are tied to no area."""

    reports: tuple[Report, ...]
    untied: int


def select(reports: Iterable[Report], wanted: Selection) -> Selected:
    """Narrow each report to what is wanted; a narrowed report says so and no longer claims to be complete.

    Grades and areas choose graded areas, and the findings tied to them. Responses are about the whole report and stay.
    """
    filters = wanted.describe()
    if not filters:
        return Selected(tuple(reports), 0)
    narrowed, untied = [], 0
    for report in reports:
        graded = tuple(entry for entry in report.graded_areas if _passes(entry, report, wanted))
        left = {entry.area.id for entry in graded} if wanted.by_grade else wanted.areas
        if wanted.by_area:
            untied += sum(
                finding.area is None and _fits(finding, wanted) for finding in report.improvement_areas + report.praise
            )
        narrowed.append(
            report._replace(
                graded_areas=tuple(entry for entry in graded if _mentions(_words_of_area(entry), wanted.text)),
                improvement_areas=_findings(report.improvement_areas, left, wanted),
                praise=_findings(report.praise, left, wanted),
                stakeholder_responses=tuple(
                    response
                    for response in report.stakeholder_responses
                    if _mentions(words_of_response(response).values(), wanted.text)
                ),
                stated_counts=None,
                counts_source=None,
                complete=None,
                filtered=(*report.filtered, *(told for told in filters if told not in report.filtered)),
            )
        )
    return Selected(tuple(narrowed), untied)


def has_match(report: Report, wanted: Selection) -> bool:
    """Tell whether a narrowed report still holds anything that the filters speak of."""
    findings = report.improvement_areas or report.praise
    if wanted.kinds:
        return bool(findings)
    if wanted.by_area:
        return bool(report.graded_areas or findings)
    return bool(report.graded_areas or findings or report.stakeholder_responses)


def words_of_finding(finding: Finding) -> dict[str, str]:
    """Return the fields of a finding that hold words, by name."""
    return {"summary": finding.summary}


def words_of_response(response: Response) -> dict[str, str]:
    """Return the fields of a response that hold words, by name."""
    fields = ("name", "role", "organisation", "summary", "quote")
    return {field: words for field in fields if (words := getattr(response, field))}


def mentions(words: str, text: str) -> bool:
    """Tell whether the text occurs in the words, in any case."""
    return text.casefold() in words.casefold()


def _passes(entry: GradedArea, report: Report, wanted: Selection) -> bool:
    if wanted.areas and entry.area.id not in wanted.areas:
        return False
    if not wanted.by_grade:
        return True
    grade = entry.grade
    if not isinstance(grade, Grade) or (wanted.grades and grade not in wanted.grades):
        return False
    if not wanted.at_least and not wanted.at_most:
        return True
    if not report.cycle.scale:  # nobody knows the order of its grades
        return False
    above = wanted.at_least is None or grade.is_at_least(wanted.at_least)
    below = wanted.at_most is None or wanted.at_most.is_at_least(grade)
    return above and below


def _findings(findings: tuple[Finding, ...], areas: Iterable[str], wanted: Selection) -> tuple[Finding, ...]:
    def wants(finding: Finding) -> bool:
        if wanted.by_area and (finding.area is None or finding.area.id not in areas):
            return False
        return _fits(finding, wanted)

    return tuple(filter(wants, findings))


def _fits(finding: Finding, wanted: Selection) -> bool:
    """Tell whether a finding is of a wanted kind and mentions the wanted text, wherever it belongs."""
    if wanted.kinds and finding.kind not in wanted.kinds:
        return False
    return _mentions((*words_of_finding(finding).values(), *_name(finding.area)), wanted.text)


def _words_of_area(entry: GradedArea) -> tuple[str, ...]:
    return (entry.area.name, entry.note or "")


def _name(area: Area | None) -> tuple[str, ...]:
    return (area.name,) if area else ()


def _mentions(words: Iterable[str], text: str) -> bool:
    return not text or any(mentions(word, text) for word in words)
