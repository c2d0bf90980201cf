"""Output: destination, format, width, colour and encoding."""

import io
import os
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from peelcli.errors import Unreadable
from peelcli.formats import FORMATS, Format, RenderOptions
from peelcli.sanitise import DEGRADE, ascii_fallback, escape_controls

if TYPE_CHECKING:
    from peelcli.answers.views import Cards, View

MIN_WIDTH, MAX_WIDTH = 20, 500
STDOUT = "-"


class Output(NamedTuple):
    """The file that an answer goes to, or standard output if `path` is None, and its format; a text has none."""

    path: str | None
    format: Format | None = None
    options: RenderOptions = RenderOptions()
    ascii: bool = False

    def show(self, answer: "View | Cards | str") -> None:
        """Print an answer, or write it to a file, completely or not at all. Raises Unreadable if that fails.

        A text is UTF-8 in any locale, as machine-readable formats are; a terminal keeps its own encoding.
        """
        pieces: Iterable[str] = (answer,) if isinstance(answer, str) else self._rendered(answer)
        if self.path is not None:
            from peelcli.cli.files import write_file

            write_file(pieces, self.path)
            return
        stream = _standard_output(self.format is None or self.format.utf8)
        for piece in pieces:
            stream.write(piece)

    def _rendered(self, answer: "View | Cards") -> Iterable[str]:
        assert self.format is not None
        pieces = self.format.render(answer, self.options)
        return map(ascii_fallback, pieces) if self.ascii else pieces


def output_of(params: Mapping[str, Any], formats: Sequence[str], extensions: Sequence[str]) -> Output:
    """Return the output that the options select, in one of the formats that suit the command.

    A text has no format, but its file may need one of these extensions. Raises UsageError if options contradict each
    other or no format is suitable.
    """
    path = params.get("output")
    if path == "":
        raise click.UsageError("--output needs the name of a file.")
    path = None if path == STDOUT else path
    if not formats:
        _check_extension(path or "", () if params.get("explain") else extensions)  # prose may have any
        return Output(path)
    format = FORMATS[_format_name(params, formats, path)]
    return Output(path, format, _render_options(params, path is not None, format.utf8), params["ascii"])


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


def _check_extension(path: str, extensions: Sequence[str]) -> None:
    extension = os.path.splitext(path)[1].lower()
    if extension and extensions and extension not in extensions:
        format, suited = extensions[0].removeprefix(".").upper(), " or ".join(extensions)
        message = f"this command writes {format}; use a {suited} file name instead of {escape_controls(path)!r}."
        raise click.UsageError(message)


def _format_name(params: Mapping[str, Any], formats: Sequence[str], path: str | None) -> str:
    name: str | None = params["format"]
    if params["as_json"]:
        if name not in (None, "json"):
            raise click.UsageError(f"--json cannot be combined with --format {name}.")
        name = "json"
    if name is None:
        name = "table" if path is None else _format_by_extension(path, formats)
    if params.get("excel") and not FORMATS[name].excel:
        suited = " or ".join(known for known, format in FORMATS.items() if format.excel)
        raise click.UsageError(f"--excel needs --format {suited}, not {name}.")
    return name


def _render_options(params: Mapping[str, Any], to_file: bool, utf8: bool) -> RenderOptions:
    """Return how to lay the answer out, from the options, the environment and the terminal."""
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
    """Return the requested width, or that of the window, or None."""
    width = requested if requested and requested > 0 else columns(to_file=to_file)
    return max(MIN_WIDTH, min(width, MAX_WIDTH)) if width > 0 else None


def columns(*, to_file: bool = False) -> int:
    """Return $COLUMNS, or the width of the terminal, or 0; invalid values count as unset."""
    width, words = 0, os.environ.get("COLUMNS", "")
    if words.isascii() and words.isdigit() and len(words) < 6:
        width = int(words)
    if not width and not to_file:
        with suppress(OSError, ValueError):
            width = os.get_terminal_size(sys.stdout.fileno()).columns
    return width


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
    forced, usual = env("FORCE_COLOR") or env("CLICOLOR_FORCE"), to_terminal and env("TERM") != "dumb"
    choices = (requested, env("PEEL_COLOR", "").lower())
    choice = next((choice for choice in choices if choice in ("always", "never")), None)
    if choice is None:
        wanted = not env("NO_COLOR") and ((forced and forced != "0") or usual)
        choice = "always" if wanted else "never"
    if choice == "never" or (to_file and requested != "always"):
        return None
    if env("COLORTERM") in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256" in env("TERM", "") else "standard"
