"""The model: order of grades, counts, known and expected grades."""

from __future__ import annotations

import pytest
from support import report

from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Grade, GradedArea, Report, Ungraded

AREAS = {letter: Area(letter, letter.upper()) for letter in "abcdef"}


def graded(*grades: Grade | Ungraded) -> tuple[GradedArea, ...]:
    return tuple(GradedArea(area, grade) for area, grade in zip(AREAS.values(), grades, strict=False))


def test_grades_stand_from_best_to_worst() -> None:
    assert [grade.value for grade in Grade] == [
        "outstanding",
        "good",
        "adequate",
        "requires-improvement",
        "inadequate",
    ]


@pytest.mark.parametrize(
    ("member", "label"),
    [
        (Grade.OUTSTANDING, "Outstanding"),
        (Grade.GOOD, "Good"),
        (Grade.ADEQUATE, "Adequate"),
        (Grade.REQUIRES_IMPROVEMENT, "Requires improvement"),
        (Grade.INADEQUATE, "Inadequate"),
        (Ungraded.NOT_GRADED, "Not graded"),
        (Ungraded.NOT_INSPECTED, "Not inspected"),
        (Ungraded.NOT_RECORDED, "Not recorded"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name.lower(),
)
def test_a_grade_and_a_reason_for_none_are_written_as_people_do(member: Grade | Ungraded, label: str) -> None:
    assert member.label == label


@pytest.mark.parametrize(
    ("grade", "at_least", "passes"),
    [
        (Grade.GOOD, Grade.ADEQUATE, True),
        (Grade.ADEQUATE, Grade.ADEQUATE, True),
        (Grade.REQUIRES_IMPROVEMENT, Grade.ADEQUATE, False),
        (Grade.INADEQUATE, Grade.ADEQUATE, False),
        (Grade.OUTSTANDING, Grade.INADEQUATE, True),
    ],
    ids=[
        "good is at least adequate",
        "adequate is at least adequate",
        "requires improvement is below adequate",
        "inadequate is no kind of adequate",
        "outstanding is above all",
    ],
)
def test_at_least_goes_by_rank(grade: Grade, at_least: Grade, passes: bool) -> None:
    assert grade.is_at_least(at_least) is passes


def test_counts_are_per_grade_from_best_to_worst_and_leave_out_what_does_not_occur() -> None:
    counted = report(
        graded_areas=graded(
            Grade.INADEQUATE, Grade.GOOD, Grade.INADEQUATE, Ungraded.NOT_GRADED, Grade.GOOD, Grade.OUTSTANDING
        )
    )
    assert list(counted.counts.items()) == [(Grade.OUTSTANDING, 1), (Grade.GOOD, 2), (Grade.INADEQUATE, 2)]


def test_no_reason_for_having_no_grade_counts_as_a_known_grade() -> None:
    entries = graded(Ungraded.NOT_GRADED, Ungraded.NOT_INSPECTED, Ungraded.NOT_RECORDED, Grade.ADEQUATE)
    assert report(graded_areas=entries).known == 1


def test_separate_grades_count_neither_as_grades_of_the_report_nor_as_known() -> None:
    ordinary, separate = graded(Grade.GOOD, Grade.GOOD)
    counted = report(graded_areas=(ordinary, separate._replace(separate=True)), complete=True)
    assert counted.counts == {Grade.GOOD: 1}
    assert (counted.known, counted.expected) == (1, 1)


def test_the_stated_total_is_expected_where_no_counts_were_announced() -> None:
    assert report(graded_total=9, complete=True).expected == 9
    assert report(graded_total=9, stated_counts={Grade.GOOD: 8}).expected == 8


def test_an_area_with_reports_of_its_own_is_not_among_those_that_every_report_grades() -> None:
    cycle = Cycle("2031", "2031", areas=AREAS, never_graded=frozenset("a"), areas_known=True)
    assert cycle.always_graded == 5
    assert cycle._replace(separately_graded=frozenset("ab")).always_graded == 4


def test_as_many_grades_are_expected_as_were_announced() -> None:
    assert report(stated_counts={Grade.GOOD: 1, Grade.ADEQUATE: 4}, complete=True).expected == 5


def test_of_a_complete_report_the_listed_grades_are_expected() -> None:
    assert report(complete=True).expected == 2


@pytest.mark.parametrize(
    ("cycle", "expected"),
    [
        ("2014", 7),
        ("2015", 13),
        ("2016", 13),
        ("2017", 13),
        ("2018-19", 12),
        ("2021-22", None),
        ("2023-25", None),
        ("2025-27", None),
    ],
)
def test_without_counts_as_many_are_expected_as_every_report_of_the_cycle_grades(
    cycle: str, expected: int | None
) -> None:
    assert report()._replace(cycle=reference.cycles()[cycle], graded_areas=()).expected == expected


def test_of_an_incomplete_report_of_a_cycle_that_differs_nothing_is_expected() -> None:
    assert report(complete=False).expected is None


def test_an_unknown_cycle_has_no_expected_number_of_grades() -> None:
    assert report()._replace(cycle=Cycle("2031", "2031"), graded_areas=graded(Grade.GOOD)).expected is None


def test_a_report_cannot_be_changed() -> None:
    made: Report = report()
    with pytest.raises(AttributeError):
        made.summary = "Changed"  # type: ignore[misc]


def test_the_own_keys_of_a_report_without_any_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        report().extra["x-note"] = "Changed"  # type: ignore[index]
