"""Generated report files, names, settings and command lines, and the invariants of every answer."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from peelcli.cli.commands import peel as group
from peelcli.formats import FORMATS
from peelcli.model import reference
from peelcli.model.names import slugify

fuzz = settings(suppress_health_check=list(HealthCheck))

# --- hostile text ----------------------------------------------------------------------------------------------------

HARM = st.sampled_from([
    "\x1b[2J", "\x1b]0;t\x07", "\x9b1m", "\r", "\b", "\x7f", "\t", "\x85", "\u2028", "\u202e", "\u2066", "\u200b",
    "\u200d", "\ufeff", "\U000e0041", "\u00ad", "\x00", "\ufffe", "\ud800", "\U0001f469\u200d\U0001f4bb", "e\u0301",
    "[red]", "[/]", "[link=http://x]", ":warning:", "|", "`", "<script>", "](javascript:x)", "*", "\\", "<br>",
    "=HYPERLINK(1)", "+1", "@SUM", '"', "'", ",", ";", "“", "”", "＜", "，", "｜", "日本", "½", "€", "…", "–", " ",
    "https://example.org/", "http://[", "javascript:x", "#", ": ", " #", "- ", "{{x}}", "%s", "$HOME", "\n", "~",
])  # fmt: skip
WORDS = st.lists(st.one_of(HARM, st.text(max_size=4), st.sampled_from(["good", "police", "a", "1"])), max_size=5).map(
    "".join
)

# --- reports, mostly right -------------------------------------------------------------------------------------------

AREAS = sorted(reference.area_names())
CYCLES = [*reference.cycles(), "2018/19", "unknown", "1999", "", "PEEL 2016"]
GRADES = [
    "outstanding",
    "good",
    "adequate",
    "requires-improvement",
    "inadequate",
    "RI",
    "Good ",
    "no",
    "tbc",
    "ＧＯＯＤ",
]
DATES = st.sampled_from(["2024", "2024-05", "2024-05-14", "2024-13-01", "14 May 2024", "2099", "0000", "9" * 30])
IDS = st.sampled_from(["page", "paper", "x", "https://example.org"])


def mapping(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    own = st.dictionaries(WORDS.map("x-{}".format), WORDS, max_size=1)
    return st.tuples(st.fixed_dictionaries(required, optional=optional), own).map(lambda both: both[0] | both[1])


GRADED = st.one_of(
    mapping({"area": st.sampled_from(AREAS), "grade": st.sampled_from(GRADES)}, {"source": IDS, "note": WORDS}),
    mapping(
        {"area": WORDS, "ungraded": st.sampled_from(["not-graded", "not-inspected", "no"])}, {"also": st.lists(IDS)}
    ),
)
FINDING = mapping(
    {"summary": WORDS},
    {"area": st.sampled_from(AREAS), "kind": st.sampled_from(["strength", "cause-of-concern", "no"]), "source": IDS},
)
RESPONSE = mapping({"name": WORDS, "summary": WORDS}, {"role": WORDS, "quote": WORDS, "date": DATES, "source": IDS})
REPORT = mapping(
    {
        "force": st.one_of(st.sampled_from(["kent", "Met", "Northshire Police"]), WORDS),
        "cycle": st.sampled_from(CYCLES),
        "graded_areas": st.lists(GRADED, max_size=4),
    },
    {
        "peel": st.sampled_from([1, "1", 2, "x"]),
        "inspected": DATES,
        "published": DATES,
        "summary": WORDS,
        "stated_counts": st.dictionaries(st.sampled_from(GRADES), st.integers(0, 120), max_size=3),
        "complete": st.sampled_from([True, False, "yes", "maybe"]),
        "improvement_areas": st.lists(FINDING, max_size=2),
        "praise": st.lists(FINDING, max_size=2),
        "stakeholder_responses": st.lists(RESPONSE, max_size=2),
        "notes": st.lists(WORDS, max_size=2),
        "sources": st.dictionaries(IDS, st.fixed_dictionaries({}, optional={"url": WORDS, "title": WORDS}), max_size=2),
    },
)


@st.composite
def right_reports(draw: st.DrawFn) -> dict[str, Any]:
    """A valid report with strange words."""
    cycle = draw(st.sampled_from(list(reference.cycles().values())))
    words = WORDS.map(lambda text: "w" + text.encode("utf-8", "ignore").decode())
    source = draw(st.sampled_from([{}, {"source": "page"}]))

    def some(**fields: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
        entry = st.fixed_dictionaries({"summary": words}, optional=fields)
        return [one | source for one in draw(st.lists(entry, max_size=2))]

    areas = draw(st.lists(st.sampled_from(list(cycle.areas)), max_size=4, unique=True))
    scale = st.sampled_from([grade.value for grade in cycle.scale])
    area, dates = st.sampled_from(list(cycle.areas)), st.sampled_from(["2024", "2024-05", "2024-05-14"])
    report = {
        "force": draw(st.one_of(st.sampled_from(["kent", "Met"]), words)),
        "cycle": cycle.id,
        "graded_areas": [{"area": area, "grade": draw(scale), "note": draw(words)} | source for area in areas],
        "improvement_areas": some(area=area, kind=st.just("cause-of-concern")),
        "praise": some(area=area),
        "stakeholder_responses": [{"name": draw(words)} | one for one in some(quote=words, role=words, date=dates)],
        "sources": {"page": {"title": draw(words), "url": f"https://example.org/{draw(words)}"}},
    }
    rest = st.fixed_dictionaries(
        {},
        optional={
            "summary": words,
            "published": dates,
            "x-own": st.one_of(words, st.lists(words), st.dictionaries(words, words)),
        },
    )
    return report | draw(rest) | {"notes": draw(st.lists(words, max_size=2))}


ANYTHING = st.recursive(
    st.one_of(WORDS, st.none(), st.booleans(), st.integers(), st.floats()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=8,
)
REPORTS = st.one_of(
    right_reports(),
    right_reports(),
    st.lists(right_reports(), min_size=2, max_size=3),
    REPORT,
    st.lists(REPORT, max_size=3),
    st.fixed_dictionaries({"peel": st.just(1), "reports": st.lists(REPORT, max_size=2), "warnings": st.just([])}),
    ANYTHING,
)

# --- their texts -----------------------------------------------------------------------------------------------------


def as_yaml(value: object, draw: st.DrawFn, indent: str = "") -> str:
    """Write a value as some YAML: block or flow, plain or quoted, right or wrong."""
    if isinstance(value, dict | list) and (not value or draw(st.integers(0, 3)) == 0):
        return quoted(value)
    if isinstance(value, dict):
        lines = (
            f"\n{indent}{key_of(str(key), draw)}: {as_yaml(inner, draw, indent + '  ')}" for key, inner in value.items()
        )
        return "".join(lines)
    if isinstance(value, list):
        return "".join(f"\n{indent}- {as_yaml(inner, draw, indent + '  ').lstrip(' ')}" for inner in value)
    if isinstance(value, str):
        style = draw(st.integers(0, 20))
        if style == 0:
            return value
        if style == 1:
            return "'" + value.replace("'", "''") + "'"
        if style == 2:
            return f"|\n{indent}  " + value.replace("\n", f"\n{indent}  ")
    return quoted(value)


def quoted(value: object) -> str:
    """Write a value so that it is both YAML and JSON, with rare exceptions."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def key_of(key: str, draw: st.DrawFn) -> str:
    return key if re.fullmatch("[a-z_-]+", key) or draw(st.integers(0, 20)) == 0 else quoted(key)


