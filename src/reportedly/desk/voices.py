"""Who speaks in a report, each with a colour of their own, and through whom their words came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.publish.cards import Ledger
from reportedly.vocabulary import Reading, Statement

COLOURS = 8


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker: `colour` counts from 1 to `COLOURS` and begins again; their statements' ids."""

    name: str
    colour: int
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relay:
    """A way that words came: from the speaker through each that passed them on."""

    chain: tuple[tuple[str, str], ...]
    statements: tuple[str, ...]


def voices_of(reading: Reading) -> list[Voice]:
    """Return the speakers of a report in the order in which they are heard."""
    ledger = Ledger(reading)
    heard: dict[str, list[str]] = {}
    for said in reading.statements:
        heard.setdefault(_name(ledger, said), []).append(said.id)
    return [
        Voice(name, place % COLOURS + 1, tuple(ids))
        for place, (name, ids) in enumerate(heard.items())
    ]


def relays_of(reading: Reading) -> list[Relay]:
    """Return the different ways in which the statements of a report came to it."""
    ledger = Ledger(reading)
    found: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for said in reading.statements:
        found.setdefault(tuple(_chain(ledger, reading, said)), []).append(said.id)
    return [Relay(chain, tuple(ids)) for chain, ids in found.items()]


def _chain(ledger: Ledger, reading: Reading, said: Statement) -> Iterator[tuple[str, str]]:
    yield _name(ledger, said), "speaker"
    for outer in ledger.around(said):
        yield _name(ledger, outer), "tells it on"
    for link in said.via:
        yield link.name, link.kind
    if not said.via and reading.article.outlet:
        yield reading.article.outlet, "outlet"


def _name(ledger: Ledger, said: Statement) -> str:
    return "".join(phrase.words for phrase in ledger.speaker(said.speaker))
