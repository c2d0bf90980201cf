"""The data model: one inspection of one force, as immutable values. Pure."""

# Modules with many named tuples do without `from __future__ import annotations`, which doubles the time to define one.

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple

NOTHING: Mapping[str, Any] = MappingProxyType({})
"""An empty mapping, the default of `extra` and `sources`."""


class Grade(Enum):
    """A grade, named as by HMICFRS; the members are in order from best to worst. `label` is the grade in text."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    ADEQUATE = "adequate"
    REQUIRES_IMPROVEMENT = "requires-improvement"
    INADEQUATE = "inadequate"

    __hash__ = object.__hash__  # identity is enough, and Enum.__hash__ is implemented in Python (slow)

    def __init__(self, value: str) -> None:
        self.label = value.replace("-", " ").capitalize()

    def is_at_least(self, other: "Grade") -> bool:
        """Return whether this grade is as good as the other, or better."""
        return RANK[self] <= RANK[other]


RANK: Mapping[Grade, int] = {grade: rank for rank, grade in enumerate(Grade)}
"""The position on the scale; 0 is the best grade."""


class Ungraded(Enum):
    """The reason why an area has no grade, with its `label` in text.

    The three are kept apart and none of them counts as a grade.
    """

    NOT_GRADED = "not-graded"
    NOT_INSPECTED = "not-inspected"
    NOT_RECORDED = "not-recorded"

    def __init__(self, value: str) -> None:
        self.label = value.replace("-", " ").capitalize()


class Force(NamedTuple):
    """A police force."""

    id: str
    name: str


class Area(NamedTuple):
    """A subject on which forces are graded, under its name in one cycle."""

    id: str
    name: str


class Cycle(NamedTuple):
    """A round of inspections of all forces.

    `areas` are in the inspectorate's order. An empty `scale` means that the cycle is not known: any grade may occur
    and no order of grades is claimed. Areas that are `separately_graded` have reports of their own.
    """

    id: str
    name: str
    scale: tuple[Grade, ...] = ()
    areas: Mapping[str, Area] = MappingProxyType({})
    sometimes_graded: frozenset[str] = frozenset()
    never_graded: frozenset[str] = frozenset()
    separately_graded: frozenset[str] = frozenset()
    areas_known: bool = False

    @property
    def always_graded(self) -> int | None:
        """The number of areas that every report of this cycle grades; None if it varies or is not known."""
        if not self.areas_known or self.sometimes_graded:
            return None
        return len(self.areas) - len(self.never_graded | self.separately_graded)


class GradedArea(NamedTuple):
    """One area of a report with its grade, or with the reason why it has none.

    A `separate` grade comes from a report of its own and never counts among the grades of this one.
    """

    area: Area
    grade: Grade | Ungraded
    source: str | None = None
    also: tuple[str, ...] = ()
    note: str | None = None
    carried_over_from: str | None = None
    separate: bool = False
    extra: Mapping[str, object] = NOTHING


class Finding(NamedTuple):
    """An area for improvement, or praise."""

    summary: str
    kind: str
    area: Area | None = None
    since: str | None = None
    source: str | None = None
    also: tuple[str, ...] = ()
    extra: Mapping[str, object] = NOTHING


class Response(NamedTuple):
    """A stakeholder's response to the report."""

    name: str
    summary: str
    role: str | None = None
    organisation: str | None = None
    quote: str | None = None
    date: str | None = None
    source: str | None = None
    also: tuple[str, ...] = ()
    extra: Mapping[str, object] = NOTHING

    @property
    def texts(self) -> dict[str, str]:
        """The text fields by name."""
        fields = ("name", "role", "organisation", "summary", "quote")
        return {field: text for field in fields if (text := getattr(self, field))}


class Source(NamedTuple):
    """A page that states facts of a report; `id` is unique within the report."""

    id: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    extra: Mapping[str, object] = NOTHING


class Report(NamedTuple):
    """One inspection of one force. Dates are ISO years, months or days, as text.

    `stated_counts` are the numbers per grade that the inspectorate announced, or None; `graded_total` is the number of
    graded areas that it names. `report_url` is the inspectorate's own page of the report.
    `filtered` names the filters applied to a report, which is then no longer complete.
    """

    force: Force
    cycle: Cycle
    graded_areas: tuple[GradedArea, ...] = ()
    improvement_areas: tuple[Finding, ...] = ()
    praise: tuple[Finding, ...] = ()
    stakeholder_responses: tuple[Response, ...] = ()
    notes: tuple[str, ...] = ()
    sources: Mapping[str, Source] = NOTHING  # by id
    inspected: str | None = None
    published: str | None = None
    published_source: str | None = None
    summary: str | None = None
    stated_counts: Mapping[Grade, int] | None = None
    counts_source: str | None = None
    complete: bool | None = None
    report_url: str | None = None
    graded_total: int | None = None
    extra: Mapping[str, object] = NOTHING
    filtered: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Grade, int]:
        """Count the listed areas per grade, the best grade first; grades that do not occur are left out."""
        grades = [entry.grade for entry in self.graded_areas if not entry.separate]
        return {grade: grades.count(grade) for grade in Grade if grade in grades}

    @property
    def known(self) -> int:
        """The number of areas listed with a grade."""
        return sum(isinstance(entry.grade, Grade) and not entry.separate for entry in self.graded_areas)

    @property
    def expected(self) -> int | None:
        """The number of graded areas of the report, if it is known."""
        if self.stated_counts is not None:
            return sum(self.stated_counts.values())
        if self.graded_total is not None:
            return self.graded_total
        if self.complete:
            return self.known
        return self.cycle.always_graded

    @property
    def areas(self) -> list[Area]:
        """The areas that the report names, with and without a grade."""
        findings = self.improvement_areas + self.praise
        return [entry.area for entry in self.graded_areas] + [one.area for one in findings if one.area]


IMPROVEMENT_KINDS = ("area-for-improvement", "cause-of-concern", "recommendation")
PRAISE_KINDS = ("strength", "promising-practice", "innovative-practice")
"""The first of each is the default."""
