"""Queries: find and filter reports, and return one frozen result. Independent of click."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from peelcli.answers.filters import Filters, filter_report, unlinked_findings
from peelcli.answers.scope import Asked, Scope, scope_of
from peelcli.answers.views import number
from peelcli.errors import Problem, WrongRequest
from peelcli.loading.catalogue import Catalogue, Loaded
from peelcli.loading.reports import Watch
from peelcli.model import reference
from peelcli.model.report import Cycle, Report
from peelcli.model.suggestions import find_areas, foreign_areas


class Query(NamedTuple):
    """The reports that a command line names, and the filters on them.

    `folders` hold further reports (`--data`); `cycle` and `forces` narrow the choice before the newest report is
    chosen. `areas` are names as they were typed; `filters` gets their ids once the reports are known. `watch` shows the
    progress of reading.
    """

    names: tuple[str, ...] = ()
    everything: bool = False
    folders: tuple[str, ...] = ()
    cycle: Cycle | None = None
    forces: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    filters: Filters = Filters()
    watch: Watch = iter


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
    def unlinked(self) -> tuple[str, ...]:
        """A hint if findings were left out only because they are not linked to an area."""
        count = sum(unlinked_findings(report, self.filters) for report in self.reports)
        was = "was" if count == 1 else "were"
        return (f"{number(count, 'finding')} not linked to an area {was} left out by the filters",) if count else ()

    def scope(self, section: str, texts: Sequence[str] = ()) -> Scope:
        """Return the scope of an answer about a section of these reports; `texts` were searched for."""
        return scope_of(self.reports, self.filters, self.asked, section, texts)


def named_or_default(query: Query) -> Found:
    """Find the named reports, else `$PEEL_REPORT`, else the newest report on the default force."""
    default = os.environ.get("PEEL_REPORT")
    if default and not (query.names or query.everything or query.forces):
        query = query._replace(names=(default,))
    return _find(query)


def named_or_default_with_hint(query: Query) -> Found:
    """Find the named reports; without a name, say which report the answer is about."""
    found = named_or_default(query)
    if query.names or query.everything or query.forces or not found.reports:
        return found
    default, report = os.environ.get("PEEL_REPORT"), found.reports[0]
    which = f"$PEEL_REPORT, {default}" if default else f"{report.force.name}, {report.cycle.name}"
    return found._replace(hints=(f"this is about {which}; name a REPORT, or @newest for every force", *found.hints))


def named_or_all(query: Query) -> Found:
    """Find the named reports, else all of them."""
    return _find(query if query.names else query._replace(everything=True))


def named_or_newest(query: Query) -> Found:
    """Find the named reports, else those of the newest cycle that has any."""
    if query.names or query.everything or query.cycle:
        return named_or_all(query)
    found = _filtered(query, _catalogue(query, reference.NEWEST).load((), everything=True))
    cycle = found.reports[0].cycle.name if found.reports else "the newest cycle"
    return found._replace(hints=(f"this is about {cycle}; for others use --cycle or --all", *found.hints))


def several(query: Query) -> Found:
    """Find at least two reports to compare."""
    if not query.names and not query.everything and not query.forces:
        raise WrongRequest("name the reports to compare, such as: peel compare west-mercia warwickshire")
    found = named_or_default(query)
    if not found.reports:
        raise WrongRequest(f"there is nothing to compare: {found.hints[-1]}.")
    if len(found.reports) < 2:
        raise WrongRequest("there is only one report; name another to compare it with.")
    return found


def history(query: Query) -> Found:
    """Find all reports on one force, oldest first.

    All cycles are loaded, since a change needs the cycle before; `--cycle` only chooses the rows.
    """
    found = _filtered(query, _catalogue(query, None).every_report_on(*query.names))
    if query.cycle is None:
        return found
    chosen = found.reports[-1].cycle if query.cycle is reference.NEWEST and found.reports else query.cycle
    filtered = tuple(report for report in found.filtered if report.cycle.id == chosen.id)
    return (found if filtered else _with_hint_on_none(query, found))._replace(filtered=filtered)


def _find(query: Query) -> Found:
    if query.everything and query.names:
        raise WrongRequest("--all selects every report: leave out --all or the names.")
    found = _filtered(query, _catalogue(query, query.cycle).load(query.names, query.everything))
    return found if found.reports else _with_hint_on_none(query, found)


def _catalogue(query: Query, cycle: Cycle | None) -> Catalogue:
    return Catalogue(query.folders, cycle, query.forces, query.watch)


def _filtered(query: Query, loaded: Loaded) -> Found:
    """Apply the filters, with hints on what they leave out unasked."""
    filters = query.filters
    hints: list[str] = []
    if query.areas:
        filters = filters._replace(areas=find_areas(query.areas, loaded.reports))
        hints += foreign_areas(filters.areas, loaded.reports)
    if filters.by_rank and any(not report.cycle.scale for report in loaded.reports):
        hints.append("graded areas of unknown cycles were left out: their grading scale is unknown")
    return Found(
        reports=loaded.reports,
        filtered=tuple(filter_report(report, filters) for report in loaded.reports),
        filters=filters,
        asked=Asked(loaded.missing, loaded.forces),
        warnings=loaded.warnings,
        hints=tuple(hints),
    )


def _with_hint_on_none(query: Query, found: Found) -> Found:
    """Name the option that leaves none of the requested reports, if there is one."""
    if query.cycle:
        hint = f"none of the requested reports is from the {query.cycle.id} cycle (--cycle)"
    elif query.forces:
        hint = "none of the requested reports is on these forces (--force)"
    else:
        return found
    return found._replace(hints=(*found.hints, hint))
