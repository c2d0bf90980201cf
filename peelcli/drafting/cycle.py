"""Which cycle an article is about, by evidence whose weights stand in data/vocabulary.yaml."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from peelcli.drafting.facts import Date, Evidence, Subject
from peelcli.drafting.forces import Article
from peelcli.drafting.senses import is_grade
from peelcli.drafting.vocabulary import Window

_YEARS = re.compile(r"\b(20\d\d) ?(?:[-/]|to|and) ?((?:20)?\d\d)\b(?![-/]\d)")
_ABOUT_CYCLE = re.compile(r"peel|inspect|programme|cycle|cover|assess|grad")
_PEEL_YEAR = re.compile(
    r"\bpeel\b(?:\W+(?!in\b|on\b|of\b|since\b)[a-z]+){0,4}\W+(?:of |for )?(20\d\d)\b(?! ?[-/]\d)"
    r"|\b(20\d\d)(?:'s)? peel\b"
)
_BEGAN = re.compile(r"\b(?:since|began|begun|started|introduced|launched)\b")
_TITLE_YEAR = re.compile(r"\W*(20\d\d)\W*")

Proof = tuple[str, Set[str], Evidence]
"""One piece of evidence: the name of its weight, the cycles it speaks for, where it stands."""


class Cycles:
    """The points of each cycle, and the best evidence for it."""

    def __init__(self, article: Article, published: Date | None, inspected: Date | None) -> None:
        self._weights = article.vocabulary.weights
        self._points: dict[str, int] = {}
        self._best: dict[str, tuple[int, Evidence]] = {}
        proofs = [*_by_years(article), *_by_wording(article)]
        for date, rule in ((published, "published"), (inspected, "inspected")):
            if date:
                fitting = _fitting(date.value, article.vocabulary.windows, 0 if rule == "published" else 15)
                proofs.append((rule if len(fitting) == 1 else "one of two", fitting, date.evidence))
        for rule, cycles, evidence in proofs:
            for cycle in cycles:
                weight = self._weights[rule]
                self._points[cycle] = self._points.get(cycle, 0) + weight
                if weight > self._best.get(cycle, (0, None))[0]:
                    self._best[cycle] = weight, evidence._replace(rule=f"cycle by {rule}")

    def settle(self, among: Sequence[str]) -> Subject:
        """Return the cycle with the most points among some, if it has enough and leads; else the candidates."""
        points = {cycle: self._points[cycle] for cycle in among if cycle in self._points}
        most = max(points.values(), default=0)
        near = [cycle for cycle in points if points[cycle] > most - self._weights["lead"]]
        if most < self._weights["enough"]:
            return Subject(None)
        evidence = self._best[max(near, key=lambda cycle: points[cycle])][1]
        if len(near) == 1:
            return Subject(near[0], near[0], (), evidence)
        return Subject(None, None, tuple(near), evidence._replace(rule="the evidence fits several cycles"))


def _fitting(value: str, windows: Sequence[Window], later: int) -> set[str]:
    """Return the cycles whose reports came out at a date, or up to some months after it; a year takes three months."""
    exact = len(value) > 4
    first = _months(value) if exact else _months(value + "-01")
    last, least = first + later + (0 if exact else 11), 0 if exact else 2
    spans = ((window.id, _months(window.begins), _months(window.ends)) for window in windows)
    return {cycle for cycle, begins, ends in spans if min(ends, last) - max(begins, first) >= least}


def _months(value: str) -> int:
    return int(value[:4]) * 12 + int(value[5:7])


def _by_years(article: Article) -> Iterator[Proof]:
    """Yield what years say: `PEEL 2021/22`, `2022 PEEL inspection`, the title `Northshire 2017`; of labels the newest."""
    windows = article.vocabulary.windows
    order = {label: place for place, window in enumerate(windows) for label in window.labels}
    labels: list[tuple[int, str, Evidence]] = []
    for sentence, named in article.pairs:
        small = sentence.small
        if "20" not in small or sentence.has("previous inspection") or sentence.has("furniture"):
            continue
        if named and sentence.paragraph < 8 and (year := _TITLE_YEAR.fullmatch(small, named[0].end)):
            labels.append((order.get(year[1], -1), "title", sentence.quote("", 0, len(small))))
        if _BEGAN.search(small):
            continue
        for match in _YEARS.finditer(small):
            if _ABOUT_CYCLE.search(small, max(0, match.start() - 60), match.end() + 60):
                label = f"{match[1]}/{match[2][-2:]}"
                labels.append((order.get(label, -1), "label", sentence.quote("", *match.span())))
        for match in _PEEL_YEAR.finditer(small):
            year_, evidence = match[1] or match[2], sentence.quote("", *match.span())
            if year_ in order and (match[1] or year_ <= "2017"):
                labels.append((order[year_], "label" if match[1] else "year of the programme", evidence))
            elif fitting := _fitting(year_, windows, 0):
                yield "year of the programme" if len(fitting) == 1 else "one of two", fitting, evidence
    place, rule, evidence = max(labels, key=lambda item: item[0], default=(-1, "", Evidence("", 0, "")))
    if place >= 0:
        yield rule, {windows[place].id}, evidence


def _by_wording(article: Article) -> Iterator[Proof]:
    """Yield what single wordings say, each once, and whether `adequate` is used as a grade."""
    seen: set[object] = set()
    for sentence in article.sentences:
        current = not sentence.has("previous inspection") and not sentence.has("furniture")
        for mark in sentence.marks.get("cycle", ()) if current else ():
            if mark.value not in seen:
                yield "wording", mark.value, sentence.quote("", mark.start, mark.end)
            seen.add(mark.value)
        for mark in sentence.marks.get("grade", ()) if "adequate" not in seen else ():
            if mark.value == "adequate" and is_grade(sentence, mark, (), article.vocabulary.words["after_grade"]):
                yield "adequate", frozenset(article.vocabulary.eras["areas"]), sentence.quote("", mark.start, mark.end)
                seen.add("adequate")
