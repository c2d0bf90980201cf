"""Markdown: headings and pipe tables that GitHub and pandoc render."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from peelcli.answers.card import Card, CardSource, CardTable, card
from peelcli.answers.views import Cards, Cell, Cited, Named, Prose, View, display
from peelcli.formats import RenderOptions
from peelcli.formats.links import split_links
from peelcli.sanitise import ascii_fallback, escape_controls

# pandoc turns -- and ... into a dash and an ellipsis.
_SYNTAX = re.compile(r"([\\`*_{}\[\]<>#|~!&$^@]|(?<=-)-|(?<=\.)\.(?=\.))")
# Items of lists, which pandoc counts in letters and Roman numerals too, underlines of headings, titles; not initials.
_AT_THE_START = re.compile(
    r"^(\(?(?:\d+|[a-z]|[A-Z](?!\. \S)|[ivxlcdm]+|[IVXLCDM]{2,}))([.)])|^([-+=:%])", re.MULTILINE
)
# GitHub looks for :smile:, a@b.org, www. and https:// after it has resolved escapes; a comment keeps them apart.
_AUTOMATIC = re.compile(
    r"(?<=@)(?=\w)"
    r"|(?<=:)(?=(?!\d\d?:)[\w+\\-]+:)"  # 12:30:45 is a time
    r"|(?<=\bwww)(?=\.)"
    r"|(?<=\bhttp:)(?=//)|(?<=\bhttps:)(?=//)|(?<=\bftp:)(?=//)",
    re.IGNORECASE,
)

Block = str | Iterable[str]
"""A paragraph, or the lines of a table or list."""


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield a table with its title and notes."""
    view = view.without_constants()
    return _blocks([f"**{_words(view.title)}**", _table(view), _list(view.notes)], options)


def render_prose(prose: Prose, options: RenderOptions) -> Iterator[str]:
    """Yield lines as paragraphs, or verbatim ones in a fence."""
    return _blocks([_fenced(prose.lines)] if prose.verbatim else map(_words, prose.lines), options)


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield report cards as headings, lists and tables."""
    return _blocks((part for report in cards.reports for part in _card(card(report))), options)


def _blocks(blocks: Iterable[Block], options: RenderOptions) -> Iterator[str]:
    """Yield the lines of blocks, with a blank line between two blocks."""
    before, started = "", False
    for block in blocks:
        for lines in filter(None, (block,) if isinstance(block, str) else block):
            yield f"{before}{ascii_fallback(lines) if options.ascii else lines}\n"
            before, started = "", True
        before = "\n" if started else ""


def _card(card: Card) -> list[Block]:
    counts = ", ".join(f"{grade.label} {number}" for grade, number in card.counts)
    facts = tuple(map(str, (*card.dates, *card.facts)))
    parts: list[Block] = [
        f"# {_words(card.title)}",
        _list(facts),
        f"**{counts}**" if counts else "",
        _words(card.summary),
    ]
    for table in card.tables:
        parts += [f"## {_words(str(Cited(table.title, table.sources)))}", _table(table)]
    if card.notes:
        parts += ["## Notes", _list(card.notes)]
    if card.sources:
        parts += ["## Sources", _list(tuple(map(_source, card.sources)))]
    return parts


def _source(source: CardSource) -> str:
    return " ".join(filter(None, (str(source), source.address)))


def _table(table: View | CardTable) -> Iterator[str]:
    if not table.rows:
        yield _words(table.empty)
        return
    yield _line(_cell(column.label) for column in table.columns)
    yield _line(["---"] * len(table.columns))
    for row in table.rows:
        yield _line(map(_cell, row))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Named):
        return "<br>".join(filter(None, (f"**{_words(cell.name)}**", _words(cell.details)))).replace("\n", "<br>")
    return _words(display(cell)).replace("\n", "<br>")


def _list(items: Iterable[str]) -> Iterator[str]:
    return (f"- {_words(item)}".replace("\n", " ") for item in items if item)


def _fenced(lines: Iterable[str]) -> str:
    """Return lines verbatim, in a fence that none of them closes."""
    text = escape_controls("\n".join(lines))
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


@lru_cache(maxsize=100)  # as in layout
def _words(text: str) -> str:
    """Escape the syntax of Markdown and HTML. Only web addresses become links."""
    return "".join(
        f"<{escape_controls(part).replace('|', '%7C')}>" if is_link else _escape(part)
        for part, is_link in split_links(text)
    )


def _escape(text: str) -> str:
    escaped = _AT_THE_START.sub(r"\1\\\2\3", _SYNTAX.sub(r"\\\1", escape_controls(text)))
    return _AUTOMATIC.sub("<!-- -->", escaped)
