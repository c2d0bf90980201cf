"""Time text to checked reports against a bare yaml.load of the same bytes, in one process of its own.

Prints a line of processor seconds for each round: peel's and PyYAML's.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import yaml

from peelcli import reading
from peelcli.loading import parse

rounds, *names = sys.argv[1:]
files = [file.read_bytes() for name in names for file in sorted(Path(name).rglob("*.yaml"))]


def peel() -> None:
    for data in files:
        parse.parse(reading.read(data, "report.yaml"))


def pyyaml() -> None:
    for data in files:
        yaml.load(data, Loader=yaml.CSafeLoader)


def seconds(work: Callable[[], None]) -> float:
    start = process_time()
    work()
    return process_time() - start


peel()
pyyaml()
gc.disable()  # as timeit does, and as peel runs
for _ in range(int(rounds)):
    print(seconds(peel), seconds(pyyaml))
