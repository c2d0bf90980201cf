"""Every kind of value, and nasty text, through each format. What comes out stands in tests/expected/nasty-*."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from support import HERE, Peel, report

from peelcli.answers.views import Cards, Column, View
from peelcli.errors import WrongRequest
from peelcli.formats import FORMATS, RenderOptions
from peelcli.loading.parse import parse
from peelcli.model import reference
from peelcli.model.report import Area, Finding, Grade, GradedArea, Response, Source, Ungraded
from peelcli.reading import read

NORTHSHIRE = HERE / "data" / "northshire.yaml"
SHIRES = HERE / "data" / "shires.yaml"
Expected = Callable[[str, str], None]

ROWS = View(
    "things",
    "Things | [bold]",
    (Column("name", "Name"), Column("value", "Value"), Column("id")),
    (
        ("a grade", Grade.OUTSTANDING, 1),
        ("no grade", Ungraded.NOT_INSPECTED, 2),
        ("number", 2950, 3),
        ("truth", True, 4),
        ("nothing", None, 5),
        ("empty", "", 6),
        ("pipe and quotes", 'a | b "c"', 7),
        ("line break", "two\nlines", 8),
        ("tab", "a\tb", 9),
        ("markup", "[x] [red]r[/red] :warning: *b* <i>", 10),
        ("formula", "=1+1", 11),
        ("dash", "–", 12),
        ("escape", "\x1b[31mred\x07", 13),
        ("bidi", "\u202enoitpo", 14),
        ("wide", "警察の報告", 15),
        ("address", "https://example.org/a_b|c?d=1&e=2", 16),
        ("backslash", "C:\\new", 17),
        ("long", "x" * 120, 18),
        ("comma", "a, b; c", 19),
        ("carriage return", "a\rb", 20),
    ),
    "Nothing matches.",
    ("A note with [x].",),
)
NASTY = "a | [x] *b* :warning: =1 – \x1b[31m \u202e 警察"
AREAS = reference.cycles()["2023-25"].areas
CARD = report(
    inspected="2024",
    published="2025-03-14",
    summary=f"Two\nlines: {NASTY}",
    stated_counts={Grade.GOOD: 1, Grade.ADEQUATE: 0, Grade.REQUIRES_IMPROVEMENT: 2},
    graded_areas=(
        GradedArea(AREAS["victim-service"], Ungraded.NOT_GRADED),
        GradedArea(AREAS["preventing-crime"], Grade.GOOD, "page", ("other",), NASTY, "2021-22"),
        GradedArea(Area("horses-and-dogs", "Horses & [dogs]"), Grade.REQUIRES_IMPROVEMENT),
    ),
    improvement_areas=(
        Finding("Calls wait.", "cause-of-concern", AREAS["responding-to-public"], "2021-22", "page"),
        Finding(NASTY, "area-for-improvement"),
    ),
    praise=(Finding("Dogs [sit]", "strength", source="other"),),
    stakeholder_responses=(
        Response("A. N. Other", "Welcomes it.", "Commissioner", "Office of the Commissioner", "Well | done", "2025-03"),
        Response("=B", NASTY),
    ),
    notes=(NASTY, "See https://example.org/a_b|c, and more.", "no"),
    sources={
        "page": Source("page", "Report | on [x]", "HMICFRS", "https://example.org/a_b|c?d=1", "2025-03-14"),
        "other": Source("other"),
    },
)


CARDS = Cards((CARD,))


def rendered(format: str, answer: View | Cards, options: RenderOptions | None = None) -> str:
    return "".join(FORMATS[format].render(answer, options or RenderOptions(width=80)))


# --- all formats -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", [name for name in FORMATS if FORMATS[name].rows])
def test_nasty_rows(format: str, expected: Expected) -> None:
    expected(f"nasty-rows.{format}", rendered(format, ROWS))


@pytest.mark.parametrize("format", [name for name in FORMATS if FORMATS[name].cards])
def test_a_nasty_card(format: str, expected: Expected) -> None:
    expected(f"nasty-card.{format}", rendered(format, CARDS))


@pytest.mark.parametrize("format", [name for name in FORMATS if FORMATS[name].cards])
def test_at_most_10_000_cards_are_drawn_but_data_has_no_limit(format: str) -> None:
    cards = Cards((CARD,) * 10_001)
    if not FORMATS[format].human:
        assert FORMATS[format].render(cards, RenderOptions())
        return
    with pytest.raises(WrongRequest) as refusal:
        FORMATS[format].render(cards, RenderOptions())
    assert str(refusal.value) == (
        "10,001 report cards are too many to draw; the most is 10,000."
        " Choose fewer reports, or ask for data with --json."
    )


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_that_acts_on_a_terminal_or_an_eye_gets_through(format: str) -> None:
    for answer in (*([ROWS] if FORMATS[format].rows else []), *([CARDS] if FORMATS[format].cards else [])):
        text = rendered(format, answer)
        assert not {"\x1b", "\x07", "\u202e"} & set(text)
        assert "[x]" in text.replace("\\[x\\]", "[x]")


@pytest.mark.parametrize("format", ["table", "list", "markdown", "html", "svg", "json"])
@pytest.mark.parametrize("width", [80, None])
def test_what_people_read_and_json_can_be_ascii(format: str, width: int | None) -> None:
    assert rendered(format, ROWS, RenderOptions(width, ascii=True)).isascii()
    assert rendered(format, CARDS, RenderOptions(width, ascii=True)).isascii()


@pytest.mark.parametrize("format", FORMATS)
def test_every_text_ends_with_one_line_break_and_no_line_with_blanks(format: str) -> None:
    lines = rendered(format, ROWS if FORMATS[format].rows else CARDS).split("\n")
    assert lines[-1] == ""
    assert lines[-2] != ""
    assert [line for line in lines if line != line.rstrip(" ")] == []


# --- read back -------------------------------------------------------------------------------------------------------

CELLS = [
    ["a grade", "outstanding", "1"],
    ["no grade", "", "2"],
    ["number", "2950", "3"],
    ["truth", "true", "4"],
    ["nothing", "", "5"],
    ["empty", "", "6"],
    ["pipe and quotes", 'a | b "c"', "7"],
    ["line break", "two\nlines", "8"],
    ["tab", "a\tb", "9"],
    ["markup", "[x] [red]r[/red] :warning: *b* <i>", "10"],
    ["formula", "=1+1", "11"],
    ["dash", "–", "12"],
    ["escape", "\\x1b[31mred\\x07", "13"],
    ["bidi", "<U+202E>noitpo", "14"],
    ["wide", "警察の報告", "15"],
    ["address", "https://example.org/a_b|c?d=1&e=2", "16"],
    ["backslash", "C:\\new", "17"],
    ["long", "x" * 120, "18"],
    ["comma", "a, b; c", "19"],
    ["carriage return", "a\rb", "20"],
]


def test_csv_reads_back_cell_for_cell() -> None:
    header, *cells = csv.reader(io.StringIO(rendered("csv", ROWS), newline=""))
    assert header == ["name", "value", "id"]
    assert cells == CELLS


def test_excel_gets_a_byte_order_mark_and_no_formulas() -> None:
    rows = tuple((start + "x", 1) for start in ("=", "+", "-", "@", "\t", "\r", "a"))
    view = ROWS._replace(columns=(Column("text"), Column("number")), rows=rows)
    text = rendered("csv", view, RenderOptions(excel=True))
    assert text[0] == "\ufeff"
    header, *cells = csv.reader(io.StringIO(text[1:], newline=""))
    assert header == ["text", "number"]
    assert [cell for cell, _ in cells] == ["'=x", "'+x", "'-x", "'@x", "'\tx", "'\rx", "ax"]


def test_tsv_has_one_line_per_row_and_reversible_escapes() -> None:
    header, *lines = rendered("tsv", ROWS).splitlines()
    assert header == "name\tvalue\tid"
    assert len(lines) == len(CELLS)
    assert [line.count("\t") for line in lines] == [2] * len(lines)
    assert lines[7:9] == ["line break\ttwo\\nlines\t8", "tab\ta\\tb\t9"]
    assert lines[16] == "backslash\tC:\\\\new\t17"


def test_json_keeps_every_value_with_its_type() -> None:
    answer = json.loads(rendered("json", ROWS))
    assert list(answer) == ["peel", "version", "data", "licence", "view", "rows", "warnings"]
    assert [row["id"] for row in answer["rows"]] == list(range(1, 21))
    assert {row["name"]: row["value"] for row in answer["rows"]} == {
        "a grade": "outstanding",
        "no grade": None,
        "number": 2950,
        "truth": True,
        "nothing": None,
        "empty": "",
        "pipe and quotes": 'a | b "c"',
        "line break": "two\nlines",
        "tab": "a\tb",
        "markup": "[x] [red]r[/red] :warning: *b* <i>",
        "formula": "=1+1",
        "dash": "–",
        "escape": "\x1b[31mred\x07",
        "bidi": "\u202enoitpo",
        "wide": "警察の報告",
        "address": "https://example.org/a_b|c?d=1&e=2",
        "backslash": "C:\\new",
        "long": "x" * 120,
        "comma": "a, b; c",
        "carriage return": "a\rb",
    }


def test_json_lines_are_the_rows_of_json() -> None:
    lines = rendered("jsonl", ROWS).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(rendered("json", ROWS))["rows"]


@pytest.mark.parametrize("format", ["json", "yaml"])
@pytest.mark.parametrize("ascii", [True, False])
def test_a_card_reads_back_as_the_same_report(format: str, ascii: bool) -> None:
    text = rendered(format, CARDS, RenderOptions(ascii=ascii))
    (again,), problems = parse(read(text.encode(), "-"))
    assert [problem.code for problem in problems if problem.level == "problem"] == []
    assert again == CARD


# --- Markdown --------------------------------------------------------------------------------------------------------


def test_markdown_tables_have_as_many_cells_in_each_line() -> None:
    table = [line for line in rendered("markdown", ROWS).splitlines() if line.startswith("|")]
    assert len(table) == 2 + len(CELLS)
    assert {line.replace("\\|", "").count("|") for line in table} == {3}


def test_only_web_addresses_become_links() -> None:
    view = ROWS._replace(rows=(("x", "javascript:alert(1) http://a.b/<c> https://example.org/d.", 1),))
    assert rendered("markdown", view).splitlines()[4] == (
        "| x | javascript:alert(1) <http://a.b/>\\<c\\> <https://example.org/d>. |"
    )


def test_the_columns_of_a_grid_have_short_names_and_its_cells_are_words_in_markdown(peel: Peel) -> None:
    lines = peel("compare", SHIRES, "-f", "markdown").stdout.splitlines()
    assert lines[0] == "**Grades, PEEL 2023–25**"
    assert lines[2] == "| Force | Victim service | Preventing crime | Responding | Investigating | Leadership |"
    assert lines[4] == "| Eastshire Police | Not graded | Good | Adequate |  |  |"
    assert "- Blank: no grade is known." in lines


def test_lines_and_carets_of_problems_stay_below_each_other_in_markdown(peel: Peel) -> None:
    text = "force: Northshire\ncycle: 2023-25\ngraded_areas: []\nnotes: [a]\n```: b\n"
    lines = peel("check", "-", "-f", "markdown", stdin=text, exit_code=1).stdout.splitlines()
    assert lines[0] == "````text"
    assert lines[-1] == "````"
    at = lines.index("    ```: b")
    assert lines[at + 1] == "    ^"


def test_an_explanation_is_prose_in_markdown(peel: Peel) -> None:
    name, _, meaning, *_ = peel("explain", "adequate", "-f", "markdown").stdout.splitlines()
    assert name == "Adequate (grade, id adequate)"
    assert meaning.startswith("The force has some of the features")


# --- what people read ------------------------------------------------------------------------------------------------


def test_people_read_kinds_in_words_and_machines_as_ids(peel: Peel) -> None:
    assert peel("improvements", NORTHSHIRE, "--fields", "kind").stdout == (
        "Areas for improvement: Northshire Police, PEEL 2023–25\n"
        "kind\n────────────────────\nCause of concern\nArea for improvement\nArea for improvement\n"
        "These are summaries of public sources; the report may say more.\n"
    )
    assert peel("improvements", NORTHSHIRE, "--fields", "kind", "-f", "csv").stdout == (
        "kind\ncause-of-concern\narea-for-improvement\narea-for-improvement\n"
    )


def test_rows_read_aloud_as_sentences_with_each_address_once_at_the_end(peel: Peel) -> None:
    assert peel("improvements", NORTHSHIRE, "-f", "list", "--width", "200").stdout == (
        "Areas for improvement: Northshire Police, PEEL 2023–25 (3 results)\n"
        "- Responding, inadequate: Cause of concern: Emergency calls wait too long. [1]\n"
        "- Investigating, requires improvement: Detectives carry too many cases. [1]\n"
        "- Vehicles are old. [2]\n"
        "These are summaries of public sources; the report may say more.\n"
        "Sources\n"
        "[1] https://example.org/northshire\n"
        "[2] https://example.org/echo/1\n"
    )


def test_a_course_reads_aloud_cycle_by_cycle(peel: Peel) -> None:
    lines = peel(
        "trend", "Northshire Police", "--data", "tests/data", "-f", "list", "--width", "200"
    ).stdout.splitlines()
    assert "- Efficiency: 2016 requires improvement; 2017 good, better than 2016." in lines


def test_counts_read_aloud_with_the_number_first(peel: Peel) -> None:
    lines = peel("list", NORTHSHIRE, "-f", "list", "--width", "200").stdout.splitlines()
    assert lines == [
        "Reports (1 result)",
        "- Northshire Police, 2023-25: Published: 2025-03-14; 1 outstanding; 1 good; 1 adequate; 1 requires improvement; "
        "1 inadequate; Known: 5 of 5; Complete: yes.",
    ]


@pytest.mark.parametrize("format", ["table", "list"])
def test_without_a_width_each_row_is_one_line(format: str) -> None:
    text = rendered(format, ROWS, RenderOptions())
    lines = text.split("\n")[:-1]
    assert sum("x" * 120 in line for line in lines) == 1
    assert len(lines) == len(CELLS) + {"table": 4, "list": 2}[format]


@pytest.mark.parametrize("format", ["table", "list", "markdown"])
def test_a_filtered_card_does_not_claim_that_nothing_is_recorded(peel: Peel, format: str) -> None:
    output = peel("summary", NORTHSHIRE, "--grade", "adequate", "-f", format, "-q").stdout
    assert output.count("None matches.") == 2
    assert "None is recorded." not in output


def test_a_reason_against_comparing_is_given_once_with_all_its_cycles(peel: Peel) -> None:
    output = peel("trend", "west-mercia", "-f", "markdown").stdout
    assert output.count("Five grades took the place of four") == 1
    assert "- ≠ 2018-19 and 2021-22; 2015 and 2021-22; 2017 and 2021-22: Five grades took the place of four" in output


def test_a_row_without_a_note_reads_aloud_as_in_a_list_without_notes() -> None:
    columns = (Column("area_name", "Area"), Column("grade", "Grade"), Column("note", "Note"))
    view = View("areas", "Areas", columns, (("One", Grade.GOOD, None), ("Two", Grade.GOOD, "Published late.")), "")
    assert rendered("list", view).splitlines()[1:] == ["- One: Good.", "- Two, good: Published late."]
