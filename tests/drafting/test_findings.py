"""What must improve and what was praised, in the article's own sentences."""

from collections.abc import Callable

import pytest

from peelcli.drafting import Draft

Drafted = Callable[..., Draft]
HEAD = "Kent Police: PEEL report of the inspectors\n\n"


def test_a_need_to_improve_is_an_improvement_with_its_area(drafted: Drafted) -> None:
    found = drafted(HEAD + "The force needs to improve how quickly it is responding to the public.").improvements
    assert [(f.area, f.evidence.rule, f.evidence.words) for f in found] == [
        ("responding-to-public", "need cue", "needs to improve")
    ]


def test_praise_is_praise(drafted: Drafted) -> None:
    found = drafted(HEAD + "Inspectors praised the work of officers in schools across the county.").praise
    assert [f.summary for f in found] == ["Inspectors praised the work of officers in schools across the county."]


def test_but_turns_a_sentence(drafted: Drafted) -> None:
    result = drafted(HEAD + "Inspectors praised the control room but found that letters were sent too late.")
    assert (len(result.improvements), len(result.praise)) == (1, 0)


def test_the_inspectors_words_count_without_the_attribution(drafted: Drafted) -> None:
    text = "HM Inspector of Constabulary Jo Moor said: “The force must improve its letters to victims.”"
    assert [f.summary for f in drafted(HEAD + text).improvements] == ["The force must improve its letters to victims."]


def test_a_chiefs_words_are_no_finding(drafted: Drafted) -> None:
    text = "Chief Constable Jo Moor said: “We must improve our letters, and I praised the excellent team.”"
    result = drafted(HEAD + text)
    assert (result.improvements, result.praise) == ((), ())


def test_grades_and_courtesies_are_no_findings(drafted: Drafted) -> None:
    text = (
        "The force was found to be inadequate at managing offenders. Thank you to all who praised our dedicated staff."
    )
    result = drafted(HEAD + text)
    assert (result.improvements, result.praise) == ((), ())


def test_praise_that_covers_a_second_thing_by_as_was_is_praise_and_no_grade(drafted: Drafted) -> None:
    graded = "Kent Police requires improvement in responding to the public.\n\n"
    text = "Its schools team was praised for strong partnership work, as was the way letters to victims are checked."
    assert [f.summary for f in drafted(HEAD + graded + text).praise] == [text]


def test_a_cut_by_a_third_is_not_a_shortcoming(drafted: Drafted) -> None:
    text = "Inspectors praised the neighbourhood teams, which have cut repeat calls by a third."
    result = drafted(HEAD + text)
    assert ([f.summary for f in result.praise], result.improvements) == ([text], ())


def test_what_a_chief_admits_is_a_shortcoming(drafted: Drafted) -> None:
    text = "Chief Constable Jo Moor said: “Our detectives carry too many cases each, and reviews are patchy.”"
    assert [f.evidence.words for f in drafted(HEAD + text).improvements] == ["too many"]


def test_a_figure_below_its_standard_is_one_improvement_with_both_sentences(drafted: Drafted) -> None:
    text = "The force answered 72% of its emergency calls in ten seconds. The national standard is 90%."
    assert [f.summary for f in drafted(HEAD + text).improvements] == [text]


def test_a_figure_above_its_standard_is_none(drafted: Drafted) -> None:
    text = "The force answered 95% of its emergency calls in ten seconds. The national standard is 90%."
    assert drafted(HEAD + text).improvements == ()


def test_an_inspector_writes_in_the_first_person_on_a_page_of_the_inspectorate(drafted: Drafted) -> None:
    text = "Observations of His Majesty’s Inspector\n\nI am impressed by the way in which the force works with schools."
    assert [f.summary for f in drafted(HEAD + text).praise] == [
        "I am impressed by the way in which the force works with schools."
    ]


def findings(drafted: Drafted, text: str) -> tuple[list[str], list[str]]:
    result = drafted(HEAD + text)
    return [f.summary for f in result.improvements], [f.summary for f in result.praise]


def test_the_items_of_a_list_are_findings_of_the_kind_that_its_head_names(drafted: Drafted) -> None:
    text = (
        "HMICFRS praised the force for:\n\n• Its team for missing children in the east of the county\n"
        "• The use of mounted officers in the villages\n\nThe inspectors would like to see these areas improved:\n\n"
        "• Time for supervisors to support their staff\n\nThe report has sixty pages, and can be read on the website."
    )
    assert findings(drafted, text) == (
        ["Time for supervisors to support their staff"],
        ["Its team for missing children in the east of the county", "The use of mounted officers in the villages"],
    )


def test_an_item_below_a_neutral_head_is_of_its_own_kind(drafted: Drafted) -> None:
    text = (
        "Inspectors said that:\n\nthe force answers its emergency calls quickly\n\nletters to victims were often late\n\n"
        "the force has a headquarters and nine stations"
    )
    assert findings(drafted, text) == (
        ["letters to victims were often late"],
        ["the force answers its emergency calls quickly"],
    )


