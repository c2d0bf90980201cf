"""Signal handling: on Ctrl-C, SIGTERM and SIGHUP exit at once and silently, and remove temporary files.

A KeyboardInterrupt would not do. While modules are imported it is a traceback, in the last flush it waits for a reader,
and inside a `finally` or a lock it leaves streams half closed.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

INTERRUPTED = 130

_cleanups: list[Callable[[], object]] = []


def end_at_once() -> None:
    """Make SIGINT, SIGTERM and SIGHUP end the process, unless its parent has set them to be ignored."""
    # Windows has no SIGHUP.
    for number in filter(None, (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", None))):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


@contextmanager
def cleanup(action: Callable[[], object]) -> Iterator[None]:
    """Call the action if a signal ends the process inside this block.

    The action must not take a lock: the signal may come while it is held.
    """
    _cleanups.append(action)
    try:
        yield
    finally:
        _cleanups.remove(action)


def _end(number: int, frame: object) -> None:
    for action in reversed(_cleanups):
        with suppress(Exception):
            action()
    if number != signal.SIGINT:
        signal.signal(number, signal.SIG_DFL)  # so that the parent sees which signal ended the process
        os.kill(os.getpid(), number)
    # A normal exit would flush standard output first, and so wait for its reader.
    os._exit(INTERRUPTED if number == signal.SIGINT else 128 + number)
