"""Which area gets which grade: in a clause, in a list, down a table."""

from collections.abc import Callable

import pytest

from peelcli.drafting import Draft

Grades = Callable[[str], dict[str, str]]
Drafted = Callable[..., Draft]


def test_one_grade_serves_a_list_of_areas(grades: Grades) -> None:
    assert grades("It was rated good at preventing crime, managing offenders and how it treats the public.") == {
        "preventing-crime": "good", "managing-offenders": "good", "police-powers": "good",
    }  # fmt: skip


def test_each_grade_serves_its_own_clause(grades: Grades) -> None:
    text = "It was good at preventing crime but inadequate at managing offenders, and requires improvement in investigating crime."
    assert grades(text) == {
        "preventing-crime": "good", "managing-offenders": "inadequate", "investigating-crime": "requires-improvement",
    }  # fmt: skip


def test_an_elliptic_series_is_read_area_first(grades: Grades) -> None:
    text = "Preventing crime was graded good, responding to the public adequate and investigating crime inadequate."
    assert grades(text) == {
        "preventing-crime": "good", "responding-to-public": "adequate", "investigating-crime": "inadequate",
    }  # fmt: skip


def test_areas_named_among_a_number_get_the_grade_after_them(grades: Grades) -> None:
    text = "Four were adequate and three others, including managing offenders, were judged inadequate."
    assert grades(text) == {"managing-offenders": "inadequate"}


def test_a_grade_used_up_by_the_clause_before_is_not_used_again(grades: Grades) -> None:
    text = "While preventing crime was found to be adequate, investigating crime needs work: it is graded inadequate."
    assert grades(text) == {"preventing-crime": "adequate", "investigating-crime": "inadequate"}


def test_areas_may_be_counted_under_another_name(grades: Grades) -> None:
    text = (
        "The force ‘requires improvement’ in two fields, managing offenders and investigating crime, is ‘adequate’ at "
    )
    assert grades(f"{text}protecting vulnerable people and ‘good’ at preventing crime.") == {
        "managing-offenders": "requires-improvement",
        "investigating-crime": "requires-improvement",
        "protecting-vulnerable-people": "adequate",
        "preventing-crime": "good",
    }
    assert grades(
        "It requires improvement on three fronts: response, investigations and protecting vulnerable people."
    ) == {
        "responding-to-public": "requires-improvement",
        "investigating-crime": "requires-improvement",
        "protecting-vulnerable-people": "requires-improvement",
    }


def test_concerns_about_an_area_are_no_grade(grades: Grades) -> None:
    assert grades("It was good at preventing crime, with concerns about investigating crime.") == {
        "preventing-crime": "good"
    }


def test_what_is_unclear_becomes_a_doubt(drafted: Drafted) -> None:
    result = drafted("PEEL: Kent Police was rated good overall, but inspectors looked hard at investigating crime.")
    assert result.grades == ()
    assert [(doubt.area, doubt.grades) for doubt in result.doubts] == [("investigating-crime", ("good",))]


def test_two_clear_but_different_readings_are_a_grade_and_a_doubt(drafted: Drafted) -> None:
    result = drafted("Kent Police is good at preventing crime. Inspectors rated it adequate at preventing crime.")
    assert [(item.area, item.grade) for item in result.grades] == [("preventing-crime", "good")]
    assert [(doubt.area, doubt.grades) for doubt in result.doubts] == [("preventing-crime", ("good", "adequate"))]


def test_counts_alone_give_no_grade(grades: Grades) -> None:
    assert grades("It was good in two areas, adequate in five and required improvement in two.") == {}


def test_needs_to_improve_is_not_a_grade(grades: Grades) -> None:
    assert (
        grades(
            "The force needs to improve how it investigates crime. Areas for improvement include managing offenders."
        )
        == {}
    )


