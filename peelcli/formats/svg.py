"""SVG: a picture of the terminal, each text at its place in a grid of cells.

rich's export takes fifteen times as long, 0.065 ms for a line of 80 letters, and several times the memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape
from typing import TypeVar

from peelcli.answers.views import Cards, Prose, View
from peelcli.formats import RenderOptions, palette
from peelcli.formats.card_drawing import card_lines
from peelcli.formats.drawing import NARROW, prose_lines, row_lines, trimmed
from peelcli.formats.layout import Line, fold
from peelcli.sanitise import cell_width, displayable

_WIDTH = 100
_ACROSS, _DOWN = 12, 24
"""The size of a cell."""
_RUN = re.compile(r"\0[\0\1]*|[^\s\0]+(?: [^\s\0]+)*")
"""What one text can hold: wide characters, which another font draws, or words with single blanks between them."""
_STYLE = """\
.peel-title{font:bold 18px system-ui,sans-serif;text-anchor:middle}
.peel-text{font:20px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}
.peel-bold{font-weight:bold}.peel-dim{fill:#757575}
"""
_COLOURS = "".join(
    f".peel-{colour[1:]}{{fill:{colour}}}\n" for colour in dict.fromkeys(palette.TEXT["truecolor"].values())
)


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield a picture of a table."""
    return _picture(row_lines, view, view.title, options)


def render_prose(prose: Prose, options: RenderOptions) -> Iterator[str]:
    """Yield a picture of lines."""
    return _picture(prose_lines, prose, "peel", options)


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield a picture of report cards."""
    titles = ", ".join(f"{report.force.name} {report.cycle.name}" for report in cards.reports)
    return _picture(card_lines, cards, titles, options)


_Answer = TypeVar("_Answer")


def _picture(
    draw: Callable[[_Answer, RenderOptions], Iterable[Line]], answer: _Answer, title: str, options: RenderOptions
) -> Iterator[str]:
    columns = max(options.width or _WIDTH, NARROW)
    lines = draw(answer, options._replace(width=columns, colours="truecolor"))
    folded = (row for line in lines for row in _rows(tuple(line), columns))
    rows = [f"{_DOWN * number}".join(parts) for number, parts in enumerate(folded)]  # the head needs their number
    width, height = _ACROSS * columns + 18, _DOWN * len(rows) + 50
    title = escape(displayable(title, options.ascii))
    yield f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" fill="{palette.INK}">
<title>{title}</title>
<style>
{_STYLE}{_COLOURS}</style>
<rect x="1" y="1" width="{width - 2}" height="{height - 2}" rx="8" fill="#fff" stroke="#8c8c8c"/>
<circle cx="26" cy="22" r="7" fill="#ff5f57"/>
<circle cx="48" cy="22" r="7" fill="#febc2e"/>
<circle cx="70" cy="22" r="7" fill="#28c840"/>
<text class="peel-title" x="{width / 2:g}" y="27">{title}</text>
<g class="peel-text" transform="translate(9,61)">
"""
    yield from rows
    yield "</g>\n</svg>\n"


@lru_cache(maxsize=100)  # as in layout
def _rows(line: tuple[tuple[str, str], ...], width: int) -> list[list[str]]:
    """Return the texts of a line, row by row, in parts between which the height goes."""
    return ["".join(_row(row)).split("\0") for row in _folded(trimmed(list(line)), width)]


def _folded(line: Line, width: int) -> Iterator[Line]:
    """Yield a line as lines that fit the width."""
    if sum(cell_width(text) for text, _ in line) <= width:
        yield line
        return
    row: Line = []
    column = 0
    for text, style in line:
        first, *others = fold(" " * column + text, width)
        row.append((first[column:], style))
        for piece in others:
            yield row
            row = [(piece, style)]
        column = cell_width(others[-1] if others else first)
    yield row


def _row(line: Line) -> Iterator[str]:
    """Yield the texts of a row of cells."""
    column = 0
    for text, style in line:
        for start, before, after in _texts(text, style):
            yield f'<text {before}x="{(column + start) * _ACROSS}" y="\0" {after}'
        column += cell_width(text)


@lru_cache(maxsize=1000)  # most cells of a table are like others
def _texts(text: str, style: str) -> list[tuple[int, str, str]]:
    """Return what is drawn of a text in one of rich's styles: where it begins, and what goes around its place."""
    words = " ".join(f"peel-{word.removeprefix('#')}" for word in style.split())
    before = f'class="{words}" ' if words else ""
    drawn = []
    for run in _RUN.finditer(_kinds(text)):
        letters = text[run.start() : run.end()]
        after = f'textLength="{cell_width(letters) * _ACROSS}">{escape(letters, quote=False)}</text>\n'
        drawn.append((cell_width(text[: run.start()]), before, after))
    return drawn


def _kinds(text: str) -> str:
    r"""Return the text with `\0` for each wide character and `\1` for each combining mark."""
    if text.isascii():
        return text
    return "".join(letter if letter.isspace() else "\1.\0"[cell_width(letter)] for letter in text)
