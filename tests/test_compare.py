"""Report against report: better and worse only where the inspectorate lets compare."""

from __future__ import annotations

from conftest import report

from peelcli import cycles, views
from peelcli.compare import Comparison, compare, trend
from peelcli.report import Area, Cycle, Force, Grade, GradedArea, Report, Ungraded

NORTH, SOUTH = Force("northshire-police", "Northshire Police"), Force("southshire-police", "Southshire Police")
G, RI, A, O = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.ADEQUATE, Grade.OUTSTANDING


def graded(cycle: str, grade: Grade | Ungraded, area: str = "legitimacy", force: Force = NORTH) -> Report:
    """One report with one graded area; a cycle that nobody knows is made for it alone, as the parser does."""
    known = cycles.cycle(cycle) or Cycle(cycle, cycle)
    return Report(force, known, (GradedArea(known.areas.get(area, Area(area, area.capitalize())), grade),))
