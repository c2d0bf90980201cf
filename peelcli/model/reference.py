"""Reference data: cycles, areas, forces and scales, and which cycles are comparable (data/*.yaml)."""

import os
import re
from functools import cache
from typing import NamedTuple

from peelcli import DATA
from peelcli.model.names import normalise
from peelcli.model.report import Area, Cycle, Force, Grade, Ungraded
from peelcli.reading import DataFile, read_data

UNKNOWN = "unknown"
"""The name of an unknown cycle."""

NEWEST = Cycle("newest", "the newest cycle")
"""A placeholder for the newest cycle that has reports, which only the catalogue knows."""


class Comparability(NamedTuple):
    """Whether grades of two cycles may be compared; None if the inspectorate has not said."""

    comparable: bool | None
    reason: str
    source: str | None = None


class Codes(NamedTuple):
    """The codes by which other data sets know a force, its region and its country."""

    ons_code: str | None = None
    police_uk_id: str | None = None
    region: str | None = None
    country: str | None = None


_GRADES = {name: grade for grade in Grade for name in (grade.value, normalise(grade.value))}
_GRADES["ri"] = Grade.REQUIRES_IMPROVEMENT
_UNGRADED = {name: reason for reason in Ungraded for name in (reason.value, normalise(reason.value))}


def parse_grade(words: str) -> Grade | None:
    """Parse a grade, leniently but without guessing: `RI` and `requires_improvement`, not `inadquate`."""
    return _GRADES.get(words) or _GRADES.get(normalise(words))


def parse_ungraded(words: str) -> Ungraded | None:
    """Parse the reason why an area has no grade."""
    return _UNGRADED.get(words) or _UNGRADED.get(normalise(words))


@cache
def data(name: str) -> DataFile:
    """Read one of the files of reference data."""
    return read_data(os.path.join(DATA, f"{name}.yaml"))


@cache
def cycles() -> dict[str, Cycle]:
    """Return all cycles by id, the oldest first."""
    scales = {name: tuple(map(Grade, scale)) for name, scale in data("cycles")["scales"].items()}
    return {
        id: Cycle(
            id,
            facts["name"],
            scales[facts["scale"]],
            {area: Area(area, name) for area, name in facts["areas"].items()},
            frozenset(facts.get("sometimes_graded", ())),
            frozenset(facts.get("never_graded", ())),
            frozenset(facts.get("separately_graded", ())),
            areas_known=facts.get("areas_known") != "partly",
        )
        for id, facts in data("cycles")["cycles"].items()
    }


def find_cycle(words: str) -> Cycle | None:
    """Find a cycle by its id or a name: `2018/19`, `2018–19` and `PEEL 2018` are the same.

    A year that belongs to two cycles is ambiguous and matches neither.
    """
    if words in cycles():
        return cycles()[words]
    years = _normalise_cycle(words)
    ambiguous = years in data("cycles")["year_hints"] and normalise(words) == years
    return None if ambiguous else _cycle_names().get(years)


def find_cycle_or_newest(words: str) -> Cycle | None:
    """Find a cycle, or NEWEST for `latest` and other words for it."""
    return find_cycle(words) or (NEWEST if normalise(words) in data("cycles")["newest_names"] else None)


def is_like_a_cycle(words: str) -> bool:
    """Return whether words are years, so that they mean a cycle even if it does not exist."""
    return re.fullmatch(r"\d{2,4}( \d{1,4})?", _normalise_cycle(words)) is not None


def about_cycle(words: str) -> str:
    """Return a suggestion for words that are not a cycle. A year is never corrected to another year."""
    return about_year(words) or f"Choose from {', '.join(cycles())}."


def about_year(words: str) -> str:
    """Return a hint if a year belongs to two cycles; else an empty text."""
    ids = data("cycles")["year_hints"].get(_normalise_cycle(words))
    return f"It belongs to two cycles: choose {' or '.join(ids)}." if ids else ""


def has_report(force: str, cycle: Cycle) -> bool:
    """Return whether the inspectorate has reported on a force in a cycle, even if peel lacks the report."""
    if cycle.areas_known:
        return force in forces()
    return force in data("cycles")["cycles"].get(cycle.id, {}).get("reports_on", ())


@cache
def orders() -> dict[str, int]:
    """Return the chronological index of each cycle by its id, 0 for the oldest."""
    return {id: place for place, id in enumerate(cycles())}


def order(cycle: Cycle) -> int:
    """Return the chronological index of a cycle, 0 for the oldest; unknown cycles come before all others."""
    return orders().get(cycle.id, -1)


def newest_complete_cycle() -> Cycle:
    """Return the newest cycle whose areas are all known."""
    return next(cycle for cycle in reversed(cycles().values()) if cycle.areas_known)


@cache
def forces() -> dict[str, Force]:
    """Return all forces by id, in the order of their ids."""
    return {id: Force(id, name) for id, name in data("forces")["forces"].items()}


def force_aliases() -> dict[str, list[str]]:
    """Return the variant names of each force by id: its aliases, its id in words, and `&` for `and`."""
    written = {id: [id, id.replace("-", " "), *names] for id, names in data("forces")["aliases"].items()}
    return {
        id: [*names, *(name.replace(" and ", " & ") for name in names if " and " in name)]
        for id, names in written.items()
    }


