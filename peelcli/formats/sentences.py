"""One sentence per fact: for narrow windows, for reading aloud, for searching line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from peelcli.card import Card, card
from peelcli.formats import Answer, Style
from peelcli.report import Report
from peelcli.views import Cell, View, for_people
from peelcli.visible import ascii_only, visible


def render(answer: Answer, style: Style) -> str:
    """Return the answer line by line, wrapped to the width."""
    lines = _view(answer.view) if answer.view is not None else _cards(answer.reports)
    verbatim = answer.view is not None and answer.view.verbatim
    shown = (ascii_only(visible(line)) if style.ascii else visible(line) for line in lines)
    return "".join(f"{part}\n" for line in shown for part in ([line] if verbatim else wrapped(line, style.width)))


def _view(view: View) -> Iterator[str]:
    if view.lines is not None:
        yield from view.lines
        return
    yield view.title
    if not view.rows:
        yield view.empty
    for row in view.rows:
        told = "; ".join(
            f"{for_people(column.label) or 'Address'}: {for_people(cell).removesuffix('.')}"
            for column, cell in zip(view.columns, row, strict=True)
            if for_people(cell) and (column.label or column.key == "source_url")
        )
        yield f"- {told}{'' if '://' in told.rpartition(' ')[2] else '.'}"  # who copies an address wants no full stop
    yield from view.notes


def _cards(reports: Iterable[Report]) -> Iterator[str]:
    for number, report in enumerate(reports):
        if number:
            yield ""
        yield from _card(card(report))


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
            yield f"- {_sentence([for_people(column.label) for column in table.columns], row)}"
    if card.notes:
        yield from ("", "Notes", *(f"- {note}" for note in card.notes))
    if card.sources:
        yield from ("", "Sources", *(f"{number} {source}" for number, source in enumerate(card.sources, 1)))


def _sentence(labels: list[str], row: tuple[Cell, ...]) -> str:
    """Say a row of a card: what it is about, then what is said of it, then the rest in brackets."""
    about, said, *rest = (for_people(cell).replace("\n", ", ") for cell in row)
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
                elif cells(shown) + 1 + cells(piece) <= width:
                    shown += f" {piece}"
                else:
                    yield shown
                    shown = indent + piece
        yield shown


def _pieces(word: str, width: int) -> Iterator[str]:
    if cells(word) <= width or "://" in word:
        yield word
        return
    piece = ""
    for character in word:
        if cells(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def cells(text: str) -> int:
    """Count the columns that a text takes on a terminal: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)
