"""The causes of speed that need no clock: which modules are imported and which files are opened."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

import pytest
from support import ROOT

# Prints what a command imports and opens; `sys.modules` in the end, and every file below data/ in order.
OBSERVED = """
import sys
opened = []
def hook(event, args):
    if event == "open" and "/data/" in str(args[0]).replace(chr(92), "/"):
        opened.append(str(args[0]).replace(chr(92), "/").rpartition("/data/")[2])
sys.addaudithook(hook)
from peelcli.cli.commands import peel
try:
    peel.main(sys.argv[1:], prog_name="peel")
finally:
    print(*sys.modules, file=sys.stderr)
    print(*opened, file=sys.stderr)
"""
COMPLETING = {"_PEEL_COMPLETE": "bash_complete", "COMP_WORDS": "peel su", "COMP_CWORD": "1"}


@cache
def observed(command: str, **environment: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the modules that a command imports, and the files of data/ that it opens."""
    run = subprocess.run(
        [sys.executable, "-c", OBSERVED, *command.split()],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout, "the command says nothing"
    modules, opened = run.stderr.splitlines()[-2:]
    return frozenset(modules.split()), tuple(opened.split())


def imported(command: str, **environment: str) -> frozenset[str]:
    return observed(command, **environment)[0]


def opened(command: str) -> list[str]:
    """Return the files of data/ that a command opens, sorted; one that is opened twice stands twice."""
    return sorted(observed(command)[1])


# --- what is imported ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["--help", "--version", "summary --help", "completion bash"])
def test_what_needs_no_report_imports_neither_yaml_nor_rich(command: str) -> None:
    assert not imported(command) & {"yaml", "rich", "json"}


def test_completing_a_word_imports_neither_yaml_nor_rich() -> None:
    assert not imported("", **COMPLETING) & {"yaml", "rich", "json"}


@pytest.mark.parametrize("command", ["--help", "export --help", "list -f csv"])
def test_only_an_export_needs_sqlite(command: str) -> None:
    assert "sqlite3" not in imported(command)


@pytest.mark.parametrize("command", ["--help", "--version"])
def test_help_imports_no_more_of_peel_than_the_commands(command: str) -> None:
    ours = {name for name in imported(command) if name.startswith("peelcli.")}
    command_line = {
        f"peelcli.cli.{name}" for name in "commands command group messages options output signals types".split()
    }
    assert ours == {"peelcli.cli", *command_line, "peelcli.errors", "peelcli.formats", "peelcli.sanitise"}
    assert not imported(command) & {"shlex", "shutil", "unicodedata"}


@pytest.mark.parametrize(
    "command", ["summary --json", "summary -f markdown", "summary -f list", "areas -f csv", "list -f tsv"]
)
def test_only_tables_need_rich(command: str) -> None:
    assert "rich" not in imported(command)


@cache
def bare(*libraries: str) -> frozenset[str]:
    """Return the modules that libraries import by themselves: old versions of rich import more than new ones."""
    program = f"import sys, {', '.join(libraries)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


def test_a_table_imports_of_rich_no_tables_and_no_progress_bar() -> None:
    modules = imported("summary")
    assert "rich.style" in modules
    heavy = {"rich.console", "rich.table", "rich.progress", "rich.live", "rich.traceback", "pygments"}
    assert not (modules - bare("rich.color", "rich.style")) & heavy


def test_csv_imports_no_json() -> None:
    assert not imported("areas -f csv") & {"json", "peelcli.formats.json", "peelcli.writing", "peelcli.answers.card"}


def test_an_answer_without_mistakes_imports_nothing_for_reporting_them() -> None:
    assert not imported("summary --json") & {"difflib", "bisect", "traceback"}


# With a short option click itself imports difflib, looking for a long one first.
@pytest.mark.parametrize(
    "command", ["summary --json", "areas --format csv", "list --format tsv", "explain good --format list", "--help"]
)
def test_peel_imports_no_slow_module_that_click_and_yaml_do_without(command: str) -> None:
    slow = {"dataclasses", "difflib", "importlib.resources", "pathlib", "datetime", "inspect", "tempfile", "subprocess"}
    assert not (imported(command) - bare("click", "yaml")) & slow


# --- which files are opened ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["summary kent@2016", "areas kent@2016 --json", "list kent@2016 -f csv"])
def test_a_question_about_one_report_opens_only_that(command: str) -> None:
    assert opened(command) == ["cycles.yaml", "forces.yaml", "reports/2016/kent.yaml"]


def test_the_newest_report_is_found_without_opening_the_older_ones() -> None:
    assert opened("areas warwickshire --json") == ["cycles.yaml", "forces.yaml", "reports/2023-25/warwickshire.yaml"]


def test_comparing_two_reports_opens_only_those() -> None:
    assert opened("compare kent@2016 kent@2017 --json") == [
        "cycles.yaml",
        "forces.yaml",
        "reports/2016/kent.yaml",
        "reports/2017/kent.yaml",
    ]


def test_a_trend_opens_the_reports_of_its_force_and_no_others() -> None:
    facts, reports = opened("trend kent --json")[:2], opened("trend kent --json")[2:]
    assert facts == ["cycles.yaml", "forces.yaml"]
    assert {"reports/2016/kent.yaml", "reports/2017/kent.yaml"} < set(reports)
    assert all(file.endswith("/kent.yaml") for file in reports)


def test_a_question_about_a_cycle_opens_no_report_of_another() -> None:
    facts, reports = opened("list @2016 --json")[:2], opened("list @2016 --json")[2:]
    assert facts == ["cycles.yaml", "forces.yaml"]
    assert "reports/2016/kent.yaml" in reports
    assert all(file.startswith("reports/2016/") for file in reports)


def test_the_list_opens_every_report_once_and_no_terms() -> None:
    facts, reports = opened("list --json")[:2], opened("list --json")[2:]
    assert facts == ["cycles.yaml", "forces.yaml"]
    assert len(reports) == len(set(reports)) > 200
    assert all(file.startswith("reports/") for file in reports)


@pytest.mark.parametrize("command", ["--help", "--version", "summary --help", "completion zsh"])
def test_help_opens_no_data(command: str) -> None:
    assert opened(command) == []


def test_a_new_report_file_is_written_without_reading_reports() -> None:
    assert set(opened("new kent")) == {"cycles.yaml", "forces.yaml"}


def test_a_grade_is_explained_without_reading_reports() -> None:
    assert opened("explain good") == ["cycles.yaml", "forces.yaml", "terms.yaml"]
