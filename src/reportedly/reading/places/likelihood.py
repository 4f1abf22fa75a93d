"""How likely each candidate of a name is, by itself and in the article's company."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field

from reportedly.knowledge.gazetteer import Entry
from reportedly.reading.places.mention import Mention

NEAR = 150.0
ALIAS = {"city": 4.0, "admin2": 2.0, "admin1": 2.0, "country": 2.5, "region": 2.0, "sea": 2.0,
         "facility": 2.0}  # fmt: skip


@dataclass(slots=True)
class Name:
    """The mentions of one name in an article, taken to mean one place."""

    mentions: list[Mention]
    entries: tuple[Entry, ...]
    prior: list[float] = field(default_factory=list)
    chosen: Entry | None = None
    sure: float = 0.0


def kilometres(a: Entry, b: Entry) -> float:
    """Return the distance of two places, good enough for telling near from far."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return 20_000.0
    turn = abs(a.lon - b.lon)
    turn = min(turn, 360 - turn) * math.cos(math.radians((a.lat + b.lat) / 2))
    return 111.2 * math.hypot(a.lat - b.lat, turn)


def prior(entry: Entry, name: Name) -> float:
    """Return the weight of a candidate before its company is looked at."""
    size = math.log10(entry.population + 10)
    weights = {
        "country": 7.0 if rivals(name) else 14.0, "region": 5.0, "sea": 6.5, "facility": 6.0,
        "admin1": 3.0 + 0.5 * size, "city": 0.9 * size, "admin2": 0.5 * size,
    }  # fmt: skip
    weight = weights[entry.kind] + 2.5 * entry.capital - ALIAS[entry.kind] * entry.rank
    if entry.kind == "admin1" and has_namesake(entry, name):
        weight -= 2.5
    if entry.lat is None:
        weight -= 1.0
    hints = name.mentions[0].hints
    if hints:
        weight += 4.0 if entry.kind in hints else -1.0
    for mention in name.mentions:
        if any(lies_in(entry, outer) for inside in mention.inside for outer in inside.entries):
            weight += 8.0
            break
    return weight


def rivals(name: Name) -> bool:
    """Tell whether a country shares its name with another country's division (Georgia)."""
    return any(
        e.kind == "admin1" and e.rank == 0 and e.country != name.entries[0].country
        for e in name.entries
    )


def has_namesake(division: Entry, name: Name) -> bool:
    """Tell whether a division shares its name with its chief town."""
    return any(
        e.kind == "city" and e.admin1 == division.id and e.population > 0.15 * division.population
        for e in name.entries
    )


def lies_in(entry: Entry, outer: Entry) -> bool:
    """Tell whether a place lies in a division or country."""
    if entry.id == outer.id:
        return False
    if outer.kind == "country":
        return entry.country == outer.country
    return outer.id in (entry.admin1, entry.admin2)


def countries(names: list[Name], hints: Counter[str]) -> Counter[str]:
    """Count what speaks for each country: its name, its people's, its towns'."""
    lands = Counter(hints)
    for name in names:
        own = [e for e in name.entries if e.kind == "country" and e.rank == 0]
        for entry in own[:1]:
            if entry.country:
                lands[entry.country] += 2 * len(name.mentions)
    return lands


def divisions(names: list[Name]) -> dict[int, float]:
    """Return for each first-level division how many names may lie in it, unsure ones for less."""
    tally: dict[int, float] = {}
    for name in names:
        inside = {e.admin1 for e in name.entries if e.admin1}
        for first in inside:
            tally[first] = tally.get(first, 0.0) + 1 / len(inside) ** 0.5
    return tally


def support(entry: Entry, name: Name, lands: Counter[str], firsts: dict[int, float]) -> float:
    """Return what countries and divisions named in the article add to a candidate."""
    weight = 0.0
    if entry.country and entry.kind != "country" and lands[entry.country]:
        weight += 0.8 + 0.5 * math.log2(lands[entry.country])
    if entry.admin1 in firsts:
        own = len({e.admin1 for e in name.entries if e.admin1}) or 1
        weight += 1.2 * min(2.0, firsts[entry.admin1] - 1 / own**0.5)
    return weight


def company(entry: Entry, others: list[Name]) -> float:
    """Return what the places settled on so far add to a candidate."""
    weight = 0.0
    for other in others:
        place = other.chosen
        if place is None:
            continue
        share = min(1.0, other.sure)
        if place.admin1 and place.admin1 == entry.admin1:
            weight += 1.2 * share
        elif place.country and place.country == entry.country:
            weight += 0.4 * share
        if place.kind in ("city", "admin2", "facility") and kilometres(place, entry) < NEAR:
            weight += 0.9 * share
    return min(weight, 6.0)
