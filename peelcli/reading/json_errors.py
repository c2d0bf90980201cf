"""JSON syntax errors in words, and at places, that do not depend on the version of Python."""

from __future__ import annotations

import json
import re

from peelcli.reading.nodes import (
    EXTRA_BRACKET,
    EXTRA_COMMA,
    MARKDOWN,
    MISMATCH,
    NEEDLESS_BACKSLASH,
    Refused,
    invisible,
    merge_marker,
)

# What stands where a value is expected, what is wrong, what to do.
_VALUES = (
    ("True|False", "'{}' is not a value of JSON.", "Write {}."),
    ("None|undefined|nil|NULL|Null", "'{}' is not a value of JSON.", "Write null."),
    (r"[+-]?[\d.]\S*", "this is not a valid JSON number.", "Put it in double quotes."),
)
# The message of the library, what is wrong, what to do.
_SENTENCES = {
    "Expecting property name": ("a key in double quotes is expected here.", 'Write `"key": value`.'),
    "Expecting ',' delimiter": ("a comma or a closing bracket is missing here.", "Check the line above too."),
    "Expecting ':' delimiter": ("a colon is missing here.", 'Write `"key": value`.'),
    "Expecting value": ("a value is expected here.", "Put text in double quotes; check for an extra comma."),
    "Unterminated string": ("a quotation mark is not closed.", "Close it."),
    "Invalid control character": (
        "there is a tab or another control character inside a text.",
        "Write it as \\t or \\u001b.",
    ),
    "Invalid \\": ("this is not a known escape sequence.", "Write two backslashes."),
    "Extra data": ("there is more text after the end of the JSON.", "Put several reports in a list."),
}
_INSIDE_TEXT = ("Unterminated", "Invalid")


def diagnose(text: str, error: json.JSONDecodeError) -> Refused:
    """Explain an error of the library."""
    if error.msg.startswith(_INSIDE_TEXT):
        if error.msg.startswith("Invalid control") and text[error.pos] in "\r\n":
            hint = "Close it, or write the line break as \\n."
            return Refused(error.pos, "syntax", "a quotation mark is not closed at the end of this line.", hint)
        return _by_escape(text, error.pos) or _by_sentence(error.msg, error.pos)
    blanks = re.compile(r"[ \t\n\r]*").match(text, error.pos)
    place = blanks.end() if blanks else error.pos
    return (
        merge_marker(text, place)
        or _by_comma(text, place, error.msg)
        or _by_character(text, place)
        or _by_word(text, place, error.msg)
        or _by_sentence(error.msg, place)
    )


def _by_escape(text: str, place: int) -> Refused | None:
    """Explain an escape sequence that other languages have, but JSON has not."""
    if text[place] == "u":
        place -= 1
    escaped = text[place + 1 : place + 2]
    if text[place] != "\\" or not escaped or (escaped.isalnum() and escaped not in "ux"):
        return None
    hint = "Write \\u and four hexadecimal digits, or two backslashes." if escaped in "ux" else NEEDLESS_BACKSLASH
    return Refused(place, "syntax", "this is not a known escape sequence.", hint)


def _by_comma(text: str, place: int, says: str) -> Refused | None:
    """Explain an error around a comma or a bracket: Python 3.13 says more about it than earlier versions."""
    character, before = text[place : place + 1], text[:place].rstrip()
    if character == ";":
        hint = "Write a comma, or nothing after the last value."
        return Refused(place, "syntax", "a semicolon is not used in JSON.", hint)
    if character == "," and not says.startswith("Expecting ':'"):
        return Refused(place, *EXTRA_COMMA)
    if character in ("]", "}"):
        if says.startswith("Extra data"):
            return Refused(place, *EXTRA_BRACKET)
        if before.endswith(","):
            return Refused(len(before) - 1, *EXTRA_COMMA)
        if before.endswith(("[", "{")) or says.startswith("Expecting ','"):
            return Refused(place, *MISMATCH)
    if not character and before:
        message = "the file ends here, but a bracket is still open."
        return Refused(len(before), "syntax", message, "Close it, or look for a missing part.")
    return None


def _by_character(text: str, place: int) -> Refused | None:
    """Explain an error by a character that JSON has no use for."""
    character = text[place : place + 1]
    if text.startswith(("//", "/*", "#"), place):
        return Refused(place, "syntax", "JSON has no comments.", "Delete it, or write it under a key such as x-note.")
    if text.startswith("```", place):
        return Refused(place, *MARKDOWN)
    if character in ("：", "，"):
        plain = ":" if character == "：" else ","
        message = f"an unusual character (U+{ord(character):04X}) is here."
        return Refused(place, "syntax", message, f"Write {plain} instead.")
    if character in tuple("'`‘’“”„«"):
        return Refused(place, "syntax", f'keys and texts must be in double quotes ("), not in {character}.', 'Write ".')
    if character and not character.isprintable():
        return Refused(place, *invisible(character))
    return None


def _by_word(text: str, place: int, says: str) -> Refused | None:
    """Explain an error by the word at its place."""
    if not place and text[:1] not in ("[", "{"):
        hint = "If this is YAML, use a name that ends in .yaml."
        return Refused(place, "syntax", "JSON must begin with { or [.", hint)
    if says.startswith("Expecting ','"):
        if text[:place].rstrip(" \t").endswith('"') and text[place].isalnum():
            hint = 'Write \\" for a quotation mark inside a text.'
            return Refused(place, "syntax", "more text follows the closing quotation mark.", hint)
        number = re.search(r"[\d.]+$", text[max(0, place - 40) : place])
        if number and re.match(r"[\w.:/–-]", text[place]):  # dates and cycles too
            return Refused(place - len(number[0]), "syntax", *_VALUES[-1][1:])
    if says.startswith("Expecting value"):
        for pattern, message, hint in _VALUES:
            word = re.compile(rf"({pattern})(?![\w.])").match(text, place)
            if word:
                return Refused(place, "syntax", message.format(word[1]), hint.format(word[1].lower()))
    return None


def _by_sentence(says: str, place: int) -> Refused:
    for beginning, sentences in _SENTENCES.items():
        if says.startswith(beginning):
            return Refused(place, "syntax", *sentences)
    hint = "Check the quotes, commas and brackets, here and on the line above."
    return Refused(place, "syntax", "this cannot be read as JSON.", hint)
