"""Say why a text cannot be drafted, and what to do instead."""

import re
from collections.abc import Collection, Mapping, Sequence

from peelcli.drafting.text import Line, lower


class NoDraft(Exception):
    """Refuse a text: `reason` is a short key, the message says what it is and what to do."""

    def __init__(self, reason: str, message: str, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.reason = reason
        self.candidates = tuple(candidates)


_ENGLISH = frozenset("the of and to that for was is with has were are by its said it be on".split())
_POLICE_INSPECTION = re.compile(
    r"\bpeel\b|\bhmic(?:frs)?\b|inspectorate|inspectors?\b|\binspection|watchdog|special measures|\bgraded\b|\brated\b|\bgrade\b",
    re.IGNORECASE,
)
_FIRE = re.compile(
    r"\b(?!Constabulary)[A-Z][\w'-]+ (?:and [A-Z][\w'-]+ )?[Ff]ire (?:and|&) [Rr]escue (?:[Ss]ervice|[Aa]uthority)\b|\bfire (?:service|authority|and rescue service)\b"
)


def refuse_binary(text: str) -> None:
    """Refuse what is no text: a PDF or another binary file, or nothing at all."""
    head = text[:2000]
    if head.lstrip("\ufeff").startswith(("%PDF", "PK\x03\x04", "{\\rtf", "\x89PNG", "\ufffdPNG")):
        raise NoDraft(
            "binary",
            "this is a PDF or another binary file, not text. Copy its text into a .txt file and draft that.",
        )
    odd = sum(1 for c in head if c == "\ufffd" or (c < " " and c not in "\t\n\r\f"))
    if odd > 20 and odd > len(head) / 20:
        raise NoDraft(
            "binary", "this is not readable text. Save the article as plain text (UTF-8) or as an HTML page."
        )


def refuse_foreign(lines: Sequence[Line], graded: bool) -> None:
    """Refuse an empty text and one in another language: too few of the words no English text is without."""
    words = re.findall(r"[^\W\d_]+", " ".join(line.plain for line in lines[:200])[:20000])
    if not words:
        raise NoDraft("empty", "the article is empty. Give a file with the text of the article.")
    share = sum(1 for word in words if lower(word) in _ENGLISH) / len(words)
    if len(words) >= 25 and share < 0.06 and not graded:
        raise NoDraft(
            "language",
            "the article does not seem to be in English. Only English articles can be read; translate it first.",
        )


def refuse_other_matters(text: str, police_named: bool, graded: bool) -> None:
    """Refuse an article about a fire and rescue service, or about no police inspection."""
    fires = len(
        _FIRE.findall(
            re.sub(
                r"Constabulary,? (?:and|&) Fire (?:and|&) Rescue Services?", " ", text, flags=re.IGNORECASE
            )
        )
    )
    if fires > 1 and not police_named:
        raise NoDraft(
            "fire", "the article is about a fire and rescue service. PEEL inspects police forces only."
        )
    if not graded and not _POLICE_INSPECTION.search(text):
        raise NoDraft(
            "no inspection",
            "the article does not mention a police inspection. Give one about a force's PEEL report.",
        )


def refuse_several(name: str | None, grades: int, others: Mapping[str, Collection[str]]) -> None:
    """Refuse an article that gives another force about as many grades as the one named most."""
    rivals = [other for other, areas in others.items() if len(areas) > 2 and len(areas) >= 0.6 * grades]
    if rivals:
        names = [*([name] if name else []), *rivals]
        raise NoDraft(
            "several forces",
            f"the article is about several forces: {', '.join(names)}. Choose one with --force.",
            names,
        )
