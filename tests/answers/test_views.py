"""The answers as rows: the columns that programs rely on, typed cells, and how they are displayed."""

from __future__ import annotations

import json

import pytest
from northshire import of_files

from peelcli.answers import glossary, pivots, problems, search, sections, views
from peelcli.answers.glossary import Entry
from peelcli.answers.views import Column, Mark, View
from peelcli.errors import Problem
from peelcli.formats import FORMATS, RenderOptions
from peelcli.model.report import Grade, Report, Ungraded

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


@pytest.mark.parametrize(
    "files",
    [(), ("northshire.yaml",), ("northshire.yaml", "two-cycles.yaml")],
    ids=["no report", "one report", "several reports"],
)
def test_the_columns_are_a_promise_however_many_reports_there_are(files: tuple[str, ...]) -> None:
    columns = {view.key: " ".join(column.key for column in view.columns) for view in every_view(of_files(*files))}
    assert columns == COLUMNS


def test_every_row_has_as_many_cells_as_there_are_columns() -> None:
    for view in every_view(of_files("northshire.yaml", "two-cycles.yaml")):
        assert view.rows, view.key
        assert {len(row) for row in view.rows} == {len(view.columns)}, view.key


# --- sorting, limiting and choosing columns ---

ROWS = View(
    "v",
    "V",
    (Column("name", "Name"), Column("grade", "Grade"), Column("n", "N")),
    (("b", Grade.GOOD, 2), ("A", None, 10), ("c", Grade.INADEQUATE, None), ("a", Grade.OUTSTANDING, 2)),
    "None.",
)


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        (["name"], ["A", "a", "b", "c"]),
        (["-name"], ["c", "b", "A", "a"]),
        (["grade"], ["a", "b", "c", "A"]),
        (["-grade"], ["c", "b", "a", "A"]),
        (["n"], ["b", "a", "A", "c"]),
        (["-n"], ["A", "b", "a", "c"]),
        (["n", "-name"], ["b", "a", "A", "c"]),
    ],
    ids=[
        "texts in any case",
        "texts downwards",
        "grades from the best",
        "grades from the worst",
        "numbers as such",
        "numbers downwards",
        "by two fields",
    ],
)
def test_rows_are_sorted_with_empty_cells_last(fields: list[str], names: list[str]) -> None:
    assert [row[0] for row in ROWS.sort(fields).rows] == names


def test_a_limit_keeps_the_first_rows_and_says_of_how_many() -> None:
    limited = ROWS.limit(3)
    assert ([row[0] for row in limited.rows], limited.notes) == (["b", "A", "c"], ("Only 3 of 4 rows (--limit).",))


def test_a_limit_that_leaves_nothing_out_says_nothing() -> None:
    assert ROWS.limit(4) is ROWS


def test_columns_are_picked_in_the_order_that_is_asked_for() -> None:
    view = View("v", "V", (Column("a", "A"), Column("b"), Column("c", "C")), ((1, 2, 3), (4, 5, 6)), "None.")
    picked = view.select_columns(["c", "b"])
    assert picked.columns == (Column("c", "C"), Column("b", "b"))
    assert picked.rows == ((3, 2), (6, 5))


@pytest.mark.parametrize(
    ("cell", "machine", "person"),
    [
        (Grade.REQUIRES_IMPROVEMENT, "requires-improvement", "Requires improvement"),
        (Ungraded.NOT_INSPECTED, None, "Not inspected"),
        (Mark(Grade.GOOD), None, "Good"),
        (views.AtLeast(2), 2, "≥2"),
        (views.Share(1, 3), 0.3333, "33 %"),
        (views.Share(0, 0), None, ""),
        (views.Bar(1, 4), None, "█████"),
        (views.Ids(("a", "b")), ["a", "b"], "a b"),
        (True, True, "yes"),
        (False, False, "no"),
        (0, 0, "0"),
        (None, None, ""),
        ("words", "words", "words"),
        ("", "", ""),
    ],
    ids=[
        "a grade",
        "a reason for none",
        "a mark",
        "at least",
        "a share",
        "no share",
        "a bar",
        "ids",
        "yes",
        "no",
        "nought",
        "nothing",
        "words",
        "no words",
    ],
)
def test_a_cell_is_read_by_machines_and_by_people(cell: views.Cell, machine: object, person: str) -> None:
    assert views.raw(cell) is machine or views.raw(cell) == machine
    assert views.display(cell) == person


@pytest.mark.parametrize(("count", "words"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_a_number_goes_with_its_noun(count: int, words: str) -> None:
    assert views.number(count, "file") == words


# --- what went wrong once ---


def test_warnings_in_json_have_the_keys_of_the_rows_of_check() -> None:
    warning = Problem(
        "a.yaml", 2, 8, "", "cycle", "warning", "'2031' is not a known cycle.", "It is kept.", "an excerpt"
    )
    view = sections.areas([])._replace(warnings=(warning,))
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
