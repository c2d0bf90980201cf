"""Read the grades of one force from an article: across sentences, and down lists and tables."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from peelcli.drafting.facts import AreaGrade, Count, Doubt, Evidence
from peelcli.drafting.forces import Article
from peelcli.drafting.grades import Reading, grades_of, link_areas, settle_grades, stated_counts
from peelcli.drafting.references import add_pronouns, by_order, by_pronoun
from peelcli.drafting.senses import NUMBERS, TOKENS, GradeWord, grade_words
from peelcli.drafting.text import Line
from peelcli.drafting.vocabulary import PILLARS, Mention

_RELEVANT = ("area", "grade", "same grade", "these", "overall")
_DATED = re.compile(r"\(published [^()]*\)")
_THE_NUMBER = re.compile(r"(?:the|those|these) (two|three|four|five|six|seven|eight|nine)(?: areas)? (?:were|are)\b")
_IN_A_YEAR = re.compile(r"(?:back )?in (?:[a-z]+ )?(20\d\d)\b|(?:[a-z]+ years ago|last year)\b")


class Grades(NamedTuple):
    """The grades in an article; `sentences` are those that mention any, by number."""

    grades: tuple[AreaGrade, ...]
    doubts: tuple[Doubt, ...]
    counts: tuple[Count, ...]
    sentences: frozenset[int]


class Reader(NamedTuple):
    """A reader of the grades of one force, in the areas of some cycles, from an article."""

    article: Article
    cycles: frozenset[str]
    force: str | None
    year: int
    claims: frozenset[int]

    def _pillar(self) -> str | None:
        """Return the pillar whose report an article is about: the one that it names first, alone."""
        for sentence in self.article.sentences:
            areas = self.article.vocabulary.areas(sentence.marks, self.cycles) if "area" in sentence.marks else ()
            first = {i for mention in areas for i in mention.ids if i in PILLARS}
            if len(first) == 1:
                return first.pop()
            if first:
                break
        reports = ((s, mark) for s in self.article.sentences for mark in s.marks.get("pillar report", ()))
        for sentence, mark in reports:
            return next(pillar for pillar in PILLARS if pillar in sentence.small[mark.start : mark.end])
        return None

    def _subjects(self) -> Iterator[tuple[int, str | None, bool]]:
        """Yield each sentence by number, with the force it goes on about, and whether with an old inspection."""
        owner, lasting, paragraph = self.force, False, -1
        for number, (sentence, named) in enumerate(self.article.pairs):
            if named or not sentence.small.startswith(("it ", "it's ", "its ", "there ")):
                owner = named[0].force if named else self.force
            year = _IN_A_YEAR.match(sentence.small)
            old = (lasting and sentence.paragraph == paragraph) or (year and int(year[1] or 0) <= self.year - 2)
            begins = sentence.has("previous inspection", 0, 45) and "since" not in sentence.marks
            lasting = bool(old or begins) and "news" not in sentence.marks  # `At its last inspection ...`
            paragraph = sentence.paragraph
            yield number, owner, bool(old) and lasting and "past" in sentence.marks

    def _readings(self) -> Iterator[Reading]:
        """Yield each sentence with its areas and grade words, those of other forces and other times vetoed."""
        vocabulary, pillar = self.article.vocabulary, self._pillar()
        column, last, near, paragraph = 0, None, False, -1
        before: tuple[str, ...] = ()  # the areas that the sentence before names
        for number, owner, old in self._subjects():
            sentence = self.article.sentences[number]
            small, marks = sentence.small, sentence.marks
            column = _newest_column(small, column) if "|" in small else 0
            before = before if sentence.paragraph <= paragraph + 1 else ()
            paragraph = sentence.paragraph
            if marks.keys().isdisjoint(_RELEVANT):  # most sentences of a long text
                before, near = (), False
                yield Reading(sentence)
                continue
            areas = vocabulary.areas(marks, self.cycles)
            if pillar and "overall" in marks and len(small) < 40:
                areas = [Mention((pillar,), marks["overall"][0].start, marks["overall"][0].end, False)]
            words = grade_words(sentence, areas, vocabulary.words, self.year, number in self.claims)
            words = [word._replace(veto=word.veto or self._veto(word, number, owner, old)) for word in words]
            words = words[column - 1 : column] if column and len(words) > 1 else words
            listed = bool(areas or words) and _is_listed(small, areas, words, vocabulary.words["listing"])
            words = add_pronouns(sentence, words, last, near)
            live = [word for word in words if not word.veto]
            if listed and not words and areas[0].ids[0] in PILLARS:
                pillar = areas[0].ids[0]  # a heading
            reading = Reading(sentence, areas, words, live, listed, pillar, before)
            named_here = tuple(dict.fromkeys(i for area in areas for i in area.ids))
            before = named_here or (before if words else ())
            near = bool(live) and ("criticism" not in marks or any(stated_counts(reading)))
            last = live[-1] if live else last
            yield reading

    def _veto(self, word: GradeWord, number: int, owner: str | None, old: bool) -> str:
        """Return why a grade is not of this force: it belongs to the last one named before it, or to old times."""
        named = self.article.mentions[number]
        if old:
            return "previous inspection"
        nearest = next((mention.force for mention in reversed(named) if mention.end <= word.start), self.force)
        return "another force" if self.force and (nearest if named else owner) != self.force else ""

    def read(self) -> Grades:
        """Return one grade per area, the doubts, the counts stated, and the sentences with grades."""
        found: list[AreaGrade] = []
        doubts: list[Doubt] = []
        counts: dict[str, Count] = {}
        spoken_of: list[int] = []
        by_line: dict[int, list[Reading]] = {}
        for number, reading in enumerate(self._readings()):
            by_line.setdefault(reading.sentence.paragraph, []).append(reading)
            if reading.words:
                links, unclear = link_areas(reading, self.article.vocabulary.words)
                doubts += unclear
                found += [grade for link in links for grade in grades_of(link, reading)]
                linked = {link.word.start for link in links if link.strength > 1}
                found += self._without_names(reading, by_line[reading.sentence.paragraph], linked)
                spoken_of += [number] if any(not word.pronoun for word in reading.words) else []
            for count in stated_counts(reading):
                counts.setdefault(count.grade, count)
        readings = [reading for row in by_line.values() for reading in row]
        found += [*_down_the_lines(self.article.lines, by_line), *_by_columns(readings)]
        found += [*_by_count(readings, counts, found)]
        grades, clashes = settle_grades(found)
        graded = {item.area for item in grades}
        unsettled = dict.fromkeys([*(doubt for doubt in doubts if doubt.area not in graded), *clashes])
        return Grades(tuple(grades), tuple(unsettled), tuple(counts.values()), frozenset(spoken_of))

    def _without_names(self, reading: Reading, row: Sequence[Reading], linked: Collection[int]) -> Iterator[AreaGrade]:
        """Yield the grades of areas that a sentence does not name: those before, all pillars, the one pillar."""
        sentence = reading.sentence
        live = [word for word in reading.live if word.start not in linked]
        if live and len(row) > 1 and row[-2].sentence.plain.endswith("?"):
            yield from _pair(row[-2:-1], reading, "grade after the question")
        if not reading.areas:
            yield from [*by_order(reading)] or by_pronoun(reading)
        pillars = "all pillars" in sentence.marks and self.cycles.isdisjoint(("2014", "2021-22"))
        if live and pillars and not (reading.areas or reading.before):
            evidence = sentence.quote("grade of all pillars", 0, live[0].end)
            yield from (AreaGrade(area, live[0].id, evidence, 1) for area in PILLARS)
        if live and reading.pillar and "overall" in sentence.marks:
            at = sentence.marks["overall"][0].start
            word = min(live, key=lambda word: abs(word.start - at))
            evidence = sentence.quote("overall grade of the one pillar", 0, word.end)
            yield AreaGrade(reading.pillar, word.id, evidence, 2)


def _is_listed(small: str, areas: Sequence[Mention], words: Sequence[GradeWord], filling: frozenset[str]) -> bool:
    """Return whether a text has only areas, grades and filler words."""
    at, spans = 0, [(area.start, area.end) for area in areas] + [(word.start, word.end) for word in words]
    for start, end in [*sorted(spans), (len(small), 0)]:
        tokens = TOKENS.findall(_DATED.sub("", small[at:start]))
        if not all(token in filling or token.isdigit() or not token[0].isalnum() for token in tokens):
            return False
        at = max(at, end)
    return True


def _newest_column(small: str, column: int) -> int:
    """Return which grade column of a table is the newest, by the years in its header; 0 for none."""
    years = re.findall(r"20\d\d", small)
    return years.index(max(years)) + 1 if len(set(years)) > 1 else column


def _kind(line: Line, readings: Sequence[Reading]) -> str:
    """Classify a line: areas only, one grade only, a header that announces areas, or text."""
    areas = [area for reading in readings for area in reading.areas]
    live = [word for reading in readings for word in reading.live]
    listed = all(reading.listed for reading in readings)
    if areas and not live and (listed or line.plain.endswith("?")):
        return "areas"
    if len(live) == 1 and not areas and listed:
        return "grade"
    one = not areas and len({word.id for word in live}) == 1 and len(line.plain) < 90
    return "header" if readings[-1].live and (one or line.plain.endswith((":", "-"))) else "text"


def _down_the_lines(lines: Sequence[Line], by_line: dict[int, list[Reading]]) -> Iterator[AreaGrade]:
    """Yield areas listed below a header or grade, and areas each followed by a line with its grade."""
    above: Reading | None = None  # the grade of the lines below
    waiting: Sequence[Reading] = ()  # a line of areas without a grade above it
    last = -1
    for number, readings in by_line.items():
        if number > last + 1:
            above, waiting = None, ()
        last = number
        if any("furniture" in reading.sentence.marks for reading in readings):
            continue
        kind = _kind(lines[number], readings)
        if kind == "areas" and above:
            yield from _pair(readings, above, "listed below its grade")
        elif kind == "grade" and waiting:
            yield from _pair(waiting, readings[-1], "grade on the next line")
        elif kind != "areas":
            above = readings[-1] if kind in ("grade", "header") else None
        waiting = readings if kind == "areas" and not above else ()


def _by_count(
    readings: Sequence[Reading], counts: Mapping[str, Count], found: Sequence[AreaGrade]
) -> Iterator[AreaGrade]:
    """Yield the areas that a sentence names as those counted before.

    `inadequate in two areas. The two were A and B`; or as many that must improve as were said to require it.
    """
    improved = any(item.grade == "requires-improvement" for item in found)
    for reading in readings if counts else ():
        sentence = reading.sentence
        areas = dict.fromkeys(i for area in reading.areas for i in area.ids)
        grades = [count.grade for count in counts.values() if count.number == len(areas)]
        match = _THE_NUMBER.match(sentence.small)
        if not (match and NUMBERS[match[1]] == len(areas) and len(grades) == 1):
            needed = "requires-improvement" in grades and sentence.has("need") and not improved
            grades = ["requires-improvement"] if needed else []
        evidence = sentence.quote("as many areas as were counted", 0, len(sentence.text))
        yield from (AreaGrade(area, grade, evidence, 1) for grade in grades for area in areas)


def _by_columns(readings: Sequence[Reading]) -> Iterator[AreaGrade]:
    """Yield the areas in the columns of a table whose header is the grades."""
    header: dict[int, str] = {}
    for reading in readings:
        small = reading.sentence.small
        grades = {small.count("|", 0, word.start): word.id for word in reading.words}
        if "|" not in small or (len(grades) > 2 and not reading.areas):
            header = grades if "|" in small else {}
        for area in reading.areas:
            column = small.count("|", 0, area.start)
            evidence = reading.sentence.quote("column of its grade", area.start, area.end)
            yield from (AreaGrade(i, header[column], evidence, 3) for i in area.ids if column in header)


def _pair(readings: Sequence[Reading], above: Reading, rule: str) -> Iterator[AreaGrade]:
    """Yield the areas of some lines with the grade of another."""
    word = above.live[-1]
    for reading in readings:
        words = f"{above.sentence.text[word.start : word.end]} / {reading.sentence.text[:60]}"
        evidence = Evidence(rule, reading.sentence.line, words)
        yield from (AreaGrade(i, word.id, evidence, 3) for area in reading.areas for i in area.ids)
