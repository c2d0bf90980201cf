"""Terminal output: widths, shapes, colours, and safety with any text."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys

import pytest
from support import HERE, ROOT, Peel, bytes_in, report

from peelcli.answers.views import Cards, Column, Mark, View
from peelcli.cli.output import _colours
from peelcli.formats import RenderOptions, terminal
from peelcli.model.report import Grade, Ungraded
from peelcli.sanitise import cell_width as cells

NORTHSHIRE = HERE / "data" / "northshire.yaml"
TWO_CYCLES = HERE / "data" / "two-cycles.yaml"
ADDRESS = "https://example.org/a/path/longer/than/sixty/columns/so/that/nothing/holds/it/on/one/line"
PROSE = "Neighbourhood teams have cut repeat calls by a third and more"


def drawn(view: View, width: int = 80, ascii: bool = False) -> str:
    return "".join(terminal.render_rows(view, RenderOptions(width=width, ascii=ascii)))


def things(*rows: tuple[str | Grade | Ungraded | Mark, ...], notes: tuple[str, ...] = ()) -> View:
    columns = tuple(Column(label.lower(), label) for label in ("Name", "Value", "More", "Most")[: len(rows[0])])
    return View("things", "Things", columns, rows, "Nothing matches.", notes)


# --- tables ----------------------------------------------------------------------------------------------------------


def test_a_table_is_as_wide_as_it_needs() -> None:
    assert drawn(things(("one", "two"), ("a longer name", "x"))) == (
        "Things\nName           Value\n────────────────────\none            two\na longer name  x\n"
    )


def test_a_table_without_rows_says_so() -> None:
    assert drawn(things(("x",))._replace(rows=())) == "Things\nNothing matches.\n"


def test_no_word_is_broken_where_there_is_room_for_all_words() -> None:
    assert drawn(things(("strategic-policing-requirement", PROSE, PROSE))) == (
        """\
Things
Name                            Value                    More
────────────────────────────────────────────────────────────────────────────────
strategic-policing-requirement  Neighbourhood teams      Neighbourhood teams
                                have cut repeat calls    have cut repeat calls
                                by a third and more      by a third and more
"""
    )


def test_a_word_longer_than_its_column_goes_on_below() -> None:
    assert drawn(things(("x" * 70, PROSE, Grade.REQUIRES_IMPROVEMENT)), width=60) == (
        """\
Things
Name                            Value          More
────────────────────────────────────────────────────────────
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  Neighbourhood  ▼ Requires
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  teams have       improvement
xxxxxxxxxx                      cut repeat
                                calls by a
                                third and
                                more
"""
    )


def test_the_shape_of_a_grade_stays_with_its_word() -> None:
    rows = [(PROSE, PROSE, PROSE, grade) for grade in (Grade.OUTSTANDING, Grade.INADEQUATE, Ungraded.NOT_INSPECTED)]
    output = drawn(things(*rows), width=60)
    for label in ("▲▲ Outstanding", "▼▼ Inadequate", "· Not"):
        assert label in output


def test_a_table_that_would_break_words_becomes_sentences() -> None:
    row = tuple(f"{letter * 18} b" for letter in "abcd")
    assert drawn(things(row), width=70) == (
        "Things (1 result)\n"
        "- aaaaaaaaaaaaaaaaaa b: Value: bbbbbbbbbbbbbbbbbb b; More:\n"
        "  cccccccccccccccccc b; Most: dddddddddddddddddd b.\n"
    )


def test_below_sixty_columns_there_are_sentences() -> None:
    assert drawn(things(("one", "two")), width=59) == "Things (1 result)\n- one: Value: two.\n"


def test_wide_characters_count_twice() -> None:
    assert drawn(things(("警察", "x"), ("a", "y"))) == "Things\nName  Value\n───────────\n警察  x\na     y\n"


def test_marks_are_explained_below_and_no_part_of_the_legend_is_broken() -> None:
    assert drawn(things(("a", Mark(Grade.REQUIRES_IMPROVEMENT)), ("b", Mark(Grade.GOOD))), width=60) == (
        """\
