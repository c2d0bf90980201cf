"""A report as a card: human-readable text in tables. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from peelcli.answers.scope import later_cycles, remaining_counts, unknown_areas
from peelcli.answers.views import AreaName, Cell, Cited, Column, Kind, Named, Row, Statement, display, number
from peelcli.model import reference
from peelcli.model.report import Finding, Grade, GradedArea, Report, Response, Source, Ungraded

_MONTHS = "January February March April May June July August September October November December".split()

NO_AREA = "No single area"
"""The heading of findings that belong to no area, or to several."""
OWN_PAGE = "HMICFRS's page"
"""The label of the page of a report that no entry cites."""

Entry = GradedArea | Finding | Response
_E = TypeVar("_E", GradedArea, Finding, Response)


class CardTable(NamedTuple):
    """A table of a card. All of its rows share `sources`; `empty` is the text shown if there are no rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: str
    sources: tuple[int, ...] = ()


class CardSource(NamedTuple):
    """A source in words, with its address. The page of the report itself has no number unless it is cited."""

    number: int | None
    words: str
    address: str | None

    def __str__(self) -> str:
        return f"[{self.number}] {self.words}" if self.number else f"{self.words}:"


class Card(NamedTuple):
    """A human-readable report: force and dates, counts, tables, notes and sources.

    `counts` are grades with their numbers.
    """

    title: str
    dates: tuple[Cited, ...]
    facts: tuple[Cited, ...]
    counts: tuple[tuple[Grade | Ungraded, int], ...]
    summary: str
    tables: tuple[CardTable, ...]
    notes: tuple[str, ...]
    sources: tuple[CardSource, ...]


def card(report: Report) -> Card:
    """Return the card of a report."""
    citations = _Citations(report)
    own = [entry for entry in report.graded_areas if not entry.separate]
    separate = [entry for entry in report.graded_areas if entry.separate]
    empty = "None matches." if report.filtered else ""
    recorded = empty or "None is recorded."
    table = partial(_table, citations)
    tables = [table("Graded areas", _GRADED, own, _grade_cells, empty or "No graded area is known.")]
    if separate:
        tables.append(table("Graded in separate reports", _GRADED, separate, _grade_cells, ""))
    improvements, praise = _by_area(report.improvement_areas), _by_area(report.praise)
    responses, labels = report.stakeholder_responses, ("Who", "What they say")
    tables += [
        table("Areas for improvement", ("Area", "What must improve"), improvements, _finding_cells, recorded),
        table("Praise", ("Area", "What is praised"), praise, _finding_cells, recorded),
        table("Stakeholder responses", labels, responses, _response_cells, recorded),
    ]
    grades = [entry.grade for entry in own]
    counts = ((grade, grades.count(grade)) for grade in (*Grade, *Ungraded))
    return Card(
        f"{report.force.name} · {report.cycle.name}",
        tuple(_dates(report, citations)),
        tuple(_facts(report, citations)),
        tuple(pair for pair in counts if pair[1]),
        report.summary or "",
        tuple(tables),
        report.notes,
        tuple(citations.sources()),
    )


# --- sources ---------------------------------------------------------------------------------------------------------


class _Citations:
    """The sources of a report that its card cites, in the order of their numbers."""

    def __init__(self, report: Report) -> None:
        self.report = report
        entries: list[Entry] = [*report.graded_areas, *report.improvement_areas, *report.praise]
        entries += report.stakeholder_responses
        cited = [report.published_source, report.counts_source]
        cited += [id for entry in entries for id in (entry.source, *entry.also)]
        used = {source.id: source for id in cited if (source := report.sources.get(id or ""))}
        ordered = sorted(used.values(), key=self._is_secondary)
        self.numbers = {source.id: place for place, source in enumerate(ordered, 1)}

    def _is_secondary(self, source: Source) -> bool:
        """Return False for the page of the report itself and the inspectorate's other pages, which come first."""
        is_own_page = source.url is not None and source.url == self.report.report_url
        return not is_own_page and not (source.publisher or "").startswith("HMIC")

    def of(self, *ids: str | None) -> tuple[int, ...]:
        """Return the numbers of sources, in their order."""
        return tuple(sorted({self.numbers[id] for id in ids if id in self.numbers}))

    def shared(self, entries: Sequence[Entry]) -> tuple[int, ...]:
        """Return the sources that all entries cite. An area without a grade needs none."""
        stated = [
            set(self.of(entry.source, *entry.also))
            for entry in entries
            if not (isinstance(entry, GradedArea) and isinstance(entry.grade, Ungraded))
        ]
        return tuple(sorted(set.intersection(*stated))) if len(stated) > 1 else ()

    def sources(self) -> Iterator[CardSource]:
        """Yield the sources, the page of the report first."""
        address = self.report.report_url
        named = self.report.sources
        cited = [CardSource(number, _words(named[id]), named[id].url) for id, number in self.numbers.items()]
        if address and all(source.address != address for source in cited):
            yield CardSource(None, OWN_PAGE, address)
        yield from cited


