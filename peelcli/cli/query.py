"""Options to reports: find them, filter them, and return one frozen result. Knows nothing of click."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from peelcli.answers.filters import Filters, filter_report, is_match, unlinked_findings
from peelcli.errors import WrongRequest
from peelcli.loading.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from peelcli.errors import Problem
    from peelcli.loading.catalogue import Loaded, Watch
    from peelcli.model.report import Cycle, Report


class Query(NamedTuple):
    """The reports that a command line names, and the filters on them.

    `folders` hold further reports (`--data`); `cycle` narrows the choice before the newest report is chosen.
    """

    names: tuple[str, ...] = ()
    everything: bool = False
    folders: tuple[str, ...] = ()
    cycle: Cycle | None = None
    filters: Filters = Filters()


class Found(NamedTuple):
    """The reports that a query found: `reports` as they are, `filtered` with only what passed the filters.

    Both are in the same order. `hints` are for the user, `warnings` are about the files that were read.
    """

    reports: tuple[Report, ...]
    filtered: tuple[Report, ...]
    filters: Filters = Filters()
    warnings: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def matching(self) -> tuple[Report, ...]:
        """The whole reports in which something matches the filters."""
        pairs = zip(self.reports, self.filtered, strict=True)
        return tuple(report for report, filtered in pairs if is_match(filtered, self.filters))

    @property
    def unlinked(self) -> int:
        """How many findings the filters left out only because they are not linked to an area."""
        return sum(unlinked_findings(report, self.filters) for report in self.reports)


def named(query: Query, watch: Watch) -> Found:
    """Find the named reports, else `$PEEL_REPORT`, else the newest report on the default force."""
    _refuse_all_with_names(query)
    names = query.names or tuple(filter(None, [os.environ.get("PEEL_REPORT")]))
    return _find(query, watch, lambda catalogue: catalogue.load(names, query.everything))


def named_or_all(query: Query, watch: Watch) -> Found:
    """Find the named reports, else all of them."""
    _refuse_all_with_names(query)
    return _find(query, watch, lambda catalogue: catalogue.load(query.names, not query.names))


def several(query: Query, watch: Watch) -> Found:
    """Find at least two reports to compare."""
    if not query.names and not query.everything:
        raise WrongRequest("name the reports to compare, such as: peel compare west-mercia warwickshire")
    found = named(query, watch)
    if not found.reports:
        raise WrongRequest(f"there is nothing to compare: {found.hints[-1]}.")
    if len(found.reports) < 2:
        raise WrongRequest("there is only one report; name another to compare it with.")
    return found


def history(query: Query, watch: Watch) -> Found:
    """Find all reports on one force, oldest first.

    A change is judged against all cycles: `--cycle` only chooses what is shown.
    """
    (force,) = query.names
    found = _find(query._replace(cycle=None), watch, lambda catalogue: catalogue.every_report_on(force))
    if query.cycle is None:
        return found
    filtered = tuple(report for report in found.filtered if report.cycle.id == query.cycle.id)
    hints = found.hints if filtered else (*found.hints, _none_in(query.cycle))
    return found._replace(filtered=filtered, hints=hints)


def _find(query: Query, watch: Watch, load: Callable[[Catalogue], Loaded]) -> Found:
    loaded = load(Catalogue(query.folders, query.cycle, watch))
    filters = query.filters
    hints = []
    if filters.by_rank and any(not report.cycle.scale for report in loaded.reports):
        hints.append("graded areas of unknown cycles were left out: their grading scale is unknown")
    if query.cycle and not loaded.reports:
        hints.append(_none_in(query.cycle))
    return Found(
        reports=loaded.reports,
        filtered=tuple(filter_report(report, filters) for report in loaded.reports),
        filters=filters,
        warnings=loaded.warnings,
        hints=tuple(hints),
    )


def _none_in(cycle: Cycle) -> str:
    return f"none of the requested reports is from the {cycle.id} cycle (--cycle)"


def _refuse_all_with_names(query: Query) -> None:
    if query.everything and query.names:
        raise WrongRequest("--all selects every report: leave out --all or the names.")
