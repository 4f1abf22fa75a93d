"""What stands behind the API: the record, and what the desk keeps beside it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from fastapi import Request

from reportedly.desk.api.pace import Pace
from reportedly.desk.remembered import Remembered
from reportedly.desk.tokens import Tokens
from reportedly.desk.waiting import Waiting
from reportedly.record import Record
from reportedly.record.changes import Changes

EXPORTS_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: `key` is what their pace is counted by. Only a token may decide."""

    name: str
    role: str
    key: str
    by_token: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """What the answers are made from. Without `tokens` none is taken.

    `hashed` is what exports tell of the whole record, by its stamp.
    """

    record: Record
    remembered: Remembered
    waiting: Waiting
    changes: Changes
    pace: Pace = field(default_factory=Pace)
    tokens: Tokens | None = None
    hashed: dict[str, dict[str, object]] = field(default_factory=dict)
    exporting: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(EXPORTS_AT_ONCE)
    )


def behind(request: Request) -> Behind:
    """Return what stands behind the API that was asked."""
    found: Behind = request.app.state.behind
    return found


def caller_of(request: Request) -> Caller:
    """Return who asks, as the door found out."""
    caller: Caller = request.state.caller
    return caller
