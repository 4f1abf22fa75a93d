"""What a brief rests on: the readings of the articles, and which of them repeat others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from reportedly.knowledge.tables import bundled, read
from reportedly.publish.brief.checking import cuts, said_in
from reportedly.publish.brief.model import Quote, Teller
from reportedly.publish.brief.phrases import line, words_of
from reportedly.publish.sentences import LONGEST, is_whole, sentence_around
from reportedly.vocabulary import Account, Cell, Copy, Reading, Span, Speaker, Statement

LONGEST_NAME = 90  # characters of a mention that names a speaker
STILL_NAMES = frozenset({"person", "country", "outlet"})  # kinds of actors
LONGEST_WORD = 60  # characters
OPENING = 600  # characters in which a dateline ends
AFTER_PLACE = r"[^—–\n]{0,80}?(?:\s*(?:—|–|\s-)\s+|/\.\s+)"
FUNCTION_WORDS = frozenset({
    "a", "about", "all", "almost", "an", "another", "around", "at", "both", "dozens", "few",
    "fewer", "he", "her", "his", "hundreds", "i", "in", "it", "its", "many", "more", "most", "my",
    "nearly", "no", "nobody", "on", "our", "over", "several", "she", "some", "that", "the",
    "their", "there", "these", "they", "this", "those", "thousands", "up", "us", "we", "who",
})  # fmt: skip
ARTICLES = frozenset({"the", "a", "an"})
BEFORE = re.compile(r"\b[Tt]he\s+$")
ONE_OF = re.compile(r"\b[Aa]n?\s+$")  # "a Sudanese army convoy" names no army


class Ground:
    """Readings by article; `copies` are the articles that repeat another's text."""

    def __init__(self, readings: Mapping[str, Reading], copies: Mapping[str, Copy]) -> None:
        self.readings = readings
        self.copies = copies
        self._datelines: dict[str, int] = {}
        self._sentences: dict[tuple[str, Span], Span] = {}

    def text(self, article: str) -> str:
        """Return the text of an article; empty if it is kept no more."""
        reading = self.readings.get(article)
        return reading.article.text if reading else ""

    def outlet(self, article: str) -> str | None:
        """Return the outlet of an article."""
        reading = self.readings.get(article)
        return reading.article.outlet if reading else None

    def teller(self, article: str) -> Teller:
        """Return the outlet of an article as it stands behind a sentence."""
        return Teller(article, self.outlet(article), article in self.copies)

    def quote(self, article: str, span: Span) -> Quote:
        """Return the words of a span, with the whole of a word or number that it cuts."""
        text = self.text(article)
        start, end = span
        while start > max(0, span.start - LONGEST_WORD) and cuts(text, start):
            start -= 1
        while end < min(len(text), span.end + LONGEST_WORD) and cuts(text, end):
            end += 1
        return Quote(article, Span(start, end), text[start:end])

    def sentence(self, article: str, span: Span) -> Span:
        """Return the span of the sentence around some words, without the dateline before it.

        The words alone where the sentence is so long that it would be cut within a word.
        """
        if (article, span) not in self._sentences:
            self._sentences[article, span] = self._around(article, span)
        return self._sentences[article, span]

    def _around(self, article: str, span: Span) -> Span:
        text = self.text(article)
        found = sentence_around(text, span)
        if cuts(text, found.start) or cuts(text, found.end):
            return span
        begins = self.dateline_end(article)
        return Span(begins, found.end) if found.start < begins < min(found.end, span.end) else found

    def whole(self, article: str, span: Span) -> bool:
        """Tell whether a span begins and ends where sentences do, and is not cut for length."""
        begins, ends = is_whole(self.text(article), span)
        begins = begins or span.start == self.dateline_end(article) > 0
        return begins and ends and span.end - span.start < LONGEST

    def dateline_end(self, article: str) -> int:
        """Return where the words after a report's dateline begin; 0 where it has none."""
        if article not in self._datelines:
            reading = self.readings.get(article)
            written = reading.article.dateline if reading else None
            opening = self.text(article)[:OPENING]
            found = re.search(re.escape(written) + AFTER_PLACE, opening) if written else None
            self._datelines[article] = found.end() if found else 0
        return self._datelines[article]

    def said(self, account: Account) -> Statement | None:
        """Return the statement that an account is told in; None where there is none.

        An account that hangs on a sentence alone is told in the statement around that, if one of
        the same speaker is there.
        """
        found = said_in(account.cell, self.readings)
        reading = self.readings.get(account.cell.article)
        if found is not None or account.speaker is None or reading is None:
            return found
        names = {actor.id: actor.name for actor in reading.actors}
        for one in reading.statements:
            who = one.speaker
            if who is None or names.get(who.actor or "") != account.speaker:
                continue
            if any(part.overlaps(span) for part in one.content for span in account.evidence):
                return one
        return None

    def spoken(self, article: str, span: Span) -> Statement | None:
        """Return the statement of whose direct speech some words are a part; None if of none."""
        reading = self.readings.get(article)
        for one in reading.statements if reading else ():
            if one.mode == "direct" and any(span.within(part) for part in one.content):
                return one
        return None

    def measured_in(self, cell: Cell) -> Statement | None:
        """Return the statement in which a figure is told."""
        return said_in(cell, self.readings)

    def naming(self, article: str, speaker: Speaker) -> tuple[str, Span]:
        """Return what the article calls a speaker where it is clearest, with where that stands.

        The words at the statement are taken if they hold a name; for "he" or "the ministry" the
        first other mention of the same actor that does, or else the longest.
        """
        text = self.text(article)
        own = line(speaker.span.of(text))
        if self.is_name(own):
            return _within_sentence(own), speaker.span
        reading = self.readings[article]
        mentions = [
            span
            for actor in reading.actors
            if actor.id == speaker.actor
            for span in sorted(actor.mentions)
            if len(span.of(text)) <= LONGEST_NAME
        ]
        mentions = [span for span in mentions if not ONE_OF.search(text[: span.start][-5:])]
        named = [span for span in mentions if self.is_name(line(span.of(text)))]
        best = named[:1] or sorted(mentions, key=lambda it: it.start - it.end)[:1]
        if best and (named or len(line(best[0].of(text))) > len(own)):
            span = _with_article(text, best[0])
            return _within_sentence(line(span.of(text))), span
        return _within_sentence(own), speaker.span

    def is_name(self, words: str) -> bool:
        """Tell whether words hold a name: a capital that isn't there for beginning a sentence."""
        told = words_of(words)
        if any(word[:1].isupper() for word in told[1:]):
            return True
        return bool(told) and told[0][:1].isupper() and told[0].lower() not in self.small_words

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Return the words that any of the articles writes with a small letter."""
        small = re.compile(r"\b[^\W\d_A-Z][^\W\d_]*\b")
        texts = (reading.article.text for reading in self.readings.values())
        found = (word for text in texts for word in small.findall(text) if word.islower())
        return frozenset(found) | _numerals() | FUNCTION_WORDS

    def as_clause(self, article: str, span: Span) -> str:
        """Return words of a sentence's beginning as they stand within one: "The" becomes "the"."""
        words = line(span.of(self.text(article)))
        first = (words_of(words) or [""])[0]
        plain = first[1:].islower() or len(first) == 1
        if not plain or first.lower() not in self.small_words or self._begins_name(article, span):
            return words
        return words[:1].lower() + words[1:]

    def small(self, words: str) -> str:
        """Return words as they stand within a sentence, if their first is no name."""
        first = (words_of(words) or [""])[0]
        return words[:1].lower() + words[1:] if first.lower() in self.small_words else words

    def _begins_name(self, article: str, span: Span) -> bool:
        reading = self.readings[article]
        named = [it.span.start for it in reading.times]
        named += [it.start for place in reading.places for it in place.mentions]
        named += [
            it.start for who in reading.actors if who.kind in STILL_NAMES for it in who.mentions
        ]
        return span.start in named


def _with_article(text: str, span: Span) -> Span:
    """Return a mention with the article ("the") that stands before it."""
    before = BEFORE.search(text, max(0, span.start - 5), span.start)
    return Span(before.start(), span.end) if before else span


def _within_sentence(name: str) -> str:
    """Return a speaker's name as it stands within a sentence."""
    first = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if first.lower() in ARTICLES else name


@dataclass(frozen=True)
class _Numeral:
    word: str
    kind: str
    value: str = ""
    low: str = ""


@cache
def _numerals() -> frozenset[str]:
    return frozenset(row.word for row in read(_Numeral, bundled("english/numerals.csv")))
