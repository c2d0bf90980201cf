"""The marks between grades that are set against each other, and the notes that explain them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from peelcli.answers.comparison import BETTER, SAME, WORSE, Comparison
from peelcli.answers.views import SEPARATE_NOTE, Change, Step
from peelcli.model import reference
from peelcli.model.reference import Comparability
from peelcli.model.report import Cycle, Grade, Report

MOST_UNKNOWN = 5
"""At most this many unknown cycles are named in notes; nothing is known of how they compare."""
MOST_REASONS = 20

NOT_COMPARABLE, NOT_STATED = "≠", "?"
MARKS = {BETTER: "↑", WORSE: "↓", SAME: "="}
MEANINGS = {
    "↑": ("better", "better than"),
    "↓": ("worse", "worse than"),
    "=": ("the same", "same as"),
    NOT_COMPARABLE: ("not comparable", "not comparable with"),
    NOT_STATED: ("not stated whether they compare", "perhaps not comparable with"),
}
"""The marks with their meanings: in the legend, and before the cycle of the earlier grade."""


def mark(row: Comparison) -> str:
    """Return the mark that relates a grade to the one it is set against."""
    if row.change:
        return MARKS[row.change]
    if row.against is None or row.carried_over_from or not isinstance(row.grade, Grade):
        return ""
    return {True: "", False: NOT_COMPARABLE, None: NOT_STATED}[row.verdict.comparable]


def _words(row: Comparison) -> str:
    """Return the mark in words, with the cycle of the earlier grade."""
    if row.carried_over_from:
        return f"carried over from {row.carried_over_from}"
    _, words = MEANINGS.get(mark(row), ("", ""))
    return f"{words} {row.previous_cycle.id}" if words and row.previous_cycle else words.removesuffix(" with")


def change(row: Comparison) -> Change:
    """Return a change in words, or the mark that says why there is none."""
    if row.change:
        return Change(row.change, f"{mark(row)} {_words(row)}")
    return Change(None, _words(row) if row.carried_over_from else mark(row))


def step(row: Comparison) -> Step:
    """Return a grade with its mark."""
    return Step(row.grade, mark(row), _words(row))


# --- notes -----------------------------------------------------------------------------------------------------------


def legend(rows: Sequence[Comparison], than: str) -> Iterator[str]:
    """Yield notes on the marks in use, on grades that are carried over and on separate ones."""
    marks = set(map(mark, rows))
    meanings = [f"{mark} {meaning}" for mark, (meaning, _) in MEANINGS.items() if mark in marks]
    if meanings:
        yield f"Marks compare a grade with {than}: {', '.join(meanings)}."
    for row in rows:
        if row.carried_over_from:
            name = reference.short_name(row.area)
            yield f"{name}, {row.report.cycle.id}: the grade is carried over from {row.carried_over_from}."
    yield from apart(rows)


def apart(rows: Iterable[Comparison]) -> Iterator[str]:
    """Yield a note if a grade is separate."""
    if any(row.separate for row in rows):
        yield SEPARATE_NOTE


def reasons(rows: Iterable[Comparison]) -> tuple[str, ...]:
    """Return why grades that rows set against each other may not be compared."""
    return _explain((row.against, row.report.cycle, row.verdict) for row in rows if row.against)


def reasons_between(reports: Iterable[Report]) -> tuple[str, ...]:
    """Return why grades may not be compared, for all pairs of cycles among the reports."""
    cycles: Collection[Cycle] = {report.cycle.id: report.cycle for report in reports}.values()
    unknown = [cycle.id for cycle in cycles if not cycle.scale]
    left_out = set(unknown[MOST_UNKNOWN:])
    few = [cycle for cycle in cycles if cycle.id not in left_out]
    notes = _explain((one, other, reference.comparability(one, other)) for one, other in combinations(few, 2))
    if not left_out:
        return notes
    return (*notes, f"{NOT_STATED} {len(left_out)} more unknown cycles: nothing is known of how they compare.")


def _explain(pairs: Iterable[tuple[Cycle, Cycle, Comparability]]) -> tuple[str, ...]:
    """Return each reason against comparing once, with its cycles and its source."""
    cycles: dict[Comparability, dict[str, None]] = {}
    for one, other, verdict in pairs:
        if not verdict.comparable:
            earlier, later = sorted((one, other), key=reference.order)
            cycles.setdefault(verdict, {})[f"{earlier.id} and {later.id}"] = None
    notes = [
        f"{NOT_COMPARABLE if verdict.comparable is False else NOT_STATED} {'; '.join(between)}: {verdict.reason}"
        f"{f' ({verdict.source})' if verdict.source else ''}"
        for verdict, between in cycles.items()
    ]
    more = len(notes) - MOST_REASONS
    return (*notes[:MOST_REASONS], f"{more} more reasons are in JSON and csv.") if more > 0 else tuple(notes)
