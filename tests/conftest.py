"""The fixtures of all tests: one way to run peel, and gold files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings
from support import HERE, ROOT, Outcome, Peel

from peelcli import DATA
from peelcli.cli.commands import peel as group
from peelcli.loading import reports

# No test is timed. The examples are always the same, more of them in `.ci/run`; `thorough` draws new ones, for half an
# hour.
settings.register_profile("usual", deadline=None, max_examples=50, derandomize=True)
settings.register_profile("more", deadline=None, max_examples=200, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=5000, print_blob=True)
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected output and the examples of the README")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture
def expected(update: bool) -> Callable[[str, str], None]:
    """Compare text with a file of tests/expected, byte for byte. `pytest --update` writes it: look at what changed."""

    def compare(name: str, text: str) -> None:
        path = HERE / "expected" / name
        if update:
            path.write_bytes(text.encode())
        assert path.exists(), f"there is no tests/expected/{name}: run `pytest --update`, and look at it"
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture(autouse=True)
def _the_same_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pin what the environment would change: width, colour, data."""
    for name in ("PEEL_DATA", "PEEL_REPORT", "PEEL_COLOR", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session", autouse=True)
def _each_built_in_report_is_read_once() -> Iterator[None]:
    """Keep the built-in reports, which never change, from one command line to the next: that halves the time."""
    read, kept = reports.read_file, cache(reports.read_file)

    def read_file(path: str, **options: bool) -> reports.FileRead:
        return (kept if path.startswith(f"{DATA}{os.sep}reports") else read)(path, **options)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reports, "read_file", read_file)
        yield


@pytest.fixture
def peel() -> Peel:
    """Run a command line in this process: `peel("areas", "--json")`, by default expecting success."""

    def run(*args: str | Path, exit_code: int = 0, stdin: str | bytes | None = None) -> Outcome:
        result = CliRunner().invoke(group, [str(arg) for arg in args], input=stdin, catch_exceptions=False)
        assert result.exit_code == exit_code, f"exit {result.exit_code}\n{result.stdout}\n{result.stderr}"
        return Outcome(result.stdout, result.stderr, result.exit_code)

    return run
