"""Whose an address on the web is: outlets, agencies and official organs by domain."""

from __future__ import annotations

import re
from functools import cache

from reportedly.knowledge.schemas import Domain
from reportedly.knowledge.tables import own_first

TABLE = "actors/domains.csv"
HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/@?#]*@)?([^/:?#]+)", re.IGNORECASE)


def domain_of(address: str) -> Domain | None:
    """Return the row of an address's host or the domain above it, or None if no table has it.

    A row may hold a path too (t.me/channel, which is one channel's), which goes before its host.
    """
    found = HOST.match(address.strip())
    if found is None:
        return None
    host = found[1].lower().rstrip(".")
    first = address.strip()[found.end() :].lstrip(":0123456789").lstrip("/").split("/")[0]
    path = re.split(r"[?#]", first)[0].lower()
    by_domain = _by_domain()
    labels = host.split(".")
    hosts = [".".join(labels[n:]) for n in range(len(labels) - 1)]
    if path:
        with_path = (by_domain.get(f"{name}/{path}") for name in hosts)
        exact = next((row for row in with_path if row), None)
        if exact is not None:
            return exact
    return next((by_domain[name] for name in hosts if name in by_domain), None)


@cache
def _by_domain() -> dict[str, Domain]:
    by_domain: dict[str, Domain] = {}
    for row in own_first(Domain, TABLE):
        by_domain.setdefault(row.domain.lower(), row)
    return by_domain
