"""Which grade words are grades of this force and this inspection."""

from collections.abc import Callable

import pytest

from peelcli.drafting import Draft

Grades = Callable[[str], dict[str, str]]

GOOD = {"preventing-crime": "good"}


@pytest.mark.parametrize(
    "text",
    ["The force is good at preventing crime.", "Preventing crime was found to be ‘good’.", "Preventing crime - good",
     "It got a good grade for preventing crime.", "Kent Police was rated as good in preventing crime."],
)  # fmt: skip
def test_a_grade_is_quoted_or_followed_by_a_little_word(grades: Grades, text: str) -> None:
    assert grades(text) == GOOD


@pytest.mark.parametrize(
    "text",
    ["There was good news on preventing crime.", "It has adequate resources for preventing crime.",
     "Officers do outstanding work preventing crime.", "Victims get an inadequate service when it investigates crime.",
     "It is good to see that preventing crime matters.", "There was good and bad news on preventing crime.",
     "It is so good at preventing crime that others copy it.", "300 outstanding warrants show that preventing crime works."],
)  # fmt: skip
def test_the_ordinary_word_is_not_a_grade(grades: Grades, text: str) -> None:
    assert grades(text) == {}


@pytest.mark.parametrize(
    "text",
    ["The force was not rated outstanding at preventing crime.", "Preventing crime is no longer inadequate.",
     "It narrowly missed an outstanding grade for preventing crime.", "None of the areas such as preventing crime was good.",
     "Preventing crime wasn’t graded good."],
)  # fmt: skip
def test_negated_grades_do_not_count(grades: Grades, text: str) -> None:
    assert grades(text) == {}


def test_no_better_than_is_not_a_negation(grades: Grades) -> None:
    assert grades("Preventing crime was no better than adequate.") == {"preventing-crime": "adequate"}


def test_a_new_statement_ends_a_negation(grades: Grades) -> None:
    assert grades("It has no such problem and is good at preventing crime.") == GOOD


@pytest.mark.parametrize(
    "text",
    ["Preventing crime is up from inadequate to good.", "Preventing crime was rated good (previously: adequate).",
     "Preventing crime, previously adequate, has been upgraded to good.",
     "Preventing crime is now good, having been rated inadequate in 2021.",
     "At its last inspection the force was adequate at preventing crime. It is now good.",
     "It is good at preventing crime, better than since 2021, when inspectors found it inadequate at managing offenders.",
     "Preventing crime - good\nManaging offenders - adequate (2019; not inspected this year)",
     "It is good at preventing crime. When last inspected, in 2022, it was adequate at recording crime. It was found to require improvement in managing offenders.",
     "It is good at preventing crime. It was graded good in five areas last time, when it was outstanding at managing offenders.",
     "It is good at preventing crime. In the last assessment, it was rated good for leadership but requires improvement for recording crime.",
     "It is good at preventing crime. Under the programme before it, in 2021–22, it was adequate at managing offenders.",
     "It is good at preventing crime. It was inadequate in 2019, when it was given the bottom mark for managing offenders.",
     "It is good at preventing crime. It is a far cry from the previous report, which found it inadequate at that and at managing offenders."],
)  # fmt: skip
def test_the_grade_of_an_earlier_inspection_gives_way(grades: Grades, text: str) -> None:
    assert grades(text) == GOOD


def test_improved_since_the_last_inspection_is_about_today(grades: Grades) -> None:
    assert grades("Much improved since its last inspection, it is good at preventing crime.") == GOOD


@pytest.mark.parametrize(
    "text",
    ["The force hopes to be good at preventing crime.", "If a force is good at preventing crime, it gets a letter.",
     "By May the force will be good at preventing crime.", "Preventing crime would have been good last year.", "A force that is good at preventing crime may be copied."],
)  # fmt: skip
def test_hypotheses_do_not_count(grades: Grades, text: str) -> None:
    assert grades(text) == {}


def test_what_a_force_has_become_counts(grades: Grades) -> None:
    assert grades("It has become the only force to be rated good at preventing crime.") == GOOD


def test_national_figures_do_not_count(grades: Grades) -> None:
    assert grades("Eleven forces were good at preventing crime.") == {}


def test_one_of_three_forces_is_the_force_itself(grades: Grades) -> None:
    assert grades("It is one of only three forces to be rated good at preventing crime.") == GOOD


def test_another_forces_grade_does_not_count(grades: Grades) -> None:
    assert grades("Next door, Sussex Police was rated inadequate at preventing crime.") == {}


def test_what_follows_about_the_other_force_does_not_count_either(grades: Grades) -> None:
    assert grades("Sussex Police did worse. It was inadequate at preventing crime.") == {}


def test_three_grades_in_a_row_are_the_scale(grades: Grades) -> None:
    assert grades("Grades for preventing crime are outstanding, good, adequate or inadequate.") == {}


def test_one_of_two_grades_says_nothing(grades: Grades) -> None:
    assert grades("It was outstanding or good at preventing crime.") == {}


def test_requires_improvement_is_a_grade_whoever_says_it(drafted: Callable[..., Draft]) -> None:
    text = "Kent Police: PEEL inspection\n\nCllr Ann Field, of the parish council, said: “Kent Police {} crime.”"
    assert [item.grade for item in drafted(text.format("requires improvement at investigating")).grades] == [
        "requires-improvement"
    ]
    assert [item.grade for item in drafted(text.format("is good at investigating")).grades] == []


def test_what_will_be_because_of_a_grade_does_not_make_it_a_wish(grades: Grades) -> None:
    assert grades("The force will be monitored after it was judged good at preventing crime.") == GOOD
    assert grades("The force will be judged good at preventing crime.") == {}
