"""The database of `peel export`: its content, its integrity, and how its file is written."""

from __future__ import annotations

import os
import re
import resource
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support import HERE, ROOT, Outcome, Peel, report

from peelcli import DATA_DATE, LICENCE
from peelcli.answers import comparison
from peelcli.loading.catalogue import Catalogue
from peelcli.model.report import Area, Cycle, Finding, Force, Grade, GradedArea, Report, Response, Source, Ungraded
from peelcli.writing import export
from peelcli.writing.tables import FORMAT

Rows = list[tuple[object, ...]]

TABLES = {
    "about", "areas", "citations", "comparability", "cycles", "findings", "forces", "graded_areas", "grades", "notes",
    "reports", "responses", "sources", "stated_counts", "texts",
}  # fmt: skip
VIEWS = {"counts_by_area", "coverage", "force_by_area", "missing_reports", "newest_grades"}
MADE_UP = HERE / "data"
"""Nine reports on seven forces: Northshire in 2016, 2017 and 2023-25, and six other shires in 2023-25."""


@pytest.fixture(scope="module")
def shires(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The database of the made-up reports alone."""
    path = tmp_path_factory.mktemp("shires") / "shires.db"
    export.write(Catalogue().load([str(MADE_UP)]).reports, str(path))
    with closing(sqlite3.connect(path)) as database:
        yield database


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The database of the built-in reports."""
    path = tmp_path_factory.mktemp("everything") / "peel.db"
    export.write(Catalogue().load([], everything=True).reports, str(path))
    with closing(sqlite3.connect(path)) as database:
        yield database


def rows(database: sqlite3.Connection, query: str, *values: object) -> Rows:
    return database.execute(query, values).fetchall()


def made(path: Path, *reports: Report) -> sqlite3.Connection:
    export.write(reports, str(path))
    return sqlite3.connect(path)


# --- what is in it ---------------------------------------------------------------------------------------------------


def test_it_has_the_tables_and_views_that_are_promised(shires: sqlite3.Connection) -> None:
    objects = rows(shires, "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view')")
    assert {name for kind, name in objects if kind == "view"} == VIEWS
    tables = {str(name) for kind, name in objects if kind == "table"}
    assert {name for name in tables if not name.startswith("texts_fts")} == TABLES


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("reports", 9),
        ("graded_areas", 23),
        ("findings", 6),
        ("responses", 2),
        ("notes", 1),
        ("sources", 10),
        ("stated_counts", 5),
        ("citations", 29),
        ("texts", 27),
        ("forces", 50),
        ("cycles", 8),
        ("grades", 5),
        ("comparability", 28),
        ("areas WHERE cycle = '2023-25'", 12),
        ("forces WHERE in_peel", 43),
    ],
)
def test_every_entry_is_a_row(table: str, count: int, shires: sqlite3.Connection) -> None:
    assert rows(shires, f"SELECT COUNT(*) FROM {table}") == [(count,)]


def test_a_report_has_its_facts(shires: sqlite3.Connection) -> None:
    facts = (
        "id, force, cycle, force_name, newest, inspected, published, published_source, report_url, summary, known,"
        "expected, complete, graded_total, counts_source"
    )
    assert rows(shires, f"SELECT {facts} FROM reports WHERE force = 'northshire-police' ORDER BY id") == [
        (5, "northshire-police", "2016", "Northshire Police", 0, *[None] * 5, 3, 13, None, None, None),
        (6, "northshire-police", "2017", "Northshire Police", 0, *[None] * 5, 3, 13, None, None, None),
        (7, "northshire-police", "2023-25", "Northshire Police", 1, "2024-09", "2025-03-14", None, None,
         "A made-up force with one area of each grade.", 5, 5, 1, None, "page"),
    ]  # fmt: skip


def test_a_graded_area_has_a_grade_or_the_reason_why_not(shires: sqlite3.Connection) -> None:
    query = """
        SELECT area, position, grade, ungraded, separate, note, source FROM graded_areas
        WHERE force = ? AND cycle = ? ORDER BY id
    """
    assert rows(shires, query, "northshire-police", "2023-25") == [
        ("victim-service", 1, None, "not-graded", 0, None, None),
        ("recording-crime", 2, "outstanding", None, 0, "Changed after publication.", "page"),
        ("preventing-crime", 3, "good", None, 0, None, "page"),
        ("responding-to-public", 4, "inadequate", None, 0, None, "page"),
        ("investigating-crime", 5, "requires-improvement", None, 0, None, "page"),
        ("managing-offenders", 6, "adequate", None, 0, None, "paper"),
    ]


