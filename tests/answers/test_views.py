"""The answers as rows: the columns that machines rely on, typed cells, and what people see of them."""

from __future__ import annotations

import json

import pytest
from conftest import HERE

from peelcli.answers import glossary, pivots, problems, search, sections, views
from peelcli.answers.glossary import Entry
from peelcli.answers.views import Column, Mark, Prose, View
from peelcli.errors import Problem
from peelcli.formats import FORMATS, RenderOptions
from peelcli.loading.parse import parse
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Force, Grade, GradedArea, Report, Ungraded
from peelcli.reading import read


def parsed(name: str) -> tuple[Report, ...]:
    return parse(read((HERE / "data" / name).read_bytes(), name)).reports


@pytest.fixture
def north() -> Report:
    (report,) = parsed("northshire.yaml")
    return report


WHO = ("northshire-police", "Northshire Police")
NORTH = ("northshire-police", "Northshire Police", "2023-25")
NO_CODES = (None, None)
PAGE = ("page", "https://example.org/northshire", *NO_CODES, "PEEL 2023–25: Northshire", "HMICFRS", ())
PAPER = ("paper", "https://example.org/echo/1", *NO_CODES, "Force told to answer faster", "Northshire Echo", ())
AREA_NAMES = {
    "victim-service": "Providing a service to the victims of crime",
    "recording-crime": "Recording data about crime",
    "preventing-crime": "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability",
    "responding-to-public": "Responding to the public",
    "investigating-crime": "Investigating crime",
    "managing-offenders": "Managing offenders and suspects",
}


def area(id: str) -> tuple[str, str]:
    return id, AREA_NAMES[id]


CODES = "ons_code police_uk_id"
SOURCES = "source_title source_publisher more_sources"
COLUMNS = {
    "areas": "force force_name cycle published area area_name grade ungraded carried_over_from note source source_url "
    f"{CODES} separate {SOURCES}",
    "improvements": "force force_name cycle kind area area_name grade summary since source source_url "
    f"{CODES} {SOURCES}",
    "praise": f"force force_name cycle kind area area_name grade summary since source source_url {CODES} {SOURCES}",
    "responses": "force force_name cycle name role organisation summary quote date source source_url "
    f"{CODES} {SOURCES}",
    "list": "force force_name cycle published outstanding good adequate requires_improvement inadequate ungraded known "
    f"expected complete counts_basis report_url {CODES}",
    "compare": "force force_name cycle area area_name grade ungraded previous_cycle previous_grade change comparable "
    f"reason {CODES}",
    "trend": "force force_name cycle area area_name grade ungraded previous_cycle previous_grade change comparable "
    f"reason {CODES}",
    "search": f"force force_name cycle section field area area_name text source source_url {CODES} {SOURCES}",
    "terms": "kind id name cycle meaning source",
    "problems": "path line column code level message hint where",
}


def every_view(reports: tuple[Report, ...]) -> list[View]:
    return [
        sections.areas(reports),
        sections.improvements(reports),
        sections.praise(reports),
        sections.responses(reports),
        sections.listing(reports),
        pivots.compare(reports),
        pivots.trend(reports),
        search.search(reports, ("e",)),
        glossary.terms([Entry("grade", "good", "Good", None, "Meaning.", None)]),
        problems.problems([Problem("a.yaml", 1, 2, "", "code", "problem", "wrong.", "right.")], 1),
    ]


def of_files(*names: str) -> tuple[Report, ...]:
    return tuple(report for name in names for report in parsed(name))


@pytest.mark.parametrize(
    "files",
    [(), ("northshire.yaml",), ("northshire.yaml", "two-cycles.yaml")],
    ids=["no report", "one report", "several reports"],
)
def test_the_columns_are_a_promise_however_many_reports_there_are(files: tuple[str, ...]) -> None:
    found = {view.key: " ".join(column.key for column in view.columns) for view in every_view(of_files(*files))}
    assert found == COLUMNS


def test_every_row_has_as_many_cells_as_there_are_columns() -> None:
    for view in every_view(of_files("northshire.yaml", "two-cycles.yaml")):
        assert view.rows, view.key
        assert {len(row) for row in view.rows} == {len(view.columns)}, view.key


# --- the four parts of a report ---


