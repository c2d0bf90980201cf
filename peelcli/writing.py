"""Report to text: the plain form that JSON prints, and YAML as a careful person writes it, with comments where needed.

PyYAML's own writer knows neither comments nor one line for each graded area, so the few rules of quoting stand here;
a test reads everything back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from peelcli.report import Area, Cycle, Finding, Grade, GradedArea, Report, Response

_LEFT_OUT_WHERE_EMPTY = ("improvement_areas", "praise", "stakeholder_responses", "notes", "sources")
# YAML knows a key by a colon within 1,024 characters, and an escape may take ten of them.
_LONGEST_KEY = 1000
_SPECIAL_WORDS = frozenset(("null", "Null", "NULL", "~", "<<"))
# Characters that YAML text cannot hold, and those that nobody would see. Kept as text: JSON never needs it compiled.
_ODD = (
    "[^\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U000dffff]"
    "|[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


def plain(report: Report) -> dict[str, object]:
    """Return a report in the form of a report file: ids where they are known, own words elsewhere.

    What is absent is left out, but the force, the cycle and the lists are always there.
    """
    form: dict[str, object] = {
        "force": force_words(report),
        "cycle": report.cycle.id,
        "inspected": report.inspected,
        "published": report.published,
        "published_source": report.published_source,
        "summary": report.summary,
        "stated_counts": _counts(report.stated_counts),
        "counts_source": report.counts_source,
        "complete": report.complete,
        "graded_areas": [_graded(entry, report.cycle) for entry in report.graded_areas],
        "improvement_areas": [_finding(finding, report.cycle) for finding in report.improvement_areas],
        "praise": [_finding(finding, report.cycle) for finding in report.praise],
        "stakeholder_responses": [_response(response) for response in report.stakeholder_responses],
        "notes": list(report.notes),
        "sources": {source.id: _filled(source._asdict(), "id") for source in report.sources},
        "filtered": list(report.filtered) or None,
    }
    return {key: value for key, value in form.items() if value is not None} | dict(report.extra)


def force_words(report: Report) -> str:
    """Return the id of a force that peel knows, else the name that the file gives it."""
    from peelcli import cycles

    # The id alone does not tell: "West Mercia!" is another name, of which the same id is made.
    return report.force.id if cycles.forces().get(report.force.id) == report.force else report.force.name


def _graded(entry: GradedArea, cycle: Cycle) -> dict[str, object]:
    key = "grade" if isinstance(entry.grade, Grade) else "ungraded"
    form = {"area": _area(entry.area, cycle), key: entry.grade.value}
    return form | _filled(entry._asdict(), "area", "grade")


def _finding(finding: Finding, cycle: Cycle) -> dict[str, object]:
    form = {} if finding.area is None else {"area": _area(finding.area, cycle)}
    return (
        form | {"kind": finding.kind, "summary": finding.summary} | _filled(finding._asdict(), *form, "kind", "summary")
    )


def _response(response: Response) -> dict[str, object]:
    return _filled({"name": None, "role": None, "organisation": None} | response._asdict())


def _area(area: Area, cycle: Cycle) -> str:
    return area.id if cycle.areas.get(area.id) == area else area.name


def _counts(counts: Mapping[Grade, int] | None) -> dict[str, int] | None:
    return None if counts is None else {grade.value: number for grade, number in counts.items()}


def _filled(fields: Mapping[str, object], *done: str) -> dict[str, object]:
    """Return the fields that hold something and are not written yet, and the `x-` keys after them."""
    form = {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in fields.items()
        if value not in (None, ()) and key not in ("extra", *done)
    }
    extra = fields["extra"]
    return form | dict(extra) if isinstance(extra, Mapping) else form


# --- YAML ------------------------------------------------------------------------------------------------------------


def yaml_text(reports: Iterable[Report]) -> str:
    """Write reports as YAML, each a document of its own, which reads back as the same reports."""
    return "---\n".join("".join(f"{line}\n" for line in _lines(plain(report))) for report in reports)


def _lines(form: Mapping[str, object]) -> Iterable[str]:
    for key, value in form.items():
        if not value and key in _LEFT_OUT_WHERE_EMPTY:
            continue
        if key == "graded_areas" and value and isinstance(value, list):
            yield "graded_areas:"
            yield from (f"  - {flow(entry)}" for entry in value)
        elif key in ("improvement_areas", "praise", "stakeholder_responses") and isinstance(value, list):
            yield f"{key}:"
            for entry in value:
                yield from block(entry, "  - ")
        elif key == "sources" and isinstance(value, dict):
            yield "sources:"
            for id, source in value.items():
                yield f"  {_key(id, '  ')}" if source else f"  {_key(id, '  ')} {{}}"
                yield from block(source, "    ")
        elif key in ("notes", "filtered") and isinstance(value, list):
            yield f"{key}:"
            yield from (f"  - {scalar(str(note))}" for note in value)
        else:
            yield f"{_key(key)} {flow(value) if isinstance(value, dict | list) else one(value)}"


def block(entry: Mapping[str, object], first: str) -> Iterable[str]:
    """Write a mapping over several lines; the first begins as given, the others below it."""
    indent, below = first, " " * len(first)
    for key, value in entry.items():
        yield f"{indent}{_key(key, below)} {flow(value) if isinstance(value, dict | list) else one(value)}"
        indent = below


def flow(value: object) -> str:
    """Write a value on one line: {area: recording-crime, grade: good}."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(str(key), in_flow=True)} {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return one(value, True)


