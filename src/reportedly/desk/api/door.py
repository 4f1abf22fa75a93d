"""What stands before the API: who asks, whether they ask too fast, and how much they send."""

from __future__ import annotations

import math
from collections.abc import MutableMapping

from fastapi import Request
from fastapi.responses import Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.desk.api.behind import Behind, Caller
from reportedly.desk.api.problems import Refused, own_path, problem
from reportedly.desk.session import Visit

MOST_SENT = 1_000_000  # bytes
COSTS = {"/exports/": 20, "/search": 2}  # of addresses that begin so; others cost 1
BEARER = 'Bearer realm="Reportedly"'


class Door:
    """Finds out who asks and counts their requests; answers HEAD as GET without a body."""

    def __init__(self, app: ASGIApp, behind: Behind) -> None:
        self._app, self._behind = app, behind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        headers: dict[str, str] = {}
        send = _Answer(send, headers, scope["method"] == "HEAD")
        if scope["method"] == "HEAD":
            scope["method"] = "GET"
            request.state.head = True
        refused = self._refuse(request, headers)
        if refused is not None:
            await refused(scope, receive, send)
        else:
            await self._app(scope, _Bounded(receive), send)

    def _refuse(self, request: Request, headers: dict[str, str]) -> Response | None:
        visit: Visit = request.state.visit
        address = f"from {request.client.host if request.client else 'unknown'}"
        try:
            caller = self._caller(request, visit, address)
        except Refused as error:
            caller, told = None, problem(error.status, error.detail, headers=error.headers)
        taken = self._behind.pace.take(caller.key if caller else address, _cost(request))
        headers |= {
            "RateLimit-Limit": str(self._behind.pace.burst),
            "RateLimit-Remaining": str(taken.left),
        }
        if not taken.allowed:
            wait = str(max(1, math.ceil(taken.wait)))
            detail = f"too many requests: wait {wait} s, or ask for larger pages (limit=200)"
            return problem(429, detail, headers={"Retry-After": wait})
        if caller is None:
            return told
        request.state.caller = caller
        length = request.headers.get("content-length", "0")
        if length.isdecimal() and int(length) > MOST_SENT:
            return problem(413, f"a request holds at most {MOST_SENT:,} bytes")
        return None

    def _caller(self, request: Request, visit: Visit, address: str) -> Caller:
        """Return who asks; what a token's header says counts, right or wrong."""
        written = request.headers.get("authorization")
        if written is not None:
            scheme, _, shown = written.partition(" ")
            tokens = self._behind.tokens
            token = tokens.of(shown.strip()) if tokens and scheme.lower() == "bearer" else None
            if token is None:
                wrong = {"WWW-Authenticate": f'{BEARER}, error="invalid_token"'}
                raise Refused(401, "this token is not, or no longer, taken", wrong)
            return Caller(token.name, token.role, f"token {token.name}", True)
        if visit.person is None:
            detail = "send a token as `Authorization: Bearer …`: reportedly desk token add NAME"
            raise Refused(401, detail, {"WWW-Authenticate": BEARER})
        key = f"person {visit.person.name}" if visit.accounts else address
        return Caller(visit.person.name, visit.person.role, key, False)


class _Bounded:
    """Takes in what is sent up to a bound; beyond, it is as if the line had broken."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._left = receive, MOST_SENT

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        return message if self._left >= 0 else {"type": "http.disconnect"}


class _Answer:
    """Sends an answer with some more headers, without its body if only the head was asked for."""

    def __init__(self, send: Send, headers: MutableMapping[str, str], bare: bool) -> None:
        self._send, self._headers, self._bare = send, headers, bare

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                kept[name] = value
            kept.add_vary_header("Authorization, Cookie")
        elif message["type"] == "http.response.body" and self._bare:
            message = {**message, "body": b""}
        await self._send(message)


def _cost(request: Request) -> int:
    path = own_path(request)
    return next((cost for begins, cost in COSTS.items() if path.startswith(begins)), 1)
