"""Web addresses within a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peelcli.model.texts import is_web_address

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def split_links(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, each with whether it is a web address that may become a link."""
    end = 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:)'")
        if not is_web_address(address):
            continue
        if text[end : match.start()]:
            yield text[end : match.start()], False
        yield address, True
        end = match.start() + len(address)
    if text[end:]:
        yield text[end:], False
