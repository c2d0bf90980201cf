"""Reports in the form of a report file."""

from __future__ import annotations

from support import report, yaml_text

from peelcli.model import reference
from peelcli.model.report import Force, Report
from peelcli.writing.serialise import plain


def test_the_plain_form_leaves_out_what_is_absent_but_never_the_main_keys() -> None:
    assert plain(Report(Force("kent", "Kent Police"), reference.cycles()["2016"])) == {
        "force": "kent",
        "cycle": "2016",
        "graded_areas": [],
        "improvement_areas": [],
        "praise": [],
        "stakeholder_responses": [],
        "notes": [],
        "sources": {},
    }


def test_the_plain_form_of_entries_leaves_out_what_is_absent() -> None:
    assert plain(report(complete=False)) == {
        "force": "Northshire Police",
        "cycle": "2023-25",
        "complete": False,
        "graded_areas": [
            {"area": "preventing-crime", "grade": "good", "source": "page"},
            {"area": "investigating-crime", "grade": "requires-improvement", "source": "page"},
        ],
        "improvement_areas": [],
        "praise": [],
        "stakeholder_responses": [],
        "notes": [],
        "sources": {
            "page": {
                "title": "Report on Northshire",
                "publisher": "HMICFRS",
                "url": "https://example.org/northshire",
            }
        },
    }


def test_a_separate_grade_the_page_of_the_report_and_the_number_of_graded_areas_are_written() -> None:
    made = report(report_url="https://example.org/northshire", graded_total=9)
    made = made._replace(graded_areas=(made.graded_areas[0]._replace(separate=True),))
    form = plain(made)
    assert (form["report_url"], form["graded_total"]) == ("https://example.org/northshire", 9)
    assert form["graded_areas"] == [
        {"area": "preventing-crime", "grade": "good", "separate": True, "source": "page"},
    ]
    assert yaml_text([made]).splitlines()[2:6] == [
        "report_url: https://example.org/northshire",
        "graded_total: 9",
        "graded_areas:",
        "- {area: preventing-crime, grade: good, separate: true, source: page}",
    ]
