"""Draft a report from a news article, press release or saved page: text in, facts with their evidence out.

Pure: the caller reads the file, the vocabulary and the forces, and writes what comes back.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from peelcli.drafting.findings import FindingFound, find_findings
from peelcli.drafting.grades import CountFound, Doubt, GradeFound, read_grades, settle
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
from peelcli.drafting.refusal import NoDraft, refuse_binary, refuse_foreign, refuse_other_matters
from peelcli.drafting.speech import Response, find_responses
from peelcli.drafting.text import Sentence, read_lines, split_sentences
from peelcli.drafting.vocabulary import Vocabulary, lower, read_vocabulary

__all__ = [
    "CountFound", "CycleFound", "DateFound", "Doubt", "Draft", "Evidence", "FindingFound", "Force", "ForceFound", "GradeFound",
    "NoDraft", "Response", "Vocabulary", "draft", "read_vocabulary",
]  # fmt: skip


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
        """Return (grade, stated, found) for each grade of which the article states another number than was found."""
        found = Counter(item.grade for item in self.grades)
        return tuple((c.grade, c.count, found[c.grade]) for c in self.counts if found[c.grade] != c.count)


def draft(text: str, vocabulary: Vocabulary, forces: Iterable[Force], force: str | None = None) -> Draft:
    """Return what an article says of the inspection of one force; raise NoDraft where it cannot be drafted.

    `force` (id, name or alias) chooses where an article is about several.
    """
    refuse_binary(text)
    lines = read_lines(text)
    if not lines:
        raise NoDraft("empty", "the article is empty. Give a file with the text of the article.")
    sentences = [sentence for place, line in enumerate(lines) for sentence in split_sentences(line, place)]
    known = Forces(forces)
    known.learn(lines)
    about = find_force(lines, known)
    if force is not None:
        chosen = known.choose(force)
        about = ForceFound(chosen, known.name_of(chosen), (), Evidence("chosen by the user", 0, force))
    published = find_published(lines)
    inspected = find_inspected(sentences, published.value if published else None)
    cycle = find_cycle(sentences, vocabulary, published, inspected)
    year = int((published or inspected).value[:4]) if published or inspected else 9999  # type: ignore[union-attr]
    matcher = vocabulary.areas(_cycles(cycle, sentences, vocabulary))

    def read(force_id: str | None) -> tuple[list[GradeFound], list[Doubt], list[CountFound]]:
        pillar = _only_pillar(sentences[:6], cycle, vocabulary)
        found, doubts, counts = read_grades(lines, sentences, matcher, vocabulary, known, force_id, year, pillar)
        grades, clashes = settle(found)
        graded = {item.area for item in grades}
        return grades, [*(d for d in doubts if d.area not in graded), *clashes], counts

    grades, doubts, counts = read(about.id)
    refuse_foreign(lines, bool(grades))
    refuse_other_matters(text, about.id is not None, bool(grades))
    if force is None:
        _refuse_several(about, grades, read, known)
    speech = find_responses(lines, sentences, known.places())
    graded_lines = frozenset(item.evidence.line for item in grades if item.strength == 3)
    improvements, praise = find_findings(sentences, speech.spoken, graded_lines, matcher, vocabulary)
    first = {item.grade: item for item in reversed(counts)}
    stated = tuple(item for item in counts if first[item.grade] is item)
    return Draft(
        about, cycle, inspected, published, tuple(grades), tuple(dict.fromkeys(doubts)), stated, improvements, praise, speech.responses
    )


def _cycles(cycle: CycleFound, sentences: Sequence[Sentence], vocabulary: Vocabulary) -> frozenset[str]:
    """Return the cycles whose areas to look for; where the cycle is open, legitimacy betrays the years of the pillars."""
    if cycle.id in vocabulary.eras["pillars"]:
        return frozenset([cycle.id])
    pillars = frozenset(vocabulary.eras["pillars"])
    if cycle.id is None and any(
        mention.ids == ("legitimacy",) and not mention.risky for s in sentences for mention in vocabulary.areas(pillars).find(s.plain)
    ):
        return pillars
    return frozenset(vocabulary.eras["areas"])


def _only_pillar(sentences: Sequence[Sentence], cycle: CycleFound, vocabulary: Vocabulary) -> str | None:
    """Return the pillar an article is about, if its first sentences name one first and call it the report's."""
    if cycle.id not in vocabulary.eras["pillars"]:
        return None
    heads = [name for s in sentences[:3] for name in ("effectiveness", "efficiency", "legitimacy") if name in lower(s.plain)]
    return heads[0] if heads and len(set(heads)) == 1 else None


def _refuse_several(about: ForceFound, grades: Sequence[GradeFound], read: object, known: Forces) -> None:
    """Refuse an article that gives about as many grades of another force."""
    others = []
    for name in about.candidates:
        other = known.choose(name)
        theirs = {item.area for item in read(other)[0]} if other != about.id else set()  # type: ignore[operator]
        if len(theirs) > 2 and len(theirs) >= 0.6 * len(grades):
            others.append(name)
    if others:
        names = ", ".join([*([about.name] if about.name else []), *others])
        raise NoDraft("several forces", f"the article is about several forces: {names}. Choose one with --force.", names.split(", "))
