"""What cannot be drafted is refused with a reason and a remedy; hostile text is not a reason to fail."""

import contextlib
import sys
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
     ("force: kent\ncycle: 2023-25\ngraded_areas:\n- {area: workforce, grade: good}\n", "report"),
     ('{"peel": 1, "reports": [\n{"force": "kent", "cycle": "2017", "graded_areas": []}]}', "report"),
     (FIRE, "a fire and rescue inspection"), ("The council met on Monday to discuss bins and the new park.", "no inspection"),
     ("Ofsted rated the school good for leadership and management.", "a school inspection"), (TWO, "several forces")],
)  # fmt: skip
def test_a_text_that_is_not_about_an_inspection_is_refused(drafted: Drafted, text: str, reason: str) -> None:
    with pytest.raises(NoDraft) as refusal:
        drafted(text)
    assert refusal.value.reason == reason
    assert ". " in str(refusal.value)


OTHERS = {
    "prison": "HMP Leeds rated poor by inspectors\n\nThe prison, in the area of West Yorkshire Police, was inspected by HM Inspectorate of Prisons.",
    "care home": "A care home in Norfolk has been rated inadequate by the CQC. Norfolk Constabulary was informed.",
    "probation": "Probation officers in Kent were rated good. The National Probation Service works with Kent Police at managing offenders.",
    "custody": "Inspection of Kent Police custody arrangements. HMICFRS inspected custody suites in Kent. Detainees were well cared for.",
    "fire service": "North Wales Fire and Rescue Service requires improvement at preventing fires, HMICFRS says. North Wales Police was not inspected.",
    "child protection": "Joint inspection of child protection arrangements: Essex\n\nHMICFRS, Ofsted and the CQC inspected services in Essex. Essex Police officers were good at listening.",
    "crime data": "Kent Police was graded good for its crime recording after a crime data integrity inspection by HMICFRS.",
    "a force outside PEEL": "British Transport Police rated good by HMICFRS\n\nBritish Transport Police is good at preventing crime, inspectors say.",
    "crime data, in its title only": "Kent Police: crime data integrity inspection\n\nOverall judgment: Good\n\nThe force records 95 per cent of crimes. How effective is the force at recording crime? Good.",
    "sport": "Essex Police beat Kent Police 3-1 in the final of the forces' football league on Sunday.",
    "several forces": "HMICFRS published PEEL reports on Surrey Police, Sussex Police and Hampshire Constabulary. All three must improve.",
    "two forces": "HMICFRS on Kent and Essex\n\nKent Police was graded good at preventing crime. Essex Police was graded adequate at preventing crime.",
    "all forces": "National picture: the PEEL spotlight report of HMICFRS says forces are struggling. One officer in Kent Police was tired.",
    "another scale": "Essex Police was assessed by inspectors:\nTackling crime - Good\nProtecting vulnerable people - Fair\nLocal priorities - Excellent",
    "a fire service, with PEEL named once": "Fire crews rated good\n\nKent Fire and Rescue Service was rated good at preventing fires, adequate at use of resources and inadequate at looking after its people, HMICFRS says.\n\nThe fire service said it was glad.\n\nA firefighter said so too.\n\nKent Police had its own PEEL inspection in May.",
    "crime data, with PEEL named once": "Kent Police was rated inadequate by HMICFRS for its crime recording, in a crime data integrity inspection.\n\nIn its last PEEL inspection the force was good for legitimacy.",
    "an inspection to come": "Inspectors due at Kent Police\n\nThe force’s next PEEL inspection by HMICFRS begins in May. At its last inspection, in 2022, Kent Police was graded good at preventing crime.",
    "a visit announced": "Inspectors to visit Kent Police in June\n\nHMICFRS is preparing for another round of PEEL inspections.\n\nIts inspectors will be spending two weeks with Kent Police.",
    "a visit announced to staff": "PEEL: what to expect\n\nThe HMICFRS inspection team will be with us at Kent Police from 27 January. They may ask you to talk to them.",
    "a court case": "Drug dealer jailed\n\nA man was jailed at Maidstone Crown Court on Monday.\n\nHe pleaded guilty.\n\nKent Police was rated adequate at investigating crime by HMICFRS last year.",
    "an inquest": "Woman died after call, inquest hears\n\nA coroner criticised Kent Police. The jury at the inquest heard of a long delay.\n\nHMICFRS had graded the force inadequate at responding to the public.",
    "a budget": "Council tax bill to rise by £13\n\nThe precept for a band D home goes up, the panel agreed.\n\nInspectors say this force requires improvement in responding to the public.",
    "a job advertisement": "Audit manager, Kent Police\n\nWe are looking for an audit manager. Kent Police was graded good in three areas in its PEEL inspection.\n\nThe closing date is 2 May.\n\nThe successful candidate will be vetted.\n\nWe offer a pension and free parking.",
    "an obituary": "Obituary: Sir Al Ray\n\nSir Al Ray, who has died aged 85, was chief constable of Kent and one of HM Inspectors of Constabulary.\n\nHe called PEEL grades such as good at preventing crime a game. He is survived by his wife.",
    "a survey": "Have your say on policing\n\nThe survey asks residents of Kent about Kent Police, which was rated good at preventing crime.",
    "an election": "Vote for Jo Moor as commissioner. By the next HMICFRS inspection Kent Police will be outstanding at preventing crime.",
    "a league table": "Best and worst forces\n\nWe ranked every force in its PEEL report: outstanding was five points, good four.\n\n1. Humberside\n2. Durham\n3. Norfolk\n4. Kent\n5. Surrey\n6. Wiltshire\n7. Cleveland\n\nKent Police was rated good at preventing crime.",
    "a grade in the last lines only": "Crime falls in Kent\n\nBurglary was down by a tenth last year.\n\nCar crime rose by two per cent, and robbery was unchanged.\n\nThefts from shops went up in every town of the county.\n\nHMICFRS rated Kent Police good at recording crime last year.",
    "the units of a region": "Region’s detectives rated good\n\nThe regional unit was graded good at tackling organised crime by HMICFRS. It graded Kent, Essex and Surrey adequate at disrupting serious organised crime.",
    "another scale, quoted": "Inspectors assess Kent Police\n\nHMIC judged Kent Police ‘fair’ for protecting vulnerable people, ‘good’ for tackling crime and ‘poor’ for satisfaction.",
    "child protection, with a force": "Kent Police: child protection inspection\n\nHMICFRS has published its national child protection inspection of Kent Police. Officers of Kent Police listened well.",
    "services for children, with a force at the end": "Social workers praised\n\nServices for children in Marlow are good in every respect, Ofsted has said after a visit.\n\nThe impact of leaders was rated good.\n\nThe council was proud of the result, its leader said.\n\nThames Valley Police was rated outstanding at protecting vulnerable people by HMICFRS.",
    "a hospital, with a force at the end": "Hospital trust moves out of special measures\n\nA hospital trust is no longer in special measures, after inspectors found safer wards.\n\nStaff had worked hard, its chief executive said on Monday.\n\nThe trust shares a post with Essex Police, which was rated adequate at responding to the public by HMICFRS.",
    "a killer, with a grade at the end": "Killer was known to police\n\nA man who stabbed his neighbour had been reported eleven times.\n\nDarren Cole, 34, will serve at least 22 years, a judge said.\n\nHe showed no remorse and did not look at the family.\n\nEssex Police was rated inadequate at investigating crime by HMICFRS in 2021.",
    "crime data, with all pillars at the end": "Derbyshire police fail to log one crime in five\n\nOne in five crimes reported to Derbyshire Constabulary is never recorded, says HMICFRS.\n\nThe force was rated inadequate in the inspection, one of a series on the accuracy of recorded crime.\n\nThe force was found to be good at effectiveness, efficiency and legitimacy in the PEEL reports of last year.",
    "a review of some forces": "Cumbria police criticised over vetting\n\nInspectors criticised the way Cumbria Constabulary vets recruits, in a review of eight forces.\n\nThe national report on vetting says that too many decisions were wrong.\n\nIt makes 43 recommendations to chief constables.\n\nIn its own PEEL inspection Cumbria Constabulary was good at investigating crime.",
    "cells, with PEEL at the end": "Cells clean but care is patchy\n\nPeople held in the cells of Surrey Police are treated with respect, inspectors found.\n\nAppropriate adults arrived late for children in police custody.\n\nIn its PEEL inspection the force was good at treating the public fairly.",
    "inspectors who come back": "Watchdog heads for Norfolk\n\nNorfolk Constabulary will learn this summer how well it does, when HMICFRS comes back.\n\nInspectors arrive on 4 June to speak to officers.\n\nAt the last one, in 2022, it was good at preventing crime.",
    "a warning, with PEEL at the end": "Warning was not passed on\n\nA call handler at Sussex Police did not pass on a warning about a driver, the IOPC has found.\n\nThe driver died in a crash two days after the call was made.\n\nSussex Police was rated adequate for responding to the public in its PEEL inspection.",
    "fire, with pillars of its own": "Crews ‘good’ at fires\n\nEssex County Fire and Rescue Service is good at putting out fires, HMICFRS says.\n\nThe fire service was rated requires improvement for effectiveness and efficiency.\n\nIts staff told the inspectors of a culture of bullying on some watches.\n\nThe PEEL report on Essex Police rated it good for effectiveness.",
    "a force that makes ready": "Force gets ready for the inspectors\n\nCleveland Police learns this winter how it does, as inspectors begin a PEEL inspection on Monday.\n\nIn 2019 it was rated inadequate in all three pillars.",
    "a scale before the visit": "Inspectors will arrive at Essex Police on Monday\n\nThe PEEL inspection is to award grades from ‘outstanding’ to ‘inadequate’ for how it responds to the public and investigates crime, and it takes a fortnight.",
    "a visit to come, with the grades of the last one": "Inspectors due in Kent next month\n\nA team of inspectors will spend a fortnight with Kent Police in October.\n\nThey will sit in on calls and speak to staff for the PEEL programme.\n\nThe report comes in spring.\n\nA year before the force was judged good for efficiency.\n\nIt was judged to require improvement for effectiveness.",
    "another watchdog": "Police watchdog to investigate crash\n\nThe police watchdog is to investigate after a man died in a crash in Hull.\n\nInspector Jo Dale of Humberside Police appealed for witnesses.\n\nHumberside Police was rated outstanding by HMICFRS for investigating crime.",
    "what PEEL is": "What is PEEL?\n\nPEEL is the programme in which inspectors look at the effectiveness, efficiency and legitimacy of police forces.\n\nEach force gets grades of outstanding, good, adequate, requires improvement or inadequate.\n\nKent Police, for example, was rated good at preventing crime.",
    "a title alone": "Ofsted: Kent Police",
    "a museum": "Kent Police Museum reopens\n\nThe museum of Kent Police opened in May. Visitors may inspect old uniforms.",
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_a_text_on_another_matter_is_refused_although_it_names_a_force(drafted: Drafted, text: str) -> None:
    with pytest.raises(NoDraft):
        drafted(text)


def test_the_grades_of_the_last_inspection_do_not_make_a_preview_a_report(drafted: Drafted) -> None:
    text = (
        "Inspectors to descend on Kent Police in the new year\n\nA team of inspectors will spend a fortnight with Kent "
        "Police as the force waits to find out if it can hold on to its good name.\n\n"
        "When it was last inspected under the PEEL programme, in 2022, Kent Police was rated good for preventing crime. "
        "It was found to require improvement in how it investigates crime.\n\nA report is expected in the summer."
    )
    with pytest.raises(NoDraft) as refused:
        drafted(text)
    assert refused.value.reason == "an inspection to come"


def test_a_report_may_speak_of_social_workers(drafted: Drafted) -> None:
    text = (
        "Inspectors from HMICFRS rated Lancashire outstanding for efficiency, and good for effectiveness and legitimacy.\n\n"
        "They described its teams, in which officers sit beside social workers, as a model for others."
    )
    assert len(drafted(text).grades) == 3


def test_a_plain_peel_text_without_grades_is_drafted(drafted: Drafted) -> None:
    text = "The PEEL report on Kent Police is out. Officers are too slow to answer letters."
    assert (drafted(text).force.id, drafted(text).grades) == ("kent", ())


def test_links_to_other_stories_are_no_reason_to_refuse_an_article(drafted: Drafted) -> None:
    links = "Football\nCricket\nRugby League\nSchool rated inadequate by Ofsted\nCare home told to improve by CQC\n\n"
    text = f"{links}Kent Police was rated good at preventing crime, inspectors say.\n\n{links}"
    assert [grade.area for grade in drafted(text).grades] == ["preventing-crime"]


def test_what_a_web_page_has_above_an_article_is_not_its_lead(drafted: Drafted) -> None:
    head = "Force ‘must be quicker on the phone’, says report | The Evening Mercury, your paper since 1881"
    notice = "We use cookies to give you the best experience of this site and to show advertising that suits you."
    text = (
        f"{head}\n{notice}\n{notice}\n\nForce ‘must be quicker on the phone’\n\nGwent Police has been given two goods in "
        "its report card from the inspectorate, which came out on Tuesday of this week.\n\nThe force was rated good for "
        "how effective it is at keeping people safe, and for how efficiently it operates."
    )
    assert [grade.area for grade in drafted(text).grades] == ["effectiveness", "efficiency"]


def test_an_article_on_peel_may_mention_a_custody_suite(drafted: Drafted) -> None:
    text = "Kent Police was rated good at preventing crime in its PEEL report. A custody suite in Dover was also inspected."
    assert [grade.area for grade in drafted(text).grades] == ["preventing-crime"]


def test_words_of_another_scale_beside_a_grade_of_peel_are_plain_words(drafted: Drafted) -> None:
    text = "Kent Police was rated adequate at preventing crime. Its plans were ‘excellent’ but its records ‘poor’, HMICFRS says."
    assert [grade.area for grade in drafted(text).grades] == ["preventing-crime"]


@pytest.mark.parametrize(
    "text",
    ["PCC Jo Moor, who also runs the fire and rescue service, said the fire service would be inspected next. Firefighters share a station.",
     "PCC Jo Moor said: “The precept is well spent. Council tax payers get a good service. I raised the precept by £10.”",
     "Cases collapsed at Maidstone Crown Court. A man jailed in May had been released by mistake. A coroner held an inquest.",
     "A survey found that 40 per cent of respondents felt unwell. The Police Federation surveyed its members.",
     "The next inspection is due in 2026. Inspectors will return in May.",
     "The force was one of twelve to be inspected so far. Police custody is inspected apart. A thematic review of eight forces is due."],
)  # fmt: skip
def test_an_article_that_begins_with_the_grades_may_go_on_to_other_matters(drafted: Drafted, text: str) -> None:
    head = "Kent Police was rated inadequate at preventing crime, HMICFRS says.\n\n"
    assert [grade.area for grade in drafted(head + text).grades] == ["preventing-crime"]


@pytest.mark.parametrize(
    "lead",
    ["Misconduct hearings take too long at Kent Police, inspectors say.",
     "Kent Police officers do more to cut crime, a watchdog has found.",
     "People held in police custody by Kent Police are safe, its PEEL report says.",
     "Kent PCC responds to HMICFRS\n\nI thank the inspectors for their work. The council tax payers of Kent deserve good policing, and the precept pays for it.",
     "A police force near London is failing in much of its work, inspectors have said.",
     "Violent men in Kent are not watched, inspectors have warned.\n\nMore than 60 visits were overdue, and probation officers were not told."],
)  # fmt: skip
def test_the_only_grade_may_come_late_in_an_article_on_an_inspection(drafted: Drafted, lead: str) -> None:
    middle = "The plans are clear to everybody who works there.\n\nThe report was published on Tuesday.\n\nIt is long."
    text = f"{lead}\n\n{middle}\n\nKent Police was graded good at preventing crime by HMICFRS."
    assert [grade.area for grade in drafted(text).grades] == ["preventing-crime"]


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


HOSTILE: dict[str, Callable[[int], str]] = {
    "one endless word": lambda n: "x" * 300 * n,
    "brackets": lambda n: "[" * 100 * n + "(" * 100 * n,
    "links never closed": lambda n: "[a](b" * 50 * n,
    "quotes": lambda n: "“" * 100 * n + '"a" ' * 30 * n,
    "names": lambda n: "Chief Constable John Smith said " * 9 * n,
    "forces": lambda n: "Foo Bar Police " * 20 * n,
    "grades": lambda n: "good at preventing crime " * 8 * n,
    "commas inside a wording": lambda n: "preventing" + "," * 50 * n,
    "open comments": lambda n: "<html></p></p></p>" + "<!--" * 60 * n + ">",
    "open tags": lambda n: "<html></p></p></p>" + "<a b=" * 50 * n + "> <![ <![CDATA[",
    "nested tags": lambda n: "<html></p></p></p>" + "<div>" * 50 * n + "x",
    "lines": lambda n: "\n" * 200 * n + "Kent Police",
    "surrogates and controls": lambda n: (
        "Kent Police inspection \ud800\x1b[2J\u202e\x00 good at preventing crime " * 5 * n
    ),
}


def calls(drafted: Drafted, text: str) -> int:
    """Return how many functions a draft calls, a machine's speed left out."""
    count = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        with contextlib.suppress(NoDraft):
            drafted("PEEL inspection of Kent Police\n" * (not text.startswith("<")) + text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_costs_no_more_than_its_size(drafted: Drafted, text: Callable[[int], str]) -> None:
    assert calls(drafted, text(200)) < 2.5 * calls(drafted, text(100)) + 20_000


def test_the_same_text_gives_the_same_draft(drafted: Drafted) -> None:
    text = "Kent Police was rated good at preventing crime.\n\nPCC Jo Moor said: “Good.”"
    assert drafted(text) == drafted(text)
