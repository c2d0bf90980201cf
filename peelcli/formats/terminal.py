"""Tables for a terminal. The only module that knows rich.

Data enters rich as Text, never as markup, and passes the sanitiser on the way.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from peelcli.answers.card import Card, card
from peelcli.answers.views import Cards, Cell, Mark, Prose, View, display
from peelcli.formats import RenderOptions, sentences
from peelcli.model.report import Grade, Report, Ungraded
from peelcli.sanitise import ascii_fallback, escape_controls

NARROW = 60
"""Below this width boxes only get in the way: one sentence per fact is easier to read."""
SHORT = 22
"""A column of up to so many characters, such as grades, is not wrapped where that can be helped."""
CARD_WIDTH = 100
"""A card grows no wider: long lines are hard to read."""

# A word says the grade; the shape and the colour support it. Blue to orange can be told apart by everybody.
SHAPES = {
    Grade.OUTSTANDING: "▲▲",
    Grade.GOOD: "▲",
    Grade.ADEQUATE: "●",
    Grade.REQUIRES_IMPROVEMENT: "▼",
    Grade.INADEQUATE: "▼▼",
}
COLOURS = {
    Grade.OUTSTANDING: "bold #5fafff",
    Grade.GOOD: "#5fafff",
    Grade.REQUIRES_IMPROVEMENT: "#ffaf5f",
    Grade.INADEQUATE: "bold #ff8700",
    Ungraded.NOT_GRADED: "dim",
    Ungraded.NOT_INSPECTED: "dim",
    Ungraded.NOT_RECORDED: "dim",
}


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield a table, or a sentence per row where the table does not fit the width."""
    drawing = _Drawing(options)
    rows = drawing.rows(view)
    widths, fits = _widths(rows, options.width, drawing.gap(view))
    if options.width < NARROW or not fits:
        return sentences.render_rows(view, options)
    return drawing.print(drawing.view(view, rows, widths))


