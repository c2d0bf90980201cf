"""Comparing reports: grades are better or worse only between cycles that the inspectorate calls comparable."""

from __future__ import annotations

import pytest

from peelcli.answers.comparison import Comparison, compare, trend
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Force, Grade, GradedArea, Report, Ungraded

NORTH, SOUTH = Force("northshire-police", "Northshire Police"), Force("southshire-police", "Southshire Police")
DESIGNED = "The rounds were designed to be read year on year, though some questions were new."


def graded(
    cycle: str,
    grade: Grade | Ungraded,
    area: str = "legitimacy",
    force: Force = NORTH,
    carried_over_from: str | None = None,
) -> Report:
    """A report with one graded area. An unknown cycle is created for it, as in the parser."""
    known_cycle = reference.find_cycle(cycle) or Cycle(cycle, cycle)
    entry = GradedArea(known_cycle.areas.get(area, Area(area, area)), grade, carried_over_from=carried_over_from)
    return Report(force, known_cycle, (entry,))


def last(*reports: Report) -> Comparison:
    """The comparison of the last of several reports, which `compare` and `trend` agree on."""
    assert compare(reports)[-1] == trend(reports)[-1]
    return trend(reports)[-1]


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (Grade.GOOD, Grade.OUTSTANDING, "better"),
        (Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT, "better"),
        (Grade.REQUIRES_IMPROVEMENT, Grade.GOOD, "better"),
        (Grade.GOOD, Grade.GOOD, "same"),
        (Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, "worse"),
        (Grade.OUTSTANDING, Grade.INADEQUATE, "worse"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.value,
)
def test_between_comparable_cycles_a_force_gets_better_or_worse_or_stays_the_same(
    before: Grade, after: Grade, change: str
) -> None:
    row = last(graded("2015", before), graded("2017", after))
    assert (row.previous, row.grade, row.change) == (before, after, change)
    assert (row.verdict.comparable, row.verdict.reason) == (True, DESIGNED)
    assert row.previous_cycle is row.against is reference.cycles()["2015"]


@pytest.mark.parametrize(
    ("earlier", "later", "area"),
    [
        ("2018-19", "2021-22", "preventing-crime"),
        ("2021-22", "2023-25", "leadership"),
        ("2014", "2015", "efficiency"),
        ("2016", "2023-25", "investigating-crime"),
    ],
)
def test_incomparable_grades_are_both_given_without_a_change(earlier: str, later: str, area: str) -> None:
    row = last(graded(earlier, Grade.GOOD, area), graded(later, Grade.INADEQUATE, area))
    assert (row.previous, row.grade, row.change) == (Grade.GOOD, Grade.INADEQUATE, None)
    comparable, reason, source = row.verdict
    assert comparable is False
    assert reason
    assert source is not None
    assert source.startswith("http")


def test_there_is_no_change_if_comparability_is_not_stated() -> None:
    row = last(graded("2023-25", Grade.GOOD, "leadership"), graded("2025-27", Grade.GOOD, "leadership"))
    assert (row.previous, row.change) == (Grade.GOOD, None)
    assert row.verdict == (
        None,
        "No statement by HMICFRS has been found on whether these grades may be compared. "
        "The framework has changed since, so draw no conclusion.",
        None,
    )


def test_there_is_no_change_from_an_unknown_cycle() -> None:
    row = last(graded("2031-33", Grade.GOOD), graded("2017", Grade.INADEQUATE))
    assert (row.previous, row.change, row.verdict.comparable) == (Grade.GOOD, None, None)
    assert row.verdict.reason == "Nothing is known of how 2031-33 and PEEL 2017 compare."


def test_a_carried_over_grade_is_not_a_change() -> None:
    row = last(graded("2016", Grade.GOOD), graded("2017", Grade.GOOD, carried_over_from="2016"))
    assert (row.previous, row.change, row.verdict.comparable) == (Grade.GOOD, None, True)
    assert row.verdict.reason == "The grade is carried over from 2016, so it is not new evidence."


@pytest.mark.parametrize("reason", list(Ungraded), ids=lambda reason: reason.value)
def test_an_area_without_a_grade_has_not_changed(reason: Ungraded) -> None:
    row = last(graded("2016", Grade.GOOD), graded("2017", reason))
    assert (row.previous, row.grade, row.change) == (Grade.GOOD, reason, None)


def test_each_area_is_set_against_the_newest_earlier_report_that_grades_it() -> None:
    row = last(graded("2015", Grade.INADEQUATE), graded("2016", Ungraded.NOT_INSPECTED), graded("2017", Grade.GOOD))
    assert row.previous_cycle is reference.cycles()["2015"]
    assert (row.previous, row.change) == (Grade.INADEQUATE, "better")


def test_an_area_that_no_earlier_report_grades_has_nothing_before() -> None:
    row = last(graded("2016", Grade.GOOD, "efficiency"), graded("2017", Grade.GOOD, "legitimacy"))
    assert row == Comparison(row.report, row.area, Grade.GOOD)


