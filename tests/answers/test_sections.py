"""The parts of reports as rows, and the list of reports."""

from __future__ import annotations

import pytest
from northshire import NO_CODES, NORTH, PAGE, PAPER, WHO, area, graded_in, odd_report, of_files, parsed

from peelcli.answers import sections, views
from peelcli.answers.filters import Filters, filter_report
from peelcli.answers.views import AreaName, Kind, Mark, Statement
from peelcli.model.report import Grade, Report, Ungraded


@pytest.fixture
def north() -> Report:
    (report,) = parsed("northshire.yaml")
    return report


# --- the four parts of a report ---


def full(id: str) -> AreaName:
    return area(id)[1]._replace(full=True)


def test_an_area_that_is_graded_in_a_separate_report_is_marked(north: Report) -> None:
    entry = north.graded_areas[1]._replace(separate=True)
    view = sections.areas([north._replace(graded_areas=(entry,))])
    assert view.notes == ("† graded in a separate report, apart from the other grades.",)
    assert (views.display(view.rows[0][5]), view.rows[0][14]) == ("Recording data about crime †", True)


def test_graded_areas_are_rows_with_their_grades_typed(north: Report) -> None:
    (none, noted, *others) = sections.areas([north]).rows
    assert none[:8] == (
        *NORTH,
        "2025-03-14",
        "victim-service",
        full("victim-service"),
        Ungraded.NOT_GRADED,
        "not-graded",
    )
    assert none[8:] == (None, None, None, None, *NO_CODES, False, None, None, ())
    assert noted == (
        *NORTH,
        "2025-03-14",
        "recording-crime",
        full("recording-crime"),
        Grade.OUTSTANDING,
        None,
        None,
        "Changed after publication.",
        *PAGE[:4],
        False,
        "PEEL 2023–25: Northshire",
        "HMICFRS",
        ("paper",),
    )
    assert [(row[4], row[6], row[7]) for row in others] == [
        ("preventing-crime", Grade.GOOD, None),
        ("responding-to-public", Grade.INADEQUATE, None),
        ("investigating-crime", Grade.REQUIRES_IMPROVEMENT, None),
        ("managing-offenders", Grade.ADEQUATE, None),
    ]


def test_what_must_improve_is_rows_with_the_grade_of_the_area(north: Report) -> None:
    assert sections.improvements([north]).rows == (
        (
            *NORTH,
            "cause-of-concern",
            *area("responding-to-public"),
            Grade.INADEQUATE,
            Statement("Emergency calls wait too long.", Kind("cause-of-concern")),
            "2021-22",
            *PAGE,
        ),
        (
            *NORTH,
            "area-for-improvement",
            *area("investigating-crime"),
            Grade.REQUIRES_IMPROVEMENT,
            Statement("Detectives carry too many cases.", Kind("area-for-improvement")),
            None,
            *PAGE,
        ),
        (
            *NORTH,
            "area-for-improvement",
            None,
            None,
            None,
            Statement("Vehicles are old.", Kind("area-for-improvement")),
            None,
            *PAPER,
        ),
    )


def test_praise_is_rows(north: Report) -> None:
    assert sections.praise([north]).rows == (
        (
            *NORTH,
            "promising-practice",
            *area("preventing-crime"),
            Grade.GOOD,
            Statement("Neighbourhood teams have cut repeat calls by a third.", Kind("promising-practice")),
            None,
            *PAGE,
        ),
    )


def test_responses_are_rows(north: Report) -> None:
    assert sections.responses([north]).rows == (
        (
            *NORTH,
            "Priya Hallworth",
            "Chief Constable",
            "Northshire Police",
            "Welcomes the report and promises faster answers.",
            "We must do better.",
            "2025-03-15",
            *PAPER,
        ),
    )


@pytest.mark.parametrize(
    ("builder", "one", "several"),
    [
        (sections.areas, ["Area", "Grade", "Note"], ["Force", "Cycle", "Area", "Grade", "Note"]),
        (
            sections.improvements,
            ["Area", "Grade", "Finding"],
            ["Force", "Cycle", "Area", "Grade", "Finding"],
        ),
        (sections.praise, ["Area", "Grade", "Finding"], ["Force", "Cycle", "Area", "Grade", "Finding"]),
        (
            sections.responses,
            ["Name", "Role", "Organisation", "Response", "Quotation"],
            ["Force", "Cycle", "Name", "Role", "Organisation", "Response", "Quotation"],
        ),
    ],
    ids=["areas", "improvements", "praise", "responses"],
)
def test_people_see_whose_row_it_is_where_there_are_several_reports(
    builder: object, one: list[str], several: list[str], north: Report
) -> None:
    def labels(reports: list[Report]) -> list[object]:
        view: views.View = builder(reports)  # type: ignore[operator]
        return [column.label for column in view.for_display().columns]

    assert labels([north]) == one
    assert labels([north, *parsed("two-cycles.yaml")]) == several


