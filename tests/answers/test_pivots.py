"""Comparisons and trends: as rows, and as they are displayed."""

from __future__ import annotations

import pytest
from northshire import NO_CODES, WHO, graded_in, odd_report, parsed

from peelcli.answers import pivots, views
from peelcli.answers.views import AreaName, Mark, Step, View
from peelcli.errors import WrongRequest
from peelcli.model.report import Area, Grade, Report, Ungraded

COMPARED = "The reports of 2017 say themselves whether a pillar's grade has changed since the year before. A grade carried over from 2016 is no new evidence."


LATER = [
    (*WHO, "2017", "effectiveness", "Effectiveness", Grade.REQUIRES_IMPROVEMENT, None, "2016", Grade.GOOD, "worse"),
    (*WHO, "2017", "efficiency", "Efficiency", Grade.GOOD, None, "2016", Grade.REQUIRES_IMPROVEMENT, "better"),
    (*WHO, "2017", "legitimacy", "Legitimacy", Grade.GOOD, None, "2016", Grade.GOOD, "same"),
]
EARLIER = [
    (*WHO, "2016", "effectiveness", "Effectiveness", Grade.GOOD, None, None, None, None),
    (*WHO, "2016", "efficiency", "Efficiency", Grade.REQUIRES_IMPROVEMENT, None, None, None, None),
    (*WHO, "2016", "legitimacy", "Legitimacy", Grade.GOOD, None, None, None, None),
]


def changes_in_words(row: views.Row) -> views.Row:
    return tuple(cell.word if isinstance(cell, views.Change) else cell for cell in row)


def test_compared_reports_are_rows_in_long_form_one_per_area_and_report() -> None:
    rows = pivots.compare(parsed("two-cycles.yaml")).rows
    assert [changes_in_words(row) for row in rows] == [(*row, True, COMPARED, *NO_CODES) for row in EARLIER + LATER]


def test_a_trend_is_rows_in_long_form_of_which_the_first_of_an_area_is_compared_with_nothing() -> None:
    rows = sorted(map(changes_in_words, pivots.trend(parsed("two-cycles.yaml")).rows), key=lambda row: str(row[2]))
    assert rows == [(*row, None, None, *NO_CODES) for row in EARLIER] + [
        (*row, True, COMPARED, *NO_CODES) for row in LATER
    ]


def test_compared_reports_keep_the_order_in_which_they_were_named() -> None:
    older, newer = parsed("two-cycles.yaml")
    assert [row[2] for row in pivots.compare([newer, older]).rows] == ["2017"] * 3 + ["2016"] * 3


def test_a_trend_goes_area_by_area_and_the_oldest_first() -> None:
    rows = pivots.trend(parsed("two-cycles.yaml")).rows
    assert [(row[3], row[2]) for row in rows] == [
        ("effectiveness", "2016"),
        ("effectiveness", "2017"),
        ("efficiency", "2016"),
        ("efficiency", "2017"),
        ("legitimacy", "2016"),
        ("legitimacy", "2017"),
    ]


def named(id: str, name: str) -> AreaName:
    return AreaName(Area(id, name))


PILLARS = [named(name.lower(), name) for name in ("Effectiveness", "Efficiency", "Legitimacy")]
LEADERSHIP = named("leadership", "Leadership and force management")
WORKFORCE = named("workforce", "Building, supporting and protecting the workforce")
PIVOT = (
    (PILLARS[0], Grade.GOOD, Step(Grade.REQUIRES_IMPROVEMENT, "↓", "worse than 2016")),
    (PILLARS[1], Grade.REQUIRES_IMPROVEMENT, Step(Grade.GOOD, "↑", "better than 2016")),
    (PILLARS[2], Grade.GOOD, Step(Grade.GOOD, "=", "same as 2016")),
)


def pivot(view: View) -> View:
    """The displayed view of a comparison."""
    display = view.for_display()
    assert isinstance(display, View)
    return display


def test_people_see_a_trend_with_areas_down_and_cycles_across() -> None:
    view = pivot(pivots.trend(parsed("two-cycles.yaml")))
    assert view.title == "Northshire Police through the cycles"
    assert [column.label for column in view.columns] == ["Area", "2016", "2017"]
    assert view.rows == tuple((area, Step(before), now) for area, before, now in PIVOT)


def test_people_see_areas_down_and_reports_across() -> None:
    view = pivot(pivots.compare(parsed("two-cycles.yaml")))
    assert [column.label for column in view.columns] == ["Area", "2016", "2017"]
    assert view.rows == PIVOT
    assert view.notes == (
        "Marks compare a grade with the force's earlier one, else with the first report: ↑ better, ↓ worse, "
        "= the same.",
    )


def test_across_a_break_people_see_both_grades_the_mark_and_who_says_so() -> None:
    view = pivot(pivots.compare([graded_in("2021-22", "North"), graded_in("2023-25", "North")]))
    assert view.rows == ((LEADERSHIP, Grade.GOOD, Step(Grade.GOOD, "≠", "not comparable with 2021-22")),)
    assert view.notes[1:] == (
        "≠ 2021-22 and 2023-25: HMICFRS gives more weight to outcomes for the public and has changed part of what it "
        "inspects. It says that grades cannot be compared directly with the cycle before. "
        "(https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/kent-2023-25/)",
    )


def test_two_forces_in_one_cycle_have_no_marks() -> None:
    view = pivot(pivots.compare([graded_in("2023-25", "North"), graded_in("2023-25", "South")]))
    assert [column.label for column in view.columns] == ["Area", "North", "South"]
    assert view.rows == ((LEADERSHIP, Grade.GOOD, Grade.GOOD),)


