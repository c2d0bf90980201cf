"""Report to YAML: as a careful person writes it, and the same report when it is read back."""

from __future__ import annotations

import pytest
from conftest import HERE, report

from peelcli.loading.parse import parse
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Force, Grade, GradedArea, Report
from peelcli.reading import read
from peelcli.writing.serialise import plain, scalar, yaml_text
from peelcli.writing.templates import skeleton


def read_back(text: str) -> tuple[Report, ...]:
    reports, problems = parse(read(text.encode(), "a.yaml"))
    assert [problem for problem in problems if problem.level == "problem"] == []
    return reports


WRITTEN = """\
force: Northshire Police
cycle: 2023-25
inspected: 2024-09
published: 2025-03-14
summary: A made-up force with one area of each grade.
stated_counts: {outstanding: 1, good: 1, adequate: 1, requires-improvement: 1, inadequate: 1}
counts_source: page
complete: true
graded_areas:
  - {area: victim-service, ungraded: not-graded}
  - {area: recording-crime, grade: outstanding, source: page, also: [paper], note: Changed after publication.}
  - {area: preventing-crime, grade: good, source: page}
  - {area: responding-to-public, grade: inadequate, source: page}
  - {area: investigating-crime, grade: requires-improvement, source: page}
  - {area: managing-offenders, grade: adequate, source: paper}
improvement_areas:
  - area: responding-to-public
    kind: cause-of-concern
    summary: Emergency calls wait too long.
    since: 2021-22
    source: page
  - area: investigating-crime
    kind: area-for-improvement
    summary: Detectives carry too many cases.
    source: page
  - kind: area-for-improvement
    summary: Vehicles are old.
    source: paper
praise:
  - area: preventing-crime
    kind: promising-practice
    summary: Neighbourhood teams have cut repeat calls by a third.
    source: page
stakeholder_responses:
  - name: Priya Hallworth
    role: Chief Constable
    organisation: Northshire Police
    summary: Welcomes the report and promises faster answers.
    quote: We must do better.
    date: 2025-03-15
    source: paper
notes:
  - One area was regraded in April 2025.
sources:
  page:
    title: "PEEL 2023–25: Northshire"
    publisher: HMICFRS
    url: https://example.org/northshire
    published: 2025-03-14
  paper:
    title: Force told to answer faster
    publisher: Northshire Echo
    url: https://example.org/echo/1
x-reviewed-by: A. Tester
"""


def test_a_report_is_written_whole_as_a_careful_person_does() -> None:
    reports = parse(read((HERE / "data" / "northshire.yaml").read_bytes(), "a.yaml")).reports
    assert yaml_text(reports) == WRITTEN


def test_what_is_written_reads_back_as_the_same_report() -> None:
    reports = parse(read((HERE / "data" / "northshire.yaml").read_bytes(), "a.yaml")).reports
    assert read_back(WRITTEN) == reports


def test_the_least_report_has_three_lines() -> None:
    least = Report(Force("northshire-police", "Northshire Police"), reference.cycles()["2016"])
    assert yaml_text([least]) == "force: Northshire Police\ncycle: 2016\ngraded_areas: []\n"


def test_several_reports_are_documents_of_their_own() -> None:
    least = Report(Force("kent", "Kent Police"), reference.cycles()["2016"])
    text = yaml_text([least, least._replace(cycle=reference.cycles()["2017"])])
    assert text == "force: kent\ncycle: 2016\ngraded_areas: []\n---\nforce: kent\ncycle: 2017\ngraded_areas: []\n"
    assert [one.cycle.id for one in read_back(text)] == ["2016", "2017"]


def test_no_reports_are_no_text() -> None:
    assert yaml_text([]) == ""


def test_own_keys_are_written_even_where_they_hold_nothing() -> None:
    own = {"x-list": [], "x-mapping": {}, "x-nothing": None}
    written = yaml_text([report(extra=own)])
    assert written.endswith("x-list: []\nx-mapping: {}\nx-nothing: null\n")
    assert read_back(written)[0].extra == own


def test_own_keys_are_written_wherever_they_stand() -> None:
    own = {"x-tree": {"a b": ["yes", {"c": None}], "d": "1, 2"}}
    made = report()
    entries = tuple(entry._replace(extra=own) for entry in made.graded_areas)
    sources = (made.sources[0]._replace(extra=own),)
    made = made._replace(extra=own, graded_areas=entries, sources=sources)
    (back,) = read_back(yaml_text([made]))
    assert back == made


def test_counts_that_were_stated_as_none_are_written() -> None:
    assert "stated_counts: {}\n" in yaml_text([report(stated_counts={})])


