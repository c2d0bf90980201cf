"""Drafts to report files, with a comment at each fact that says where in the article it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from peelcli.model.report import Cycle
from peelcli.sanitise import single_line
from peelcli.writing.templates import SCHEMA_COMMENT
from peelcli.writing.yaml_text import one_line

if TYPE_CHECKING:
    from peelcli.drafting import Draft, Evidence


def draft_text(draft: Draft, cycle: Cycle | None) -> str:
    """Write a draft as a report file that loads, each fact with the place of the article that it was read from."""
    lines = [
        SCHEMA_COMMENT,
        "# A draft. Check each line against the article, finish it, and delete the comments.",
        "# Comments name the line of the article and its words; those that begin with ? are for you to decide.",
    ]
    force, settled = draft.force, draft.cycle
    lines.append(_fact("force", force.id or "Unknown force", force.evidence, () if force.id else force.candidates))
    lines.append(_fact("cycle", settled.id or "unknown", settled.evidence, () if settled.id else settled.candidates))
    for key, date in (("inspected", draft.inspected), ("published", draft.published)):
        if date:
            lines.append(_fact(key, date.value, date.evidence))
    # Counts of some grades only are no announcement: a report with "2 of 2 areas known" would mislead.
    whole = bool(draft.counts) and {found.grade for found in draft.grades} <= {count.grade for count in draft.counts}
    lines += ["stated_counts:"] if whole else []
    lines += [
        f"{'  ' if whole else '# ? stated: '}{_fact(one.grade, str(one.number), one.evidence)}" for one in draft.counts
    ]
    lines += ["counts_source: article"] if whole else []
    order = list(cycle.areas) if cycle else []
    grades = sorted(draft.grades, key=lambda found: order.index(found.area) if found.area in order else len(order))
    lines.append("graded_areas:" if grades else "graded_areas: []")
    for found in grades:
        entry = one_line({"area": found.area, "grade": found.grade, "source": "article"})
        lines.append(f"  - {entry}    {_where(found.evidence)}")
    lines += [
        f"  # ? {doubt.area}: {' or '.join(doubt.grades)}; {_where(doubt.evidence)[2:]}" for doubt in draft.doubts
    ]
    for key, findings in (("improvement_areas", draft.improvements), ("praise", draft.praise)):
        lines += [f"{key}:"] if findings else []
        for finding in findings:
            fields = {"area": finding.area} if finding.area else {}
            fields |= {"summary": finding.summary, "source": "article"}
            lines += _entry(fields, finding.evidence, "from the article: put this into your own words")
    lines += ["stakeholder_responses:"] if draft.responses else []
    for response in draft.responses:
        fields = {"name": response.name, "role": response.role, "organisation": response.organisation}
        fields |= {"summary": response.words, "source": "article"}
        own = "their words" if response.quoted else "from the article"
        lines += _entry(fields, response.evidence, f"{own}: put this into your own words")
    lines += ["sources:", "  article:", "    title:", "    publisher:", "    url:    # where the article stands"]
    return "".join(f"{line}\n" for line in lines)


def explanation(draft: Draft) -> str:
    """Tell for each fact of a draft the rule that found it and the words that it rests on."""
    rows = [("force", draft.force.id or "not settled", draft.force.evidence)]
    rows.append(("cycle", draft.cycle.id or "not settled", draft.cycle.evidence))
    rows += [("inspected", draft.inspected.value, draft.inspected.evidence)] if draft.inspected else []
    rows += [("published", draft.published.value, draft.published.evidence)] if draft.published else []
    rows += [("grade", f"{found.area}: {found.grade}", found.evidence) for found in draft.grades]
    rows += [("in doubt", f"{doubt.area}: {' or '.join(doubt.grades)}", doubt.evidence) for doubt in draft.doubts]
    rows += [("count", f"{count.grade}: {count.number}", count.evidence) for count in draft.counts]
    rows += [("improvement", found.area or "no area", found.evidence) for found in draft.improvements]
    rows += [("praise", found.area or "no area", found.evidence) for found in draft.praise]
    rows += [("response", response.name, response.evidence) for response in draft.responses]
    told = []
    for kind, what, evidence in rows:
        told.append(f"{kind}: {what}")
        told += (
            [f"    rule: {evidence.rule}", f"    line {evidence.line}: “{_few(evidence.words)}”"] if evidence else []
        )
    return "".join(
        f"{single_line(line) if not line.startswith(' ') else '    ' + single_line(line)}\n" for line in told
    )


def _fact(key: str, value: str, evidence: Evidence | None, candidates: Sequence[str] = ()) -> str:
    """Write a key with its value and a comment that says where it stands in the article."""
    doubt = f"? {' or '.join(candidates)}" if candidates else "? the article does not settle it" if not evidence else ""
    comment = "; ".join(filter(None, (single_line(doubt), _where(evidence)[2:] if evidence else "")))
    return f"{key}: {one_line(value)}    # {comment}"


def _entry(fields: Mapping[str, str], evidence: Evidence, note: str) -> Iterable[str]:
    """Write an entry with a comment above it, and a note at its summary."""
    yield f"  {_where(evidence)}"
    indent = "  - "
    for key, value in fields.items():
        if value:
            yield f"{indent}{key}: {one_line(value)}{f'    # {note}' if key == 'summary' else ''}"
            indent = "    "


def _where(evidence: Evidence) -> str:
    return f"# line {evidence.line}: “{_few(evidence.words)}”"


def _few(words: str) -> str:
    """Return a few words on one line: a comment must not run on."""
    told = single_line(words)
    return told if len(told) <= 100 else f"{told[:99].rstrip()}…"
