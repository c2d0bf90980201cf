"""JSON: one object, the same shape whatever was asked, one row or report per line."""

from __future__ import annotations

import json
from collections.abc import Iterable

from peelcli.formats import Answer, Style
from peelcli.views import View, for_machines, problems
from peelcli.visible import escaped_json


def render(answer: Answer, style: Style) -> str:
    """Return the answer in peel's envelope."""
    items: Iterable[object]
    if answer.view is None:
        from peelcli.writing import plain

        head, key, items = '{"peel": 1', "reports", map(plain, answer.reports)
    else:
        head, key, items = f'{{"peel": 1, "view": "{answer.view.key}"', "rows", rows(answer.view)
    warnings = rows(problems(answer.warnings, 0))
    lists = f'{head}, "{key}": {_lines(items, style)}, "warnings": {_lines(warnings, style)}}}\n'
    return escaped_json(lists)


def rows(view: View) -> Iterable[dict[str, object]]:
    """Return the rows as objects: every column is there, null where it is empty."""
    keys = [column.key for column in view.columns]
    return (dict(zip(keys, map(for_machines, row), strict=True)) for row in view.rows)


def one_line(item: object, style: Style) -> str:
    """Write a value on one line. Escapes keep it whole where the output has no such characters."""
    return json.dumps(item, ensure_ascii=style.ascii, allow_nan=False)


def _lines(items: Iterable[object], style: Style) -> str:
    lines = ",\n".join(one_line(item, style) for item in items)
    return f"[\n{lines}\n]" if lines else "[]"
