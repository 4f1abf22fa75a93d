"""Which formats there are, and which of them a file is."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePath

from reportedly.intake.format import LAST, Format

log = logging.getLogger(__name__)

GROUP = "reportedly.formats"
OWN = "reportedly"


@dataclass(frozen=True, slots=True)
class Provided:
    """A format and the package that provides it."""

    format: Format
    by: str


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry point that gives no usable format, and why."""

    entry: str
    by: str
    reason: str


@cache
def provided() -> tuple[tuple[Provided, ...], tuple[Broken, ...]]:
    """Return the formats, higher ranks and our own first, and the entry points that fail."""
    return load(entry_points(group=GROUP))


def load(entries: Iterable[EntryPoint]) -> tuple[tuple[Provided, ...], tuple[Broken, ...]]:
    """Return the formats that entry points give; of two of the same name our own is kept."""
    found: list[Provided] = []
    broken: list[Broken] = []
    for entry in sorted(entries, key=lambda it: (provider(it) != OWN, it.name)):
        by = provider(entry)
        try:
            given = _given(entry)
            taken = {it.format.name for it in found} & {format.name for format in given}
            if taken:
                raise ValueError(f"there is a format {min(taken)!r} already")
            found += [Provided(format, by) for format in given]
        except Exception as error:  # a stranger's package may fail in any way
            broken.append(Broken(entry.name, by, f"{type(error).__name__}: {error}"))
            log.warning("format %s of %s is left out: %s", entry.name, by, error)
    found.sort(key=lambda it: (-it.format.rank, it.by != OWN, it.format.name))
    return tuple(found), tuple(broken)


def provider(entry: EntryPoint) -> str:
    """Return the name of the package that an entry point belongs to."""
    return entry.dist.name if entry.dist is not None else "?"


def _given(entry: EntryPoint) -> tuple[Format, ...]:
    loaded = entry.load()
    given = loaded if isinstance(loaded, tuple) else (loaded,)
    for format in given:
        if not isinstance(format, Format):
            raise TypeError(f"{format!r} is no Format")
    return given


def all_formats() -> list[Format]:
    """Return all formats, those that are asked first before the others."""
    return [it.format for it in provided()[0]]


def suffixes() -> frozenset[str]:
    """Return the endings of the names of files that some format reads."""
    return frozenset(suffix for format in all_formats() for suffix in format.suffixes)


def suffix_of(name: str) -> str:
    """Return the ending of a file's name in lower case, looking through `.gz`."""
    path = PurePath(name)
    if path.suffix.lower() == ".gz" and PurePath(path.stem).suffix.lower() in suffixes():
        path = PurePath(path.stem)
    return path.suffix.lower()


def choose(
    name: str, head: bytes, media_type: str | None = None, columns: bool = False
) -> Format | None:
    """Return the format of a file: by its name, by the type a server names, or by its look.

    Where several formats share an ending, the first whose look fits is taken; with `columns` one
    that maps columns goes before. None: no format reads such bytes.
    """
    suffix, kind = suffix_of(name), (media_type or "").partition(";")[0].strip().lower()
    for claims in (
        [it for it in all_formats() if kind and kind in it.media_types],
        [it for it in all_formats() if suffix and suffix in it.suffixes],
    ):
        if len(claims) == 1:
            return claims[0]
        mapped = [it for it in claims if columns and it.columns]
        fitting = mapped or [it for it in claims if it.looks is None or it.looks(head)]
        if fitting:
            return fitting[0]
    named = suffix in suffixes()  # XML of another kind is no text either
    others = (
        it for it in all_formats() if it.looks is not None and not (named and it.rank == LAST)
    )
    return next((it for it in others if it.looks is not None and it.looks(head)), None)
