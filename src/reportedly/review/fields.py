"""Fields of entries as people name them ("speaker.actor", "low"), read and corrected.

The vocabulary says of what type each is; a few fields have bounds besides. What doesn't fit is
refused with its reason.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from reportedly.errors import ReportedlyError
from reportedly.record.document import _whole
from reportedly.record.references import KINDS, Entry
from reportedly.vocabulary import Figure, Place, Time

E = TypeVar("E", bound=Entry)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?")
COUNTRY = re.compile(r"[A-Z]{3}")
MACHINES = {"id", "confidence"}  # what a person doesn't decide


class Unfit(ReportedlyError):  # noqa: N818 (as an analyst says it)
    """A value that a field can't take; the message says why."""


@cache
def adapter(kind: str) -> TypeAdapter[Entry]:
    """Return the (costly) adapter between entries of a kind and plain values, built once."""
    return TypeAdapter(KINDS[kind])


def plain_entry(kind: str, entry: Entry) -> dict[str, Any]:
    """Return an entry as plain JSON values, whole numbers of figures written as such."""
    document: dict[str, Any] = adapter(kind).dump_python(entry, mode="json")
    if kind == "figures":
        document |= {name: _whole(document[name]) for name in ("value", "low", "high")}
    return document


def entry_from(kind: str, document: object) -> Entry:
    """Return the entry that plain JSON values tell of; Unfit if they are of another shape."""
    try:
        # Strict: "12" is no number. As JSON, because there a list may stand for a tuple.
        return adapter(kind).validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Unfit(f"{where}: {first['msg'][:1].lower()}{first['msg'][1:]}") from None


def value_at(document: dict[str, Any], field: str) -> Any:
    """Return the plain value of a field, of the whole for an empty one; Unfit if there is none."""
    if not field:
        return document
    holder, key = _holder(document, field)
    return holder[key]


def corrected(kind: str, entry: E, field: str, value: object) -> E:
    """Return the entry with another value in a field; Unfit says why it can't have it.

    Where a figure's bounds are its value, they go with it.
    """
    if field.split(".", maxsplit=1)[0] in MACHINES:
        raise Unfit(f"{field} is not corrected: accept or reject the entry")
    document = plain_entry(kind, entry)
    holder, key = _holder(document, field)
    before, holder[key] = holder[key], value
    if kind == "figures" and field == "value" and before is not None:
        for end in ("low", "high"):
            document[end] = value if document[end] == before else document[end]
    renewed = entry_from(kind, document)
    _look_at_all_kept(value, value_at(plain_entry(kind, renewed), field), field)
    reason = next(_out_of_bounds(renewed), None)
    if reason is not None:
        raise Unfit(reason)
    return renewed  # type: ignore[return-value]


def in_words(kind: str, entry: Entry, field: str, words: str) -> object:
    """Return the value that somebody typed for a field: JSON if it fits, else the words."""
    try:
        value: object = json.loads(words)
        corrected(kind, entry, field, value)
    except (ValueError, RecursionError):
        return words
    except Unfit:
        try:
            corrected(kind, entry, field, words)
        except Unfit:
            return value
        return words
    return value


def _holder(document: dict[str, Any], field: str) -> tuple[Any, Any]:
    """Return what holds the last part of a dotted field, and under which key or place."""
    holder: Any = document
    parts = field.split(".")
    for n, part in enumerate(parts):
        key: Any = part
        if isinstance(holder, list):
            key = int(part) if part.isdecimal() and int(part) < len(holder) else None
            known = key is not None
        elif holder is None:
            raise Unfit(f"{'.'.join(parts[:n])} is empty: give the whole of it")
        else:
            known = isinstance(holder, dict) and part in holder
        if not known:
            names = f": one of {', '.join(holder)}" if isinstance(holder, dict) else ""
            raise Unfit(f"there is no field {field!r}{names}")
        if n < len(parts) - 1:
            holder = holder[key]
    return holder, key


def _look_at_all_kept(given: Any, kept: Any, field: str) -> None:
    """Refuse names that the vocabulary lacks: validation alone would pass over them."""
    if isinstance(given, dict):
        for name, part in given.items():
            if name not in kept:
                raise Unfit(f"there is no field {field}.{name}: one of {', '.join(kept)}")
            _look_at_all_kept(part, kept[name], f"{field}.{name}")
    elif isinstance(given, list):
        for n, (part, kept_part) in enumerate(zip(given, kept, strict=True)):
            _look_at_all_kept(part, kept_part, f"{field}.{n}")


def _out_of_bounds(entry: Entry) -> Iterator[str]:
    if any(not math.isfinite(number) for number in _numbers(entry)):
        yield "a number must be finite"
    match entry:
        case Place():
            if not (-90 <= (entry.lat or 0) <= 90 and -180 <= (entry.lon or 0) <= 180):
                yield "lat runs from -90 to 90, lon from -180 to 180"
            if not 1 <= entry.precision <= 3:
                yield "precision is 1, 2 or 3"
        case Time():
            for moment in (entry.start, entry.end):
                if moment is not None and not _is_moment(moment):
                    yield f"{moment!r} is no time: write 2025-09-05 or 2025-09-05T21:30"
        case Figure():
            if entry.low is not None and entry.high is not None and entry.low > entry.high:
                yield f"low ({entry.low:g}) would be above high ({entry.high:g})"
    country = getattr(entry, "country", None)
    if country is not None and not COUNTRY.fullmatch(country):
        yield f"{country!r} is no country: three letters of ISO 3166-1 (UKR)"


def _numbers(entry: Entry) -> Iterator[float]:
    for field in dataclasses.fields(entry):
        value = getattr(entry, field.name)
        if isinstance(value, float):
            yield value


def _is_moment(words: str) -> bool:
    if not MOMENT.fullmatch(words):
        return False
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return False
    return True