def test_an_item_of_a_list_is_listed_with_the_kind_of_its_head(drafted: Drafted) -> None:
    text = "HMICFRS praised the force for:\n\n• Its team for missing children in the east of the county"
    assert [f.evidence.rule for f in drafted(HEAD + text).praise] == ["listed below a praise cue"]


def test_plain_words_are_praise_or_criticism_in_the_mouth_of_inspectors_only(drafted: Drafted) -> None:
    good, bad = (
        "victims get a prompt service from the team in Deal",
        "officers hand over their cases late and without notes",
    )
    assert findings(drafted, f"Inspectors said {good}. They said {bad}.") == (
        [f"They said {bad}."],
        [f"Inspectors said {good}."],
    )
    assert findings(drafted, f"For a fee {good}. At noon {bad}.") == ([], [])


def test_a_report_of_inspectors_goes_on_to_the_end_of_its_paragraph(drafted: Drafted) -> None:
    text = "Inspectors visited the control room. They found it busy. Callers in the west wait longer than others."
    assert findings(drafted, text)[0] == ["Callers in the west wait longer than others."]


@pytest.mark.parametrize(
    "text",
    ["Two causes of concern and six areas for improvement were listed in the report.", "HMICFRS did not grade how the force protects its staff.",
     "The grades are not directly comparable with those of the years before.", "The commissioner, Jo Moor, said she was disappointed by the result.",
     "Chief Constable Jo Moor said: “We were short of call handlers and we’ve taken on twenty.”", "Members are asked to note the report of the panel.",
     "The force will be moved into the enhanced phase of monitoring called Engage.", "Good: Preventing crime; Good use of resources; Managing offenders",
     "I’ve read too many of these reports in my years at the desk.", "Charity director Al Ray said: “Women were waiting far too long.”",
     "PCC Jo Moor said: “I have asked the chief constable for weekly figures on the delays.”", "The PCC, Jo Moor, said she had asked for a weekly figure on overdue visits.",
     "PCC Jo Moor said: “I am heartened that HMICFRS has praised our officers.”", "Chief Constable Al Ray said: “It is no secret that we have struggled.”",
     "Responding to the report, Chief Constable Al Ray said no officer had been hurt and all the files had been read.",
     "Waiting times have come down since the inspection,” said Chief Constable Al Ray.",
     "HM Inspector of Constabulary Jo Moor said: “I know that the chief constable understands how good it can be.”",
     "HM Inspector of Constabulary Jo Moor said: “I can’t remember a better week.”", "Inspectors found that 97 per cent of crimes are recorded as they should be.",
     "HM Inspector of Constabulary Jo Moor said: “I congratulate Kent Police on its strong performance.”",
     "It was rated good in only two of nine areas.", "The inspectorate did not look at counter-corruption this year.",
     "Chief Constable Al Ray said: “A new system is running and waits have been cut by half.”",
     "The report does not say when the work will be done.", "The union said that cuts had left its members overstretched.",
     "Kent Online is not responsible for what readers post.", "The commissioner was not available to talk to us.", "The force must submit its plan by May.",
     "It comes three years after the force was found to be failing victims.", "The force has since set up a team to deal with delays.",
     "PCC Jo Moor said: “Nobody should have to wait when they are frightened.”", "Mayor Jo Moor said she was worried about delays in the courts.",
     "PCC Jo Moor said: “We welcome a report that recognises the strong leadership of our sergeants.”", "Three other matters were raised; there were no causes of concern.",
     "The force needs to improve in two more areas - managing its estate and its fleet.", "HMICFRS said there are areas where the force needs to make improvements.",
     "Nationally, HMICFRS said that neighbourhood teams are too often thin.", "The force was in crisis in 2020 when it emerged that it had failed to log crimes.",
     "HM Inspector of Constabulary Jo Moor said: “I am pleased with the progress that Kent Police has made.”",
     "On Facebook one Deal reader wrote of three hours lost waiting in town last week."],
)  # fmt: skip
def test_counts_courtesies_and_the_views_of_others_are_no_findings(drafted: Drafted, text: str) -> None:
    assert findings(drafted, text) == ([], [])


def test_a_critic_who_quotes_the_inspectors_reports_a_finding(drafted: Drafted) -> None:
    text = "PCC Jo Moor said: “HMIC says that the force has no plan for the savings it must find.”"
    assert findings(drafted, text)[0] == ["HMIC says that the force has no plan for the savings it must find."]


def test_the_headings_of_an_inspectors_page_are_findings(drafted: Drafted) -> None:
    text = "We inspected the force in May.\n\nThe force should improve how it answers letters\n\nThe force manages its cases of fraud well"
    assert findings(drafted, text) == (
        ["The force should improve how it answers letters"],
        ["The force manages its cases of fraud well"],
    )


