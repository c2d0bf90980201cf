"""Typical pipelines, run by bash with the installed peel."""

from __future__ import annotations

import csv
import io
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from support import ROOT

from peelcli.formats import FORMATS

NORTHSHIRE = "tests/data/northshire.yaml"


class Ran(NamedTuple):
    stdout: str
    stderr: str
    code: int


def environment() -> dict[str, str]:
    here = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "80", "PYTHONUTF8": "1"}
    return {**os.environ, **here}


def bash(line: str) -> Ran:
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, env=environment(), capture_output=True, check=False)
    return Ran(done.stdout.decode(), done.stderr.decode(), done.returncode)


# --- questions -------------------------------------------------------------------------------------------------------


def test_which_areas_require_improvement() -> None:
    assert bash(f"peel areas {NORTHSHIRE} --grade ri -f tsv --fields area_name | sed 1d") == (
        "Investigating crime\n",
        "",
        0,
    )


def test_a_script_counts_grades_from_json() -> None:
    script = "import json, sys, collections as c; print(c.Counter(r['grade'] for r in json.load(sys.stdin)['rows']))"
    assert bash(f'peel areas {NORTHSHIRE} tests/data/two-cycles.yaml --json | python3 -c "{script}"') == (
        "Counter({'good': 5, 'requires-improvement': 3, None: 1, 'outstanding': 1, 'inadequate': 1, 'adequate': 1})\n",
        "",
        0,
    )


def test_a_script_groups_findings_by_area() -> None:
    script = """
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    print(row["area"], row["kind"], row["summary"], sep=" | ")
"""
    assert bash(f"peel improvements {NORTHSHIRE} -f jsonl | python3 -c '{script}' | sort").stdout == (
        "None | area-for-improvement | Vehicles are old.\n"
        "investigating-crime | area-for-improvement | Detectives carry too many cases.\n"
        "responding-to-public | cause-of-concern | Emergency calls wait too long.\n"
    )


def test_a_loop_over_the_areas_that_are_at_most_adequate() -> None:
    loop = "while IFS=$'\\t' read -r area grade; do echo \"$area: $grade\"; done"
    line = f"peel areas {NORTHSHIRE} --at-most adequate -f tsv --fields area,grade | tail -n +2 | {loop}"
    assert bash(line) == (
        "responding-to-public: inadequate\ninvestigating-crime: requires-improvement\nmanaging-offenders: adequate\n",
        "",
        0,
    )


def test_a_condition_on_whether_any_force_is_inadequate() -> None:
    ask = "if peel areas {} --at-most inadequate --exit-status -q > /dev/null; then echo some; else echo none; fi"
    assert bash(ask.format("@2023-25")) == ("some\n", "", 0)
    assert bash(ask.format("tests/data/two-cycles.yaml")) == ("none\n", "", 0)


def test_a_table_for_a_panel_paper(tmp_path: Path) -> None:
    assert bash(f"peel summary {NORTHSHIRE} -o {tmp_path}/paper.md && head -1 {tmp_path}/paper.md") == (
        "# Northshire Police · PEEL 2023–25\n",
        "",
        0,
    )


def test_a_column_of_grades_counted_by_the_shell() -> None:
    line = "peel areas tests/data/two-cycles.yaml -f tsv --fields grade | sed 1d | sort | uniq -c | tr -s ' '"
    assert bash(line).stdout == " 4 good\n 2 requires-improvement\n"


def test_csv_is_read_back_cell_for_cell() -> None:
    fields = "force,force_name,cycle,name,role,organisation,summary,quote,date,source,source_url"
    rows = list(csv.DictReader(io.StringIO(bash(f"peel responses {NORTHSHIRE} -f csv --fields {fields}").stdout)))
    assert rows == [
        {
            "force": "northshire-police",
            "force_name": "Northshire Police",
            "cycle": "2023-25",
            "name": "Priya Hallworth",
            "role": "Chief Constable",
            "organisation": "Northshire Police",
            "summary": "Welcomes the report and promises faster answers.",
            "quote": "We must do better.",
            "date": "2025-03-15",
            "source": "paper",
            "source_url": "https://example.org/echo/1",
        }
    ]


def test_a_card_goes_through_a_pipe_unchanged() -> None:
    line = "cmp <(peel summary --json | peel summary - -f yaml | peel summary -) <(peel summary) && echo same"
    assert bash(line) == ("same\n", "", 0)


def test_a_report_from_standard_input() -> None:
    assert bash(f"peel areas - --grade good -f tsv --fields area -q < {NORTHSHIRE}") == (
        "area\npreventing-crime\n",
        "",
        0,
    )


