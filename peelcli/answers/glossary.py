"""A glossary of PEEL: grades, areas, cycles, forces and terms, each with its source (data/terms.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from peelcli import CITATION, LICENCE
from peelcli.answers.views import Column, Prose, View
from peelcli.errors import WrongRequest, did_you_mean
from peelcli.model import reference
from peelcli.model.names import normalise
from peelcli.model.report import Cycle, Grade
from peelcli.sanitise import escape_controls


class Entry(NamedTuple):
    """One meaning of a word. `cycle` is the id of the cycle that it applies to, if it applies to only one."""

    kind: str
    id: str
    name: str
    cycle: str | None
    meaning: str
    source: str | None
    aliases: tuple[str, ...] = ()


def look_up(word: str, cycle: Cycle | None = None) -> list[Entry]:
    """Find the meaning of a word in the given cycle, or else in the newest that has it.

    Raises WrongRequest with the nearest words if there is none.
    """
    cycle = reference.newest_complete_cycle() if cycle is reference.NEWEST else cycle
    normalised = normalise(word)
    area, force, named = reference.find_area_id(word), reference.find_force(word), reference.find_cycle(word)
    grade = reference.parse_grade(word)
    ids = {
        ("area", area),
        ("grade", grade and grade.value),
        ("cycle", named and named.id),
        ("force", force and force.id),
    }
    candidates = list(entries(cycle))
    matches = [
        entry
        for entry in candidates
        if (entry.kind, entry.id) in ids
        or (entry.kind == "term" and normalised in map(normalise, (entry.id, entry.name, *entry.aliases)))
    ]
    if not matches:
        where = f" in {cycle.name}" if cycle else ""
        hint = _belongs(grade, area) or reference.about_force(word)
        if not hint:
            names = [name for entry in candidates for name in (entry.id, entry.name, *entry.aliases)]
            hint = did_you_mean(word, names, "`peel explain` lists what there is.")
        raise WrongRequest(f"there is nothing called {escape_controls(word)!r}{where}. {hint}")
    return matches


def _belongs(grade: Grade | None, area: str | None) -> str:
    """Return the cycles that a grade or an area belongs to, in words; empty for any other word."""
    cycles = [one.id for one in reference.cycles().values() if grade in one.scale or area in one.areas]
    return f"It belongs to {', '.join(cycles)}." if cycles else ""


def entries(cycle: Cycle | None = None) -> Iterator[Entry]:
    """Yield all entries, one for each grade and area: that of the given cycle, or else the newest."""
    cycle = reference.newest_complete_cycle() if cycle is reference.NEWEST else cycle
    terms = reference.data("terms")  # a new force or area needs no description
    scale = "four" if cycle and Grade.ADEQUATE not in cycle.scale else "five"
    for grade in Grade:
        if grade.value in terms["grades"][scale]:
            facts = terms["grades"][scale][grade.value]
            yield _entry("grade", grade.value, grade.label, cycle.id if cycle else None, facts)
    newest = {area: one.id for one in reference.cycles().values() for area in one.areas}
    for area, of in newest.items():
        if not cycle or area in cycle.areas:
            here = cycle or reference.cycles()[of]
            facts = terms["areas"].get(here.id, {}).get(area, {})
            yield _entry("area", area, here.areas[area].name, here.id, facts)
    for one in reference.cycles().values():
        yield _entry("cycle", one.id, one.name, one.id, terms["cycles"].get(one.id, {}))
    for force in reference.forces().values():
        yield _entry("force", force.id, force.name, None, terms["forces"].get(force.id, {}))
    for id, term in terms["terms"].items():
        yield _entry("term", id, term["name"], None, term)
    citation = f"Cite as: {CITATION} {LICENCE}"
    yield Entry("term", "citation", "Citation", None, citation, None, ("cite", "citing", "version", "DOI"))


def _entry(kind: str, id: str, name: str, cycle: str | None, facts: Mapping[str, Any]) -> Entry:
    meaning = facts.get("meaning", f"peel has no description of this {kind}.")
    return Entry(kind, id, name, cycle, meaning, facts.get("source"), tuple(facts.get("aliases", ())))


# --- as rows and prose -----------------------------------------------------------------------------------------------


def terms(entries: Iterable[Entry]) -> View:
    """Return entries as rows."""
    columns = (
        Column("kind", "Kind"),
        Column("id", "Id"),
        Column("name", "Name"),
        Column("cycle"),
        Column("meaning"),
        Column("source"),
    )
    rows = tuple((one.kind, one.id, one.name, one.cycle, one.meaning, one.source) for one in entries)
    return View("terms", "What peel knows", columns, rows, "")


def explanation(entries: Sequence[Entry]) -> View:
    """Return entries as rows, with prose as their human-readable form."""
    lines: list[str] = []
    for one in entries:
        what = f"{one.kind} in {one.cycle}" if one.cycle and one.kind != "cycle" else one.kind
        lines += ["", f"{one.name} ({what}, id {one.id})", one.meaning, f"Source: {one.source or 'none is known'}"]
    return terms(entries)._replace(human=Prose(lines[1:]))
