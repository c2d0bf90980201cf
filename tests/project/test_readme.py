"""The README is true: its examples are run, its tables are those of the code, its set-up lines are there.

`pytest --update` writes what the examples print now. A line `…` stands for lines that are left out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from peelcli import DATA_DATE
from peelcli.answers.card import day
from peelcli.cli.commands import peel as group
from peelcli.errors import EXIT_CODES
from peelcli.formats import FORMATS

README = ROOT / "README.md"
LEFT_OUT = "…"
SHOWN = 16
"""So many lines of a long answer are shown where it is left out anew."""


class Example:
    """A command of the README with what it says that it prints."""

    def __init__(self, command: str, said: list[str]) -> None:
        self.command = command
        self.said = said

    def printed(self) -> list[str]:
        """Run the command as a reader would: in bash, from the root of the project, with peel on the path."""
        here = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "80", "NO_COLOR": "1"}
        environment = {**os.environ, **here, "PYTHONUTF8": "1"}
        ran = subprocess.run(["bash", "-c", self.command], cwd=ROOT, env=environment, capture_output=True, text=True)
        return (ran.stdout + ran.stderr).splitlines()

    def agrees(self, printed: list[str]) -> bool:
        if self.said and self.said[-1] == LEFT_OUT:
            return printed[: len(self.said) - 1] == self.said[:-1]
        return printed == self.said

    def fresh(self, printed: list[str]) -> list[str]:
        """What the README should say: as many lines as now, where some are left out."""
        if not self.said or self.said[-1] != LEFT_OUT:
            return printed
        return [*printed[: max(len(self.said) - 1, 0) or SHOWN], LEFT_OUT]


def examples(text: str) -> list[Example]:
    """Find the commands in the console blocks of a text."""
    found: list[Example] = []
    for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Example(line[2:], []))
            else:
                found[-1].said.append(line)
    return found


def rewritten(text: str, fresh: list[list[str]]) -> str:
    """Put what the examples print now into a text."""
    answers = iter(fresh)

    def block(match: re.Match[str]) -> str:
        commands = [line for line in match[1].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join("\n".join([command, *next(answers)]) + "\n" for command in commands) + "```"

    return re.sub(r"^```console\n(.*?)^```", block, text, flags=re.DOTALL | re.MULTILINE)


def test_the_examples_print_what_the_readme_says(update: bool) -> None:
    text = README.read_text("utf-8")
    found = examples(text)
    assert found, "the README has no examples"
    printed = [example.printed() for example in found]
    if update:
        fresh = [example.fresh(lines) for example, lines in zip(found, printed, strict=True)]
        README.write_text(rewritten(text, fresh), "utf-8")
        return
    for example, lines in zip(found, printed, strict=True):
        assert example.agrees(lines), f"$ {example.command}\n" + "\n".join(lines)


@pytest.mark.parametrize(
    ("said", "agrees"),
    [
        (["one", "two"], True),
        (["one", "…"], True),
        (["…"], True),
        (["one"], False),
        (["two", "…"], False),
        ([], False),
    ],
    ids=["the whole", "its beginning", "nothing of it", "a part as if whole", "another beginning", "as if silent"],
)
def test_an_example_agrees_with_what_it_prints(said: list[str], agrees: bool) -> None:
    assert Example("", said).agrees(["one", "two"]) is agrees


def test_an_update_keeps_how_much_is_left_out() -> None:
    text = "```console\n$ a\nold\n…\n$ b\nold\n```\n"
    first, second = examples(text)
    assert rewritten(text, [first.fresh(["1", "2", "3"]), second.fresh(["4"])]) == (
        "```console\n$ a\n1\n…\n$ b\n4\n```\n"
    )


@pytest.mark.parametrize("command", sorted(group.commands))
def test_every_command_is_told_of(command: str) -> None:
    assert re.search(rf"\bpeel {command}\b|`{command}`", README.read_text("utf-8"))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_told_of(name: str) -> None:
    assert re.search(rf"^\| .*`{name}`.* \|$", README.read_text("utf-8"), re.MULTILINE)


def test_the_exit_codes_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| (\d+) \| (.+?) \|$", README.read_text("utf-8"), re.MULTILINE)
    assert {int(code): meaning for code, meaning in rows} == EXIT_CODES


def test_it_says_as_of_when_the_data_is() -> None:
    assert f"compiled on {day(DATA_DATE)}" in README.read_text("utf-8")


@pytest.mark.parametrize("last", ["summary", "pytest"])
def test_one_line_sets_up_and_shows_what_it_promises(last: str) -> None:
    lines = re.findall(r"^```sh\n(.*?)^```", README.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert any(line.startswith("python3 -m venv ") and line.rstrip().endswith(last) for line in lines)
