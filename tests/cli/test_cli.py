"""The command line as a whole: each command in each format, filters, files, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import HERE, ROOT, Peel

from peelcli.cli.commands import peel as group
from peelcli.formats import FORMATS

DATA = "tests/data"
NORTHSHIRE = "tests/data/northshire.yaml"
TWO_CYCLES = "tests/data/two-cycles.yaml"
SHIRES = "tests/data/shires.yaml"
MISTAKES = "force: Northshire\ncycle: 2023-25\ngraded_areas:\n  - {area: leadreship, grade: inadquate}\n"
Expected = Callable[[str, str], None]

# --- every command in every format -----------------------------------------------------------------------------------

QUESTIONS: dict[str, tuple[str, ...]] = {
    "summary": (NORTHSHIRE, TWO_CYCLES),
    "areas": (NORTHSHIRE, TWO_CYCLES),
    "improvements": (NORTHSHIRE, SHIRES),
    "praise": (NORTHSHIRE, SHIRES),
    "responses": (NORTHSHIRE, SHIRES),
    "list": (DATA,),
    "count": (DATA, "--by", "grade"),
    "compare": (TWO_CYCLES, NORTHSHIRE),
    "trend": ("Northshire Police", "--data", DATA),
    "search": ("zebra", "--data", DATA),
    "explain": ("adequate",),
    "check": ("-",),
    "new": ("Northshire Police", "--cycle", "2023-25"),
    "draft": ("tests/data/article.txt", "-q"),
}
"""What each command is asked. With a grid, and with one report only, some answers look different: see VARIANTS."""

VARIANTS = {
    "areas-of-one": ("areas", NORTHSHIRE),
    "improvements-of-one": ("improvements", NORTHSHIRE),
    "responses-of-one": ("responses", NORTHSHIRE),
    "compare-grid": ("compare", SHIRES),
    "summary-filtered": ("summary", NORTHSHIRE, "--at-most", "requires-improvement", "-q"),
    "explain-all": ("explain", "--cycle", "2023-25"),
}
ELSEWHERE = {
    "schema": "data/schemas",
    "completion": "tests/cli/test_completion.py",
    "export": "tests/writing/test_export.py",
}
"""Commands whose whole output stands there already."""

EXIT = {"check": 1}
PEOPLE = ("table", "list", "markdown")


def formats(command: str) -> list[str]:
    """Return the formats that a command accepts, by its own `--format`."""
    choices = (list(param.type.choices) for param in group.commands[command].params if param.name == "format")
    return next(choices, ["text"])


PICTURES = ("svg",)
"""Formats that tests/formats covers: it compares what they show with the table."""
MATRIX = [
    (command, format)
    for command in group.commands
    if command not in ELSEWHERE
    for format in formats(command)
    if format not in PICTURES
]


def test_every_command_is_asked_something() -> None:
    assert set(group.commands) == set(QUESTIONS) | set(ELSEWHERE)


def test_every_format_occurs_in_the_matrix() -> None:
    assert {format for _, format in MATRIX} == {*FORMATS, "text"} - {*PICTURES}


@pytest.mark.parametrize(("command", "format"), MATRIX)
def test_each_command_in_each_format(command: str, format: str, peel: Peel, expected: Expected) -> None:
    assert command in QUESTIONS, f"say in QUESTIONS what to ask {command}"
    options = () if format == "text" else ("-f", format)
    outcome = peel(command, *QUESTIONS[command], *options, "-q", exit_code=EXIT.get(command, 0), stdin=MISTAKES)
    assert outcome.stderr == ""
    expected(f"{command}.{format}", outcome.stdout)


@pytest.mark.parametrize("format", PEOPLE)
@pytest.mark.parametrize("variant", VARIANTS)
def test_answers_that_look_different(variant: str, format: str, peel: Peel, expected: Expected) -> None:
    outcome = peel(*VARIANTS[variant], "-f", format, "-q")
    assert outcome.stderr == ""
    expected(f"{variant}.{format}", outcome.stdout)


def test_no_expected_output_is_left_over() -> None:
    outputs = {f"{command}.{format}" for command, format in MATRIX}
    outputs |= {f"{variant}.{format}" for variant in VARIANTS for format in PEOPLE}
    names = (path.name for path in (HERE / "expected").iterdir())
    assert {name for name in names if not name.startswith("nasty-") and not name.endswith(".txt")} == outputs


@pytest.mark.parametrize("which", ["report", "output"])
def test_schema_prints_a_schema_of_data(which: str, peel: Peel) -> None:
    assert peel("schema", which).stdout == (ROOT / "data" / "schemas" / f"{which}.json").read_text("utf-8")


def test_schema_alone_is_that_of_report_files(peel: Peel) -> None:
    assert peel("schema") == peel("schema", "report")


@pytest.mark.parametrize("command", [name for name in QUESTIONS if formats(name) != ["text"]])
def test_json_for_short(command: str, peel: Peel) -> None:
    code = EXIT.get(command, 0)
    short = peel(command, *QUESTIONS[command], "--json", exit_code=code, stdin=MISTAKES)
    assert short == peel(command, *QUESTIONS[command], "-f", "json", exit_code=code, stdin=MISTAKES)


@pytest.mark.parametrize("command", [name for name in QUESTIONS if formats(name) != ["text"]])
def test_the_default_is_the_table(command: str, peel: Peel) -> None:
    code = EXIT.get(command, 0)
    plain = peel(command, *QUESTIONS[command], exit_code=code, stdin=MISTAKES)
    assert plain == peel(command, *QUESTIONS[command], "-f", "table", exit_code=code, stdin=MISTAKES)


@pytest.mark.parametrize("command", [name for name in QUESTIONS if "csv" in formats(name)])
def test_csv_tsv_json_and_jsonl_agree_cell_for_cell(command: str, peel: Peel) -> None:
    def ask(format: str) -> str:
        code = EXIT.get(command, 0)
        return peel(command, *QUESTIONS[command], "-f", format, exit_code=code, stdin=MISTAKES).stdout

    def cell(value: object) -> str:
        if isinstance(value, list):
            return " ".join(value)
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    rows = json.loads(ask("json"))["rows"]
    assert rows
    cells = [list(rows[0]), *([cell(value) for value in row.values()] for row in rows)]
    assert list(csv.reader(io.StringIO(ask("csv")))) == cells
    assert [line.split("\t") for line in ask("tsv").splitlines()] == cells
    assert [json.loads(line) for line in ask("jsonl").splitlines()] == rows


# --- help ------------------------------------------------------------------------------------------------------------


def test_bare_peel_shows_the_help(peel: Peel) -> None:
    assert peel() == peel("--help") == peel("-h")
    assert peel().stdout.startswith("Usage: ")
    assert peel().stderr == ""


@pytest.mark.parametrize("command", group.commands)
def test_each_command_has_help_by_both_names(command: str, peel: Peel) -> None:
    assert peel(command, "--help") == peel(command, "-h")
    assert f" {command} [OPTIONS]" in peel(command, "-h").stdout
    assert max(map(len, peel(command, "-h").stdout.splitlines())) <= 80


def test_version_names_the_version_and_the_date_of_the_data(peel: Peel) -> None:
    assert peel("--version").stdout == "peel 1.1.0 (data of 2026-11-25)\n"


# --- filters ---------------------------------------------------------------------------------------------------------

CALLS, CASES, VEHICLES = "Emergency calls wait too long.", "Detectives carry too many cases.", "Vehicles are old."
CUT = "Neighbourhood teams have cut repeat calls by a third."
GRADED = ["recording-crime", "preventing-crime", "responding-to-public", "investigating-crime", "managing-offenders"]
ALL = ["victim-service", *GRADED]

# Filters, and what they leave of Northshire's report: areas, improvements, praise, responses, findings left out.
FILTERS = [
    (("--grade", "adequate"), ["managing-offenders"], [], [], 1, 1),
    (("--grade", "inadequate"), ["responding-to-public"], [CALLS], [], 1, 1),
    (("--grade", "ri"), ["investigating-crime"], [CASES], [], 1, 1),
    (("--grade", "RI"), ["investigating-crime"], [CASES], [], 1, 1),
    (("--grade", "requires improvement"), ["investigating-crime"], [CASES], [], 1, 1),
    (("--grade", "Requires-Improvement"), ["investigating-crime"], [CASES], [], 1, 1),
    (("--grade", "requires_improvement"), ["investigating-crime"], [CASES], [], 1, 1),
    (("--grade", "good,inadequate"), ["preventing-crime", "responding-to-public"], [CALLS], [CUT], 1, 1),
    (("--grade", "inadequate", "--grade", "good"), ["preventing-crime", "responding-to-public"], [CALLS], [CUT], 1, 1),
    (("--at-least", "good"), ["recording-crime", "preventing-crime"], [], [CUT], 1, 1),
    (("--at-least", "adequate"), ["recording-crime", "preventing-crime", "managing-offenders"], [], [CUT], 1, 1),
    (("--at-least", "inadequate"), GRADED, [CALLS, CASES], [CUT], 1, 1),
    (("--at-most", "outstanding"), GRADED, [CALLS, CASES], [CUT], 1, 1),
    (("--at-most", "adequate"), ["responding-to-public", "investigating-crime", "managing-offenders"],
     [CALLS, CASES], [], 1, 1),
    (("--at-most", "inadequate"), ["responding-to-public"], [CALLS], [], 1, 1),
    (("--at-least", "ri", "--at-most", "adequate"), ["investigating-crime", "managing-offenders"], [CASES], [], 1, 1),
    (("--at-least", "good", "--at-most", "adequate"), [], [], [], 1, 1),
    (("--grade", "good", "--at-most", "adequate"), [], [], [], 1, 1),
    (("--area", "victim-service"), ["victim-service"], [], [], 1, 1),
    (("--area", "Responding to the public"), ["responding-to-public"], [CALLS], [], 1, 1),
    (("--area", "PREVENTING_CRIME"), ["preventing-crime"], [], [CUT], 1, 1),
    (("--area", "investigating-crime", "--area", "preventing-crime"), ["preventing-crime", "investigating-crime"],
     [CASES], [CUT], 1, 1),
    (("--area", "leadership"), [], [], [], 1, 1),
    (("--area", "victim-service", "--at-least", "inadequate"), [], [], [], 1, 1),
    (("--area", "investigating-crime", "--grade", "good"), [], [], [], 1, 1),
    (("--cycle", "2023-25"), ALL, [CALLS, CASES, VEHICLES], [CUT], 1, 0),
    (("--cycle", "2023/25"), ALL, [CALLS, CASES, VEHICLES], [CUT], 1, 0),
    (("--cycle", "2021-22"), [], [], [], 0, 0),
    (("--kind", "cause-of-concern"), ALL, [CALLS], [], 1, 0),
    (("--kind", "area-for-improvement"), ALL, [CASES, VEHICLES], [], 1, 0),
    (("--kind", "promising-practice", "--kind", "cause-of-concern"), ALL, [CALLS], [CUT], 1, 0),
    (("--kind", "recommendation"), ALL, [], [], 1, 0),
    (("--text", "CALLS"), [], [CALLS], [CUT], 0, 0),
    (("--text", "hallworth"), [], [], [], 1, 0),
    (("--text", "after publication"), ["recording-crime"], [], [], 0, 0),
    (("--text", "investigating crime"), ["investigating-crime"], [CASES], [], 0, 0),
    (("--text", "."), ["recording-crime"], [CALLS, CASES, VEHICLES], [CUT], 1, 0),
    (("--text", "c.lls"), [], [], [], 0, 0),
    (("--grade", "inadequate", "--text", "calls"), [], [CALLS], [], 0, 0),
    (("--grade", "inadequate", "--text", "OLD"), [], [], [], 0, 1),
    (("--grade", "good", "--kind", "cause-of-concern"), ["preventing-crime"], [], [], 1, 0),
    (("--grade", "good", "--kind", "area-for-improvement"), ["preventing-crime"], [], [], 1, 1),
]  # fmt: skip


def parts(command: str, answer: dict[str, list[dict[str, Any]]]) -> dict[str, object]:
    """Return the parts of Northshire's report of 2023-25 that an answer holds."""
    if command == "summary":
        reports = answer["reports"]
        return {
            "areas": [entry["area"] for report in reports for entry in report["graded_areas"]],
            "improvements": [one["summary"] for report in reports for one in report["improvement_areas"]],
            "praise": [one["summary"] for report in reports for one in report["praise"]],
            "responses": sum(len(report["stakeholder_responses"]) for report in reports),
        }
    rows = [
        row
        for row in answer["rows"]  # type: ignore[attr-defined]
        if (row["force"], row["cycle"]) == ("northshire-police", "2023-25")
    ]
    if command in ("areas", "compare", "trend"):
        return {"areas": [row["area"] for row in rows]}
    if command == "list":
        return {"list": len(rows)}
    if command == "search":
        hits = [(row["section"], row["text"]) for row in rows if row["field"] == "summary"]
        return {
            "improvements": [text for section, text in hits if section == "improvements"],
            "praise": [text for section, text in hits if section == "praise"],
            "responses": len([text for section, text in hits if section == "responses"]),
        }
    return {command: len(rows) if command == "responses" else [row["summary"] for row in rows]}