def test_the_same_grade_repeats_the_one_before(grades: Grades) -> None:
    text = (
        "It was outstanding at preventing crime. The same grade was given for its leadership. So is managing offenders."
    )
    assert grades(text) == {
        "preventing-crime": "outstanding", "leadership": "outstanding", "managing-offenders": "outstanding",
    }  # fmt: skip


def test_both_means_the_two_areas_of_the_sentence_before(grades: Grades) -> None:
    text = "Inspectors looked at investigating crime and managing offenders. Both were found to be adequate."
    assert grades(text) == {"investigating-crime": "adequate", "managing-offenders": "adequate"}


def test_areas_can_be_graded_in_their_order(grades: Grades) -> None:
    text = "It looked at preventing crime, managing offenders and investigating crime. In the first two of these it was good. In the last the verdict was inadequate."
    assert grades(text) == {
        "preventing-crime": "good", "managing-offenders": "good", "investigating-crime": "inadequate",
    }  # fmt: skip


def test_an_old_grade_that_is_unchanged_counts(grades: Grades) -> None:
    assert grades("Preventing crime was rated good in 2020 and its grade is unchanged.") == {"preventing-crime": "good"}


def test_all_three_pillars_can_get_one_grade(drafted: Drafted) -> None:
    text = "PEEL looks at effectiveness, efficiency and legitimacy\n\n2 May 2019\n\nKent Police was rated good in all three pillars."
    assert {item.area: item.grade for item in drafted(text).grades} == {
        "effectiveness": "good", "efficiency": "good", "legitimacy": "good",
    }  # fmt: skip


def test_common_words_are_areas_only_beside_a_grade_or_in_a_list(grades: Grades) -> None:
    assert grades("It was rated good for leadership.") == {"leadership": "good"}
    assert grades("Leadership: good") == {"leadership": "good"}
    assert grades("The chief was found wanting, and graded good, in his talk on leadership at noon.") == {}


def test_areas_below_a_header_get_its_grade(grades: Grades) -> None:
    text = "There were good ratings in two areas:\n\nPreventing crime\n\nManaging offenders\n\nThe report has 60 pages."
    assert grades(text) == {"preventing-crime": "good", "managing-offenders": "good"}


def test_a_list_without_a_grade_gives_none(grades: Grades) -> None:
    assert grades("The inspection covered:\n\nPreventing crime\n\nManaging offenders\n\nOne of them was good.") == {}


def test_a_flat_table_pairs_each_area_with_the_next_line(grades: Grades) -> None:
    assert grades("Area\nGrade\nPreventing crime\nGood\nManaging offenders\nInadequate") == {
        "preventing-crime": "good", "managing-offenders": "inadequate",
    }  # fmt: skip


def test_grades_as_headings_group_the_areas_below(grades: Grades) -> None:
    assert grades("Good\nPreventing crime\nManaging offenders\nAdequate\nInvestigating crime") == {
        "preventing-crime": "good", "managing-offenders": "good", "investigating-crime": "adequate",
    }  # fmt: skip


def test_of_two_columns_the_newer_counts(grades: Grades) -> None:
    assert grades("Area | 2024 | 2022\nPreventing crime | Good | Inadequate\nManaging offenders | Adequate | Good") == {
        "preventing-crime": "good", "managing-offenders": "adequate",
    }  # fmt: skip


def test_the_overall_grade_of_a_report_on_one_pillar_is_the_pillars(drafted: Drafted) -> None:
    text = (
        "Report on the effectiveness of Kent Police\n\n2 March 2017\n\nThe force was given an overall grade of ‘good’."
    )
    assert [(item.area, item.grade) for item in drafted(text).grades] == [("effectiveness", "good")]


def test_the_grades_of_a_table_can_be_its_columns(grades: Grades) -> None:
    text = "Good | Adequate | Inadequate\n| Preventing crime | Managing offenders\n| Leadership\nRecording crime | |\n\nThe end."
    wanted = {
        "preventing-crime": "adequate", "managing-offenders": "inadequate", "leadership": "adequate", "recording-crime": "good",
    }  # fmt: skip
    assert grades(text) == wanted
    rows = "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>\n" for row in text.split("\n")[:4])
    assert grades(f"<table>{rows}</table></p></p>") == wanted


