"""Hypothesis strategies for reports of every shape, with texts that often break formats."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from hypothesis import strategies as st

from peelcli.model import reference
from peelcli.model.names import normalise, slugify
from peelcli.model.report import (
    IMPROVEMENT_KINDS,
    NOTHING,
    PRAISE_KINDS,
    Area,
    Cycle,
    Finding,
    Force,
    Grade,
    GradedArea,
    Report,
    Response,
    Source,
    Ungraded,
)

NASTY = (
    # what YAML takes for something else
    "no", "Yes", "null", "~", "true", "2014", "2014-05-14", "1:30", "0x1F", "1e3", "1_000", "NaN", "=", "<<", "---", "...",
    "- a", "? a", "a: b", "a:", "a #b", "# a", ": a", "'", '"', '"a" b', "'a' b", "\\", "a\\n", "%a", "@a", "`a", "{a}", "[a",
    "a, b", "a]", "*a", "&a", "!a", "| a", "> a", "a\n---\nb", "a\n  b\n\nc", "<<: a",
    # what a table, a spreadsheet or a terminal takes for something else
    "a|b", "a\tb", "a\nb", "a\r\nb", "a\rb", 'a"b', "a,b", "=1+1", "+1", "-1", "[red]a[/red]", ":warning:", "<b>", "$a$",
    "\x1b[31ma", "\x07", "\x7f", "\x9b0m", "a\x0bb", "a\x0cb", "a\x1cb", "a\x85b", "a\u2028b", "a\u2029b",
    # what looks like something else, or like nothing
    "\u202ea", "a\u200bb", "\ufeffa", "a\u00adb", "a\u00a0b", "e\u0301", "👩‍🚒", "🏴\U000e0067\U000e007f", "警察", "ﷺ", "\ufffe",
)  # fmt: skip
BLANKS = ("", " ", "  ", "\t", "\n", " \n ", "\u00a0", "\u2003")

# Neither NUL, which makes a file binary, nor half a character, which no file can hold.
_characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")

any_text = (
    st.sampled_from(NASTY + BLANKS)
    | st.text(_characters, max_size=12)
    | st.text(st.sampled_from("ab: #\n'"), max_size=20)
)
"""Text of any kind, blank or empty too."""

texts = any_text.map(str.strip).filter(bool)
"""Text as a report holds it: not empty, without blanks around it."""

keys = texts | st.text(_characters, min_size=100, max_size=128).map(str.strip).filter(bool)
"""Keys, up to the length that is read."""

own_values = st.recursive(
    any_text | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=5,
)
"""What an `x-` key may hold: text, nothing, and lists and mappings of them."""

extras = st.just(NOTHING) | st.dictionaries(any_text.map(lambda words: f"x-{words}"), own_values, max_size=2)
"""The `x-` keys of one mapping."""

days = st.builds(lambda day, length: day.isoformat()[:length], st.dates(), st.sampled_from((4, 7, 10)))
"""ISO years, months and days."""

_other_forces = (texts | st.sampled_from(("West-Mercia!", "Kent.", "Fire & Rescue"))).filter(
    lambda words: bool(slugify(words)) and reference.find_force(words) is None
)
forces = st.sampled_from(list(reference.forces().values())) | _other_forces.map(
    lambda words: Force(slugify(words), words)
)
"""Forces that are known, and any other name."""

_other_cycles = texts.filter(
    lambda words: reference.find_cycle(words) is None and normalise(words) != reference.UNKNOWN
)
any_cycle = (
    st.sampled_from(list(reference.cycles().values()))
    | st.just(Cycle(reference.UNKNOWN, "Unknown cycle"))
    | _other_cycles.map(lambda words: Cycle(words, words))
)
"""Known cycles, none, and unknown ones."""

_other_areas = texts | st.sampled_from(("Leadership!", "Roads policing", "preventing-crime?"))

# A source is drawn as a number; once the ids of the sources are known it becomes one of them.
_source = st.none() | st.integers(0, 2)
_also = st.lists(st.integers(0, 2), max_size=2)
_maybe = st.none() | texts
_maybe_address = st.none() | st.sampled_from(("https://example.org/northshire", "HTTP://example.org/a?b=%20&c#d"))
_maybe_day = st.none() | days
_some_texts = st.lists(texts, max_size=2).map(tuple)
_responses = st.lists(
    st.builds(Response, texts, texts, _maybe, _maybe, _maybe, _maybe_day, _source, _also, extras), max_size=2
)
_sources = st.dictionaries(keys, st.tuples(_maybe, _maybe, _maybe, _maybe_day, extras), max_size=3)


class _InOneCycle(NamedTuple):
    """What depends on the cycle of a report."""

    graded: st.SearchStrategy[list[GradedArea]]
    improvements: st.SearchStrategy[list[Finding]]
    praise: st.SearchStrategy[list[Finding]]
    counts: st.SearchStrategy[dict[Grade, int] | None]


@cache  # building strategies takes far longer than drawing from them
def _in_cycle(id: str | None) -> _InOneCycle:
    cycle = reference.cycles()[id] if id else Cycle("", "")
    scale = st.sampled_from(cycle.scale or tuple(Grade))
    own = _other_areas.filter(lambda words: bool(slugify(words)) and reference.find_area(words, cycle) is None)
    areas = own.map(lambda words: Area(slugify(words), words))
    if cycle.areas:
        areas = st.sampled_from(list(cycle.areas.values())) | areas
    graded = st.builds(
        GradedArea, areas, scale | st.sampled_from(Ungraded), _source, _also, _maybe, _maybe, st.booleans(), extras
    )

    def findings(kinds: tuple[str, ...]) -> st.SearchStrategy[list[Finding]]:
        one = st.builds(Finding, texts, st.sampled_from(kinds), st.none() | areas, _maybe, _source, _also, extras)
        return st.lists(one, max_size=2)

    return _InOneCycle(
        st.lists(graded, max_size=3, unique_by=lambda entry: (entry.area.id, entry.separate)),
        findings(IMPROVEMENT_KINDS),
        findings(PRAISE_KINDS),
        st.none() | st.dictionaries(scale, st.integers(0, 99), max_size=5),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of any shape, as reading a file would make it."""
    cycle = draw(any_cycle)
    here = _in_cycle(cycle.id if cycle.areas else None)
    sources = {id: Source(id, *facts) for id, facts in draw(_sources).items()}

    def id_of(number: int | None) -> str | None:
        return None if number is None or not sources else list(sources)[number % len(sources)]

    def tied(entries: list[Any]) -> tuple[Any, ...]:
        return tuple(
            entry._replace(source=id_of(entry.source), also=tuple(map(id_of, entry.also if sources else ())))
            for entry in entries
        )

    order = list(cycle.areas)
    graded = sorted(
        draw(here.graded),
        key=lambda one: (order.index(one.area.id), one.separate) if one.area.id in order else (99, False),
    )
    return Report(
        draw(forces),
        cycle,
        tied(graded),
        tied(draw(here.improvements)),
        tied(draw(here.praise)),
        tied(draw(_responses)),
        draw(_some_texts),
        sources,
        draw(_maybe_day),
        draw(_maybe_day),
        id_of(draw(_source)),
        draw(_maybe),
        draw(here.counts),
        id_of(draw(_source)),
        draw(st.sampled_from((None, True, False))),
        draw(_maybe_address),
        draw(st.none() | st.integers(0, 99)),
        draw(extras),
        draw(_some_texts),
    )
