"""The card of one report."""

from __future__ import annotations

import pytest
from support import HERE, report

from peelcli.answers.card import Card, CardSource, card, day
from peelcli.answers.views import AreaName, Cited, Named
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
    assert north.dates == (Cited("Inspected September 2024"), Cited("Published 14 March 2025"))
    assert north.facts == (Cited("All 5 grades as announced", (1,)),)


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


def test_graded_areas_stand_with_notes_and_the_sources_that_not_all_share(north: Card) -> None:
    table = north.tables[0]
    assert [column.label for column in table.columns] == ["Area", "Grade", "Note"]
    assert table.sources == ()
    assert table.rows == (
        ("Providing a service to the victims of crime", Ungraded.NOT_GRADED, Cited("")),
        ("Recording data about crime", Grade.OUTSTANDING, Cited("Changed after publication.", (1, 2))),
        (
            "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability",
            Grade.GOOD,
            Cited("", (1,)),
        ),
        ("Responding to the public", Grade.INADEQUATE, Cited("", (1,))),
        ("Investigating crime", Grade.REQUIRES_IMPROVEMENT, Cited("", (1,))),
        ("Managing offenders and suspects", Grade.ADEQUATE, Cited("", (2,))),
    )


LEADERSHIP = Area("leadership", "Leadership")
PREVENTING = Area("preventing-crime", "Preventing crime and anti-social behaviour")
RESPONDING = Area("responding-to-public", "Responding to the public")


def test_findings_stand_with_unusual_kinds_and_since_when(north: Card) -> None:
    names = [[str(row[0]) for row in table.rows] for table in north.tables[1:3]]
    assert names == [["Responding", "Investigating", "No single area"], ["Preventing crime"]]
    assert [row[1] for row in north.tables[1].rows] == [
        Cited("Cause of concern: Emergency calls wait too long. (Since 2021-22.)", (1,)),
        Cited("Detectives carry too many cases.", (1,)),
        Cited("Vehicles are old.", (2,)),
    ]
    assert [row[1] for row in north.tables[2].rows] == [
        Cited("Promising practice: Neighbourhood teams have cut repeat calls by a third.", (1,))
    ]


def test_findings_of_one_area_stand_together_under_its_short_name() -> None:
    findings = (
        Finding("One.", "strength", RESPONDING),
        Finding("Two.", "strength", PREVENTING),
        Finding("Three.", "strength", RESPONDING),
    )
    table = card(report(praise=findings)).tables[2]
    assert table.rows == (
        (AreaName(RESPONDING), Cited("One.")),
        (AreaName(RESPONDING), Cited("Three.")),
        (AreaName(PREVENTING), Cited("Two.")),
    )


def test_findings_that_name_no_area_need_no_column_for_it() -> None:
    table = card(report(praise=(Finding("Good dogs.", "strength"),))).tables[2]
    assert ([column.label for column in table.columns], table.rows) == (["What is praised"], ((Cited("Good dogs."),),))


def test_responses_stand_with_who_when_and_in_which_words(north: Card) -> None:
    assert north.tables[3].rows == (
        (
            Named("Priya Hallworth", "Chief Constable, Northshire Police"),
            Cited("15 March 2025: Welcomes the report and promises faster answers. “We must do better.”", (2,)),
        ),
    )


def test_summary_notes_and_sources_stand_around_the_tables(north: Card) -> None:
    assert north.summary == "A made-up force with one area of each grade."
    assert north.notes == ("One area was regraded in April 2025.",)
    assert north.sources == (
        CardSource(1, "HMICFRS. PEEL 2023–25: Northshire, 14 March 2025", "https://example.org/northshire"),
        CardSource(2, "Northshire Echo. Force told to answer faster", "https://example.org/echo/1"),
    )


# --- sources ---------------------------------------------------------------------------------------------------------

PAGES = {
    "echo": Source("echo", publisher="Echo"),
    "unused": Source("unused", publisher="Never cited"),
    "letter": Source("letter", publisher="Council"),
    "hmicfrs": Source("hmicfrs", publisher="HMICFRS"),
}


