"""Resolved names, written into the notebook as places."""

from __future__ import annotations

from spacy.tokens import Doc

from reportedly.knowledge.gazetteer import Entry, Gazetteer, fold
from reportedly.reading.notebook import Notebook
from reportedly.reading.places.likelihood import Name
from reportedly.reading.places.mention import Mention
from reportedly.vocabulary import Place, PlaceKind

PRECISION: dict[PlaceKind, int] = {"city": 1, "facility": 1, "admin2": 2}


def write(doc: Doc, notebook: Notebook, names: list[Name], places: Gazetteer) -> None:
    """Add one Place for each place meant, with all its mentions, in the order of the text."""
    meant: dict[object, list[Name]] = {}
    for name in names:
        meant.setdefault(identity(name), []).append(name)
    for group in sorted(meant.values(), key=first_token):
        mentions = sorted((m for name in group for m in name.mentions), key=lambda m: m.start)
        place = notebook.add(made(doc, notebook, mentions, group[0].chosen, places))
        for mention in mentions:
            for index in range(mention.start, mention.end):
                notebook.place_of[index] = place.id


def first_token(group: list[Name]) -> int:
    """Return where in the text a place is first named."""
    return min(mention.start for name in group for mention in name.mentions)


def identity(name: Name) -> object:
    """Return what names of one place share: the place, or the words where they name another."""
    first = name.mentions[0]
    if name.chosen is None or first.bears or unlisted_division(name.mentions, name.chosen):
        return first.key, first.hints[:1]
    return name.chosen.id


def made(
    doc: Doc, notebook: Notebook, mentions: list[Mention], entry: Entry | None, places: Gazetteer
) -> Place:
    """Return the Place of some mentions; without an entry it has words only."""
    spans = tuple(mention.span(doc) for mention in mentions)
    where = notebook.new_id(Place, spans[0].start)
    if entry is None:
        kind = mentions[0].hints[0] if mentions[0].hints else guessed(mentions[0])
        return Place(where, mentions[0].name, kind, mentions=spans)
    first = places.entry(entry.admin1) if entry.admin1 else None
    admin1 = first.name if first else None
    division = unlisted_division(mentions, entry)
    if mentions[0].bears or division:
        return Place(
            where, mentions[0].name, division or "facility", None, entry.lat, entry.lon,
            entry.country, admin1, 3 if division == "admin1" else 2, spans,
        )  # fmt: skip
    point = entry if entry.lat is not None or first is None else first
    precision = PRECISION.get(entry.kind, 3) if point is entry else 3
    return Place(
        where, called(mentions, entry), entry.kind, entry.geonameid, point.lat, point.lon,
        entry.country, admin1, precision, spans,
    )  # fmt: skip


def unlisted_division(mentions: list[Mention], entry: Entry) -> PlaceKind | None:
    """Return the kind of a division that the gazetteer knows by its seat only."""
    hints = mentions[0].hints
    if entry.kind == "city" and hints and hints[0] in ("admin1", "admin2") and "city" not in hints:
        return hints[0]
    return None


def called(mentions: list[Mention], entry: Entry) -> str:
    """Return the place's name: the article's spelling if it is the same, else the gazetteer's.

    Divisions keep the article's words, since GeoNames heads many by their local ones, and so do
    towns that it heads by a scholarly transliteration.
    """
    plain = all(ord(letter) < 0x180 for letter in entry.name)
    own = entry.kind in ("admin1", "admin2") or entry.rank > 0 or not plain
    same = [m for m in mentions if own or m.key == fold(entry.name)]
    mixed = [m.name for m in same if not m.name.isupper()]
    if mixed:
        return mixed[0].removeprefix("the ")
    return entry.name


def guessed(mention: Mention) -> PlaceKind:
    """Return the kind of a place that nothing tells the kind of."""
    return {"LOC": "region", "FAC": "facility"}.get(mention.label, "city")  # type: ignore[return-value]
