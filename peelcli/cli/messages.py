"""Messages on standard error: errors, warnings, and what peel waits for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from peelcli.errors import Failures, PeelError, format_problems
from peelcli.sanitise import DEGRADE, escape_controls, shorten

if TYPE_CHECKING:
    from peelcli.loading.reports import Watch

LONGEST_LINE = 2000
"""At most this many characters of a line of a message are printed."""


def report_error(error: PeelError) -> int:
    """Print an error with all its parts; return its exit code."""
    for failure in error.failures if isinstance(error, Failures) else (error,):
        for message in format_problems(failure.problems):
            print_error(message)
        if str(failure):
            print_error(f"Error: {failure}")
    return error.exit_code


def print_error(message: str) -> None:
    """Print to standard error, if there is one. An argument that is endless is not repeated whole."""
    lines = (shorten(line, LONGEST_LINE) for line in escape_controls(message).split("\n"))
    # click would write UTF-8 to a stream that says it is ASCII.
    with suppress(OSError, ValueError, AttributeError):
        if hasattr(sys.stderr, "reconfigure"):
            sys.stderr.reconfigure(errors=DEGRADE)
        sys.stderr.write("\n".join(lines) + "\n")


@contextmanager
def reading(names: Sequence[str]) -> Iterator[Watch]:
    """Tell the user when peel waits for terminal input; yield what shows the progress of reading."""
    quiet = click.get_current_context().params["quiet"]
    if "-" in names and sys.stdin is not None and sys.stdin.isatty() and not quiet:
        print_error("peel: reading from the terminal; end with Ctrl-D")
    watched = sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if "-" in names or not watched or quiet:
        yield iter
        return
    from peelcli.cli.progress import Bar

    with Bar() as bar:
        yield bar
