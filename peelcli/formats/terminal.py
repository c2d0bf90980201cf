"""The terminal: drawn lines as text, in the colours of rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style

from peelcli.answers.views import Cards, Prose, View
from peelcli.formats import RenderOptions, sentences
from peelcli.formats.card_drawing import card_lines
from peelcli.formats.drawing import NARROW, prose_lines, row_lines, trimmed
from peelcli.formats.layout import Line
from peelcli.formats.links import split_links

_SYSTEMS = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT, "truecolor": ColorSystem.TRUECOLOR}


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield a table, or a sentence per row if the table does not fit the width."""
    return printed(row_lines(view, options), options)


def render_prose(prose: Prose, options: RenderOptions) -> Iterator[str]:
    """Yield lines, wrapped to the width unless they are verbatim."""
    return printed(prose_lines(prose, options), options)


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield report cards as tables, or as sentences in a narrow window."""
    if options.width and options.width < NARROW:
        return sentences.render_cards(cards, options)
    return printed(card_lines(cards, options), options)


def printed(lines: Iterable[Line], options: RenderOptions) -> Iterator[str]:
    """Yield the lines as text, with colours and links if the terminal has colours."""
    for line in lines:
        if options.colours is None:
            yield f"{''.join(text for text, _ in line).rstrip()}\n"
        else:
            yield f"{''.join(_styled(text, style, _SYSTEMS[options.colours]) for text, style in trimmed(line))}\n"


@lru_cache(maxsize=100)  # as in layout
def _styled(text: str, style: str, system: ColorSystem) -> str:
    look = Style.parse(style)
    return "".join(
        f"\x1b]8;;{part}\x1b\\{look.render(part, color_system=system)}\x1b]8;;\x1b\\"
        if is_link
        else look.render(part, color_system=system)
        for part, is_link in split_links(text)
    )
