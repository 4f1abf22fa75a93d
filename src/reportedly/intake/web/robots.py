"""What sites ask of programs: their robots.txt, read as RFC 9309 says."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from reportedly.errors import Unreadable
from reportedly.intake.web.addresses import host_of, origin_of

ROBOT = "Reportedly"
LARGEST = 512_000  # bytes; RFC 9309 asks for at least 500 KiB
GOOD_FOR = 86_400.0  # seconds; RFC 9309 asks for a day at most
BAD_FOR = 300.0  # seconds until a site that failed to give its rules is asked again
SLOWEST = 30.0  # seconds between two fetches; a longer delay is not waited for

# Status and body of an address; Unreadable if it can't be reached.
Ask = Callable[[str], tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one site says, good until an instant of the monotonic clock; None: it didn't say."""

    parsed: Protego | None
    until: float


class Robots:
    """The rules of each site, asked for once a day; may be used by several threads."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._rules: dict[str, _Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def check(self, url: str) -> float:
        """Return the seconds that the site wants between fetches; Unreadable if it forbids this."""
        origin = origin_of(url)
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            rules = self._rules.get(origin)
            if rules is None or rules.until < time.monotonic():
                rules = self._rules[origin] = self._asked(origin)
        if rules.parsed is None:
            raise Unreadable(f"{host_of(url)} fails to say what it allows (its robots.txt)")
        if not rules.parsed.can_fetch(url, ROBOT):
            raise Unreadable(
                f"{host_of(url)} doesn't allow programs to fetch it (its robots.txt): "
                "save the page in a browser and add the file"
            )
        return min(rules.parsed.crawl_delay(ROBOT) or 0.0, SLOWEST)

    def _asked(self, origin: str) -> _Rules:
        status, body = self._ask(f"{origin}/robots.txt")
        now = time.monotonic()
        if status >= 500 or status == 429:
            return _Rules(None, now + BAD_FOR)
        text = body.decode("utf-8-sig", "replace") if status == 200 else ""
        try:
            return _Rules(Protego.parse(text), now + GOOD_FOR)
        except Exception:  # rules that nobody can parse ask for nothing
            return _Rules(Protego.parse(""), now + GOOD_FOR)
