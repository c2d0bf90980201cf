"""A progress bar on standard error, for reading that lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5
"""Seconds after which people want to know whether anything happens."""


class Bar:
    """A bar that appears once it has lasted, and is gone without a trace when it is left.

    A timer makes it appear, and not a look at the clock between two files: there may be but one, and large.
    """

    def __init__(self) -> None:
        self.total = self.done = 0
        self._lock = Lock()
        self._left = False
        self._timer: Timer | None = None
        self._drawn: Progress | None = None

    def __enter__(self) -> Bar:
        return self

    def __call__(self, files: Sequence[str]) -> Iterator[str]:
        """Yield the files one by one and show how many are done."""
        self.total = len(files)
        if self._timer is None:
            self._timer = Timer(PATIENCE, self._appear)
            self._timer.daemon = True
            self._timer.start()
        for self.done, file in enumerate(files):
            if self._drawn is not None:
                self._update(self._drawn)
            yield file

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._left = True
            if self._drawn is not None:
                self._drawn.stop()

    def _appear(self) -> None:
        from rich.console import Console  # most answers are there before
        from rich.progress import BarColumn, MofNCompleteColumn, Progress

        with self._lock:
            if self._left:
                return
            bar = Progress("Reading", BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), transient=True)
            bar.add_task("", total=None)
            self._update(bar)
            bar.start()
            self._drawn = bar

    def _update(self, bar: Progress) -> None:
        # How far a single file is read nobody knows: without a total the bar only moves.
        bar.update(bar.task_ids[0], total=self.total if self.total > 1 else None, completed=self.done)
