"""Draft a report from a news article, press release or saved page: text in, facts with their evidence out.

Pure: the caller reads the file, the vocabulary and the forces, and writes what comes back.
"""

from collections.abc import Iterable, Sequence

from peelcli.drafting.facts import (
    CountFound,
    CycleFound,
    DateFound,
    Doubt,
    Draft,
    Evidence,
    FindingFound,
    Force,
    ForceFound,
    GradeFound,
    Response,
)
from peelcli.drafting.findings import find_findings
from peelcli.drafting.grades import Reader
from peelcli.drafting.identity import (
    Forces,
    Naming,
    find_cycle,
    find_force,
    find_inspected,
    find_published,
    newest_year,
)
from peelcli.drafting.refusal import (
    NoDraft,
    refuse_binary,
    refuse_foreign,
    refuse_other_matters,
    refuse_several,
)
from peelcli.drafting.speech import find_responses
from peelcli.drafting.text import Sentence, read_lines, split_sentences
from peelcli.drafting.vocabulary import Vocabulary, read_vocabulary

__all__ = [
    "CountFound", "CycleFound", "DateFound", "Doubt", "Draft", "Evidence", "FindingFound", "Force",
    "ForceFound", "GradeFound", "NoDraft", "Response", "Vocabulary", "draft", "read_vocabulary",
]  # fmt: skip


def draft(text: str, vocabulary: Vocabulary, forces: Iterable[Force], force: str | None = None) -> Draft:
    """Return what an article says of the inspection of one force; raise NoDraft if there is none.

    `force` (id, name or alias) chooses where an article is about several.
    """
    refuse_binary(text)
    lines = read_lines(text)
    sentences = [sentence for place, line in enumerate(lines) for sentence in split_sentences(line, place)]
    known = Forces(forces, sentences, vocabulary.not_places)
    namings = [known.namings(sentence.plain) for sentence in sentences]
    about = find_force(sentences, namings, known)
    if force is not None:
        about = _chosen(force, about, sentences, namings, known)
    published = find_published(sentences)
    inspected = find_inspected(sentences, published)
    cycle = find_cycle(sentences, vocabulary, published, inspected)
    date = published or inspected
    reader = Reader(
        vocabulary.areas(_cycles(cycle, sentences, vocabulary)),
        vocabulary,
        about.id,
        int(date.value[:4]) if date else newest_year(sentences),
        _only_pillar(sentences, cycle, vocabulary),
    )
    grades, doubts, counts, graded = reader.read(lines, sentences, namings)
    refuse_foreign(lines, bool(grades or counts))
    refuse_other_matters(text, bool(grades or counts))
    if force is None:
        others = {name: reader._replace(force=known.choose(name)) for name in about.candidates}
        areas = {name: {g.area for g in other.read(lines, sentences, namings)[0]} for name, other in others.items()}
        refuse_several(about.name, len(grades), areas)
    speech = find_responses(lines, sentences, vocabulary, known.places())
    responses = tuple(_with_full_role(response, about.id) for response in speech.responses)
    improvements, praise = find_findings(sentences, speech.spoken, graded, reader.matcher, vocabulary)
    return Draft(
        about,
        cycle,
        inspected,
        published,
        tuple(grades),
        tuple(doubts),
        tuple(counts),
        improvements,
        praise,
        responses,
    )


def _chosen(
    force: str, about: ForceFound, sentences: Sequence[Sentence], namings: Sequence[Sequence[Naming]], known: Forces
) -> ForceFound:
    """Return the force that the user means, with the place where the article names it first."""
    chosen = known.choose(force)
    for sentence, named in zip(sentences, namings, strict=True):
        for naming in named:
            if naming.force == chosen:
                words = sentence.plain[naming.start : naming.end]
                return ForceFound(chosen, known.name_of(chosen), (), Evidence("chosen by you", sentence.line, words))
    others = ", ".join(filter(None, (about.name, *about.candidates))) or "no force"
    raise NoDraft("force", f"the article does not name {force!r}; it names {others}.")


def _with_full_role(response: Response, force: str | None) -> Response:
    """Call a `Commissioner` the PCC, but not in London, where that is the chief officer."""
    if response.role != "Commissioner" or force in ("metropolitan", "city-of-london"):
        return response
    return response._replace(role="Police and Crime Commissioner")


def _cycles(cycle: CycleFound, sentences: Sequence[Sentence], vocabulary: Vocabulary) -> frozenset[str]:
    """Return the cycles whose areas to look for; where the cycle is open, legitimacy betrays the pillars."""
    pillars = frozenset(vocabulary.eras["pillars"])
    if cycle.id in pillars:
        return frozenset([cycle.id])
    if cycle.id is None:  # the areas of 2014 were others
        pillars -= {"2014"}
        finds = (found for s in sentences for found in vocabulary.areas(pillars).find(s.small))
        if any(found.ids == ("legitimacy",) and not found.risky for found in finds):
            return pillars
    return frozenset(vocabulary.eras["areas"])


def _only_pillar(sentences: Sequence[Sentence], cycle: CycleFound, vocabulary: Vocabulary) -> str | None:
    """Return the pillar whose report an article is about: the only one that its first sentences name."""
    pillars = ("effectiveness", "efficiency", "legitimacy")
    named = {pillar for s in sentences[:3] for pillar in pillars if pillar in s.small}
    return named.pop() if len(named) == 1 and cycle.id in vocabulary.eras["pillars"] else None
