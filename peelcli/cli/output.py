"""Output: destination, format, width, colour and encoding."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import click

from peelcli.errors import Unreadable
from peelcli.formats import FORMATS, Format, RenderOptions
from peelcli.sanitise import DEGRADE, escape_controls

MIN_WIDTH, MAX_WIDTH = 20, 500
STDOUT = "-"


class Destination(NamedTuple):
    """The destination of an answer: a file, or standard output if `path` is None."""

    path: str | None

    def write(self, pieces: Iterable[str], utf8: bool = False) -> None:
        """Write the pieces to standard output as they come, or to a file, completely or not at all.

        `utf8` is for machine-readable formats: UTF-8 in any locale; a terminal keeps its own encoding. Raises
        Unreadable if a file cannot be written.
        """
        if self.path is not None:
            from peelcli.cli.files import write_file

            write_file(pieces, self.path)
            return
        stream = _standard_output(utf8)
        for piece in pieces:
            stream.write(piece)


def destination(output: str | None) -> Destination:
    """Return the destination that `--output` names; `-` is standard output."""
    if output == "":
        raise click.UsageError("--output needs the name of a file.")
    return Destination(None if output == STDOUT else output)


def _standard_output(utf8: bool) -> Any:
    if _is_impatient(sys.stdout):
        from peelcli.cli.files import PatientFile

        patient = PatientFile(sys.stdout.fileno(), "w", closefd=False)
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(patient), sys.stdout.encoding)
    elif isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        # With PYTHONUNBUFFERED, which containers often set, a truncated write would go unnoticed.
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.buffer), sys.stdout.encoding)
    if hasattr(sys.stdout, "reconfigure"):
        # Characters that the encoding lacks are replaced rather than raise an error.
        sys.stdout.reconfigure(encoding="utf-8" if utf8 and not sys.stdout.isatty() else None, errors=DEGRADE)
    return sys.stdout


def _is_impatient(stream: Any) -> bool:
    try:
        return not os.get_blocking(stream.fileno())
    except (AttributeError, OSError, ValueError):  # on Windows, and without a file behind it
        return False


class ClosedOutput(io.TextIOBase):
    """A replacement for a standard output that was closed before peel started; answers may still go to files."""

    def write(self, _: str) -> int:
        """Refuse to write."""
        raise Unreadable("standard output is closed.")


def choose_format(params: Mapping[str, Any], formats: Sequence[str]) -> Format:
    """Return the format that the options select, of those that suit the command.

    Raises UsageError if options contradict each other or no format is suitable.
    """
    name, output = params["format"], params["output"]
    if params["as_json"]:
        if name not in (None, "json"):
            raise click.UsageError(f"--json cannot be combined with --format {name}.")
        name = "json"
    if name is None:
        name = "table" if output in (None, STDOUT) else _format_by_extension(output, formats)
    if params.get("excel") and not FORMATS[name].excel:
        suited = " or ".join(known for known, format in FORMATS.items() if format.excel)
        raise click.UsageError(f"--excel needs --format {suited}, not {name}.")
    return FORMATS[name]


def render_options(params: Mapping[str, Any], utf8: bool) -> RenderOptions:
    """Return how to lay the answer out, from the options, the environment and the terminal.

    `utf8` says that the answer is UTF-8 in any locale, as in `Destination.write`.
    """
    to_file = params["output"] not in (None, STDOUT)
    to_terminal = not to_file and sys.stdout.isatty()
    utf8 = to_file or (utf8 and not to_terminal)
    encoding = "utf-8" if utf8 else (getattr(sys.stdout, "encoding", None) or "utf-8")
    return RenderOptions(
        width=_width(params["width"], to_file=to_file),
        colours=_colours(params["color"], to_terminal, to_file=to_file or _is_file(sys.stdout)),
        ascii=params["ascii"] or not encoding.lower().replace("_", "-").startswith("utf"),
        excel=params.get("excel", False),
        terminal=to_terminal,
    )


def _format_by_extension(output: str, formats: Sequence[str]) -> str:
    extension = os.path.splitext(output)[1].lower()
    for name in formats:
        if extension in FORMATS[name].extensions:
            return name
    known = ", ".join(extension for name in formats for extension in FORMATS[name].extensions)
    raise click.UsageError(
        f"cannot tell the format from {escape_controls(output)!r}. Use -f, or one of these extensions: {known}."
    )


def _width(requested: int | None, *, to_file: bool) -> int | None:
    """Return the requested width, or COLUMNS, or the terminal's, or None; invalid values count as unset."""
    width = requested or 0
    if width <= 0:
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if columns.isascii() and columns.isdigit() and len(columns) < 6 else 0
    if width <= 0 and not to_file:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError):
            width = 0
    return max(MIN_WIDTH, min(width, MAX_WIDTH)) if width > 0 else None


def _is_file(stream: Any) -> bool:
    """Return whether the shell redirects a stream to a file, as in `peel summary > card.txt`."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def _colours(requested: str | None, to_terminal: bool, to_file: bool) -> str | None:
    """Return rich's colour system, or None for no colour. The only place that decides about colour.

    The environment may force colour in a pipe, but not in a file, which may be read elsewhere later.
    """
    env = os.environ.get
    choice = requested
    if choice not in ("always", "never"):
        choice = env("PEEL_COLOR")
    if choice not in ("always", "never"):
        forced = env("FORCE_COLOR") or env("CLICOLOR_FORCE")
        if env("NO_COLOR"):
            choice = "never"
        elif forced and forced != "0":
            choice = "always"
        else:
            choice = "always" if to_terminal and env("TERM") != "dumb" else "never"
    if choice == "never" or (to_file and requested != "always"):
        return None
    if env("COLORTERM") in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256" in env("TERM", "") else "standard"
