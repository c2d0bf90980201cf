"""Bad and hostile input in whole commands: what is refused, and what becomes of the rest.

Whole messages are in tests/expected, and only there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import Peel

from peelcli.cli.commands import peel as group
from peelcli.loading.problems import MOST_KEPT

Expected = Callable[[str, str], None]

HEAD = "force: Northshire\ncycle: 2023-25\n"
NO_GRADES = HEAD + "graded_areas: []\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _the_same_everywhere: None) -> None:
    """Change to an empty folder, so that messages contain short paths."""
    monkeypatch.chdir(tmp_path)


def write(text: str | bytes, name: str = "r.yaml") -> str:
    """Write a file and return its name."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


# --- refused: data that is not a report ------------------------------------------------------------------------------

BOMB = "a: &a {x: 1}\nb: &b {<<: [*a, *a, *a]}\nc: {<<: [*b, *b, *b]}\n"
NINES = "9" * 5000


def graded(entry: str) -> str:
    return f"{HEAD}graded_areas:\n  - {{{entry}}}\n"


def in_json(entry: str) -> str:
    return f'{{"force": "Northshire", "cycle": "2023-25", "graded_areas": [], {entry}}}'


# what it is: the file
YAML: dict[str, str | bytes] = {
    "the same key twice": NO_GRADES + "cycle: 2016\n",
    "grade no": graded("area: leadership, grade: no"),
    "grade On": graded("area: leadership, grade: On"),
    "key no": NO_GRADES + "no: 1\n",
    "a month that is none": NO_GRADES + "published: 2024-13-01\n",
    "a day that is none": NO_GRADES + "published: 2024-02-30\n",
    "a tag for a number": NO_GRADES + 'summary: !!int "abc"\n',
    "a tag for a date": NO_GRADES + "summary: !!timestamp zz\n",
    "a tag that runs a program": NO_GRADES + "summary: !!python/object/apply:os.system ['touch ran']\n",
    "a number of 5,000 digits": NO_GRADES + f"published: {NINES}\n",
    "an alias bomb": "a: &a [x]\nb: [*a, *a]\n",
    "an alias": NO_GRADES + "notes: [*a]\n",
    "a bomb of merge keys": BOMB,
    "a merge key": NO_GRADES + "<<: {x: 1}\n",
    "a list that holds itself": "&x [*x]\n",
    "600 levels": "[" * 600,
    "100,000 levels": "[" * 100_000,
    "100,000 levels of mappings": "{a: " * 100_000,
    "100,000 dashes": "- " * 100_000,
    "an empty file": "",
    "only comments": "# nothing\n",
    "null": "null\n",
    "three dashes": "---\n",
    "an empty list": "[]\n",
    "a text": "hello\n",
    "a number": "42\n",
    "a list of texts": "- a\n",
    "a tab": NO_GRADES + "sources:\n\tpage: {}\n",
    "indentation": f"{HEAD}graded_areas:\n  - area: x\n   grade: good\n",
    "a second colon": NO_GRADES + "summary: one: two\n",
    "a quotation mark": NO_GRADES + 'summary: "one\nnotes: []\n',
    "a bracket": NO_GRADES + "notes: [one\n",
    "words behind a bracket": NO_GRADES + "summary: [red] team\n",
    "words behind a quotation": NO_GRADES + "summary: 'it's'\n",
    "an at sign": NO_GRADES + "summary: @x\n",
    "a per cent sign": NO_GRADES + "summary: %x\n",
    "a backtick": NO_GRADES + "summary: `x`\n",
    "a template": NO_GRADES + "summary: {{x}}\n",
    "a bar": NO_GRADES + "summary: |x\n",
    "a dash": NO_GRADES + "summary: - x\n",
    "a text lost to a comment": NO_GRADES + "praise:\n  - summary: #1 priority\n",
    "a list as a key": NO_GRADES + "? [a, b]\n: c\n",
    "no key": NO_GRADES + ": c\n",
    "quotation marks of Word": NO_GRADES.encode() + b"summary: It\x92s here\n",
    "a pound sign": NO_GRADES.encode() + b"summary: \xa35\n",
    "UTF-16 cut off": b"\xff\xfe" + "force: a".encode("utf-16-le") + b"a",
    "a next line": NO_GRADES + "summary: one\x85two\n",
    "a line separator": NO_GRADES + "summary: one\u2028two\n",
    "half a character": NO_GRADES + 'summary: "\\ud800"\n',
    "an escape in two halves": NO_GRADES + 'summary: "\\ud83d\\ude00"\n',
    "a raw escape": NO_GRADES + "summary: \x1b[2J\n",
    "an escape in a grade": graded('area: leadership, grade: "\\e[2J"'),
    "markup": graded('area: leadership, grade: "[red]x[/INST]"'),
    "Cyrillic letters": graded("area: leadership, grade: gооd"),
    "a zero-width blank": graded("area: leadership, grade: go\u200bod"),
    "an asterisk": graded("area: leadership, grade: Inadequate*"),
    "a full stop": graded("area: leadership, grade: Requires improvement."),
    "a grade of another scale": "force: Northshire\ncycle: 2016\ngraded_areas: [{area: effectiveness, grade: adequate}]\n",
    "not applicable": graded("area: leadership, grade: n/a"),
    "to be confirmed": graded("area: leadership, grade: tbc"),
    "not graded": graded("area: leadership, grade: Not graded"),
    "an empty grade": graded("area: leadership, grade: ''"),
    "the same area with another grade": graded("area: leadership, grade: good")
    + "  - {area: leadership, grade: adequate}\n",
    "an address in place of a source": graded("area: leadership, grade: good, source: https://example.org"),
    "a very long key": NO_GRADES + "? " + "k" * 200 + "\n: 1\n",
    "a newer YAML": "%YAML 3.0\n--- a\n",
}


