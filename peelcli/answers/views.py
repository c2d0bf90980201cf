"""Views: answers in rows, made once, typed and sorted. Formats only print them. Pure."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from peelcli.answers.coverage import sentences
from peelcli.model import reference
from peelcli.model.report import IMPROVEMENT_KINDS, PRAISE_KINDS, RANK, Area, Grade, Report, Ungraded

if TYPE_CHECKING:
    from peelcli.answers.scope import Scope
    from peelcli.errors import Problem


class Kind(str):
    """A kind of finding: an id in data, words on the screen."""

    __slots__ = ()

    @property
    def label(self) -> str:
        """The kind in words."""
        return self.replace("-", " ").capitalize()


class Change(NamedTuple):
    """A change of grade: `word` for data; `label`, its mark or that of the reason for none, for the screen."""

    word: str | None
    label: str


class Mark(NamedTuple):
    """A grade as its mark alone, where there is no room for the word, and the mark before it."""

    grade: Grade | Ungraded
    before: str = ""


SEPARATE_MARK = "†"
"""The mark of an area that is graded in a report of its own."""
SEPARATE_NOTE = f"{SEPARATE_MARK} graded in a separate report, apart from the other grades."
"""The note on it."""


class AreaName(NamedTuple):
    """An area: its official name in data, its short one on the screen unless `full`, with a mark if it is separate."""

    area: Area
    full: bool = False
    separate: bool = False

    def __str__(self) -> str:
        name = self.area.name if self.full else reference.short_name(self.area)
        return f"{name} {SEPARATE_MARK}" if self.separate else name


class Statement(NamedTuple):
    """The text of a finding. On screen its kind precedes it, unless that is the default kind."""

    text: str
    kind: Kind

    def __str__(self) -> str:
        return self.text if self.kind in (IMPROVEMENT_KINDS[0], PRAISE_KINDS[0]) else f"{self.kind.label}: {self.text}"


class Step(NamedTuple):
    """A grade in a series, with the mark that relates it to the one before and that mark in words."""

    grade: Grade | Ungraded
    mark: str = ""
    words: str = ""

    def __str__(self) -> str:
        return f"{self.mark} {self.grade.label}".lstrip()


class Cited(NamedTuple):
    """A text with the numbers of its sources."""

    text: str
    sources: tuple[int, ...] = ()

    @property
    def marks(self) -> str:
        """The numbers as marks: `[1][3]`."""
        return "".join(f"[{number}]" for number in self.sources)

    def __str__(self) -> str:
        return f"{self.text} {self.marks}".strip()


class Named(NamedTuple):
    """The name of a person or body, with details on further lines."""

    name: str
    details: str = ""

    def __str__(self) -> str:
        return f"{self.name}\n{self.details}".removesuffix("\n")


class AtLeast(int):
    """A minimum, displayed with `≥`."""

    __slots__ = ()


class Share(NamedTuple):
    """A part of a whole: a fraction for data, a percentage on the screen."""

    part: int
    whole: int


class Bar(NamedTuple):
    """A part of a whole as a bar, which only human-readable formats show; `grade` gives its colour."""

    part: int
    whole: int
    grade: Grade | None = None


class Ids(tuple[str, ...]):
    """Several ids: a list in JSON, with blanks between them elsewhere."""

    __slots__ = ()


BAR_WIDTH = 20
"""The number of columns of a full bar."""

Composed = Mark | Change | AreaName | Statement | Step | Cited | Named | Share | Bar | Ids
Cell = str | int | Grade | Ungraded | Composed | None
Row = tuple[Cell, ...]
Label = str | Mark | AreaName


class Column(NamedTuple):
    """A column: its key in data and its label on the screen.

    Human-readable formats leave out columns without a label, machine-readable ones those without a key.
    """

    key: str
    label: Label = ""


class Prose(NamedTuple):
    """An answer in words, line by line. `verbatim` lines are not wrapped."""

    lines: Iterable[str]
    verbatim: bool = False


class View(NamedTuple):
    """An answer in rows."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str  # the text if there are no rows
    notes: tuple[str, ...] = ()
    human: "View | Prose | None" = None  # what people see instead of the rows: a pivot, or prose
    warnings: "tuple[Problem, ...]" = ()
    scope: "Scope | None" = None  # the reports and grades behind the answer
    section: str = ""  # what the scope is about, if that is not the key
    addresses: tuple[str, ...] = ()  # of the rows' sources, if a format shows them apart from the rows
    caveats: tuple[str, ...] = ()  # the notes that no reader of the bare rows may miss

    def with_scope(self, scope: "Scope") -> "View":
        """Return the view with its scope, which becomes notes in human-readable formats."""
        notes = sentences(scope)
        human = self.human._replace(notes=self.human.notes + notes) if isinstance(self.human, View) else self.human
        return self._replace(scope=scope, notes=self.notes + notes, caveats=self.caveats + notes, human=human)

    def sort(self, fields: Sequence[str]) -> "View":
        """Return the view sorted by fields, the first one first; `-field` sorts downwards. Empty cells come last."""
        places, rows = self._places, list(self.rows)
        for field in reversed(fields):
            place = places[field.removeprefix("-")]
            ranked = [(rank, row) for row in rows if (rank := _rank(row[place])) is not None]
            ranked.sort(key=itemgetter(0), reverse=field.startswith("-"))
            rows = [row for _, row in ranked] + [row for row in rows if _rank(row[place]) is None]
        return self._replace(rows=tuple(rows), human=None)

    def limit(self, number: int) -> "View":
        """Return the view with its first rows only, and the number of all rows in its scope."""
        if number >= len(self.rows):
            return self
        scope = self.scope and self.scope._replace(rows_total=len(self.rows))
        note = f"Only {number} of {len(self.rows)} rows (--limit)."
        notes, caveats = (note, *self.notes), (note, *self.caveats)
        return self._replace(rows=self.rows[:number], human=None, scope=scope, notes=notes, caveats=caveats)

    def select_columns(self, keys: Sequence[str]) -> "View":
        """Return the view with only these columns, in this order, all of them labelled."""
        chosen = self._take([self._places[key] for key in keys])
        return chosen._replace(human=chosen)  # so that no format drops an empty or a constant column

    def for_data(self) -> "View":
        """Return the machine-readable view: the columns with a key."""
        keyed = [place for place, column in enumerate(self.columns) if column.key]
        return self if len(keyed) == len(self.columns) else self._take(keyed)

    def for_display(self) -> "View | Prose":
        """Return the human-readable answer: the columns with a label and a value, or what replaces the rows."""
        if self.human is not None:
            return self.human
        labelled = [place for place, column in enumerate(self.columns) if column.label]
        filled = [place for place in labelled if any(display(row[place]) for row in self.rows)]
        url = self._places.get("source_url")
        addresses = () if url is None else tuple(display(row[url]) for row in self.rows)
        return self._take(filled or labelled)._replace(addresses=addresses)

    def without_constants(self) -> "View":
        """Return the view without columns that hold the same value in every row, which moves to the title.

        The first column stays, as do columns that were chosen by name.
        """
        if len(self.rows) < 2 or self.human is not None:
            return self
        distinct = [list(dict.fromkeys(map(display, cells))) for cells in zip(*self.rows, strict=True)]
        constants = [place for place, words in enumerate(distinct) if len(words) == 1 and "\n" not in words[0]]
        if not constants or len(distinct[0]) == 1:
            return self
        values = ", ".join(_constant(self.columns[place].label, self.rows[0][place]) for place in constants)
        title = f"{self.title}{', ' if ': ' in self.title else ': '}{values}"
        return self._take([place for place in range(len(distinct)) if place not in constants])._replace(title=title)

    @property
    def _places(self) -> dict[str, int]:
        """The positions of the columns by key."""
        return {column.key: place for place, column in enumerate(self.columns)}

    def _take(self, places: Sequence[int]) -> "View":
        chosen = [self.columns[place] for place in places]
        columns = tuple(Column(key, label or key) for key, label in chosen)
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return self._replace(columns=columns, rows=rows, human=None)


