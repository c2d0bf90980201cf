"""Which force, which cycle, which dates."""

from collections.abc import Callable

import pytest

from peelcli.drafting import Draft

Drafted = Callable[..., Draft]


def test_a_known_force_gets_its_id_and_full_name(drafted: Drafted) -> None:
    found = drafted("Inspectors graded Avon & Somerset Police good at preventing crime.").force
    assert (found.id, found.name) == ("avon-and-somerset", "Avon and Somerset Constabulary")


def test_a_force_in_capitals_or_small_letters_is_known(drafted: Drafted) -> None:
    assert drafted("DURHAM CONSTABULARY had its PEEL inspection.").force.id == "durham"
    assert drafted("Nottinghamshire police had its PEEL inspection.").force.id == "nottinghamshire"


def test_an_unknown_force_is_its_own_name(drafted: Drafted) -> None:
    text = "Watchdog Rates Isle of Merrow Constabulary\n\nIsle of Merrow Constabulary had its PEEL inspection."
    assert drafted(text).force.name == "Isle of Merrow Constabulary"


def test_an_unknown_force_loses_the_capitals_of_a_lead(drafted: Drafted) -> None:
    assert (
        drafted("NORTHSHIRE Police was graded good at preventing crime, inspectors say.").force.name
        == "Northshire Police"
    )


def test_a_federation_or_commissioner_is_a_weak_sign(drafted: Drafted) -> None:
    text = "Kent Police had its PEEL inspection.\n\nEssex Police Federation spoke. Essex Police and Crime Commissioner spoke."
    assert drafted(text).force.id == "kent"


def test_no_force_is_guessed_when_two_are_named_alike(drafted: Drafted) -> None:
    found = drafted("Kent Police and Essex Police were rated good in two areas by HMICFRS.").force
    assert (found.id, found.candidates) == (None, ("Kent Police", "Essex Police"))


def test_the_user_chooses_the_force(drafted: Drafted) -> None:
    text = "Kent Police was rated good at preventing crime. Essex Police was rated inadequate at preventing crime."
    assert [item.grade for item in drafted(text, force="Essex").grades] == ["inadequate"]


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("The PEEL 2021/22 inspection of Kent Police.", "2021-22"),
        ("The PEEL 2020/21 inspection of Kent Police.", "2021-22"),
        ("PEEL 2023–25: an inspection of Kent Police.", "2023-25"),
        ("The PEEL programme for 2023 to 2025 inspects Kent Police.", "2023-25"),
        ("Kent Police in the PEEL assessment for 2016.", "2016"),
        ("Kent Police: PEEL 2018/19.", "2018-19"),
        ("Kent Police: PEEL inspection\n2 March 2017", "2016"),
        ("Kent Police: PEEL inspection\n27 November 2014", "2014"),
        ("Kent Police: PEEL inspection\nPublished: 23 May 2024", "2023-25"),
        ("PEEL: Kent Police was inspected on leadership and force management.", "2023-25"),
        ("PEEL: Kent Police was inspected on strategic planning.", "2021-22"),
        ("Kent Police: PEEL inspection\n4 October 2023\nIt was good at strategic planning.", "2021-22"),
        ("Kent Police: PEEL inspection by Her Majesty’s Inspectorate\n4 May 2024", "2023-25"),
        ("Kent\nPEEL: Police effectiveness, efficiency and legitimacy\n2018/19\nEfficiency: Good", "2018-19"),
        ("HMIC said in a report published on Thursday, March 22, that Kent Police is good at preventing crime.", "2017"),
        ("A report by HMIC, out on Thursday 18 February, says Kent Police is good at preventing crime.", "2015"),
        ("HMICFRS have put out their report on Kent Police (27 September): it is good for legitimacy.", "2018-19"),
        ("HMIC’s report, published on February 18, rates Kent Police good at preventing crime. I came here in 2015.", "2015"),
        ("HMIC said Kent Police was good for efficiency, the same as in 2015.", "2016"),
        ("HMIC has rated Kent Police good for effectiveness, up from requires improvement in 2014.", "2015"),
        ("The final report of HMIC’s 2016 round is out: Kent Police is good for legitimacy.", "2016"),
        ("POLICE FEDERATION, KENT\nCircular 6/2017\nHMIC has graded Kent Police good for legitimacy.", "2016"),
        ("HMICFRS graded Kent Police adequate at preventing crime. Calls took 70 seconds in the summer of 2021.", "2021-22"),
        ("Kent Police is adequate at preventing crime. The grades are not comparable with those of PEEL 2021/22.", "2023-25"),
        ("HMICFRS has Kent Police, under its integrated approach, as good for legitimacy.", "2018-19"),
        ("Kent Police is adequate at preventing crime, a grade that did not exist before.", "2021-22"),
        ("PEEL: Kent Police got an adequate grade for good use of resources.", "2021-22"),
        ("This is the first year in which an overall grade for effectiveness has been awarded. HMIC gave Kent Police good.", "2015"),
        ("Her Majesty’s Inspectorate of Constabulary rated Kent Police good for efficiency, up from its grade in 2015.", "2016"),
        ("HMICFRS rolled its findings on Kent Police into a single report instead of three: good for legitimacy.", "2018-19"),
        ("PEEL: Kent Police, HMICFRS says on a five-step scale in place of the old four, is good at preventing crime.", "2021-22"),
        ("HMICFRS found Kent Police good for legitimacy, as it was in March 2018.", None),
        ("HMIC rated Kent Police good for efficiency in the PEEL report for 2016, having been better the year before.", "2016"),
        ("HMICFRS found Kent Police good for efficiency and legitimacy. In 2017 it was inadequate for legitimacy.", "2018-19"),
        ("HMICFRS found Kent Police good for legitimacy. Its force management statement was thin.", None),
        ("PEEL: Kent Police is adequate at preventing crime. The previous inspection was in 2021.", "2023-25"),
        ("PEEL: Kent Police is adequate at police powers. It has kept the momentum seen in our 2021/22 inspection.", "2023-25"),
        ("PEEL: Kent Police is adequate at investigating crime and good at supporting victims.", "2021-22"),
        ("HMIC rated Kent Police good for its ethical culture and as requiring improvement for stop and search.", "2015"),
        ("HMIC says in its report that Kent Police is good at reducing crime and at investigating offending.", "2014"),
        ("In 2018/19 it had been inspected and was inadequate. HMICFRS has graded Kent Police adequate at police powers.", "2023-25"),
    ],
)  # fmt: skip
def test_the_cycle_comes_from_label_date_or_wording(drafted: Drafted, text: str, cycle: str | None) -> None:
    assert drafted(text).cycle.id == cycle


