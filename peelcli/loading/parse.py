"""Parse trees into reports. All problems of a file are collected, each with its place and a hint.

Lenient about spelling variants (`Requires Improvement`), never about meaning: `inadquate` is an error, not a guess.
"""

from collections.abc import Iterator
from typing import NamedTuple

from peelcli.errors import BadData, Problem
from peelcli.loading.checks import check_counts, check_dates, check_sources
from peelcli.loading.fields import (
    ENVELOPE,
    EXCERPT,
    MOST_ENTRIES,
    REPORT,
    RESPONSE,
    SOURCE,
    Fields,
    describe,
    is_web_address,
)
from peelcli.loading.grading import Grading
from peelcli.loading.problems import ProblemLog, TooManyProblems
from peelcli.model import reference
from peelcli.model.names import normalise, slugify
from peelcli.model.report import IMPROVEMENT_KINDS, PRAISE_KINDS, Cycle, Force, Report, Response, Source
from peelcli.reading.nodes import Document, Mapping, Node, Nothing, Sequence, Text

FORMAT_VERSION = 1


class Parsed(NamedTuple):
    """The reports of a document and its problems; any problem that is not just a warning means no reports."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def parse(document: Document, thorough: bool = False) -> Parsed:
    """Parse a document into reports.

    With `thorough`, add warnings for careful authors: grades without a source, findings without an area,
    unused sources, sources without a web address, dates in an unlikely order.
    """
    log = ProblemLog(document, thorough)
    reports: list[Report] = []
    malformed: tuple[Problem, ...] = ()
    try:
        nodes = (node for root in document.roots for node in _reports_in(root, log))
        for number, node in enumerate(nodes):
            if number == MOST_ENTRIES:
                message = f"there are more than {MOST_ENTRIES:,} reports in this file."
                log.problem(node.place, "too-many", message, "Split the file.")
                break
            report = _ReportReader(node, log).report()
            if not log.problems:
                reports.append(report)
        if not reports and not log.problems:
            log.problem(0, "no-report", "there is no report in this file.", "See `peel new` for a template.")
    except TooManyProblems:
        pass
    except BadData as error:
        malformed = error.problems
    return Parsed(() if log.problems or malformed else tuple(reports), log.ordered() + malformed)


# --- from the document down to one report ----------------------------------------------------------------------------


def _reports_in(root: Node, log: ProblemLog) -> Iterator[Mapping]:
    """Yield the reports of one tree: one, a list of them, or the output of peel."""
    if isinstance(root, Nothing):
        return
    if isinstance(root, Mapping) and "rows" in root:
        view = root.get("view")
        which = f" ({view[:EXCERPT]})" if isinstance(view, Text) else ""
        log.problem(root.place, "rows", f"these are rows{which}, not reports.", "`peel summary --json` gives reports.")
        return
    if isinstance(root, Mapping) and "reports" in root:
        values = Fields(log).read(root, ENVELOPE)
        _check_version(values.get("peel"), root, log)
        root = values["reports"]
    if isinstance(root, Mapping):
        yield root
    elif isinstance(root, Sequence):
        for item in root:
            if isinstance(item, Mapping):
                yield item
            else:
                log.problem(item.place, "type", f"this must be a report, not {describe(item)}.", "See `peel new`.")
    else:
        message = f"this file contains only {describe(root)}."
        log.problem(root.place, "type", message, "A report has keys such as `force:`.")


def _check_version(version: str | None, node: Mapping, log: ProblemLog) -> None:
    if version is None or version == str(FORMAT_VERSION):
        return
    place = node["peel"].place
    if version.isdigit() and version.isascii() and len(version) < 9 and int(version) > FORMAT_VERSION:
        message = f"this is format {version}; this version of peel reads nothing newer than format {FORMAT_VERSION}."
        log.problem(place, "version", message, "Install a newer peel.")
    else:
        message = f"{version[:EXCERPT]!r} is not a version of the format."
        log.problem(place, "version", message, f"Write {FORMAT_VERSION}.")


class _ReportReader:
    """A reader of one report. Each method returns a part of it and records its problems."""

    def __init__(self, node: Mapping, log: ProblemLog) -> None:
        self.node = node
        self.log = log
        self.fields = Fields(log)

    def report(self) -> Report:
        """Return the report."""
        node, log, fields = self.node, self.log, self.fields
        values = fields.read(node, REPORT)
        _check_version(values.pop("peel", None), node, log)
        values["force"] = self._force(values["force"])
        values["cycle"] = self._cycle(values["cycle"])
        values["sources"] = self._sources(values.get("sources", Mapping()))
        grading = Grading(values["cycle"], fields)
        values["graded_areas"] = grading.graded_areas(values["graded_areas"])
        values["stated_counts"] = grading.counts(values.get("stated_counts"))
        for key, kinds in (("improvement_areas", IMPROVEMENT_KINDS), ("praise", PRAISE_KINDS)):
            values[key] = grading.findings(values.get(key, ()), kinds)
        responses = fields.entries(values.get("stakeholder_responses", ()), RESPONSE)
        values["stakeholder_responses"] = tuple(Response(**response) for _, response in responses)
        if not isinstance(node.get("sources"), (Text, Sequence)):  # that is a problem enough
            fields.check_references(values["sources"])
        report = Report(**values)
        if not report.filtered and not log.problems:
            check_counts(report, node, log)
        if self.log.thorough:
            check_sources(report, node, log, {id for id, _ in fields.references})
            check_dates(report, node, log)
        return report

    def _force(self, words: str) -> Force:
        force = reference.find_force(words) if words else Force("", "")
        if force is not None:
            return force
        force = Force(slugify(words), words)
        place = self.node["force"].place
        if not force.id:
            message = f"{words[:EXCERPT]!r} is not a name."
            self.log.problem(place, "force", message, "Write the name of the police force.")
        elif "fire" in force.id.split("-"):
            message = f"{words[:EXCERPT]!r} sounds like a fire service."
            self.log.warning(place, "fire", message, "PEEL inspects police forces only.")
        elif self.log.thorough:
            message = f"{words[:EXCERPT]!r} is not one of the 43 territorial forces that PEEL inspects."
            forces = reference.forces()
            names = (force.name for force in forces.values())
            hint = self.log.suggest(words, names, "") or self.log.suggest(words, forces, "It is kept as written.")
            self.log.warning(place, "force", message, hint)
        return force

    def _cycle(self, words: str) -> Cycle:
        cycle = reference.find_cycle(words)
        if cycle is not None:
            return cycle
        if words and normalise(words) != reference.UNKNOWN:
            message = f"{words[:EXCERPT]!r} is not a known cycle; it is kept as written."
            hint = reference.about_year(words) or f"Known cycles are {', '.join(reference.cycles())}."
            self.log.warning(self.node["cycle"].place, "cycle", message, hint)
            return Cycle(words, words)
        if words:
            hint = "Grades cannot be compared with others."
            self.log.warning(self.node["cycle"].place, "cycle", "the cycle is not known.", hint)
        return Cycle(reference.UNKNOWN, "Unknown cycle")

    def _sources(self, node: Mapping) -> dict[str, Source]:
        sources: dict[str, Source] = {}
        for key, item in node.items():
            id = key.strip()
            if not id or id in sources:
                message = f"the source id {key[:EXCERPT]!r} is {'used twice' if id else 'empty'}."
                self.log.problem(node.place_of(key), "source", message, "Give each source a short id of its own.")
            elif not isinstance(item, Mapping):
                message = f"source {id[:EXCERPT]!r} must be a mapping, not {describe(item)}."
                self.log.problem(item.place, "type", message, "Write `url:` and the address below it.")
                sources[id] = Source(id)  # the id itself is valid, and so are references to it
            else:
                sources[id] = source = Source(id, **self.fields.read(item, SOURCE))
                if self.log.thorough and (source.url is None or not is_web_address(source.url)):
                    place = item["url"].place if "url" in item else node.place_of(key)
                    message = f"source {id[:EXCERPT]!r} has no web address."
                    self.log.warning(place, "address", message, "An address begins with https://.")
        return sources
