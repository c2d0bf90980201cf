"""Marks between grades that are set against each other: in words, and the notes that explain them."""

from __future__ import annotations

import pytest
from northshire import graded_in

from peelcli.answers import marks
from peelcli.answers.comparison import Comparison
from peelcli.answers.views import Change, Step
from peelcli.model import reference
from peelcli.model.reference import Comparability
from peelcli.model.report import Cycle, Force, Grade, Report, Ungraded

BEFORE = reference.cycles()["2016"]


def set_against(
    earlier: Cycle | None = BEFORE,
    grade: Grade | Ungraded = Grade.GOOD,
    comparable: bool | None = None,
    why: tuple[str, str | None] = ("", None),
    **more: object,
) -> Comparison:
    """A good grade of 2017 beside one of 2016, unless something else is said."""
    report = graded_in("2017", "North", "efficiency")
    row = Comparison(report, report.graded_areas[0].area, grade, earlier, earlier, Grade.GOOD)
    return row._replace(verdict=Comparability(comparable, *why), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "mark", "words", "change"),
    [
        (set_against(change="better", comparable=True), "↑", "better than 2016", "↑ better than 2016"),
        (set_against(change="worse", comparable=True), "↓", "worse than 2016", "↓ worse than 2016"),
        (set_against(change="same", comparable=True), "=", "same as 2016", "= same as 2016"),
        (set_against(comparable=False), "≠", "not comparable with 2016", "≠"),
        (set_against(), "?", "perhaps not comparable with 2016", "?"),
        (set_against(previous_cycle=None, comparable=False), "≠", "not comparable", "≠"),
        (set_against(grade=Ungraded.NOT_GRADED, comparable=False), "", "", ""),
        (set_against(earlier=None), "", "", ""),
        (set_against(comparable=True), "", "", ""),
        (
            set_against(carried_over_from="2016", comparable=True),
            "",
            "carried over from 2016",
            "carried over from 2016",
        ),
    ],
    ids=[
        "better",
        "worse",
        "the same",
        "not comparable",
        "not stated",
        "beside another force",
        "no grade",
        "nothing to compare with",
        "comparable reports of two forces",
        "carried over",
    ],
)
def test_a_grade_has_a_mark_and_words_for_it(row: Comparison, mark: str, words: str, change: str) -> None:
    assert marks.mark(row) == mark
    assert marks.step(row) == Step(row.grade, mark, words)
    assert marks.change(row) == Change(row.change, change)


def test_a_legend_explains_the_marks_in_use() -> None:
    rows = [set_against(comparable=False), set_against(change="better"), set_against(carried_over_from="2016")]
    assert tuple(marks.legend(rows, "the one before")) == (
        "Marks compare a grade with the one before: ↑ better, ≠ not comparable.",
        "Efficiency, 2017: the grade is carried over from 2016.",
    )


def test_without_a_mark_there_is_no_legend() -> None:
    assert tuple(marks.legend([set_against(comparable=True)], "the one before")) == ()


def test_a_reason_against_comparing_is_given_once_with_its_cycles_and_its_source() -> None:
    why = ("The method changed.", "https://example.org/method")
    rows = [set_against(cycle, comparable=False, why=why) for cycle in (BEFORE, BEFORE, reference.cycles()["2015"])]
    assert marks.reasons(rows) == ("≠ 2016 and 2017; 2015 and 2017: The method changed. (https://example.org/method)",)


def test_of_many_unknown_cycles_five_are_compared_and_the_others_counted() -> None:
    reports = [Report(Force("north", "North"), Cycle(name, name)) for name in "ABCDEFG"]
    notes = marks.reasons_between(reports)
    assert len(notes) == 11
    assert notes[0] == "? A and B: Nothing is known of how A and B compare."
    assert notes[-1] == "? 2 more unknown cycles: nothing is known of how they compare."
