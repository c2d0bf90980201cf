"""Warnings about contradictions between the fields of a report."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as AbstractMapping
from datetime import date

from peelcli.loading.fields import EXCERPT, is_date
from peelcli.loading.problems import ProblemLog
from peelcli.model.report import Grade, Report
from peelcli.reading.nodes import Mapping, Sequence, Text

_CHECK_BOTH = "Check both; if the sources disagree, say so in a note."


def check_counts(report: Report, node: Mapping, log: ProblemLog) -> None:
    """Warn if the listed grades exceed or contradict the announced ones. Fewer are fine: not all are known."""
    if report.stated_counts is not None:
        _check_stated(report, report.stated_counts, node, log)
    elif report.graded_total is not None and report.known > report.graded_total:
        message = f"{report.graded_total} graded areas stated, but {report.known} listed below."
        log.warning(node.place_of("graded_total"), "counts", message, _CHECK_BOTH)
    if report.complete and report.expected is not None and report.known < report.expected:
        message = f"`complete` is true, but {report.known} of {report.expected} grades are listed."
        hint = "Add the missing grades or leave `complete` out."
        log.warning(node.place_of("complete"), "complete", message, hint)


def _check_stated(report: Report, stated: AbstractMapping[Grade, int], node: Mapping, log: ProblemLog) -> None:
    total = report.graded_total
    for grade, listed in report.counts.items():
        if listed > stated.get(grade, 0):
            message = f"{stated.get(grade, 0)} {grade.value} stated, but {listed} listed below."
            log.warning(node.place_of("stated_counts"), "counts", message, _CHECK_BOTH)
    if total is not None and total != sum(stated.values()):
        message = f"`graded_total` is {total}, but `stated_counts` add up to {sum(stated.values())}."
        log.warning(node.place_of("graded_total"), "counts", message, _CHECK_BOTH)
    if log.thorough and report.complete is not False and _fits_with_separate(report, stated):
        message = "these counts only agree with the grades below if separate grades are counted too."
        hint = "Leave `separate` out if the inspectorate counts the grade here; otherwise check the counts."
        log.warning(node.place_of("stated_counts"), "counts", message, hint)


def _fits_with_separate(report: Report, stated: AbstractMapping[Grade, int]) -> bool:
    """Return whether separate grades exactly account for the stated counts that the listed grades leave."""
    missing = {grade: stated.get(grade, 0) - report.counts.get(grade, 0) for grade in Grade}
    separate = [entry.grade for entry in report.graded_areas if entry.separate]
    fits = all(0 <= number <= separate.count(grade) for grade, number in missing.items())
    return fits and any(missing.values())


def check_sources(report: Report, node: Mapping, log: ProblemLog, used: Collection[str]) -> None:
    """Warn about sources that nothing refers to; `used` are the ids that the report refers to."""
    sources = node.get("sources")
    if not isinstance(sources, Mapping):
        return
    unused = report.sources.keys() - used
    for key in sources:
        if key.strip() in unused:
            message = f"nothing refers to source {key.strip()[:EXCERPT]!r}."
            log.warning(sources.place_of(key), "unused-source", message, "Leave it out, or name it where it belongs.")


def check_dates(report: Report, node: Mapping, log: ProblemLog) -> None:
    """Warn about dates in the future or in an unlikely order, at their common precision."""
    today = date.today().isoformat()
    for key, day in (("inspected", report.inspected), ("published", report.published)):
        if day and day > today[: len(day)]:
            log.warning(node[key].place, "date", f"{day} is in the future.", "Check the date.")
    inspected, published = report.inspected, report.published
    if inspected and published and _is_before(published, inspected):
        message = f"published in {published}, before the inspection in {inspected}."
        log.warning(node["published"].place, "date", message, "Check both dates.")
    responses = node.get("stakeholder_responses")
    for item in responses if published and isinstance(responses, Sequence) else ():
        said = item.get("date") if isinstance(item, Mapping) else None
        if isinstance(said, Text) and is_date(said.strip()) and published and _is_before(said.strip(), published):
            message = f"this response of {said.strip()} is older than the report."
            log.warning(said.place, "date", message, "Check both dates.")


def _is_before(one: str, other: str) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]