def test_the_label_of_a_previous_inspection_is_left_out(drafted: Drafted) -> None:
    text = "PEEL: Kent Police was inspected in 2024.\n\nWe found this in our previous inspection in 2021/22."
    assert drafted(text).cycle.id == "2023-25"


def test_a_force_with_which_another_shares_its_work_is_not_the_subject(drafted: Drafted) -> None:
    text = (
        "The county's police are inadequate when it comes to efficiency, inspectors say, after the end of an alliance "
        "with West Mercia Police.\n\nWarwickshire Police requires improvement for effectiveness and legitimacy."
    )
    assert drafted(text).force.id == "warwickshire"


def test_a_date_that_fits_two_cycles_gives_candidates(drafted: Drafted) -> None:
    found = drafted("Kent Police: PEEL inspection\n12 November 2023").cycle
    assert (found.id, found.candidates) == (None, ("2021-22", "2023-25"))


def test_nothing_that_settles_a_cycle_gives_none(drafted: Drafted) -> None:
    assert drafted("PEEL inspectors have been to Kent Police.").cycle == (None, None, (), None)


@pytest.mark.parametrize(
    ("line", "date"),
    [("Wednesday, 11th May 2022, 6:00 am", "2022-05-11"), ("Oct 21, 2024", "2024-10-21"), ("2024-03-05", "2024-03-05"),
     ("By Ann Field | 12 June 2024", "2024-06-12"), ("Updated 05/03/2024", "2024-03-05"), ("5.3.24", "2024-03-05"),
     ("https://kent.example/news/2024/03/05/peel", "2024-03-05"), ("March 2024", "2024-03"),
     ("Thursday 2 March 2017   15:20   Last updated 16:05", "2017-03-02")],
)  # fmt: skip
def test_the_date_of_publication_is_read(drafted: Drafted, line: str, date: str) -> None:
    published = drafted(f"Kent Police: PEEL inspection\n\n{line}").published
    assert published is not None
    assert published.value == date


def test_the_date_of_an_earlier_report_is_not_that_of_this_one(drafted: Drafted) -> None:
    assert (
        drafted("Kent Police had its PEEL inspection. Its last report was published on 5 March 2022.").published is None
    )


