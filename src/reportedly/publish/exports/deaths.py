"""Deaths as accounts tell them, and the rules by which formats with one number choose it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.vocabulary import Account, Incident, Told

KILLED = "killed"
ELSEWHERE = frozenset({"window", "scope", "part"})  # counted over more than the incident, or less
HAPPENED = frozenset({"asserted", "claimed"})


@dataclass(frozen=True, slots=True)
class Deaths:
    """The smallest, largest and chosen number of deaths; all null where none is told."""

    low: int | None
    best: int | None
    high: int | None


def told_deaths(incident: Incident) -> Iterator[Told]:
    """Yield the figures for deaths in this incident, of accounts that say that it happened.

    Those that count over more days or a wider area, or another part, are left out.
    """
    for account in incident.accounts:
        if account.status in HAPPENED and not account.recalled:
            yield from (told for told in account.figures if _counts(told))


def deaths_of(incident: Incident) -> Deaths:
    """Return the range of deaths and the best number by rule.

    A figure's number is its lower end, or its upper end where it has no other. Each origin has
    one number: the largest of its latest report that has any, for the smaller ones are parts of
    it ("13 people, among them five children"). An outlet that says it in its own voice is its own
    origin, reprints that of the first. `low` is the smallest of these numbers, `best` their
    median (of two in the middle the lower), `high` the largest end of any figure.
    """
    by_origin: dict[str, tuple[str, float]] = {}
    highest = 0.0
    for told in told_deaths(incident):
        number = told.low if told.low is not None else told.high or 0.0
        highest = max(highest, number, told.high or 0.0)
        key = told.origin or _witness(incident, told)
        at = (told.published.isoformat() if told.published else "", number)
        by_origin[key] = max(by_origin.get(key, at), at)
    if not by_origin:
        return Deaths(None, None, None)
    chosen = sorted(number for _, number in by_origin.values())
    return Deaths(int(chosen[0]), int(chosen[(len(chosen) - 1) // 2]), int(highest))


def sentence_of(account: Account) -> str:
    """Return one account as a sentence: by whom, by which outlet, its figures, its words."""
    speaker = account.speaker or "in its own voice"
    figures = "; ".join(figure_words(told) for told in account.figures)
    told = f"{account.outlet or account.cell.article}: {speaker}"
    told += f" ({account.side})" if account.side else ""
    told += f" [{account.status}{', recalled' if account.recalled else ''}]"
    told += f" {{{figures}}}" if figures else ""
    return f"{told}: “{' '.join(account.words.split())}”"


def figure_words(told: Told) -> str:
    """Return a figure in words: measure, comparator, number and unit."""
    ends = [f"{end:g}" for end in (told.low, told.high) if end is not None]
    number = "–".join(dict.fromkeys(ends)) or "?"
    comparator = "" if told.comparator == "exactly" else told.comparator.replace("_", " ") + " "
    return f"{told.measure.replace('_', ' ')} {comparator}{number} {told.unit or ''}".strip()


def _counts(told: Told) -> bool:
    numbered = told.low is not None or told.high is not None
    return told.measure == KILLED and numbered and not ELSEWHERE & set(told.basis)


def _witness(incident: Incident, told: Told) -> str:
    account = next((it for it in incident.accounts if told in it.figures), None)
    return (account and account.witness) or told.cell.article