class Cards(NamedTuple):
    """An answer that consists of reports."""

    reports: tuple[Report, ...]
    warnings: "tuple[Problem, ...]" = ()


def _constant(label: Label, cell: Cell) -> str:
    """Describe the value that all rows of a column share: a word alone, a number or a yes with its label."""
    return f"{display(label).lower()} {display(cell)}" if isinstance(cell, int) else display(cell)


# --- cells -----------------------------------------------------------------------------------------------------------


def _rank(cell: Cell) -> tuple[int, int | float | str] | None:
    """Return the sort key of a cell: grades by rank, texts ignoring case; None if it is empty."""
    value = raw(cell)
    if isinstance(cell, Grade):
        return 0, RANK[cell]
    if isinstance(value, int | float):
        return 0, value
    text = " ".join(value) if isinstance(value, list) else value
    return (1, text.casefold()) if text else None


_PLAIN = frozenset((str, int, bool, type(None)))
"""The types of most cells, which are data as they are. Asking about all the others takes time."""


def raw(cell: Cell) -> str | int | float | bool | list[str] | None:
    """Return a cell as data. A reason for having no grade is not a grade: it has a column of its own.

    Cells of pivots and cards, and bars, are for display only.
    """
    if type(cell) in _PLAIN:
        return cell  # type: ignore[return-value]
    if isinstance(cell, Grade):
        return cell.value
    if isinstance(cell, Change):
        return cell.word
    if isinstance(cell, AreaName):
        return cell.area.name
    if isinstance(cell, Statement):
        return cell.text
    if isinstance(cell, Share):
        return round(cell.part / cell.whole, 4) if cell.whole else None
    if isinstance(cell, Ids):
        return list(cell)
    return cell if isinstance(cell, str | int) else None


_IN_WORDS = frozenset((str, int, AreaName, Cited, Named, Statement, Step))
"""The types of most cells on the screen, which are words or know their own. Asking about all the others takes time."""


def display(cell: Cell) -> str:
    """Return a cell in words."""
    if type(cell) in _IN_WORDS:
        return str(cell)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Mark):
        return cell.grade.label
    if isinstance(cell, Grade | Ungraded | Kind | Change):
        return cell.label
    if isinstance(cell, AtLeast):
        return f"≥{int(cell)}"
    if isinstance(cell, Share):
        return f"{round(100 * cell.part / cell.whole)} %" if cell.whole else ""
    if isinstance(cell, Bar):
        return "█" * round(BAR_WIDTH * cell.part / cell.whole) if cell.whole else ""
    if isinstance(cell, Ids):
        return " ".join(cell)
    return str(cell)


def number(count: int, noun: str) -> str:
    """Format a number with its noun."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
