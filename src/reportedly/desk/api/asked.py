"""What requests have in common: limits, cursors, and that nobody misspells a filter unnoticed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Path, Query, Request
from pydantic import StringConstraints, TypeAdapter, ValidationError

from reportedly.desk.api.problems import Refused
from reportedly.desk.filters import Name
from reportedly.record.paging import Key
from reportedly.record.search import plain

T = TypeVar("T")
LIMIT, MOST = 50, 200
NOT_CONDITIONS = ("cursor", "limit", "count")
LONGEST = 16_000  # characters of a cursor: it may hold a name
WHOLE = 2**31 - 1

Limit = Annotated[int, Query(ge=1, le=MOST, description="Items on a page.")]
Written = Annotated[str, StringConstraints(max_length=LONGEST, pattern="^[A-Za-z0-9_-]*$")]
Cursor = Annotated[Written | None, Query(description="`next` of the page before.")]
Id = Annotated[Name, Path()]


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a list is asked for: `after` is the key of the last item before it."""

    limit: int
    after: Key | None
    mark: str

    def cut(self, rows: Sequence[tuple[Key, T]]) -> tuple[list[T], str | None]:
        """Return the items of this page, and the cursor of the next where there are more."""
        items = [item for _, item in rows[: self.limit]]
        if len(rows) <= self.limit:
            return items, None
        return items, _written(self.mark, rows[self.limit - 1][0])

    def of_sorted(self, rows: Sequence[tuple[Key, T]]) -> tuple[list[T], str | None]:
        """Return the items of this page of a whole list, whose keys rise."""
        after = self.after
        return self.cut([row for row in rows if after is None or row[0] > after][: self.limit + 1])

    def on_from(self, rows: Sequence[tuple[str, T]]) -> tuple[list[T], str | None]:
        """Return the items of this page of a ranked list, by their ids.

        A rank has no lasting key: it goes on after the last item where that stands now, or, if it
        is gone, where it stood.
        """
        begin = 0
        if self.after is not None:
            stood, id_ = self.after
            begin = next((n for n, row in enumerate(rows, 1) if row[0] == id_), max(stood - 1, 0))
        keyed = [((n, id_), item) for n, (id_, item) in enumerate(rows, 1)]
        return self.cut(keyed[begin : begin + self.limit + 1])


def part_of(shape: Any) -> Callable[..., Part]:
    """Return what reads limit and cursor of a list whose keys have a shape (a tuple's type)."""
    adapter = TypeAdapter[Key](shape)

    def part(request: Request, limit: Limit = LIMIT, cursor: Cursor = None) -> Part:
        mark = _mark(request)
        return Part(limit, _read(cursor, mark, adapter) if cursor else None, mark)

    return part


def no_other(request: Request) -> None:
    """Refuse parameters that the address doesn't have, or that stand there twice."""
    methods = request.app.state.described()["paths"].get(request.scope["route"].path, {})
    told = methods.get(request.method.lower(), {}).get("parameters", ())
    known = {it["name"] for it in told if it["in"] == "query"}
    given = Counter(name for name, _ in request.query_params.multi_items())
    for name, times in given.items():
        if name not in known:
            some = f"one of {', '.join(sorted(known))}" if known else "it takes none"
            raise Refused(422, f"there is no parameter {name[:80]!r}: {some}")
        if times > 1:
            raise Refused(422, f"{name} stands there {times} times: once is enough")


def address_of_next(request: Request, cursor: str) -> str:
    """Return the address of the page after this one."""
    return f"{request.url.path}?{urlencode({**request.query_params, 'cursor': cursor})}"


def _mark(request: Request) -> str:
    """Return what tells one question from another, whatever part of its answer is asked for."""
    asked = sorted(it for it in request.query_params.items() if it[0] not in NOT_CONDITIONS)
    return hashlib.sha256(repr((request.url.path, asked)).encode()).hexdigest()[:12]


def _written(mark: str, key: Key) -> str:
    content = json.dumps([mark, *key], ensure_ascii=False, default=str, separators=(",", ":"))
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def _read(cursor: str, mark: str, adapter: TypeAdapter[Key]) -> Key:
    try:
        content = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
        of, *key = json.loads(content)
        found = adapter.validate_json(json.dumps(key), strict=True)
    except (binascii.Error, ValueError, TypeError, RecursionError, ValidationError):
        raise Refused(422, "this is no cursor: begin again without one") from None
    if of != mark:
        raise Refused(422, "this cursor belongs to other filters: begin again without one")
    for value in found:
        if isinstance(value, str) and plain(value) != value:
            raise Refused(422, "this is no cursor: begin again without one")
    return found
