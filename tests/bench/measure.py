"""Run pairs of processes in turn and compare them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
PYTHON = sys.executable
PEEL = str(Path(sys.executable).with_name("peel"))

# What would change what is measured; bytecode is written, as it is for every user after the first run.
_NOISE = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PEEL_DATA", "PEEL_REPORT", "PEEL_COLOR", "FORCE_COLOR")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in _NOISE} | {"COLUMNS": "100"}


class Run(NamedTuple):
    """What a process took: seconds from start to end, seconds of a processor, and kilobytes at its peak."""

    seconds: float
    cpu: float
    peak: int


class Spread(NamedTuple):
    """A median and the quartiles around it."""

    low: float
    median: float
    high: float


def spread(values: Sequence[float]) -> Spread:
    """Return the median and the quartiles of two values or more."""
    return Spread(*quantiles(values, n=4, method="inclusive"))


def run(command: Sequence[str], **environment: str) -> Run:
    """Run a command to its end without looking at what it prints.

    The peak that the system tells includes that of the process that started it, so this one must stay small.
    """
    start = perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=ENVIRONMENT | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {process.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def in_turn(rounds: int, *runs: Callable[[], Run]) -> list[list[Run]]:
    """Run each in turn, forwards and backwards, after one run that does not count; return the runs of each."""
    found: list[list[Run]] = [[] for _ in runs]
    for one in runs:
        one()
    for number in range(rounds):
        order = list(zip(runs, found, strict=True))
        for one, kept in reversed(order) if number % 2 else order:
            kept.append(one())
    return found
