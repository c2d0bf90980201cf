"""The problems and warnings of one document."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from peelcli.errors import MOST_SHOWN, PROBLEM, WARNING, Problem, did_you_mean
from peelcli.reading.nodes import Document, Place

MOST_KEPT = 100_000
"""At most this many problems, and as many warnings, are kept per document; parsing stops at the limit."""
MOST_SUGGESTIONS = 200
"""At most this many problems of a document get suggestions, from at most this many candidates, to save time."""

Entry = tuple[Place, str, str, str, str]
"""Place, code, message, hint and level."""


class TooManyProblems(Exception):
    """Raised to stop parsing a document that has too many problems."""


class ProblemLog:
    """A log of the problems of a document, in the order of their places. `thorough` asks for warnings to authors."""

    def __init__(self, document: Document, thorough: bool = False) -> None:
        self.document = document
        self.has_comments = any(sign in document.text for sign in (" #", "\t#"))
        self.thorough = thorough
        self.problems: list[Entry] = []
        self.warnings: list[Entry] = []
        self._incomplete = False

    def problem(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Log a problem. Raises TooManyProblems."""
        if len(self.problems) == MOST_KEPT:
            self._incomplete = True
            raise TooManyProblems
        self.problems.append((place, code, message, hint, PROBLEM))

    def warning(self, place: Place, code: str, message: str, hint: str = "") -> None:
        """Log a warning."""
        if len(self.warnings) < MOST_KEPT:
            self.warnings.append((place, code, message, hint, WARNING))
        else:
            self._incomplete = True

    def suggest(self, word: str, candidates: Iterable[str], otherwise: str) -> str:
        """Return a hint that names the candidates nearest to a word, or the other hint."""
        if len(self.problems) + len(self.warnings) >= MOST_SUGGESTIONS:
            return otherwise
        return did_you_mean(word, islice(candidates, MOST_SUGGESTIONS), otherwise)

    def ordered(self) -> tuple[Problem, ...]:
        """Return all problems in the order of the file; the first of each level have excerpts."""
        problems = []
        excerpts = dict.fromkeys((PROBLEM, WARNING), MOST_SHOWN)
        for entry in sorted(self.problems + self.warnings, key=_order):
            level = entry[-1]
            excerpts[level] -= 1
            problems.append(self.document.problem(*entry, excerpt=excerpts[level] >= 0))
        if self._incomplete:
            level = PROBLEM if self.problems else WARNING
            message = f"there are more than {MOST_KEPT:,} {level}s; these are the first."
            problems.append(self.document.problem("", "more", message, level=level))
        return tuple(problems)


def _order(entry: Entry) -> int:
    return entry[0] if isinstance(entry[0], int) else 0


def missing_space(key: str, known: Iterable[str]) -> str:
    """Return a hint for a key such as `grade:good`, or nothing."""
    word, colon, value = key.partition(":")
    return f"Write `{word}: {value}`, with a space after the colon." if colon and word in known else ""
