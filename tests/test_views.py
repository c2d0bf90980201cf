"""The answers as rows: the columns that machines rely on, typed cells, and what people see of them."""

from __future__ import annotations

import json

from peelcli import cycles, views
from peelcli.errors import Problem
from peelcli.formats import FORMATS, Answer, Style
from peelcli.report import Area, Cycle, Force, Grade, GradedArea, Report


def odd_report(force: str, cycle: str, area: str, grade: Grade) -> Report:
    """A report of a cycle that nobody knows: the parser makes a Cycle for each."""
    return Report(Force(force.lower(), force), Cycle(cycle, cycle), (GradedArea(Area(area.lower(), area), grade),))


def graded_in(cycle: str, force: str) -> Report:
    """A report with a good grade for leadership."""
    known = cycles.cycles()[cycle]
    return Report(Force(force.lower(), force), known, (GradedArea(known.areas["leadership"], Grade.GOOD),))


def test_reports_of_one_unknown_cycle_keep_all_their_areas_side_by_side() -> None:
    north = odd_report("North", "2031-33", "Robots", Grade.GOOD)
    south = odd_report("South", "2031-33", "Drones", Grade.INADEQUATE)
    wide = views.compare([north, south]).for_people()
    assert wide.rows == (("Robots", Grade.GOOD, None, ""), ("Drones", None, Grade.INADEQUATE, "?"))


def test_a_grid_marks_not_stated_apart_from_not_comparable() -> None:
    grid = views.compare(
        [
            *(graded_in("2023-25", f"Force {number}") for number in range(4)),
            graded_in("2021-22", "Force 4"),
            graded_in("2025-27", "Force 5"),
        ]
    ).for_people()
    assert grid.notes == (
        "1 Leadership and force management.",
        "Blank: no grade is known.",
        "≠ 2021-22 and 2023-25: HMICFRS gives more weight to outcomes for the public and has changed part of what it "
        "inspects. It says that grades cannot be compared directly with the cycle before. "
        "(https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/kent-2023-25/)",
        "? 2023-25 and 2025-27: No statement by HMICFRS has been found on whether these grades may be compared. "
        "The framework has changed since, so draw no conclusion.",
        "≠ 2021-22 and 2025-27: More than one change of framework lies between these cycles. "
        "(Inferred from what HMICFRS says of other cycles.) "
        "(https://www.justiceinspectorates.gov.uk/hmicfrs/peel-assessments/what-is-peel/)",
    )


def test_warnings_in_json_have_the_keys_of_the_rows_of_check() -> None:
    odd = Problem("a.yaml", 2, 8, "", "cycle", "warning", "'2031' is not a known cycle.", "It is kept.", "an excerpt")
    answer = Answer(view=views.areas([]), warnings=(odd,))
    assert json.loads(FORMATS["json"].render(answer, Style()))["warnings"] == [
        {
            "path": "a.yaml",
            "line": 2,
            "column": 8,
            "code": "cycle",
            "level": "warning",
            "message": "'2031' is not a known cycle.",
            "hint": "It is kept.",
            "where": None,
        }
    ]
