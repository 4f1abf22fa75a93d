"""Counts over the whole record, remembered for a while: nobody's page waits for them twice."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from reportedly.errors import RecordError

T = TypeVar("T")
FRESH = 60.0  # seconds
MOST = 200


class Remembered:
    """Values by what was asked: once known, an old one is shown while it is counted again."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[float, Any]] = {}
        self._at_work: set[Hashable] = set()
        self._lock = threading.Lock()

    def get(self, asked: Hashable, count: Callable[[], T]) -> T:
        """Return the value of what is asked, counted at once where it isn't known yet."""
        with self._lock:
            kept = self._kept.get(asked)
        if kept is None:
            return self._count(asked, count)
        at, value = kept
        if time.monotonic() - at > FRESH and self._begin(asked):
            threading.Thread(target=self._again, args=(asked, count), daemon=True).start()
        found: T = value
        return found

    def forget(self) -> None:
        """Forget all, since the record was made anew."""
        with self._lock:
            self._kept.clear()

    def _count(self, asked: Hashable, count: Callable[[], T]) -> T:
        value = count()
        with self._lock:
            if len(self._kept) >= MOST:
                del self._kept[next(iter(self._kept))]
            self._kept[asked] = (time.monotonic(), value)
        return value

    def _begin(self, asked: Hashable) -> bool:
        with self._lock:
            if asked in self._at_work:
                return False
            self._at_work.add(asked)
        return True

    def _again(self, asked: Hashable, count: Callable[[], Any]) -> None:
        # The record may be busy, or closed as the desk ends: then the old value stays.
        with contextlib.suppress(RecordError):
            self._count(asked, count)
        with self._lock:
            self._at_work.discard(asked)
