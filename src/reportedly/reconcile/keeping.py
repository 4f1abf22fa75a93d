"""How an account is written in its row, and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection

from reportedly.reconcile.traces import Trace
from reportedly.reconcile.traces import from_json as trace_from_json
from reportedly.record import ledger
from reportedly.vocabulary import Account, Cell


@dataclass(frozen=True, slots=True)
class Kept:
    """A happening of one report as it is kept: what is compared, and the accounts it consists of.

    `number` is that of its row.
    """

    number: int
    trace: Trace
    accounts: tuple[Account, ...]

    @property
    def cell(self) -> Cell:
        """Return the cell of the event that was told first."""
        return Cell(self.trace.article, self.trace.event)


Seen = dict[int, Kept]


def account_body(trace: Trace, accounts: tuple[Account, ...]) -> str:
    """Write a happening as JSON."""
    told = adapter().dump_json(accounts).decode()
    return f'{{"trace":{trace.to_json()},"accounts":{told}}}'


def kept_from(number: int, body: str) -> Kept:
    """Read a happening back."""
    values = json.loads(body)
    accounts = adapter().validate_python(values["accounts"])
    return Kept(number, trace_from_json(values["trace"]), accounts)


def recall(connection: Connection, numbers: Iterable[int], seen: Seen) -> list[Kept]:
    """Return the happenings of these numbers, from memory or the record, in order."""
    wanted = sorted(set(numbers))
    for number, body in ledger.bodies_of(connection, (n for n in wanted if n not in seen)):
        seen[number] = kept_from(number, body)
    return [seen[number] for number in wanted if number in seen]


@cache
def adapter() -> TypeAdapter[tuple[Account, ...]]:
    """Return the adapter between accounts and JSON, built once."""
    return TypeAdapter(tuple[Account, ...])
