"""Parsing a tree to a Report: each key, and each problem with its place."""

from __future__ import annotations

from textwrap import dedent

import pytest
from support import HERE

from peelcli.errors import BadData
from peelcli.loading.parse import Parsed, parse
from peelcli.model import reference
from peelcli.model.report import (
    Area,
    Cycle,
    Finding,
    Force,
    Grade,
    GradedArea,
    Report,
    Response,
    Source,
    Ungraded,
)
from peelcli.reading import read


def parsed(text: str, name: str = "a.yaml", thorough: bool = False) -> Parsed:
    return parse(read(dedent(text).encode(), name), thorough)


@pytest.mark.parametrize(
    ("entry", "grade"),
    [
        ("{area: leadership, grade: , ungraded: not-inspected}", Ungraded.NOT_INSPECTED),
        ("{area: leadership, grade: good, ungraded: }", Grade.GOOD),
        ("{area: leadership, grade: good, ungraded: null}", Grade.GOOD),
    ],
    ids=["an empty grade beside a reason", "an empty reason beside a grade", "a null reason beside a grade"],
)
def test_of_grade_and_ungraded_the_empty_one_counts_as_absent(entry: str, grade: Grade | Ungraded) -> None:
    reports, problems = parsed(f"force: Northshire Police\ncycle: 2023-25\ngraded_areas: [{entry}]\n")
    assert [entry.grade for report in reports for entry in report.graded_areas] == [grade]
    assert problems == ()


HEAD = "force: Northshire Police\ncycle: 2023-25\n"
EMPTY = HEAD + "graded_areas: []\n"
PAGE = 'sources:\n  page: {title: Report, url: "https://example.org/1"}\n'


def one(text: str, name: str = "a.yaml") -> Report:
    """Return the only report of a text without problems or warnings."""
    reports, problems = parsed(text, name)
    assert problems == ()
    (report,) = reports
    return report


def problems_in(text: str, name: str = "a.yaml", thorough: bool = False) -> list[tuple[object, ...]]:
    """Line and column or path, and code, of each problem and warning; a warning begins with its level."""
    return [
        (
            *(("warning",) if problem.level == "warning" else ()),
            *((problem.where,) if problem.where else (problem.line, problem.column)),
            problem.code,
        )
        for problem in parsed(text, name, thorough).problems
    ]


# --- what is read ---


def test_a_whole_report_is_read_key_by_key() -> None:
    (report,) = parse(read((HERE / "data" / "northshire.yaml").read_bytes(), "northshire.yaml")).reports
    areas = reference.cycles()["2023-25"].areas
    assert report == Report(
        force=Force("northshire-police", "Northshire Police"),
        cycle=reference.cycles()["2023-25"],
        graded_areas=(
            GradedArea(areas["victim-service"], Ungraded.NOT_GRADED),
            GradedArea(
                areas["recording-crime"], Grade.OUTSTANDING, "page", ("paper",), note="Changed after publication."
            ),
            GradedArea(areas["preventing-crime"], Grade.GOOD, "page"),
            GradedArea(areas["responding-to-public"], Grade.INADEQUATE, "page"),
            GradedArea(areas["investigating-crime"], Grade.REQUIRES_IMPROVEMENT, "page"),
            GradedArea(areas["managing-offenders"], Grade.ADEQUATE, "paper"),
        ),
        improvement_areas=(
            Finding(
                "Emergency calls wait too long.",
                "cause-of-concern",
                areas["responding-to-public"],
                since="2021-22",
                source="page",
            ),
            Finding(
                "Detectives carry too many cases.",
                "area-for-improvement",
                areas["investigating-crime"],
                source="page",
            ),
            Finding("Vehicles are old.", "area-for-improvement", source="paper"),
        ),
        praise=(
            Finding(
                "Neighbourhood teams have cut repeat calls by a third.",
                "promising-practice",
                areas["preventing-crime"],
                source="page",
            ),
        ),
        stakeholder_responses=(
            Response(
                name="Priya Hallworth",
                role="Chief Constable",
                organisation="Northshire Police",
                summary="Welcomes the report and promises faster answers.",
                quote="We must do better.",
                date="2025-03-15",
                source="paper",
            ),
        ),
        notes=("One area was regraded in April 2025.",),
        sources={
            "page": Source(
                "page", "PEEL 2023–25: Northshire", "HMICFRS", "https://example.org/northshire", published="2025-03-14"
            ),
            "paper": Source("paper", "Force told to answer faster", "Northshire Echo", "https://example.org/echo/1"),
        },
        inspected="2024-09",
        published="2025-03-14",
        summary="A made-up force with one area of each grade.",
        stated_counts={
            Grade.OUTSTANDING: 1,
            Grade.GOOD: 1,
            Grade.ADEQUATE: 1,
            Grade.REQUIRES_IMPROVEMENT: 1,
            Grade.INADEQUATE: 1,
        },
        counts_source="page",
        complete=True,
        extra={"x-reviewed-by": "A. Tester"},
    )