def test_findings_are_improvements_and_praise(shires: sqlite3.Connection) -> None:
    query = "SELECT section, kind, area, position, summary, since, source FROM findings WHERE force = ? ORDER BY id"
    assert rows(shires, query, "northshire-police") == [
        ("improvements", "cause-of-concern", "responding-to-public", 1, "Emergency calls wait too long.", "2021-22", "page"),
        ("improvements", "area-for-improvement", "investigating-crime", 2, "Detectives carry too many cases.", None, "page"),
        ("improvements", "area-for-improvement", None, 3, "Vehicles are old.", None, "paper"),
        ("praise", "promising-practice", "preventing-crime", 1,
         "Neighbourhood teams have cut repeat calls by a third.", None, "page"),
    ]  # fmt: skip


def test_a_response_has_its_facts(shires: sqlite3.Connection) -> None:
    query = "SELECT name, role, organisation, summary, quote, date, source FROM responses WHERE force = ?"
    assert rows(shires, query, "northshire-police") == [
        ("Priya Hallworth", "Chief Constable", "Northshire Police", "Welcomes the report and promises faster answers.",
         "We must do better.", "2025-03-15", "paper"),
    ]  # fmt: skip


def test_notes_and_sources_belong_to_their_report(shires: sqlite3.Connection) -> None:
    assert rows(shires, "SELECT force, cycle, position, note FROM notes") == [
        ("northshire-police", "2023-25", 1, "One area was regraded in April 2025.")
    ]
    query = "SELECT source, title, publisher, url, published FROM sources WHERE force = ? AND cycle = ?"
    assert rows(shires, query, "northshire-police", "2023-25") == [
        ("page", "PEEL 2023–25: Northshire", "HMICFRS", "https://example.org/northshire", "2025-03-14"),
        ("paper", "Force told to answer faster", "Northshire Echo", "https://example.org/echo/1", None),
    ]


def test_an_entry_with_two_sources_cites_both(shires: sqlite3.Connection) -> None:
    query = """
        SELECT citations.position, citations.source FROM citations JOIN graded_areas ON graded_areas.id = entry
        WHERE section = 'graded_areas' AND area = 'recording-crime'
    """
    assert rows(shires, query) == [(1, "page"), (2, "paper")]


def test_announced_counts_are_kept(shires: sqlite3.Connection) -> None:
    query = "SELECT force, cycle, grade, areas FROM stated_counts JOIN grades USING (grade) ORDER BY rank"
    assert rows(shires, query) == [
        ("northshire-police", "2023-25", grade, 1)
        for grade in ("outstanding", "good", "adequate", "requires-improvement", "inadequate")
    ]


def test_grades_have_a_rank_on_either_scale(shires: sqlite3.Connection) -> None:
    assert rows(shires, "SELECT grade, name, rank, rank_of_four FROM grades ORDER BY rank") == [
        ("outstanding", "Outstanding", 1, 1),
        ("good", "Good", 2, 2),
        ("adequate", "Adequate", 3, None),
        ("requires-improvement", "Requires improvement", 4, 3),
        ("inadequate", "Inadequate", 5, 4),
    ]


def test_cycles_have_an_order_and_a_scale(shires: sqlite3.Connection) -> None:
    assert rows(shires, "SELECT cycle, name, position, grades, areas_known FROM cycles ORDER BY position") == [
        ("2014", "PEEL 2014", 1, 4, 1),
        ("2015", "PEEL 2015", 2, 4, 1),
        ("2016", "PEEL 2016", 3, 4, 1),
        ("2017", "PEEL 2017", 4, 4, 1),
        ("2018-19", "PEEL 2018/19", 5, 4, 1),
        ("2021-22", "PEEL 2021/22", 6, 5, 1),
        ("2023-25", "PEEL 2023–25", 7, 5, 1),
        ("2025-27", "PEEL 2025–27", 8, 5, 0),
    ]


def test_areas_have_their_names_and_order_in_each_cycle(shires: sqlite3.Connection) -> None:
    query = """
        SELECT cycle, areas.name, short_name, areas.position, graded, separately_graded
        FROM areas JOIN cycles USING (cycle) WHERE area = ? ORDER BY cycles.position
    """
    assert rows(shires, query, "leadership") == [
        ("2015", "Leadership", "Leadership", 15, "never", 0),
        ("2016", "Leadership", "Leadership", 15, "never", 0),
        ("2021-22", "Strategic planning, organisational management and value for money", "Leadership", 11, "always", 0),
        ("2023-25", "Leadership and force management", "Leadership", 10, "always", 0),
        ("2025-27", "Leadership and force management", "Leadership", 1, None, 0),
    ]
    assert rows(shires, query, "vetting-and-corruption") == [
        ("2021-22", "Vetting, IT monitoring and counter-corruption", "Vetting", 12, "sometimes", 1),
        ("2023-25", "Vetting, IT monitoring and counter-corruption", "Vetting", 12, "sometimes", 1),
    ]