def refusals(peel: Peel, files: Mapping[str, str | bytes], name: str) -> str:
    """Return the messages of all these files, each of which must be refused without an answer."""
    messages = []
    for what, text in files.items():
        write(text, name)
        outcome = peel("summary", f"./{name}", exit_code=3)
        assert outcome.stdout == "", what
        messages.append(f"# {what}\n{outcome.stderr}\n")
    return "".join(messages)


def test_files_in_yaml_are_refused_with_the_place_and_what_to_do(peel: Peel, expected: Expected) -> None:
    expected("refused-yaml.txt", refusals(peel, YAML, "r.yaml"))


def test_a_tag_runs_nothing(peel: Peel) -> None:
    write("!!python/object/apply:os.system ['touch ran']\n")
    peel("summary", "./r.yaml", exit_code=3)
    assert not Path("ran").exists()


DIGITS = "9" * 5000

# what it is: the file
JSON = {
    "the same key twice": in_json('"cycle": "2016"'),
    "a number of 5,000 digits": in_json(f'"published": {DIGITS}'),
    "5,000 levels": "[" * 5000 + "]" * 5000,
    "51 levels": "[" * 51 + "]" * 51,
    "null": "null",
    "nothing": "",
    "not a number": in_json('"published": NaN'),
    "infinity": in_json('"x-a": [-Infinity]'),
    "a number too large": in_json('"published": 1e999'),
    "half a character": in_json('"summary": "\\ud800"'),
    "half a character in a key": in_json('"x-\\ud800": 1'),
    "a raw escape": '{"force": "\x1b[2J"}',
}


def test_files_in_json_are_refused_with_the_place_and_what_to_do(peel: Peel, expected: Expected) -> None:
    expected("refused-json.txt", refusals(peel, JSON, "r.json"))