def test_of_a_report_with_the_required_keys_only_all_else_is_absent() -> None:
    assert one(EMPTY) == Report(Force("northshire-police", "Northshire Police"), reference.cycles()["2023-25"])


@pytest.mark.parametrize(
    ("words", "id", "name"),
    [
        ("west-mercia", "west-mercia", "West Mercia Police"),
        ("West Mercia", "west-mercia", "West Mercia Police"),
        ("devon & cornwall police", "devon-and-cornwall", "Devon & Cornwall Police"),
        ("The Met", "metropolitan", "Metropolitan Police Service"),
        ("Northshire Police", "northshire-police", "Northshire Police"),
        ("St. Mary's", "st-mary-s", "St. Mary's"),
    ],
)
def test_a_force_is_known_by_any_name_or_keeps_its_own(words: str, id: str, name: str) -> None:
    assert one(f'force: "{words}"\ncycle: 2023-25\ngraded_areas: []\n').force == Force(id, name)


@pytest.mark.parametrize(
    ("words", "id"), [("2018/19", "2018-19"), ("2018–19", "2018-19"), ("PEEL 2023-25", "2023-25"), ("2016", "2016")]
)
def test_a_cycle_is_read_forgivingly(words: str, id: str) -> None:
    assert one(f"force: Northshire Police\ncycle: {words}\ngraded_areas: []\n").cycle is reference.cycles()[id]


@pytest.mark.parametrize(
    ("entry", "area", "grade"),
    [
        ("{area: leadership, grade: good}", "leadership", Grade.GOOD),
        ("{area: Leadership and force management, grade: Good}", "leadership", Grade.GOOD),
        ("{area: force management, grade: 'good '}", "leadership", Grade.GOOD),
        ("{area: call handling, grade: Requires Improvement}", "responding-to-public", Grade.REQUIRES_IMPROVEMENT),
        ("{area: RECORDING_CRIME, grade: ri}", "recording-crime", Grade.REQUIRES_IMPROVEMENT),
        ("{area: workforce, ungraded: Not inspected}", "workforce", Ungraded.NOT_INSPECTED),
        ("{area: workforce, ungraded: not_recorded}", "workforce", Ungraded.NOT_RECORDED),
    ],
)
def test_an_area_and_its_grade_are_read_forgivingly(entry: str, area: str, grade: Grade | Ungraded) -> None:
    (graded,) = one(f"{HEAD}graded_areas: [{entry}]\n").graded_areas
    assert (graded.area.id, graded.grade) == (area, grade)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("area-for-improvement", "area-for-improvement"),
        ("Cause of concern", "cause-of-concern"),
        ("RECOMMENDATION", "recommendation"),
    ],
)
def test_a_kind_of_finding_is_read_forgivingly(words: str, kind: str) -> None:
    (finding,) = one(f"{EMPTY}improvement_areas: [{{summary: Calls wait., kind: {words}}}]\n").improvement_areas
    assert finding.kind == kind


@pytest.mark.parametrize(
    ("key", "kind"),
    [("improvement_areas", "area-for-improvement"), ("praise", "strength")],
    ids=["improvement", "praise"],
)
@pytest.mark.parametrize(
    "entry", ["{summary: Calls wait.}", "{summary: Calls wait., kind: }"], ids=["left out", "empty"]
)
def test_a_finding_without_a_kind_is_of_the_usual_kind(key: str, kind: str, entry: str) -> None:
    (finding,) = getattr(one(f"{EMPTY}{key}: [{entry}]\n"), key)
    assert finding == Finding("Calls wait.", kind)


@pytest.mark.parametrize(
    ("words", "truth"), [("true", True), ("Yes", True), ("false", False), ("NO", False), ("", None), ("~", None)]
)
def test_complete_is_true_or_false_or_not_known(words: str, truth: bool | None) -> None:
    assert one(f"{EMPTY}complete: {words}\n").complete is truth


@pytest.mark.parametrize("date", ["2024", "2024-05", "2024-05-14", "2024-02-29", "2000-02-29", "0001-01-01"])
def test_a_date_is_a_year_a_month_or_a_day_and_stays_text(date: str) -> None:
    assert one(f"{EMPTY}inspected: {date}\n").inspected == date


def test_blanks_around_a_text_are_left_out() -> None:
    report = one(f"{EMPTY}summary: '  Calls wait.  '\nnotes: [' a ', '', ~, b]\n")
    assert (report.summary, report.notes) == ("Calls wait.", ("a", "b"))


def test_areas_come_in_the_order_of_the_cycle_and_unknown_ones_last() -> None:
    reports, _ = parsed(
        HEAD
        + """\
graded_areas:
  - {area: Robots, grade: good}
  - {area: leadership, grade: good}
  - {area: Drones, grade: good}
  - {area: police-powers, grade: good}
"""
    )
    assert [entry.area.id for entry in reports[0].graded_areas] == ["police-powers", "leadership", "robots", "drones"]


def test_counts_come_from_best_to_worst() -> None:
    counts = one(f"{EMPTY}stated_counts: {{inadequate: 0, RI: 4, good: 1}}\n").stated_counts
    assert counts is not None
    assert list(counts.items()) == [(Grade.GOOD, 1), (Grade.REQUIRES_IMPROVEMENT, 4), (Grade.INADEQUATE, 0)]


