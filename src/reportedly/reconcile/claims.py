"""What a passage holds or rejects of a deed, beyond its figures.

Reports contradict each other in more than numbers: the building was a command room, or nobody armed
was inside; the town was taken, or the attack repelled; our aircraft did it, or none was aloft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from reportedly.knowledge.tables import load
from reportedly.reconcile.denials import CLAUSE, REJECTING, negated
from reportedly.reconcile.words import any_of

Stance = Literal["holds", "rejects"]


@dataclass(frozen=True)
class ClaimWord:
    """A word that holds a claim about a deed, or rejects it."""

    words: str
    claim: str
    stance: Stance


@dataclass(frozen=True)
class SiteWord:
    """Words for a kind of site, for its being hit (whole), or for what is seen of it (part)."""

    words: tuple[str, ...]
    kind: Literal["site", "whole", "part"]
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Effects:
    """Kinds of sites that a passage names, and its words that they were hit, or for less."""

    sites: frozenset[str]
    wholes: frozenset[str]
    parts: frozenset[str]


@lru_cache(maxsize=4096)
def effects_in(words: str) -> Effects:
    """Return what a passage tells of sites; what it denies is left out."""
    rows, pattern = site_table()
    sites, told = set(), {"whole": set[str](), "part": set[str]()}
    for found in pattern.finditer(words):
        row = rows[found[0].casefold()]
        if row.kind == "site":
            sites.add(row.site or "")
        elif not negated(words, found.start()):
            told[row.kind].add(found[0].casefold())
    return Effects(frozenset(sites), frozenset(told["whole"]), frozenset(told["part"]))


@cache
def site_table() -> tuple[dict[str, SiteWord], re.Pattern[str]]:
    """Return the words about sites, and a pattern that finds them, longer ones first."""
    rows = {word: row for row in load(SiteWord, "reconcile/sites.csv") for word in row.words}
    return rows, any_of(rows)


@lru_cache(maxsize=4096)
def claims_in(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the claims that a passage holds, and those it rejects."""
    held: set[str] = set()
    rejected: set[str] = set()
    for clause in CLAUSE.split(words):
        turned = REJECTING.search(clause)
        for row, at in claim_words(clause):
            no = negated(clause, at) or bool(turned and turned.start() < at)
            (rejected if no == (row.stance == "holds") else held).add(row.claim)
    return frozenset(held - rejected), frozenset(rejected)


def claim_words(clause: str) -> Iterator[tuple[ClaimWord, int]]:
    """Yield the words of a clause that hold or reject a claim, with where they begin."""
    rows, pattern = claim_table()
    for found in pattern.finditer(clause):
        yield rows[found[0].casefold()], found.start()


@cache
def claim_table() -> tuple[dict[str, ClaimWord], re.Pattern[str]]:
    """Return the words about claims, and a pattern that finds them, longer ones first."""
    rows = {row.words: row for row in load(ClaimWord, "reconcile/claims.csv")}
    return rows, any_of(rows)
