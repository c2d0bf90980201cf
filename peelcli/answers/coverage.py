"""The scope of an answer in sentences. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from peelcli.answers.scope import SECTIONS, Place, Scope

NAMED = 12
"""At most this many forces are named in a sentence; JSON names them all."""

MAY_SAY_MORE = "These are summaries of public sources; the report may say more."


def sentences(scope: Scope) -> tuple[str, ...]:
    """Return what people must know of the reports and grades behind an answer."""
    parts = (_reports(scope), _grades(scope), _unlisted(scope), _entries(scope), _age(scope), _synonyms(scope))
    return tuple(filter(None, parts))


def _reports(scope: Scope) -> str:
    asked, missing = scope.forces_asked, scope.without_report
    if asked is None:
        return ""
    if asked == 1:
        without = f"; none for {_listed([one.cycle for one in missing])}" if missing else ""
        return f"Based on {scope.reports} report{'s' * (scope.reports != 1)}{without}."
    reports = "" if scope.reports == scope.forces else f"{scope.reports} reports on "
    if not missing:
        return f"Based on {reports}all {scope.forces} forces."
    if not scope.reports:
        return f"Based on no report: there is none for any of these {asked} forces."
    total = f"{scope.forces} of {asked}" if scope.forces < asked else f"{scope.forces}"
    by_cycle: dict[str, list[Place]] = {}
    for one in missing:
        by_cycle.setdefault(one.cycle, []).append(one)
    parts = (f"{cycle}: {_names(places)}" for cycle, places in by_cycle.items())
    without = "; ".join(parts) if len(scope.cycles) > 1 else _names(missing)
    return f"Based on {reports}{total} forces; no report: {without}."


def _grades(scope: Scope) -> str:
    known, expected, is_minimum = scope.known, scope.expected, scope.expected_is_minimum
    if known is None or not (known or expected):
        return ""
    if known == expected and not is_minimum:
        all_known = f"All {known} grades are known." if known > 1 else "The one grade is known."
        return all_known if scope.reports > 1 else ""
    total = f"at least {expected}" if is_minimum else f"{expected}"
    one_area = sum(text.startswith("--area ") for text in scope.filters) == 1 and scope.reports > 1
    sentence = f"The grade is known for {known} of {total}" if one_area else f"{known} of {total} grades are known"
    already = {(one.force, one.cycle) for one in scope.without_report}
    lacking = [one for one in scope.incomplete if (one.force, one.cycle) not in already]
    if not lacking or scope.reports == 1:
        return f"{sentence}."
    if len(lacking) <= NAMED:
        return f"{sentence}; {'not for' if one_area else 'incomplete'}: {_places(scope, lacking)}."
    return f"{sentence}; {len(lacking)} reports are incomplete (`peel list --incomplete` names them)."


def _unlisted(scope: Scope) -> str:
    if not scope.unlisted:
        return ""
    total, others = sum(one.count or 0 for one in scope.unlisted), len(scope.unlisted) - NAMED
    places = ", ".join(f"{_places(scope, [one])} {one.count}" for one in scope.unlisted[:NAMED])
    more = f" and {others} more reports" if others > 0 else ""
    return f"The announced counts include {total} more of these grades, in areas that are not known: {places}{more}."


def _entries(scope: Scope) -> str:
    if scope.recorded is None or not scope.reports:
        return ""
    noun = SECTIONS[scope.section][1]
    is_or_are = "is" if noun == "praise" else "are"
    if scope.reports == 1:
        return MAY_SAY_MORE if scope.recorded else f"No {noun} {is_or_are} recorded here. {MAY_SAY_MORE}"
    lacking = scope.without_entries
    without = f"; none for {_places(scope, lacking)}" if 0 < len(lacking) <= NAMED else ""
    counted = f"{scope.recorded} of {scope.reports} reports"
    return f"{noun[0].upper()}{noun[1:]} {is_or_are} recorded for {counted}{without}. {MAY_SAY_MORE}"


def _age(scope: Scope) -> str:
    later = {one.later_cycles or () for one in scope.superseded}
    if not later:
        return ""
    if len(scope.cycles) == len(later) == 1 and len(scope.superseded) == scope.reports:
        (cycles,) = later
        return f"Not the newest inspection{'s' * (scope.reports > 1)}: {_listed(cycles)} followed {scope.cycles[0]}."
    if scope.forces == 1:
        return f"Not the newest inspection: {_listed(*later)} followed {scope.superseded[0].cycle}."
    if len(scope.superseded) > NAMED:
        return f"{len(scope.superseded)} forces have been inspected since."
    return f"Inspected since: {_places(scope, scope.superseded)}."


def _synonyms(scope: Scope) -> str:
    return f"Also searched for: {', '.join(scope.synonyms)}." if scope.synonyms else ""


def _places(scope: Scope, places: Sequence[Place]) -> str:
    """Name places by what distinguishes them: force, cycle or both."""
    several = len(scope.cycles) > 1
    if scope.forces == 1 and several:
        return ", ".join(one.cycle for one in places)
    return ", ".join(f"{one.name} {one.cycle}" if several else one.name for one in places)


def _names(places: Sequence[Place]) -> str:
    return ", ".join(one.name for one in places)


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
