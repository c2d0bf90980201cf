"""The group of all commands: the only place where errors become exit codes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import click

from peelcli import DATA
from peelcli.cli import guesses, output
from peelcli.cli.messages import has_or_have, print_error, report_error
from peelcli.cli.signals import INTERRUPTED
from peelcli.errors import PeelError, Unreadable

BROKEN_PIPE = 141


class _Exit(Exception):
    """Raised to exit silently with the given status."""

    def __init__(self, code: int) -> None:
        self.code = code


@contextmanager
def _intercept_signals() -> Iterator[None]:
    """Intercept Ctrl-C and EPIPE before click does: even with standalone_mode=False it exits with status 1."""
    try:
        yield
    except KeyboardInterrupt:
        raise _Exit(INTERRUPTED) from None
    except BrokenPipeError:
        raise _Exit(BROKEN_PIPE) from None


class Group(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in the order of their definition; click sorts them by default."""
        return list(self.commands)

    def main(self, args: Sequence[str] | None = None, *more: Any, **kwargs: Any) -> NoReturn:
        """Run a command line and exit with its code."""
        kwargs["standalone_mode"] = False
        sys.stdout = sys.stdout or output.ClosedOutput()
        if os.environ.get("_PEEL_COMPLETE"):
            from peelcli.cli import completion

            completion.register()
        code: int | None
        try:
            _require_data()
            typed = sys.argv[1:] if args is None else args
            answer = super().main(guesses.plain_arguments(typed, self._option_names()), *more, **kwargs)
            code = answer if isinstance(answer, int) else 0
        except click.ClickException as error:
            code = self._usage(error)
        except _Exit as exit:
            code = exit.code
        except PeelError as error:
            code = report_error(error)
        except (MemoryError, SystemError):  # C code that gets no memory may fail without saying why
            code = None  # what fills the memory is freed before there is a message
        except OSError as error:
            code = _report_unwritten(error)
        if code is None:
            code = report_error(Unreadable("there is not enough memory. Ask for fewer reports, or split the file."))
        sys.exit(_flush(code))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options of the group; `peel help areas` is `peel areas --help`."""
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command; for a word that is not one, say what was probably meant."""
        if args[0] not in self.commands:
            raise click.UsageError(guesses.unknown_command(args, self.commands), ctx)
        return super().resolve_command(ctx, args)

    def _option_names(self) -> set[str]:
        params = (param for command in (self, *self.commands.values()) for param in command.params)
        return {option for param in params for option in param.opts} | {"--help", "-h"}

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the command line; `--help` prints here."""
        with _intercept_signals():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with _intercept_signals():
            return super().invoke(ctx)

    def _usage(self, error: click.ClickException) -> int:
        """Print what is wrong with the command line; of an option of other commands say which have it."""
        if isinstance(error, click.NoSuchOption):
            has = [option for param in error.ctx.command.params for option in param.opts] if error.ctx else []
            instead = guesses.known_option(error.option_name, has)
            others = [
                name
                for name, command in self.commands.items()
                if any(error.option_name in (*param.opts, *param.secondary_opts) for param in command.params)
            ]
            here = error.ctx.info_name if error.ctx else "peel"
            if others:
                have = f"{', '.join(others)} {has_or_have(others)}"
                error = click.UsageError(f"{here} has no {error.option_name} option; {have}.", error.ctx)
            elif instead:
                error = click.UsageError(f"{here} has no {error.option_name} option; use {instead}.", error.ctx)
        with_usage = io.StringIO()
        error.show(with_usage)
        print_error(with_usage.getvalue().rstrip())
        return error.exit_code


def _require_data() -> None:
    """Refuse to run without the built-in data, as from a zip file, in which a folder cannot be opened."""
    if not os.path.isdir(DATA):
        raise Unreadable(
            f"{DATA}: this folder of built-in data is missing. peel must be installed, not run from a zip."
        )


def _flush(code: int) -> int:
    """Flush standard output and return the exit code, which a broken pipe or a full disk may still change."""
    try:
        sys.stdout.flush()
        return code
    except OSError as error:
        return _report_unwritten(error)


def _report_unwritten(error: OSError) -> int:
    """Report a failed write to standard output (silently for EPIPE) and return the exit code."""
    with suppress(OSError, ValueError):  # the interpreter flushes once more at its end: what is left goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    return report_error(Unreadable(f"standard output: {error.strerror or error}."))
