"""Sentences out of accounts: who says what, in whose report, in the report's own words.

Where the words of a report allow it they are put with the speaker first; else they are quoted
whole. A speaker whom the sentence calls "he" is called as the article calls him elsewhere.
"""

from __future__ import annotations

import re

from reportedly.publish.brief.checking import GAP
from reportedly.publish.brief.ground import Ground
from reportedly.publish.brief.model import Quote, Sentence
from reportedly.publish.brief.phrases import line, words_of
from reportedly.vocabulary import Account, Cell, Span, Speaker, Statement

LONGEST = 600  # characters of a direct quotation with its speaker
THAT = frozenset({
    "say", "report", "add", "state", "announce", "confirm", "claim", "warn", "write", "declare",
    "deny", "note", "insist", "allege", "acknowledge", "stress", "argue", "maintain",
})  # fmt: skip
TELLING = frozenset({"tell"})  # takes a hearer
NEUTRAL = frozenset({"say", "tell", "add", "write", "state", "note", "quote", "report", "explain"})
NEGATED = re.compile(r"\b(?:not|never|no|without|refus\w*|declin\w*)\b|n['’]t\b", re.IGNORECASE)
OURSELVES = (["i"], ["we"], ["us"], ["our"], ["my"])  # whoever writes: nobody known but the outlet
PRONOUNS = (["he"], ["she"], ["it"], ["they"], ["who"], ["this"], ["that"], ["these"], ["those"])
PARTICIPLE = re.compile(r"^\W*\w+ing\b|^\W*$|\b(?:him|her|them|it)\b")  # "saying", "quoted him"
TRAILING = re.compile(r"[,;:]\s*([”\"»’']*)\s*$")
STOP = re.compile(r"(?<!\b[^\W\d_]\.[^\W\d_])[\s.]+$")  # not that of "a.m."
ASIDE = re.compile(r"\([^()]*\)")
LEADING, CLOSING = '“"«‘„', '”"»’'
PARTING = ',;:—–”"'  # between what was said and who said it
NOTHING = re.compile(r"[\W_]*")
MARKS = re.compile('[“”„«»"]')
SINGLE = str.maketrans("“”„", "‘’‚")


def sentence_of(ground: Ground, account: Account) -> Sentence | None:
    """Return the sentence that tells an account; None if no words of it are known."""
    if not account.evidence or account.cell.article not in ground.readings:
        return None
    said = ground.said(account)
    article, span = account.cell.article, account.evidence[0]
    if said is None:
        said = ground.spoken(article, span)
    if said is None or said.speaker is None:
        return quoted(ground, article, span, account.cell)
    return attributed(ground, article, said, span)


def attributed(ground: Ground, article: str, said: Statement, span: Span) -> Sentence | None:
    """Return what a speaker says, in the report's words; `span` is where they are told."""
    if said.speaker is None:
        return quoted(ground, article, span, Cell(article, said.id))
    one = _Said(ground, article, said, said.speaker)
    named = [word.casefold() for word in words_of(one.name)]
    if named[:1] in OURSELVES or named in PRONOUNS:
        return quoted(ground, article, span, Cell(article, said.id))
    made = one.direct() or one.speaker_first() or one.content_first()
    told = made is not None and any(span.overlaps(quote.span) for quote in made.quotes)
    return made if told else one.worded(span)


def quoted(ground: Ground, article: str, span: Span, cell: Cell | None = None) -> Sentence | None:
    """Return the sentence around some words, quoted; None if nothing stands there.

    What stands wholly in brackets is an editor's note, and tells nothing.
    """
    quote = ground.quote(article, ground.sentence(article, span))
    words = shortened(ground, quote)
    if not words_of(words) or ASIDE.fullmatch(words):
        return None
    outlet = ground.outlet(article)
    slots = (("words", words), ("outlet", outlet)) if outlet else (("words", words),)
    tellers = (ground.teller(article),)
    spoken = quote.words.lstrip()[:1] in tuple(LEADING) or ground.spoken(article, quote.span)
    phrase = ("quoting" if spoken else "quoted") if outlet else "bare"
    return Sentence(phrase, slots, (quote,), tellers, (), cell)


