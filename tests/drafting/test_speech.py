"""Who speaks, in which role, and with what words."""

from collections.abc import Callable

import pytest

from peelcli.drafting import Draft

Drafted = Callable[..., Draft]


def speakers(result: Draft) -> list[tuple[str, str]]:
    return [(response.name, response.role) for response in result.responses]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Chief Constable Ann Field said: “We agree.”", "Ann Field", "Chief Constable"),
        ("“We agree,” said Deputy Chief Constable Ann Field.", "Ann Field", "Deputy Chief Constable"),
        ("Kent Police’s Chief Constable, Ann Field, told the Echo she agreed.", "Ann Field", "Chief Constable"),
        ("Andy Cook, HM Inspector of Constabulary, said he was pleased.", "Andy Cook", "HM Inspector of Constabulary"),
        ("His Majesty’s Chief Inspector of Constabulary Andy Cook said: “Well.”", "Andy Cook", "HM Chief Inspector of Constabulary"),
        ("PCC Tim Moor welcomed the report.", "Tim Moor", "Police and Crime Commissioner"),
        ("Chief Con Ann Field said: “Fine.”", "Ann Field", "Chief Constable"),
        ("Temp Asst Ch Con Ann Field, of Kent Police, said a team was coming.", "Ann Field", "Assistant Chief Constable"),
        ("Chief Constable Ann Field hit back last night. She stormed: “Not us.”", "Ann Field", "Chief Constable"),
        ("PCC Tim Moor, who sets the budget, pointed out that people see no officer.", "Tim Moor", "Police and Crime Commissioner"),
        ("Pat Ode, co-ordinator of a refuge in Deal, thought that the picture was one she knew.", "Pat Ode", "Co-ordinator of a refuge in Deal"),
        ("Police and Crime Commissioner for Kent Tim Moor added: “Fine.”", "Tim Moor", "Police and Crime Commissioner"),
        ("Kent’s police, fire and crime commissioner, Tim Moor, said it was fine.", "Tim Moor", "Police, Fire and Crime Commissioner"),
        ("Commissioner Tim Moor wrote: “Fine.”", "Tim Moor", "Police and Crime Commissioner"),
        ("Cllr Jo De Meyer-Hart said: “Bad.”", "Jo De Meyer-Hart", "Councillor"),
        ("Labour MP Jo O’Neil later posted that it was bad.", "Jo O’Neil", "Labour MP"),
        ("Laura Pen, chair of Kent Police Federation, told us: “Bad.”", "Laura Pen", "Chair of Kent Police Federation"),
        ("Fiona Ode, who runs a shelter, spoke. Fiona Ode, a volunteer from Deal, said: “Bad.”", "Fiona Ode", "Volunteer from Deal"),
        ("Sir Mark Rowe QPM, Chief Constable, said: “Well.”", "Mark Rowe", "Chief Constable"),
        ("Statement from Police and Crime Commissioner Tim Moor:\n\n“Fine.”", "Tim Moor", "Police and Crime Commissioner"),
        ("Ann Field HMI said: “Better.”", "Ann Field", "HM Inspector of Constabulary"),
        ("Chief Constable A J Field KPM said: “Fine.”", "A J Field", "Chief Constable"),
        ("Chief Constable J. P. Moor said: “Fine.”", "J. P. Moor", "Chief Constable"),
        ("Kent Police’s Assistant Chief Constable (Operations) Ann Field said: “Fine.”", "Ann Field", "Assistant Chief Constable"),
        ("The Chief Constable has reacted. On Thursday Ann Field said: “Fine.”", "Ann Field", "Chief Constable"),
        ("Tim Moor, Police, Crime and Victims’ Commissioner, added: “Fine.”", "Tim Moor", "Police, Crime and Victims’ Commissioner"),
        ("Mayor of West Yorkshire Tracy Field said: “Fine.”", "Tracy Field", "Mayor of West Yorkshire"),
        ("Mayor Andy Street said: “Fine.”", "Andy Street", "Mayor"),
        ("Bournemouth hotelier Ann Field said: “Bad.”", "Ann Field", "Hotelier"),
        ("St Ives councillor Ann Field (Lib Dem) said: “Better.”", "Ann Field", "Councillor"),
        ("HM Inspector for the Eastern Region, Ann Field, said: “Better.”", "Ann Field", "HM Inspector of Constabulary"),
        ("“The force is sound.”\n\nTim Moor, Police and Crime Commissioner", "Tim Moor", "Police and Crime Commissioner"),
        ("I am pleased. I thank the inspectors.\n\nTim Moor\nPolice and Crime Commissioner for Kent", "Tim Moor", "Police and Crime Commissioner"),
        ("Ann Field, chief executive of Deal-based charity Safe Steps, said: “Bad.”", "Ann Field", "Chief executive of Deal-based charity Safe Steps"),
        ("Assistant Chief Constable for crime, justice and custody Ann Field said: “Fine.”", "Ann Field", "Assistant Chief Constable"),
        ("HM Inspector of Constabulary for the east of England, Ann Field, said: “Better.”", "Ann Field", "HM Inspector of Constabulary"),
        ("Acting chairman of the Kent branch of the Federation, Sgt Ann Field, said: “Bad.”", "Ann Field", "Acting chairman of the Kent branch of the Federation"),
        ("A spokesman for the Deal branch of the Federation, Al Ray, was annoyed. “Bad,” he said.", "Al Ray", "Spokesman for the Deal branch of the Federation"),
        ("But Unison’s Ann Field said it was bad.", "Ann Field", "Unison"),
        ("Outside a shop, retired builder Ann Field said it was bad.", "Ann Field", "Builder"),
        ("Ann Field, who became Chief Constable last May, said: “Fine.”", "Ann Field", "Chief Constable"),
        ("“Fine,” said the force’s Chief Finance Officer, Ann Field.", "Ann Field", "Chief Finance Officer"),
        ("Jo Moor, Labour’s spokeswoman on safety in the villages and towns of the whole of the county of Kent, said: “Bad.”", "Jo Moor",
         "Spokeswoman on safety in the villages and towns of the whole of the county of Kent"),
        ("Ann Field – a survivor, and founder of a charity for others like her – said women waited.", "Ann Field",
         "Survivor, and founder of a charity for others like her"),
        ("Comments of the Chief Constable, Dr Ann Field\n\n“I accept the findings.”", "Ann Field", "Chief Constable"),
        ("PCC Ann Field welcomed it.\n\nCommissioner Field said: “Fine.”", "Ann Field", "Police and Crime Commissioner"),
        ("“Fine” – Chief Constable Ann Field.", "Ann Field", "Chief Constable"),
        ("“Fine,” tweeted PCC Ann Field.", "Ann Field", "Police and Crime Commissioner"),
        ("Ann Field, of Victim Support, said: “Bad.”", "Ann Field", "Victim Support"),
        ("Kent Police Federation’s Ann Field said: “Bad.”", "Ann Field", "Kent Police Federation"),
        ("There was a tart response from Ann Field, a county councillor. “Bad.”", "Ann Field", "Councillor"),
    ],
)  # fmt: skip
def test_a_name_with_a_role_and_a_verb_of_saying_is_a_speaker(
    drafted: Drafted, text: str, name: str, role: str
) -> None:
    assert speakers(drafted(f"Kent Police: PEEL inspection\n\n{text}")) == [(name.replace("’", "'"), role)]


