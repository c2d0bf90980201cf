"""Report-file templates for `peel new`."""

from __future__ import annotations

from collections.abc import Iterator

from peelcli.model import reference
from peelcli.model.report import Cycle
from peelcli.writing.yaml_text import one_line

SCHEMA_COMMENT = "# yaml-language-server: $schema=report.schema.json"
"""The first line of new files, which points editors to the schema: `peel schema > report.schema.json`."""

_SKELETON = (
    f"{SCHEMA_COMMENT}\n"
    + """\
# Fill in what you know, delete what you do not need, and ask `peel check FILE` what is left to do.
# With `peel schema > report.schema.json` beside this file, editors explain each key.
force: %(force)s
cycle: %(cycle)s
inspected:                 # year, month or day: 2024, 2024-05 or 2024-05-14
published:                 # likewise
published_source:          # which of the sources below says so
summary:                   # one or two sentences in your own words
stated_counts:             # as announced, such as {good: 1, adequate: 4}
counts_source:
complete:                  # true once all announced grades are listed here

# grade: %(scale)s.
# Without a grade write instead of it  ungraded: not-graded, not-inspected or not-recorded.
graded_areas:
%(areas)s
# kind: area-for-improvement (also where it is left out), cause-of-concern or recommendation.
improvement_areas:
  - area:
    kind: area-for-improvement
    summary:               # one sentence in your own words
    source: page

# kind: strength (also where it is left out), promising-practice or innovative-practice.
praise:
  - area:
    kind: strength
    summary:
    source: page

stakeholder_responses:
  - name:
    role:                  # Chief Constable, Police and Crime Commissioner, HM Inspector of Constabulary …
    organisation:
    summary:               # what they said, in your own words
    source: page

# What a reader should know: sources that disagree, a grade changed later.
notes: []

# Where it all comes from. Choose short ids such as hmicfrs, and name them above.
sources:
  page:
    title:
    publisher:
    url:
    published:
"""
)


def skeleton(force: str, cycle: Cycle | None = None) -> str:
    """Return a report file to fill in: every area of the cycle, by default of the newest whose areas are known.

    If not all areas of the cycle are known, use those of the cycle before, marked as not confirmed.
    """
    if cycle is None or cycle is reference.NEWEST:
        cycle = reference.newest_complete_cycle()
    known = reference.find_force(force)
    return _SKELETON % {
        "force": one_line(known.id if known else force),
        "cycle": cycle.id,
        "scale": ", ".join(grade.value for grade in cycle.scale),
        "areas": "".join(f"{line}\n" for line in _areas(cycle)),
    }


def _areas(cycle: Cycle) -> Iterator[str]:
    for area in cycle.areas.values():
        if area.id in cycle.never_graded:
            yield f"  - {{area: {area.id}, ungraded: not-graded}}    # {area.name}; never graded"
        else:
            some = "; not in every report" if area.id in cycle.sometimes_graded else ""
            yield f"  - {{area: {area.id}, grade: , source: page}}    # {area.name}{some}"
    if not cycle.areas_known:
        yield f"  # Not confirmed for {cycle.id}: areas of the cycle before. Delete those that are not graded."
        before = reference.newest_complete_cycle()
        for area in before.areas.values():
            if area.id not in cycle.areas.keys() | before.never_graded | before.separately_graded:
                yield f"  - {{area: {area.id}, grade: , source: page}}    # {area.name}; not confirmed"
