"""What peel writes it reads back as the same: report files in YAML and JSON, cards through a pipe, rows."""

from __future__ import annotations

from conftest import report

from peelcli.formats import FORMATS, Answer, Style
from peelcli.parse import parse
from peelcli.reading import MAX_KEY, read
from peelcli.report import Area, Finding, Force, Grade, GradedArea, Report, Source
from peelcli.views import Column, View


def printed(format: str, *reports: Report) -> str:
    return FORMATS[format].render(Answer(reports=reports), Style())


def reread(text: str, name: str) -> tuple[Report, ...]:
    reports, problems = parse(read(text.encode(), name))
    assert [str(problem) for problem in problems if problem.level == "problem"] == []
    return reports


def same_after_both(made: Report) -> bool:
    return reread(printed("yaml", made), "a.yaml") == (made,) == reread(printed("json", made), "a.json")


def test_a_force_whose_name_only_resembles_a_known_one_keeps_its_name() -> None:
    assert same_after_both(report()._replace(force=Force("west-mercia", "West Mercia!")))


def test_an_area_whose_name_only_resembles_a_known_one_keeps_its_name() -> None:
    entry = GradedArea(Area("leadership", "Leadership?"), Grade.GOOD)
    assert same_after_both(report(graded_areas=(entry,)))


def rows_of(view: View, format: str, **style: bool) -> str:
    return FORMATS[format].render(Answer(view=view), Style(**style))


def test_a_lone_carriage_return_stays_in_its_cell_of_csv() -> None:
    view = View("areas", "Areas", (Column("note"),), (("a\rb",), (None,), ("\r\n",)), "None.")
    assert rows_of(view, "csv") == 'note\n"a\rb"\n""\n"\r\n"\n'


def test_the_longest_key_of_characters_that_must_be_escaped_is_read_back() -> None:
    """YAML takes no plain key above 1,024 characters, and such a character is written as ten."""
    key = "x-" + (MAX_KEY - 2) * "\U000e0041"
    assert same_after_both(report(extra={key: {key: "a"}}, sources=(Source(key), Source("b")), graded_areas=()))
    assert same_after_both(report(praise=(Finding("Good.", "strength", extra={key: [], "x-b": {key: []}}),)))
    assert same_after_both(report(sources=(Source(key, title="A page", extra={key: "a"}),), graded_areas=()))