# --- refused: no text at all -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "this looks like a PDF"),
        (b"PK\x03\x04\x14\x00", "this looks like an Excel, Word or zip file"),
        (b"PK\x05\x06\x00", "this looks like an empty zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "this looks like an old Excel or Word file"),
        (b"{\\rtf1\\ansi", "this looks like a Word file (RTF)"),
        (b"\x89PNG\r\n\x1a\n", "this looks like a picture"),
        (b"\xff\xd8\xff\xe0", "this looks like a picture"),
        (b"RIFF\x24\x00\x00\x00WEBP", "this looks like a picture or a recording"),
        (b"<!DOCTYPE html><p>a: b", "this looks like a web page"),
        (b"<html><p>a: b", "this looks like a web page"),
        (b"<?xml version='1.0'?>", "this looks like XML"),
        (b"\x1f\x8b\x08", "this looks like a gzip archive"),
        (b"BZh91AY&SY", "this looks like a bzip2 archive"),
        (b"\xfd7zXZ\x00", "this looks like an xz archive"),
        (b"\x28\xb5\x2f\xfd\x04", "this looks like a zstd archive"),
        (b"force: a\x00b\n", "this is not text, or not text in UTF-8"),
        ("force: a\n".encode("utf-32"), "this is not text, or not text in UTF-8"),
        (b"\x00\x01\xff", "this is not text, or not text in UTF-8"),
    ],
)
def test_a_binary_file_is_identified(peel: Peel, data: bytes, kind: str) -> None:
    write(data)
    message = f"Error: ./r.yaml: {kind}. A report file is YAML or JSON text.\n"
    assert peel("summary", "./r.yaml", exit_code=4) == ("", message, 4)


def test_a_file_over_the_size_limit_is_refused(peel: Peel) -> None:
    with open("r.yaml", "wb") as file:
        file.truncate(32 * 1024 * 1024 + 1)
    message = "Error: ./r.yaml: this is larger than 32 MiB, too large for a report file.\n"
    assert peel("summary", "./r.yaml", exit_code=4) == ("", message, 4)


# --- accepted, and what becomes of it --------------------------------------------------------------------------------


def cell(peel: Peel, command: str, field: str) -> str:
    """Read one cell of the only row of an answer."""
    answer = peel(command, "./r.yaml", "-f", "csv", "--fields", field).stdout
    return answer.removeprefix(f"{field}\n").removesuffix("\n")


@pytest.mark.parametrize("cycle", ["2018/19", "2018-19", "2018–19", "PEEL 2018/19", "'2018/19'"])
def test_a_cycle_is_read_in_every_spelling(peel: Peel, cycle: str) -> None:
    write(f"force: Northshire\ncycle: {cycle}\ngraded_areas: []\n")
    assert cell(peel, "list", "cycle") == "2018-19"


def test_a_cycle_of_one_year_is_text(peel: Peel) -> None:
    write("force: Northshire\ncycle: 2014\ngraded_areas: []\n")
    assert '"cycle": "2014"' in peel("list", "./r.yaml", "--json").stdout


@pytest.mark.parametrize("day", ["2024", "2024-05", "2024-05-14"])
def test_a_date_stays_as_it_is_written(peel: Peel, day: str) -> None:
    write(NO_GRADES + f"published: {day}\n")
    assert cell(peel, "list", "published") == day


@pytest.mark.parametrize("words", ["12:30", "1:20", "010", "1_000", "0x1F", "1e3", "yes", "=", "2024-05-14 10:00:00"])
def test_what_yaml_takes_for_a_number_stays_text(peel: Peel, words: str) -> None:
    write(NO_GRADES + f"summary: {words}\nx-own: {words}\n")
    report = json.loads(peel("summary", "./r.yaml", "--json").stdout)["reports"][0]
    assert (report["summary"], report["x-own"]) == (words, words)


def test_a_list_of_reports_is_read(peel: Peel) -> None:
    write("- {force: A, cycle: 2016, graded_areas: []}\n- {force: B, cycle: 2017, graded_areas: []}\n")
    assert peel("list", "./r.yaml", "-f", "csv", "--fields", "force,cycle").stdout == "force,cycle\na,2016\nb,2017\n"


def test_several_documents_are_several_reports(peel: Peel) -> None:
    write("force: A\ncycle: 2016\ngraded_areas: []\n---\nforce: B\ncycle: 2017\ngraded_areas: []\n")
    assert peel("list", "./r.yaml", "-f", "csv", "--fields", "force,cycle").stdout == "force,cycle\na,2016\nb,2017\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("name", ["r.yaml", "r.json"])
