"""The cycle of an article, by evidence weighted in data/vocabulary.yaml."""

import datetime
import re
from collections.abc import Iterator, Sequence, Set

from peelcli.drafting.dates import MONTH, WEEKDAYS, day_matches, month_number, newest_year
from peelcli.drafting.facts import Date, Evidence, Subject
from peelcli.drafting.forces import Article
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Window

_LABEL = re.compile(r"\b(20\d\d) ?(?:[-/]|to|and) ?((?:20)?\d\d)\b(?![-/]\d)")
_ABOUT_CYCLE = re.compile(r"peel|inspect|programme|cycle|cover|assess|grad|\d report")
_PEEL_YEAR = re.compile(
    r"\bpeel\b(?:\W+(?!in\b|on\b|of\b|since\b)[a-z]+){0,4}\W+(?:of |for )?(20\d\d)\b(?! ?[-/]\d)"
    r"|\b(20\d\d)(?:'s)? \(?peel\b"
)
_ROUND = re.compile(r"\b(20\d\d) (?:peel |annual )?(?:round|cycle|programme)\b")
_IN_YEAR = re.compile(r"\bpeel\b[^.;:]{1,50}? in (20\d\d)\b(?! ?[-/]\d)")
_TITLE_YEAR = re.compile(r"\W*(20\d\d)\W*")
_OTHER_REPORT = re.compile(r"\bcompar|\bgrades\b|\bprevious (?:one|inspection|report) was\b|\bin our 20")
_COMPARED = re.compile(
    r"\b(?:(?:was|were|had|been|from|same|down|up|step|compared|than|as|improve\w*|unchanged|last|previous\w*|back"
    r"|before)\b[^.;]{0,70}? (?:in|on|for|of|with) |in (?:the |its )?(?=\S+ (?:inspections?|it|the) |\S+,)"
    rf"|the (?=\S+ (?:grades|ratings)\b)|since (?:the )?)(?:{MONTH} )?(20\d\d)(?:[/-](\d\d))?\b(?![/-])"
)

Proof = tuple[str, Set[str], Evidence]
"""One piece of evidence: the name of its weight, the cycles that it supports, and its place."""


class Cycles:
    """The evidence for each cycle, with its weight."""

    def __init__(self, article: Article, published: Date | None, inspected: Date | None) -> None:
        self._weights = article.vocabulary.weights
        self._proofs: dict[str, list[tuple[int, Evidence]]] = {}
        for proof in _proofs(article, published, inspected):
            self.count(*proof)

    def count(self, rule: str, cycles: Set[str], evidence: Evidence) -> None:
        """Count a piece of evidence for some cycles."""
        for cycle in cycles:
            proof = self._weights[rule], evidence._replace(rule=f"cycle by {rule}")
            self._proofs.setdefault(cycle, []).append(proof)

    def settle(self, among: Sequence[str]) -> Subject:
        """Return the cycle with the most points among some, if it has enough and leads; else the candidates."""
        points = {cycle: sum(weight for weight, _ in self._proofs.get(cycle, ())) for cycle in among}
        most = max(points.values())
        if most < self._weights["enough"]:
            return Subject(None)
        near = [cycle for cycle in points if points[cycle] > most - self._weights["lead"]]
        _, evidence = max(self._proofs[max(near, key=points.__getitem__)], key=lambda proof: proof[0])
        if len(near) == 1:
            return Subject(near[0], near[0], (), evidence)
        return Subject(None, None, tuple(near), evidence._replace(rule="the evidence fits several cycles"))


def _proofs(article: Article, published: Date | None, inspected: Date | None) -> Iterator[Proof]:
    """Yield all the evidence for a cycle."""
    windows = article.vocabulary.windows
    if published:
        yield _one_or_two("published", _fitting(published.value, windows), published.evidence)
    else:
        yield from [*_by_day(article)] or _by_newest_year(article)
    if inspected:
        yield _one_or_two("inspected", _fitting(inspected.value, windows, later=12), inspected.evidence)
    yield from _by_label(article, _fitting(published.value, windows) if published else set())
    yield from _by_year(article)
    yield from _by_comparison(article)
    yield from _by_wording(article)


