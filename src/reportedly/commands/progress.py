"""How far it has come, and what was set aside: told on standard error while it goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from reportedly.commands.errors import one_line, say
from reportedly.vocabulary import Reading, SetAside

MANY = 3  # up to so many reports are read before a bar would help


class Watch:
    """Counts what comes by, reports what is set aside, and shows a bar if there is much to do.

    `total` is None if only reading tells how many reports there are.
    """

    def __init__(self, total: int | None, bar: bool) -> None:
        self.read = 0
        self.set_aside = 0
        self._total = total
        wanted = bar and sys.stderr.isatty() and (total is None or total > MANY)
        self._bar = _make_bar() if wanted else None
        self._task = self._bar.add_task("reading", total=total) if self._bar else None

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    @property
    def seen(self) -> int:
        """How many reports came by."""
        return self.read + self.set_aside

    def readings(self, found: Iterable[Reading | SetAside]) -> Iterator[Reading]:
        """Pass the readings on."""
        if self._bar is not None and self._total is not None:
            self._bar.start()
        for one in found:
            if isinstance(one, SetAside):
                self.set_aside += 1
                self._tell(f"{one.source}: set aside: {one.reason}")
            else:
                self.read += 1
            self._advance()
            if isinstance(one, Reading):
                yield one

    def _advance(self) -> None:
        if self._bar is not None and self._task is not None:
            if self.seen > MANY:
                self._bar.start()
            self._bar.update(self._task, completed=self.seen)

    def _tell(self, message: str) -> None:
        if self._bar is None:
            say(message)
        else:  # above the bar, which would otherwise be torn
            self._bar.console.print(
                one_line(message), markup=False, highlight=False, soft_wrap=True
            )


def _make_bar() -> Progress:
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    return Progress(*columns, console=Console(stderr=True), transient=True)
