"""The check of every sentence: nothing stands in it that the words it cites don't hold.

A sentence is a template and what fills its slots. The template's own words are a closed
vocabulary (`phrases.connecting`); what fills a slot has to be

- words that stand unbroken in one of the cited spans, whose first letter alone may be large or
  small, with nothing changed but white space and punctuation at their ends;
- the name of the outlet of a cited report;
- of a place that a dateline writes in capitals, its name in small letters; or
- a day in ISO form: that of a cited report's publication, or the day to which a reading resolved
  a time that is cited.

Spans have to be the article's own words and cut no word or number. A speaker has to be named as
in the statement told, or as elsewhere in the same article, which is then cited; and what has a
speaker is never printed as if it had none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from string import Formatter

from reportedly.publish.brief.model import Quote, Sentence
from reportedly.publish.brief.phrases import phrases, words_of
from reportedly.vocabulary import Cell, Commitment, Event, Figure, Reading, Statement

Readings = Mapping[str, Reading]
DAYS = frozenset({"day", "last"})
GAP = " … "  # between parts of one quotation
JOINERS = ".,:'’"  # within a number or a word
WITHOUT_SPEAKER = "counted_by_outlet"


def fault(sentence: Sentence, readings: Readings) -> str | None:
    """Return what is wrong with a sentence; None if all of it is in the words that it cites."""
    return next(faults(sentence, readings), None)


def faults(sentence: Sentence, readings: Readings) -> Iterator[str]:
    """Yield what is wrong with a sentence."""
    if not sentence.quotes:
        yield "it cites nothing"
    for quote in sentence.quotes:
        yield from _unlike_its_article(quote, readings)
    named = {name for _, name, _, _ in Formatter().parse(phrases()[sentence.phrase]) if name}
    if named != {name for name, _ in sentence.slots}:
        yield f"its slots are not those of the phrase {sentence.phrase!r}"
    for name, value in sentence.slots:
        if not supported(name, value, sentence.quotes, readings):
            yield f"{name} {value!r} is not in the words cited"
    outlets = {_outlet(quote.article, readings) for quote in sentence.quotes}
    for teller in sentence.tellers:
        if teller.outlet is not None and teller.outlet not in outlets:
            yield f"outlet {teller.outlet!r} is not cited"
    for relay in sentence.via:
        if not _stands_in_one(relay, sentence.quotes):
            yield f"relay {relay!r} is not in the words cited"
    if sentence.cell is not None:
        yield from _attribution(sentence, sentence.cell, readings)


def supported(name: str, value: str, quotes: Sequence[Quote], readings: Readings) -> bool:
    """Tell whether what fills a slot of this name is in the words cited."""
    if name == "outlet":
        return value in {_outlet(quote.article, readings) for quote in quotes}
    if name in DAYS:
        return any(value in set(_days(quote, readings)) for quote in quotes)
    if name == "place" and any(_as_in_capitals(value, quote) for quote in quotes):
        return True
    return all(_stands_in_one(part, quotes) for part in value.split(GAP))


def said_in(cell: Cell, readings: Readings) -> Statement | None:
    """Return the statement in which an entry of a reading is told, or that it is; else None."""
    reading = readings.get(cell.article)
    if reading is None:
        return None
    told: tuple[Event | Figure | Commitment, ...] = (
        *reading.events, *reading.figures, *reading.commitments,
    )  # fmt: skip
    id_ = next((it.statement for it in told if it.id == cell.entry), cell.entry)
    return next((it for it in reading.statements if it.id == id_), None)


def _stands_in_one(value: str, quotes: Sequence[Quote]) -> bool:
    """Tell whether the words of a value stand unbroken in one quote."""
    wanted = words_of(value)
    return any(_stands_in(wanted, words_of(quote.words)) for quote in quotes)


def _stands_in(wanted: list[str], words: list[str]) -> bool:
    """Tell whether words stand unbroken in others; none stand nowhere."""
    if not wanted:
        return False
    for at in range(len(words) - len(wanted) + 1):
        first = words[at]
        alike = first[1:] == wanted[0][1:] and first[:1].casefold() == wanted[0][:1].casefold()
        if alike and words[at + 1 : at + len(wanted)] == wanted[1:]:
            return True
    return False


def _as_in_capitals(value: str, quote: Quote) -> bool:
    """Tell whether a place is one that is written in capitals, as in a dateline."""
    return quote.words.isupper() and value.casefold() == quote.words.casefold()


def _outlet(article: str, readings: Readings) -> str | None:
    reading = readings.get(article)
    return reading.article.outlet if reading else None


def _days(quote: Quote, readings: Readings) -> Iterator[str]:
    """Yield the days that a quote stands for: that of publication, and those of its times."""
    reading = readings.get(quote.article)
    if reading is None:
        return
    if reading.article.published:
        yield reading.article.published.isoformat()
    for time in reading.times:
        if time.span.within(quote.span):
            yield from (day[:10] for day in (time.start, time.end) if day)


def _unlike_its_article(quote: Quote, readings: Readings) -> Iterator[str]:
    reading = readings.get(quote.article)
    text = reading.article.text if reading else ""
    start, end = quote.span
    if not 0 <= start < end <= len(text) or quote.span.of(text) != quote.words:
        yield "a span is not the article's own words"
    elif cuts(text, start) or cuts(text, end):
        yield f"a span cuts a word: {quote.words[:40]!r}"


def cuts(text: str, at: int) -> bool:
    """Tell whether a place in a text lies within a word or a number."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _of_word(before) and _of_word(after):
        return True
    for i in (at - 1, at):  # a point or comma within a number: 4,300
        around = text[i - 1 : i] + text[i + 1 : i + 2]
        if text[i] in JOINERS and len(around) == 2 and around.isdigit():
            return True
    return False


def _of_word(letter: str) -> bool:
    """Tell whether a letter belongs to a script that parts its words, or is a digit."""
    cased = letter.lower() != letter.upper()
    return letter.isdigit() or cased or unicodedata.combining(letter) != 0


def _attribution(sentence: Sentence, cell: Cell, readings: Readings) -> Iterator[str]:
    """Yield what is wrong with whom a sentence ascribes its words to."""
    said = said_in(cell, readings)
    if sentence.phrase == WITHOUT_SPEAKER and said is not None and said.speaker is not None:
        yield "the words have a speaker"
    named = dict(sentence.slots).get("speaker")
    if named is None:
        return
    reading = readings[cell.article]
    if said is None or said.speaker is None:
        yield f"nobody is named as the speaker, but {named!r} is"
        return
    own = [said.speaker.span]
    own += [it for who in reading.actors if who.id == said.speaker.actor for it in who.mentions]
    text = reading.article.text
    wanted = words_of(named)
    wanted = wanted[1:] if wanted[0].lower() == "the" else wanted
    if not any(_stands_in(wanted, words_of(span.of(text))) for span in own):
        yield f"{named!r} is not how the article calls the speaker"