def test_graded_areas_are_rows_with_their_grades_typed(north: Report) -> None:
    (none, noted, *others) = sections.areas([north]).rows
    assert none[:8] == (*NORTH, "2025-03-14", *area("victim-service"), Ungraded.NOT_GRADED, "not-graded")
    assert none[8:] == (None, None, None, None, *NO_CODES, False, None, None, ())
    assert noted == (
        *NORTH,
        "2025-03-14",
        *area("recording-crime"),
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
            "Emergency calls wait too long.",
            "2021-22",
            *PAGE,
        ),
        (
            *NORTH,
            "area-for-improvement",
            *area("investigating-crime"),
            Grade.REQUIRES_IMPROVEMENT,
            "Detectives carry too many cases.",
            None,
            *PAGE,
        ),
        (*NORTH, "area-for-improvement", None, None, None, "Vehicles are old.", None, *PAPER),
    )


def test_praise_is_rows(north: Report) -> None:
    assert sections.praise([north]).rows == (
        (
            *NORTH,
            "promising-practice",
            *area("preventing-crime"),
            Grade.GOOD,
            "Neighbourhood teams have cut repeat calls by a third.",
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
            ["Kind", "Area", "Grade", "Finding"],
            ["Force", "Cycle", "Kind", "Area", "Grade", "Finding"],
        ),
        (sections.praise, ["Kind", "Area", "Grade", "Finding"], ["Force", "Cycle", "Kind", "Area", "Grade", "Finding"]),
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
        view: View = builder(reports)  # type: ignore[operator]
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


def test_announced_counts_are_listed_even_if_no_grade_is_known() -> None:
    report = graded_in("2023-25", "North")._replace(
        graded_areas=(), stated_counts={Grade.GOOD: 2, Grade.ADEQUATE: 6}, report_url="https://example.org/north"
    )
    assert sections.listing([report]).rows == (
        ("north", "North", "2023-25", None, 0, 2, 6, 0, 0, 0, 0, 8, None, "announced")
        + ("https://example.org/north", *NO_CODES),
    )


def test_a_count_that_is_not_known_is_never_nought() -> None:
    (row,) = sections.listing([graded_in("2023-25", "North")]).rows
    assert [views.display(cell) for cell in row[4:9]] == ["", "≥1", "", "", ""]
    assert [views.raw(cell) for cell in row[4:9]] == [None, 1, None, None, None]


def test_grades_that_are_all_listed_are_counted_without_a_doubt() -> None:
    (row,) = sections.listing([graded_in("2023-25", "North")._replace(complete=True)]).rows
    assert ([views.display(cell) for cell in row[4:9]], row[13]) == (["0", "1", "0", "0", "0"], "listed")


def test_in_a_cycle_that_nobody_knows_any_grade_might_have_been_given() -> None:
    report = odd_report("North", "2031-33", "Robots", Grade.ADEQUATE)
    assert sections.listing([report._replace(complete=True)]).rows == (
        ("north", "North", "2031-33", None, 0, 0, 1, 0, 0, 0, 1, 1, True, "listed", None, *NO_CODES),
    )


def test_grades_head_their_columns_in_the_list() -> None:
    labels = [column.label for column in sections.listing([]).for_display().columns]
    assert labels == ["Force", "Cycle", "Published", *map(Mark, Grade), "Known", "Of", "Complete", "Counts"]


COMPARED = "The reports of 2017 say themselves whether a pillar's grade has changed since the year before. A grade carried over from 2016 is no new evidence."


LATER = [
    (*WHO, "2017", "effectiveness", "Effectiveness", Grade.REQUIRES_IMPROVEMENT, None, "2016", Grade.GOOD, "worse"),
    (*WHO, "2017", "efficiency", "Efficiency", Grade.GOOD, None, "2016", Grade.REQUIRES_IMPROVEMENT, "better"),
    (*WHO, "2017", "legitimacy", "Legitimacy", Grade.GOOD, None, "2016", Grade.GOOD, "same"),
]
EARLIER = [
    (*WHO, "2016", "effectiveness", "Effectiveness", Grade.GOOD, None, None, None, None),
    (*WHO, "2016", "efficiency", "Efficiency", Grade.REQUIRES_IMPROVEMENT, None, None, None, None),
    (*WHO, "2016", "legitimacy", "Legitimacy", Grade.GOOD, None, None, None, None),
]


def changes_in_words(row: views.Row) -> views.Row:
    return tuple(cell.word if isinstance(cell, views.Change) else cell for cell in row)


def test_compared_reports_are_rows_in_long_form_one_per_area_and_report() -> None:
    rows = pivots.compare(parsed("two-cycles.yaml")).rows
    assert [changes_in_words(row) for row in rows] == [(*row, True, COMPARED, *NO_CODES) for row in EARLIER + LATER]


def test_a_trend_is_rows_in_long_form_of_which_the_first_of_an_area_is_compared_with_nothing() -> None:
    rows = sorted(map(changes_in_words, pivots.trend(parsed("two-cycles.yaml")).rows), key=lambda row: str(row[2]))
    assert rows == [(*row, None, None, *NO_CODES) for row in EARLIER] + [
        (*row, True, COMPARED, *NO_CODES) for row in LATER
    ]


def test_compared_reports_keep_the_order_in_which_they_were_named() -> None:
    older, newer = parsed("two-cycles.yaml")
    assert [row[2] for row in pivots.compare([newer, older]).rows] == ["2017"] * 3 + ["2016"] * 3


def test_a_trend_goes_area_by_area_and_the_oldest_first() -> None:
    rows = pivots.trend(parsed("two-cycles.yaml")).rows
    assert [(row[3], row[2]) for row in rows] == [
        ("effectiveness", "2016"),
        ("effectiveness", "2017"),
        ("efficiency", "2016"),
        ("efficiency", "2017"),
        ("legitimacy", "2016"),
        ("legitimacy", "2017"),
    ]


def test_people_see_a_trend_with_each_area_named_once() -> None:
    view = pivots.trend(parsed("two-cycles.yaml")).for_display()
    assert view.title == "Northshire Police through the cycles"
    assert [column.label for column in view.columns] == ["Area", "Cycle", "Grade", "Change"]
    assert view.rows == (
        ("Effectiveness", "2016", Grade.GOOD, ""),
        ("", "2017", Grade.REQUIRES_IMPROVEMENT, "↓ worse than 2016"),
        ("Efficiency", "2016", Grade.REQUIRES_IMPROVEMENT, ""),
        ("", "2017", Grade.GOOD, "↑ better than 2016"),
        ("Legitimacy", "2016", Grade.GOOD, ""),
        ("", "2017", Grade.GOOD, "= same as 2016"),
    )


def test_people_see_areas_down_and_reports_across() -> None:
    view = pivots.compare(parsed("two-cycles.yaml")).for_display()
    assert [column.label for column in view.columns] == [
        "Area",
        "Northshire Police 2016",
        "Northshire Police 2017",
        "Change",
    ]
    assert view.rows == (
        ("Effectiveness", Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, "↓ worse than 2016"),
        ("Efficiency", Grade.REQUIRES_IMPROVEMENT, Grade.GOOD, "↑ better than 2016"),
        ("Legitimacy", Grade.GOOD, Grade.GOOD, "= same as 2016"),
    )
    assert view.notes == ()


def test_across_a_break_people_see_both_grades_the_mark_and_who_says_so() -> None:
    view = pivots.compare([graded_in("2021-22", "North"), graded_in("2023-25", "North")]).for_display()
    assert view.rows == (("Leadership and force management", Grade.GOOD, Grade.GOOD, "≠"),)
    assert view.notes == (
        "≠ 2021-22 and 2023-25: HMICFRS gives more weight to outcomes for the public and has changed part of what it "
        "inspects. It says that grades cannot be compared directly with the cycle before. "
        "(https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/kent-2023-25/)",
    )


def test_two_forces_in_one_cycle_need_no_column_for_changes() -> None:
    view = pivots.compare([graded_in("2023-25", "North"), graded_in("2023-25", "South")]).for_display()
    assert [column.label for column in view.columns] == ["Area", "North 2023-25", "South 2023-25"]
    assert view.rows == (("Leadership and force management", Grade.GOOD, Grade.GOOD),)


def test_an_area_that_one_report_lacks_is_empty_there() -> None:
    other = graded_in("2023-25", "South", "workforce")
    view = pivots.compare([graded_in("2023-25", "North"), other]).for_display()
    assert view.rows == (
        ("Building, supporting and protecting the workforce", None, Grade.GOOD),
        ("Leadership and force management", Grade.GOOD, None),
    )


def test_more_than_five_reports_become_a_grid_of_forces_by_numbered_areas() -> None:
    reports = [graded_in("2023-25", f"Force {number}") for number in range(5)]
    assert len(pivots.compare(reports).for_display().columns) == 6
    grid = pivots.compare([*reports, graded_in("2023-25", "Force 5", "workforce")]).for_display()
    assert grid.title == "Grades, PEEL 2023–25"
    assert [column.label for column in grid.columns] == ["Force", "1", "2"]
    assert grid.rows[0] == ("Force 0", None, Mark(Grade.GOOD))
    assert grid.rows[5] == ("Force 5", Mark(Grade.GOOD), None)
    assert grid.notes == (
        "1 Building, supporting and protecting the workforce; 2 Leadership and force management.",
        "Blank: no grade is known.",
    )
    assert {cell for row in grid.rows for cell in row[1:]} == {Mark(Grade.GOOD), None}


def test_machines_get_the_same_rows_however_people_see_them() -> None:
    reports = [graded_in("2023-25", f"Force {number}") for number in range(6)]
    assert [row[:6] for row in pivots.compare(reports).rows] == [
        (f"force {n}", f"Force {n}", "2023-25", "leadership", "Leadership and force management", Grade.GOOD)
        for n in range(6)
    ]


# --- search ---


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
        "No report mentions “dogs”. Searched were findings, responses, notes, summaries and the titles of sources; "
        "they are summaries in our own words, not the reports.",
    )


