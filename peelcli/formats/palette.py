"""The shapes and colours of grades, shared by the terminal, HTML and SVG.

A word names the grade; shape and colour only support it. Blue to orange stays distinct in every common form of colour
blindness. All colours were chosen by contrast: tests/formats/test_palette.py computes it.
"""

from __future__ import annotations

from collections.abc import Mapping

from peelcli.model.report import Grade, Ungraded

SHAPES: Mapping[Grade | Ungraded, str] = {
    Grade.OUTSTANDING: "▲▲",
    Grade.GOOD: "▲",
    Grade.ADEQUATE: "●",
    Grade.REQUIRES_IMPROVEMENT: "▼",
    Grade.INADEQUATE: "▼▼",
    **dict.fromkeys(Ungraded, "·"),
}

_BETTER, _WORSE = (Grade.OUTSTANDING, Grade.GOOD), (Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
STRONG = (Grade.OUTSTANDING, Grade.INADEQUATE)
"""The ends of the scale, which stand out in bold."""

# Only a narrow band of brightness reaches 4.5 : 1 on both black and white. None of the 16 colours, which every theme
# redefines, does so everywhere; with those, the ends of the scale are bold and the shapes do the rest.
TEXT: Mapping[str, Mapping[Grade, str]] = {
    "truecolor": dict.fromkeys(_BETTER, "#0a74dc") | dict.fromkeys(_WORSE, "#b36100"),
    "256": dict.fromkeys(_BETTER, "color(63)") | dict.fromkeys(_WORSE, "color(131)"),
    "standard": {},
}
"""The colour of a grade's words in rich's notation, for each of rich's colour systems. Adequate has none."""

FILLS: Mapping[Grade, str] = {
    Grade.OUTSTANDING: "#86b6ef",
    Grade.GOOD: "#cde1f9",
    Grade.ADEQUATE: "#efefef",
    Grade.REQUIRES_IMPROVEMENT: "#fbd9b5",
    Grade.INADEQUATE: "#f0964a",
}
"""Backgrounds for pages and pictures, in light mode and dark."""
INK = "#1a1a1a"
"""The colour of words on a fill."""


def styles(colours: str) -> dict[Grade | Ungraded, str]:
    """Return rich's style for the words of each grade."""
    colour_of = TEXT.get(colours, {})
    ungraded: dict[Grade | Ungraded, str] = dict.fromkeys(Ungraded, "")
    return ungraded | {
        grade: f"{'bold ' if grade in STRONG else ''}{colour_of.get(grade, '')}".strip() for grade in Grade
    }
