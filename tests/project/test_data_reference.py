"""Forces, cycles, area names and synonyms in data/, read without any of peel's own code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

DATA = Path(__file__).parents[2] / "data"


def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load((DATA / name).read_text("utf-8"), Loader=yaml.BaseLoader)
    return loaded


FORCES = load("forces.yaml")["forces"]
ALIASES = load("forces.yaml")["aliases"]
CODES = load("forces.yaml")["codes"]
PLACES = load("forces.yaml")["places"]
NOT_INSPECTED = load("forces.yaml")["not_inspected"]
CYCLES = load("cycles.yaml")["cycles"]
SHORT_NAMES = load("cycles.yaml")["short_names"]
SYNONYMS = load("terms.yaml")["synonyms"]


def normalised(name: str) -> str:
    return name.casefold().replace("&", "and").replace("-", " ").replace("/", " ")


def names_of_forces() -> set[str]:
    """Return every id, name and alias of a force, normalised."""
    return {normalised(name) for id in FORCES for name in (id, FORCES[id], *ALIASES[id])}


# --- forces ---


def test_every_force_has_a_name_aliases_and_codes_in_the_order_of_the_ids() -> None:
    assert list(FORCES) == list(ALIASES) == list(CODES) == sorted(FORCES)
    assert list(PLACES) == [id for id in FORCES if id in PLACES]
    assert all(type(name) is str for name in FORCES.values())


def test_every_force_has_codes_of_its_own() -> None:
    assert len(FORCES) == 43
    assert len({force["ons_code"] for force in CODES.values()}) == 43
    assert len({force["police_uk_id"] for force in CODES.values()}) == 43
    assert all(re.fullmatch(r"[EW]\d{8}", force["ons_code"]) for force in CODES.values())


def test_codes_are_those_of_the_statistics_office_and_of_police_uk() -> None:
    codes = {id: (force["ons_code"], force["police_uk_id"]) for id, force in CODES.items()}
    assert codes["west-mercia"] == ("E23000016", "west-mercia")
    assert codes["hampshire-and-isle-of-wight"] == ("E23000030", "hampshire")
    assert codes["dyfed-powys"] == ("W15000004", "dyfed-powys")


def test_the_four_welsh_forces_are_in_wales() -> None:
    welsh = {id for id, force in CODES.items() if force["country"] == "Wales"}
    assert welsh == {"dyfed-powys", "gwent", "north-wales", "south-wales"}
    assert welsh == {id for id, force in CODES.items() if force["region"] == "Wales"}
    assert welsh == {id for id, force in CODES.items() if force["ons_code"].startswith("W")}


def test_there_are_ten_regions() -> None:
    assert {force["region"] for force in CODES.values()} == {
        "East Midlands",
        "East of England",
        "London",
        "North East",
        "North West",
        "South East",
        "South West",
        "Wales",
        "West Midlands",
        "Yorkshire and the Humber",
    }


def test_a_place_is_policed_by_one_force_and_is_not_a_name_of_any() -> None:
    places = [normalised(place) for of_force in PLACES.values() for place in of_force]
    assert len(places) == len(set(places))
    assert "shropshire" in places
    assert not set(places) & names_of_forces()


def test_ambiguous_names_and_forces_not_inspected_are_not_names_of_forces() -> None:
    ambiguous = load("forces.yaml")["ambiguous_names"]
    assert not {normalised(name) for name in ambiguous} & names_of_forces()
    assert all(set(candidates) <= set(FORCES) and len(candidates) > 1 for candidates in ambiguous.values())
    others = {normalised(name) for id, of in NOT_INSPECTED.items() for name in (id, of["name"], *of["aliases"])}
    assert {"btp", "psni", "police scotland", "mdp", "cnc"} <= others
    assert not others & names_of_forces()
    assert all(of["reason"].endswith(".") for of in NOT_INSPECTED.values())


# --- cycles and areas ---


@pytest.mark.parametrize(
    ("name", "cycle"),
    [
        ("2014/15", "2014"),
        ("2018/2019", "2018-19"),
        ("2021/2022", "2021-22"),
        ("2022", "2021-22"),
        ("2023", "2023-25"),
        ("2023/24", "2023-25"),
        ("2023/2024", "2023-25"),
        ("2024", "2023-25"),
        ("2024/25", "2023-25"),
        ("2025/27", "2025-27"),
        ("2026", "2025-27"),
    ],
)
def test_a_year_names_a_cycle(name: str, cycle: str) -> None:
    named = [id for id, of in CYCLES.items() if normalised(name) in map(normalised, (id, *of["aliases"]))]
    assert named == [cycle]


def test_no_name_means_two_cycles() -> None:
    names = [normalised(name) for id, cycle in CYCLES.items() for name in (id, *cycle["aliases"])]
    assert [name for name in names if names.count(name) > 1] == []


def test_a_year_of_two_cycles_is_a_hint_and_not_a_name() -> None:
    hints = load("cycles.yaml")["year_hints"]
    assert hints == {"2020": ["2018-19", "2021-22"], "2025": ["2023-25", "2025-27"]}
    names = {name for id, cycle in CYCLES.items() for name in (id, *cycle["aliases"])}
    assert not names & set(hints)


def test_an_area_graded_separately_is_not_one_that_every_report_grades() -> None:
    separately = {id: cycle["separately_graded"] for id, cycle in CYCLES.items() if "separately_graded" in cycle}
    assert separately == {
        "2021-22": ["vetting-and-corruption"],
        "2023-25": ["serious-organised-crime", "vetting-and-corruption"],
    }
    for id, areas in separately.items():
        assert set(areas) <= set(CYCLES[id]["sometimes_graded"])


def test_every_area_has_a_short_name_of_its_own() -> None:
    assert set(SHORT_NAMES) == {area for cycle in CYCLES.values() for area in cycle["areas"]}
    assert [name for name in SHORT_NAMES.values() if len(name) > 18] == []
    assert len(set(SHORT_NAMES.values())) == len(SHORT_NAMES)


# --- synonyms ---


def test_every_group_of_synonyms_has_two_words_or_more_and_no_word_is_in_two_groups() -> None:
    assert [group for group in SYNONYMS if len(group) < 2] == []
    words = [normalised(word) for group in SYNONYMS for word in group]
    assert [word for word in words if words.count(word) > 1] == []


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("101", "non-emergency calls"),
        ("999", "emergency calls"),
        ("ASB", "anti-social behaviour"),
        ("RSO", "registered sex offenders"),
        ("DA", "domestic abuse"),
        ("PCC", "police and crime commissioner"),
        ("special measures", "enhanced monitoring"),
    ],
)
def test_a_short_form_stands_with_the_long_one(short: str, long: str) -> None:
    assert [group for group in SYNONYMS if short in group and long in group] != []
