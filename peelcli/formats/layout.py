"""Text layout in columns: wrapping, widths, tables, and staircase headers for narrow columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from peelcli.sanitise import cell_width

NO_BREAK = "\u00a0"
"""Joins words that must stay on one line; printed as a blank."""
SHORT = 22
"""Columns of at most this many characters, such as grades, are not wrapped if that can be avoided."""
STEEP = 4
"""Columns whose cells are at most this wide may have staircase headers."""

Line = list[tuple[str, str]]
"""A line as texts with rich's style for each."""


class Text(NamedTuple):
    """The words of a cell, their style, and the indent of wrapped lines.

    The first line begins with `unstyled` characters that have no style.
    """

    words: str
    style: str = ""
    hang: int = 0
    unstyled: int = 0

    @property
    def longest_word(self) -> int:
        """The width below which a word is broken."""
        first, *others = self.words.replace("\n", " ").split(" ")
        return max(cell_width(first), *(self.hang + cell_width(word) for word in others), 0)

    def flat(self) -> Text:
        """Return the text with blanks for its line breaks."""
        return self._replace(words=self.words.replace("\n", " ")) if "\n" in self.words else self


def wrap(text: str, width: int, hang: int = 0) -> list[str]:
    """Wrap each line of a text at its blanks, later lines indented by `hang`.

    Addresses stay whole, as do words joined by NO_BREAK; other words break where they fill a line. Blanks at the
    beginning of a line are kept.
    """
    return [line for line, _ in _wrapped(text, width, hang)]


@lru_cache(maxsize=100)  # most texts of a small report are those of the report before
def _wrapped(text: str, width: int, hang: int) -> tuple[tuple[str, int], ...]:
    """Return the lines of a wrapped text, each with its width."""
    return tuple(_lines(text, width, hang))


def _lines(text: str, width: int, hang: int) -> Iterator[tuple[str, int]]:
    for line in text.split("\n"):
        size = cell_width(line)
        if size <= width:
            yield line.replace(NO_BREAK, " "), size
            continue
        current = line[: len(line) - len(line.lstrip(" "))]
        length, is_blank = len(current), True
        words = list(filter(None, line.split(" ")))
        for word, word_size in zip(words, list(map(cell_width, words)), strict=True):
            for piece, size in _pieces(word, word_size, width if is_blank else width - hang):
                if is_blank:
                    current += piece
                    length += size
                elif length + 1 + size <= width:
                    current += f" {piece}"
                    length += 1 + size
                else:
                    yield current.replace(NO_BREAK, " "), length
                    current = " " * hang + piece
                    length = hang + size
                is_blank = not current.strip(" ")
        yield current.replace(NO_BREAK, " "), length


def _pieces(word: str, size: int, width: int) -> Iterable[tuple[str, int]]:
    """Return the parts of a word of this size that stay together, each with its own."""
    if size <= width or "://" in word:
        return ((word, size),)
    if NO_BREAK in word:  # in a narrow column break there rather than within a word
        return (piece for part in word.split(NO_BREAK) for piece in _pieces(part, cell_width(part), width))
    return ((piece, cell_width(piece)) for piece in fold(word, width))


def fold(text: str, width: int) -> Iterator[str]:
    """Yield the pieces of a text that is broken wherever a line is full."""
    if cell_width(text) <= width:
        yield text
        return
    start = length = 0
    for place, character in enumerate(text):
        size = cell_width(character)
        length += size
        if length > width and place > start:
            yield text[start:place]
            start, length = place, size
    yield text[start:]


def _needs(columns: Iterable[Sequence[Text]]) -> list[int]:
    """Return the width that each column takes without wrapping."""
    return [max(cell_width(line) for text in column for line in text.words.split("\n")) for column in columns]


def share(columns: Sequence[Sequence[Text]], width: int, gap: int) -> tuple[list[int], bool]:
    """Distribute the width: each column gets what it needs, or else its longest word and a share of the rest.

    Also return whether all words of usual length stay whole.
    """
    natural = _needs(columns)
    room = width - gap * (len(columns) - 1)
    if sum(natural) <= room:
        return natural, True
    words = [max(text.longest_word for text in column) for column in columns]
    least = [need if need <= SHORT else word for need, word in zip(natural, words, strict=True)]
    limit = room * 3 // 4 if max(natural) > 2 * SHORT else room  # prose needs some of the room
    for place in sorted(range(len(columns)), key=lambda place: words[place] - natural[place]):
        if sum(least) > limit:
            least[place] = min(words[place], width)
    fits = sum(min(word, SHORT) for word in words) <= room
    while sum(least) > room and max(least) > 1:
        least[least.index(max(least))] -= 1
    # Prose shrinks less than in proportion: a column ten times as long needs more lines, not ten times the width.
    wants = [max(0, need - floor) ** 0.75 for need, floor in zip(natural, least, strict=True)]
    spare = max(0, room - sum(least))
    shares = [floor + int(spare * want / (sum(wants) or 1)) for floor, want in zip(least, wants, strict=True)]
    shares[wants.index(max(wants))] += max(0, room - sum(shares))
    return [min(each, need) for each, need in zip(shares, natural, strict=True)], fits