FILTERED = {
    "summary": (NORTHSHIRE,),
    "areas": (NORTHSHIRE,),
    "improvements": (NORTHSHIRE,),
    "praise": (NORTHSHIRE,),
    "responses": (NORTHSHIRE,),
    "list": (NORTHSHIRE,),
    "compare": (NORTHSHIRE, SHIRES),
    "trend": ("Northshire Police", "--data", DATA),
    "search": ("s", "--data", DATA, "--force", "Northshire Police"),
}


def test_every_command_with_filters_is_tested_with_them() -> None:
    having = {name for name, command in group.commands.items() if any(one.name == "grades" for one in command.params)}
    assert having == {*FILTERED, "count"}  # whose rows are numbers: tests/answers/test_counts.py


NONE_OF_2021 = "none of the requested reports is from the 2021-22 cycle (--cycle)"


@pytest.mark.parametrize("command", FILTERED)
@pytest.mark.parametrize(("filters", "areas", "improvements", "praise", "responses", "unlinked"), FILTERS, ids=str)
def test_a_filter_keeps_just_what_it_says(
    command: str,
    filters: tuple[str, ...],
    areas: list[str],
    improvements: list[str],
    praise: list[str],
    responses: int,
    unlinked: int,
    peel: Peel,
) -> None:
    if command == "compare" and filters == ("--cycle", "2021-22"):
        message = f"Error: there is nothing to compare: {NONE_OF_2021}.\n"
        assert peel(command, *FILTERED[command], *filters, exit_code=2) == ("", message, 2)
        return
    kept = {"areas": areas, "improvements": improvements, "praise": praise, "responses": responses}
    by_areas = any(name in filters for name in ("--grade", "--at-least", "--at-most", "--area"))
    if "--kind" in filters:
        kept["list"] = int(bool(improvements or praise) and (bool(areas) or not by_areas))
    else:
        kept["list"] = int(bool(areas or improvements or praise or (responses and not by_areas)))
    outcome = peel(command, *FILTERED[command], *filters, "--json")
    result = parts(command, json.loads(outcome.stdout))
    assert result == {part: kept[part] for part in result}
    if command in ("summary", "improvements", "praise"):
        message = "peel: 1 finding not linked to an area was left out by the filters\n" if unlinked else ""
        elsewhere = "" if "--text" not in filters else outcome.stderr.partition("peel: `peel search")[1]
        stderr = outcome.stderr.partition(elsewhere)[0] if elsewhere else outcome.stderr
        assert stderr == (f"peel: {NONE_OF_2021}\n" if "2021-22" in filters else message)


