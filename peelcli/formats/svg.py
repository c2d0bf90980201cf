"""SVG: a picture of the terminal, made by rich's export without its remote fonts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import escape
from itertools import islice

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from peelcli.answers.views import Cards, Prose, View
from peelcli.errors import WrongRequest
from peelcli.formats import RenderOptions, terminal
from peelcli.sanitise import escape_controls

_THEME = TerminalTheme((255, 255, 255), (26, 26, 26), [(0, 0, 0)] * 8)
"""A white background, on which the colours of grades have full contrast, and which prints well."""
_FORMAT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="%s">
<style>
.{unique_id}-matrix{{font:{char_height}px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}}
.{unique_id}-title{{font:bold 18px system-ui,sans-serif}}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect width="{terminal_width}" height="{terminal_height}"/></clipPath>
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
_CLIP_PATH = re.compile(r' clip-path="url\(#peel-line-\d+\)"')
"""rich clips each line to the width, which no line exceeds."""
_WIDTH = 100
_MOST_LINES = 20_000
"""A picture of more lines is not drawn: programs that show pictures give up sooner."""


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield a picture of a table."""
    options = _drawn(options)
    return _picture(terminal.row_lines(view, options), view.title, options)


def render_prose(prose: Prose, options: RenderOptions) -> Iterator[str]:
    """Yield a picture of lines."""
    options = _drawn(options)
    return _picture(terminal.prose_lines(prose, options), "peel", options)


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield a picture of report cards."""
    options = _drawn(options)
    titles = ", ".join(f"{report.force.name} {report.cycle.name}" for report in cards.reports)
    return _picture(terminal.card_lines(cards, options), titles, options)


def _drawn(options: RenderOptions) -> RenderOptions:
    return options._replace(width=max(options.width or _WIDTH, terminal.NARROW), colours="truecolor")


def _picture(lines: Iterator[terminal.Line], title: str, options: RenderOptions) -> Iterator[str]:
    console = Console(
        file=io.StringIO(),
        record=True,
        width=options.width,
        height=1,  # it would ask the terminal for each line
        color_system="truecolor",
        force_terminal=True,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    drawn = list(islice(lines, _MOST_LINES + 1))
    if len(drawn) > _MOST_LINES:
        message = f"a picture of more than {_MOST_LINES:,} lines is not drawn."
        raise WrongRequest(f"{message} Choose fewer reports, or another format, such as html.")
    for line in drawn:
        text = Text.assemble(*terminal.trimmed(line))
        console.print(text, overflow="fold", no_wrap=text.cell_len <= console.width)
    title = escape_controls(title)
    format = _FORMAT.replace("%s", escape(title).replace("{", "{{").replace("}", "}}"))
    drawing = console.export_svg(title=title, theme=_THEME, code_format=format, unique_id="peel")
    # rich's frame is for dark windows; a white one needs a darker line.
    drawing = drawing.replace('stroke="rgba(255,255,255,0.35)"', 'stroke="#8c8c8c"')
    drawing = _CLIP_PATH.sub("", drawing)
    drawing = "".join(f"{line.strip()}\n" for line in drawing.splitlines() if line.strip())
    yield drawing.encode("ascii", "xmlcharrefreplace").decode() if options.ascii else drawing