# --- terms and problems ---

GOOD = Entry("grade", "good", "Good", None, "Nearly every feature.", "https://example.org/grades")
LEAD = Entry("area", "leadership", "Leadership", "2023-25", "How it is led.", None)


def test_terms_are_rows() -> None:
    assert glossary.terms([GOOD, LEAD]).rows == (
        ("grade", "good", "Good", None, "Nearly every feature.", "https://example.org/grades"),
        ("area", "leadership", "Leadership", "2023-25", "How it is led.", None),
    )


def test_people_see_the_list_of_terms_without_their_meanings() -> None:
    view = glossary.terms([GOOD, LEAD]).for_display()
    assert [column.label for column in view.columns] == ["Kind", "Id", "Name"]
    assert view.rows == (("grade", "good", "Good"), ("area", "leadership", "Leadership"))


def test_people_see_a_term_explained_in_words_with_its_source() -> None:
    assert tuple(prose(glossary.explanation([GOOD, LEAD])).lines) == (
        "Good (grade, id good)",
        "Nearly every feature.",
        "Source: https://example.org/grades",
        "",
        "Leadership (area in 2023-25, id leadership)",
        "How it is led.",
        "Source: none is known",
    )


def prose(view: View) -> Prose:
    """The words in place of a table."""
    shown = view.for_display()
    assert isinstance(shown, Prose)
    return shown