Things
Name Value
──────────
a    ▼
b    ▲
▲▲ Outstanding   ▲ Good   ● Adequate
▼ Requires improvement   ▼▼ Inadequate
"""
    )


def test_the_mark_for_no_grade_is_explained_where_it_occurs_and_differs_from_all_others() -> None:
    rows = (("a", Mark(Grade.REQUIRES_IMPROVEMENT)), ("b", Mark(Ungraded.NOT_GRADED)))
    assert drawn(things(*rows), ascii=True) == (
        """\
Things
Name Value
----------
a    -
b    .
++ Outstanding   + Good   = Adequate   - Requires improvement   -- Inadequate
. Not graded
"""
    )


def test_notes_are_wrapped_and_their_addresses_stay_whole() -> None:
    note = f"It says so at some length, and more than once, in this place: {ADDRESS}, and elsewhere too."
    assert drawn(things(("a", "b"), notes=(note,)), width=60) == (
        f"""\
Things
Name  Value
───────────
a     b
It says so at some length, and more than once, in this
place:
{ADDRESS},
and elsewhere too.
"""
    )


def test_the_counts_of_a_card_are_not_broken(peel: Peel) -> None:
    lines = peel("summary", NORTHSHIRE).stdout.splitlines()
    assert lines[2:4] == [
        "▲▲ Outstanding 1   ▲ Good 1   ● Adequate 1   ▼ Requires improvement 1",
        "▼▼ Inadequate 1   · Not graded 1   All 5 grades as announced [1]",
    ]


@pytest.mark.parametrize(("width", "most"), [(80, 84), (100, 69)])
def test_the_card_of_west_mercia_is_short_and_loses_nothing(peel: Peel, width: int, most: int) -> None:
    text = peel("summary", "west-mercia@2023-25", "--width", width).stdout
    assert len(text.splitlines()) <= most
    output = " ".join(text.split())
    report = json.loads(peel("summary", "west-mercia@2023-25", "--json").stdout)["reports"][0]
    entries = [*report["improvement_areas"], *report["praise"], *report["stakeholder_responses"]]
    for words in (report["summary"], *report["notes"], *(entry["summary"] for entry in entries)):
        assert words in output
    for source in report["sources"].values():
        assert source["url"] in output
        assert source.get("title", "") in output


def test_an_area_and_a_name_stand_out_and_an_area_is_named_once(peel: Peel) -> None:
    text = peel("summary", "west-mercia@2023-25", "--color", "always").stdout
    assert text.count("\x1b[1mResponding\x1b[0m") == 1
    assert "\x1b[1mRichard Cooper\x1b[0m, Chief Constable, West Mercia Police: " in text


# --- pivots ----------------------------------------------------------------------------------------------------------


def test_heads_too_wide_for_their_columns_stand_on_steps() -> None:
    view = View(
        "things",
        "Things",
        (Column("force", "Force"), *(Column(name, f"{name} of some length") for name in ("One", "Two", "Three"))),
        (("Eastshire", Mark(Grade.GOOD), Mark(Grade.GOOD), Mark(Grade.INADEQUATE)),),
        "",
    )
    assert drawn(view, width=60).splitlines()[1:6] == [
        "          ┌ One of some length",
        "          │ ┌ Two of some length",
        "Force     │ │ ┌ Three of some length",
        "────────────────",
        "Eastshire ▲ ▲ ▼▼",
    ]


def test_steps_need_no_column_before_them() -> None:
    columns = tuple(Column(name, f"{name} of quite some length") for name in ("One", "Two", "Three"))
    assert drawn(View("things", "Things", columns, (("a", "b", "c"),), ""), width=60).splitlines()[1:] == [
        "┌ One of quite some length",
        "│  ┌ Two of quite some length",
        "│  │  ┌ Three of quite some length",
        "───────",
        "a  b  c",
    ]


def test_steps_lead_to_the_left_if_the_window_ends_too_early() -> None:
    names = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven")
    columns = (Column("force", "Force"), *(Column(name, f"{name} of some length") for name in names))
    lines = drawn(View("things", "Things", columns, (("E" * 30, *[Mark(Grade.GOOD)] * 11),), ""), width=60).splitlines()
    assert lines[1] == "                             Eleven of some length ┐"
    assert lines[11] == "Force       One of some length ┐ │ │ │ │ │ │ │ │ │ │"
    assert max(map(cells, lines)) <= 60


def test_a_column_that_says_the_same_in_every_row_goes_into_the_title_of_a_table_in_a_window() -> None:
    view = things(("one", "same", Grade.GOOD), ("two", "same", Grade.GOOD))
    assert drawn(view) == "Things: same, Good\nName\n────\none\ntwo\n"
    assert "".join(terminal.render_rows(view, RenderOptions())) == (
        "Things\nName  Value  More\n───────────────────\none   same   ▲ Good\ntwo   same   ▲ Good\n"
    )


def test_without_a_width_nothing_is_wrapped() -> None:
    view = things((f"{PROSE}\n{PROSE}", PROSE), ("x", "y"))
    lines = "".join(terminal.render_rows(view, RenderOptions())).splitlines()
    assert len(lines) == 5
    assert lines[3].startswith(f"{PROSE} {PROSE}  {PROSE}")


@pytest.mark.parametrize("width", [80, 120])
def test_five_reports_stay_a_table(peel: Peel, width: int) -> None:
    reports = ("west-mercia@2021-22", "west-mercia", "warwickshire", "kent", "essex")
    text = peel("compare", *reports, "--width", width).stdout
    assert "\nPolice powers" in text
    assert " result" not in text.splitlines()[0]


def test_a_course_sets_areas_down_and_cycles_across_with_marks_between(peel: Peel) -> None:
    areas = ("--area", "preventing-crime", "--area", "efficiency", "--area", "legitimacy")
    output = peel("trend", "Northshire Police", "--data", HERE / "data", *areas).stdout
    assert output == (
        """\