def test_what_all_rows_share_is_cited_once_with_the_title() -> None:
    areas = (
        GradedArea(PREVENTING, Grade.GOOD, "echo", ("letter",)),
        GradedArea(RESPONDING, Grade.GOOD, "echo"),
        GradedArea(LEADERSHIP, Ungraded.NOT_GRADED),
    )
    table = card(report(graded_areas=areas, sources=PAGES)).tables[0]
    assert table.sources == (1,)
    assert [row[2] for row in table.rows] == [Cited("", (2,)), Cited(""), Cited("")]


def test_a_grade_without_a_source_does_not_share_those_of_the_others() -> None:
    areas = (GradedArea(PREVENTING, Grade.GOOD, "echo"), GradedArea(RESPONDING, Grade.GOOD))
    table = card(report(graded_areas=areas, sources=PAGES)).tables[0]
    assert (table.sources, [row[2] for row in table.rows]) == ((), [Cited("", (1,)), Cited("")])


def test_the_inspectorate_comes_first_and_a_source_that_is_never_cited_is_left_out() -> None:
    areas = (GradedArea(PREVENTING, Grade.GOOD, "letter"), GradedArea(RESPONDING, Grade.GOOD, "hmicfrs"))
    made = card(report(graded_areas=areas, sources=PAGES, published="2025", published_source="echo"))
    assert [(source.number, source.words) for source in made.sources] == [(1, "HMICFRS"), (2, "Echo"), (3, "Council")]
    assert made.dates == (Cited("Published 2025", (2,)),)


def test_the_source_of_the_counts_is_cited_with_them() -> None:
    counts = {Grade.GOOD: 1, Grade.REQUIRES_IMPROVEMENT: 1}
    made = card(report(stated_counts=counts, counts_source="echo", sources={**report().sources, **PAGES}))
    assert made.facts == (Cited("All 2 grades as announced", (2,)),)


def test_the_page_of_the_report_leads_the_sources_even_if_nothing_cites_it() -> None:
    address = "https://hmicfrs.example.org/northshire"
    made = card(report(report_url=address, sources={"page": Source("page", publisher="Echo")}))
    assert made.sources == (CardSource(None, "HMICFRS's page", address), CardSource(1, "Echo", None))


def test_the_page_of_the_report_is_not_listed_twice() -> None:
    address = "https://hmicfrs.example.org/northshire"
    made = card(report(report_url=address, sources={"page": Source("page", "The report", url=address)}))
    assert made.sources == (CardSource(1, "The report", address),)


# --- parts -----------------------------------------------------------------------------------------------------------


def test_grades_from_separate_reports_have_a_table_of_their_own() -> None:
    areas = (
        GradedArea(PREVENTING, Grade.GOOD),
        GradedArea(LEADERSHIP, Grade.INADEQUATE, note="Published in 2024.", separate=True),
    )
    made = card(report(graded_areas=areas))
    assert [table.title for table in made.tables] == [
        "Graded areas",
        "Graded in separate reports",
        "Areas for improvement",
        "Praise",
        "Stakeholder responses",
    ]
    assert [row[:2] for row in made.tables[0].rows] == [("Preventing crime and anti-social behaviour", Grade.GOOD)]
    assert made.tables[1].rows == (("Leadership", Grade.INADEQUATE, Cited("Published in 2024.")),)
    assert made.counts == ((Grade.GOOD, 1),)


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
    assert [column.label for column in card(report()).tables[0].columns] == ["Area", "Grade"]