def test_an_overall_grade_is_that_of_the_pillar_in_the_heading(drafted: Drafted) -> None:
    text = "Kent Police: PEEL 2017\n\n1. Efficiency\n\nOverall judgement: Good (2016: Requires improvement)\n\n2. Legitimacy\n\nOverall judgement: Inadequate"
    assert {item.area: item.grade for item in drafted(text).grades} == {
        "efficiency": "good", "legitimacy": "inadequate",
    }  # fmt: skip


def test_the_areas_that_must_improve_get_the_grade_if_as_many_were_counted(grades: Grades) -> None:
    text = "It was rated good in one area and as requiring improvement in two.\n\nIt must improve {}."
    assert grades(text.format("how it investigates crime and manages offenders")) == {
        "investigating-crime": "requires-improvement", "managing-offenders": "requires-improvement",
    }  # fmt: skip
    assert grades(text.format("how it investigates crime")) == {}


def test_the_first_and_the_last_of_the_areas_before_can_share_a_grade(grades: Grades) -> None:
    text = "It looked at preventing crime, managing offenders and investigating crime. It is good on the first and last. On the second it is inadequate."
    assert grades(text) == {
        "preventing-crime": "good", "managing-offenders": "inadequate", "investigating-crime": "good",
    }  # fmt: skip


def test_those_two_areas_are_the_areas_of_the_sentence_before(grades: Grades) -> None:
    text = "It needs to answer calls from the public and investigate crime better. It requires improvement in those two areas."
    assert grades(text) == {
        "responding-to-public": "requires-improvement", "investigating-crime": "requires-improvement",
    }  # fmt: skip


def test_a_common_word_inside_a_list_of_areas_is_an_area(grades: Grades) -> None:
    text = "In three areas – preventing crime, leadership and managing offenders – the force was told that it is inadequate."
    assert grades(text) == dict.fromkeys(("preventing-crime", "leadership", "managing-offenders"), "inadequate")


def test_though_between_commas_does_not_change_the_subject(grades: Grades) -> None:
    text = "It is good at preventing crime. On managing offenders, though, the force requires improvement."
    assert grades(text) == {"preventing-crime": "good", "managing-offenders": "requires-improvement"}


def test_the_rows_of_a_list_in_a_wrapped_text_stay_apart(grades: Grades) -> None:
    row = "The force, one of the smallest in the whole country by its budget,\n"
    listed = "   How well it is preventing crime in the whole county - good\n   How well it is managing all its many offenders - adequate\n"
    assert grades(row * 5 + "ends.\n" + listed + row) == {"preventing-crime": "good", "managing-offenders": "adequate"}


def test_a_table_wins_over_nearness(grades: Grades) -> None:
    text = "Managing offenders got a look, and a good one.\n\nManaging offenders: inadequate"
    assert grades(text)["managing-offenders"] == "inadequate"


def test_stated_counts_are_kept_with_their_words(drafted: Drafted) -> None:
    text = "Kent Police was ‘good’ in one area, four were adequate and there were two grades of ‘inadequate’."
    counts = drafted(text).counts
    assert [(count.grade, count.number) for count in counts] == [
        ("good", 1),
        ("adequate", 4),
        ("inadequate", 2),
    ]
    assert counts[1].evidence.words == "four were adequate"


def test_counts_that_differ_from_the_drafted_grades_are_reported(drafted: Drafted) -> None:
    result = drafted("Kent Police was good in two areas, including preventing crime.")
    assert result.disagreements() == (("good", 2, 1),)


def test_every_grade_says_where_it_was_read(drafted: Drafted) -> None:
    evidence = drafted("Kent Police\n\nIt was rated good at preventing crime.").grades[0].evidence
    assert evidence == ("grade before area", 3, "good at preventing crime")


