"""How fast anybody may ask: a bucket of requests for each, filled again at a steady rate."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST = 10_000  # buckets; the longest unused is forgotten


@dataclass(frozen=True, slots=True)
class Taken:
    """Whether a request may go on, how many are left, and in how many seconds one will be."""

    allowed: bool
    left: int
    wait: float


class Pace:
    """At most `burst` requests at once, and `rate` a second in the long run, for each key."""

    def __init__(
        self, rate: float = 20.0, burst: int = 200, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.rate, self.burst, self._clock = rate, burst, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str, cost: int = 1) -> Taken:
        """Take from the bucket of a key; what is refused costs nothing."""
        now, cost = self._clock(), min(cost, self.burst)
        with self._lock:
            held, at = self._buckets.pop(key, (float(self.burst), now))
            held = min(float(self.burst), held + (now - at) * self.rate)
            allowed = held >= cost
            held -= cost if allowed else 0
            self._buckets[key] = (held, now)
            if len(self._buckets) > MOST:
                self._buckets.popitem(last=False)
        return Taken(allowed, int(held), 0.0 if allowed else (cost - held) / self.rate)
