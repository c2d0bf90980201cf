"""Reference data: cycles, forces, areas, grades, and which cycles are comparable."""

from __future__ import annotations

import pytest

from peelcli.model import reference
from peelcli.model.names import normalise, slugify
from peelcli.model.report import Cycle, Force, Grade, Ungraded

FOUR = (Grade.OUTSTANDING, Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)
FIVE = (Grade.OUTSTANDING, Grade.GOOD, Grade.ADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.INADEQUATE)

FORCES = {
    "avon-and-somerset": "Avon and Somerset Constabulary",
    "bedfordshire": "Bedfordshire Police",
    "cambridgeshire": "Cambridgeshire Constabulary",
    "cheshire": "Cheshire Constabulary",
    "city-of-london": "City of London Police",
    "cleveland": "Cleveland Police",
    "cumbria": "Cumbria Constabulary",
    "derbyshire": "Derbyshire Constabulary",
    "devon-and-cornwall": "Devon & Cornwall Police",
    "dorset": "Dorset Police",
    "durham": "Durham Constabulary",
    "dyfed-powys": "Dyfed-Powys Police",
    "essex": "Essex Police",
    "gloucestershire": "Gloucestershire Constabulary",
    "greater-manchester": "Greater Manchester Police",
    "gwent": "Gwent Police",
    "hampshire-and-isle-of-wight": "Hampshire and Isle of Wight Constabulary",
    "hertfordshire": "Hertfordshire Constabulary",
    "humberside": "Humberside Police",
    "kent": "Kent Police",
    "lancashire": "Lancashire Constabulary",
    "leicestershire": "Leicestershire Police",
    "lincolnshire": "Lincolnshire Police",
    "merseyside": "Merseyside Police",
    "metropolitan": "Metropolitan Police Service",
    "norfolk": "Norfolk Constabulary",
    "north-wales": "North Wales Police",
    "north-yorkshire": "North Yorkshire Police",
    "northamptonshire": "Northamptonshire Police",
    "northumbria": "Northumbria Police",
    "nottinghamshire": "Nottinghamshire Police",
    "south-wales": "South Wales Police",
    "south-yorkshire": "South Yorkshire Police",
    "staffordshire": "Staffordshire Police",
    "suffolk": "Suffolk Constabulary",
    "surrey": "Surrey Police",
    "sussex": "Sussex Police",
    "thames-valley": "Thames Valley Police",
    "warwickshire": "Warwickshire Police",
    "west-mercia": "West Mercia Police",
    "west-midlands": "West Midlands Police",
    "west-yorkshire": "West Yorkshire Police",
    "wiltshire": "Wiltshire Police",
}


# --- cycles ---


@pytest.mark.parametrize(
    ("id", "name", "scale", "areas"),
    [
        ("2014", "PEEL 2014", FOUR, 16),
        ("2015", "PEEL 2015", FOUR, 15),
        ("2016", "PEEL 2016", FOUR, 15),
        ("2017", "PEEL 2017", FOUR, 14),
        ("2018-19", "PEEL 2018/19", FOUR, 13),
        ("2021-22", "PEEL 2021/22", FIVE, 14),
        ("2023-25", "PEEL 2023–25", FIVE, 12),
        ("2025-27", "PEEL 2025–27", FIVE, 1),
    ],
)
def test_a_cycle_has_its_name_its_scale_and_its_areas(id: str, name: str, scale: tuple[Grade, ...], areas: int) -> None:
    cycle = reference.cycles()[id]
    assert (cycle.id, cycle.name, cycle.scale, len(cycle.areas)) == (id, name, scale, areas)


def test_cycles_stand_from_the_oldest_to_the_newest() -> None:
    assert list(reference.cycles()) == ["2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25", "2025-27"]


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("2014", "2014"),
        ("PEEL 2014", "2014"),
        ("2015/16", "2015"),
        ("2016-17", "2016"),
        ("2017/18", "2017"),
        ("2018/19", "2018-19"),
        ("2018-19", "2018-19"),
        ("2018–19", "2018-19"),
        ("2018 19", "2018-19"),
        ("2018", "2018-19"),
        ("2019", "2018-19"),
        ("peel 2018/19", "2018-19"),
        ("Integrated PEEL Assessment", "2018-19"),
        ("ipa", "2018-19"),
        ("2020/21", "2021-22"),
        ("2021/22", "2021-22"),
        ("PEEL 2021", "2021-22"),
        ("2023-25", "2023-25"),
        ("2023—25", "2023-25"),
        ("2023-2025", "2023-25"),
        ("PEEL 2023–25", "2023-25"),
        (" 2023/25 ", "2023-25"),
        ("2025-2027", "2025-27"),
    ],
)
def test_a_cycle_is_found_under_each_of_its_names(words: str, id: str) -> None:
    match = reference.find_cycle(words)
    assert match is not None
    assert match.id == id


