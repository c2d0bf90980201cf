"""A progress bar on standard error, for slow reading."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from threading import Timer
from typing import TYPE_CHECKING

from peelcli.cli.signals import cleanup

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 0.5
"""Seconds before the bar appears."""

ERASE_LINE = b"\r\x1b[2K"


class Bar(ExitStack):
    """A progress bar that appears after PATIENCE seconds and is erased on exit.

    A timer shows it, since checking the clock between files would miss a single large one.
    `rich.progress.track` would draw from the start, and cost every answer at a terminal 40 ms of imports.
    """

    def __init__(self) -> None:
        super().__init__()
        self.total = self.done = 0
        self._timer = Timer(PATIENCE, self._appear)
        self._timer.daemon = True
        self._drawn: Progress | None = None
        self.enter_context(cleanup(self._erase))
        self.callback(self._stop)

    def __call__(self, files: Sequence[str]) -> Iterator[str]:
        """Yield the files one by one and show how many are done."""
        self.total = len(files)
        if self._timer.ident is None:
            with suppress(RuntimeError):  # no memory for a thread: go on without a bar
                self._timer.start()
        for self.done, file in enumerate(files):
            if self._drawn is not None:
                self._update(self._drawn)
            yield file

    def _stop(self) -> None:
        self._timer.cancel()
        if self._timer.ident is not None:
            self._timer.join()  # the timer may be drawing the bar
        if self._drawn is not None:
            self._drawn.stop()

    def _appear(self) -> None:
        from rich.console import Console  # most answers take less time
        from rich.progress import BarColumn, MofNCompleteColumn, Progress

        console = Console(stderr=True, force_terminal=True)  # ignore FORCE_COLOR and similar variables
        # A killed process could not show the cursor again.
        console.show_cursor = lambda show=True: False  # type: ignore[method-assign]
        bar = Progress("Reading", BarColumn(), MofNCompleteColumn(), console=console, transient=True)
        bar.add_task("", total=None)
        self._update(bar)
        self._drawn = bar
        bar.start()

    def _update(self, bar: Progress) -> None:
        # The progress within a single file is unknown: without a total the bar only pulses.
        bar.update(bar.task_ids[0], total=self.total if self.total > 1 else None, completed=self.done)

    def _erase(self) -> None:
        if self._drawn is not None:
            os.write(sys.stderr.fileno(), ERASE_LINE)
