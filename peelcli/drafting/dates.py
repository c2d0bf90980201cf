"""The dates that an article states: when it was published, when the force was inspected."""

import re
from collections.abc import Sequence

from peelcli.drafting.facts import Date
from peelcli.drafting.text import Sentence

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>20\d\d)(?!\d|[/-]\d)"
_DATES = (
    re.compile(rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?{_MONTH},? {_YEAR}"),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d\d)\b"),
)
_OUT = re.compile(r"\b(?:publish|posted|issued|releas|out (?:today|on|this)|came out|made public|today|yesterday|updated)")
_REPORT = re.compile(r"\b(?:report|gradings?|findings|results|inspect\w*|peel|hmic(?:frs)?)\b")
_ELSE = re.compile(
    r"\b(?:since|until|between)\b|\b(?:inspected|visited|fieldwork|took place|carried out|conducted)\b[^.]*$"
)
_INSPECTED = re.compile(
    r"\b(?:inspect(?:ed|ion)|visited|fieldwork)\b[^.;]{0,60}?\b(?:in|during) "
    rf"(?:(?:the |early |late )*(?:spring|summer|autumn|winter) (?:of )?)?(?:{_MONTH} )?{_YEAR}"
)


def dates_in(small: str) -> list[tuple[int, int, str]]:
    """Return the dates of a text in small letters, with their places; a day wins over the month inside it."""
    found: list[tuple[int, int, str]] = []
    for match in (match for form in _DATES for match in form.finditer(small)):
        parts = match.groupdict()
        month, day = _month(parts["month"]), int(parts["day"] or 1)
        free = not any(start < match.end() and match.start() < end for start, end, _ in found)
        if 1 <= month <= 12 and 1 <= day <= 31 and free:
            exact = f"-{day:02d}" if parts["day"] else ""
            found.append((*match.span(), f"{parts['year']}-{month:02d}{exact}"))
    return sorted(found)


def _month(word: str) -> int:
    return int(word) if word.isdigit() else 1 + _MONTHS.index(word[:3])


def find_published(sentences: Sequence[Sentence]) -> Date | None:
    """Return the date of publication: on a line of its own near the top, beside `published`, or with a verdict."""
    ranked: list[tuple[int, Date]] = []
    for sentence in sentences:
        small = sentence.small
        for start, end, value in dates_in(small) if "20" in small else ():
            before, day = small[max(0, start - 90) : start], len(value) == 10
            if sentence.has("previous inspection", end=start) or sentence.has("furniture") or _ELSE.search(before):
                continue
            own_line = len(small) < 90 and not before.endswith(("in ", "during ", "from ", "by "))
            if own_line and sentence.paragraph < 15 and small[-1] not in ".!?":
                rank = 1 if day else 3
            elif _OUT.search(before) or (day and _REPORT.search(small)):
                rank = 2 if day else 4
            elif sentence.has("grade") and sentence.has("verdict") and " now " not in small:
                rank = 5
            else:
                continue
            ranked.append((rank, Date(value, sentence.quote("date of publication", start, end))))
    return min(ranked, key=lambda item: item[0])[1] if ranked else None


def find_inspected(sentences: Sequence[Sentence], published: Date | None) -> Date | None:
    """Return when the force was inspected, if the article says so about this inspection."""
    latest = int(published.value[:4]) if published else 2099
    for sentence in sentences:
        match = _INSPECTED.search(sentence.small) if "20" in sentence.small else None
        if not match or sentence.has("previous inspection") or re.search(r"\bsince\b|\bcustody\b", sentence.small):
            continue
        if published is None or latest - 2 <= int(match["year"]) <= latest:
            month = f"-{_month(match['month']):02d}" if match["month"] else ""
            return Date(match["year"] + month, sentence.quote("inspected in", *match.span()))
    return None


def newest_year(sentences: Sequence[Sentence]) -> int:
    """Return the newest year that an undated article mentions, years to come left out."""
    dated = (sentence.small for sentence in sentences if "20" in sentence.small)
    years = (int(year) for small in dated for year in re.findall(r"(?<!by )(?<!until )\b(20\d\d)\b", small))
    return max(years, default=0)
