"""How values are put into words, on the page and in the terminal alike."""

from __future__ import annotations

import math

from reportedly.vocabulary import Actor, Event, Figure, Place, Time

COMPARATORS = {
    "exactly": "",
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "fewer_than": "fewer than ",
    "between": "",
}
PRECISION_OF_PLACE = {1: "exact", 2: "approximate", 3: "region only"}
ACTS = {"decline_comment": "declines comment"}
ITSELF = "the report itself"
UNNAMED = "a speaker not named"
MOST_DIGITS = 1e15


def plainly(label: str) -> str:
    """Return a label of the vocabulary as words: "shot_down_or_jammed" without underscores."""
    return ACTS.get(label, label.replace("_", " "))


def number(value: float) -> str:
    """Return a number as English prose writes it: 157, 1,200, 2.5."""
    if not math.isfinite(value) or abs(value) >= MOST_DIGITS or 0 < abs(value) < 0.01:
        return f"{value:.3g}"
    if float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def amount(figure: Figure, words: str) -> str:
    """Return a figure's number with its comparator: "at least 15", "between 10 and 20".

    `words` are the article's own, which stand in where it gives no number ("dozens").
    """
    low, high, value = figure.low, figure.high, figure.value
    lead = COMPARATORS[figure.comparator]
    if figure.comparator in ("at_least", "more_than"):
        bound = value if low is None else low
        return lead + number(bound) if bound is not None else words
    if figure.comparator in ("at_most", "fewer_than"):
        bound = value if high is None else high
        return lead + number(bound) if bound is not None else words
    if value is not None and figure.comparator != "between":
        return lead + number(value)
    if low is not None and high is not None and low != high:
        ends = f"{number(low)} and {number(high)}"
        return f"between {ends}" if not lead else f"{lead}{number(low)} to {number(high)}"
    only = next((it for it in (value, low, high) if it is not None), None)
    return lead + number(only) if only is not None else words


def counted(figure: Figure, words: str) -> str:
    """Return a figure's number with what it counts: "at least 15 settlements"."""
    told = amount(figure, words)
    return told if not figure.unit or figure.unit in told else f"{told} {figure.unit}"


def when(time: Time) -> str:
    """Return the dates of a time: "2025-09-04 (night)", or that they are not known."""
    if not time.start and not time.end:
        return "not resolved"
    if time.start and time.end:
        dates = time.start if time.start == time.end else f"{time.start} to {time.end}"
    else:
        dates = f"since {time.start}" if time.start else f"until {time.end}"
    return dates if time.precision in ("day", "open") else f"{dates} ({time.precision})"


def whereabouts(place: Place) -> str:
    """Return the wider parts a place lies in: "Chernihiv, UKR"."""
    wider = (part for part in (place.admin1, place.country) if part and part != place.name)
    return ", ".join(wider)


def coordinates(place: Place) -> str | None:
    """Return degrees north and east, as maps take them: "51.9833, 33.2667"."""
    if place.lat is None or place.lon is None:
        return None
    return f"{place.lat:.4f}, {place.lon:.4f}"


def sort_of_event(event: Event) -> str:
    """Return what kind of event it is in the words of ACLED, or else of PLOVER."""
    if event.acled:
        return event.acled.sub_event_type
    return event.plover.type.replace("_", " ").capitalize() if event.plover else "Event"


def plover(event: Event) -> str | None:
    """Return the PLOVER type and mode: "ASSAULT / aerial"."""
    if event.plover is None:
        return None
    mode = event.plover.mode
    return event.plover.type + (f" / {mode}" if mode else "")


def standing(actor: Actor) -> str:
    """Return an actor's code, or what is known of country and role: "UKRMIL"."""
    return actor.code or " ".join(part for part in (actor.country, actor.role) if part)
