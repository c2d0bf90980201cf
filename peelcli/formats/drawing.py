"""Answers as lines of styled text, for the terminal and for pictures. Text is never parsed as markup.

rich.table is not used because it breaks words and addresses, and takes three times as long for many rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from peelcli.answers.views import Bar, Cell, Cited, Label, Mark, Prose, Step, View, display
from peelcli.formats import RenderOptions, layout, palette, sentences
from peelcli.formats.layout import NO_BREAK, Line, Text
from peelcli.model.report import Grade, Ungraded
from peelcli.sanitise import ascii_fallback, cell_width, escape_controls

NARROW = 60
"""Below this width, sentences are easier to read than tables."""


def row_lines(view: View, options: RenderOptions) -> list[Line]:
    """Return the lines of a table or of sentences."""
    drawn = None if options.width and options.width < NARROW else Drawing(options).view(view)
    return drawn or [[(line.removesuffix("\n"), "")] for line in sentences.render_rows(view, options)]


def prose_lines(prose: Prose, options: RenderOptions) -> Iterator[Line]:
    """Yield the lines of prose."""
    drawing = Drawing(options)
    for text in prose.lines:
        yield from [[(drawing.escaped(text), "")]] if prose.verbatim else drawing.words(text)


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
        self.colours = options.colours or ""

    # --- words ---

    def escaped(self, text: str) -> str:
        """Return a text that is safe to show, in ASCII if that is asked for."""
        shown = escape_controls(text)
        return ascii_fallback(shown) if self.ascii else shown

    def shape(self, grade: Grade | Ungraded) -> str:
        """Return the shape of a grade."""
        # In ASCII the dot would become the dash of requires improvement.
        return "." if self.ascii and isinstance(grade, Ungraded) else self.escaped(palette.SHAPES[grade])

    def words(self, text: str, style: str = "", hang: int = 0) -> Iterator[Line]:
        """Yield a text as lines that fit the width."""
        shown = self.escaped(text)
        for line in layout.wrap(shown, self.width, hang) if self.width else shown.split("\n"):
            yield [(line, style)]

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

    def cell(self, cell: Cell) -> Text:
        """Return a cell as it is drawn."""
        if type(cell) in (str, int):  # as in display
            return Text(self.escaped(str(cell)))
        if isinstance(cell, Grade | Ungraded):
            return self.graded(cell, "", cell.label)
        if isinstance(cell, Mark):
            return self.graded(cell.grade, self.before(cell.before), "")
        if isinstance(cell, Step):
            return self.graded(cell.grade, self.before(cell.mark or " "), cell.grade.label)
        if isinstance(cell, Bar):
            return Text(self.escaped(display(cell)), palette.style(cell.grade, self.colours) if cell.grade else "")
        if isinstance(cell, Cited):
            text = f"{self.escaped(cell.text)}{NO_BREAK if cell.text and cell.sources else ''}{cell.marks}"
            return Text(text.replace(f" {NO_BREAK}", NO_BREAK))
        return Text(self.escaped(display(cell)))

    def before(self, mark: str) -> str:
        """Return the mark before the shape of a grade, in a column of its own."""
        return f"{self.escaped(mark):{2 if self.ascii else 1}} " if mark else ""

    def graded(self, grade: Grade | Ungraded, before: str, label: str) -> Text:
        """Draw a grade, keeping its mark, shape and word together."""
        start = f"{before}{self.shape(grade)}".replace(" ", NO_BREAK)
        text = f"{start}{NO_BREAK}{label}" if label else start
        hang = min(cell_width(start) + 1, 2) if label else 0
        return Text(text, palette.style(grade, self.colours), hang, unstyled=len(before))

    def count(self, grade: Grade | Ungraded, number: int | None = None) -> Line:
        """Return a grade with its number, or alone, as in a legend."""
        shown = self.cell(grade)
        return [(shown.words.replace(NO_BREAK, " "), shown.style), ("" if number is None else f" {number}", "")]

    # --- tables ---

    def view(self, view: View) -> list[Line] | None:
        """Return a table of rows, with shapes for grades if their words do not fit; None if nothing fits."""
        if self.width is not None:
            view = view.without_constants()
        return self.fitting(view) or self.fitting(_compact(view))

    def fitting(self, view: View) -> list[Line] | None:
        """Return a table below its title and above its legend and notes; None if it does not fit."""
        marks = {cell.grade for row in view.rows for cell in row if isinstance(cell, Mark)}
        columns = self.columns([column.label for column in view.columns], view.rows)
        table = layout.table(columns, self.width, 1 if marks else 2)
        if table is None:
            return None
        grades = [*Grade, *(grade for grade in Ungraded if grade in marks)] if marks else []
        return [
            *self.words(view.title, "bold"),
            *(table if view.rows else self.words(view.empty)),
            *(self.beside(map(self.count, grades)) if grades else ()),
            *(line for note in view.notes for line in self.words(note)),
        ]

    def columns(self, labels: Sequence[Label], rows: Sequence[Sequence[Cell]]) -> list[list[Text]]:
        """Return the columns of a table, each with its label on top."""
        heads = [Text(self.escaped(display(label))) for label in labels]
        cells = [heads, *([self.cell(cell) for cell in row] for row in rows)]
        return list(map(list, zip(*cells, strict=True)))


def _compact(view: View) -> View:
    """Return a view with marks in place of grades."""
    return view._replace(rows=tuple(tuple(map(_mark, row)) for row in view.rows))


def _mark(cell: Cell) -> Cell:
    if isinstance(cell, Step):
        return Mark(cell.grade, cell.mark or " ")
    return Mark(cell) if isinstance(cell, Grade | Ungraded) else cell
