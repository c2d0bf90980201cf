"""The glossary: every grade, area, cycle and force has a meaning and is found by its names."""

from __future__ import annotations

from typing import Any

import pytest
from northshire import prose

from peelcli.answers.glossary import Entry, entries, explanation, look_up, terms
from peelcli.errors import WrongRequest
from peelcli.model import reference

CYCLES = ["2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25", "2025-27"]


def ids(kind: str, cycle: str | None = None) -> list[str]:
    return [entry.id for entry in entries(reference.cycles()[cycle] if cycle else None) if entry.kind == kind]


def part(*keys: str) -> dict[str, Any]:
    """A part of the file of meanings."""
    part: dict[str, Any] = reference.data("terms")
    for key in keys:
        part = part[key]
    return part


def refusal(word: str, cycle: str | None = None) -> str:
    with pytest.raises(WrongRequest) as caught:
        look_up(word, reference.cycles()[cycle] if cycle else None)
    return str(caught.value)


# --- everything has a meaning ---


def test_there_is_a_meaning_of_every_grade_area_cycle_force_and_term() -> None:
    assert ids("grade") == ["outstanding", "good", "adequate", "requires-improvement", "inadequate"]
    assert sorted(ids("area")) == sorted(reference.area_names())
    assert ids("cycle") == CYCLES
    assert ids("force") == list(reference.forces())
    assert ids("term") == [
        "peel",
        "hmicfrs",
        "ungraded",
        "cause-of-concern",
        "accelerated-cause-of-concern",
        "recommendation",
        "area-for-improvement",
        "innovative-practice",
        "promising-practice",
        "scan",
        "engage",
        "crime-data-integrity",
        "victim-service-assessment",
        "pillar",
        "most-similar-group",
        "not-inspected",
        "not-recorded",
        "strength",
        "separate-report",
        "scope",
        "incomplete",
        "licence",
        "citation",
    ]


@pytest.mark.parametrize("cycle", CYCLES)
def test_each_cycle_has_a_meaning_of_each_of_its_areas_and_grades(cycle: str) -> None:
    assert sorted(ids("area", cycle)) == sorted(reference.cycles()[cycle].areas)
    assert ids("grade", cycle) == [grade.value for grade in reference.cycles()[cycle].scale]


@pytest.mark.parametrize("cycle", [None, *CYCLES], ids=lambda cycle: cycle or "the newest")
def test_every_meaning_is_a_sentence_and_every_source_an_address(cycle: str | None) -> None:
    for entry in entries(reference.cycles()[cycle] if cycle else None):
        assert entry.meaning.endswith((".", ".)")), entry
        assert entry.source is None or entry.source.startswith(("https://", "http://")), entry


def test_no_meaning_is_of_anything_that_there_is_not() -> None:
    assert list(part("grades")) == ["five", "four"]
    assert list(part("cycles")) == CYCLES
    assert list(part("forces")) == list(reference.forces())
    assert list(part("areas")) == CYCLES
    for cycle in CYCLES:
        assert set(part("areas", cycle)) == reference.cycles()[cycle].areas.keys()


# --- look-ups ---


@pytest.mark.parametrize(
    ("word", "entries"),
    [
        ("good", [("grade", "good")]),
        ("RI", [("grade", "requires-improvement")]),
        ("Requires improvement", [("grade", "requires-improvement")]),
        ("leadership", [("area", "leadership")]),
        ("call handling", [("area", "responding-to-public")]),
        ("Treating the public fairly", [("area", "fair-treatment-public")]),
        ("2018/19", [("cycle", "2018-19")]),
        ("PEEL 2023–25", [("cycle", "2023-25")]),
        ("IPA", [("cycle", "2018-19")]),
        ("west mercia", [("force", "west-mercia")]),
        ("The Met", [("force", "metropolitan")]),
        ("PEEL", [("term", "peel")]),
        ("Engage", [("term", "engage")]),
        ("special measures", [("term", "engage")]),
        ("AFI", [("term", "area-for-improvement")]),
        ("causes of concern", [("term", "cause-of-concern")]),
        ("crime data integrity", [("area", "recording-crime"), ("term", "crime-data-integrity")]),
    ],
)
def test_a_word_is_found_by_any_of_its_names(word: str, entries: list[tuple[str, str]]) -> None:
    assert [(entry.kind, entry.id) for entry in look_up(word)] == entries


def test_a_grade_is_explained_with_its_source() -> None:
    assert look_up("inadequate") == [
        Entry(
            "grade",
            "inadequate",
            "Inadequate",
            None,
            "The inspectorate has causes of concern, and has made recommendations to deal with them.",
            "https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/what-is-peel/how-we-inspect-peel/",
        )
    ]


