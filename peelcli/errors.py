"""Exceptions, and the exit code of each kind, which docs/guide.md explains. Independent of the terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from peelcli.sanitise import escape_name

REPORT_TWICE = "report-twice"
"""The code of a warning about several files, which `check` does not give: it looks at each file alone."""

PROBLEM = "problem"
WARNING = "warning"


class Problem(NamedTuple):
    """A problem in a file. Lines and columns count from 1, columns in characters.

    `where` is a path such as `$.reports[0].force` in JSON, which has no lines once it is read. `excerpt` is the line
    in question and a caret under the place, or empty. `hint` says what to do.
    """

    path: str
    line: int | None
    column: int | None
    where: str
    code: str
    level: str
    message: str
    hint: str
    excerpt: str = ""

    def __str__(self) -> str:
        place = [escape_name(self.path)]
        if self.line is not None:
            place += [str(self.line), str(self.column)]
        if self.where:
            place.append(f" {self.where}")
        warning = "warning: " if self.level == WARNING else ""
        sentences = " ".join(filter(None, (f"{':'.join(place)}: {warning}{self.message}", self.hint)))
        return f"{sentences}\n{self.excerpt}" if self.excerpt else sentences


MOST_SHOWN = 50
"""At most this many problems are printed per file; the rest are only counted."""
MOST_OF_A_KIND = 3
"""At most this many warnings of one kind are printed before an answer; the rest are only counted."""


def format_problems(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the problems of files in human-readable form. Above the limit, warnings are dropped before problems."""
    for _, group in groupby(problems, lambda problem: problem.path):
        of_file = list(group)
        first = sorted(range(len(of_file)), key=lambda at: of_file[at].level == WARNING)[:MOST_SHOWN]
        yield from (str(of_file[at]) for at in sorted(first))
        if len(of_file) > MOST_SHOWN:
            yield f"… and {len(of_file) - MOST_SHOWN:,} more (`peel check -f json` gives all)"


def format_warnings(warnings: Iterable[Problem]) -> Iterator[str]:
    """Yield the first warnings of each kind in human-readable form, and the number of the others."""
    seen: Counter[str] = Counter()
    for warning in warnings:
        seen[warning.code] += 1
        if seen[warning.code] <= MOST_OF_A_KIND:
            yield str(warning)
    more = sum(max(0, number - MOST_OF_A_KIND) for number in seen.values())
    if more:
        where = "" if seen[REPORT_TWICE] > MOST_OF_A_KIND else " (`peel check` shows each)"
        yield f"… and {more:,} more warning{'s' * (more > 1)} of the same kinds{where}"


class PeelError(Exception):
    """An error the user can fix; the message says how."""

    exit_code = 3
    problems: tuple[Problem, ...] = ()


class WrongRequest(PeelError):
    """A request for something that does not exist."""

    exit_code = 2


class BadData(PeelError):
    """Input without a usable report. If there are problems, the message consists of them."""

    def __init__(self, message: str = "", problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class Unreadable(PeelError):
    """A file or stream that cannot be read or written."""

    exit_code = 4


class Failures(PeelError):
    """Several inputs that failed. An unreadable file takes precedence for the exit code."""

    def __init__(self, failures: Iterable[PeelError]) -> None:
        super().__init__()
        self.failures = tuple(failures)
        self.exit_code = max(failure.exit_code for failure in self.failures)


def reason(error: OSError | ValueError, otherwise: str) -> str:
    """Return the reason of the operating system for an error, or another one, as the end of a sentence."""
    words = (isinstance(error, OSError) and error.strerror) or otherwise
    return f"{words[0].lower()}{words[1:]}."


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return up to three candidates for a mistyped word, the nearest first."""
    from difflib import get_close_matches  # 2 ms, needed only when something is wrong

    by_fold, folded = {name.casefold(): name for name in known}, word[:80].casefold()
    if folded in by_fold:
        return [by_fold[folded]]
    return [by_fold[fold] for fold in get_close_matches(folded, by_fold, n=3, cutoff=0.6)]


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a sentence that names the nearest candidates, or the other sentence if none is near."""
    near = nearest(word, known)
    return f"Did you mean {' or '.join(repr(name) for name in near)}?" if near else otherwise
