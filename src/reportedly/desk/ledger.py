"""One incident laid out: a column for each side, pairs of accounts that agree or contradict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.desk.languages import Phrase as _
from reportedly.publish.ledger import between
from reportedly.vocabulary import Account, Cell, Incident, Link, Range, Relation, Told

KINDS = (
    ("contradicts", _("Contradictions"),
     _("The same thing counted or told so that both can't be so.")),
    ("corroborates", _("Agreement of independent origins"),
     _("Told alike by sources of their own.")),
    ("agrees_in_part", _("Agreement in part"),
     _("One tells a part of what the other does.")),
    ("updates", _("Later counts"),
     _("A later figure of the same thing: no contradiction.")),
    ("differs", _("Figures that differ without contradicting"),
     _("The condition that failed says why.")),
)  # fmt: skip
OPEN = 12.0  # percent of a bar that stand for "and more"


@dataclass(frozen=True, slots=True)
class Column:
    """The accounts of one side (null: of none), without the copies of others, which are counted."""

    side: str | None
    accounts: tuple[Account, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things compared: the sentence it stands in, and the words that matter in it."""

    cell: Cell
    speaker: str | None
    side: str | None
    outlet: str | None
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two accounts, or two of their figures, with the conditions that were checked."""

    relation: Relation
    a: Side
    b: Side


@dataclass(frozen=True, slots=True)
class Bar:
    """Figures of one speaker that say the same: `low` and `high` in percent of the longest."""

    speaker: str | None
    side: str | None
    told: str
    low: float
    wide: float
    open: bool
    cells: tuple[Cell, ...]
    basis: tuple[str, ...]


def columns_of(one: Incident, copies: Iterable[str]) -> list[Column]:
    """Return the sides of an incident, those with most accounts first, nobody's side last."""
    repeated = set(copies)
    sides: dict[str | None, list[Account]] = {}
    for account in one.accounts:
        sides.setdefault(account.side, []).append(account)
    made = []
    for side, told in sides.items():
        own = tuple(it for it in told if it.cell.article not in repeated) or tuple(told)
        made.append(Column(side, own, len(told) - len(own)))
    return sorted(made, key=lambda it: (it.side is None, -len(it.accounts), it.side or ""))


def compared(one: Incident) -> list[tuple[_, _, list[Compared]]]:
    """Return the pairs of an incident by kind: title, what it means, the pairs."""
    found = _sides_by_cell(one)
    made = []
    for kind, title, meaning in KINDS:
        pairs = [
            Compared(it, found[it.a], found[it.b])
            for it in one.relations
            if it.kind == kind and it.a in found and it.b in found
        ]
        if pairs:
            made.append((title, meaning, pairs))
    return made


def bars_of(group: Range) -> list[Bar]:
    """Return what each speaker says of one measure, as bars; the same words of one are one bar."""
    ends = [end for it in group.told for end in (it.low, it.high) if end is not None]
    longest = max(ends, default=0.0) or 1.0
    scale = (100 - OPEN) / longest
    merged: dict[tuple[str | None, str], list[Told]] = {}
    for told in group.told:
        merged.setdefault((told.speaker, between(told.low, told.high)), []).append(told)
    return [_bar(some, words, scale) for (_, words), some in merged.items()]


def why_together(one: Incident, at_most: int = 40) -> list[Link]:
    """Return the links that hold the accounts together, a person's first, then the best."""
    order = sorted(one.links, key=lambda it: (it.author is None, -it.score))
    return order[:at_most]


def _bar(some: list[Told], words: str, scale: float) -> Bar:
    first = some[0]
    low = max(first.low or 0.0, 0.0)
    high = first.high
    wide = OPEN if high is None else max((high - low) * scale, 0.0)
    basis = tuple(dict.fromkeys(it for told in some for it in told.basis))
    return Bar(
        first.speaker, first.side, words, low * scale, wide, high is None and first.low is not None,
        tuple(dict.fromkeys(told.cell for told in some)), basis,
    )  # fmt: skip


def _sides_by_cell(one: Incident) -> dict[Cell, Side]:
    found: dict[Cell, Side] = {}
    for account in one.accounts:
        who = (account.speaker, account.side, account.outlet)
        found[account.cell] = Side(account.cell, *who, "", account.words, "")
        for told in account.figures:
            before, words, after = _cut(account, told)
            speaker = told.speaker or account.speaker
            found.setdefault(
                told.cell,
                Side(told.cell, speaker, told.side, account.outlet, before, words, after),
            )
    return found


def _cut(account: Account, told: Told) -> tuple[str, str, str]:
    """Return the account's sentence cut around the figure's words."""
    start = account.evidence[0].start if account.evidence else 0
    at = told.span.start - start
    if at >= 0 and account.words[at : at + len(told.words)] == told.words:
        return account.words[:at], told.words, account.words[at + len(told.words) :]
    before, found, after = account.words.partition(told.words)
    return (before, found, after) if found else ("", told.words, "")
