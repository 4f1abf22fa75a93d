"""Word pieces of the tokens of a doc."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc
from tokenizers.implementations.bert_wordpiece import BertWordPieceTokenizer

from reportedly.reading.statements.attribution import Range

KNOWN = 100_000  # tokens remembered; an archive has no end of names
MOST = 4  # pieces of one token; the rest of a very long word tells no more
CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


class Pieces:
    """Cuts tokens into the pieces of an uncased vocabulary; what was cut once is remembered."""

    def __init__(self, vocabulary: Path) -> None:
        """Load `vocab.txt`, one piece a line."""
        self._cut = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        self._known: dict[str, list[int]] = {}
        self._first, self._last, self._unknown = (
            int(self._cut.token_to_id(piece) or 0) for piece in (CLS, SEP, UNKNOWN)
        )

    def of(self, doc: Doc) -> list[list[int]]:
        """Return the piece ids of each token of a doc, at least one each."""
        return [self._pieces(token.text) for token in doc]

    def chunk(
        self, pieces: Sequence[list[int]], chunk: Range
    ) -> tuple[list[int], list[int], list[int]]:
        """Return piece ids with both end marks, each token's first piece, each piece's token.

        The third list leaves out the end marks and holds token indices of the doc.
        """
        ids, first, owner = [self._first], [], []
        for i in range(*chunk):
            first.append(len(ids))
            ids += pieces[i]
            owner += [i] * len(pieces[i])
        ids.append(self._last)
        return ids, first, owner

    def _pieces(self, text: str) -> list[int]:
        found = self._known.get(text)
        if found is None:
            if len(self._known) >= KNOWN:
                self._known.clear()
            cut = self._cut.encode(text, add_special_tokens=False).ids[:MOST]
            found = self._known[text] = cut or [self._unknown]
        return found