@pytest.mark.parametrize("line", ["summary kent@2021-22", "areas @2014", "list tests/data/", "trend Northshire"])
def test_a_cycle_filter_that_excludes_every_named_report_is_mentioned(line: str, peel: Peel, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("force: Northshire\ncycle: 2023-25\ngraded_areas: []\n")
    outcome = peel(*line.split(), "--data", tmp_path, "--cycle", "2018-19")
    assert outcome.stderr == "peel: none of the requested reports is from the 2018-19 cycle (--cycle)\n"
    assert peel(*line.split(), "--data", tmp_path, "--cycle", "2018-19", "-q").stderr == ""


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("responses --grade good --area leadership", "--grade, --area have no effect on `peel responses`"),
        (
            "responses --at-least good --at-most good --kind strength",
            "--at-least, --at-most, --kind have no effect on `peel responses`",
        ),
        ("areas --kind strength", "--kind has no effect on `peel areas`"),
    ],
)
def test_a_hint_names_the_filters_that_do_not_apply(line: str, hint: str, peel: Peel) -> None:
    assert peel(*line.split(), "tests/data/northshire.yaml").stderr == f"peel: {hint}\n"


@pytest.mark.parametrize(("command", "reports"), [("compare", ("kent@2016", "kent@2017")), ("trend", ("kent",))])
def test_comparisons_are_about_grades_whatever_the_kind_of_findings(
    command: str, reports: tuple[str, ...], peel: Peel
) -> None:
    hint = f"peel: --kind has no effect on `peel {command}`\n"
    assert peel(command, *reports, "--kind", "strength") == (peel(command, *reports).stdout, hint, 0)


def test_several_findings_not_linked_to_an_area_are_counted(peel: Peel) -> None:
    outcome = peel("improvements", "-", "--grade", "good", stdin=MADE_UP)
    assert outcome.stderr == "peel: 2 findings not linked to an area were left out by the filters\n"


def test_quiet_keeps_hints_quiet(peel: Peel) -> None:
    assert peel("improvements", "-", "--grade", "good", "-q", stdin=MADE_UP).stderr == ""


MADE_UP = """\
force: Northshire
cycle: 2023-25
graded_areas:
  - {area: leadership, grade: good}
improvement_areas:
  - {summary: Old cars.}
  - {summary: Old boats.}
"""


@pytest.mark.parametrize(
    ("filter", "areas"),
    [
        (("--at-most", "adequate"), ["efficiency"]),
        (("--at-least", "adequate"), ["effectiveness", "legitimacy"]),
        (("--grade", "adequate"), []),
        (("--at-most", "good"), ["effectiveness", "efficiency", "legitimacy"]),
    ],
)
def test_in_a_cycle_of_four_grades_adequate_means_what_it_says(
    filter: tuple[str, str], areas: list[str], peel: Peel
) -> None:
    rows = json.loads(peel("areas", TWO_CYCLES, "--cycle", "2016", *filter, "--json").stdout)["rows"]
    assert [row["area"] for row in rows] == areas


UNKNOWN = """\
force: Northshire
cycle: 2031-33
graded_areas:
  - {area: Robots, grade: good}
  - {area: Drones, grade: inadequate}
"""


@pytest.mark.parametrize("filter", [("--at-least", "inadequate"), ("--at-most", "outstanding")])
def test_in_an_unknown_cycle_no_order_of_grades_is_claimed(filter: tuple[str, str], peel: Peel) -> None:
    outcome = peel("areas", "-", *filter, "--fields", "area_name,grade", "-f", "tsv", stdin=UNKNOWN)
    assert outcome.stdout == "area_name\tgrade\n"
    assert "peel: graded areas of unknown cycles were left out: their grading scale is unknown\n" in outcome.stderr


def test_in_an_unknown_cycle_a_grade_is_a_grade(peel: Peel) -> None:
    outcome = peel("areas", "-", "--grade", "inadequate", "--fields", "area_name,grade", "-f", "tsv", stdin=UNKNOWN)
    assert outcome.stdout == "area_name\tgrade\nDrones\tinadequate\n"


@pytest.mark.parametrize("reason", ["not-graded", "not-inspected", "not-recorded"])
def test_no_reason_for_having_no_grade_passes_a_grade_filter(reason: str, peel: Peel) -> None:
    report = f"force: Northshire\ncycle: 2023-25\ngraded_areas:\n  - {{area: leadership, ungraded: {reason}}}\n"
    for filter in (("--at-least", "inadequate"), ("--at-most", "outstanding"), ("--grade", "inadequate")):
        assert json.loads(peel("areas", "-", *filter, "--json", stdin=report).stdout)["rows"] == []


