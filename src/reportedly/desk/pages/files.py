"""What pages load besides files of a folder: the base map, styles of published pages."""

from __future__ import annotations

from importlib.resources import files

from fastapi import APIRouter
from fastapi.responses import Response

from reportedly.desk.borders import borders

router = APIRouter(include_in_schema=False)
KINDS = {"page.css": "text/css", "page.js": "text/javascript"}


@router.get("/static/borders.json")
def base_map() -> Response:
    """Return the borders of countries; 404 where they are not installed."""
    made = borders()
    if made is None:
        return Response(status_code=404)
    headers = {"Content-Encoding": "gzip", "Cache-Control": "max-age=86400"}
    return Response(made, media_type="application/geo+json", headers=headers)


@router.get("/static/published/{name}")
def published(name: str) -> Response:
    """Return the style or the script that pages of readings are written with."""
    if name not in KINDS:
        return Response(status_code=404)
    text = files("reportedly.publish").joinpath("templates", name).read_text("utf-8")
    return Response(text, media_type=KINDS[name], headers={"Cache-Control": "max-age=3600"})