def test_a_grade_may_be_carried_over() -> None:
    (entry,) = one(
        "force: Northshire Police\ncycle: 2017\n"
        "graded_areas: [{area: legitimacy, grade: good, carried_over_from: 2016}]\n"
    ).graded_areas
    assert entry.carried_over_from == "2016"


def test_own_keys_are_kept_everywhere_as_text_lists_and_mappings() -> None:
    report = one(
        """\
        force: Northshire Police
        cycle: 2023-25
        x-checked: 2024-05-14
        x-tree: {a: [yes, {b: ~}]}
        graded_areas: [{area: leadership, grade: good, source: page, x-a: 1}]
        praise: [{summary: Calls are answered., x-b: [2]}]
        stakeholder_responses: [{name: A, summary: B, x-c: {d: 3}}]
        sources: {page: {url: "https://example.org", x-e: 4}}
        """
    )
    assert report.extra == {"x-checked": "2024-05-14", "x-tree": {"a": ["yes", {"b": None}]}}
    assert report.graded_areas[0].extra == {"x-a": "1"}
    assert report.praise[0].extra == {"x-b": ["2"]}
    assert report.stakeholder_responses[0].extra == {"x-c": {"d": "3"}}
    assert report.sources["page"].extra == {"x-e": "4"}


JSON = '{"force": "Northshire Police", "cycle": "%s", "graded_areas": []}'


@pytest.mark.parametrize(
    ("text", "name", "cycles"),
    [
        (EMPTY, "a.yaml", ["2023-25"]),
        ("peel: 1\n" + EMPTY, "a.yaml", ["2023-25"]),
        (f"{EMPTY}---\n{EMPTY.replace('2023-25', '2021-22')}", "a.yaml", ["2023-25", "2021-22"]),
        (f"{EMPTY}---\n---\n# none\n", "a.yaml", ["2023-25"]),
        ("- force: A\n  cycle: 2016\n  graded_areas: []\n- {force: B, cycle: 2017, graded_areas: []}\n", "a.yaml", ["2016", "2017"]),
        ("peel: 1\nreports:\n  - {force: A, cycle: 2016, graded_areas: []}\n", "a.yaml", ["2016"]),
        (JSON % "2016", "a.json", ["2016"]),
        (f"[{JSON % 2016}, {JSON % 2017}]", "a.json", ["2016", "2017"]),
        (f'{{"peel": 1, "reports": [{JSON % 2016}], "warnings": []}}', "a.json", ["2016"]),
        (JSON % "2016", "-", ["2016"]),
    ],
    ids=[
        "one report",
        "one report with the version of the format",
        "several documents",
        "a report and empty documents",
        "a list",
        "the output of peel as YAML",
        "one report in JSON",
        "a list in JSON",
        "the output of peel",
        "JSON from standard input",
    ],
)  # fmt: skip
def test_a_file_holds_one_report_or_several_in_any_form(text: str, name: str, cycles: list[str]) -> None:
    reports, problems = parsed(text, name)
    assert problems == ()
    assert [report.cycle.id for report in reports] == cycles


@pytest.mark.parametrize("id", ['"page "', '" page"', '"\\tpage\\n"', "page"])
def test_blanks_around_the_id_of_a_source_do_not_count(id: str) -> None:
    report = one(f"{EMPTY}counts_source: ' page'\nsources: {{{id}: {{title: A page}}}}\n")
    assert (report.counts_source, list(report.sources)) == ("page", ["page"])


@pytest.mark.parametrize("ids", ['{"a": {}, " a": {}}', '{" ": {}}'], ids=["two of one name", "an empty one"])
def test_each_source_needs_an_id_of_its_own(ids: str) -> None:
    assert [code for _, _, code in problems_in(f"{EMPTY}sources: {ids}\n")] == ["source"]


def test_the_trees_of_documents_are_handed_on_one_by_one() -> None:
    roots = read(b"a: 1\n---\nb: [\n", "a.yaml").roots
    assert next(roots) == {"a": "1"}  # type: ignore[call-overload]
    with pytest.raises(BadData):
        next(roots)  # type: ignore[call-overload]


# --- what is wrong ---


