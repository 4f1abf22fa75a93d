"""Places, times and actors as cards."""

from __future__ import annotations

from reportedly.publish import wording
from reportedly.publish.cards.ledger import Ledger
from reportedly.publish.cards.model import Card, Phrase, Quote, fact
from reportedly.publish.cards.quotes import quotes_for
from reportedly.vocabulary import Actor, Place, Span, Time

RECKONED_FROM = {
    "published": "the date of publication",
    "explicit": "the words alone",
    "event": "another event",
}


def place_card(ledger: Ledger, place: Place) -> Card:
    """Return a place: its kind, what it lies in, coordinates and how exact they are."""
    at = wording.coordinates(place)
    exact = wording.PRECISION_OF_PLACE.get(place.precision, str(place.precision))
    facts = [
        *fact("in", wording.whereabouts(place)),
        *fact("coordinates", f"{at} ({exact})" if at else "none: not in the gazetteer"),
        *fact("GeoNames", str(place.geonameid) if place.geonameid else None, aside=True),
        *fact("named", times_named(place.mentions), aside=True),
    ]
    heading = (Phrase(place.name),)
    tag = wording.plainly(place.kind)
    return Card(place.id, "place", heading, tag, tuple(facts), first(ledger, place.mentions))


def time_card(ledger: Ledger, time: Time) -> Card:
    """Return a time: its words, the dates, and what they are reckoned from."""
    facts = [
        *fact("dates", wording.when(time)),
        *fact("reckoned from", RECKONED_FROM[time.anchor], aside=True),
    ]
    heading = (Phrase(f"“{ledger.words(time.span)}”"),)
    quotes = quotes_for(ledger.text, [time.span])
    return Card(time.id, "time", heading, time.precision, tuple(facts), quotes)


def actor_card(ledger: Ledger, actor: Actor) -> Card:
    """Return an actor: its kind, country and role."""
    facts = [
        *fact("office", actor.office),
        *fact("Wikidata", actor.wikidata, aside=True),
        *fact("named", times_named(actor.mentions), aside=True),
    ]
    tag = wording.plainly(actor.kind)
    quotes = first(ledger, actor.mentions)
    return Card(
        actor.id, "actor", (Phrase(actor.name),), tag, tuple(facts), quotes,
        note=wording.standing(actor),
    )  # fmt: skip


def first(ledger: Ledger, mentions: tuple[Span, ...]) -> tuple[Quote, ...]:
    """Return the sentence of the first mention."""
    return quotes_for(ledger.text, sorted(mentions)[:1])


def times_named(mentions: tuple[Span, ...]) -> str:
    """Return how often something is named."""
    return "once" if len(mentions) == 1 else f"{len(mentions)} times"
