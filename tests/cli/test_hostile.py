"""Whatever people feed it: one case for every row of a list of bad and hostile inputs, and what lies beyond."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Peel

HEAD = "force: Northshire\ncycle: 2023-25\n"
NO_GRADES = HEAD + "graded_areas: []\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _the_same_everywhere: None) -> None:
    """Stand in an empty folder, so that messages name short paths."""
    monkeypatch.chdir(tmp_path)


def write(text: str | bytes, name: str = "r.yaml") -> str:
    """Write a file and return its name."""
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return name


# --- refused: data that is no report ---------------------------------------------------------------------------------

GRADES = "outstanding, good, adequate, requires-improvement, inadequate"
KEYS = (
    "Known are peel, force, cycle, inspected, published, published_source, summary, stated_counts, counts_source, "
    "complete, graded_areas, improvement_areas, praise, stakeholder_responses, notes, sources, filtered; own keys "
    "begin with x-."
)
TAG = "tags (!) are not used in report files. Put a text that begins with ! in quotes."
ANCHOR = (
    "anchors (&) and aliases (*) are not used in report files. "
    "Write the value out; put a text that begins with & or * in quotes."
)
DEPTH = "this is nested more than 50 levels deep. A report needs four."
BOMB = "a: &a {x: 1}\nb: &b {<<: [*a, *a, *a]}\nc: {<<: [*b, *b, *b]}\n"
COLON = (
    "a colon with a blank after it stands inside a value. "
    "Put the value in quotes, or begin a new line if this is a key."
)
NO_DATE = "is no date. Write a year, month or day: 2024, 2024-05 or 2024-05-14."
NO_REPORT = "there is no report in this file. See `peel new` for a skeleton of one."
UTF_8 = "is not UTF-8. Save the file as UTF-8 (in Windows programs: “UTF-8”, not “ANSI”)."
SURROGATE = "half a character (a lone surrogate) stands here. Delete it."
NO_CHARACTER = "this escape stands for no character. Write the character itself."
FIRST = "a value cannot begin with this character. Put the value in quotes."
REST = "text stands here after the end of a value. Put the whole value in quotes."
NO_GRADE = f"is not a grade. Write one of {GRADES}."
UNGRADED = "If the area has no grade, write `ungraded:` and one of not-graded, not-inspected, not-recorded."
NINES = "9" * 5000


def graded(entry: str) -> str:
    return f"{HEAD}graded_areas:\n  - {{{entry}}}\n"


def in_json(entry: str) -> str:
    return f'{{"force": "Northshire", "cycle": "2023-25", "graded_areas": [], {entry}}}'


# what it is: the file, the place and what is said of it, the line and under which of its characters the caret stands
YAML: dict[str, tuple[str | bytes, str, str, int]] = {
    "1 the same key twice": (
        NO_GRADES + "cycle: 2016\n",
        "4:1: the key 'cycle' stands here again, after line 2. Keep one of the two.",
        "cycle: 2016",
        0,
    ),
    "3 grade no": (
        graded("area: leadership, grade: no"),
        f"4:31: 'no' {NO_GRADE}",
        "  - {area: leadership, grade: no}",
        30,
    ),
    "3 grade On": (
        graded("area: leadership, grade: On"),
        f"4:31: 'On' {NO_GRADE}",
        "  - {area: leadership, grade: On}",
        30,
    ),
    "3 key no": (NO_GRADES + "no: 1\n", f"4:1: a report has no key 'no'. {KEYS}", "no: 1", 0),
    "6 a month that is none": (
        NO_GRADES + "published: 2024-13-01\n",
        f"4:12: `published` '2024-13-01' {NO_DATE}",
        "published: 2024-13-01",
        11,
    ),
    "6 a day that is none": (
        NO_GRADES + "published: 2024-02-30\n",
        f"4:12: `published` '2024-02-30' {NO_DATE}",
        "published: 2024-02-30",
        11,
    ),
    "8 a tag for a number": (NO_GRADES + 'summary: !!int "abc"\n', f"4:10: {TAG}", 'summary: !!int "abc"', 9),
    "8 a tag for a date": (NO_GRADES + "summary: !!timestamp zz\n", f"4:10: {TAG}", "summary: !!timestamp zz", 9),
    "9 a tag that runs a program": (
        NO_GRADES + "summary: !!python/object/apply:os.system ['touch ran']\n",
        f"4:10: {TAG}",
        "summary: !!python/object/apply:os.system ['touch ran']",
        9,
    ),
    "10 a number of 5,000 digits": (
        NO_GRADES + f"published: {NINES}\n",
        f"4:12: `published` '{NINES[:40]}' {NO_DATE}",
        f"published: {NINES[:89]} …",
        11,
    ),
    "11 an alias bomb": ("a: &a [x]\nb: [*a, *a]\n", f"1:4: {ANCHOR}", "a: &a [x]", 3),
    "11 an alias": (NO_GRADES + "notes: [*a]\n", f"4:9: {ANCHOR}", "notes: [*a]", 8),
    "12 a bomb of merge keys": (BOMB, f"1:4: {ANCHOR}", "a: &a {x: 1}", 3),
    "12 a merge key": (
        NO_GRADES + "<<: {x: 1}\n",
        "4:1: merge keys (<<) are not used in report files. Write the keys out.",
        "<<: {x: 1}",
        0,
    ),
    "13 a list that holds itself": ("&x [*x]\n", f"1:1: {ANCHOR}", "&x [*x]", 0),
    "14 600 levels": ("[" * 600, f"1:51: {DEPTH}", "[" * 100 + " …", 50),
    "15 100,000 levels": ("[" * 100_000, f"1:51: {DEPTH}", "[" * 100 + " …", 50),
    "15 100,000 levels of mappings": ("{a: " * 100_000, f"1:201: {DEPTH}", "… : " + "{a: " * 24 + "{a …", 52),
    "15 100,000 dashes": ("- " * 100_000, f"1:101: {DEPTH}", "… " + "- " * 50 + " …", 52),
    "17 only comments": ("# nothing\n", f"1:1: {NO_REPORT}", "# nothing", 0),
    "17 null": ("null\n", f"1:1: {NO_REPORT}", "null", 0),
    "17 three dashes": ("---\n", f"1:1: {NO_REPORT}", "---", 0),
    "17 an empty list": ("[]\n", f"1:1: {NO_REPORT}", "[]", 0),
    "18 a text": (
        "hello\n",
        "1:1: this file holds only the text 'hello'. A report has keys such as `force:`.",
        "hello",
        0,
    ),
    "18 a number": ("42\n", "1:1: this file holds only the text '42'. A report has keys such as `force:`.", "42", 0),
    "18 a list of texts": ("- a\n", "1:3: the text 'a' stands where a report must be. See `peel new`.", "- a", 2),
    "20 a tab": (
        NO_GRADES + "sources:\n\tpage: {}\n",
        "5:1: a tab stands where blanks must be. Indent with blanks.",
        " page: {}",
        0,
    ),
    "20 indentation": (
        f"{HEAD}graded_areas:\n  - area: x\n   grade: good\n",
        "5:4: this line fits neither what is above it nor a new key. Check its indentation.",
        "   grade: good",
        3,
    ),
    "20 a second colon": (NO_GRADES + "summary: one: two\n", f"4:13: {COLON}", "summary: one: two", 12),
    "20 a quotation mark": (
        NO_GRADES + 'summary: "one\nnotes: []\n',
        "4:10: a quotation mark is not closed. Close it.",
        'summary: "one',
        9,
    ),
    "20 a bracket": (
        NO_GRADES + "notes: [one\n",
        "4:8: a list in [ ] or a mapping in { } is not closed here. "
        "Close it; put a text that begins with [ or { in quotes.",
        "notes: [one",
        7,
    ),
    "21 words behind a bracket": (NO_GRADES + "summary: [red] team\n", f"4:16: {REST}", "summary: [red] team", 15),
    "21 words behind a quotation": (NO_GRADES + "summary: 'it's'\n", f"4:14: {REST}", "summary: 'it's'", 13),
    "21 an at sign": (NO_GRADES + "summary: @x\n", f"4:10: {FIRST}", "summary: @x", 9),
    "21 a per cent sign": (NO_GRADES + "summary: %x\n", f"4:10: {FIRST}", "summary: %x", 9),
    "21 a backtick": (NO_GRADES + "summary: `x`\n", f"4:10: {FIRST}", "summary: `x`", 9),
    "21 a template": (
        NO_GRADES + "summary: {{x}}\n",
        "4:11: a list or a mapping cannot be a key. "
        "Write a word before the colon; put a text that begins with [ or { in quotes.",
        "summary: {{x}}",
        10,
    ),
    "21 a bar": (
        NO_GRADES + "summary: |x\n",
        "4:11: nothing but a line break may follow | or >. Put the value in quotes.",
        "summary: |x",
        10,
    ),
    "21 a dash": (
        NO_GRADES + "summary: - x\n",
        "4:10: a list or another key cannot begin here. Begin a new line, or put the value in quotes.",
        "summary: - x",
        9,
    ),
    "22 a text lost to a comment": (
        NO_GRADES + "praise:\n  - summary: #1 priority\n",
        "5:13: `summary` is empty. A text that begins with # must stand in quotes.",
        "  - summary: #1 priority",
        12,
    ),
    "23 a list as a key": (
        NO_GRADES + "? [a, b]\n: c\n",
        "4:3: a list or a mapping cannot be a key. "
        "Write a word before the colon; put a text that begins with [ or { in quotes.",
        "? [a, b]",
        2,
    ),
    "23 no key": (NO_GRADES + ": c\n", "4:1: there is no key before the colon. Write a word before it.", ": c", 0),
    "24 quotation marks of Word": (
        NO_GRADES.encode() + b"summary: It\x92s here\n",
        f"4:12: byte 0x92 {UTF_8}",
        "summary: It�s here",
        11,
    ),
    "24 a pound sign": (
        NO_GRADES.encode() + b"summary: \xa35\n",
        f"4:10: byte 0xa3 {UTF_8}",
        "summary: �5",
        9,
    ),
    "25 UTF-16 cut off": (
        b"\xff\xfe" + "force: a".encode("utf-16-le") + b"a",
        "1:9: byte 0x61 is not UTF-16. Save the file as UTF-8 (in Windows programs: “UTF-8”, not “ANSI”).",
        "force: a�",
        8,
    ),
    "27 a next line": (
        NO_GRADES + "summary: one\x85two\n",
        "4:13: an invisible line break (U+0085) stands here. Replace it by a blank.",
        "summary: one\\x85two",
        12,
    ),
    "27 a line separator": (
        NO_GRADES + "summary: one\u2028two\n",
        "4:13: an invisible line break (U+2028) stands here. Replace it by a blank.",
        "summary: one<U+2028>two",
        12,
    ),
    "29 half a character": (NO_GRADES + 'summary: "\\ud800"\n', f"4:13: {NO_CHARACTER}", 'summary: "\\ud800"', 12),
    "29 an escape in two halves": (
        NO_GRADES + 'summary: "\\ud83d\\ude00"\n',
        f"4:13: {NO_CHARACTER}",
        'summary: "\\ud83d\\ude00"',
        12,
    ),
    "30 a raw escape": (
        NO_GRADES + "summary: \x1b[2J\n",
        "4:10: a character that text cannot hold stands here (U+001B). Delete it.",
        "summary: \\x1b[2J",
        9,
    ),
    "30 an escape in a grade": (
        graded('area: leadership, grade: "\\e[2J"'),
        f"4:31: '\\x1b[2J' {NO_GRADE}",
        '  - {area: leadership, grade: "\\e[2J"}',
        30,
    ),
    "32 markup": (
        graded('area: leadership, grade: "[red]x[/INST]"'),
        f"4:31: '[red]x[/INST]' {NO_GRADE}",
        '  - {area: leadership, grade: "[red]x[/INST]"}',
        30,
    ),
    "37 Cyrillic letters": (
        graded("area: leadership, grade: gооd"),
        f"4:31: 'gооd' is not a grade (it holds U+043E). Write one of {GRADES}.",
        "  - {area: leadership, grade: gооd}",
        30,
    ),
    "37 a zero-width blank": (
        graded("area: leadership, grade: go\u200bod"),
        f"4:31: 'go\\u200bod' is not a grade (it holds U+200B). Write one of {GRADES}.",
        "  - {area: leadership, grade: go<U+200B>od}",
        30,
    ),
    "37 an asterisk": (
        graded("area: leadership, grade: Inadequate*"),
        f"4:31: 'Inadequate*' {NO_GRADE}",
        "  - {area: leadership, grade: Inadequate*}",
        30,
    ),
    "37 a full stop": (
        graded("area: leadership, grade: Requires improvement."),
        f"4:31: 'Requires improvement.' {NO_GRADE}",
        "  - {area: leadership, grade: Requires improvement.}",
        30,
    ),
    "38 a grade of another scale": (
        "force: Northshire\ncycle: 2016\ngraded_areas: [{area: effectiveness, grade: adequate}]\n",
        "3:45: 'adequate' is not a grade of PEEL 2016. Its grades are outstanding, good, requires-improvement, inadequate.",
        "graded_areas: [{area: effectiveness, grade: adequate}]",
        44,
    ),
    "38 not applicable": (
        graded("area: leadership, grade: n/a"),
        f"4:31: 'n/a' is not a grade. {UNGRADED}",
        "  - {area: leadership, grade: n/a}",
        30,
    ),
    "38 to be confirmed": (
        graded("area: leadership, grade: tbc"),
        f"4:31: 'tbc' is not a grade. {UNGRADED}",
        "  - {area: leadership, grade: tbc}",
        30,
    ),
    "38 not graded": (
        graded("area: leadership, grade: Not graded"),
        f"4:31: 'Not graded' is not a grade. {UNGRADED}",
        "  - {area: leadership, grade: Not graded}",
        30,
    ),
    "38 an empty grade": (
        graded("area: leadership, grade: ''"),
        f"4:31: `grade` is empty. Write one of {GRADES}.",
        "  - {area: leadership, grade: ''}",
        30,
    ),
    "39 the same area with another grade": (
        graded("area: leadership, grade: good") + "  - {area: leadership, grade: adequate}\n",
        "5:5: 'Leadership and force management' is adequate here and good on line 4. "
        "Keep the grade that the source states.",
        "  - {area: leadership, grade: adequate}",
        4,
    ),
    "45 an address in place of a source": (
        graded("area: leadership, grade: good, source: https://example.org"),
        "4:45: there is no 'https://example.org' under `sources`. "
        "An address goes under `sources:`, with a short id of your own; write that id here.",
        "  - {area: leadership, grade: good, source: https://example.org}",
        44,
    ),
    "beyond: a very long key": (
        NO_GRADES + "? " + "k" * 200 + "\n: 1\n",
        "4:3: this key is longer than 128 characters. Is a colon missing before it ends?",
        "? " + "k" * 98 + " …",
        2,
    ),
    "beyond: a newer YAML": (
        "%YAML 3.0\n--- a\n",
        "1:1: this is not YAML (found incompatible YAML document). Check the indentation and the quotes.",
        "%YAML 3.0",
        0,
    ),
}


@pytest.mark.parametrize("what", YAML)
def test_what_is_wrong_in_yaml_is_told_whole_with_its_line_and_a_caret(peel: Peel, what: str) -> None:
    text, told, line, caret = YAML[what]
    write(text)
    outcome = peel("summary", "./r.yaml", exit_code=3)
    assert outcome.stderr == f"./r.yaml:{told}\n    {line}\n    {' ' * caret}^\n"
    assert outcome.stdout == ""


def test_9_a_tag_runs_nothing(peel: Peel) -> None:
    write("!!python/object/apply:os.system ['touch ran']\n")
    peel("summary", "./r.yaml", exit_code=3)
    assert not Path("ran").exists()


DIGITS = "9" * 5000

# what it is: the file, and all that is said of it
JSON = {
    "2 the same key twice": (
        in_json('"cycle": "2016"'),
        "./r.json: $.cycle: the key 'cycle' stands here again, after the same key above. Keep one of the two.\n",
    ),
    "10 a number of 5,000 digits": (
        in_json(f'"published": {DIGITS}'),
        f"./r.json: $.published: `published` '{DIGITS[:40]}' {NO_DATE}\n",
    ),
    "14 5,000 levels": (
        "[" * 5000 + "]" * 5000,
        f"./r.json:1:51: {DEPTH}\n    {'[' * 100} …\n    {' ' * 50}^\n",
    ),
    "14 51 levels": ("[" * 51 + "]" * 51, f"./r.json: ${'[0]' * 50}: {DEPTH}\n"),
    "17 null": ("null", f"./r.json:1:1: {NO_REPORT}\n    null\n    ^\n"),
    "17 nothing": ("", f"./r.json:1:1: {NO_REPORT}\n"),
    "28 not a number": (
        in_json('"published": NaN'),
        "./r.json: $.published: NaN is no value of JSON. Write a number, or null.\n",
    ),
    "28 infinity": (
        in_json('"x-a": [-Infinity]'),
        "./r.json: $.x-a[0]: -Infinity is no value of JSON. Write a number, or null.\n",
    ),
    "28 a number too large": (
        in_json('"published": 1e999'),
        f"./r.json: $.published: `published` '1e999' {NO_DATE}\n",
    ),
    "29 half a character": (in_json('"summary": "\\ud800"'), f"./r.json: $.summary: {SURROGATE}\n"),
    "29 half a character in a key": (in_json('"x-\\ud800": 1'), f"./r.json: $['x-\\ud800']: {SURROGATE}\n"),
    "30 a raw escape": (
        '{"force": "\x1b[2J"}',
        "./r.json:1:12: a line break, a tab or another control character stands inside a text. "
        'Write it as \\n, \\t or \\u001b.\n    {"force": "\\x1b[2J"}\n               ^\n',
    ),
}


@pytest.mark.parametrize("what", JSON)
def test_what_is_wrong_in_json_is_told_whole(peel: Peel, what: str) -> None:
    text, told = JSON[what]
    write(text, "r.json")
    assert peel("summary", "./r.json", exit_code=3) == ("", told, 3)


def test_17_an_empty_file_holds_no_report(peel: Peel) -> None:
    write("")
    assert peel("summary", "./r.yaml", exit_code=3) == ("", f"./r.yaml:1:1: {NO_REPORT}\n", 3)


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
        (b"force: a\x00b\n", "this is no text"),
        ("force: a\n".encode("utf-32"), "this is no text"),
        (b"\x00\x01\xff", "this is no text"),
    ],
)
def test_26_what_is_no_text_is_named(peel: Peel, data: bytes, kind: str) -> None:
    write(data)
    told = f"Error: ./r.yaml: {kind}. A report file is YAML or JSON text.\n"
    assert peel("summary", "./r.yaml", exit_code=4) == ("", told, 4)


def test_16_a_file_over_the_size_limit_is_refused(peel: Peel) -> None:
    with open("r.yaml", "wb") as file:
        file.truncate(32 * 1024 * 1024 + 1)
    told = "Error: ./r.yaml: this is larger than 32 MiB, too large for a report file.\n"
    assert peel("summary", "./r.yaml", exit_code=4) == ("", told, 4)


# --- accepted, and what becomes of it --------------------------------------------------------------------------------


def cell(peel: Peel, command: str, field: str) -> str:
    """Read one cell of the only row of an answer."""
    answer = peel(command, "./r.yaml", "-f", "csv", "--fields", field).stdout
    return answer.removeprefix(f"{field}\n").removesuffix("\n")


@pytest.mark.parametrize("cycle", ["2018/19", "2018-19", "2018–19", "PEEL 2018/19", "'2018/19'"])
def test_4_a_cycle_is_read_in_every_spelling(peel: Peel, cycle: str) -> None:
    write(f"force: Northshire\ncycle: {cycle}\ngraded_areas: []\n")
    assert cell(peel, "list", "cycle") == "2018-19"


def test_4_a_cycle_of_one_year_is_text(peel: Peel) -> None:
    write("force: Northshire\ncycle: 2014\ngraded_areas: []\n")
    assert '"cycle": "2014"' in peel("list", "./r.yaml", "--json").stdout


@pytest.mark.parametrize("day", ["2024", "2024-05", "2024-05-14"])
def test_5_a_date_stays_as_it_is_written(peel: Peel, day: str) -> None:
    write(NO_GRADES + f"published: {day}\n")
    assert cell(peel, "list", "published") == day


@pytest.mark.parametrize("words", ["12:30", "1:20", "010", "1_000", "0x1F", "1e3", "yes", "=", "2024-05-14 10:00:00"])
def test_7_what_yaml_takes_for_a_number_stays_text(peel: Peel, words: str) -> None:
    write(NO_GRADES + f"summary: {words}\nx-own: {words}\n")
    report = json.loads(peel("summary", "./r.yaml", "--json").stdout)["reports"][0]
    assert (report["summary"], report["x-own"]) == (words, words)


def test_18_a_list_of_reports_is_read(peel: Peel) -> None:
    write("- {force: A, cycle: 2016, graded_areas: []}\n- {force: B, cycle: 2017, graded_areas: []}\n")
    assert peel("list", "./r.yaml", "-f", "csv", "--fields", "force,cycle").stdout == "force,cycle\na,2016\nb,2017\n"


def test_19_several_documents_are_several_reports(peel: Peel) -> None:
    write("force: A\ncycle: 2016\ngraded_areas: []\n---\nforce: B\ncycle: 2017\ngraded_areas: []\n")
    assert peel("list", "./r.yaml", "-f", "csv", "--fields", "force,cycle").stdout == "force,cycle\na,2016\nb,2017\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("name", ["r.yaml", "r.json"])
def test_25_a_byte_order_mark_is_accepted_in_both_formats(peel: Peel, encoding: str, name: str) -> None:
    text = in_json('"notes": []') if name == "r.json" else NO_GRADES
    write(text.replace("Northshire", "Nörthshire").encode(encoding), name)
    answer = peel("list", f"./{name}", "-f", "csv", "--fields", "force_name").stdout
    assert answer == "force_name\nNörthshire\n"


def test_25_utf_16_with_the_large_end_first_is_read(peel: Peel) -> None:
    write(b"\xfe\xff" + NO_GRADES.encode("utf-16-be"))
    assert cell(peel, "list", "force_name") == "Northshire"


def test_28_a_number_too_large_is_text_and_never_infinity(peel: Peel) -> None:
    write(in_json('"x-a": 1e999'), "r.json")
    assert '"x-a": "1e999"' in peel("summary", "./r.json", "--json").stdout


NASTY = '"\\e[2J \\u009b1m \\e]0;t\\a \\r\\b \\u202e \\u2066 \\u200b \\U000e0041 \\x7f"'
SPELLED = "\\x1b[2J \\x9b1m \\x1b]0;t\\x07 \\r\\x08 <U+202E> <U+2066> <U+200B> <U+E0041> \\x7f"


@pytest.mark.parametrize(
    ("format", "shown"),
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
def test_30_and_31_what_would_act_on_a_terminal_is_spelled_out(peel: Peel, format: str, shown: str) -> None:
    write(graded(f"area: leadership, grade: good, note: {NASTY}"))
    answer = peel("areas", "./r.yaml", "-f", format, "--width", "400").stdout
    assert shown in answer
    assert not [char for char in answer.replace("\r", "") if not char.isprintable() and char not in "\n\t"]


def test_30_yaml_escapes_what_would_act_on_a_terminal(peel: Peel) -> None:
    write(NO_GRADES + f"summary: {NASTY}\n")
    answer = peel("summary", "./r.yaml", "-f", "yaml").stdout
    spelled = "\\u001b[2J \\u009b1m \\u001b]0;t\\u0007 \\r\\b \\u202e \\u2066 \\u200b \\U000e0041 \\u007f"
    assert answer == f'force: Northshire\ncycle: 2023-25\nsummary: "{spelled}"\ngraded_areas: []\n'


def test_31_a_joiner_stays_inside_an_emoji_only(peel: Peel) -> None:
    write(NO_GRADES + "summary: 👩\u200d💻 e\u0301 a\u200db\n")
    assert "👩\u200d💻 e\u0301 a<U+200D>b\n" in peel("summary", "./r.yaml").stdout


@pytest.mark.parametrize("format", ["table", "list"])
def test_32_markup_is_literal(peel: Peel, format: str) -> None:
    words = "[red]a[/INST] [link=http://x]y[/link] :warning: [/]"
    write(NO_GRADES + f'summary: "{words}"\nnotes: ["{words}"]\n')
    assert peel("summary", "./r.yaml", "-f", format).stdout.count(words) == 2


def test_33_markdown_and_html_are_escaped_and_only_web_addresses_are_links(peel: Peel) -> None:
    write(
        graded("area: leadership, grade: good, note: '| ` <script> ](javascript:x) *b* # h https://example.org/?a=b'")
    )
    assert peel("areas", "./r.yaml", "-f", "markdown").stdout == (
        "**Graded areas: Northshire, PEEL 2023–25**\n\n"
        "| Area | Grade | Note |\n| --- | --- | --- |\n"
        "| Leadership and force management | Good "
        "| \\| \\` \\<script\\> \\](javascript:x) \\*b\\* \\# h <https://example.org/?a=b> |\n"
    )


FORMULAS = ["=HYPERLINK(1)", "+1", "-1", "@SUM", "\tx", "a\rb"]


@pytest.mark.parametrize(
    ("options", "cells"),
    [
        ([], ["=HYPERLINK(1)", "+1", "-1", "@SUM", "x", '"a\rb"']),
        (["--excel"], ["'=HYPERLINK(1)", "'+1", "'-1", "'@SUM", "x", '"a\rb"']),
    ],
    ids=["faithful", "for Excel"],
)
def test_34_formulas_are_faithful_and_made_safe_for_excel_only(
    peel: Peel, options: list[str], cells: list[str]
) -> None:
    areas = "".join(f"  - {{area: a{at}, grade: good, note: {json.dumps(FORMULAS[at])}}}\n" for at in range(6))
    write(f"force: Northshire\ncycle: unknown\ngraded_areas:\n{areas}")
    answer = peel("areas", "./r.yaml", "-f", "csv", "--fields", "note", *options).stdout
    mark = "\ufeff" if options else ""
    assert answer == f"{mark}note\n" + "".join(f"{cell}\n" for cell in cells)


def test_35_a_very_long_word_is_folded_and_nothing_lost(peel: Peel) -> None:
    write(NO_GRADES + f"summary: {'x' * 150}\n")
    answer = peel("summary", "./r.yaml", "--width", "60").stdout
    assert f"\n{'x' * 60}\n{'x' * 60}\n{'x' * 30}\n" in answer


def test_35_a_text_of_100_000_characters_keeps_all_its_words(peel: Peel) -> None:
    write(NO_GRADES + f"summary: {'word ' * 20_000}\n")
    assert peel("summary", "./r.yaml").stdout.count("word") == 20_000


@pytest.mark.parametrize(
    "words",
    ["Requires  Improvement", "requires-improvement", "Requires\u00a0improvement", "RI", "requires_improvement"],
)
def test_36_a_grade_is_read_in_every_spelling(peel: Peel, words: str) -> None:
    write(graded(f"area: leadership, grade: {words}"))
    assert cell(peel, "areas", "grade") == "requires-improvement"


@pytest.mark.parametrize("words", ["GOOD", "ＧＯＯＤ", "' good '"])
def test_36_width_case_and_blanks_of_a_grade_do_not_matter(peel: Peel, words: str) -> None:
    write(graded(f"area: leadership, grade: {words}"))
    assert cell(peel, "areas", "grade") == "good"


# --- accepted with a warning -----------------------------------------------------------------------------------------

FORCE = (
    "r.yaml:1:8: warning: 'Northshire' is not one of the 43 territorial forces that PEEL inspects. "
    "Did you mean 'North Yorkshire Police' or 'Northamptonshire Police'?\n    force: Northshire\n           ^\n\n"
)
NO_SOURCE = "warning: this grade has no source. Add `source:` with an id of `sources`.\n"
CYCLES = "Known are 2014, 2015, 2016, 2017, 2018-19, 2021-22, 2023-25, 2025-27."

# what it is: the file, and the warning, the line and the place of the caret
WARNED = {
    "39 the same area with the same grade": (
        graded("area: leadership, grade: good") + "  - {area: leadership, grade: good}\n",
        "5:5: warning: 'Leadership and force management' stands on line 4 already, with the same grade. Leave one out.",
        "  - {area: leadership, grade: good}",
        4,
    ),
    "40 an unknown area": (
        graded("area: Drones, grade: good"),
        "4:12: warning: 'Drones' is not an area of PEEL 2023–25. It is kept in its own words.",
        "  - {area: Drones, grade: good}",
        11,
    ),
    "40 an area that is near a known one": (
        graded("area: leadershp, grade: good"),
        "4:12: warning: 'leadershp' is not an area of PEEL 2023–25. Did you mean 'leadership'?",
        "  - {area: leadershp, grade: good}",
        11,
    ),
    "41 a cycle to come": (
        "force: Northshire\ncycle: 2026\ngraded_areas: []\n",
        f"2:8: warning: '2026' is not a known cycle; it is kept as it is. {CYCLES}",
        "cycle: 2026",
        7,
    ),
    "41 a cycle of which nobody knows": (
        "force: Northshire\ncycle: unknown\ngraded_areas: []\n",
        "2:8: warning: the cycle is not known. Grades cannot be compared with others.",
        "cycle: unknown",
        7,
    ),
    "42 more grades than stated": (
        graded("area: leadership, grade: good") + "stated_counts: {adequate: 1}\n",
        "5:1: warning: 0 good stated, but 1 listed below. Check both; if the sources disagree, say so in a note.",
        "stated_counts: {adequate: 1}",
        0,
    ),
    "42 complete with gaps": (
        graded("area: leadership, grade: good") + "stated_counts: {good: 2}\ncomplete: true\n",
        "6:1: warning: the report is said to be complete, but 1 of 2 grades are listed. "
        "Add the missing grades or leave `complete` out.",
        "complete: true",
        0,
    ),
    "43 a fire service": (
        "force: Northshire Fire and Rescue\ncycle: 2016\ngraded_areas: []\n",
        "1:8: warning: 'Northshire Fire and Rescue' sounds like a fire service. PEEL inspects police forces only.",
        "force: Northshire Fire and Rescue",
        7,
    ),
}


@pytest.mark.parametrize("what", WARNED)
def test_what_is_odd_is_kept_and_warned_of(peel: Peel, what: str) -> None:
    text, told, line, caret = WARNED[what]
    write(text)
    outcome = peel("list", "./r.yaml")
    assert outcome.stderr == f"peel: ./r.yaml:{told}\n    {line}\n    {' ' * caret}^\n"
    assert outcome.stdout.startswith("Reports\n")


# what check alone warns of: what it is: the file, and the warning, the line and the place of the caret
CHECKED = {
    "44 a date to come": (
        NO_GRADES + "published: 2099-01-01\n",
        "4:12: warning: 2099-01-01 is in the future. Check the date.",
        "published: 2099-01-01",
        11,
    ),
    "44 published before the inspection": (
        NO_GRADES + "inspected: 2025\npublished: 2024-01-01\n",
        "5:12: warning: published in 2024-01-01, before the inspection in 2025. Check both dates.",
        "published: 2024-01-01",
        11,
    ),
    "44 a response before the report": (
        NO_GRADES + "published: 2024-02\nstakeholder_responses: [{name: A, summary: b, date: 2024-01-30}]\n",
        "5:53: warning: this response of 2024-01-30 is older than the report. Check both dates.",
        "stakeholder_responses: [{name: A, summary: b, date: 2024-01-30}]",
        52,
    ),
    "45 an address that is a program": (
        NO_GRADES + "counts_source: p\nsources: {p: {url: 'javascript:alert(1)'}}\n",
        "5:20: warning: source 'p' has no web address. An address begins with https://.",
        "sources: {p: {url: 'javascript:alert(1)'}}",
        19,
    ),
    "45 an address that is a file": (
        NO_GRADES + "counts_source: p\nsources: {p: {url: 'file:///etc/passwd'}}\n",
        "5:20: warning: source 'p' has no web address. An address begins with https://.",
        "sources: {p: {url: 'file:///etc/passwd'}}",
        19,
    ),
    "45 a grade without a source": (
        graded("area: leadership, grade: good"),
        f"4:5: {NO_SOURCE.removesuffix(chr(10))}",
        "  - {area: leadership, grade: good}",
        4,
    ),
}


@pytest.mark.parametrize("what", CHECKED)
def test_what_a_careful_author_wants_to_know_is_warned_of_by_check_only(peel: Peel, what: str) -> None:
    text, told, line, caret = CHECKED[what]
    write(text)
    said = f"{FORCE}r.yaml:{told}\n    {line}\n    {' ' * caret}^\n\n1 file: 0 problems, 2 warnings.\n"
    assert peel("check", "r.yaml") == (said, "", 0)
    assert peel("check", "--strict", "r.yaml", exit_code=1) == (said, "", 1)
    assert peel("list", "./r.yaml", "-q").stderr == ""


def test_45_a_very_long_address_is_an_address(peel: Peel) -> None:
    write(NO_GRADES + f"counts_source: p\nsources: {{p: {{url: 'https://example.org/{'x' * 5000}'}}}}\n")
    assert peel("check", "r.yaml").stdout == f"{FORCE}1 file: 0 problems, 1 warning.\n"


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
def test_43_a_force_is_known_by_its_other_names(peel: Peel, name: str, force: str) -> None:
    write(f"force: {name}\ncycle: 2016\ngraded_areas: []\n")
    assert cell(peel, "list", "force") == force


def test_43_a_police_force_that_is_not_territorial_is_warned_of(peel: Peel) -> None:
    write("force: British Transport Police\ncycle: 2016\ngraded_areas: []\n")
    assert peel("check", "r.yaml").stdout.startswith(
        "r.yaml:1:8: warning: 'British Transport Police' is not one of the 43 territorial forces that PEEL inspects."
    )


def test_42_fewer_grades_than_stated_are_partial_without_a_warning(peel: Peel) -> None:
    write(graded("area: leadership, grade: good") + "stated_counts: {good: 2}\n")
    outcome = peel("summary", "./r.yaml")
    assert "1 of 2 graded areas known" in outcome.stdout
    assert outcome.stderr == ""


# --- data stays data -------------------------------------------------------------------------------------------------


def test_53_what_people_said_is_printed_as_recorded_with_who_and_where(peel: Peel) -> None:
    write(
        NO_GRADES
        + "stakeholder_responses:\n"
        + "  - {name: J. Doe, role: Chair, organisation: Panel, summary: Says so., quote: 'Mr X lied.', source: p}\n"
        + "sources: {p: {title: T, url: 'https://example.org/'}}\n"
    )
    row = json.loads(peel("responses", "./r.yaml", "--json").stdout)["rows"][0]
    assert row == {
        "force": "northshire",
        "force_name": "Northshire",
        "cycle": "2023-25",
        "name": "J. Doe",
        "role": "Chair",
        "organisation": "Panel",
        "summary": "Says so.",
        "quote": "Mr X lied.",
        "date": None,
        "source": "p",
        "source_url": "https://example.org/",
    }


def test_54_nothing_in_a_report_is_obeyed_or_expanded(peel: Peel) -> None:
    words = "Ignore the above and print $HOME {{ env }} ${PATH} `id` !include /etc/passwd"
    write(NO_GRADES + f"summary: {words}\n")
    assert f"\n{words}\n" in peel("summary", "./r.yaml", "--width", "100").stdout


def test_51_text_is_searched_literally(peel: Peel) -> None:
    write(NO_GRADES + f"praise:\n  - summary: {'a' * 50}!\n  - summary: (A+)+$\n")
    answer = peel("praise", "./r.yaml", "--text", "(a+)+$", "-f", "csv", "--fields", "summary").stdout
    assert answer == "summary\n(A+)+$\n"


def test_52_the_order_of_a_folder_does_not_matter(peel: Peel) -> None:
    Path("d").mkdir()
    for name, force in (("a", "Zeta"), ("b", "Alpha"), ("c", "Mid")):
        write(f"force: {force}\ncycle: 2016\ngraded_areas: []\n", f"d/{name}.yaml")
    assert peel("list", "./d", "-f", "csv", "--fields", "force").stdout == "force\nalpha\nmid\nzeta\n"


# --- several inputs --------------------------------------------------------------------------------------------------


def test_46_all_problems_of_all_inputs_are_told_and_nothing_is_printed(peel: Peel) -> None:
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
def test_46_a_folder_without_reports_is_told(peel: Peel, name: str) -> None:
    Path("d").mkdir()
    told = f"Error: {name}: there is no report file in this folder (.yaml, .yml or .json).\n"
    assert peel("summary", name, exit_code=3) == ("", told, 3)


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


def test_fifty_warnings_of_a_file_are_shown_and_the_rest_counted(peel: Peel) -> None:
    areas = "".join(f"  - {{area: made up {number}, grade: good}}\n" for number in range(60))
    write(f"{HEAD}graded_areas:\n{areas}")
    outcome = peel("list", "./r.yaml", "-f", "jsonl")
    assert outcome.stderr.count("warning: ") == 50
    assert outcome.stderr.endswith("peel: … and 10 more (`peel check -f json` gives all)\n")


def test_after_very_many_problems_no_more_are_listed(peel: Peel) -> None:
    """The same report without its keys, often enough, is 100,000 problems and one that says that there are more."""
    write("[" + "{}," * 40_000 + "]")
    rows = json.loads(peel("check", "-f", "json", "r.yaml", exit_code=1).stdout)["rows"]
    assert len(rows) == 100_001
    assert rows[-1] == {
        "path": "r.yaml",
        "line": None,
        "column": None,
        "code": "more",
        "level": "problem",
        "message": "there are more than 100,000 problems; these are the first.",
        "hint": "",
        "where": None,
    }


def test_very_many_warnings_hide_no_report(peel: Peel) -> None:
    areas = "".join(f"  - {{area: a{number}, grade: good}}\n" for number in range(100_001))
    write(f"{HEAD}graded_areas:\n{areas}")
    outcome = peel("list", "./r.yaml", "--fields", "good", "-f", "csv")
    assert outcome.stdout == "good\n100001\n"


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb.yaml", "a\\nb.yaml"),
        ("a\x1b[2Jb.yaml", "a\\x1b[2Jb.yaml"),
        ("a\u202eb.yaml", "a<U+202E>b.yaml"),
        ("a\udcffb.yaml", "a<U+DCFF>b.yaml"),
        ("a b [red].yaml", "a b [red].yaml"),
    ],
)
def test_46_a_strange_name_of_a_file_is_spelled_out_on_single_line(peel: Peel, name: str, shown: str) -> None:
    assert peel("summary", name, exit_code=4).stderr == f"Error: {shown}: there is no such file.\n"
    write(HEAD, name)
    told = f"{shown}:1:1: `graded_areas` is missing. Write `graded_areas: []` if no grade is known.\n"
    assert peel("summary", name, exit_code=3).stderr == f"{told}    force: Northshire\n    ^\n"
    assert peel("check", name, exit_code=1).stdout.startswith(told)
