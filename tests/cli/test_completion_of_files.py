"""The candidates that the shell is offered when TAB is pressed."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete

from peelcli.cli.commands import peel as group


def offered(line: str) -> list[str]:
    """What can stand in place of the last word of a line; of files only their kind, which the shell looks for."""
    *args, incomplete = line.split(" ")
    items = ShellComplete(group, {}, "peel", "_PEEL_COMPLETE").get_completions(args, incomplete)
    return [item.value if item.type == "plain" else f"<{item.type}>" for item in items]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("summary mi", ["<file>"]),
        ("summary west-m", ["<file>", "west-mercia", "west-midlands"]),
        ("areas ./west-m", ["<file>"]),
        ("areas kent@2021", ["<file>", "kent@2021-22"]),
    ],
)
def test_a_report_is_a_force_or_a_file(line: str, words: list[str]) -> None:
    assert offered(line) == words


@pytest.mark.parametrize("line", ["check ", "check ./a", "draft art", "areas -o ", "new kent -o k", "schema -o "])
def test_a_file_is_offered_where_a_file_goes(line: str) -> None:
    assert offered(line) == ["<file>"]


def test_a_folder_is_offered_for_data() -> None:
    assert offered("areas --data ") == ["<dir>"]


@pytest.mark.parametrize("line", ["new west-m", "trend west-m", "draft a.txt --force west-m"])
def test_where_a_force_is_meant_only_forces_are_offered(line: str) -> None:
    assert offered(line) == ["west-mercia", "west-midlands"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("explain adeq", ["adequate"]),
        ("explain leader", ["leadership"]),
        ("explain 2023", ["2023-25"]),
        ("explain west-m", ["west-mercia", "west-midlands"]),
        ("explain cause", ["cause-of-concern"]),
    ],
)
def test_explain_offers_all_that_it_explains(line: str, words: list[str]) -> None:
    assert offered(line) == words