Northshire Police through the cycles
Area              2016                      2017      2023-25
──────────────────────────────────────────────────────────────
Preventing crime                                        ▲ Good
Efficiency          ▼ Requires improvement  ↑ ▲ Good
Legitimacy          ▲ Good                  = ▲ Good
Marks compare a grade with the one before: ↑ better, = the same.
Based on 3 reports.
5 of 7 grades are known; incomplete: 2016, 2017.
"""
    )


# --- widths ----------------------------------------------------------------------------------------------------------

COMMANDS = (
    ("summary", "west-mercia", "warwickshire", "cleveland@2018-19"),
    ("areas", "@2023-25"),
    ("improvements", "@2023-25"),
    ("praise", "west-mercia"),
    ("responses", "@2023-25"),
    ("list", "@2021-22"),
    ("compare", "west-mercia@2021-22", "west-mercia", "warwickshire"),
    ("compare", "@2023-25"),
    ("compare", "@2023-25", "@2021-22"),
    ("trend", "west-mercia"),
    ("search", "victims"),
    ("explain",),
    ("explain", "peel"),
)


@pytest.mark.parametrize("ascii", [(), ("--ascii",)], ids=["shapes", "ascii"])
@pytest.mark.parametrize("width", [20, 59, 60, 80, 100, 120, 500])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_line_but_one_with_an_address_is_wider_than_the_window(
    peel: Peel, command: tuple[str, ...], width: int, ascii: tuple[str, ...]
) -> None:
    output = peel(*command, *ascii, "--width", str(width)).stdout
    assert [line for line in output.splitlines() if cells(line) > width and "://" not in line] == []
    assert output.isascii() or not ascii


def test_nothing_is_left_out_in_a_narrow_window(peel: Peel) -> None:
    wide, narrow = (peel("summary", "--width", width, "-f", "list").stdout for width in ("500", "20"))
    assert "".join(narrow.split()) == "".join(wide.split())


@pytest.mark.parametrize("width", ["80", "120"])
def test_the_grid_of_a_whole_cycle_fits_and_names_every_force_and_area_whole(peel: Peel, width: str) -> None:
    title, *lines = peel("compare", "@2023-25", "--width", width).stdout.splitlines()
    assert max(map(len, lines)) <= int(width)
    assert title == "Grades, PEEL 2023–25"
    heads, rows = lines[:12], lines[13:]
    for name in ("Recording crime", "Responding", "Vulnerable people", "Leadership", "Organised crime †"):
        assert name in "\n".join(heads)
    forces = peel("list", "@2023-25", "--fields", "force_name", "-f", "tsv").stdout.splitlines()[1:]
    assert [row[: len(force)] for row, force in zip(rows, forces, strict=False)] == forces
    assert rows[len(forces)].startswith("▲▲ Outstanding   ▲ Good   ● Adequate")


def test_a_grid_too_wide_for_the_window_becomes_sentences(peel: Peel) -> None:
    lines = peel("compare", "--all", "--width", "60").stdout.splitlines()
    assert lines[0].startswith("Grades (")
    assert lines[1].startswith("- Avon and Somerset Constabulary")


@pytest.mark.parametrize(
    ("columns", "option", "width"),
    [
        ("60", None, 60),
        ("100", None, 100),
        ("100", "70", 70),
        ("0", None, None),
        ("", None, None),
        ("-3", None, None),
        ("wide", None, None),
        ("1e3", None, None),
        ("٣٠", None, None),
        (" 40", None, None),
        (30 * "9", None, None),
        ("9999999", None, None),
        ("600", None, 500),
        ("5", None, 20),
        ("100", "0", 100),
        ("100", "-1", 100),
        ("100", "3", 20),
        ("100", "501", 500),
    ],
)
def test_the_width_is_the_option_else_columns_and_junk_counts_as_unset(
    peel: Peel, monkeypatch: pytest.MonkeyPatch, columns: str, option: str | None, width: int | None
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    width_option = ("--width", option) if option else ()
    report = f"force: Northshire\ncycle: 2023-25\ngraded_areas: []\nsummary: {'a ' * 300}"
    output = peel("summary", "-", "-f", "list", *width_option, stdin=report).stdout.splitlines()
    longest = max(map(len, output))
    assert longest == 599 if width is None else width - 1 <= longest <= width


# --- colour ----------------------------------------------------------------------------------------------------------

COLOUR_VARIABLES = ("PEEL_COLOR", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM")
COLOUR_CASES = [
    # --color, variables, on a terminal: coloured?
    (None, {}, True, True),
    (None, {}, False, False),
    ("auto", {}, True, True),
    ("auto", {}, False, False),
    ("always", {}, False, True),
    ("never", {}, True, False),
    ("always", {"NO_COLOR": "1", "PEEL_COLOR": "never", "TERM": "dumb"}, False, True),
    ("never", {"FORCE_COLOR": "1", "PEEL_COLOR": "always"}, True, False),
    (None, {"PEEL_COLOR": "always", "NO_COLOR": "1"}, False, True),
    (None, {"PEEL_COLOR": "never", "FORCE_COLOR": "1"}, True, False),
    (None, {"PEEL_COLOR": "auto"}, True, True),
    (None, {"PEEL_COLOR": "auto", "NO_COLOR": "1"}, True, False),
    (None, {"PEEL_COLOR": "purple"}, True, True),
    (None, {"PEEL_COLOR": "purple"}, False, False),
    (None, {"NO_COLOR": "1"}, True, False),
    (None, {"NO_COLOR": "0"}, True, False),
    (None, {"NO_COLOR": ""}, True, True),
    (None, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
    (None, {"FORCE_COLOR": "1"}, False, True),
    (None, {"FORCE_COLOR": "3"}, False, True),
    (None, {"FORCE_COLOR": ""}, False, False),
    (None, {"FORCE_COLOR": "0"}, False, False),
    (None, {"FORCE_COLOR": "0"}, True, True),
    (None, {"CLICOLOR_FORCE": "1"}, False, True),
    (None, {"CLICOLOR_FORCE": "0"}, False, False),
    (None, {"CLICOLOR_FORCE": "0"}, True, True),
    (None, {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
    (None, {"TERM": "dumb"}, True, False),
    ("auto", {"TERM": "dumb"}, True, False),
]


@pytest.mark.parametrize(("option", "variables", "terminal", "coloured"), COLOUR_CASES)
def test_colour_is_decided_by_option_then_variables_then_terminal(
    monkeypatch: pytest.MonkeyPatch, option: str | None, variables: dict[str, str], terminal: bool, coloured: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert (_colours(option, to_terminal=terminal, to_file=False) is not None) is coloured


@pytest.mark.parametrize(
    ("term", "colorterm", "system"),
    [
        ("xterm", "", "standard"),
        ("xterm-256color", "", "256"),
        ("xterm", "truecolor", "truecolor"),
        ("xterm-256color", "24bit", "truecolor"),
    ],
)
def test_a_terminal_gets_the_colours_that_it_knows(
    monkeypatch: pytest.MonkeyPatch, term: str, colorterm: str, system: str
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colorterm)
    assert _colours("always", to_terminal=False, to_file=False) == system


SGR = re.compile("\x1b\\[[0-9;]*m")
OUR_SGR = {"0", "1", "2", "38", "5", "63", "131"}
"""Reset, bold, dim (for rules), a blue and a brown of the 256: nothing else is ever sent to a terminal."""
LINK = re.compile("\x1b\\]8;;([^\x1b]*)\x1b\\\\")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_colour_adds_our_own_sgr_codes_and_links_and_nothing_else(peel: Peel, command: tuple[str, ...]) -> None:
    coloured = peel(*command, "--color", "always").stdout
    assert {number for code in SGR.findall(coloured) for number in code[2:-1].split(";")} <= OUR_SGR
    assert LINK.sub("", SGR.sub("", coloured)) == peel(*command).stdout


def test_whole_addresses_are_links_where_there_are_colours(peel: Peel) -> None:
    coloured = peel("summary", NORTHSHIRE, "--color", "always", "--width", "60").stdout
    assert LINK.findall(coloured) == ["https://example.org/northshire", "", "https://example.org/echo/1", ""]
    assert "\x1b]8;;https://example.org/echo/1\x1b\\https://example.org/echo/1\x1b]8;;\x1b\\" in coloured


def test_only_web_addresses_become_links(peel: Peel) -> None:
    report = "force: Northshire\ncycle: 2023-25\ngraded_areas: []\nnotes: ['file:///etc/passwd, javascript://x']\n"
    assert LINK.findall(peel("summary", "-", "--color", "always", stdin=report).stdout) == []


@pytest.mark.parametrize(
    ("term", "colorterm", "lines"),
    [
        (
            "xterm-256color",
            "truecolor",
            ("\x1b[1;38;2;10;116;220m▲▲ Outstanding", "\x1b[38;2;179;97;0m▼ Requires improvement"),
        ),
        ("xterm-256color", "", ("\x1b[1;38;5;63m▲▲ Outstanding", "\x1b[38;5;131m▼ Requires improvement")),
        ("xterm", "", ("\x1b[1m▲▲ Outstanding", " ▼ Requires improvement 1")),
    ],
    ids=["true colour", "256 colours", "16 colours"],
)
def test_grades_are_blue_to_orange_and_bold_at_the_ends_of_the_scale(
    peel: Peel, monkeypatch: pytest.MonkeyPatch, term: str, colorterm: str, lines: tuple[str, ...]
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", colorterm)
    output = peel("summary", NORTHSHIRE, "--color", "always").stdout
    assert [line for line in lines if line not in output] == []


@pytest.mark.parametrize("format", ["list", "json", "yaml", "markdown", "html", "svg"])
def test_only_tables_are_coloured(peel: Peel, format: str) -> None:
    assert "\x1b" not in peel("summary", NORTHSHIRE, "-f", format, "--color", "always").stdout


def test_a_terminal_gets_colours_and_a_pipe_does_not() -> None:
    command = [sys.executable, "-m", "peelcli", "areas", str(NORTHSHIRE)]
    ours, theirs = pty.openpty()
    on_a_terminal = subprocess.run(command, stdout=theirs, stdin=subprocess.DEVNULL, check=True, cwd=ROOT)
    os.close(theirs)
    assert on_a_terminal.returncode == 0
    assert b"\x1b[38;5;63m\xe2\x96\xb2 Good\x1b[0m" in os.read(ours, 100_000)
    os.close(ours)
    assert b"\x1b" not in subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout


# --- encodings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1"])
@pytest.mark.parametrize("format", ["table", "list", "markdown", "json"])
def test_characters_that_the_encoding_lacks_are_replaced(encoding: str, format: str) -> None:
    output = bytes_in(encoding, "summary", str(NORTHSHIRE), "-f", format).decode(
        "utf-8" if format == "json" else encoding
    )
    assert "Detectives carry too many cases." in output
    assert "?" not in output


def test_an_ascii_output_is_the_ascii_form() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "peelcli", "compare", str(TWO_CYCLES)],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (
        done.stdout.decode("ascii")
        == """\
