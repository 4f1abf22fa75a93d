"""Which exports there are: ours and those of other packages, by the same door."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from reportedly import plugins
from reportedly.errors import UsageError
from reportedly.plugins import Broken, Provided
from reportedly.publish.exports.export import Export

GROUP = "reportedly.exports"

Exports = tuple[tuple[Provided[Export], ...], tuple[Broken, ...]]


@cache
def provided() -> Exports:
    """Return the exports by name, and the entry points that fail."""
    return load(entry_points(group=GROUP))


def load(entries: Iterable[EntryPoint]) -> Exports:
    """Return the exports that entry points give; of two of the same name our own is kept."""
    found, broken = plugins.load(entries, Export)
    return tuple(sorted(found, key=lambda it: it.offer.name)), broken


def export_called(name: str) -> Export:
    """Return the export of this name; UsageError if there is none."""
    exports = {it.offer.name: it.offer for it in provided()[0]}
    if name not in exports:
        raise UsageError(f"there is no export {name!r}: one of {', '.join(exports)}")
    return exports[name]