def test_forces_have_their_codes(shires: sqlite3.Connection) -> None:
    assert rows(shires, "SELECT * FROM forces WHERE force IN ('gwent', 'northshire-police') ORDER BY force") == [
        ("gwent", "Gwent Police", 1, "W15000002", "gwent", "Wales", "Wales"),
        ("northshire-police", "Northshire Police", 0, None, None, None, None),
    ]


def test_every_pair_of_cycles_says_whether_it_may_be_compared(shires: sqlite3.Connection) -> None:
    query = "SELECT comparable, source IS NULL FROM comparability WHERE earlier = ? AND later = ?"
    assert rows(shires, query, "2016", "2017") == [(1, 0)]
    assert rows(shires, query, "2021-22", "2023-25") == [(0, 0)]
    assert rows(shires, query, "2023-25", "2025-27") == [(None, 1)]
    assert rows(shires, query, "2017", "2016") == []


def test_it_says_where_it_comes_from(shires: sqlite3.Connection) -> None:
    about = dict(rows(shires, "SELECT key, value FROM about"))  # type: ignore[arg-type]
    assert about == {
        "peel_version": "1.1.0",
        "format_version": "1",
        "data_date": DATA_DATE,
        "reports": "built-in reports",
        "licence": LICENCE,
        "citation": "peel 1.1.0, data of 2026-11-25: grades and findings of HMICFRS's PEEL inspections, compiled from "
        "public sources.",
        "caution": "Grades of different cycles are mostly not comparable: see the table comparability.",
    }
    assert "Open Government Licence v3.0" in LICENCE
    assert rows(shires, "PRAGMA application_id") == [(0x5045454C,)]
    assert rows(shires, "PRAGMA user_version") == [(1,)]


def test_the_database_holds_user_reports_and_says_so(tmp_path: Path, peel: Peel) -> None:
    assert peel("export", tmp_path / "peel.db", "--data", MADE_UP) == ("", "", 0)
    with closing(sqlite3.connect(tmp_path / "peel.db")) as database:
        assert rows(database, "SELECT COUNT(*) FROM reports WHERE force = 'northshire-police'") == [(3,)]
        assert rows(database, "SELECT value FROM about WHERE key = 'reports'") == [
            ("built-in reports and others (--data)",)
        ]