TOKENS = st.sampled_from([
    "- ", ": ", ":", "? ", "[", "]", "{", "}", ",", "&a ", "*a ", "!!int ", "!x ", "<<: ", "|", ">", "|2-",
    "%YAML 1.1", "---\n", "...\n", "#", " #", "'", '"', "\\", "\\u12", "\\ud800", "\n", "\n  ", "\n    ", "\r",
    "\r\n", "\t", "@", "`", "=", "null", "~", "NaN", "1e999", "-", "\x00", "\x1b", "\x85", "\u2028", "\ufeff",
    "\ud800", "force: ", "9" * 99, "cycle: 2016", "graded_areas:", "grade: good", '"a": 1', '{"force": "N", ',
    "[" * 60, "{a: " * 60, "- " * 60, "k" * 150,
])  # fmt: skip
SOUP = st.lists(st.one_of(TOKENS, WORDS), max_size=15).map("".join)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Write reports as YAML or JSON and spoil them here and there, or write what was never a report."""
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return draw(SOUP)
    value = draw(REPORTS)
    if kind < 5:
        text = draw(st.sampled_from([quoted(value), json.dumps(value), json.dumps(value, indent=1)]))
    else:
        text = as_yaml(value, draw).lstrip("\n")
        if kind == 9:
            text += "\n---\n" + as_yaml(draw(REPORT), draw).lstrip("\n")
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 0, 1, 2, 4]))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(st.one_of(st.just(""), TOKENS, st.just(text[start:end] * 2))) + text[end:]
    return text


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Encode a text in one way or another, and spoil its bytes here and there."""
    encodings = ["utf-8"] * 30 + ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7"]
    data = encoded(draw(texts()), draw(st.sampled_from(encodings)))
    for _ in range(draw(st.sampled_from([0] * 30 + [1, 3]))):
        start = draw(st.integers(0, len(data)))
        data = data[:start] + draw(st.binary(max_size=3)) + data[start + draw(st.integers(0, 3)) :]
    return data


def encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding, "surrogatepass" if encoding.startswith("utf-") else "replace")
    except UnicodeEncodeError:
        return text.encode(encoding, "replace")


# --- command lines and settings --------------------------------------------------------------------------------------

NAMES = st.tuples(
    st.text(st.characters(exclude_characters="/\0", codec="utf-8"), max_size=6)
    | st.sampled_from(["a", "\x1b[2J", "a\nb", "\u202e", "[red]", "ö"]),
    st.sampled_from([".yaml", ".yml", ".json", ".YAML"]),
).map("".join)
CARD = [name for name, format in FORMATS.items() if format.cards]
ROW = [name for name, format in FORMATS.items() if format.rows]
LOOKS = st.lists(
    st.one_of(
        st.just(("--ascii",)),
        st.just(("-q",)),
        st.sampled_from([20, 40, 59, 60, 80, 130, 500, 0, -3, 9999]).map(lambda width: ("--width", str(width))),
    ),
    max_size=3,
).map(lambda options: [word for option in options for word in option])
FILTERS = st.lists(
    st.one_of(
        st.tuples(st.just("--grade"), st.sampled_from(["good", "ri", "good,adequate", "x"])),
        st.tuples(st.sampled_from(["--at-least", "--at-most"]), st.sampled_from(["good", "adequate", ""])),
        st.tuples(st.just("--area"), st.one_of(st.sampled_from(AREAS), WORDS)),
        st.tuples(st.just("--cycle"), st.sampled_from(CYCLES)),
        st.tuples(st.just("--text"), WORDS),
    ),
    max_size=1,
).map(lambda options: [word for option in options for word in option])
ENVIRONMENT = st.fixed_dictionaries(
    {},
    optional={
        "COLUMNS": st.sampled_from(["0", "-5", "abc", "1", "100", "9" * 30, "٣"]),
        "TERM": st.sampled_from(["dumb", "", "\x1b[2J", "xterm-256color"]),
        "NO_COLOR": st.sampled_from(["", "1"]),
        "COLORTERM": st.sampled_from(["truecolor", "x"]),
    },
)


class Line(NamedTuple):
    """A command line without its files, and the format that it asks for."""

    command: str
    format: str
    options: list[str]


