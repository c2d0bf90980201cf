"""Templates for `peel new`: every area, the place of each value, and nothing else to fill in."""

from __future__ import annotations

from peelcli.loading.parse import parse
from peelcli.model import reference
from peelcli.reading import read
from peelcli.writing.templates import skeleton

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
    assert "force: 'Northshire: Police'\n" in skeleton("Northshire: Police", reference.cycles()["2016"])


def test_of_a_cycle_whose_areas_are_not_all_known_those_of_the_one_before_are_offered() -> None:
    lines = skeleton("kent", reference.cycles()["2025-27"]).splitlines()
    start = lines.index("graded_areas:")
    assert lines[start + 1 : start + 4] == [
        "  - {area: leadership, grade: , source: page}    # Leadership and force management",
        "  # Not confirmed for 2025-27: areas of the cycle before. Delete those that are not graded.",
        "  - {area: recording-crime, grade: , source: page}    # Recording data about crime; not confirmed",
    ]
    offered = [line for line in lines if line.endswith("; not confirmed")]
    assert len(offered) == 8
    assert not [line for line in offered if "leadership" in line or "victim-service" in line or "vetting" in line]


def test_the_areas_of_a_complete_cycle_are_confirmed() -> None:
    assert "not confirmed" not in skeleton("kent", reference.cycles()["2023-25"]).lower()


def test_the_latest_cycle_is_the_newest_whose_areas_are_known() -> None:
    assert skeleton("kent", reference.NEWEST) == skeleton("kent")


def test_a_report_of_the_new_cycle_borrows_names_with_one_warning() -> None:
    text = "force: kent\ncycle: 2025-27\ngraded_areas:\n" + "".join(
        f"  - {{area: {area}, grade: good}}\n" for area in ("leadership", "workforce", "Responding to the public")
    )
    (report,), warnings = parse(read(text.encode(), "a.yaml"))
    assert [entry.area.id for entry in report.graded_areas] == ["leadership", "workforce", "responding-to-public"]
    assert [(warning.line, warning.code, warning.message) for warning in warnings] == [
        (
            5,
            "area-borrowed",
            "'Building, supporting and protecting the workforce' is not yet known to be an area of PEEL 2025–27.",
        )
    ]
