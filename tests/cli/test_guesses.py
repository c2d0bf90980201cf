"""Mistyped command lines and the suggestions for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import Peel

from peelcli.cli import guesses
from peelcli.cli.commands import peel as group
from peelcli.cli.guesses import known_option, plain_arguments, unknown_command

OPTIONS = {"--grade", "--area", "-f", "--text"}
COMMANDS = ("summary", "areas", "list", "count", "search", "explain", "compare")


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (["summary", "“West", "Mercia”"], ["summary", "West Mercia"]),
        (["search", "‘101’"], ["search", "101"]),
        (["areas", "--area=“Responding", "to", "the", "public”"], ["areas", "--area=Responding to the public"]),
        (["areas", "—grade", "good"], ["areas", "--grade", "good"]),
        (["areas", "–-grade=good"], ["areas", "--grade=good"]),
        (["areas", "–f", "csv"], ["areas", "-f", "csv"]),
        (["search", "—unknown"], ["search", "—unknown"]),
        (["search", "“", "x"], ["search", "“", "x"]),
        (["search", "it’s"], ["search", "it’s"]),
        (["search", "-"], ["search", "-"]),
    ],
)
def test_words_pasted_from_word_are_read(typed: list[str], plain: list[str]) -> None:
    assert plain_arguments(typed, OPTIONS) == plain


def test_a_file_whose_name_has_curly_quotes_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "“a”"
    path.write_text("")
    assert plain_arguments([str(path), "x"], OPTIONS) == [str(path), "x"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["kent"], "peel has no command 'kent'. Did you mean `peel summary kent`?"),
        (["west", "mercia"], "peel has no command 'west'. Did you mean `peel summary 'west mercia'`?"),
        (["kent@2017", "--json"], "peel has no command 'kent@2017'. Did you mean `peel summary kent@2017`?"),
        (["@2024"], "peel has no command '@2024'. Did you mean `peel areas @2024`?"),
        (["inadequate"], "peel has no command 'inadequate'. Did you mean `peel areas @newest --grade inadequate`?"),
        (["2023-25"], "peel has no command '2023-25'. Did you mean `peel areas @2023-25`?"),
        (
            ["BTP"],
            "peel has no command 'BTP'. PEEL does not inspect British Transport Police. It is not one of the 43 "
            "territorial forces of England and Wales, and PEEL covers no others.",
        ),
        (["Shropshire"], "peel has no command 'Shropshire'. It is policed by West Mercia Police: use west-mercia."),
        (["grades", "kent"], "peel has no command 'grades'. Did you mean `peel areas kent`?"),
        (["find", "a b"], "peel has no command 'find'. Did you mean `peel search 'a b'`?"),
        (["sumary"], "peel has no command 'sumary'. Did you mean 'summary'?"),
        (["README.md"], "peel has no command 'README.md'. Did you mean `peel summary README.md`?"),
        (["xyzzy"], "peel has no command 'xyzzy'. `peel --help` lists the commands."),
    ],
)
def test_a_word_that_is_not_a_command_is_answered_by_what_was_meant(typed: list[str], message: str) -> None:
    assert unknown_command(typed, COMMANDS) == message


def test_the_message_is_a_usage_error(peel: Peel) -> None:
    stderr = peel("kent", exit_code=2).stderr
    assert stderr.endswith("Error: peel has no command 'kent'. Did you mean `peel summary kent`?\n")


@pytest.mark.parametrize(
    ("option", "has", "instead"),
    [
        ("--order-by", ["--sort"], "--sort FIELD"),
        ("--order-by", [], ""),
        ("--top", ["--limit"], "--limit N"),
        ("--csv", ["-f"], "-f csv"),
        ("--group-by", [], "`peel count --by FIELD`"),
        ("--region", ["--force"], "--force F for each force; there are no regions, groups or averages"),
        ("--nonsense", ["--sort"], ""),
    ],
)
def test_options_of_other_programs_are_answered_by_what_there_is(option: str, has: list[str], instead: str) -> None:
    assert known_option(option, has) == instead


def test_the_command_names_the_option_that_it_has(peel: Peel) -> None:
    assert peel("areas", "--top", "5", exit_code=2).stderr.endswith(
        "Error: areas has no --top option; use --limit N.\n"
    )


@pytest.mark.parametrize("words", [("help", "areas"), ("areas", "-h")])
def test_help_may_be_asked_for_like_a_command(peel: Peel, words: tuple[str, ...]) -> None:
    assert peel(*words).stdout == peel("areas", "--help").stdout


def test_help_alone_is_that_of_peel(peel: Peel) -> None:
    assert peel("help").stdout == peel("--help").stdout


def test_the_version_has_a_short_option(peel: Peel) -> None:
    assert peel("-V").stdout == peel("--version").stdout


@pytest.mark.parametrize(
    "words", [("West", "Mercia"), ("“West", "Mercia”"), ("E23000016",), ("West Mercia",), ("west", "mercia@2024")]
)
def test_a_force_is_found_however_it_is_typed(peel: Peel, words: tuple[str, ...]) -> None:
    reports = json.loads(peel("summary", *words, "--json").stdout)["reports"]
    assert [(report["force"], report["cycle"]) for report in reports] == [("west-mercia", "2023-25")]


def test_several_forces_may_be_typed_without_quotes(peel: Peel) -> None:
    reports = json.loads(peel("summary", "west", "midlands", "kent", "Devon", "and", "Cornwall", "--json").stdout)
    assert [report["force"] for report in reports["reports"]] == ["west-midlands", "kent", "devon-and-cornwall"]


@pytest.mark.parametrize(("command", "first"), [("trend", "West Mercia Police"), ("explain", "West Mercia Police")])
def test_a_single_name_needs_no_quotes_either(peel: Peel, command: str, first: str) -> None:
    assert peel(command, "West", "Mercia").stdout.startswith(first)


@pytest.mark.parametrize("command", ["trend", "new"])
def test_two_forces_are_not_taken_for_one_name(peel: Peel, command: str) -> None:
    stderr = peel(command, "kent", "warwickshire", exit_code=2).stderr
    assert stderr.endswith("this command takes one force, not 2.\n")


@pytest.mark.parametrize("cycle", ["2023/26", "2020", "2099", "31"])
def test_a_mistyped_cycle_is_never_taken_for_a_file(peel: Peel, cycle: str) -> None:
    for words in (("areas", f"kent@{cycle}"), ("areas", f"@{cycle}"), ("areas", "--cycle", cycle)):
        stderr = peel(*words, exit_code=2).stderr
        assert "no such file" not in stderr
        assert "2023-25" in stderr or "2021-22" in stderr
        assert "Did you mean" not in stderr


def test_a_search_hints_that_a_force_among_its_words_chose_no_reports(peel: Peel) -> None:
    hint = "peel: 'west-mercia' was searched for as text; to choose reports write --force west-mercia instead\n"
    assert hint in peel("search", "101", "west-mercia").stderr
    assert "as text" not in peel("search", "101", "--force", "west-mercia").stderr


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        (
            "Shropshire",
            "peel: 'Shropshire' is not a force. It is policed by West Mercia Police: use west-mercia.\n",
        ),
        (
            "BTP",
            "peel: PEEL does not inspect British Transport Police. It is not one of the 43 territorial forces of "
            "England and Wales, and PEEL covers no others.\n",
        ),
        ("Northshire", ""),
        ("kent", ""),
    ],
)
def test_a_new_report_on_what_is_not_a_force_comes_with_a_hint(name: str, hint: str, peel: Peel) -> None:
    assert peel("new", name).stderr == hint


def test_only_commands_that_there_are_are_suggested() -> None:
    assert guesses.COMMANDS.keys() <= group.commands.keys()
