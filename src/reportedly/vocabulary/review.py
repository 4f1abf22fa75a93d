"""What people decided about cells of the record: append-only, each with author and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Decision = Literal["accept", "correct", "reject", "merge", "split", "rate", "comment", "undo"]
# Whether what a claim says is so, by whoever looked into it; "unproven" where nobody can tell.
Verdict = Literal["true", "mostly_true", "mixed", "mostly_false", "false", "unproven"]


@dataclass(frozen=True, slots=True)
class Review:
    """One decision of one person; it is never changed, only followed by another.

    `article` and `entry` name the cell (for incidents and threads `article` is empty and `entry`
    their id); `field` the part of it that is corrected ("speaker", "low", "place.lat"), empty for
    the whole. `old` and `new` are JSON values as text; `new` of a "rate" is a Verdict, `note` its
    grounds. A merge or split names the other cell in `other` ("article/entry"). `number` orders
    decisions; `undoes` is the number of one taken back.
    """

    number: int
    at: str
    author: str
    decision: Decision
    article: str
    entry: str
    field: str = ""
    old: str | None = None
    new: str | None = None
    other: str | None = None
    note: str | None = None
    undoes: int | None = None
