"""Ctrl-C and SIGTERM end peel at once and silently, whatever it is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

# Sends itself a signal at an event of the interpreter: `import click`, `open`, `os.rename`.
SIGNALLED = """
import os, sys
number, moment, name = int(sys.argv.pop(1)), sys.argv.pop(1), sys.argv.pop(1)
def hook(event, args):
    if event == moment and str(args[0]).endswith(name):
        os.kill(os.getpid(), number)
sys.addaudithook(hook)
from peelcli.__main__ import main
main()
"""
MODULES = ["click", "peelcli.cli.output", "peelcli.cli.query", "yaml", "peelcli.loading.parse", "rich.style"]


ENDING = pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGHUP, -signal.SIGHUP)],
    ids=["Ctrl-C", "kill", "a closed window"],
)


def ended(
    number: int, moment: str, name: str, *command: str, ignored: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run peel as a process that gets a signal at a certain moment."""

    def set_up() -> None:  # a suite that runs in the background has SIGINT ignored
        signal.signal(number, signal.SIG_IGN if ignored else signal.SIG_DFL)

    return subprocess.run(
        [sys.executable, "-c", SIGNALLED, str(int(number)), moment, name, *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=set_up,
        check=False,
    )


@pytest.mark.parametrize("module", MODULES)
def test_ctrl_c_while_modules_are_imported(module: str) -> None:
    done = ended(signal.SIGINT, "import", module, "summary")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 130)


def test_ctrl_c_while_reports_are_read() -> None:
    done = ended(signal.SIGINT, "open", "kent.yaml", "areas", "--all")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 130)


@ENDING
def test_a_signal_while_a_file_is_written_leaves_neither_it_nor_a_temporary_one(
    number: int, code: int, tmp_path: Path
) -> None:
    done = ended(number, "os.rename", "", "summary", "-o", str(tmp_path / "card.txt"))
    assert (done.stdout, done.stderr, done.returncode) == ("", "", code)
    assert os.listdir(tmp_path) == []


@ENDING
def test_a_signal_while_a_database_is_written_leaves_no_file(number: int, code: int, tmp_path: Path) -> None:
    done = ended(number, "open", "schema.sql", "export", str(tmp_path / "peel.db"))
    assert (done.stdout, done.stderr, done.returncode) == ("", "", code)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_ctrl_c_does_not_wait_for_a_reader(unbuffered: str) -> None:
    """More is printed than a pipe holds, and the reader has stopped."""
    process = subprocess.Popen(
        [sys.executable, "-m", "peelcli", "areas", "--all", "--json", "-q"],
        cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b'{"peel": 1, ')
    process.send_signal(signal.SIGINT)
    assert process.wait() == 130
    assert process.stderr.read() == b""
    process.stdout.close()
    process.stderr.close()


def test_a_job_in_the_background_is_not_ended_by_ctrl_c() -> None:
    """A shell without job control has SIGINT ignored there."""
    done = ended(signal.SIGINT, "import", "click", "--version", ignored=True)
    assert (done.stdout.split()[0], done.stderr, done.returncode) == ("peel", "", 0)
