"""What points where inside a reading: the references and spans of its entries."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from typing import Any

from reportedly.vocabulary import (
    Actor,
    Commitment,
    Event,
    Figure,
    Place,
    Reading,
    Span,
    Statement,
    Time,
)

Entry = Actor | Place | Time | Statement | Event | Figure | Commitment

KINDS: dict[str, type[Entry]] = {
    "actors": Actor, "places": Place, "times": Time, "statements": Statement, "events": Event,
    "figures": Figure, "commitments": Commitment,
}  # fmt: skip
# For each kind of entry: a field that holds ids, and the kind of the entries they name.
REFERENCES: dict[str, dict[str, str]] = {
    "actors": {},
    "places": {},
    "times": {},
    "statements": {
        "speaker.actor": "actors", "addressee.actor": "actors", "said.time": "times",
        "said.place": "places", "inside": "statements",
    },
    "events": {
        "actors": "actors", "targets": "actors", "place": "places", "time": "times",
        "figures": "figures", "statement": "statements",
    },
    "figures": {"event": "events", "statement": "statements"},
    "commitments": {
        "by": "actors", "to": "actors", "parties": "figures", "statement": "statements",
    },
}  # fmt: skip


def entries_of(reading: Reading) -> Iterator[tuple[str, Entry]]:
    """Yield every entry with the name of its kind ("figures")."""
    for kind in KINDS:
        for entry in getattr(reading, kind):
            yield kind, entry


def references_of(kind: str, entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Yield (field, kind of what is referred to, its id) for every reference of an entry."""
    for field, referred in REFERENCES[kind].items():
        value = value_of(entry, field)
        for id_ in value if isinstance(value, tuple) else (value,):
            if id_ is not None:
                yield field, referred, id_


def own_spans(entry: Entry) -> tuple[Span, ...]:
    """Return the spans that an entry stands on: its mentions, its own words or its evidence."""
    match entry:
        case Actor() | Place():
            return entry.mentions
        case Time() | Figure():
            return (entry.span,)
        case Statement():
            return (entry.cue.span,)
        case Event() | Commitment():
            return entry.evidence


def spans_in(value: object) -> Iterator[Span]:
    """Yield every span inside an entry, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_in(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for name in _fields(type(value)):
            yield from spans_in(getattr(value, name))


def lies_in(span: Span, text: str) -> bool:
    """Tell whether a span covers at least one character and ends within the text."""
    return 0 <= span.start < span.end <= len(text)


def value_of(entry: Entry, field: str) -> Any:
    """Return the value of a dotted field; null where something on the way is null."""
    value: Any = entry
    for name in field.split("."):
        value = None if value is None else attrgetter(name)(value)
    return value


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
