"""Round trips: report files in YAML and JSON, cards through a pipe, rows."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import any_text, reports
from support import Peel, report

from peelcli.answers.views import Cards, Cell, Column, View
from peelcli.formats import FORMATS, RenderOptions
from peelcli.loading.catalogue import Catalogue
from peelcli.loading.parse import parse
from peelcli.model import reference
from peelcli.model.report import NOTHING, Area, Finding, Force, Grade, GradedArea, Report, Source, Ungraded
from peelcli.reading import read
from peelcli.reading.nodes import MAX_KEY
from peelcli.writing.serialise import plain


def printed(format: str, *reports: Report) -> str:
    return "".join(FORMATS[format].render(Cards(reports), RenderOptions()))


def reread(text: str, name: str) -> tuple[Report, ...]:
    reports, problems = parse(read(text.encode(), name))
    assert [str(problem) for problem in problems if problem.level == "problem"] == []
    return reports


# --- reports ---------------------------------------------------------------------------------------------------------


@given(st.lists(reports(), min_size=1, max_size=2).map(tuple))
def test_reports_are_the_same_in_the_same_order_after_yaml_and_json_and_yaml(made: tuple[Report, ...]) -> None:
    from_yaml = reread(printed("yaml", *made), "a.yaml")
    from_json = reread(printed("json", *from_yaml), "a.json")
    from_yaml_again = reread(printed("yaml", *from_json), "a.yaml")
    assert (from_yaml, from_json, from_yaml_again) == (made, made, made)
    assert [list(report.sources) for report in from_yaml_again] == [list(report.sources) for report in made]


@given(reports())
def test_a_report_reads_the_same_from_what_another_writer_of_yaml_makes_of_it(made: Report) -> None:
    """Blanks around a text do not count; those in values of `x-` keys do."""
    text = yaml.safe_dump(padded(plain(made)), sort_keys=False)
    assert reread(text, "a.yaml") == (made,)


def padded(form: Any, key: str = "") -> Any:
    """Add blanks around all texts except keys and the values of `x-` keys."""
    if key.startswith("x-"):
        return form
    if isinstance(form, dict):
        return {name: padded(value, name) for name, value in form.items()}
    if isinstance(form, list):
        return [padded(value) for value in form]
    return f" \t{form}\n " if isinstance(form, str) else form


def same_after_both(made: Report) -> bool:
    return reread(printed("yaml", made), "a.yaml") == (made,) == reread(printed("json", made), "a.json")


def test_a_force_whose_name_only_resembles_a_known_one_keeps_its_name() -> None:
    assert same_after_both(report()._replace(force=Force("west-mercia", "West Mercia!")))


def test_an_area_whose_name_only_resembles_a_known_one_keeps_its_name() -> None:
    entry = GradedArea(Area("leadership", "Leadership?"), Grade.GOOD)
    assert same_after_both(report(graded_areas=(entry,)))


@pytest.mark.parametrize("value", [[], {}, "", None, [[], {}], {"": {"x": []}}])
def test_an_x_key_keeps_an_empty_value(value: object) -> None:
    assert same_after_both(report(extra={"x-a": value}))


def test_the_longest_key_of_characters_that_must_be_escaped_is_read_back() -> None:
    """YAML takes no plain key above 1,024 characters, and such a character is written as ten."""
    key = "x-" + (MAX_KEY - 2) * "\U000e0041"
    assert same_after_both(
        report(extra={key: {key: "a"}}, sources={key: Source(key), "b": Source("b")}, graded_areas=())
    )
    assert same_after_both(report(praise=(Finding("Good.", "strength", extra={key: [], "x-b": {key: []}}),)))
    assert same_after_both(report(sources={key: Source(key, title="A page", extra={key: "a"})}, graded_areas=()))


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_an_empty_report_is_read_back(name: str) -> None:
    made = Report(Force("northshire", "Northshire"), reference.cycles()["2017"])
    assert reread(printed(name[2:], made), name) == (made,)


# --- cards -----------------------------------------------------------------------------------------------------------


def test_every_built_in_report_is_the_same_through_a_pipe() -> None:
    built_in = Catalogue().load([], everything=True).reports
    assert reread(printed("json", *built_in), "-") == built_in
    assert reread(printed("yaml", *built_in), "-") == built_in


@pytest.mark.parametrize("look", [(), ("--width", "50"), ("-f", "list"), ("-f", "markdown"), ("-f", "yaml")])
def test_a_card_is_the_same_through_a_pipe(peel: Peel, look: Sequence[str]) -> None:
    through = peel("summary", "tests/data", "--json").stdout
    assert peel("summary", "-", *look, stdin=through).stdout == peel("summary", "tests/data", *look).stdout


def test_a_filtered_card_is_the_same_through_a_pipe(peel: Peel) -> None:
    filters = ("summary", "tests/data/northshire.yaml", "--at-most", "requires-improvement")
    through = peel(*filters, "--json").stdout
    assert peel("summary", "-", stdin=through).stdout == peel(*filters).stdout


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=reports())
def test_a_made_up_card_is_the_same_through_a_pipe(peel: Peel, made: Report) -> None:
    file = printed("yaml", made)
    through = peel("summary", "-", "--json", stdin=file).stdout
    assert peel("summary", "-", stdin=through).stdout == peel("summary", "-", stdin=file).stdout


def test_x_keys_survive_a_pipe_in_every_mapping(peel: Peel) -> None:
    own = {"x-": "a", "x-a: b": ["no", None], "x-#'\"": {"\n": {"": " "}}, "x-<<": [], "x-" + 90 * "k": "long"}
    made = report(
        graded_areas=(GradedArea(Area("a", "a"), Ungraded.NOT_GRADED, extra=own),),
        praise=(Finding("Good work.", "strength", extra=own),),
        sources={"page": Source("page", extra=own)},
        extra=own,
    )
    yaml_again = peel(
        "summary", "-", "-f", "yaml", stdin=peel("summary", "-", "--json", stdin=printed("yaml", made)).stdout
    )
    (form,) = json.loads(peel("summary", "-", "--json", stdin=yaml_again.stdout).stdout)["reports"]
    for mapping in (form, form["graded_areas"][0], form["praise"][0], form["sources"]["page"]):
        assert {key: value for key, value in mapping.items() if key.startswith("x-")} == own


# --- rows ------------------------------------------------------------------------------------------------------------

# Invisible characters are spelled out in CSV and TSV, so that those do not come back; tabs and line breaks do.
visible = st.text(
    st.characters(categories=["L", "M", "N", "P", "S"]) | st.sampled_from(" \t\n\r\\\"',;=+-@|"), min_size=1
)
cells: st.SearchStrategy[Cell] = (
    st.none() | st.booleans() | st.integers(0, 50) | st.sampled_from(Grade) | st.sampled_from(Ungraded) | visible
)


@st.composite
def views(draw: st.DrawFn, cells: st.SearchStrategy[Cell] = cells) -> View:
    keys = draw(st.lists(st.sampled_from(["force", "area", "grade", "note", "source"]), min_size=1, unique=True))
    rows = draw(st.lists(st.tuples(*[cells] * len(keys)), max_size=4))
    return View("areas", "Areas", tuple(map(Column, keys)), tuple(rows), "None.")


def as_json(cell: Cell) -> object:
    """Return the value of a cell in JSON; a reason for having no grade is in a column of its own."""
    return None if isinstance(cell, Ungraded) else cell.value if isinstance(cell, Grade) else cell


def as_text(cell: Cell) -> str:
    value = as_json(cell)
    return "" if value is None else {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def rows_of(view: View, format: str, **options: bool) -> str:
    return "".join(FORMATS[format].render(view, RenderOptions(**options)))


@pytest.mark.parametrize("ascii", [False, True])
@given(view=views(cells | any_text))
def test_rows_in_json_read_back_cell_for_cell(view: View, ascii: bool) -> None:
    keys = [column.key for column in view.columns]
    expected = [dict(zip(keys, map(as_json, row), strict=True)) for row in view.rows]
    envelope = json.loads(rows_of(view, "json", ascii=ascii))
    assert (envelope["view"], envelope["rows"], envelope["warnings"]) == ("areas", expected, [])
    lines = rows_of(view, "jsonl", ascii=ascii).splitlines()
    assert [json.loads(line) for line in lines] == expected


@given(views())
def test_rows_in_csv_read_back_cell_for_cell(view: View) -> None:
    keys = [column.key for column in view.columns]
    expected = [keys, *(list(map(as_text, row)) for row in view.rows)]
    assert list(csv.reader(io.StringIO(rows_of(view, "csv"), newline=""), strict=True)) == expected


def test_a_lone_carriage_return_stays_in_its_cell_of_csv() -> None:
    view = View("areas", "Areas", (Column("note"),), (("a\rb",), (None,), ("\r\n",)), "None.")
    assert rows_of(view, "csv") == 'note\n"a\rb"\n""\n"\r\n"\n'


@given(views())
def test_rows_in_tsv_read_back_cell_for_cell(view: View) -> None:
    keys = [column.key for column in view.columns]
    expected = [keys, *(list(map(as_text, row)) for row in view.rows)]
    lines = rows_of(view, "tsv").removesuffix("\n").split("\n")
    assert [[unescaped(cell) for cell in line.split("\t")] for line in lines] == expected


def unescaped(cell: str) -> str:
    escapes = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    return re.sub(r"\\.", lambda match: escapes[match[0]], cell)


@given(views(any_text))
def test_tsv_has_one_line_for_each_record_and_one_tab_between_cells_whatever_they_hold(view: View) -> None:
    lines = rows_of(view, "tsv").splitlines()
    assert len(lines) == 1 + len(view.rows)
    assert {line.count("\t") for line in lines} == {len(view.columns) - 1}


def test_a_report_without_keys_of_its_own_holds_the_shared_nothing() -> None:
    (made,) = reread(printed("yaml", report()), "a.yaml")
    assert made.extra is NOTHING
