"""The JSON Schemas describe report files and output exactly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import best_match
from strategies import NASTY, reports
from support import ROOT, Peel

from peelcli import reading
from peelcli.answers import counts, glossary, pivots, problems, search, sections, views
from peelcli.answers.filters import Filters
from peelcli.answers.scope import Asked
from peelcli.cli.commands import peel as group
from peelcli.errors import PROBLEM, WARNING, PeelError
from peelcli.loading import fields, parse
from peelcli.model import reference
from peelcli.model.report import IMPROVEMENT_KINDS, PRAISE_KINDS, Grade, Ungraded
from peelcli.reading import nodes
from peelcli.writing.serialise import plain

REPORT = json.loads((ROOT / "data/schemas/report.json").read_text())
OUTPUT = json.loads((ROOT / "data/schemas/output.json").read_text())
BUILT_IN = sorted((ROOT / "data/reports").rglob("*.yaml"))
MADE_UP = sorted((ROOT / "tests/data").rglob("*.yaml"))
BAD = sorted(path for path in (ROOT / "tests/bad").rglob("*") if path.is_file())


def one_of(validator: Any, alternatives: list[Any], instance: object, schema: dict[str, Any]) -> Iterator[Any]:
    """Validate `oneOf` as the library does, but collect the errors of all alternatives only if not exactly one fits."""
    if sum(validator.evolve(schema=one).is_valid(instance) for one in alternatives) != 1:
        yield from Draft202012Validator.VALIDATORS["oneOf"](validator, alternatives, instance, schema)


Validator = validators.extend(Draft202012Validator, {"oneOf": one_of})
fits_report = Validator(REPORT)
fits_output = Validator(OUTPUT)
# With --fields a row may lack columns; without it each row has them all.
fits_whole_output = Validator(OUTPUT | {"$defs": OUTPUT["$defs"] | {"some_columns": False}})


def complaints(validator: Any, instance: object) -> list[str]:
    """Return the errors of an instance; of alternatives, those of the nearest."""
    errors = (best_match([error]) for error in validator.iter_errors(instance))
    return [f"{error.json_path}: {error.message[:200]}" for error in errors if error]


def every_part(schema: object) -> Iterator[dict[str, Any]]:
    """Yield a schema and all schemas inside it."""
    if isinstance(schema, dict):
        yield schema
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for part in inner:
        yield from every_part(part)


# --- the schemas themselves ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("schema", [REPORT, OUTPUT])
def test_it_is_a_valid_schema(schema: dict[str, Any]) -> None:
    Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("schema", [REPORT, OUTPUT])
def test_it_explains_every_key(schema: dict[str, Any]) -> None:
    keys = [
        (key, definition | schema["$defs"].get(definition.get("$ref", "").rpartition("/")[2], {}))
        for part in every_part(schema)
        if "$defs" in part or part.get("type") in ("object", ["object", "null"])
        for key, definition in part.get("properties", {}).items()
    ]
    assert len(keys) > 30
    assert [key for key, definition in keys if not definition.get("title") or not definition.get("description")] == []


@pytest.mark.parametrize("schema", [REPORT, OUTPUT])
def test_it_explains_every_definition(schema: dict[str, Any]) -> None:
    unexplained = [
        name for name, definition in schema["$defs"].items() if not {"title", "description"} & definition.keys()
    ]
    assert unexplained == []


@pytest.mark.parametrize("schema", [REPORT, OUTPUT])
def test_it_defines_all_that_it_uses_and_uses_all_that_it_defines(schema: dict[str, Any]) -> None:
    used = {part["$ref"] for part in every_part(schema) if "$ref" in part}
    assert used == {f"#/$defs/{name}" for name in schema["$defs"]}


@pytest.mark.parametrize("schema", [REPORT, OUTPUT])
def test_it_closes_every_mapping(schema: dict[str, Any]) -> None:
    assert [
        part
        for part in every_part(schema)
        if {"properties", "type"} <= part.keys() and "additionalProperties" not in part
    ] == []


# --- the same words as in the code -----------------------------------------------------------------------------------


def constants(schema: dict[str, Any]) -> list[str]:
    return [one["const"] for one in schema.get("oneOf", schema.get("anyOf", [])) if "const" in one]


def properties(schema: dict[str, Any], definition: str) -> list[str]:
    return list(schema["$defs"][definition]["properties"])


def test_the_schemas_know_the_grades() -> None:
    grades = [grade.value for grade in Grade]
    assert constants(REPORT["$defs"]["grade"]) == grades
    assert list(REPORT["$defs"]["report"]["properties"]["stated_counts"]["properties"]) == grades
    assert OUTPUT["$defs"]["grade"]["enum"] == [*grades, None]
    assert OUTPUT["$defs"]["graded_area"]["properties"]["grade"]["enum"] == grades
    assert OUTPUT["$defs"]["report"]["properties"]["stated_counts"]["propertyNames"]["enum"] == grades


def test_the_schemas_know_the_reasons_for_having_no_grade() -> None:
    reasons = [reason.value for reason in Ungraded]
    assert constants(REPORT["$defs"]["ungraded"]) == reasons
    assert OUTPUT["$defs"]["ungraded"]["enum"] == [*reasons, None]
    assert OUTPUT["$defs"]["graded_area"]["properties"]["ungraded"]["enum"] == reasons


def test_the_schemas_know_the_kinds_of_findings() -> None:
    assert constants(REPORT["$defs"]["improvement"]["properties"]["kind"]) == list(IMPROVEMENT_KINDS)
    assert constants(REPORT["$defs"]["praise"]["properties"]["kind"]) == list(PRAISE_KINDS)
    assert OUTPUT["$defs"]["improvement_kind"]["enum"] == list(IMPROVEMENT_KINDS)
    assert OUTPUT["$defs"]["praise_kind"]["enum"] == list(PRAISE_KINDS)


def test_the_schema_knows_the_cycles() -> None:
    assert [str(id) for id in REPORT["$defs"]["cycle_ids"]["enum"]] == [*reference.cycles(), reference.UNKNOWN]


def test_the_schema_knows_the_areas() -> None:
    assert sorted(REPORT["$defs"]["area_ids"]["enum"]) == sorted(reference.area_names())


def test_the_schema_knows_the_forces() -> None:
    assert REPORT["$defs"]["force_ids"]["enum"] == list(reference.forces())


@pytest.mark.parametrize(
    ("definition", "keys"),
    [
        ("envelope", fields.ENVELOPE.readers),
        ("report", fields.REPORT.readers),
        ("graded_area", fields.AREA.readers),
        ("improvement", fields.FINDING.readers),
        ("praise", fields.FINDING.readers),
        ("response", fields.RESPONSE.readers),
        ("source", fields.SOURCE.readers),
    ],
)
def test_the_schema_knows_the_keys(definition: str, keys: Mapping[str, object]) -> None:
    assert properties(REPORT, definition) == list(keys)


def test_the_schema_knows_how_long_a_key_may_be() -> None:
    assert REPORT["$defs"]["key"]["maxLength"] == nodes.MAX_KEY
    assert f" {nodes.MAX_KEY} " in REPORT["$defs"]["key"]["description"]


VIEWS = (
    sections.areas(()),
    sections.improvements(()),
    sections.praise(()),
    sections.responses(()),
    sections.listing(()),
    pivots.compare(()),
    pivots.trend(()),
    pivots.wide((), ()),
    search.search((), ("a",)),
    glossary.terms(()),
    problems.problems((), files=0),
)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
def test_the_schema_knows_the_columns_of_each_view(view: views.View) -> None:
    columns = [column.key for column in view.columns]
    row = row_of(view.key)
    assert list(row["properties"]) == columns
    assert row["anyOf"][0]["required"] == columns


def test_the_schema_knows_the_columns_of_counts() -> None:
    keys = [counts.count((), (), fields, Filters(), Asked()).for_data().columns for fields in (("area",), ("grade",))]
    row = row_of("count")
    by_group, by_grade = ([column.key for column in columns] for columns in keys)
    assert row["anyOf"][0]["required"] == by_group[2:]
    assert row["anyOf"][1]["required"] == by_grade


def row_of(view: str) -> dict[str, Any]:
    reference = OUTPUT["$defs"][view]["properties"]["rows"]["items"]["$ref"]
    row = OUTPUT["$defs"][reference.rpartition("/")[2]]
    assert isinstance(row, dict)
    return row


def test_the_schema_knows_the_levels_of_problems() -> None:
    assert OUTPUT["$defs"]["problem"]["properties"]["level"]["enum"] == [PROBLEM, WARNING]


# --- what peel prints ------------------------------------------------------------------------------------------------

ODD = """\
force: Northshire Police
cycle: the next one
graded_areas:
  - {area: Roads policing, grade: good}
  - {area: Roads Policing, grade: good}