@pytest.mark.parametrize("words", ["2013", "2020", "2028", "unknown", "", "PEEL", "201", "2018/1"])
def test_no_cycle_is_guessed(words: str) -> None:
    assert reference.find_cycle(words) is None


def test_age_goes_from_the_oldest_cycle_to_the_newest() -> None:
    cycles = reference.cycles()
    assert [reference.order(cycles[id]) for id in ("2014", "2018-19", "2025-27")] == [0, 4, 7]


def test_an_unknown_cycle_sorts_before_all_others() -> None:
    assert reference.order(Cycle("2031-33", "2031-33")) == -1


def test_the_newest_cycle_whose_areas_are_known_is_not_the_one_under_way() -> None:
    assert reference.newest_complete_cycle().id == "2023-25"


@pytest.mark.parametrize(
    ("id", "never"),
    [
        ("2015", {"recording-crime", "leadership"}),
        ("2016", {"specialist-capabilities", "leadership"}),
        ("2017", {"specialist-capabilities"}),
        ("2018-19", {"specialist-capabilities"}),
        ("2021-22", {"strategic-policing-requirement", "armed-threats"}),
        ("2023-25", {"victim-service"}),
        ("2025-27", set()),
    ],
)
def test_some_areas_of_a_cycle_are_never_graded(id: str, never: set[str]) -> None:
    assert reference.cycles()[id].never_graded == never


@pytest.mark.parametrize(
    ("id", "sometimes"),
    [
        ("2018-19", set()),
        ("2021-22", {"victim-service", "recording-crime", "serious-organised-crime", "vetting-and-corruption"}),
        ("2023-25", {"recording-crime", "serious-organised-crime", "vetting-and-corruption"}),
    ],
)
def test_some_areas_of_a_cycle_are_graded_in_some_reports_only(id: str, sometimes: set[str]) -> None:
    assert reference.cycles()[id].sometimes_graded == sometimes


@pytest.mark.parametrize("id", ["2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25", "2025-27"])
def test_areas_that_are_not_always_graded_are_areas_of_their_cycle(id: str) -> None:
    cycle = reference.cycles()[id]
    assert cycle.never_graded | cycle.sometimes_graded | cycle.separately_graded <= cycle.areas.keys()
    assert not cycle.never_graded & cycle.sometimes_graded


# --- forces ---


def test_there_are_43_forces_in_the_order_of_their_ids() -> None:
    assert {id: force.name for id, force in reference.forces().items()} == FORCES
    assert list(reference.forces()) == sorted(FORCES)
    assert len(FORCES) == 43


@pytest.mark.parametrize("id", FORCES)
def test_a_force_is_found_by_its_id_and_its_name_in_any_case(id: str) -> None:
    force = Force(id, FORCES[id])
    assert [reference.find_force(words) for words in (id, id.upper(), force.name, force.name.upper())] == [force] * 4


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("West Mercia", "west-mercia"),
        ("west mercia constabulary", "west-mercia"),
        ("  West  Mercia\tPolice ", "west-mercia"),
        ("west_mercia", "west-mercia"),
        ("west–mercia", "west-mercia"),
        ("Devon and Cornwall Police", "devon-and-cornwall"),
        ("devon & cornwall", "devon-and-cornwall"),
        ("DEVON&CORNWALL", "devon-and-cornwall"),
        ("Avon & Somerset Police", "avon-and-somerset"),
        ("The Met", "metropolitan"),
        ("MPS", "metropolitan"),
        ("Scotland Yard", "metropolitan"),
        ("Hampshire Constabulary", "hampshire-and-isle-of-wight"),
        ("GMP", "greater-manchester"),
        ("TVP", "thames-valley"),
        ("Heddlu Gogledd Cymru", "north-wales"),
        ("Dyfed Powys Police", "dyfed-powys"),
        ("Ｋent Police", "kent"),
        ("Kent\u00a0Police", "kent"),
    ],
)
def test_a_force_is_found_under_what_people_call_it(words: str, id: str) -> None:
    match = reference.find_force(words)
    assert match is not None
    assert match.id == id