@st.composite
def lines(draw: st.DrawFn) -> Line:
    command = draw(
        st.sampled_from(["summary", "summary", "areas", "praise", "improvements", "responses", "list", "check"])
    )
    format = draw(st.sampled_from(CARD if command == "summary" else ROW))
    options = draw(LOOKS) + (draw(FILTERS) if command != "check" else draw(st.sampled_from([[], ["--strict"]])))
    if format == "csv" and draw(st.booleans()):
        options.append("--excel")
    return Line(command, format, options)


class Answer(NamedTuple):
    """What a command answered."""

    code: int
    stdout: str
    stderr: str


def ask(*args: str, stdin: bytes | None = None, env: dict[str, str] | None = None, charset: str = "utf-8") -> Answer:
    """Run a command line in this process; an exception other than an exit is a bug."""
    result = CliRunner(charset=charset).invoke(group, list(args), input=stdin, env=env, catch_exceptions=False)
    read_by_programs = {name for name, format in FORMATS.items() if format.utf8}
    utf8 = args[0] == "new" or not read_by_programs.isdisjoint(args)
    stdout = result.stdout_bytes.decode("utf-8" if utf8 else charset)
    return Answer(result.exit_code, stdout.replace(os.linesep, "\n"), result.stderr_bytes.decode(charset))


# --- invariants of every answer --------------------------------------------------------------------------------------

UNSEEN = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN", "B"}


def hostile(text: str, spared: str = "\n") -> list[str]:
    """Return the characters that control a terminal or are invisible, independently of peel's own list."""
    characters = []
    for at, char in enumerate(text):
        if char in spared or char.isprintable():
            continue
        if char == "\u200d" and 0 < at < len(text) - 1 and not text[at - 1].isalnum() and not text[at + 1].isalnum():
            continue  # inside an emoji
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in UNSEEN:
            characters.append(f"U+{ord(char):04X}")
    return characters


