"""The scope of an answer: which reports there are, and how many of the requested grades are known. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from peelcli.answers.filters import Filters, passes_grade
from peelcli.answers.matching import matcher
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Grade, GradedArea, Report, Ungraded

NAMED = 12
"""At most this many forces are named in a sentence; JSON names them all."""

ANNOUNCED = "announced"
"""The section of an answer that counts announced grades, whatever their areas."""

MAY_SAY_MORE = "These are summaries of public sources; the report may say more."

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

    def __add__(self, other: object) -> Known:
        assert isinstance(other, Known)
        return Known(self.known + other.known, self.expected + other.expected, self.is_minimum or other.is_minimum)


class Place(NamedTuple):
    """A force in a cycle, with the number of its known grades if that is in question."""

    force: str
    name: str
    cycle: str
    known: int | None = None
    expected: int | None = None
    later: tuple[str, ...] = ()
    number: int = 0


class Asked(NamedTuple):
    """The request, beyond the reports that it found.

    `missing` are forces and cycles that it covers and that have no report. `forces` is the number of forces that it
    covers, None if it names its reports one by one.
    """

    missing: tuple[tuple[str, str], ...] = ()
    forces: int | None = None


class Scope(NamedTuple):
    """The reports and grades behind an answer.

    `grades` counts the grades asked about, None where grades are not in question; `incomplete` are the reports that
    lack some. `recorded` is the number of reports that hold any entry of the section, `unrecorded` are the others.
    `unlisted` are reports whose announced counts hold more of the grades asked for, in areas not known.
    `superseded` are reports that are not the newest inspection of their force. `synonyms` were searched for as well.
    `rows` is their number before a limit.
    """

    section: str
    filters: tuple[str, ...]
    cycles: tuple[str, ...]
    reports: int
    forces: int
    forces_asked: int | None
    missing: tuple[Place, ...]
    grades: Known | None
    incomplete: tuple[Place, ...]
    recorded: int | None
    unrecorded: tuple[Place, ...]
    superseded: tuple[Place, ...]
    synonyms: tuple[str, ...] = ()
    rows: int | None = None
    unlisted: tuple[Place, ...] = ()

    def as_data(self) -> dict[str, object]:
        """Return the scope in the form of JSON."""
        grades = self.grades
        return {
            "filters": list(self.filters),
            "cycles": list(self.cycles),
            "reports": self.reports,
            "forces": self.forces,
            "forces_asked": self.forces_asked,
            "without_report": [{"force": one.force, "cycle": one.cycle} for one in self.missing],
            "known": grades.known if grades else None,
            "expected": grades.expected if grades else None,
            "expected_is_minimum": grades.is_minimum if grades else None,
            "incomplete": [
                {"force": one.force, "cycle": one.cycle, "known": one.known, "expected": one.expected}
                for one in self.incomplete
            ],
            "recorded": self.recorded,
            "without_entries": [{"force": one.force, "cycle": one.cycle} for one in self.unrecorded],
            "superseded": [
                {"force": one.force, "cycle": one.cycle, "later_cycles": list(one.later)} for one in self.superseded
            ],
            "synonyms": list(self.synonyms),
            "rows_total": self.rows,
            "unlisted": [{"force": one.force, "cycle": one.cycle, "count": one.number} for one in self.unlisted],
        }

    def sentences(self) -> tuple[str, ...]:
        """Return the scope in sentences."""
        parts = (self._coverage(), self._grades(), self._unlisted(), self._entries(), self._age(), self._synonyms())
        return tuple(filter(None, parts))

    def _coverage(self) -> str:
        if self.forces_asked is None:
            return ""
        reports = "" if self.reports == self.forces else f"{self.reports} reports on "
        if self.forces_asked == 1:
            without = f"; none for {_listed([one.cycle for one in self.missing])}" if self.missing else ""
            return f"Based on {self.reports} report{'s' * (self.reports != 1)}{without}."
        if not self.missing:
            return f"Based on {reports}all {self.forces} forces."
        if not self.reports:
            return f"Based on no report: there is none for any of these {self.forces_asked} forces."
        whole = f"{self.forces} of {self.forces_asked}" if self.forces < self.forces_asked else f"{self.forces}"
        parts = [
            f"{cycle}: {_names([one for one in self.missing if one.cycle == cycle])}"
            for cycle in dict.fromkeys(one.cycle for one in self.missing)
        ]
        without = "; ".join(parts) if len(self.cycles) > 1 else _names(self.missing)
        return f"Based on {reports}{whole} forces; no report: {without}."

    def _grades(self) -> str:
        if self.grades is None or not (self.reports or self.missing):
            return ""
        known, expected, is_minimum = self.grades
        if not (known or expected):
            return ""
        if known == expected and not is_minimum:
            all_known = f"All {known} grades are known." if known > 1 else "The one grade is known."
            return all_known if self.reports > 1 and known else ""
        whole = f"{'at least ' * is_minimum}{expected}"
        one_area = sum(text.startswith("--area ") for text in self.filters) == 1 and self.reports > 1
        sentence = f"The grade is known for {known} of {whole}" if one_area else f"{known} of {whole} grades are known"
        already = {(one.force, one.cycle) for one in self.missing}
        lacking = [one for one in self.incomplete if (one.force, one.cycle) not in already]
        if not lacking or self.reports == 1:
            return f"{sentence}."
        if len(lacking) <= NAMED:
            return f"{sentence}; {'not for' if one_area else 'incomplete'}: {self._places(lacking)}."
        return f"{sentence}; {len(lacking)} reports are incomplete (`peel list --incomplete` names them)."

    def _unlisted(self) -> str:
        if not self.unlisted:
            return ""
        total = sum(one.number for one in self.unlisted)
        places = ", ".join(f"{self._places([one])} {one.number}" for one in self.unlisted[:NAMED])
        others = len(self.unlisted) - NAMED
        return (
            f"The announced counts hold {total} more of these grades, in areas that are not known: "
            f"{places}{f' and {others} more reports' if others > 0 else ''}."
        )

    def _entries(self) -> str:
        if self.recorded is None or not self.reports:
            return ""
        noun = SECTIONS[self.section][1]
        first, is_or_are = f"{noun[0].upper()}{noun[1:]}", "is" if noun == "praise" else "are"
        if self.reports == 1:
            return f"{MAY_SAY_MORE}" if self.recorded else f"No {noun} {is_or_are} recorded here. {MAY_SAY_MORE}"
        without = ""
        if self.unrecorded and len(self.unrecorded) <= NAMED:
            without = f"; none for {self._places(self.unrecorded)}"
        counted = f"{first} {is_or_are} recorded for {self.recorded} of {self.reports} reports{without}"
        return f"{counted}. {MAY_SAY_MORE}"

    def _age(self) -> str:
        if not self.superseded:
            return ""
        later = {one.later for one in self.superseded}
        if len(self.cycles) == len(later) == 1 and len(self.superseded) == self.reports:
            (cycles,) = later
            return f"Not the newest inspection{'s' * (self.reports > 1)}: {_listed(cycles)} followed {self.cycles[0]}."
        if self.forces == 1:
            (one,) = self.superseded
            return f"Not the newest inspection: {_listed(one.later)} followed {one.cycle}."
        if len(self.superseded) > NAMED:
            return f"{len(self.superseded)} forces have been inspected since."
        return f"Inspected since: {self._places(self.superseded)}."

    def _synonyms(self) -> str:
        return f"Also searched for: {', '.join(self.synonyms)}." if self.synonyms else ""

    def _places(self, places: Sequence[Place]) -> str:
        """Name places by what distinguishes them: force, cycle or both."""
        if self.forces == 1 and len(self.cycles) > 1:
            return ", ".join(one.cycle for one in places)
        return _names(places, with_cycle=len(self.cycles) > 1)


def scope_of(
    reports: Sequence[Report], filters: Filters, asked: Asked, section: str, texts: Sequence[str] = ()
) -> Scope:
    """Return the scope of an answer about a section of these unfiltered reports; `texts` were searched for."""
    by_grade = (section not in SECTIONS and section != "search") or filters.by_grade
    missing = tuple(_missing(asked.missing))
    grades, incomplete = Known(), []
    announced = section == ANNOUNCED and not (filters.areas or filters.text)
    for place, counted in _counted(reports, asked.missing, filters.areas, announced) if by_grade else ():
        grades += counted
        if counted.known < counted.expected:
            incomplete.append(place._replace(known=counted.known, expected=counted.expected))
    entries = SECTIONS[section][0] if section in SECTIONS else ""
    unrecorded = tuple(_place(report) for report in reports if entries and not getattr(report, entries))
    return Scope(
        section=section,
        filters=filters.describe(),
        cycles=tuple(dict.fromkeys(report.cycle.id for report in sorted(reports, key=_by_cycle))),
        reports=len(reports),
        forces=len({report.force.id for report in reports}),
        forces_asked=asked.forces,
        missing=missing,
        grades=grades if by_grade else None,
        incomplete=tuple(incomplete),
        recorded=len(reports) - len(unrecorded) if entries else None,
        unrecorded=unrecorded,
        superseded=tuple(_superseded(reports)),
        synonyms=matcher(texts).synonyms,
        unlisted=tuple(_unlisted(reports, filters)) if section not in _COUNTS_SHOWN else (),
    )


# --- what is known of one report -------------------------------------------------------------------------------------


def known_grades(report: Report, areas: Iterable[str] = ()) -> Known:
    """Count the known and the expected grades of a report, for all of its areas or for some."""
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
            yield Known(1, 1)
        elif area in listed or (settled and area not in report.cycle.separately_graded):
            yield Known()
        else:
            yield _expected(report.cycle, area)


def expected_in(cycle: Cycle, areas: Iterable[str] = ()) -> Known:
    """Count the grades expected of a missing report of a cycle, for all areas or for some."""
    if areas:
        return sum((_expected(cycle, area) for area in areas), Known())
    return Known(0, len(_always_graded(cycle)), is_minimum=cycle.always_graded is None)


def unknown_areas(report: Report) -> tuple[Area, ...]:
    """Return the areas that the report may grade and whose grade is not known."""
    if report.filtered or is_settled(report):
        return ()
    listed = {entry.area.id for entry in _own(report) if entry.grade is not Ungraded.NOT_RECORDED}
    skipped = report.cycle.never_graded | report.cycle.separately_graded | listed
    return tuple(area for area in report.cycle.areas.values() if area.id not in skipped)


def remaining_counts(report: Report) -> dict[Grade, int]:
    """Return the grades that the announced counts leave for the unknown areas; empty if none is certain."""
    if report.stated_counts is None:
        return {}
    left = {grade: count - report.counts.get(grade, 0) for grade, count in report.stated_counts.items()}
    return {} if min(left.values(), default=0) < 0 else {grade: count for grade, count in left.items() if count}


def is_settled(report: Report) -> bool:
    """Return whether all grades of a report are known."""
    return not report.filtered and report.expected is not None and report.known >= report.expected


def later_cycles(report: Report) -> tuple[str, ...]:
    """Return the cycles in which the force was inspected after a report; none if the cycle or the force is unknown."""
    age = reference.order(report.cycle)
    if age < 0:
        return ()
    later = (cycle for cycle in reference.cycles().values() if reference.order(cycle) > age)
    return tuple(cycle.id for cycle in later if reference.has_report(report.force.id, cycle))


def _expected(cycle: Cycle, area: str) -> Known:
    """Return whether a report of a cycle has a grade of an area that is not known."""
    if area in cycle.never_graded and area not in cycle.separately_graded:
        return Known()
    if area in cycle.areas and area not in cycle.sometimes_graded | cycle.separately_graded:
        return Known(0, 1)
    return Known(is_minimum=area in cycle.areas or not cycle.areas_known)


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
    reports: Iterable[Report], missing: Iterable[tuple[str, str]], areas: frozenset[str], announced: bool
) -> Iterator[tuple[Place, Known]]:
    for report in reports:
        if announced and report.stated_counts is not None:
            total = sum(report.stated_counts.values())
            yield _place(report), Known(total, total)
        else:
            yield _place(report), known_grades(report, areas)
    for place in _missing(missing):
        cycle = reference.cycles().get(place.cycle)
        if cycle is None:
            continue
        yield place, expected_in(cycle, areas)


def _missing(keys: Iterable[tuple[str, str]]) -> Iterator[Place]:
    for force, cycle in keys:
        yield Place(force, reference.forces()[force].name if force in reference.forces() else force, cycle)


def _unlisted(reports: Sequence[Report], filters: Filters) -> Iterator[Place]:
    """Yield the reports whose announced counts leave grades that pass; none if areas or texts are asked for too."""
    if not filters.by_grade or filters.areas or filters.text:
        return
    for report in reports:
        if report.cycle.scale or not filters.by_rank:
            left = sum(count for grade, count in remaining_counts(report).items() if passes_grade(grade, filters))
            if left:
                yield _place(report)._replace(number=left)


def _superseded(reports: Sequence[Report]) -> Iterator[Place]:
    """Yield the reports whose force was inspected again later, unless a newer one is among them."""
    newest: Mapping[str, Report] = {report.force.id: report for report in sorted(reports, key=_by_cycle)}
    for report in newest.values():
        later = later_cycles(report)
        if later:
            yield _place(report)._replace(later=later)


def _by_cycle(report: Report) -> int:
    return reference.order(report.cycle)


def _place(report: Report) -> Place:
    return Place(report.force.id, report.force.name, report.cycle.id)


def _names(places: Sequence[Place], with_cycle: bool = False) -> str:
    return ", ".join(f"{one.name} {one.cycle}" if with_cycle else one.name for one in places)


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
