"""The dates of an article, and its cycle, by evidence weighted in data/vocabulary.yaml."""

import datetime
import re
from collections.abc import Iterator, Sequence, Set

from peelcli.drafting.facts import Date, Evidence, Subject
from peelcli.drafting.forces import Article
from peelcli.drafting.text import Sentence
from peelcli.drafting.vocabulary import Window

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>20\d\d)(?!\d|[/-]\d)"
_DATES = (
    re.compile(rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?{_MONTH},? {_YEAR}"),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}"),
    re.compile(r"\b(?P<year>20\d\d)(?P<mark>[-/])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)(?:20)?(?P<year>[12]\d)\b"),
)
_WEEKDAYS = "mon tues wednes thurs fri satur sun".split()
_DAYS = tuple(
    re.compile(rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})day,? (?:the )?{day}\b(?!,? \d{{4}})")
    for day in (rf"{_MONTH} (?P<day>\d{{1,2}})", rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}")
)
_INSPECTED = re.compile(
    r"\b(?:inspect(?:ed|ion)|visited|fieldwork)\b(?:(?!which)[^.;]){0,60}?\b(?:in|during) "
    rf"(?:(?:the |early |late )*(?:spring|summer|autumn|winter) (?:of )?)?(?:{_MONTH} )?{_YEAR}"
)
_LABEL = re.compile(r"\b(20\d\d) ?(?:[-/]|to|and) ?((?:20)?\d\d)\b(?![-/]\d)")
_ABOUT_CYCLE = re.compile(r"peel|inspect|programme|cycle|cover|assess|grad|\d report")
_PEEL_YEAR = re.compile(
    r"\bpeel\b(?:\W+(?!in\b|on\b|of\b|since\b)[a-z]+){0,4}\W+(?:of |for )?(20\d\d)\b(?! ?[-/]\d)"
    r"|\b(20\d\d)(?:'s)? peel\b"
)
_IN_YEAR = re.compile(r"\bpeel\b[^.;:]{1,50}? in (20\d\d)\b(?! ?[-/]\d)")
_TOPIC = frozenset(("force", "peel", "inspectorate", "inspection", "grade"))
_DAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})day\b")
_PRINTED = re.compile(r"\d\d/\d\d/20\d\d, \d\d:\d\d\b")  # what a browser prints above a page
_TITLE_YEAR = re.compile(r"\W*(20\d\d)\W*")

Proof = tuple[str, Set[str], Evidence]
"""One piece of evidence: the name of its weight, the cycles that it supports, and its place."""


def _dates(small: str) -> list[tuple[int, int, str]]:
    """Return the dates of a lower-case text, with their places; a day wins over the month inside it."""
    found: list[tuple[int, int, str]] = []
    for match in (match for form in _DATES for match in form.finditer(small)):
        parts = match.groupdict()
        month, day = _month(parts["month"]), int(parts["day"] or 1)
        free = not any(start < match.end() and match.start() < end for start, end, _ in found)
        if 1 <= month <= 12 and 1 <= day <= 31 and free:
            exact = f"-{day:02d}" if parts["day"] else ""
            found.append((*match.span(), f"20{parts['year'][-2:]}-{month:02d}{exact}"))
    return sorted(found)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else 1 + _MONTHS.index(word[:3])


