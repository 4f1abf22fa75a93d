"""What the finders of this room hand on, in tokens; the component turns it into statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.vocabulary import Act

Range = tuple[int, int]  # token indices, end exclusive


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says something: all parts as token ranges of one doc.

    `root` is the index of the cue's head word; `source` is None where the text hides it.
    `addressee` is a range too. `relays` marks one that may only tell who passed words on ("as
    reported by"); its content is then another attribution's sentence. `learnt` marks one that the
    tagger found, not the tables alone, `sure` one that its layout tells beyond doubt.
    """

    root: int
    lemma: str
    act: Act
    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    addressee: Range | None = None
    relays: bool = False
    learnt: bool = False
    sure: bool = False


def subtree(token: Token) -> Range:
    """Return the range from the first to the last word below a token."""
    return token.left_edge.i, token.right_edge.i + 1


def trimmed(doc: Doc, part: Range, quoted: frozenset[int] = frozenset()) -> Range | None:
    """Cut punctuation and spaces off both ends, but nothing that belongs to a quotation."""
    start, end = part
    while start < end and outer(doc[start]) and start not in quoted:
        start += 1
    while start < end and outer(doc[end - 1]) and end - 1 not in quoted:
        end -= 1
    return (start, end) if start < end else None


def outer(token: Token) -> bool:
    """Tell whether a token is mere punctuation or space at the edge of a span."""
    return token.is_space or (token.is_punct and token.text not in ("%", "$")) or token.dep_ == "cc"


def without(part: Range, cut: Iterable[Range]) -> list[Range]:
    """Return what is left of a range when others are taken out of it."""
    left = [part]
    for start, end in cut:
        left = [
            piece
            for old in left
            for piece in ((old[0], min(old[1], start)), (max(old[0], end), old[1]))
            if piece[0] < piece[1]
        ]
    return left


def touches(one: Range, other: Range) -> bool:
    """Tell whether two ranges share a token."""
    return one[0] < other[1] and other[0] < one[1]
