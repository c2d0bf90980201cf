"""Where an answer goes and how it looks there: format, width, colour, encoding; written whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import click

from peelcli.errors import Unreadable
from peelcli.formats import FORMATS, Format, RenderOptions
from peelcli.sanitise import DEGRADE, escape_controls, escape_name

MIN_WIDTH, MAX_WIDTH = 20, 500
STDOUT = "-"


class Destination(NamedTuple):
    """Where an answer goes: a file, or standard output if `path` is None.

    `utf8` is for what programs read, which is UTF-8 whatever the locale; a terminal keeps its own encoding.
    """

    path: str | None
    utf8: bool

    def write(self, pieces: Iterable[str]) -> None:
        """Write the pieces to standard output as they come, or to a file, whole or not at all.

        Raises Unreadable if a file cannot be written.
        """
        if self.path is None:
            stream = self._standard_output()
            for piece in pieces:
                stream.write(piece)
            return
        try:
            _write_file("".join(pieces).encode("utf-8", DEGRADE), self.path)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be written"
            raise Unreadable(f"{escape_name(self.path)}: {reason[0].lower()}{reason[1:]}.") from error

    def _standard_output(self) -> Any:
        if sys.stdout is None:
            raise Unreadable("standard output is closed.")
        if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
            # With PYTHONUNBUFFERED, which containers often set, a write that is cut short would go unnoticed.
            sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.buffer), sys.stdout.encoding)
        if hasattr(sys.stdout, "reconfigure"):
            # Characters that the encoding lacks are replaced; they are never a reason to fail.
            sys.stdout.reconfigure(encoding="utf-8" if self.utf8 and not sys.stdout.isatty() else None, errors=DEGRADE)
        return sys.stdout


def destination(output: str | None, utf8: bool = False) -> Destination:
    """Return the destination that `--output` names; `-` is standard output."""
    return Destination(None if output == STDOUT else output, utf8)


def choose_format(params: Mapping[str, Any], formats: Sequence[str]) -> Format:
    """Return the format that the options select, of those that suit the command.

    Raises UsageError if options contradict each other or nothing suits.
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


def render_options(params: Mapping[str, Any]) -> RenderOptions:
    """Return how to lay the answer out, from the options, the environment and the terminal."""
    to_file = params["output"] not in (None, STDOUT)
    encoding = "utf-8" if to_file else (getattr(sys.stdout, "encoding", None) or "utf-8")
    return RenderOptions(
        width=_width(params["width"], to_file=to_file),
        colours=_colours(params["color"], to_terminal=not to_file and sys.stdout is not None and sys.stdout.isatty()),
        ascii=params["ascii"] or not encoding.lower().replace("_", "-").startswith("utf"),
        excel=params.get("excel", False),
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
    """Return the requested width, else COLUMNS, else the terminal's, else None; nonsense counts as unset."""
    width = requested or 0
    if width <= 0:
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if columns.isascii() and columns.isdigit() and len(columns) < 6 else 0
    if width <= 0 and not to_file:
        try:
            width = os.get_terminal_size(sys.stdout.fileno()).columns
        except (OSError, ValueError, AttributeError):
            width = 0
    return max(MIN_WIDTH, min(width, MAX_WIDTH)) if width > 0 else None


def _colours(requested: str | None, to_terminal: bool) -> str | None:
    """Return rich's colour system, or None for no colour. The only place that decides about colour."""
    env = os.environ.get
    choice = requested or env("PEEL_COLOR")
    if choice not in ("always", "never"):
        forced = env("FORCE_COLOR") or env("CLICOLOR_FORCE")
        if env("NO_COLOR"):
            choice = "never"
        elif forced and forced != "0":
            choice = "always"
        else:
            choice = "always" if to_terminal and env("TERM") != "dumb" else "never"
    if choice == "never":
        return None
    if env("COLORTERM") in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256" in env("TERM", "") else "standard"


def _write_file(data: bytes, path: str) -> None:
    if os.path.exists(path) and not os.path.isfile(path):  # a device or a pipe cannot be replaced
        with open(path, "wb") as file:
            file.write(data)
        return
    path = os.path.realpath(path)
    new = f"{path}.{os.getpid()}.new"
    try:
        with open(new, "xb") as file:
            file.write(data)
        if os.path.exists(path):
            os.chmod(new, os.stat(path).st_mode & 0o7777)
        os.replace(new, path)
    except BaseException:
        if os.path.exists(new):
            os.unlink(new)
        raise
