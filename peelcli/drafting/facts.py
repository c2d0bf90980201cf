"""The parts of a draft: facts with their evidence."""

from collections import Counter
from typing import NamedTuple


class Evidence(NamedTuple):
    """The rule, line and words that support a drafted fact."""

    rule: str
    line: int
    words: str


class Subject(NamedTuple):
    """The force or the cycle of an article; without an id the candidates. The name of a cycle is its id."""

    id: str | None
    name: str | None = None
    candidates: tuple[str, ...] = ()
    evidence: Evidence | None = None


class Date(NamedTuple):
    """A stated date, as precise as the article states it: 2024, 2024-05 or 2024-05-14."""

    value: str
    evidence: Evidence


class AreaGrade(NamedTuple):
    """One graded area; strength 4 is news (`is now`), 3 a list, 2 a clear clause, 1 nearness."""

    area: str
    grade: str
    evidence: Evidence
    strength: int


class Doubt(NamedTuple):
    """An area whose grade is unclear, with the grades it might have."""

    area: str
    grades: tuple[str, ...]
    evidence: Evidence


class Count(NamedTuple):
    """The number of areas with a grade, as the article states it."""

    grade: str
    number: int
    evidence: Evidence


class Point(NamedTuple):
    """An area for improvement or praise: its sentence, and its area if exactly one is named."""

    summary: str
    area: str | None
    evidence: Evidence


class Statement(NamedTuple):
    """The response of a named person: the quoted words joined, or else the sentences that report them."""

    name: str
    role: str
    organisation: str
    words: str
    quoted: bool
    evidence: Evidence


class Draft(NamedTuple):
    """The facts of an article about one inspection, each with its evidence."""

    force: Subject
    cycle: Subject
    inspected: Date | None
    published: Date | None
    grades: tuple[AreaGrade, ...]
    doubts: tuple[Doubt, ...]
    counts: tuple[Count, ...]
    improvements: tuple[Point, ...]
    praise: tuple[Point, ...]
    responses: tuple[Statement, ...]

    def disagreements(self) -> tuple[tuple[str, int, int], ...]:
        """Return (grade, stated, drafted) for each grade whose stated count differs from the drafted one."""
        found = Counter(item.grade for item in self.grades)
        return tuple((c.grade, c.number, found[c.grade]) for c in self.counts if found[c.grade] != c.number)
