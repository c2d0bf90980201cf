"""CSV as in RFC 4180, but with Unix line ends: a header even without rows, values as they are."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from peelcli.answers.views import Cell, View, raw
from peelcli.formats import RenderOptions
from peelcli.sanitise import escape_controls

_STRAIGHT = str.maketrans("“”„", '"""')
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield the rows as CSV; for Excel with a byte order mark, and an apostrophe before what looks like a formula."""
    if options.excel:
        yield "\ufeff"
    # The writer quotes a lone carriage return only if it is part of the terminator.
    writer = csv.writer(_Unchanged(), lineterminator="\r\n")
    header = tuple(column.key for column in view.columns)
    for row in (header, *view.rows):
        line: str = writer.writerow([_cell(cell, options) for cell in row])
        yield f"{line.removesuffix(chr(13) + chr(10))}\n"


class _Unchanged:
    """A file for the writer, which returns what `write` returns: the line."""

    def write(self, line: str) -> str:
        return line


def text_of(cell: Cell) -> str:
    """Return a cell as text for csv and tsv."""
    value = raw(cell)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else str(value)


def _cell(cell: Cell, options: RenderOptions) -> str | int:
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    text = text_of(cell)
    if options.ascii:  # convert to straight quotation marks before quoting
        text = text.translate(_STRAIGHT)
    guarded = f"'{text}" if options.excel and text.startswith(_FORMULA) else text
    # Tabs and line breaks are values here; what else is invisible is escaped as everywhere. On a terminal a carriage
    # return is escaped: the rest of the line would overwrite its beginning.
    return escape_controls(guarded, spare="\t" if options.terminal else "\t\r")
