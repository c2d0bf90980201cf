"""Wordings match more than they say, and the longest wins."""

import pytest

from peelcli.drafting import Vocabulary

AREAS = frozenset(["2021-22", "2023-25", "2025-27"])


def named(vocabulary: Vocabulary, text: str, cycles: frozenset[str] = AREAS) -> list[str]:
    return [i for mention in vocabulary.areas(vocabulary.find(text.lower()), cycles) for i in mention.ids]


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


def test_the_name_of_the_programme_is_not_an_area(vocabulary: Vocabulary) -> None:
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
    assert [mark.value for mark in vocabulary.find(text)["grade"]] == [grade]


def test_misspelt_areas_are_known(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "protecting vunerable people and serious organized crime") == [
        "protecting-vulnerable-people",
        "serious-organised-crime",
    ]


def test_words_near_a_grade_are_spared(vocabulary: Vocabulary) -> None:
    text = "adequately, understanding, adequacy, requires important work, inadequacy"
    assert "grade" not in vocabulary.find(text)


def test_a_comma_or_a_quotation_mark_inside_a_wording_counts_for_nothing(vocabulary: Vocabulary) -> None:
    assert named(vocabulary, "responding, to the 'public'") == ["responding-to-public"]


def test_a_wildcard_stands_for_one_word_at_most(vocabulary: Vocabulary) -> None:
    assert "previous inspection" in vocabulary.find("the last full inspection")
    assert "previous inspection" not in vocabulary.find("the last of these very long and full inspections")


def test_an_exact_word_has_no_other_forms(vocabulary: Vocabulary) -> None:
    assert "nation" in vocabulary.find("most forces")
    assert "nation" not in vocabulary.find("most force")


def test_exceptions_take_a_longer_wording_out(vocabulary: Vocabulary) -> None:
    assert "negation" in vocabulary.find("it was not good")
    assert "negation" not in vocabulary.find("it was not only good")


def test_the_name_of_a_force_is_found_with_its_id(vocabulary: Vocabulary) -> None:
    assert [mark.value for mark in vocabulary.find("kent police's chief")["force"]] == ["kent"]
    assert (vocabulary.force("Kent"), vocabulary.force("nowhere")) == ("kent", None)


@pytest.mark.parametrize(
    ("area", "texts"),
    [
        ("responding-to-public", ["picking up the phone", "getting to people who call for help", "how quickly it gets to calls"]),
        ("workforce", ["caring for its staff", "the way it treats its people", "a positive place to work"]),
        ("leadership", ["managing its money", "the way the force is run", "running itself"]),
        ("managing-offenders", ["keeping tabs on sex offenders", "the supervision of violent offenders"]),
        ("protecting-vulnerable-people", ["care of the vulnerable", "protecting people at risk of harm"]),
        ("investigating-crime", ["solving crimes", "looking into reports of crime", "the standard of its investigations"]),
        ("recording-crime", ["logging crimes", "the way crimes are recorded"]),
    ],
)  # fmt: skip
def test_areas_have_the_wordings_of_reporters(vocabulary: Vocabulary, area: str, texts: list[str]) -> None:
    assert [named(vocabulary, text) for text in texts] == [[area]] * len(texts)


def test_verbs_in_ing_are_met_in_all_their_forms(vocabulary: Vocabulary) -> None:
    texts = ["stops crime", "stopped crime", "stop crime", "use its powers", "carried out investigations"]
    assert [named(vocabulary, text) for text in texts] == [
        ["preventing-crime"], ["preventing-crime"], ["preventing-crime"], ["police-powers"], ["investigating-crime"],
    ]  # fmt: skip
    assert named(vocabulary, "being good at it") == []