def test_five_mistakes_are_reported_at_once_in_the_order_of_the_file() -> None:
    (reports, problems) = parse(read((HERE / "bad" / "five-mistakes.yaml").read_bytes(), "a.yaml"))
    assert reports == ()
    assert [(problem.line, problem.column, problem.code) for problem in problems] == [
        (3, 12, "date"),
        (4, 23, "number"),
        (6, 37, "grade"),
        (7, 54, "source"),
        (8, 1, "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            f"{EMPTY}notes: [a, b, c, d]\n",
            ("a.yaml:4:8", "too-many", "`notes` has 4 entries; the most is 3. Shorten the list."),
        ),
        (
            "---\n".join([EMPTY] * 4),
            ("a.yaml:13:1", "too-many", "there are more than 3 reports in this file. Split the file."),
        ),
    ],
    ids=["entries", "reports"],
)
def test_a_list_or_a_file_without_end_is_refused(
    text: str, problem: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peelcli.loading.fields.MOST_ENTRIES", 3)
    monkeypatch.setattr("peelcli.loading.parse.MOST_ENTRIES", 3)
    reports, (found,) = parsed(text)
    assert reports == ()
    assert (f"{found.path}:{found.line}:{found.column}", found.code, f"{found.message} {found.hint}") == problem


def test_the_most_entries_are_100_000() -> None:
    notes = "".join("- a\n" for _ in range(100_000))
    assert len(one(f"{EMPTY}notes:\n{notes}").notes) == 100_000
    assert problems_in(f"{EMPTY}notes:\n{notes}- a\n") == [(5, 1, "too-many")]


def test_with_a_mistake_in_one_report_none_of_the_file_is_given() -> None:
    reports, problems = parsed(f"{EMPTY}---\nforce: Northshire Police\ngraded_areas: []\n")
    assert reports == ()
    assert [problem.code for problem in problems] == ["missing"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "words\n",
            [(1, 1, "type")],
        ),
        ("[words]\n", [(1, 2, "type")]),
        ("- [a]\n", [(1, 3, "type")]),
        ("", [(1, 1, "no-report")]),
        (
            "reports: []\n",
            [(1, 1, "no-report")],
        ),
        (
            "reports: words\n",
            [
                (1, 10, "type")
            ],
        ),
        (
            "reports: []\nrow: 1\n",
            [(2, 1, "unknown-key")],
        ),
        (
            "rows: []\nview: areas\n",
            [(1, 1, "rows")],
        ),
        (
            "peel: 2\n" + EMPTY,
            [
                (1, 7, "version")
            ],
        ),
        ("peel: one\n" + EMPTY, [(1, 7, "version")]),
        ("peel: 0\n" + EMPTY, [(1, 7, "version")]),
        (
            "x-a: b\n",
            [
                (1, 1, "missing"),
                (1, 1, "missing"),
                (1, 1, "missing"),
            ],
        ),
        (
            "force:\ncycle: ''\ngraded_areas: []\n",
            [
                (1, 7, "empty"),
                (2, 8, "empty"),
            ],
        ),
        (
            "force: '#'\ncycle: 2016\ngraded_areas: []\n",
            [(1, 8, "force")],
        ),
        (
            EMPTY + "summary: [a]\n",
            [(4, 10, "type")],
        ),
        (EMPTY + "published: May 2025\n", [(4, 12, "date")]),
        (EMPTY + "inspected: 2023-13\n", [(4, 12, "date")]),
        (EMPTY + "inspected: 2023-02-29\n", [(4, 12, "date")]),
        (EMPTY + "inspected: 1900-02-29\n", [(4, 12, "date")]),
        (EMPTY + "inspected: 0000\n", [(4, 12, "date")]),
        (EMPTY + "inspected: 2024-5-1\n", [(4, 12, "date")]),
        (EMPTY + "report_url: example.org\n", [(4, 13, "address")]),
        (EMPTY + "graded_total: nine\n", [(4, 15, "number")]),
        (HEAD + "graded_areas: [{area: leadership, grade: good, separate: maybe}]\n", [(3, 58, "truth")]),
        (EMPTY + "complete: 1\n", [(4, 11, "truth")]),
        (
            EMPTY + "stated_counts: 5\n",
            [
                (4, 16, "type")
            ],
        ),
        (
            EMPTY + "stated_counts: {good: -1}\n",
            [(4, 23, "number")],
        ),
        (EMPTY + "stated_counts: {good: }\n", [(4, 22, "empty")]),
        (EMPTY + "stated_counts: {god: 1}\n", [(4, 17, "grade")]),
        (
            "force: A\ncycle: 2017\ngraded_areas: []\nstated_counts: {adequate: 1}\n",
            [
                (4, 17, "scale")
            ],
        ),
        (EMPTY + "counts_source: page\n", [(4, 16, "source")]),
        (EMPTY + "published_source: page\n", [(4, 19, "source")]),
        (EMPTY + "verdict: bad\n", [(4, 1, "unknown-key")]),
        (EMPTY + "prase: []\n", [(4, 1, "unknown-key")]),
        (EMPTY + "Force: A\n", [(4, 1, "unknown-key")]),
        (EMPTY + "notes: one\n", [(4, 8, "type")]),
        (EMPTY + "notes: {a: b}\n", [(4, 8, "type")]),
        (EMPTY + "notes: [[a]]\n", [(4, 9, "type")]),
        (EMPTY + "notes: [{a: b}]\n", [(4, 9, "type")]),
        (HEAD + "graded_areas: {leadership: good}\n", [(3, 15, "type")]),
        (HEAD + "graded_areas: [good]\n", [(3, 16, "type")]),
        (HEAD + "graded_areas:\n  -\n", [(4, 4, "type")]),
        (HEAD + "graded_areas: [{}]\n", [(3, 16, "missing"), (3, 16, "missing")]),
        (HEAD + "graded_areas: [{area: '.', grade: good}]\n", [(3, 23, "area")]),
        (HEAD + "graded_areas: [{area: leadership, grade: }]\n", [(3, 41, "empty")]),
        (HEAD + "graded_areas: [{area: leadership, grade: [good]}]\n", [(3, 42, "type")]),
        (HEAD + "graded_areas: [{area: leadership, grade: no}]\n", [(3, 42, "grade")]),
        (HEAD + "graded_areas: [{area: leadership, grade: inadquate}]\n", [(3, 42, "grade")]),
        (HEAD + "graded_areas: [{area: leadership, grade: TBC}]\n", [(3, 42, "grade")]),
        (HEAD + "graded_areas: [{area: leadership, ungraded: no}]\n", [(3, 45, "ungraded")]),
        (HEAD + "graded_areas: [{area: leadership, ungraded: }]\n", [(3, 44, "empty")]),
        (HEAD + "graded_areas: [{area: leadership, ungraded: not-graded, grade: good}]\n", [(3, 35, "grade")]),
        (HEAD + "graded_areas: [{area: leadership, grade: good, graed: a}]\n", [(3, 48, "unknown-key")]),
        (HEAD + "graded_areas:\n  - {area: leadership, grade: good}\n  - {area: leadership, ungraded: not-graded}\n", [(5, 5, "area-twice")]),
        (HEAD + "graded_areas: [{area: leadership, grade: good, source: www.example.org}]\n", [(3, 56, "source")]),
        (HEAD + "graded_areas: [{area: leadership, grade: good, also: [page, papers]}]\n" + PAGE, [(3, 61, "source")]),
        (EMPTY + "improvement_areas: [{area: leadership}]\n", [(4, 21, "missing")]),
        (EMPTY + "improvement_areas:\n  - summary: #1 is calls\n", [(5, 13, "empty")]),
        (EMPTY + "improvement_areas: [{summary: A., kind: strength}]\n", [(4, 41, "kind")]),
        (EMPTY + "praise: [{summary: A., kind: strenght}]\n", [(4, 30, "kind")]),
        (EMPTY + "praise: [{summary: A., grade: good}]\n", [(4, 24, "unknown-key")]),
        (EMPTY + "praise: [a]\n", [(4, 10, "type")]),
        (EMPTY + "stakeholder_responses: [{}]\n", [(4, 25, "missing"), (4, 25, "missing")]),
        (EMPTY + "stakeholder_responses: [{name: A, summary: B., date: May}]\n", [(4, 54, "date")]),
        (EMPTY + "stakeholder_responses: [{name: A, summary: B., organization: C}]\n", [(4, 48, "unknown-key")]),
        (EMPTY + "sources: [a]\n", [(4, 10, "type")]),
        (EMPTY + "sources:\n  page:\n", [(5, 8, "type")]),
        (EMPTY + "sources: {page: {address: a}}\n", [(4, 18, "unknown-key")]),
        (EMPTY + "sources: {page: {published: soon}}\n", [(4, 29, "date")]),
    ],
    ids=[
        "only a text",
        "a text for a report",
        "a list for a report",
        "an empty file",
        "no reports in the output of peel",
        "a text for reports",
        "an unknown key beside reports",
        "rows",
        "a newer format",
        "a format in words",
        "an older format than the first",
        "nothing that is required",
        "nothing behind what is required",
        "a force without a letter",
        "a list for a text",
        "a date in words",
        "a month that is none",
        "a day that this year lacks",
        "a day that this century lacks",
        "a year nought",
        "a date without noughts",
        "a page without an address",
        "a total in words",
        "separate perhaps",
        "complete as a number",
        "counts as a number",
        "counts below nought",
        "counts that are empty",
        "counts of a grade that is none",
        "counts of a grade that the cycle lacks",
        "an unknown source of the counts",
        "an unknown source of the date",
        "a key far from all others",
        "a key near another",
        "a key with a capital",
        "a text for notes",
        "a mapping for notes",
        "a list as a note",
        "a note with a colon",
        "a mapping for graded areas",
        "a text as a graded area",
        "nothing as a graded area",
        "a graded area without anything",
        "an area without a letter",
        "no grade behind its key",
        "a list as a grade",
        "no as a grade",
        "a misspelt grade",
        "to be confirmed as a grade",
        "no as a reason",
        "no reason behind its key",
        "a grade and a reason",
        "a misspelt key of a graded area",
        "an area with a grade and a reason in two places",
        "an address for a source",
        "an unknown source among others",
        "a finding without a summary",
        "a finding that is a comment",
        "praise among improvements",
        "a misspelt kind",
        "a grade at a finding",
        "a text as a finding",
        "a response without anything",
        "a response some time in May",
        "an American response",
        "a list for sources",
        "nothing as a source",
        "an unknown key of a source",
        "a source of a day to come",
    ],
)  # fmt: skip
def test_a_problem_is_reported_with_its_place(text: str, problems: list[tuple[object, ...]]) -> None:
    assert problems_in(text) == problems
    assert parsed(text).reports == ()


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ('{"cycle": "2016", "graded_areas": []}', [("$", "missing")]),
        ('{"peel": 1, "reports": [{"force": "A", "cycle": "2016", "graded_areas": [{"area": "legitimacy", "grade": 3}]}]}', [("$.reports[0].graded_areas[0].grade", "grade")]),
        ('[{"force": "A", "cycle": "2016", "graded_areas": [{"area": "legitimacy", "grade": "good"}, {"area": "legitimacy", "grade": "inadequate"}]}]', [("$[0].graded_areas[1]", "area-twice")]),
        ('{"force": "A", "cycle": "2016", "graded_areas": [], "stated_counts": {"Good": 1, "good": 2}}', [("$.stated_counts.good", "grade-twice")]),
        ('{"force": "A", "cycle": "2016", "graded_areas": [], "my key": 1, "notes": [true, {}]}', [("$['my key']", "unknown-key"), ("$.notes[1]", "type")]),
    ],
    ids=["a missing force", "a number as a grade", "an area twice", "a grade counted twice", "a key with a blank"],
)  # fmt: skip
def test_a_problem_in_json_is_reported_with_its_path(text: str, problems: list[tuple[object, ...]]) -> None:
    assert problems_in(text, "a.json") == problems


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ("graded_areas: {leadership: good}", "Begin each item with a dash."),
        ("graded_areas: []\nstated_counts: [1]", "Write for example {good: 1, adequate: 4}."),
        ("graded_areas: [leadership]", "Write its keys and values, such as `area: …`, after one dash."),
        ("graded_areas: []\nsummary: [The force] is good", "Put the whole value in quotes."),
        ("graded_areas: []\nsummary: [The force]", "Write one text; put text that begins with [ in quotes."),
        ("graded_areas: []\nnotes: [{a: b}]", "Write one text; put text that begins with {, or contains a colon, in quotes."),
        ("graded_areas: []\npraise: [{summary: A, source: [a, b]}]", "Write one id, and the others under `also`."),
        ("graded_areas: []\nstated_counts: {good:1}", "Write `good: 1`, with a space after the colon."),
    ],
)  # fmt: skip
def test_the_hint_of_a_wrong_kind_of_value_says_what_to_write(entry: str, hint: str) -> None:
    assert [problem.hint for problem in parsed(f"{HEAD}{entry}\n").problems] == [hint]


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ('"graded_areas": {"leadership": "good"}', "Put [ ] around the items."),
        ('"graded_areas": "none"', "Put [ ] around the items."),
        ('"graded_areas": ["leadership"]', 'Write its keys and values in { }, such as {"area": …}.'),
        ('"graded_areas": [], "stated_counts": [1]', 'Write for example {"good": 1, "adequate": 4}.'),
        ('"graded_areas": [], "summary": ["A"]', "Write one text."),
        ('"graded_areas": [], "notes": [{}]', "Write one text."),
        ('"graded_areas": [], "praise": [{"summary": "A", "source": ["a"]}]', "Write one id, and the others under `also`."),
    ],
)  # fmt: skip
def test_the_hint_of_a_wrong_kind_of_value_in_json_does_not_speak_of_yaml(entry: str, hint: str) -> None:
    text = f'{{"force": "A", "cycle": "2023-25", {entry}}}'
    assert [problem.hint for problem in parsed(text, "a.json").problems] == [hint]


