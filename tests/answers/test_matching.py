"""Matching text regardless of case, accents, quotation marks, dashes and hyphens."""

from __future__ import annotations

import pytest

from peelcli.answers.matching import fold, matcher, mentions, term


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café ÉCLAIR", "cafe eclair"),
        ("STRASSE Straße", "strasse strasse"),
        ("the force’s “plan”", 'the force\'s "plan"'),
        ("2023–25", "2023-25"),
        ("slow — and late", "slow - and late"),
        ("  two\u00a0 words\n ", "two words"),
        ("ﬁrst", "first"),
    ],
    ids=["accents", "case", "quotation marks", "a dash in a range", "a dash between words", "blanks", "a ligature"],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("needle", ["anti-social", "antisocial", "anti social", "Anti‑Social", "anti  social"])
@pytest.mark.parametrize("text", ["More anti-social acts", "More antisocial acts", "More anti social acts"])
def test_a_compound_is_found_however_it_is_written(text: str, needle: str) -> None:
    assert mentions([text], needle)


@pytest.mark.parametrize(
    ("text", "needle"),
    [("the rapist", "therapist"), ("on line manager", "online manager x"), ("ab", "."), ("data", "da ta x")],
)
def test_words_are_not_put_together_at_will(text: str, needle: str) -> None:
    assert not mentions([text], needle)


@pytest.mark.parametrize(
    ("text", "needle"),
    [("Calls wait", "s w"), ("a.b", "."), ("anything", ""), ("a(b", "(b"), ("c.*s", "c.*s")],
)
def test_a_text_is_matched_literally_and_in_part(text: str, needle: str) -> None:
    assert mentions([text], needle)


@pytest.mark.parametrize(
    ("text", "needle"),
    [
        ("Non-emergency calls wait.", "101"),
        ("Non-emergency calls wait.", "101 calls"),
        ("Emergency calls are answered.", "999"),
        ("anti social behaviour", "ASB"),
        ("ASB is down", "antisocial behaviour"),
        ("out of special measures", "Engage"),
        ("violence against women and girls", "vawg"),
        ("Registered sex offenders", "RSO"),
    ],
)
def test_synonyms_of_the_field_are_found(text: str, needle: str) -> None:
    assert mentions([text], needle)


@pytest.mark.parametrize(
    ("text", "needle"), [("The data are old.", "DA"), ("engaging with people", "Engage"), ("1010 cases", "101")]
)
def test_a_word_with_synonyms_is_matched_as_a_whole(text: str, needle: str) -> None:
    assert not mentions([text], needle)


def test_the_synonyms_are_named() -> None:
    assert term("asb").synonyms == ("anti-social behaviour",)
    assert term("dogs").synonyms == ()


def test_words_of_a_phrase_with_synonyms_may_be_typed_apart() -> None:
    assert matcher(["special", "measures"]).match(["It is under enhanced monitoring."]) == [True]
    assert matcher(["special", "dogs"]).match(["special", "dogs"]) == [True, True]


def test_all_texts_must_occur_in_an_entry() -> None:
    assert matcher(["cats", "dogs"]).match(["cats and dogs", "cats", "birds"]) == [True, True, False]
    assert matcher(["cats", "dogs"]).match(["cats", "birds"]) == [False, False]


def test_either_side_of_or_is_enough() -> None:
    assert matcher(["cats", "OR", "dogs"]).match(["dogs", "birds"]) == [True, False]


def test_a_long_text_costs_no_more_than_its_length() -> None:
    assert not mentions(["a " * 100_000 + "-" * 100_000], "a" * 1000 + "b")
