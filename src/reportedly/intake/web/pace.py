"""Not too fast: the fetches from one host keep a distance in time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Pace:
    """Gives each host's fetches their turns; may be used by several threads.

    `between` is the seconds between two fetches from a host, `sleep` waits so many seconds.
    """

    def __init__(self, between: float, sleep: Callable[[float], object] = time.sleep) -> None:
        self._between, self._sleep = between, sleep
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, at_least: float = 0.0) -> None:
        """Wait for the host's next turn; `at_least` is a distance that it asks for itself."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, 0.0))
            self._next[host] = turn + max(self._between, at_least)
        if turn > now:
            self._sleep(turn - now)

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for some seconds."""
        with self._lock:
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)
