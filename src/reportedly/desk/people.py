"""Accounts, sessions and the audit log of a desk that others can reach.

They lie in a database of their own, so that a copy of the record holds no passwords. Passwords
are kept as Argon2id hashes, sessions as the SHA-256 of their name.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from reportedly.errors import UsageError

ROLES = ("reader", "reviewer", "admin")
LASTS = 12 * 3600  # seconds of a session
SHORTEST = 12  # characters of a password
LONGEST = 1_000
TRIES, WINDOW = 5, 300  # failed logins, by name and by address, in so many seconds
TABLES = """
CREATE TABLE IF NOT EXISTS people (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
    session TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES people (name) ON DELETE CASCADE,
    until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT, address TEXT, did TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS failed (key TEXT NOT NULL, at REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works at the desk; `role` is one of `ROLES`, each of which holds the former."""

    name: str
    role: str


class People:
    """Those who may use the desk, in a file; safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open the file, made where there is none and closed to other users of the machine."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        self._hasher = PasswordHasher()
        self._nobody: str | None = None
        self._lock = threading.Lock()
        self._kept = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._kept.execute("PRAGMA foreign_keys = ON")
        self._kept.executescript(TABLES)

    def close(self) -> None:
        """Close the file."""
        self._kept.close()

    def add(self, name: str, role: str, password: str) -> Person:
        """Add an account, or give one another role and password; UsageError if they are unfit."""
        name = name.strip()
        if not name or not name.isprintable() or len(name) > 100:
            raise UsageError("an account needs a name of up to 100 printable characters")
        if role not in ROLES:
            raise UsageError(f"{role!r} is no role: one of {', '.join(ROLES)}")
        if not SHORTEST <= len(password) <= LONGEST:
            raise UsageError(f"a password needs at least {SHORTEST} characters")
        row = (name, role, self._hasher.hash(password), _now())
        with self._lock:
            self._kept.execute("DELETE FROM people WHERE name = ?", (name,))
            self._kept.execute("INSERT INTO people VALUES (?, ?, ?, ?)", row)
        self.note(name, None, f"account made as {role}")
        return Person(name, role)

    def remove(self, name: str) -> None:
        """Remove an account and end its sessions; UsageError if there is none."""
        with self._lock:
            gone = self._kept.execute("DELETE FROM people WHERE name = ?", (name,)).rowcount
        if not gone:
            raise UsageError(f"there is no account {name!r}")
        self.note(name, None, "account removed")

    def all(self) -> list[Person]:
        """Return all accounts by name."""
        rows = self.ask("SELECT name, role FROM people ORDER BY name")
        return [Person(str(row[0]), str(row[1])) for row in rows]

    def log_in(self, name: str, password: str, address: str, session: str) -> Person | None:
        """Begin a session and return whose; None if the password is wrong or tried too often."""
        if self.must_wait(name, address):
            self.note(name, address, "login refused: too many tries")
            return None
        # Whether there is such a name can't be told from how long the answer takes.
        self._nobody = self._nobody or self._hasher.hash("nobody")
        rows = self.ask("SELECT role, password FROM people WHERE name = ?", (name,))
        kept = str(rows[0][1]) if rows else self._nobody
        try:
            self._hasher.verify(kept, password[:LONGEST])
        except (Argon2Error, InvalidHashError):
            rows = []
        if not rows or len(password) > LONGEST:
            now = time.time()
            with self._lock:
                for key in (f"name:{name}", f"from:{address}"):
                    self._kept.execute("INSERT INTO failed VALUES (?, ?)", (key, now))
            self.note(name, address, "login failed")
            return None
        with self._lock:
            self._kept.execute("DELETE FROM sessions WHERE until < ?", (time.time(),))
            self._kept.execute(
                "INSERT INTO sessions VALUES (?, ?, ?)", (_hash(session), name, time.time() + LASTS)
            )
        self.note(name, address, "logged in")
        return Person(name, str(rows[0][0]))

    def must_wait(self, name: str, address: str) -> bool:
        """Tell whether there were too many failed logins of a name, or from an address."""
        since = time.time() - WINDOW
        with self._lock:
            self._kept.execute("DELETE FROM failed WHERE at < ?", (since,))
        for key, most in ((f"name:{name}", TRIES), (f"from:{address}", TRIES * 4)):
            if self.ask("SELECT count(*) FROM failed WHERE key = ?", (key,))[0][0] >= most:
                return True
        return False

    def of_session(self, session: str) -> Person | None:
        """Return the person of a session that still lasts."""
        rows = self.ask(
            "SELECT people.name, role FROM sessions JOIN people USING (name) "
            "WHERE session = ? AND until > ?",
            (_hash(session), time.time()),
        )
        return Person(str(rows[0][0]), str(rows[0][1])) if rows else None

    def log_out(self, session: str) -> None:
        """End a session."""
        with self._lock:
            self._kept.execute("DELETE FROM sessions WHERE session = ?", (_hash(session),))

    def note(self, name: str | None, address: str | None, did: str) -> None:
        """Add a line to the audit log."""
        with self._lock:
            self._kept.execute(
                "INSERT INTO audit (at, name, address, did) VALUES (?, ?, ?, ?)",
                (_now(), name, address, did[:2_000]),
            )

    def audit(self, limit: int = 200) -> list[tuple[str, str | None, str | None, str]]:
        """Return the latest lines of the audit log: time, name, address, what was done."""
        rows = self.ask(
            "SELECT at, name, address, did FROM audit ORDER BY number DESC LIMIT ?", (limit,)
        )
        return [(row[0], row[1], row[2], row[3]) for row in rows]

    def ask(self, query: str, values: tuple[object, ...] = ()) -> list[tuple]:  # type: ignore[type-arg]
        """Return the rows that a query of this file gives."""
        with self._lock:
            return self._kept.execute(query, values).fetchall()

    def change(self, command: str, values: tuple[object, ...] = ()) -> int:
        """Change the file, and return how many rows were."""
        with self._lock:
            return self._kept.execute(command, values).rowcount


def _hash(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
