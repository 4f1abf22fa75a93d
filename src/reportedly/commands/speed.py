"""How fast it goes and how long it will take, told on standard error during long work."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from reportedly.commands.errors import one_line, say

EVERY = 60.0  # seconds between two lines where no bar can be shown


class Speed:
    """Counts reports; on a terminal it draws a bar, elsewhere it says a line a minute.

    `total` returns how many there will be, as far as is known by now.
    """

    def __init__(self, total: Callable[[], int | None]) -> None:
        self._total, self._done = total, 0
        self._begun = self._said = time.monotonic()
        self._bar = _make_bar() if sys.stderr.isatty() else None
        self._task = self._bar.add_task("adding", total=None) if self._bar else None
        if self._bar is not None:
            self._bar.start()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def advance(self) -> None:
        """Count one more report."""
        self._done += 1
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, total=self._total())
        elif time.monotonic() - self._said >= EVERY:
            self._said = time.monotonic()
            say(f"reportedly: {self.summary()}")

    def summary(self) -> str:
        """Return how many reports came by, how fast, and how long the rest will take."""
        seconds = max(time.monotonic() - self._begun, 0.001)
        rate = self._done / seconds
        total = self._total()
        told = f"{self._done:,} reports, {rate:.1f}/s"
        if total is not None and total > self._done and rate > 0:
            told += f", about {_length((total - self._done) / rate)} to go"
        return told

    def tell(self, message: str) -> None:
        """Say a line, above the bar if there is one."""
        if self._bar is None:
            say(message)
        else:
            self._bar.console.print(
                one_line(message), markup=False, highlight=False, soft_wrap=True
            )


class _Rate(ProgressColumn):
    """Reports a second since the start: a rate of the last seconds jumps with their length."""

    def render(self, task: Task) -> Text:
        elapsed = task.elapsed or 0.0
        return Text(f"{task.completed / elapsed:.1f}/s" if elapsed > 1 else "")


def _length(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5_400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3_600:.1f} h"


def _make_bar() -> Progress:
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(),
        TimeRemainingColumn(),
    )  # fmt: skip
    return Progress(*columns, console=Console(stderr=True), transient=True)
