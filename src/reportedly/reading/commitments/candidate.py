"""What a finder hands on: a commitment seen in the words, before its parts are resolved."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.vocabulary import CommitmentKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A commitment by its tokens.

    `cue` is the word that binds, `head` the head of what is committed to, `what` its words
    [start, end) as token indices, `by` and `to` the heads of the phrases that name the bound and
    the addressed. `voice`: the bound one is the speaker of the words around, if `by` is empty.
    """

    kind: CommitmentKind
    cue: Token
    head: Token
    what: tuple[int, int]
    by: tuple[Token, ...]
    to: tuple[Token, ...] = ()
    noun: Token | None = None
    voice: bool = False