def test_a_filtered_card_says_so_and_by_what_and_claims_no_counts(peel: Peel) -> None:
    (report,) = json.loads(peel("summary", NORTHSHIRE, "--grade", "good,ri", "--text", "a", "-q", "--json").stdout)[
        "reports"
    ]
    assert report["filtered"] == ["--grade good", "--grade requires-improvement", "--text 'a'"]
    assert not {"stated_counts", "counts_source", "complete"} & set(report)
    stdout = peel("summary", NORTHSHIRE, "--grade", "good,ri", "-q").stdout
    assert "Filtered by --grade good, --grade requires-improvement: this is not the whole report" in " ".join(
        stdout.split()
    )
    assert "as announced" not in stdout


def test_a_card_that_is_not_filtered_says_nothing_of_filters(peel: Peel) -> None:
    (report,) = json.loads(peel("summary", NORTHSHIRE, "--json").stdout)["reports"]
    assert "filtered" not in report
    assert report["complete"] is True


# --- which reports ---------------------------------------------------------------------------------------------------

CARD = "West Mercia Police · PEEL 2023–25 · "
BUILT_IN = "data/reports/2023-25/west-mercia.yaml"


@pytest.mark.parametrize(
    "named",
    [
        "west-mercia",
        "West Mercia",
        "WEST MERCIA POLICE",
        "west-mercia@2023-25",
        "west-mercia@2023/25",
        "West Mercia@PEEL 2023–25",
        BUILT_IN,
        f"./{BUILT_IN}",
    ],
)
def test_one_report_has_many_names_and_one_card(named: str, peel: Peel) -> None:
    assert peel("summary").stdout.startswith(CARD)
    assert peel("summary", named) == peel("summary")


def test_a_report_that_is_named_twice_counts_once(peel: Peel) -> None:
    assert peel("summary", "west-mercia", "West Mercia", "west-mercia@2023-25") == peel("summary")


def test_the_cards_of_a_cycle_hold_the_card_of_each_force(peel: Peel) -> None:
    assert peel("summary").stdout in peel("summary", "@2023-25").stdout


def test_standard_input_gives_the_same_card(peel: Peel) -> None:
    assert peel("summary", "-", stdin=Path(BUILT_IN).read_bytes()) == peel("summary")


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_a_card_printed_and_read_again_is_the_same_card(format: str, peel: Peel) -> None:
    printed = peel("summary", "west-mercia", TWO_CYCLES, "-f", format).stdout
    assert peel("summary", "-", stdin=printed) == peel("summary", "west-mercia", TWO_CYCLES)
    assert peel("summary", "-", "-f", format, stdin=printed).stdout == printed


def test_a_filtered_card_that_is_read_again_still_says_so(peel: Peel) -> None:
    printed = peel("summary", NORTHSHIRE, "--grade", "good", "--json", "-q").stdout
    assert peel("summary", "-", stdin=printed).stdout == peel("summary", NORTHSHIRE, "--grade", "good", "-q").stdout


