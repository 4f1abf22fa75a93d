"""The API put together: its rooms, its door, and the description of both."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.responses import Response
from sqlalchemy import func, select

from reportedly.api import PREFIX, Service
from reportedly.desk.api import articles, exports, incidents, overview, reviews
from reportedly.desk.api.answers import Unchanged, answered, counted, unchanged
from reportedly.desk.api.asked import no_other
from reportedly.desk.api.behind import Behind, behind, caller_of
from reportedly.desk.api.description import VERSION, describe
from reportedly.desk.api.door import Door
from reportedly.desk.api.problems import tell_problems
from reportedly.desk.deciding import latest_number
from reportedly.reconcile.overview import last_day
from reportedly.record import Record
from reportedly.record.tables import articles as articles_table
from reportedly.record.tables import incidents as incidents_table
from reportedly.record.tables import threads

ROOMS = (incidents, articles, overview, reviews, exports)


def make_api(behind: Behind) -> FastAPI:
    """Return the API, to be mounted behind the desk's guard at `PREFIX`."""
    api = _with_rooms()
    api.state.behind, api.state.described = behind, described
    api.add_middleware(Door, behind=behind)
    tell_problems(api)
    api.add_exception_handler(Unchanged, unchanged)
    api.add_api_route("/openapi.json", described, include_in_schema=False)
    return api


@cache
def described() -> dict[str, Any]:
    """Return the description of the API, which is the same whatever stands behind it."""
    return describe(_with_rooms())


def _with_rooms() -> FastAPI:
    api = FastAPI(
        title="Reportedly", version=VERSION, docs_url=None, redoc_url=None, openapi_url=None,
        redirect_slashes=False, dependencies=[Depends(no_other)],
        generate_unique_id_function=lambda route: route.name,
    )  # fmt: skip
    api.add_api_route("/", service, response_model=Service)
    for room in ROOMS:
        api.include_router(room.router)
    return api


def service(request: Request) -> Response:
    """Tell what answers here, how much it holds, and what you may do."""
    from importlib.metadata import version

    here = behind(request)
    many = counted(request, "service", lambda: _many(here.record))
    del request.state.tag  # the answer depends on who asks
    return answered(request, Service(
        name="Reportedly", version=version("reportedly"), api=PREFIX.rpartition("/")[2],
        role=caller_of(request).role, articles=many[0], incidents=many[1], commitments=many[2],
        decisions=latest_number(here.record), last_day=last_day(here.record),
        waiting=here.waiting.number(),
    ))  # fmt: skip


def _many(record: Record) -> tuple[int, int, int]:
    tables = (articles_table, incidents_table, threads)
    with record.transaction() as connection:
        many = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables
        ]
    return many[0], many[1], many[2]
