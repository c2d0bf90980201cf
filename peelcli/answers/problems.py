"""Problems in files as rows, printed like a compiler's messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peelcli.answers.views import Column, Prose, View, number
from peelcli.errors import PROBLEM, Problem, format_problems


def problems(entries: Sequence[Problem], files: int = 0, unread: int = 0) -> View:
    """Return problems and warnings as rows, with prose as their human-readable form."""
    columns = (
        Column("path", "File"),
        Column("line", "Line"),
        Column("column", "Column"),
        Column("code", "Code"),
        Column("level", "Level"),
        Column("message", "Message"),
        Column("hint", "Hint"),
        Column("where"),
    )
    rows = tuple(
        (one.path, one.line, one.column, one.code, one.level, one.message, one.hint, one.where or None)
        for one in entries
    )
    lines = [line for message in format_problems(entries) for line in (*message.split("\n"), "")]
    lines.append(f"{number(files, 'file')}: {', '.join(_counted(entries, files, unread))}.")
    return View("problems", "Problems", columns, rows, "", human=Prose(lines, verbatim=True))


def _counted(entries: Sequence[Problem], files: int, unread: int) -> Iterator[str]:
    """Count the problems. A value that is still empty, as in a new file, is counted separately."""
    empty = sum(problem.code == "empty" for problem in entries)
    wrong = sum(problem.level == PROBLEM for problem in entries) - empty
    if wrong or (entries and not empty):
        yield number(wrong, "problem")
    if empty:
        yield f"{number(empty, 'value')} to fill in"
    if entries:
        yield number(len(entries) - wrong - empty, "warning")
    elif files > unread:
        yield "no problem found"
    if unread or not files:
        yield f"{unread} not read" if files else "nothing to check"