def test_peel_report_names_the_report_that_is_meant(peel: Peel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEEL_REPORT", NORTHSHIRE)
    assert peel("summary") == peel("summary", NORTHSHIRE)
    assert peel("areas", "west-mercia") != peel("areas")
    monkeypatch.setenv("PEEL_REPORT", "")
    assert peel("summary").stdout.startswith(CARD)


def test_all_beats_peel_report(peel: Peel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEEL_REPORT", NORTHSHIRE)
    assert '"west-mercia"' in peel("areas", "--all", "--area", "leadership", "--json").stdout


def test_reports_of_data_join_the_built_in_ones(peel: Peel) -> None:
    outcome = peel("areas", "Northshire Police@2016", "--data", DATA, "--fields", "area,grade", "-f", "tsv")
    assert outcome.stdout == "area\tgrade\neffectiveness\tgood\nefficiency\trequires-improvement\nlegitimacy\tgood\n"
    without, together = (json.loads(peel("list", *more, "--json").stdout)["rows"] for more in ((), ("--data", DATA)))
    assert len(together) == len(without) + 9


def test_reports_of_data_replace_built_in_ones_of_the_same_force_and_cycle(peel: Peel, tmp_path: Path) -> None:
    mine = "force: west-mercia\ncycle: 2023-25\ngraded_areas:\n  - {area: leadership, grade: outstanding}\n"
    (tmp_path / "mine.yaml").write_text(mine)
    outcome = peel("areas", "--data", tmp_path, "--fields", "area,grade", "-f", "tsv")
    assert outcome.stdout == "area\tgrade\nleadership\toutstanding\n"


def test_the_last_of_two_reports_on_one_force_and_cycle_is_used_with_a_warning(peel: Peel, tmp_path: Path) -> None:
    for name, grade in (("a.yaml", "good"), ("b.yaml", "inadequate")):
        report = f"force: Northshire\ncycle: 2023-25\ngraded_areas:\n  - {{area: leadership, grade: {grade}}}\n"
        (tmp_path / name).write_text(report)
    outcome = peel("areas", "Northshire", "--data", tmp_path, "--fields", "grade", "--json")
    message = f"another report on Northshire in the cycle 2023-25 is in {tmp_path}/b.yaml."
    hint = "That one is used; keep one of them."
    assert outcome.stderr == f"peel: {tmp_path}/a.yaml: warning: {message} {hint}\n"
    answer = json.loads(outcome.stdout)
    assert {key: answer[key] for key in ("rows", "warnings")} == {
        "rows": [{"grade": "inadequate"}],
        "warnings": [
            {
                "path": f"{tmp_path}/a.yaml",
                "line": None,
                "column": None,
                "code": "report-twice",
                "level": "warning",
                "message": message,
                "hint": hint,
                "where": None,
            }
        ],
    }


def test_of_several_reports_on_one_force_and_cycle_each_warning_names_the_one_that_is_used(
    peel: Peel, tmp_path: Path
) -> None:
    report = "force: Northshire\ncycle: 2023-25\ngraded_areas: []\n"
    for number in range(5):
        (tmp_path / f"{number}.yaml").write_text(report)
    (tmp_path / "b\n.yaml").write_text(f"{report}---\n{report}")
    outcome = peel("list", "Northshire", "--data", tmp_path, "--fields", "cycle", "-f", "csv", "-q")
    used = "That one is used; keep one of them."
    twice = f"another report on Northshire in the cycle 2023-25 is in {tmp_path}/b\\n.yaml. {used}"
    assert outcome.stderr.splitlines() == [
        f"peel: {tmp_path}/0.yaml: warning: {twice}",
        f"peel: {tmp_path}/1.yaml: warning: {twice}",
        f"peel: {tmp_path}/2.yaml: warning: {twice}",
        "peel: … and 3 more warnings of the same kinds",
    ]
    warnings = json.loads(peel("list", "Northshire", "--data", tmp_path, "--json", "-q").stdout)["warnings"]
    assert warnings[-1]["message"] == "another report on Northshire in the cycle 2023-25 is further down."


def test_peel_data_is_a_list_of_folders_like_path(peel: Peel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, folder in enumerate(("my reports", "others")):
        (tmp_path / folder).mkdir()
        report = f"force: Shire {number}\ncycle: 2017\ngraded_areas: []\n"
        (tmp_path / folder / "a.yaml").write_text(report)
    monkeypatch.setenv("PEEL_DATA", f"{tmp_path / 'my reports'}{os.pathsep}{tmp_path / 'others'}")
    outcome = peel("list", "Shire 0", "Shire 1", "--fields", "force_name", "-f", "tsv")
    assert outcome.stdout == "force_name\nShire 0\nShire 1\n"


def test_answers_come_in_the_order_in_which_reports_are_named(peel: Peel) -> None:
    outcome = peel("list", "west-mercia", NORTHSHIRE, "kent@2017", "kent@2015", "--fields", "force,cycle", "-f", "tsv")
    assert outcome.stdout == (
        "force\tcycle\nwest-mercia\t2023-25\nnorthshire-police\t2023-25\nkent\t2017\nkent\t2015\n"
    )


def test_in_a_folder_answers_come_by_force_and_cycle(peel: Peel) -> None:
    outcome = peel("list", DATA + "/", "--fields", "force,cycle", "-f", "tsv")
    assert outcome.stdout == (
        "force\tcycle\n"
        "eastshire-police\t2023-25\n"
        "isleshire-police\t2023-25\n"
        "midshire-constabulary\t2023-25\n"
        "northmarch-police\t2023-25\n"
        "northshire-police\t2016\n"
        "northshire-police\t2017\n"
        "northshire-police\t2023-25\n"
        "southshire-constabulary\t2023-25\n"
        "westshire-police\t2023-25\n"
    )


def test_cycle_narrows_before_the_newest_is_chosen(peel: Peel) -> None:
    outcome = peel("list", "west-mercia", "--cycle", "2018-19", "--fields", "force,cycle", "-f", "tsv")
    assert outcome.stdout == "force\tcycle\nwest-mercia\t2018-19\n"


# --- rows ------------------------------------------------------------------------------------------------------------


def test_fields_are_columns_in_that_order_in_every_format(peel: Peel) -> None:
    def ask(format: str) -> str:
        return peel("areas", NORTHSHIRE, "--grade", "good", "--fields", "grade, area", "-f", format, "-q").stdout

    assert json.loads(ask("json"))["rows"] == [{"grade": "good", "area": "preventing-crime"}]
    assert {format: ask(format) for format in formats("areas") if format not in ("json", "html", "svg")} == {
        "table": "Graded areas: Northshire Police, PEEL 2023–25\n"
        "Grade   area\n────────────────────────\n▲ Good  preventing-crime\n",
        "list": "Graded areas: Northshire Police, PEEL 2023–25 (1 result)\n- Good; area: preventing-crime.\n",
        "jsonl": '{"grade": "good", "area": "preventing-crime"}\n',
        "csv": "grade,area\ngood,preventing-crime\n",
        "tsv": "grade\tarea\ngood\tpreventing-crime\n",
        "markdown": "**Graded areas: Northshire Police, PEEL 2023–25**\n\n"
        "| Grade | area |\n| --- | --- |\n| Good | preventing-crime |\n",
    }


@pytest.mark.parametrize("command", [name for name in QUESTIONS if "csv" in formats(name)])
def test_every_field_of_json_can_be_named(command: str, peel: Peel) -> None:
    code = EXIT.get(command, 0)
    ask = (command, *QUESTIONS[command], "--json")
    first = json.loads(peel(*ask, exit_code=code, stdin=MISTAKES).stdout)["rows"][0]
    backwards = peel(*ask, "--fields", ",".join(reversed(first)), exit_code=code, stdin=MISTAKES).stdout
    assert list(json.loads(backwards)["rows"][0].items()) == list(reversed(first.items()))


def test_an_unknown_field_is_answered_with_all_fields(peel: Peel) -> None:
    outcome = peel("areas", "--fields", "grad,area", exit_code=2)
    assert outcome.stdout == ""
    assert outcome.stderr == (
        "Error: areas has no field 'grad'. Did you mean 'grade' or 'ungraded'? It has force, force_name, cycle, "
        "published, area, area_name, grade, ungraded, carried_over_from, note, source, source_url, ons_code, "
        "police_uk_id, separate, source_title, source_publisher, more_sources.\n"
    )


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        (("areas", "-f", "JSON"), ("areas", "-f", "json")),
        (("areas", "--format", "Table"), ("areas", "--format", "table")),
        (("areas", "-f", "md"), ("areas", "-f", "markdown")),
        (("areas", "-f", "ndjson"), ("areas", "-f", "jsonl")),
        (("summary", "-f", "YML"), ("summary", "-f", "yaml")),
        (("areas", "--json", "-f", "Json"), ("areas", "--json")),
        (("areas", "--color", "Always"), ("areas", "--color", "always")),
        (("areas", "--fields", "Area,AREA-NAME,Area Name"), ("areas", "--fields", "area,area_name")),
        (("areas", "--sort", "-Grade", "--sort", "Area_Name"), ("areas", "--sort", "-grade", "--sort", "area_name")),
        (("areas", "--sort", "–Published"), ("areas", "--sort", "-published")),
        (("count", "--by", "Cycle,GRADE"), ("count", "--by", "cycle,grade")),
        (("compare", "@2016", "@2017", "--change", "Better"), ("compare", "@2016", "@2017", "--change", "better")),
        (("praise", "--kind", "Promising Practice"), ("praise", "--kind", "promising-practice")),
        (("schema", "Output"), ("schema", "output")),
        (("completion", "Bash"), ("completion", "bash")),
    ],
    ids=lambda words: " ".join(words),
)
def test_a_word_of_a_list_is_read_in_any_case(typed: tuple[str, ...], usual: tuple[str, ...], peel: Peel) -> None:
    assert peel(*typed) == peel(*usual)


def test_colour_of_the_environment_is_read_in_any_case(peel: Peel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEEL_COLOR", "Always")
    assert peel("areas") == peel("areas", "--color", "always")


@pytest.mark.parametrize("option", ["--fields=-grade", "--sort=--grade"])
def test_a_hyphen_too_many_does_not_belong_to_a_field(option: str, peel: Peel) -> None:
    message = "Error: areas has no field '-grade'. Did you mean 'grade' or 'ungraded'?"
    assert peel("areas", option, exit_code=2).stderr.startswith(message)


@pytest.mark.parametrize(
    ("format", "nothing"),
    [
        ("table", "Graded areas: Northshire Police, PEEL 2023–25\nNo graded area matches.\n"),
        ("list", "Graded areas: Northshire Police, PEEL 2023–25\nNo graded area matches.\n"),
        ("jsonl", ""),
        ("csv", "area,grade\n"),
        ("tsv", "area\tgrade\n"),
        ("markdown", "**Graded areas: Northshire Police, PEEL 2023–25**\n\nNo graded area matches.\n"),
    ],
)
def test_nothing_is_an_answer_too(format: str, nothing: str, peel: Peel) -> None:
    outcome = peel("areas", NORTHSHIRE, "--area", "leadership", "--fields", "area,grade", "-f", format, "-q")
    assert outcome.stdout == nothing


def test_exit_status_shows_whether_anything_matched(peel: Peel) -> None:
    assert peel("areas", NORTHSHIRE, "--grade", "good", "--exit-status", "-q", exit_code=0).stdout != ""
    nothing = peel("areas", NORTHSHIRE, "--area", "leadership", "--exit-status", "-q", exit_code=1)
    assert nothing.stdout == "Graded areas: Northshire Police, PEEL 2023–25\nNo graded area matches.\n"


@pytest.mark.parametrize("command", [name for name, one in group.commands.items() if "exit_status" in str(one.params)])
def test_every_command_with_exit_status_uses_it(command: str, peel: Peel) -> None:
    questions = {"explain": ("explain", "good"), "search": ("search", "no such words")}
    code = 0 if command == "explain" else 1
    narrowed = () if command in ("explain", "search") else ("--text", "no such words")
    narrowed = ("--area", "victim-service", "--text", "no such words") if command == "count" else narrowed
    peel(*questions.get(command, (command, *QUESTIONS[command])), *narrowed, "--exit-status", exit_code=code)


def test_excel_is_for_csv(peel: Peel) -> None:
    assert peel("areas", NORTHSHIRE, "-f", "csv", "--excel").stdout[0] == "\ufeff"
    outcome = peel("areas", NORTHSHIRE, "--excel", exit_code=2)
    assert outcome == ("", "Error: --excel needs --format csv, not table.\n", 2)


# --- files -----------------------------------------------------------------------------------------------------------

EXTENSIONS = {
    ".txt": "table",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".svg": "svg",
}


def test_every_extension_is_tested() -> None:
    assert {extension for format in FORMATS.values() for extension in format.extensions} == set(EXTENSIONS)


@pytest.mark.parametrize("extension", [*EXTENSIONS, ".CSV", ".Json"])
@pytest.mark.parametrize("command", ["summary", "areas"])
def test_the_extension_of_a_file_sets_the_format(command: str, extension: str, peel: Peel, tmp_path: Path) -> None:
    file, format = tmp_path / f"out.x{extension}", EXTENSIONS[extension.lower()]
    if format in formats(command):
        assert peel(command, NORTHSHIRE, "-o", file) == ("", "", 0)
        assert file.read_text("utf-8") == peel(command, NORTHSHIRE, "-f", format).stdout
    else:
        outcome = peel(command, NORTHSHIRE, "-o", file, exit_code=2)
        extensions = {
            "summary": ".txt, .json, .yaml, .yml, .md, .markdown, .html, .htm, .svg",
            "areas": ".txt, .json, .jsonl, .ndjson, .csv, .tsv, .md, .markdown, .html, .htm, .svg",
        }
        assert outcome.stdout == ""
        assert outcome.stderr == (
            f"Error: cannot tell the format from '{file}'. Use -f, or one of these extensions: {extensions[command]}.\n"
        )
        assert not file.exists()


def test_the_format_option_overrides_the_extension(peel: Peel, tmp_path: Path) -> None:
    peel("areas", NORTHSHIRE, "-f", "csv", "-o", tmp_path / "out.json")
    assert (tmp_path / "out.json").read_text("utf-8") == peel("areas", NORTHSHIRE, "-f", "csv").stdout


@pytest.mark.parametrize("name", ["out", "out.pdf", "csv"])
def test_an_extension_of_no_format_is_a_usage_error(
    name: str, peel: Peel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = peel("areas", "west-mercia", "-o", name, exit_code=2)
    assert outcome.stdout == ""
    assert outcome.stderr.startswith(
        f"Error: cannot tell the format from '{name}'. Use -f, or one of these extensions: .txt,"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("new Kent", ("kent", "kent.yaml", "kent.yml", "KENT.YAML")),
        ("draft tests/data/article.txt -q", ("draft", "draft.yaml", "draft.yml")),
        ("draft tests/data/article.txt -q --explain", ("why.txt",)),
        ("schema", ("schema", "schema.json")),
        ("completion bash", ("peel", "peel.bash")),
    ],
)
def test_a_text_is_written_to_a_file_with_a_suitable_extension_or_none(
    line: str, names: tuple[str, ...], peel: Peel, tmp_path: Path
) -> None:
    for name in names:
        assert peel(*line.split(), "-o", tmp_path / name).stdout == ""
        assert (tmp_path / name).read_text("utf-8") == peel(*line.split()).stdout


@pytest.mark.parametrize(
    ("line", "file", "advice"),
    [
        ("new Kent", "kent.json", "this command writes YAML; use a .yaml or .yml file name"),
        ("draft nothing.txt", "draft.json", "this command writes YAML; use a .yaml or .yml file name"),
        ("schema", "schema.yaml", "this command writes JSON; use a .json file name"),
    ],
)
def test_a_text_is_not_written_to_a_file_of_another_extension(
    line: str, file: str, advice: str, peel: Peel, tmp_path: Path
) -> None:
    message = f"Error: {advice} instead of '{tmp_path / file}'.\n"
    assert peel(*line.split(), "-o", tmp_path / file, exit_code=2) == ("", message, 2)
    assert list(tmp_path.iterdir()) == []


def test_the_help_of_output_mentions_extensions_only_where_there_are_formats(peel: Peel) -> None:
    assert "Write to a file; its extension sets" in peel("areas", "-h").stdout
    assert "Write to a file.\n" in peel("new", "-h").stdout


def test_a_file_of_one_dash_is_standard_output(peel: Peel) -> None:
    assert peel("areas", NORTHSHIRE, "-o", "-") == peel("areas", NORTHSHIRE)


def test_a_file_is_written_in_utf_8_without_colour(peel: Peel, tmp_path: Path) -> None:
    peel("areas", NORTHSHIRE, "-o", tmp_path / "out.txt")
    assert "▲▲ Outstanding" in (tmp_path / "out.txt").read_bytes().decode("utf-8")


def test_where_the_answer_fails_the_old_file_stays_as_it_was(peel: Peel, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("old")
    peel("areas", "no-such-force", "-o", file, exit_code=2)
    peel("areas", "./no-such-file.yaml", "-o", file, exit_code=4)
    peel("areas", "-", "-o", file, exit_code=3, stdin=MISTAKES)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(peel: Peel, tmp_path: Path) -> None:
    file, link = tmp_path / "out.csv", tmp_path / "link.csv"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    peel("areas", NORTHSHIRE, "-o", link)
    assert link.is_symlink()
    assert file.read_text().startswith("force,")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(tmp_path.iterdir()) == [link, file]


# --- what does not apply ---------------------------------------------------------------------------------------------

EVERY_OPTION = sorted(
    {name for one in group.commands.values() for param in one.params for name in param.opts if name.startswith("--")}
)


@pytest.mark.parametrize("command", group.commands)
def test_an_option_of_other_commands_is_a_usage_error_that_names_them(command: str, peel: Peel) -> None:
    here = {option for param in group.commands[command].params for option in param.opts}
    for option in sorted(set(EVERY_OPTION) - here):
        outcome = peel(command, option, exit_code=2)
        assert outcome.stdout == ""
        assert f"\nError: {command} has no {option} option; " in outcome.stderr
        assert outcome.stderr.endswith((" has.\n", " have.\n"))


def test_an_option_of_several_other_commands_names_them_all(peel: Peel) -> None:
    assert peel("summary", "--fields", "area", exit_code=2).stderr == (
        "Usage: peel summary [OPTIONS] [REPORT]...\n"
        "Try 'peel summary --help' for help.\n\n"
        "Error: summary has no --fields option; areas, improvements, praise, responses, list, count, compare, trend, "
        "search, explain, check have.\n"
    )


@pytest.mark.parametrize(
    ("command", "format"),
    [
        (name, format)
        for name in QUESTIONS
        for format in [*FORMATS, "xml"]
        if formats(name) != ["text"] and format not in formats(name)
    ],
)
def test_a_format_that_does_not_apply_is_a_usage_error_that_says_which_do(
    command: str, format: str, peel: Peel
) -> None:
    outcome = peel(command, *QUESTIONS[command], "-f", format, exit_code=2)
    assert outcome.stdout == ""
    choices = ", ".join(f"'{name}'" for name in formats(command))
    assert outcome.stderr.endswith(
        f"\nError: Invalid value for '-f' / '--format': '{format}' is not one of {choices}.\n"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--excel",), "--excel needs --format csv, not table."),
        (("--json", "-f", "csv"), "--json cannot be combined with --format csv."),
        (("--fields", ""), "--fields takes column names with commas between them, such as area,grade."),
        (("--fields", "area,,grade"), "--fields takes column names with commas between them, such as area,grade."),
    ],
)
@pytest.mark.parametrize("named", ["./no.yaml", "-"])
def test_the_command_line_is_checked_before_anything_is_read(
    named: str, options: tuple[str, ...], message: str, peel: Peel
) -> None:
    assert peel("areas", named, *options, exit_code=2, stdin=MISTAKES) == ("", f"Error: {message}\n", 2)


# --- errors ----------------------------------------------------------------------------------------------------------

USAGE = "Usage: peel {0} [OPTIONS] [REPORT]...\nTry 'peel {0} --help' for help.\n\nError: Invalid value for "
WRONG_REQUESTS = [
    (("arreas",), "Usage: peel [OPTIONS] [COMMAND] [ARGS]...\nTry 'peel --help' for help.\n\n"
     "Error: peel has no command 'arreas'. Did you mean 'areas'?\n"),
    (("areas", "--grad", "good"), "Usage: peel areas [OPTIONS] [REPORT]...\nTry 'peel areas --help' for help.\n\n"
     "Error: No such option '--grad'. Did you mean '--grade'?\n"),
    (("areas", "--grade", "inadquate"), USAGE.format("areas")
     + "'--grade': 'inadquate' is not a grade. Did you mean 'inadequate' or 'adequate'?\n"),
    (("areas", "--grade", "good,bad"), USAGE.format("areas")
     + "'--grade': 'bad' is not a grade. Choose from outstanding, good, adequate, requires-improvement, inadequate.\n"),
    (("areas", "--at-most", "not-graded"), USAGE.format("areas")
     + "'--at-most': 'not-graded' is not a grade. Choose from outstanding, good, adequate, requires-improvement, "
     "inadequate.\n"),
    (("areas", "--area", "leadreship"), "Error: 'leadreship' is not an area of PEEL 2023–25. Did you mean "
     "'leadership'?\n"),
    (("areas", "--cycle", "2023-26"), USAGE.format("areas")
     + "'--cycle': '2023-26' is not a cycle. Choose from 2014, 2015, 2016, 2017, 2018-19, 2021-22, 2023-25, "
     "2025-27.\n"),
    (("areas", "--cycle", "nonsense"), USAGE.format("areas")
     + "'--cycle': 'nonsense' is not a cycle. Choose from 2014, 2015, 2016, 2017, 2018-19, 2021-22, 2023-25, "
     "2025-27.\n"),
    (("areas", "--kind", "praise"), USAGE.format("areas")
     + "'--kind': 'praise' is not a kind of finding. Choose from area-for-improvement, cause-of-concern, "
     "recommendation, strength, promising-practice, innovative-practice.\n"),
    (("areas", "--width", "wide"), USAGE.format("areas") + "'--width': 'wide' is not a valid integer.\n"),
    (("areas", "west-merica"), "Error: 'west-merica' is not a force. Did you mean 'west-mercia' or 'west-midlands' or 'West Mercia Police'?\n"),
    (("areas", "nowhere"), "Error: 'nowhere' is not a force. `peel explain` lists the forces; a file is "
     "named by its path, such as ./a.yaml.\n"),
    (("areas", "west-mercia@2020"), "Error: '2020' is not a cycle. It belongs to two cycles: choose 2018-19 or 2021-22.\n"),
    (("areas", "@2025-27"), "Error: there are no reports for PEEL 2025–27. Choose from 2014, 2015, 2016, 2017, "
     "2018-19, 2021-22, 2023-25.\n"),
    (("areas", "--all", "kent"), "Error: --all selects every report: leave out --all or the names.\n"),
    (("compare",), "Error: name the reports to compare, such as: peel compare west-mercia warwickshire\n"),
    (("compare", "kent"), "Error: there is only one report; name another to compare it with.\n"),
    (("compare", "kent@2016", "kent@2017", "--wide", "--change", "better"), "Error: --wide shows grades, and --change "
     "chooses changes: leave one of them out.\n"),
    (("trend", "nowhere"), "Error: 'nowhere' is not a force. `peel explain` lists the forces; a file is "
     "named by its path, such as ./a.yaml.\n"),
    (("explain", "adequat"), "Error: there is nothing called 'adequat'. Did you mean 'Adequate' or 'Inadequate'?\n"),
]  # fmt: skip


@pytest.mark.parametrize("named", ["./kent.json", "kent@2021-22", "@2021-22", "-"])
def test_trend_says_that_it_takes_a_force_and_where_files_go(named: str, peel: Peel) -> None:
    message = (
        f"Error: '{named}' is not a force. A trend follows one force through all its cycles, such as west-mercia; "
        "files of your own come with --data DIR.\n"
    )
    assert peel("trend", named, exit_code=2) == ("", message, 2)


@pytest.mark.parametrize(("args", "message"), WRONG_REQUESTS, ids=str)
def test_a_wrong_request_exits_with_2_and_names_what_is_near(args: tuple[str, ...], message: str, peel: Peel) -> None:
    assert peel(*args, exit_code=2) == ("", message, 2)


MESSAGES = """\
-:4:12: warning: 'leadreship' is not an area of PEEL 2023–25. Did you mean 'leadership'?
      - {area: leadreship, grade: inadquate}
               ^
-:4:31: 'inadquate' is not a grade. Write one of outstanding, good, adequate, requires-improvement, inadequate.
      - {area: leadreship, grade: inadquate}
                                  ^
"""


def test_unusable_data_exits_with_3_and_prints_nothing(peel: Peel) -> None:
    outcome = peel("summary", "-", exit_code=3, stdin=MISTAKES)
    assert outcome.stdout == ""
    assert outcome.stderr == MESSAGES


def test_a_file_that_is_not_there_exits_with_4(peel: Peel) -> None:
    assert peel("areas", "./no.yaml", exit_code=4) == ("", "Error: ./no.yaml: there is no such file.\n", 4)


def test_a_folder_of_data_that_is_not_there_exits_with_4(peel: Peel) -> None:
    outcome = peel("areas", "--data", "./nowhere", exit_code=4)
    assert outcome == ("", "Error: ./nowhere: there is no such folder.\n", 4)


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        (NORTHSHIRE, f"{NORTHSHIRE}: this is a file, not a folder."),
        ("", "'': there is no such folder."),
        ("a" * 300, f"{'a' * 300}: file name too long."),
    ],
)
def test_data_that_is_not_a_folder_is_named(peel: Peel, folder: str, message: str) -> None:
    assert peel("areas", "--data", folder, exit_code=4).stderr == f"Error: {message}\n"