# --- warnings ---


@pytest.mark.parametrize("value", ["We are #1 here", "a  \t#1", "a#b #c"])
@pytest.mark.parametrize("entry", ["summary: {}", "notes: [a, b]\nsummary: {} # d", "notes:\n  - {}"])
def test_a_text_that_a_comment_cuts_off_costs_a_warning(entry: str, value: str) -> None:
    reports, (warning,) = parsed(f"{EMPTY}{entry.format(value)}\n")
    assert len(reports) == 1
    assert warning.code == "comment"
    assert warning.message.startswith("the text ends before '#")


@pytest.mark.parametrize(
    "value",
    ["a # 1", "a #", "a#1", '"a #1"', "'a #1'", '"a" #1', "|\n  a #1", "a ## b", "[] #1", "\n  a\n  b"],
)
def test_other_comments_and_signs_cost_none(value: str) -> None:
    key = "notes" if value.startswith("[") else "summary"
    assert parsed(f"{EMPTY}{key}: {value}\n").problems == ()


def test_a_misspelt_force_may_be_near_an_id() -> None:
    (problem,) = parsed("force: Kentt\ncycle: 2016\ngraded_areas: []\n", thorough=True).problems
    assert problem.hint == "Did you mean 'kent' or 'gwent'?"


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("force: A\ncycle: unknown\ngraded_areas: []\n", [("warning", 2, 8, "cycle")]),
        ("force: A\ncycle: 2031-33\ngraded_areas: []\n", [("warning", 2, 8, "cycle")]),
        ("force: Northshire Fire and Rescue\ncycle: 2016\ngraded_areas: []\n", [("warning", 1, 8, "fire")]),
        (HEAD + "graded_areas: [{area: leadrship, grade: good}]\n", [("warning", 3, 23, "area")]),
        (HEAD + "graded_areas: [{area: Robots, grade: good}]\n", [("warning", 3, 23, "area")]),
        (EMPTY + "praise: [{area: legitimacy, summary: A.}]\n", [("warning", 4, 17, "area")]),
        (HEAD + "graded_areas: [{area: victim-service, grade: good}]\n", [("warning", 3, 46, "never-graded")]),
        (HEAD + "graded_areas:\n  - {area: leadership, grade: good}\n  - {area: force management, grade: Good}\n", [("warning", 5, 5, "area-twice")]),
        (HEAD + "stated_counts: {good: 0, inadequate: 1}\ngraded_areas: [{area: leadership, grade: good}]\n", [("warning", 3, 1, "counts")]),
        (HEAD + "stated_counts: {good: 1}\ncomplete: yes\ngraded_areas: []\n", [("warning", 4, 1, "complete")]),
        (HEAD + "graded_total: 0\ngraded_areas: [{area: leadership, grade: good}]\n", [("warning", 3, 1, "counts")]),
        (EMPTY + "graded_total: 2\nstated_counts: {good: 1}\n", [("warning", 4, 1, "counts")]),
        (EMPTY + "graded_total: 2\ncomplete: yes\n", [("warning", 5, 1, "complete")]),
    ],
    ids=[
        "a cycle that is not known",
        "a cycle to come",
        "a fire service",
        "a misspelt area",
        "a new area",
        "an area of another cycle",
        "a grade where there is none",
        "an area twice with one grade",
        "more grades than stated",
        "complete and yet not",
        "more grades than the total",
        "a total that is not the sum",
        "complete and yet fewer than the total",
    ],
)  # fmt: skip
def test_unusual_data_costs_a_warning_and_the_report_is_read(text: str, warnings: list[tuple[object, ...]]) -> None:
    assert problems_in(text) == warnings
    assert len(parsed(text).reports) == 1


