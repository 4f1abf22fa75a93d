"""One address fetched: politely, within bounds, and from the public internet alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import httpx

from reportedly.errors import Unreadable
from reportedly.intake.document import MEGABYTE
from reportedly.intake.web.addresses import checked_url, host_of, joined
from reportedly.intake.web.bodies import declared, received
from reportedly.intake.web.network import (
    CheckedBackend,
    CheckedTransport,
    Deadline,
    Resolve,
    look_up,
)
from reportedly.intake.web.pace import Pace
from reportedly.intake.web.robots import LARGEST, ROBOT, Robots

REDIRECTS = frozenset({301, 302, 303, 307, 308})
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
NOT_MODIFIED = 304
WANTED = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are fetched; times are in seconds.

    `patience` is the longest wait that a busy site may ask for. `allow_private` opens private
    networks and this machine: for servers of one's own, never for what strangers name.
    """

    between: float = 1.0
    in_all: float = 60.0
    silent: float = 15.0
    redirects: int = 8
    tries: int = 3
    back_off: float = 2.0
    patience: float = 60.0
    max_bytes: int = 10 * MEGABYTE
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came for an address: `url` is where it was found in the end, after redirects.

    `charset` is the one that the answer declares, not the page; `retrieved` an ISO 8601 instant.
    An answer that nothing has changed has `changed` false and no data.
    """

    asked: str
    url: str
    data: bytes
    media_type: str
    charset: str | None
    retrieved: str
    etag: str | None = None
    last_modified: str | None = None
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Condition:
    """What a former answer said of itself, so that only news is sent."""

    etag: str | None = None
    last_modified: str | None = None


class _Busy(Exception):  # noqa: N818 (caught where it is raised from, never told as it is)
    """It may work another time, after some seconds if the site says how many."""

    def __init__(self, reason: str, url: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.reason, self.host, self.after = reason, host_of(url), after


class Fetcher:
    """Fetches addresses; may be used by several threads. Close it after use."""

    def __init__(
        self,
        manners: Manners | None = None,
        resolve: Resolve = look_up,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self.manners = manners or Manners()
        self._closed = threading.Event()
        self._deadline = Deadline()
        backend = CheckedBackend(self._deadline, self.manners.allow_private, resolve)
        self._transport = CheckedTransport(backend)
        self._pace = Pace(self.manners.between, sleep or self._closed.wait)
        self._robots = Robots(self._ask_for_rules)

    def close(self) -> None:
        """End all connections, and all waiting for turns in other threads."""
        self._closed.set()
        self._transport.close()

    def get(
        self, url: str, condition: Condition | None = None, max_bytes: int | None = None
    ) -> Fetched:
        """Return what lies at an address; Unreadable says why there is nothing.

        A site that is busy is asked again, later each time.
        """
        asked = checked_url(url)
        most = max_bytes or self.manners.max_bytes
        for left in reversed(range(self.manners.tries)):
            try:
                return self._followed(asked, condition or Condition(), most)
            except _Busy as busy:
                wait = busy.after
                if wait is None:
                    wait = self.manners.back_off * 2 ** (self.manners.tries - 1 - left)
                if not left or wait > self.manners.patience:
                    later = f", and asks to come back in {wait:.0f} s" if busy.after else ""
                    raise Unreadable(f"{busy.reason}{later}") from None
                self._pace.hold(busy.host, wait)
        raise Unreadable("it was not tried")

    def _followed(self, asked: str, condition: Condition, most: int) -> Fetched:
        """Follow redirects from an address; each step is checked as if it were asked for."""
        self._deadline.at = float("inf")  # waiting for one's turn is no fault of the site
        url, seen = asked, {asked}
        for _ in range(self.manners.redirects + 1):
            delay = self._robots.check(url)
            self._pace.wait(host_of(url), delay)
            answer = self._once(url, condition, most)
            if isinstance(answer, Fetched):
                return answer if url == asked else _from(asked, answer)
            if answer in seen:
                raise Unreadable("its redirects go in a circle")
            seen.add(answer)
            url = answer
        raise Unreadable(f"it redirects more than {self.manners.redirects} times")

    def _once(self, url: str, condition: Condition, most: int) -> Fetched | str:
        """Return the answer of one address, or the address it redirects to."""
        status, headers, data = self._send(url, _conditions(condition), most)
        if status in REDIRECTS:
            return joined(url, headers.get("location", ""))
        if status in (NOT_MODIFIED, 200):
            return _fetched(url, headers, data, status != NOT_MODIFIED)
        if status in TRY_AGAIN:
            raise _Busy(f"its site answers {_named(status)}", url, _seconds(headers))
        raise Unreadable(f"its site answers {_named(status)}")

    def _send(
        self, url: str, headers: dict[str, str], most: int
    ) -> tuple[int, httpx.Headers, bytes]:
        """Ask once; the body is only received where it is wanted."""
        if self._closed.is_set():
            raise Unreadable("the fetching was stopped")
        silent = dict.fromkeys(("connect", "read", "write", "pool"), self.manners.silent)
        asked = {"User-Agent": user_agent(), "Accept": WANTED, "Accept-Encoding": "gzip"}
        request = httpx.Request(
            "GET", url, headers={**asked, **headers}, extensions={"timeout": silent}
        )
        self._deadline.at = time.monotonic() + self.manners.in_all
        try:
            response = self._transport.handle_request(request)
            try:
                body = b""
                if response.status_code == 200:
                    encoding = response.headers.get("content-encoding", "")
                    _refuse_large(response.headers, most)
                    body = received(response.stream, encoding, most)  # type: ignore[arg-type]
            finally:
                response.close()
        except httpx.TimeoutException:
            raise _Busy("its site doesn't answer in time", url) from None
        except (httpx.TransportError, httpx.InvalidURL) as error:
            said = " ".join(str(error).split())[:200]
            reason = f"its site can't be reached ({said or type(error).__name__})"
            raise _Busy(reason, url) from None
        finally:
            self._deadline.at = float("inf")
        return response.status_code, response.headers, body

    def _ask_for_rules(self, url: str) -> tuple[int, bytes]:
        """Return status and body of a robots.txt; a site that can't be reached is busy."""
        for _ in range(self.manners.redirects):
            self._pace.wait(host_of(url))
            try:
                status, headers, body = self._send(url, {}, LARGEST)
                if status not in REDIRECTS:
                    return status, body
                url = joined(url, headers.get("location", ""))
            except Unreadable as reason:
                if "public network" in str(reason):
                    raise
                return 404, b""  # too large, damaged, or a redirect to nowhere: no rules
        return 404, b""


