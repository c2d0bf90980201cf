"""What cannot be drafted is refused with a reason and a remedy; hostile text is not a reason to fail."""

import contextlib
import time
from collections.abc import Callable

import pytest

from peelcli.drafting import Draft, NoDraft

Drafted = Callable[..., Draft]

TWO = (
    "Kent Police was rated good at preventing crime, managing offenders and investigating crime.\n\n"
    "Essex Police was rated adequate at preventing crime, managing offenders and investigating crime."
)
FIRE = "Kent Fire and Rescue Service was inspected by HMICFRS. The fire service was rated good. Kent Fire and Rescue Service agreed."
WELSH = (
    "Mae Heddlu Gwent wedi cael ei arolygu gan yr arolygiaeth ac mae canlyniadau da iawn yn yr adroddiad newydd, "
    "yn ôl y Comisiynydd Heddlu a Throseddu. Dywedodd ei fod yn falch o waith caled y swyddogion i gyd."
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), (" \n\t\n", "empty"), ("%PDF-1.7\n1 0 obj", "binary"), ("\x00\x01\x02" * 50, "binary"), (WELSH, "language"),
     (FIRE, "a fire and rescue inspection"), ("The council met on Monday to discuss bins and the new park.", "no inspection"),
     ("Ofsted rated the school good for leadership and management.", "a school inspection"), (TWO, "several forces")],
)  # fmt: skip
def test_a_text_that_is_no_article_on_an_inspection_is_refused(drafted: Drafted, text: str, reason: str) -> None:
    with pytest.raises(NoDraft) as refusal:
        drafted(text)
    assert refusal.value.reason == reason
    assert ". " in str(refusal.value)


def test_a_refusal_for_several_forces_names_them(drafted: Drafted) -> None:
    with pytest.raises(NoDraft) as refusal:
        drafted(TWO)
    assert refusal.value.candidates == ("Kent Police", "Essex Police")


def test_a_force_chosen_makes_an_article_about_several_readable(drafted: Drafted) -> None:
    assert {item.grade for item in drafted(TWO, force="essex").grades} == {"adequate"}


def test_welsh_names_in_english_text_are_fine(drafted: Drafted) -> None:
    text = (
        "Heddlu Gogledd Cymru, the police of the north of Wales, was rated good at preventing crime by the inspectors."
    )
    assert drafted(text).force.id == "north-wales"


HOSTILE = {
    "one endless word": "x" * 300_000,
    "brackets": "[" * 100_000 + "(" * 100_000,
    "links never closed": "[a](b" * 50_000,
    "quotes": "“" * 100_000 + '"a" ' * 30_000,
    "names": "Chief Constable John Smith said " * 9_000,
    "forces": "Foo Bar Police " * 20_000,
    "grades": "good at preventing crime " * 8_000,
    "open comments": "<html></p></p></p>" + "<!--" * 60_000 + ">",
    "open tags": "<html></p></p></p>" + "<a b=" * 50_000 + "> <![ <![CDATA[",
    "nested tags": "<html></p></p></p>" + "<div>" * 50_000 + "x",
    "lines": "\n" * 200_000 + "Kent Police",
    "surrogates and controls": "Kent Police inspection \ud800\x1b[2J\u202e\x00 good at preventing crime " * 500,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_costs_no_more_than_its_size(drafted: Drafted, text: str) -> None:
    """Seconds per megabyte; the bound is wide because machines differ, quadratic rules exceed it a hundredfold."""
    begun = time.perf_counter()
    with contextlib.suppress(NoDraft):
        drafted("PEEL inspection of Kent Police\n" * (not text.startswith("<")) + text)
    assert time.perf_counter() - begun < 10 * len(text) / 1e6 + 0.5


def test_the_same_text_gives_the_same_draft(drafted: Drafted) -> None:
    text = "Kent Police was rated good at preventing crime.\n\nPCC Jo Moor said: “Good.”"
    assert drafted(text) == drafted(text)