@pytest.mark.parametrize("words", ["", "Northshire", "west", "yorkshire", "British Transport Police", "westmercia"])
def test_no_force_is_guessed(words: str) -> None:
    assert reference.find_force(words) is None


# --- names ---


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Devon & Cornwall", "devon and cornwall"),
        ("DEVON-AND-CORNWALL", "devon and cornwall"),
        ("Dyfed–Powys", "dyfed powys"),
        ("a_b", "a b"),
        ("  a \t b\n", "a b"),
        ("Ｆｕｌｌ", "full"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_folding_keeps_what_distinguishes_names(name: str, folded: str) -> None:
    assert normalise(name) == folded


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Northshire Police", "northshire-police"),
        ("Devon & Cornwall", "devon-and-cornwall"),
        ("Police Service of St. Mary's", "police-service-of-st-mary-s"),
        ("../../etc/passwd", "etc-passwd"),
        ("Heddlu Môn", "heddlu-môn"),
        ("???", ""),
        ("", ""),
    ],
)
def test_an_id_is_made_of_a_name_that_is_not_known(name: str, id: str) -> None:
    assert slugify(name) == id


# --- grades ---


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("outstanding", Grade.OUTSTANDING),
        ("Outstanding", Grade.OUTSTANDING),
        ("good", Grade.GOOD),
        ("GOOD", Grade.GOOD),
        ("good ", Grade.GOOD),
        ("adequate", Grade.ADEQUATE),
        ("requires-improvement", Grade.REQUIRES_IMPROVEMENT),
        ("Requires improvement", Grade.REQUIRES_IMPROVEMENT),
        ("requires_improvement", Grade.REQUIRES_IMPROVEMENT),
        ("Requires-Improvement", Grade.REQUIRES_IMPROVEMENT),
        ("Requires  Improvement", Grade.REQUIRES_IMPROVEMENT),
        ("requires\u00a0improvement", Grade.REQUIRES_IMPROVEMENT),
        ("ri", Grade.REQUIRES_IMPROVEMENT),
        ("RI", Grade.REQUIRES_IMPROVEMENT),
        ("ｇｏｏｄ", Grade.GOOD),
        ("inadequate", Grade.INADEQUATE),
        ("InAdequate", Grade.INADEQUATE),
    ],
)
def test_a_grade_is_read_in_any_spelling(words: str, grade: Grade) -> None:
    assert reference.parse_grade(words) is grade


@pytest.mark.parametrize(
    "words",
    ["", "inadquate", "adequat", "good.", "Inadequate*", "gооd", "requires", "improvement", "not graded", "r i", "1"],
)
def test_a_grade_is_never_guessed(words: str) -> None:
    assert reference.parse_grade(words) is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("not-graded", Ungraded.NOT_GRADED),
        ("Not graded", Ungraded.NOT_GRADED),
        ("NOT_INSPECTED", Ungraded.NOT_INSPECTED),
        ("not recorded", Ungraded.NOT_RECORDED),
    ],
)
def test_a_reason_for_having_no_grade_is_read_in_any_spelling(words: str, reason: Ungraded) -> None:
    assert reference.parse_ungraded(words) is reason


@pytest.mark.parametrize("words", ["", "graded", "n/a", "tbc", "good"])
def test_a_reason_for_having_no_grade_is_never_guessed(words: str) -> None:
    assert reference.parse_ungraded(words) is None


# --- areas ---


@pytest.mark.parametrize(
    ("words", "cycle", "id"),
    [
        ("leadership", "2023-25", "leadership"),
        ("Leadership and force management", "2023-25", "leadership"),
        ("Strategic planning, organisational management and value for money", "2021-22", "leadership"),
        ("good use of resources", "2021-22", "leadership"),
        ("RESPONDING TO PUBLIC", "2023-25", "responding-to-public"),
        ("response", "2023-25", "responding-to-public"),
        ("vulnerability", "2018-19", "protecting-vulnerable-people"),
        ("SOC", "2017", "serious-organised-crime"),
        ("Treating the public fairly", "2018-19", "fair-treatment-public"),
        ("fair treatment of the public", "2016", "fair-treatment-public"),
        ("Workforce behaving ethically and lawfully", "2017", "ethical-behaviour"),
    ],
)
def test_an_area_of_a_cycle_is_found_by_id_name_or_alias(words: str, cycle: str, id: str) -> None:
    match = reference.find_area(words, reference.cycles()[cycle])
    assert match is not None
    assert match.id == id


