"""What can't be answered, told as problem+json (RFC 9457), in words that say what to do."""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from reportedly.api import FieldProblem, Problem
from reportedly.errors import RecordError, ReportedlyError

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
KINDS = {
    400: ("bad-request", "The request can't be understood"),
    401: ("no-token", "Show a token"),
    403: ("not-allowed", "Not allowed"),
    404: ("not-found", "Not there"),
    405: ("no-such-method", "This address is not asked so"),
    409: ("decided-meanwhile", "Somebody was quicker"),
    413: ("too-large", "Too large"),
    422: ("unfit", "That can't be asked so"),
    429: ("too-fast", "Too many requests"),
    500: ("fault", "A fault of ours"),
    503: ("busy", "Not just now"),
}


class Refused(Exception):  # noqa: N818 (as a user is told)
    """A request that is not answered: its status, why, and headers to send along."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


def problem(
    status: int,
    detail: str,
    errors: Iterable[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return the answer that tells of a problem."""
    phrase = HTTPStatus(status).phrase
    kind, title = KINDS.get(status, (phrase.lower().replace(" ", "-"), phrase))
    told = Problem(
        type=f"urn:reportedly:problem:{kind}", title=title, status=status, detail=detail,
        errors=tuple(errors),
    )  # fmt: skip
    content = json.dumps(told.model_dump(mode="json"))
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return Response(content, status, kept, MEDIA_TYPE)


def tell_problems(api: FastAPI) -> None:
    """Let the API tell what goes wrong in one shape."""
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(HTTPException, _by_status)
    api.add_exception_handler(RequestValidationError, _unfit)
    api.add_exception_handler(ReportedlyError, _of_ours)
    api.add_exception_handler(Exception, _fault)


def _refused(_: Request, error: Any) -> Response:
    return problem(error.status, error.detail, headers=error.headers)


def _by_status(request: Request, error: Any) -> Response:
    status, detail, headers = error.status_code, str(error.detail), error.headers
    if status == HTTPStatus.NOT_FOUND:
        detail = f"there is nothing at {request.url.path}: see /api/v1/docs"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = ", ".join(_methods_at(request.app.state.described(), own_path(request)))
        detail, headers = f"it takes {allowed}", {"Allow": allowed}
    return problem(status, detail, headers=headers)


def _methods_at(described: Mapping[str, Any], path: str) -> list[str]:
    """Return with which methods an address is asked, by the description."""
    for known, methods in described["paths"].items():
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(known)), path):
            return [method.upper() for method in methods]
    return ["GET"]


def own_path(request: Request) -> str:
    """Return the path of a request within the API."""
    return request.url.path.removeprefix(str(request.scope.get("root_path", "")))


def _unfit(_: Request, error: Any) -> Response:
    found = [FieldProblem(field=_field(it["loc"]), problem=_words(it)) for it in error.errors()]
    told = "; ".join(f"{it.field}: {it.problem}" for it in found[:5])
    return problem(422, told, found[:50])


def _field(where: tuple[Any, ...]) -> str:
    named = where[1:] if where[0] in ("query", "path", "body") and len(where) > 1 else where
    return ".".join(str(part) for part in named)[:200]


def _words(error: Mapping[str, Any]) -> str:
    words = str(error["msg"]).removeprefix("Value error, ")
    return words[:1].lower() + words[1:]


def _of_ours(request: Request, error: Any) -> Response:
    """Tell what the record says: that it is busy, lacks what was asked for, or can't keep it."""
    if isinstance(error.__cause__, SQLAlchemyError | sqlite3.Error):
        log.warning("%s %s: %s", request.method, request.url.path, error)
        detail = "the record can't be read or written just now: try again in a few seconds"
        return problem(503, detail, headers={"Retry-After": "5"})
    missing = isinstance(error, RecordError) and request.method == "GET"
    return problem(404 if missing else 422, str(error))


def _fault(request: Request, error: Any) -> Response:
    log.error("%s %s: %r", request.method, request.url.path, error)
    return problem(500, "this should not have happened, and is told in the desk's log")