@pytest.mark.parametrize(
    "text",
    ["Inspectors found that there was no backlog of phones.", "The report says the average wait had come down to ten seconds.",
     "The inspectors said the scheme for young burglars should be adopted by other forces.", "On the plus side, the queue at the front desk in Deal has gone."],
)  # fmt: skip
def test_a_trouble_that_is_over_or_a_model_for_others_is_praise(drafted: Drafted, text: str) -> None:
    assert findings(drafted, text) == ([], [text])


@pytest.mark.parametrize(
    "text", ["The report highlights a shortage of detectives.", "Inspectors highlighted poor files."]
)
def test_what_is_highlighted_may_be_a_fault(drafted: Drafted, text: str) -> None:
    assert findings(drafted, text) == ([text], [])


def test_what_the_force_was_asked_to_do_is_an_improvement_in_whatever_words(drafted: Drafted) -> None:
    text = "They have asked the force to do two things:\n\n1. Improve the speed of its letters.\n2. Give better feedback to victims.\n"
    assert findings(drafted, text)[0] == ["Improve the speed of its letters.", "Give better feedback to victims."]


def test_a_numbered_heading_ends_the_findings_below_the_one_before(drafted: Drafted) -> None:
    text = (
        "4. Promising practice\n\n4.1 The work of the schools team was commended.\n\n"
        "5. Next steps\n\n5.1 Progress is reported to the board every month."
    )
    assert findings(drafted, text) == ([], ["The work of the schools team was commended."])


def test_what_another_force_was_found_to_do_is_no_finding(drafted: Drafted) -> None:
    assert findings(drafted, "Last year Sussex Police was found to be failing its victims.") == ([], [])


def test_the_lead_that_sums_up_the_grades_is_no_finding(drafted: Drafted) -> None:
    lead = (
        "Kent Police needs to improve when it comes to managing offenders, according to the inspectorate HMICFRS.\n\n"
    )
    text = "Visits were late. Officers lacked training. Plans were often thin. Too few cases were reviewed."
    assert lead.strip() not in [f.summary for f in drafted(lead + text).improvements]


def test_neither_a_long_headline_nor_a_lead_that_names_no_force_is_a_finding(drafted: Drafted) -> None:
    headline = "Kent Police praised for its work in schools and villages, yet told to answer its letters more quickly"
    lead = "The county's police force is too slow at managing offenders, a damning report has found."
    text = "Kent Police was inspected in May. Its officers lacked training in first aid. Nobody knew why. No one asked."
    found = drafted(f"PEEL report\n\nNews\n\nCrime\n\n{headline}\n\n{lead}\n\n{text}")
    assert [f.summary for f in found.improvements] == ["Its officers lacked training in first aid."]
    assert found.praise == ()


def test_an_official_admits_a_shortcoming_in_the_first_person(drafted: Drafted) -> None:
    said = "Chief Constable Jo Moor said: “{} carry too many cases each.”"
    assert findings(drafted, said.format("Our detectives")) == (["Our detectives carry too many cases each."], [])
    assert findings(drafted, said.format("Detectives up and down the land")) == ([], [])


@pytest.mark.parametrize(
    "text",
    ["Policing in Wales isn\u2019t devolved.", "The councillor was not there, having sent apologies.",
     "Mr Ray, whom she defeated at the polls, could not be reached."],
)  # fmt: skip
def test_only_what_police_work_lacks_is_an_improvement(drafted: Drafted, text: str) -> None:
    assert drafted(f"{HEAD}Kent Police was rated good at preventing crime.\n\n{text}").improvements == ()


def test_nor_turns_a_sentence_and_no_longer_turns_it_back(drafted: Drafted) -> None:
    bad, good = "Nor are its devices examined quickly enough.", "Officers are no longer pulled away to other work."
    found = drafted(f"{HEAD}Inspectors found much to say. {bad} {good}")
    assert ([f.summary for f in found.improvements], [f.summary for f in found.praise]) == ([bad], [good])


@pytest.mark.parametrize(
    ("text", "improvements", "praise"),
    [
        ("The force needs a better understanding of its demand.", 1, 0),
        ("Inspectors found that its digital team acted without delay when images were shared.", 0, 0),
        ("Inspectors said: But we are pleased with its work to cut the calls that are abandoned.", 0, 1),
        ("Inspectors made no comment on the case, which is subject to reviews.", 0, 0),
        ("Inspectors say that grades from 2022 can't be set beside those in this report.", 0, 0),
        ("Inspectors complimented the force on how it looks after the wellbeing of its people.", 0, 1),
    ],
)
def test_cues_are_weighed_by_what_they_are_about(drafted: Drafted, text: str, improvements: int, praise: int) -> None:
    result = drafted(HEAD + text)
    assert (len(result.improvements), len(result.praise)) == (improvements, praise)


def test_praise_by_others_for_the_report_is_no_finding(drafted: Drafted) -> None:
    text = "Councillors have warmly received the report on Kent Police, which was praised by the chamber of trade."
    assert drafted(HEAD + text).praise == ()
