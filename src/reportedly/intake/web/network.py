"""The way to the network: each name is looked up once, and only the checked number is called.

The name itself still goes into the Host header and the TLS handshake, whose certificate has to
fit it. Proxies of the environment aren't used: they would look names up themselves.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from reportedly.errors import Unreadable
from reportedly.intake.web.addresses import is_public_text

Resolve = Callable[[str, int], list[str]]
MOST_TRIED = 4  # addresses of one name
CONNECTIONS = 32


def look_up(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host; OSError if it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline(threading.local):
    """Until when the fetch of this thread may last, by the monotonic clock."""

    at: float = float("inf")

    def left(self, timeout: float | None) -> float:
        """Return the seconds that one step may take; httpcore.ReadTimeout if none are left."""
        seconds = self.at - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout("it took too long in all")
        return min(seconds, 3_600.0 if timeout is None else timeout)


class CheckedBackend(httpcore.NetworkBackend):
    """Connects to public addresses alone, and lets no answer outlast the deadline."""

    def __init__(
        self, deadline: Deadline, allow_private: bool = False, resolve: Resolve = look_up
    ) -> None:
        self._deadline, self._allow_private, self._resolve = deadline, allow_private, resolve
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers; Unreadable if none is public."""
        failed: Exception = httpcore.ConnectError("it has no address")
        for address in self._addresses(host, port):
            try:
                left = self._deadline.left(timeout)
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
                return _BoundedStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError):
            raise httpcore.ConnectError("its host has no address") from None
        allowed = [each for each in found if self._allow_private or is_public_text(each)]
        if found and not allowed:
            raise Unreadable(f"its host {host} lies in no public network ({found[0]})")
        return allowed[:MOST_TRIED]


class _BoundedStream(httpcore.NetworkStream):
    """A connection whose every step ends with the deadline, however slowly bytes drip in."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        stream = self._inner.start_tls(ssl_context, server_hostname, left)
        return _BoundedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class CheckedTransport(httpx.HTTPTransport):
    """httpx's own transport over a checked way to the network; it knows no proxies."""

    def __init__(self, backend: CheckedBackend) -> None:
        certificates = _certificates()
        super().__init__(verify=certificates, trust_env=False)
        # httpx offers no argument for it; the pool it made has no connection yet.
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates,
            max_connections=CONNECTIONS,
            max_keepalive_connections=CONNECTIONS,
            keepalive_expiry=30.0,
            network_backend=backend,
        )


@cache
def _certificates() -> ssl.SSLContext:
    """Return whom to believe that they are who they are; loaded once, for it takes a while."""
    return httpx.create_ssl_context(trust_env=False)
