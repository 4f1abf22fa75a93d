"""Today: what is new, what is contested, what falls due, and the days before."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.desk.answers import answer, record_of
from reportedly.desk.areas import areas_of
from reportedly.desk.charts import timeline
from reportedly.desk.filters import Day
from reportedly.desk.languages import Phrase as _
from reportedly.reconcile import (
    Sought,
    SoughtFigures,
    as_json,
    figures_sought,
    incidents_sought,
    thread_as_json,
)
from reportedly.reconcile.overview import days, due, last_day

router = APIRouter()
BACK = timedelta(days=59)
FIGURES_BACK = timedelta(days=6)


@router.get("/")
def today(request: Request, day: Day = None) -> Response:
    """Show a day: the last on which anything happened, unless another is named."""
    record = record_of(request)
    here = _day(day) or _day(last_day(record)) or date.today()
    until = here.isoformat()
    since = here - BACK
    new = incidents_sought(record, Sought(until=until, limit=12))
    contested = incidents_sought(record, Sought(until=until, status="contested", limit=8))
    soon = due(record, until)
    counted = days(record, since.isoformat(), until)
    told = figures_sought(
        record, SoughtFigures(since=(here - FIGURES_BACK).isoformat(), until=until, limit=300)
    )
    entries = record.list(8)
    plain: dict[str, Any] = {
        "day": until, "waiting": request.app.state.waiting.number(),
        "new": [as_json(one) for one in new], "contested": [as_json(one) for one in contested],
        "due": [thread_as_json(one) for one in soon], "days": [asdict(row) for row in counted],
        "figures": [asdict(row) for row in told],
    }  # fmt: skip
    return answer(
        request, "today.html", plain, title=_("Today"), day=until, new=new, contested=contested,
        due=soon, bars=timeline(counted, since, here), since=since.isoformat(),
        waiting=plain["waiting"], by_day=_by_day(told), entries=entries, areas=areas_of(new),
        tiles=request.app.state.tiles,
    )  # fmt: skip


def _by_day(rows: list[Any]) -> list[tuple[str, list[Any]]]:
    """Return the figures of each day, the latest first, those of many at most."""
    by_day: dict[str, list[Any]] = {}
    for row in rows:
        if row.day and (row.low is not None or row.high is not None):
            by_day.setdefault(row.day, []).append(row)
    return sorted(by_day.items(), reverse=True)


def _day(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None
