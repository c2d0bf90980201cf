"""Suggestions for unknown names."""

from __future__ import annotations

import pytest
from northshire import graded_in, odd_report

from peelcli.errors import WrongRequest
from peelcli.model.report import Grade
from peelcli.model.suggestions import find_areas, foreign_areas, searched_as_text, unknown_force


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("inadequate", "'inadequate' is not a force. Did you mean --grade inadequate?"),
        ("RI", "'RI' is not a force. Did you mean --grade requires-improvement?"),
        ("2024", "'2024' is not a force. Did you mean @2023-25?"),
        ("latest", "'latest' is not a force. Did you mean @newest?"),
        ("cause of concern", "'cause of concern' is not a force. Did you mean --kind cause-of-concern?"),
        ("leadership", "'leadership' is not a force. Did you mean --area leadership?"),
        (
            "Bristol",
            "'Bristol' is not a force. It is policed by Avon and Somerset Constabulary: use avon-and-somerset.",
        ),
        (
            "Shropshire Police",
            "'Shropshire Police' is not a force. It is policed by West Mercia Police: use west-mercia.",
        ),
        (
            "the Bath and North East Somerset police force",
            "'the Bath and North East Somerset police force' is not a force. It is policed by Avon and "
            "Somerset Constabulary: use avon-and-somerset.",
        ),
        (
            "Yorkshire",
            "'Yorkshire' is not a force. It may mean north-yorkshire or south-yorkshire or west-yorkshire "
            "or humberside.",
        ),
        (
            "the Civil Nuclear Constabulary",
            "PEEL does not inspect Civil Nuclear Constabulary. It is not one of the 43 territorial forces of England "
            "and Wales, and PEEL covers no others.",
        ),
        (
            "Police Scotland",
            "PEEL does not inspect Police Scotland. It polices Scotland; PEEL covers the 43 territorial "
            "forces of England and Wales only.",
        ),
        ("Xyzzywy", "'Xyzzywy' is not a force. Did you mean 'xyzzywyx'?"),
    ],
)
def test_a_name_that_is_not_a_force_is_answered_by_what_it_is(name: str, message: str) -> None:
    assert unknown_force(name, ["xyzzywyx"]) == message


@pytest.mark.parametrize(
    ("texts", "hints"),
    [
        (
            ["101", "west-mercia"],
            ["'west-mercia' was searched for as text; to choose reports write --force west-mercia instead"],
        ),
        (
            ["West", "Mercia", "101", "2023/24"],
            [
                "'West Mercia' was searched for as text; to choose reports write --force west-mercia instead",
                "'2023/24' was searched for as text; to choose reports write --cycle 2023-25 instead",
            ],
        ),
        (
            ["kent@2017", "101"],
            ["'kent@2017' was searched for as text; to choose reports write --force kent --cycle 2017 instead"],
        ),
        (["@newest"], ["'@newest' was searched for as text; to choose reports write --cycle latest instead"]),
        (["Kent"], []),
        (["domestic", "abuse"], []),
        (["a@example.org"], []),
    ],
)
def test_a_search_says_that_a_force_or_a_cycle_among_its_words_chooses_no_reports(
    texts: list[str], hints: list[str]
) -> None:
    assert list(searched_as_text(texts)) == hints


@pytest.mark.parametrize(
    ("name", "cycle", "ids"),
    [
        ("responding", "2023-25", {"responding-to-public"}),
        ("Vetting", "2023-25", {"vetting-and-corruption"}),
        ("managing off", "2023-25", {"managing-offenders"}),
        ("demand", "2017", {"understanding-demand"}),
        ("demand", "2018-19", {"meeting-demands"}),
        ("investigating crime", "2014", {"investigating-crime"}),
    ],
)
def test_an_area_is_found_by_a_part_of_its_name(name: str, cycle: str, ids: set[str]) -> None:
    area = {"2014": "efficiency", "2017": "efficiency", "2018-19": "efficiency"}.get(cycle, "leadership")
    assert find_areas([name], [graded_in(cycle, "North", area)]) == ids


def test_a_part_of_several_names_is_refused_with_those_of_the_cycle() -> None:
    with pytest.raises(WrongRequest) as refused:
        find_areas(["crime"], [graded_in("2018-19", "North", "efficiency")])
    assert str(refused.value) == (
        "'crime' is part of the names of several areas of PEEL 2018/19: choose from preventing-crime, "
        "investigating-crime, serious-organised-crime."
    )


def test_what_is_not_an_area_is_answered_by_those_of_the_cycle_only() -> None:
    with pytest.raises(WrongRequest, match=r"'legitimcy' is not an area of PEEL 2023–25\. Choose from victim-service,"):
        find_areas(["legitimcy"], [graded_in("2023-25", "North")])
    with pytest.raises(WrongRequest, match=r"'legitimcy' is not an area of PEEL 2017\. Did you mean 'Legitimacy'\?"):
        find_areas(["legitimcy"], [graded_in("2017", "North", "efficiency")])


def test_an_area_of_a_user_report_is_found_by_its_name() -> None:
    assert find_areas(["Robots"], [odd_report("North", "2031-33", "Robots", Grade.GOOD)]) == {"robots"}


def test_an_area_of_other_cycles_is_pointed_out() -> None:
    assert list(foreign_areas(["legitimacy", "leadership"], [graded_in("2023-25", "North")])) == [
        "legitimacy is not an area of the cycles asked about; it belongs to 2014, 2015, 2016, 2017, 2018-19"
    ]
