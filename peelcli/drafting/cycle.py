"""Which cycle an article is about, by evidence whose weights stand in data/vocabulary.yaml."""

import re
from collections.abc import Iterator, Mapping, Sequence

from peelcli.drafting.facts import Date, Evidence, Subject
from peelcli.drafting.forces import ForceMention
from peelcli.drafting.senses import is_grade
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Vocabulary, Window

_YEARS = re.compile(r"\b(20\d\d) ?(?:[-/]|to|and) ?((?:20)?\d\d)\b(?![-/]\d)")
_ABOUT_CYCLE = re.compile(r"peel|inspect|programme|cycle|cover|assess|grad")
_PEEL_YEAR = re.compile(r"\bpeel\b(?:\W+(?!in\b|on\b|of\b|since\b)[a-z]+){0,4}\W+(?:of |for )?(20\d\d)\b(?! ?[-/]\d)|\b(20\d\d)(?:'s)? peel\b")
_BEGAN = re.compile(r"\b(?:since|began|begun|started|introduced|launched)\b")
_TITLE_YEAR = re.compile(r"\W*(20\d\d)\W*")

Point = tuple[str, frozenset[str] | set[str], Evidence]
"""One piece of evidence: the name of its weight, the cycles it speaks for, where it stands."""


def weigh_cycles(
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[ForceMention]],
    vocabulary: Vocabulary,
    published: Date | None,
    inspected: Date | None,
) -> tuple[Mapping[str, int], Mapping[str, Evidence]]:
    """Return the points of each cycle, and the best evidence for it."""
    points: dict[str, int] = {}
    best: dict[str, tuple[int, Evidence]] = {}
    evidence = [*_by_years(sentences, mentions, vocabulary.windows), *_by_wording(sentences, vocabulary)]
    for date, rule in ((published, "published"), (inspected, "inspected")):
        if date:
            fitting = _fitting(date.value, vocabulary.windows, 0 if rule == "published" else 15)
            rule = rule if len(fitting) == 1 else "one of two"
            evidence.append((rule, fitting, date.evidence))
    for rule, cycles, words in evidence:
        for cycle in cycles:
            weight = vocabulary.weights[rule]
            points[cycle] = points.get(cycle, 0) + weight
            if cycle not in best or weight > best[cycle][0]:
                best[cycle] = weight, words._replace(rule=f"cycle by {rule}")
    return points, {cycle: words for cycle, (_, words) in best.items()}


def settle_cycle(
    points: Mapping[str, int], best: Mapping[str, Evidence], weights: Mapping[str, int], among: Sequence[str]
) -> Subject:
    """Return the cycle with the most points among some, if it has enough and leads; else the candidates."""
    ranked = sorted((cycle for cycle in among if points.get(cycle)), key=lambda cycle: -points[cycle])
    if not ranked or points[ranked[0]] < weights["enough"]:
        return Subject(None, None, (), None)
    first = ranked[0]
    near = [cycle for cycle in among if points.get(cycle, 0) > points[first] - weights["lead"]]
    if len(near) == 1:
        return Subject(first, first, (), best[first])
    return Subject(None, None, tuple(near), best[first]._replace(rule="the evidence fits several cycles"))


def _fitting(value: str, windows: Sequence[Window], later: int) -> set[str]:
    """Return the cycles whose reports came out at a date, or up to some months after it; a year takes three months."""
    first = int(value[:4]) * 12 + (int(value[5:7]) if len(value) > 4 else 1)
    last = first + later + (0 if len(value) > 4 else 11)
    least = 0 if len(value) > 4 else 2
    spans = ((w.id, int(w.begins[:4]) * 12 + int(w.begins[5:]), int(w.ends[:4]) * 12 + int(w.ends[5:])) for w in windows)
    return {cycle for cycle, begins, ends in spans if min(ends, last) - max(begins, first) >= least}


def _by_years(
    sentences: Sequence[Sentence], mentions: Sequence[Sequence[ForceMention]], windows: Sequence[Window]
) -> Iterator[Point]:
    """Yield what years say: `PEEL 2021/22`, `2022 PEEL inspection`, the title `Northshire 2017`; of labels the newest."""
    order = {label: place for place, window in enumerate(windows) for label in window.labels}
    labels: list[tuple[int, str, Evidence]] = []
    for sentence, named in zip(sentences, mentions, strict=True):
        small = sentence.small
        if "20" not in small or sentence.has("previous inspection") or sentence.has("furniture"):
            continue
        if named and sentence.paragraph < 8 and (year := _TITLE_YEAR.fullmatch(small, named[0].end)):
            labels.append((order.get(year[1], -1), "title", Evidence("", sentence.line, sentence.text)))
        for match in _YEARS.finditer(small):
            label = f"{match[1]}/{match[2][-2:]}"
            if _ABOUT_CYCLE.search(small, max(0, match.start() - 60), match.end() + 60) and not _BEGAN.search(small):
                labels.append((order.get(label, -1), "label", Evidence("", sentence.line, match[0])))
        for match in _PEEL_YEAR.finditer(small) if not _BEGAN.search(small) else ():
            year, words = match[1] or match[2], Evidence("", sentence.line, sentence.text[match.start() : match.end()])
            if year in order and (match[1] or year <= "2017"):
                labels.append((order[year], "label" if match[1] else "year of the programme", words))
            elif fitting := _fitting(year, windows, 0):
                yield "year of the programme" if len(fitting) == 1 else "one of two", fitting, words
    if labels:
        place, rule, words = max(labels, key=lambda item: item[0])
        if place >= 0:
            yield rule, {windows[place].id}, words


def _by_wording(sentences: Sequence[Sentence], vocabulary: Vocabulary) -> Iterator[Point]:
    """Yield what single wordings say, each once, and whether `adequate` is used as a grade."""
    seen: set[object] = set()
    for sentence in sentences:
        if "cycle" in sentence.marks and not sentence.has("previous inspection") and not sentence.has("furniture"):
            for mark in sentence.marks["cycle"]:
                if mark.value not in seen:
                    yield "wording", mark.value, Evidence("", sentence.line, sentence.text[mark.start : mark.end])
                seen.add(mark.value)
        for mark in sentence.marks.get("grade", ()) if "adequate" not in seen else ():
            if mark.value == "adequate" and is_grade(sentence, mark, (), vocabulary.words["after_grade"]):
                areas = frozenset(vocabulary.eras["areas"])
                yield "adequate", areas, Evidence("", sentence.line, sentence.text[mark.start : mark.end])
                seen.add("adequate")
