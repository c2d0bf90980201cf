"""The scope of an answer: the reports and known grades that it is based on, in data and in words."""

from __future__ import annotations

import pytest

from peelcli.answers.filters import Filters
from peelcli.answers.scope import (
    Asked,
    Known,
    Scope,
    expected_in,
    known_grades,
    later_cycles,
    remaining_counts,
    scope_of,
    unknown_areas,
)
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Finding, Force, Grade, GradedArea, Report, Ungraded

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
    known_cycle = reference.cycles()[cycle]
    entries = tuple(GradedArea(known_cycle.areas[id], Grade.GOOD) for id in ids)
    return Report(force, known_cycle, entries)._replace(**changes)  # type: ignore[arg-type]


def scope(
    *reports: Report, missing: tuple[tuple[str, str], ...] = (), forces: int | None = None, **more: object
) -> Scope:
    options: dict[str, object] = {"filters": Filters(), "section": "areas"} | more
    return scope_of(reports, asked=Asked(missing, forces), **options)  # type: ignore[arg-type]


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


def test_a_separate_grade_does_not_count_unless_its_area_is_asked_for() -> None:
    entry = GradedArea(CYCLE.areas["vetting-and-corruption"], Grade.GOOD, separate=True)
    made = graded()._replace(graded_areas=(entry,))
    assert known_grades(made).known == 0
    assert known_grades(made, ["vetting-and-corruption"]) == Known(1, 1)


def test_of_a_force_without_a_report_nothing_is_known() -> None:
    assert expected_in(CYCLE) == Known(0, 8, is_minimum=True)
    assert expected_in(CYCLE, ["leadership", "workforce"]) == Known(0, 2)


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


# --- in words ---


def test_forces_without_a_report_are_named() -> None:
    made = scope(graded(*ALWAYS, complete=True), missing=(("durham", "2023-25"),), forces=2)
    assert made.sentences() == (
        "Based on 1 of 2 forces; no report: Durham Constabulary.",
        "8 of at least 16 grades are known.",
    )


def test_the_grade_of_one_area_is_known_for_some_forces() -> None:
    filters = Filters(areas=frozenset({"leadership"}), grades=frozenset({Grade.GOOD}))
    made = scope(
        graded("leadership"),
        graded("workforce", force=DURHAM),
        missing=(("essex", "2023-25"),),
        forces=3,
        filters=filters,
    )
    assert made.sentences() == (
        "Based on 2 of 3 forces; no report: Essex Police.",
        "The grade is known for 1 of 3; not for: Durham Constabulary.",
    )


def test_where_all_is_known_it_says_so() -> None:
    made = scope(graded(*ALWAYS, complete=True), graded(*ALWAYS, force=DURHAM, complete=True), forces=2)
    assert made.sentences() == ("Based on all 2 forces.", "All 16 grades are known.")


def test_one_whole_report_needs_no_word() -> None:
    assert scope(graded(*ALWAYS, complete=True)).sentences() == ()


def test_a_report_that_others_followed_says_so() -> None:
    made = scope(graded("efficiency", cycle="2018-19"))
    assert made.sentences() == (
        "1 of 12 grades are known.",
        "Not the newest inspection: 2021-22 and 2023-25 followed 2018-19.",
    )


def test_a_report_whose_successor_is_part_of_the_answer_is_not_named() -> None:
    made = scope(graded("efficiency", cycle="2018-19"), graded("leadership"))
    assert made.superseded == ()
    old = scope(graded("efficiency", cycle="2018-19", force=DURHAM), graded("leadership"))
    assert old.sentences()[-1] == "Inspected since: Durham Constabulary 2018-19."


def test_of_more_than_twelve_reports_the_number_is_given() -> None:
    forces = list(reference.forces().values())[:13]
    made = scope(*(graded("leadership", force=force) for force in forces), forces=13)
    assert made.sentences()[1] == (
        "13 of at least 104 grades are known; 13 reports are incomplete (`peel list --incomplete` names them)."
    )
    assert len(made.as_data()["incomplete"]) == 13  # type: ignore[arg-type]


def test_findings_say_for_how_many_reports_any_are_recorded() -> None:
    finding = Finding("Slow.", "area-for-improvement", Area("leadership", "Leadership"))
    made = scope(graded(improvement_areas=(finding,)), graded(force=DURHAM), section="improvements")
    assert made.grades is None
    assert made.sentences() == (
        "Areas for improvement are recorded for 1 of 2 reports; none for Durham Constabulary. "
        "These are summaries of public sources; the report may say more.",
    )


def test_no_praise_may_only_mean_that_none_is_recorded() -> None:
    assert scope(graded(), section="praise").sentences() == (
        "No praise is recorded here. These are summaries of public sources; the report may say more.",
    )


def test_findings_chosen_by_grade_depend_on_the_grades_that_are_known() -> None:
    made = scope(graded("leadership"), section="improvements", filters=Filters(at_most=Grade.ADEQUATE))
    assert made.sentences()[0] == "1 of at least 8 grades are known."


def test_one_force_through_the_cycles_names_cycles() -> None:
    made = scope(
        graded("efficiency", cycle="2017"),
        graded("leadership"),
        missing=(("surrey", "2014"),),
        forces=1,
        section="trend",
    )
    assert made.sentences() == (
        "Based on 2 reports; none for 2014.",
        "2 of at least 28 grades are known; incomplete: 2017, 2023-25.",
    )


def test_where_no_force_has_a_report_they_are_not_all_named() -> None:
    made = scope(missing=(("kent", "2025-27"), ("surrey", "2025-27")), forces=2)
    assert made.sentences() == ("Based on no report: there is none for any of these 2 forces.",)


def test_one_grade_is_not_spoken_of_as_many() -> None:
    made = scope(graded("leadership"), graded(force=DURHAM, complete=True))
    assert made._replace(grades=Known(1, 1)).sentences()[0] == "The one grade is known."


def test_one_force_over_the_years_names_the_inspection_that_followed() -> None:
    kent = reference.forces()["kent"]
    made = scope(graded("leadership", force=kent), graded("efficiency", cycle="2017", force=kent), section="search")
    assert made.sentences() == ("Not the newest inspection: 2025-27 followed 2023-25.",)


ANNOUNCED = {Grade.GOOD: 3, Grade.INADEQUATE: 2}


def test_announced_grades_of_areas_that_are_not_known_are_named_beside_a_filter() -> None:
    reports = graded("leadership", stated_counts=ANNOUNCED), graded("leadership", force=DURHAM)
    made = scope(*reports, filters=Filters(frozenset({Grade.GOOD})))
    assert made.sentences()[-1] == (
        "The announced counts hold 2 more of these grades, in areas that are not known: Surrey Police 2."
    )
    assert made.as_data()["unlisted"] == [{"force": "surrey", "cycle": "2023-25", "count": 2}]


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


def test_synonyms_are_named() -> None:
    assert scope(section="search", texts=["ASB"]).sentences() == ("Also searched for: anti-social behaviour.",)


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
