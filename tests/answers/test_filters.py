"""Filters, which reduce a report to what matches."""

from __future__ import annotations

import pytest

from peelcli.answers.filters import Filters, filter_report, is_announced, is_match, unlinked_findings
from peelcli.model.report import (
    Area,
    Cycle,
    Finding,
    Force,
    Grade,
    GradedArea,
    Report,
    Response,
    Ungraded,
)

CALLS, CRIME, STAFF, CARS = (Area(name.lower(), name) for name in ("Calls", "Crime", "Staff", "Cars"))
SLOW = Finding("Calls wait too long.", "cause-of-concern", CALLS)
OLD = Finding("Vehicles are old.", "area-for-improvement")
FULL = Finding("Detectives carry too many cases.", "area-for-improvement", CRIME)
KIND = Finding("Call handlers are kind.", "strength", CALLS)
WELCOME = Response("Priya Hallworth", "Welcomes the report.", "Chief Constable", quote="We must do better.")
FIVE = Cycle("2023-25", "PEEL 2023–25", tuple(Grade))
REPORT = Report(
    Force("north", "North"),
    FIVE,
    (
        GradedArea(CALLS, Grade.INADEQUATE, note="Regraded in April."),
        GradedArea(CRIME, Grade.ADEQUATE),
        GradedArea(STAFF, Grade.GOOD),
        GradedArea(CARS, Ungraded.NOT_INSPECTED),
    ),
    (SLOW, FULL, OLD),
    (KIND,),
    (WELCOME,),
    stated_counts={Grade.GOOD: 1},
    counts_source="page",
    complete=True,
)


def filtered(filters: Filters, report: Report = REPORT) -> Report:
    return filter_report(report, filters)


def areas(filters: Filters, report: Report = REPORT) -> list[str]:
    return [entry.area.id for entry in filtered(filters, report).graded_areas]


def test_without_filters_the_report_is_unchanged() -> None:
    assert filter_report(REPORT, Filters()) is REPORT


# --- grades ---


@pytest.mark.parametrize(
    ("filters", "remaining"),
    [
        (Filters(grades=frozenset({Grade.ADEQUATE})), ["crime"]),
        (Filters(grades=frozenset({Grade.GOOD, Grade.INADEQUATE})), ["calls", "staff"]),
        (Filters(grades=frozenset({Grade.OUTSTANDING})), []),
        (Filters(at_least=Grade.ADEQUATE), ["crime", "staff"]),
        (Filters(at_least=Grade.INADEQUATE), ["calls", "crime", "staff"]),
        (Filters(at_most=Grade.ADEQUATE), ["calls", "crime"]),
        (Filters(at_most=Grade.OUTSTANDING), ["calls", "crime", "staff"]),
        (Filters(at_least=Grade.ADEQUATE, at_most=Grade.ADEQUATE), ["crime"]),
        (Filters(at_least=Grade.GOOD, at_most=Grade.ADEQUATE), []),
        (Filters(grades=frozenset({Grade.GOOD, Grade.ADEQUATE}), at_most=Grade.ADEQUATE), ["crime"]),
    ],
    ids=[
        "adequate is not inadequate",
        "one of two",
        "a grade that does not occur",
        "at least",
        "at least the worst leaves out only what has no grade",
        "at most",
        "at most the best leaves out only what has no grade",
        "from and to the same",
        "an empty range",
        "a grade within a range",
    ],
)
def test_grades_choose_graded_areas(filters: Filters, remaining: list[str]) -> None:
    assert areas(filters) == remaining


def test_in_a_cycle_of_four_grades_at_most_adequate_means_what_it_says() -> None:
    four = Cycle("2017", "PEEL 2017", (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE))
    entries = (GradedArea(CALLS, Grade.GOOD), GradedArea(CRIME, Grade.REQUIRES_IMPROVEMENT))
    assert areas(Filters(at_most=Grade.ADEQUATE), REPORT._replace(cycle=four, graded_areas=entries)) == ["crime"]


@pytest.mark.parametrize(
    ("filters", "remaining"),
    [(Filters(at_least=Grade.INADEQUATE), []), (Filters(grades=frozenset({Grade.GOOD})), ["staff"])],
    ids=["a range passes nothing", "a grade passes"],
)
def test_grades_of_an_unknown_cycle_have_no_order(filters: Filters, remaining: list[str]) -> None:
    assert areas(filters, REPORT._replace(cycle=Cycle("2031", "2031"))) == remaining


