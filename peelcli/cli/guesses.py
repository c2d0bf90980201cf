"""Suggestions and repairs for command lines: typographic quotes and dashes, and names that other programs use."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from shlex import join

from peelcli.errors import did_you_mean
from peelcli.sanitise import escape_controls

COMMANDS = {
    "summary": "show card cards report view open display get print",
    "areas": "area grades grade ratings rating scores results",
    "improvements": "improvement afi afis concerns concern recommendations weaknesses findings",
    "praise": "strengths strength positives practice",
    "responses": "response comments comment quotes reactions statements",
    "list": "ls reports index all",
    "count": "counts stats statistics stat totals total overview national average rank ranking league",
    "compare": "diff vs versus comparison",
    "trend": "trends history progress changes timeline",
    "search": "find grep query lookup mentions",
    "explain": "define glossary terms term forces force cycles cycle what meaning licence license about",
    "check": "validate lint verify test",
    "new": "init template skeleton create add",
    "draft": "parse extract import",
}
OPTIONS = {
    "--sort FIELD": "--sort-by --order-by --order --orderby --rank",
    "--sort -FIELD": "--reverse --desc --descending",
    "--limit N": "--top --head --first --max --rows -n",
    "--fields a,b": "--columns --cols --select --field --column",
    "-f csv": "--csv",
    "-f tsv": "--tsv",
    "-f csv --excel": "--xlsx --xls",
    "-f html": "--html",
    "-f markdown": "--markdown --md",
    "-f yaml": "--yaml",
    "-o FILE": "--out --file --save --write",
    "--cycle C": "--year --years --period --round",
    "--cycle latest": "--latest --newest --current",
    "--text T": "--search --query --contains --match --grep",
    "--change better": "--better --improved --improving",
    "--change worse": "--worse --declined",
    "--color never": "--no-color --no-colour --plain",
    "--at-most G": "--worst --below --max-grade",
    "--at-least G": "--best --above --min-grade",
    "--force F for each force; there are no regions, groups or averages": "--region --similar --group --average",
    "-q": "--silent --no-hints",
    "`peel count`": "--count --counts --total --totals --stats",
    "`peel count --by FIELD`": "--group-by --groupby --by",
}

_DASHES = "–—―−"
_OPEN, _CLOSE = "“„‟‘‚", "”“’‘"


def plain_arguments(args: Sequence[str], options: Collection[str]) -> list[str]:
    """Return a command line with straight quotes, and with hyphens for long dashes before known options."""
    return [_plain_dash(arg, options) for arg in _unquoted(args)]


def _plain_dash(arg: str, options: Collection[str]) -> str:
    name = arg.lstrip(f"-{_DASHES}")
    if name == arg or not any(dash in arg[: len(arg) - len(name)] for dash in _DASHES):
        return arg
    for option in (f"--{name}", f"-{name}"):
        if option.partition("=")[0] in options:
            return option
    return arg


def _unquoted(args: Sequence[str]) -> Iterator[str]:
    """Yield the arguments, joining words between curly quotation marks; the name of an existing file is kept."""
    at = 0
    while at < len(args):
        start = re.match(rf"(-[\w-]+=)?([{_OPEN}])", args[at])
        end = next((end for end in range(at, len(args)) if args[end].endswith(tuple(_CLOSE))), None) if start else None
        phrase = " ".join(args[at : end + 1]) if end is not None else ""
        if start is None or end is None or len(phrase) < start.end() + 2 or os.path.exists(args[at]):
            yield args[at]
            at += 1
        else:
            yield (start[1] or "") + phrase[start.end() : -1]
            at = end + 1


def unknown_command(args: Sequence[str], commands: Collection[str]) -> str:
    """Return the message for an unknown command, with the command that was probably meant."""
    first, *rest = args
    message = f"peel has no command {escape_controls(first)!r}."
    for command, words in COMMANDS.items():
        if first.casefold() in words.split():
            return f"{message} Did you mean `{_line('peel', command, *rest)}`?"
    otherwise = "`peel --help` lists the commands."
    return f"{message} {_about_words(args) or did_you_mean(first, commands, otherwise)}"


def _about_words(args: Sequence[str]) -> str:
    """Return a suggestion for a word that names a force, grade or the like; empty for other words."""
    from peelcli.model import reference
    from peelcli.model.suggestions import as_option

    words = [word for word in args if not word.startswith("-")]
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        force, at, cycle = name.partition("@")
        if reference.find_force(force) or (at and not force and reference.find_cycle_or_newest(cycle)):
            return f"Did you mean `{_line('peel', 'summary' if force else 'areas', name)}`?"
        option = as_option(name)
        if option:
            reports = "" if option.startswith("@") else "@newest "
            return f"Did you mean `peel areas {reports}{option}`?"
        about = reference.about_force(name)
        if about:
            return about
    return f"Did you mean `{_line('peel', 'summary', args[0])}`?" if os.path.exists(args[0]) else ""


def known_option(name: str, has: Collection[str]) -> str:
    """Return the equivalent of an unknown option; empty if there is none."""
    options = (option for option, words in OPTIONS.items() if name in words.split())
    return next((option for option in options if option.startswith("`") or option.split()[0] in has), "")


def _line(*words: str) -> str:
    return escape_controls(join(words))
