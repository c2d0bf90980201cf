"""Writing the file that `--output` names, completely or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import Peel

from peelcli.cli import files
from peelcli.cli.files import write_file
from peelcli.errors import Unreadable

NEW = ["one\n", "two\n"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _the_same_everywhere: None) -> None:
    monkeypatch.chdir(tmp_path)


def old(name: str = "rows.csv", mode: int = 0o644) -> Path:
    """Write a file that is to be replaced."""
    path = Path(name)
    path.write_text("old\n")
    path.chmod(mode)
    return path


def failing(number: int) -> Any:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def broken() -> Iterator[str]:
    yield "one\n"
    raise RuntimeError


# --- names -----------------------------------------------------------------------------------------------------------


def test_a_name_of_255_bytes_is_written() -> None:
    name = "é" * 125 + "x.csv"
    assert len(name.encode()) == 255
    write_file(NEW, name)
    assert os.listdir() == [name]
    assert Path(name).read_text() == "one\ntwo\n"


def test_a_name_of_256_bytes_is_refused() -> None:
    name = "x" * 252 + ".csv"
    with pytest.raises(Unreadable, match=r"x\.csv: file name too long\.$"):
        write_file(NEW, name)
    assert os.listdir() == []


@pytest.mark.parametrize("args", [("areas",), ("areas", "-f", "json"), ("summary", "-f", "json"), ("new", "kent")])
def test_an_empty_name_is_a_usage_error(args: tuple[str, ...], peel: Peel) -> None:
    assert peel(*args, "-o", "", exit_code=2).stderr.endswith("Error: --output needs the name of a file.\n")


def test_a_name_with_nul_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"^a\\x00\.csv: it cannot be written\.$"):
        write_file(NEW, "a\0.csv")


def test_a_link_to_itself_is_refused_and_stays() -> None:
    Path("loop.csv").symlink_to("loop.csv")
    with pytest.raises(Unreadable, match=r"^loop\.csv: too many levels of symbolic links\.$"):
        write_file(NEW, "loop.csv")
    assert Path("loop.csv").is_symlink()


def test_a_link_to_a_file_that_is_not_there_makes_it() -> None:
    Path("link.csv").symlink_to("rows.csv")
    write_file(NEW, "link.csv")
    assert Path("link.csv").is_symlink()
    assert Path("rows.csv").read_text() == "one\ntwo\n"


def test_the_name_of_a_folder_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"^new/: there is no such folder\.$"):
        write_file(NEW, "new/")
    assert os.listdir() == []


@pytest.mark.parametrize("name", ["/dev/fd/{}", "/proc/self/fd/{}"])
def test_an_open_stream_keeps_what_was_written_before_and_takes_more(name: str) -> None:
    with open("all.csv", "wb", buffering=0) as file:
        file.write(b"before\n")
        write_file(NEW, name.format(file.fileno()))
        file.write(b"after\n")
    assert Path("all.csv").read_text() == "before\none\ntwo\nafter\n"


def test_standard_output_in_a_file_keeps_what_was_written_before(capfd: pytest.CaptureFixture[str]) -> None:
    os.write(1, b"before\n")
    write_file(NEW, "/dev/stdout")
    os.write(1, b"after\n")
    assert capfd.readouterr().out == "before\none\ntwo\nafter\n"


@pytest.mark.parametrize("number", ["999999", "9" * 30])
def test_a_stream_that_is_not_open_is_an_error(number: str) -> None:
    with pytest.raises(Unreadable):
        write_file(NEW, f"/dev/fd/{number}")


def test_a_pipe_whose_reader_stops_is_a_broken_pipe() -> None:
    os.mkfifo("pipe")
    reading = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)

    def pieces() -> Iterator[str]:
        yield "one\n"
        os.close(reading)

    with pytest.raises(BrokenPipeError):
        write_file(pieces(), "pipe")


# --- what was there before -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_read_only_file_is_not_replaced(mode: int) -> None:
    path = old(mode=mode)
    with pytest.raises(Unreadable, match=r"^rows\.csv: this file is read-only\.$"):
        write_file(NEW, "rows.csv")
    assert path.read_text() == "old\n"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_a_mode_survives(mode: int) -> None:
    path = old(mode=mode)
    write_file(NEW, "rows.csv")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_text() == "one\ntwo\n"


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_mode_that_any_program_would_give_it(mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        write_file(NEW, "rows.csv")
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path("rows.csv").stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_an_owner_survives() -> None:
    path = old()
    os.chown(path, 1234, 5678)
    path.chmod(0o6755)
    write_file(NEW, "rows.csv")
    assert (path.stat().st_uid, path.stat().st_gid, stat.S_IMODE(path.stat().st_mode)) == (1234, 5678, 0o6755)


def test_a_file_of_somebody_else_is_written_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    path = old()
    before = path.stat().st_ino
    mine = os.stat

    def as_if_of_another(path: Any, **kwargs: Any) -> os.stat_result:
        status = mine(path, **kwargs)
        return os.stat_result((*status[:4], status.st_uid + ("tmp" in str(path)), *status[5:]))

    monkeypatch.setattr(files.os, "stat", as_if_of_another)
    monkeypatch.setattr(files.os, "chown", failing(errno.EPERM))
    write_file(NEW, "rows.csv")
    assert (path.read_text(), path.stat().st_ino) == ("one\ntwo\n", before)
    assert os.listdir() == ["rows.csv"]


def test_a_file_with_two_names_keeps_both() -> None:
    path = old()
    os.link("rows.csv", "other.csv")
    write_file(NEW, "rows.csv")
    assert path.samefile("other.csv")
    assert Path("other.csv").read_text() == "one\ntwo\n"


def test_a_file_with_attributes_of_its_own_keeps_them() -> None:
    path = old()
    try:
        os.setxattr(path, "user.origin", b"here")
    except (AttributeError, OSError):
        pytest.skip("this file system has no attributes")
    write_file(NEW, "rows.csv")
    assert os.getxattr(path, "user.origin") == b"here"
    assert path.read_text() == "one\ntwo\n"


def test_a_disk_that_fills_up_leaves_a_file_with_two_names_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    path = old()
    os.link("rows.csv", "other.csv")

    def fill_up(source: Any, target: Any) -> None:
        target.write(source.read(2))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.shutil, "copyfileobj", fill_up)
    with pytest.raises(Unreadable, match=r"^rows\.csv: no space left on device\.$"):
        write_file(NEW, "rows.csv")
    assert path.read_text() == "old\n"


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EPERM, errno.EXDEV])
def test_a_file_that_cannot_be_renamed_over_is_written_in_place(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a bind mount, which containers make of single files."""
    path = old()
    path.write_text("a longer text than the new one\n")
    monkeypatch.setattr(files.os, "replace", failing(number))
    write_file(NEW, "rows.csv")
    assert path.read_text() == "one\ntwo\n"
    assert os.listdir() == ["rows.csv"]