@pytest.mark.parametrize(
    "text",
    ["Her deputy, Carl Speight, worked with her.", "Chief Constable Ann Field took over in May.", "By Dana Whit\nCrime reporter",
     "The panel heard from Chief Constable Ann Field.", "A spokesman said it was fine.", "Victim Support, a charity, said it was fine.",
     "They called upon Chief Constable Ann Field to go."],
)  # fmt: skip
def test_people_only_mentioned_do_not_speak(drafted: Drafted, text: str) -> None:
    assert drafted(f"Kent Police: PEEL inspection\n\n{text}").responses == ()


@pytest.mark.parametrize(
    "text",
    ["Dunford MP Ann Field demanded answers.", "Professor Ann Field of the University of Deal said it was poor.", "Mother-of-two Ann Field said nobody came.",
     "Shopkeeper Ann Field, 52, said nobody came.", "Unison’s Ann Field said: “Bad.”", "Ann Field, of Kent Police Federation, said: “Bad.”",
     "Kent PCC Ann Field’s response was blunt. “Bad,” she said.", "“Bad.” Deputy Chief Constable Ann Field.", "Ann Field, 61, a retired teacher from Deal, said nobody came.",
     "A campaigner, Ann Field, said it was slow.", "Coun Ann Field said it was slow.", "Domestic abuse charity boss Ann Field said: “Bad.”"],
)  # fmt: skip
def test_people_without_a_police_role_speak_too(drafted: Drafted, text: str) -> None:
    assert [name for name, _ in speakers(drafted(f"Kent Police: PEEL inspection\n\n{text}"))] == ["Ann Field"]


