"""Reading YAML and JSON to a tree of texts with places; all hostile input is refused here."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
import yaml

from peelcli.errors import BadData, Problem, Unreadable
from peelcli.reading import json_errors, read
from peelcli.reading.nodes import Document, Mapping, Node, Nothing, Sequence
from peelcli.reading.yaml_errors import diagnose

Expected = Callable[[str, str], None]

pytestmark = pytest.mark.usefixtures("each_parser")


def tree(text: str, name: str = "a.yaml") -> Node:
    (root,) = read(text.encode(), name).roots
    return root


def plain(node: Node) -> object:
    """The tree as lists, dictionaries and texts; what is absent is None."""
    if isinstance(node, Nothing):
        return None
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, Sequence) else str(node)


def refused(data: bytes | str, name: str = "a.yaml") -> Problem:
    """The one problem for which a text cannot be read."""
    with pytest.raises(BadData) as caught:
        list(read(data.encode() if isinstance(data, str) else data, name).roots)
    (problem,) = caught.value.problems
    return problem


# --- scalars are text ---


@pytest.mark.parametrize(
    "scalar",
    [
        "no",
        "Yes",
        "on",
        "OFF",
        "true",
        "1:30",
        "010",
        "0x1F",
        "0o17",
        "1_000",
        "1e3",
        ".inf",
        ".nan",
        "+1",
        "3.10",
        "2024-05-14",
        "2024-05",
        "2014",
        "2001-12-14t21:59:43.10-05:00",
        "=",
        "9" * 5000,
    ],
    ids=lambda scalar: scalar if len(scalar) < 40 else "5,000 digits",
)
@pytest.mark.parametrize("name", ["a.yaml", "a.txt"])
def test_a_plain_scalar_of_yaml_is_text_whatever_it_looks_like(scalar: str, name: str) -> None:
    assert plain(tree(f"key: {scalar}\n", name)) == {"key": scalar}


@pytest.mark.parametrize(
    ("scalar", "made"),
    [
        ("no", False),
        ("1:30", 90),
        ("010", 8),
        ("1_000", 1000),
        ("3.10", 3.1),
        ("2024-05-14", date(2024, 5, 14)),
        ("2024-05", "2024-05"),
    ],
)
def test_yaml_1_1_would_have_made_something_else_of_it(scalar: str, made: object) -> None:
    """Why scalars are text: this is what PyYAML itself makes of them."""
    assert yaml.safe_load(f"key: {scalar}\n") == {"key": made}
    assert plain(tree(f"key: {scalar}\n")) == {"key": scalar}


@pytest.mark.parametrize("key", ["no", "on", "1:30", "010", "2024-05-14", "true"])
def test_a_plain_key_of_yaml_is_text_whatever_it_looks_like(key: str) -> None:
    assert plain(tree(f"{key}: a\n")) == {key: "a"}


@pytest.mark.parametrize("empty", ["", "~", "null", "Null", "NULL"])
def test_a_plain_empty_value_of_yaml_means_absent(empty: str) -> None:
    assert plain(tree(f"key: {empty}\n")) == {"key": None}


@pytest.mark.parametrize(
    ("quoted", "words"), [("'null'", "null"), ('"~"', "~"), ("''", ""), ('""', ""), ("nULL", "nULL"), ("nil", "nil")]
)
def test_a_quoted_empty_value_of_yaml_is_text(quoted: str, words: str) -> None:
    assert plain(tree(f"key: {quoted}\n")) == {"key": words}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1", "1"),
        ("-0", "-0"),
        ("1.50", "1.50"),
        ("1e999", "1e999"),
        ("9" * 5000, "9" * 5000),
        ("true", "true"),
        ("false", "false"),
    ],
    ids=["one", "minus nought", "trailing nought", "beyond infinity", "5,000 digits", "true", "false"],
)
def test_a_number_or_truth_of_json_is_text_as_it_was_written(number: str, words: str) -> None:
    assert plain(tree(f'{{"key": {number}}}', "a.json")) == {"key": words}


def test_null_in_json_means_absent_and_a_text_of_it_does_not() -> None:
    assert plain(tree('{"a": null, "b": "null", "c": ""}', "a.json")) == {"a": None, "b": "null", "c": ""}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">-\n  one\n  two\n", "one two"),
        ("one\n  two\n", "one two"),
        ("'it''s'\n", "it's"),
        ('"caf\\u00e9 \\e[2J"\n', "café \x1b[2J"),
        ("a#b c\n", "a#b c"),
        ("a # a comment\n", "a"),
        ("https://example.org/1\n", "https://example.org/1"),
    ],
    ids=["literal", "folded", "over two lines", "single quotes", "double quotes", "hash", "comment", "address"],
)
def test_every_way_to_write_a_text_in_yaml_is_read(text: str, words: str) -> None:
    assert plain(tree(f"key: {text}")) == {"key": words}


# --- trees ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [x, y]\n", {"a": "1", "b": ["x", "y"]}),
        ("- a: 1\n  b: 2\n- c\n-\n", [{"a": "1", "b": "2"}, "c", None]),
        ("{a: {b: {c: []}}}", {"a": {"b": {"c": []}}}),
        ("a:\n- 1\n- 2\n", {"a": ["1", "2"]}),
        ("just words", "just words"),
        ("[]", []),
        ("{}", {}),
    ],
    ids=["mapping", "list", "nested in flow", "list without indentation", "a text", "empty list", "empty mapping"],
)
def test_a_tree_of_yaml_is_built_as_it_is_written(text: str, expected: object) -> None:
    assert plain(tree(text)) == expected


def test_keys_keep_their_order() -> None:
    assert list(tree("c: 1\na: 2\nb: 3\n")) == ["c", "a", "b"]  # type: ignore[arg-type]


def test_each_document_of_yaml_is_a_tree() -> None:
    document = read(b"a: 1\n---\nb: 2\n---\n---\n- c\n", "a.yaml")
    assert [plain(root) for root in document.roots] == [{"a": "1"}, {"b": "2"}, None, ["c"]]


@pytest.mark.parametrize(
    ("text", "trees"),
    [
        ('[{"a": 1}, 2]', [[{"a": "1"}], ["2"]]),
        ('{"peel": 1, "reports": [{"a": 1}, {"b": 2}]}', [{"peel": "1", "reports": []}, [{"a": "1"}], [{"b": "2"}]]),
        ('{"peel": 1, "reports": {"a": []}}', [{"peel": "1", "reports": {"a": []}}]),
        ("[]", [[]]),
    ],
    ids=["a list", "the output of peel", "not a list", "an empty list"],
)
def test_each_report_in_a_list_of_json_is_a_tree(text: str, trees: list[object]) -> None:
    assert [plain(root) for root in read(text.encode(), "a.json").roots] == trees


def test_reports_in_a_list_of_json_keep_their_paths() -> None:
    _, _, second = read(b'{"reports": [{}, {"a": [0]}]}', "a.json").roots
    assert isinstance(second, Sequence)
    (report,) = second
    assert isinstance(report, Mapping)
    assert (second.place, report.place, report.place_of("a")) == ("$.reports", "$.reports[1]", "$.reports[1].a")


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff"], ids=["empty", "blank", "byte order mark"])
@pytest.mark.parametrize("name", ["a.yaml", "a.json", "-"])
def test_a_text_without_anything_has_no_tree(text: str, name: str) -> None:
    assert list(read(text.encode(), name).roots) == []


@pytest.mark.parametrize("text", ["# only a comment\n", "---\n", "null\n"])
def test_comments_and_empty_documents_hold_no_value(text: str) -> None:
    assert [plain(root) for root in read(text.encode(), "a.yaml").roots] in ([], [None])


def test_the_depth_that_is_allowed_is_50() -> None:
    assert isinstance(tree("[" * 50 + "]" * 50), Sequence)
    assert isinstance(tree("[" * 50 + "]" * 50, "a.json"), Sequence)


def test_a_key_may_have_128_characters() -> None:
    assert plain(tree(f"{'k' * 128}: a\n")) == {"k" * 128: "a"}


# --- YAML or JSON ---


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ('{"a": [1]}', "a.json", "$.a[0]"),
        ('{"a": [1]}', "A.JSON", "$.a[0]"),
        ('{"a": [1]}', "-", "$.a[0]"),
        ('\n  {"a": [1]}', "a.txt", "$.a[0]"),
        ('{"a": [1]}', "a.yaml", 7),
        ('{"a": [1]}', "a.YML", 7),
        ("{a: [1]}", "-", 5),
    ],
    ids=[
        "ending json",
        "ending JSON",
        "quotes on standard input",
        "quotes in a file of another ending",
        "JSON in a file that ends in yaml",
        "JSON in a file that ends in YML",
        "no quotes",
    ],
)
def test_the_extension_or_else_the_beginning_distinguishes_json_from_yaml(
    text: str, name: str, place: int | str
) -> None:
    root = tree(text, name)
    assert isinstance(root, Mapping)
    assert isinstance(items := root["a"], Sequence)
    assert items[0].place == place


# --- places ---


def test_each_value_and_key_of_yaml_knows_how_much_comes_before_it() -> None:
    root = tree("a: 1\nb:\n  - x\n  - {c: y}\n")
    assert isinstance(root, Mapping)
    assert isinstance(items := root["b"], Sequence)
    assert isinstance(inner := items[1], Mapping)
    assert (root.place, root["a"].place, root.place_of("b"), items.place, items[0].place) == (0, 3, 5, 10, 12)
    assert (inner.place, inner.place_of("c"), inner["c"].place) == (18, 19, 22)


def test_the_place_of_a_key_that_is_not_there_is_that_of_its_mapping() -> None:
    root = tree("  a: 1\n")
    assert isinstance(root, Mapping)
    assert root.place_of("b") == 2


def test_each_value_of_json_knows_its_path() -> None:
    root = tree('{"a": {"b c": [1, {"d": null}]}}', "a.json")
    assert isinstance(root, Mapping)
    assert isinstance(inner := root["a"], Mapping)
    assert isinstance(items := inner["b c"], Sequence)
    assert isinstance(last := items[1], Mapping)
    assert (root.place, inner.place, items.place, items[0].place) == ("$", "$.a", "$.a['b c']", "$.a['b c'][0]")
    assert (inner.place_of("b c"), last["d"].place) == ("$.a['b c']", "$.a['b c'][1].d")


@pytest.mark.parametrize(
    ("text", "place", "line", "column", "excerpt"),
    [
        ("a: b\n", 3, 1, 4, "    a: b\n       ^"),
        ("a: b\nc: d\n", 8, 2, 4, "    c: d\n       ^"),
        ("a: b\r\nc: d\r\n", 9, 2, 4, "    c: d\n       ^"),
        ("a: b\rc: d\r", 8, 2, 4, "    c: d\n       ^"),
        ("a: \u2028b\nc: d\n", 9, 2, 4, "    c: d\n       ^"),
        ("é: b\n", 3, 1, 4, "    é: b\n       ^"),
        ("力: b\n", 3, 1, 4, "    力: b\n        ^"),
        ("e\u0301: b\n", 4, 1, 5, "    e\u0301: b\n       ^"),
        ("\ta: b\n", 4, 1, 5, "     a: b\n        ^"),
        ("a: \x1b[2J\n", 3, 1, 4, "    a: \\x1b[2J\n       ^"),
        ("\x1b[2J: b\n", 6, 1, 7, "    \\x1b[2J: b\n             ^"),
        ("a: b\n", 5, 2, 1, ""),
        ("", 0, 1, 1, ""),
    ],
    ids=[
        "first line",
        "second line",
        "Windows line ends",
        "old Mac line ends",
        "a separator is no line end",
        "an accent",
        "a wide character",
        "a combining mark",
        "a tab",
        "an escape is shown",
        "the caret stands right after an escape",
        "behind the last line",
        "no text at all",
    ],
)
def test_a_place_in_yaml_is_given_as_line_and_column_with_an_excerpt(
    text: str, place: int, line: int, column: int, excerpt: str
) -> None:
    problem = Document("a.yaml", text).problem(place, "code", "wrong.", "right.")
    assert problem == ("a.yaml", line, column, "", "code", "problem", "wrong.", "right.", excerpt)


def test_of_a_long_line_only_the_part_around_the_place_is_shown() -> None:
    text = f"a: {'x' * 200}!{'y' * 200}\n"
    excerpt = Document("a.yaml", text).problem(203, "code", "wrong.").excerpt
    assert excerpt == f"    … {'x' * 50}!{'y' * 49} …\n    {' ' * 52}^"


def test_a_place_in_json_is_given_as_a_path() -> None:
    problem = Document("a.json", "{}").problem("$.a[0]", "code", "wrong.", "right.", "warning")
    assert problem == ("a.json", None, None, "$.a[0]", "code", "warning", "wrong.", "right.", "")


# --- refusals ---


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("a: &x b\n", 1, 4, "anchor"),
        ("a: &x [b]\n", 1, 4, "anchor"),
        ("&x a: b\n", 1, 1, "anchor"),
        ("a: *x\n", 1, 4, "anchor"),
        ("- &x [*x]\n", 1, 3, "anchor"),
        ("a: &\n", 1, 4, "anchor"),
        ("a: b\n<<: {c: d}\n", 2, 1, "merge"),
        ("a: !!int 1\n", 1, 4, "tag"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, 4, "tag"),
        ("a: !mine {b: c}\n", 1, 4, "tag"),
        ("! a: b\n", 1, 1, "tag"),
        ("a: !<\n", 1, 4, "tag"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "duplicate-key"),
        ("{a: 1, 'a': 2}\n", 1, 8, "duplicate-key"),
        ("<<: 1\n", 1, 1, "merge"),
        ("{[a]: b}\n", 1, 2, "key"),
        ("? {a: b}\n: c\n", 1, 3, "key"),
        ("~: a\n", 1, 1, "key"),
        ("{: a}\n", 1, 2, "key"),
        (f"{'k' * 129}: a\n", 1, 1, "key"),
        ("[" * 51 + "]" * 51, 1, 51, "depth"),
        ("- " * 51 + "a", 1, 101, "depth"),
        ("a: @b\n", 1, 4, "syntax"),
        ("a: `b`\n", 1, 4, "syntax"),
        ("a: %b\n", 1, 4, "syntax"),
        ("%b\n", 1, 1, "syntax"),
        ("a: b: c\n", 1, 5, "syntax"),
        ('a: "b\n', 1, 4, "syntax"),
        ("a: 'b\n", 1, 4, "syntax"),
        ('a: "\\q"\n', 1, 5, "syntax"),
        ('a: "\\uZZZZ"\n', 1, 5, "syntax"),
        ("a: [b\nc: d\n", 1, 4, "syntax"),
        ("a: [b] c\n", 1, 8, "syntax"),
        ("- a\nb: c\n", 2, 1, "syntax"),
        ("a: b\n c: d\n", 2, 2, "syntax"),
        ("a: b\nc\n", 2, 1, "syntax"),
        ("a:\n\t- b\n", 2, 1, "syntax"),
        ("a: b\x07c\n", 1, 5, "character"),
        ("a: b\ufffec\n", 1, 5, "character"),
        ("a\u2028b: c: d\n", 1, 2, "character"),
        ("[a,, b]\n", 1, 4, "syntax"),
    ],
    ids=[
        "an anchor at a text",
        "an anchor at a list",
        "an anchor at a key",
        "an alias",
        "an alias within its own anchor",
        "an ampersand alone",
        "a merge key",
        "a tag for a number",
        "a tag that would run a command",
        "a tag of one's own",
        "an exclamation mark at a key",
        "a tag that is no tag",
        "a key that stands twice",
        "a key that stands twice, once in quotes",
        "a merge key with a text",
        "a list as a key",
        "a mapping as a key",
        "nothing as a key",
        "nothing as a key in braces",
        "a key that is too long",
        "lists too deep",
        "dashes too deep",
        "an at sign",
        "a backtick",
        "a per cent sign",
        "a per cent sign at the beginning of a line",
        "a colon in a value",
        "a double quotation mark that is not closed",
        "a single quotation mark that is not closed",
        "an unknown escape",
        "an escape without its digits",
        "a bracket that is not closed",
        "words behind a bracket",
        "a key below a list",
        "a key that is indented",
        "a key without a colon",
        "a tab",
        "a control character",
        "a character that is none",
        "an invisible line break before a colon",
        "a comma too many",
    ],
)
def test_what_a_report_file_in_yaml_may_not_hold_is_refused_with_its_place(
    text: str, line: int, column: int, code: str
) -> None:
    problem = refused(text)
    assert (problem.line, problem.column, problem.code) == (line, column, code)
    assert problem.level == "problem"
    assert problem.hint


def test_a_merge_sign_in_quotes_is_a_strange_key_and_no_more() -> None:
    assert plain(tree("'<<': a\n")) == {"<<": "a"}


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ('{"a": 1, "a": 2}', "$.a", "duplicate-key"),
        ('{"a": NaN}', "$.a", "number"),
        ('{"a": [-Infinity]}', "$.a[0]", "number"),
        ('{"a": "\\ud800"}', "$.a", "character"),
        (f'{{"{"k" * 129}": 1}}', "$", "key"),
    ],
    ids=["a key twice", "NaN", "infinity", "half a character", "a key that is too long"],
)
def test_what_a_report_file_in_json_may_not_hold_is_refused_with_its_path(text: str, place: str, code: str) -> None:
    problem = refused(text, "a.json")
    assert (problem.where, problem.code) == (place, code)
    assert (problem.line, problem.column, problem.level) == (None, None, "problem")
    assert problem.hint


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
@pytest.mark.parametrize("levels", [51, 990, 1_010, 5_000, 100_000])
def test_the_first_bracket_beyond_50_levels_is_named_whatever_the_parser_allows(name: str, levels: int) -> None:
    problem = refused("[" * levels + "]" * levels, name)
    assert (problem.line, problem.column, problem.code) == (1, 51, "depth")


def test_brackets_in_text_do_not_count_as_levels_in_json() -> None:
    problem = refused('["' + "[" * 60 + '", ' + "[" * 51 + "]" * 52, "a.json")
    assert (problem.line, problem.column, problem.code) == (1, 65 + 50, "depth")


# --- what parsers stumble over ---

# Mistakes in YAML syntax; what is said about them is in tests/expected.
MISTAKES = (
    "{a: b {c: d}}\n",
    '{a: "b" ? d}\n',
    "a: [\n",
    "a: {b: [c], d: {\n",
    "a: &\n",
    "a: !<\n",
    "a: @b\n",
    "a: `b`\n",
    "%b\n",
    "%YAML\n",
    "%YAML 1.1\n",
    "%YAML 1.1\na: b\n",
    "%YAML 9.1\n---\na: b\n",
    "a: b\n%YAML\n",
    "%TAG\n",
    "a: b: c\n",
    'a: "b\n',
    "a: 'b\n",
    'a: "b\n---\nc: d\n',
    'a: "b\nc: "d"\n',
    'a: "b\nc: "d e\n',
    'a: "\\q"\n',
    'a: "\\uZZZZ"\n',
    'a: "\\ud800"\n',
    'a: "\\UFFFFFFFF"\n',
    "a: [b\nc: d\n",
    "a: [b] c\n",
    "- a\nb: c\n",
    "a: b\n c: d\n",
    "a: b\nc\n",
    "a:\n\t- b\n",
    "\ta: b\n",
    "a:\n  b: c\n\td: e\n",
    "a\u2028b: c: d\n",
    "[a,, b]\n",
    "{area: x grade: good}\n",
    "{area: x, grade: good\n",
    '{area: "x" grade: good}\n',
    "l:\n  - {area: x grade: good}\n",
    "l:\n  - {area: x, grade: good note: y}\n",
    "a: {b: c}}\n",
    "a: [b, c]]\n",
    "{a: b]\n",
    "[a}\n",
    "a: | b\n  c\n",
    "a: >x\n",
    "a: !foo{bar\n",
    "a: !fo,o bar\n",
    "a: !<abc\n",
    "a: !!\n",
    "a: !a!b c\n",
    "a: *\n",
    "a: *x y\n",
    "- - a\n - b\n",
    "a:\n  - b\n - c\n",
    "a:\n   b: c\n  d: e\n",
    "  a: b\nc: d\n",
    "a: b\n---\nc: d\n  e: f\n",
    "a: ? b\n",
    "? a\nb\n",
    ": a\n",
    "- : a\n",
    "a: - b\n",
    "a: , b\n",
    "a: [,]\n",
    "{,}\n",
    'a: "b" c\n',
    "a: 'it's'\n",
    "a: b\n...\nc: d\n",
    "a: b\n... c\n",
    "a: |\n\tb\n",
    '"a: b\nc: d\n',
    'a: "b\\\n',
    "a: b\n b\n c: d\n",
    "a:b\nc: d\n",
    '"a" "b": c\n',
    'a: "b"c: d\n',
    '"a":b\n',
    "- a\n-b\n",
    "a: b\n-\n",
    "a: [b\n",
    "a: {b: [c}\n",
    "a: {b: c\nd: e\n",
    "a: %b\n",
    "a: 'b\nc: d\n e\n",
    'summary: "The force\nname: Kent\nx: "y"\n',
    'a: "\\U00110000"\n',
    "l:\n  - {area: x,\n     grade: good\n     note: b}\n",
    "l:\n  - {area: x\n  - {area: y}\n",
    "l: [a, b\nc: d\n",
    "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n",
    "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n",
    "a: b\n```\n",
    "a: \u201cb: c\u201d\n",
    "a:b\nc:d\ne: f\n",
    "a\uff1ab\nc: d\n",
    "a:\u00a0b\nc: d\n",
    "// a\nb: c\n",
    "l:\n  -a: b\n    c: d\n",
    "l:\n  -{a: b, c: d}\n",
    "l:\n  \u2013 a: b\n    c: d\n",
    "l:\n  \u2022 a: b\n    c: d\n",
    "l:\n  - a: b\n      c: d\n",
    "l: {a: b: c}\n",
    "a: b\n\u00a0c: d\n",
    "a: b\n\u200bc: d\n",
    "%FOO bar\n---\na: b\n",
    # signs that are meant as dashes, behind a first item too
    "l:\n  - a: b\n  -c: d\n",
    "l:\n  - {a: b}\n  -{c: d}\n",
    "l:\n  - a: b\n  \u2013 c: d\n",
    "l:\n  - {a: b}\n  \u2022 {c: d}\n",
    "l:\n  * a: b\n    c: d\n",
    "l:\n  - a\n  * b\n",
    "l:\n  - {a: b}\n  {c: d}\n",
    "l:\n  1. {a: b, c: d}\n",
    "l:\n  + {a: b, c: d}\n",
    "l:\n  - {a: b, c: d}\n  \u2192 {a: b, c: d}\n",
    "l: [a #1, b]\n",
    # what JSON and other languages write after a value
    'a: "b",\nc: d\n',
    'a: "b";\nc: d\n',
    "a: [b],\nc: d\n",
    "l:\n  - {a: b},\n  - {c: d}\n",
    'l:\n  - "a",  # b\n  - c\n',
    "{a: b},\n",
    # a key without a colon, or with an unusual one, on any line
    "a b\nc: d\n",
    "- a b\n  c: d\n",
    "a:\n  b c\n  d: e\n",
    "a: b\nc:d\n",
    "a: b\nc\uff1ad\n",
    "a: b\nc:\u00a0d\n",
    "a: b\n// c\n",
    # quotation marks within quoted text in brackets
    "l: ['it's b']\n",
    'l: {a: "b "c" d"}\n',
    "l: [a, 'the forces' plan', b]\n",
    "l: ['a' 'b']\n",
    # backslashes that other languages have
    'a: "it\\\'s"\n',
    'a: "50\\%"\n',
    # pasted text
    "~~~\na: b\n~~~\n",
    "> a: b\n> c: d\n",
    "| a | b |\n|---|---|\n",
    "a: b\n=======\nc: d\n>>>>>>> other\n",
    "a: b\n<<<<<<<\nc: d\n",
    "a: b\r\n=======\r\nc: d\r\n",
    "a: b\n\ufeffc: d\n",
)


def test_a_mistake_in_yaml_is_explained_in_the_same_words_by_either_parser(expected: Expected) -> None:
    expected("mistakes-in-yaml.txt", "".join(f"{refused(text)}\n\n" for text in MISTAKES))


def test_a_sentence_of_a_parser_that_is_not_known_is_not_repeated() -> None:
    error = yaml.scanner.ScannerError(None, None, "found a wobbly node", yaml.Mark("", 3, 0, 3, None, None))
    refusal = diagnose("a: b\n", error, None)
    hint = "Check the indentation, the quotes and the brackets, here and on the line above."
    assert refusal.problem == (3, "syntax", "this cannot be read as YAML.", hint)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: https://example.org/?b=1}\n", {"a": "https://example.org/?b=1"}),
        ("{a: b?, c: d ?e}\n", {"a": "b?", "c": "d ?e"}),
        ("{a? : b ? c}\n", {"a?": "b ? c"}),
        ("[a?,\n b\n  c? # d\n]\n", ["a?", "b c?"]),
        ("a: b?\n", {"a": "b?"}),
    ],
)
def test_a_question_mark_within_a_text_is_part_of_it_for_either_parser(text: str, value: object) -> None:
    assert plain(tree(text)) == value


@pytest.mark.parametrize(("text", "column"), [("[a? b, ?]\n", 8), ("[?  , a]\n", 2), ("?\n", 1)])
def test_a_question_mark_alone_is_refused(text: str, column: int) -> None:
    problem = refused(text)
    assert (problem.message, problem.column) == ("a value cannot begin with this character.", column)


@pytest.mark.parametrize("text", ["{a:}\n", "[a:, b]\n", "{a: b:[c]}\n"])
def test_a_colon_before_a_bracket_is_refused_by_either_parser(text: str) -> None:
    assert refused(text).message == "a space is missing after this colon."


@pytest.mark.parametrize("text", ["a : : \n", "a : : # b\n", "a ,: :\n"])
def test_two_colons_are_refused(text: str) -> None:
    assert refused(text).message == "a value contains a colon followed by a space."


def test_a_text_with_more_behind_its_end_is_not_a_report_either() -> None:
    assert refused("  a: b\nc: d\n").message == "there is more text after the end of the report."
    assert refused('"a","b"\n').message == "there is more text after the end of the report."


def test_a_second_force_may_be_that_of_a_second_report() -> None:
    hint = "Remove one of them, or put a line --- between two reports."
    assert refused("force: a\nforce: b\n").hint == hint
    assert refused("cycle: a\ncycle: b\n").hint == "Remove one of them."


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_marks_of_a_byte_order_are_no_part_of_the_text(name: str) -> None:
    data = b'\xef\xbb\xbf\xef\xbb\xbf{"a": "b"}'
    assert plain(tree(data.decode(), name)) == {"a": "b"}
    (problem,) = [refused(data[:-1] + b" c: }", name)]
    assert (problem.line, problem.column) == (1, 11)


def test_a_web_page_is_known_behind_a_byte_order_mark() -> None:
    with pytest.raises(Unreadable, match="this looks like a web page"):
        read(b"\xef\xbb\xbf<!DOCTYPE html>", "a.yaml")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_another_encoding_is_not_called_something_else(encoding: str) -> None:
    with pytest.raises(Unreadable, match="this is not text, or not text in UTF-8"):
        read("a: b\n".encode(encoding), "a.yaml")


# Mistakes in JSON syntax; of some of them, versions of Python say different things.
MISTAKES_IN_JSON = (
    "{'a': 1}",
    '{"a" 1}',
    '{\n"a": 1\n"b": 2}',
    '{"a": }',
    "[1,, 2]",
    "[1] [2]",
    '{"a": "b\nc"}',
    '{"a": "b}',
    '{"a": "\\q"}',
    '{"a": 1,}',
    "[1, 2 , ]",
    "[, 1]",
    "[1]]",
    '{"a": [1}',
    "[}",
    '{"a": 1',
    '{"a": [',
    '{"a": "b\tc"}',
    '{"a": 1, // b\n"c": 2}',
    '# a\n{"b": 1}',
    "{\u201ca\u201d: 1}",
    "{\"a\": 'b'}",
    '{"a":\u00a01}',
    '{"a": True}',
    '{"a": None}',
    '{"a": b}',
    '{"a": 016}',
    '{"a": +1}',
    '{"a": 0x1F}',
    '{"a": "b "c" d"}',
    "{a: 1}",
    "a: b\n",
    '{\n<<<<<<< HEAD\n"a": 1\n=======\n"a": 2\n>>>>>>> other\n}',
    '{"a": 1,\n=======\n"a": 2\n>>>>>>> other\n}',
    '```json\n{"a": 1}\n```\n',
    '{"a": 1}\n```\n',
    '{"a": 2024-05-14}',
    '{"a": 2018/19}',
    '{"a": 12:30}',
    '{"a": "b 6" c"}',
    '{"a": 1; "b": 2}',
    '{"a": 1};',
    '{"a"\uff1a 1}',
    '{"a": 1\uff0c "b": 2}',
    '{"a": "it\\\'s"}',
    '{"a": "\\x41"}',
    '{"a": "\\u41"}',
    '{"a": "b\\\nc"}',
)


def test_a_mistake_in_json_is_explained_with_its_place(expected: Expected) -> None:
    expected("mistakes-in-json.txt", "".join(f"{refused(text, 'a.json')}\n\n" for text in MISTAKES_IN_JSON))


def test_a_sentence_of_the_library_that_is_not_known_is_not_repeated() -> None:
    refusal = json_errors.diagnose('["a" "b"]', json.JSONDecodeError("Wobbly value", '["a" "b"]', 5))
    hint = "Check the quotes, commas and brackets, here and on the line above."
    assert refusal.problem == (5, "syntax", "this cannot be read as JSON.", hint)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a:\tb\n", {"a": "b"}),
        ("a: b\t\nc: [d]\t\n", {"a": "b", "c": ["d"]}),
        ("a: b\tc\n", {"a": "b\tc"}),
        ("a: b \t# c\n", {"a": "b"}),
        ("a: b\t\n  c\n", {"a": "b c"}),
        ("{a:\tb,\tc:\td}\n", {"a": "b", "c": "d"}),
    ],
)
def test_a_tab_that_does_not_indent_is_white_space_for_either_parser(text: str, value: object) -> None:
    assert plain(tree(text)) == value


# --- JSON or YAML ---


def test_a_mapping_in_braces_with_a_quoted_key_is_read_as_yaml_if_it_is_not_json() -> None:
    assert plain(tree('{"force": West Mercia, cycle: 2016}', "-")) == {"force": "West Mercia", "cycle": "2016"}


@pytest.mark.parametrize("text", ['{"a": ["b", // c\n"d"]}', '[{"a": 1, /* b */ "c": 2}]'])
def test_a_comment_in_json_is_not_read_as_text(text: str) -> None:
    assert refused(text, "-").message == "JSON has no comments."


@pytest.mark.parametrize(
    ("text", "column"),
    [('{"a": 1 "b": 2}', 9), ('{"force": Kent, cycle: 2016, notes: [}', 38)],
    ids=["JSON without a comma", "YAML with a bracket too few"],
)
def test_of_a_text_that_is_neither_json_nor_yaml_the_mistake_that_comes_later_is_reported(
    text: str, column: int
) -> None:
    assert refused(text, "-").column == column


# --- encodings ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-sig"])
@pytest.mark.parametrize(("name", "text"), [("a.yaml", "a: café\n"), ("a.json", '{"a": "café"}')])
def test_utf_8_and_utf_16_are_read_with_their_marks(encoding: str, name: str, text: str) -> None:
    data = b"\xfe\xff" + text.encode("utf-16-be") if encoding.endswith("le-sig") else text.encode(encoding)
    (root,) = read(data, name).roots
    assert plain(root) == {"a": "café"}


@pytest.mark.parametrize(
    ("data", "line", "column", "message", "excerpt"),
    [
        (b"a: b\nc: \x93d\x94\n", 2, 4, "byte 0x93 is not UTF-8.", "    c: \ufffdd\ufffd\n       ^"),
        ("é: ".encode() + b"\xa31\n", 1, 4, "byte 0xa3 is not UTF-8.", "    é: \ufffd1\n       ^"),
        (b"\xef\xbb\xbfa: \xa31\n", 1, 4, "byte 0xa3 is not UTF-8.", "    a: \ufffd1\n       ^"),
        (b"\xff\xfea\x00:\x00 \x00\x00\xd8", 1, 4, "byte 0x00 is not UTF-16.", "    a: \ufffd\n       ^"),
    ],
    ids=["quotation marks of Windows", "a pound sign of Windows", "a pound sign after a mark", "half a UTF-16"],
)
def test_bytes_that_are_not_text_are_refused_and_never_guessed(
    data: bytes, line: int, column: int, message: str, excerpt: str
) -> None:
    problem = refused(data)
    assert (problem.line, problem.column, problem.message, problem.excerpt) == (line, column, message, excerpt)
    assert problem.hint == "Save the file as UTF-8 (in Windows programs: “UTF-8”, not “ANSI”)."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04rest", "an Excel, Word or zip file"),
        (b"\xd0\xcf\x11\xe0rest", "an old Excel or Word file"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"SQLite format 3\0", "a database"),
        (b"\x7fELF\x02", "a program"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[:4].hex(),
)
def test_a_file_of_another_kind_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, "report.yaml")
    assert str(caught.value) == f"report.yaml: this looks like {kind}. A report file is YAML or JSON text."


@pytest.mark.parametrize("data", [b"a: b\0c\n", b"\0\xff\xfe"], ids=["NUL in text", "NUL in bytes"])
def test_a_file_with_nul_is_not_text(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data, "report\x1b.yaml")
    assert (
        str(caught.value)
        == "report\\x1b.yaml: this is not text, or not text in UTF-8. A report file is YAML or JSON text."
    )
