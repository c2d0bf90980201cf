"""Sentences, one per fact: for narrow windows, screen readers and line-based search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from peelcli.answers.card import Card, CardTable, card
from peelcli.answers.views import (
    AtLeast,
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
    number,
)
from peelcli.formats import RenderOptions, layout
from peelcli.model.report import Grade, Ungraded
from peelcli.sanitise import displayable

_SUBJECT = ("force_name", "cycle", "kind", "area_name", "name", "role", "organisation", "section")
"""Columns that name the subject of a sentence."""
_STATEMENT = ("summary", "text", "quote", "note", "meaning")
"""Columns that hold sentences of their own."""


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield a sentence per row, with numbered sources at the end."""
    return _lines(_rows(view), options)


def render_prose(prose: Prose, options: RenderOptions) -> Iterator[str]:
    """Yield lines, wrapped to the width unless they are verbatim."""
    return _lines(prose.lines, options._replace(width=None) if prose.verbatim else options)


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield report cards in sentences."""
    for place, report in enumerate(cards.reports):
        yield "\n" if place else ""
        yield from _lines(_card(card(report)), options)


def _lines(facts: Iterable[str], options: RenderOptions) -> Iterator[str]:
    """Yield the facts as lines, wrapped if there is a width."""
    for fact in facts:
        text = displayable(fact, options.ascii)
        if options.width is None:
            yield f"{text}\n"
            continue
        hang = 2 if text.startswith("- ") else 0
        yield from (f"{line}\n" for line in layout.wrap(text.removesuffix("\n"), options.width, hang))


def _rows(view: View) -> Iterator[str]:
    if not view.rows:
        yield from (view.title, view.empty, *view.notes)
        return
    yield f"{view.title} ({number(len(view.rows), 'result')})"
    numbers = {address: place for place, address in enumerate(filter(None, dict.fromkeys(view.addresses)), 1)}
    for place, row in enumerate(view.rows):
        address = view.addresses[place] if view.addresses else ""
        yield f"- {_fact(view.columns, row)}{f' [{numbers[address]}]' if address else ''}"
    yield from view.notes
    if numbers:
        yield "Sources"
        yield from (f"[{place}] {address}" for address, place in numbers.items())


def _fact(columns: tuple[Column, ...], row: Row) -> str:
    """Return a row as a sentence: its subject, then the statement about it."""
    has_statement = any(column.key in _STATEMENT and cell for column, cell in zip(columns, row, strict=True))
    subject: list[str] = []
    values: list[str] = []
    statements: list[str] = []
    for column, cell in zip(columns, row, strict=True):
        words, label = _aloud(cell), display(column.label)
        if not words:
            continue
        if column.key in _SUBJECT and not values:
            subject.append(words)
        elif column.key in _STATEMENT:
            statements.append(words)
        elif column.key == "grade" and not has_statement:
            values.append(words)
        elif column.key == "grade":
            subject.append(words.lower())
        elif column.key == "expected" and values:
            values[-1] += f" of {words}"
        else:
            values.append(_value(cell, column, label, words))
    about, statement = ", ".join(subject), " ".join([*(["; ".join(values) + "."] if values else []), *statements])
    sentence = f"{about}: {statement}" if about and statement else about or statement
    return sentence if sentence.endswith((".", "”", "?", "!")) else f"{sentence}."


def _aloud(cell: Cell) -> str:
    """Return a cell as words to read aloud; none for a bar, which repeats other cells."""
    if isinstance(cell, Bar):
        return ""
    return f"at least {int(cell)}" if isinstance(cell, AtLeast) else display(cell).replace("\n", ", ")


def _value(cell: Cell, column: Column, label: str, words: str) -> str:
    if isinstance(column.label, Mark):
        return f"{words} {label.lower()}"
    if isinstance(cell, Step):
        return f"{label} {cell.grade.label.lower()}{f', {cell.words}' if cell.words else ''}"
    if isinstance(cell, Grade | Ungraded | Mark):
        return f"{label} {words.lower()}"
    return f"{label}: {words}"


def _card(card: Card) -> Iterator[str]:
    yield card.title
    if card.counts:
        yield f"{', '.join(f'{count} {grade.label.lower()}' for grade, count in card.counts)}."
    yield from (f"{Cited(f'{fact.text}.', fact.sources)}" for fact in (*card.dates, *card.facts))
    if card.summary:
        yield card.summary
    for table in card.tables:
        yield from _table(table)
    if card.notes:
        yield from ("", "Notes", *(f"- {note}" for note in card.notes))
    if card.sources:
        yield from ("", "Sources")
        for source in card.sources:
            mark = f"[{source.number}] " if source.number else ""
            yield mark + ": ".join(filter(None, (source.words, source.address)))


def _table(table: CardTable) -> Iterator[str]:
    yield ""
    yield str(Cited(table.title, table.sources))
    if not table.rows:
        yield table.empty
    for row in table.rows:
        about, cells = (row[0], row[1:]) if len(row) > 1 else ("", row)
        words = f"{about.name}, {about.details}".removesuffix(", ") if isinstance(about, Named) else display(about)
        yield f"- {f'{words}: ' if words else ''}{_cells(cells)}"


def _cells(cells: Iterable[Cell]) -> str:
    """Return the statements of a row of a card, each as a sentence with its sources."""
    parts = []
    for cell in cells:
        text, marks = (cell.text, cell.marks) if isinstance(cell, Cited) else (display(cell), "")
        stop = "" if not text or text.endswith((".", "”", ".)")) else "."
        parts.append(f"{text}{stop} {marks}".strip())
    return " ".join(filter(None, parts))
