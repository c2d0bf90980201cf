"""One sentence per fact: for narrow windows, for reading aloud, for searching line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from peelcli.answers.card import Card, card
from peelcli.answers.views import Cards, Cell, Prose, View, display
from peelcli.formats import RenderOptions
from peelcli.sanitise import ascii_fallback, cell_width, escape_controls


def render_rows(view: View, options: RenderOptions) -> Iterator[str]:
    """Yield a sentence per row, wrapped to the width."""
    return _wrap(_rows(view), options)


def render_prose(prose: Prose, options: RenderOptions) -> Iterator[str]:
    """Yield lines, wrapped to the width unless they are verbatim."""
    return _escape(prose.lines, options) if prose.verbatim else _wrap(prose.lines, options)


def render_cards(cards: Cards, options: RenderOptions) -> Iterator[str]:
    """Yield report cards in sentences, wrapped to the width."""
    for number, report in enumerate(cards.reports):
        yield "\n" if number else ""
        yield from _wrap(_card(card(report)), options)


def _wrap(lines: Iterable[str], options: RenderOptions) -> Iterator[str]:
    return (f"{part}\n" for line in _escape(lines, options) for part in wrapped(line.removesuffix("\n"), options.width))


def _escape(lines: Iterable[str], options: RenderOptions) -> Iterator[str]:
    escaped = map(escape_controls, lines)
    return (f"{line}\n" for line in (map(ascii_fallback, escaped) if options.ascii else escaped))


def _rows(view: View) -> Iterator[str]:
    yield view.title
    if not view.rows:
        yield view.empty
    for row in view.rows:
        sentence = "; ".join(
            f"{display(column.label) or 'Address'}: {display(cell).removesuffix('.')}"
            for column, cell in zip(view.columns, row, strict=True)
            if display(cell) and (column.label or column.key == "source_url")
        )
        yield f"- {sentence}{'' if '://' in sentence.rpartition(' ')[2] else '.'}"  # no stop behind an address
    yield from view.notes


def _card(card: Card) -> Iterator[str]:
    yield card.title
    yield from (f"{fact}." for fact in card.facts)
    if card.counts:
        yield f"{', '.join(f'{grade.label} {number}' for grade, number in card.counts)}."
    if card.summary:
        yield card.summary
    for table in card.tables:
        yield ""
        yield table.title
        if not table.rows:
            yield table.empty
        for row in table.rows:
            yield f"- {_sentence([display(column.label) for column in table.columns], row)}"
    if card.notes:
        yield from ("", "Notes", *(f"- {note}" for note in card.notes))
    if card.sources:
        yield from ("", "Sources", *(f"{number} {source}" for number, source in enumerate(card.sources, 1)))


def _sentence(labels: list[str], row: tuple[Cell, ...]) -> str:
    """Say a row of a card: what it is about, then what is said of it, then the rest in brackets."""
    about, said, *rest = (display(cell).replace("\n", ", ") for cell in row)
    more = "; ".join(
        f"{label.lower()}: {cell.removesuffix('.')}" for label, cell in zip(labels[2:], rest, strict=True) if cell
    )
    told = f"{about}: {said}" if about else said
    return f"{told}{'' if told.endswith(('.', '”', '.)')) else '.'}{f' ({more})' if more else ''}"


def wrapped(text: str, width: int) -> Iterator[str]:
    """Wrap each line of a text at its blanks. Addresses stay whole; other words break where they fill a line."""
    indent = "  " if text.startswith("- ") else ""
    for number, line in enumerate(text.split("\n")):
        shown = indent if number else ""
        for word in line.split():
            for piece in _pieces(word, width - len(indent)):
                if not shown.strip():
                    shown += piece
                elif cell_width(shown) + 1 + cell_width(piece) <= width:
                    shown += f" {piece}"
                else:
                    yield shown
                    shown = indent + piece
        yield shown


def _pieces(word: str, width: int) -> Iterator[str]:
    if cell_width(word) <= width or "://" in word:
        yield word
        return
    piece = ""
    for character in word:
        if cell_width(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece
