"""Queries: find and filter reports, and return one frozen result. Independent of click."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from peelcli.answers.filters import Filters, filter_report, is_announced, is_match, unlinked_findings
from peelcli.answers.scope import Asked, scope_of
from peelcli.answers.views import number
from peelcli.errors import WrongRequest
from peelcli.loading.catalogue import Catalogue
from peelcli.model import reference
from peelcli.model.suggestions import find_areas, foreign_areas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peelcli.answers.scope import Scope
    from peelcli.errors import Problem
    from peelcli.loading.reports import Watch
    from peelcli.model.report import Cycle, Report


class Query(NamedTuple):
    """The reports that a command line names, and the filters on them.

    `folders` hold further reports (`--data`); `cycle` and `forces` narrow the choice before the newest report is
    chosen. `areas` are names as they were typed; `filters` gets their ids once the reports are known.
    """

    names: tuple[str, ...] = ()
    everything: bool = False
    folders: tuple[str, ...] = ()
    cycle: Cycle | None = None
    forces: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    filters: Filters = Filters()


class Found(NamedTuple):
    """The reports that a query found: `reports` unfiltered, `filtered` with only the matching entries.

    Both are in the same order and, except after `history`, of the same length. `asked` says how many forces the request
    covers, and which forces and cycles have no report. `hints` are for the user; `warnings` are about the files read.
    """

    reports: tuple[Report, ...]
    filtered: tuple[Report, ...]
    filters: Filters = Filters()
    asked: Asked = Asked()
    warnings: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def matching(self) -> tuple[Report, ...]:
        """The unfiltered reports that have matching entries, or in whose announced counts a grade occurs."""
        pairs, filters = zip(self.reports, self.filtered, strict=True), self.filters
        return tuple(report for report, kept in pairs if is_match(kept, filters) or is_announced(report, filters))

    @property
    def separate(self) -> tuple[Report, ...]:
        """The reports that match only through a grade from a separate report."""
        graded = zip(self.reports, (report.graded_areas for report in self.filtered), strict=True)
        return tuple(
            report
            for report, kept in graded
            if self.filters.by_grade
            and kept
            and all(entry.separate for entry in kept)
            and not is_announced(report, self.filters)
        )

    @property
    def unlinked(self) -> tuple[str, ...]:
        """A hint if findings were left out only because they are not linked to an area."""
        count = sum(unlinked_findings(report, self.filters) for report in self.reports)
        was = "was" if count == 1 else "were"
        return (f"{number(count, 'finding')} not linked to an area {was} left out by the filters",) if count else ()

    def scope(self, section: str, texts: Sequence[str] = ()) -> Scope:
        """Return the scope of an answer about a section of these reports; `texts` were searched for."""
        return scope_of(self.reports, self.filters, self.asked, section, texts)


def named_or_default(query: Query, watch: Watch) -> Found:
    """Find the named reports, else `$PEEL_REPORT`, else the newest report on the default force."""
    default = os.environ.get("PEEL_REPORT")
    if default and not (query.names or query.everything or query.forces):
        query = query._replace(names=(default,))
    return _find(query, watch)


def named_or_default_with_hint(query: Query, watch: Watch) -> Found:
    """Find the named reports; without a name, say which report the answer is about."""
    found = named_or_default(query, watch)
    if query.names or query.everything or query.forces or not found.reports:
        return found
    default, report = os.environ.get("PEEL_REPORT"), found.reports[0]
    which = f"$PEEL_REPORT, {default}" if default else f"{report.force.name}, {report.cycle.name}"
    return found._replace(hints=(f"this is about {which}; name a REPORT, or @newest for every force", *found.hints))


def named_or_all(query: Query, watch: Watch) -> Found:
    """Find the named reports, else all of them."""
    return _find(query if query.names else query._replace(everything=True), watch)


def named_or_newest(query: Query, watch: Watch) -> Found:
    """Find the named reports, else those of the newest cycle that has any."""
    if query.names or query.everything or query.cycle:
        return named_or_all(query, watch)
    found = _find(query._replace(cycle=reference.NEWEST, everything=True), watch)
    cycle = found.reports[0].cycle.name if found.reports else "the newest cycle"
    hints = (hint for hint in found.hints if hint != _none_in(reference.NEWEST))  # nobody asked for --cycle
    return found._replace(hints=(f"this is about {cycle}; for others use --cycle or --all", *hints))


def several(query: Query, watch: Watch) -> Found:
    """Find at least two reports to compare."""
    if not query.names and not query.everything and not query.forces:
        raise WrongRequest("name the reports to compare, such as: peel compare west-mercia warwickshire")
    found = named_or_default(query, watch)
    if not found.reports:
        raise WrongRequest(f"there is nothing to compare: {found.hints[-1]}.")
    if len(found.reports) < 2:
        raise WrongRequest("there is only one report; name another to compare it with.")
    return found


def history(query: Query, watch: Watch) -> Found:
    """Find all reports on one force, oldest first.

    All cycles are loaded, since a change needs the cycle before; `--cycle` only chooses the rows.
    """
    found = _find(query._replace(cycle=None), watch, all_cycles=True)
    if query.cycle is None:
        return found
    chosen = found.reports[-1].cycle if query.cycle is reference.NEWEST and found.reports else query.cycle
    filtered = tuple(report for report in found.filtered if report.cycle.id == chosen.id)
    hints = found.hints if filtered else (*found.hints, _none_in(query.cycle))
    return found._replace(filtered=filtered, hints=hints)


def _find(query: Query, watch: Watch, all_cycles: bool = False) -> Found:
    if query.everything and query.names:
        raise WrongRequest("--all selects every report: leave out --all or the names.")
    catalogue = Catalogue(query.folders, query.cycle, watch, query.forces)
    loaded = catalogue.every_report_on(*query.names) if all_cycles else catalogue.load(query.names, query.everything)
    filters = query.filters._replace(areas=find_areas(query.areas, loaded.reports))
    hints = list(foreign_areas(filters.areas, loaded.reports))
    if filters.by_rank and any(not report.cycle.scale for report in loaded.reports):
        hints.append("graded areas of unknown cycles were left out: their grading scale is unknown")
    if not loaded.reports and (query.cycle or query.forces):
        hints.append(
            _none_in(query.cycle) if query.cycle else "none of the requested reports is on these forces (--force)"
        )
    return Found(
        reports=loaded.reports,
        filtered=tuple(filter_report(report, filters) for report in loaded.reports),
        filters=filters,
        asked=Asked(loaded.missing, loaded.forces),
        warnings=loaded.warnings,
        hints=tuple(hints),
    )


def _none_in(cycle: Cycle) -> str:
    return f"none of the requested reports is from the {cycle.id} cycle (--cycle)"
