"""The same commitment in many reports → one thread, and what became of it.

Two passages are of one commitment if whose it is and of what kind agree, and what is promised by
one stands among the words of the other. The status moves when a later report says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from reportedly.reconcile.pledges import Pledged
from reportedly.reconcile.words import Words, stem, words_of
from reportedly.vocabulary import Cell, CommitmentKind, Thread, Turn

LONG = 200  # days after which the same words are another commitment
NAME, OTHER = 2.0, 1.0  # what a shared name or number, and another word, count for
ENOUGH = 3.0  # weight that two passages must share
OUTCOME = 2.0  # … that a passage on an outcome must share with what it is the outcome of
COVERED = 0.5  # share of what is promised that stands among the other's words
BEFORE = 0.2  # an outcome may share this little, if whose it is agrees
DESCRIBED = 2  # nouns for a party without a name: "border commissions"
KEYS = 16  # blocks of one passage
GIVEN: frozenset[CommitmentKind] = frozenset({"pledge", "offer", "guarantee"})
# Words about commitments themselves, which any two passages share.
ABOUT = frozenset(
    stem(word)
    for word in (
        "promise", "promised", "promises", "pledge", "pledged", "vow", "vowed", "offer", "offered",
        "threat", "threatened", "threats", "demand", "demanded", "agree", "agreed", "agreement",
        "undertaken", "undertaking", "guarantee", "guaranteed", "commitment", "committed", "deal",
        "broken", "broke", "withdrew", "withdrawn", "keeping", "kept", "lifting", "lifted", "made",
        "said", "announced", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "day", "days", "week", "weeks", "earlier", "later", "after", "before",
    )
)  # fmt: skip


def blocks_of(one: Pledged) -> list[str]:
    """Return the blocks in which a passage is kept: its words, each with the period it is of."""
    period = "" if one.published is None else str(one.published // LONG)
    return [f"{word}|{period}" for word in block_words(one)]


def blocks_to_search(one: Pledged, periods: Iterable[int]) -> list[str]:
    """Return the blocks in which passages like one may stand: those of its period and around it.

    A passage without a day may be like any, of all the `periods` there are.
    """
    around = [""]
    if one.published is None:
        around += [str(period) for period in periods]
    else:
        now = one.published // LONG
        around += [str(now), str(now - 1), str(now + 1)]
    return [f"{word}|{period}" for word in block_words(one) for period in around]


def block_words(one: Pledged) -> list[str]:
    """Return the words by which a passage is found: those of what is promised, then names."""
    asked = one.asked if one.kind else one.words
    keys = [
        *sorted(bare(asked.names | asked.numbers)),
        *sorted(bare(asked.others)),
        *sorted(bare(one.words.names | one.words.numbers)),
    ]
    return list(dict.fromkeys(keys))[:KEYS]


def bare(words: Iterable[str]) -> set[str]:
    """Return words without those about commitments themselves."""
    return set(words) - ABOUT


def chance(one: Pledged, other: Pledged) -> float:
    """Return how likely two passages are of one commitment, 0 to 1."""
    if apart(one, other) > LONG or not kinds_agree(one, other) or not sides_agree(one, other):
        return 0.0
    outcome = "open" not in {one.status, other.status} or one.status != other.status
    told = [(a, b) for a, b in ((one, other), (other, one)) if a.kind is not None]
    shares = [shared(a, b) for a, b in told or [(one, other), (other, one)]]
    weight, share = max(shares, key=lambda it: (it[0] >= ENOUGH, it[1], it[0]))
    if weight >= ENOUGH and share >= COVERED:
        return 0.5 + share / 2
    if outcome and weight >= OUTCOME and share >= BEFORE and known_alike(one, other):
        return 0.5 + share / 4
    return share / 2.01


def shared(one: Pledged, other: Pledged) -> tuple[float, float]:
    """Return the weight of what is promised by one that the other tells, and its share of all."""
    mine, theirs = weighed(one.asked), bare_words(other.words)
    weight = sum(mine[word] for word in mine if word in theirs)
    return weight, weight / max(sum(mine.values()), 1.0)


@lru_cache(maxsize=20_000)
def bare_words(words: Words) -> frozenset[str]:
    """Return all words of a passage that count."""
    return words.all() - ABOUT


@lru_cache(maxsize=20_000)
def weighed(words: Words) -> dict[str, float]:
    """Return the words that count, each with its weight."""
    found = dict.fromkeys(bare(words.others), OTHER)
    return found | dict.fromkeys(bare(words.names | words.numbers), NAME)


def kinds_agree(one: Pledged, other: Pledged) -> bool:
    """Tell whether two passages may speak of one kind; what is given has several names."""
    mine, theirs = set(one.kinds), set(other.kinds)
    return bool(mine & theirs) or bool(mine & GIVEN and theirs & GIVEN)


def sides_agree(one: Pledged, other: Pledged) -> bool:
    """Tell whether two passages may be of the same party; one that names none may be of any.

    A report on an outcome may name whoever it concerns, or whoever says so.
    """
    mine, theirs = parties(one), parties(other)
    return not mine or not theirs or bool(mine & theirs)


def known_alike(one: Pledged, other: Pledged) -> bool:
    """Tell whether two passages name a party in common, be it only by the same nouns."""
    if parties(one) & parties(other):
        return True
    nouns = [nouns_of(it.parties) for it in (one, other)]
    told = [one.words.all(), other.words.all()]
    described = max(len(nouns[0] & told[1]), len(nouns[1] & told[0]))
    return described >= DESCRIBED


@lru_cache(maxsize=20_000)
def nouns_of(names: tuple[str, ...]) -> frozenset[str]:
    """Return the words of parties' names."""
    return words_of(names).all()


