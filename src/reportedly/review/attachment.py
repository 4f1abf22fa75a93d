"""Finding again, in a newer reading, the entry that somebody decided on.

1. The same id, of the same kind, standing on some of the same words.
2. Else the entry of that kind whose words overlap most with those seen, if it can be the same
   (events of the same type and not of another place or time) and did not stand beside it then.
   Where two overlap alike, the one that tells the same in more fields; never a guess between two.
3. In a text that has changed, offsets mean nothing: there the words must be the same ones (for
   actors and places: the name), and but one entry may have them.
Otherwise the decision stays unattached: kept, shown, and without effect on that reading.
"""

from __future__ import annotations

import dataclasses

from reportedly.record.references import Entry, entries_of, own_spans
from reportedly.review.seen import Sight
from reportedly.vocabulary import Actor, Commitment, Event, Place, Reading


def attach(reading: Reading, entry_id: str, sight: Sight | None, same_text: bool) -> str | None:
    """Return the id that the entry of a decision has in this reading, None if it isn't there."""
    if sight is None:
        return next((it.id for _, it in entries_of(reading) if it.id == entry_id), None)
    entries: tuple[Entry, ...] = getattr(reading, sight.kind)
    if not same_text:
        return _by_words(reading, entries, sight)
    named = next((it for it in entries if it.id == entry_id), None)
    if named is not None and (_shared(named, sight.entry) or not own_spans(named)):
        return named.id
    return _by_place(entries, sight)


def _by_place(entries: tuple[Entry, ...], sight: Sight) -> str | None:
    ranked = sorted(
        (
            (_shared(it, sight.entry), _fields_alike(it, sight.entry), it.id)
            for it in entries
            if it.id not in sight.beside and _may_be(it, sight.entry)
        ),
        reverse=True,
    )
    if not ranked or not ranked[0][0]:
        return None
    tied = len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]
    return None if tied else ranked[0][2]


def _by_words(reading: Reading, entries: tuple[Entry, ...], sight: Sight) -> str | None:
    found = [it.id for it in entries if _same_words(reading, it, sight)]
    return found[0] if len(found) == 1 and not sight.beside else None


def _same_words(reading: Reading, entry: Entry, sight: Sight) -> bool:
    seen = sight.entry
    if isinstance(entry, Actor | Place) and isinstance(seen, Actor | Place):
        return (entry.name, entry.kind) == (seen.name, seen.kind)
    if isinstance(entry, Event) and isinstance(seen, Event) and entry.plover != seen.plover:
        return False
    return tuple(span.of(reading.article.text) for span in own_spans(entry)) == sight.words


def _shared(entry: Entry, seen: Entry) -> float:
    """Return the share of the characters of both that both stand on."""
    ours, theirs = (
        {at for span in own_spans(it) for at in range(span.start, span.end)} for it in (entry, seen)
    )
    return len(ours & theirs) / len(ours | theirs) if ours else 0.0


def _may_be(entry: Entry, seen: Entry) -> bool:
    """Tell whether two entries on the same words can be the same."""
    match entry, seen:
        case Event(), Event():
            types = {it.plover.type for it in (entry, seen) if it.plover}
            return len(types) <= 1 and _no_conflict(entry, seen, "place", "time")
        case Commitment(), Commitment():
            return entry.kind == seen.kind and entry.what.overlaps(seen.what)
    return True


def _no_conflict(entry: Event, seen: Event, *fields: str) -> bool:
    pairs = ((getattr(entry, name), getattr(seen, name)) for name in fields)
    return all(ours is None or theirs is None or ours == theirs for ours, theirs in pairs)


def _fields_alike(entry: Entry, seen: Entry) -> int:
    names = (field.name for field in dataclasses.fields(entry))
    return sum(getattr(entry, name) == getattr(seen, name) for name in names)
