"""Queries: find and filter reports, and return one frozen result. Independent of click."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from peelcli.answers.filters import Filters, filter_report, is_announced, is_match, unlinked_findings
from peelcli.answers.scope import Asked, scope_of
from peelcli.errors import WrongRequest
from peelcli.loading.catalogue import Catalogue
from peelcli.model import reference
from peelcli.model.suggestions import find_areas, foreign_areas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peelcli.answers.scope import Scope
    from peelcli.errors import Problem
    from peelcli.loading.catalogue import Loaded
    from peelcli.loading.reports import Watch
    from peelcli.model.report import Cycle, Report


class Query(NamedTuple):
    """The reports that a command line names, and the filters on them.

    `folders` hold further reports (`--data`); `cycle` and `forces` narrow the choice before the newest report is
    chosen. `areas` are as they were typed.
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

    Both are in the same order. `asked` is the request beyond them. `hints` are for the user, `fallback` is
    one for rows, where the report was not named; `warnings` are about the files that were read.
    """

    reports: tuple[Report, ...]
    filtered: tuple[Report, ...]
    filters: Filters = Filters()
    asked: Asked = Asked()
    warnings: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()

    @property
    def matching(self) -> tuple[Report, ...]:
        """The unfiltered reports that have matching entries, or in whose announced counts a grade occurs."""
        pairs = zip(self.reports, self.filtered, strict=True)
        return tuple(
            report
            for report, filtered in pairs
            if is_match(filtered, self.filters) or is_announced(report, self.filters)
        )

    @property
    def separate(self) -> tuple[Report, ...]:
        """The matching reports of which only grades from separate reports pass the filters."""
        if not self.filters.by_grade:
            return ()
        return tuple(
            report
            for report, filtered in zip(self.reports, self.filtered, strict=True)
            if filtered.graded_areas
            and all(entry.separate for entry in filtered.graded_areas)
            and not is_announced(report, self.filters)
        )

    @property
    def unlinked(self) -> int:
        """The number of findings left out only because they are not linked to an area."""
        return sum(unlinked_findings(report, self.filters) for report in self.reports)

    def scope(self, section: str, texts: Sequence[str] = ()) -> Scope:
        """Return the scope of an answer about a section of these reports; `texts` were searched for."""
        return scope_of(self.reports, self.filters, self.asked, section, texts)


def named(query: Query, watch: Watch) -> Found:
    """Find the named reports, else `$PEEL_REPORT`, else the newest report on the default force."""
    _refuse_all_with_names(query)
    default = os.environ.get("PEEL_REPORT")
    names = query.names or ((default,) if default and not query.forces else ())
    found = _find(query, watch, lambda catalogue: catalogue.load(names, query.everything))
    if query.names or query.everything or query.forces or not found.reports:
        return found
    which = f"$PEEL_REPORT, {default}" if default else f"{found.reports[0].force.name}, {found.reports[0].cycle.name}"
    return found._replace(fallback=(f"this is about {which}; name a REPORT, or @newest for every force",))


def named_or_all(query: Query, watch: Watch) -> Found:
    """Find the named reports, else all of them."""
    _refuse_all_with_names(query)
    return _find(query, watch, lambda catalogue: catalogue.load(query.names, not query.names))


def named_or_newest(query: Query, watch: Watch) -> Found:
    """Find the named reports, else those of the newest cycle that has any."""
    _refuse_all_with_names(query)
    if query.names or query.everything or query.cycle:
        return named_or_all(query, watch)
    found = _find(query._replace(cycle=reference.NEWEST), watch, lambda catalogue: catalogue.load((), everything=True))
    cycle = found.reports[0].cycle.name if found.reports else "the newest cycle"
    hints = tuple(hint for hint in found.hints if hint != _none_in(reference.NEWEST))  # nobody asked for --cycle
    return found._replace(fallback=(f"this is about {cycle}; for others use --cycle or --all",), hints=hints)


def several(query: Query, watch: Watch) -> Found:
    """Find at least two reports to compare."""
    if not query.names and not query.everything and not query.forces:
        raise WrongRequest("name the reports to compare, such as: peel compare west-mercia warwickshire")
    found = named(query, watch)
    if not found.reports:
        raise WrongRequest(f"there is nothing to compare: {found.hints[-1]}.")
    if len(found.reports) < 2:
        raise WrongRequest("there is only one report; name another to compare it with.")
    return found


def history(query: Query, watch: Watch) -> Found:
    """Find all reports on one force, oldest first.

    Changes are relative to all cycles: `--cycle` only chooses the rows.
    """
    (force,) = query.names
    found = _find(query._replace(cycle=None), watch, lambda catalogue: catalogue.every_report_on(force))
    if query.cycle is None:
        return found
    chosen = found.reports[-1].cycle if query.cycle is reference.NEWEST and found.reports else query.cycle
    filtered = tuple(report for report in found.filtered if report.cycle.id == chosen.id)
    hints = found.hints if filtered else (*found.hints, _none_in(query.cycle))
    return found._replace(filtered=filtered, hints=hints)


def _find(query: Query, watch: Watch, load: Callable[[Catalogue], Loaded]) -> Found:
    loaded = load(Catalogue(query.folders, query.cycle, watch, query.forces))
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


def _refuse_all_with_names(query: Query) -> None:
    if query.everything and query.names:
        raise WrongRequest("--all selects every report: leave out --all or the names.")
