"""One promise told twice in an article is one commitment with two pieces of evidence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Actor, Commitment, Figure

WORD = re.compile(r"\w{4,}")  # shorter words say little about what is promised
FEWEST = 2  # words that the shorter telling must share, unless all of its words are shared


class Written(NamedTuple):
    """A commitment without its id yet, and where the word that binds stands."""

    start: int
    entry: Commitment


def joined(told: list[Written], notebook: Notebook) -> list[Written]:
    """Return commitments without those that only repeat another one, whose evidence they become."""
    out: list[Written] = []
    for one in told:
        known = (n for n, old in enumerate(out) if repeats(old.entry, one.entry, notebook))
        host = next(known, None)
        if host is None:
            out.append(one)
            continue
        best, other = out[host], one
        if fullness(one.entry) > fullness(best.entry):
            best, other = other, best
        more = (s for s in other.entry.evidence if s not in best.entry.evidence)
        evidence = (*best.entry.evidence, *more)
        out[host] = Written(best.start, replace(best.entry, evidence=evidence))
    return sorted(out, key=lambda one: one.start)


def fullness(one: Commitment) -> tuple[bool, bool]:
    """Return how much of itself a commitment tells: its condition, those it is made to."""
    return one.condition is not None, bool(one.to)


def repeats(old: Commitment, new: Commitment, notebook: Notebook) -> bool:
    """Tell whether the same is promised or threatened by the same, not on two conditions."""
    if old.kind != new.kind or (old.condition and new.condition):
        return False
    if not sides(old, notebook) & sides(new, notebook) or old.status != new.status:
        return False
    text = notebook.article.text
    mine, theirs = (set(WORD.findall(c.what.of(text).lower())) for c in (new, old))
    shared = mine & theirs
    if counted(old, notebook) is not None and counted(old, notebook) == counted(new, notebook):
        return bool(shared)
    return len(shared) >= min(FEWEST, len(mine), len(theirs)) and old.kind == "threat"


def sides(one: Commitment, notebook: Notebook) -> set[str]:
    """Return those a commitment binds; a country's leaders threaten with its forces."""
    actors = [notebook.get(Actor, i) for i in one.by]
    return {(one.kind == "threat" and who.country) or who.name.casefold() for who in actors}


def counted(one: Commitment, notebook: Notebook) -> float | None:
    """Return how many a commitment binds, where they are counted."""
    return notebook.get(Figure, one.parties).value if one.parties else None