def test_an_area_that_one_report_lacks_is_empty_there() -> None:
    other = graded_in("2023-25", "South", "workforce")
    view = pivot(pivots.compare([graded_in("2023-25", "North"), other]))
    assert view.rows == ((WORKFORCE, None, Grade.GOOD), (LEADERSHIP, Grade.GOOD, None))


def test_more_than_five_reports_become_a_grid_of_forces_by_areas() -> None:
    reports = [graded_in("2023-25", f"Force {number}") for number in range(5)]
    assert len(pivot(pivots.compare(reports)).columns) == 6
    grid = pivot(pivots.compare([*reports, graded_in("2023-25", "Force 5", "workforce")]))
    assert grid.title == "Grades, PEEL 2023–25"
    assert [column.label for column in grid.columns] == ["Force", "Workforce", "Leadership"]
    assert grid.rows[0] == ("Force 0", None, Mark(Grade.GOOD))
    assert grid.rows[5] == ("Force 5", Mark(Grade.GOOD), None)
    assert grid.notes == ("Blank: no grade is known.",)


def test_machines_get_the_same_rows_however_people_see_them() -> None:
    reports = [graded_in("2023-25", f"Force {number}") for number in range(6)]
    assert [row[:6] for row in pivots.compare(reports).rows] == [
        (f"force {n}", f"Force {n}", "2023-25", "leadership", "Leadership and force management", Grade.GOOD)
        for n in range(6)
    ]


def test_reports_of_one_unknown_cycle_keep_all_their_areas_side_by_side() -> None:
    north = odd_report("North", "2031-33", "Robots", Grade.GOOD)
    south = odd_report("South", "2031-33", "Drones", Grade.INADEQUATE)
    wide = pivot(pivots.compare([north, south]))
    assert wide.rows == (
        (named("robots", "Robots"), Grade.GOOD, None),
        (named("drones", "Drones"), None, Step(Grade.INADEQUATE, "?", "perhaps not comparable")),
    )


def test_a_grid_marks_not_stated_apart_from_not_comparable() -> None:
    reports = [graded_in("2023-25", f"Force {number}") for number in range(4)]
    grid = pivot(pivots.compare([*reports, graded_in("2021-22", "Force 4"), graded_in("2025-27", "Force 5")]))
    assert [note.partition(":")[0] for note in grid.notes] == [
        "Blank",
        "≠ 2021-22 and 2023-25",
        "? 2023-25 and 2025-27",
        "≠ 2021-22 and 2025-27",
    ]


def test_columns_that_are_chosen_are_drawn_as_rows_and_not_as_a_pivot() -> None:
    chosen = pivot(pivots.compare(parsed("two-cycles.yaml")).select_columns(["area", "grade"]))
    assert chosen.rows[0] == ("effectiveness", Grade.GOOD)


# --- changes ---


def test_a_change_chooses_the_areas_of_which_both_grades_are_shown() -> None:
    view = pivots.compare(parsed("two-cycles.yaml"), changes=["better"])
    assert [row[3] for row in view.rows] == ["efficiency"]
    assert pivot(view).rows == (PIVOT[1],)


def test_a_change_in_a_trend_is_a_row_with_the_grade_before() -> None:
    view = pivots.trend(parsed("two-cycles.yaml"), changes=["worse", "same"])
    assert [(row[3], row[2]) for row in view.rows] == [("effectiveness", "2017"), ("legitimacy", "2017")]
    assert [column.label for column in pivot(view).columns][-3:] == ["Before", "Grade before", "Change"]


# --- wide ---


def test_a_wide_row_holds_a_report_and_a_column_each_area() -> None:
    north = graded_in("2023-25", "North")
    ungraded = graded_in("2023-25", "South", "workforce")
    ungraded = ungraded._replace(graded_areas=(ungraded.graded_areas[0]._replace(grade=Ungraded.NOT_INSPECTED),))
    view = pivots.wide([north, ungraded], [north, ungraded])
    assert [column.key for column in view.columns[3:5]] == ["workforce", "leadership"]
    assert [row[3:5] for row in view.rows] == [(None, Grade.GOOD), ("not-inspected", None)]


def test_a_wide_row_keeps_the_grade_of_a_separate_report_apart() -> None:
    north, south = graded_in("2023-25", "North"), graded_in("2023-25", "South")
    separate = north.graded_areas[0]._replace(grade=Grade.INADEQUATE, separate=True)
    view = pivots.wide(both := [north._replace(graded_areas=(*north.graded_areas, separate)), south], both)
    assert [column.key for column in view.columns[3:5]] == ["leadership", "leadership_separate"]
    assert [row[3:5] for row in view.rows] == [(Grade.GOOD, Grade.INADEQUATE), (Grade.GOOD, None)]
    assert "† graded in a separate report." in view.notes


def odd_areas(number: int) -> list[Report]:
    return [odd_report(f"Force {at}", "2031-33", f"Area {at}", Grade.GOOD) for at in range(number)]


def test_more_than_200_areas_are_refused_by_wide() -> None:
    assert len(pivots.wide(odd_areas(200), odd_areas(200)).columns) == 205
    with pytest.raises(WrongRequest, match="--wide would need 201 columns, one for each"):
        pivots.wide(odd_areas(201), odd_areas(201))


def test_more_than_200_areas_are_rows_and_not_a_grid() -> None:
    view = pivots.compare(odd_areas(201))
    assert (view.human, view.notes[0]) == (None, "More than 200 areas do not fit into a grid.")
    assert len(view.rows) == 201


def test_many_unknown_cycles_do_not_cause_a_note_for_each_pair() -> None:
    reports = [odd_report("North", f"Cycle {at:04}", "Robots", Grade.GOOD) for at in range(2000)]
    assert len(pivots.compare(reports).notes) == 11
    assert len(pivots.trend(reports).notes) == 22
    assert len(pivots.trend(reports).rows) == 2000
