"""References of entries, changed or dropped when what they name is called otherwise or gone."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar

from reportedly.record.references import REFERENCES, Entry
from reportedly.vocabulary import Reading

E = TypeVar("E")
Rename = Callable[[str, str], str | None]


def pointed(kind: str, entry: Entry, rename: Rename, of: str | None = None) -> Entry:
    """Return the entry with each reference as `rename(kind, id)` gives it; None drops it.

    `of` names the field (without what comes after a dot) whose references alone are renamed.
    """
    for field, referred in REFERENCES[kind].items():
        if of not in (None, field.split(".")[0]):
            continue
        entry = _set(entry, field.split("."), referred, rename)
    return entry


def without(reading: Reading, gone: frozenset[str]) -> Reading:
    """Return the reading without some entries, and without references to them.

    What was said inside a statement that is gone belongs to the statement around it, if there is
    one. Statuses stay as they are: a claim whose speaker is gone is still somebody's claim.
    """
    if not gone:
        return reading
    around = {it.id: it.inside for it in reading.statements}

    def rename(kind: str, id_: str) -> str | None:
        seen = set()
        while id_ in gone and id_ not in seen:
            seen.add(id_)
            outer = around.get(id_) if kind == "statements" else None
            if outer is None:
                return None
            id_ = outer
        return None if id_ in gone else id_

    lists: dict[str, Any] = {
        kind: tuple(
            pointed(kind, entry, rename) for entry in getattr(reading, kind) if entry.id not in gone
        )
        for kind in REFERENCES
    }
    return dataclasses.replace(reading, **lists)


def _set(value: E, parts: list[str], kind: str, rename: Rename) -> E:
    """Return a dataclass with the references at the end of a dotted field renamed."""
    name, *rest = parts
    before = getattr(value, name)
    if before is None:
        return value
    if rest:
        after = _set(before, rest, kind, rename)
    elif isinstance(before, tuple):
        renamed = (rename(kind, id_) for id_ in before)
        after = tuple(dict.fromkeys(id_ for id_ in renamed if id_ is not None))
    else:
        after = rename(kind, before)
    return value if after == before else dataclasses.replace(value, **{name: after})  # type: ignore[type-var]
