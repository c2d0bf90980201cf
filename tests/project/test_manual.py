"""The manual page docs/peel.1, generated from the help by `pytest --update`."""

from __future__ import annotations

import shutil
import subprocess

import click
import pytest
from support import ROOT, exit_codes

from peelcli import DATA_DATE, __version__
from peelcli.cli.commands import peel as group

MANUAL = ROOT / "docs" / "peel.1"


def escaped(text: str) -> str:
    r"""Return a text as roff reads it: `\` and `-` as themselves, ASCII only, no line that begins with a dot."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "")
    text = "".join(letter if letter.isascii() else f"\\[u{ord(letter):04X}]" for letter in text)
    return f"\\&{text}" if text.startswith((".", "'")) else text


def paragraphs(text: str) -> list[str]:
    """Return a help text as paragraphs, without the marks of click."""
    blocks = text.replace("\b\n", "\b").split("\n\n")
    lines: list[str] = []
    for block in blocks:
        lines.append(".PP")
        if block.startswith("\b"):
            lines += [".nf", *(escaped(line) for line in block.removeprefix("\b").splitlines()), ".fi"]
        else:
            lines.append(escaped(" ".join(block.split())))
    return lines


def options(command: click.Command) -> list[str]:
    """Return the options of a command as a list."""
    context = click.Context(command, info_name=command.name, help_option_names=["-h", "--help"])
    lines = []
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record and isinstance(param, click.Option):
            names, words = record
            lines += [".TP", f"\\fB{escaped(names)}\\fR", escaped(" ".join(words.split()))]
    return lines


def manual() -> str:
    """Return the manual page."""
    lines = [
        f'.TH PEEL 1 "{DATA_DATE}" "peel {__version__}" "User Commands"',
        ".SH NAME",
        "peel \\- report cards of police inspections",
        ".SH SYNOPSIS",
        "\\fBpeel\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]",
        ".SH DESCRIPTION",
        *paragraphs(group.help or ""),
        ".SH COMMANDS",
    ]
    for name, command in group.commands.items():
        usage = " ".join(command.collect_usage_pieces(click.Context(command, help_option_names=["-h", "--help"])))
        lines += [f".SS \\fBpeel {name}\\fR {escaped(usage)}", *paragraphs(command.help or ""), *options(command)]
    lines.append(".SH EXIT STATUS")
    for code, meaning in exit_codes().items():
        lines += [".TP", f"\\fB{code}\\fR", escaped(meaning)]
    lines += [
        ".SH COPYRIGHT",
        escaped("The code is under the MIT licence. The data contains public sector information"),
    ]
    lines.append(escaped("licensed under the Open Government Licence v3.0."))
    return "\n".join(lines) + "\n"


def test_the_manual_says_what_the_help_says(update: bool) -> None:
    if update:
        MANUAL.write_text(manual(), "utf-8")
    assert MANUAL.read_text("utf-8") == manual()


def test_every_command_and_each_of_its_options_is_in_the_manual() -> None:
    text = MANUAL.read_text("utf-8")
    for name, command in group.commands.items():
        section = text.partition(f".SS \\fBpeel {name}\\fR")[2].partition(".SS ")[0]
        for param in command.params:
            if isinstance(param, click.Option):
                assert escaped(param.opts[-1]) in section, f"{name} {param.opts}"


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_finds_nothing_wrong() -> None:
    done = subprocess.run(["groff", "-man", "-ww", "-z", str(MANUAL)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