def test_areas_between_dashes_keep_their_own_grades(grades: Grades) -> None:
    text = "Two – preventing crime and leadership – were good; two – managing offenders and workforce – adequate."
    assert grades(text) == {
        "preventing-crime": "good", "leadership": "good", "managing-offenders": "adequate", "workforce": "adequate",
    }  # fmt: skip


def test_an_old_grade_between_the_new_one_and_its_area_is_passed_over(grades: Grades) -> None:
    text = "It was marked down to inadequate from requires improvement on how it supports victims."
    assert grades(text) == {"victim-service": "inadequate"}


def test_grades_can_stand_in_brackets_or_after_commas(grades: Grades) -> None:
    assert grades("Only its leadership (inadequate) and workforce (requires improvement) fell short.") == {
        "leadership": "inadequate", "workforce": "requires-improvement",
    }  # fmt: skip
    assert grades("The grades are: preventing crime, good; managing offenders, adequate; leadership, inadequate.") == {
        "preventing-crime": "good", "managing-offenders": "adequate", "leadership": "inadequate",
    }  # fmt: skip


def test_how_effective_a_force_is_at_a_part_is_not_its_effectiveness(drafted: Drafted) -> None:
    text = "PEEL: Kent Police\n\n5 March 2018\n\nHow effective is the force at preventing crime?\nGood"
    assert [(item.area, item.grade) for item in drafted(text).grades] == [("preventing-crime", "good")]


OLDER: list[tuple[str, str, dict[str, str]]] = [
    ("2014", "Anti-social behaviour is dealt with in an ‘outstanding’ manner, and the force is good at preventing crime.",
     {"anti-social-behaviour": "outstanding", "reducing-crime": "good"}),
    ("2014", "Its investigation of offences was found to be in need of improvement. Tackling ASB was graded good.",
     {"anti-social-behaviour": "good", "investigating-offending": "requires-improvement"}),
    ("2015", "The force was said to have an outstanding financial position, and was graded good for its culture and wellbeing.",
     {"financial-position": "outstanding", "ethical-culture": "good"}),
    ("2015", "It was rated good at keeping people safe and reducing crime in an efficient manner.", {"efficiency": "good"}),
    ("2015", "Last November HMIC rated the force good for efficiency.", {"efficiency": "good"}),
    ("2015", "HMIC rated the force good for efficiency; the legitimacy report is due in March.", {"efficiency": "good"}),
    ("2016", "It was good, too, at preventing crime, and ‘good’ too when it comes to organised crime groups.",
     {"preventing-crime": "good", "serious-organised-crime": "good"}),
    ("2016", "The force did better in efficiency this time but inspectors still say it requires improvement.",
     {"efficiency": "requires-improvement"}),
    ("2017", "2.1 Legitimacy (published 12 December 2017)\n\nOverall: Good\n\nPlanning for the future: Requires improvement\n\n"
     "2.2 Effectiveness (published 22 March 2018)\n\nOverall: Good",
     {"legitimacy": "good", "planning-future": "requires-improvement", "effectiveness": "good"}),
    ("2014", "The force is good at reducing crime; its investigations require improvement.",
     {"reducing-crime": "good", "investigating-offending": "requires-improvement"}),
    ("2015", "It is inadequate in how it protects children and other vulnerable adults.", {"protecting-vulnerable-people": "inadequate"}),
    ("2016", "Its legitimacy in keeping people safe was good. The way its staff are treated requires improvement.",
     {"legitimacy": "good", "fair-treatment-workforce": "requires-improvement"}),
    ("2017", "How it treats its own staff was graded good, the ethical behaviour of its officers outstanding.",
     {"fair-treatment-workforce": "good", "ethical-behaviour": "outstanding"}),
]  # fmt: skip