def instant() -> str:
    """Return this moment as ISO 8601, in seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def user_agent() -> str:
    """Return how we name ourselves to sites."""
    return f"{ROBOT}/{version('reportedly')} (reads news reports; honours robots.txt)"


def _from(asked: str, answer: Fetched) -> Fetched:
    kept = {name: getattr(answer, name) for name in Fetched.__slots__}
    return Fetched(**{**kept, "asked": asked})


def _fetched(url: str, headers: httpx.Headers, data: bytes, changed: bool) -> Fetched:
    media_type, charset = declared(headers.get("content-type", ""))
    return Fetched(
        asked=url,
        url=url,
        data=data,
        media_type=media_type,
        charset=charset,
        retrieved=instant(),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
        changed=changed,
    )


def _conditions(condition: Condition) -> dict[str, str]:
    asked = {"If-None-Match": condition.etag, "If-Modified-Since": condition.last_modified}
    return {name: value for name, value in asked.items() if value}


def _refuse_large(headers: httpx.Headers, most: int) -> None:
    told = headers.get("content-length", "")
    if told.isdecimal() and int(told) > most:
        raise Unreadable(f"it is too large (more than {most:,} bytes)")


def _seconds(headers: httpx.Headers) -> float | None:
    """Return how long the site wants us to wait: seconds, or a date that is turned into them."""
    told = headers.get("retry-after", "").strip()
    if told.isdecimal() and len(told) < 10:
        return float(told)
    try:
        then = parsedate_to_datetime(told)
        aware = then if then.tzinfo else then.replace(tzinfo=UTC)
        return max((aware - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError, OverflowError):
        return None


def _named(status: int) -> str:
    reason = httpx.codes.get_reason_phrase(status)
    return f"{status} {reason}".strip()
