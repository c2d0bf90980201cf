"""What a draft is made of: each fact with the evidence it rests on."""

from collections import Counter
from typing import NamedTuple


class Evidence(NamedTuple):
    """The rule that found a fact, the line and the few words it rests on."""

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
    """A stated date, as much of it as is stated: 2024, 2024-05 or 2024-05-14."""

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
    """How many areas the article says got a grade."""

    grade: str
    number: int
    evidence: Evidence


class Point(NamedTuple):
    """Something to improve or praised: the sentence it was read from, and its area if just one is named."""

    summary: str
    area: str | None
    evidence: Evidence


class Statement(NamedTuple):
    """What a named person says: the quoted words joined, or else the sentences that report them."""

    name: str
    role: str
    organisation: str
    words: str
    quoted: bool
    evidence: Evidence


class Draft(NamedTuple):
    """What an article says about one inspection, each fact with its evidence."""

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
        """Return (grade, stated, found) where the article states another number than was found."""
        found = Counter(item.grade for item in self.grades)
        return tuple((c.grade, c.number, found[c.grade]) for c in self.counts if found[c.grade] != c.number)
