"""Headlines and transcripts: "Governor: debris fell on a plant"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.statements.attribution import Attribution, trimmed

LONGEST_NAME = 6


def find_headings(doc: Doc) -> Iterator[Attribution]:
    """Yield what follows a name and a colon at the start of a line."""
    start = 0
    for token in doc:
        if "\n" in token.text:
            start = token.i + 1
        elif token.text == ":" and is_name(doc[start : token.i]):
            end = next((t.i for t in doc[token.i :] if "\n" in t.text), len(doc))
            said = trimmed(doc, (token.i + 1, end), frozenset(range(token.i + 1, end)))
            cue = (token.i, token.i + 1)
            if said and not doc[start].is_quote:
                yield Attribution(token.i, ":", "report", cue, (start, token.i), (said,))


def is_name(words: object) -> bool:
    """Tell whether the words before a colon are a name or a title."""
    tokens: list[Token] = [t for t in words if not t.is_space]  # type: ignore[attr-defined]
    if not 0 < len(tokens) <= LONGEST_NAME:
        return False
    return tokens[-1].pos_ == "PROPN" and all(t.text[0].isupper() or t.is_stop for t in tokens)