def _one_or_two(rule: str, cycles: Set[str], evidence: Evidence) -> Proof:
    """Return evidence that has its own weight only if it supports a single cycle."""
    return rule if len(cycles) == 1 else "one of two", cycles, evidence


def _fitting(value: str, windows: Sequence[Window], later: int = 0) -> set[str]:
    """Return the cycles whose reports came out at a date, or up to some months after it; a year takes three months."""
    year = len(value) == 4
    first = _months(value + "-01")
    last, least = first + later + 11 * year, 2 * year
    spans = ((window.id, _months(window.begins), _months(window.ends)) for window in windows)
    return {cycle for cycle, begins, ends in spans if min(ends, last) - max(begins, first) >= least}


def _months(value: str) -> int:
    return int(value[:4]) * 12 + int(value[5:7])


def _dated(article: Article) -> Iterator[tuple[Sentence, int]]:
    """Yield the sentences that may name the year of this inspection, each with where it begins to look back."""
    for sentence in article.sentences:
        other = sentence.has("furniture") or sentence.has("began") or " had been " in sentence.small
        if "20" in sentence.small and not other:
            end = min((m.start for m in sentence.marks.get("previous inspection", ())), default=len(sentence.small))
            yield sentence, end


def _by_label(article: Article, current: Set[str]) -> Iterator[Proof]:
    """Yield the label of the cycle: `PEEL 2021/22`, `the 2016 round`, `Northshire 2017` as a title.

    `current` are the cycles that fit the date of publication: an older label may be a comparison.
    """
    windows, order = article.vocabulary.windows, _places(article)
    found: list[tuple[bool, int, Evidence]] = []  # whether it is a title, and which cycle
    for sentence, named in article.pairs:
        year = _TITLE_YEAR.fullmatch(sentence.small, named[0].end) if named else None
        if year and year[1] in order:
            found.append((True, order[year[1]], sentence.quote("", 0, len(sentence.small))))
    for sentence, end in _dated(article):
        small = sentence.small
        matches = [*_ROUND.finditer(small, 0, end), *_PEEL_YEAR.finditer(small, 0, end)]
        for match in _LABEL.finditer(small, 0, end):
            near = _ABOUT_CYCLE.search(small, max(0, match.start() - 60), match.end() + 60)
            matches += [match] if near or match[0] == small else []  # alone below the title of an inspectorate's page
        found += [(False, order[name], sentence.quote("", *m.span())) for m in matches if (name := _label(m)) in order]
    if found:
        title, place, evidence = max(found, key=lambda item: item[:2])
        older = current and current.isdisjoint(window.id for window in windows[: place + 1])
        rule = "title" if title else "label"
        if rule == "label" and older and evidence.line > article.lines[:2][-1].number:  # a headline does not compare
            rule = "label of an older cycle"
        yield rule, {windows[place].id}, evidence


def _places(article: Article) -> dict[str, int]:
    """Return the place of each label's cycle, from the oldest on."""
    return {label: place for place, window in enumerate(article.vocabulary.windows) for label in window.labels}


def _label(match: re.Match[str]) -> str:
    """Return the label that a match names: `2021 to 2022` is 2021/22."""
    return f"{match[1]}/{match[2][-2:]}" if match.re is _LABEL else match[1]


def _by_year(article: Article) -> Iterator[Proof]:
    """Yield the year of the inspection or its report: `2025 PEEL inspection`, `inspected under PEEL in 2017`."""
    windows, order = article.vocabulary.windows, _places(article)
    for sentence, end in _dated(article):
        for match in _IN_YEAR.finditer(sentence.small, 0, end):
            yield "one of two", _fitting(match[1], windows), sentence.quote("", *match.span())
        for match in _PEEL_YEAR.finditer(sentence.small, 0, end):
            year = match[1] or match[2]
            cycles = {windows[order[year]].id} if match[2] in order and year <= "2017" else _fitting(year, windows)
            yield _one_or_two("year of the programme", cycles, sentence.quote("", *match.span()))