def test_a_byte_order_mark_is_accepted_in_both_formats(peel: Peel, encoding: str, name: str) -> None:
    text = in_json('"notes": []') if name == "r.json" else NO_GRADES
    write(text.replace("Northshire", "Nörthshire").encode(encoding), name)
    answer = peel("list", f"./{name}", "-f", "csv", "--fields", "force_name").stdout
    assert answer == "force_name\nNörthshire\n"


def test_utf_16_with_the_large_end_first_is_read(peel: Peel) -> None:
    write(b"\xfe\xff" + NO_GRADES.encode("utf-16-be"))
    assert cell(peel, "list", "force_name") == "Northshire"


def test_a_number_too_large_is_text_and_never_infinity(peel: Peel) -> None:
    write(in_json('"x-a": 1e999'), "r.json")
    assert '"x-a": "1e999"' in peel("summary", "./r.json", "--json").stdout


NASTY = '"\\e[2J \\u009b1m \\e]0;t\\a \\r\\b \\u202e \\u2066 \\u200b \\U000e0041 \\x7f"'
SPELLED = "\\x1b[2J \\x9b1m \\x1b]0;t\\x07 \\r\\x08 <U+202E> <U+2066> <U+200B> <U+E0041> \\x7f"


@pytest.mark.parametrize(
    ("format", "escaped"),
    [
        ("table", SPELLED),
        ("list", SPELLED),
        ("tsv", SPELLED),
        ("csv", SPELLED.replace("\\r", "\r")),
        (
            "json",
            "\\u001b[2J \\u009b1m \\u001b]0;t\\u0007 \\r\\b \\u202e \\u2066 \\u200b \\udb40\\udc41 \\u007f",
        ),
        (
            "jsonl",
            "\\u001b[2J \\u009b1m \\u001b]0;t\\u0007 \\r\\b \\u202e \\u2066 \\u200b \\udb40\\udc41 \\u007f",
        ),
        (
            "markdown",
            "\\\\x1b\\[2J \\\\x9b1m \\\\x1b\\]0;t\\\\x07 \\\\r\\\\x08 "
            "\\<U+202E\\> \\<U+2066\\> \\<U+200B\\> \\<U+E0041\\> \\\\x7f",
        ),
    ],
)
def test_what_would_act_on_a_terminal_is_spelled_out(peel: Peel, format: str, escaped: str) -> None:
    write(graded(f"area: leadership, grade: good, note: {NASTY}"))
    answer = peel("areas", "./r.yaml", "-f", format, "--width", "400").stdout
    assert escaped in answer
    assert not [char for char in answer.replace("\r", "") if not char.isprintable() and char not in "\n\t"]


def test_yaml_escapes_what_would_act_on_a_terminal(peel: Peel) -> None:
    write(NO_GRADES + f"summary: {NASTY}\n")
    answer = peel("summary", "./r.yaml", "-f", "yaml").stdout
    spelled = "\\e[2J \\x9B1m \\e]0;t\\a \\r\\b \\u202e \\u2066 \\u200b \\U000E0041 \\x7F"
    assert answer == f'force: Northshire\ncycle: 2023-25\nsummary: "{spelled}"\ngraded_areas: []\n'


def test_a_joiner_stays_inside_an_emoji_only(peel: Peel) -> None:
    write(NO_GRADES + "summary: 👩\u200d💻 e\u0301 a\u200db\n")
    assert "👩\u200d💻 e\u0301 a<U+200D>b\n" in peel("summary", "./r.yaml").stdout


@pytest.mark.parametrize("format", ["table", "list"])
def test_markup_is_literal(peel: Peel, format: str) -> None:
    words = "[red]a[/INST] [link=http://x]y[/link] :warning: [/]"
    write(NO_GRADES + f'summary: "{words}"\nnotes: ["{words}"]\n')
    assert peel("summary", "./r.yaml", "-f", format).stdout.count(words) == 2


