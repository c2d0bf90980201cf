"""Tables for a terminal. The only module that knows rich.

Data enters rich as Text, never as markup, and passes the sanitiser on the way.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from peelcli.card import Card, card
from peelcli.formats import Answer, Style, sentences
from peelcli.report import Grade, Ungraded
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
RULED = box.Box("    \n    \n ── \n    \n    \n    \n    \n    \n")
RULED_ASCII = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


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
    drawing = _Drawing(style)
    if answer.view is not None:
        parts = drawing.view(answer.view.for_people())
    else:
        parts = (part for report in answer.reports for part in drawing.card(card(report)))
    for part in parts:
        # Addresses stay whole: a terminal breaks them where it must and still knows them as one.
        whole = isinstance(part, Text) and (part.no_wrap or "://" in part.plain)
        console.print(part, soft_wrap=whole)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().removesuffix("\n").split("\n"))


class _Drawing:
    """Makes what rich prints, in one style."""

    def __init__(self, style: Style) -> None:
        self.ascii = style.ascii
        self.width = style.width

    def words(self, text: str, look: str = "") -> Text:
        shown = visible(text)
        return Text(ascii_only(shown) if self.ascii else shown, look)

    def grade(self, grade: Grade | Ungraded, mark_only: bool = False) -> Text:
        shape = SHAPES[grade] if isinstance(grade, Grade) else "·"
        return self.words(shape if mark_only else f"{shape} {grade.label}", COLOURS.get(grade, ""))

    def cell(self, cell: Cell, marks: bool) -> Text:
        return self.grade(cell, marks) if isinstance(cell, Grade | Ungraded) else self.words(for_people(cell))

    def row(self, parts: Iterable[Text]) -> Text:
        return Text("   ").join(parts)

    def view(self, view: View) -> Iterator[RenderableType]:
        if view.lines is not None:
            for line in view.lines:
                text = self.words(line)
                text.no_wrap = view.verbatim
                yield text
            return
        yield self.words(view.title, "bold")
        yield from self.table(view, self.width)
        if view.marks and view.rows:
            yield self.row(map(self.grade, Grade))
        yield from (self.words(note, "dim") for note in view.notes)

    def table(self, view: View, width: int) -> Iterator[RenderableType]:
        if not view.rows:
            yield self.words(view.empty, "dim")
            return
        cells = [[self.cell(cell, view.marks) for cell in row] for row in view.rows]
        labels = [self.cell(column.label, marks=True) for column in view.columns]
        gap = 1 if view.marks else 2
        table = Table(
            box=RULED_ASCII if self.ascii else RULED,
            padding=(0, gap - 1, 0, 0),
            pad_edge=False,
            collapse_padding=True,
            header_style="dim",
            show_edge=False,
        )
        for label, wide in zip(labels, _widths([labels, *cells], width, gap), strict=True):
            table.add_column(label, width=wide, overflow="fold")
        for row in cells:
            table.add_row(*row)
        yield table

    def card(self, card: Card) -> Iterator[RenderableType]:
        width = min(self.width, CARD_WIDTH)
        yield self.words(card.title, "bold")
        yield self.words(" · ".join(card.facts))
        if card.counts:
            yield self.row(Text.assemble(self.grade(grade), f" {number}") for grade, number in card.counts)
        if card.summary:
            yield Text()
            yield self.words(card.summary)
        for table in card.tables:
            yield Text()
            yield self.words(table.title, "bold")
            yield from self.table(table, width)
        if card.notes:
            yield Text()
            yield self.words("Notes", "bold")
            yield from map(self.words, card.notes)
        if card.sources:
            yield Text()
            yield self.words("Sources", "bold")
            yield from (self.words(f"{number} {source}") for number, source in enumerate(card.sources, 1))


def _widths(rows: Sequence[Sequence[Text]], width: int, gap: int) -> list[int]:
    """Share the width out: each column what it needs; where that is too much, its longest word and a part of the rest.

    Given widths spare rich from measuring every cell several times.
    """
    columns = list(zip(*rows, strict=True))
    needs = [max(max(map(cell_len, text.plain.split("\n"))) for text in column) for column in columns]
    room = width - gap * (len(columns) - 1)
    if sum(needs) <= room:
        return needs
    words = [max(max(map(cell_len, text.plain.split() or [""])) for text in column) for column in columns]
    least = [need if need <= SHORT else min(word, SHORT) for need, word in zip(needs, words, strict=True)]
    if sum(least) > room * 3 // 4:
        least = [max(1, min(word, room // 5)) for word in words]
    while sum(least) > room:
        least[least.index(max(least))] -= 1
    # Prose gives way less than in proportion: a column ten times as long wants more lines, not ten times the width.
    wants = [max(0, need - floor) ** 0.75 for need, floor in zip(needs, least, strict=True)]
    spare = room - sum(least)
    return [floor + int(spare * want / sum(wants)) for floor, want in zip(least, wants, strict=True)]
