"""Plain tree to Report: each key, each problem with its place, all of them at once."""

from __future__ import annotations

from textwrap import dedent

import pytest

from peelcli.parse import Parsed, parse
from peelcli.reading import read
from peelcli.report import Grade, Ungraded


def parsed(text: str, name: str = "a.yaml", thorough: bool = False) -> Parsed:
    return parse(read(dedent(text).encode(), name), thorough)


@pytest.mark.parametrize(
    ("entry", "grade"),
    [
        ("{area: leadership, grade: , ungraded: not-inspected}", Ungraded.NOT_INSPECTED),
        ("{area: leadership, grade: good, ungraded: }", Grade.GOOD),
        ("{area: leadership, grade: good, ungraded: null}", Grade.GOOD),
    ],
    ids=["an empty grade beside a reason", "an empty reason beside a grade", "a null reason beside a grade"],
)
def test_of_grade_and_ungraded_the_empty_one_counts_as_absent(entry: str, grade: Grade | Ungraded) -> None:
    reports, problems = parsed(f"force: Northshire Police\ncycle: 2023-25\ngraded_areas: [{entry}]\n")
    assert [entry.grade for report in reports for entry in report.graded_areas] == [grade]
    assert problems == ()
