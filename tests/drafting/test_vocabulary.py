"""Wordings match more than they say, and the longest wins."""

import pytest

from peelcli.drafting import Vocabulary

AREAS = frozenset(["2021-22", "2023-25", "2025-27"])


def named(vocabulary: Vocabulary, text: str, cycles: frozenset[str] = AREAS) -> list[str]:
    return [i for mention in vocabulary.areas(cycles).find(text.lower()) for i in mention.ids]


@pytest.mark.parametrize(
    "text",
    ["managing offenders", "manages offenders", "how it manages its offenders", "offender management",
     "the management of offenders and suspects", "managing offender and suspects"],
)  # fmt: skip
def test_verb_forms_determiners_and_plurals_count_for_nothing(vocabulary: Vocabulary, text: str) -> None:
    assert named(vocabulary, text) == ["managing-offenders"]


def test_the_misspelt_names_of_the_first_article_are_known(vocabulary: Vocabulary) -> None:
    text = "recording date about crimes, police powers and public treatments, developing a positive workspace"
    assert named(vocabulary, text) == ["recording-crime", "police-powers", "workforce"]


def test_a_long_name_is_one_area(vocabulary: Vocabulary) -> None:
    text = "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability"
    assert named(vocabulary, text) == ["preventing-crime"]


def test_a_compound_is_two_areas(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "preventing and investigating crime") == [
        "preventing-crime",
        "investigating-crime",
    ]


def test_the_programmes_own_name_is_no_area(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "Police Effectiveness, Efficiency and Legitimacy", frozenset(["2017"])) == []


def test_the_three_pillars_are_areas_of_their_years_only(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "effectiveness and legitimacy", frozenset(["2017"])) == [
        "effectiveness",
        "legitimacy",
    ]
    assert named(vocabulary, "effectiveness and legitimacy") == []


def test_a_wording_means_the_area_of_its_cycle(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "treating the public fairly", frozenset(["2018-19"])) == ["fair-treatment-public"]
    assert named(vocabulary, "treating the public fairly") == ["police-powers"]
    assert named(vocabulary, "investigating crime", frozenset(["2014"])) == ["investigating-offending"]


@pytest.mark.parametrize(
    ("text", "grade"),
    [("requiers improvment", "requires-improvement"), ("inadaquate", "inadequate"), ("adequte", "adequate"),
     ("oustanding", "outstanding"), ("requiring improvement", "requires-improvement"), ("top marks", "outstanding")],
)  # fmt: skip
def test_misspelt_grades_are_known(vocabulary: Vocabulary, text: str, grade: str) -> None:
    assert [mention.ids for mention in vocabulary.find_grades(text)] == [(grade,)]


def test_words_near_a_grade_are_spared(vocabulary: Vocabulary) -> None:
    assert vocabulary.find_grades("adequately, understanding, goods, requires important work, inadequacy") == []


def test_every_area_id_of_the_file_has_a_wording_that_finds_it(vocabulary: Vocabulary) -> None:
    for wording in vocabulary.wordings:
        plain = " ".join(wording.text.replace("(", " ").replace(")", " ").replace("/", " ").split()[:0]) or wording.text
        if wording.ids and not set("()/") & set(plain):
            found = {i for m in vocabulary.areas(wording.cycles).find(plain) for i in m.ids}
            assert set(wording.ids) <= found, wording.text
