"""CSV: values are unchanged, except for what would control a terminal."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from peelcli.answers.views import Column, View
from peelcli.formats import FORMATS, RenderOptions

TEXTS = ["safe\rEVIL", "\r", "one\r\ntwo", "a\tb", "a\nb"]


def rendered(text: str, *, terminal: bool, excel: bool = False) -> str:
    view = View("areas", "Areas", (Column("note"),), ((text,),), "None.")
    return "".join(FORMATS["csv"].render(view, RenderOptions(terminal=terminal, excel=excel)))


@pytest.mark.parametrize("text", TEXTS)
def test_a_value_is_read_back_as_it_was(text: str) -> None:
    printed = rendered(text, terminal=False)
    assert list(csv.reader(io.StringIO(printed, newline=""))) == [["note"], [text]]


@pytest.mark.parametrize("excel", [False, True], ids=["plain", "for Excel"])
@pytest.mark.parametrize(
    ("text", "cell"),
    [("safe\rEVIL", "safe\\rEVIL"), ("a\r", "a\\r"), ("one\r\ntwo", "one\\r\ntwo"), ("a\tb", "a\tb")],
)
def test_on_a_terminal_a_carriage_return_is_spelled_out(text: str, cell: str, excel: bool) -> None:
    printed = rendered(text, terminal=True, excel=excel)
    assert "\r" not in printed
    assert list(csv.reader(io.StringIO(printed.removeprefix("\ufeff"))))[1] == [cell]


def test_a_terminal_is_noticed(tmp_path: Path) -> None:
    report = {"force": "Northshire", "cycle": "2016", "graded_areas": [], "praise": [{"summary": "safe\rEVIL"}]}
    (tmp_path / "r.json").write_text(json.dumps(report))
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "peelcli", "praise", str(tmp_path / "r.json"), "-f", "csv", "--fields", "summary"]
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, check=True)
    os.close(theirs)
    output = os.read(ours, 4096)
    os.close(ours)
    assert output == b"summary\r\nsafe\\rEVIL\r\n"  # the line ends are the terminal's
