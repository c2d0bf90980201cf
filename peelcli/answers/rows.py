"""Rows about the entries of reports: a field is a column with its cell. Pure."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from peelcli.answers.views import AreaName, Cell, Column, Ids, Label, Row, View
from peelcli.model import reference
from peelcli.model.report import Report, Ungraded


class Field(NamedTuple):
    """A column, or several that belong together, with their cells in the row of an entry of a report."""

    columns: tuple[Column, ...]
    cells: Callable[[Report, Any], Row]


def field(key: str, label: Label = "", cell: Callable[[Any], Cell] | None = None) -> Field:
    """Return the field of one cell of an entry: by default its attribute that is called like the key."""
    get = cell or attrgetter(key)
    return Field((Column(key, label),), lambda _, entry: (get(entry),))


def view_of(
    key: str,
    title: str,
    fields: Sequence[Field],
    entries: Iterable[tuple[Report, object]],
    *,
    empty: str,
    notes: Iterable[str] = (),
) -> View:
    """Return a row for each entry, given with its report."""
    columns = tuple(column for field in fields for column in field.columns)
    cells = [field.cells for field in fields]
    rows = tuple(tuple(cell for of in cells for cell in of(report, entry)) for report, entry in entries)
    return View(key, title, columns, rows, empty, tuple(notes))


def section_view(
    key: str, title: str, reports: Sequence[Report], section: str, fields: Sequence[Field], *, empty: str
) -> View:
    """Return the entries of a section of reports as rows; the title names the report if there is only one."""
    who = WHO
    if len(reports) == 1:
        who, title = ONE_REPORT, f"{title}: {reports[0].force.name}, {reports[0].cycle.name}"
    pairs = ((report, entry) for report in reports for entry in getattr(report, section))
    return view_of(key, title, (who, *fields), pairs, empty=empty)


# --- fields ----------------------------------------------------------------------------------------------------------


def _who(report: Report, _: object) -> Row:
    return (report.force.id, report.force.name, report.cycle.id)


def _source(report: Report, entry: Any) -> Row:
    source = report.sources.get(entry.source)
    return (source.id, source.url) if source else (None, None)


def _more_sources(report: Report, entry: Any) -> Row:
    source, more = report.sources.get(entry.source), Ids(filter(None, entry.also))
    return (source.title, source.publisher, more) if source else (None, None, more)


def _area(_: Report, entry: Any) -> Row:
    return (entry.area.id, AreaName(entry.area)) if entry.area else (None, None)


WHO = Field((Column("force"), Column("force_name", "Force"), Column("cycle", "Cycle")), _who)
ONE_REPORT = Field((Column("force"), Column("force_name"), Column("cycle")), _who)
"""The report of a row, for rows of which all are about the same report: people read it in the title."""
AREA = Field((Column("area"), Column("area_name", "Area")), _area)
UNGRADED = field("ungraded", "", lambda entry: entry.grade.value if isinstance(entry.grade, Ungraded) else None)
SOURCE = Field((Column("source"), Column("source_url")), _source)
CODES = Field((Column("ons_code"), Column("police_uk_id")), lambda report, _: reference.codes(report.force.id)[:2])
MORE_SOURCES = Field((Column("source_title"), Column("source_publisher"), Column("more_sources")), _more_sources)
