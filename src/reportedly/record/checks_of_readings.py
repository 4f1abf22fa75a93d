"""What must hold of every article and its reading; each docstring is the line that is printed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportedly.errors import RecordError
from reportedly.record.document import from_json
from reportedly.record.references import entries_of, lies_in, references_of, spans_in
from reportedly.record.search import plain
from reportedly.vocabulary import Reading

COUNTED = ("statements", "events", "figures", "commitments", "places")


@dataclass(frozen=True, slots=True)
class Kept:
    """An article's row with its reading; `problem` says why the reading can't be read."""

    id: str
    text: str
    text_sha256: str
    reader: str | None
    counts: tuple[int, ...]
    reading: Reading | None
    problem: str | None

    @classmethod
    def of(cls, row: Sequence[Any], counts: tuple[int, ...]) -> Kept:
        """Read what stands in a row: id, text, its hash, the reader and the reading's body."""
        id_, words, sha256, reader, body = row
        reading, problem = None, None
        try:
            reading = None if body is None else from_json(body)
        except RecordError as error:
            problem = str(error)
        return cls(id_, words, sha256, reader, counts, reading, problem)


def reading_is_there(kept: Kept) -> Iterator[str]:
    """Every article has a reading."""
    if kept.reading is None and kept.problem is None:
        yield "it has none"


def reading_parses(kept: Kept) -> Iterator[str]:
    """Every reading can be read, and is of its article."""
    if kept.problem is not None:
        yield kept.problem
    elif kept.reading is not None and kept.reading.article.id != kept.id:
        yield f"it is of {kept.reading.article.id!r}"
    elif kept.reading is not None and plain(kept.reading.reader) != kept.reader:
        yield f"it is by {kept.reading.reader!r}, not {kept.reader!r}"


def text_is_unchanged(kept: Kept) -> Iterator[str]:
    """Every text is the one that was read, and has the hash that was kept."""
    if kept.reading is None:
        return
    words = kept.reading.article.text
    if hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() != kept.text_sha256:
        yield "its hash is another"
    elif plain(words) != kept.text:
        yield "the text differs from that of the reading"


def ids_are_unique(kept: Kept) -> Iterator[str]:
    """No two entries of a reading have the same id."""
    if kept.reading is not None:
        for id_, times in Counter(entry.id for _, entry in entries_of(kept.reading)).items():
            if times > 1:
                yield f"{times} entries are called {id_}"


def spans_are_in_the_text(kept: Kept) -> Iterator[str]:
    """Every span covers words of its text."""
    if kept.reading is None:
        return
    for _, entry in entries_of(kept.reading):
        for span in spans_in(entry):
            if not lies_in(span, kept.reading.article.text):
                yield f"{entry.id}: [{span.start}, {span.end}] lies outside the text"


def references_resolve(kept: Kept) -> Iterator[str]:
    """Every reference of a reading is to an entry of its kind."""
    if kept.reading is None:
        return
    kinds = {entry.id: kind for kind, entry in entries_of(kept.reading)}
    for kind, entry in entries_of(kept.reading):
        for field, referred, id_ in references_of(kind, entry):
            if kinds.get(id_) != referred:
                yield f"{entry.id}: {field}: there is no {id_} among the {referred}"


def counts_are_true(kept: Kept) -> Iterator[str]:
    """Every count kept beside a reading is true."""
    if kept.reading is not None:
        for kind, count in zip(COUNTED, kept.counts, strict=True):
            if len(getattr(kept.reading, kind)) != count:
                yield f"{count} {kind} instead of {len(getattr(kept.reading, kind))}"


CHECKS: tuple[Callable[[Kept], Iterator[str]], ...] = (
    reading_is_there, reading_parses, text_is_unchanged, ids_are_unique, spans_are_in_the_text,
    references_resolve, counts_are_true,
)  # fmt: skip
