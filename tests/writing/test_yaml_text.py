"""Writing YAML that peel and other programs read back as the same report."""

from __future__ import annotations

import pytest
import yaml
from support import HERE, report, yaml_text

from peelcli.loading.catalogue import Catalogue
from peelcli.loading.parse import parse
from peelcli.model import reference
from peelcli.model.report import Area, Cycle, Force, Grade, GradedArea, Report, Source
from peelcli.reading import read
from peelcli.writing.serialise import plain
from peelcli.writing.yaml_text import dump, one_line


def read_back(text: str) -> tuple[Report, ...]:
    reports, problems = parse(read(text.encode(), "a.yaml"))
    assert [problem for problem in problems if problem.level == "problem"] == []
    return reports


WRITTEN = """\
force: Northshire Police
cycle: 2023-25
inspected: 2024-09
published: '2025-03-14'
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
  date: '2025-03-15'
  source: paper
notes:
- One area was regraded in April 2025.
sources:
  page:
    title: 'PEEL 2023–25: Northshire'
    publisher: HMICFRS
    url: https://example.org/northshire
    published: '2025-03-14'
  paper:
    title: Force told to answer faster
    publisher: Northshire Echo
    url: https://example.org/echo/1
x-reviewed-by: "A. Tester"
"""


def test_a_report_is_written_whole_as_a_careful_person_does() -> None:
    reports = parse(read((HERE / "data" / "northshire.yaml").read_bytes(), "a.yaml")).reports
    assert yaml_text(reports) == WRITTEN


def test_what_is_written_reads_back_as_the_same_report() -> None:
    reports = parse(read((HERE / "data" / "northshire.yaml").read_bytes(), "a.yaml")).reports
    assert read_back(WRITTEN) == reports


def test_the_least_report_has_three_lines() -> None:
    least = Report(Force("northshire-police", "Northshire Police"), reference.cycles()["2016"])
    assert yaml_text([least]) == "force: Northshire Police\ncycle: '2016'\ngraded_areas: []\n"


def test_several_reports_are_documents_of_their_own() -> None:
    least = Report(Force("kent", "Kent Police"), reference.cycles()["2016"])
    text = yaml_text([least, least._replace(cycle=reference.cycles()["2017"])])
    assert text == "force: kent\ncycle: '2016'\ngraded_areas: []\n---\nforce: kent\ncycle: '2017'\ngraded_areas: []\n"
    assert [one.cycle.id for one in read_back(text)] == ["2016", "2017"]


def test_without_reports_there_is_no_text() -> None:
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
    sources = {"page": made.sources["page"]._replace(extra=own)}
    made = made._replace(extra=own, graded_areas=entries, sources=sources)
    (back,) = read_back(yaml_text([made]))
    assert back == made


def test_counts_that_were_stated_as_none_are_written() -> None:
    assert "stated_counts: {}\n" in yaml_text([report(stated_counts={})])


def test_a_source_of_which_only_the_id_is_known_is_written() -> None:
    made = report()
    made = made._replace(sources={"page": Source("page")})
    assert yaml_text([made]).endswith("sources:\n  page: {}\n")
    assert read_back(yaml_text([made])) == (made,)


def test_what_peel_does_not_know_is_written_in_its_own_words() -> None:
    unusual = Report(
        Force("the-northshire-force", "The “Northshire” Force"),
        Cycle("2031/33", "2031/33"),
        (GradedArea(Area("robots-and-drones", "Robots & drones"), Grade.GOOD),),
    )
    assert yaml_text([unusual]) == (
        "force: The “Northshire” Force\ncycle: 2031/33\ngraded_areas:\n- {area: Robots & drones, grade: good}\n"
    )


def test_a_filtered_report_is_marked_when_written() -> None:
    assert yaml_text([report(filtered=("--grade good",))]).endswith("filtered:\n- --grade good\n")


# --- the plain form ---


@pytest.mark.parametrize("force", ["west-mercia", "kent", "metropolitan"])
def test_other_readers_of_yaml_agree_about_a_report(force: str) -> None:
    (made,) = Catalogue().load([force]).reports
    form = {key: value for key, value in plain(made).items() if value not in (None, [], {})}
    assert yaml.safe_load(yaml_text([made])) == form


# --- quoting ---

TEXTS = [
    "plain words",
    "2024-05-14",
    "no",
    "£1.2m",
    "(in part)",
    "“quoted”",
    "it's",
    "a#b",
    "https://example.org/?a=b&c",
    "",
    "null",
    "~",
    "<<",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "- a",
    "'a'",
    '"a"',
    "[a]",
    "{a}",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "|",
    "> a",
    "? a",
    "---",
    " a",
    "a ",
    "a\nb",
    "a\tb",
    "a\\b",
    "\\",
    "a\x1b[2J",
    "a\x7f",
    "a\x85b",
    "a\u2028b",
    "a\u202eb",
    "\ufeffa",
    "a\ufffe",
    "a\U000e0041",
    "caf\u00e9 😀",
    "a\u00a0b",
    "\u00a0",
    "\u2003a",
    "12:30",
    "2016",
    "010",
    "1e3",
    "yes",
    "a, b",
    "a]",
    "a\rb",
]


@pytest.mark.parametrize("text", TEXTS, ids=repr)
def test_a_text_reads_back_as_the_same_text_wherever_it_stands(text: str) -> None:
    value = {"x": {text: [text, text]}}
    for written in (dump(value), one_line(value)):
        assert yaml.safe_load(written) == value
        (root,) = read(written.encode(), "a.yaml").roots
        assert root == value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain words", "plain words"),
        ("https://example.org/?a=b&c", "https://example.org/?a=b&c"),
        ("caf\u00e9", "caf\u00e9"),
        ("2016", "'2016'"),
        ("2024-05-14", "'2024-05-14'"),
        ("no", "'no'"),
        ("12:30", "'12:30'"),
        ("09:05", "'09:05'"),
        ("2024-5-1", "'2024-5-1'"),
        ("2024-05", "2024-05"),
        ("2023-25", "2023-25"),
        ("1e3", "'1e3'"),
        ("1.5E+3", "'1.5E+3'"),
        ("0o7", "'0o7'"),
        ("0X1F", "'0X1F'"),
        ("089", "'089'"),
        ("1,000", "'1,000'"),
        ("y", "'y'"),
        ("N", "'N'"),
        ("1st", "1st"),
        ("a: b", "'a: b'"),
        ("two\nlines", '"two\\nlines"'),
        ("a\x1b[2J", '"a\\e[2J"'),
        ("a\u202eb", '"a\\u202eb"'),
        ("a\U000e0041", '"a\\U000E0041"'),
        ("half \ud800", "half \ufffd"),
    ],
    ids=repr,
)
def test_a_text_is_quoted_if_another_reader_would_take_it_for_something_else(text: str, written: str) -> None:
    assert one_line(text) == written