def find_force(words: str) -> Force | None:
    """Find a force by its id, name or alias, by its ONS code or by its id at police.uk."""
    if words in forces():
        return forces()[words]
    name = normalise(words)
    return _force_names().get(name) or _force_names().get(name.removeprefix("the "))


def about_force(words: str) -> str | None:
    """Explain a name that is not a single inspected force: a place, or a force outside PEEL."""
    name, facts = _without_police(words), data("forces")
    for id, forces_meant in facts["ambiguous_names"].items():
        if _without_police(id) == name:
            return f"It may mean {' or '.join(forces_meant)}."
    for id, other in facts["not_inspected"].items():
        if name in map(_without_police, (id, other["name"], *other["aliases"])):
            return f"PEEL does not inspect {other['name']}. {other['reason']}"
    for id, places in facts["places"].items():
        if name in map(normalise, places):
            return f"It is policed by {forces()[id].name}: use {id}."
    return None


def _without_police(words: str) -> str:
    """Reduce what people call a force to the place or the body: `the Shropshire Police` is `shropshire`."""
    name = normalise(words).removeprefix("the ")
    return re.sub(r"( police| constabulary)?( force| service)?$", "", name) or name


def codes(force: str) -> Codes:
    """Return the codes of a force by its id; empty for a force that PEEL does not inspect."""
    return Codes(**data("forces")["codes"].get(force, {}))


def find_area(words: str, cycle: Cycle) -> Area | None:
    """Find an area of a cycle by its id, its name there, or an alias.

    In a cycle whose areas are not all known, an unlisted area takes its newest name.
    """
    if not cycle.areas_known and find_area_id(words) not in cycle.areas:
        id = find_area_id(words)
        return Area(id, area_names()[id]) if id else None
    return cycle.areas.get(words) or cycle.areas.get(_ids_in(cycle.id).get(normalise(words), ""))


def find_area_id(words: str) -> str | None:
    """Find the id of an area of any cycle by its id, a name or an alias."""
    return _area_ids().get(normalise(words))


def area_names() -> dict[str, str]:
    """Return the id of every area of every cycle with its newest name."""
    return {area.id: area.name for cycle in cycles().values() for area in cycle.areas.values()}


def short_name(area: Area) -> str:
    """Return a short name of the area for column headers, or its official name if there is none."""
    name: str = data("cycles")["short_names"].get(area.id, area.name)
    return name


def comparability(one: Cycle, other: Cycle) -> Comparability:
    """Look up whether grades of two cycles may be compared.

    It is never derived from the distance of the cycles: unless the inspectorate has said so, it is not stated.
    """
    earlier, later = sorted((one, other), key=order)
    for statement in data("cycles")["comparability"]:
        if later.id in statement["later"] and earlier.id in statement["earlier"]:
            inferred = " (Inferred from what HMICFRS says of other cycles.)" if "inferred" in statement else ""
            comparable = {"yes": True, "no": False}.get(statement["comparable"])
            return Comparability(comparable, f"{statement['reason']}{inferred}", statement.get("source"))
    if one.id == other.id and one.scale:
        return Comparability(True, "")
    return Comparability(None, f"Nothing is known of how {earlier.name} and {later.name} compare.")


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Return groups of synonyms, such as 101 and non-emergency calls."""
    return tuple(map(tuple, data("terms")["synonyms"]))


@cache
def _force_names() -> dict[str, Force]:
    """Return the forces by all their names, normalised. Needed only if a name is not an id: it takes a millisecond."""
    names = {}
    for id, force in forces().items():
        facts = data("forces")["codes"][id]
        for name in (id, force.name, *data("forces")["aliases"][id], facts["ons_code"], facts["police_uk_id"]):
            names[normalise(name)] = force
    return names


@cache
def _cycle_names() -> dict[str, Cycle]:
    return {
        _normalise_cycle(name): cycles()[id]
        for id, facts in data("cycles")["cycles"].items()
        for name in (id, *facts.get("aliases", ()))
    }


def _normalise_cycle(words: str) -> str:
    """Reduce the name of a cycle to its years, such as `PEEL 2018/19` to `2018 19`."""
    years = normalise(re.sub(r"/| to ", "-", words)).removeprefix("peel ").removesuffix(" cycle")
    return f"20{years}" if re.fullmatch(r"\d\d \d\d", years) else years


@cache
def _area_ids() -> dict[str, str]:
    ids = {}
    for cycle in cycles().values():
        for area in cycle.areas.values():
            ids[normalise(area.id)] = ids[normalise(area.name)] = area.id
    short = {normalise(name): id for id, name in data("cycles")["short_names"].items()}
    return short | ids | _aliases()


@cache
def _ids_in(cycle: str) -> dict[str, str]:
    areas = cycles()[cycle].areas.values()
    return (
        _aliases() | {normalise(area.id): area.id for area in areas} | {normalise(area.name): area.id for area in areas}
    )


@cache
def _aliases() -> dict[str, str]:
    return {normalise(alias): id for id, names in data("cycles")["area_aliases"].items() for alias in names}
