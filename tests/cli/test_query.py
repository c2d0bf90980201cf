"""The reports that a command line requests, and the scope that the answer states."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import Peel

DEFAULT = "peel: this is about West Mercia Police, PEEL 2023–25; name a REPORT, or @newest for every force\n"


def answer(peel: Peel, *words: str | Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(peel(*words, "--json").stdout)
    return content


# --- the default ---


@pytest.mark.parametrize("command", ["areas", "improvements", "praise", "responses"])
def test_rows_of_the_default_report_say_so(peel: Peel, command: str) -> None:
    assert peel(command).stderr == DEFAULT
    assert peel(command, "-q").stderr == ""


def test_the_report_of_the_environment_is_named_too(peel: Peel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEEL_REPORT", "kent@2017")
    message = "peel: this is about $PEEL_REPORT, kent@2017; name a REPORT, or @newest for every force\n"
    assert peel("areas").stderr == message


@pytest.mark.parametrize("words", [("kent",), ("--all",), ("--force", "kent"), ("@2017",)])
def test_a_report_that_was_asked_for_needs_no_word(peel: Peel, words: tuple[str, ...]) -> None:
    assert "this is about" not in peel("areas", *words).stderr


def test_counts_are_of_the_newest_cycle_unless_another_is_asked_for(peel: Peel) -> None:
    assert peel("count").stderr == "peel: this is about PEEL 2023–25; for others use --cycle or --all\n"
    assert answer(peel, "count", "--cycle", "2017")["scope"]["cycles"] == ["2017"]


# --- what is asked for ---


def test_newest_is_the_newest_report_of_every_force(peel: Peel) -> None:
    scope = answer(peel, "areas", "@newest")["scope"]
    assert (scope["reports"], scope["forces"], scope["forces_asked"]) == (43, 43, 43)
    assert {"force": "dyfed-powys", "cycle": "2018-19", "later_cycles": ["2021-22", "2023-25"]} in scope["superseded"]


@pytest.mark.parametrize("word", ["@latest", "@current", "@Newest"])
def test_newest_has_other_names(peel: Peel, word: str) -> None:
    assert answer(peel, "list", word)["rows"] == answer(peel, "list", "@newest")["rows"]


def test_the_latest_cycle_is_the_newest_that_has_reports(peel: Peel) -> None:
    assert answer(peel, "list", "--cycle", "latest")["scope"]["cycles"] == ["2023-25"]
    assert [row["cycle"] for row in answer(peel, "list", "dyfed-powys@latest")["rows"]] == ["2018-19"]


def test_a_newer_user_report_makes_its_cycle_the_latest(peel: Peel, tmp_path: Path) -> None:
    (tmp_path / "kent.yaml").write_text("force: kent\ncycle: 2025-27\ngraded_areas: []\n")
    rows = answer(peel, "list", "--cycle", "latest", "--data", tmp_path)["rows"]
    assert [(row["force"], row["cycle"]) for row in rows] == [("kent", "2025-27")]


def test_forces_narrow_what_is_asked_for(peel: Peel) -> None:
    scope = answer(peel, "areas", "@2023-25", "--force", "kent", "--force", "Dyfed-Powys")["scope"]
    assert (scope["forces"], scope["forces_asked"]) == (1, 2)
    assert scope["without_report"] == [{"force": "dyfed-powys", "cycle": "2023-25"}]


def test_forces_alone_stand_for_their_newest_reports(peel: Peel) -> None:
    rows = answer(peel, "list", "--force", "kent", "--cycle", "2017")["rows"]
    assert [(row["force"], row["cycle"]) for row in rows] == [("kent", "2017")]
    reports = answer(peel, "summary", "--force", "kent", "--force", "essex")["reports"]
    assert sorted(report["force"] for report in reports) == ["essex", "kent"]


def test_a_force_that_is_not_among_the_reports_leaves_none(peel: Peel) -> None:
    outcome = peel("areas", "kent", "--force", "essex")
    assert "none of the requested reports is on these forces (--force)" in outcome.stderr


def test_an_unknown_force_is_refused(peel: Peel) -> None:
    assert peel("areas", "--force", "Shropshire", exit_code=2).stderr == (
        "Error: 'Shropshire' is not a force. It is policed by West Mercia Police: use west-mercia.\n"
    )


# --- what an answer rests on ---


@pytest.mark.parametrize(
    "command",
    [
        ("areas", "@2023-25"),
        ("improvements", "@2023-25"),
        ("praise", "@2023-25"),
        ("responses", "@2023-25"),
        ("list", "--cycle", "2023-25"),
        ("count", "@2023-25"),
        ("compare", "@2023-25"),
        ("compare", "@2023-25", "--wide"),
        ("search", "calls", "--cycle", "2023-25"),
        ("areas", "--all", "--cycle", "2023-25"),
        ("areas", "@2023-25", "--fields", "area"),
        ("areas", "@2023-25", "--sort", "grade", "--limit", "1"),
        ("areas", "@2023-25", "--text", "nobody says this"),
    ],
    ids=" ".join,
)
def test_every_answer_about_a_cycle_names_the_force_without_a_report(peel: Peel, command: tuple[str, ...]) -> None:
    says = "Based on 42 of 43 forces; no report: Dyfed-Powys Police."
    for format in ("table", "list", "markdown"):
        assert says in " ".join(peel(*command, "-f", format, "--width", "300").stdout.split()), format
    for format in ("csv", "tsv", "jsonl"):
        outcome = peel(*command, "-f", format)
        assert f"peel: {says}\n" in outcome.stderr, format
        assert "Based on" not in outcome.stdout, format
        assert peel(*command, "-f", format, "-q").stderr == "", format
    assert answer(peel, *command)["scope"]["without_report"] == [{"force": "dyfed-powys", "cycle": "2023-25"}]


def test_several_cards_say_what_they_rest_on(peel: Peel) -> None:
    stderr = peel("summary", "@2023-25", "--area", "leadership").stderr
    assert "peel: Based on 42 of 43 forces; no report: Dyfed-Powys Police.\n" in stderr


def test_a_trend_names_the_cycles_without_a_report(peel: Peel) -> None:
    assert "Based on 6 reports; none for 2014." in peel("trend", "kent").stdout


def test_a_limit_is_stated_in_every_format(peel: Peel) -> None:
    command = ("areas", "west-mercia", "--limit", "2")
    total = answer(peel, *command)["scope"]["rows_total"]
    assert len(answer(peel, *command)["rows"]) == 2
    assert f"Only 2 of {total} rows (--limit)." in peel(*command).stdout
    assert f"peel: Only 2 of {total} rows (--limit).\n" in peel(*command, "-f", "csv").stderr


def test_json_names_the_data_and_its_licence(peel: Peel) -> None:
    for command in (("areas",), ("summary",), ("explain",), ("check", "tests/data/northshire.yaml")):
        content = answer(peel, *command)
        assert (content["version"], content["data"][:2]) == ("1.1.0", "20")
        assert "Open Government Licence v3.0" in content["licence"]


def test_search_is_recommended_if_no_finding_mentions_a_text(peel: Peel) -> None:
    stderr = peel("improvements", "kent", "--text", "nobody says").stderr
    assert stderr.endswith("peel: `peel search 'nobody says'` looks in every part of all reports\n")


def test_a_hint_repeats_a_text_on_one_line_and_not_without_end(peel: Peel) -> None:
    told = peel("areas", "kent", "--text", "nobody\n" * 1000).stderr
    words = f"{'nobody ' * 7}n … y{' nobody' * 7}"
    assert told.endswith(f"peel: `peel search '{words}'` looks in every part of all reports\n")


def test_an_area_that_the_cycle_does_not_have_is_pointed_out(peel: Peel) -> None:
    stderr = peel("areas", "@2023-25", "--area", "legitimacy").stderr
    assert stderr.startswith("peel: legitimacy is not an area of the cycles asked about; it belongs to 2014, 2015,")


def test_a_force_without_a_report_in_the_cycle_is_named_and_its_grades_count_as_unknown(peel: Peel) -> None:
    scope = answer(peel, "areas", "--all", "--force", "dyfed-powys", "--cycle", "2023-25")["scope"]
    assert scope["without_report"] == [{"force": "dyfed-powys", "cycle": "2023-25"}]
    assert (scope["known"], scope["expected"]) == (0, 8)
    assert peel("count", "--force", "dyfed-powys").stderr == (
        "peel: this is about the newest cycle; for others use --cycle or --all\n"
    )


def test_a_cycle_without_reports_is_not_answered_as_if_nothing_had_been_asked(peel: Peel) -> None:
    assert "Based on no report: there is none for any of these 43 forces." in peel("list", "--cycle", "2025-27").stdout


def test_a_report_is_listed_for_a_grade_that_is_only_announced(peel: Peel, tmp_path: Path) -> None:
    text = "force: {}\ncycle: 2023-25\nstated_counts: {{good: 2, inadequate: {}}}\ngraded_areas: []\n"
    for name, number in (("North", 1), ("South", 0)):
        (tmp_path / f"{name}.yaml").write_text(text.format(name, number))
    rows = answer(peel, "list", tmp_path, "--grade", "inadequate")["rows"]
    assert [(row["force"], row["inadequate"]) for row in rows] == [("north", 1)]
    assert answer(peel, "list", tmp_path, "--grade", "inadequate", "--area", "leadership")["rows"] == []


def test_a_report_that_matches_by_a_separate_report_only_says_so_in_the_list(peel: Peel) -> None:
    outcome = peel("list", "west-mercia", "warwickshire", "--grade", "inadequate", "--width", "100")
    assert "Listed for a grade from a separate report, which the counts leave out: West Mercia Police" in outcome.stdout


def test_a_filter_that_is_given_twice_is_named_once(peel: Peel) -> None:
    twice = ("--kind", "strength", "--grade", "good", "--area", "leadership") * 2
    filters = answer(peel, "praise", "@2023-25", *twice)["scope"]["filters"]
    assert filters == ["--grade good", "--area leadership", "--kind strength"]
