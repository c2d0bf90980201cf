"""Search results: the entries of reports that mention some texts, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peelcli.answers.filters import Filters, texts_of_response
from peelcli.answers.matching import matcher
from peelcli.answers.views import (
    CODES,
    FORCE_COLUMNS,
    MORE_SOURCES,
    SOURCE,
    Column,
    Row,
    View,
    area_cells,
    codes,
    more_sources,
    source_cells,
    who,
)
from peelcli.model.report import Area, Report
from peelcli.sanitise import shorten

NO_FILTERS = Filters()
SEARCHED = "findings, responses, notes, summaries and the titles of sources"


class Passage(NamedTuple):
    """An entry of a report: its section, its texts by field, and the ids of its sources, the first one first."""

    section: str
    texts: dict[str, str]
    area: Area | None = None
    sources: tuple[str | None, ...] = ()


def search(reports: Sequence[Report], words: Sequence[str], filters: Filters = NO_FILTERS) -> View:
    """Find the entries in which all of the texts occur.

    Filters on areas and findings exclude entries about the whole report, except responses.
    """
    columns = (
        *FORCE_COLUMNS,
        Column("section", "In"),
        Column("field"),
        Column("area"),
        Column("area_name", "Area"),
        Column("text", "Text"),
        *SOURCE,
        *CODES,
        *MORE_SOURCES,
    )
    wording = matcher(words)
    everything = not (filters.by_area or filters.kinds)
    rows: list[Row] = []
    for report in reports:
        for entry in _passages(report, everything):
            hits = wording.match(entry.texts.values())
            rows += [_row(report, entry, field) for field, hit in zip(entry.texts, hits, strict=True) if hit]
    said = " ".join(word if word == "OR" else f"“{shorten(word, 100)}”" for word in words)
    empty = f"No report mentions {said}. The search covers {SEARCHED}; they are our summaries, not the reports."
    return View("search", f"Where reports mention {said}", columns, tuple(rows), empty)


def _passages(report: Report, everything: bool) -> Iterator[Passage]:
    if everything and report.summary:
        yield Passage("summary", {"summary": report.summary})
    for entry in report.graded_areas:
        if entry.note:
            yield Passage("areas", {"note": entry.note}, entry.area, (entry.source, *entry.also))
    for section, findings in (("improvements", report.improvement_areas), ("praise", report.praise)):
        for finding in findings:
            yield Passage(section, {"summary": finding.summary}, finding.area, (finding.source, *finding.also))
    for response in report.stakeholder_responses:
        yield Passage("responses", texts_of_response(response), None, (response.source, *response.also))
    if not everything:
        return
    for note in report.notes:
        yield Passage("notes", {"note": note})
    for source in report.sources:
        if source.title:
            yield Passage("sources", {"title": source.title}, None, (source.id,))


def _row(report: Report, entry: Passage, field: str) -> Row:
    first, *also = entry.sources or (None,)
    return (
        *who(report),
        entry.section,
        field,
        *area_cells(entry.area),
        entry.texts[field],
        *source_cells(report, first),
        *codes(report),
        *more_sources(report, first, also),
    )