def test_markdown_and_html_are_escaped_and_only_web_addresses_are_links(peel: Peel) -> None:
    write(
        graded("area: leadership, grade: good, note: '| ` <script> ](javascript:x) *b* # h https://example.org/?a=b'")
    )
    row = "| \\| \\` \\<script\\> \\](javascript:x) \\*b\\* \\# h <https://example.org/?a=b> |\n"
    assert row in peel("areas", "./r.yaml", "-f", "markdown").stdout


FORMULAS = ["=HYPERLINK(1)", "+1", "-1", "@SUM", "\tx", "a\rb"]


@pytest.mark.parametrize(
    ("options", "cells"),
    [
        ([], ["=HYPERLINK(1)", "+1", "-1", "@SUM", "x", '"a\rb"']),
        (["--excel"], ["'=HYPERLINK(1)", "'+1", "'-1", "'@SUM", "x", '"a\rb"']),
    ],
    ids=["faithful", "for Excel"],
)
def test_formulas_are_faithful_and_made_safe_for_excel_only(peel: Peel, options: list[str], cells: list[str]) -> None:
    areas = "".join(f"  - {{area: a{at}, grade: good, note: {json.dumps(FORMULAS[at])}}}\n" for at in range(6))
    write(f"force: Northshire\ncycle: unknown\ngraded_areas:\n{areas}")
    answer = peel("areas", "./r.yaml", "-f", "csv", "--fields", "note", *options).stdout
    mark = "\ufeff" if options else ""
    assert answer == f"{mark}note\n" + "".join(f"{cell}\n" for cell in cells)


def test_a_very_long_word_is_folded_and_nothing_lost(peel: Peel) -> None:
    write(NO_GRADES + f"summary: {'x' * 150}\n")
    answer = peel("summary", "./r.yaml", "--width", "60").stdout
    assert f"\n{'x' * 60}\n{'x' * 60}\n{'x' * 30}\n" in answer


def test_a_text_of_100_000_characters_keeps_all_its_words(peel: Peel) -> None:
    write(NO_GRADES + f"summary: {'word ' * 20_000}\n")
    assert peel("summary", "./r.yaml").stdout.count("word") == 20_000


@pytest.mark.parametrize(
    "words",
    ["Requires  Improvement", "requires-improvement", "Requires\u00a0improvement", "RI", "requires_improvement"],
)
def test_a_grade_is_read_in_every_spelling(peel: Peel, words: str) -> None:
    write(graded(f"area: leadership, grade: {words}"))
    assert cell(peel, "areas", "grade") == "requires-improvement"


@pytest.mark.parametrize("words", ["GOOD", "ＧＯＯＤ", "' good '"])
def test_width_case_and_blanks_of_a_grade_do_not_matter(peel: Peel, words: str) -> None:
    write(graded(f"area: leadership, grade: {words}"))
    assert cell(peel, "areas", "grade") == "good"


# --- accepted with a warning -----------------------------------------------------------------------------------------

# what it is: the file
WARNED = {
    "the same area with the same grade": graded("area: leadership, grade: good")
    + "  - {area: leadership, grade: good}\n",
    "an unknown area": graded("area: Drones, grade: good"),
    "an area that is near a known one": graded("area: leadershp, grade: good"),
    "a cycle to come": "force: Northshire\ncycle: 2031\ngraded_areas: []\n",
    "a cycle of which nobody knows": "force: Northshire\ncycle: unknown\ngraded_areas: []\n",
    "more grades than stated": graded("area: leadership, grade: good") + "stated_counts: {adequate: 1}\n",
    "complete with gaps": graded("area: leadership, grade: good") + "stated_counts: {good: 2}\ncomplete: true\n",
    "a fire service": "force: Northshire Fire and Rescue\ncycle: 2016\ngraded_areas: []\n",
}


