"""What of the record a brief is made of: incidents, commitments, and the readings they rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.errors import UsageError
from reportedly.publish.brief.ground import Ground
from reportedly.reconcile import copies_of, waiting
from reportedly.reconcile.looking import incidents as incidents_from_json
from reportedly.reconcile.looking import threads as threads_from_json
from reportedly.record import Record
from reportedly.record.window_rows import (
    Window,
    count_in,
    find_in,
    find_threads_in,
    first_and_last_day,
)
from reportedly.review import all_as_they_stand
from reportedly.vocabulary import Incident, Thread

STATUSES = ("contested", "corroborated", "single_source")
EACH = 12  # incidents of each status
COMMITMENTS = 24
LOOKED_AT = 200  # commitments, among which those of places asked for are sought
WEEK = 6  # days before the last
HURT = frozenset({"killed", "wounded", "casualties", "missing", "displaced", "detained"})


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a brief is composed from; `counted` are all incidents of the window by status."""

    window: Window
    counted: dict[str, int]
    incidents: tuple[Incident, ...]
    threads: tuple[Thread, ...]
    threads_left: int
    ground: Ground
    waiting: int
    fingerprint: str


def window_of(
    record: Record,
    since: str | None = None,
    until: str | None = None,
    places: Iterable[str] = (),
    country: str | None = None,
) -> Window:
    """Return a window of days and places; where no day is given, the record's last seven.

    UsageError if it ends before it begins, or a day is missing and the record has none.
    """
    if since is None or until is None:
        with record.transaction() as connection:
            known = first_and_last_day(connection)
        last = date.fromisoformat(known[1]) if known else date.today()
        until = until or (max(last.isoformat(), since) if since else last.isoformat())
        before = max(date.fromisoformat(until).toordinal() - WEEK, 1)
        since = since or date.fromordinal(before).isoformat()
    if since > until:
        raise UsageError(f"the window ends ({until}) before it begins ({since})")
    return Window(since, until, tuple(it for it in places if it), country or None)


def gather(record: Record, window: Window, each: int = EACH, waits: int | None = None) -> Gathered:
    """Return what the record holds of a window: at most `each` incidents of every status.

    `waits` is the number of reports not reconciled yet, where it is known.
    """
    with record.transaction() as connection:
        counted = count_in(connection, window)
        found: list[Incident] = []
        for status in STATUSES:
            bodies = find_in(connection, window, status, each)
            some = [incidents_from_json().validate_json(body) for body in bodies]
            found += sorted(some, key=_weight)[:each]
        bodies = find_threads_in(connection, window, LOOKED_AT)
    told = {account.cell.article for one in found for account in one.accounts}
    threads = _chosen([threads_from_json().validate_json(body) for body in bodies], window, told)
    cells = [cell for one in threads[:COMMITMENTS] for cell in one.members]
    turned = [it.cell for one in threads[:COMMITMENTS] for it in one.turns if it.cell]
    articles = sorted(told | {cell.article for cell in [*cells, *turned]})
    with record.transaction() as connection:
        readings = {
            it.reading.article.id: it.reading for it in all_as_they_stand(connection, articles)
        }
    ground = Ground(readings, copies_of(record, articles))
    shown = tuple(threads[:COMMITMENTS])
    return Gathered(
        window, {status: counted.get(status, 0) for status in STATUSES}, tuple(found), shown,
        len(threads) - len(shown), ground, waiting(record) if waits is None else waits,
        _fingerprint(ground, found, shown),
    )  # fmt: skip


def _weight(one: Incident) -> tuple[float, int, int, str]:
    """Order incidents: those that hurt most people by any account, then of most origins."""
    ends = [
        end
        for group in one.figures
        if group.measure in HURT
        for told in group.told
        if not told.basis
        for end in (told.low, told.high)
        if end is not None
    ]
    reports = len({account.cell.article for account in one.accounts})
    return (-max(ends, default=0.0), -len(one.origins), -reports, one.id)


def _chosen(found: list[Thread], window: Window, articles: set[str]) -> list[Thread]:
    """Return commitments: those due or changed first; of places, those that their reports tell."""
    if window.places or window.country:
        found = [one for one in found if any(it.article in articles for it in one.members)]
    return sorted(
        found,
        key=lambda one: (one.due is None and not one.turns, one.due or "9", not one.condition),
    )


def _fingerprint(ground: Ground, found: Iterable[Incident], threads: Iterable[Thread]) -> str:
    """Return a hash of all that a brief is composed from: the same brief, the same hash."""
    digest = hashlib.sha256()
    for id_, reading in sorted(ground.readings.items()):
        digest.update(f"{id_} {reading.article.text!r} {reading.reader}\n".encode())
    for one in (*found, *threads):
        digest.update(repr(one).encode("utf-8", "backslashreplace") + b"\n")
    return digest.hexdigest()
