"""Zip files that don't unpack to more than they should."""

from __future__ import annotations

import io
import zipfile

from reportedly.errors import Unreadable

MOST_MEMBERS = 5_000
MOST_RATIO = 200  # of what a zip file unpacks to, to its size


def require_harmless(data: bytes, most: int) -> list[str]:
    """Return the names in a zip file; Unreadable if it is broken or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except Exception as error:  # broken headers raise almost anything
        raise Unreadable(f"its zip container is broken ({type(error).__name__})") from None
    if len(members) > MOST_MEMBERS:
        raise Unreadable(f"its zip container has more than {MOST_MEMBERS:,} parts")
    # A member gives no more bytes than it declares, so that the sum is a bound.
    unpacked = sum(member.file_size for member in members)
    if unpacked > most or unpacked > MOST_RATIO * max(len(data), 10_000):
        raise Unreadable(f"it unpacks to too much ({unpacked:,} bytes)")
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("it is locked with a password: save it without one")
    return [member.filename for member in members]
