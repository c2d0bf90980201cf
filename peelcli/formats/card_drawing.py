"""Report cards as lines of styled text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peelcli.answers.card import Card, CardSource, CardTable, card
from peelcli.answers.views import AreaName, Cards, Cell, Cited, Named
from peelcli.formats import RenderOptions, layout
from peelcli.formats.drawing import Drawing
from peelcli.formats.layout import NO_BREAK, Line
from peelcli.sanitise import cell_width, displayable

CARD_WIDTH, DEFAULT_WIDTH = 100, 80
"""The maximum width of a card, because long lines are hard to read, and the width of a card in a pipe."""


def card_lines(cards: Cards, options: RenderOptions) -> Iterator[Line]:
    """Yield the lines of report cards."""
    drawing = _CardDrawing(options._replace(width=min(options.width or DEFAULT_WIDTH, CARD_WIDTH)))
    for number, report in enumerate(cards.reports):
        if number:
            yield []
        yield from drawing.card(card(report))


class _CardDrawing(Drawing):
    """Draws report cards, whose lines always have a width."""

    width: int

    @property
    def dot(self) -> str:
        """The separator of facts."""
        return " - " if self.ascii else " · "

    def card(self, card: Card) -> Iterator[Line]:
        """Yield the lines of a card."""
        yield from self.together([(displayable(card.title, self.ascii), "bold")], card.dates, self.dot)
        *counts, last = self.beside(self.count(*pair) for pair in card.counts)
        yield from counts
        if last or card.facts:
            yield from self.together(last, card.facts, "   ")
        yield from self.words(card.summary) if card.summary else ()
        for table in card.tables:
            yield from self.card_table(table)
        if card.notes or card.sources:
            titles = ("notes" if card.notes else "", "sources" if card.sources else "")
            yield from self.heading(" and ".join(filter(None, titles)).capitalize())
        for source in card.sources:
            if source.number is None:
                yield from self.source(source)
        for note in card.notes:
            yield from self.words(f"• {note}", hang=2)
        for source in card.sources:
            if source.number is not None:
                yield from self.source(source)

    def together(self, line: Line, facts: Sequence[Cited], between: str) -> Iterator[Line]:
        """Yield a line with facts after it, or below it if there is no room."""
        words = self.dot.join(fact.words for fact in self.cells(facts))
        joined = [*line, (f"{between if any(text for text, _ in line) else ''}{words.replace(NO_BREAK, ' ')}", "")]
        if not words:
            yield line
        elif sum(cell_width(text) for text, _ in joined) <= self.width and "\n" not in words:
            yield joined
        else:
            yield from [line] if line else []
            yield from self.words(words)

    def source(self, source: CardSource) -> Iterator[Line]:
        """Yield a source. An address longer than a line starts right after the words, since it is broken anyway."""
        link = displayable(source.address or "", self.ascii)
        if cell_width(link) + 4 <= self.width:
            yield from self.words(f"{source} {source.address or ''}".rstrip(), hang=4)
            return
        *lines, last = self.words(str(source), hang=4)
        yield from lines
        yield [*last, (f" {link}", "")]

    def heading(self, title: str, sources: str = "") -> Iterator[Line]:
        """Yield the heading of a section of a card: the title with a rule to the right edge."""
        before = f"{f' {sources}' if sources else ''} "
        yield [(title, "bold"), (before, ""), *self.rule(self.width - cell_width(title + before))]

    def card_table(self, table: CardTable) -> Iterator[Line]:
        """Yield a table of a card without a header; an area or a name is not repeated from row to row."""
        yield from self.heading(table.title, "".join(f"[{number}]" for number in table.sources))
        if not table.rows:
            yield from self.words(table.empty)
        elif isinstance(table.rows[0][0], Named):
            for name, text in table.rows:
                yield from self.response(name, text)
        else:
            columns = [self.cells(column) for column in zip(*_once(table.rows), strict=True)]
            if isinstance(table.rows[0][0], AreaName):
                columns[0] = [text._replace(style="bold") for text in columns[0]]
            widths, _ = layout.share(columns, self.width, 2)
            for row in zip(*columns, strict=True):
                yield from layout.across(row, widths, 2)

    def response(self, name: Cell, text: Cell) -> Iterator[Line]:
        """Yield a response as a paragraph that starts with the name."""
        assert isinstance(name, Named)
        about = f"{name.name}{f', {name.details}' if name.details else ''}: "
        (statement,) = self.cells([text])
        lines = self.words(f"{about}{statement.words}", hang=2)
        (first, style), *others = lines[0]
        start = displayable(name.name, self.ascii)
        yield [(first[: len(start)], "bold"), (first[len(start) :], style), *others]
        yield from lines[1:]


def _once(rows: Sequence[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """Yield the rows, each area named once."""
    before: Cell = None
    for row in rows:
        repeated = isinstance(row[0], AreaName) and row[0] == before
        yield [None, *row[1:]] if repeated else row
        before = row[0]
