"""Parse trees into reports. All problems of a file are collected, each with its place and a hint.

Lenient about spelling variants (`Requires Improvement`), never about meaning: `inadquate` is an error, not a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from peelcli.errors import BadData, Problem
from peelcli.loading.checks import check_counts, check_dates, check_sources
from peelcli.loading.fields import EXCERPT, Fields, Sources, describe, keys
from peelcli.loading.grading import AREA_KEYS, Grading
from peelcli.loading.problems import ProblemLog, TooManyProblems
from peelcli.model import reference
from peelcli.model.names import normalise, slugify
from peelcli.model.report import (
    IMPROVEMENT_KINDS,
    PRAISE_KINDS,
    Cycle,
    Finding,
    Force,
    Report,
    Response,
    Source,
)
from peelcli.model.texts import is_web_address
from peelcli.reading import Document, Mapping, Node, Nothing, Sequence, Text

__all__ = [
    "AREA_KEYS",
    "ENVELOPE_KEYS",
    "FINDING_KEYS",
    "REPORT_KEYS",
    "RESPONSE_KEYS",
    "SOURCE_KEYS",
    "Parsed",
    "parse",
]

FORMAT_VERSION = 1

ENVELOPE_KEYS = keys("peel", "version", "data", "licence", "reports", "warnings")
REPORT_KEYS = keys(
    "peel",
    "force",
    "cycle",
    "inspected",
    "published",
    "published_source",
    "report_url",
    "summary",
    "stated_counts",
    "graded_total",
    "counts_source",
    "complete",
    "graded_areas",
    "improvement_areas",
    "praise",
    "stakeholder_responses",
    "notes",
    "sources",
    "filtered",
)
FINDING_KEYS = keys("summary", "area", "kind", "since", "source", "also")
RESPONSE_KEYS = keys("name", "role", "organisation", "summary", "quote", "date", "source", "also")
SOURCE_KEYS = keys("title", "publisher", "url", "published")


class Parsed(NamedTuple):
    """The reports of a document and its problems; any problem that is not just a warning means no reports."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def parse(document: Document, thorough: bool = False) -> Parsed:
    """Parse a document into reports.

    With `thorough`, add warnings for careful authors: grades without a source, findings without an area,
    unused sources, sources without a web address, dates in an unlikely order.
    """
    log = ProblemLog(document)
    reports: list[Report] = []
    malformed: tuple[Problem, ...] = ()
    too_many = False
    try:
        for node in _report_nodes(document, log):
            report = _ReportReader(node, log, thorough).report()
            if not log.problems:
                reports.append(report)
        if not reports and not log.problems:
            log.problem(0, "no-report", "there is no report in this file.", "See `peel new` for a template.")
    except TooManyProblems:
        too_many = True
    except BadData as error:
        malformed = error.problems
    problems = log.ordered(too_many) + malformed
    return Parsed(() if log.problems or malformed else tuple(reports), problems)


# --- from the document down to one report ----------------------------------------------------------------------------


def _report_nodes(document: Document, log: ProblemLog) -> Iterator[Mapping]:
    """Yield the reports of a document, whose trees are built on demand."""
    for root in document.roots:
        yield from _reports_in(root, log)


def _reports_in(root: Node, log: ProblemLog) -> Iterator[Mapping]:
    """Yield the reports of one YAML document or JSON text: one, a list of them, or the output of peel."""
    if isinstance(root, Nothing):
        return
    if isinstance(root, Mapping) and "rows" in root:
        view = root.get("view")
        which = f" ({view[:EXCERPT]})" if isinstance(view, Text) else ""
        log.problem(root.place, "rows", f"these are rows{which}, not reports.", "`peel summary --json` gives reports.")
        return
    if isinstance(root, Mapping) and "reports" in root:
        envelope = Fields(root, log)
        _check_version(envelope)
        envelope.extra("peel's output", ENVELOPE_KEYS)
        root = envelope.items("reports")
    if isinstance(root, Mapping):
        yield root
    elif isinstance(root, Sequence):
        for item in root:
            if isinstance(item, Mapping):
                yield item
            else:
                log.problem(item.place, "type", f"{describe(item)} stands where a report must be.", "See `peel new`.")
    else:
        message = f"this file holds only {describe(root)}."
        log.problem(root.place, "type", message, "A report has keys such as `force:`.")


