"""Searching all parts of reports for a text."""

from __future__ import annotations

import pytest
from northshire import NORTH, PAGE, PAPER, area, parsed

from peelcli.answers import search
from peelcli.answers.filters import Filters
from peelcli.answers.views import View
from peelcli.model.report import Report


@pytest.fixture
def north() -> Report:
    (report,) = parsed("northshire.yaml")
    return report


def test_a_text_is_found_in_findings_and_responses_in_any_case(north: Report) -> None:
    view = search.search([north], ("CALLS",))
    assert view.title == "Where reports mention “CALLS”"
    assert view.rows == (
        (
            *NORTH,
            "improvements",
            "summary",
            *area("responding-to-public"),
            "Emergency calls wait too long.",
            *PAGE,
        ),
        (
            *NORTH,
            "praise",
            "summary",
            *area("preventing-crime"),
            "Neighbourhood teams have cut repeat calls by a third.",
            *PAGE,
        ),
    )


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("hallworth", "name", "Priya Hallworth"),
        ("constable", "role", "Chief Constable"),
        ("northshire police", "organisation", "Northshire Police"),
        ("faster answers", "summary", "Welcomes the report and promises faster answers."),
        ("do better", "quote", "We must do better."),
    ],
)
def test_a_text_is_found_in_each_field_of_a_response(text: str, field: str, words: str, north: Report) -> None:
    assert search.search([north], (text,)).rows == ((*NORTH, "responses", field, None, None, words, *PAPER),)


def test_a_text_that_no_report_mentions_gives_no_rows(north: Report) -> None:
    view = search.search([north], ("dogs",))
    assert (view.rows, view.empty) == (
        (),
        "No report mentions “dogs”. The search covers findings, responses, notes, summaries and the titles of sources; "
        "they are our summaries, not the reports.",
    )


def places(view: View) -> list[tuple[object, object]]:
    return [row[3:5] for row in view.rows]


def test_summaries_notes_and_titles_of_sources_are_searched_too(north: Report) -> None:
    assert places(search.search([north], ("made-up",))) == [("summary", "summary")]
    assert places(search.search([north], ("regraded",))) == [("notes", "note")]
    assert places(search.search([north], ("changed after",))) == [("areas", "note")]
    assert places(search.search([north], ("told to",))) == [("sources", "title")]


def test_all_texts_must_occur_in_one_entry_but_not_in_one_field(north: Report) -> None:
    assert places(search.search([north], ("constable", "faster"))) == [("responses", "role"), ("responses", "summary")]
    assert search.search([north], ("constable", "vehicles")).rows == ()


def test_one_side_of_or_is_enough(north: Report) -> None:
    matches = places(search.search([north], ("vehicles", "OR", "regraded")))
    assert matches == [("improvements", "summary"), ("notes", "note")]


def test_filters_on_areas_leave_out_notes_summaries_and_titles(north: Report) -> None:
    filters = Filters(areas=frozenset({"responding-to-public"}))
    sections = {section for section, _ in places(search.search([north], ("e",), filters))}
    assert sections == {"areas", "improvements", "praise", "responses"}
