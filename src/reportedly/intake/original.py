"""The bytes that a report came as, with their hash and the moment they were read."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from reportedly.intake.document import Hints
from reportedly.vocabulary import Original


def make_original(data: bytes, media_type: str, source: str, hints: Hints) -> Original:
    """Return the original of a report; the clock tells its moment where no server was asked."""
    now = hints.retrieved or datetime.now(UTC).isoformat(timespec="seconds")
    return Original(hashlib.sha256(data).hexdigest(), data, media_type, source, now)
