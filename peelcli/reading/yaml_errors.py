"""YAML syntax errors in words that do not depend on the parser."""

from __future__ import annotations

import re
from typing import Any

import yaml

from peelcli.reading import nodes
from peelcli.reading.nodes import Refused

_NOT_YAML = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_INVISIBLE_BREAK = "[\x85\u2028\u2029]"

_NOT_A_KEY = (
    "a key must be followed by a colon and a space.",
    "Write `key: value`; if the line continues the text above, indent it.",
)

# The message of libyaml or of the Python parser, what is wrong, what to do.
_SENTENCES = (
    (
        "mapping values are not allowed",
        "a value contains a colon followed by a space.",
        "Put the value in quotes, or begin a new line if this is a key.",
    ),
    ("cannot start any token", "a value cannot begin with this character.", "Put the value in quotes."),
    ("Unicode character escape", "this is not a valid character escape.", "Write the character itself."),
    (
        "unknown escape|escape sequence|expected hex",  # libyaml writes "hexdecimal"
        "this is not a known escape sequence.",
        "Put the value in single quotes, or write two backslashes.",
    ),
    ("while scanning a quoted|while scanning a (double|single)", "a quotation mark is not closed.", "Close it."),
    ("block scalar", "nothing but a line break may follow | or >.", "Put the value in quotes."),
    (
        "are not allowed (here|in this context)",
        "a list or another key cannot begin here.",
        "Begin a new line, or put the value in quotes.",
    ),
    (
        "expected key|'-' indicator|<block end>",
        "this line neither continues the one above nor starts a new key.",
        "Check its indentation.",
    ),
    ("node content", "a value is expected here.", "Check for an extra comma or bracket."),
    ("simple key|expected ':'", *_NOT_A_KEY),
    ("document start", "there is more text after the end of the report.", "Check its indentation."),
)


def diagnose(text: str, error: yaml.YAMLError, event: Any) -> Refused:
    """Explain a parser's error; `event` is the last one that it yielded."""
    marks = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    places = [min(mark.index, len(text)) for mark in marks if mark is not None]
    if not places:
        return _unprintable(text)
    place, start = places[0], places[-1]
    says = f"{getattr(error, 'context', None) or ''} {getattr(error, 'problem', None) or ''}"
    # Some versions of libyaml have their own limit for brackets, and reach it before yielding any of them.
    deep = nodes.too_deep(text, max(0, place - 2000), place)
    if deep is not None:
        return Refused(deep, *nodes.TOO_DEEP)
    return (
        nodes.merge_marker(text, place)
        or _by_character(text, place, says)
        or _by_beginning(text, place, start, says, event)
        or _by_line(text, place, says, event)
        or _by_bracket(text, place, start, says)
        or _by_sentence(text, place, start, says)
    )


def _unprintable(text: str) -> Refused:
    """Find the character that YAML cannot hold: the parsers count its place in bytes or in characters."""
    found = re.search(_NOT_YAML, text)
    character = f"the character U+{ord(found[0]):04X}" if found else "a character of this file"
    return Refused(found.start() if found else 0, "character", f"{character} is not allowed in text.", "Delete it.")


def _by_character(text: str, place: int, says: str) -> Refused | None:
    """Explain an error by the character at its place, or by an invisible one before it."""
    line_above = text.rfind("\n", 0, max(0, text.rfind("\n", 0, place))) + 1
    invisible = re.compile(_INVISIBLE_BREAK).search(text, line_above, place + 1)
    if invisible:
        message = f"there is an invisible line break (U+{ord(invisible[0]):04X}) here."
        return Refused(invisible.start(), "character", message, "Replace it with a space.")
    character = text[place : place + 1]
    if text[place - 1 : place] == "\ufeff":  # libyaml skips it
        return Refused(place - 1, *nodes.invisible("\ufeff"))
    if text.startswith("```", place):
        return Refused(place, *nodes.MARKDOWN)
    before = text[text.rfind("\n", 0, place) + 1 : place].strip()
    if "block scalar" in says and before in ("|", ">"):
        code, message, hint = nodes.MARKDOWN
        begins = text.rindex(before, 0, place)
        return Refused(begins, code, message, hint if before == "|" else "Delete the > in front of each line.")
    if character == "\t":
        return Refused(place, "syntax", "tabs are not allowed here.", "Indent with spaces.")
    if character == ":" and text[place - 1 : place] in ("'", '"') and text[place + 1 : place + 2].strip():
        return Refused(place, "syntax", "a space is missing after this colon.", "Write `key: value`.")
    if character == ":" and re.search("expected key|<block end>|node content", says):
        return Refused(place, *nodes.NO_KEY)
    return None


