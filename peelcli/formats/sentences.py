"""One sentence per fact: for narrow windows, for reading aloud, for searching line by line."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from peelcli.card import Card, card
from peelcli.formats import Answer, Style
from peelcli.views import Cell, View, for_people
from peelcli.visible import ascii_only, one_line, visible


def render(answer: Answer, style: Style) -> str:
    """Return the answer line by line, wrapped to the width."""
    if answer.view is not None:
        lines = _view(answer.view)
    else:
        lines = (line for report in answer.reports for line in _card(card(report)))
    if answer.view is not None and answer.view.verbatim:
        text = "".join(f"{visible(line)}\n" for line in lines)
    else:
        text = "".join(f"{shown}\n" for line in lines for shown in _wrapped(line, style.width))
    return ascii_only(text) if style.ascii else text


def _view(view: View) -> Iterator[str]:
    if view.lines is not None:
        yield from view.lines
        return
    yield view.title
    if not view.rows:
        yield view.empty
    for row in view.rows:
        told = (
            f"{for_people(column.label) or 'Address'}: {for_people(cell)}"
            for column, cell in zip(view.columns, row, strict=True)
            if for_people(cell) and (column.label or column.key == "source_url")
        )
        yield f"- {'; '.join(told)}."
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
            yield f"- {_sentence([for_people(column.label) for column in table.columns], row)}"
    if card.notes:
        yield from ("", "Notes", *(f"- {note}" for note in card.notes))
    if card.sources:
        yield from ("", "Sources", *(f"{number} {source}" for number, source in enumerate(card.sources, 1)))


def _sentence(labels: list[str], row: tuple[Cell, ...]) -> str:
    """Say a row of a card: what it is about, then what is said of it, then the rest in brackets."""
    about, said, *rest = (for_people(cell).replace("\n", ", ") for cell in row)
    more = "; ".join(f"{label.lower()} {cell}" for label, cell in zip(labels[2:], rest, strict=True) if cell)
    told = f"{about}: {said}" if about else said
    return f"{told}{'' if told.endswith(('.', '”')) else '.'}{f' ({more})' if more else ''}"


def _wrapped(line: str, width: int) -> list[str]:
    """Wrap a line without breaking words, so that addresses stay whole."""
    indent = "  " if line.startswith("- ") else ""
    return [
        shown
        for part in visible(line).split("\n")
        for shown in wrap(
            one_line(part), width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
        or [""]
    ]
