"""Tab-separated values: one record per line, whatever the values hold."""

from __future__ import annotations

from peelcli.formats import Answer, Style
from peelcli.views import Cell, for_machines
from peelcli.visible import visible


def render(answer: Answer, style: Style) -> str:
    r"""Return the rows as lines. A tab or line break inside a value is written `\t` or `\n`, a backslash `\\`."""
    assert answer.view is not None
    lines = ["\t".join(column.key for column in answer.view.columns)]
    lines += ["\t".join(map(_cell, row)) for row in answer.view.rows]
    return "".join(f"{line}\n" for line in lines)


def _cell(cell: Cell) -> str:
    value = for_machines(cell)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else visible(str(value).replace("\\", "\\\\").replace("\n", "\\n"))
