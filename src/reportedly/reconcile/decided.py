"""What people joined and parted, as pairs of accounts; which accounts it touches again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from sqlalchemy import Connection

from reportedly.reconcile.gathering import People
from reportedly.reconcile.keeping import kept_from
from reportedly.record import ledger
from reportedly.record.decisions import find
from reportedly.review import joined_and_parted
from reportedly.review.bonds import BONDING, cells_of
from reportedly.vocabulary import Cell

SEEN = "last decision on joining and parting"


def people_of(connection: Connection) -> People:
    """Return the pairs of accounts that people joined, by author, and those that they parted."""
    bonds = joined_and_parted(connection)
    pairs = [*bonds.together, *bonds.apart]
    numbers = numbers_of(connection, chain.from_iterable((pair.a, pair.b) for pair in pairs))
    joined, parted = {}, []
    for pair in pairs:
        if pair.a not in numbers or pair.b not in numbers:
            continue
        a, b = sorted((numbers[pair.a], numbers[pair.b]))
        if a != b and pair in bonds.together:
            joined[a, b] = pair.author
        elif a != b:
            parted.append((a, b))
    return People(joined, tuple(parted))


def newly_decided(connection: Connection) -> set[int]:
    """Return all accounts that people joined or parted, if they did since the last run."""
    decisions = find(connection, BONDING)
    last = str(decisions[-1].number) if decisions else "0"
    if last == (ledger.state(connection, SEEN) or "0"):
        return set()
    ledger.put_state(connection, SEEN, last)
    bonds = [one for one in decisions if one.decision != "undo" and one.field == "incident"]
    pairs = chain.from_iterable(cells_of(one) for one in bonds)
    return set(numbers_of(connection, chain.from_iterable(pairs)).values())


def numbers_of(connection: Connection, cells: Iterable[Cell]) -> dict[Cell, int]:
    """Return the account in which each cell is told."""
    wanted = set(cells)
    found: dict[Cell, int] = {}
    articles = sorted({cell.article for cell in wanted})
    for number, article, body in ledger.accounts_at(connection, articles):
        for entry in kept_from(number, body).trace.events:
            cell = Cell(article, entry)
            if cell in wanted:
                found[cell] = number
    return found
