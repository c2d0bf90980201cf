"""Escaping characters that would control a terminal or mislead a reader."""

from __future__ import annotations

import codecs
import json

import pytest

from peelcli.sanitise import DEGRADE, ascii_fallback, cell_width, escape_controls, escape_json, shorten, single_line

HARMLESS = {
    "plain words": "Calls wait, too long.",
    "accents": "Môn, Café, naïve",
    "combining marks": "e\u0301",
    "other scripts": "警察 полиция شرطة",
    "punctuation": "“quoted” – ‘so’ … £ €",
    "an emoji": "👍",
    "an emoji that is joined": "👩\u200d✈\ufe0f",
    "a line break": "one\ntwo",
    "a no-break space": "a\u00a0b",
}

HOSTILE = {
    "an escape sequence": ("\x1b[2Ja", "\\x1b[2Ja"),
    "a title of the window": ("\x1b]0;a\x07", "\\x1b]0;a\\x07"),
    "a control of C1": ("\x9b31m", "\\x9b31m"),
    "a backspace": ("a\x08b", "a\\x08b"),
    "a tab": ("a\tb", "a\\tb"),
    "a carriage return": ("a\rb", "a\\rb"),
    "NUL": ("a\0b", "a\\x00b"),
    "delete": ("a\x7fb", "a\\x7fb"),
    "a next line": ("a\x85b", "a\\x85b"),
    "a line separator": ("a\u2028b", "a<U+2028>b"),
    "a bidi override": ("a\u202eb", "a<U+202E>b"),
    "a bidi isolate": ("a\u2066b", "a<U+2066>b"),
    "an Arabic letter mark": ("a\u061cb", "a<U+061C>b"),
    "a zero-width space": ("a\u200bb", "a<U+200B>b"),
    "a zero-width joiner between letters": ("a\u200db", "a<U+200D>b"),
    "a joiner after an emoji": ("👍\u200da", "👍<U+200D>a"),
    "a soft hyphen": ("a\u00adb", "a<U+00AD>b"),
    "a byte order mark": ("a\ufeffb", "a<U+FEFF>b"),
    "a tag character": ("a\U000e0041b", "a<U+E0041>b"),
    "half a character": ("a\ud800b", "a<U+D800>b"),
}


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_is_harmless_stays(text: str) -> None:
    assert escape_controls(text) == text


@pytest.mark.parametrize(("text", "escaped"), HOSTILE.values(), ids=HOSTILE)
def test_what_would_act_is_shown(text: str, escaped: str) -> None:
    assert escape_controls(text) == escaped


def test_what_is_to_be_spared_stays() -> None:
    assert escape_controls("a\tb\rc\x1bd", spare="\t\r") == "a\tb\rc\\x1bd"


@pytest.mark.parametrize("code", [*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0)], ids=lambda code: f"{code:02x}")
def test_no_control_character_is_let_through(code: int) -> None:
    assert escape_controls(chr(code)).isprintable()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("one\ntwo", "one two"),
        ("  one \t two\r\n three  ", "one two three"),
        ("a\rb", "a\\rb"),
        ("a\x1bb", "a\\x1bb"),
        ("", ""),
        (" \n ", ""),
    ],
    ids=["a line break", "blanks of all kinds", "a bare carriage return", "an escape", "nothing", "only blanks"],
)
def test_a_text_is_put_on_single_line(text: str, line: str) -> None:
    assert single_line(text) == line


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("plain", 5), ("café", 4), ("e\u0301", 1), ("警察", 4), ("ＡＢ", 4), ("ﾊﾝ", 2), ("✈", 1)],
    ids=["nothing", "plain", "an accent", "a combining mark", "Chinese", "full width", "half width", "a sign"],
)
def test_a_wide_character_takes_two_columns_and_a_combining_mark_none(text: str, width: int) -> None:
    assert cell_width(text) == width


@pytest.mark.parametrize(
    ("text", "short"),
    [("abcdef", "abcdef"), ("abcdefg", "abc … efg"), ("", "")],
    ids=["short enough", "too long", "empty"],
)
def test_a_long_text_is_shortened_in_its_middle(text: str, short: str) -> None:
    assert shorten(text, 6) == short


@pytest.mark.parametrize("text", [text for text, _ in HOSTILE.values()], ids=HOSTILE)
def test_in_json_what_would_act_is_escaped_and_the_value_stays_the_same(text: str) -> None:
    written = escape_json(json.dumps({"a": text}, ensure_ascii=False))
    assert written.isprintable()
    assert json.loads(written) == {"a": text}


def test_json_without_anything_hostile_stays_as_it_is() -> None:
    text = '{"a": "café 👩\u200d✈\ufe0f",\n"b": 1}\n'
    assert escape_json(text) == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plain", "plain"),
        ("▲▲ ▲ ● ▼ ▼▼ ·", "++ + = - -- -"),
        ("↑ ↓ ≠", "^ v !="),
        ("2023–25 — a", "2023-25 - a"),
        ("“a” ‘b’ …", "\"a\" 'b' ..."),
        ("£5 €6", "GBP 5 EUR 6"),
        ("Môn Café", "Mon Cafe"),
        ("ﬁ m²", "fi m2"),
        ("1½ 1⁄2", "1 1/2 1/2"),
        ("警察", "??"),
        ("👍", "?"),
        ("─", "-"),
    ],
)
def test_in_ascii_a_character_becomes_its_nearest(text: str, plain: str) -> None:
    assert ascii_fallback(text) == plain


@pytest.mark.parametrize(
    ("encoding", "data"),
    [("cp1252", b"2023\x9625 \x805 - +"), ("ascii", b"2023-25 EUR 5 - +"), ("latin-1", b"2023-25 EUR 5 - +")],
)
def test_what_an_encoding_lacks_is_replaced_and_what_it_has_is_kept(encoding: str, data: bytes) -> None:
    assert "2023–25 €5 ─ ▲".encode(encoding, DEGRADE) == data


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "shift_jis"])
def test_a_run_of_characters_that_an_encoding_lacks_is_replaced_as_a_whole(encoding: str) -> None:
    """One by one takes time that grows with the square of the run: the codec looks for its end each time."""
    assert "a…\U0001f44d\U0001f44d…é".encode(encoding, DEGRADE).decode(encoding).replace("…", "...").replace(
        "é", "e"
    ) == ("a...??...e")
    run = UnicodeEncodeError(encoding, "a\U0001f44d\U0001f44dz", 1, 3, "")
    assert codecs.lookup_error(DEGRADE)(run) == ("??", 3)


def test_characters_that_are_spared_once_are_not_spared_again() -> None:
    assert escape_controls("a\tb\x85", spare="\t") == "a\tb\\x85"
    assert escape_controls("a\tb\x85", spare="\x85") == "a\\tb\x85"
    assert escape_controls("a\tb\x85") == "a\\tb\\x85"
