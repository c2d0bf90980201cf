"""What cells, tables and prose look like in lines of styled text, for the terminal and for pictures.

Text is never parsed as markup. rich.table is not used because it breaks words and addresses, and takes three times as
long for many rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from peelcli.answers.views import Bar, Cell, Cited, Mark, Prose, Step, View, display
from peelcli.formats import RenderOptions, layout, palette, sentences
from peelcli.formats.layout import NO_BREAK, Line, Text
from peelcli.model.report import Grade, Ungraded
from peelcli.sanitise import ascii_fallback, cell_width, displayable

NARROW = 60
"""Below this width, sentences are easier to read than tables."""


def row_lines(view: View, options: RenderOptions) -> list[Line]:
    """Return the lines of a table or of sentences."""
    drawn = None if options.width and options.width < NARROW else Drawing(options).view(view)
    return drawn or [[(line.removesuffix("\n"), "")] for line in sentences.render_rows(view, options)]


def prose_lines(prose: Prose, options: RenderOptions) -> Iterator[Line]:
    """Yield the lines of prose."""
    drawing = Drawing(options._replace(width=None) if prose.verbatim else options)
    for text in prose.lines:
        yield from drawing.words(text)


def trimmed(line: Line) -> Line:
    """Return a line without trailing blanks."""
    while line and not line[-1][0].rstrip():
        line = line[:-1]
    return [*line[:-1], (line[-1][0].rstrip(), line[-1][1])] if line else line


class Drawing:
    """Draws answers as lines. Without a width, each row of a table is one line."""

    def __init__(self, options: RenderOptions) -> None:
        self.width = options.width
        self.ascii = options.ascii
        self.styles = palette.styles(options.colours or "")
        self.shapes = palette.SHAPES
        if self.ascii:
            shapes = {grade: ascii_fallback(shape) for grade, shape in palette.SHAPES.items()}
            self.shapes = shapes | dict.fromkeys(Ungraded, ".")  # not a dash, which is requires improvement

    # --- words ---

    def words(self, text: str, style: str = "", hang: int = 0) -> list[Line]:
        """Return a text as lines that fit the width."""
        safe = displayable(text, self.ascii)
        lines = layout.wrap(safe, self.width, hang) if self.width else safe.split("\n")
        return [[(line, style)] for line in lines]

    def rule(self, width: int) -> Line:
        """Return a horizontal rule."""
        return [("-" * width if self.ascii else "─" * width, "dim")]

    def count(self, grade: Grade | Ungraded, number: int | None = None) -> Line:
        """Return a grade with its number, or alone, as in a legend."""
        words = (f"{self.shapes[grade]} {grade.label}", self.styles[grade])
        return [words, ("" if number is None else f" {number}", "")]

    def beside(self, parts: Iterable[Line]) -> Iterator[Line]:
        """Set parts side by side, on several lines if necessary; no part is broken."""
        line: Line = []
        length = 0
        for part in parts:
            size = sum(cell_width(text) for text, _ in part)
            if line and self.width and length + 3 + size > self.width:
                yield line
                line, length = [], 0
            gap = 3 if line else 0
            line = [*line, (" " * gap, ""), *part]
            length += gap + size
        yield line

    # --- cells ---

    def cells(self, cells: Sequence[Cell]) -> list[Text]:
        """Return cells as they are drawn."""
        words = [display(cell) for cell in cells]
        safe = [displayable(text, self.ascii) for text in words]
        return list(map(self.text, cells, safe))

    def text(self, cell: Cell, words: str) -> Text:
        """Return a cell with these words as it is drawn."""
        if isinstance(cell, Grade | Ungraded):
            return self.graded(cell, "", words)
        if isinstance(cell, Mark):
            return self.graded(cell.grade, self.before(cell.before), "")
        if isinstance(cell, Step):
            return self.graded(cell.grade, self.before(cell.mark or " "), cell.grade.label)
        if isinstance(cell, Bar):
            return Text(words, self.styles[cell.grade] if cell.grade else "")
        if isinstance(cell, Cited) and cell.sources:
            return Text(NO_BREAK.join(words.rsplit(" ", 1)))
        return Text(words)

    def before(self, mark: str) -> str:
        """Return the mark before the shape of a grade, in a column of its own."""
        if not mark:
            return ""
        return f"{ascii_fallback(mark):2} " if self.ascii else f"{mark} "

    def graded(self, grade: Grade | Ungraded, before: str, label: str) -> Text:
        """Draw a grade, keeping its mark, shape and word together."""
        start = f"{before}{self.shapes[grade]}".replace(" ", NO_BREAK)
        text = f"{start}{NO_BREAK}{label}" if label else start
        return Text(text, self.styles[grade], 2 if label else 0, unstyled=len(before))

    # --- tables ---

    def view(self, view: View) -> list[Line] | None:
        """Return a table of rows, with shapes for grades if their words do not fit; None if nothing fits."""
        if self.width is not None:
            view = view.without_constants()
        return self.fitting(view) or self.fitting(_compact(view))

    def fitting(self, view: View) -> list[Line] | None:
        """Return a table below its title and above its legend and notes; None if it does not fit."""
        marks = {cell.grade for row in view.rows for cell in row if isinstance(cell, Mark)}
        cells = self.cells([*(display(column.label) for column in view.columns), *chain.from_iterable(view.rows)])
        columns = [cells[place :: len(view.columns)] for place in range(len(view.columns))]
        table = layout.table(columns, self.width, 1 if marks else 2)
        if table is None:
            return None
        lines = self.words(view.title, "bold")
        lines += [*table.heads, self.rule(table.width), *table.rows] if view.rows else self.words(view.empty)
        if marks:
            lines += self.beside(map(self.count, [*Grade, *(grade for grade in Ungraded if grade in marks)]))
        return [*lines, *(line for note in view.notes for line in self.words(note))]


def _compact(view: View) -> View:
    """Return a view with marks in place of grades."""
    return view._replace(rows=tuple(tuple(map(_mark, row)) for row in view.rows))


def _mark(cell: Cell) -> Cell:
    if isinstance(cell, Step):
        return Mark(cell.grade, cell.mark or " ")
    return Mark(cell) if isinstance(cell, Grade | Ungraded) else cell
