"""Whether the record has changed, told in no time: nothing of it is read."""

from __future__ import annotations

import secrets
import threading
import weakref
from typing import Any

from sqlalchemy import text

from reportedly.record.archive import Record


class Changes:
    """A stamp of an open record: as long as it is the same, so is everything in the record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._nonce = secrets.token_hex(8)
        self._kept: Any = None
        self._lock = threading.Lock()

    def stamp(self) -> str:
        """Return the stamp of what is committed now; another process's is another."""
        if self._record._engine.dialect.name == "sqlite":
            return f"{self._nonce}-{self._by_sqlite()}"
        with self._record.transaction() as connection:
            # Which transactions can be seen: the same ones leave the same rows.
            seen = connection.execute(text("SELECT pg_current_snapshot()::text")).scalar_one()
        return f"{self._nonce}-{seen}"

    def _by_sqlite(self) -> int:
        # SQLite counts for each connection what the others changed: so one is kept for asking.
        with self._lock:
            if self._kept is None:
                self._kept = self._record._engine.raw_connection()
                self._kept.detach()
                weakref.finalize(self, self._kept.close)
            cursor = self._kept.cursor()
            version = cursor.execute("PRAGMA data_version").fetchone()[0]
            cursor.close()
        return int(version)