def parties(one: Pledged) -> frozenset[str]:
    """Return the keys of whose commitment it is: sides, their countries, and names."""
    return keys_of(one.by, one.to if one.kind in {"demand", "threat"} else (), one.parties)


@lru_cache(maxsize=20_000)
def keys_of(by: tuple[str, ...], to: tuple[str, ...], parties: tuple[str, ...]) -> frozenset[str]:
    """Return sides and full names together."""
    names = {name for name in parties if " " in name and name[:1].isupper()}
    return frozenset({*by, *to, *names})


def apart(one: Pledged, other: Pledged) -> int:
    """Return the days between two passages' publication, 0 if unknown."""
    if one.published is None or other.published is None:
        return 0
    return abs(one.published - other.published)


def in_order(members: Iterable[Pledged]) -> list[Pledged]:
    """Return passages in the order of publication, the undated last."""
    return sorted(members, key=lambda one: (one.published or 10**9, one.cell))


def thread(id: str, members: Sequence[Pledged], rulings: Iterable[Turn] = ()) -> Thread:
    """Return the thread of a commitment; what a person ruled goes last, and holds."""
    told = in_order(members)
    first = next(one for one in told if one.kind is not None)
    turns = [*turns_of(told), *rulings]
    return Thread(
        id=id,
        kind=first.kind or "pledge",
        by=all_of(one.parties for one in told if one.kind),
        to=all_of(one.others for one in told if one.kind),
        what=first.what,
        condition=next((one.condition for one in told if one.condition), None),
        due=next((one.due for one in told if one.due), None),
        status=turns[-1].status if turns else "open",
        members=tuple(one.cell for one in told),
        turns=tuple(turns),
    )


def turns_of(told: Sequence[Pledged]) -> list[Turn]:
    """Return the changes of status that reports tell; each once, as it is told first."""
    turns: list[Turn] = []
    for one in told:
        if one.status != "open" and (not turns or turns[-1].status != one.status):
            day = date.fromordinal(one.published) if one.published else None
            turns.append(Turn(one.status, one.cell, day, one.evidence))
    return turns


def all_of(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return names, each once, in order."""
    return tuple(dict.fromkeys(name for some in names for name in some))


def new_id(cell: Cell) -> str:
    """Return the id of a thread that begins with this cell."""
    return "t" + hashlib.sha256("\x1f".join(cell).encode()).hexdigest()[:11]
