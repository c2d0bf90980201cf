"""The group of all commands: the only place where errors become exit codes.

The module `guesses` is imported inside functions here: most command lines are plain and right.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NoReturn

import click

from peelcli import DATA
from peelcli.cli import output
from peelcli.cli.messages import print_error, report_error
from peelcli.cli.signals import INTERRUPTED
from peelcli.errors import PeelError, Unreadable

BROKEN_PIPE = 141
MAX_HELP_WIDTH = 100


class Group(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in the order of their definition; click sorts them by default."""
        return list(self.commands)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **extra: Any) -> NoReturn:
        """Run a command line and exit with its code. In click's own `main`, EPIPE means status 1 in any mode."""
        sys.stdout = sys.stdout or output.ClosedOutput()
        code: int | None
        try:
            code = self._run(sys.argv[1:] if args is None else args, prog_name or "peel", extra)
        except click.exceptions.Exit as exit:  # --help and --version
            code = exit.exit_code
        except click.ClickException as error:
            code = self._usage(error)
        except PeelError as error:
            code = report_error(error)
        except (MemoryError, SystemError):  # C code that gets no memory may fail without saying why
            code = None  # what fills the memory is freed before there is a message
        except KeyboardInterrupt:
            code = INTERRUPTED
        except OSError as error:
            code = _report_unwritten(error)
        if code is None:
            code = report_error(Unreadable("there is not enough memory. Ask for fewer reports, or split the file."))
        sys.exit(_flush(code))

    def _run(self, args: Sequence[str], program: str, extra: dict[str, Any]) -> int:
        _require_data()
        instruction = os.environ.get("_PEEL_COMPLETE")
        if instruction:
            from peelcli.cli import completion

            return completion.respond(self, instruction)
        if not all(map(str.isascii, args)):  # there may be curly quotation marks or long dashes
            from peelcli.cli import guesses

            args = guesses.plain_arguments(args, self._option_names())
        # To find the width of the help by itself, click would import shutil, which takes 2 ms.
        width = max(min(output.columns() or 80, MAX_HELP_WIDTH) - 2, 50)
        with self.make_context(program, list(args), terminal_width=width, **extra) as ctx:
            return self.invoke(ctx) or 0

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options of the group; `peel help areas` is `peel areas --help`."""
        if args[:1] == ["help"]:
            args = [*args[1:2], "--help"]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Find the command; for a word that is not one, say what was probably meant."""
        if args[0] not in self.commands:
            from peelcli.cli import guesses

            raise click.UsageError(guesses.unknown_command(args, self.commands), ctx)
        return super().resolve_command(ctx, args)

    def _option_names(self) -> set[str]:
        params = (param for command in (self, *self.commands.values()) for param in command.params)
        return {option for param in params for option in param.opts} | {"--help", "-h"}

    def _usage(self, error: click.ClickException) -> int:
        """Print what is wrong with the command line; return the exit code."""
        if isinstance(error, click.NoSuchOption) and error.ctx:
            instead = self._instead_of(error.option_name, error.ctx.command)
            if instead:
                message = f"{error.ctx.info_name} has no {error.option_name} option; {instead}."
                error = click.UsageError(message, error.ctx)
        with_usage = io.StringIO()
        error.show(with_usage)
        print_error(with_usage.getvalue().rstrip())
        return error.exit_code

    def _instead_of(self, option: str, command: click.Command) -> str:
        """Name the commands that have an option, or what to use in place of it; empty if there is nothing."""
        from peelcli.cli import guesses

        having = [name for name, other in self.commands.items() if any(option in param.opts for param in other.params)]
        if having:
            return f"{', '.join(having)} {'has' if len(having) == 1 else 'have'}"
        use = guesses.known_option(option, [option for param in command.params for option in param.opts])
        return f"use {use}" if use else ""


def _require_data() -> None:
    """Refuse to run without the built-in data, as from a zip file, in which a folder cannot be opened."""
    if not os.path.isdir(DATA):
        missing = "this folder of built-in data is missing. peel must be installed, not run from a zip."
        raise Unreadable(f"{DATA}: {missing}")


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