WRONG = Problem("a.yaml", 3, 5, "", "code", "problem", "wrong.", "right.", "    a: b\n       ^")
ODD = Problem("b.json", None, None, "$.a", "other", "warning", "odd.", "usual.")


def test_problems_are_rows() -> None:
    assert problems.problems([WRONG, ODD], 2).rows == (
        ("a.yaml", 3, 5, "code", "problem", "wrong.", "right.", None),
        ("b.json", None, None, "other", "warning", "odd.", "usual.", "$.a"),
    )


@pytest.mark.parametrize(
    ("found", "files", "last"),
    [
        ([], 1, "1 file: no problem found."),
        ([], 288, "288 files: no problem found."),
        ([WRONG], 1, "1 file: 1 problem, 0 warnings."),
        ([WRONG, WRONG, ODD], 2, "2 files: 2 problems, 1 warning."),
    ],
    ids=["one file", "many files", "one problem", "problems and a warning"],
)
def test_people_see_at_last_how_many_problems_there_are(found: list[Problem], files: int, last: str) -> None:
    assert list(prose(problems.problems(found, files)).lines)[-1] == last


def test_people_see_each_problem_as_a_compiler_tells_it() -> None:
    assert tuple(prose(problems.problems([WRONG, ODD], 2)).lines) == (
        "a.yaml:3:5: wrong. right.",
        "    a: b",
        "       ^",
        "",
        "b.json: $.a: warning: odd. usual.",
        "",
        "2 files: 1 problem, 1 warning.",
    )


# --- picking, and cells ---


