"""Brief: a window of days and places as a situation brief, live, and in every format."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from markupsafe import Markup

from reportedly.desk.answers import answer, environment, record_of, remembered, wants_json
from reportedly.desk.filters import Day
from reportedly.errors import UsageError
from reportedly.publish.brief import EACH, Brief, Window, brief_of, gather, window_of
from reportedly.publish.brief_formats import FORMATS, Sheet, as_values, drawing, sheet_of

router = APIRouter()
MOST_PLACES = 20
ON_PAGE = 5  # incidents of each standing; a file has more
NAMES = {
    "html": "HTML to print", "pdf": "PDF", "docx": "Word", "md": "Markdown", "json": "JSON",
}  # fmt: skip
Places = Annotated[list[Annotated[str, Query(max_length=200)]], Query(max_length=MOST_PLACES)]


@router.get("/brief")
def brief(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    request: Request,
    since: Day = None,
    until: Day = None,
    place: Places = [],  # noqa: B006 (FastAPI reads it, nobody changes it)
    country: Annotated[str | None, Query(max_length=3)] = None,
    format: Annotated[str, Query(pattern="^(html|pdf|docx|md|json)?$")] = "",
) -> Response:
    """Show the brief of a window of days and places, or hand it out as a file."""
    parts = (part.replace("\0", "").strip() for words in place for part in words.split(","))
    named = [part for part in parts if part]
    window = _window(request, since, until, named, country)
    if format in FORMATS and format != "json":
        return _file(remembered(request, ("file", window), lambda: _brief(request, window)), format)
    sheet, shown = remembered(request, ("brief", window), lambda: _made(request, window))
    return answer(
        request, "brief.html", as_values(sheet.brief) if wants_json(request) else None,
        title="Brief", sheet=sheet, shown=shown, window=window,
        files=[(NAMES[name], _address(window, name)) for name in FORMATS],
    )  # fmt: skip


def _window(
    request: Request, since: str | None, until: str | None, places: list[str], country: str | None
) -> Window:
    try:
        for day in filter(None, (since, until)):
            date.fromisoformat(day)
        return window_of(record_of(request), since or None, until or None, places, country)
    except (UsageError, ValueError) as error:
        raise HTTPException(422, str(error)) from None


def _made(request: Request, window: Window) -> tuple[Sheet, Markup]:
    """Return a brief laid out, and as it is drawn on the page: both take longer than to send it."""
    sheet = sheet_of(_brief(request, window, ON_PAGE))
    parts: Any = environment().get_template("brief_blocks.html").module
    return sheet, parts.blocks(sheet, drawing, True)


def _brief(request: Request, window: Window, each: int = EACH) -> Brief:
    waits = request.app.state.waiting.number()
    return brief_of(gather(record_of(request), window, each, waits))


def _file(made: Brief, name: str) -> Response:
    chosen = FORMATS[name]
    called = f"brief-{made.window.since}-to-{made.window.until}.{name}"
    headers = {"Content-Disposition": f'attachment; filename="{called}"'}
    return Response(chosen.write(made), media_type=chosen.media_type, headers=headers)


def _address(window: Window, name: str) -> str:
    query = [("since", window.since), ("until", window.until)]
    query += [("place", it) for it in window.places]
    query += [("country", window.country)] if window.country else []
    return "/brief?" + urlencode([*query, ("format", name)])
