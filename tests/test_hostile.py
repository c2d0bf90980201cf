"""Whatever people feed it: one case for every row of a list of bad and hostile inputs, and what lies beyond."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Peel

HEAD = "force: Northshire\ncycle: 2023-25\n"
NO_GRADES = HEAD + "graded_areas: []\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _the_same_everywhere: None) -> None:
    """Stand in an empty folder, so that messages name short paths."""
    monkeypatch.chdir(tmp_path)


def write(text: str | bytes, name: str = "r.yaml") -> str:
    """Write a file and return its name."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


# --- very many problems ----------------------------------------------------------------------------------------------


def test_fifty_problems_of_a_file_are_shown_and_the_rest_counted(peel: Peel) -> None:
    write(NO_GRADES + "".join(f"key{number}: 1\n" for number in range(60)))
    outcome = peel("summary", "./r.yaml", exit_code=3)
    assert outcome.stdout == ""
    assert "./r.yaml:53:1: a report has no key 'key49'." in outcome.stderr
    assert "key50" not in outcome.stderr
    assert outcome.stderr.endswith("… and 10 more (`peel check -f json` gives all)\n")


def test_check_shows_fifty_problems_of_each_file_and_counts_all(peel: Peel) -> None:
    for name in ("a.yaml", "b.yaml"):
        write(NO_GRADES + "".join(f"key{number}: 1\n" for number in range(60)), name)
    outcome = peel("check", "./a.yaml", "./b.yaml", exit_code=1)
    assert outcome.stdout.count(" a report has no key ") == 100
    assert outcome.stdout.count("… and 11 more (`peel check -f json` gives all)\n") == 2
    assert outcome.stdout.endswith("\n\n2 files: 120 problems, 2 warnings.\n")


def test_check_gives_all_problems_as_json(peel: Peel) -> None:
    write(NO_GRADES + "".join(f"key{number}: 1\n" for number in range(300)))
    rows = json.loads(peel("check", "-f", "json", "r.yaml", exit_code=1).stdout)["rows"]
    assert [row["line"] for row in rows if row["code"] == "unknown-key"] == list(range(4, 304))


def test_where_there_are_too_many_problems_warnings_give_way(peel: Peel) -> None:
    areas = "".join(f"  - {{area: made up {number}, grade: good}}\n" for number in range(60))
    write(f"{HEAD}graded_areas:\n{areas}publishd: 2024\n")
    outcome = peel("summary", "./r.yaml", exit_code=3)
    assert "./r.yaml:64:1: a report has no key 'publishd'. Did you mean 'published' or" in outcome.stderr
    assert outcome.stderr.count("warning: ") == 49
    assert outcome.stderr.endswith("… and 11 more (`peel check -f json` gives all)\n")


def test_fifty_warnings_of_a_file_are_shown_and_the_rest_counted(peel: Peel) -> None:
    areas = "".join(f"  - {{area: made up {number}, grade: good}}\n" for number in range(60))
    write(f"{HEAD}graded_areas:\n{areas}")
    outcome = peel("list", "./r.yaml", "-f", "jsonl")
    assert outcome.stderr.count("warning: ") == 50
    assert outcome.stderr.endswith("peel: … and 10 more (`peel check -f json` gives all)\n")


def test_after_very_many_problems_no_more_are_listed(peel: Peel) -> None:
    """The same report without its keys, often enough, is 100,000 problems and one that says that there are more."""
    write("[" + "{}," * 40_000 + "]")
    rows = json.loads(peel("check", "-f", "json", "r.yaml", exit_code=1).stdout)["rows"]
    assert len(rows) == 100_001
    assert rows[-1] == {
        "path": "r.yaml",
        "line": None,
        "column": None,
        "code": "more",
        "level": "problem",
        "message": "there are more than 100,000 problems; these are the first.",
        "hint": "",
        "where": None,
    }


def test_very_many_warnings_hide_no_report(peel: Peel) -> None:
    areas = "".join(f"  - {{area: a{number}, grade: good}}\n" for number in range(100_001))
    write(f"{HEAD}graded_areas:\n{areas}")
    outcome = peel("list", "./r.yaml", "--fields", "good", "-f", "csv")
    assert outcome.stdout == "good\n100001\n"


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb.yaml", "a\\nb.yaml"),
        ("a\x1b[2Jb.yaml", "a\\x1b[2Jb.yaml"),
        ("a\u202eb.yaml", "a<U+202E>b.yaml"),
        ("a\udcffb.yaml", "a<U+DCFF>b.yaml"),
        ("a b [red].yaml", "a b [red].yaml"),
    ],
)
def test_46_a_strange_name_of_a_file_is_spelled_out_on_one_line(peel: Peel, name: str, shown: str) -> None:
    assert peel("summary", name, exit_code=4).stderr == f"Error: {shown}: there is no such file.\n"
    write(HEAD, name)
    told = f"{shown}:1:1: `graded_areas` is missing. Write `graded_areas: []` if no grade is known.\n"
    assert peel("summary", name, exit_code=3).stderr == f"{told}    force: Northshire\n    ^\n"
    assert peel("check", name, exit_code=1).stdout.startswith(told)
