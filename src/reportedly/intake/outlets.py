"""Names of outlets and agencies as the tables know them, whatever their capitals and articles."""

from __future__ import annotations

import re
from functools import cache

from reportedly.knowledge import load
from reportedly.knowledge.schemas import Outlet


def outlet_called(name: str) -> Outlet | None:
    """Return the outlet of that name or other name, or None if no table has it."""
    return _by_name().get(plain(name))


def plain(name: str) -> str:
    """Return a name as it is compared: lower case, without article and points around it."""
    return re.sub(r"^the\s+", "", " ".join(name.split()).strip(" .").casefold())


@cache
def _by_name() -> dict[str, Outlet]:
    by_name: dict[str, Outlet] = {}
    for outlet in load(Outlet, "actors/outlets.csv"):
        for name in (outlet.name, *outlet.aliases):
            by_name.setdefault(plain(name), outlet)
    return by_name