def test_a_source_of_which_only_the_id_is_known_is_written() -> None:
    made = report()
    made = made._replace(sources=(made.sources[0]._replace(title=None, publisher=None, url=None),))
    assert yaml_text([made]).endswith("sources:\n  page: {}\n")
    assert read_back(yaml_text([made])) == (made,)


def test_what_peel_does_not_know_is_written_in_its_own_words() -> None:
    odd = Report(
        Force("the-northshire-force", "The “Northshire” Force"),
        Cycle("2031/33", "2031/33"),
        (GradedArea(Area("robots-and-drones", "Robots & drones"), Grade.GOOD),),
    )
    assert yaml_text([odd]) == (
        "force: The “Northshire” Force\ncycle: 2031/33\ngraded_areas:\n  - {area: Robots & drones, grade: good}\n"
    )


def test_a_narrowed_report_says_so_when_it_is_written() -> None:
    assert yaml_text([report(filtered=("--grade good",))]).endswith('filtered:\n  - "--grade good"\n')


# --- the plain form ---


def test_the_plain_form_leaves_out_what_is_absent_but_never_the_main_keys() -> None:
    assert plain(Report(Force("kent", "Kent Police"), reference.cycles()["2016"])) == {
        "force": "kent",
        "cycle": "2016",
        "graded_areas": [],
        "improvement_areas": [],
        "praise": [],
        "stakeholder_responses": [],
        "notes": [],
        "sources": {},
    }


def test_the_plain_form_of_entries_leaves_out_what_is_absent() -> None:
    assert plain(report(complete=False)) == {
        "force": "Northshire Police",
        "cycle": "2023-25",
        "complete": False,
        "graded_areas": [
            {"area": "preventing-crime", "grade": "good", "source": "page"},
            {"area": "investigating-crime", "grade": "requires-improvement", "source": "page"},
        ],
        "improvement_areas": [],
        "praise": [],
        "stakeholder_responses": [],
        "notes": [],
        "sources": {
            "page": {
                "title": "Report on Northshire",
                "publisher": "HMICFRS",
                "url": "https://example.org/northshire",
            }
        },
    }


def test_a_separate_grade_the_page_of_the_report_and_the_number_of_graded_areas_are_written() -> None:
    made = report(report_url="https://example.org/northshire", graded_total=9)
    made = made._replace(graded_areas=(made.graded_areas[0]._replace(separate=True),))
    form = plain(made)
    assert (form["report_url"], form["graded_total"]) == ("https://example.org/northshire", 9)
    assert form["graded_areas"] == [
        {"area": "preventing-crime", "grade": "good", "separate": True, "source": "page"},
    ]
    assert yaml_text([made]).splitlines()[2:6] == [
        "report_url: https://example.org/northshire",
        "graded_total: 9",
        "graded_areas:",
        "  - {area: preventing-crime, grade: good, separate: true, source: page}",
    ]


# --- quoting ---


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("2024-05-14", "2024-05-14"),
        ("no", "no"),
        ("£1.2m", "£1.2m"),
        ("(in part)", "(in part)"),
        ("“quoted”", "“quoted”"),
        ("it's", "it's"),
        ("a#b", "a#b"),
        ("https://example.org/?a=b&c", "https://example.org/?a=b&c"),
        ("", '""'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("<<", '"<<"'),
        ("a: b", '"a: b"'),
        ("a:", '"a:"'),
        ("a #b", '"a #b"'),
        ("#a", '"#a"'),
        ("- a", '"- a"'),
        ("'a'", "\"'a'\""),
        ('"a"', '"\\"a\\""'),
        ("[a]", '"[a]"'),
        ("{a}", '"{a}"'),
        ("&a", '"&a"'),
        ("*a", '"*a"'),
        ("!a", '"!a"'),
        ("%a", '"%a"'),
        ("@a", '"@a"'),
        ("|", '"|"'),
        ("> a", '"> a"'),
        ("? a", '"? a"'),
        ("---", '"---"'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("a\nb", '"a\\nb"'),
        ("a\tb", '"a\\tb"'),
        ("a\\b", "a\\b"),
        ("\\", '"\\\\"'),
        ("a\x1b[2J", '"a\\u001b[2J"'),
        ("a\x7f", '"a\\u007f"'),
        ("a\x85b", '"a\\u0085b"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("a\u202eb", '"a\\u202eb"'),
        ("\ufeffa", '"\\ufeffa"'),
        ("a\ufffe", '"a\\ufffe"'),
        ("a\U000e0041", '"a\\U000e0041"'),
        ("caf\u00e9 😀", "caf\u00e9 😀"),
        ("a\u00a0b", '"a\u00a0b"'),
    ],
    ids=repr,
)
def test_a_text_is_quoted_where_it_must_be_and_reads_back_as_the_same(text: str, written: str) -> None:
    assert scalar(text) == written
    for document in (f"{scalar(text)}: a\n", f"- {scalar(text)}\n", f"[{scalar(text, in_flow=True)}]\n"):
        (root,) = read(document.encode(), "a.yaml").roots
        assert list(root) == [text]  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["a, b", "a]", "a}", "a?", "https://example.org"])
