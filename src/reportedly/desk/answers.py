"""Answering: one page, as HTML for people or as JSON for programs, at the same address."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from reportedly.desk.languages import Phrase as _
from reportedly.desk.languages import chosen
from reportedly.desk.remembered import Remembered
from reportedly.desk.session import Visit, visit_of
from reportedly.desk.showing import environment
from reportedly.record import Record

PAGES = (
    ("/", _("Today")), ("/incidents", _("Incidents")), ("/claims", _("Claims")),
    ("/commitments", _("Commitments")), ("/actors", _("Actors")), ("/sources", _("Sources")),
    ("/articles", _("Reports")), ("/review", _("Review")), ("/brief", _("Brief")),
)  # fmt: skip
PAGE_SIZE = 50
T = TypeVar("T")


def record_of(request: Request) -> Record:
    """Return the record that the desk shows."""
    record: Record = request.app.state.record
    return record


def remembered(request: Request, asked: Hashable, count: Callable[[], T]) -> T:
    """Return a count over the whole record, which may be a minute old."""
    kept: Remembered = request.app.state.remembered
    return kept.get(asked, count)


def wants_json(request: Request) -> bool:
    """Tell whether a program asks: `?format=json`, or an Accept header that prefers JSON."""
    if "format" in request.query_params:
        return request.query_params["format"] == "json"
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def answer(
    request: Request, template: str, plain: Any, status: int = 200, /, **values: Any
) -> Response:
    """Return the page: `plain` as JSON, or the template with `values`."""
    if wants_json(request):
        # In ASCII, because a text may hold halves of characters that no encoding takes.
        return Response(json.dumps(plain, allow_nan=False), status, media_type="application/json")
    visit = visit_of(request)
    language = language_of(request)
    page = environment(language).get_template(template)
    html = page.render(
        request=request, address=address, visit=visit, pages=PAGES, here=_place(request.url.path),
        as_json=address(request, format="json"), **values,
    )  # fmt: skip
    return HTMLResponse(html, status, {"Content-Language": language})


def language_of(request: Request) -> str:
    """Return the language to speak: the one that is set, or the best that the visitor reads."""
    return chosen(request.headers.get("accept-language", ""), request.app.state.language)


def address(request: Request, **changed: object) -> str:
    """Return this page's address with other filters; null takes one out."""
    query = {**dict(request.query_params), **changed}
    kept = {name: str(value) for name, value in query.items() if value not in (None, "")}
    return request.url.path + ("?" + urlencode(kept) if kept else "")


def pager(request: Request, page: int, more: bool) -> dict[str, str | None]:
    """Return the addresses of the pages before and after this one."""
    before = address(request, page=page - 1 if page > 2 else None) if page > 1 else None
    return {"before": before, "after": address(request, page=page + 1) if more else None}


def static_files() -> dict[str, Path]:
    """Return the folders of files that pages ask for, by the name they are served under."""
    from importlib.util import find_spec

    folders = {"desk": Path(__file__).parent / "static"}
    found = find_spec("js_lib_leaflet")
    if found and found.submodule_search_locations:
        folders["leaflet"] = Path(found.submodule_search_locations[0], "static", "js_lib_leaflet")
    return folders


def _place(path: str) -> str:
    return "/" + path.strip("/").split("/", maxsplit=1)[0]


__all__ = [
    "PAGE_SIZE", "Visit", "address", "answer", "environment", "pager", "record_of", "remembered",
    "static_files", "visit_of", "wants_json",
]  # fmt: skip
