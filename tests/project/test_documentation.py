"""The README and docs/ are true: examples are run, tables are those of the code and the data, links lead somewhere.

`pytest --update` writes what the examples print now. A line `…` stands for lines that are left out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import GUIDE, ROOT, Peel, exit_codes

from peelcli import CITATION, DATA_DATE
from peelcli.answers.card import day
from peelcli.cli.commands import peel as group
from peelcli.cli.group import BROKEN_PIPE
from peelcli.cli.signals import INTERRUPTED
from peelcli.errors import BadData, Unreadable, WrongRequest
from peelcli.formats import FORMATS

README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
LEFT_OUT = "…"
SHOWN = 11
"""This many lines of a long answer are shown if it is left out anew."""


class Example:
    """A command of a page with what the page says that it prints."""

    def __init__(self, command: str, output: list[str]) -> None:
        self.command = command
        self.output = output

    def printed(self) -> list[str]:
        """Run the command as a reader would: in bash, from the root of the project, with peel on the path."""
        here = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "80", "NO_COLOR": "1"}
        environment = {**os.environ, **here, "PYTHONUTF8": "1"}
        ran = subprocess.run(["bash", "-c", self.command], cwd=ROOT, env=environment, capture_output=True, text=True)
        return (ran.stdout + ran.stderr).splitlines()

    def agrees(self, printed: list[str]) -> bool:
        if self.output and self.output[-1] == LEFT_OUT:
            return printed[: len(self.output) - 1] == self.output[:-1]
        return printed == self.output

    def fresh(self, printed: list[str]) -> list[str]:
        """Return what the page should say: as many lines as now, where some are left out."""
        if not self.output or self.output[-1] != LEFT_OUT:
            return printed
        return [*printed[: max(len(self.output) - 1, 0) or SHOWN], LEFT_OUT]


def examples(text: str) -> list[Example]:
    """Return the examples in the console blocks of a text."""
    results: list[Example] = []
    for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if line.startswith("$ "):
                results.append(Example(line[2:], []))
            else:
                results[-1].output.append(line)
    return results


def rewritten(text: str, fresh: list[list[str]]) -> str:
    """Return a text with new output of its examples."""
    answers = iter(fresh)

    def block(match: re.Match[str]) -> str:
        commands = [line for line in match[1].splitlines() if line.startswith("$ ")]
        return "```console\n" + "".join("\n".join([command, *next(answers)]) + "\n" for command in commands) + "```"

    return re.sub(r"^```console\n(.*?)^```", block, text, flags=re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_print_what_the_page_says(page: Path, update: bool) -> None:
    text = page.read_text("utf-8")
    results = examples(text)
    printed = [example.printed() for example in results]
    if update:
        fresh = [example.fresh(lines) for example, lines in zip(results, printed, strict=True)]
        page.write_text(rewritten(text, fresh), "utf-8")
        return
    for example, lines in zip(results, printed, strict=True):
        assert example.agrees(lines), f"$ {example.command}\n" + "\n".join(lines)


@pytest.mark.parametrize("page", [README, GUIDE, ROOT / "docs" / "report-file.md"], ids=lambda page: page.name)
def test_there_are_examples(page: Path) -> None:
    assert examples(page.read_text("utf-8"))


@pytest.mark.parametrize(
    ("output", "agrees"),
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
def test_an_example_agrees_with_what_it_prints(output: list[str], agrees: bool) -> None:
    assert Example("", output).agrees(["one", "two"]) is agrees


def test_an_update_keeps_how_much_is_left_out() -> None:
    text = "```console\n$ a\nold\n…\n$ b\nold\n```\n"
    first, second = examples(text)
    assert rewritten(text, [first.fresh(["1", "2", "3"]), second.fresh(["4"])]) == (
        "```console\n$ a\n1\n…\n$ b\n4\n```\n"
    )


@pytest.mark.parametrize("command", sorted(group.commands))
def test_the_guide_names_every_command(command: str) -> None:
    assert re.search(rf"\bpeel {command}\b", GUIDE.read_text("utf-8"))


@pytest.mark.parametrize("name", FORMATS)
def test_the_guide_describes_every_format(name: str) -> None:
    assert re.search(rf"^\| .*`{name}`.* \|$", GUIDE.read_text("utf-8"), re.MULTILINE)


def test_the_exit_codes_are_those_of_the_code() -> None:
    errors = [error.exit_code for error in (WrongRequest, BadData, Unreadable)]
    assert list(exit_codes()) == [0, 1, *errors, INTERRUPTED, BROKEN_PIPE] == [0, 1, 2, 3, 4, 130, 141]


def test_the_readme_says_how_to_cite_the_data() -> None:
    assert f"> {CITATION}\n" in README.read_text("utf-8")


def test_the_readme_is_a_front_page() -> None:
    assert len(README.read_text("utf-8").splitlines()) < 150


# --- what the data covers --------------------------------------------------------------------------------------------


def coverage(peel: Peel) -> str:
    """Return a table of the reports and grades of each cycle, from what `peel list` says of them."""
    rows = json.loads(peel("list", "--all", "--json").stdout)["rows"]
    lines = ["| cycle | forces with a report | grades known | reports with all grades |", "|---|---|---|---|"]
    for cycle in dict.fromkeys(sorted(row["cycle"] for row in rows)):
        of_cycle = [row for row in rows if row["cycle"] == cycle]
        complete = sum(row["known"] == row["expected"] for row in of_cycle)
        lines.append(f"| {cycle} | {len(of_cycle)} of 43 | {sum(row['known'] for row in of_cycle):,} | {complete} |")
    total = sum(row["known"] for row in rows)
    lines += ["", f"That is {len(rows)} inspections and {total:,} grades."]
    return "\n".join(lines) + "\n"


def test_the_readme_says_what_the_data_covers(peel: Peel, update: bool) -> None:
    text = README.read_text("utf-8")
    before, marked, after = re.split(r"(?s)(?<=rewrites it -->\n)(.*?)(?=<!-- end of coverage -->)", text)
    if update:
        README.write_text(before + coverage(peel) + after, "utf-8")
        return
    assert marked == coverage(peel)


def test_it_says_as_of_when_the_data_is() -> None:
    assert f"Compiled on {day(DATA_DATE)}" in README.read_text("utf-8")


@pytest.mark.parametrize("last", ["summary", "pytest"])
def test_one_line_sets_up_and_shows_what_it_promises(last: str) -> None:
    lines = re.findall(r"^```sh\n(.*?)^```", README.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert any(line.startswith("python3 -m venv ") and line.rstrip().endswith(last) for line in lines)


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_the_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8")):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        other = (page.parent / name).resolve() if name else page
        assert other.exists(), target
        assert not anchor or anchor in anchors(other), target