@pytest.mark.parametrize("reason", list(Ungraded), ids=lambda reason: reason.value)
def test_what_has_no_grade_passes_no_filter_of_grades(reason: Ungraded) -> None:
    report = REPORT._replace(graded_areas=(GradedArea(CALLS, reason),))
    assert areas(Filters(at_most=Grade.OUTSTANDING), report) == []
    assert areas(Filters(at_least=Grade.INADEQUATE), report) == []
    assert areas(Filters(grades=frozenset(Grade)), report) == []


def test_grades_choose_the_findings_of_the_areas_that_pass() -> None:
    report = filtered(Filters(grades=frozenset({Grade.INADEQUATE})))
    assert (report.improvement_areas, report.praise) == ((SLOW,), (KIND,))


# --- areas ---


def test_areas_choose_graded_areas_with_and_without_a_grade() -> None:
    assert areas(Filters(areas=frozenset({"cars", "crime"}))) == ["crime", "cars"]


def test_areas_choose_the_findings_tied_to_them() -> None:
    report = filtered(Filters(areas=frozenset({"crime"})))
    assert (report.improvement_areas, report.praise) == ((FULL,), ())


def test_a_finding_of_an_area_without_a_grade_entry_is_found_by_its_area() -> None:
    dogs = Finding("Dogs are well trained.", "strength", Area("dogs", "Dogs"))
    assert filtered(Filters(areas=frozenset({"dogs"})), REPORT._replace(praise=(dogs,))).praise == (dogs,)


def test_an_area_and_a_grade_must_both_be_right() -> None:
    filters = Filters(areas=frozenset({"crime", "calls"}), grades=frozenset({Grade.INADEQUATE, Grade.GOOD}))
    report = filtered(filters)
    assert [entry.area.id for entry in report.graded_areas] == ["calls"]
    assert report.improvement_areas == (SLOW,)


@pytest.mark.parametrize(
    ("filters", "unlinked"),
    [
        (Filters(areas=frozenset({"crime"})), 1),
        (Filters(at_most=Grade.ADEQUATE), 1),
        (Filters(kinds=frozenset({"strength"})), 0),
        (Filters(text="calls"), 0),
    ],
    ids=["by area", "by grade", "not by kind", "not by text"],
)
def test_findings_not_linked_to_an_area_are_left_out_and_counted(filters: Filters, unlinked: int) -> None:
    assert unlinked_findings(REPORT, filters) == unlinked


# --- kinds and words ---


def test_kinds_choose_findings_and_leave_graded_areas_alone() -> None:
    report = filtered(Filters(kinds=frozenset({"cause-of-concern", "strength"})))
    assert (report.improvement_areas, report.praise) == ((SLOW,), (KIND,))
    assert len(report.graded_areas) == 4


@pytest.mark.parametrize(
    ("text", "graded", "improvements", "praise", "responses"),
    [
        ("call", ["calls"], (SLOW,), (KIND,), ()),
        ("CALLS WAIT", [], (SLOW,), (), ()),
        ("regraded", ["calls"], (), (), ()),
        ("crime", ["crime"], (FULL,), (), ()),
        ("do better", [], (), (), (WELCOME,)),
        ("chief", [], (), (), (WELCOME,)),
        ("hallworth", [], (), (), (WELCOME,)),
        ("c.*s", [], (), (), ()),
    ],
    ids=[
        "a word of all",
        "in any case",
        "a note",
        "the name of the area",
        "a quotation",
        "a role",
        "a name",
        "no pattern",
    ],
)
def test_words_are_looked_for_in_all_that_holds_words(
    text: str,
    graded: list[str],
    improvements: tuple[Finding, ...],
    praise: tuple[Finding, ...],
    responses: tuple[Response, ...],
) -> None:
    report = filtered(Filters(text=text))
    assert [entry.area.id for entry in report.graded_areas] == graded
    assert (report.improvement_areas, report.praise, report.stakeholder_responses) == (improvements, praise, responses)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(grades=frozenset({Grade.GOOD})),
        Filters(areas=frozenset({"crime"})),
        Filters(kinds=frozenset({"strength"})),
    ],
    ids=["by grade", "by area", "by kind"],
)
def test_responses_are_about_the_whole_report_and_stay(filters: Filters) -> None:
    assert filtered(filters).stakeholder_responses == (WELCOME,)


