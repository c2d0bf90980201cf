"""Search results: the entries of reports that mention some texts, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peelcli.answers.filters import Filters
from peelcli.answers.matching import matcher
from peelcli.answers.rows import AREA, CODES, MORE_SOURCES, SOURCE, WHO, field, view_of
from peelcli.answers.views import View
from peelcli.model.report import Area, Report
from peelcli.sanitise import shorten

NO_FILTERS = Filters()
SEARCHED = "findings, responses, notes, summaries and the titles of sources"


class Passage(NamedTuple):
    """An entry of a report: its section, its texts by field, and its sources."""

    section: str
    texts: dict[str, str]
    area: Area | None = None
    source: str | None = None
    also: tuple[str, ...] = ()


def search(reports: Sequence[Report], words: Sequence[str], filters: Filters = NO_FILTERS) -> View:
    """Find the entries in which all of the texts occur.

    Filters on areas and findings exclude entries about the whole report, except responses.
    """
    wording = matcher(words)
    everything = not (filters.by_area or filters.kinds)
    hits = (
        (report, passage._replace(texts={field: text}))
        for report in reports
        for passage in _passages(report, everything)
        for (field, text), hit in zip(passage.texts.items(), wording.match(passage.texts.values()), strict=True)
        if hit
    )
    fields = (
        WHO,
        field("section", "In"),
        field("field", "", lambda hit: next(iter(hit.texts))),
        AREA,
        field("text", "Text", lambda hit: next(iter(hit.texts.values()))),
        SOURCE,
        CODES,
        MORE_SOURCES,
    )
    said = " ".join(word if word == "OR" else f"“{shorten(word, 100)}”" for word in words)
    empty = f"No report mentions {said}. The search covers {SEARCHED}; they are our summaries, not the reports."
    return view_of("search", f"Where reports mention {said}", fields, hits, empty=empty)


def _passages(report: Report, everything: bool) -> Iterator[Passage]:
    if everything and report.summary:
        yield Passage("summary", {"summary": report.summary})
    for entry in report.graded_areas:
        if entry.note:
            yield Passage("areas", {"note": entry.note}, entry.area, entry.source, entry.also)
    for section, findings in (("improvements", report.improvement_areas), ("praise", report.praise)):
        for finding in findings:
            yield Passage(section, {"summary": finding.summary}, finding.area, finding.source, finding.also)
    for response in report.stakeholder_responses:
        yield Passage("responses", response.texts, None, response.source, response.also)
    if not everything:
        return
    for note in report.notes:
        yield Passage("notes", {"note": note})
    for source in report.sources.values():
        if source.title:
            yield Passage("sources", {"title": source.title}, None, source.id)
