"""A draft as text: the report file with comments, the explanation and the hints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from peelcli.drafting.facts import Draft, Evidence, Statement
from peelcli.model.report import Cycle
from peelcli.sanitise import single_line
from peelcli.writing.templates import SCHEMA_COMMENT
from peelcli.writing.yaml_text import one_line

_HEAD = (
    SCHEMA_COMMENT,
    "# A draft. Check each line against the article, finish it, and delete the comments.",
    "# Comments name the line of the article and its words; those that begin with ? are for you to decide.",
)
_FOOT = ("sources:", "  article:", "    title:", "    publisher:", "    url:    # where the article stands")


def draft_text(draft: Draft, cycle: Cycle | None) -> str:
    """Return a draft as a valid report file, each fact with its place in the article."""
    force, settled = draft.force, draft.cycle
    lines = [*_HEAD, _fact("force", force.id or "Unknown force", force.evidence, () if force.id else force.candidates)]
    lines.append(_fact("cycle", settled.id or "unknown", settled.evidence, () if settled.id else settled.candidates))
    for key, date in (("inspected", draft.inspected), ("published", draft.published)):
        lines += [_fact(key, date.value, date.evidence)] if date else []
    # Counts of only some grades are not an announcement: a report with "2 of 2 areas known" would mislead.
    announced = bool(draft.counts) and {grade.grade for grade in draft.grades} <= {
        count.grade for count in draft.counts
    }
    lines += ["stated_counts:"] if announced else []
    prefix = "  " if announced else "# ? stated: "
    lines += [prefix + _fact(count.grade, count.number, count.evidence) for count in draft.counts]
    lines += ["counts_source: article"] if announced else []
    order = list(cycle.areas) if cycle else []
    grades = sorted(draft.grades, key=lambda grade: order.index(grade.area) if grade.area in order else len(order))
    lines.append("graded_areas:" if grades else "graded_areas: []")
    for grade in grades:
        entry = one_line({"area": grade.area, "grade": grade.grade, "source": "article"})
        lines.append(f"  - {entry}    # {_where(grade.evidence)}")
    lines += [f"  # ? {doubt.area}: {' or '.join(doubt.grades)}; {_where(doubt.evidence)}" for doubt in draft.doubts]
    for key, findings in (("improvement_areas", draft.improvements), ("praise", draft.praise)):
        lines += [f"{key}:"] if findings else []
        for finding in findings:
            fields = {"area": finding.area or "", "summary": finding.summary, "source": "article"}
            lines += _entry(fields, finding.evidence, "from the article: put this into your own words")
    lines += ["stakeholder_responses:"] if draft.responses else []
    for response in draft.responses:
        lines += _response(response)
    return "".join(f"{line}\n" for line in [*lines, *_FOOT])


def _response(response: Statement) -> Iterator[str]:
    """Yield the lines of a response: its quotation, with a summary for the user to replace."""
    fields = {"name": response.name, "role": response.role, "organisation": response.organisation}
    if response.quoted:
        fields |= {"summary": "Commented on the report.", "quote": response.words, "source": "article"}
        return _entry(fields, response.evidence, "sum up the words quoted below")
    fields |= {"summary": response.words, "source": "article"}
    return _entry(fields, response.evidence, "from the article: put this into your own words")


def explanation(draft: Draft) -> str:
    """Return the rule and the words behind each fact of a draft."""
    rows = [("force", draft.force.id or "not settled", draft.force.evidence)]
    rows.append(("cycle", draft.cycle.id or "not settled", draft.cycle.evidence))
    dates = (("inspected", draft.inspected), ("published", draft.published))
    rows += [(kind, date.value, date.evidence) for kind, date in dates if date]
    rows += [("grade", f"{found.area}: {found.grade}", found.evidence) for found in draft.grades]
    rows += [("in doubt", f"{doubt.area}: {' or '.join(doubt.grades)}", doubt.evidence) for doubt in draft.doubts]
    rows += [("count", f"{count.grade}: {count.number}", count.evidence) for count in draft.counts]
    for kind, points in (("improvement", draft.improvements), ("praise", draft.praise)):
        rows += [(kind, point.area or "no area", point.evidence) for point in points]
    rows += [("response", response.name, response.evidence) for response in draft.responses]
    lines = []
    for kind, what, evidence in rows:
        lines.append(single_line(f"{kind}: {what}"))
        if evidence:
            lines += [f"    rule: {single_line(evidence.rule)}", f"    {_where(evidence)}"]
    return "".join(f"{line}\n" for line in lines)


def hints(draft: Draft) -> Iterable[str]:
    """Yield warnings about a draft: it has no grades, or its counts differ from those in the article."""
    if not draft.grades and not draft.counts:
        yield "warning: the article gives no grade; the draft holds only what else it says"
    for grade, stated, found in draft.disagreements():
        yield f"the article states {stated} {grade}, the draft has {found}"


def _fact(key: str, value: str | int, evidence: Evidence | None, candidates: Sequence[str] = ()) -> str:
    """Return a key with its value and a comment that says where it stands in the article."""
    doubt = f"? {' or '.join(candidates)}" if candidates else "? the article does not settle it" if not evidence else ""
    comment = "; ".join(filter(None, (single_line(doubt), _where(evidence) if evidence else "")))
    return f"{key}: {one_line(value)}    # {comment}"


def _entry(fields: Mapping[str, str], evidence: Evidence, note: str) -> Iterator[str]:
    """Yield the lines of an entry, with a comment above it and a note at its summary."""
    yield f"  # {_where(evidence)}"
    indent = "  - "
    for key, value in fields.items():
        if value:
            yield f"{indent}{key}: {one_line(value)}{f'    # {note}' if key == 'summary' else ''}"
            indent = "    "


def _where(evidence: Evidence) -> str:
    """Return the line of the article and its first words, on one line."""
    words = single_line(evidence.words)
    start = words if len(words) <= 100 else f"{words[:99].rstrip()}…"
    return f"line {evidence.line}: “{start}”"
