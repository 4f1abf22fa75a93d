"""How many reports wait to be compared: counted beside the pages, since counting takes a while."""

from __future__ import annotations

import contextlib
import threading
import time

from reportedly.errors import RecordError
from reportedly.reconcile import waiting
from reportedly.record import Record

FRESH = 30.0  # seconds


class Waiting:
    """The number that wait, at most half a minute old; nobody's page waits for it to be counted."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._number = 0
        self._at: float | None = None
        self._counting = threading.Lock()

    def number(self) -> int:
        """Return the number; the first time it is counted at once."""
        if self._at is None:
            self.count()
        elif time.monotonic() - self._at > FRESH and not self._counting.locked():
            threading.Thread(target=self.count, daemon=True).start()
        return self._number

    def decided(self) -> None:
        """Take note that somebody decided something: one report waits at least."""
        self._number = max(self._number, 1)

    def count(self) -> None:
        """Count again."""
        with self._counting:
            # The record may be busy, or closed as the desk ends: then it is counted next time.
            with contextlib.suppress(RecordError):
                self._number = waiting(self._record)
            self._at = time.monotonic()
