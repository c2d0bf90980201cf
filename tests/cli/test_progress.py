"""The progress bar: when it appears, and that it is erased."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event

import pytest
from support import ROOT

from peelcli.cli import progress

pty = pytest.importorskip("pty", reason="needs a terminal of its own")

NORTHSHIRE = ROOT / "tests" / "data" / "northshire.yaml"
# rich is there already and patience is none, so that reading 400 files is sure to outlast it.
IMPATIENT = """
import sys, rich.console, rich.progress
from peelcli.cli import progress
progress.PATIENCE = 0
"""
PEEL = """
from peelcli.cli.commands import peel
peel.main(sys.argv[1:])
"""
ONE_LARGE_FILE = """
with progress.Bar() as bar:
    for file in bar(["large.yaml"]):
        while bar._drawn is None:
            pass
"""
ENDED_BY_SIGNAL = """
import os
from peelcli.cli.signals import end_at_once
end_at_once()
with progress.Bar() as bar:
    for file in bar(["large.yaml"]):
        while bar._drawn is None or bar._drawn.live._live_render._shape is None:
            pass
        with bar._drawn.live._lock:  # it is not being redrawn
            os.kill(os.getpid(), {number})
            while True:
                pass
"""
GONE = b"\r\x1b[1A\x1b[2K"
"""The cursor goes up to the line of the bar and deletes it."""
HIDE_CURSOR = b"\x1b[?25l"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A folder of 400 reports."""
    for number in range(400):
        (tmp_path / f"{number}.yaml").write_bytes(NORTHSHIRE.read_bytes())
    return str(tmp_path)


def on_a_terminal(*args: str, script: str = PEEL, code: int = 0, **environment: str) -> bytes:
    """Run peel with standard error on a terminal and return what it shows there."""
    ours, theirs = pty.openpty()
    with NORTHSHIRE.open() as stdin:
        process = subprocess.Popen(
            [sys.executable, "-c", IMPATIENT + script, *args],
            cwd=ROOT,
            env=os.environ | {"TERM": "xterm"} | environment,
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a background job has it ignored
        )
    os.close(theirs)
    output = b""
    try:
        while part := os.read(ours, 4096):
            output += part
    except OSError:  # so Linux says that the other side has gone
        pass
    os.close(ours)
    assert process.wait() == code, output
    return output


def test_a_bar_shows_how_many_files_are_read_and_goes_without_a_trace(folder: str) -> None:
    output = on_a_terminal("list", folder)
    assert b"Reading" in output
    assert b"/400" in output
    assert output.endswith(GONE)
    assert HIDE_CURSOR not in output


@pytest.mark.parametrize("environment", [{"FORCE_COLOR": ""}, {"FORCE_COLOR": "1"}, {"TTY_COMPATIBLE": "0"}])
def test_the_environment_changes_nothing_of_that(folder: str, environment: dict[str, str]) -> None:
    assert on_a_terminal("list", folder, **environment).endswith(GONE)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_signal_erases_the_bar(number: int, code: int) -> None:
    """The cursor is never hidden, so that even a process that is killed leaves it as it was."""
    output = on_a_terminal(script=ENDED_BY_SIGNAL.format(number=int(number)), code=code)
    assert b"0/?" in output
    assert output.endswith(b"\r\x1b[2K")
    assert HIDE_CURSOR not in output


def test_check_shows_the_bar_too(folder: str) -> None:
    assert b"/400" in on_a_terminal("check", folder)


def test_the_bar_of_a_single_file_has_no_total() -> None:
    output = on_a_terminal(script=ONE_LARGE_FILE)
    assert b"0/?" in output
    assert output.endswith(GONE)


def test_quiet_keeps_the_bar_away(folder: str) -> None:
    assert on_a_terminal("list", folder, "--quiet") == b""


def test_no_bar_on_a_terminal_that_cannot_move_its_cursor(folder: str) -> None:
    assert on_a_terminal("list", folder, TERM="dumb") == b""


def test_no_bar_where_a_report_may_be_typed(folder: str) -> None:
    assert on_a_terminal("list", "-", folder) == b""


def test_there_is_no_bar_unless_standard_error_is_a_terminal(folder: str) -> None:
    command = [sys.executable, "-c", IMPATIENT + PEEL, "list", folder]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert run.stderr == b""


def test_a_bar_that_is_still_being_drawn_when_reading_ends_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    started, ended = Event(), Event()

    class Drawn:
        stopped = False

        def stop(self) -> None:
            self.stopped = True

    def appear(bar: progress.Bar) -> None:
        started.set()
        ended.wait()
        time.sleep(0.05)  # the end does not wait, unless for this
        bar._drawn = drawn  # type: ignore[assignment]

    drawn = Drawn()
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(progress.Bar, "_appear", appear)
    with progress.Bar() as bar:
        assert list(bar(["a.yaml"])) == ["a.yaml"]
        started.wait()
        ended.set()
    assert drawn.stopped