def test_the_year_of_the_inspection_is_read(drafted: Drafted) -> None:
    inspected = drafted("The PEEL report follows an inspection of Kent Police in May 2024.").inspected
    assert inspected is not None
    assert (inspected.value, inspected.evidence.words) == ("2024-05", "inspection of Kent Police in May 2024")


def test_the_date_at_the_top_of_a_saved_page_gives_way_to_the_one_beside_the_text(drafted: Drafted) -> None:
    text = (
        "Home\n25 November 2026\nNews\nSport\n\nKent Police: PEEL report\n\n12 May 2022\n\n"
        "Kent Police was rated good at preventing crime by the inspectors of HMICFRS on Thursday."
    )
    published = drafted(text).published
    assert published is not None
    assert published.value == "2022-05-12"


def test_the_date_beside_the_name_of_a_newspaper_is_that_of_publication(drafted: Drafted) -> None:
    text = (
        "Weald Weekly | Friday 27 September 2019 | News\n\n'Must do better'\n\nBy Our Reporter\n\n"
        "Kent Police was rated good for legitimacy by inspectors. It was outstanding in 2017."
    )
    published = drafted(text).published
    assert published is not None
    assert published.value == "2019-09-27"


def test_the_date_that_a_browser_prints_is_not_that_of_publication(drafted: Drafted) -> None:
    text = "26/11/2026, 14:05 Kent Police rated good | Kent News\n\nKent Police was rated good at preventing crime by HMICFRS."
    assert drafted(text).published is None


@pytest.mark.parametrize("menu", ["Home\nNews\nSport\n\n", "", "Home News Sport Weather\n\n"])
def test_a_date_above_the_title_alone_does_not_settle_the_cycle(drafted: Drafted, menu: str) -> None:
    text = f"Thursday 26 November 2026\n{menu}Kent Police rated good by HMICFRS\n\nIt was good at preventing crime. The visit was in 2022."
    found = drafted(text)
    assert found.published is None
    assert found.cycle.id != "2025-27"


def test_the_label_of_an_older_cycle_gives_way_to_the_date(drafted: Drafted) -> None:
    text = "Kent Police: HMICFRS report\n\n11 July 2024\n\nIt is good at preventing crime. The grades are not comparable with those of PEEL 2021/22."
    assert drafted(text).cycle.id == "2023-25"


def test_the_label_in_a_title_wins_over_a_later_date(drafted: Drafted) -> None:
    text = "PEEL 2021/22: an inspection of Kent Police\n\n11 July 2024\n\nKent Police is good at preventing crime."
    assert drafted(text).cycle.id == "2021-22"


def test_a_date_of_publication_in_the_text_wins_over_a_much_later_one_at_the_top(drafted: Drafted) -> None:
    text = "Kent Police: PEEL\n\n25 November 2026\n\nThe report, published on 2 May 2019, rates Kent Police as good for legitimacy."
    assert drafted(text).cycle.id == "2018-19"


def test_the_title_of_a_page_wins_over_a_label_in_a_banner(drafted: Drafted) -> None:
    text = "PEEL inspection framework 2025–27: have your say\n\nKent 2016\n\nKent Police is good at legitimacy."
    assert drafted(text).cycle.id == "2016"


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("The long road back\n\nFriday 7 February 2020\n\nInspectors found Kent Police to be good at preventing crime, "
         "unlike in 2016.", "2018-19"),
        ("HMICFRS published its PEEL effectiveness report on Kent Police on Thursday.", "2017"),
        ("HMIC says Kent Police is good for legitimacy, but treats its own workforce with fairness and respect too rarely.",
         "2016"),
        ("The picture of Kent Police inside the 2023-25 report is familiar: HMICFRS found it good at preventing crime.",
         "2023-25"),
    ],
)  # fmt: skip
def test_a_date_below_the_title_or_the_reports_of_pillars_settle_the_cycle(
    drafted: Drafted, text: str, cycle: str
) -> None:
    assert drafted(text).cycle.id == cycle


def test_the_date_of_another_story_below_is_not_that_of_publication(drafted: Drafted) -> None:
    text = (
        "Kent Police rated good\n\nPublished\n\n27 October 2022\n\nHMICFRS graded Kent Police good at preventing crime."
    )
    date = drafted(text + "\n\nIt was pleased." * 12 + "\n\nMore on this story\n\nPublished 11 October 2018").published
    assert date is not None
    assert date.value == "2022-10-27"
