"""What must improve and what was praised, in the article's own sentences."""

from collections.abc import Callable

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