def test_in_a_cycle_of_four_grades_a_grade_has_another_meaning() -> None:
    (entry,) = look_up("good", reference.cycles()["2017"])
    assert entry.cycle == "2017"
    assert entry.meaning == (
        "The force is at the standard that the inspectorate expects. "
        "This is not the inspectorate's own definition, which is not known here."
    )


@pytest.mark.parametrize(
    ("cycle", "name"),
    [
        ("2021-22", "Strategic planning, organisational management and value for money"),
        ("2023-25", "Leadership and force management"),
        ("2015", "Leadership"),
    ],
)
def test_an_area_bears_the_name_of_the_cycle_that_is_asked_for(cycle: str, name: str) -> None:
    (entry,) = look_up("leadership", reference.cycles()[cycle])
    assert (entry.name, entry.cycle) == (name, cycle)


@pytest.mark.parametrize(
    ("word", "cycle"), [("leadership", "2025-27"), ("workforce", "2023-25"), ("armed threats", "2021-22")]
)
def test_without_a_cycle_an_area_is_that_of_the_newest_cycle_that_has_it(word: str, cycle: str) -> None:
    (entry,) = look_up(word)
    assert entry.cycle == cycle


# --- what there is not ---


@pytest.mark.parametrize(
    ("word", "cycle", "message"),
    [
        ("zzz", None, "there is nothing called 'zzz'. `peel explain` lists what there is."),
        ("inadquate", None, "there is nothing called 'inadquate'. Did you mean 'Inadequate' or 'Adequate'?"),
        ("promising practise", None, "there is nothing called 'promising practise'. Did you mean 'Promising practice' or 'promising practices' or 'promising-practice'?"),
        ("adequate", "2017", "there is nothing called 'adequate' in PEEL 2017. It belongs to 2021-22, 2023-25, 2025-27."),
        ("legitimacy", "2023-25", "there is nothing called 'legitimacy' in PEEL 2023–25. It belongs to 2014, 2015, 2016, 2017, 2018-19."),
        ("zzz", "2017", "there is nothing called 'zzz' in PEEL 2017. `peel explain` lists what there is."),
    ],
    ids=[
        "far from all",
        "near two grades",
        "near a term",
        "a grade of other cycles",
        "an area of other cycles",
        "far from all in a cycle",
    ],
)  # fmt: skip
def test_an_unknown_word_gets_suggestions(word: str, cycle: str | None, message: str) -> None:
    assert refusal(word, cycle) == message


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("BTP", "PEEL does not inspect British Transport Police."),
        ("Shropshire", "It is policed by West Mercia Police: use west-mercia."),
        ("WMP", "It may mean west-mercia or west-midlands."),
    ],
)
def test_a_word_that_is_known_but_explained_nowhere_says_what_it_is(word: str, hint: str) -> None:
    with pytest.raises(WrongRequest, match=hint):
        look_up(word)


def test_what_has_no_description_is_explained_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = {"grades": {"five": {}}, "areas": {}, "cycles": {}, "forces": {}, "terms": {}}
    data = reference.data
    monkeypatch.setattr(reference, "data", lambda name: empty if name == "terms" else data(name))
    assert [entry.meaning for entry in look_up("kent")] == ["peel has no description of this force."]


def test_the_citation_names_the_data_and_its_licence() -> None:
    (entry,) = look_up("citation")
    assert "data of 20" in entry.meaning
    assert "Open Government Licence v3.0" in entry.meaning


# --- as rows and prose ---

GOOD = Entry("grade", "good", "Good", None, "Nearly every feature.", "https://example.org/grades")
LEAD = Entry("area", "leadership", "Leadership", "2023-25", "How it is led.", None)


def test_terms_are_rows() -> None:
    assert terms([GOOD, LEAD]).rows == (
        ("grade", "good", "Good", None, "Nearly every feature.", "https://example.org/grades"),
        ("area", "leadership", "Leadership", "2023-25", "How it is led.", None),
    )


def test_people_see_the_list_of_terms_without_their_meanings() -> None:
    view = terms([GOOD, LEAD]).for_display()
    assert [column.label for column in view.columns] == ["Kind", "Id", "Name"]
    assert view.rows == (("grade", "good", "Good"), ("area", "leadership", "Leadership"))


def test_people_see_a_term_explained_in_words_with_its_source() -> None:
    assert tuple(prose(explanation([GOOD, LEAD])).lines) == (
        "Good (grade, id good)",
        "Nearly every feature.",
        "Source: https://example.org/grades",
        "",
        "Leadership (area in 2023-25, id leadership)",
        "How it is led.",
        "Source: none is known",
    )
