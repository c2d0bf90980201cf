"""JSON Lines: one row per line, without an envelope."""

from __future__ import annotations

from peelcli.formats import Answer, Style
from peelcli.formats.json import one_line, rows
from peelcli.visible import escaped_json


def render(answer: Answer, style: Style) -> str:
    """Return each row as one line of JSON."""
    assert answer.view is not None
    return escaped_json("".join(f"{one_line(row, style)}\n" for row in rows(answer.view)))
