"""JSON: one object of the same shape for every answer, with one row or report per line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache

from peelcli import DATA_DATE, LICENCE, __version__
from peelcli.answers.problems import problems
from peelcli.answers.views import Cards, View, raw
from peelcli.errors import Problem
from peelcli.formats import RenderOptions
from peelcli.sanitise import escape_json


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield reports in peel's envelope."""
    from peelcli.writing.serialise import plain

    yield f'{{"peel": 1, {_about(options)}, "reports": '
    yield from _list(map(plain, cards.reports), options)
    yield from _end(cards.warnings, options)


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield rows in peel's envelope."""
    yield f'{{"peel": 1, {_about(options)}, "view": "{view.key}", "rows": '
    yield from _list(objects(view), options)
    if view.scope is not None:
        yield f', "scope": {dump(view.scope.as_data(), options)}'
    yield from _end(view.warnings, options)


def objects(view: View) -> Iterator[dict[str, object]]:
    """Yield the rows as objects: every column is there, null where it is empty."""
    keys = [column.key for column in view.columns]
    return (dict(zip(keys, map(raw, row), strict=True)) for row in view.rows)


def dump(value: object, options: RenderOptions) -> str:
    """Return a value on one line, escaped so that any output encoding can hold it."""
    return escape_json(_encoder(options.ascii).encode(value))


@cache
def _encoder(ascii: bool) -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=ascii, allow_nan=False)


def _about(options: RenderOptions) -> str:
    """Return the keys that identify the data behind an answer."""
    about = {"version": __version__, "data": DATA_DATE, "licence": LICENCE}
    return dump(about, options)[1:-1]


def _end(warnings: tuple[Problem, ...], options: RenderOptions) -> Iterator[str]:
    yield ', "warnings": '
    yield from _list(objects(problems(warnings)), options)
    yield "}\n"


def _list(values: Iterable[object], options: RenderOptions) -> Iterator[str]:
    before = "[\n"
    for value in values:
        yield f"{before}{dump(value, options)}"
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"
