"""HTML: a self-contained page without scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from peelcli.answers.card import Card, CardSource, CardTable, card
from peelcli.answers.views import (
    AreaName,
    Bar,
    Cards,
    Cell,
    Cited,
    Column,
    Mark,
    Named,
    Prose,
    Row,
    Step,
    View,
    display,
)
from peelcli.formats import RenderOptions, page, palette
from peelcli.formats.links import split_links
from peelcli.model.report import RANK, Grade, Ungraded
from peelcli.sanitise import escape_controls

_GRID = 4
"""Tables with at least this many columns of grades or numbers get a smaller font."""
_SHORT = 12
"""Texts of at most this many characters, such as dates, are not wrapped."""


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield a page with a table and its notes."""
    view = view.without_constants()
    notes = "".join(f"<li>{_text(note)}</li>\n" for note in view.notes)
    heading = f"<h1>{_text(view.title)}</h1>"
    table = _table(view.title, view.columns, view.rows, caption=heading)
    content = table if view.rows else [f"{heading}\n<p>{_text(view.empty)}</p>\n"]
    return _page(view.title, [*content, f'<ul class="soft">\n{notes}</ul>\n' if notes else ""], options)


def render_prose(prose: Prose, options: RenderOptions) -> Iterator[str]:
    """Yield a page with lines as paragraphs, or preformatted if they are verbatim."""
    lines = list(prose.lines)
    title = "Problems" if prose.verbatim else next(filter(None, lines), "peel")
    if prose.verbatim:
        text = _text("\n".join(lines), line_break="\n")
        return _page(title, [f"<h1>{title}</h1>\n<pre>{text}</pre>\n"], options)
    paragraphs = "".join(f"<p>{_text(line)}</p>\n" for line in lines if line)
    return _page(title, [f"<h1>{_text(title)}</h1>\n{paragraphs}"], options)


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield a page of report cards, with a table of contents if there are several."""
    drawn = [card(report) for report in cards.reports]
    several = len(drawn) != 1
    title = "Report cards" if several else drawn[0].title
    entries = "".join(
        f'<li><a href="#card-{place}">{_text(one.title)}</a></li>\n' for place, one in enumerate(drawn, 1)
    )
    contents = f'<h1>{title}</h1>\n<nav aria-label="Contents">\n<ol>\n{entries}</ol>\n</nav>\n' if several else ""
    articles = (
        part for place, one in enumerate(drawn, 1) for part in _Article(one, place, 2 if several else 1).parts()
    )
    return _page(title, [contents, *articles], options)


def _page(title: str, content: Iterable[str], options: RenderOptions) -> Iterator[str]:
    for part in (page.head(escape_controls(title)), *content, page.foot()):
        yield part.encode("ascii", "xmlcharrefreplace").decode() if options.ascii else part


# --- text ------------------------------------------------------------------------------------------------------------


def _text(text: str, line_break: str = "<br>") -> str:
    """Return a text as HTML, in which web addresses are links."""
    return "".join(
        f'<a href="{escape(part)}">{escape(part)}</a>' if is_link else escape(part).replace("\n", line_break)
        for part, is_link in split_links(escape_controls(text))
    )


def _grade(grade: Grade | Ungraded, before: str = "", after: str = "") -> str:
    shape = f'<span aria-hidden="true">{palette.SHAPES[grade]}</span> '
    return f"{f'{escape(before)} ' if before else ''}{shape}{grade.label}{after}"


def _cell(cell: Cell, link: str = "") -> str:
    """Return a table cell; a grade sets its background. `link` is the prefix of links to numbered sources."""
    if isinstance(cell, Step):
        title = f' title="{escape(cell.words)}"' if cell.words else ""
        return f'<td class="grade {cell.grade.value}"{title}>{_grade(cell.grade, cell.mark)}</td>'
    grade = cell.grade if isinstance(cell, Mark) else cell
    if isinstance(grade, Grade | Ungraded):
        return f'<td class="grade {grade.value}">{_grade(grade)}</td>'
    if isinstance(cell, Bar):
        fill = palette.FILLS.get(cell.grade, "") if cell.grade else ""
        return f"<td>{_svg_bar([(fill or '#8c8c8c', cell.part)], cell.whole)}</td>"
    if _is_number(cell):
        return f'<td class="number">{display(cell)}</td>'
    text, marks = (cell.text, _marks(cell.sources, link)) if isinstance(cell, Cited) else (display(cell), "")
    kind = ' class="short"' if 0 < len(text) <= _SHORT else ""
    return f"<td{kind}>{_text(text)}{marks}</td>"


def _head(cell: Cell, rows: int) -> str:
    """Return the first cell of a row, which names the row or several."""
    span = f' rowspan="{rows}"' if rows > 1 else ""
    if isinstance(cell, Grade | Ungraded):
        return f'<th scope="row" class="grade {cell.value}"{span}>{_grade(cell)}</th>'
    if isinstance(cell, Named):
        details = f'<br><span class="details">{_text(cell.details)}</span>' if cell.details else ""
        return f'<th scope="row"{span}>{_text(cell.name)}{details}</th>'
    return f'<th scope="row"{span}>{_text(display(cell))}</th>'


# --- tables ----------------------------------------------------------------------------------------------------------


def _table(
    title: str, columns: Sequence[Column], rows: Sequence[Row], *, caption: str, link: str = ""
) -> Iterator[str]:
    """Yield a table. `link` is the prefix of links to numbered sources."""
    pictures = _pictures(columns, rows)
    pictured = any(pictures)
    kind = ' class="grid"' if sum(map(_is_small, zip(*rows, strict=True))) >= _GRID else ""
    yield f'<div class="scroll" role="region" aria-label="{escape(escape_controls(title))}" tabindex="0">\n'
    yield f"<table{kind}>\n<caption>{caption}</caption>\n<thead>\n<tr>"
    for column, below in zip(columns, zip(*rows, strict=True), strict=True):
        kind = ' class="number"' if any(map(_is_number, below)) else ""
        yield f'<th scope="col"{kind}>{_text(display(column.label))}</th>'
    yield '<th scope="col">At a glance</th>' if pictured else ""
    yield "</tr>\n</thead>\n<tbody>\n"
    pairs = zip(rows, pictures, strict=True)
    for _, of_area in groupby(pairs, key=lambda pair: pair[0][0] if isinstance(pair[0][0], AreaName) else object()):
        group = list(of_area)
        for place, (row, picture) in enumerate(group):
            head = _head(row[0], len(group)) if place == 0 else ""
            cells = "".join(_cell(cell, link) for cell in row[1:])
            yield f"<tr>{head}{cells}{f'<td>{picture}</td>' if pictured else ''}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _marks(sources: Iterable[int], link: str) -> str:
    """Return citation marks linked to the list of sources."""
    return "".join(f' <a href="#{link}{number}">[{number}]</a>' for number in sources)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int) and not isinstance(cell, bool)


def _is_small(column: Sequence[Cell]) -> bool:
    return any(isinstance(cell, Grade | Ungraded | Mark | Step | int) for cell in column)


# --- pictures --------------------------------------------------------------------------------------------------------


def _pictures(columns: Sequence[Column], rows: Sequence[Row]) -> list[str]:
    """Return for each row a bar of the grades that it counts, or a strip of those that it follows, or nothing.

    It repeats the numbers and words beside it.
    """
    counted = [(column.label.grade, place) for place, column in enumerate(columns) if isinstance(column.label, Mark)]
    most = max((sum(_number(row[place]) for _, place in counted) for row in rows), default=0)
    return [_picture(row, counted, most) for row in rows]


def _picture(row: Row, counted: Sequence[tuple[Grade | Ungraded, int]], most: int) -> str:
    if any(isinstance(cell, Step) for cell in row[1:]):
        return _strip(row[1:])
    parts = [(palette.FILLS[grade], _number(row[place])) for grade, place in counted if isinstance(grade, Grade)]
    return _svg_bar(parts, most) if counted else ""


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _svg_bar(counts: Sequence[tuple[str, int]], most: int) -> str:
    """Draw numbers as boxes side by side, each with its fill."""
    parts, start = [], 0.0
    for fill, count in counts:
        width = 150 * count / (most or 1)
        if count:
            parts.append(_box(start, width, fill))
            start += width
    return f'<svg class="bar" width="152" height="18" aria-hidden="true">{"".join(parts)}</svg>'


def _strip(cells: Sequence[Cell]) -> str:
    """Draw grades as boxes, lower for worse ones. A line divides grades that are not comparable."""
    parts = []
    for place, cell in enumerate(cells):
        grade = cell.grade if isinstance(cell, Step | Mark) else cell
        if isinstance(grade, Grade):
            parts.append(_box(place * 20 + 2, 16, palette.FILLS[grade], top=1 + 6 * RANK[grade]))
        if isinstance(cell, Step) and cell.mark in ("≠", "?"):
            parts.append(f'<path d="M{place * 20} 0v36" stroke="currentColor" stroke-dasharray="2 2"/>')
    return f'<svg class="strip" width="{20 * len(cells)}" height="36" aria-hidden="true">{"".join(parts)}</svg>'


def _box(left: float, width: float, fill: str, top: int = 1) -> str:
    size = f'width="{width:.4g}" height="{16 if top == 1 and width != 16 else 10}"'
    return f'<rect x="{left:.4g}" y="{top}" {size} fill="{fill}" stroke="#555"/>'


# --- cards -----------------------------------------------------------------------------------------------------------


class _Article:
    """A card as an article of a page, whose headings start at this level."""

    def __init__(self, card: Card, place: int, level: int) -> None:
        self.card = card
        self.id = f"card-{place}"
        self.level = level
        self.link = f"{self.id}-source-"

    def parts(self) -> Iterator[str]:
        card = self.card
        yield f'<article id="{self.id}">\n<h{self.level}>{_text(card.title)}</h{self.level}>\n'
        facts = [f"{_text(fact.text)}{_marks(fact.sources, self.link)}" for fact in (*card.dates, *card.facts)]
        yield f'<p class="soft">{" · ".join(facts)}</p>\n' if facts else ""
        counts = "".join(
            f'<li><span class="grade {grade.value}">{_grade(grade, after=f" {number}")}</span></li>\n'
            for grade, number in card.counts
        )
        yield f'<ul class="counts">\n{counts}</ul>\n' if counts else ""
        yield f'<p class="lead">{_text(card.summary)}</p>\n' if card.summary else ""
        for table in card.tables:
            yield from self.table(table)
        if card.notes:
            notes = "".join(f"<li>{_text(note)}</li>\n" for note in card.notes)
            yield f"{self.heading('Notes')}<ul>\n{notes}</ul>\n"
        if card.sources:
            yield f"{self.heading('Sources')}{''.join(self.sources(card.sources))}"
        yield "</article>\n"

    def heading(self, title: str) -> str:
        return f"<h{self.level + 1}>{title}</h{self.level + 1}>\n"

    def table(self, table: CardTable) -> Iterator[str]:
        if not table.rows:
            yield f"{self.heading(table.title)}<p>{_text(table.empty)}</p>\n"
            return
        caption = f"{_text(table.title)}{_marks(table.sources, self.link)}"
        title = f"{table.title}: {self.card.title}"
        yield from _table(title, table.columns, table.rows, caption=caption, link=self.link)

    def sources(self, sources: Sequence[CardSource]) -> Iterator[str]:
        for source in sources:
            if source.number is None:
                yield f"<p>{self.source(source)}</p>\n"
        yield "<ol>\n"
        for source in sources:
            if source.number is not None:
                yield f'<li id="{self.link}{source.number}">{self.source(source)}</li>\n'
        yield "</ol>\n"

    def source(self, source: CardSource) -> str:
        return "<br>".join(_text(part) for part in (source.words, source.address) if part)
