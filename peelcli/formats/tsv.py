"""Tab-separated values: one record per line, with tabs and line breaks escaped."""

from __future__ import annotations

from collections.abc import Iterator

from peelcli.answers.views import View
from peelcli.formats import RenderOptions
from peelcli.formats.csv import text_of
from peelcli.sanitise import escape_controls


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    r"""Yield the rows as lines. A tab or line break inside a value is written `\t` or `\n`, a backslash `\\`."""
    yield "\t".join(column.key for column in view.columns) + "\n"
    for row in view.rows:
        yield "\t".join(escape_controls(_escape(text_of(cell))) for cell in row) + "\n"


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")