SEPARATE_GOOD = "graded_areas:\n  - {area: leadership, grade: adequate}\n  - {area: serious-organised-crime, grade: good, separate: true}\n"


def test_a_separate_grade_is_read_and_not_counted() -> None:
    report = one(HEAD + SEPARATE_GOOD)
    assert [(entry.area.id, entry.separate) for entry in report.graded_areas] == [
        ("leadership", False),
        ("serious-organised-crime", True),
    ]
    assert report.counts == {Grade.ADEQUATE: 1}


@pytest.mark.parametrize("words", ["false", "no", ""])
def test_a_grade_is_part_of_its_report_unless_it_is_said_to_be_separate(words: str) -> None:
    (entry,) = one(f"{HEAD}graded_areas: [{{area: leadership, grade: good, separate: {words}}}]\n").graded_areas
    assert entry.separate is False


def test_an_area_may_have_a_separate_grade_beside_its_own() -> None:
    text = (
        HEAD
        + "graded_areas:\n  - {area: leadership, grade: good, separate: true}\n  - {area: leadership, grade: inadequate}\n"
    )
    assert [(entry.grade, entry.separate) for entry in one(text).graded_areas] == [
        (Grade.INADEQUATE, False),
        (Grade.GOOD, True),
    ]


def test_an_area_cannot_have_two_separate_grades() -> None:
    entries = "[{area: leadership, grade: good, separate: true}, {area: leadership, grade: inadequate, separate: yes}]"
    assert [code for _, _, code in problems_in(f"{HEAD}graded_areas: {entries}\n")] == ["area-twice"]


