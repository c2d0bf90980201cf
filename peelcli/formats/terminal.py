"""Tables for a terminal. The only module that knows rich.

Data enters rich as Text, never as markup, and passes the sanitiser on the way.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from peelcli.card import Card, card
from peelcli.formats import Answer, Style, sentences
from peelcli.report import Grade, Report, Ungraded
from peelcli.views import Cell, View, for_people
from peelcli.visible import ascii_only, visible

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


def render(answer: Answer, style: Style) -> str:
    """Return the answer as tables laid out for the width."""
    if style.width < NARROW:
        return sentences.render(answer, style)
    text = io.StringIO()
    console = Console(
        file=text,
        width=style.width,
        height=100,
        color_system=style.colours,  # type: ignore[arg-type]
        force_terminal=style.colours is not None,
        no_color=style.colours is None,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    drawing = _Drawing(console, style)
    if answer.view is None:
        lines = drawing.cards(answer.reports)
    elif answer.view.lines is not None:  # a table is only measured where one is drawn: check may have 100,000 rows
        lines = drawing.lines(answer.view.lines, answer.view.verbatim)
    else:
        view = answer.view.for_people()
        rows = drawing.rows(view)
        widths, whole = _widths(rows, style.width, drawing.gap(view))
        if not whole:
            return sentences.render(answer, style)
        lines = drawing.view(view, rows, widths)
    if style.colours is None:  # then its words are all there is to a line; rich would take ten times as long
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    for line in lines:
        line.rstrip()
        console.print(line, soft_wrap=True)
    return text.getvalue()


class _Drawing:
    """Draws line by line, in one style. rich wraps, measures and colours; a table needs no more than a ruled header."""

    def __init__(self, console: Console, style: Style) -> None:
        self.console = console
        self.ascii = style.ascii
        self.width = style.width
        self.no_grade = "." if style.ascii else "·"  # in ASCII the dot would become the dash of requires improvement

    def words(self, text: str, look: str = "") -> Text:
        shown = visible(text)
        return Text(ascii_only(shown) if self.ascii else shown, look)

    def grade(self, grade: Grade | Ungraded, mark_only: bool = False) -> Text:
        shape = SHAPES[grade] if isinstance(grade, Grade) else self.no_grade
        return self.words(shape if mark_only else f"{shape} {grade.label}", COLOURS.get(grade, ""))

    def cell(self, cell: Cell, marks: bool) -> Text:
        return self.grade(cell, marks) if isinstance(cell, Grade | Ungraded) else self.words(for_people(cell))

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
        return 1 if view.marks else 2

    def rows(self, view: View) -> list[list[Text]]:
        """Return the labels and, below them, the cells."""
        labels = [self.cell(column.label, marks=True) for column in view.columns]
        for label in labels:
            label.stylize("dim")
        return [labels, *([self.cell(cell, view.marks) for cell in row] for row in view.rows)]

    def lines(self, lines: Iterable[str], verbatim: bool) -> Iterator[Text]:
        for line in lines:
            yield from (self.words(line),) if verbatim else self.paragraph(line)

    def view(self, view: View, rows: Sequence[Sequence[Text]], widths: Sequence[int]) -> Iterator[Text]:
        yield from self.paragraph(view.title, "bold")
        yield from self.table(rows, widths, self.gap(view)) if view.rows else self.paragraph(view.empty, "dim")
        if view.marks and view.rows:
            legend = [self.grade(grade) for grade in Grade]
            if any(isinstance(cell, Ungraded) for row in view.rows for cell in row):
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
