"""Counts of grades, and how many of the expected grades they are based on."""

from __future__ import annotations

import pytest
from northshire import graded_in

from peelcli.answers import views
from peelcli.answers.counts import count
from peelcli.answers.filters import Filters, filter_report
from peelcli.answers.scope import Asked
from peelcli.answers.views import AtLeast, Bar, Share, View
from peelcli.errors import WrongRequest
from peelcli.model import reference
from peelcli.model.report import Area, Force, Grade, GradedArea, Report

AREAS = reference.cycles()["2017"].areas
NONE = Filters()


def made(force: str, grades: dict[str, Grade], **changes: object) -> Report:
    entries = tuple(GradedArea(AREAS[id], grade) for id, grade in grades.items())
    return graded_in("2017", force, "efficiency")._replace(graded_areas=entries, **changes)


NORTH = made("North", {"efficiency": Grade.GOOD, "legitimacy": Grade.INADEQUATE}, complete=True)
SOUTH = made("South", {"efficiency": Grade.GOOD})


def counted(*reports: Report, by: tuple[str, ...] = ("area",), filters: Filters = NONE, missing: object = ()) -> View:
    narrow = [filter_report(report, filters) for report in reports]
    return count(reports, narrow, by, filters, Asked(missing))  # type: ignore[arg-type]


def test_grades_are_counted_by_force() -> None:
    rows = counted(NORTH, SOUTH, by=("force",)).rows
    assert rows == (
        ("north", "North", 0, 1, None, 0, 1, 2, 2, False, 2, "listed"),
        ("south", "South", None, AtLeast(1), None, None, None, 1, 13, False, 1, "partial"),
    )


def test_a_number_that_may_be_larger_is_typed_as_such() -> None:
    ((*_, good, _, _, _, _, _, _, _, _),) = counted(SOUTH, by=("force",)).rows
    assert isinstance(good, AtLeast)


def test_announced_counts_go_before_listed_grades() -> None:
    announced = SOUTH._replace(stated_counts={Grade.GOOD: 9, Grade.INADEQUATE: 4})
    assert counted(announced, by=("cycle",)).rows == (("2017", 0, 9, None, 0, 4, 13, 13, False, 13, "announced"),)


def test_a_question_about_areas_counts_listed_grades_only() -> None:
    announced = SOUTH._replace(stated_counts={Grade.GOOD: 9, Grade.INADEQUATE: 4})
    (row,) = counted(announced, by=("cycle",), filters=Filters(areas=frozenset({"efficiency"}))).rows
    assert row == ("2017", 0, 1, None, 0, 0, 1, 1, False, 1, "partial")


def test_areas_stand_in_the_order_of_their_cycle_with_what_is_known_of_each() -> None:
    rows = counted(NORTH, SOUTH).rows
    assert [(row[0], row[3], row[7], row[8]) for row in rows if row[7]] == [
        ("efficiency", 2, 2, 2),
        ("legitimacy", None, 1, 2),
    ]


def test_shares_are_of_the_grades_that_are_known() -> None:
    view = counted(NORTH, SOUTH, by=("grade",), filters=Filters(areas=frozenset({"legitimacy"})))
    assert [column.key for column in view.columns] == [
        "grade",
        "count",
        "share",
        "",
        "known",
        "expected",
        "expected_is_minimum",
        "counts_basis",
    ]
    assert view.rows[-1] == (Grade.INADEQUATE, 1, Share(1, 1), Bar(1, 1, Grade.INADEQUATE), 1, 2, False, "partial")
    assert view.rows[0][:3] == (Grade.OUTSTANDING, None, Share(0, 1))


def test_programs_get_no_bar() -> None:
    view = counted(NORTH, by=("grade",))
    assert "" not in [column.key for column in view.for_data().columns]
    assert {len(row) for row in view.for_data().rows} == {7}


def test_a_filter_on_grades_chooses_what_is_counted_and_not_what_is_known() -> None:
    (row,) = counted(NORTH, by=("force",), filters=Filters(at_least=Grade.GOOD)).rows
    assert row == ("north", "North", 0, 1, None, None, None, 2, 2, False, 1, "listed")


def test_a_force_without_a_report_is_a_row_of_which_nothing_is_known() -> None:
    rows = counted(NORTH, by=("force",), missing=(("kent", "2017"),)).rows
    assert rows[0] == ("kent", "Kent Police", None, None, None, None, None, 0, 13, False, 0, "partial")


def test_a_separate_grade_counts_only_if_its_area_is_asked_for() -> None:
    entry = GradedArea(AREAS["efficiency"], Grade.GOOD, separate=True)
    report = NORTH._replace(graded_areas=(entry,), complete=None)
    assert counted(report, by=("cycle",)).rows[0][6] == 0
    assert counted(report, by=("cycle",), filters=Filters(areas=frozenset({"efficiency"}))).rows[0][6] == 1


@pytest.mark.parametrize(
    ("by", "firsts"),
    [
        (("cycle", "force"), [("2016", "south"), ("2017", "north")]),
        (("force", "cycle"), [("north", "North"), ("south", "South")]),
    ],
)
def test_several_fields_make_the_rows(by: tuple[str, ...], firsts: list[tuple[str, str]]) -> None:
    older = SOUTH._replace(cycle=reference.cycles()["2016"])
    assert [row[:2] for row in counted(NORTH, older, by=by).rows] == firsts


def test_people_see_at_least_and_a_percentage() -> None:
    (row,) = [row for row in counted(SOUTH, by=("grade",)).rows if row[0] is Grade.GOOD]
    assert [views.display(cell) for cell in row[1:3]] == ["≥1", "100 %"]


def test_a_count_has_at_most_25_000_rows() -> None:
    reports = [SOUTH._replace(force=Force(f"f{number}", "")) for number in range(5001)]
    assert len(counted(*reports[:5000], by=("force", "grade")).rows) == 20_000  # the cycle has four grades
    assert len(counted(*reports, by=("force",)).rows) == 5001
    with pytest.raises(WrongRequest) as refusal:
        counted(*reports, by=("force", "grade"))
    assert str(refusal.value) == (
        "a count by force and grade would have more than 25,000 rows. Choose fewer reports, or fewer fields."
    )
    area = [GradedArea(Area(f"a{number}", ""), Grade.GOOD) for number in range(25_001)]
    with pytest.raises(WrongRequest) as refusal:
        counted(SOUTH._replace(graded_areas=tuple(area)), by=("area",))
    assert str(refusal.value) == "a count by area would have more than 25,000 rows. Choose fewer reports."