def render_prose(prose: Prose, options: RenderOptions) -> Iterator[str]:
    """Yield lines, wrapped to the width unless they are verbatim."""
    drawing = _Drawing(options)
    return drawing.print(drawing.lines(prose.lines, prose.verbatim))


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield report cards as tables, in a narrow window as sentences."""
    if options.width < NARROW:
        return sentences.render_cards(cards, options)
    drawing = _Drawing(options)
    return drawing.print(drawing.cards(cards.reports))


class _Drawing:
    """Draws line by line, in one style. rich wraps, measures and colours; a table needs no more than a ruled header."""

    def __init__(self, options: RenderOptions) -> None:
        self.text = io.StringIO()
        self.console = Console(
            file=self.text,
            width=options.width,
            height=100,
            color_system=options.colours,  # type: ignore[arg-type]
            force_terminal=options.colours is not None,
            no_color=options.colours is None,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )
        self.colours = options.colours is not None
        self.ascii = options.ascii
        self.width = options.width
        self.no_grade = "." if options.ascii else "·"  # in ASCII the dot would become the dash of requires improvement

    def print(self, lines: Iterable[Text]) -> Iterator[str]:
        """Yield the lines as text, with their colours if there are any."""
        for line in lines:
            if not self.colours:  # then its words are all there is to a line; rich would take ten times as long
                yield f"{line.plain.rstrip()}\n"
                continue
            line.rstrip()
            self.console.print(line, soft_wrap=True)
            yield self.text.getvalue()
            self.text.seek(0)
            self.text.truncate()

    def words(self, text: str, look: str = "") -> Text:
        shown = escape_controls(text)
        return Text(ascii_fallback(shown) if self.ascii else shown, look)

    def grade(self, grade: Grade | Ungraded, mark_only: bool = False) -> Text:
        shape = SHAPES[grade] if isinstance(grade, Grade) else self.no_grade
        return self.words(shape if mark_only else f"{shape} {grade.label}", COLOURS.get(grade, ""))

    def cell(self, cell: Cell) -> Text:
        if isinstance(cell, Mark):
            return self.grade(cell.grade, mark_only=True)
        return self.grade(cell) if isinstance(cell, Grade | Ungraded) else self.words(display(cell))

    def wrapped(self, text: Text, width: int) -> Sequence[Text]:
        if "\n" not in text.plain and cell_len(text.plain) <= width:
            return (text,)
        return list(text.wrap(self.console, width, overflow="fold"))

    def paragraph(self, text: str, look: str = "", width: int = 0) -> Iterator[Text]:
        """Wrap words. Addresses stay whole: a terminal breaks them where it must and still knows them as one."""
        for line in (self.words(part, look) for part in text.split("\n")):
            if "://" in line.plain:
                yield from (Text(part, look) for part in sentences.wrapped(line.plain, width or self.width))
            else:
                yield from self.wrapped(line, width or self.width)

    def beside(self, parts: Iterable[Text], width: int) -> Iterator[Text]:
        """Set parts side by side, on several lines where they need them; no part is broken."""
        line = Text()
        for part in parts:
            if line and line.cell_len + 3 + part.cell_len > width:
                yield line
                line = Text()
            line.append("   " if line else "").append_text(part)
        yield line

    def gap(self, view: View) -> int:
        return 1 if _marks(view) else 2

    def rows(self, view: View) -> list[list[Text]]:
        """Return the labels and, below them, the cells."""
        labels = [self.cell(column.label) for column in view.columns]
        for label in labels:
            label.stylize("dim")
        return [labels, *([self.cell(cell) for cell in row] for row in view.rows)]

    def lines(self, lines: Iterable[str], verbatim: bool) -> Iterator[Text]:
        for line in lines:
            yield from (self.words(line),) if verbatim else self.paragraph(line)

    def view(self, view: View, rows: Sequence[Sequence[Text]], widths: Sequence[int]) -> Iterator[Text]:
        yield from self.paragraph(view.title, "bold")
        yield from self.table(rows, widths, self.gap(view)) if view.rows else self.paragraph(view.empty, "dim")
        marks = _marks(view)
        if marks and view.rows:
            legend = [self.grade(grade) for grade in Grade]
            if any(isinstance(grade, Ungraded) for grade in marks):
                legend.append(self.words(f"{self.no_grade} No grade", "dim"))
            yield from self.beside(legend, self.width)
        for note in view.notes:
            yield from self.paragraph(note, "dim")

    def table(self, rows: Sequence[Sequence[Text]], widths: Sequence[int], gap: int) -> Iterator[Text]:
        labels, *cells = rows
        yield from self.across(labels, widths, gap)
        yield self.words("─" * (sum(widths) + gap * (len(widths) - 1)), "dim")
        for row in cells:
            yield from self.across(row, widths, gap)

    def across(self, cells: Sequence[Text], widths: Sequence[int], gap: int) -> Iterator[Text]:
        """Draw a row: as many lines as its longest cell needs."""
        columns = [self.wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
        for number in range(max(map(len, columns))):
            line = Text()
            for column, width in zip(columns, widths, strict=True):
                if number < len(column):
                    line.append_text(column[number])
                    width -= cell_len(column[number].plain)
                line.append(" " * (width + gap))
            yield line

    def cards(self, reports: Iterable[Report]) -> Iterator[Text]:
        for number, report in enumerate(reports):
            if number:
                yield Text()
            yield from self.card(card(report))

    def card(self, card: Card) -> Iterator[Text]:
        width = min(self.width, CARD_WIDTH)
        yield from self.paragraph(card.title, "bold", width)
        yield from self.paragraph(" · ".join(card.facts), width=width)
        if card.counts:
            counts = (Text.assemble(self.grade(grade), f" {number}") for grade, number in card.counts)
            yield from self.beside(counts, width)
        if card.summary:
            yield Text()
            yield from self.paragraph(card.summary, width=width)
        for table in card.tables:
            yield Text()
            yield self.words(table.title, "bold")
            rows = self.rows(table)
            yield from (
                self.table(rows, _widths(rows, width, 2)[0], 2) if table.rows else self.paragraph(table.empty, "dim")
            )
        for title, texts in (("Notes", card.notes), ("Sources", card.sources)):
            if texts:
                yield Text()
                yield self.words(title, "bold")
            for number, text in enumerate(texts, 1):
                yield from self.paragraph(f"{number} {text}" if title == "Sources" else text, width=width)


def _marks(view: View) -> set[Grade | Ungraded]:
    """Return the grades that a view shows as marks, which need a legend."""
    cells = (cell for row in (tuple(column.label for column in view.columns), *view.rows) for cell in row)
    return {cell.grade for cell in cells if isinstance(cell, Mark)}


def _widths(rows: Sequence[Sequence[Text]], width: int, gap: int) -> tuple[list[int], bool]:
    """Share the width out: each column what it needs; where that is too much, its longest word and a part of the rest.

    Tell also whether all words of usual length stay whole.
    """
    columns = list(zip(*rows, strict=True))
    needs = [max(max(map(cell_len, text.plain.split("\n"))) for text in column) for column in columns]
    room = width - gap * (len(columns) - 1)
    if sum(needs) <= room:
        return needs, True
    words = [max(map(_longest_word, column)) for column in columns]
    least = [need if need <= SHORT else word for need, word in zip(needs, words, strict=True)]
    if sum(least) > room * 3 // 4:
        least = [min(word, width) for word in words]
    whole = sum(min(word, SHORT) for word in words) <= room
    while sum(least) > room and max(least) > 1:
        least[least.index(max(least))] -= 1
    # Prose gives way less than in proportion: a column ten times as long wants more lines, not ten times the width.
    wants = [max(0, need - floor) ** 0.75 for need, floor in zip(needs, least, strict=True)]
    spare = max(0, room - sum(least))
    shares = [floor + int(spare * want / sum(wants)) for floor, want in zip(least, wants, strict=True)]
    shares[wants.index(max(wants))] += max(0, room - sum(shares))
    return shares, whole


def _longest_word(text: Text) -> int:
    """Measure the longest word. The shape of a grade and the word after it are one."""
    words = text.plain.split() or [""]
    if len(words) > 1 and len(words[0]) < 3 and not words[0].isalnum():
        words[:2] = [" ".join(words[:2])]
    return max(map(cell_len, words))
