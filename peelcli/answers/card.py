"""One report as people read it. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from peelcli.answers.views import Column, Kind, Row, View, number
from peelcli.model.report import Area, Finding, Grade, GradedArea, Report, Response, Ungraded

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Card(NamedTuple):
    """A report as people read it: who and when, counts, four tables, notes and sources.

    `counts` are grades with their numbers. Rows refer to sources by the numbers of `sources`.
    """

    title: str
    facts: tuple[str, ...]
    counts: tuple[tuple[Grade | Ungraded, int], ...]
    summary: str
    tables: tuple[View, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]


def card(report: Report) -> Card:
    """Lay a report out as people read it."""
    numbers = {source.id: number for number, source in enumerate(report.sources, 1)}

    def refer(entry: GradedArea | Finding | Response) -> str:
        return " ".join(str(numbers[id]) for id in (entry.source, *entry.also) if id in numbers)

    graded = tuple((entry.area.name, entry.grade, _remark(entry), refer(entry)) for entry in report.graded_areas)
    nothing = "None matches." if report.filtered else ""
    tables = (
        _table("Graded areas", ("Area", "Grade", "Note", "Source"), graded, nothing or "No graded area is known."),
        _table(
            "Areas for improvement",
            ("Area", "What must improve", "Source"),
            tuple((_name(one.area), _finding(one), refer(one)) for one in report.improvement_areas),
            nothing or "None is recorded.",
        ),
        _table(
            "Praise",
            ("Area", "What is praised", "Source"),
            tuple((_name(one.area), _finding(one), refer(one)) for one in report.praise),
            nothing or "None is recorded.",
        ),
        _table(
            "Stakeholder responses",
            ("Who", "What they say", "Source"),
            tuple((_speaker(one), _speech(one), refer(one)) for one in report.stakeholder_responses),
            nothing or "None is recorded.",
        ),
    )
    sources = []
    for source in report.sources:
        told = ". ".join(filter(None, (source.publisher, source.title))) or source.id
        sources.append(
            "\n".join(filter(None, (f"{told}{f', {day(source.published)}' if source.published else ''}", source.url)))
        )
    grades = [entry.grade for entry in report.graded_areas]
    counts = ((grade, grades.count(grade)) for grade in (*Grade, *Ungraded))
    return Card(
        f"{report.force.name} · {report.cycle.name}",
        tuple(_facts(report)),
        tuple(pair for pair in counts if pair[1]),
        report.summary or "",
        tables,
        report.notes,
        tuple(sources),
    )


def _table(title: str, labels: tuple[str, ...], rows: tuple[Row, ...], empty: str) -> View:
    """Make a table of a card; a column in which nothing stands is left out."""
    full = [place for place in range(len(labels)) if place < 2 or any(row[place] for row in rows)]
    columns = tuple(Column(labels[place].lower(), labels[place]) for place in full)
    return View(title, title, columns, tuple(tuple(row[place] for place in full) for row in rows), empty)


def _facts(report: Report) -> Iterable[str]:
    if report.inspected:
        yield f"Inspected {day(report.inspected)}"
    if report.published:
        yield f"Published {day(report.published)}"
    if report.filtered:
        yield f"Filtered by {', '.join(report.filtered)}: this is not the whole report"
        return
    known, expected, announced = report.known, report.expected, report.stated_counts
    told = number(known, "graded area") if expected is None else f"{known} of {expected} graded areas"
    if expected is None:
        doubt = "some are missing" if report.complete is False else "perhaps not all"
        yield f"{told} known, {doubt}"
    elif announced is not None and {grade: count for grade, count in announced.items() if count} == report.counts:
        yield f"{told} known, with the counts as announced"
    else:
        yield f"{told} known"
        if announced is not None:
            counts = ", ".join(f"{count} {grade.label.lower()}" for grade, count in announced.items())
            yield f"Announced: {counts}"


def day(date: str) -> str:
    """Write an ISO date as people do: 14 May 2025, May 2025, 2025."""
    year, *rest = date.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(part.lstrip("0") for part in rest[1:]), *month, year])


def _remark(entry: GradedArea) -> str:
    carried = f"Carried over from {entry.carried_over_from}." if entry.carried_over_from else ""
    return " ".join(filter(None, (carried, entry.note)))


def _finding(finding: Finding) -> str:
    usual = finding.kind in ("area-for-improvement", "strength")
    told = finding.summary if usual else f"{Kind(finding.kind).label}: {finding.summary}"
    return f"{told} (Since {finding.since}.)" if finding.since else told


def _speaker(response: Response) -> str:
    role = response.role
    where = response.organisation
    if (
        role and where and role.casefold() in where.casefold()
    ):  # a commissioner speaks for the office of the commissioner
        where = None
    return "\n".join(filter(None, (response.name, ", ".join(filter(None, (role, where))))))


def _speech(response: Response) -> str:
    said = f"{response.summary} “{response.quote}”" if response.quote else response.summary
    return f"{day(response.date)}: {said}" if response.date else said


def _name(area: Area | None) -> str:
    return area.name if area else ""
