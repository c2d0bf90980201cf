"""Helpers of all tests: paths, the outcome of a command, and a made-up report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from peelcli.cli.commands import peel as group
from peelcli.model import reference
from peelcli.model.names import slugify
from peelcli.model.report import Force, Grade, GradedArea, Report, Source
from peelcli.writing.yaml_text import yaml_pieces

HERE = Path(__file__).parent
ROOT = HERE.parent
GUIDE = ROOT / "docs" / "guide.md"


class Outcome(NamedTuple):
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    exit_code: int


Peel = Callable[..., Outcome]


def report(force: str = "Northshire Police", cycle: str = "2023-25", **changes: object) -> Report:
    """Make a small report with two graded areas and one source; `changes` replace its fields."""
    known_cycle = reference.cycles()[cycle]
    areas = (
        GradedArea(known_cycle.areas["preventing-crime"], Grade.GOOD, "page"),
        GradedArea(known_cycle.areas["investigating-crime"], Grade.REQUIRES_IMPROVEMENT, "page"),
    )
    page = Source("page", "Report on Northshire", "HMICFRS", "https://example.org/northshire")
    made = Report(Force(slugify(force), force), known_cycle, areas, sources={page.id: page})
    return made._replace(**changes)  # type: ignore[arg-type]


def bytes_in(encoding: str, *args: str) -> bytes:
    """Return what peel prints where the streams have this encoding."""
    result = CliRunner(charset=encoding).invoke(group, args, catch_exceptions=False)
    assert (result.stderr_bytes, result.exit_code) == (b"", 0)
    return result.stdout_bytes


def exit_codes() -> dict[int, str]:
    """Return the table of exit codes in the guide."""
    rows = re.findall(r"^\| (\d+) \| (.+?) \|$", GUIDE.read_text("utf-8"), re.MULTILINE)
    return {int(code): meaning for code, meaning in rows}


def yaml_text(reports: Iterable[Report]) -> str:
    """Return reports as YAML in one piece."""
    return "".join(yaml_pieces(reports))