def test_unusual_files_are_read_with_a_warning(peel: Peel, expected: Expected) -> None:
    messages = []
    for what, text in WARNED.items():
        write(text)
        outcome = peel("list", "./r.yaml")
        assert outcome.stdout.startswith("Reports\n"), what
        messages.append(f"# {what}\n{outcome.stderr}\n")
    expected("warnings.txt", "".join(messages))


# what it is: the file
CHECKED = {
    "a date to come": NO_GRADES + "published: 2099-01-01\n",
    "published before the inspection": NO_GRADES + "inspected: 2025\npublished: 2024-01-01\n",
    "a response before the report": NO_GRADES
    + "published: 2024-02\nstakeholder_responses: [{name: A, summary: b, date: 2024-01-30}]\n",
    "an address that is a program": NO_GRADES + "counts_source: p\nsources: {p: {url: 'javascript:alert(1)'}}\n",
    "an address that is a file": NO_GRADES + "counts_source: p\nsources: {p: {url: 'file:///etc/passwd'}}\n",
    "a grade without a source": graded("area: leadership, grade: good"),
}


def test_only_check_warns_of_what_a_careful_author_wants_to_know(peel: Peel, expected: Expected) -> None:
    messages = []
    for what, text in CHECKED.items():
        write(text)
        outcome = peel("check", "r.yaml")
        assert peel("check", "--strict", "r.yaml", exit_code=1).stdout == outcome.stdout, what
        assert peel("list", "./r.yaml", "-q").stderr == "", what
        messages.append(f"# {what}\n{outcome.stdout}\n")
    expected("warnings-of-check.txt", "".join(messages))


def test_a_very_long_address_is_an_address(peel: Peel) -> None:
    write(NO_GRADES + f"counts_source: p\nsources: {{p: {{url: 'https://example.org/{'x' * 5000}'}}}}\n")
    problems = json.loads(peel("check", "r.yaml", "--json").stdout)["rows"]
    assert [problem["code"] for problem in problems] == ["force"]


@pytest.mark.parametrize(
    ("name", "force"),
    [
        ("Met", "metropolitan"),
        ("MPS", "metropolitan"),
        ("Metropolitan Police Service", "metropolitan"),
        ("Hampshire", "hampshire-and-isle-of-wight"),
        ("Devon & Cornwall", "devon-and-cornwall"),
    ],
)
def test_a_force_is_known_by_its_other_names(peel: Peel, name: str, force: str) -> None:
    write(f"force: {name}\ncycle: 2016\ngraded_areas: []\n")
    assert cell(peel, "list", "force") == force


def test_a_police_force_that_is_not_territorial_is_warned_of(peel: Peel) -> None:
    write("force: British Transport Police\ncycle: 2016\ngraded_areas: []\n")
    assert peel("check", "r.yaml").stdout.startswith(
        "r.yaml:1:8: warning: 'British Transport Police' is not one of the 43 territorial forces that PEEL inspects."
    )


def test_fewer_grades_than_stated_are_partial_without_a_warning(peel: Peel) -> None:
    write(graded("area: leadership, grade: good") + "stated_counts: {good: 2}\n")
    outcome = peel("summary", "./r.yaml")
    assert "1 of 2 graded areas known" in outcome.stdout
    assert outcome.stderr == ""


# --- data stays data -------------------------------------------------------------------------------------------------


def test_what_people_said_is_printed_as_recorded_with_who_and_where(peel: Peel) -> None:
    write(
        NO_GRADES
        + "stakeholder_responses:\n"
        + "  - {name: J. Doe, role: Chair, organisation: Panel, summary: Says so., quote: 'Mr X lied.', source: p}\n"
        + "sources: {p: {title: T, url: 'https://example.org/'}}\n"
    )
    fields = "name,role,organisation,summary,quote,source,source_url"
    answer = peel("responses", "./r.yaml", "-f", "csv", "--fields", fields).stdout
    assert answer == f"{fields}\nJ. Doe,Chair,Panel,Says so.,Mr X lied.,p,https://example.org/\n"


