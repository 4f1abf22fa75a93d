"""Tokens by which programs use the API: shown once, kept as a hash, each with a role.

They lie in the file of accounts, never in the record: a record that somebody sends you must not
open your desk to them.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from reportedly.desk.people import People
from reportedly.errors import UsageError

TOKEN_ROLES = ("reader", "reviewer")
PREFIX = "reportedly_"  # so that scanners of code know a token that slipped into it
NOTED = 60.0  # seconds between two notes of a token's use
TABLE = """
CREATE TABLE IF NOT EXISTS tokens (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, made_at TEXT NOT NULL,
    expires TEXT, revoked_at TEXT, used_at TEXT)
"""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is listed: `expires` is the last day (ISO, UTC) on which it is taken."""

    name: str
    role: str
    made_at: str
    expires: str | None
    revoked_at: str | None
    used_at: str | None

    @property
    def state(self) -> str:
        """Return "good", "expired" or "revoked"."""
        if self.revoked_at is not None:
            return "revoked"
        today = datetime.now(UTC).date().isoformat()
        return "expired" if self.expires is not None and self.expires < today else "good"


class Tokens:
    """The tokens in a file of accounts; looking one up makes no file where there is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._people: People | None = None
        self._noted: dict[str, float] = {}

    def add(self, name: str, role: str, expires: date | None = None) -> str:
        """Make a token and return it: it can't be shown again. UsageError if it is unfit."""
        name = name.strip()
        if not name or not name.isprintable() or len(name) > 100:
            raise UsageError("a token needs a name of up to 100 printable characters")
        if role not in TOKEN_ROLES:
            raise UsageError(f"{role!r} is no role of a token: one of {', '.join(TOKEN_ROLES)}")
        if expires is not None and expires < datetime.now(UTC).date():
            raise UsageError(f"{expires} is past already")
        people = self._file()
        if any(person.name == name for person in people.all()):
            raise UsageError(f"{name!r} is an account: their decisions could not be told apart")
        token = PREFIX + secrets.token_urlsafe(32)
        row = (name, role, hash_of(token), _now(), expires.isoformat() if expires else None)
        made = people.change(
            "INSERT INTO tokens (name, role, hash, made_at, expires) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            row,
        )
        if not made:
            raise UsageError(f"there is a token {name!r} already: its name stays with it")
        until = f" until {expires}" if expires else ""
        people.note(name, None, f"token made as {role}{until}")
        return token

    def revoke(self, name: str) -> None:
        """Take a token no more; UsageError if there is none, or it was revoked before."""
        people = self._file()
        asked = "UPDATE tokens SET revoked_at = ? WHERE name = ? AND revoked_at IS NULL"
        if not people.change(asked, (_now(), name)):
            raise UsageError(f"there is no token {name!r} that could be revoked")
        people.note(name, None, "token revoked")

    def all(self) -> list[Token]:
        """Return all tokens by name, revoked ones too."""
        columns = "name, role, made_at, expires, revoked_at, used_at"
        rows = self._file().ask(f"SELECT {columns} FROM tokens ORDER BY name")  # noqa: S608
        return [Token(*row) for row in rows]

    def of(self, written: str) -> Token | None:
        """Return the token that somebody shows, None if it is not, or no longer, taken."""
        if self._people is None and not self._path.exists():
            return None
        people = self._file()
        columns = "name, role, made_at, expires, revoked_at, used_at"
        asked = f"SELECT {columns} FROM tokens WHERE hash = ?"  # noqa: S608
        rows = people.ask(asked, (hash_of(written),))
        token = Token(*rows[0]) if rows else None
        if token is None or token.state != "good":
            return None
        if time.monotonic() - self._noted.get(token.name, -NOTED) >= NOTED:
            self._noted[token.name] = time.monotonic()
            people.change("UPDATE tokens SET used_at = ? WHERE name = ?", (_now(), token.name))
        return token

    def note(self, name: str | None, address: str | None, did: str) -> None:
        """Add a line to the audit log."""
        if self._people is not None or self._path.exists():
            self._file().note(name, address, did)

    def close(self) -> None:
        """Close the file."""
        if self._people is not None:
            self._people.close()

    def _file(self) -> People:
        if self._people is None:
            people = People(self._path)
            people.change(TABLE)
            self._people = people
        return self._people


def hash_of(token: str) -> str:
    """Return what is kept of a token: it is too long to be guessed from its SHA-256."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