@pytest.mark.parametrize(
    ("builder", "one", "several"),
    [
        (sections.areas, "Graded areas: Northshire Police, PEEL 2023–25", "Graded areas"),
        (sections.improvements, "Areas for improvement: Northshire Police, PEEL 2023–25", "Areas for improvement"),
        (sections.praise, "Praise: Northshire Police, PEEL 2023–25", "Praise"),
        (sections.responses, "Stakeholder responses: Northshire Police, PEEL 2023–25", "Stakeholder responses"),
    ],
    ids=["areas", "improvements", "praise", "responses"],
)
def test_the_title_says_whose_rows_they_are_where_there_is_one_report(
    builder: object, one: str, several: str, north: Report
) -> None:
    assert builder([north]).title == one  # type: ignore[operator]
    assert builder([north, *parsed("two-cycles.yaml")]).title == several  # type: ignore[operator]


def test_notes_and_quotations_take_no_room_where_there_are_none() -> None:
    reports = parsed("two-cycles.yaml")
    assert [column.label for column in sections.areas(reports).for_display().columns] == [
        "Force",
        "Cycle",
        "Area",
        "Grade",
    ]
    assert "Quotation" not in [column.label for column in sections.responses(reports).for_display().columns]


# --- reports among others ---


def test_reports_are_listed_with_their_counts() -> None:
    assert sections.listing(of_files("northshire.yaml", "two-cycles.yaml")).rows == (
        (*NORTH, "2025-03-14", 1, 1, 1, 1, 1, 1, 5, 5, True, "announced", None, *NO_CODES),
        (*WHO, "2016", None, None, 2, None, 1, None, 0, 3, 13, None, "partial", None, *NO_CODES),
        (*WHO, "2017", None, None, 2, None, 1, None, 0, 3, 13, None, "partial", None, *NO_CODES),
    )


ADDRESS = "https://example.org/north"


def test_announced_counts_are_listed_even_if_no_grade_is_known() -> None:
    report = graded_in("2023-25", "North")._replace(
        graded_areas=(), stated_counts={Grade.GOOD: 2, Grade.ADEQUATE: 6}, report_url=ADDRESS
    )
    assert sections.listing([report]).rows == (
        ("north", "North", "2023-25", None, 0, 2, 6, 0, 0, 0, 0, 8, None, "announced", ADDRESS, *NO_CODES),
    )


def test_a_count_that_is_not_known_is_never_nought() -> None:
    (row,) = sections.listing([graded_in("2023-25", "North")]).rows
    assert [views.display(cell) for cell in row[4:9]] == ["", "≥1", "", "", ""]
    assert [views.raw(cell) for cell in row[4:9]] == [None, 1, None, None, None]


def test_grades_that_are_all_listed_are_counted_without_a_doubt() -> None:
    (row,) = sections.listing([graded_in("2023-25", "North")._replace(complete=True)]).rows
    assert ([views.display(cell) for cell in row[4:9]], row[13]) == (["0", "1", "0", "0", "0"], "listed")


def apart_in_the_north() -> tuple[list[Report], list[Report]]:
    """A good grade from a separate report, before and after a filter on good grades."""
    north = graded_in("2023-25", "North")
    (entry,) = north.graded_areas
    north = north._replace(graded_areas=(entry._replace(separate=True),), complete=True)
    return [north], [filter_report(north, GOOD)]


GOOD = Filters(grades=[Grade.GOOD])


def test_the_list_says_which_reports_match_by_a_separate_report_only() -> None:
    north, filtered = apart_in_the_north()
    assert sections.listing(north, filtered, GOOD).notes == (
        "Listed for a grade from a separate report, which the counts leave out: North 2023-25.",
    )
    assert sections.listing(north).notes == ()


def test_a_report_that_is_not_listed_is_not_said_to_be_listed_for_a_separate_report() -> None:
    north, filtered = apart_in_the_north()
    assert sections.listing(north, filtered, GOOD, incomplete=True).notes == ()
    strengths = GOOD._replace(kinds=["strength"])
    view = sections.listing(north, [filter_report(one, strengths) for one in north], strengths)
    assert (view.rows, view.notes) == ((), ())


def test_the_list_of_incomplete_reports_leaves_out_those_whose_grades_are_all_known() -> None:
    partial, complete = graded_in("2023-25", "North"), graded_in("2023-25", "South")._replace(complete=True)
    announced = graded_in("2023-25", "East")._replace(stated_counts={Grade.GOOD: 2})
    view = sections.listing([partial, complete, announced], incomplete=True)
    assert (view.title, [row[0] for row in view.rows]) == ("Incomplete reports", ["north", "east"])
    assert sections.listing([complete], incomplete=True).empty == "No incomplete report matches."


def test_any_grade_is_possible_in_an_unknown_cycle() -> None:
    report = odd_report("North", "2031-33", "Robots", Grade.ADEQUATE)
    assert sections.listing([report._replace(complete=True)]).rows == (
        ("north", "North", "2031-33", None, 0, 0, 1, 0, 0, 0, 1, 1, True, "listed", None, *NO_CODES),
    )


def test_grades_head_their_columns_in_the_list() -> None:
    labels = [column.label for column in sections.listing([]).for_display().columns]
    assert labels == ["Force", "Cycle", "Published", *map(Mark, Grade), "Known", "Of", "Complete"]
