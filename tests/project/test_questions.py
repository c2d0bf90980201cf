"""Forty questions that journalists, councillors, analysts and researchers ask, each answered by one command.

Where a question cannot be answered from the data, the test shows what peel says instead.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support import Peel

from peelcli.loading.catalogue import Catalogue


class Question(NamedTuple):
    """A question, the command that answers it, and parts of the answer."""

    id: str
    question: str
    command: tuple[str, ...]
    answer: tuple[str, ...]


ANSWERED = (
    Question(
        "J1",
        "What did West Mercia hear about 101 calls?",
        ("search", "101", "calls", "--force", "west-mercia"),
        ("2023-25", "improvements", "Responding", "Also searched for: 101, non-emergency"),
    ),
    Question(
        "J3",
        "How many forces are inadequate in anything in 2023-25?",
        ("list", "--cycle", "2023-25", "--grade", "inadequate"),
        ("Lincolnshire Police", "Based on 42 of 43 forces; no report: Dyfed-Powys Police.", "grades are known"),
    ),
    Question(
        "J4",
        "What did the chief constable of Greater Manchester say?",
        ("responses", "gmp", "--text", "chief constable"),
        ("Stephen Watson",),
    ),
    Question(
        "J5",
        "Which force has the most inadequate grades?",
        ("count", "@2023-25", "--by", "force", "--grade", "inadequate", "--sort", "-count", "--limit", "3"),
        ("Lincolnshire Police", "Only 3 of 43 rows (--limit).", "no report: Dyfed-Powys Police"),
    ),
    Question(
        "J6",
        "Open the inspectorate's page of the West Mercia report.",
        ("list", "west-mercia", "--fields", "report_url"),
        ("https://hmicfrs.justiceinspectorates.gov.uk/peel-reports/west-mercia-2023-25",),
    ),
    Question(
        "J7",
        "Which are the newest five reports?",
        ("list", "--sort", "-published", "--limit", "5", "--fields", "force_name,published"),
        ("2025-07-24", "Only 5 of 29"),
    ),
    Question(
        "J8",
        "Was my force ever in special measures (engage)?",
        ("search", "special", "measures", "--force", "lincolnshire"),
        ("enhanced monitoring", "6 December 2024", "Also searched for: Engage"),
    ),
    Question(
        "J9",
        "What was said about domestic abuse in West Mercia?",
        ("search", "domestic abuse", "--force", "west-mercia"),
        ("2018-19", "arrests", "Based on 7 reports."),
    ),
    Question("C1", "What did Warwickshire get?", ("summary", "warwickshire"), ("All 9 grades as announced",)),
    Question(
        "C2",
        "What must Warwickshire improve? Only the serious matters.",
        ("improvements", "warwickshire", "--kind", "cause-of-concern"),
        ("No area for improvement matches.", "the report may say more"),
    ),
    Question(
        "C3",
        "Has Warwickshire improved since last time?",
        ("compare", "warwickshire@2021-22", "warwickshire"),
        ("≠ not comparable", "grades cannot be compared directly"),
    ),
    Question(
        "C4",
        "How do we compare with our neighbours?",
        ("compare", "warwickshire", "west-mercia", "staffordshire", "west-midlands", "northants", "thames-valley"),
        ("Warwickshire Police", "Northamptonshire Police", "Blank: no grade is known."),
    ),
    Question(
        "C5",
        "What does requires improvement mean?",
        ("explain", "requires", "improvement"),
        ("characteristic", "Source: https://hmicfrs"),
    ),
    Question(
        "C6",
        "A one-page paper for the panel.",
        ("summary", "warwickshire", "-f", "html"),
        ("<!DOCTYPE html>", "Warwickshire Police", "</html>"),
    ),
    Question("C7", "What did the commissioner say?", ("responses", "warwickshire", "--text", "PCC"), ("Seccombe",)),
    Question(
        "C8",
        "Which forces are outstanding at anything?",
        ("areas", "@newest", "--grade", "outstanding"),
        ("Humberside Police", "Based on all 43 forces."),
    ),
    Question(
        "C10",
        "Which area is the worst nationwide in this cycle?",
        ("count", "@2023-25", "--sort", "-inadequate", "--limit", "1"),
        ("Responding to the public", "Known", "Of", "43"),
    ),
    Question(
        "A3",
        "Share of forces requiring improvement at investigating crime, by cycle.",
        ("count", "--all", "--area", "investigating-crime", "--by", "cycle,grade", "--grade", "ri"),
        ("Of those known", "2023-25", "%", "The grade is known for"),
    ),
    Question("A4", "A chart of the grades.", ("count", "@2023-25", "--by", "grade"), ("█", "Inadequate", "%")),
    Question(
        "A5",
        "Rank forces by number of good or better grades.",
        ("count", "@2023-25", "--by", "force", "--at-least", "good", "--sort", "-count"),
        ("Cumbria Constabulary", "Matching"),
    ),
    Question(
        "A7",
        "Only the forces of my choice.",
        ("areas", "@2023-25", "--force", "kent", "--force", "sussex", "--force", "surrey"),
        ("Kent Police", "Surrey Police", "Based on all 3 forces."),
    ),
    Question(
        "A8",
        "Which forces improved between 2016 and 2017?",
        ("compare", "@2016", "@2017", "--change", "better"),
        ("Bedfordshire", "Effectiveness", "Grade before"),
    ),
    Question(
        "A9",
        "Grades of the West Midlands region without West Midlands Police.",
        ("areas", "warwickshire", "west-mercia", "staffordshire"),
        ("Staffordshire Police", "Warwickshire Police"),
    ),
    Question(
        "R8",
        "Which areas correspond between cycles?",
        ("explain", "--cycle", "2018-19"),
        ("Meeting current demands", "meeting-demands"),
    ),
    Question(
        "R10",
        "Full text search for one of two subjects.",
        ("search", "disproportionality", "OR", "stop and search"),
        ("Also searched for: disproportionate", "stops and searches"),
    ),
    Question("R6", "Version, citation and licence of the data.", ("explain", "citation"), ("Cite as: peel", "data of")),
)

# What HMICFRS or the data does not let anybody answer: the question, the command, and what peel says.
NOT_TO_BE_KNOWN = (
    Question(
        "J2",
        "Which forces got worse since last time at responding to the public?",
        ("compare", "@2021-22", "@2023-25", "--area", "responding", "--change", "worse"),
        ("Nothing to compare matches.", "grades cannot be compared directly with the cycle before"),
    ),
    Question(
        "J10",
        "Compare my force with similar forces.",
        ("explain", "most similar group"),
        ("most resemble a given one", "Home Office"),
    ),
    Question(
        "C9",
        "Has everything found in 2021-22 been put right?",
        ("compare", "warwickshire@2021-22", "warwickshire@2023-25"),
        ("≠ not comparable",),
    ),
)


@pytest.mark.parametrize("one", [*ANSWERED, *NOT_TO_BE_KNOWN], ids=lambda one: one.id)
def test_a_question_has_an_answer(peel: Peel, one: Question) -> None:
    answer = " ".join(peel(*one.command).stdout.split())  # however its lines are broken
    assert [part for part in one.answer if part not in answer] == [], answer


def rows(peel: Peel, *command: str) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = json.loads(peel(*command, "--json").stdout)["rows"]
    return result


# --- questions whose answer goes into another program ---


def test_a1_a_spreadsheet_of_all_grades_has_a_column_for_each_area(peel: Peel) -> None:
    table = list(csv.DictReader(io.StringIO(peel("compare", "@2023-25", "--wide", "-f", "csv").stdout)))
    (notts,) = [row for row in table if row["force"] == "nottinghamshire"]
    assert len(table) == 42
    assert (notts["investigating-crime"], notts["ons_code"]) == ("inadequate", "E23000019")


def test_a2_everything_is_one_long_csv(peel: Peel) -> None:
    table = list(csv.DictReader(io.StringIO(peel("areas", "--all", "-f", "csv").stdout)))
    assert len(table) > 1300
    assert {"force", "ons_code", "police_uk_id", "cycle", "area", "grade", "source_title"} <= table[0].keys()


def test_a6_a_csv_goes_into_sqlite(peel: Peel, tmp_path: Path) -> None:
    path = tmp_path / "grades.csv"
    peel("areas", "@2023-25", "-o", path)
    table = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    base = sqlite3.connect(":memory:")
    base.execute(f"create table areas ({', '.join(table[0])})")
    base.executemany(f"insert into areas values ({', '.join('?' * len(table[0]))})", table[1:])
    query = "select force from areas where area = 'investigating-crime' and grade = 'inadequate' order by force"
    result = base.execute(query).fetchall()
    base.close()
    assert ("nottinghamshire",) in result


def test_a10_areas_for_improvement_are_counted_by_area(peel: Peel) -> None:
    areas = [row["area"] for row in rows(peel, "improvements", "@2023-25")]
    assert areas.count("responding-to-public") > areas.count("workforce") > 0


def test_r1_grades_have_complete_citations(peel: Peel) -> None:
    graded = [row for row in rows(peel, "areas", "@2023-25") if row["grade"]]
    assert [row for row in graded if not (row["source_publisher"] and row["source_url"])] == []
    assert sum(bool(row["source_title"]) for row in graded) > len(graded) * 0.9


def test_r2_complete_reports_are_found_by_their_own_column(peel: Peel) -> None:
    complete = [row["force"] for row in rows(peel, "list", "@2023-25") if row["complete"]]
    assert "west-mercia" in complete
    assert "greater-manchester" not in complete


def test_r3_every_change_is_a_row(peel: Peel) -> None:
    changes = rows(peel, "compare", "@2015", "@2016", "@2017", "--change", "better", "--change", "worse")
    assert {row["change"] for row in changes} == {"better", "worse"}
    assert {row["previous_cycle"] for row in changes} == {"2015", "2016"}


def test_r4_notes_on_grades_are_rows(peel: Peel) -> None:
    noted = [row for row in rows(peel, "areas", "--all") if row["note"]]
    assert len(noted) > 10


def test_r5_the_reports_can_be_read_from_python() -> None:
    (report,) = Catalogue().load(["kent"]).reports
    assert (report.force.name, report.cycle.id) == ("Kent Police", "2023-25")


def test_r7_what_is_known_of_each_cycle_is_counted(peel: Peel) -> None:
    by_cycle = {row["cycle"]: row for row in rows(peel, "count", "--all", "--by", "cycle")}
    assert list(by_cycle) == ["2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25"]
    assert all(row["known"] < row["expected"] for row in by_cycle.values())


def test_r9_forces_without_a_report_are_named_for_each_cycle(peel: Peel) -> None:
    missing = json.loads(peel("list", "--json").stdout)["scope"]["without_report"]
    assert {"force": "kent", "cycle": "2014"} in missing
    assert {"force": "dyfed-powys", "cycle": "2023-25"} in missing
    assert {"force": "kent", "cycle": "2017"} not in missing


def test_every_question_is_here() -> None:
    named = [name for name in globals() if name.startswith("test_")]
    tested = {name.split("_")[1].upper() for name in named} & {f"{kind}{n}" for kind in "JCAR" for n in range(1, 11)}
    ids = tested | {one.id for one in (*ANSWERED, *NOT_TO_BE_KNOWN)}
    assert ids == {f"{kind}{number}" for kind in "JCAR" for number in range(1, 11)}
    assert len(ids) - len(NOT_TO_BE_KNOWN) == 37
