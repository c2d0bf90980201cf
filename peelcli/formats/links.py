"""Web addresses within a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:)'])")
"""A web address, which does not end with punctuation."""


def split_links(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, each with whether it is a web address that may become a link."""
    for place, part in enumerate(_ADDRESS.split(text)):
        if part:
            yield part, place % 2 == 1