def _check_version(fields: Fields) -> None:
    version = fields.text("peel")
    if version is None or version == str(FORMAT_VERSION):
        return
    place = fields.place_of("peel")
    if version.isdigit() and version.isascii() and len(version) < 9 and int(version) > FORMAT_VERSION:
        message = f"this is format {version}; this version of peel reads nothing newer than format {FORMAT_VERSION}."
        fields.log.problem(place, "version", message, "Install a newer peel.")
    else:
        message = f"{version[:EXCERPT]!r} is not a version of the format."
        fields.log.problem(place, "version", message, f"Write {FORMAT_VERSION}.")


class _ReportReader:
    """A reader of one report. Each method returns a part of it and logs its problems."""

    def __init__(self, node: Mapping, log: ProblemLog, thorough: bool) -> None:
        self.log = log
        self.thorough = thorough
        self.sources = self._sources(Fields(node, log))
        self.fields = Fields(node, log, self.sources)
        self.grading = Grading(self._cycle(), log, thorough)

    def report(self) -> Report:
        """Return the report."""
        fields, grading = self.fields, self.grading
        _check_version(fields)
        extra = fields.extra("a report", REPORT_KEYS)
        report = Report(
            force=self._force(),
            cycle=grading.cycle,
            graded_areas=grading.graded_areas(fields),
            improvement_areas=self._findings("improvement_areas", IMPROVEMENT_KINDS),
            praise=self._findings("praise", PRAISE_KINDS),
            stakeholder_responses=self._responses(),
            notes=fields.texts("notes"),
            sources=tuple(self.sources.by_id.values()),
            inspected=fields.date("inspected"),
            published=fields.date("published"),
            published_source=fields.source("published_source"),
            summary=fields.text("summary"),
            stated_counts=grading.counts(fields),
            counts_source=fields.source("counts_source"),
            complete=fields.boolean("complete"),
            report_url=fields.web_address("report_url"),
            graded_total=fields.number("graded_total"),
            extra=extra,
            filtered=fields.texts("filtered"),
        )
        if not report.filtered and not self.log.problems:
            check_counts(report, fields, self.thorough)
        if self.thorough:
            check_sources(fields)
            check_dates(report, fields)
        return report

    def _force(self) -> Force:
        words = self.fields.text("force", required="Write the name of the police force.")
        if words is None:
            return Force("", "")
        force = reference.find_force(words)
        if force is not None:
            return force
        force = Force(slugify(words), words)
        place = self.fields.place_of("force")
        if not force.id:
            message = f"{words[:EXCERPT]!r} is not a name."
            self.log.problem(place, "force", message, "Write the name of the police force.")
        elif re.search(r"\bfire\b", words, re.IGNORECASE):
            message = f"{words[:EXCERPT]!r} sounds like a fire service."
            self.log.warning(place, "fire", message, "PEEL inspects police forces only.")
        elif self.thorough:
            message = f"{words[:EXCERPT]!r} is not one of the 43 territorial forces that PEEL inspects."
            names = (force.name for force in reference.forces().values())
            self.log.warning(place, "force", message, self.log.suggest(words, names, "It is kept as written."))
        return force

    def _cycle(self) -> Cycle:
        words = self.fields.text("cycle", required="Write a cycle such as 2023-25, or unknown.")
        if words is None:
            return Cycle(reference.UNKNOWN, "Unknown cycle")
        cycle = reference.find_cycle(words)
        if cycle is not None:
            return cycle
        place = self.fields.place_of("cycle")
        if normalise(words) == reference.UNKNOWN:
            self.log.warning(place, "cycle", "the cycle is not known.", "Grades cannot be compared with others.")
            return Cycle(reference.UNKNOWN, "Unknown cycle")
        message = f"{words[:EXCERPT]!r} is not a known cycle; it is kept as written."
        hint = reference.about_year(words) or f"Known cycles are {', '.join(reference.cycles())}."
        self.log.warning(place, "cycle", message, hint)
        return Cycle(words, words)

    def _findings(self, key: str, kinds: tuple[str, ...]) -> tuple[Finding, ...]:
        findings = []
        for fields in self.fields.mappings(key, "a finding"):
            finding = Finding(
                extra=fields.extra("a finding", FINDING_KEYS),
                summary=fields.text("summary", required="Describe the finding in a sentence.") or "",
                kind=self._kind(fields, kinds),
                area=self.grading.area(fields),
                since=fields.text("since"),
                source=fields.source("source"),
                also=fields.more_sources("also"),
            )
            if self.thorough and finding.area is None and finding.summary:
                message = "this finding is not linked to an area."
                self.log.warning(fields.place, "no-area", message, "Add `area:` if it is about one.")
            findings.append(finding)
        return tuple(findings)

    def _kind(self, fields: Fields, kinds: tuple[str, ...]) -> str:
        words = fields.text("kind")
        kind = kinds[0] if words is None else slugify(words)
        if words is not None and kind not in kinds:
            hint = self.log.suggest(kind, kinds, f"Write one of {', '.join(kinds)}.")
            message = f"{words[:EXCERPT]!r} is not a kind of finding for this list."
            self.log.problem(fields.place_of("kind"), "kind", message, hint)
        return kind

    def _responses(self) -> tuple[Response, ...]:
        return tuple(
            Response(
                extra=fields.extra("a response", RESPONSE_KEYS),
                name=fields.text("name", required="Write who said it.") or "",
                summary=fields.text("summary", required="Describe in a sentence what was said.") or "",
                role=fields.text("role"),
                organisation=fields.text("organisation"),
                quote=fields.text("quote"),
                date=fields.date("date"),
                source=fields.source("source"),
                also=fields.more_sources("also"),
            )
            for fields in self.fields.mappings("stakeholder_responses", "a response")
        )

    def _sources(self, report: Fields) -> Sources:
        value = report.mapping.get("sources")
        if value is None or isinstance(value, Nothing):
            return Sources({})
        if not isinstance(value, Mapping):
            message = f"`sources` must be a mapping, not {describe(value)}."
            hint = "Write an id for each source, and `title:` and `url:` below it."
            self.log.problem(value.place, "type", message, hint)
            return Sources({}, lost=True)
        sources: dict[str, Source] = {}
        for key, item in value.items():
            id = key.strip()
            if not id or id in sources:
                message = f"the source id {key[:EXCERPT]!r} is {'used twice' if id else 'empty'}."
                self.log.problem(value.place_of(key), "source", message, "Give each source a short id of its own.")
            elif not isinstance(item, Mapping):
                message = f"source {id[:EXCERPT]!r} must be a mapping, not {describe(item)}."
                self.log.problem(item.place, "type", message, "Write `url:` and the address below it.")
                sources[id] = Source(id)  # the id itself is valid, and so are references to it
            else:
                sources[id] = self._source(id, Fields(item, self.log), value)
        return Sources(sources)

    def _source(self, id: str, fields: Fields, sources: Mapping) -> Source:
        source = Source(
            id=id,
            title=fields.text("title"),
            publisher=fields.text("publisher"),
            url=fields.text("url"),
            published=fields.date("published"),
            extra=fields.extra("a source", SOURCE_KEYS),
        )
        if self.thorough and (source.url is None or not is_web_address(source.url)):
            place = fields.place_of("url") if "url" in fields else sources.place_of(id)
            message = f"source {id[:EXCERPT]!r} has no web address."
            self.log.warning(place, "address", message, "An address begins with https://.")
        return source
