"""One report as people read it."""

from __future__ import annotations

import pytest
from conftest import HERE, report

from peelcli.answers.card import Card, card, day
from peelcli.loading.parse import parse
from peelcli.model.report import Area, Cycle, Finding, Grade, GradedArea, Report, Response, Source, Ungraded
from peelcli.reading import read


@pytest.fixture
def north() -> Card:
    text = (HERE / "data" / "northshire.yaml").read_bytes()
    (made,) = parse(read(text, "northshire.yaml")).reports
    return card(made)


def test_the_title_names_force_and_cycle(north: Card) -> None:
    assert north.title == "Northshire Police · PEEL 2023–25"


def test_the_facts_are_dates_and_how_much_is_known(north: Card) -> None:
    assert north.facts == (
        "Inspected September 2024",
        "Published 14 March 2025",
        "5 of 5 graded areas known, with the counts as announced",
    )


def test_grades_are_counted_from_best_to_worst_and_reasons_for_none_after_them(north: Card) -> None:
    assert north.counts == (
        (Grade.OUTSTANDING, 1),
        (Grade.GOOD, 1),
        (Grade.ADEQUATE, 1),
        (Grade.REQUIRES_IMPROVEMENT, 1),
        (Grade.INADEQUATE, 1),
        (Ungraded.NOT_GRADED, 1),
    )


def test_there_are_four_tables(north: Card) -> None:
    assert [table.title for table in north.tables] == [
        "Graded areas",
        "Areas for improvement",
        "Praise",
        "Stakeholder responses",
    ]


def test_graded_areas_stand_with_notes_and_numbers_of_sources(north: Card) -> None:
    table = north.tables[0]
    assert [column.label for column in table.columns] == ["Area", "Grade", "Note", "Source"]
    assert table.rows == (
        ("Providing a service to the victims of crime", Ungraded.NOT_GRADED, "", ""),
        ("Recording data about crime", Grade.OUTSTANDING, "Changed after publication.", "1 2"),
        (
            "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability",
            Grade.GOOD,
            "",
            "1",
        ),
        ("Responding to the public", Grade.INADEQUATE, "", "1"),
        ("Investigating crime", Grade.REQUIRES_IMPROVEMENT, "", "1"),
        ("Managing offenders and suspects", Grade.ADEQUATE, "", "2"),
    )


def test_findings_stand_with_unusual_kinds_and_since_when(north: Card) -> None:
    assert north.tables[1].rows == (
        ("Responding to the public", "Cause of concern: Emergency calls wait too long. (Since 2021-22.)", "1"),
        ("Investigating crime", "Detectives carry too many cases.", "1"),
        ("", "Vehicles are old.", "2"),
    )
    assert north.tables[2].rows == (
        (
            "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability",
            "Promising practice: Neighbourhood teams have cut repeat calls by a third.",
            "1",
        ),
    )


def test_responses_stand_with_who_when_and_in_which_words(north: Card) -> None:
    assert north.tables[3].rows == (
        (
            "Priya Hallworth\nChief Constable, Northshire Police",
            "15 March 2025: Welcomes the report and promises faster answers. “We must do better.”",
            "2",
        ),
    )


def test_summary_notes_and_sources_stand_around_the_tables(north: Card) -> None:
    assert north.summary == "A made-up force with one area of each grade."
    assert north.notes == ("One area was regraded in April 2025.",)
    assert north.sources == (
        "HMICFRS. PEEL 2023–25: Northshire, 14 March 2025\nhttps://example.org/northshire",
        "Northshire Echo. Force told to answer faster\nhttps://example.org/echo/1",
    )


def test_of_a_report_that_holds_nothing_the_tables_say_so() -> None:
    empty = card(Report(*report()[:2]))
    assert [(table.rows, table.empty) for table in empty.tables] == [
        ((), "No graded area is known."),
        ((), "None is recorded."),
        ((), "None is recorded."),
        ((), "None is recorded."),
    ]
    assert (empty.counts, empty.summary, empty.notes, empty.sources) == ((), "", (), ())


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    assert [column.label for column in card(report()).tables[0].columns] == ["Area", "Grade", "Source"]


LEADERSHIP = Area("leadership", "Leadership")