def test_a_separate_grade_is_set_against_separate_grades_only() -> None:
    def separate(report: Report) -> Report:
        return report._replace(graded_areas=tuple(entry._replace(separate=True) for entry in report.graded_areas))

    earlier = separate(graded("2015", Grade.INADEQUATE))
    row = last(earlier, graded("2016", Grade.GOOD), separate(graded("2017", Grade.ADEQUATE)))
    assert (row.separate, row.previous, row.previous_cycle) == (True, Grade.INADEQUATE, reference.cycles()["2015"])
    assert last(earlier, graded("2016", Grade.GOOD)).previous is None


def test_comparability_is_that_of_the_cycles_compared_and_not_of_neighbours() -> None:
    """2017 is comparable to 2018-19 and not to 2021-22, whatever stands between."""
    row = last(
        graded("2017", Grade.GOOD, "preventing-crime"),
        graded("2018-19", Grade.GOOD, "legitimacy"),
        graded("2021-22", Grade.GOOD, "preventing-crime"),
    )
    assert row.previous_cycle is reference.cycles()["2017"]
    assert row.verdict.comparable is False


# --- side by side ---


def test_two_forces_in_one_cycle_are_comparable_and_have_no_change() -> None:
    rows = compare([graded("2023-25", Grade.GOOD), graded("2023-25", Grade.INADEQUATE, force=SOUTH)])
    assert [(row.grade, row.previous, row.change, row.verdict) for row in rows] == [
        (Grade.GOOD, None, None, (True, "", None)),
        (Grade.INADEQUATE, None, None, (True, "", None)),
    ]


def test_two_forces_in_different_cycles_are_as_comparable_as_their_cycles() -> None:
    rows = compare([graded("2023-25", Grade.GOOD), graded("2021-22", Grade.GOOD, force=SOUTH)])
    assert [(row.change, row.verdict.comparable) for row in rows] == [(None, False), (None, False)]
    assert rows[0].against is reference.cycles()["2021-22"]
    assert rows[1].against is reference.cycles()["2023-25"]


def test_reports_on_several_forces_are_all_set_against_the_first_that_is_named() -> None:
    rows = compare(
        [
            graded("2021-22", Grade.GOOD),
            graded("2023-25", Grade.GOOD, force=SOUTH),
            graded("2023-25", Grade.GOOD, force=Force("eastshire", "Eastshire")),
        ]
    )
    assert [(row.against.id if row.against else None, row.verdict.comparable) for row in rows] == [
        ("2023-25", False),
        ("2021-22", False),
        ("2021-22", False),
    ]


def test_the_order_of_naming_does_not_make_an_older_report_newer() -> None:
    newer, older = compare([graded("2017", Grade.GOOD), graded("2016", Grade.INADEQUATE)])
    assert (newer.previous, newer.change) == (Grade.INADEQUATE, "better")
    assert (older.previous, older.change) == (None, None)


def test_a_force_is_not_measured_by_the_earlier_grade_of_another() -> None:
    rows = compare([graded("2016", Grade.INADEQUATE, force=SOUTH), graded("2017", Grade.GOOD)])
    assert [(row.previous, row.change) for row in rows] == [(None, None), (None, None)]


def test_a_report_alone_is_compared_with_nothing() -> None:
    (row,) = compare([graded("2017", Grade.GOOD)])
    assert row == Comparison(row.report, row.area, Grade.GOOD)


@pytest.mark.parametrize("asked", [compare, trend], ids=["compare", "trend"])
def test_a_comparison_of_no_reports_is_empty(asked: object) -> None:
    assert asked([]) == []  # type: ignore[operator]


def test_unknown_cycles_follow_each_other_by_their_names_and_come_before_all_others() -> None:
    reports = [graded("2017", Grade.GOOD), graded("2035-37", Grade.GOOD), graded("2031-33", Grade.ADEQUATE)]
    rows = trend(reports)
    assert [row.report.cycle.id for row in rows] == ["2031-33", "2035-37", "2017"]
    assert [row.previous_cycle.id if row.previous_cycle else None for row in rows] == [None, "2031-33", "2035-37"]
    assert [row.verdict.comparable for row in rows] == [None, None, None]


def test_side_by_side_no_unknown_cycle_is_earlier_than_another() -> None:
    rows = compare([graded("2031-33", Grade.GOOD), graded("2035-37", Grade.GOOD)])
    assert [row.previous_cycle for row in rows] == [None, None]


def test_the_newest_earlier_grade_counts_in_whatever_order_reports_are_named() -> None:
    reports = [graded("2017", Grade.GOOD), graded("2015", Grade.INADEQUATE), graded("2016", Grade.OUTSTANDING)]
    rows = {row.report.cycle.id: row.previous for row in compare(reports)}
    assert rows == {"2015": None, "2016": Grade.INADEQUATE, "2017": Grade.OUTSTANDING}