improvement_areas: [{summary: Too slow.}]
praise: [{summary: Kind., kind: promising-practice, area: Roads policing}]
stakeholder_responses: [{name: A. Tester, summary: None.}]
x-own: {x: [1, ~]}
"""
NORTHSHIRE = "tests/data/northshire.yaml"
OF_REPORTS = (
    [],
    ["--all"],
    [NORTHSHIRE],
    ["tests/data"],
    [NORTHSHIRE, "--at-most", "adequate"],
    [NORTHSHIRE, "--text", "nobody says this"],
    ["-"],
)
# Each command that prints JSON has its cases here: a new one without a case fails.
CASES: dict[str, tuple[list[str], ...]] = {
    "summary": OF_REPORTS,
    "areas": OF_REPORTS,
    "improvements": OF_REPORTS,
    "praise": OF_REPORTS,
    "responses": OF_REPORTS,
    "list": OF_REPORTS,
    "compare": (
        ["kent", "warwickshire"],
        ["kent@2016", "kent@2017", "kent@2021-22"],
        ["@2023-25"],
        [NORTHSHIRE, "-"],
        ["kent", "warwickshire", "--text", "nobody says this"],
        ["@2016", "@2017", "--change", "better"],
        ["@2023-25", "--wide"],
    ),
    "count": (
        [],
        ["--all", "--by", "grade,cycle"],
        ["@newest", "--by", "force", "--grade", "ri", "--sort", "-count", "--limit", "3"],
        [NORTHSHIRE, "--by", "area,grade"],
        ["-", "--by", "cycle"],
        ["kent", "--text", "nobody says this"],
    ),
    "trend": (["kent"], ["kent", "--at-least", "outstanding"], ["kent", "--text", "nobody says this"]),
    "search": (["calls"], ["nobody says this"], ["101", "OR", "engage"]),
    "explain": ([], ["good"], ["leadership", "--cycle", "2016"]),
    "check": (
        ["tests/bad"],
        ["tests/bad/five-mistakes.yaml"],
        [NORTHSHIRE],
        ["-"],
        ["tests/bad/five-mistakes.yaml", "-"],
    ),
}
JSON_COMMANDS = [
    name for name, command in group.commands.items() if any("--json" in option.opts for option in command.params)
]


@pytest.mark.parametrize("command", JSON_COMMANDS)
def test_the_json_of_every_command_fits_the_schema(peel: Peel, command: str) -> None:
    sizes = []
    for args in CASES[command]:
        printed = json.loads(run(peel, command, *args, "--json"))
        assert complaints(fits_whole_output, printed) == [], args
        sizes.append(len(printed.get("rows", printed.get("reports"))))
    assert any(sizes)


@pytest.mark.parametrize("command", [name for name in JSON_COMMANDS if name != "summary"])
def test_each_line_of_jsonl_fits_the_schema_of_the_rows(peel: Peel, command: str) -> None:
    args = CASES[command][0]
    view = json.loads(run(peel, command, *args, "--json"))["view"]
    fits_row = Validator({"$defs": fits_whole_output.schema["$defs"]} | row_of(view))
    rows = [json.loads(line) for line in run(peel, command, *args, "-f", "jsonl").splitlines()]
    assert rows
    assert [complaint for row in rows for complaint in complaints(fits_row, row)] == []


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.key)
def test_rows_with_some_columns_only_fit_the_schema(peel: Peel, view: views.View) -> None:
    command = {"terms": "explain", "problems": "check", "wide": "compare"}.get(view.key, view.key)
    fields = ",".join(column.key for column in reversed(view.columns[1:3]))
    printed = json.loads(run(peel, command, *CASES[command][0], "--limit", "3", "--fields", fields, "--json"))
    assert complaints(fits_output, printed) == []
    assert complaints(fits_whole_output, printed) != []


def run(peel: Peel, *args: str) -> str:
    code = 1 if any(arg.startswith("tests/bad") for arg in args) else 0
    return peel(*args, exit_code=code, stdin=ODD if "-" in args else None).stdout


def test_warnings_have_the_keys_of_problems(peel: Peel) -> None:
    problems = json.loads(peel("check", "-", "--json", stdin=ODD).stdout)["rows"]
    warnings = json.loads(peel("areas", "-", "--json", stdin=ODD).stdout)["warnings"]
    assert [(warning["path"], warning["line"], warning["code"]) for warning in warnings] == [
        ("-", 2, "cycle"),
        ("-", 5, "area-twice"),
    ]
    assert [warning for warning in warnings if warning not in problems] == []


ABOUT = {"version": "1.1.0", "data": "2026-11-23", "licence": "OGL"}


@given(reports())
def test_the_form_of_any_report_fits_both_schemas(made: Any) -> None:
    printed = json.loads(json.dumps({"peel": 1, **ABOUT, "reports": [plain(made)], "warnings": []}))
    assert complaints(fits_whole_output, printed) == []
    assert complaints(fits_report, printed) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"peel": 1, "rows": [], "warnings": []},
        {"peel": 2, "view": "areas", "rows": [], "warnings": []},
        {"peel": 1, "view": "area", "rows": [], "warnings": []},
        {"peel": 1, "view": "areas", "rows": []},
        {"peel": 1, "view": "areas", "rows": [{}], "warnings": []},
        {"peel": 1, "view": "areas", "rows": [{"colour": "red"}], "warnings": []},
        {"peel": 1, "view": "areas", "rows": [{"grade": "Good"}], "warnings": []},
        {"peel": 1, "view": "areas", "rows": [], "reports": [], "warnings": []},
        {"peel": 1, "reports": [{"force": "kent", "cycle": "2016"}], "warnings": []},
    ],
)
def test_the_schema_of_output_refuses_what_peel_never_prints(wrong: object) -> None:
    assert complaints(fits_output, wrong) != []


# --- report files ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.SafeLoader], ids=["as text", "with types"])
def test_every_report_file_fits_the_schema(loader: Any) -> None:
    wrong = [
        f"{path.name}: {complaint}"
        for path in BUILT_IN + MADE_UP
        for document in yaml.load_all(path.read_text(), getattr(yaml, f"C{loader.__name__}", loader))
        for complaint in complaints(fits_report, with_dates_as_text(document))
    ]
    assert wrong == []


def with_dates_as_text(document: object) -> object:
    """Convert the dates of YAML 1.1 to text, as editors do."""
    return json.loads(json.dumps(document, default=str))


def test_the_json_of_all_reports_fits_the_schema_of_report_files(peel: Peel) -> None:
    assert complaints(fits_report, json.loads(peel("summary", "--all", "--json").stdout)) == []


def test_a_template_lacks_only_what_must_be_filled_in(peel: Peel) -> None:
    skeleton = yaml.safe_load(peel("new", "Northshire Police").stdout)
    lacking = {re.sub(r"\[\d+\]", "", error.json_path) for error in fits_report.iter_errors(skeleton)}
    findings = {f"$.{section}.summary" for section in ("improvement_areas", "praise", "stakeholder_responses")}
    assert lacking == {"$.graded_areas", "$.stakeholder_responses.name", *findings}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.name)
def test_every_bad_file_is_refused_by_peel_or_by_the_schema(path: Path) -> None:
    try:
        document = reading.read(path.read_bytes(), path.name)
    except PeelError:
        return
    if any(problem.level == PROBLEM for problem in parse.parse(document).problems):
        return
    loaded = list(yaml.load_all(document.text, yaml.BaseLoader))  # JSON is YAML enough here
    assert [complaint for one in loaded for complaint in complaints(fits_report, one)] != []


class Unsayable(NamedTuple):
    """What a schema cannot say: problems that remain in files that it accepts."""

    code: str
    message: str
    example: dict[str, object]


PLAIN: dict[str, object] = {"force": "Northshire", "cycle": "2017", "graded_areas": []}
UNSAYABLE = (
    # a source that is not under `sources`
    Unsayable("source", "is not listed under `sources`", {"counts_source": "page"}),
    # an area twice, with different grades
    Unsayable(
        "area-twice",
        " is [a-z-]+ here and [a-z-]+ (on line|at) ",
        {"graded_areas": [{"area": "efficiency", "grade": "good"}, {"area": "Efficiency", "grade": "inadequate"}]},
    ),
    # a grade that the cycle does not have
    Unsayable("scale", "'adequate' is not a grade of PEEL 20", {"stated_counts": {"adequate": 1}}),
    # a day that the month does not have, and the year 0
    Unsayable("date", r"'\d{4}-\d\d-(29|30|31)' is not a valid date", {"published": "2023-02-29"}),
    Unsayable("date", "'0000[0-9-]*' is not a valid date", {"published": "0000-01"}),
    # a whole number that is written like another
    Unsayable("date", r"'\d{4}\.0' is not a valid date", {"published": 2024.0}),
    Unsayable("number", r"'(\d+\.0|-0|-0\.0)' is not a number of areas", {"stated_counts": {"good": 1.0}}),
    Unsayable("version", r"'1\.0' is not a version", {"peel": 1.0}),
    # names of punctuation only: patterns for letters of all scripts differ between programs
    Unsayable("force", "is not a name", {"force": "?!"}),
    Unsayable("area", "is not the name of an area", {"praise": [{"summary": "Good.", "area": "?!"}]}),
    # half a character, which only the escapes of JSON can write
    Unsayable("character", "half a character", {"summary": "\ud800"}),
    # too many levels in an `x-` key
    Unsayable("depth", "nested more than", {"x-deep": json.loads(60 * "[" + 60 * "]")}),
)


def problems_of(text: str, name: str) -> list[tuple[str, str]]:
    try:
        problems = parse.parse(reading.read(text.encode(), name)).problems
    except PeelError as refused:
        problems = refused.problems  # type: ignore[attr-defined]
    return [(problem.code, problem.message) for problem in problems if problem.level == PROBLEM]


@pytest.mark.parametrize("one", UNSAYABLE, ids=lambda one: one.message)
def test_what_a_schema_cannot_say_is_left_to_peel(one: Unsayable) -> None:
    document = PLAIN | one.example
    assert complaints(fits_report, document) == []
    ((code, message),) = problems_of(json.dumps(document), "a.json")
    assert (code, bool(re.search(one.message, message))) == (one.code, True)


KEYS = sorted(
    {
        *fields.REPORT.readers,
        *fields.AREA.readers,
        *fields.FINDING.readers,
        *fields.RESPONSE.readers,
        *fields.SOURCE.readers,
    }
    | {grade.value for grade in Grade}
    | {"x-own", "rows", "x"}
)
WORDS = ("2024-02-30", "2024-13", "24", "2024-05-14", "100", " ", "", "yes", "true", "page")
VALUES = (None, True, False, 0, 1, 2, -1, 99, 100, 999, 2017, 10000, 1.5, 2024.0, 1e300, -0.0, 10**30)
SCALARS = st.sampled_from(
    [
        *NASTY,
        *KEYS,
        *(one.value for one in (*Grade, *Ungraded)),
        *IMPROVEMENT_KINDS,
        *PRAISE_KINDS,
        *reference.cycles(),
        *WORDS,
        *VALUES,
    ]
)
JUNK = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner))


@st.composite
def documents(draw: st.DrawFn) -> Any:
    """Report files: right ones, and right ones in which a few things are changed."""
    form = json.loads(json.dumps(plain(draw(reports()))))
    root = {"": draw(st.sampled_from((form, [form], {"peel": 1, "reports": [form]})))}
    for _ in range(draw(st.integers(0, 3))):
        holders = [(part, key) for part in every_container(root) for key in indexes(part)]
        part, key = draw(st.sampled_from(holders))
        what = draw(st.sampled_from(["replace", "replace", "add", "remove", "double"]))
        if what == "replace" or part is root:
            part[key] = draw(JUNK)
        elif isinstance(part, list):
            part[key : key + (what == "remove")] = (
                [] if what == "remove" else [draw(JUNK)] if what == "add" else [part[key]]
            )
        elif what == "remove":
            del part[key]
        else:
            part[draw(st.sampled_from(KEYS))] = draw(JUNK) if what == "add" else part[key]
    return json.loads(json.dumps(root[""]))


def every_container(part: Any) -> Iterator[Any]:
    if isinstance(part, dict | list):
        yield part
        for key in indexes(part):
            yield from every_container(part[key])


def indexes(part: Any) -> list[Any]:
    return list(part) if isinstance(part, dict) else list(range(len(part)))


@given(documents())
def test_what_the_schema_accepts_peel_reads(document: Any) -> None:
    if not fits_report.is_valid(document):
        return
    dumped = yaml.dump(document, Dumper=yaml.SafeDumper)
    for code, message in problems_of(json.dumps(document), "a.json") + problems_of(dumped, "a.yaml"):
        assert any(code == one.code and re.search(one.message, message) for one in UNSAYABLE), message


@pytest.mark.parametrize(
    "entry",
    [
        {"area": "efficiency", "grade": "good", "ungraded": None},
        {"area": "efficiency", "grade": None, "ungraded": "not-graded"},
        {"area": "efficiency", "grade": "good", "separate": True},
        {"area": "efficiency", "grade": "good", "separate": None},
    ],
    ids=str,
)
def test_the_schema_and_peel_both_accept_a_graded_area(entry: dict[str, object]) -> None:
    document = PLAIN | {"graded_areas": [entry]}
    assert complaints(fits_report, document) == []
    assert problems_of(json.dumps(document), "a.json") == []


@pytest.mark.parametrize(
    "change",
    [
        {"force": None},
        {"force": " "},
        {"cycle": ["2017"]},
        {"published": "14 May 2025"},
        {"published": "2025-13"},
        {"published": 25},
        {"published": 10000},
        {"stated_counts": {"good": 100}},
        {"complete": "perhaps"},
        {"report_url": "example.org/northshire"},
        {"graded_total": 100},
        {"graded_areas": [{"area": "efficiency", "grade": "good", "separate": "perhaps"}]},
        {"stated_counts": {"good": "one"}},
        {"stated_counts": {"well": 1}},
        {"graded_areas": {}},
        {"graded_areas": [{"grade": "good"}]},
        {"graded_areas": [{"area": "efficiency"}]},
        {"graded_areas": [{"area": "efficiency", "grade": "good", "ungraded": "not-graded"}]},
        {"graded_areas": [{"area": "efficiency", "grade": "inadquate"}]},
        {"graded_areas": [{"area": "efficiency", "grade": None}]},
        {"graded_areas": [{"area": "efficiency", "grade": None, "ungraded": None}]},
        {"sources": {" ": {"title": "A blank id"}}},
        {"improvement_areas": [{}]},
        {"improvement_areas": [{"summary": "Slow.", "kind": "strength"}]},
        {"praise": ["Good."]},
        {"stakeholder_responses": [{"summary": "Fine."}]},
        {"sources": {"page": "https://example.org"}},
        {"sources": [{"url": "https://example.org"}]},
        {"improvment_areas": []},
        {"x-" + 127 * "k": "too long"},
        {"x-own": {129 * "k": "too long"}},
        {"peel": 2},
    ],
    ids=lambda change: str(change)[:60],
)
def test_the_schema_and_peel_refuse(change: dict[str, object]) -> None:
    document = PLAIN | change
    assert complaints(fits_report, document) != []
    assert problems_of(json.dumps(document), "a.json") != []
