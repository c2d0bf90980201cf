"""Reading bytes from files, folders and standard input."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import ROOT

from peelcli import reading
from peelcli.errors import Unreadable
from peelcli.loading import files
from peelcli.loading.files import files_below, read_bytes

REPORT = b"force: Northshire\ncycle: 2016\ngraded_areas: []\n"


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.yaml",
        ".#lock.yaml",
        "._mac.yaml",
        "~$office.yaml",
        "#emacs.yaml",
        "a.yaml~",
        "a.yaml.swp",
        ".git/a.yaml",
        "$RECYCLE.BIN/$R1A2B3C.yaml",
        "#recycle/a.yaml",
        "lost+found/a.yaml",
        "System Volume Information/a.yaml",
        "@eaDir/a.yaml",
    ],
)
def test_hidden_files_and_backups_of_editors_are_not_report_files(tmp_path: Path, name: str) -> None:
    for path in (tmp_path / name, tmp_path / "report.yaml"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(REPORT)
    assert files_below(str(tmp_path)).files == [str(tmp_path / "report.yaml")]


@pytest.mark.parametrize("content", [None, b"{", b"\xff", b""], ids=["missing", "cut off", "not text", "empty"])
def test_a_schema_that_is_missing_or_damaged_is_named(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (files, reading):
        monkeypatch.setattr(module, "DATA", str(tmp_path))
    (tmp_path / "schemas").mkdir()
    if content is not None:
        (tmp_path / "schemas" / "report.json").write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        files.schema("report")
    message = "data/schemas/report.json: this file comes with peel and is missing or damaged. Install peel again."
    assert str(caught.value) == message


def test_a_hidden_folder_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / ".reports").mkdir()
    (tmp_path / ".reports" / "a.yaml").write_bytes(REPORT)
    assert files_below(str(tmp_path / ".reports")).files == [str(tmp_path / ".reports" / "a.yaml")]


def test_a_folder_that_cannot_be_listed_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "r.yaml").write_bytes(REPORT)
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    listing = files_below(str(tmp_path))
    assert listing.files == [str(tmp_path / "b" / "r.yaml")]
    assert [str(failure) for failure in listing.failures] == [f"{tmp_path / 'a'}: permission denied."]


# --- standard input ---


def test_a_pipe_that_does_not_block_is_read_to_its_end() -> None:
    """Two reports with a pause between them: the pause is not the end."""
    ours, theirs = os.pipe()
    os.set_blocking(ours, False)
    command = [sys.executable, "-m", "peelcli", "list", "-", "-q", "-f", "csv", "--fields", "force"]
    with subprocess.Popen(command, stdin=ours, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        os.close(ours)
        os.write(theirs, REPORT)
        time.sleep(0.5)
        os.write(theirs, b"---\n" + REPORT.replace(b"North", b"South"))
        os.close(theirs)
        out, err = process.communicate()
    assert (out, err, process.returncode) == (b"force\nnorthshire\nsouthshire\n", b"", 0)


def test_a_short_read_is_not_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    class Slow:
        """A stream that gives a byte at a time."""

        def __init__(self, data: bytes) -> None:
            self.data = data

        def read(self, size: int) -> bytes:
            block, self.data = self.data[:1], self.data[1:]
            return block

    class Stdin:
        buffer = Slow(REPORT)

    monkeypatch.setattr(sys, "stdin", Stdin())
    assert read_bytes("-") == REPORT


def test_no_more_is_read_of_an_endless_stream_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    with pytest.raises(files.Unreadable, match="too large"):
        files._read_blocks(lambda size: b"x", "-")