# --- what a filtered report says of itself ---


def test_a_filtered_report_has_no_stated_counts_and_is_not_complete() -> None:
    report = filtered(Filters(grades=frozenset({Grade.GOOD})))
    assert (report.stated_counts, report.counts_source, report.complete) == (None, None, None)


def test_a_filtered_report_names_its_filters_as_options() -> None:
    filters = Filters(
        frozenset({Grade.INADEQUATE, Grade.GOOD}),
        Grade.ADEQUATE,
        Grade.GOOD,
        frozenset({"crime", "calls"}),
        frozenset({"strength", "recommendation"}),
        "it's",
    )
    assert filtered(filters).filtered == (
        "--grade good",
        "--grade inadequate",
        "--at-least adequate",
        "--at-most good",
        "--area calls",
        "--area crime",
        "--kind recommendation",
        "--kind strength",
        '--text "it\'s"',
    )


def test_narrowing_twice_adds_what_is_new() -> None:
    once = filtered(Filters(areas=frozenset({"crime"})))
    twice = filtered(Filters(areas=frozenset({"crime"}), text="cases"), once)
    assert twice.filtered == ("--area crime", "--text 'cases'")


# --- whether anything matches ---


@pytest.mark.parametrize(
    ("filters", "matches"),
    [
        (Filters(grades=frozenset({Grade.GOOD})), True),
        (Filters(grades=frozenset({Grade.OUTSTANDING})), False),
        (Filters(areas=frozenset({"cars"})), True),
        (Filters(areas=frozenset({"dogs"})), False),
        (Filters(kinds=frozenset({"strength"})), True),
        (Filters(kinds=frozenset({"recommendation"})), False),
        (Filters(kinds=frozenset({"strength"}), grades=frozenset({Grade.GOOD})), False),
        (Filters(text="do better"), True),
        (Filters(text="dogs"), False),
        (Filters(text="wait", grades=frozenset({Grade.INADEQUATE})), True),
        (Filters(text="wait", grades=frozenset({Grade.ADEQUATE})), False),
        (Filters(text="do better", areas=frozenset({"crime"})), False),
    ],
    ids=[
        "a grade that occurs",
        "a grade that does not occur",
        "an area without a grade",
        "an area that is not there",
        "a kind that occurs",
        "a kind that does not occur",
        "a kind that does not occur where the grade does",
        "words of a response",
        "words of no finding",
        "words of a finding whose area has the grade",
        "words of a finding whose area has another grade",
        "words of a response say nothing of an area",
    ],
)
def test_a_report_matches_if_any_entry_that_the_filters_apply_to_is_left(filters: Filters, matches: bool) -> None:
    assert is_match(filtered(filters), filters) is matches


@pytest.mark.parametrize(
    ("filters", "announced"),
    [
        (Filters(frozenset([Grade.GOOD])), True),
        (Filters(at_least=Grade.ADEQUATE), True),
        (Filters(frozenset([Grade.OUTSTANDING])), False),
        (Filters(frozenset([Grade.INADEQUATE])), False),
        (Filters(frozenset([Grade.GOOD]), areas=frozenset(["calls"])), False),
        (Filters(frozenset([Grade.GOOD]), text="calls"), False),
        (Filters(frozenset([Grade.GOOD]), kinds=frozenset(["strength"])), False),
        (Filters(), False),
    ],
)
def test_a_grade_may_be_announced_without_its_area(filters: Filters, announced: bool) -> None:
    counts = {Grade.OUTSTANDING: 0, Grade.GOOD: 1}
    assert is_announced(REPORT._replace(graded_areas=(), stated_counts=counts), filters) is announced
    assert not is_announced(REPORT._replace(stated_counts=None), filters)


def test_where_no_order_of_grades_is_known_announced_ones_pass_no_rank() -> None:
    assert not is_announced(REPORT._replace(cycle=Cycle("2031", "2031")), Filters(at_least=Grade.ADEQUATE))