def _key(text: str, indent: str = "", in_flow: bool = False) -> str:
    """Write a key with its colon; a very long one needs a question mark before it, and outside of braces a new line."""
    written = scalar(text, in_flow)
    if len(written) <= _LONGEST_KEY:
        return f"{written}:"
    return f"? {written} :" if in_flow else f"? {written}\n{indent}:"


def one(value: object, in_flow: bool = False) -> str:
    """Write a text, number, truth or nothing."""
    if value is None:
        return "null"
    return scalar(str(value).lower() if isinstance(value, bool) else str(value), in_flow)


def scalar(text: str, in_flow: bool = False) -> str:
    """Write a text so that it reads back as the same text: plain where that is safe, else in double quotes."""
    if (
        text
        and text.isprintable()
        and (text[0].isalnum() or text[0] in "(£“‘")
        and not text.endswith((":", " "))
        and ": " not in text
        and " #" not in text
        and text not in _SPECIAL_WORDS
        and not (in_flow and re.search(r"[\[\]{},?:]", text))
        and not re.search(_ODD, text)
    ):
        return text
    return re.sub(_ODD, _escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code < 0xE000:  # half a character, from an argument that is no text: nothing could read it again
        return "\ufffd"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


# --- skeletons -------------------------------------------------------------------------------------------------------

SCHEMA_COMMENT = "# yaml-language-server: $schema=report.schema.json"
"""The first line of new files, by which editors find what explains the keys: `peel schema > report.schema.json`."""


def skeleton(force: str, cycle: Cycle) -> str:
    """Write a report file to fill in: every area of the cycle, and what goes where."""
    from peelcli import cycles

    known = cycles.force(force)
    scale = ", ".join(grade.value for grade in cycle.scale)
    lines = [
        SCHEMA_COMMENT,
        "# Fill in what you know, delete what you do not need, and ask `peel check FILE` what is left to do.",
        "# With `peel schema > report.schema.json` beside this file, editors explain each key.",
        f"force: {scalar(known.id if known else force)}",
        f"cycle: {cycle.id}",
        "inspected:                 # year, month or day: 2024, 2024-05 or 2024-05-14",
        "published:                 # likewise",
        "published_source:          # which of the sources below says so",
        "summary:                   # one or two sentences in your own words",
        "stated_counts:             # as announced, such as {good: 1, adequate: 4}",
        "counts_source:",
        "complete:                  # true once all announced grades are listed here",
        "",
        f"# grade: {scale}.",
        "# Without a grade write instead of it  ungraded: not-graded, not-inspected or not-recorded.",
        "graded_areas:",
    ]
    for area in cycle.areas.values():
        if area.id in cycle.never_graded:
            lines.append(f"  - {{area: {area.id}, ungraded: not-graded}}    # {area.name}; never graded")
        else:
            some = "; not in every report" if area.id in cycle.sometimes_graded else ""
            lines.append(f"  - {{area: {area.id}, grade: , source: page}}    # {area.name}{some}")
    lines += [
        "",
        "# kind: area-for-improvement (also where it is left out), cause-of-concern or recommendation.",
        "improvement_areas:",
        "  - area:",
        "    kind: area-for-improvement",
        "    summary:               # one sentence in your own words",
        "    source: page",
        "",
        "# kind: strength (also where it is left out), promising-practice or innovative-practice.",
        "praise:",
        "  - area:",
        "    kind: strength",
        "    summary:",
        "    source: page",
        "",
        "stakeholder_responses:",
        "  - name:",
        "    role:                  # Chief Constable, Police and Crime Commissioner, HM Inspector of Constabulary …",
        "    organisation:",
        "    summary:               # what they said, in your own words",
        "    source: page",
        "",
        "# What a reader should know: sources that disagree, a grade changed later.",
        "notes: []",
        "",
        "# Where it all comes from. Choose short ids such as hmicfrs, and name them above.",
        "sources:",
        "  page:",
        "    title:",
        "    publisher:",
        "    url:",
        "    published:",
    ]
    return "".join(f"{line}\n" for line in lines)