@pytest.mark.parametrize(
    ("changes", "facts"),
    [
        ({}, ("2 graded areas known, perhaps not all", "Not known: Police powers, Responding, Vulnerable people, Offenders, Workforce, Leadership; perhaps also "
            "Recording crime")),
        ({"graded_areas": ()}, ("0 graded areas known, perhaps not all", "Not known: Police powers, Preventing crime, Responding, Investigating, Vulnerable people, Offenders, "
            "Workforce, Leadership; perhaps also Recording crime")),
        (
            {"graded_areas": (GradedArea(LEADERSHIP, Grade.GOOD),)},
            ("1 graded area known, perhaps not all", "Not known: Police powers, Preventing crime, Responding, Investigating, Vulnerable people, Offenders, "
            "Workforce; perhaps also Recording crime"),
        ),
        ({"complete": False}, ("2 graded areas known, some are missing", "Not known: Police powers, Responding, Vulnerable people, Offenders, Workforce, Leadership; perhaps also "
            "Recording crime")),
        ({"complete": True}, ("2 of 2 graded areas known",)),
        (
            {"stated_counts": {Grade.GOOD: 1, Grade.REQUIRES_IMPROVEMENT: 1}},
            ("All 2 grades as announced",),
        ),
        (
            {"stated_counts": {Grade.GOOD: 1, Grade.REQUIRES_IMPROVEMENT: 1, Grade.INADEQUATE: 0}},
            ("All 2 grades as announced",),
        ),
        (
            {"stated_counts": {Grade.GOOD: 1, Grade.ADEQUATE: 4, Grade.REQUIRES_IMPROVEMENT: 4}},
            (
                "2 of 9 graded areas known",
                "Announced: 1 good, 4 adequate, 4 requires improvement",
                "Not known: Recording crime, Police powers, Responding, Vulnerable people, Offenders, Workforce, Leadership",
                "By the announced counts these are 4 adequate, 3 requires improvement",
            ),
        ),
        (
            {"filtered": ("--grade good", "--area workforce")},
            ("Filtered by --grade good, --area workforce: this is not the whole report",),
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
    assert tuple(map(str, card(report(**changes)).facts)) == facts


def test_more_areas_that_may_be_graded_than_grades_missing_are_all_named() -> None:
    made = card(report(graded_total=3))
    assert made.facts[1] == Cited(
        "Not known: 1 of Recording crime, Police powers, Responding, Vulnerable people, Offenders, Workforce, Leadership"
    )


@pytest.mark.parametrize(
    ("date", "words"),
    [("2025", "2025"), ("2025-05", "May 2025"), ("2025-05-14", "14 May 2025"), ("2025-12-01", "1 December 2025")],
)
def test_a_date_is_written_as_people_do(date: str, words: str) -> None:
    assert day(date) == words


def test_a_grade_that_was_carried_over_says_so_before_its_note() -> None:
    entry = GradedArea(LEADERSHIP, Grade.GOOD, note="See below.", carried_over_from="2016")
    (row,) = card(report(graded_areas=(entry,))).tables[0].rows
    assert row == ("Leadership", Grade.GOOD, Cited("Carried over from 2016. See below."))


@pytest.mark.parametrize(
    ("response", "who"),
    [
        (Response("A. Person", "Said."), ""),
        (Response("A. Person", "Said.", "Chair"), "Chair"),
        (Response("A. Person", "Said.", None, "Council"), "Council"),
        (
            Response(
                "A. Person",
                "Said.",
                "Police and Crime Commissioner",
                "Office of the Northshire Police and Crime Commissioner",
            ),
            "Police and Crime Commissioner",
        ),
    ],
    ids=["a name alone", "a role", "an organisation", "an organisation that repeats the role"],
)
def test_a_speaker_is_named_with_role_and_organisation(response: Response, who: str) -> None:
    (row,) = card(report(stakeholder_responses=(response,))).tables[3].rows
    assert row == (Named("A. Person", who), Cited("Said."))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source("page"), CardSource(1, "page", None)),
        (Source("page", "Title"), CardSource(1, "Title", None)),
        (Source("page", publisher="Echo", published="2025-05"), CardSource(1, "Echo, May 2025", None)),
        (Source("page", url="https://example.org"), CardSource(1, "page", "https://example.org")),
    ],
    ids=["an id alone", "a title", "a publisher and a date", "an address"],
)
def test_a_source_is_described_by_its_known_fields(source: Source, words: CardSource) -> None:
    assert card(report(sources={source.id: source})).sources == (words,)


def test_an_unknown_cycle_keeps_its_name() -> None:
    assert card(report()._replace(cycle=Cycle("2031-33", "2031-33"))).title == "Northshire Police · 2031-33"


def test_a_finding_of_an_area_is_named_by_it() -> None:
    (row,) = card(report(praise=(Finding("Well led.", "strength", LEADERSHIP),))).tables[2].rows
    assert row == (AreaName(LEADERSHIP), Cited("Well led."))