@pytest.mark.parametrize(("cycle", "text", "expected"), OLDER)
def test_the_areas_of_older_cycles_have_their_own_wordings(
    drafted: Drafted, cycle: str, text: str, expected: dict[str, str]
) -> None:
    result = drafted(f"Kent Police: PEEL {cycle}\n\nThe {cycle} PEEL inspection of Kent Police is out.\n\n{text}")
    assert {item.area: item.grade for item in result.grades} == expected


def test_they_are_for_names_the_areas_of_the_grade_before(grades: Grades) -> None:
    text = "The force has two outstanding grades, more than most. They’re for preventing crime and managing offenders."
    assert grades(text) == {"preventing-crime": "outstanding", "managing-offenders": "outstanding"}


def test_the_support_of_the_workforce_does_not_break_a_list_of_areas(grades: Grades) -> None:
    text = (
        "The way it investigates crime, its support for its staff and its financial planning all ‘require improvement’."
    )
    assert grades(text) == {
        "investigating-crime": "requires-improvement", "workforce": "requires-improvement", "leadership": "requires-improvement",
    }  # fmt: skip


def test_a_grade_of_years_ago_gives_way_to_the_one_now(grades: Grades) -> None:
    text = "The force, which was inadequate at responding to the public two years ago, is now adequate."
    assert grades(text) == {"responding-to-public": "adequate"}
    assert grades("It was good at preventing crime, up on last time.") == {"preventing-crime": "good"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Preventing crime has gone up to adequate and managing offenders down to inadequate.", ["adequate", "inadequate"]),
        ("It improved in preventing crime (from adequate to good) and got worse in managing offenders (from good to adequate).",
         ["good", "adequate"]),
        ("Grades ranged from good for preventing crime to inadequate for managing offenders.", ["good", "inadequate"]),
        ("Neither preventing crime nor managing offenders was better than adequate.", ["adequate", "adequate"]),
        ("It was good, the second-highest grade, at preventing crime and managing offenders.", ["good", "good"]),
        ("Preventing crime was rated good, and managing offenders is the same.", ["good", "good"]),
        ("The good grades are for preventing crime; the adequate one is for managing offenders.", ["good", "adequate"]),
        ("Preventing crime          Good\nManaging offenders        Adequate", ["good", "adequate"]),
        ("It got the lowest mark for preventing crime and for managing offenders.", ["inadequate", "inadequate"]),
    ],
)  # fmt: skip
def test_a_range_a_move_or_a_gloss_does_not_hide_a_grade(grades: Grades, text: str, expected: list[str]) -> None:
    assert grades(text) == dict(zip(["preventing-crime", "managing-offenders"], expected, strict=True))


def test_grades_named_respectively_go_to_the_areas_in_their_order(grades: Grades) -> None:
    expected = {"preventing-crime": "good", "investigating-crime": "requires-improvement"}
    assert (
        grades("On preventing and investigating crime it was good and requires improvement respectively.") == expected
    )
    text = "It was inspected on preventing crime and on investigating crime. "
    assert grades(f"{text}In those it was found to be good and requires improvement respectively.") == expected


def test_in_the_two_areas_means_those_of_the_sentence_before(grades: Grades) -> None:
    text = "The force is not good enough at responding to the public or investigating crime. It was rated inadequate in"
    assert grades(f"{text} the two areas.") == {
        "responding-to-public": "inadequate", "investigating-crime": "inadequate",
    }  # fmt: skip
    assert grades(f"{text} three areas.") == {}


def test_an_old_grade_in_brackets_does_not_end_a_list(grades: Grades) -> None:
    text = "It is adequate for preventing crime, for responding to the public (it was inadequate last time), and "
    assert grades(f"{text}for managing offenders.") == {
        "preventing-crime": "adequate", "responding-to-public": "adequate", "managing-offenders": "adequate",
    }  # fmt: skip


def test_areas_in_brackets_get_the_grade_behind_them(grades: Grades) -> None:
    assert grades("The other two (prevention, investigation) came out as requires improvement.") == {
        "preventing-crime": "requires-improvement", "investigating-crime": "requires-improvement",
    }  # fmt: skip


