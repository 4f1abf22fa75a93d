"""A stretch of text that names somebody, before it is known who it is."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from reportedly.vocabulary import ActorKind


@dataclass(slots=True)
class Mention:
    """Tokens `start` to `end` (exclusive) around the head word `head`.

    `key` is what makes two mentions one actor; `definite` descriptions look back for theirs.
    """

    start: int
    end: int
    head: int
    name: str
    kind: ActorKind
    key: tuple[str, ...]
    country: str | None = None
    role: str | None = None
    office: str | None = None
    wikidata: str | None = None
    definite: bool = False
    plural: bool = False

    def covers(self, other: Mention) -> bool:
        """Tell whether this mention holds all tokens of the other."""
        return self.start <= other.start and other.end <= self.end


PARTY = {"by", "with", "against", "between", "from", "to", "of", "for", "including", "among", "on"}
LOCATIVE = {"in", "at", "near", "inside", "outside", "across", "around", "into", "through", "over"}


MOVING = {
    "flee", "fly", "go", "travel", "cross", "return", "come", "move", "escape", "arrive", "walk",
    "withdraw", "drive", "sail", "march", "deport", "smuggle", "evacuate", "fall", "back", "away",
}  # fmt: skip


def acts(token: Token) -> bool:
    """Tell whether a name stands where somebody acts, suffers or is dealt with."""
    if token.dep_ in {"nsubj", "nsubjpass", "dobj", "iobj", "dative", "agent"}:
        return True
    if token.dep_ == "pobj":
        prep = token.head
        moved = prep.lower_ in {"to", "from"} and prep.head.lemma_.lower() in MOVING
        return prep.lower_ in PARTY and prep.dep_ != "pobj" and not moved
    if token.dep_ in {"conj", "appos"} and token.head.i != token.i:
        return acts(token.head)
    return token.dep_ == "poss"
