"""Problems as rows and in a compiler's style."""

from __future__ import annotations

import pytest
from northshire import prose

from peelcli.answers import problems
from peelcli.errors import Problem

WRONG = Problem("a.yaml", 3, 5, "", "code", "problem", "wrong.", "right.", "    a: b\n       ^")
ODD = Problem("b.json", None, None, "$.a", "other", "warning", "odd.", "usual.")


def test_problems_are_rows() -> None:
    assert problems.problems([WRONG, ODD], 2).rows == (
        ("a.yaml", 3, 5, "code", "problem", "wrong.", "right.", None),
        ("b.json", None, None, "other", "warning", "odd.", "usual.", "$.a"),
    )


@pytest.mark.parametrize(
    ("items", "files", "last"),
    [
        ([], 1, "1 file: no problem found."),
        ([], 288, "288 files: no problem found."),
        ([WRONG], 1, "1 file: 1 problem, 0 warnings."),
        ([WRONG, WRONG, ODD], 2, "2 files: 2 problems, 1 warning."),
    ],
    ids=["one file", "many files", "one problem", "problems and a warning"],
)
def test_the_last_line_counts_the_problems(items: list[Problem], files: int, last: str) -> None:
    assert list(prose(problems.problems(items, files)).lines)[-1] == last


def test_problems_are_displayed_as_a_compiler_does() -> None:
    assert tuple(prose(problems.problems([WRONG, ODD], 2)).lines) == (
        "a.yaml:3:5: wrong. right.",
        "    a: b",
        "       ^",
        "",
        "b.json: $.a: warning: odd. usual.",
        "",
        "2 files: 1 problem, 1 warning.",
    )
