"""CSV as RFC 4180 has it, but with the line ends of Unix: a header even without rows, values as they are."""

from __future__ import annotations

import csv

from peelcli.formats import Answer, Style
from peelcli.views import Cell, for_machines
from peelcli.visible import visible

_STRAIGHT = str.maketrans("“”„", '"""')
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(answer: Answer, style: Style) -> str:
    """Return the rows as CSV; for Excel with a byte order mark, and an apostrophe before what looks like a formula."""
    assert answer.view is not None
    lines = _Lines()
    # The writer quotes a lone carriage return only where it is a part of the terminator.
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(column.key for column in answer.view.columns)
    writer.writerows([_cell(cell, style) for cell in row] for row in answer.view.rows)
    text = "".join(f"{line.removesuffix(writer.dialect.lineterminator)}\n" for line in lines)
    return f"\ufeff{text}" if style.excel else text


class _Lines(list[str]):
    """Takes what the writer writes, row by row."""

    write = list[str].append


def _cell(cell: Cell, style: Style) -> str | int | None:
    value = for_machines(cell)
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    if style.ascii:  # what may become a straight quotation mark must be one before it is quoted
        value = value.translate(_STRAIGHT)
    guarded = f"'{value}" if style.excel and value.startswith(_FORMULA) else value
    # Tabs and line breaks are values here; what else is invisible is spelled out as everywhere.
    return visible(guarded, spare="\t\r")
