"""The scope of an answer: which reports there are, and how many of the requested grades are known. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from peelcli.answers.filters import Filters, count_passing
from peelcli.answers.matching import matcher
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Grade, GradedArea, Report, Ungraded

ANNOUNCED = "announced"
"""The section of an answer that counts announced grades, whatever their areas."""

SECTIONS = {
    "improvements": ("improvement_areas", "areas for improvement"),
    "praise": ("praise", "praise"),
    "responses": ("stakeholder_responses", "responses"),
}


_COUNTS_SHOWN = frozenset((ANNOUNCED, "list", "search", *SECTIONS))
"""Sections that show announced counts themselves, or are not about grades."""


class Known(NamedTuple):
    """The number of known grades, and of all; `is_minimum` says that there may be more."""

    known: int = 0
    expected: int = 0
    is_minimum: bool = False

    def __add__(self, other: object) -> "Known":
        assert isinstance(other, Known)
        return Known(self.known + other.known, self.expected + other.expected, self.is_minimum or other.is_minimum)


_KNOWN, _UNKNOWN, _NO_GRADE, _PERHAPS = Known(1, 1), Known(0, 1), Known(), Known(is_minimum=True)
"""What may be known of one area: its grade, none although it has one, that it has none, not even whether it has one."""


class Place(NamedTuple):
    """A force in a cycle, with what is in question there: the numbers of grades known and expected, or announced."""

    force: str
    name: str
    cycle: str
    known: int | None = None
    expected: int | None = None
    later_cycles: tuple[str, ...] | None = None
    count: int | None = None  # type: ignore[assignment] # not the method of tuples

    def as_data(self) -> dict[str, object]:
        """Return the place in the form of JSON."""
        return {key: value for key, value in self._asdict().items() if key != "name" and value is not None}


class Asked(NamedTuple):
    """The request, beyond the reports that it found.

    `missing` are pairs of a known force and a cycle that it covers without there being a report. `forces` is the number
    of forces that it covers, None if it names its reports one by one.
    """

    missing: tuple[tuple[str, str], ...] = ()
    forces: int | None = None


class Scope(NamedTuple):
    """The reports and grades behind an answer; all fields but the first are keys of JSON.

    `known` and `expected` count the grades asked about, None where grades are not in question; `incomplete` are the
    reports that lack some. `recorded` is the number of reports that have any entry of the section, `without_entries`
    are the others. `superseded` are reports that are not the newest inspection of their force. `synonyms` were searched
    for as well. `rows_total` is the number of rows before a limit. `unlisted` are reports whose announced counts
    include more of the grades asked for, in areas not known.
    """

    section: str
    filters: tuple[str, ...]
    cycles: tuple[str, ...]
    reports: int
    forces: int
    forces_asked: int | None
    without_report: tuple[Place, ...]
    known: int | None
    expected: int | None
    expected_is_minimum: bool | None
    incomplete: tuple[Place, ...]
    recorded: int | None
    without_entries: tuple[Place, ...]
    superseded: tuple[Place, ...]
    synonyms: tuple[str, ...]
    rows_total: int | None
    unlisted: tuple[Place, ...]

    def as_data(self) -> dict[str, object]:
        """Return the scope in the form of JSON."""
        return {key: _plain(value) for key, value in self._asdict().items() if key != "section"}


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [one.as_data() if isinstance(one, Place) else one for one in value]
    return value


def scope_of(
    reports: Sequence[Report], filters: Filters, asked: Asked, section: str, texts: Sequence[str] = ()
) -> Scope:
    """Return the scope of an answer about a section of these unfiltered reports; `texts` were searched for."""
    by_grade = (section not in SECTIONS and section != "search") or filters.by_grade
    by_age = sorted(reports, key=lambda report: reference.order(report.cycle))
    missing = tuple(Place(force, reference.forces()[force].name, cycle) for force, cycle in asked.missing)
    grades, incomplete = Known(), []
    announced = section == ANNOUNCED and not filters.by_content
    for place, counted in _counted(reports, missing, filters.areas, announced) if by_grade else ():
        grades += counted
        if counted.known < counted.expected:
            incomplete.append(place._replace(known=counted.known, expected=counted.expected))
    known, expected, is_minimum = grades if by_grade else (None, None, None)
    entries = SECTIONS[section][0] if section in SECTIONS else ""
    without_entries = tuple(_place(report) for report in reports if entries and not getattr(report, entries))
    return Scope(
        section,
        filters.describe(),
        cycles=tuple(dict.fromkeys(report.cycle.id for report in by_age)),
        reports=len(reports),
        forces=len({report.force.id for report in reports}),
        forces_asked=asked.forces,
        without_report=missing,
        known=known,
        expected=expected,
        expected_is_minimum=is_minimum,
        incomplete=tuple(incomplete),
        recorded=len(reports) - len(without_entries) if entries else None,
        without_entries=without_entries,
        superseded=tuple(_superseded(by_age)),
        synonyms=matcher(texts).synonyms,
        rows_total=None,
        unlisted=tuple(_unlisted(reports, filters)) if section not in _COUNTS_SHOWN else (),
    )


# --- what is known of one report -------------------------------------------------------------------------------------


def known_grades(report: Report, areas: Iterable[str] = (), *, announced: bool = False) -> Known:
    """Count the known and the expected grades of a report, for all of its areas or for some, or those announced."""
    if announced and report.stated_counts is not None:
        total = sum(report.stated_counts.values())
        return Known(total, total)
    if areas:
        return sum(known_by_area(report, areas), Known())
    known, expected = report.known, report.expected
    if report.filtered:
        return Known(known, known, is_minimum=True)
    if expected is not None:
        return Known(known, max(known, expected))
    least = len({entry.area.id for entry in _own(report) if isinstance(entry.grade, Grade)} | _always(report))
    return Known(known, least, is_minimum=True)


def known_by_area(report: Report, areas: Iterable[str]) -> Iterator[Known]:
    """Count for each area its known and its expected grade."""
    graded = {entry.area.id for entry in report.graded_areas if isinstance(entry.grade, Grade)}
    listed = {entry.area.id for entry in report.graded_areas if entry.grade is not Ungraded.NOT_RECORDED}
    settled = is_settled(report)
    for area in areas:
        if area in graded:
            yield _KNOWN
        elif area in listed or (settled and area not in report.cycle.separately_graded):
            yield _NO_GRADE
        else:
            yield _expected(report.cycle, area)


def expected_in(cycle: Cycle, areas: Iterable[str] = ()) -> Known:
    """Count the grades expected of a missing report of a cycle, for all areas or for some."""
    if areas:
        return sum((_expected(cycle, area) for area in areas), Known())
    return Known(0, len(_always_graded(cycle)), is_minimum=cycle.always_graded is None)


def unknown_areas(report: Report) -> tuple[Area, ...]:
    """Return the areas that the report may grade and whose grade is not known."""
    if is_settled(report):
        return ()
    listed = {entry.area.id for entry in _own(report) if entry.grade is not Ungraded.NOT_RECORDED}
    skipped = report.cycle.never_graded | report.cycle.separately_graded | listed
    return tuple(area for area in report.cycle.areas.values() if area.id not in skipped)


def remaining_counts(report: Report) -> dict[Grade, int]:
    """Return the grades that the announced counts leave for the unknown areas; empty if none is certain."""
    if report.stated_counts is None:
        return {}
    listed = report.counts
    remaining = {grade: count - listed.get(grade, 0) for grade, count in report.stated_counts.items()}
    return (
        {} if min(remaining.values(), default=0) < 0 else {grade: count for grade, count in remaining.items() if count}
    )


def is_settled(report: Report) -> bool:
    """Return whether all grades of a report are known."""
    return not report.filtered and report.expected is not None and report.known >= report.expected


def later_cycles(report: Report) -> tuple[str, ...]:
    """Return the cycles in which the force was inspected after a report; none if the cycle is unknown."""
    age = reference.order(report.cycle)
    if age < 0:
        return ()
    later = list(reference.cycles().values())[age + 1 :]
    return tuple(cycle.id for cycle in later if reference.has_report(report.force.id, cycle))


def _expected(cycle: Cycle, area: str) -> Known:
    """Return whether a report of a cycle has a grade of an area that is not known."""
    if area in cycle.never_graded:
        return _NO_GRADE
    if area in cycle.sometimes_graded | cycle.separately_graded:
        return _PERHAPS
    if area in cycle.areas:
        return _UNKNOWN
    return _NO_GRADE if cycle.areas_known else _PERHAPS


def _always(report: Report) -> set[str]:
    """Return the areas that every report of the cycle grades, except those that this one does not."""
    ungraded = {entry.area.id for entry in _own(report) if entry.grade in (Ungraded.NOT_GRADED, Ungraded.NOT_INSPECTED)}
    return _always_graded(report.cycle) - ungraded


def _always_graded(cycle: Cycle) -> set[str]:
    if not cycle.areas_known:
        return set()
    return set(cycle.areas) - cycle.sometimes_graded - cycle.never_graded - cycle.separately_graded


def _own(report: Report) -> list[GradedArea]:
    return [entry for entry in report.graded_areas if not entry.separate]


# --- the parts of a scope --------------------------------------------------------------------------------------------


def _counted(
    reports: Iterable[Report], missing: Iterable[Place], areas: frozenset[str], announced: bool
) -> Iterator[tuple[Place, Known]]:
    for report in reports:
        yield _place(report), known_grades(report, areas, announced=announced)
    for place in missing:
        cycle = reference.cycles().get(place.cycle)
        if cycle is not None:
            yield place, expected_in(cycle, areas)


def _unlisted(reports: Sequence[Report], filters: Filters) -> Iterator[Place]:
    """Yield the reports whose announced counts leave grades that pass for the unknown areas."""
    for report in reports if filters.by_grade else ():
        if count := count_passing(remaining_counts(report), report.cycle, filters):
            yield _place(report)._replace(count=count)


def _superseded(by_age: Iterable[Report]) -> Iterator[Place]:
    """Yield the reports whose force was inspected again later, unless a newer one is among them."""
    newest = {report.force.id: report for report in by_age}
    for report in newest.values():
        if later := later_cycles(report):
            yield _place(report)._replace(later_cycles=later)


def _place(report: Report) -> Place:
    return Place(report.force.id, report.force.name, report.cycle.id)
