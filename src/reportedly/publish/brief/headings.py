"""Where and when an incident was, in the words of its reports."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.publish.brief.ground import Ground
from reportedly.publish.brief.model import Quote, Sentence
from reportedly.vocabulary import Incident, Place, Span, Time, Where


def place_and_day(ground: Ground, one: Incident) -> Sentence | None:
    """Return where and when an incident was, as its reports call the place and date the day."""
    place = next((it for it in _places(ground, one)), None)
    times = list(_times(ground, one)) if one.start else []
    first = next((quote for day, quote in times if day == one.start), None)
    last = next((quote for day, quote in times if day == one.end), None)
    slots, quotes = [], []
    if place is not None:
        name = one.place.name if one.place and place.words.isupper() else place.words
        slots, quotes = [("place", name)], [place]
    if first is not None and one.start:
        slots.append(("day", one.start))
        quotes.append(first)
        if one.end != one.start and last is not None and one.end:
            slots.append(("last", one.end))
            quotes.append(last)
    elif (told := _reported(ground, one)) is not None:
        slots.append(("day", told[0]))
        quotes.append(told[1])
    if not slots:
        return None
    named = {name for name, _ in slots}
    phrase = {
        frozenset({"place", "day", "last"}): "place_and_days",
        frozenset({"place", "day"}): "place_and_day" if first else "place_told",
        frozenset({"day", "last"}): "days", frozenset({"day"}): "day" if first else "told",
        frozenset({"place"}): "place",
    }[frozenset(named)]  # fmt: skip
    return Sentence(phrase, tuple(slots), tuple(dict.fromkeys(quotes)))


def _places(ground: Ground, one: Incident) -> Iterable[Quote]:
    """Yield what the reports call the place of an incident, its own name first."""
    found: list[tuple[tuple[bool, bool], Quote]] = []
    for article in dict.fromkeys(account.cell.article for account in one.accounts):
        reading = ground.readings.get(article)
        for place in reading.places if reading and one.place else ():
            if one.place and _is_same(place, one.place):
                for span in place.mentions:
                    quote = ground.quote(article, span)
                    other = quote.words.casefold() != one.place.name.casefold()
                    found.append(((other, quote.words.isupper()), quote))
    return (quote for _, quote in sorted(found, key=lambda it: it[0]))


def _is_same(place: Place, where: Where) -> bool:
    if place.geonameid is not None or where.geonameid is not None:
        return place.geonameid == where.geonameid
    return place.name == where.name


def _times(ground: Ground, one: Incident) -> Iterable[tuple[str, Quote]]:
    """Yield the days that times of the incident's events stand for, then any of its reports."""
    later: list[tuple[str, Quote]] = []
    for account in one.accounts:
        reading = ground.readings.get(account.cell.article)
        if reading is None:
            continue
        event = next((it for it in reading.events if it.id == account.cell.entry), None)
        for time in reading.times:
            days = _days(time, ground.quote(account.cell.article, time.span))
            if event is not None and event.time == time.id:
                yield from days
            else:
                later += days
    yield from later


def _days(time: Time, quote: Quote) -> list[tuple[str, Quote]]:
    return [(day[:10], quote) for day in (time.start, time.end) if day]


def _reported(ground: Ground, one: Incident) -> tuple[str, Quote] | None:
    """Return the day of the first report, with words of it to cite."""
    dated = sorted(
        (account.published.isoformat(), account.cell.article, account.evidence[0])
        for account in one.accounts
        if account.published and account.evidence and account.cell.article in ground.readings
    )
    if not dated:
        return None
    day, article, span = dated[0]
    return day, ground.quote(article, Span(*ground.sentence(article, span)))