@pytest.mark.parametrize(
    ("changes", "facts"),
    [
        ({}, ("2 graded areas known, perhaps not all",)),
        ({"graded_areas": ()}, ("0 graded areas known, perhaps not all",)),
        (
            {"graded_areas": (GradedArea(LEADERSHIP, Grade.GOOD),)},
            ("1 graded area known, perhaps not all",),
        ),
        ({"complete": False}, ("2 graded areas known, some are missing",)),
        ({"complete": True}, ("2 of 2 graded areas known",)),
        (
            {"stated_counts": {Grade.GOOD: 1, Grade.REQUIRES_IMPROVEMENT: 1}},
            ("2 of 2 graded areas known, with the counts as announced",),
        ),
        (
            {"stated_counts": {Grade.GOOD: 1, Grade.REQUIRES_IMPROVEMENT: 1, Grade.INADEQUATE: 0}},
            ("2 of 2 graded areas known, with the counts as announced",),
        ),
        (
            {"stated_counts": {Grade.GOOD: 1, Grade.ADEQUATE: 4, Grade.REQUIRES_IMPROVEMENT: 4}},
            ("2 of 9 graded areas known", "Announced: 1 good, 4 adequate, 4 requires improvement"),
        ),
        (
            {"filtered": ("--grade good", "--area workforce"), "published": "2025"},
            ("Published 2025", "Filtered by --grade good, --area workforce: this is not the whole report"),
        ),
    ],
    ids=[
        "nothing announced",
        "nothing known",
        "one area",
        "said to be incomplete",
        "said to be complete",
        "counts that agree",
        "counts that agree but for a nought",
        "counts that say more",
        "filtered",
    ],
)  # fmt: skip
def test_the_card_says_how_much_of_what_is_expected_is_known(
    changes: dict[str, object], facts: tuple[str, ...]
) -> None:
    assert card(report(**changes)).facts == facts


@pytest.mark.parametrize(
    ("date", "words"),
    [("2025", "2025"), ("2025-05", "May 2025"), ("2025-05-14", "14 May 2025"), ("2025-12-01", "1 December 2025")],
)
def test_a_date_is_written_as_people_do(date: str, words: str) -> None:
    assert day(date) == words


def test_a_grade_that_was_carried_over_says_so_before_its_note() -> None:
    entry = GradedArea(LEADERSHIP, Grade.GOOD, note="See below.", carried_over_from="2016")
    (row,) = card(report(graded_areas=(entry,))).tables[0].rows
    assert row == ("Leadership", Grade.GOOD, "Carried over from 2016. See below.")


@pytest.mark.parametrize(
    ("response", "who"),
    [
        (Response("A. Person", "Said."), "A. Person"),
        (Response("A. Person", "Said.", "Chair"), "A. Person\nChair"),
        (Response("A. Person", "Said.", None, "Council"), "A. Person\nCouncil"),
        (
            Response(
                "A. Person",
                "Said.",
                "Police and Crime Commissioner",
                "Office of the Northshire Police and Crime Commissioner",
            ),
            "A. Person\nPolice and Crime Commissioner",
        ),
    ],
    ids=["a name alone", "a role", "an organisation", "an organisation that repeats the role"],
)
def test_a_speaker_is_named_with_role_and_organisation(response: Response, who: str) -> None:
    (row,) = card(report(stakeholder_responses=(response,))).tables[3].rows
    assert row == (who, "Said.")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source("page"), "page"),
        (Source("page", "Title"), "Title"),
        (Source("page", publisher="Echo", published="2025-05"), "Echo, May 2025"),
        (Source("page", url="https://example.org"), "page\nhttps://example.org"),
    ],
    ids=["an id alone", "a title", "a publisher and a date", "an address"],
)
def test_a_source_is_told_by_what_is_known_of_it(source: Source, words: str) -> None:
    assert card(report(sources=(source,))).sources == (words,)


def test_a_cycle_that_nobody_knows_is_called_by_its_own_words() -> None:
    assert card(report()._replace(cycle=Cycle("2031-33", "2031-33"))).title == "Northshire Police · 2031-33"


def test_a_finding_of_an_area_is_named_by_it() -> None:
    (row,) = card(report(praise=(Finding("Well led.", "strength", LEADERSHIP),))).tables[2].rows
    assert row == ("Leadership", "Well led.")
