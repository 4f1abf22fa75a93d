"""Printing lines: each sentence is checked before it is, and its sources are numbered.

A sentence that fails the check is not printed: the words it tells are quoted in its stead.
"""

from __future__ import annotations

from dataclasses import replace

from reportedly.publish.brief.checking import fault
from reportedly.publish.brief.composing import quoted
from reportedly.publish.brief.ground import Ground
from reportedly.publish.brief.model import Checked, Cited, Line, Note, Quote, Sentence
from reportedly.publish.brief.phrases import line
from reportedly.vocabulary import Span

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Printer:
    """Checks sentences, and numbers what they cite in the order of printing."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._notes: dict[str, dict[Span, str]] = {}
        self._seen = 0
        self._dropped = 0
        self._reasons: list[str] = []

    def line(self, sentence: Sentence | None) -> Line | None:
        """Return a sentence as a line; None if neither it nor its words can be printed."""
        if sentence is None:
            return None
        self._seen += 1
        reason = fault(sentence, self.ground.readings)
        if reason is None:
            return self._printed(sentence)
        self._reasons.append(f"{sentence.phrase}: {reason}")
        plain = self._quotation(sentence)
        if plain is None:
            self._dropped += 1
            return None
        return replace(self._printed(plain), verbatim=True, reason=reason)

    def label(self, sentence: Sentence | None) -> Line | None:
        """Return a heading as a line; None where it fails: no quotation takes its place."""
        if sentence is None:
            return None
        self._seen += 1
        reason = fault(sentence, self.ground.readings)
        if reason is not None:
            self._reasons.append(f"{sentence.phrase}: {reason}")
            self._dropped += 1
            return None
        return self._printed(sentence)

    def _quotation(self, sentence: Sentence) -> Sentence | None:
        for quote in sentence.quotes:
            if quote.span.of(self.ground.text(quote.article)) != quote.words:
                continue
            plain = quoted(self.ground, quote.article, quote.span, sentence.cell)
            if plain is not None and fault(plain, self.ground.readings) is None:
                return plain
        return None

    def _printed(self, sentence: Sentence) -> Line:
        marks = tuple(dict.fromkeys(self._mark(quote) for quote in sentence.quotes))
        return Line(sentence.text, marks, sentence.quotes, sentence.cell)

    def _mark(self, quote: Quote) -> str:
        notes = self._notes.setdefault(quote.article, {})
        if quote.span not in notes:
            notes[quote.span] = _letters(len(notes))
        number = list(self._notes).index(quote.article) + 1
        return f"{number}{notes[quote.span]}"

    def checked(self) -> Checked:
        """Return what the check came to."""
        failed = len(self._reasons)
        return Checked(self._seen, failed - self._dropped, self._dropped, tuple(self._reasons))

    def sources(self) -> tuple[Cited, ...]:
        """Return the reports that were cited, in the order of their numbers."""
        return tuple(
            self._source(number, article, notes)
            for number, (article, notes) in enumerate(self._notes.items(), 1)
        )

    def _source(self, number: int, article: str, notes: dict[Span, str]) -> Cited:
        one = self.ground.readings[article].article
        copy = self.ground.copies.get(article)
        told = (
            Note(letter, line(span.of(one.text)), span) for span, letter in notes.items()
        )  # fmt: skip
        return Cited(
            number, article, one.title, one.outlet,
            one.published.isoformat() if one.published else None, one.url, one.standing,
            copy.of if copy else None, tuple(told),
        )  # fmt: skip


def _letters(count: int) -> str:
    """Return a, b … z, aa, ab …"""
    head, last = divmod(count, len(LETTERS))
    return (_letters(head - 1) if head else "") + LETTERS[last]
