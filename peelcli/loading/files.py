"""Bytes from files, folders and standard input, and the text of articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from peelcli import DATA
from peelcli.errors import BadData, Unreadable
from peelcli.sanitise import escape_name

EXTENSIONS = (".yaml", ".yml", ".json")
STDIN = "-"
BLOCK = 1 << 20
MAX_BYTES = 32 * 1024 * 1024


def display_path(path: str) -> str:
    """Return a path as it is shown: built-in files by their place in data/, wherever that is installed."""
    root = DATA + os.sep
    return f"data/{path.removeprefix(root).replace(os.sep, '/')}" if path.startswith(root) else path


def schema(which: str) -> str:
    """Return the JSON Schema of report files (`report`) or of what peel prints (`output`)."""
    with open(os.path.join(DATA, "schemas", f"{which}.json"), encoding="utf-8") as file:
        return file.read()


def files_below(path: str) -> list[str]:
    """Return the report files below a folder, sorted; any other path is its own only file.

    Links to folders are not followed. Raises BadData if there is none, Unreadable if a folder cannot be listed.
    """
    if path == STDIN or not os.path.isdir(path):
        return [path]

    def fail(error: OSError) -> None:
        raise Unreadable(f"{escape_name(str(error.filename))}: {_reason(error)}") from error

    found = []
    for folder, _, names in os.walk(path, onerror=fail):
        found += [os.path.join(folder, name) for name in names if name.lower().endswith(EXTENSIONS)]
    if not found:
        raise BadData(f"{escape_name(path)}: there is no report file in this folder (.yaml, .yml or .json).")
    return sorted(found)


def read_bytes(path: str) -> bytes:
    """Read a file or standard input in blocks, up to the size limit.

    Raises Unreadable where that fails or there is more.
    """
    try:
        if path == STDIN:
            if sys.stdin is None:
                raise Unreadable("-: standard input is closed.")
            return _blocks(sys.stdin.buffer.read, path)
        if not os.path.isfile(path) and os.path.exists(path) and not os.path.isdir(path):
            raise Unreadable(f"{escape_name(path)}: this is no ordinary file. Use - to read from a pipe.")
        with open(path, "rb") as file:
            return _blocks(file.read, path)
    except (OSError, ValueError) as error:  # ValueError: a name with NUL, a stream that is closed
        raise Unreadable(f"{escape_name(display_path(path))}: {_reason(error)}") from error


def read_article(path: str) -> str:
    """Read an article as text. Unlike a report file it may come from anywhere: what is no UTF-8 is read as Windows'."""
    data = read_bytes(path)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _blocks(read: Callable[[int], bytes], path: str) -> bytes:
    data = bytearray()
    while True:
        block = read(BLOCK)
        data += block
        if len(data) > MAX_BYTES:
            raise Unreadable(f"{escape_name(path)}: this is larger than 32 MiB, too large for a report file.")
        if len(block) < BLOCK:  # the end; reading on would ask who types for a second Ctrl-D
            return bytes(data)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file."
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror[0].lower()}{error.strerror[1:]}."
    return "it cannot be read."
