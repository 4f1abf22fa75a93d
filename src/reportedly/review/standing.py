"""Which decisions count: those that nobody took back, and no later one says otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterable

from reportedly.review.fields import Unfit, plain_entry, value_at
from reportedly.review.seen import Seen
from reportedly.vocabulary import Review


def taken_back(reviews: Iterable[Review]) -> dict[int, Review]:
    """Return, by number, the decisions that are taken back, each with the one that does so.

    An undo that is itself taken back takes nothing back. The reviews must hold the undoing ones.
    """
    undone: dict[int, Review] = {}
    for review in sorted(reviews, key=lambda it: it.number, reverse=True):
        if review.decision == "undo" and review.undoes is not None and review.number not in undone:
            undone.setdefault(review.undoes, review)
    return undone


def standing(reviews: Iterable[Review]) -> list[Review]:
    """Return the decisions that count, in their order, without the undoing ones."""
    every = sorted(reviews, key=lambda it: it.number)
    undone = taken_back(every)
    return [it for it in every if it.decision != "undo" and it.number not in undone]


def overruling(review: Review, counting: list[tuple[Review, Seen]]) -> Review | None:
    """Return the latest decision that says otherwise than this earlier one."""
    later = [(it, seen) for it, seen in counting if it.number > review.number]
    return next((it for it, seen in reversed(later) if _disagrees(review, it, seen)), None)


def _disagrees(earlier: Review, later: Review, seen: Seen) -> bool:
    pair = (earlier.decision, later.decision)
    if "comment" in pair:
        return False
    if "rate" in pair:
        return pair[1] == "reject" or (pair == ("rate", "rate") and earlier.new != later.new)
    if "reject" in pair:
        return pair != ("reject", "reject")
    if pair == ("accept", "accept"):
        return False
    if pair[1] == "correct":
        same_value = earlier.decision == "correct" and earlier.new == later.new
        return _of_one_field(earlier.field, later.field) and not same_value
    return _accepts_otherwise(earlier, later, seen)


def _accepts_otherwise(corrected_: Review, accepted: Review, seen: Seen) -> bool:
    """Tell whether a later reader of the entry accepted another value than the corrected one."""
    if seen.sight is None or not _of_one_field(corrected_.field, accepted.field):
        return False
    try:
        value = value_at(plain_entry(seen.sight.kind, seen.sight.entry), corrected_.field)
    except Unfit:
        return True
    return bool(value != json.loads(corrected_.new or "null"))


def _of_one_field(one: str, other: str) -> bool:
    """Tell whether one of two dotted fields holds the other; an empty one holds all."""
    short, long = sorted((one, other), key=len)
    return not short or f"{long}.".startswith(f"{short}.")
