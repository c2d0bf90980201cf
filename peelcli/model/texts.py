"""Validation of dates and web addresses."""

import re
from datetime import date


def is_date(text: str) -> bool:
    """Return whether the text is an ISO year, month or day that exists."""
    parts = re.fullmatch("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if parts is None:
        return False
    try:
        date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        return False
    return True


def is_web_address(text: str) -> bool:
    """Return whether the text is an http(s) address, the only kind that becomes a link."""
    return re.fullmatch(r"https?://[^\s<>\"]+", text, re.IGNORECASE) is not None