def test_an_area_bears_the_name_of_its_cycle() -> None:
    names = [reference.cycles()[id].areas["preventing-crime"].name for id in ("2015", "2018-19", "2023-25")]
    assert names == [
        "Preventing crime and anti-social behaviour, and keeping people safe",
        "Preventing crime and tackling anti-social behaviour",
        "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability",
    ]


@pytest.mark.parametrize(
    ("words", "cycle"),
    [("legitimacy", "2023-25"), ("police-powers", "2017"), ("Robots", "2023-25"), ("", "2023-25")],
)
def test_an_area_of_another_cycle_is_not_found(words: str, cycle: str) -> None:
    assert reference.find_area(words, reference.cycles()[cycle]) is None


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("legitimacy", "legitimacy"),
        ("Treating the public fairly", "fair-treatment-public"),
        ("call handling", "responding-to-public"),
        ("armed threats", "armed-threats"),
        ("Robots", None),
        ("", None),
    ],
)
def test_the_id_of_an_area_is_found_whatever_its_cycle(words: str, id: str | None) -> None:
    assert reference.find_area_id(words) == id


def test_areas_are_listed_once_with_their_newest_names() -> None:
    names = reference.area_names()
    assert len(names) == 39
    assert names["leadership"] == "Leadership and force management"
    assert names["serious-organised-crime"] == "Disrupting serious organised crime"
    assert names["efficiency"] == "Efficiency"


# --- comparability ---

YES, NO, NOT_STATED, INFERRED_NO = "yes", "no", "not stated", "no, inferred"

PAIRS = [
    ("2014", "2015", NO),
    ("2014", "2016", INFERRED_NO),
    ("2014", "2017", INFERRED_NO),
    ("2014", "2018-19", INFERRED_NO),
    ("2014", "2021-22", NO),
    ("2014", "2023-25", INFERRED_NO),
    ("2014", "2025-27", INFERRED_NO),
    ("2015", "2016", YES),
    ("2015", "2017", YES),
    ("2015", "2018-19", YES),
    ("2015", "2021-22", NO),
    ("2015", "2023-25", INFERRED_NO),
    ("2015", "2025-27", INFERRED_NO),
    ("2016", "2017", YES),
    ("2016", "2018-19", YES),
    ("2016", "2021-22", NO),
    ("2016", "2023-25", INFERRED_NO),
    ("2016", "2025-27", INFERRED_NO),
    ("2017", "2018-19", YES),
    ("2017", "2021-22", NO),
    ("2017", "2023-25", INFERRED_NO),
    ("2017", "2025-27", INFERRED_NO),
    ("2018-19", "2021-22", NO),
    ("2018-19", "2023-25", INFERRED_NO),
    ("2018-19", "2025-27", INFERRED_NO),
    ("2021-22", "2023-25", NO),
    ("2021-22", "2025-27", INFERRED_NO),
    ("2023-25", "2025-27", NOT_STATED),
]


def test_the_table_of_pairs_is_whole() -> None:
    ids = list(reference.cycles())
    assert [pair[:2] for pair in PAIRS] == [(one, other) for one in ids for other in ids if one < other]


@pytest.mark.parametrize(("earlier", "later", "stated"), PAIRS, ids=[f"{one} and {two}: {v}" for one, two, v in PAIRS])
def test_whether_two_cycles_compare_is_looked_up(earlier: str, later: str, stated: str) -> None:
    verdict = reference.comparability(reference.cycles()[later], reference.cycles()[earlier])
    assert verdict.comparable is {YES: True, NO: False, INFERRED_NO: False, NOT_STATED: None}[stated]
    assert verdict.reason.endswith("(Inferred from what HMICFRS says of other cycles.)") is (stated == INFERRED_NO)
    assert (verdict.source is None) is (stated == NOT_STATED)


@pytest.mark.parametrize(
    ("earlier", "later", "stated"), PAIRS[::5], ids=[f"{one} and {two}" for one, two, _ in PAIRS[::5]]
)
def test_it_does_not_matter_which_cycle_is_named_first(earlier: str, later: str, stated: str) -> None:
    one, other = reference.cycles()[earlier], reference.cycles()[later]
    assert reference.comparability(one, other) == reference.comparability(other, one)


@pytest.mark.parametrize("id", ["2014", "2018-19", "2023-25", "2025-27"])
def test_a_cycle_compares_with_itself_and_needs_no_reason(id: str) -> None:
    cycle = reference.cycles()[id]
    assert reference.comparability(cycle, cycle) == (True, "", None)