# --- tables ----------------------------------------------------------------------------------------------------------


class Table(NamedTuple):
    """The lines of a table, and its width."""

    heads: list[Line]
    rows: list[Line]
    width: int


def table(columns: Sequence[Sequence[Text]], width: int | None, gap: int) -> Table | None:
    """Lay out columns with their labels on top, or return None if that would break words.

    Without a width, each row is one line.
    """
    if width is None:
        flat = [list(map(Text.flat, column)) for column in columns]
        return _table(flat, _needs(flat), gap)
    distinct = [[label, *dict.fromkeys(cells)] for label, *cells in columns]  # they are measured several times
    stepped = _steep(distinct)
    if stepped.count(True) > 2 and _total(_needs(distinct), gap) > width:
        return _stepped(columns, distinct, stepped, width, gap)
    widths, fits = share(distinct, width, gap)
    return _table(columns, widths, gap) if fits else None


def _stepped(
    columns: Sequence[Sequence[Text]], distinct: Sequence[Sequence[Text]], stepped: Sequence[bool], width: int, gap: int
) -> Table | None:
    """Lay out columns with staircase headers, or return None if that would break words."""
    cells = [column[1:] if is_step else column for column, is_step in zip(distinct, stepped, strict=True)]
    if _total(_needs(cells), gap) > width:
        gap = 1
    widths, fits = share(cells, width, gap)
    heads = _staircase([column[0].words for column in columns], stepped, widths, gap, width)
    fits = fits and max(map(cell_width, heads)) <= width
    return _table(columns, widths, gap, heads) if fits else None


def _table(columns: Sequence[Sequence[Text]], widths: Sequence[int], gap: int, heads: Sequence[str] = ()) -> Table:
    labels, *rows = zip(*columns, strict=True)
    lines = [line for row in rows for line in across(row, widths, gap)]
    return Table([[(head, "")] for head in heads] or across(labels, widths, gap), lines, _total(widths, gap))


def _total(widths: Sequence[int], gap: int) -> int:
    """Return the width of a table of columns of these widths."""
    return sum(widths) + gap * (len(widths) - 1)


def across(row: Sequence[Text], widths: Sequence[int], gap: int) -> list[Line]:
    """Return the lines of a row: as many as its longest cell needs."""
    cells = [
        _wrapped(text.words, width, text.hang if text.hang * 2 <= width else 0)
        for text, width in zip(row, widths, strict=True)
    ]
    lines = []
    for number in range(max(map(len, cells))):
        line: Line = []
        for text, parts, width in zip(row, cells, widths, strict=True):
            part, length = parts[number] if number < len(parts) else ("", 0)
            blanks = " " * (width + gap - length)
            if not text.style:
                line.append((part + blanks, ""))
                continue
            start = text.unstyled if number == 0 else 0
            line += [(part[:start], ""), (part[start:], text.style), (blanks, "")]
        lines.append(line)
    return lines


def _steep(columns: Sequence[Sequence[Text]]) -> list[bool]:
    """Return which columns are narrow except for their labels, and all columns after the first of them."""
    labels, cells = _needs(column[:1] for column in columns), _needs(column[1:] or column for column in columns)
    steep: list[bool] = []
    for label, width in zip(labels, cells, strict=True):
        steep.append(any(steep) or (width < label and width <= STEEP))
    return steep


def _staircase(
    labels: Sequence[str], stepped: Sequence[bool], widths: Sequence[int], gap: int, width: int
) -> list[str]:
    """Return header lines in which the labels of narrow columns form a staircase.

    The steps lead down to the right, or to the left if the window is too narrow for that.
    """
    starts = [sum(widths[:place]) + gap * place for place in range(len(widths))]
    steps = [place for place, is_step in enumerate(stepped) if is_step]
    leftwards = max((starts[place] + 2 + cell_width(labels[place]) for place in steps), default=0) > width
    if leftwards:
        steps.reverse()
    lines: list[dict[int, str]] = []
    for number, place in enumerate(steps):
        line = {starts[other]: "│" for other in steps[:number]}
        if leftwards:
            label = f"{labels[place]} ┐"
            line[starts[place] + 1 - cell_width(label)] = label
        else:
            line[starts[place]] = f"┌ {labels[place]}"
        lines.append(line)
    others = {starts[place]: label for place, label in enumerate(labels) if place not in steps}
    if max((start + cell_width(label) for start, label in others.items()), default=-1) < min(lines[-1]):
        lines[-1] |= others
    else:
        lines.append(others | {starts[place]: "│" for place in steps})
    return list(map(_joined, lines))


def _joined(line: dict[int, str]) -> str:
    """Return a line of texts that begin at the given columns."""
    text = ""
    for start in sorted(line):
        text += " " * (start - cell_width(text)) + line[start]
    return text