def plain(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


TERMINAL_CODES = "\x1b\\[[0-9;]*m|\x1b]8;;[^\x1b]*\x1b\\\\"
"""Colours and links of a terminal, which words must do without."""


def check_answer(answer: Answer, line: Line) -> None:
    """Check the invariants of every answer about reports."""
    assert answer.code in (0, 1, 2, 3, 4)
    assert "Traceback" not in answer.stderr
    assert not hostile(answer.stderr)
    if answer.code not in (0, 1):
        assert answer.stderr
        assert line.command == "check" or not answer.stdout
    if not answer.stdout:
        return
    spared = {"csv": "\n\t\r\ufeff", "tsv": "\n\t"}.get(line.format, "\n")
    assert not hostile(answer.stdout, spared)
    if line.format == "json":
        assert json.loads(answer.stdout, parse_constant=plain)["peel"] == 1
    elif line.format == "jsonl":
        assert all(isinstance(json.loads(row, parse_constant=plain), dict) for row in answer.stdout.splitlines())
    elif line.format == "csv":
        assert len({len(row) for row in csv.reader(io.StringIO(answer.stdout, newline=""), strict=True)}) == 1
    elif line.format == "tsv":
        assert len({row.count("\t") for row in answer.stdout.removesuffix("\n").split("\n")}) == 1


def round_trip(answer: Answer, line: Line) -> None:
    """Check that reports survive a round trip through the printed form."""
    if line.command == "summary" and line.format in ("json", "yaml") and answer.code == 0 and answer.stdout:
        again = ask("summary", "-", "-f", line.format, *line.options, stdin=answer.stdout.encode("utf-8"))
        if line.format == "yaml" or json.loads(answer.stdout)["reports"]:
            assert again.code == 0, again.stderr
            assert again.stdout.partition('"warnings"')[0] == answer.stdout.partition('"warnings"')[0]


# --- the properties --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples: each writes its own file and takes it away."""
    return tmp_path_factory.mktemp("fuzz")


@fuzz
@given(files(), NAMES, lines(), ENVIRONMENT, st.sampled_from(["utf-8", "utf-8", "ascii", "cp1252", "cp437", "utf-16"]))
def test_any_file_gets_an_answer(
    folder: Path, data: bytes, name: str, line: Line, env: dict[str, str], charset: str
) -> None:
    path = folder / name
    path.write_bytes(data)
    try:
        args = (line.command, "-f", line.format, *line.options, str(path))
        answer = ask(*args, env=env, charset=charset)
        event(f"exit {answer.code}")
        check_answer(answer, line)
        assert ask(*args, env=env, charset=charset) == answer
        if line.format == "table" and answer.code == 0 and charset == "utf-8":
            coloured = ask(*args, "--color", "always", env=env)
            assert re.sub(TERMINAL_CODES, "", coloured.stdout) == answer.stdout
        if not line.options and charset == "utf-8":
            round_trip(answer, line)
    finally:
        path.unlink()


@fuzz
@given(right_reports(), st.sampled_from(["r.yaml", "r.json"]), st.sampled_from(CARD), LOOKS)
def test_any_right_report_is_shown_and_reads_back(
    folder: Path, report: dict[str, Any], name: str, format: str, looks: list[str]
) -> None:
    path = folder / name
    path.write_text(quoted(report), encoding="utf-8")
    try:
        line = Line("summary", format, looks)
        answer = ask("summary", "-f", format, *looks, str(path))
    finally:
        path.unlink()
    assert answer.code == 0, answer.stderr
    check_answer(answer, line)
    if "--ascii" not in looks:  # which writes other characters where a text is not ASCII
        round_trip(answer, line)


@fuzz
@given(files(), lines())
def test_any_standard_input_gets_an_answer(data: bytes, line: Line) -> None:
    answer = ask(line.command, "-", "-f", line.format, *line.options, stdin=data)
    event(f"exit {answer.code}")
    check_answer(answer, line)


ARGUMENTS = st.one_of(
    WORDS,
    st.sampled_from(
        ["kent", "west-mercia", "@2016", "kent@2018/19", "kent@x", "@", "--all", "--strict", "-o", "--data"]
    ),
    st.tuples(WORDS, st.sampled_from(CYCLES)).map("@".join),
    st.sampled_from(
        ["--fields", "--grade", "--area", "--cycle", "--kind", "--json", "-f", "csv", "yaml", "-q", "--", "-"]
    ),
).filter(lambda word: not word.startswith(("/", "-o", "--o")) and "\0" not in word and "\ud800" not in word)


@fuzz
@given(st.sampled_from(sorted(group.commands)), st.lists(ARGUMENTS, max_size=3), ENVIRONMENT)
def test_any_command_line_gets_an_answer(folder: Path, command: str, args: list[str], env: dict[str, str]) -> None:
    before = Path.cwd()
    os.chdir(folder)
    try:
        answer = ask(command, *args, stdin=b"", env=env)
    finally:
        os.chdir(before)
    event(f"exit {answer.code}")
    assert answer.code in (0, 1, 2, 3, 4)
    assert answer.stderr or answer.code in (0, 1)
    assert not hostile(answer.stderr)
    assert not hostile(answer.stdout, "\n\t\r\ufeff")
    assert list(folder.iterdir()) == []


@fuzz
@given(WORDS, st.sampled_from(list(reference.cycles())))
def test_a_new_file_for_any_name_is_read_again_with_this_name(name: str, cycle: str) -> None:
    made = ask("new", "--cycle", cycle, "--", name)
    if not slugify(name):
        assert (made.code, made.stdout) == (2, "")
        return
    assert made.code == 0, made.stderr
    assert not hostile(made.stdout)
    answer = ask("check", "-f", "json", "-", stdin=made.stdout.encode())
    assert answer.code in (0, 1)
    codes = {row["code"] for row in json.loads(answer.stdout)["rows"] if row["level"] == "problem"}
    assert codes <= {"empty", "force"}, answer.stdout
