"""Errors: messages, exit codes, and suggestions."""

from __future__ import annotations

import pytest

from peelcli.errors import (
    BadData,
    Failures,
    PeelError,
    Problem,
    Unreadable,
    WrongRequest,
    did_you_mean,
    format_warnings,
    nearest,
)

GRADES = ("outstanding", "good", "adequate", "requires-improvement", "inadequate")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PeelError("x"), 3),
        (WrongRequest("x"), 2),
        (BadData("x"), 3),
        (Unreadable("x"), 4),
        (Failures([BadData("x"), BadData("y")]), 3),
        (Failures([BadData("x"), Unreadable("y"), BadData("z")]), 4),
        (Failures([WrongRequest("x"), BadData("y")]), 3),
    ],
    ids=[
        "any",
        "a wrong request",
        "bad data",
        "unreadable",
        "bad data twice",
        "unreadable comes before bad data",
        "bad data comes before a wrong request",
    ],
)
def test_each_kind_of_error_has_its_exit_code(error: PeelError, code: int) -> None:
    assert error.exit_code == code


def problem(**changes: object) -> Problem:
    made = Problem("a.yaml", 3, 5, "", "code", "problem", "wrong.", "right.", "    a: b\n       ^")
    return made._replace(**changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (problem(), "a.yaml:3:5: wrong. right.\n    a: b\n       ^"),
        (problem(excerpt=""), "a.yaml:3:5: wrong. right."),
        (problem(hint="", excerpt=""), "a.yaml:3:5: wrong."),
        (problem(level="warning", excerpt=""), "a.yaml:3:5: warning: wrong. right."),
        (problem(line=None, column=None, where="$.a[0]", excerpt=""), "a.yaml: $.a[0]: wrong. right."),
        (problem(path="-", line=1, column=1, excerpt=""), "-:1:1: wrong. right."),
    ],
    ids=["whole", "without its line", "without a remedy", "a warning", "in JSON", "on standard input"],
)
def test_a_problem_reads_like_a_compiler_message(one: Problem, words: str) -> None:
    assert str(one) == words


@pytest.mark.parametrize(
    ("codes", "printed"),
    [
        ("", []),
        ("aaa", ["a1", "a2", "a3"]),
        ("aaaba", ["a1", "a2", "a3", "b4", "… and 1 more warning of the same kinds (`peel check` shows each)"]),
        (
            "aaaaabbbbb",
            ["a1", "a2", "a3", "b6", "b7", "b8", "… and 4 more warnings of the same kinds (`peel check` shows each)"],
        ),
    ],
    ids=["none", "three of a kind", "four of a kind", "two kinds"],
)
def test_the_first_warnings_of_each_kind_are_printed_and_the_others_counted(codes: str, printed: list[str]) -> None:
    warnings = [
        problem(code=code, message=f"{code}{number}", level="warning", hint="", excerpt="")
        for number, code in enumerate(codes, 1)
    ]
    assert [line.removeprefix("a.yaml:3:5: warning: ") for line in format_warnings(warnings)] == printed


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("god", ["good"]),
        ("Good", ["good"]),
        ("adequat", ["adequate", "inadequate"]),
        ("inadquate", ["inadequate", "adequate"]),
        ("requires improvment", ["requires-improvement"]),
        ("Inadequate", ["inadequate"]),
        ("splendid", []),
        ("", []),
        ("x" * 100_000, []),
    ],
    ids=["short", "capital", "two near", "nearest first", "misspelt", "the word itself", "far", "none", "endless"],
)
def test_the_nearest_words_are_found_the_nearest_first(word: str, near: list[str]) -> None:
    assert nearest(word, GRADES) == near


def test_no_more_than_three_words_are_near() -> None:
    assert nearest("abcd", ["abce", "abcf", "abcg", "abch"]) == ["abch", "abcg", "abcf"]


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("inadquate", "Did you mean 'inadequate' or 'adequate'?"),
        ("good ", "Did you mean 'good'?"),
        ("splendid", "Ask."),
    ],
)
def test_a_sentence_names_the_nearest_words_or_says_otherwise(word: str, sentence: str) -> None:
    assert did_you_mean(word, GRADES, "Ask.") == sentence