def test_a_file_in_a_folder_that_takes_no_new_ones_is_written_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    path = old()
    monkeypatch.setattr(files.tempfile, "mkstemp", failing(errno.EACCES))
    write_file(NEW, "rows.csv")
    assert path.read_text() == "one\ntwo\n"


def test_a_new_file_in_a_folder_that_takes_none_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files.tempfile, "mkstemp", failing(errno.EROFS))
    with pytest.raises(Unreadable, match=r"^rows\.csv: read-only file system\.$"):
        write_file(NEW, "rows.csv")


@pytest.mark.parametrize("in_place", [False, True])
def test_an_answer_that_breaks_off_leaves_the_old_file(in_place: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old()
    if in_place:
        monkeypatch.setattr(files.tempfile, "mkstemp", failing(errno.EACCES))
    with pytest.raises(RuntimeError):
        write_file(broken(), "rows.csv")
    assert path.read_text() == "old\n"
    assert os.listdir() == ["rows.csv"]


def test_leftovers_of_a_killed_run_do_no_harm() -> None:
    old(f"rows.csv.{os.getpid()}.new")
    old(".peel-abcdefgh.tmp")
    write_file(NEW, "rows.csv")
    assert Path("rows.csv").read_text() == "one\ntwo\n"
    assert Path(".peel-abcdefgh.tmp").read_text() == "old\n"
