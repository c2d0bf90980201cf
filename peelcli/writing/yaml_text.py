"""YAML text, written by PyYAML's dumper.

Texts that YAML 1.1 or 1.2 would read as a number, a date or a Boolean are quoted, so that other parsers agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import Any

import yaml

from peelcli.model.report import Report
from peelcli.writing.serialise import plain

_LEFT_OUT_IF_EMPTY = ("improvement_areas", "praise", "stakeholder_responses", "notes", "sources")

_NO_LIMIT = 1 << 30
_BATCH = 100
# Characters that YAML text cannot hold, and invisible or reordering ones, which should be seen.
_ESCAPED = (
    "[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATE = "[\ud800-\udfff]"
# What PyYAML does not quote, and other readers take for something else: numbers of YAML 1.2 (1e3, 0o7, 089), or with
# commas (Ruby), times (09:05), dates without zeros (2024-5-1, Go), y and n (R).
_NUMBER = r"[-+]?(0[oOxXbB][0-9a-fA-F_]+|(\.[0-9]+|[0-9][0-9_,]*(\.[0-9]*)?)([eE][-+]?[0-9]+)?)"
_LOOKS_OTHERWISE = rf"[yYnN]|{_NUMBER}|[-+]?[0-9]+(:[0-9]+)+(\.[0-9]*)?|[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}"


class _OneLine(dict[str, object]):
    """A mapping that is written on one line: {area: recording-crime, grade: good}."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc] # chosen at run time
    """PyYAML's dumper without aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write each value out: report files have no aliases."""
        return True


def _represent_text(dumper: Any, text: str) -> Any:
    """Represent a text on one line: in double quotes where it has what must be escaped, or begins with a blank."""
    text = str(text)  # texts of the reader are a kind of str, which the emitter refuses
    if not text.isascii():
        text = re.sub(_SURROGATE, "\ufffd", text)  # half a character, from an argument that is not text
    if "\n" in text or (not text.isascii() and (not text[0].isprintable() or re.search(_ESCAPED, text))):
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
    if re.fullmatch(_LOOKS_OTHERWISE, text):
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'")
    return dumper.represent_str(text)


_Dumper.add_multi_representer(str, _represent_text)
_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(
    _OneLine, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)
)


def yaml_pieces(reports: Iterable[Report]) -> Iterator[str]:
    """Yield reports as YAML in pieces, so that the nodes of few entries are held at a time."""
    before = ""
    for report in reports:
        yield before
        before = "---\n"
        written = {key: value for key, value in plain(report).items() if value or key not in _LEFT_OUT_IF_EMPTY}
        for is_large, items in groupby(written.items(), _is_large):
            values = {key: _styled(key, value) for key, value in items}
            yield from _large(values) if is_large else (dump(values),)


def _is_large(item: tuple[str, object]) -> bool:
    """Return whether a value may be large; the others are dumped together, which takes half the time."""
    key, value = item
    return key.startswith("x-") or (isinstance(value, list) and bool(value))


def _large(values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if key.startswith("x-"):
            text = json.dumps(value, ensure_ascii=False)
            # JSON is YAML too, and fifty times as fast.
            name = key if re.fullmatch("x-[a-z][a-z0-9-]*", key) else one_line(key)
            yield dump({key: value}) if re.search(_ESCAPED, text) else f"{name}: {text}\n"
        else:
            yield f"{key}:\n"
            entries = (_styled(key, entry) for entry in value)
            while batch := list(islice(entries, _BATCH)):
                yield dump(batch)


def _styled(key: str, value: Any) -> object:
    """Return a value, or an entry of a list, that is written on one line if that is usual."""
    return _OneLine(value) if key in ("stated_counts", "graded_areas") and isinstance(value, dict) else value


def one_line(value: object) -> str:
    """Return a value as YAML on one line, such as {area: recording-crime, grade: good}."""
    return dump(_OneLine(value) if isinstance(value, Mapping) else [value]).removeprefix("- ").rstrip("\n")


def dump(value: object) -> str:
    """Return a value as YAML."""
    text: str = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_NO_LIMIT)
    return text if text.isascii() else re.sub(_ESCAPED, _escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
