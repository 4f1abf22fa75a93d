"""What other packages add, by entry points: ours come in by the same door.

A package that fails costs nothing but itself: what it offers is left out, and it is told why.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from typing import Generic, Protocol, TypeVar

log = logging.getLogger(__name__)

OWN = "reportedly"


class Named(Protocol):
    """Whatever has a name of its own among its kind."""

    @property
    def name(self) -> str:
        """Return the name."""


T = TypeVar("T", bound=Named)


@dataclass(frozen=True, slots=True)
class Provided(Generic[T]):
    """Something offered, and the package that provides it."""

    offer: T
    by: str


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry point that offers nothing usable, and why."""

    entry: str
    by: str
    reason: str


def load(
    entries: Iterable[EntryPoint], kind: type[T]
) -> tuple[tuple[Provided[T], ...], tuple[Broken, ...]]:
    """Return what entry points offer, one of a kind or a tuple of them, ours first.

    Of two of the same name the one that comes first is kept.
    """
    found: list[Provided[T]] = []
    broken: list[Broken] = []
    for entry in sorted(entries, key=lambda it: (_provider(it) != OWN, it.name)):
        by = _provider(entry)
        try:
            given = _given(entry, kind)
            taken = {it.offer.name for it in found} & {one.name for one in given}
            if taken:
                raise ValueError(f"{kind.__name__.lower()} {min(taken)!r} is there already")
            found += [Provided(one, by) for one in given]
        except Exception as error:  # a stranger's package may fail in any way
            broken.append(Broken(entry.name, by, f"{type(error).__name__}: {error}"))
            log.warning("%s %s of %s is left out: %s", kind.__name__.lower(), entry.name, by, error)
    return tuple(found), tuple(broken)


def _provider(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else "?"


def _given(entry: EntryPoint, kind: type[T]) -> tuple[T, ...]:
    loaded = entry.load()
    given = loaded if isinstance(loaded, tuple) else (loaded,)
    for one in given:
        if not isinstance(one, kind):
            raise TypeError(f"{one!r} is no {kind.__name__}")
    return given
