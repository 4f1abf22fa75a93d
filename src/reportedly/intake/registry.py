"""Which formats there are, and which of them a file is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import PurePath

from reportedly import plugins
from reportedly.intake.format import LAST, Format
from reportedly.plugins import OWN, Broken, Provided

GROUP = "reportedly.formats"

Formats = tuple[tuple[Provided[Format], ...], tuple[Broken, ...]]


@cache
def provided() -> Formats:
    """Return the formats, higher ranks and our own first, and the entry points that fail."""
    return load(entry_points(group=GROUP))


def load(entries: Iterable[EntryPoint]) -> Formats:
    """Return the formats that entry points give; of two of the same name our own is kept."""
    found, broken = plugins.load(entries, Format)
    ranked = sorted(found, key=lambda it: (-it.offer.rank, it.by != OWN, it.offer.name))
    return tuple(ranked), broken


def all_formats() -> list[Format]:
    """Return all formats, those that are asked first before the others."""
    return [it.offer for it in provided()[0]]


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