# What to do about text behind a quotation mark that closes too early, by the mark; and behind a bracket.
_QUOTED: dict[str | None, str] = {
    '"': 'Put the whole value in single quotes, or write \\" for a quotation mark inside it.',
    "'": "Put the whole value in double quotes, or write '' for an apostrophe inside it.",
}
_MORE_TEXT = "there is more text here after the end of a value."
_UNQUOTED = "Put the whole value in quotes."

# How a text begins that is not a key, or in which a colon stands (the group is the place), what is wrong, what to do.
_BEGINNINGS = (
    (r"[^\W\d][\w-]*(:)[^\s/:]", "a space is missing after this colon.", "Write `key: value`."),
    (
        r"[\w-]+:?([\uff1a\xa0\u2000-\u200b\u202f\u3000])",
        "an unusual character ({}) is here.",
        "Retype the colon and the space.",
    ),
    (r"(//|/\*)", "a comment must begin with #.", "Write `# `."),
)


def _by_beginning(text: str, place: int, start: int, says: str, event: Any) -> Refused | None:
    """Explain a text that is not a key, or a colon within a text, by how the text begins, maybe on a line above."""
    if "mapping values" not in says:
        if re.search("simple key|expected ':'", says):
            return _by_dash(text, start) or _by_pattern(text, start, len(text))
        begins = start if "alias" in says else place
        return None if text[text.rfind("\n", 0, begins) + 1 : begins].strip() else _by_dash(text, begins)
    begins = _beginning(text, place, event)
    explained = _by_dash(text, begins) or _by_pattern(text, begins, place)
    if explained:
        return explained
    if text[begins : begins + 1] in tuple("“”„‘’«"):
        hint = f"Put the value in \" or ', instead of {text[begins]}."
        return Refused(begins, "syntax", "typographic quotation marks do not quote a value.", hint)
    line, key = (text.rfind("\n", 0, at) + 1 for at in (begins, place))
    if line < key:
        if not text[line:begins].strip(" -") and not text[:line].rstrip().endswith(":"):
            return Refused(begins, "syntax", *_NOT_A_KEY)
        key += len(text[key:place]) - len(text[key:place].lstrip(" "))
        message = f"this line continues the value that begins on line {nodes.Document('', text).line(begins)}."
        return Refused(key, "syntax", message, "Indent it like the key on that line, or put the whole value in quotes.")
    return None


def _by_dash(text: str, place: int) -> Refused | None:
    """Explain a line that begins with a sign meant as the dash of a list item."""
    line = text.rfind("\n", 0, place) + 1
    dash = re.compile(r" *(-(?=[\w{\[\"'])|[–—−‐•·●▪◦→]|(?:[*+]|\d{1,2}[.)])(?= ))").match(text, line)
    if dash is None:
        return None
    message = "a space is missing after this dash." if dash[1] == "-" else "a list item must begin with a hyphen."
    return Refused(dash.start(1), "syntax", message, "Write `- `.")


def _by_pattern(text: str, begins: int, stop: int) -> Refused | None:
    for pattern, message, hint in _BEGINNINGS:
        found = re.compile(pattern).match(text, begins)
        if found and found.end() <= stop:
            sign = found[1] if found[1].isprintable() and found[1] != "\uff1a" else f"U+{ord(found[1]):04X}"
            return Refused(found.start(1), "syntax", message.format(sign), hint)
    return None


def _beginning(text: str, place: int, event: Any) -> int:
    """Return where the text begins in which a colon stands: it is the last event, or the parser has not yielded it."""
    if not text[event.end_mark.index : place].strip():
        return int(event.start_mark.index)
    skipped = re.compile(r"(?:\s|[-?:,\[{](?=\s)|---|#.*)*").match(text, event.end_mark.index)
    return skipped.end() if skipped else place


