"""What an answer says of the reports and grades that it rests on."""

from __future__ import annotations

from graded import ALWAYS, DURHAM, graded, scope

from peelcli.answers.coverage import sentences
from peelcli.answers.filters import Filters
from peelcli.model import reference
from peelcli.model.report import Area, Finding, Grade


def test_forces_without_a_report_are_named() -> None:
    made = scope(graded(*ALWAYS, complete=True), missing=(("durham", "2023-25"),), forces=2)
    assert sentences(made) == (
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
    assert sentences(made) == (
        "Based on 2 of 3 forces; no report: Essex Police.",
        "The grade is known for 1 of 3; not for: Durham Constabulary.",
    )


def test_where_all_is_known_it_says_so() -> None:
    made = scope(graded(*ALWAYS, complete=True), graded(*ALWAYS, force=DURHAM, complete=True), forces=2)
    assert sentences(made) == ("Based on all 2 forces.", "All 16 grades are known.")


def test_one_whole_report_needs_no_word() -> None:
    assert sentences(scope(graded(*ALWAYS, complete=True))) == ()


def test_a_report_that_others_followed_says_so() -> None:
    made = scope(graded("efficiency", cycle="2018-19"))
    assert sentences(made) == (
        "1 of 12 grades are known.",
        "Not the newest inspection: 2021-22 and 2023-25 followed 2018-19.",
    )


def test_reports_of_one_cycle_that_the_same_ones_followed_say_so_together() -> None:
    made = scope(graded("efficiency", cycle="2018-19"), graded("efficiency", cycle="2018-19", force=DURHAM))
    assert sentences(made)[-1] == "Not the newest inspections: 2021-22 and 2023-25 followed 2018-19."


def test_a_report_whose_successor_is_part_of_the_answer_is_not_named() -> None:
    made = scope(graded("efficiency", cycle="2018-19"), graded("leadership"))
    assert made.superseded == ()
    old = scope(graded("efficiency", cycle="2018-19", force=DURHAM), graded("leadership"))
    assert sentences(old)[-1] == "Inspected since: Durham Constabulary 2018-19."


def test_of_more_than_twelve_reports_the_number_is_given() -> None:
    forces = list(reference.forces().values())[:13]
    made = scope(*(graded("leadership", force=force) for force in forces), forces=13)
    assert sentences(made)[1] == (
        "13 of at least 104 grades are known; 13 reports are incomplete (`peel list --incomplete` names them)."
    )
    assert len(made.as_data()["incomplete"]) == 13  # type: ignore[arg-type]


def test_findings_say_for_how_many_reports_any_are_recorded() -> None:
    finding = Finding("Slow.", "area-for-improvement", Area("leadership", "Leadership"))
    made = scope(graded(improvement_areas=(finding,)), graded(force=DURHAM), section="improvements")
    assert made.known is None
    assert sentences(made) == (
        "Areas for improvement are recorded for 1 of 2 reports; none for Durham Constabulary. "
        "These are summaries of public sources; the report may say more.",
    )


def test_no_praise_may_only_mean_that_none_is_recorded() -> None:
    assert sentences(scope(graded(), section="praise")) == (
        "No praise is recorded here. These are summaries of public sources; the report may say more.",
    )


def test_findings_chosen_by_grade_depend_on_the_grades_that_are_known() -> None:
    made = scope(graded("leadership"), section="improvements", filters=Filters(at_most=Grade.ADEQUATE))
    assert sentences(made)[0] == "1 of at least 8 grades are known."


def test_one_force_through_the_cycles_names_cycles() -> None:
    made = scope(
        graded("efficiency", cycle="2017"),
        graded("leadership"),
        missing=(("surrey", "2014"),),
        forces=1,
        section="trend",
    )
    assert sentences(made) == (
        "Based on 2 reports; none for 2014.",
        "2 of at least 28 grades are known; incomplete: 2017, 2023-25.",
    )


def test_where_no_force_has_a_report_they_are_not_all_named() -> None:
    made = scope(missing=(("kent", "2025-27"), ("surrey", "2025-27")), forces=2)
    assert sentences(made) == ("Based on no report: there is none for any of these 2 forces.",)


def test_one_grade_is_not_spoken_of_as_many() -> None:
    made = scope(graded("leadership"), graded(force=DURHAM, complete=True))
    assert sentences(made._replace(known=1, expected=1, expected_is_minimum=False))[0] == "The one grade is known."


def test_one_force_over_the_years_names_the_inspection_that_followed() -> None:
    kent = reference.forces()["kent"]
    made = scope(graded("leadership", force=kent), graded("efficiency", cycle="2017", force=kent), section="search")
    assert sentences(made) == ("Not the newest inspection: 2025-27 followed 2023-25.",)


def test_announced_grades_of_areas_that_are_not_known_are_named_beside_a_filter() -> None:
    reports = (
        graded("leadership", stated_counts={Grade.GOOD: 3, Grade.INADEQUATE: 2}),
        graded("leadership", force=DURHAM),
    )
    made = scope(*reports, filters=Filters(frozenset({Grade.GOOD})))
    assert sentences(made)[-1] == (
        "The announced counts include 2 more of these grades, in areas that are not known: Surrey Police 2."
    )


def test_synonyms_are_named() -> None:
    assert sentences(scope(section="search", texts=["ASB"])) == ("Also searched for: anti-social behaviour.",)