def test_within_brackets_a_text_is_quoted_for_less(text: str) -> None:
    assert scalar(text, in_flow=True) == f'"{text}"'
    assert scalar(text) == text


# --- skeletons ---

SKELETON = """\
# yaml-language-server: $schema=report.schema.json
# Fill in what you know, delete what you do not need, and ask `peel check FILE` what is left to do.
# With `peel schema > report.schema.json` beside this file, editors explain each key.
force: west-mercia
cycle: 2023-25
inspected:                 # year, month or day: 2024, 2024-05 or 2024-05-14
published:                 # likewise
published_source:          # which of the sources below says so
summary:                   # one or two sentences in your own words
stated_counts:             # as announced, such as {good: 1, adequate: 4}
counts_source:
complete:                  # true once all announced grades are listed here

# grade: outstanding, good, adequate, requires-improvement, inadequate.
# Without a grade write instead of it  ungraded: not-graded, not-inspected or not-recorded.
graded_areas:
  - {area: victim-service, ungraded: not-graded}    # Providing a service to the victims of crime; never graded
  - {area: recording-crime, grade: , source: page}    # Recording data about crime; not in every report
  - {area: police-powers, grade: , source: page}    # Police powers and treating the public fairly and respectfully
  - {area: preventing-crime, grade: , source: page}    # Preventing and deterring crime and antisocial behaviour, and reducing vulnerability
  - {area: responding-to-public, grade: , source: page}    # Responding to the public
  - {area: investigating-crime, grade: , source: page}    # Investigating crime
  - {area: protecting-vulnerable-people, grade: , source: page}    # Protecting vulnerable people
  - {area: managing-offenders, grade: , source: page}    # Managing offenders and suspects
  - {area: workforce, grade: , source: page}    # Building, supporting and protecting the workforce
  - {area: leadership, grade: , source: page}    # Leadership and force management
  - {area: serious-organised-crime, grade: , source: page}    # Disrupting serious organised crime; not in every report
  - {area: vetting-and-corruption, grade: , source: page}    # Vetting, IT monitoring and counter-corruption; not in every report

# kind: area-for-improvement (also where it is left out), cause-of-concern or recommendation.
improvement_areas:
  - area:
    kind: area-for-improvement
    summary:               # one sentence in your own words
    source: page

# kind: strength (also where it is left out), promising-practice or innovative-practice.
praise:
  - area:
    kind: strength
    summary:
    source: page

stakeholder_responses:
  - name:
    role:                  # Chief Constable, Police and Crime Commissioner, HM Inspector of Constabulary …
    organisation:
    summary:               # what they said, in your own words
    source: page

# What a reader should know: sources that disagree, a grade changed later.
notes: []

# Where it all comes from. Choose short ids such as hmicfrs, and name them above.
sources:
  page:
    title:
    publisher:
    url:
    published:
"""


def test_a_skeleton_holds_every_area_and_says_what_goes_where() -> None:
    assert skeleton("West Mercia", reference.cycles()["2023-25"]) == SKELETON


def test_of_a_skeleton_exactly_what_must_be_filled_in_is_missing() -> None:
    problems = parse(read(SKELETON.encode(), "a.yaml")).problems
    assert [(problem.line, problem.message) for problem in problems] == [
        *((line, "`grade` is empty.") for line in range(18, 29)),
        (34, "`summary` is empty."),
        (41, "`summary` is empty."),
        (45, "`name` is empty."),
        (48, "`summary` is empty."),
    ]


def test_in_a_cycle_of_four_grades_a_skeleton_offers_four() -> None:
    text = skeleton("kent", reference.cycles()["2018-19"])
    assert "# grade: outstanding, good, requires-improvement, inadequate.\n" in text
    assert (
        "  - {area: specialist-capabilities, ungraded: not-graded}    # Specialist capabilities; never graded\n" in text
    )


def test_a_skeleton_on_a_force_that_peel_does_not_know_keeps_its_name() -> None:
    assert 'force: "Northshire: Police"\n' in skeleton("Northshire: Police", reference.cycles()["2016"])
