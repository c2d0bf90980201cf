"""Contrast and colour blindness, computed from the palette itself."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import Color

from peelcli.formats import palette
from peelcli.model.report import Grade, Ungraded

BACKGROUNDS = {"black": ("#000000", 4.5), "white": ("#ffffff", 4.5), "Solarized dark": ("#002b36", 3.0)} | {
    "Solarized light": ("#fdf6e3", 3.0)
}
COLOURS = sorted({colour for colours in palette.TEXT.values() for colour in colours.values()})

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB.
EYES = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}

Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    """Return the linear RGB of a colour, from 0 to 1."""
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in Color.parse(colour).get_truecolor()
    )
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of WCAG 2."""
    light = [0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05 for red, green, blue in (linear(one), linear(other))]
    return max(light) / min(light)


def seen(colour: str, eye: str) -> Triple:
    """Return the CIE L*a*b* of a colour as this eye sees it."""
    rgb = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, rgb, strict=True)))) for row in EYES[eye]
    )
    x, y, z = (
        share ** (1 / 3) if share > 0.008856 else 7.787 * share + 16 / 116
        for share in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, eye: str) -> float:
    pairs = zip(seen(one, eye), seen(other, eye), strict=True)
    return float(sum((left - right) ** 2 for left, right in pairs) ** 0.5)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_dichromats_confuse_what_the_matrices_say_they_confuse() -> None:
    assert distance("#ff0000", "#00ff00", "usual") > 150
    assert distance("#a05000", "#6e6e00", "deuteranopia") < 20


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("colour", COLOURS)
def test_words_stand_out_from_every_usual_background(colour: str, background: str) -> None:
    against, least = BACKGROUNDS[background]
    assert contrast(colour, against) >= least


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("system", ["256", "truecolor"])
def test_good_and_bad_grades_differ_to_every_eye(system: str, eye: str) -> None:
    colours = palette.TEXT[system]
    assert distance(colours[Grade.GOOD], colours[Grade.REQUIRES_IMPROVEMENT], eye) > 50


@pytest.mark.parametrize("eye", EYES)
def test_fills_differ_to_every_eye(eye: str) -> None:
    apart = {pair: distance(palette.FILLS[pair[0]], palette.FILLS[pair[1]], eye) for pair in combinations(Grade, 2)}
    assert {pair: far for pair, far in apart.items() if far < 12} == {}


@pytest.mark.parametrize("grade", Grade)
def test_words_on_a_fill_reach_the_contrast_for_text(grade: Grade) -> None:
    assert contrast(palette.INK, palette.FILLS[grade]) >= 7


@pytest.mark.parametrize("system", palette.TEXT)
def test_no_grade_is_dim_bright_or_in_one_of_the_sixteen_colours(system: str) -> None:
    for grade in (*Grade, *Ungraded):
        style = palette.styles(system)[grade]
        assert set(style.split()) <= {"bold", "#0a74dc", "#b36100", "color(63)", "color(131)"}


def test_every_grade_has_a_shape_of_its_own() -> None:
    assert [palette.SHAPES[grade] for grade in Grade] == ["▲▲", "▲", "●", "▼", "▼▼"]
    assert {palette.SHAPES[reason] for reason in Ungraded} == {"·"}
