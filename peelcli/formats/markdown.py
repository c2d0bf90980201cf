"""Markdown: headings and pipe tables that GitHub and pandoc render."""

from __future__ import annotations

import re
from collections.abc import Iterable

from peelcli.card import Card, card
from peelcli.formats import Answer, Style
from peelcli.parse import is_web_address
from peelcli.views import Cell, View, for_people
from peelcli.visible import ascii_only, visible

_MEANT = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_AT_THE_START = re.compile(r"^(\d+)([.)])|^([-+=:])", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def render(answer: Answer, style: Style) -> str:
    """Return tables, and for whole reports what stands around them."""
    if answer.view is not None:
        view = answer.view.for_people()
        text = _join([f"**{_words(view.title)}**", *_table(view), _list(view.notes)])
    else:
        text = _join([part for report in answer.reports for part in _card(card(report))])
    return ascii_only(text) if style.ascii else text


def _card(card: Card) -> list[str]:
    counts = ", ".join(f"{grade.label} {number}" for grade, number in card.counts)
    parts = [f"# {_words(card.title)}", _list(card.facts), _words(card.summary), f"**{counts}**" if counts else ""]
    for table in card.tables:
        parts += [f"## {_words(table.title)}", *_table(table)]
    if card.notes:
        parts += ["## Notes", _list(card.notes)]
    if card.sources:
        numbered = (f"{number}. {_words(source)}" for number, source in enumerate(card.sources, 1))
        parts += ["## Sources", "\n".join(line.replace("\n", " ") for line in numbered)]
    return parts


def _table(view: View) -> list[str]:
    if view.lines is not None:
        return [_fenced(view.lines)] if view.verbatim else [_words(line) for line in view.lines]
    if not view.rows:
        return [_words(view.empty)]
    lines = [[_cell(column.label) for column in view.columns], ["---"] * len(view.columns)]
    lines += [[_cell(cell) for cell in row] for row in view.rows]
    return ["\n".join(f"| {' | '.join(line)} |" for line in lines)]


def _cell(cell: Cell) -> str:
    return _words(for_people(cell)).replace("\n", "<br>")


def _list(items: tuple[str, ...]) -> str:
    return "\n".join(f"- {_words(item)}".replace("\n", " ") for item in items if item)


def _fenced(lines: Iterable[str]) -> str:
    """Return lines as they are, in a fence that none of them closes."""
    text = visible("\n".join(lines))
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def _words(text: str) -> str:
    """Escape what Markdown or HTML would take for more than words. Only web addresses become links."""
    parts, end = [], 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:)'")
        parts.append(_escape(text[end : match.start()]))
        parts.append(f"<{visible(address).replace('|', '%7C')}>" if is_web_address(address) else _escape(address))
        end = match.start() + len(address)
    return "".join([*parts, _escape(text[end:])])


def _escape(text: str) -> str:
    return _AT_THE_START.sub(r"\1\\\2\3", _MEANT.sub(r"\\\1", visible(text))) if text else ""


def _join(parts: list[str]) -> str:
    return "\n\n".join(filter(None, parts)) + "\n"
