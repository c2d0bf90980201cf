"""CSV: values as they are, but nothing that would act on a terminal."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from conftest import Peel


@pytest.mark.parametrize("options", [(), ("--excel",), ("--ascii",)], ids=["plain", "for Excel", "ASCII"])
@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("safe\rEVIL", "safe\\rEVIL"),
        ("safe\r", "safe\\r"),
        ("one\r\ntwo", "one\ntwo"),
        ("one\n\rtwo", "one\n\\rtwo"),
        ("\r\r\n", "\\r\n"),
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("a\tb", "a\tb"),
    ],
)
def test_a_carriage_return_is_spelled_out(
    text: str, cell: str, options: tuple[str, ...], tmp_path: Path, peel: Peel
) -> None:
    report = {"force": "Northshire", "cycle": "2016", "graded_areas": [], "praise": [{"summary": f"a{text}z"}]}
    (tmp_path / "r.json").write_text(json.dumps(report))
    printed = peel("praise", tmp_path / "r.json", "-f", "csv", "--fields", "summary", *options).stdout
    assert "\r" not in printed
    assert list(csv.reader(io.StringIO(printed.removeprefix("\ufeff"))))[1] == [f"a{cell}z"]