class _Said:
    """A statement of an article, put into a sentence in one way or another."""

    def __init__(self, ground: Ground, article: str, said: Statement, speaker: Speaker) -> None:
        self.ground, self.article, self.said = ground, article, said
        self.text = ground.text(article)
        self.who = speaker.span
        self.name, self.at = ground.naming(article, speaker)

    def direct(self) -> Sentence | None:
        """Return somebody's own words after who said them."""
        said, text = self.said, self.text
        parts = [part for part in said.content if part.of(text).strip()[:1] in tuple(LEADING)]
        if said.mode != "direct" or len(parts) != len(said.content) or not parts:
            return None
        content = GAP.join(TRAILING.sub(r"\1", line(part.of(text))) for part in parts)
        slots = [("speaker", self._subject()), ("content", content)]
        cue = said.cue.span.of(text)
        if said.cue.lemma in TELLING or PARTICIPLE.search(cue) or not words_of(cue):
            return self._made("said", slots, self._stretch()) if self._only_says() else None
        return self._made("direct", [slots[0], ("cue", cue), slots[1]], self._stretch())

    def speaker_first(self) -> Sentence | None:
        """Return the report's sentence if it begins with the speaker, named in that place."""
        said, who = self.said, self.who
        around = self.ground.sentence(self.article, who)
        before = self.text[around.start : who.start]
        leads = not words_of(before)
        covers = any(part.within(around) for part in said.content) and who.end < said.cue.span.start
        if not leads or not covers or not self.ground.whole(self.article, around):
            return None
        replaced = self.at != self.who
        if replaced and self.who.of(self.text).endswith(","):
            return None
        rest = STOP.sub("", self.text[who.end : around.end])
        quotes = [self._quote(Span(who.start, around.end))]
        if replaced:
            quotes.append(self._quote(self.at))
        return self._made("whole", [("speaker", self.name), ("rest", rest)], quotes)

    def content_first(self) -> Sentence | None:
        """Return what was said after the speaker, where the report's sentence holds no more."""
        said, who, cue = self.said, self.who, self.said.cue.span
        if len(said.content) != 1 or said.mode != "indirect":
            return None
        content = said.content[0]
        around = self.ground.sentence(self.article, content)
        first = content.start < min(cue.start, who.start) and content.start - around.start < 2
        if not first or not self.ground.whole(self.article, around):
            return None
        gap = self.text[content.end : min(cue.start, who.start)]
        accorded = line(cue.of(self.text)).casefold() == "according to"
        if not accorded and not any(sign in gap for sign in PARTING):
            return None
        if NOTHING.fullmatch(_without(self.text, around, (content, cue, who))) is None:
            return None
        clause = STOP.sub("", self.ground.as_clause(self.article, content))
        slots = [("speaker", self._subject()), ("content", TRAILING.sub(r"\1", clause))]
        words = line(cue.of(self.text))
        if accorded:
            slots[0] = ("speaker", bare(self.name))
            return self._made("according", slots, self._stretch())
        if PARTICIPLE.search(words):
            return self._made("said_that", slots, self._stretch()) if self._only_says() else None
        if said.cue.lemma not in THAT:
            return None
        return self._made("that", [slots[0], ("cue", words), slots[1]], self._stretch())

    def worded(self, span: Span) -> Sentence | None:
        """Return the sentence around some words, quoted, with the speaker named before it."""
        outlet = self.ground.outlet(self.article)
        cell = Cell(self.article, self.said.id)
        if outlet is None:
            return quoted(self.ground, self.article, span, cell=cell)
        around = self._quote(self.ground.sentence(self.article, span))
        words = shortened(self.ground, around)
        if not words_of(words):
            return None
        quotes = [around, *self._unless_within(self.at, [around])]
        slots = [("speaker", bare(self.name)), ("outlet", outlet), ("words", words)]
        return self._made("worded", slots, quotes)

    def _made(self, phrase: str, slots: list[tuple[str, str]], quotes: list[Quote]) -> Sentence:
        via = []
        for link in self.said.via:
            words = line(link.span.of(self.text)) if link.span else ""
            if words and not any(words in value for _, value in slots):
                via.append(words)
                quotes = [*quotes, *self._unless_within(link.span, quotes)]
        tellers = (self.ground.teller(self.article),)
        cell = Cell(self.article, self.said.id)
        relays = tuple(dict.fromkeys(via))
        return Sentence(phrase, tuple(slots), tuple(quotes), tellers, relays, cell)

    def _only_says(self) -> bool:
        """Tell whether "said" may stand for the verb: not for "denying", nor for "did not tell"."""
        cue = self.said.cue
        return cue.lemma in NEUTRAL and NEGATED.search(cue.span.of(self.text)) is None

    def _subject(self) -> str:
        """Return the speaker as a verb may follow: what stands in apposition is closed."""
        name = bare(self.name)
        return name + "," if "," in name else name

    def _stretch(self) -> list[Quote]:
        """Return the stretch from the statement's first to its last word, and who speaks.

        A stretch that would be long is quoted in its parts.
        """
        parts = [*self.said.content, self.said.cue.span, self.who]
        stretch = Span(min(it.start for it in parts), max(it.end for it in parts))
        around = self.ground.sentence(self.article, stretch)
        if stretch.within(around):
            return [self._quote(around), *self._unless_within(self.at, [self._quote(around)])]
        short = stretch.end - stretch.start <= LONGEST
        quotes = [self._quote(it) for it in ([stretch] if short else sorted(set(parts)))]
        return [*quotes, *self._unless_within(self.at, quotes)]

    def _unless_within(self, span: Span | None, quotes: list[Quote]) -> list[Quote]:
        if span is None or any(span.within(quote.span) for quote in quotes):
            return []
        return [self._quote(span)]

    def _quote(self, span: Span) -> Quote:
        return self.ground.quote(self.article, span)


def _without(text: str, around: Span, parts: tuple[Span, ...]) -> str:
    """Return what a sentence holds besides some parts of it."""
    return "".join(
        text[at]
        for at in range(around.start, around.end)
        if not any(part.start <= at < part.end for part in parts)
    )


def bare(name: str) -> str:
    """Return a name without the comma that follows it in the report."""
    return name.rstrip(" ,;:")


def shortened(ground: Ground, quote: Quote) -> str:
    """Return words to be put in marks of quotation, with dots where their sentence goes on.

    Marks at its ends are left out, as they would stand twice; those within are made single.
    """
    words = line(quote.words)
    begins, ends = words[:1] in tuple(LEADING), words[-1:] in tuple(CLOSING)
    if (begins or ends) and not MARKS.search(words[1:-1]):
        words = words[begins : len(words) - ends]
    words = words.translate(SINGLE)
    return words if ground.whole(quote.article, quote.span) else f"{words} …"
