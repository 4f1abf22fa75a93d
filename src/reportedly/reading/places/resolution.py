"""Which place a name means, by the article's own geography."""

from __future__ import annotations

from collections import Counter

from reportedly.knowledge.gazetteer import Entry
from reportedly.reading.places.likelihood import (
    Name,
    company,
    countries,
    divisions,
    prior,
    support,
)
from reportedly.reading.places.mention import Mention

ROUNDS = 3
MOST = 40
COMPANY = 40
STRAY = 100_000


def resolve(mentions: list[Mention], hints: Counter[str]) -> list[Name]:
    """Return the names of an article, each with the place it means, or none.

    `hints` counts what speaks for a country (alpha-3) besides the names: demonyms, the outlet.
    """
    grouped: dict[tuple[str, bool, str], list[Mention]] = {}
    for mention in mentions:
        outer = mention.inside[0].key if mention.inside else ""
        division = "admin2" in mention.hints or "admin1" in mention.hints
        grouped.setdefault((mention.key, division or mention.bears, outer), []).append(mention)
    names = [Name(group, usable(group)) for group in merged(grouped)]
    part_ways(names)
    lands = countries(names, hints)
    firsts = divisions(names)
    for name in names:
        name.prior = [prior(e, name) + support(e, name, lands, firsts) for e in name.entries]
        choose(name, name.prior)
    settle(names)
    drop_strays(names, lands)
    return names


def settle(names: list[Name]) -> None:
    """Let the places chosen so far bear on each other's choice, a few times over."""
    for _ in range(ROUNDS):
        settled = sorted((n for n in names if n.chosen), key=weightiest)[:COMPANY]
        for name in names:
            if len(name.entries) > 1:
                others = [n for n in settled if n is not name]
                choose(
                    name,
                    [p + company(e, others) for p, e in zip(name.prior, name.entries, strict=True)],
                )


def weightiest(name: Name) -> tuple[float, int]:
    """Order names by how often and how surely they mean their place."""
    return -len(name.mentions) * min(1.0, name.sure), name.mentions[0].start


def drop_strays(names: list[Name], lands: Counter[str]) -> None:
    """Leave open a name whose only places are small ones in lands that nothing else speaks of."""
    seen = {n.chosen.country for n in names if n.chosen and n.chosen.kind != "country"}
    around = Counter(n.chosen.country for n in names if n.chosen and n.chosen.country)
    for name in names:
        place = name.chosen
        if place is None or place.kind not in ("city", "admin2") or place.population > STRAY:
            continue
        land = place.country or ""
        alone = around[land] == 1 and not lands[land]
        if alone and len(seen) > 1 and not any(m.inside for m in name.mentions):
            name.chosen = None


def merged(grouped: dict[tuple[str, bool, str], list[Mention]]) -> list[list[Mention]]:
    """Join a bare name to the only fuller use of it in the article."""
    groups = dict(grouped)
    fuller: dict[tuple[str, bool], list[tuple[str, bool, str]]] = {}
    for group in grouped:
        if group[2]:
            fuller.setdefault(group[:2], []).append(group)
    for (key, division), full in fuller.items():
        if len(full) == 1 and (key, division, "") in groups:
            groups[full[0]] = groups[full[0]] + groups.pop((key, division, ""))
    return list(groups.values())


def part_ways(names: list[Name]) -> None:
    """Where an article says "Gaza City" as well, let its "Gaza" mean another place than that."""
    fuller = {name.mentions[0].key: name for name in names}
    for name in names:
        city = fuller.get(f"{name.mentions[0].key} city")
        if city is None or not city.entries:
            continue
        taken = {entry.id for entry in city.entries}
        others = tuple(entry for entry in name.entries if entry.id not in taken)
        wider = max(others, key=lambda e: e.population, default=None)
        if wider and all(entry.admin1 != wider.id for entry in city.entries):
            name.entries = others


def usable(group: list[Mention]) -> tuple[Entry, ...]:
    """Return the candidates of a name."""
    return group[0].entries[:MOST]


def choose(name: Name, weights: list[float]) -> None:
    """Settle on the heaviest candidate, and note by how much it leads."""
    if not weights:
        return
    order = sorted(range(len(weights)), key=lambda i: (-weights[i], i))
    name.chosen = name.entries[order[0]]
    name.sure = 1.0 if len(order) == 1 else 0.2 + 0.25 * (weights[order[0]] - weights[order[1]])
