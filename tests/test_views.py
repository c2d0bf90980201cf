"""The answers as rows: the columns that machines rely on, typed cells, and what people see of them."""

from __future__ import annotations

from peelcli import views
from peelcli.report import Area, Cycle, Force, Grade, GradedArea, Report


def odd_report(force: str, cycle: str, area: str, grade: Grade) -> Report:
    """A report of a cycle that nobody knows: the parser makes a Cycle for each."""
    return Report(Force(force.lower(), force), Cycle(cycle, cycle), (GradedArea(Area(area.lower(), area), grade),))


def test_reports_of_one_unknown_cycle_keep_all_their_areas_side_by_side() -> None:
    north = odd_report("North", "2031-33", "Robots", Grade.GOOD)
    south = odd_report("South", "2031-33", "Drones", Grade.INADEQUATE)
    wide = views.compare([north, south]).for_people()
    assert wide.rows == (("Robots", Grade.GOOD, None, ""), ("Drones", None, Grade.INADEQUATE, "?"))
