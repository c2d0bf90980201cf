"""What an answer rests on: which reports there are, and which grades are known."""

from __future__ import annotations

import pytest
from graded import ALWAYS, CYCLE, DURHAM, SURREY, graded, scope

from peelcli.answers.filters import Filters
from peelcli.answers.scope import (
    Known,
    expected_in,
    is_settled,
    known_grades,
    later_cycles,
    remaining_counts,
    unknown_areas,
)
from peelcli.model import reference
from peelcli.model.report import Cycle, Force, Grade, GradedArea, Report, Ungraded

# --- what is known of one report ---


@pytest.mark.parametrize(
    ("made", "known"),
    [
        (graded("leadership"), Known(1, 8, is_minimum=True)),
        (graded(*ALWAYS), Known(8, 8, is_minimum=True)),
        (graded(*ALWAYS, "recording-crime"), Known(9, 9, is_minimum=True)),
        (graded(*ALWAYS, complete=True), Known(8, 8)),
        (graded("leadership", stated_counts={Grade.GOOD: 9}), Known(1, 9)),
        (graded("leadership", graded_total=9), Known(1, 9)),
        (graded("leadership", filtered=("--area leadership",)), Known(1, 1, is_minimum=True)),
        (graded("efficiency", cycle="2017"), Known(1, 13)),
        (graded("leadership")._replace(cycle=Cycle("2031", "2031")), Known(1, 1, is_minimum=True)),
    ],
    ids=[
        "one of the areas that are always graded",
        "all that are always graded, and perhaps one more",
        "one that is sometimes graded",
        "a complete report",
        "announced counts",
        "an announced total",
        "a filtered report",
        "a cycle that grades the same areas everywhere",
        "an unknown cycle",
    ],
)
def test_known_grades_are_counted_of_those_that_there_are(made: Report, known: Known) -> None:
    assert known_grades(made) == known


@pytest.mark.parametrize(
    ("made", "area", "known"),
    [
        (graded("leadership"), "leadership", Known(1, 1)),
        (graded("leadership"), "workforce", Known(0, 1)),
        (graded("leadership"), "victim-service", Known()),
        (graded("leadership"), "recording-crime", Known(is_minimum=True)),
        (graded(*ALWAYS, complete=True), "recording-crime", Known()),
        (graded(*ALWAYS, complete=True), "vetting-and-corruption", Known(is_minimum=True)),
        (graded("leadership"), "efficiency", Known()),
        (graded(cycle="2025-27"), "workforce", Known(is_minimum=True)),
    ],
    ids=[
        "known",
        "not known",
        "never graded",
        "sometimes graded",
        "not among the grades of a complete report",
        "graded in reports of their own",
        "an area of another cycle",
        "a cycle whose areas are not all known",
    ],
)
def test_the_grade_of_an_area_is_known_or_expected(made: Report, area: str, known: Known) -> None:
    assert known_grades(made, [area]) == known


@pytest.mark.parametrize(("reason", "expected"), [(Ungraded.NOT_GRADED, 7), (Ungraded.NOT_RECORDED, 8)])
def test_an_area_that_was_not_graded_is_not_expected(reason: Ungraded, expected: int) -> None:
    made = graded()._replace(graded_areas=(GradedArea(CYCLE.areas["leadership"], reason),))
    assert known_grades(made).expected == expected


def test_no_grade_is_expected_of_an_area_that_was_not_inspected() -> None:
    made = graded()._replace(graded_areas=(GradedArea(CYCLE.areas["leadership"], Ungraded.NOT_INSPECTED),))
    assert known_grades(made, ["leadership", "workforce"]) == Known(0, 1)


def test_a_filtered_report_may_lack_grades_even_if_its_file_calls_it_complete() -> None:
    assert not is_settled(graded(*ALWAYS, complete=True, filtered=("--text child",)))


def test_a_separate_grade_does_not_count_unless_its_area_is_asked_for() -> None:
    entry = GradedArea(CYCLE.areas["vetting-and-corruption"], Grade.GOOD, separate=True)
    made = graded()._replace(graded_areas=(entry,))
    assert known_grades(made).known == 0
    assert known_grades(made, ["vetting-and-corruption"]) == Known(1, 1)


