"""`peel check`, which prints messages like a compiler, and `peel new`, whose empty values it lists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support import Peel

CLEAN = """\
force: Kent
cycle: 2016
graded_areas:
  - {area: effectiveness, grade: good, source: page}
sources:
  page: {title: PEEL 2016, url: https://example.org/2016}
"""
WRONG = """\
force: Kent
cycle: 2016
graded_areas:
  - {area: effectiveness, grade: adequate}
  - {area: drones, grade: good, source: page}
sources:
  page: {title: PEEL 2016, url: https://example.org/2016}
"""
MESSAGES = """\
wrong.yaml:4:34: 'adequate' is not a grade of PEEL 2016. Its grades are outstanding, good, requires-improvement, inadequate.
      - {area: effectiveness, grade: adequate}
                                     ^

wrong.yaml:5:12: warning: 'drones' is not an area of PEEL 2016. It is kept as written.
      - {area: drones, grade: good, source: page}
               ^

"""
ODD = CLEAN.replace("effectiveness", "drones")
ODD_MESSAGES = """\
odd.yaml:4:12: warning: 'drones' is not an area of PEEL 2016. It is kept as written.
      - {area: drones, grade: good, source: page}
               ^

"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _the_same_everywhere: None) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("clean", CLEAN), ("wrong", WRONG), ("odd", ODD)):
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")


def test_a_clean_file_exits_with_0(peel: Peel) -> None:
    assert peel("check", "clean.yaml") == ("1 file: no problem found.\n", "", 0)


def test_problems_are_listed_with_place_and_excerpt_and_counted(peel: Peel) -> None:
    assert peel("check", "wrong.yaml", exit_code=1) == (f"{MESSAGES}1 file: 1 problem, 1 warning.\n", "", 1)


def test_problems_are_grouped_by_file(peel: Peel) -> None:
    stdout = f"{ODD_MESSAGES}{MESSAGES}3 files: 1 problem, 2 warnings.\n"
    assert peel("check", "odd.yaml", "clean.yaml", "wrong.yaml", exit_code=1) == (stdout, "", 1)


def test_warnings_alone_exit_with_0(peel: Peel) -> None:
    assert peel("check", "odd.yaml") == (f"{ODD_MESSAGES}1 file: 0 problems, 1 warning.\n", "", 0)


def test_strict_makes_warnings_count(peel: Peel) -> None:
    stdout = f"{ODD_MESSAGES}1 file: 0 problems, 1 warning.\n"
    assert peel("check", "--strict", "odd.yaml", exit_code=1) == (stdout, "", 1)


def test_all_report_files_below_a_folder_are_checked_in_order(peel: Peel) -> None:
    answer = peel("check", ".", exit_code=1).stdout
    assert re.findall("^[^ \n]+?:", answer, re.MULTILINE) == ["./odd.yaml:", "./wrong.yaml:", "./wrong.yaml:"]
    assert answer.endswith("\n3 files: 1 problem, 2 warnings.\n")


def test_a_file_that_is_named_and_found_below_a_folder_is_checked_once(peel: Peel) -> None:
    assert peel("check", ".", "./odd.yaml", exit_code=1).stdout.endswith("\n3 files: 1 problem, 2 warnings.\n")


def test_standard_input_is_checked(peel: Peel) -> None:
    assert (
        peel("check", "-", stdin=ODD).stdout
        == ODD_MESSAGES.replace("odd.yaml", "-") + "1 file: 0 problems, 1 warning.\n"
    )


def test_json_gives_editors_every_problem(peel: Peel) -> None:
    answer = json.loads(peel("check", "wrong.yaml", "-f", "json", exit_code=1).stdout)
    assert (answer["view"], answer["warnings"]) == ("problems", [])
    assert [(row["path"], row["line"], row["column"], row["code"], row["level"]) for row in answer["rows"]] == [
        ("wrong.yaml", 4, 34, "scale", "problem"),
        ("wrong.yaml", 5, 12, "area", "warning"),
    ]
    assert answer["rows"][1]["message"] == "'drones' is not an area of PEEL 2016."
    assert answer["rows"][1]["hint"] == "It is kept as written."


def test_json_of_a_clean_file_is_an_empty_list(peel: Peel) -> None:
    assert json.loads(peel("check", "clean.yaml", "-f", "json").stdout)["rows"] == []


def test_a_file_that_cannot_be_read_exits_with_4_and_hides_no_problem_of_others(peel: Peel) -> None:
    assert peel("check", "none.yaml", "odd.yaml", exit_code=4) == (
        f"{ODD_MESSAGES}2 files: 0 problems, 1 warning, 1 not read.\n",
        "Error: none.yaml: there is no such file.\n",
        4,
    )


def test_a_file_that_cannot_be_read_is_not_said_to_be_clean(peel: Peel) -> None:
    assert peel("check", "none.yaml", exit_code=4).stdout == "1 file: 1 not read.\n"
    assert peel("check", "none.yaml", "clean.yaml", exit_code=4).stdout == "2 files: no problem found, 1 not read.\n"


def test_a_folder_without_reports_exits_with_3(peel: Peel) -> None:
    Path("empty").mkdir()
    assert peel("check", "empty", exit_code=3) == (
        "0 files: nothing to check.\n",
        "Error: empty: there is no report file in this folder (.yaml, .yml or .json).\n",
        3,
    )


# --- a new file ------------------------------------------------------------------------------------------------------


def test_check_lists_what_is_still_to_fill_in_in_a_new_file(peel: Peel) -> None:
    Path("new.yaml").write_text(peel("new", "kent").stdout, encoding="utf-8")
    answer = peel("check", "new.yaml", exit_code=1).stdout
    assert answer.startswith(
        "new.yaml:18:35: `grade` is empty. "
        "Write one of outstanding, good, adequate, requires-improvement, inadequate.\n"
    )
    assert answer.count("`grade` is empty.") == 11
    assert answer.count("`summary` is empty. Describe the finding in a sentence.") == 2
    assert answer.count("`summary` is empty. Describe in a sentence what was said.") == 1
    assert answer.count("`name` is empty. Write who said it.") == 1
    assert answer.endswith(
        "new.yaml:59:9: warning: source 'page' has no web address. An address begins with https://.\n"
        "        url:\n            ^\n\n"
        "1 file: 15 values to fill in, 1 warning.\n"
    )


def test_a_mistake_in_a_file_not_yet_filled_in_is_counted_apart(peel: Peel) -> None:
    Path("new.yaml").write_text(peel("new", "kent").stdout + "publishd: 2024\n", encoding="utf-8")
    answer = peel("check", "new.yaml", exit_code=1).stdout
    assert answer.endswith("\n\n1 file: 1 problem, 15 values to fill in, 1 warning.\n")


def test_a_new_file_that_is_filled_in_is_clean(peel: Peel) -> None:
    text = peel("new", "kent").stdout
    text = text.replace("grade: ,", "grade: good,").replace("    url:\n", "    url: https://example.org\n")
    text = re.sub("(summary|name|area):( +#.*)?$", r"\1: leadership", text, flags=re.MULTILINE)
    Path("new.yaml").write_text(text, encoding="utf-8")
    assert peel("check", "--strict", "new.yaml") == ("1 file: no problem found.\n", "", 0)


@pytest.mark.parametrize(
    "name", ["a: b # c", "'", '"', "[x]", "- a", "no", "2016", "a\nb", "\x1b[2J", "\u202e", "@x", "%", "{{ x }}", "é\\"]
)
def test_any_name_of_a_force_can_be_given_to_a_new_file(peel: Peel, name: str) -> None:
    outcome = peel("new", "--cycle", "2016", f"Force {name}")
    assert not [char for char in outcome.stdout.replace("\n", "") if not char.isprintable()]
    text = outcome.stdout.replace("grade: ,", "grade: good,").partition("improvement_areas:")[0]
    Path("new.yaml").write_text(text + "sources: {page: {}}\n", encoding="utf-8")
    report = json.loads(peel("summary", "./new.yaml", "--json").stdout)["reports"][0]
    assert report["force"] == f"Force {name}"