def _by_line(text: str, place: int, says: str, event: Any) -> Refused | None:
    """Explain an error by the text before its place."""
    before = text[:place]
    line = before.rpartition("\n")[2]
    if re.search("directive|document start|incompatible", says):
        for begins in (place - len(line), before.rstrip().rfind("\n") + 1):
            if text.startswith("%", begins):
                hint = "Delete the line, or put the value in quotes."
                return Refused(begins, "syntax", "a line cannot begin with %.", hint)
    comma = re.compile(r"([,;])[ \t]*(?:#.*)?$", re.MULTILINE).match(text, place)
    if comma and re.search("expected key|'-' indicator|<block end>|document start", says):
        sign = "comma" if comma[1] == "," else "semicolon"
        return Refused(place, "syntax", f"there is an extra {sign} here.", "Delete it.")
    if not re.search("expected key|'-' indicator|<block end>", says):
        return None
    if getattr(event, "style", None) in ("'", '"') and event.start_mark.line < event.end_mark.line:
        end = event.end_mark.line + 1
        message = f"the quotation mark opened here is closed on line {end}, with more text after it."
        return Refused(event.start_mark.index, "syntax", message, "Close it where the text ends.")
    if text[place : place + 1] in ("]", "}"):
        return Refused(place, *nodes.EXTRA_BRACKET)
    if line.strip(" -"):
        return Refused(place, "syntax", _MORE_TEXT, _QUOTED.get(getattr(event, "style", ""), _UNQUOTED))
    return None


def _by_bracket(text: str, place: int, start: int, says: str) -> Refused | None:
    """Explain a list in [ ] or a mapping in { } that is not closed, or has no comma between two items."""
    if "flow node" in says and not text[place:].strip():
        start = max(text.rfind("["), text.rfind("{"), 0)
    elif not re.search("',' or '[\\]}]'", says):
        return None
    if text[place : place + 1] in ("]", "}"):
        return Refused(place, *nodes.MISMATCH)
    line, opening_line = text.rfind("\n", 0, place) + 1, text.rfind("\n", 0, start) + 1
    quoted = re.compile(r"(['\"])[ \t]?(?=[^\s,\]}])").match(text, max(0, len(text[:place].rstrip(" \t")) - 1))
    rest = re.split(r"[,\]}\n]", text[place : place + 200], maxsplit=1)[0]
    if (
        quoted and text[place] != ":" and (quoted.end() == quoted.end(1) or rest.count(quoted[1]) % 2)
    ):  # or both belong to two items
        return Refused(place, "syntax", _MORE_TEXT, _QUOTED[quoted[1]])
    inside = line == opening_line or _indent(text, line) > _indent(text, opening_line)
    if inside and text[place:].strip():
        if text[place] == ":":  # the word before the colon is a key
            before = text[line:place].rstrip()
            if re.search(r": *\S+$", before):
                return Refused(place, "syntax", *_SENTENCES[0][1:])
            place = line + len(before) - len(before.split()[-1]) if before.split() else place
        word = re.split(r"[\s:,\[\]{}]", text[place : place + 40], maxsplit=1)[0]
        what = f"a comma is missing before {word!r}." if word.strip("?-|>&*!%@`") else "a comma is missing here."
        return Refused(place, "syntax", what, "Put commas between the items.")
    hint = "Close it; put a text that begins with [ or { in quotes."
    if re.compile(r"[^\n]*\s#").match(text, start):
        hint = "The # begins a comment: put a text that contains it in quotes."
    return Refused(start, "syntax", "the bracket opened here is not closed.", hint)


def _indent(text: str, line: int) -> int:
    return next((at for at in range(line, len(text)) if text[at] not in " -"), len(text)) - line


def _impossible_escape(text: str, start: int, place: int) -> int:
    """Return the place of the first escape after `start` that is a lone surrogate or beyond Unicode."""
    for escape in re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)", re.DOTALL).finditer(text, start):
        code = int(escape[1] or escape[2] or "0", 16)
        if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            return escape.start()
    return place


def _by_sentence(text: str, place: int, start: int, says: str) -> Refused:
    """Explain an error by the parser's message, if that is known."""
    for pattern, rule in ((r"\btag\b", nodes.TAG), ("alias|anchor", nodes.ANCHOR)):
        if re.search(pattern, says):
            return Refused(start, *rule)
    for pattern, message, hint in _SENTENCES:
        if re.search(pattern, says):
            if "Unicode" in pattern:
                place = _impossible_escape(text, start, place)
            elif "escape" in pattern:
                place = text.rfind("\\", start, place + 1)
                if not text[place + 1 : place + 2].isalnum():  # single quotes could not hold \'
                    hint = nodes.NEEDLESS_BACKSLASH
            elif "simple key" in pattern and text[start] in "[{":
                message, hint = "a list or a mapping cannot begin here.", "Write a dash or a key before it."
                place = start
            elif "quoted" in pattern or "simple key" in pattern:
                place = start  # an unclosed value is fixed where it starts
            return Refused(place, "syntax", message, hint)
    hint = "Check the indentation, the quotes and the brackets, here and on the line above."
    return Refused(place, "syntax", "this cannot be read as YAML.", hint)