def test_of_a_force_without_a_report_nothing_is_known() -> None:
    assert expected_in(CYCLE) == Known(0, 8, is_minimum=True)
    assert expected_in(CYCLE, ["leadership", "workforce"]) == Known(0, 2)


def test_how_many_grades_an_unknown_cycle_lacks_is_not_known() -> None:
    made = scope(graded("leadership", complete=True), missing=(("durham", "2031-33"),), forces=2)
    assert (made.known, made.expected, made.incomplete) == (1, 1, ())


def test_areas_that_are_not_known_are_those_of_the_cycle_that_may_be_graded() -> None:
    made = graded(*ALWAYS[:6], stated_counts={Grade.GOOD: 6, Grade.INADEQUATE: 2})
    assert [area.id for area in unknown_areas(made)] == ["recording-crime", "workforce", "leadership"]
    assert unknown_areas(graded(*ALWAYS, complete=True)) == ()


def test_announced_counts_leave_grades_for_the_areas_that_are_not_known() -> None:
    made = graded(*ALWAYS[:2], stated_counts={Grade.GOOD: 3, Grade.ADEQUATE: 0, Grade.INADEQUATE: 2})
    assert remaining_counts(made) == {Grade.GOOD: 1, Grade.INADEQUATE: 2}


def test_counts_that_the_listed_grades_contradict_leave_nothing() -> None:
    assert remaining_counts(graded(*ALWAYS[:2], stated_counts={Grade.GOOD: 1, Grade.ADEQUATE: 7})) == {}


@pytest.mark.parametrize(
    ("made", "cycles"),
    [
        (graded("efficiency", cycle="2018-19"), ("2021-22", "2023-25")),
        (graded("leadership"), ()),
        (graded("leadership", force=reference.forces()["kent"]), ("2025-27",)),
        (graded(cycle="2016", force=Force("north", "North")), ()),
        (graded(force=SURREY)._replace(cycle=Cycle("2031", "2031")), ()),
    ],
    ids=[
        "two cycles followed",
        "the newest",
        "one that is known to be out",
        "a force outside PEEL",
        "an unknown cycle",
    ],
)
def test_later_inspections_are_known_even_if_no_report_on_them_is_held(made: Report, cycles: tuple[str, ...]) -> None:
    assert later_cycles(made) == cycles


# --- announced grades ---


ANNOUNCED = {Grade.GOOD: 3, Grade.INADEQUATE: 2}


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(frozenset({Grade.ADEQUATE})),
        Filters(frozenset({Grade.GOOD}), areas=frozenset({"leadership"})),
        Filters(frozenset({Grade.GOOD}), text="calls"),
    ],
    ids=["no filter", "a grade that was not announced", "one area", "a text"],
)
def test_announced_grades_are_not_named_where_they_may_not_belong_to_the_answer(filters: Filters) -> None:
    assert scope(graded("leadership", stated_counts=ANNOUNCED), filters=filters).unlisted == ()


# --- in JSON ---


def test_the_scope_is_data_too() -> None:
    filters = Filters(areas=frozenset({"leadership"}))
    made = scope(graded("leadership"), missing=(("durham", "2023-25"),), forces=2, filters=filters)
    assert made.as_data() == {
        "filters": ["--area leadership"],
        "cycles": ["2023-25"],
        "reports": 1,
        "forces": 1,
        "forces_asked": 2,
        "without_report": [{"force": "durham", "cycle": "2023-25"}],
        "known": 1,
        "expected": 2,
        "expected_is_minimum": False,
        "incomplete": [{"force": "durham", "cycle": "2023-25", "known": 0, "expected": 1}],
        "recorded": None,
        "without_entries": [],
        "superseded": [],
        "synonyms": [],
        "rows_total": None,
        "unlisted": [],
    }


def test_announced_grades_that_are_left_are_counted() -> None:
    reports = graded("leadership", stated_counts=ANNOUNCED), graded("leadership", force=DURHAM)
    made = scope(*reports, filters=Filters(frozenset({Grade.GOOD})))
    assert made.as_data()["unlisted"] == [{"force": "surrey", "cycle": "2023-25", "count": 2}]
