"""Quotations and their speakers: split by the cue, going on in the next sentence, after a colon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.reading.statements.attribution import Attribution, Range, touches
from reportedly.reading.statements.cues import cue_range
from reportedly.reading.statements.sources import source_of, wording
from reportedly.reading.statements.verbs import addressee, verb_row
from reportedly.vocabulary import Span

REACH = 30  # words between a quotation and the cue that belongs to it
FEWEST_WORDS = 4  # shorter ones without a sentence's end are single quoted terms


def token_ranges(doc: Doc, quotes: Sequence[Span]) -> list[Range]:
    """Return quotations as token ranges."""
    found = (doc.char_span(*quote, alignment_mode="expand") for quote in quotes)
    return [(span.start, span.end) for span in found if span is not None]


def is_speech(doc: Doc, quote: Range) -> bool:
    """Tell a quotation that speaks from a single term in quotation marks."""
    words = [t for t in doc[quote[0] : quote[1]] if t.is_alpha]
    marks = doc[max(quote[0], quote[1] - 2) : quote[1]].text
    ended = any(mark in marks for mark in ".,!?…")
    clause = any(t.pos_ in {"VERB", "AUX"} and t.dep_ != "amod" for t in words)
    return (ended and bool(words)) or (len(words) >= FEWEST_WORDS and clause)


def widen(found: Attribution, quotes: Sequence[Range]) -> Attribution:
    """Let content that reaches into a quotation hold the whole of it."""
    parts = []
    for start, end in found.content:
        wide = (start, end)
        for quote in quotes:
            if touches(wide, quote) and not quote[0] <= found.root < quote[1]:
                wide = (min(wide[0], quote[0]), max(wide[1], quote[1]))
        parts.append(wide)
    return replace(found, content=tuple(parts))


def attach(doc: Doc, found: list[Attribution], quotes: Sequence[Range]) -> list[Attribution]:
    """Give every quotation that speaks, and that nobody has yet, to its speaker."""
    by_root = {one.root: one for one in found}
    last: int | None = None
    for quote in quotes:
        if not is_speech(doc, quote):
            continue
        owner = next((r for r, one in by_root.items() if holds(one, quote)), None)
        if owner is None:
            owner = continued(doc, quote, last, by_root) or cue_near(doc, quote, by_root)
            if owner is not None:
                one = by_root[owner]
                kept = [part for part in one.content if not touches(part, quote)]
                by_root[owner] = replace(one, content=(*kept, quote))
        last = owner if owner is not None else last
    return sorted(by_root.values(), key=lambda one: one.root)


def holds(one: Attribution, quote: Range) -> bool:
    """Tell whether an attribution's content covers a quotation, its cue standing outside."""
    inside = quote[0] <= one.root < quote[1]
    return not inside and any(p[0] <= quote[0] and quote[1] <= p[1] for p in one.content)


def continued(
    doc: Doc, quote: Range, last: int | None, by_root: dict[int, Attribution]
) -> int | None:
    """Return the cue of the quotation before, if this one goes on with no cue of its own."""
    if last is None:
        return None
    ends = max(end for _, end in by_root[last].content)
    since = doc[max(ends, by_root[last].root + 1) : quote[0]]
    own_cue = own_cues(doc, quote)
    gap = doc[ends : quote[0]] if ends <= quote[0] else since
    paragraphs = sum(t.text.count("\n") > 1 for t in gap)
    new_speech = any(t.i != last and quotes_after(t) and not relays(t) for t in since)
    sentences = len({t.sent.start for t in since if not t.is_space and not t.is_punct})
    if own_cue or new_speech or paragraphs > 1 or sentences > 1:
        return None
    return last


def own_cues(doc: Doc, quote: Range) -> bool:
    """Tell whether a speech verb follows a quotation directly: "…," he said."""
    after = [t for t in doc[quote[1] : quote[1] + 6] if not t.is_space]
    if any("\n" in t.text or t.text == "." for t in doc[quote[1] : quote[1] + 6][:2]):
        return False
    names = (t for t in after if t.pos_ in {"VERB", "AUX"})
    first = next(names, None)
    return first is not None and quotes_after(first)


def relays(verb: Token) -> bool:
    """Tell whether a verb only says who passed words on: "as reported by", "quoted him"."""
    return any(c.lower_ == "as" for c in verb.children) or verb.lemma_ in {"quote", "cite"}


def quotes_after(verb: Token) -> bool:
    """Tell whether a verb can introduce a quotation."""
    row = verb_row(verb)
    return row is not None and "quote" in row.frames


def cue_near(doc: Doc, quote: Range, by_root: dict[int, Attribution]) -> int | None:
    """Return the cue that stands after or before a quotation, noting a new one if need be."""
    start = max(0, quote[0] - REACH)
    after = list(doc[quote[1] : quote[1] + REACH])
    for k, token in enumerate(after):
        if "\n" in token.text or token.text in '.“"' or (token.is_sent_start and k > 1):
            after = after[:k]
            break
    before = list(reversed(doc[start : quote[0]]))
    for k, token in enumerate(before):
        if token.text in {".", "”"} or (token.is_sent_start and not token.is_space):
            before = before[: k + 1]
            break
    for verb in [*after, *before]:
        if not quotes_after(verb):
            continue
        if verb.i in by_root:
            return verb.i
        speaker, passive = source_of(verb)
        if speaker is None or passive:
            continue
        row = verb_row(verb)
        if row is None:
            continue
        source = wording(speaker, verb.i)
        by_root[verb.i] = Attribution(
            verb.i, row.lemma, row.act, cue_range(verb), source, (), addressee(verb)
        )
        return verb.i
    return None