def find_published(sentences: Sequence[Sentence]) -> Date | None:
    """Return the date of publication: on a line of its own near the top, beside `published`, or with a verdict."""
    ranked: list[tuple[int, int, Date]] = []
    begin = next((sentence.paragraph for sentence in sentences if len(sentence.small) > 60), 0)
    titles = (s.paragraph for s in sentences if len(s.small) > 25 and not _TOPIC.isdisjoint(s.marks))
    title = next(titles, 0)
    menu = any(sentence.paragraph < title and sentence.has("menu") for sentence in sentences)
    newest = newest_year([sentence for sentence in sentences if sentence.paragraph > title])
    for sentence in sentences:
        small = sentence.small
        for start, end, value in _dates(small) if "20" in small or len(small) < 40 else ():
            before, day = small[max(0, start - 90) : start], len(value) == 10
            own_line = len(small) < 90 and sentence.paragraph < 15 and (small[-1] not in ".!?" or len(small) < 30)
            near = max(0, start - 90)
            if sentence.has("previous inspection", end=start) or _PRINTED.match(small):
                continue
            if sentence.has("furniture", end=end):  # what follows it, such as `last updated`, says nothing about it
                continue
            if sentence.has("not out", near, start) or sentence.has("visit", near, start):
                continue
            above = title - sentence.paragraph  # the date on which a page was saved stands above its title
            old_news = sentence.paragraph == 0 and _DAY.search(small) and 0 < newest <= int(value[:4]) - 3
            out = sentence.has("out", near, start)
            if own_line and not out and (above > 3 or (above > 0 and (menu or old_news))):
                continue
            if own_line and not before.endswith(("in ", "during ", "from ", "by ")):
                rank = 1 if day else 3
            elif out:
                bare = len(small) < 40 and sentence.paragraph >= 15  # of another story, in a list below
                rank = 5 if bare else 2 if day else 4
            elif sentence.has("grade") and sentence.has("verdict") and " now " not in small:
                rank = 5
            else:
                continue
            away = abs(sentence.paragraph - begin)  # a page may show today's date at its top
            ranked.append((rank, away, Date(value, sentence.quote("date of publication", start, end))))
    best = min(ranked, key=lambda item: item[:2], default=None)
    said = min((item for item in ranked if item[0] in (2, 4)), key=lambda item: item[:2], default=None)
    if best and said and int(best[2].value[:4]) > int(said[2].value[:4]) + 1:
        best = said  # `published in 2019` under a date of 2026, when the page was saved
    return best[2] if best else None


def find_inspected(sentences: Sequence[Sentence], published: Date | None) -> Date | None:
    """Return when the force was inspected, if the article says so about this inspection."""
    latest = int(published.value[:4]) if published else 2099
    for sentence in sentences:
        match = _INSPECTED.search(sentence.small) if "20" in sentence.small else None
        since = "since" in sentence.small or sentence.has("previous inspection") or sentence.has("matter")
        if match and not since and (published is None or latest - 2 <= int(match["year"]) <= latest):
            month = f"-{_month(match['month']):02d}" if match["month"] else ""
            return Date(match["year"] + month, sentence.quote("inspected in", *match.span()))
    return None


def this_year(sentences: Sequence[Sentence], date: Date | None) -> int:
    """Return the year of a date, from July on the next; of an undated text that says `now` one after all its years."""
    if date:
        return int(date.value[:4]) + (date.value[5:7] > "06")
    news = any(" now " in sentence.small and sentence.has("grade") for sentence in sentences)
    return newest_year(sentences) + 2 * news


def newest_year(sentences: Sequence[Sentence]) -> int:
    """Return the newest year that a text mentions, except future years."""
    dated = (sentence.small for sentence in sentences if "20" in sentence.small)
    years = (int(year) for small in dated for year in re.findall(r"(?<!by )(?<!until )\b(20\d\d)\b", small))
    return max(years, default=0)


class Cycles:
    """The points of each cycle, and the best evidence for it."""

    def __init__(self, article: Article, published: Date | None, inspected: Date | None) -> None:
        self._weights = article.vocabulary.weights
        self._points: dict[str, int] = {}
        self._best: dict[str, tuple[int, Evidence]] = {}
        proofs = [*_by_years(article, published), *_by_wording(article)]
        proofs += _by_weekday(article) if published is None else ()
        for date, rule, later in ((published, "published", 0), (inspected, "inspected", 12)):
            fitting = _fitting(date.value, article.vocabulary.windows, later) if date else set()
            proofs += [(rule if len(fitting) == 1 else "one of two", fitting, date.evidence)] if date else []
        for rule, cycles, evidence in proofs:
            weight = self._weights[rule]
            for cycle in cycles:
                self._points[cycle] = self._points.get(cycle, 0) + weight
                if cycle not in self._best or weight > self._best[cycle][0]:
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
    year = len(value) == 4
    first = _months(value + "-01" if year else value)
    last, least = first + later + 11 * year, 2 * year
    spans = ((window.id, _months(window.begins), _months(window.ends)) for window in windows)
    return {cycle for cycle, begins, ends in spans if min(ends, last) - max(begins, first) >= least}


