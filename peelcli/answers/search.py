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


class Passage(NamedTuple):
    """A text of an entry of a report, with the section and the field that it stands in, and the entry's sources."""

    section: str
    field: str
    text: str
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
        (report, passage)
        for report in reports
        for entry in _entries(report, everything)
        for passage, is_hit in zip(entry, wording.match(passage.text for passage in entry), strict=True)
        if is_hit
    )
    fields = (
        WHO,
        field("section", "In"),
        field("field"),
        AREA,
        field("text", "Text"),
        SOURCE,
        CODES,
        MORE_SOURCES,
    )
    query = " ".join(word if word == "OR" else f"“{shorten(word, 100)}”" for word in words)
    searched = "findings, responses, notes, summaries and the titles of sources"
    empty = f"No report mentions {query}. The search covers {searched}; they are our summaries, not the reports."
    return view_of("search", f"Where reports mention {query}", fields, hits, empty=empty)


def _entries(report: Report, everything: bool) -> Iterator[list[Passage]]:
    """Yield the texts of each entry."""
    if everything and report.summary:
        yield [Passage("summary", "summary", report.summary)]
    for entry in report.graded_areas:
        if entry.note:
            yield [Passage("areas", "note", entry.note, entry.area, entry.source, entry.also)]
    for section, findings in (("improvements", report.improvement_areas), ("praise", report.praise)):
        for finding in findings:
            yield [Passage(section, "summary", finding.summary, finding.area, finding.source, finding.also)]
    for response in report.stakeholder_responses:
        about = (None, response.source, response.also)
        yield [Passage("responses", field, text, *about) for field, text in response.texts.items()]
    if everything:
        yield from ([Passage("notes", "note", note)] for note in report.notes)
        for source in report.sources.values():
            if source.title:
                yield [Passage("sources", "title", source.title, None, source.id)]
