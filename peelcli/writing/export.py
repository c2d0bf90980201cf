"""Export to an SQLite database, for Datasette, DuckDB, pandas and the like (`peel export`)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing

from peelcli.errors import Unreadable, reason
from peelcli.model.report import Report
from peelcli.sanitise import escape_name
from peelcli.writing.tables import FORMAT, Row, tables

APPLICATION_ID = int.from_bytes(b"PEEL", "big")
"""PRAGMA application_id, by which peel recognises a database of its own."""

SCHEMA = os.path.join(os.path.dirname(__file__), "schema.sql")

# Datasette offers a search of `texts` if it finds content="texts" in this statement, written exactly so.
FULL_TEXT = """
CREATE VIRTUAL TABLE texts_fts
USING fts5 (text, content="texts", content_rowid="id", tokenize="porter unicode61 remove_diacritics 2")
"""

NO_FULL_TEXT = "the database has no full-text search (texts_fts): the SQLite of this Python lacks FTS5"


def has_full_text() -> bool:
    """Return whether the SQLite of this Python has full-text search."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)")
            database.execute(FULL_TEXT)
        except sqlite3.OperationalError:
            return False
    return True


def write(reports: Sequence[Report], path: str, *, own_data: bool = False) -> None:
    """Write a database to a new or empty file. Raises OSError if that fails.

    `own_data` says that some reports are not built-in.
    """
    rows = tables(reports, own_data)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            _fill(database, rows)
    except sqlite3.OperationalError as error:  # such as a full disk
        raise OSError(None, str(error)) from error
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def check_target(path: str, overwrite: bool) -> None:
    """Raise Unreadable if a file must not be replaced. Another program's file is replaced only with `overwrite`."""
    try:
        _check_target(os.path.realpath(path), overwrite)
    except OSError as error:
        raise Unreadable(f"{escape_name(path)}: {reason(error, 'it cannot be written')}") from error


def _check_target(path: str, overwrite: bool) -> None:
    """Raise OSError if a file must not be replaced."""
    for journal in (f"{path}-wal", f"{path}-journal"):
        if os.path.exists(journal):  # SQLite would apply it to the new database
            name = escape_name(os.path.basename(journal))
            raise OSError(None, f"another program is writing to it ({name} exists). Close that program first")
    if not os.path.lexists(path):
        return
    if not os.path.isfile(path):
        raise OSError(None, "is a directory" if os.path.isdir(path) else "is not a regular file")
    if overwrite:
        return
    with open(path, "rb") as file:
        header = file.read(72)
    if header[:16] != b"SQLite format 3\0" or header[68:] != APPLICATION_ID.to_bytes(4, "big"):
        raise OSError(None, "peel did not write this file. Choose another name, or replace it with --force-overwrite")


def _fill(database: sqlite3.Connection, rows: Mapping[str, list[Row]]) -> None:
    with open(SCHEMA, encoding="utf-8") as file:
        schema = file.read()
    # A fixed page size, so that equal data gives equal bytes. No journal: an unfinished file is thrown away.
    database.executescript(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT}; {schema} BEGIN;"
    )
    for table, values in rows.items():
        if values:
            database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values[0]))})", values)
    if has_full_text():
        database.execute(FULL_TEXT)
        database.execute("INSERT INTO texts_fts (texts_fts) VALUES ('rebuild')")
    database.execute("COMMIT")
