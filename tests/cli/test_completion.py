"""Completion in the shell by Click's own scripts, quickly and without opening a report."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import ROOT, Peel

from peelcli.cli import types
from peelcli.cli.commands import peel as group
from peelcli.cli.completion import SHELLS

FIVE = ["outstanding", "good", "adequate", "requires-improvement", "inadequate"]
CYCLES = ["2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25"]


def asking(line: str, shell: str) -> dict[str, str]:
    """Return the environment in which the script of a shell asks for the last word of a line."""
    *before, last = line.split(" ")
    part = re.split("[@=]", last)[-1]  # bash parts words at these
    number = {"bash": part, "fish": last}.get(shell, str(len(before)))
    return {"_PEEL_COMPLETE": f"{shell}_complete", "COMP_WORDS": line, "COMP_CWORD": number}


def completed(line: str, shell: str = "bash") -> str:
    """Return the answer that the script of a shell gets."""
    result = CliRunner().invoke(group, prog_name="peel", env=asking(line, shell), catch_exceptions=False)
    assert (result.stderr, result.exit_code) == ("", 0)
    return result.stdout


def words(line: str) -> list[str]:
    """Return the whole words that are offered for the last one; of files only their kind, which the shell looks for."""
    answers = completed(line, "zsh").splitlines()
    return [word for kind, word in zip(answers[::3], answers[1::3], strict=True) if kind == "plain"]


# --- scripts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_a_shell_asks_peel(shell: str, peel: Peel) -> None:
    script = peel("completion", shell).stdout
    assert f"{shell}_complete" in script
    assert "_PEEL_COMPLETE" in script


def test_there_is_one_for_each_shell_that_is_offered(peel: Peel) -> None:
    assert tuple(SHELLS) == types.SHELL.choices == ("bash", "zsh", "fish", "powershell")
    assert "is not one of 'bash', 'zsh', 'fish', 'powershell'" in peel("completion", "csh", exit_code=2).stderr


def test_the_help_of_the_command_says_where_the_script_goes(peel: Peel) -> None:
    help = peel("completion", "--help").stdout
    assert "peel completion bash > ~/.local/share/bash-completion/completions/peel\n" in help
    assert "\\t" not in help


# --- real shells -----------------------------------------------------------------------------------------------------

# What is typed, and what a TAB makes of it.
TYPED = [
    ("peel are", "peel areas"),
    ("peel areas kent@2021", "peel areas kent@2021-22"),
    ("peel areas @2021", "peel areas @2021-22"),
    ("peel areas kent@2016 west-merc", "peel areas kent@2016 west-mercia"),
    ("peel areas --at-l", "peel areas --at-least"),
    ("peel areas --grade=in", "peel areas --grade=inadequate"),
    ("peel areas --grade good,ade", "peel areas --grade good,adequate"),
    ("peel areas --grade=good,ade", "peel areas --grade=good,adequate"),
    ("peel areas --fields area,gr", "peel areas --fields area,grade"),
    ("peel areas --sort publ", "peel areas --sort published"),
    ("peel check tests/data/nor", "peel check tests/data/northshire.yaml"),
    ("peel areas --output=tests/data/nor", "peel areas --output=tests/data/northshire.yaml"),
    ("peel areas --data=tests/dat", "peel areas --data=tests/data/"),
]
CLEAR_LINE = "\x01\x0b"
"""To the beginning of the line, and delete to its end."""
SHELL = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(peel completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -u -D; eval "$(peel completion zsh)"'),
}


def shell_environment() -> dict[str, str]:
    bin = os.path.dirname(os.path.abspath(sys.executable))  # zsh does not find a command by a path with `..`
    return {**os.environ, "PATH": f"{bin}:{os.environ['PATH']}", "TERM": "xterm"}


def read_until(terminal: int, expected: bytes) -> bytes:
    """Read from a terminal until something is on it, or nothing more comes for half a minute."""
    output = b""
    while expected not in output and select.select([terminal], [], [], 30)[0]:
        try:
            output = re.sub(rb"\x1b\[[\d;?]*[a-zA-Z]", b"", output + os.read(terminal, 4096))
        except OSError:  # the shell has ended
            break
    return output


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_tab_completes_a_word_in_a_shell(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    command, setup = SHELL[shell]
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
    process = subprocess.Popen(
        command, cwd=ROOT, env=shell_environment(), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    os.write(ours, f"{setup}; echo rea''dy\n".encode())
    assert b"ready" in read_until(ours, b"ready\r\n")
    for typed, completed in TYPED:
        os.write(ours, f"{typed}\t".encode())
        assert completed in read_until(ours, completed.encode()).decode(errors="replace")
        os.write(ours, f"{CLEAR_LINE}echo clea''red\n".encode())
        read_until(ours, b"cleared\r\n")
    process.kill()
    process.wait()
    os.close(ours)


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_a_tab_completes_a_word_in_fish() -> None:
    ask = "".join(f"complete -C '{typed}'; echo;" for typed, _ in TYPED)
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"peel completion fish | source; {ask}"],
        cwd=ROOT,
        env=shell_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [[line.split("\t")[0] for line in answer.splitlines()] for answer in done.stdout.split("\n\n")]
    assert answers == [[completed.rpartition(" ")[2]] for _, completed in TYPED] + [[]]
    assert done.stderr == ""


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
        ("peel areas -f ", ["table", "list", "json", "jsonl", "csv", "tsv", "markdown", "html", "svg"]),
        ("peel summary --format ", ["table", "list", "json", "yaml", "markdown", "html", "svg"]),
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
        ("peel areas --grade=in", ["--grade=inadequate"]),
        ("peel areas --grade good,", ["good,outstanding", "good,adequate", "good,requires-improvement",
                                      "good,inadequate"]),
        ("peel areas --grade=good,ade", ["--grade=good,adequate"]),
        ("peel areas --fields area,gr", ["area,grade"]),
        ("peel areas --fields grade,pub", ["grade,published"]),
        ("peel list --fields=counts", ["--fields=counts_basis"]),
        ("peel compare --fields chan", ["change"]),
        ("peel trend --fields previous_c", ["previous_cycle"]),
        ("peel search --fields sect", ["section"]),
        ("peel explain --fields mean", ["meaning"]),
        ("peel check --fields me", ["message"]),
        ("peel count --by force,", ["force,area", "force,cycle", "force,grade"]),
        ("peel list --sort out", ["outstanding"]),
        ("peel areas kent@19", []),
    ],
)  # fmt: skip
def test_a_word_is_completed(line: str, offered: list[str]) -> None:
    assert words(line) == offered


def test_every_force_with_a_report_is_offered(peel: Peel) -> None:
    forces = peel("list", "--fields", "force", "-f", "tsv").stdout.splitlines()[1:]
    assert words("peel areas ") == sorted(set(forces))


@pytest.mark.parametrize("line", ["peel areas --change=b", "peel areas --colours=b", "peel summary --fields=a"])
def test_the_value_of_an_option_that_a_command_lacks_is_not_completed(line: str) -> None:
    assert completed(line, "zsh").strip() == ""


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
    assert completed(line) == f"file,{line.split(' ')[-1]}\n"


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("peel areas kent@2021", "file,kent@2021\nplain,2021-22\n"),
        ("peel areas @2021", "file,@2021\nplain,2021-22\n"),
        ("peel areas --grade=in", "plain,inadequate\n"),
        ("peel areas --grade=good,ade", "plain,good,adequate\n"),
    ],
)
def test_bash_gets_only_the_part_of_a_word_that_it_replaces(line: str, answer: str) -> None:
    assert completed(line) == answer


def test_only_folders_are_offered_for_data() -> None:
    assert completed("peel areas --data tests/d") == "dir,tests/d\n"


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_other_shells_are_answered_too(shell: str) -> None:
    assert "west-mercia" in completed("peel areas west-mer", shell)


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


@cache
def watched(line: str) -> list[str]:
    """Return the data files that are opened for an answer, and which slow libraries are imported."""
    env = os.environ | asking(line, "bash")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout != ""
    return done.stderr.split()


@pytest.mark.parametrize(
    "line", ["peel ", "peel areas --", "peel areas west", "peel areas kent@", "peel areas --grade "]
)
def test_no_report_is_opened_and_neither_rich_nor_yaml_imported(line: str) -> None:
    assert watched(line) == []


def test_areas_are_known_from_one_file() -> None:
    paths = [word for word in watched("peel areas --area ") if "/" in word]
    assert [Path(path).name for path in paths] == ["cycles.yaml"]
    assert "rich" not in watched("peel areas --area ")
