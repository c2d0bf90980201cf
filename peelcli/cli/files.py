"""Writing the file that `--output` names, completely or not at all."""

from __future__ import annotations

import io
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from peelcli.cli.signals import cleanup
from peelcli.errors import Unreadable, reason
from peelcli.sanitise import DEGRADE, escape_name

_STREAMS = {"/dev/stdout": 1, "/dev/stderr": 2}

# click's own `atomic=True` replaces the target even after an error, and changes owner and mode.


class PatientFile(io.FileIO):
    """A stream that does not block, as programs with an event loop hand on, but is waited for where it is full."""

    def write(self, data: Any) -> int:
        """Write some of the data, once there is room."""
        while (written := super().write(data)) is None:
            from select import select

            select([], [self], [])
        return written


def write_file(pieces: Iterable[str], path: str) -> None:
    """Write the pieces to a file as UTF-8. Raises Unreadable if it cannot be written."""
    with _explained(path):
        stream = _stream(path)
        if stream is not None:  # opened anew, a file would lose what it has been given before
            with io.BufferedWriter(PatientFile(os.dup(stream), "w")) as file:
                _write(pieces, file)
            return
        old = _status(path)
        if old is not None and not stat.S_ISREG(old.st_mode):  # a device or a pipe cannot be replaced
            _write_to(path, pieces)
        else:
            _write_regular(lambda name: _write_to(name, pieces), path, old)


def replace_file(path: str, write: Callable[[str], None]) -> None:
    """Replace a regular file by one that `write` makes under another name. Raises Unreadable if that fails."""
    with _explained(path):
        _write_regular(write, path, _status(path))


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Raise Unreadable if the file cannot be written, and BrokenPipeError if the reader of a pipe has stopped."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:  # ValueError: a name with NUL
        raise Unreadable(f"{escape_name(path)}: {reason(error, 'it cannot be written')}") from error


def _stream(path: str) -> int | None:
    """Return the number of the open stream that a path such as /dev/stdout stands for."""
    match = re.fullmatch(r"(?:/dev|/proc/self)/fd/(\d{1,6})", path, re.ASCII)
    return int(match[1]) if match else _STREAMS.get(path)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _write_regular(write: Callable[[str], None], path: str, old: os.stat_result | None) -> None:
    """Write a temporary file, and replace the old one only when it is complete.

    Where a file cannot be replaced but can be written (a bind mount, a folder that is read-only, a file of somebody
    else or with a second name), the complete text is copied into it.
    """
    if old is None and path.endswith(os.sep):
        raise OSError(None, "there is no such folder")
    if old is not None and (not old.st_mode & 0o222 or not os.access(path, os.W_OK)):
        raise OSError(None, "this file is read-only")  # for root as well
    target = os.path.realpath(path)
    with _temporary_file(os.path.dirname(target), needed=old is None) as (name, beside):
        write(name)
        if not (beside and _moved(name, target, old)):
            _copy(name, target)


def _copy(name: str, target: str) -> None:
    """Copy a complete file into another. If that fails, as on a full disk, write back what was there."""
    before = b""
    with suppress(OSError), open(target, "rb") as old:  # a file may be writable but not readable
        before = old.read()
    try:
        with open(name, "rb") as file, open(target, "wb") as copy:
            shutil.copyfileobj(file, copy)
    except OSError:
        with suppress(OSError), open(target, "wb") as copy:
            copy.write(before)
        raise


@contextmanager
def _temporary_file(folder: str, needed: bool) -> Iterator[tuple[str, bool]]:
    """Make a temporary file, removed on a signal too; yield its name, and whether it is in the folder.

    If one there is not needed and cannot be made, it is where temporary files belong.
    """
    try:
        number, name = tempfile.mkstemp(prefix=".peel-", suffix=".tmp", dir=folder)
    except OSError:
        if needed:
            raise
        with tempfile.NamedTemporaryFile() as file, cleanup(lambda: os.unlink(file.name)):
            yield file.name, False
        return
    os.close(number)
    with cleanup(lambda: os.unlink(name)):
        try:
            yield name, True
        finally:
            with suppress(FileNotFoundError):
                os.unlink(name)


def _moved(name: str, path: str, old: os.stat_result | None) -> bool:
    """Replace a file, keeping owner and mode, or make a new one as any program does; return whether that worked."""
    try:
        if old is None:
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(name, 0o666 & ~mask)
        elif old.st_nlink > 1 or _has_attributes(path):
            return False
        else:
            new = os.stat(name)
            if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
                os.chown(name, old.st_uid, old.st_gid)
            os.chmod(name, stat.S_IMODE(old.st_mode))
        os.replace(name, path)
    except OSError:
        return False
    return True


def _has_attributes(path: str) -> bool:
    """Return whether a file has an access control list or other attributes that a new file would lack."""
    try:
        return any(name != "security.selinux" for name in os.listxattr(path))
    except (AttributeError, OSError):  # Linux only, and not on every file system
        return False


def _write_to(name: str, pieces: Iterable[str]) -> None:
    with open(name, "wb") as file:
        _write(pieces, file)


def _write(pieces: Iterable[str], file: IO[bytes]) -> None:
    for piece in pieces:
        file.write(piece.encode("utf-8", DEGRADE))
