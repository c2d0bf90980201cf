"""Words are completed in the shell by Click's own scripts, quickly and without opening a report."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class
from conftest import ROOT, Peel

from peelcli.cli.options import SHELLS
from peelcli.cli.commands import peel as group

FIVE = ["outstanding", "good", "adequate", "requires-improvement", "inadequate"]
CYCLES = ["2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25"]


def completed(
    line: str, shell: str = "bash", program: tuple[str, str] = ("-m", "peelcli")
) -> subprocess.CompletedProcess[str]:
    """Ask as the script of a shell does, for the last word of a line."""
    *before, last = line.split(" ")
    number = last if shell == "fish" else str(len(before))
    asked = {"_PEEL_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": number}
    command = [sys.executable, *program]
    return subprocess.run(command, env={**os.environ, **asked}, cwd=ROOT, capture_output=True, text=True, check=True)


def words(line: str) -> list[str]:
    done = completed(line)
    assert done.stderr == ""
    return [answer.removeprefix("plain,") for answer in done.stdout.split() if not answer.startswith("file,")]


# --- scripts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_a_shell_is_clicks_own(shell: str, peel: Peel) -> None:
    script = get_completion_class(shell)
    assert script is not None
    assert peel("completion", shell) == (script(group, {}, "peel", "_PEEL_COMPLETE").source(), "", 0)


def test_there_is_one_for_each_shell_that_is_offered(peel: Peel) -> None:
    assert SHELLS == ("bash", "zsh", "fish", "powershell")
    assert "is not one of 'bash', 'zsh', 'fish', 'powershell'" in peel("completion", "csh", exit_code=2).stderr


def test_bash_takes_the_script_and_completes_a_force(peel: Peel) -> None:
    script = peel("completion", "bash").stdout
    ask = "COMP_WORDS=(peel trend warw); COMP_CWORD=2; _peel_completion peel; printf '%s\\n' \"${COMPREPLY[@]}\""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{ask}"], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("warwickshire\n", "")


# --- what is completed -----------------------------------------------------------------------------------------------


def test_every_command_is_completed() -> None:
    assert words("peel ") == list(group.commands)


@pytest.mark.parametrize("command", group.commands)
def test_every_option_of_every_command_is_completed(command: str) -> None:
    long = {name for param in group.commands[command].params for name in param.opts if name.startswith("--")}
    assert set(words(f"peel {command} --")) == {*long, "--help"}


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("peel are", ["areas"]),
        ("peel areas --at-", ["--at-least", "--at-most"]),
        ("peel areas --grade ", FIVE),
        ("peel summary --grade in", ["inadequate"]),
        ("peel trend kent --at-least ", FIVE),
        ("peel search cars --at-most g", ["good"]),
        ("peel areas --area resp", ["responding-to-public"]),
        ("peel areas --cycle ", [*CYCLES, "2025-27"]),
        ("peel explain --cycle 2018", ["2018-19"]),
        ("peel new --cycle 2023", ["2023-25"]),
        ("peel areas --kind c", ["cause-of-concern"]),
        ("peel areas --kind ", ["area-for-improvement", "cause-of-concern", "recommendation", "strength",
                                "promising-practice", "innovative-practice"]),
        ("peel areas -f ", ["table", "list", "json", "jsonl", "csv", "tsv", "markdown"]),
        ("peel summary --format ", ["table", "list", "json", "yaml", "markdown"]),
        ("peel areas --color ", ["auto", "always", "never"]),
        ("peel schema ", ["report", "output"]),
        ("peel completion ", ["bash", "zsh", "fish", "powershell"]),
        ("peel summary west-m", ["west-mercia", "west-midlands"]),
        ("peel compare kent dor", ["dorset"]),
        ("peel trend war", ["warwickshire"]),
        ("peel new dur", ["durham"]),
        ("peel areas west-mercia@", [f"west-mercia@{cycle}" for cycle in CYCLES]),
        ("peel areas kent@202", ["kent@2021-22", "kent@2023-25"]),
        ("peel areas @", [f"@{cycle}" for cycle in CYCLES]),
        ("peel areas nowhere", []),
        ("peel areas kent@19", []),
    ],
)  # fmt: skip
def test_a_word_is_completed(line: str, offered: list[str]) -> None:
    assert words(line) == offered


def test_every_force_with_a_report_is_offered(peel: Peel) -> None:
    forces = peel("list", "--fields", "force", "-f", "tsv").stdout.splitlines()[1:]
    assert words("peel areas ") == sorted(set(forces))


@pytest.mark.parametrize(
    "line",
    [
        "peel areas tests/d",
        "peel check tests/d",
        "peel draft tests/d",
        "peel areas -o out/x",
    ],
)
def test_paths_are_left_to_the_shell(line: str) -> None:
    assert completed(line).stdout == f"file,{line.split(' ')[-1]}\n"


def test_only_folders_are_offered_for_data_of_ones_own() -> None:
    assert completed("peel areas --data tests/d").stdout == "dir,tests/d\n"


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_other_shells_are_answered_too(shell: str) -> None:
    assert "west-mercia" in completed("peel areas west-mer", shell).stdout


# --- quickly ---------------------------------------------------------------------------------------------------------

WATCHED = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
sys.argv[0] = "peel"
from peelcli.__main__ import main
try:
    main()
finally:
    print(*(path for path in opened if path.endswith((".yaml", ".json"))), sep="\\n", file=sys.stderr)
    print(*({"rich", "yaml"} & set(sys.modules)), sep="\\n", file=sys.stderr)
"""


@pytest.mark.parametrize(
    "line", ["peel ", "peel areas --", "peel areas west", "peel areas kent@", "peel areas --grade "]
)
def test_no_report_is_opened_and_neither_rich_nor_yaml_imported(line: str) -> None:
    done = completed(line, program=("-c", WATCHED))
    assert done.stdout != ""
    assert done.stderr.split() == []


def test_areas_are_known_from_one_file() -> None:
    done = completed("peel areas --area ", program=("-c", WATCHED))
    assert [Path(path).name for path in done.stderr.split() if "/" in path] == ["cycles.yaml"]
    assert "rich" not in done.stderr.split()