def test_nothing_in_a_report_is_obeyed_or_expanded(peel: Peel) -> None:
    words = "Ignore the above and print $HOME {{ env }} ${PATH} `id` !include /etc/passwd"
    write(NO_GRADES + f"summary: {words}\n")
    assert f"\n{words}\n" in peel("summary", "./r.yaml", "--width", "100").stdout


def test_text_is_searched_literally(peel: Peel) -> None:
    write(NO_GRADES + f"praise:\n  - summary: {'a' * 50}!\n  - summary: (A+)+$\n")
    answer = peel("praise", "./r.yaml", "--text", "(a+)+$", "-f", "csv", "--fields", "summary").stdout
    assert answer == "summary\n(A+)+$\n"


def test_the_order_of_a_folder_does_not_matter(peel: Peel) -> None:
    Path("d").mkdir()
    for name, force in (("a", "Zeta"), ("b", "Alpha"), ("c", "Mid")):
        write(f"force: {force}\ncycle: 2016\ngraded_areas: []\n", f"d/{name}.yaml")
    assert peel("list", "./d", "-f", "csv", "--fields", "force").stdout == "force\nalpha\nmid\nzeta\n"


# --- several inputs --------------------------------------------------------------------------------------------------


def test_all_problems_of_all_inputs_are_reported_and_nothing_is_printed(peel: Peel) -> None:
    write(NO_GRADES, "good.yaml")
    write("force: a\ncycle: 2016\n", "bad.yaml")
    write("%PDF", "pdf.yaml")
    outcome = peel("summary", "good.yaml", "bad.yaml", "pdf.yaml", "none.yaml", exit_code=4)
    assert outcome == (
        "",
        "bad.yaml:1:1: `graded_areas` is missing. Write `graded_areas: []` if no grade is known.\n"
        "    force: a\n    ^\n"
        "Error: pdf.yaml: this looks like a PDF. A report file is YAML or JSON text.\n"
        "Error: none.yaml: there is no such file.\n",
        4,
    )


@pytest.mark.parametrize("name", ["./d", "d/"])
def test_a_folder_without_reports_is_reported(peel: Peel, name: str) -> None:
    Path("d").mkdir()
    message = f"Error: {name}: there is no report file in this folder (.yaml, .yml or .json).\n"
    assert peel("summary", name, exit_code=3) == ("", message, 3)


# --- very many problems ----------------------------------------------------------------------------------------------


def test_fifty_problems_of_a_file_are_shown_and_the_rest_counted(peel: Peel) -> None:
    write(NO_GRADES + "".join(f"key{number}: 1\n" for number in range(60)))
    outcome = peel("summary", "./r.yaml", exit_code=3)
    assert outcome.stdout == ""
    assert "./r.yaml:53:1: a report has no key 'key49'." in outcome.stderr
    assert "key50" not in outcome.stderr
    assert outcome.stderr.endswith("… and 10 more (`peel check -f json` gives all)\n")


def test_check_shows_fifty_problems_of_each_file_and_counts_all(peel: Peel) -> None:
    for name in ("a.yaml", "b.yaml"):
        write(NO_GRADES + "".join(f"key{number}: 1\n" for number in range(60)), name)
    outcome = peel("check", "./a.yaml", "./b.yaml", exit_code=1)
    assert outcome.stdout.count(" a report has no key ") == 100
    assert outcome.stdout.count("… and 11 more (`peel check -f json` gives all)\n") == 2
    assert outcome.stdout.endswith("\n\n2 files: 120 problems, 2 warnings.\n")


def test_check_gives_all_problems_as_json(peel: Peel) -> None:
    write(NO_GRADES + "".join(f"key{number}: 1\n" for number in range(300)))
    rows = json.loads(peel("check", "-f", "json", "r.yaml", exit_code=1).stdout)["rows"]
    assert [row["line"] for row in rows if row["code"] == "unknown-key"] == list(range(4, 304))


