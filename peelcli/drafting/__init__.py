"""Drafting: extract facts, each with its evidence, from a news article, press release or saved page.

Pure: the caller reads the file and the vocabulary, and writes the result.
"""

from collections.abc import Sequence

from peelcli.drafting.cycle import Cycles
from peelcli.drafting.dates import find_inspected, find_published, this_year
from peelcli.drafting.facts import Draft, Subject
from peelcli.drafting.findings import find_points
from peelcli.drafting.forces import Article, Forces, find_force
from peelcli.drafting.people import OFFICIAL
from peelcli.drafting.reader import Grades, Reader
from peelcli.drafting.refusal import NoDraft, refuse_foreign, refuse_other_files, refuse_other_texts, refuse_several
from peelcli.drafting.speech import Speech, find_responses
from peelcli.drafting.text import Sentence, read_lines, split_sentences
from peelcli.drafting.vocabulary import PILLARS, Vocabulary

__all__ = ["Draft", "NoDraft", "Vocabulary", "draft"]


def draft(text: str, vocabulary: Vocabulary, force: str | None = None) -> Draft:
    """Return the facts that an article gives about the inspection of one force; raise NoDraft if there are none.

    `force` (id, name or alias) chooses one of several.
    """
    refuse_other_files(text)
    lines = read_lines(text)
    sentences = [s for place, line in enumerate(lines) for s in split_sentences(line, place, vocabulary.find)]
    forces = Forces(vocabulary, sentences)
    mentions = [forces.mentions(sentence) for sentence in sentences]
    article = Article(lines, sentences, mentions, vocabulary, forces)
    about = find_force(article) if force is None else _chosen(force, article)
    speech = find_responses(article, about.id)
    published = find_published(sentences)
    inspected = find_inspected(sentences, published)
    date = published or inspected
    cycles = Cycles(article, published, inspected)
    cycle = cycles.settle([window.id for window in vocabulary.windows])
    claims, year = _claims(sentences, speech), this_year(sentences, date)
    readers = [Reader(article, era, about.id, year, claims) for era in _eras(cycle, article)]
    reader, reading = max(((reader, reader.read()) for reader in readers), key=lambda pair: _weight(pair[1]))
    if cycle.id is None and reading.grades:
        cycle, reading = _read_again(cycles, reader, reading)
    refuse_foreign(lines, bool(reading.grades or reading.counts))
    if force is None:
        refuse_several(article, about, len(reading.grades), reader.cycles)
        refuse_other_texts(article, about, reading)
    improvements, praise = find_points(article, about.id, speech.spoken, reading.sentences, reader.cycles)
    found = (reading.grades, reading.doubts, reading.counts, improvements, praise, speech.responses)
    return Draft(about, cycle, inspected, published, *found)


def _chosen(force: str, article: Article) -> Subject:
    """Return the force chosen by the user, with the place where the article first names it."""
    chosen = article.forces.choose(force)
    for sentence, named in article.pairs:
        for mention in named:
            if mention.force == chosen:
                evidence = sentence.quote("chosen by you", mention.start, mention.end)
                return Subject(chosen, article.forces.name_of(chosen), (), evidence)
    about = find_force(article)
    others = ", ".join(filter(None, (about.name, *about.candidates))) or "no force"
    raise NoDraft("force", f"the article does not name {force!r}; it names {others}.")


def _claims(sentences: Sequence[Sentence], speech: Speech) -> frozenset[int]:
    """Return the sentences spoken by people who object to the inspectors, or who hold no office, by number."""
    spoken = speech.spoken.items()
    objecting = {role for n, role in spoken if any(s.has("objection") for s in sentences[max(0, n - 1) : n + 1])}
    return frozenset(n for n, role in spoken if role in objecting or not OFFICIAL.search(role))


def _eras(cycle: Subject, article: Article) -> list[frozenset[str]]:
    """Return the cycles whose areas to look for: the known one, or else those of both eras."""
    areas, pillars = (frozenset(article.vocabulary.eras[era]) for era in ("areas", "pillars"))
    if cycle.id:
        return [areas if cycle.id in areas else frozenset([cycle.id])]
    both = [areas, pillars - {"2014"}]  # 2014 had different areas
    eras = [era for era in both if not cycle.candidates or era & set(cycle.candidates)]
    marks = (mark for sentence in article.sentences for mark in sentence.marks.get("area", ()))
    old = any(not mark.value[1] & areas for mark in marks)  # a wording that newer cycles lack
    return eras if old else eras[:1]


def _read_again(cycles: Cycles, reader: Reader, reading: Grades) -> tuple[Subject, Grades]:
    """Settle an open cycle by whose areas are graded most, and return what is graded under its names of areas."""
    areas = reader.article.vocabulary.eras["areas"]
    era = areas if reader.cycles == set(areas) else reader.article.vocabulary.eras["pillars"]
    readings = {id: reader._replace(cycles=frozenset([id])).read() for id in cycles.settle(era).candidates or era}
    most = max(len(other.grades) for other in readings.values())
    fitting = {id for id, other in readings.items() if len(other.grades) == most}
    cycles.count("graded areas", fitting, reading.grades[0].evidence)
    cycle = cycles.settle(era)
    return cycle, readings.get(cycle.id or "", reading) if era is not areas else reading


def _weight(reading: Grades) -> int:
    """Score a reading by its graded areas, those of a clear clause twice; a pillar is decisive."""
    return sum(1 + (grade.strength > 1) + (grade.area in PILLARS) for grade in reading.grades)
