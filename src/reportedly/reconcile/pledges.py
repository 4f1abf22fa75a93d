"""What a report tells of commitments: those it names, and passages on what became of one.

Later reports often tell the outcome without making the commitment anew: "the pause … has been
broken", "as the generals had required". Such a passage is a telling too, if its words say what
became of something promised, threatened, offered or demanded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from reportedly.knowledge.tables import load
from reportedly.reconcile.sides import home_of, named_in, side_of
from reportedly.reconcile.tellings import Told
from reportedly.reconcile.voices import voice_of
from reportedly.reconcile.words import Words, words_of
from reportedly.vocabulary import (
    Cell,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Event,
    Span,
    Statement,
)

ALL_OF_THEM = frozenset({"sides", "two sides", "both sides", "parties", "both parties", "They"})
KINDS_OF_WORDS = ("names", "numbers", "others")
DUE = re.compile(r"\b(?:by|before|until|till|within|inside|no later than)(?: the)?\s*$", re.I)
DUE_INSIDE = re.compile(r"^(?:by|before|until|within|no later than)\b", re.I)


@dataclass(frozen=True)
class TurnWords:
    """A pattern of words that tell what became of a commitment of some kinds (none: of any)."""

    pattern: str
    status: CommitmentStatus
    kinds: tuple[CommitmentKind, ...] = ()


@dataclass(frozen=True)
class Mention:
    """The stem of a word by which a report speaks of a commitment, and its kinds."""

    stem: str
    kinds: tuple[CommitmentKind, ...]


@dataclass(frozen=True, slots=True)
class Pledged:
    """A passage on a commitment as it is compared.

    `kinds` are what it may be; `kind` is null where the passage only tells what became of it.
    `by` and `to` are sides, `parties` and `others` their names. `what` is what was promised,
    `asked` its words, with those for whoever has no side; `words` are those of the whole passage.
    `published` is a day's number.
    """

    article: str
    entry: str
    kind: CommitmentKind | None
    kinds: tuple[CommitmentKind, ...]
    by: tuple[str, ...]
    to: tuple[str, ...]
    parties: tuple[str, ...]
    others: tuple[str, ...]
    what: str
    condition: str | None
    due: str | None
    status: CommitmentStatus
    evidence: tuple[Span, ...]
    asked: Words
    words: Words
    published: int | None

    @property
    def cell(self) -> Cell:
        """Return its cell."""
        return Cell(self.article, self.entry)

    def to_json(self) -> str:
        """Write it as JSON, sets in order."""
        values = {name: getattr(self, name) for name in self.__slots__}
        values["evidence"] = [[span.start, span.end] for span in self.evidence]
        for key in ("asked", "words"):
            values[key] = {name: sorted(getattr(values[key], name)) for name in KINDS_OF_WORDS}
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=20_000)
def pledged_from(body: str) -> Pledged:
    """Read one back from its JSON."""
    values: dict[str, Any] = json.loads(body)
    values["evidence"] = tuple(Span(*span) for span in values["evidence"])
    for key in ("asked", "words"):
        values[key] = Words(**{name: frozenset(some) for name, some in values[key].items()})
    for key in ("kinds", "by", "to", "parties", "others"):
        values[key] = tuple(values[key])
    return Pledged(**values)


def pledges_of(known: Told) -> list[Pledged]:
    """Return the passages of a reading on commitments, in the order told."""
    found = [of_commitment(known, one) for one in known.reading.commitments]
    taken = [span for one in known.reading.commitments for span in one.evidence]
    found += [one for one in outcomes(known) if not any(map(one.evidence[0].overlaps, taken))]
    in_order = sorted(found, key=lambda one: (one.evidence, one.entry))
    for at in range(1, len(in_order)):
        if goes_on(in_order[at]):
            in_order[at] = continued(in_order[at - 1], in_order[at])
    return in_order


def goes_on(one: Pledged) -> bool:
    """Tell whether a passage names its parties only as "both sides" of the one before."""
    return bool(one.parties) and not one.by and set(one.parties) <= ALL_OF_THEM


def continued(before: Pledged, one: Pledged) -> Pledged:
    """Return a passage with the parties and words of the one that it goes on from."""
    asked = Words(*(getattr(before.asked, k) | getattr(one.asked, k) for k in KINDS_OF_WORDS))
    return replace(one, by=before.by, parties=before.parties, asked=asked)


def of_commitment(known: Told, one: Commitment) -> Pledged:
    """Return a commitment as it is compared."""
    home, article = home_of(known), known.reading.article
    by = [known.actors[id_] for id_ in one.by if id_ in known.actors]
    to = [known.actors[id_] for id_ in one.to if id_ in known.actors]
    sides = [side for side in (side_of(actor, home) for actor in by) if side]
    statement = known.statements.get(one.statement or "")
    if not sides and not by and statement is not None:
        side = voice_of(known, statement).side
        sides = [side] if side else []
    sentence = passage(known, one.evidence)
    turned = outcome_in(sentence, (one.kind,))
    what = one.what.of(known.text)
    return Pledged(
        article=article.id,
        entry=one.id,
        kind=one.kind,
        kinds=(one.kind,),
        by=tuple(dict.fromkeys(sides)),
        to=tuple(dict.fromkeys(filter(None, (side_of(actor, home) for actor in to)))),
        parties=tuple(dict.fromkeys(actor.name for actor in by)),
        others=tuple(dict.fromkeys(actor.name for actor in to)),
        what=what,
        condition=one.condition.span.of(known.text) if one.condition else None,
        due=due_of(known, one.evidence),
        status=one.status if one.status != "open" else (turned or "open"),
        evidence=one.evidence,
        asked=words_of([what, *(actor.name.lower() for actor in by if not side_of(actor, home))]),
        words=words_of([sentence]),
        published=article.published.toordinal() if article.published else None,
    )


def passage(known: Told, evidence: tuple[Span, ...]) -> str:
    """Return the sentences in which some evidence stands."""
    return " ".join(dict.fromkeys(known.sentence(span).of(known.text) for span in evidence))


def outcomes(known: Told) -> Iterator[Pledged]:
    """Yield the passages that tell what became of a commitment without making it anew."""
    article = known.reading.article
    for sentence in known.sentences:
        words = sentence.of(known.text)
        kinds = kinds_meant(words)
        status = outcome_in(words, kinds) if kinds else None
        cell = entry_in(known, sentence) if status else None
        if status is None or cell is None:
            continue
        yield Pledged(
            article=article.id,
            entry=cell,
            kind=None,
            kinds=kinds,
            by=sides_named(words),
            to=(),
            parties=(),
            others=(),
            what=words.strip(),
            condition=None,
            due=None,
            status=status,
            evidence=(Span(sentence.start, sentence.start + len(words.rstrip())),),
            asked=words_of([words]),
            words=words_of([words]),
            published=article.published.toordinal() if article.published else None,
        )


def entry_in(known: Told, sentence: Span) -> str | None:
    """Return the entry by which a passage is known: an event in it, else a statement or figure."""
    reading = known.reading
    told: list[tuple[Span, str]] = [
        (span, one.id) for one in reading.events if isinstance(one, Event) for span in one.evidence
    ]
    told = [(span, id_) for span, id_ in told if span.within(sentence)]
    if not told:
        said = [one for one in reading.statements if isinstance(one, Statement)]
        told = [(one.cue.span, one.id) for one in said if one.cue.span.within(sentence)]
        told += [(one.span, one.id) for one in reading.figures if one.span.within(sentence)]
        told += [(one.span, one.id) for one in reading.times if one.span.within(sentence)]
    return min(told)[1] if told else None


def outcome_in(words: str, kinds: tuple[CommitmentKind, ...]) -> CommitmentStatus | None:
    """Return what words say became of a commitment of one of some kinds, None if nothing."""
    for row, pattern in turn_words():
        if (not row.kinds or set(row.kinds) & set(kinds)) and pattern.search(words):
            return row.status
    return None


@lru_cache(maxsize=4096)
def kinds_meant(words: str) -> tuple[CommitmentKind, ...]:
    """Return of which kinds of commitments words may speak, none if of no commitment."""
    low = words.casefold()
    found: dict[CommitmentKind, None] = {}
    for row in load(Mention, "english/commitment_mentions.csv"):
        if re.search(rf"\b{row.stem}", low):
            found.update(dict.fromkeys(row.kinds))
    return tuple(found)


def sides_named(words: str) -> tuple[str, ...]:
    """Return the sides that a passage names, groups and countries, in order."""
    found: dict[str, None] = {}
    for _, one in named_in(words):
        if one.kind == "armed_group" and one.country:
            found[f"{one.country}-{one.name}"] = None
        elif one.kind in {"country", "government", "armed_force"} and one.country:
            found[one.country] = None
    return tuple(found)


def due_of(known: Told, evidence: tuple[Span, ...]) -> str | None:
    """Return the day by which something is to be done, as far as the words and a date tell."""
    published = known.reading.article.published
    for time in known.reading.times:
        if not time.end or not any(time.span.within(span) for span in evidence):
            continue
        before = known.text[max(0, time.span.start - 20) : time.span.start]
        if DUE.search(before) or DUE_INSIDE.search(time.span.of(known.text)):
            day = time.end[:10]
            if published is None or date.fromisoformat(day) >= published:
                return day
    return None


@cache
def turn_words() -> tuple[tuple[TurnWords, re.Pattern[str]], ...]:
    """Return the words about outcomes with their patterns."""
    rows = load(TurnWords, "english/commitment_turns.csv")
    return tuple((row, re.compile(row.pattern, re.IGNORECASE)) for row in rows)