# --- keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["shires", "everything"])
def test_every_key_points_to_a_row(which: str, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue(which)
    assert rows(database, "PRAGMA foreign_key_check") == []
    assert rows(database, "PRAGMA integrity_check") == [("ok",)]


def test_datasette_finds_what_it_needs(shires: sqlite3.Connection) -> None:
    """Datasette fails on a key that does not name its column, and knows a search by these words of its statement."""
    for table in TABLES:
        assert all(key[4] for key in rows(shires, f"PRAGMA foreign_key_list ({table})"))
    ((statement,),) = rows(shires, "SELECT sql FROM sqlite_schema WHERE name = 'texts_fts'")
    assert 'USING fts5 (text, content="texts"' in str(statement)


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_duckdb_can_read_the_views(view: str, shires: sqlite3.Connection) -> None:
    """DuckDB parses a view and sends it to SQLite in its own words, in which COUNT(*) is a function of DuckDB."""
    ((statement,),) = rows(shires, "SELECT sql FROM sqlite_schema WHERE name = ?", view)
    assert "COUNT(*)" not in str(statement)


def test_a_wrong_row_is_refused(tmp_path: Path) -> None:
    with closing(made(tmp_path / "a.db", report())) as database:
        database.execute("PRAGMA foreign_keys = ON")
        update = "UPDATE graded_areas SET {} WHERE id = 1"
        for change in ("grade = 'great'", "source = 'none'", "area = 'none'", "cycle = '2016'", "force = 'kent'"):
            with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
                database.execute(update.format(change))
        for change in ("grade = NULL", "ungraded = 'not-graded'"):
            with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
                database.execute(update.format(change))


def test_the_built_in_reports_are_all_in_it(everything: sqlite3.Connection) -> None:
    reports = Catalogue().load([], everything=True).reports
    assert rows(everything, "SELECT COUNT(*), SUM(known) FROM reports") == [
        (len(reports), sum(report.known for report in reports))
    ]
    assert rows(everything, "SELECT force, cycle FROM reports ORDER BY id") == [
        (report.force.id, report.cycle.id) for report in reports
    ]


# --- views -----------------------------------------------------------------------------------------------------------


def test_the_newest_grades_are_those_of_the_newest_report_of_each_force(shires: sqlite3.Connection) -> None:
    query = "SELECT force, cycle, area, grade, ungraded, rank, source_url FROM newest_grades WHERE force IN (?, ?)"
    page, echo = "https://example.org/northshire", "https://example.org/eastshire"
    assert rows(shires, query, "northshire-police", "eastshire-police") == [
        ("eastshire-police", "2023-25", "victim-service", None, "not-graded", None, None),
        ("eastshire-police", "2023-25", "preventing-crime", "good", None, 2, echo),
        ("eastshire-police", "2023-25", "responding-to-public", "adequate", None, 3, echo),
        ("northshire-police", "2023-25", "victim-service", None, "not-graded", None, None),
        ("northshire-police", "2023-25", "recording-crime", "outstanding", None, 1, page),
        ("northshire-police", "2023-25", "preventing-crime", "good", None, 2, page),
        ("northshire-police", "2023-25", "responding-to-public", "inadequate", None, 5, page),
        ("northshire-police", "2023-25", "investigating-crime", "requires-improvement", None, 4, page),
        ("northshire-police", "2023-25", "managing-offenders", "adequate", None, 3, "https://example.org/echo/1"),
    ]
    assert rows(shires, "SELECT COUNT(*) FROM newest_grades") == [(17,)]


def test_a_force_by_area_has_its_previous_grade_where_cycles_may_be_compared(shires: sqlite3.Connection) -> None:
    query = """
        SELECT cycle, area, grade, previous_cycle, previous_grade, change, comparable FROM force_by_area
        WHERE force = 'northshire-police' AND cycle <> '2023-25'
    """
    assert rows(shires, query) == [
        ("2016", "effectiveness", "good", None, None, None, None),
        ("2016", "efficiency", "requires-improvement", None, None, None, None),
        ("2016", "legitimacy", "good", None, None, None, None),
        ("2017", "effectiveness", "requires-improvement", "2016", "good", "worse", 1),
        ("2017", "efficiency", "good", "2016", "requires-improvement", "better", 1),
        ("2017", "legitimacy", "good", "2016", "good", "same", 1),
    ]


def test_incomparable_grades_have_no_previous_grade_and_no_change(tmp_path: Path) -> None:
    earlier, later = report(cycle="2021-22"), report(cycle="2023-25")
    with closing(made(tmp_path / "a.db", earlier, later)) as database:
        query = "SELECT cycle, grade, previous_cycle, previous_grade, change, comparable, reason IS NULL FROM force_by_area WHERE area = ?"
        assert rows(database, query, "preventing-crime") == [
            ("2021-22", "good", None, None, None, None, 1),
            ("2023-25", "good", "2021-22", None, None, 0, 0),
        ]


def test_a_carried_over_grade_is_not_a_change(tmp_path: Path) -> None:
    earlier, later = report(cycle="2016"), report(cycle="2017")
    carried = later.graded_areas[0]._replace(carried_over_from="2016")
    with closing(made(tmp_path / "a.db", earlier, later._replace(graded_areas=(carried,)))) as database:
        query = "SELECT previous_grade, change, carried_over_from FROM force_by_area WHERE cycle = '2017'"
        assert rows(database, query) == [("good", None, "2016")]


def test_a_force_by_area_says_what_peel_trend_says(everything: sqlite3.Connection) -> None:
    reports = Catalogue().load([], everything=True).reports
    expected = [
        (
            row.report.force.id,
            row.report.cycle.id,
            row.area.id,
            int(row.separate),
            row.previous_cycle.id if row.previous_cycle else None,
            row.previous.value if row.previous and row.verdict.comparable else None,
            row.change,
            None if row.verdict.comparable is None else int(row.verdict.comparable),
        )
        for force in dict.fromkeys(report.force.id for report in reports)
        for row in comparison.trend([report for report in reports if report.force.id == force])
    ]
    keys = "force, cycle, area, separate, previous_cycle, previous_grade, change, comparable"
    assert rows(everything, f"SELECT {keys} FROM force_by_area") == expected
    assert {change for *_, change, _ in expected} == {None, "better", "same", "worse"}


def test_counts_by_area_count_forces_per_grade(shires: sqlite3.Connection) -> None:
    query = "SELECT area, grade, forces FROM counts_by_area WHERE cycle = '2023-25'"
    assert rows(shires, query) == [
        ("recording-crime", "outstanding", 1),
        ("preventing-crime", "outstanding", 1),
        ("preventing-crime", "good", 2),
        ("preventing-crime", "requires-improvement", 1),
        ("responding-to-public", "good", 1),
        ("responding-to-public", "adequate", 1),
        ("responding-to-public", "inadequate", 1),
        ("investigating-crime", "adequate", 1),
        ("investigating-crime", "requires-improvement", 1),
        ("investigating-crime", "inadequate", 1),
        ("managing-offenders", "adequate", 1),
        ("leadership", "good", 1),
        ("leadership", "inadequate", 1),
    ]


def test_a_separate_grade_is_marked_and_does_not_count(tmp_path: Path) -> None:
    one = report()
    vetting = GradedArea(one.cycle.areas["vetting-and-corruption"], Grade.INADEQUATE, "page", separate=True)
    with closing(made(tmp_path / "a.db", one._replace(graded_areas=(*one.graded_areas, vetting)))) as database:
        assert rows(database, "SELECT area FROM graded_areas WHERE separate") == [("vetting-and-corruption",)]
        assert rows(database, "SELECT area, grade FROM newest_grades WHERE separate") == [
            ("vetting-and-corruption", "inadequate")
        ]
        assert rows(database, "SELECT area FROM counts_by_area") == [("preventing-crime",), ("investigating-crime",)]
        assert rows(database, "SELECT known FROM reports") == [(2,)]
        assert rows(database, "SELECT grades_known FROM coverage WHERE cycle = '2023-25'") == [(2,)]


def test_coverage_says_what_counts_rest_on(tmp_path: Path) -> None:
    """Kent has two of nine grades, Essex two of an unknown total; Northshire is not one of the 43."""
    kent = report(graded_total=9)._replace(force=Force("kent", "Kent Police"))
    essex = report()._replace(force=Force("essex", "Essex Police"))
    with closing(made(tmp_path / "a.db", essex, kent, report(complete=True))) as database:
        query = "SELECT * FROM coverage WHERE cycle IN ('2018-19', '2023-25')"
        assert rows(database, query) == [
            ("2018-19", "PEEL 2018/19", 0, 0, 43, 0, None, 0, 0),
            ("2023-25", "PEEL 2023–25", 3, 2, 41, 6, 13, 1, 1),
        ]
        missing = rows(database, "SELECT force, force_name FROM missing_reports WHERE cycle = '2023-25'")
        assert len(missing) == 41
        assert missing[0] == ("avon-and-somerset", "Avon and Somerset Constabulary")
        assert not {("kent", "Kent Police"), ("essex", "Essex Police")} & set(missing)


# --- full text -------------------------------------------------------------------------------------------------------

SEARCH = """
    SELECT section, entry, field, force, cycle, text FROM texts
    WHERE id IN (SELECT rowid FROM texts_fts WHERE texts_fts MATCH ?) ORDER BY id
"""


def test_a_search_finds_words_in_any_form_and_the_row_they_belong_to(shires: sqlite3.Connection) -> None:
    assert rows(shires, SEARCH, "emergency AND call") == [
        ("findings", 3, "summary", "northshire-police", "2023-25", "Emergency calls wait too long.")
    ]
    assert rows(shires, "SELECT kind FROM findings WHERE id = 3") == [("cause-of-concern",)]


@pytest.mark.parametrize(
    ("words", "section", "field"),
    [
        ("made", "reports", "summary"),
        ("changed", "graded_areas", "note"),
        ("detectives", "findings", "summary"),
        ("repeat", "findings", "summary"),
        ("hallworth", "responses", "name"),
        ("constable", "responses", "role"),
        ("promises", "responses", "summary"),
        ("better", "responses", "quote"),
        ("regraded", "notes", "note"),
        ("told", "sources", "title"),
    ],
)
def test_every_kind_of_text_is_searched(words: str, section: str, field: str, shires: sqlite3.Connection) -> None:
    assert [row[:3:2] for row in rows(shires, SEARCH, words)] == [(section, field)]


@pytest.mark.parametrize(("which", "kinds"), [("shires", 10), ("everything", 9)])
def test_every_text_is_the_one_in_its_table(which: str, kinds: int, request: pytest.FixtureRequest) -> None:
    database = request.getfixturevalue(which)
    places = rows(database, "SELECT DISTINCT section, field FROM texts")
    assert len(places) >= kinds
    for section, field in places:
        texts = "SELECT entry, force, cycle, text FROM texts WHERE section = ? AND field = ? ORDER BY id"
        origin = f"SELECT id, force, cycle, {field} FROM {section} WHERE {field} NOT NULL ORDER BY id"
        assert rows(database, texts, section, field) == rows(database, origin)


def test_without_full_text_search_the_database_is_written_all_the_same(
    tmp_path: Path, peel: Peel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "FULL_TEXT", export.FULL_TEXT.replace("fts5", "fts_of_the_future"))
    hint = "peel: the database has no full-text search (texts_fts): the SQLite of this Python lacks FTS5\n"
    assert peel("export", tmp_path / "peel.db") == ("", hint, 0)
    with closing(sqlite3.connect(tmp_path / "peel.db")) as database:
        assert rows(database, "SELECT name FROM sqlite_schema WHERE name LIKE 'texts_fts%'") == []
        assert rows(database, "SELECT COUNT(*) > 1000 FROM texts") == [(1,)]
    assert peel("export", tmp_path / "peel.db", "-q") == ("", "", 0)


# --- texts and names that are out of the ordinary --------------------------------------------------------------------

HOSTILE = "'; DROP TABLE reports; -- \x00 \x1b[31m \u202e \U0001f600 \"\r\n\t\ufeff"


def test_texts_are_written_as_they_are(tmp_path: Path) -> None:
    page = Source("page", HOSTILE, HOSTILE, HOSTILE)
    one = report(
        summary=HOSTILE,
        notes=(HOSTILE,),
        sources={"page": page},
        praise=(Finding(HOSTILE, "strength"),),
        stakeholder_responses=(Response(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
    )._replace(force=Force("northshire", HOSTILE))
    with closing(made(tmp_path / "a.db", one)) as database:
        for query, columns in (
            ("SELECT summary, force_name FROM reports", 2),
            ("SELECT note FROM notes", 1),
            ("SELECT title, publisher, url FROM sources", 3),
            ("SELECT summary FROM findings", 1),
            ("SELECT name, summary, role, organisation, quote FROM responses", 5),
            ("SELECT name FROM forces WHERE force = 'northshire'", 1),
        ):
            assert rows(database, query) == [(HOSTILE,) * columns]
        assert rows(database, "SELECT COUNT(*) FROM texts WHERE text = ?", HOSTILE) == [(9,)]
        assert rows(database, "SELECT COUNT(*) FROM texts_fts WHERE texts_fts MATCH 'drop'") == [(9,)]


def test_an_unknown_cycle_and_its_areas_get_rows_without_a_position(tmp_path: Path) -> None:
    zoo = Area("zoo-keeping", "Zoo keeping")
    future = Cycle("2099", "2099")
    graded = (GradedArea(zoo, Grade.ADEQUATE), GradedArea(Area("moon", "The Moon"), Ungraded.NOT_INSPECTED))
    own = report(graded_areas=(GradedArea(zoo, Grade.GOOD),))
    unknown = own._replace(
        cycle=future, graded_areas=graded, improvement_areas=(Finding("x", "y", Area("sun", "Sun")),)
    )
    with closing(made(tmp_path / "a.db", unknown, own)) as database:
        assert rows(database, "PRAGMA foreign_key_check") == []
        assert rows(database, "SELECT * FROM cycles WHERE cycle = '2099'") == [("2099", "2099", 0, None, 0)]
        query = "SELECT * FROM areas WHERE position IS NULL ORDER BY cycle DESC, area"
        assert rows(database, query) == [
            ("2099", "moon", "The Moon", "The Moon", None, None, 0),
            ("2099", "sun", "Sun", "Sun", None, None, 0),
            ("2099", "zoo-keeping", "Zoo keeping", "Zoo keeping", None, None, 0),
            ("2023-25", "zoo-keeping", "Zoo keeping", "Zoo keeping", None, None, 0),
        ]
        # An unknown cycle comes before all others, as everywhere in peel; whether it may be compared is not known.
        query = (
            "SELECT cycle, grade, previous_cycle, previous_grade, comparable FROM force_by_area WHERE grade NOT NULL"
        )
        assert rows(database, query) == [
            ("2099", "adequate", None, None, None),
            ("2023-25", "good", "2099", None, None),
        ]
        assert rows(database, "SELECT cycle FROM reports WHERE newest") == [("2023-25",)]
        assert rows(database, "SELECT COUNT(*) FROM missing_reports WHERE cycle = '2099'") == [(0,)]


# --- the file --------------------------------------------------------------------------------------------------------

FOREIGN = "peel did not write this file. Choose another name, or replace it with --force-overwrite."


def other_database(path: Path) -> bytes:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE mine (x)")
        database.commit()
    return path.read_bytes()


def test_equal_data_give_equal_bytes(tmp_path: Path, peel: Peel) -> None:
    for name in ("one.db", "two.sqlite3"):
        peel("export", tmp_path / name)
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.sqlite3").read_bytes()


@pytest.mark.parametrize("extension", [".db", ".sqlite", ".sqlite3", ".DB"])
def test_a_new_file_is_written_and_nothing_is_printed(extension: str, tmp_path: Path, peel: Peel) -> None:
    assert peel("export", tmp_path / f"peel{extension}") == ("", "", 0)
    assert os.listdir(tmp_path) == [f"peel{extension}"]


def test_a_database_of_peel_is_replaced_and_keeps_its_mode(tmp_path: Path, peel: Peel) -> None:
    path = tmp_path / "peel.db"
    made(path, report()).close()
    path.chmod(0o640)
    peel("export", path)
    with closing(sqlite3.connect(path)) as database:
        assert rows(database, "SELECT COUNT(*) > 200 FROM reports") == [(1,)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["peel.db"]


def test_a_link_stays_and_what_it_points_to_is_replaced(tmp_path: Path, peel: Peel) -> None:
    made(tmp_path / "real.db", report()).close()
    (tmp_path / "link.db").symlink_to("real.db")
    old = (tmp_path / "real.db").read_bytes()
    peel("export", tmp_path / "link.db")
    assert (tmp_path / "link.db").is_symlink()
    assert (tmp_path / "real.db").read_bytes() != old


@pytest.mark.parametrize(
    "content", [b"", b"Dear diary\n", b"SQLite format 3\0", None], ids=["empty", "text", "cut", "sqlite"]
)
def test_another_file_is_replaced_only_if_that_is_asked_for(content: bytes | None, tmp_path: Path, peel: Peel) -> None:
    path = tmp_path / "mine.db"
    old = other_database(path) if content is None else content
    path.write_bytes(old)
    assert peel("export", path, exit_code=4) == ("", f"Error: {path}: {FOREIGN}\n", 4)
    assert path.read_bytes() == old
    assert peel("export", path, "--force-overwrite") == ("", "", 0)
    with closing(sqlite3.connect(path)) as database:
        assert rows(database, "PRAGMA integrity_check") == [("ok",)]
    assert os.listdir(tmp_path) == ["mine.db"]


@pytest.mark.parametrize("journal", ["peel.db-wal", "peel.db-journal"])
def test_a_database_that_another_program_writes_to_is_left_alone(journal: str, tmp_path: Path, peel: Peel) -> None:
    path = tmp_path / "peel.db"
    made(path, report()).close()
    old = path.read_bytes()
    (tmp_path / journal).write_bytes(b"x")
    message = f"another program is writing to it ({journal} exists). Close that program first."
    for force in ((), ("--force-overwrite",)):
        assert peel("export", path, *force, exit_code=4) == ("", f"Error: {path}: {message}\n", 4)
    assert path.read_bytes() == old


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("none/peel.db", "none/peel.db: no such file or directory."),
        ("folder.db", "folder.db: is a directory."),
        ("old.db/peel.db", "old.db/peel.db: not a directory."),
        ("pipe.db", "pipe.db: is not a regular file."),
        (f"{'x' * 300}.db", f"{'x' * 300}.db: file name too long."),
        ("a\nb/\x1b.db", "a\\nb/\\x1b.db: no such file or directory."),
    ],
    ids=["no folder", "a folder", "a file as a folder", "a pipe", "a long name", "a hostile name"],
)
def test_a_file_that_cannot_be_written_is_an_error(
    file: str, message: str, tmp_path: Path, peel: Peel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder.db").mkdir()
    Path("old.db").write_bytes(b"old")
    os.mkfifo("pipe.db")
    assert peel("export", file, "--force-overwrite", exit_code=4) == ("", f"Error: {message}\n", 4)
    assert sorted(os.listdir()) == ["folder.db", "old.db", "pipe.db"]
    assert Path("old.db").read_bytes() == b"old"


def run(*args: str, limit: int) -> Outcome:
    """Run peel as a process that may write files of at most `limit` bytes, as on a disk that is nearly full."""
    done = subprocess.run(
        [sys.executable, "-m", "peelcli", *args],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        check=False,
    )
    return Outcome(done.stdout, done.stderr, done.returncode)


@pytest.mark.parametrize("limit", [0, 100, 500_000])
def test_a_disk_that_fills_up_leaves_the_old_database_as_it_was(limit: int, tmp_path: Path) -> None:
    path = tmp_path / "peel.db"
    made(path, report()).close()
    old = path.read_bytes()
    outcome = run("export", str(path), limit=limit)
    assert (outcome.stdout, outcome.exit_code) == ("", 4)
    assert re.fullmatch(rf"Error: {path}: [a-z][^\n]+\.\n", outcome.stderr)
    assert os.listdir(tmp_path) == ["peel.db"]
    assert path.read_bytes() == old


def test_a_read_only_database_is_not_replaced(tmp_path: Path, peel: Peel) -> None:
    path = tmp_path / "peel.db"
    made(path, report()).close()
    path.chmod(0o444)
    assert peel("export", path, exit_code=4) == ("", f"Error: {path}: this file is read-only.\n", 4)


def test_a_database_with_two_names_keeps_both(tmp_path: Path, peel: Peel) -> None:
    path = tmp_path / "peel.db"
    made(path, report()).close()
    os.link(path, tmp_path / "other.db")
    peel("export", path)
    assert path.samefile(tmp_path / "other.db")


def test_a_name_of_255_bytes_is_written(tmp_path: Path, peel: Peel) -> None:
    peel("export", tmp_path / f"{'x' * 252}.db")
    assert os.listdir(tmp_path) == [f"{'x' * 252}.db"]


def test_a_leftover_of_a_killed_run_does_no_harm(tmp_path: Path, peel: Peel) -> None:
    (tmp_path / f"peel.db.{os.getpid()}.new").write_text("old")
    peel("export", tmp_path / "peel.db")
    assert len(os.listdir(tmp_path)) == 2


def test_an_interruption_leaves_the_old_database_as_it_was(
    tmp_path: Path, peel: Peel, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "peel.db"
    made(path, report()).close()
    old = path.read_bytes()

    def interrupted(file: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    assert peel("export", path, exit_code=130) == ("", "", 130)
    assert os.listdir(tmp_path) == ["peel.db"]
    assert path.read_bytes() == old


def test_a_report_that_cannot_be_read_writes_no_file(tmp_path: Path, peel: Peel) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "bad.yaml").write_text("force: Kent\ncycle: 2016\n")
    outcome = peel("export", tmp_path / "peel.db", "--data", tmp_path / "data", exit_code=3)
    assert outcome.stdout == ""
    assert "bad.yaml" in outcome.stderr
    assert os.listdir(tmp_path) == ["data"]


def test_standard_output_is_refused(peel: Peel) -> None:
    message = "Error: a database cannot be written to standard output; name a file, such as peel.db.\n"
    assert peel("export", "-", exit_code=2) == ("", message, 2)


@pytest.mark.parametrize("name", ["peel.csv", "peel", "", "peel.db.gz", "/dev/null"])
def test_another_extension_is_a_usage_error(
    name: str, tmp_path: Path, peel: Peel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    message = f"this command writes SQLite; use one of these extensions instead of {name!r}: .db, .sqlite, .sqlite3."
    assert peel("export", name, exit_code=2) == ("", f"Error: {message}\n", 2)
    assert os.listdir() == []


# --- the guide -------------------------------------------------------------------------------------------------------

GUIDE = ROOT / "docs" / "database.md"


def queries() -> list[str]:
    """The queries of the guide: blocks of SQL, and what it passes to other tools in quotation marks."""
    text = GUIDE.read_text("utf-8")
    blocks = re.findall(r"^```sql\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    passed = re.findall(r'"(?:ATTACH [^;]+; )?(SELECT [^"]+)"', text)
    return [*blocks, *(query.replace("FROM peel.", "FROM ") for query in passed), *re.findall("`(SELECT [^`]+)`", text)]


def test_the_guide_has_queries_for_every_tool() -> None:
    assert len(queries()) == 9


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.splitlines()[0].removeprefix("-- "))
def test_a_query_of_the_guide_has_an_answer(query: str, everything: sqlite3.Connection) -> None:
    assert rows(everything, query)


def test_the_guide_has_a_line_on_every_table_and_view() -> None:
    described = re.findall(r"^\| `(\w+)` \|", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert sorted(described) == sorted({*TABLES, *VIEWS, "texts_fts"})


def test_the_guide_names_the_version_of_the_tables() -> None:
    assert f"`PRAGMA user_version` is the version of the tables, now {FORMAT}." in GUIDE.read_text("utf-8")


def test_the_guide_shows_the_coverage_of_the_built_in_reports(everything: sqlite3.Connection, update: bool) -> None:
    """`pytest --update` writes the table."""
    lines = ""
    for cycle, _, _, forces, without, known, expected, complete, unknown in rows(everything, "SELECT * FROM coverage"):
        grades = "–" if expected is None else f"{'≥ ' if unknown else ''}{expected}"
        lines += f"| {cycle} | {forces} of {forces + without} | {known} | {grades} | {complete} |\n"  # type: ignore[operator]
    table = re.compile(r"(?<=^\| cycle \| forces with a report \|).*?\n\n", re.DOTALL | re.MULTILINE)
    text = GUIDE.read_text("utf-8")
    fresh = f" grades known | of | reports with all grades |\n|---|---|---|---|---|\n{lines}\n"
    if update:
        GUIDE.write_text(table.sub(fresh, text), "utf-8")
        return
    assert table.findall(text) == [fresh]
