"""Writing the file that `--output` names, completely or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO

from peelcli.cli.signals import cleanup
from peelcli.errors import Unreadable
from peelcli.sanitise import DEGRADE, escape_name

# click's own `atomic=True` replaces the target even after an error, and changes owner and mode.


def write_file(pieces: Iterable[str], path: str) -> None:
    """Write the pieces to a file as UTF-8. Raises Unreadable if it cannot be written."""
    try:
        old = _status(path)
        if old is not None and not stat.S_ISREG(old.st_mode):  # a device or a pipe cannot be replaced
            with open(path, "wb") as file:
                _write(pieces, file)
        elif old is not None and (not old.st_mode & 0o222 or not os.access(path, os.W_OK)):
            raise Unreadable(f"{escape_name(path)}: this file is read-only.")  # for root as well
        else:
            _write_regular(pieces, os.path.realpath(path), old)
    except (OSError, ValueError) as error:  # ValueError: a name with NUL
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be written"
        raise Unreadable(f"{escape_name(path)}: {reason[0].lower()}{reason[1:]}.") from error


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _write_regular(pieces: Iterable[str], path: str, old: os.stat_result | None) -> None:
    """Write a temporary file, and replace the old one only when it is complete.

    Where a file cannot be replaced but can be written (a bind mount, a folder that is read-only, a file of somebody
    else or with a second name), the complete text is copied into it.
    """
    with _temporary_file(os.path.dirname(path), needed=old is None) as (file, name):
        _write(pieces, file)
        file.flush()
        if not (name and _moved(name, path, old)):
            file.seek(0)
            with open(path, "wb") as target:
                shutil.copyfileobj(file, target)


@contextmanager
def _temporary_file(folder: str, needed: bool) -> Iterator[tuple[IO[bytes], str]]:
    """Open a temporary file in the folder, removed on a signal too, or an anonymous one if not needed."""
    try:
        number, name = tempfile.mkstemp(prefix=".peel-", suffix=".tmp", dir=folder)
    except OSError:
        if needed:
            raise
        with tempfile.TemporaryFile() as file:
            yield file, ""
        return
    with cleanup(lambda: os.unlink(name)), open(number, "w+b") as file:
        try:
            yield file, name
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
        elif old.st_nlink > 1:
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


def _write(pieces: Iterable[str], file: IO[bytes]) -> None:
    for piece in pieces:
        file.write(piece.encode("utf-8", DEGRADE))