def test_the_home_folder_is_found_where_the_shell_leaves_its_sign(
    peel: Peel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "own").mkdir()
    shutil.copy(NORTHSHIRE, tmp_path / "own")
    peel("list", "northshire-police", "--data=~/own", "--output=~/list.csv", "--fields", "force")
    assert (tmp_path / "list.csv").read_text() == "force\nnorthshire-police\n"
    monkeypatch.setenv("PEEL_DATA", "~/own")
    assert peel("list", "northshire-police", "-f", "csv", "--fields", "force").stdout == "force\nnorthshire-police\n"


def test_a_folder_that_is_called_like_the_sign_is_used_as_named(
    peel: Peel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("~").mkdir()
    peel("list", "kent@2016", "--output=~/list.csv", "--fields", "force")
    assert Path("~/list.csv").read_text() == "force\nkent\n"


def test_the_errors_of_several_inputs_are_all_reported_and_nothing_is_printed(peel: Peel, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(MISTAKES)
    outcome = peel("areas", NORTHSHIRE, tmp_path / "bad.yaml", "./no.yaml", "west-mercia", exit_code=4)
    assert outcome.stdout == ""
    assert outcome.stderr == (
        MESSAGES.replace("-:4:", f"{tmp_path}/bad.yaml:4:") + "Error: ./no.yaml: there is no such file.\n"
    )


def test_requests_that_mean_nothing_hide_nothing_else_that_is_wrong(peel: Peel) -> None:
    outcome = peel("areas", "nowhere", "@2099", "./no.yaml", "--data", "./none", exit_code=4)
    assert outcome.stdout == ""
    assert outcome.stderr == (
        "Error: ./none: there is no such folder.\n"
        "Error: 'nowhere' is not a force. `peel explain` lists the forces; a file is named by its path, "
        "such as ./a.yaml.\n"
        "Error: '2099' is not a cycle. Choose from 2014, 2015, 2016, 2017, 2018-19, 2021-22, 2023-25, 2025-27.\n"
        "Error: ./no.yaml: there is no such file.\n"
    )


def test_the_worst_of_several_inputs_gives_the_exit_code(peel: Peel) -> None:
    peel("areas", "nowhere", "@2099", exit_code=2)
    peel("areas", "nowhere", "-", exit_code=3, stdin=MISTAKES)
    peel("areas", "./no.yaml", "nowhere", "-", exit_code=4, stdin=MISTAKES)


def test_trend_reports_every_error_too(peel: Peel) -> None:
    assert peel("trend", "nowhere", "--data", "./none", exit_code=4).stderr == (
        "Error: ./none: there is no such folder.\n"
        "Error: 'nowhere' is not a force. `peel explain` lists the forces; a file is named by its path, "
        "such as ./a.yaml.\n"
    )


def test_several_inputs_that_are_fine_are_one_answer(peel: Peel) -> None:
    rows = json.loads(peel("areas", NORTHSHIRE, TWO_CYCLES, "-", "--json", stdin=MADE_UP).stdout)["rows"]
    assert [(row["force"], row["cycle"]) for row in rows] == (
        [("northshire-police", "2023-25")] * 6
        + [("northshire-police", "2016")] * 3
        + [("northshire-police", "2017")] * 3
        + [("northshire", "2023-25")]
    )


@pytest.mark.parametrize(
    ("file", "options", "code"),
    [
        (NORTHSHIRE, (), 0),
        (NORTHSHIRE, ("--strict",), 1),
        (BUILT_IN, ("--strict",), 0),
        ("-", (), 1),
        ("./no.yaml", (), 4),
    ],
)
def test_check_exits_with_1_for_problems_and_with_strict_for_warnings(
    file: str, options: tuple[str, ...], code: int, peel: Peel
) -> None:
    peel("check", file, *options, exit_code=code, stdin=MISTAKES)


def test_warnings_appear_on_standard_error_and_in_json(peel: Peel) -> None:
    outcome = peel("areas", "-", "--json", stdin=UNKNOWN)
    warnings = json.loads(outcome.stdout)["warnings"]
    assert warnings[0]["message"] in outcome.stderr
    assert {warning["level"] for warning in warnings} == {"warning"}


@pytest.mark.parametrize("line", [("new", ""), ("new", " - "), ("search", ""), ("search", "  ")], ids=" ".join)
def test_an_empty_name_or_text_is_a_usage_error(line: tuple[str, str], peel: Peel) -> None:
    outcome = peel(*line, exit_code=2)
    assert outcome.stdout == ""
    assert " is empty. Name it, such as: peel " in outcome.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_with_ascii_every_format_is_ascii(name: str, peel: Peel) -> None:
    command = "responses" if FORMATS[name].rows else "summary"
    assert not peel(command, "@2016", "-f", name, "-q").stdout.isascii()
    assert peel(command, "--all", "-f", name, "-q", "--ascii").stdout.isascii()
