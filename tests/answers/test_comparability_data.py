"""Changes in `compare` and `trend`: the same in every format and with every other option."""

from __future__ import annotations

import json

import pytest
from support import Peel


def rows(peel: Peel, *line: str) -> list[dict[str, str | None]]:
    answer: list[dict[str, str | None]] = json.loads(peel(*line, "--json").stdout)["rows"]
    return answer


@pytest.mark.parametrize(
    "filters",
    [
        ("--grade", "good"),
        ("--at-most", "adequate"),
        ("--area", "preventing-crime"),
        ("--cycle", "2018-19"),
        ("--text", "crime"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize(
    "line",
    [("trend", "west-mercia"), ("compare", "west-mercia@2017", "west-mercia@2018-19", "west-mercia@2021-22")],
    ids=" ".join,
)
def test_filters_choose_rows_and_change_nothing_in_them(
    line: tuple[str, ...], filters: tuple[str, str], peel: Peel
) -> None:
    if line[0] == "compare" and filters[0] == "--cycle":
        line = ("trend", "kent")  # a single report cannot be compared
    everything = rows(peel, *line)
    kept = rows(peel, *line, *filters)
    assert kept
    assert [row for row in everything if row in kept] == kept


def test_a_break_is_marked_however_many_reports_stand_beside_each_other(peel: Peel) -> None:
    line = ("compare", "kent@2021-22", "surrey@2023-25", "sussex@2023-25", "--area", "preventing-crime")
    assert [row["comparable"] for row in rows(peel, *line)] == [False, False, False]
    assert peel(*line, "--width", "200").stdout.splitlines()[3].count("≠") == 2


@pytest.mark.parametrize("look", [("-f", "list"), ("--width", "50"), ("--fields", "area,change")], ids=" ".join)
def test_people_see_the_mark_in_every_form(look: tuple[str, ...], peel: Peel) -> None:
    assert "≠" in peel("compare", "kent@2021-22", "kent@2023-25", "--area", "preventing-crime", *look).stdout


def test_a_carried_over_grade_is_marked(peel: Peel) -> None:
    assert peel("trend", "Northshire Police", "--data", "tests/carried", "-f", "list").stdout == (
        "Northshire Police through the cycles (1 result)\n"
        "- Effectiveness: 2016 good; 2017 good, carried over from 2016.\n"
        "Effectiveness, 2017: the grade is carried over from 2016.\n"
        "Based on 2 reports.\n"
        "2 of 26 grades are known; incomplete: 2016, 2017.\n"
    )
    assert "Carried over from" in peel("areas", "tests/carried/reports.yaml").stdout