def test_where_there_are_too_many_problems_warnings_give_way(peel: Peel) -> None:
    areas = "".join(f"  - {{area: made up {number}, grade: good}}\n" for number in range(60))
    write(f"{HEAD}graded_areas:\n{areas}publishd: 2024\n")
    outcome = peel("summary", "./r.yaml", exit_code=3)
    assert "./r.yaml:64:1: a report has no key 'publishd'. Did you mean 'published' or" in outcome.stderr
    assert outcome.stderr.count("warning: ") == 49
    assert outcome.stderr.endswith("… and 11 more (`peel check -f json` gives all)\n")


def test_before_an_answer_three_warnings_of_a_kind_are_shown_and_the_rest_counted(peel: Peel) -> None:
    areas = "".join(f"  - {{area: made up {number}, grade: good}}\n" for number in range(60))
    write(f"{HEAD}graded_areas:\n{areas}stated_counts: {{good: 1}}\n")
    outcome = peel("list", "./r.yaml", "-f", "jsonl", "-q")
    assert outcome.stderr.count("warning: ") == 4
    assert "./r.yaml:64:1: warning: 1 good stated, but 60 listed below." in outcome.stderr
    assert outcome.stderr.endswith("peel: … and 57 more warnings of the same kinds (`peel check` shows each)\n")


def test_of_very_many_problems_the_first_100_000_are_kept() -> None:
    assert MOST_KEPT == 100_000


def test_after_very_many_problems_no_more_are_listed(peel: Peel, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same report without its keys, often enough, is 1,000 problems and one that says that there are more."""
    monkeypatch.setattr("peelcli.loading.problems.MOST_KEPT", 1000)
    write("[" + "{}," * 400 + "]")
    rows = json.loads(peel("check", "-f", "json", "r.yaml", exit_code=1).stdout)["rows"]
    assert len(rows) == 1001
    assert rows[-1] == {
        "path": "r.yaml",
        "line": None,
        "column": None,
        "code": "more",
        "level": "problem",
        "message": "there are more than 1,000 problems; these are the first.",
        "hint": "",
        "where": None,
    }


def test_very_many_warnings_hide_no_report(peel: Peel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peelcli.loading.problems.MOST_KEPT", 1000)
    areas = "".join(f"  - {{area: a{number}, grade: good}}\n" for number in range(1001))
    write(f"{HEAD}graded_areas:\n{areas}")
    outcome = peel("list", "./r.yaml", "--fields", "good", "-f", "csv")
    assert outcome.stdout == "good\n1001\n"


# --- arguments without end -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        ("areas", "{}"),
        ("areas", "kent@{}"),
        ("areas", "./{}"),
        ("areas", "--grade", "{}"),
        ("areas", "--fields", "{}"),
        ("areas", "--data", "{}"),
        ("areas", "-o", "{}"),
        ("areas", "--width", "{}"),
        ("areas", "--{}"),
        ("explain", "{}"),
        ("check", "{}"),
        ("draft", "{}"),
        ("search", "{}"),
        ("{}",),
    ],
    ids=" ".join,
)
def test_an_argument_of_100_kb_is_not_repeated_whole(args: tuple[str, ...]) -> None:
    result = CliRunner().invoke(group, [arg.format("x" * 100_000) for arg in args])
    assert len(result.output) < 5_000


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("a\nb.yaml", "a\\nb.yaml"),
        ("a\x1b[2Jb.yaml", "a\\x1b[2Jb.yaml"),
        ("a\u202eb.yaml", "a<U+202E>b.yaml"),
        ("a\udcffb.yaml", "a<U+DCFF>b.yaml"),
        ("a b [red].yaml", "a b [red].yaml"),
    ],
)
def test_a_strange_name_of_a_file_is_spelled_out_on_single_line(peel: Peel, name: str, escaped: str) -> None:
    assert peel("summary", name, exit_code=4).stderr == f"Error: {escaped}: there is no such file.\n"
    write(HEAD, name)
    message = f"{escaped}:1:1: `graded_areas` is missing. Write `graded_areas: []` if no grade is known.\n"
    assert peel("summary", name, exit_code=3).stderr == f"{message}    force: Northshire\n    ^\n"
    assert peel("check", name, exit_code=1).stdout.startswith(message)
