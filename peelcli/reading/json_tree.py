"""Parse JSON into trees with the standard library and its hooks, never as YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from sys import intern

from peelcli.reading import nodes
from peelcli.reading.nodes import Mapping, Node, Nothing, Refused, Sequence, Text


class _Pairs(list[tuple[str, object]]):
    """A JSON object with duplicate keys."""


_SHORT = 32
"""Texts up to this length, such as grades and areas, occur again and again: each is held once."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | _Pairs:
    """Return a JSON object as a mapping, which takes less memory than pairs; as pairs only if a key is repeated."""
    mapping = {key: intern(value) if type(value) is str and len(value) <= _SHORT else value for key, value in pairs}
    return mapping if len(mapping) == len(pairs) else _Pairs(pairs)


class _Constant(str):
    """NaN or Infinity, which JSON lacks."""


def json_trees(text: str) -> Iterator[Node]:
    """Return the trees of a JSON text, which are built on demand. Raises Refused, while they are built too."""
    try:
        # Numbers stay text: 1e999 does not become infinity, and 5,000 digits cost nothing.
        value = json.loads(text, object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=_Constant)
    except json.JSONDecodeError as error:
        from peelcli.reading.json_errors import diagnose  # only for an error

        raise diagnose(text, error) from error
    except RecursionError as error:
        # The library's own limit differs between versions of Python, so we check the depth and find the place.
        raise _too_deep(text) from error
    return _trees(value, text)


def _trees(value: object, text: str) -> Iterator[Node]:
    """Yield the tree of a value; of a list of reports, alone or in the output of peel, a tree for each of them."""
    path, depth, reports = "$", 1, []
    try:
        if type(value) is list and value:  # _Pairs is one too
            reports = value
        else:
            if isinstance(value, dict) and type(value.get("reports")) is list:
                path, depth, reports = "$.reports", 2, value["reports"]
                value["reports"] = []
            yield _node(value, "$", 0)
        for index, report in enumerate(reports):
            one = Sequence([_node(report, f"{path}[{index}]", depth)])
            one.place = path
            reports[index] = None
            yield one
    except RecursionError as error:
        raise _too_deep(text) from error


def _too_deep(text: str) -> Refused:
    return Refused(nodes.too_deep(text) or 0, *nodes.TOO_DEEP)


def _node(value: object, path: str, depth: int) -> Node:
    """Return a JSON value as a tree, emptying it in the process so that a large file is held only once.

    Recursion is safe here, since the depth is limited. Raises RecursionError at the limit, as the library does.
    """
    node: Node
    if depth == nodes.MAX_DEPTH and isinstance(value, list | dict):
        raise RecursionError
    if isinstance(value, dict | _Pairs):
        node = Mapping()
        node.places = []
        for key, inner in value.items() if isinstance(value, dict) else value:
            here = path + _step(key)
            _check_key(key, here, path, node)
            node.places.append(here)
            node[intern(key)] = _node(inner, here, depth + 1)
    elif isinstance(value, list):
        node = Sequence()
        node.extend(_node(inner, f"{path}[{index}]", depth + 1) for index, inner in enumerate(value))
    elif value is None:
        node = Nothing()
    else:
        node = Text(_scalar(value, path))
    node.place = path
    if isinstance(value, list | dict):
        value.clear()
    return node


def _check_key(key: str, here: str, path: str, mapping: Mapping) -> None:
    if len(key) > nodes.MAX_KEY:
        raise Refused(path, *nodes.LONG_KEY)
    if not key.isascii() and re.search(nodes.SURROGATES, key):
        raise Refused(here, *nodes.SURROGATE)
    if key in mapping:
        raise Refused(here, *nodes.duplicate_key(key, "also above"))


def _scalar(value: object, path: str) -> str:
    if isinstance(value, _Constant):
        raise Refused(path, "number", f"{value} is not a value of JSON.", "Write a number, or null.")
    text = value if isinstance(value, str) else str(value).lower()
    if not text.isascii() and re.search(nodes.SURROGATES, text):
        raise Refused(path, *nodes.SURROGATE)
    return text


@cache
def _step(key: str) -> str:
    """Return a key as a step of a path; cached, since the same few keys occur in every report."""
    return f".{key}" if re.fullmatch(r"[\w-]+", key) else f"[{key!r}]"