def test_it_is_the_force_with_which_the_sentence_before_begins(grades: Grades) -> None:
    text = "Essex Police, which shares its cells with Kent Police, had its own report. It was good at preventing crime."
    assert grades(f"Kent Police was adequate at preventing crime.\n\n{text}") == {"preventing-crime": "adequate"}


def test_areas_are_those_of_the_cycle_that_their_names_settle(drafted: Drafted) -> None:
    text = "In a report out on Thursday, November 9, HMICFRS rated Kent Police good for efficiency and its use of resources."
    result = drafted(text)
    assert (result.cycle.id, [item.area for item in result.grades]) == (
        "2017", ["efficiency", "using-resources"],
    )  # fmt: skip


def test_the_overall_grade_in_a_sentence_that_names_a_pillar_is_of_that_pillar(drafted: Drafted) -> None:
    text = (
        "PEEL 2015: Kent Police and its effectiveness\n\n"
        "HMIC judged Kent Police as good overall in its efficiency inspection."
    )
    assert [(item.area, item.grade) for item in drafted(text).grades] == [("efficiency", "good")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There are three where improvement is required, namely preventing crime.", "requires-improvement"),
        ("It was ordered to improve in two areas: preventing crime and managing offenders.", "requires-improvement"),
        ("It gets an RI for preventing crime.", "requires-improvement"),
        ("The force got the middle grade of five for preventing crime.", "adequate"),
    ],
)
def test_grades_go_by_other_names(grades: Grades, text: str, expected: str) -> None:
    assert grades(text)["preventing-crime"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was good at preventing crime, and investigating crime was adequate.", "good adequate -"),
        ("It is good at preventing crime, good at investigating crime, and its leadership is outstanding.", "good good outstanding"),
        ("It is good at preventing crime, and investigating crime and leadership were adequate.", "good adequate adequate"),
        ("Preventing crime, investigating crime and leadership were adequate.", "adequate adequate adequate"),
    ],
)  # fmt: skip
def test_a_list_ends_where_an_area_has_a_grade_of_its_own(grades: Grades, text: str, expected: str) -> None:
    found = grades(text)
    assert (
        " ".join(found.get(area, "-") for area in ("preventing-crime", "investigating-crime", "leadership")) == expected
    )


def test_the_others_were_means_the_grade_of_the_sentence_before(grades: Grades) -> None:
    text = "It is inadequate in two areas, including investigating crime. The other was preventing crime."
    assert grades(text.replace("other was", "others were")) == {
        "investigating-crime": "inadequate", "preventing-crime": "inadequate",
    }  # fmt: skip


def test_the_two_were_means_those_of_the_grade_that_was_counted(grades: Grades) -> None:
    text = (
        "It was adequate in three areas and inadequate in two. The two were preventing crime and investigating crime."
    )
    assert grades(text) == {"preventing-crime": "inadequate", "investigating-crime": "inadequate"}
    assert grades(text.replace("and investigating crime", "")) == {}
    text = "It was adequate in two areas and inadequate in three. The two are preventing crime, and planning and value for money."
    assert grades(text) == {"preventing-crime": "adequate", "leadership": "adequate"}


def test_likewise_does_not_repeat_a_grade_if_another_follows(grades: Grades) -> None:
    text = "It is good at preventing crime. Investigating crime and leadership are likewise adequate."
    assert grades(text) == {
        "preventing-crime": "good", "investigating-crime": "adequate", "leadership": "adequate",
    }  # fmt: skip


def test_improvement_that_was_required_in_an_area_is_its_grade(grades: Grades) -> None:
    text = "It is good at preventing crime. Improvement was required in two others: investigating crime and leadership."
    assert grades(text)["leadership"] == "requires-improvement"


def test_an_area_can_be_it(grades: Grades) -> None:
    text = "It is outstanding at preventing crime, at investigating it and at managing offenders."
    assert list(grades(text).values()) == ["outstanding"] * 3
