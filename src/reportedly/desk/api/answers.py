"""Answers as they are sent: with the stamp of the record that they were made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from importlib.metadata import version
from typing import Any, TypeVar

from fastapi import Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from reportedly.desk.api.asked import address_of_next
from reportedly.desk.api.behind import behind

T = TypeVar("T")
KEPT = "private, no-cache"  # kept by whoever asked, and asked about each time


class Unchanged(Exception):  # noqa: N818 (no error)
    """The asker has the answer already, under this tag."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def fresh(request: Request) -> None:
    """Tag the answer by the record as it is now; Unchanged if the asker has it."""
    tag_as(request, behind(request).changes.stamp())


Fresh = Depends(fresh)


def counted(request: Request, asked: Hashable, count: Callable[[], T]) -> T:
    """Return a count over the whole record, a minute old at most, and tag the answer by it."""
    here = behind(request)

    def stamped() -> tuple[str, T]:
        return here.changes.stamp(), count()

    stamp, found = here.remembered.get(("api", asked), stamped)
    tag_as(request, stamp)
    return found


def tag_as(request: Request, stamp: str) -> None:
    """Tag the answer by a stamp of the record; Unchanged if the asker has it."""
    asked = f"{_software()} {stamp} {request.url.path}?{request.url.query}"
    tag = f'W/"{hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:24]}"'
    known = request.headers.get("if-none-match", "")
    if tag.removeprefix("W/") in {it.strip().removeprefix("W/") for it in known.split(",")}:
        raise Unchanged(tag)
    request.state.tag = tag


def tagged(request: Request) -> dict[str, str]:
    """Return the headers by which an answer is kept."""
    return {"ETag": request.state.tag, "Cache-Control": KEPT}


def unchanged(_: Request, error: Any) -> Response:
    """Answer that the asker has it already."""
    return Response(status_code=304, headers={"ETag": error.tag, "Cache-Control": KEPT})


def answered(
    request: Request,
    answer: BaseModel | dict[str, Any],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Return an answer as it is sent."""
    kept = tagged(request) if hasattr(request.state, "tag") else {"Cache-Control": "no-store"}
    onward = getattr(answer, "next", None)
    if onward is not None:
        kept["Link"] = f'<{address_of_next(request, onward)}>; rel="next"'
    # In ASCII, because a text may hold halves of characters that no encoding takes.
    plain = answer if isinstance(answer, dict) else answer.model_dump(mode="json")
    content = json.dumps(plain, allow_nan=False)
    return Response(content, status, {**kept, **(headers or {})}, "application/json")


@cache
def _software() -> str:
    return version("reportedly")


__all__ = ["Fresh", "Unchanged", "answered", "counted", "fresh", "tagged", "unchanged"]