def _months(value: str) -> int:
    return int(value[:4]) * 12 + int(value[5:7])


def _by_years(article: Article, published: Date | None) -> Iterator[Proof]:
    """Yield evidence of years: `PEEL 2021/22`, `2022 PEEL inspection`, `Northshire 2017` as a title."""
    windows, newest = article.vocabulary.windows, newest_year(article.sentences)
    current = _fitting(published.value, windows, 0) if published else set()
    order = {label: place for place, window in enumerate(windows) for label in window.labels}
    labels: list[tuple[int, str, Evidence]] = []
    for sentence, named in article.pairs:
        small = sentence.small
        past = sentence.has("previous inspection") or " had been " in small
        if "20" not in small or past or sentence.has("furniture"):
            continue
        if named and sentence.paragraph < 25 and (title := _TITLE_YEAR.fullmatch(small, named[0].end)):
            labels.append((order.get(title[1], -1), "title", sentence.quote("", 0, len(small))))
        if sentence.has("began"):
            continue
        for match in _LABEL.finditer(small):
            alone = match[0] == small and sentence.paragraph < 10  # below the title of an inspectorate's page
            if alone or _ABOUT_CYCLE.search(small, max(0, match.start() - 60), match.end() + 60):
                label = f"{match[1]}/{match[2][-2:]}"
                labels.append((order.get(label, -1), "label", sentence.quote("", *match.span())))
        for match in _IN_YEAR.finditer(small) if "since" not in small else ():  # it came out or took place
            if int(match[1]) == newest:
                yield "one of two", _fitting(match[1], windows, 0), sentence.quote("", *match.span())
        for match in _PEEL_YEAR.finditer(small):
            year, evidence = match[1] or match[2], sentence.quote("", *match.span())
            if year in order and (match[1] or year <= "2017"):
                labels.append((order[year], "label" if match[1] else "year of the programme", evidence))
            elif fitting := _fitting(year, windows, 0):
                yield "year of the programme" if len(fitting) == 1 else "one of two", fitting, evidence
    nothing = (-1, "", Evidence("", 0, ""))
    place, rule, evidence = max(labels, key=lambda item: (item[1] == "title", item[0]), default=nothing)
    older = all(window.id not in current for window in windows[: place + 1]) and bool(current)
    older = older and evidence.line > article.lines[:2][-1].number  # a title is no comparison
    if place >= 0:
        yield "label of an older cycle" if older and rule == "label" else rule, {windows[place].id}, evidence


def _by_weekday(article: Article) -> Iterator[Proof]:
    """Yield the evidence of a day of publication without a year: Thursday, March 22 was in 2018."""
    windows = article.vocabulary.windows
    years = range(int(windows[0].begins[:4]), int(windows[-1].begins[:4]) + 3)
    for sentence in article.sentences:
        for match in (match for form in _DAYS for match in form.finditer(sentence.small)):
            if sentence.has("out", max(0, match.start() - 90), match.start()):
                weekday, month = _WEEKDAYS.index(match["weekday"]), _month(match["month"])
                days = [f"{year}-{month:02d}-{int(match['day']):02d}" for year in years]
                days = [day for day in days if _is_on(day, weekday)]
                cycles = set().union(*(_fitting(day, windows, 0) for day in days))
                yield "published" if len(cycles) == 1 else "one of two", cycles, sentence.quote("", *match.span())
                return


def _is_on(day: str, weekday: int) -> bool:
    try:
        return datetime.date.fromisoformat(day).weekday() == weekday
    except ValueError:  # 30 February
        return False


def _by_wording(article: Article) -> Iterator[Proof]:
    """Yield the evidence of wordings that only some cycles have, each once."""
    seen: set[object] = set()
    for sentence in article.sentences:
        old = "cycle" in sentence.marks and (sentence.has("previous inspection") or sentence.has("furniture"))
        for mark in sentence.marks.get("cycle", ()) if not old else ():
            if mark.value not in seen:
                yield "wording", mark.value, sentence.quote("", mark.start, mark.end)
            seen.add(mark.value)