@pytest.mark.parametrize(
    "text",
    ["Downing Street said it agreed.", "Kent Online reported that calls were slow.", "South West Region said it agreed.", "Kent County Council said it was slow.",
     "Domestic Abuse Commissioner said it was slow.", "Right Care Right Person continued.", "Operation Opal explained how it works.", "New Scotland Yard said so."],
)  # fmt: skip
def test_organisations_and_places_do_not_speak(drafted: Drafted, text: str) -> None:
    assert drafted(f"Kent Police: PEEL inspection\n\n{text}").responses == ()


def test_a_person_speaks_later_by_surname_or_as_she(drafted: Drafted) -> None:
    text = "Kent Police: PEEL inspection\n\nPCC Jo Moor was cautious. She said calls were slow.\n\nChief Constable Al Ray was there.\n\nMr Ray said no."
    assert [(r.name, r.words) for r in drafted(text).responses] == [
        ("Jo Moor", "She said calls were slow."), ("Al Ray", "Mr Ray said no."),
    ]  # fmt: skip


def test_words_over_several_paragraphs_belong_to_one_speaker(drafted: Drafted) -> None:
    text = "Kent Police: PEEL inspection\n\nPCC Jo Moor said: “One.\n\n“Two. Three.\n\n“Four.”\n\nThe report has sixty pages."
    assert [r.words for r in drafted(text).responses] == ["One. Two. Three. Four."]


def test_words_without_marks_after_a_colon_run_to_the_notes(drafted: Drafted) -> None:
    text = "Kent Police: PEEL inspection\n\nPCC Jo Moor said:\n\nThis is a good day.\n\nI thank everyone.\n\nNotes to editors\n\nCall us."
    assert [r.words for r in drafted(text).responses] == ["This is a good day. I thank everyone."]


def test_reported_speech_is_kept_where_nothing_is_quoted(drafted: Drafted) -> None:
    response = drafted("Kent Police: PEEL inspection\n\nPCC Jo Moor said calls were slow.").responses[0]
    assert (response.words, response.quoted) == ("PCC Jo Moor said calls were slow.", False)


def test_a_response_says_where_it_was_read(drafted: Drafted) -> None:
    response = drafted("Kent Police: PEEL inspection\n\nPCC Jo Moor said: “Slow.”").responses[0]
    assert response.evidence == ("name says", 3, "PCC Jo Moor said: “Slow.”")


def test_the_organisation_is_read_where_it_is_named(drafted: Drafted) -> None:
    text = "Kent Police: PEEL inspection\n\nEssex Police’s Chief Constable Ann Field said no."
    assert drafted(text).responses[0].organisation == "Essex Police"


@pytest.mark.parametrize(
    "text",
    ["The commissioner, Jo Moor, has asked for a monthly report.", "Chief Constable Al Ray has accepted all the recommendations.",
     "Last week Chief Constable Al Ray announced plans to hire 90 people.", "A spokesman for PCC Jo Moor said there would be no interview.",
     "A spokeswoman for Jo Moor, the PCC, said she would reply in May."],
)  # fmt: skip
def test_what_somebody_did_or_a_spokesperson_said_is_no_response(drafted: Drafted, text: str) -> None:
    assert speakers(drafted(f"Kent Police: PEEL inspection\n\n{text}")) == []