def _by_comparison(article: Article) -> Iterator[Proof]:
    """Yield the cycle after the newest with which the text compares: `good, as in 2015`.

    A report of some month may be another one of the same cycle.
    """
    windows, order = article.vocabulary.windows, _places(article)
    found: list[tuple[int, int, Evidence]] = []  # the places from and to
    for sentence in article.sentences:
        for match in _comparisons(sentence):
            if match.re is _COMPARED and match["month"]:
                fitting = _fitting(f"{match[2]}-{month_number(match['month']):02d}", windows)
                places = [(place, place + 2) for place, window in enumerate(windows) if window.id in fitting]
            else:
                years = (match[2], match[3]) if match.re is _COMPARED else (match[1], match[2][-2:])
                place = order.get("/".join(filter(None, years)))
                places = [] if place is None else [(place + 1, place + 2)]
            found += [(*place, sentence.quote("", *match.span())) for place in places]
    if found:
        start, end, evidence = max(found, key=lambda item: item[:2])
        yield "compared", {window.id for window in windows[start:end]}, evidence


def _comparisons(sentence: Sentence) -> list[re.Match[str]]:
    """Return the places where a sentence compares a grade with one of another report."""
    graded = sentence.has("grade") and " had been " not in sentence.small
    if not (graded or _OTHER_REPORT.search(sentence.small)):
        return []
    found = [*_COMPARED.finditer(sentence.small), *_LABEL.finditer(sentence.small)]
    return [match for match in found if "peel" not in match[0]]


def _by_day(article: Article) -> Iterator[Proof]:
    """Yield the evidence of a day of publication without a year: Thursday, March 22 was in 2018.

    The year is the newest that the text mentions or the next, if reports came out on such a day, else a later one.
    """
    windows, newest = article.vocabulary.windows, newest_year(article.sentences)
    years = range(max(newest, int(windows[0].begins[:4])), int(windows[-1].begins[:4]) + 3)
    for sentence in article.sentences:
        for match in day_matches(sentence.small):
            if sentence.has("out", max(0, match.start() - 90), match.start()):
                found = {year: _out_on(year, match, windows) for year in years}
                near = set().union(*(found[year] for year in years if year < newest + 2))
                cycles = near or set().union(*found.values())
                yield _one_or_two("published", cycles, sentence.quote("", *match.span()))
                return


def _out_on(year: int, match: re.Match[str], windows: Sequence[Window]) -> set[str]:
    """Return the cycles with reports on a day and month, perhaps of the week, in some year."""
    try:
        day = datetime.date(year, month_number(match["month"]), int(match["day"]))
    except ValueError:  # 30 February
        return set()
    if match["weekday"] and match["weekday"] != WEEKDAYS[day.weekday()]:
        return set()
    return {w.id for w in windows if w.begins <= day.isoformat()[:7] <= w.ends and day.month in w.months}


def _by_newest_year(article: Article) -> Iterator[Proof]:
    """Yield the cycles whose reports came out in the newest year that the text mentions, or in the next."""
    current = [s for s, end in _dated(article) if end == len(s.small) and not _comparisons(s)]
    newest = newest_year(current)
    for sentence in current if newest else ():
        if (at := sentence.small.find(str(newest))) >= 0:
            windows = article.vocabulary.windows
            cycles = {w.id for w in windows if int(w.begins[:4]) <= newest + 1 and newest <= int(w.ends[:4])}
            yield "newest year", cycles, sentence.quote("", at, at + 4)
            return


def _by_wording(article: Article) -> Iterator[Proof]:
    """Yield the evidence of wordings that only some cycles have, each once."""
    seen: set[object] = set()
    for sentence in article.sentences:
        back = sentence.has("previous inspection") or sentence.has("furniture")
        for mark in sentence.marks.get("cycle", ()) if not back else ():
            if mark.value not in seen:
                yield "wording", mark.value, sentence.quote("", mark.start, mark.end)
            seen.add(mark.value)
