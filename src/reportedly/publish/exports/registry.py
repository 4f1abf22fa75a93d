"""Which exports there are: ours and those of other packages, by the same door."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from reportedly.errors import UsageError
from reportedly.publish.exports.export import Export

log = logging.getLogger(__name__)

GROUP = "reportedly.exports"
OWN = "reportedly"


@dataclass(frozen=True, slots=True)
class Provided:
    """An export and the package that provides it."""

    export: Export
    by: str


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry point that gives no usable export, and why."""

    entry: str
    by: str
    reason: str


@cache
def provided() -> tuple[tuple[Provided, ...], tuple[Broken, ...]]:
    """Return the exports by name, and the entry points that fail."""
    return load(entry_points(group=GROUP))


def load(entries: Iterable[EntryPoint]) -> tuple[tuple[Provided, ...], tuple[Broken, ...]]:
    """Return the exports that entry points give; of two of the same name our own is kept."""
    found: dict[str, Provided] = {}
    broken: list[Broken] = []
    for entry in sorted(entries, key=lambda it: (_provider(it) != OWN, it.name)):
        by = _provider(entry)
        try:
            given = entry.load()
            if not isinstance(given, Export):
                raise TypeError(f"{given!r} is no Export")
            if given.name in found:
                raise ValueError(f"there is an export {given.name!r} already")
            found[given.name] = Provided(given, by)
        except Exception as error:  # a stranger's package may fail in any way
            broken.append(Broken(entry.name, by, f"{type(error).__name__}: {error}"))
            log.warning("export %s of %s is left out: %s", entry.name, by, error)
    return tuple(found[name] for name in sorted(found)), tuple(broken)


def export_called(name: str) -> Export:
    """Return the export of this name; UsageError if there is none."""
    exports = {it.export.name: it.export for it in provided()[0]}
    if name not in exports:
        raise UsageError(f"there is no export {name!r}: one of {', '.join(exports)}")
    return exports[name]


def _provider(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else "?"
