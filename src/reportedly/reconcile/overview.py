"""Looking at the record as a whole: counts by day, name and outlet, and what to review first."""

from __future__ import annotations

import math
from dataclasses import dataclass

from reportedly.reconcile.looking import incidents, threads
from reportedly.record import Record, overview_rows
from reportedly.record.incident_rows import (
    Sought,
    count_incidents,
    find_threads,
    incidents_of_article,
)
from reportedly.record.overview_rows import DayRow, DoubtRow, OutletRow, PartyRow, ReprintRow
from reportedly.vocabulary import Incident, Thread

TRUST = {"corroborated": 0.9, "single_source": 0.5, "contested": 0.3}


@dataclass(frozen=True, slots=True)
class Doubt:
    """An incident to review: how sure it is (0 to 1), how much hangs on it, and why.

    `known` is what both are reckoned from.
    """

    incident: Incident
    confidence: float
    weight: float
    reasons: tuple[str, ...]
    known: DoubtRow


def number_sought(record: Record, sought: Sought) -> int:
    """Return how many incidents there are of those asked for."""
    with record.transaction() as connection:
        return count_incidents(connection, sought)


def days(record: Record, since: str, until: str) -> list[DayRow]:
    """Return the days on which incidents began, with their number."""
    with record.transaction() as connection:
        return overview_rows.count_days(connection, since, until)


def last_day(record: Record) -> str | None:
    """Return the latest day on which an incident began; null if there is none."""
    with record.transaction() as connection:
        return overview_rows.last_day(connection)


def measures(record: Record) -> list[tuple[str, int, str | None]]:
    """Return the measures that are told of: name, how many figures, the last day of them."""
    with record.transaction() as connection:
        return overview_rows.count_measures(connection)


def named(
    record: Record, role: str, part: str | None = None, limit: int = 50, offset: int = 0
) -> list[PartyRow]:
    """Return the names that stand in a role, those of most incidents first."""
    with record.transaction() as connection:
        return overview_rows.count_parties(connection, role, part, limit, offset)


def outlets(record: Record, limit: int = 200) -> list[OutletRow]:
    """Return the outlets whose reports are kept, those of most reports first."""
    with record.transaction() as connection:
        return overview_rows.count_outlets(connection, limit)


def reprints(record: Record, limit: int = 60) -> list[ReprintRow]:
    """Return which outlet repeats which other's reports, the most frequent first."""
    with record.transaction() as connection:
        return overview_rows.count_reprints(connection, limit)


def due(record: Record, since: str, limit: int = 10) -> list[Thread]:
    """Return the open commitments that are due on a day or after it, the next first."""
    with record.transaction() as connection:
        found = list(overview_rows.find_due(connection, since, limit))
    return [threads().validate_json(body) for body in found]


def board(
    record: Record, status: str, kind: str | None, limit: int, offset: int = 0
) -> list[Thread]:
    """Return the commitments of one status, the latest first."""
    with record.transaction() as connection:
        found = list(find_threads(connection, kind, status, limit, offset))
    return [threads().validate_json(body) for body in found]


def statuses(record: Record) -> dict[str, int]:
    """Return how many commitments there are of each status."""
    with record.transaction() as connection:
        return overview_rows.count_threads(connection)


def incidents_told_in(record: Record, article: str) -> list[Incident]:
    """Return the incidents that an article tells of, in the order of its text."""
    with record.transaction() as connection:
        ids = list(dict.fromkeys(id_ for id_, _ in incidents_of_article(connection, article)))
        bodies = overview_rows.bodies_of(connection, ids)
    return [incidents().validate_json(bodies[id_]) for id_ in ids if id_ in bodies]


def queue(record: Record) -> list[DoubtRow]:
    """Return what is known of the incidents to review, those to review first before the others.

    What is least sure and weighs most comes first: the confidence is that of the sources, of the
    weakest link between the accounts and of the account that was least surely read; the weight
    grows with the people hurt.
    """
    with record.transaction() as connection:
        return sorted(overview_rows.find_doubtful(connection), key=_urgency, reverse=True)


def still_waiting(record: Record, rows: list[DoubtRow]) -> list[DoubtRow]:
    """Return those of a queue that nobody has accepted since."""
    with record.transaction() as connection:
        accepted = overview_rows.accepted_incidents(connection)
    return [row for row in rows if row.incident not in accepted]


def doubts(record: Record, some: list[DoubtRow]) -> list[Doubt]:
    """Return incidents of a queue, in its order, with why they stand there."""
    with record.transaction() as connection:
        bodies = overview_rows.bodies_of(connection, [row.incident for row in some])
    return [
        Doubt(
            incidents().validate_json(bodies[row.incident]), _confidence(row), _weight(row),
            tuple(_reasons(row)), row,
        )
        for row in some
        if row.incident in bodies
    ]  # fmt: skip


def _urgency(row: DoubtRow) -> tuple[float, str]:
    return (1 - _confidence(row)) * _weight(row), row.incident


def _confidence(row: DoubtRow) -> float:
    known = (it for it in (row.weakest, row.sure) if it is not None)
    return TRUST.get(row.status, 0.5) * math.prod(known)


def _weight(row: DoubtRow) -> float:
    return 1 + math.log10(1 + max(row.toll or 0.0, 0.0))


def _reasons(row: DoubtRow) -> list[str]:
    told = [row.status.replace("_", " ")]
    if row.weakest is not None:
        told.append(f"weakest link {row.weakest:.2f}")
    if row.sure is not None:
        told.append(f"least sure reading {row.sure:.2f}")
    if row.toll:
        told.append(f"up to {row.toll:,.0f} people")
    return told