def test_an_area_that_is_never_graded_may_be_graded_separately() -> None:
    assert problems_in(HEAD + "graded_areas: [{area: victim-service, grade: good, separate: true}]\n") == []


@pytest.mark.parametrize(
    ("counts", "fit_only_together"),
    [
        ("{adequate: 1, good: 1}", True),
        ("{adequate: 1}", False),
        ("{adequate: 2, good: 1}", False),
        ("{adequate: 1, inadequate: 1}", False),
        ("{adequate: 1, good: 1}\ncomplete: false", False),
    ],
    ids=["together", "without", "neither: more are missing", "neither: another grade", "known to be incomplete"],
)
def test_a_close_look_warns_of_counts_that_fit_only_with_separate_grades(counts: str, fit_only_together: bool) -> None:
    text = f"force: kent\ncycle: 2023-25\nstated_counts: {counts}\n{SEPARATE_GOOD}"
    about_counts = [message for message in problems_in(text, thorough=True) if message[3] == "counts"]
    assert about_counts == ([("warning", 3, 1, "counts")] if fit_only_together else [])


def test_the_page_of_the_report_and_the_number_of_graded_areas_are_read() -> None:
    report = one(EMPTY + "report_url: https://example.org/northshire\ngraded_total: 9\n")
    assert (report.report_url, report.graded_total, report.expected) == ("https://example.org/northshire", 9, 9)