Comparison: Northshire Police
Area           2016                    2017
----------------------------------------------------------------
Effectiveness  + Good                  v  - Requires improvement
Efficiency     - Requires improvement  ^  + Good
Legitimacy     + Good                  =  + Good
Marks compare a grade with the force's earlier one, else with the first report:
^ better, v worse, = the same.
6 of 26 grades are known; incomplete: 2016, 2017.
"""
    )


def test_utf_16_keeps_every_character() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "peelcli", "areas", str(TWO_CYCLES), "--fields", "cycle,area,grade"],
        env=os.environ | {"PYTHONIOENCODING": "utf-16"},
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert (
        done.stdout.decode("utf-16")
        == """\
Graded areas
Cycle  area           Grade
────────────────────────────────────────────
2016   effectiveness  ▲ Good
2016   efficiency     ▼ Requires improvement
2016   legitimacy     ▲ Good
2017   effectiveness  ▼ Requires improvement
2017   efficiency     ▲ Good
2017   legitimacy     ▲ Good
6 of 26 grades are known; incomplete: 2016, 2017.
"""
    )


# --- cards -----------------------------------------------------------------------------------------------------------


def test_the_page_of_the_report_stands_before_notes_and_sources() -> None:
    made = report(report_url="https://hmicfrs.example.org/northshire", notes=("A note.",))
    lines = "".join(terminal.render_cards(Cards((made,)), RenderOptions(width=80))).splitlines()
    assert lines[-3:] == [
        "HMICFRS's page: https://hmicfrs.example.org/northshire",
        "• A note.",
        "[1] HMICFRS. Report on Northshire https://example.org/northshire",
    ]


def test_a_card_without_grades_has_no_blank_line_for_their_counts() -> None:
    made = report(graded_areas=(), complete=False)
    lines = "".join(terminal.render_cards(Cards((made,)), RenderOptions(width=80))).splitlines()
    assert lines[0] == "Northshire Police · PEEL 2023–25"
    assert "" not in lines