def test_many_reports_from_one_pipe() -> None:
    line = "cat tests/data/two-cycles.yaml | peel list - -q -f tsv --fields cycle"
    assert bash(line) == ("cycle\n2016\n2017\n", "", 0)


def test_the_names_of_reports_from_a_command() -> None:
    line = "peel list --cycle 2023-25 --grade outstanding --text leadership -f tsv --fields force | sed 1d | head -1"
    force = bash(line).stdout.strip()
    assert bash(f"peel areas {force}@2023-25 --grade outstanding --exit-status -q > /dev/null; echo $?").stdout == "0\n"


def test_check_in_a_hook_stops_at_problems() -> None:
    assert bash(f"peel check {NORTHSHIRE} > /dev/null && echo fine").stdout == "fine\n"
    line = "echo 'force: Northshire' | peel check - > /dev/null || echo stopped with $?"
    assert bash(line).stdout == "stopped with 1\n"


def test_an_error_leaves_the_pipe_empty_and_sets_the_exit_code() -> None:
    ran = bash("set -o pipefail; peel areas no-such-force --json | wc -c")
    assert (ran.stdout.strip(), ran.code) == ("0", 2)
    assert ran.stderr.startswith("Error: 'no-such-force' is not a force.")


# --- streams that close, and a terminal: tests/cli/test_faults.py has the rest ---


def with_nobody_reading(*command: str) -> tuple[bytes, int]:
    """Run peel with a standard output whose other end is closed; return standard error and exit code."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        ["peel", *command], cwd=ROOT, env=environment(), stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    return done.stderr, done.returncode


@pytest.mark.parametrize("format", [name for name, format in FORMATS.items() if format.rows])
def test_a_reader_that_stops_reading_is_not_an_error(format: str) -> None:
    assert with_nobody_reading("areas", "@2016", "-q", "-f", format) == (b"", 141)


def test_the_shell_sees_141_on_the_left_of_head() -> None:
    """The answer is more than a pipe holds, so that peel still writes when head has gone."""
    assert bash("peel areas --all -q -f csv | head -0; echo ${PIPESTATUS[0]}") == ("141\n", "", 0)


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("options", [[], ["-o", "/dev/stdout"]], ids=["standard output", "its name"])
def test_a_pipe_that_does_not_block_is_waited_for(unbuffered: str, options: list[str]) -> None:
    """Programs with an event loop hand on such pipes. More is printed than it holds, and reading begins late."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    process = subprocess.Popen(
        ["peel", "areas", "--all", "-q", "-f", "csv", *options],
        cwd=ROOT,
        env={**environment(), "PYTHONUNBUFFERED": unbuffered},
        stdout=writing,
    )
    while not fills_up(writing):
        time.sleep(0.01)
    os.close(writing)
    with open(reading, "rb") as file:
        answer = file.read().replace(b"\0", b"")
    assert (process.wait(), answer.decode()) == (0, bash("peel areas --all -q -f csv").stdout)


FILLER = b"\0" * 64


def fills_up(pipe: int) -> bool:
    """Return whether a pipe takes no more."""
    try:
        os.write(pipe, FILLER)
    except BlockingIOError:
        return True
    return False


def test_a_closed_standard_error_changes_nothing() -> None:
    assert bash(f"peel improvements {NORTHSHIRE} --grade good -f tsv --fields area 2>&-") == ("area\n", "", 0)


def at_a_terminal(*command: str, typed: bytes) -> bytes:
    """Return standard error while a user types."""
    ours, theirs = pty.openpty()
    os.write(ours, typed + b"\x04" * 3)  # a read ends at one, and the next must end too
    done = subprocess.run(
        ["peel", *command], cwd=ROOT, env=environment(), stdin=theirs, capture_output=True, check=False
    )
    os.close(ours)
    os.close(theirs)
    return done.stderr


@pytest.mark.parametrize("command", ["areas", "summary", "check", "draft"])
def test_waiting_for_terminal_input_is_announced_unless_quiet(command: str) -> None:
    typed = b"force: Kent\ncycle: 2023-25\ngraded_areas: []\n"
    message = b"peel: reading from the terminal; end with Ctrl-D\n"
    assert at_a_terminal(command, "-", typed=typed).startswith(message)
    assert message not in at_a_terminal(command, "-", "-q", typed=typed)


def test_ctrl_c_ends_silently_with_130() -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        ["peel", "summary", "-"],
        cwd=ROOT,
        env=environment(),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job has it ignored
    )
    assert process.stderr is not None
    assert process.stderr.readline() == b"peel: reading from the terminal; end with Ctrl-D\n"
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate()
    assert (stdout, stderr, process.returncode) == (b"", b"", 130)
    os.close(ours)
    os.close(theirs)
