"""A happening while it is being read, before it becomes an Event."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from reportedly.reading.events.lexicon import Trigger
from reportedly.vocabulary import Effect, EventStatus, Means

HOSTING = {"host", "convene", "chair"}
DENYING = {"deny", "refute", "rebut", "disavow"}


@dataclass
class Candidate:
    """One trigger word and what has been found about it.

    `verb` is the verb that carries a noun ("launched a strike"), or the trigger itself; `scope`
    the indexes of the words that tell of it; `doers` and `sufferers` nouns, not yet actors.
    """

    token: Token
    row: Trigger
    kind: str
    weight: float
    verb: Token | None
    light: bool = False
    scope: set[int] = field(default_factory=set)
    doers: list[Token] = field(default_factory=list)
    sufferers: list[Token] = field(default_factory=list)
    means: list[tuple[str, Means]] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    absorbed: list[Candidate] = field(default_factory=list)
    status: EventStatus = "asserted"
    hedge: EventStatus | None = None  # what words make of it that doubt who did it
    statement: str | None = None
    performed: str | None = None  # the statement by which an act in words is done
    place: str | None = None
    time: str | None = None


def hosted(c: Candidate) -> bool:
    """Tell whether somebody is only ready to let others meet ("offered to host talks")."""
    return c.kind == "pledge" and c.token.lemma_.lower() in HOSTING


def denies_account(c: Candidate) -> bool:
    """Tell whether a verb denies as a whole what was told before ("denied the accusation")."""
    return c.row.kind == "attack" and c.token.lemma_.lower() in DENYING
