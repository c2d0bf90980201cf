"""What a draft is made of: each fact with the evidence it rests on."""

from collections import Counter
from typing import NamedTuple


class Evidence(NamedTuple):
    """Say why a fact is in the draft: the rule that found it, the line and the few words it rests on."""

    rule: str
    line: int
    words: str


class Force(NamedTuple):
    """Hold a police force as `data/forces.yaml` names it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class ForceFound(NamedTuple):
    """Hold the force of an article; or none, and the candidates. An unknown force is its own id."""

    id: str | None
    name: str | None
    candidates: tuple[str, ...]
    evidence: Evidence | None


class CycleFound(NamedTuple):
    """Hold the cycle of an article; or none, the candidates, and in the evidence why."""

    id: str | None
    candidates: tuple[str, ...]
    evidence: Evidence | None


class DateFound(NamedTuple):
    """Hold a stated date, as much of it as is stated: 2024, 2024-05 or 2024-05-14."""

    value: str
    evidence: Evidence


class GradeFound(NamedTuple):
    """Hold one graded area; strength 4 is news (`is now`), 3 a list, 2 a clear clause, 1 nearness."""

    area: str
    grade: str
    evidence: Evidence
    strength: int


class Doubt(NamedTuple):
    """Hold an area whose grade is unclear, with the grades it might have."""

    area: str
    grades: tuple[str, ...]
    evidence: Evidence


class CountFound(NamedTuple):
    """Hold how many areas the article says got a grade."""

    grade: str
    number: int
    evidence: Evidence


class FindingFound(NamedTuple):
    """Hold one finding: the sentence it was read from, and its area if just one is named."""

    summary: str
    area: str | None
    evidence: Evidence


class Response(NamedTuple):
    """Hold what one named person says: the quoted words joined, or else the sentences that report them."""

    name: str
    role: str
    organisation: str
    words: str
    quoted: bool
    evidence: Evidence


class Draft(NamedTuple):
    """Hold what an article says of one inspection, each fact with its evidence."""

    force: ForceFound
    cycle: CycleFound
    inspected: DateFound | None
    published: DateFound | None
    grades: tuple[GradeFound, ...]
    doubts: tuple[Doubt, ...]
    counts: tuple[CountFound, ...]
    improvements: tuple[FindingFound, ...]
    praise: tuple[FindingFound, ...]
    responses: tuple[Response, ...]

    def disagreements(self) -> tuple[tuple[str, int, int], ...]:
        """Return (grade, stated, found) where the article states another number than was found."""
        found = Counter(item.grade for item in self.grades)
        return tuple((c.grade, c.number, found[c.grade]) for c in self.counts if found[c.grade] != c.number)
