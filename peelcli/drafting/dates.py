"""The dates of an article: when it was published, when the force was inspected, the years that it mentions."""

import re
from collections.abc import Iterator, Sequence

from peelcli.drafting.facts import Date
from peelcli.drafting.text import Sentence

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>20\d\d)(?!\d|[/-]\d)"
_DATES = (
    re.compile(rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?{MONTH},? {_YEAR}"),
    re.compile(rf"\b{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}"),
    re.compile(r"\b(?P<year>20\d\d)(?P<mark>[-/])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)(?:20)?(?P<year>[12]\d)\b"),
)
WEEKDAYS = "mon tues wednes thurs fri satur sun".split()
_DAYS = tuple(
    re.compile(rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)})day,? \(?(?:the )?)?\b{day}\b(?!,? \d{{4}})")
    for day in (rf"{MONTH} (?P<day>\d{{1,2}})", rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}")
)
_INSPECTED = re.compile(
    r"\b(?:inspect(?:ed|ion)|visited|fieldwork)\b(?:(?!which)[^.;]){0,60}?\b(?:in|during) "
    rf"(?:(?:the |early |late )*(?:spring|summer|autumn|winter) (?:of )?)?(?:{MONTH} )?{_YEAR}"
)
_TOPIC = frozenset(("force", "peel", "inspectorate", "inspection", "grade"))
_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})day\b")
_PRINTED = re.compile(r"\d\d/\d\d/20\d\d, \d\d:\d\d\b")  # what a browser prints above a page
_PAST_YEAR = re.compile(r"(?<!by )(?<!until )(?<!beyond )(?<!after )(?<!to )(?<!force of )\b(20\d\d)\b")


def _dates(small: str) -> list[tuple[int, int, str]]:
    """Return the dates of a lower-case text, with their places; a day wins over the month inside it."""
    found: list[tuple[int, int, str]] = []
    for match in (match for form in _DATES for match in form.finditer(small)):
        parts = match.groupdict()
        month, day = month_number(parts["month"]), int(parts["day"] or 1)
        free = not any(start < match.end() and match.start() < end for start, end, _ in found)
        if 1 <= month <= 12 and 1 <= day <= 31 and free:
            exact = f"-{day:02d}" if parts["day"] else ""
            found.append((*match.span(), f"20{parts['year'][-2:]}-{month:02d}{exact}"))
    return sorted(found)


def month_number(word: str) -> int:
    """Return the number of a month by its name or number."""
    return int(word) if word.isdigit() else 1 + _MONTHS.index(word[:3])


def day_matches(small: str) -> Iterator[re.Match[str]]:
    """Yield each day and month without a year in a lower-case text, perhaps with the day of the week."""
    return (match for form in _DAYS for match in form.finditer(small))


def find_published(sentences: Sequence[Sentence]) -> Date | None:
    """Return the date of publication: on a line of its own near the top, beside `published`, or with a verdict."""
    ranked: list[tuple[int, int, Date]] = []
    above_title: list[tuple[int, int, Date]] = []
    begin = next((sentence.paragraph for sentence in sentences if len(sentence.small) > 60), 0)
    titles = (s.paragraph for s in sentences if len(s.small) > 25 and not _TOPIC.isdisjoint(s.marks))
    title = next(titles, 0)
    menu = any(sentence.paragraph < title and sentence.has("menu") for sentence in sentences)
    newest = newest_year([sentence for sentence in sentences if sentence.paragraph > title])
    for sentence in sentences:
        above = title - sentence.paragraph  # the date on which a page was saved stands above its title
        for start, end, value in _dates(sentence.small) if "20" in sentence.small or len(sentence.small) < 40 else ():
            rank = _rank(sentence, start, end)
            old_news = sentence.paragraph == 0 and _DAY.search(sentence.small) and 0 < newest <= int(value[:4]) - 3
            saved = above > 3 or (above > 0 and (menu or old_news))
            away = abs(sentence.paragraph - begin)  # a page may show today's date at its top
            date = Date(value, sentence.quote("date of publication", start, end))
            if rank > _OWN_LINE or (rank and (not saved or sentence.has("out", max(0, start - 90), start))):
                ranked.append((rank + 2 * (len(value) < 10), away, date))  # later if without the day
            elif rank:
                above_title.append((rank, away, date))
    ranked = ranked or above_title[1:]  # the first is that of the page
    best = min(ranked, key=lambda item: item[:2], default=None)
    said = min((item for item in ranked if item[0] in (_OUT, _OUT + 2)), key=lambda item: item[:2], default=None)
    if best and said and int(best[2].value[:4]) > int(said[2].value[:4]) + 1:
        best = said  # `published in 2019` under a date of 2026, when the page was saved
    return best[2] if best else None


_OWN_LINE, _OUT, _OTHER = 1, 2, 5


def _rank(sentence: Sentence, start: int, end: int) -> int:
    """Return how a sentence gives a date of publication, 0 if it does not: on its own, as published, otherwise."""
    small, near = sentence.small, max(0, start - 90)
    past = sentence.has("previous inspection", end=start) or _PRINTED.match(small)
    # What follows furniture, such as `last updated`, says nothing about the date before it.
    if past or sentence.has("furniture", end=end) or sentence.has("not out", near, start):
        return 0
    if sentence.has("visit", near, start):
        return 0
    if len(small) < 90 and sentence.paragraph < 15 and (small[-1] not in ".!?" or len(small) < 30):
        return _OWN_LINE
    if sentence.has("out", near, start):
        return _OTHER if len(small) < 40 else _OUT  # another story, in a list below
    return _OTHER if sentence.has("grade") and sentence.has("verdict") and " now " not in small else 0


def find_inspected(sentences: Sequence[Sentence], published: Date | None) -> Date | None:
    """Return when the force was inspected, if the article says so about this inspection."""
    latest = int(published.value[:4]) if published else 2099
    for sentence in sentences:
        match = _INSPECTED.search(sentence.small) if "20" in sentence.small else None
        since = "since" in sentence.small or sentence.has("previous inspection") or sentence.has("matter")
        if match and not since and (published is None or latest - 2 <= int(match["year"]) <= latest):
            month = f"-{month_number(match['month']):02d}" if match["month"] else ""
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
    return max((int(year) for small in dated for year in _PAST_YEAR.findall(small)), default=0)