def test_comparability_with_an_unknown_cycle_is_not_stated() -> None:
    verdict = reference.comparability(reference.cycles()["2023-25"], Cycle("2031-33", "2031-33"))
    assert verdict == (None, "Nothing is known of how 2031-33 and PEEL 2023–25 compare.", None)


def test_an_unknown_cycle_is_not_comparable_even_with_itself() -> None:
    unknown = Cycle("2031-33", "2031-33")
    assert reference.comparability(unknown, unknown).comparable is None


# --- what people type ---


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("2023", "2023-25"),
        ("2024", "2023-25"),
        ("2023/24", "2023-25"),
        ("2024-25", "2023-25"),
        ("2023-2024", "2023-25"),
        ("2023-2025", "2023-25"),
        ("2023 to 2025", "2023-25"),
        ("PEEL 2023–25", "2023-25"),
        ("“2023–25”", "2023-25"),
        ("2021-2022", "2021-22"),
        ("2018/2019", "2018-19"),
        ("18/19", "2018-19"),
        ("2025–2027", "2025-27"),
        ("the 2017 cycle", None),
        ("2017 cycle", "2017"),
        ("2020", None),
        ("2025", None),
        ("2029", None),
    ],
)
def test_a_cycle_is_known_by_every_form_of_its_years(words: str, id: str | None) -> None:
    match = reference.find_cycle(words)
    assert (match.id if match else None) == id


@pytest.mark.parametrize("words", ["latest", "Newest", "current", "most recent"])
def test_words_for_the_newest_cycle_stand_for_it(words: str) -> None:
    assert reference.find_cycle_or_newest(words) is reference.NEWEST
    assert reference.find_cycle(words) is None


def test_a_year_of_two_cycles_stands_for_neither() -> None:
    assert reference.about_cycle("2020") == "It belongs to two cycles: choose 2018-19 or 2021-22."
    assert reference.about_cycle("2025") == "It belongs to two cycles: choose 2023-25 or 2025-27."


def test_a_year_of_no_cycle_is_not_corrected_to_another() -> None:
    choices = "Choose from 2014, 2015, 2016, 2017, 2018-19, 2021-22, 2023-25, 2025-27."
    assert reference.about_cycle("2012") == choices


@pytest.mark.parametrize(
    ("words", "years"),
    [("2023/26", True), ("99", True), ("2031-33", True), ("x2023", False), ("2023.yaml", False), ("soon", False)],
)
def test_years_mean_a_cycle_even_if_there_is_none(words: str, years: bool) -> None:
    assert reference.is_like_a_cycle(words) is years


@pytest.mark.parametrize(
    ("words", "id"),
    [("E23000016", "west-mercia"), ("w15000004", "dyfed-powys"), ("hampshire", "hampshire-and-isle-of-wight")],
)
def test_a_force_is_found_by_its_codes(words: str, id: str) -> None:
    match = reference.find_force(words)
    assert match is not None
    assert match.id == id


@pytest.mark.parametrize("words", ["“West Mercia”", "‘west mercia’", "West–Mercia", '"West Mercia"'])
def test_a_force_pasted_from_word_is_found(words: str) -> None:
    assert reference.find_force(words) == Force("west-mercia", "West Mercia Police")


def test_the_codes_of_a_force_are_known() -> None:
    assert reference.codes("west-mercia") == ("E23000016", "west-mercia", "West Midlands", "England")
    assert reference.codes("hampshire-and-isle-of-wight").police_uk_id == "hampshire"
    assert reference.codes("northshire") == (None, None, None, None)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Shropshire", "It is policed by West Mercia Police: use west-mercia."),
        ("telford and wrekin", "It is policed by West Mercia Police: use west-mercia."),
        ("wmp", "It may mean west-mercia or west-midlands."),
        (
            "BTP",
            "PEEL does not inspect British Transport Police. It is not one of the 43 territorial forces of England and "
            "Wales, and PEEL covers no others.",
        ),
        (
            "PSNI",
            "PEEL does not inspect Police Service of Northern Ireland. It polices Northern Ireland; PEEL covers the 43 "
            "territorial forces of England and Wales only.",
        ),
        ("kent", None),
        ("Northshire", None),
    ],
)
def test_a_name_that_is_not_a_force_says_what_it_is(words: str, message: str | None) -> None:
    assert reference.about_force(words) == message


def test_an_area_that_a_new_cycle_does_not_list_yet_borrows_its_newest_name() -> None:
    new = reference.cycles()["2025-27"]
    match = reference.find_area("responding-to-public", new)
    assert match == ("responding-to-public", "Responding to the public")
    assert reference.find_area("Robots", new) is None
