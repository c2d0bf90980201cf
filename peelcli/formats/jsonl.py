"""JSON Lines: one row per line, without an envelope."""

from __future__ import annotations

from collections.abc import Iterator

from peelcli.answers.views import View
from peelcli.formats import RenderOptions
from peelcli.formats.json import dump, objects


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield each row as one line of JSON."""
    return (f"{dump(row, options)}\n" for row in objects(view))
