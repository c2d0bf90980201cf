"""Escape control, bidi and invisible characters in untrusted text.

All untrusted text passes through here before it is displayed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import cache

# Controls (C0 but the line break, DEL, C1), lone surrogates, and the invisible: soft hyphen, bidi marks and overrides,
# zero-width characters, line and paragraph separators, invisible operators, the byte order mark, interlinear marks,
# tag characters, and what XML lacks. A joiner between two pictographs is part of an emoji and stays.
_CONTROL = "\x00-\x09\x0b-\x1f\x7f-\x9f"
_UNSEEN = (
    "\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_PICTOGRAPH = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
# Not compiled: most runs never meet a hostile character.
_HOSTILE = f"[{_CONTROL}{_UNSEEN}]"
_LOOSE_JOINER = f"(?<![{_PICTOGRAPH}])\u200d|\u200d(?![{_PICTOGRAPH}])"


class _Escapes(dict[int, str | int]):
    """A table for `str.translate`, filled on demand: a call per match would take ten times as long."""

    def __init__(self, escape: Callable[[str], str], spare: str = "") -> None:
        self.escape, self.spare = escape, spare

    def __missing__(self, code: int) -> str | int:
        character = chr(code)
        hostile = character not in self.spare and re.match(_HOSTILE, character)
        self[code] = self.escape(character) if hostile else code
        return self[code]


def escape_controls(text: str, spare: str = "") -> str:
    r"""Return the text with hostile characters spelled out: ESC as `\x1b`, a bidi override as `<U+202E>`.

    Line breaks are kept, as are the characters to spare; use `single_line` for text on one line.
    """
    if text.replace("\n", "").isprintable():
        return text
    if "\u200d" in text:
        text = re.sub(_LOOSE_JOINER, "<U+200D>", text)
    return text.translate(_spelled(spare))


@cache
def _spelled(spare: str) -> _Escapes:
    return _Escapes(_spell, spare)


def escape_name(name: str) -> str:
    r"""Return a name, such as that of a file, on one line, with `\n` for a line break."""
    return escape_controls(name).replace("\n", "\\n")


def single_line(text: str) -> str:
    """Return the escaped text with each run of white space replaced by one blank."""
    return " ".join(escape_controls(text.replace("\r\n", "\n").replace("\t", " ")).split())


def shorten(text: str, most: int) -> str:
    """Return a text with its middle left out if it is longer than `most` characters."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]} … {text[-half:]}"


class _Widths(dict[str, int]):
    """The widths of characters in terminal columns, filled on demand."""

    def __missing__(self, letter: str) -> int:
        from unicodedata import combining, east_asian_width

        self[letter] = 0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1
        return self[letter]


_WIDTHS = _Widths()


def cell_width(text: str) -> int:
    """Return the number of terminal columns that a text takes: two for a wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_WIDTHS.__getitem__, text))


def _spell(character: str) -> str:
    return repr(character)[1:-1] if character < "\xa0" else f"<U+{ord(character):04X}>"


def escape_json(text: str) -> str:
    r"""Return JSON text in which hostile characters are `\u` escapes; the values stay the same."""
    if text.replace("\n", "").isprintable():
        return text
    if "\u200d" in text:
        text = re.sub(_LOOSE_JOINER, r"\\u200d", text)
    return text.translate(_JSON)


def _escape(character: str) -> str:
    from json import dumps

    return dumps(character)[1:-1]


_JSON = _Escapes(_escape)

_ASCII = (
    {
        "▲": "+",
        "●": "=",
        "▼": "-",
        "·": "-",
        "↑": "^",
        "↓": "v",
        "≠": "!=",
        "≥": ">=",
        "█": "#",
        "•": "*",
        "†": "*",
        "│": "|",
        "┌": ",",
        "┐": ".",
        "⁄": "/",
        "…": "...",
        "£": "GBP ",
        "€": "EUR ",
    }
    | dict.fromkeys("‐‑‒–—―−─", "-")
    | dict.fromkeys("“”„", '"')
    | dict.fromkeys("‘’‚", "'")
)


def ascii_fallback(text: str) -> str:
    """Return the text in ASCII: shapes and punctuation by their nearest, letters without accents, the rest as `?`."""
    return text if text.isascii() else text.encode("ascii", DEGRADE).decode("ascii")


def displayable(text: str, ascii: bool) -> str:
    """Return a text that is safe to display, in ASCII if requested."""
    shown = escape_controls(text)
    return ascii_fallback(shown) if ascii else shown


def _degrade(error: UnicodeError) -> tuple[str, int]:
    """Replace characters that an encoding lacks. An error handler for `codecs`.

    It replaces the whole run of such characters, because codecs search for its end before each call.
    """
    assert isinstance(error, UnicodeEncodeError)
    return "".join(map(_nearest, error.object[error.start : error.end])), error.end


@cache
def _nearest(character: str) -> str:
    """Return the nearest ASCII. Full-width punctuation is never folded: that could undo earlier escaping."""
    from unicodedata import normalize

    parts = normalize("NFKD", character).replace("⁄", "/")
    plain = _ASCII.get(character) or "".join(re.findall("[0-9A-Za-z /]", f" {parts}" if "/" in parts else parts))
    return plain or "?"


DEGRADE = "peel.degrade"
codecs.register_error(DEGRADE, _degrade)
