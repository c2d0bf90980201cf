"""Reports with grades in some areas, and the scope of an answer about them."""

from __future__ import annotations

from peelcli.answers.filters import Filters
from peelcli.answers.scope import Asked, Scope, scope_of
from peelcli.model import reference
from peelcli.model.report import Force, Grade, GradedArea, Report

CYCLE = reference.cycles()["2023-25"]
SURREY, DURHAM = reference.forces()["surrey"], reference.forces()["durham"]
ALWAYS = [
    "police-powers",
    "preventing-crime",
    "responding-to-public",
    "investigating-crime",
    "protecting-vulnerable-people",
    "managing-offenders",
    "workforce",
    "leadership",
]


def graded(*ids: str, force: Force = SURREY, cycle: str = "2023-25", **changes: object) -> Report:
    """A report with good grades in some areas."""
    known = reference.cycles()[cycle]
    entries = tuple(GradedArea(known.areas[id], Grade.GOOD) for id in ids)
    return Report(force, known, entries)._replace(**changes)  # type: ignore[arg-type]


def scope(
    *reports: Report, missing: tuple[tuple[str, str], ...] = (), forces: int | None = None, **more: object
) -> Scope:
    options: dict[str, object] = {"filters": Filters(), "section": "areas"} | more
    return scope_of(reports, asked=Asked(missing, forces), **options)  # type: ignore[arg-type]