def test_an_unknown_cycle_has_no_scale_and_takes_any_grade() -> None:
    (report,) = parsed("force: A\ncycle: 2031/33\ngraded_areas: [{area: Robots, grade: adequate}]\n").reports
    assert (report.cycle, report.graded_areas) == (
        Cycle("2031/33", "2031/33"),
        (GradedArea(Area("robots", "Robots"), Grade.ADEQUATE),),
    )


def test_a_cycle_that_is_said_to_be_unknown_is_called_so() -> None:
    (report,) = parsed("force: A\ncycle: Unknown\ngraded_areas: []\n").reports
    assert report.cycle == Cycle("unknown", "Unknown cycle")


def test_an_area_that_stands_twice_counts_once() -> None:
    (report,) = parsed(
        HEAD + "graded_areas: [{area: leadership, grade: good}, {area: leadership, grade: good}]\n"
    ).reports
    assert report.counts == {Grade.GOOD: 1}


@pytest.mark.parametrize(
    "counts",
    ["{good: 2}", "{good: 1, inadequate: 5}", "{good: 1}"],
    ids=["more of the grade", "more of others", "as many"],
)
def test_fewer_grades_than_stated_cause_no_warning(counts: str) -> None:
    assert problems_in(f"{HEAD}stated_counts: {counts}\ngraded_areas: [{{area: leadership, grade: good}}]\n") == []


def test_the_counts_of_a_filtered_report_are_not_checked() -> None:
    text = f"{HEAD}filtered: [--grade good]\nstated_counts: {{good: 0}}\ngraded_areas: [{{area: leadership, grade: good}}]\n"
    assert problems_in(text) == []


# --- a close look ---


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("force: Northshire Police\ncycle: 2016\ngraded_areas: []\n", [("warning", 1, 8, "force")]),
        ("force: Zz\ncycle: 2016\ngraded_areas: []\n", [("warning", 1, 8, "force")]),
        ("force: kent\ncycle: 2016\ngraded_areas: [{area: legitimacy, grade: good}]\n", [("warning", 3, 16, "no-source")]),
        ("force: kent\ncycle: 2016\ngraded_areas: []\npraise: [{summary: A.}]\n", [("warning", 4, 10, "no-area")]),
        ("force: kent\ncycle: 2016\ngraded_areas: []\n" + PAGE, [("warning", 5, 3, "unused-source")]),
        ("force: kent\ncycle: 2016\ngraded_areas: []\ncounts_source: a\nsources: {a: {url: 'javascript:x'}}\n", [("warning", 5, 20, "address")]),
        ("force: kent\ncycle: 2016\ngraded_areas: []\ncounts_source: a\nsources: {a: {title: T}}\n", [("warning", 5, 11, "address")]),
        ("force: kent\ncycle: 2016\ngraded_areas: []\ninspected: 9999\n", [("warning", 4, 12, "date")]),
        ("force: kent\ncycle: 2016\ngraded_areas: []\ninspected: 2016-05\npublished: 2016-04-30\n", [("warning", 5, 12, "date")]),
        ("force: kent\ncycle: 2016\ngraded_areas: []\npublished: 2016-05-02\nstakeholder_responses: [{name: A, summary: B., date: 2016-05-01}]\n", [("warning", 5, 54, "date")]),
    ],
    ids=[
        "a force that is near others",
        "a force that is near none",
        "a grade without a source",
        "a finding without an area",
        "a source that nothing refers to",
        "an address that is none of the web",
        "a source without an address",
        "a date to come",
        "published before the inspection",
        "a response before the report",
    ],
)  # fmt: skip
def test_a_close_look_warns_of_what_a_careful_author_wants_to_know(
    text: str, warnings: list[tuple[object, ...]]
) -> None:
    assert problems_in(text, thorough=True) == warnings
    assert problems_in(text) == []


@pytest.mark.parametrize("published", ["2016-05-02", "2016-05", "2016"])
def test_a_response_on_the_day_of_publication_is_not_older_than_the_report(published: str) -> None:
    response = "stakeholder_responses: [{name: A, summary: B., date: 2016-05-02}]\n"
    text = f"force: kent\ncycle: 2016\ngraded_areas: []\npublished: {published}\n{response}"
    assert problems_in(text, thorough=True) == []


@pytest.mark.parametrize(
    ("inspected", "published"),
    [("2016", "2016-05-14"), ("2016-05", "2016"), ("2016-05", "2016-05-01"), ("2015-11-30", "2016")],
)
def test_dates_of_different_precision_are_compared_as_far_as_both_go(inspected: str, published: str) -> None:
    dates = f"inspected: {inspected}\npublished: {published}\n"
    assert problems_in(f"force: kent\ncycle: 2016\ngraded_areas: []\n{dates}", thorough=True) == []


@pytest.mark.parametrize("key", ["inspected", "published"])
def test_an_invalid_date_is_not_compared_with_other_dates(key: str) -> None:
    dates = {"inspected": "2016-05-14", "published": "2016-05-14"} | {key: "soon"}
    text = f"force: kent\ncycle: 2016\ngraded_areas: []\ninspected: {dates['inspected']}\npublished: {dates['published']}\n"
    assert [code for _, _, code in problems_in(text, thorough=True)] == ["date"]
