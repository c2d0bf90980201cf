"""Draft a report from a news article, press release or saved page: text in, facts with their evidence out."""

from collections.abc import Iterable
from typing import NamedTuple

from peelcli.drafting.grades import Doubt, GradeFound, read_grades, settle
from peelcli.drafting.identity import (
    CycleFound,
    DateFound,
    Evidence,
    Force,
    ForceFound,
    Forces,
    find_cycle,
    find_force,
    find_inspected,
    find_published,
)
from peelcli.drafting.text import read_lines, split_sentences
from peelcli.drafting.vocabulary import Vocabulary


class Draft(NamedTuple):
    """Hold what an article says of one inspection."""

    force: ForceFound
    cycle: CycleFound
    inspected: DateFound | None
    published: DateFound | None
    grades: tuple[GradeFound, ...]
    doubts: tuple[Doubt, ...]


def draft(text: str, vocabulary: Vocabulary, forces: Iterable[Force], force: str | None = None) -> Draft:
    """Return the draft."""
    lines = read_lines(text)
    sentences = [s for place, line in enumerate(lines) for s in split_sentences(line, place)]
    known = Forces(forces)
    known.learn(lines)
    found_force = find_force(lines, known)
    published = find_published(lines)
    inspected = find_inspected(sentences, published.value if published else None)
    cycle = find_cycle(sentences, vocabulary, published, inspected)
    year = int((published or inspected).value[:4]) if published or inspected else 9999
    if cycle.id in vocabulary.eras["pillars"]:
        cycles = frozenset([cycle.id])
    elif cycle.id or not pillar_era(text):
        cycles = frozenset(vocabulary.eras["areas"])
    else:
        cycles = frozenset(vocabulary.eras["pillars"])
    found, doubts = read_grades(lines, sentences, vocabulary.areas(cycles), vocabulary, known, found_force.id, year)
    grades, clashes = settle(found)
    return Draft(found_force, cycle, inspected, published, tuple(grades), tuple([*doubts, *clashes]))


def pillar_era(text: str) -> bool:
    small = text.lower()
    return "legitima" in small or "the public and its workforce" in small