def test_columns_are_picked_in_the_order_that_is_asked_for() -> None:
    view = View("v", "V", (Column("a", "A"), Column("b"), Column("c", "C")), ((1, 2, 3), (4, 5, 6)), "None.")
    picked = view.select_columns(["c", "b"])
    assert picked.columns == (Column("c", "C"), Column("b", "b"))
    assert picked.rows == ((3, 2), (6, 5))


def test_picked_columns_are_drawn_as_rows_and_not_as_a_pivot() -> None:
    picked = pivots.compare(parsed("two-cycles.yaml")).select_columns(["area", "grade"]).for_display()
    assert picked.rows[0] == ("effectiveness", Grade.GOOD)


@pytest.mark.parametrize(
    ("cell", "machine", "person"),
    [
        (Grade.REQUIRES_IMPROVEMENT, "requires-improvement", "Requires improvement"),
        (Ungraded.NOT_INSPECTED, None, "Not inspected"),
        (Mark(Grade.GOOD), None, "Good"),
        (True, True, "yes"),
        (False, False, "no"),
        (0, 0, "0"),
        (None, None, ""),
        ("words", "words", "words"),
        ("", "", ""),
    ],
    ids=["a grade", "a reason for none", "a mark", "yes", "no", "nought", "nothing", "words", "no words"],
)
def test_a_cell_is_read_by_machines_and_by_people(cell: views.Cell, machine: object, person: str) -> None:
    assert views.raw(cell) is machine or views.raw(cell) == machine
    assert views.display(cell) == person


@pytest.mark.parametrize(("count", "words"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_a_number_goes_with_its_noun(count: int, words: str) -> None:
    assert views.number(count, "file") == words


# --- what went wrong once ---


def odd_report(force: str, cycle: str, area: str, grade: Grade) -> Report:
    """A report of a cycle that nobody knows: the parser makes a Cycle for each."""
    return Report(Force(force.lower(), force), Cycle(cycle, cycle), (GradedArea(Area(area.lower(), area), grade),))


def graded_in(cycle: str, force: str, area: str = "leadership") -> Report:
    """A report with one good grade."""
    known = reference.cycles()[cycle]
    return Report(Force(force.lower(), force), known, (GradedArea(known.areas[area], Grade.GOOD),))


def test_reports_of_one_unknown_cycle_keep_all_their_areas_side_by_side() -> None:
    north = odd_report("North", "2031-33", "Robots", Grade.GOOD)
    south = odd_report("South", "2031-33", "Drones", Grade.INADEQUATE)
    wide = pivots.compare([north, south]).for_display()
    assert wide.rows == (("Robots", Grade.GOOD, None, ""), ("Drones", None, Grade.INADEQUATE, "?"))


def test_a_grid_marks_not_stated_apart_from_not_comparable() -> None:
    grid = pivots.compare(
        [
            *(graded_in("2023-25", f"Force {number}") for number in range(4)),
            graded_in("2021-22", "Force 4"),
            graded_in("2025-27", "Force 5"),
        ]
    ).for_display()
    assert grid.notes == (
        "1 Leadership and force management.",
        "Blank: no grade is known.",
        "≠ 2021-22 and 2023-25: HMICFRS gives more weight to outcomes for the public and has changed part of what it "
        "inspects. It says that grades cannot be compared directly with the cycle before. "
        "(https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/kent-2023-25/)",
        "? 2023-25 and 2025-27: No statement by HMICFRS has been found on whether these grades may be compared. "
        "The framework has changed since, so draw no conclusion.",
        "≠ 2021-22 and 2025-27: More than one change of framework lies between these cycles. "
        "(Inferred from what HMICFRS says of other cycles.) "
        "(https://www.justiceinspectorates.gov.uk/hmicfrs/peel-assessments/what-is-peel/)",
    )


def test_warnings_in_json_have_the_keys_of_the_rows_of_check() -> None:
    odd = Problem("a.yaml", 2, 8, "", "cycle", "warning", "'2031' is not a known cycle.", "It is kept.", "an excerpt")
    view = sections.areas([])._replace(warnings=(odd,))
    assert json.loads("".join(FORMATS["json"].render(view, RenderOptions())))["warnings"] == [
        {
            "path": "a.yaml",
            "line": 2,
            "column": 8,
            "code": "cycle",
            "level": "warning",
            "message": "'2031' is not a known cycle.",
            "hint": "It is kept.",
            "where": None,
        }
    ]
