"""The desk put together: pages, files, and the guard before them."""

from __future__ import annotations

import secrets
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from reportedly.api import PREFIX
from reportedly.desk.answers import answer, static_files
from reportedly.desk.api import Behind, Pace, description, make_api
from reportedly.desk.api.description import of_api
from reportedly.desk.api.problems import problem
from reportedly.desk.borders import borders
from reportedly.desk.guard import Guard
from reportedly.desk.pages import (
    actors,
    articles,
    brief,
    claims,
    commitments,
    files,
    incidents,
    login,
    review,
    search,
    sources,
    today,
)
from reportedly.desk.people import People, Person
from reportedly.desk.remembered import Remembered
from reportedly.desk.tokens import Tokens
from reportedly.desk.waiting import Waiting
from reportedly.errors import RecordError
from reportedly.record import Record
from reportedly.record.changes import Changes

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ROOMS = (
    today, incidents, articles, claims, commitments, actors, sources, search, review, brief, login,
    files,
    description,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """How the desk runs.

    `author` signs the decisions made where nobody logs in. `hosts` are the names it answers under
    beside those of this machine. `tiles` is an online map's address, as Leaflet takes it.
    `language` is what its pages speak, each visitor's own if none is set. Whoever uses the API may
    ask `rate` times a second in the long run, `burst` times at once.
    """

    author: str = "desk"
    hosts: tuple[str, ...] = ()
    tiles: str | None = None
    language: str | None = None
    rate: float = 20.0
    burst: int = 200


def make_app(
    record: Record,
    settings: Settings | None = None,
    people: People | None = None,
    tokens: Tokens | None = None,
) -> FastAPI:
    """Return the desk of a record; with `people`, whoever uses it has to log in or show a token."""
    chosen = settings or Settings()
    app = FastAPI(
        title="Reportedly desk", docs_url=None, redoc_url=None, openapi_url="/api.json",
        lifespan=_warmed,
    )  # fmt: skip
    app.state.record, app.state.people, app.state.tiles = record, people, chosen.tiles
    app.state.language = chosen.language
    app.state.waiting, app.state.remembered = Waiting(record), Remembered()
    hosts = LOOPBACK | frozenset(chosen.hosts)
    owner = Person(chosen.author, "admin")
    guard = Guard(hosts, secrets.token_bytes(32), owner, people, chosen.tiles)
    app.middleware("http")(guard)
    for name, folder in static_files().items():
        app.mount(f"/static/{name}", StaticFiles(directory=folder), name=name)
    for room in ROOMS:
        app.include_router(room.router)
    app.state.api = make_api(Behind(
        record, app.state.remembered, app.state.waiting, Changes(record),
        Pace(chosen.rate, chosen.burst), tokens,
    ))  # fmt: skip
    app.mount(PREFIX, app.state.api)
    app.add_exception_handler(RecordError, _not_there)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _unfit)
    return app


@asynccontextmanager
async def _warmed(app: FastAPI) -> AsyncIterator[None]:
    """Make the base map while the first page is read; count what waits before."""
    threading.Thread(target=borders, daemon=True).start()
    app.state.waiting.count()
    yield


def _not_there(request: Request, error: Exception) -> Response:
    return _told(request, 404, str(error))


def _refused(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    return _told(request, status, getattr(error, "detail", str(error)))


def _unfit(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 (tells mypy)
    first = error.errors()[0]
    return _told(request, 422, f"{first['loc'][-1]}: {first['msg']}")


def _told(request: Request, status: int, reason: str) -> Response:
    if of_api(request):  # with characters in its address that lead nowhere
        return problem(status, reason)
    return answer(request, "error.html", {"error": reason}, status, reason=reason, code=status)
