"""All attributions of a doc: found by their cues, tidied, each content whole and tight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from reportedly.reading.statements.attribution import (
    Attribution,
    Range,
    touches,
    trimmed,
    without,
)
from reportedly.reading.statements.headings import find_headings
from reportedly.reading.statements.phrases import find_nouns, find_phrases
from reportedly.reading.statements.quoted import attach, token_ranges, widen
from reportedly.reading.statements.sources import wording
from reportedly.reading.statements.verbs import find_verbs
from reportedly.vocabulary import Span

NAMES = {"PROPN", "NOUN", "PRON"}


def find_by_rules(doc: Doc, quotes: Sequence[Span]) -> list[Attribution]:
    """Return the attributions that tables and parse give, in the order of the cues.

    `quotes` are the character spans of the quotations. A doc without a parse gives none.
    """
    if not doc.has_annotation("DEP"):
        return []
    ranges = token_ranges(doc, quotes)
    raw = [*find_verbs(doc), *find_phrases(doc), *find_nouns(doc), *find_headings(doc, ranges)]
    one_each = {one.root: one for one in sorted(raw, key=lambda one: one.root)}
    found = attach(doc, [widen(one, ranges) for one in one_each.values()], ranges)
    tidy = (tidied(doc, revoiced(doc, one, ranges), ranges) for one in found)
    return [one for one in tidy if one.content]


def revoiced(doc: Doc, one: Attribution, quotes: Sequence[Range]) -> Attribution:
    """Take the speaker from behind the cue where the parse found one inside the quotation."""
    inside = [q for q in quotes if one.source and touches(q, one.source)]
    if not inside or any(q[0] <= one.root < q[1] for q in inside):
        return one
    after = next((c for c in doc[one.root + 1 : one.root + 4] if c.pos_ in NAMES), None)
    if after is None:
        return one
    head = after
    while head.head.i > one.root and head.head.pos_ in NAMES and head.head.i != head.i:
        head = head.head
    return replace(one, source=wording(head, one.root))


def tidied(doc: Doc, one: Attribution, quotes: Sequence[Range]) -> Attribution:
    """Take cue and source out of the content and cut its edges; quotation marks stay."""
    cut = [part for part in (one.cue, one.source, one.addressee) if part]
    inside = one.addressee and any(a <= one.addressee[0] < b for a, b in quotes)
    cut = cut[:-1] if inside else cut
    pieces = [piece for part in one.content for piece in without(part, cut)]
    marks = frozenset(i for start, end in quotes for i in range(start, end))
    parts = [part for piece in pieces if (part := trimmed(doc, piece, marks))]
    merged: list[Range] = []
    for part in sorted(set(parts)):
        if merged and touches(merged[-1], part):
            merged[-1] = (merged[-1][0], max(merged[-1][1], part[1]))
        else:
            merged.append(part)
    return replace(one, content=tuple(merged))
