"""Draft a report from a news article, press release or saved page: text in, facts with their evidence out.

Pure: the caller reads the file, the vocabulary and the forces, and writes what comes back.
"""

import re
from collections.abc import Sequence

from peelcli.drafting.cycle import settle_cycle, weigh_cycles
from peelcli.drafting.dates import find_inspected, find_published, newest_year
from peelcli.drafting.facts import Draft, Evidence, Statement, Subject
from peelcli.drafting.findings import find_points
from peelcli.drafting.forces import ForceMention, Forces, find_force
from peelcli.drafting.reader import Grades, Reader
from peelcli.drafting.refusal import NoDraft, refuse_binary, refuse_foreign, refuse_other_texts, refuse_several
from peelcli.drafting.speech import find_responses
from peelcli.drafting.text import Sentence, read_lines, split_sentences
from peelcli.drafting.vocabulary import Vocabulary, read_vocabulary

__all__ = ["Draft", "NoDraft", "Vocabulary", "draft", "read_vocabulary"]

PILLARS = ("effectiveness", "efficiency", "legitimacy")


def draft(text: str, vocabulary: Vocabulary, force: str | None = None) -> Draft:
    """Return what an article says about the inspection of one force; raise NoDraft if there is none.

    `force` (id, name or alias) chooses one of several.
    """
    refuse_binary(text)
    lines = read_lines(text)
    sentences = [s for place, line in enumerate(lines) for s in split_sentences(line, place, vocabulary.find)]
    known = Forces(vocabulary, sentences)
    mentions = [known.mentions(sentence) for sentence in sentences]
    about = find_force(sentences, mentions, known)
    if force is not None:
        about = _chosen(force, about, sentences, mentions, known)
    speech = find_responses(lines, sentences, vocabulary, known.places())
    published = find_published(sentences)
    inspected = find_inspected(sentences, published)
    date = published or inspected
    points, best = weigh_cycles(sentences, mentions, vocabulary, published, inspected)
    cycle = settle_cycle(points, best, vocabulary.weights, [window.id for window in vocabulary.windows])
    readers = [
        Reader(
            vocabulary,
            cycles,
            about.id,
            int(date.value[:4]) if date else newest_year(sentences),
            frozenset(n for n, role in speech.spoken.items() if not re.search("Constab|Inspector|Superint", role)),
            _only_pillar(sentences, cycles, vocabulary),
        )
        for cycles in _readings(cycle, vocabulary)
    ]
    readings = [reader.read(lines, sentences, mentions) for reader in readers]
    place = max(range(len(readings)), key=lambda n: (_weight(readings[n]), -n))
    reader, reading = readers[place], readings[place]
    if cycle.id is None:
        era = vocabulary.eras["areas" if "2021-22" in reader.cycles else "pillars"]
        cycle = settle_cycle(points, best, vocabulary.weights, era if reading.grades else [*points])
    refuse_foreign(lines, bool(reading.grades or reading.counts))
    if force is None:
        others = {name: reader._replace(force=known.choose(name)) for name in about.candidates}
        areas = {name: {g.area for g in other.read(lines, sentences, mentions).grades} for name, other in others.items()}
        refuse_several(about.name, len(reading.grades), areas)
        refuse_other_texts(sentences, mentions, about, reading.grades, bool(reading.counts))
    improvements, praise = find_points(sentences, speech.spoken, reading.sentences, reader.cycles, vocabulary)
    return Draft(
        about,
        cycle,
        inspected,
        published,
        reading.grades,
        reading.doubts,
        reading.counts,
        improvements,
        praise,
        tuple(_with_full_role(response, about.id) for response in speech.responses),
    )


def _chosen(
    force: str,
    about: Subject,
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[ForceMention]],
    known: Forces,
) -> Subject:
    """Return the force that the user means, with the place where the article names it first."""
    chosen = known.choose(force)
    for sentence, named in zip(sentences, mentions, strict=True):
        for mention in named:
            if mention.force == chosen:
                words = sentence.plain[mention.start : mention.end]
                return Subject(chosen, known.name_of(chosen), (), Evidence("chosen by you", sentence.line, words))
    others = ", ".join(filter(None, (about.name, *about.candidates))) or "no force"
    raise NoDraft("force", f"the article does not name {force!r}; it names {others}.")


def _with_full_role(response: Statement, force: str | None) -> Statement:
    """Expand `Commissioner` to PCC, except in London, where it means the chief officer."""
    if response.role != "Commissioner" or force in ("metropolitan", "city-of-london"):
        return response
    return response._replace(role="Police and Crime Commissioner")


def _readings(cycle: Subject, vocabulary: Vocabulary) -> list[frozenset[str]]:
    """Return the cycles whose areas to look for: the one, or where it is open those of both eras."""
    areas, pillars = frozenset(vocabulary.eras["areas"]), frozenset(vocabulary.eras["pillars"])
    if cycle.id:
        return [areas if cycle.id in areas else frozenset([cycle.id])]
    candidates = frozenset(cycle.candidates)
    both = [areas, pillars - {"2014"}]  # the areas of 2014 were others
    return [era for era in both if not candidates or candidates & era]


def _weight(reading: Grades) -> int:
    """Return how much a reading gives: the graded areas, those of a clear clause twice; a pillar decides."""
    return sum(1 + (grade.strength > 1) + (grade.area in PILLARS) for grade in reading.grades)


def _only_pillar(sentences: Sequence[Sentence], cycles: frozenset[str], vocabulary: Vocabulary) -> str | None:
    """Return the pillar whose report an article is about: the only one it names, or that it begins with."""
    named = [
        {i for mention in vocabulary.areas(s.marks, cycles) for i in mention.ids if i in PILLARS}
        for s in sentences
        if "area" in s.marks and (s.paragraph < 6 or "inspection" in s.marks or "overall" in s.marks)
    ]
    every = set().union(*named)
    first = next((pillars for pillars in named if pillars), set())
    return next(iter(every if len(every) == 1 else first)) if 1 in (len(every), len(first)) else None
