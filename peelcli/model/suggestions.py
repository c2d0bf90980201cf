"""Suggestions for unknown names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from peelcli.errors import WrongRequest, did_you_mean
from peelcli.model import reference
from peelcli.model.names import normalise, slugify
from peelcli.model.report import IMPROVEMENT_KINDS, PRAISE_KINDS, Cycle, Report
from peelcli.sanitise import escape_controls


def unknown_force(name: str, others: Iterable[str] = ()) -> str:
    """Return the message for a name that is not a force; `others` are names of forces of the user's own reports."""
    known = reference.about_force(name)
    if known and known.startswith("PEEL"):
        return known
    return f"{escape_controls(name)!r} is not a force. {known or _in_place_of_force(name, others)}"


def unknown_cycle(words: str) -> str:
    """Return the message for words that are not a cycle."""
    return f"{escape_controls(words)!r} is not a cycle. {reference.about_cycle(words)}"


def _in_place_of_force(name: str, others: Iterable[str]) -> str:
    option = as_option(name)
    if option:
        return f"Did you mean {option}?"
    names = [word for force in reference.forces().values() for word in (force.id, force.name)]
    otherwise = "`peel explain` lists the forces; a file is named by its path, such as ./a.yaml."
    return did_you_mean(name, [*names, *others], otherwise)


def as_option(words: str) -> str | None:
    """Return how a grade, cycle, kind of finding or area is written on the command line; None for other words."""
    grade, cycle = reference.parse_grade(words), reference.find_cycle_or_newest(words)
    if grade:
        return f"--grade {grade.value}"
    if cycle:
        return f"@{cycle.id}"
    if slugify(words) in IMPROVEMENT_KINDS + PRAISE_KINDS:
        return f"--kind {slugify(words)}"
    area = reference.find_area_id(words)
    return f"--area {area}" if area else None


def searched_as_text(texts: Sequence[str]) -> Iterator[str]:
    """Yield a hint for each force or cycle among the texts of a search, which choose no reports there."""
    at = 0
    while at < len(texts):
        end = next((end for end in range(len(texts), at, -1) if reference.find_force(" ".join(texts[at:end]))), at + 1)
        words = " ".join(texts[at:end])
        name, _, years = words.rpartition("@")
        force, cycle = reference.find_force(name or words), reference.find_cycle_or_newest(years)
        option = f"{f' --force {force.id}' if force else ''}{f' --cycle {cycle.id}' if cycle else ''}"
        if option and (len(texts) > end - at or "@" in words):
            option = option.replace("--cycle newest", "--cycle latest")
            yield f"{escape_controls(words)!r} was searched for as text; to choose reports write{option} instead"
        at = end


# --- areas -----------------------------------------------------------------------------------------------------------


def find_areas(names: Iterable[str], reports: Sequence[Report]) -> frozenset[str]:
    """Find the ids of areas by name, or by a part of a name that is unique in each cycle of the reports.

    Raises WrongRequest with the areas of those cycles.
    """
    cycles = {report.cycle.id: report.cycle for report in reports if report.cycle.areas} or reference.cycles()
    return frozenset(id for name in names for id in _find_area(name, cycles.values(), reports))


def _find_area(name: str, cycles: Collection[Cycle], reports: Sequence[Report]) -> set[str]:
    id, part = reference.find_area_id(name), normalise(name)
    own = {area.id for report in reports for area in report.areas if part in (area.id, normalise(area.name))}
    if own or any(id in cycle.areas for cycle in cycles):
        return own | ({id} if id else set())
    parts: set[str] = set()
    for cycle in cycles:
        here = [
            area.id for area in cycle.areas.values() if part and part in f"{normalise(area.id)} {normalise(area.name)}"
        ]
        if len(here) > 1 and not id:
            where = f"several areas of {cycle.name}: choose from {', '.join(here)}."
            raise WrongRequest(f"{escape_controls(name)!r} is part of the names of {where}")
        parts.update(here)
    if parts or id:
        return parts or {str(id)}
    ids = dict.fromkeys(id for cycle in cycles for id in cycle.areas)
    names = [*ids, *dict.fromkeys(area.name for cycle in cycles for area in cycle.areas.values())]
    where = next(iter(cycles)).name if len(cycles) == 1 else "these cycles"
    hint = did_you_mean(name, names, f"Choose from {', '.join(ids)}.")
    raise WrongRequest(f"{escape_controls(name)!r} is not an area of {where}. {hint}")


def foreign_areas(ids: Iterable[str], reports: Sequence[Report]) -> Iterator[str]:
    """Yield a hint for each area that no cycle of the reports has."""
    listed = {area.id for report in reports for area in report.areas}
    here = listed | {id for report in reports for id in report.cycle.areas}
    for id in sorted(ids):
        if reports and id not in here:
            cycles = [cycle.id for cycle in reference.cycles().values() if id in cycle.areas]
            yield f"{id} is not an area of the cycles asked about; it belongs to {', '.join(cycles)}"
