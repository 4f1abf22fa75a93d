"""Where a token's sentence begins and ends, without walking the whole article each time."""

from __future__ import annotations

from spacy.tokens import Token

LONGEST = 200  # tokens looked through on each side; also the bound where nothing marks sentences


def sentence_start(token: Token) -> int:
    """Return the index of the first token of the sentence."""
    doc, first = token.doc, max(0, token.i - LONGEST)
    for i in range(token.i, first, -1):
        if doc[i].is_sent_start:
            return i
    return first


def sentence_end(token: Token) -> int:
    """Return the index after the last token of the sentence."""
    doc, last = token.doc, min(len(token.doc), token.i + LONGEST)
    for i in range(token.i + 1, last):
        if doc[i].is_sent_start:
            return i
    return last
