"""What a number counts: the noun after it, or the lack of one."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from reportedly.reading.figures.lexicon import noun_classes
from reportedly.reading.figures.phrases import PLURALS, class_of, noun_phrase

SKIPPED = frozenset({
    "more", "additional", "further", "such", "or", "of", "new", '"', "“", "”", "’", "'",
})  # fmt: skip
FILLERS = frozenset({
    "the", "these", "those", "its", "their", "our", "his", "her", "my", "your", "all", "a",
    "an", "own",
})  # fmt: skip
PRONOUNS = frozenset({
    "them", "us", "you", "whom", "which", "these", "those", "it",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun phrase.

    `anchor` is the token that carries the phrase in the sentence (the noun, or the number where
    it stands alone or before "of"); `first` to `last` are token indices of the noun's words.
    """

    anchor: Token
    head: Token | None
    first: int
    last: int
    kind: str
    partitive: bool = False
    total: bool = False  # the whole that a part was named of: "121 of the 157 drones"

    @property
    def end(self) -> int:
        """Index of the token after the phrase."""
        return self.last + 1


def counted(
    doc: Doc, number: Token, edges: tuple[int, int], blocked: frozenset[int], value: float | None
) -> Counted:
    """Return what a number counts; `edges` are its first token and the token after it.

    `blocked` are tokens that belong to times or other numbers; a noun phrase ends before them.
    """
    start, after = edges
    i, partitive = after, False
    out = i + 1 < len(doc) and doc[i].lower_ == "out"  # "110 out of 177"
    if i + out < len(doc) and doc[i + out].lower_ == "of":
        partitive = not whole_scale(number)
        i = part_of(doc, i + out + 1, blocked)
    while i < len(doc) and doc[i].lower_ in SKIPPED and i not in blocked:
        i += 1
    found = noun_phrase(doc, i, blocked, None if partitive else value)
    if partitive:
        found = part_named(doc, i, found)
    if found is None:
        return Counted(number, None, after, max(number.i, i - 1), "", partitive=partitive)
    first, head = found
    last, kind = head.i, class_of(doc, first, head)
    tail = [token.lower_ for token in doc[last + 1 : last + 3]]
    longer = " ".join([head.lemma_.lower(), *tail])
    if len(tail) == 2 and longer in noun_classes():  # "prisoners of war"
        last, kind = last + 2, noun_classes()[longer]
    whole = not partitive and is_total(doc, start, blocked)
    return Counted(number if partitive else head, head, first, last, kind, partitive, whole)


def part_named(doc: Doc, i: int, found: tuple[int, Token] | None) -> tuple[int, Token] | None:
    """Return what names the whole of a part: "the wounded", but not "them in hospital"."""
    if found is None:
        adjective = i < len(doc) and doc[i].tag_ in {"JJ", "VBN", "VBD"}
        return (i, doc[i]) if adjective and doc[i - 1].lower_ in FILLERS else None
    return None if doc[i - 1].lower_ in PRONOUNS and found[1].tag_ not in PLURALS else found


def part_of(doc: Doc, i: int, blocked: frozenset[int]) -> int:
    """Return where the noun stands after "of", past "the", "the 157" and "the state's 17"."""
    size = len(doc)
    while i < size and doc[i].lower_ in FILLERS | PRONOUNS and i not in blocked:
        i += 1
    for j in range(i, min(size - 1, i + 4)):
        if doc[j].tag_ == "POS" and j + 1 in blocked:
            i = j + 1
            break
    while i < size and i in blocked and (doc[i].like_num or doc[i].lower_ in {"a", "dozen"}):
        i += 1
    return i


def is_total(doc: Doc, first: int, blocked: frozenset[int]) -> bool:
    """Tell whether the number at `first` is the whole of "121 of the 157", "none of the nine"."""
    i = first - 1
    if i >= 2 and doc[i].tag_ == "POS":
        i = next((j for j in range(i - 1, max(0, i - 5), -1) if doc[j].lower_ == "of"), i)
    while i >= 0 and doc[i].lower_ in FILLERS:
        i -= 1
    if i <= 0 or doc[i].lower_ != "of":
        return False
    part = doc[i - 2] if doc[i - 1].lower_ == "out" and i > 1 else doc[i - 1]
    if part.lower_ in {"none", "neither"}:
        return True
    named = i < first - 1  # "dozens of the 300"
    return part.i in blocked and (named or not whole_scale(part))


def whole_scale(number: Token) -> bool:
    """Tell whether "of" only links number and noun ("hundreds of people", "dozens of")."""
    return number.lower_.endswith("s") and not number.is_digit


def unit_text(doc: Doc, found: Counted) -> str | None:
    """Return the words of the counted noun phrase as the article has them."""
    if found.head is None:
        return None
    unit: str = doc[found.first : found.last + 1].text
    return unit