def _words(source: Source) -> str:
    words = ". ".join(filter(None, (source.publisher, source.title))) or source.id
    return f"{words}, {day(source.published)}" if source.published else words


# --- tables ----------------------------------------------------------------------------------------------------------


_GRADED = ("Area", "Grade", "Note")


def _table(
    citations: _Citations,
    title: str,
    labels: Sequence[str],
    entries: Sequence[_E],
    cells: Callable[[_E], tuple[*tuple[Cell, ...], str]],
    empty: str,
) -> CardTable:
    """Make a table without the columns that say nothing. Sources that all entries cite belong to the whole table."""
    shared = citations.shared(entries)
    rows: list[Row] = []
    for entry in entries:
        *others, text = cells(entry)
        cited = citations.of(entry.source, *entry.also)
        rows.append((*others, Cited(text, tuple(sorted(set(cited).difference(shared))))))
    full = [place for place in range(len(labels)) if any(display(row[place]) not in ("", NO_AREA) for row in rows)]
    columns = tuple(Column(labels[place].lower(), labels[place]) for place in full)
    return CardTable(title, columns, tuple(tuple(row[place] for place in full) for row in rows), empty, shared)


def _by_area(findings: Sequence[Finding]) -> list[Finding]:
    places: dict[object, int] = {}
    return sorted(findings, key=lambda finding: places.setdefault(finding.area, len(places)))


def _grade_cells(entry: GradedArea) -> tuple[Cell, Cell, str]:
    carried = f"Carried over from {entry.carried_over_from}." if entry.carried_over_from else ""
    return entry.area.name, entry.grade, " ".join(filter(None, (carried, entry.note)))


def _finding_cells(finding: Finding) -> tuple[Cell, str]:
    text = str(Statement(finding.summary, Kind(finding.kind)))
    area = AreaName(finding.area) if finding.area else NO_AREA
    return area, f"{text} (Since {finding.since}.)" if finding.since else text


def _response_cells(response: Response) -> tuple[Cell, str]:
    role, organisation = response.role, response.organisation
    # Commissioners speak for their own office: do not name it twice.
    if role and organisation and role.casefold() in organisation.casefold():
        organisation = None
    text = f"{response.summary} “{response.quote}”" if response.quote else response.summary
    name = Named(response.name, ", ".join(filter(None, (role, organisation))))
    return name, f"{day(response.date)}: {text}" if response.date else text


# --- facts -----------------------------------------------------------------------------------------------------------


def _dates(report: Report, citations: _Citations) -> Iterator[Cited]:
    if report.inspected:
        yield Cited(f"Inspected {day(report.inspected)}")
    if report.published:
        yield Cited(f"Published {day(report.published)}", citations.of(report.published_source))


def _facts(report: Report, citations: _Citations) -> Iterator[Cited]:
    """Yield facts about how many of the expected grades are known."""
    if report.filtered:
        yield Cited(f"Filtered by {', '.join(report.filtered)}: this is not the whole report")
        return
    later = later_cycles(report)
    if later:
        yield Cited(f"Not the newest inspection: {' and '.join(later)} followed")
    known, expected, announced = report.known, report.expected, report.stated_counts
    text = number(known, "graded area") if expected is None else f"{known} of {expected} graded areas"
    source = citations.of(report.counts_source)
    if expected is None:
        doubt = "some are missing" if report.complete is False else "perhaps not all"
        yield Cited(f"{text} known, {doubt}")
        yield from _unknown(report)
    elif announced is not None and {grade: count for grade, count in announced.items() if count} == report.counts:
        yield Cited(f"All {number(known, 'grade')} as announced", source)
    else:
        yield Cited(f"{text} known", () if announced else source)
        if announced is not None:
            yield Cited(f"Announced: {_counts(announced)}", source)
        yield from _unknown(report)


def _unknown(report: Report) -> Iterator[Cited]:
    """Name the areas whose grade is not known, and the grades that the announced counts leave for them."""
    possible = unknown_areas(report)
    if not possible or not report.cycle.areas_known:
        return
    if report.expected is None:
        sure = [reference.short_name(area) for area in possible if area.id not in report.cycle.sometimes_graded]
        perhaps = [reference.short_name(area) for area in possible if area.id in report.cycle.sometimes_graded]
        parts = (", ".join(sure), f"perhaps also {', '.join(perhaps)}" if perhaps else "")
        yield Cited(f"Not known: {'; '.join(filter(None, parts))}")
        return
    names, missing = ", ".join(map(reference.short_name, possible)), report.expected - report.known
    if len(possible) >= missing:
        yield Cited(f"Not known: {names}" if len(possible) == missing else f"Not known: {missing} of {names}")
    remaining = remaining_counts(report)
    if remaining:
        yield Cited(f"By the announced counts these are {_counts(remaining)}")


def _counts(counts: Mapping[Grade, int]) -> str:
    return ", ".join(f"{count} {grade.label.lower()}" for grade, count in counts.items())


def day(date: str) -> str:
    """Format an ISO date for reading: 14 May 2025, May 2025, 2025."""
    year, *rest = date.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(part.lstrip("0") for part in rest[1:]), *month, year])
