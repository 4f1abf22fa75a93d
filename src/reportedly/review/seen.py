"""What a reviewer saw when deciding: kept with the decision, so that it is found again.

A newer version of the reader may call the entry otherwise, tell it otherwise, or not at all. What
was seen holds the entry, its words, and what it refers to, and by which version it was read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from reportedly.record.references import Entry, entries_of, own_spans, references_of
from reportedly.review.fields import Unfit, entry_from, plain_entry, value_at
from reportedly.vocabulary import Reading, Review


@dataclass(frozen=True, slots=True)
class Sight:
    """An entry as somebody saw it: `words` are those that it stands on.

    `beside` are the ids of others of its kind that stood on some of the same words.
    """

    kind: str
    entry: Entry
    words: tuple[str, ...]
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a decision was made on.

    `value` is the plain value of the field decided on. `sight` is null for what is no entry of a
    reading, or if the decision was kept without it. `referred` are the entries that the value or
    the entry refers to, by id. `reader` names the version that read it, `text` the SHA-256 of the
    report's text.
    """

    value: Any = None
    sight: Sight | None = None
    referred: dict[str, Sight] = field(default_factory=dict)
    reader: str | None = None
    text: str | None = None


def look(reading: Reading, entry_id: str, field: str = "", also: Entry | None = None) -> Seen:
    """Return what is to be seen of an entry; KeyError if the reading has none of that id.

    `also` is the entry as it will be: what that refers to is seen as well.
    """
    kind, entry = entry_called(reading, entry_id)
    named = {id_ for it in (entry, also) if it for _, _, id_ in references_of(kind, it)}
    referred = {id_: _sight(reading, *found) for id_, found in _called(reading, named).items()}
    value = value_at(plain_entry(kind, entry), field) if field else None
    sight = _sight(reading, kind, entry)
    return Seen(value, sight, referred, reading.reader, hash_of(reading))


def entry_called(reading: Reading, entry_id: str) -> tuple[str, Entry]:
    """Return the kind and the entry of an id; KeyError if the reading has none of that id."""
    return _called(reading, {entry_id})[entry_id]


def hash_of(reading: Reading) -> str:
    """Return the SHA-256 of a report's text, as the record keeps it."""
    return hashlib.sha256(reading.article.text.encode("utf-8", "surrogatepass")).hexdigest()


def to_json(seen: Seen) -> str:
    """Write what was seen as the JSON that a decision keeps in `old`."""
    written: dict[str, Any] = {"value": seen.value, "reader": seen.reader, "text": seen.text}
    written["seen"] = _written(seen.sight) if seen.sight else None
    written["referred"] = {id_: _written(sight) for id_, sight in seen.referred.items()}
    return json.dumps(written, allow_nan=False)


def seen_in(review: Review) -> Seen:
    """Return what a decision was made on; a bare value in `old` is that of its field."""
    old = json.loads(review.old) if review.old is not None else None
    return read_seen(old)


def read_seen(old: Any) -> Seen:
    """Return what JSON values tell of what was seen."""
    if not (isinstance(old, dict) and {"value", "seen", "referred"} <= old.keys()):
        return Seen(old)
    try:
        sight = _read(old["seen"]) if old["seen"] else None
        referred = {id_: _read(it) for id_, it in old["referred"].items()}
    except (Unfit, KeyError, TypeError, AttributeError):  # a shape that this version doesn't know
        return Seen(old["value"], None, {}, old.get("reader"), old.get("text"))
    return Seen(old["value"], sight, referred, old.get("reader"), old.get("text"))


def _called(reading: Reading, ids: Iterable[str]) -> dict[str, tuple[str, Entry]]:
    wanted = set(ids)
    return {entry.id: (kind, entry) for kind, entry in entries_of(reading) if entry.id in wanted}


def _sight(reading: Reading, kind: str, entry: Entry) -> Sight:
    own = own_spans(entry)
    words = tuple(span.of(reading.article.text) for span in own)
    beside = {
        other.id
        for other in getattr(reading, kind)
        if other.id != entry.id and any(a.overlaps(b) for a in own_spans(other) for b in own)
    }
    return Sight(kind, entry, words, frozenset(beside))


def _written(sight: Sight) -> dict[str, Any]:
    entry = plain_entry(sight.kind, sight.entry)
    return {
        "kind": sight.kind,
        "entry": entry,
        "words": list(sight.words),
        "beside": sorted(sight.beside),
    }


def _read(written: dict[str, Any]) -> Sight:
    entry = entry_from(written["kind"], written["entry"])
    beside = frozenset(map(str, written["beside"]))
    return Sight(written["kind"], entry, tuple(map(str, written["words"])), beside)
