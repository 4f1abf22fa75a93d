"""Where a happening took place by what is around it: who tells it, the dateline of the report.

A governor speaks of his region, "residents of" a town of their town. Only where a happening's own
sentence names no place is this asked, and of a dateline only for violence, a meeting or a signing
told in the first sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import above, children
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Place, Statement

LOCAL = {"city", "facility", "admin2", "admin1"}  # kinds of places that somebody speaks for
MET = {"talks", "summit", "accord"}
VIOLENT = {"ASSAULT", "COERCE", "PROTEST"}
DASHES = {"—", "–", "-", "--"}
LINE = 20  # tokens within which a dateline ends


def teller_place(c: Candidate, doc: Doc, notebook: Notebook, lex: Lexicon) -> str | None:
    """Return the town or region whose people or officials tell of a happening."""
    words = list(telling(c, doc, notebook))
    if not any(t.lemma_.lower() in lex.words["local"] for t in words):
        words = []
    words += spoken_of(c, doc, notebook)
    found = (notebook.place_of.get(t.i) for t in words)
    places = (notebook.get(Place, i) for i in found if i)
    return next((place.id for place in places if place.kind in LOCAL), None)


def telling(c: Candidate, doc: Doc, notebook: Notebook) -> Iterator[Token]:
    """Yield the words that name who tells of a happening: the speaker, or "residents reported"."""
    said = notebook.get(Statement, c.statement).speaker if c.statement else None
    if said is not None:
        piece = doc.char_span(said.span.start, said.span.end, alignment_mode="expand")
        yield from piece if piece is not None else ()
    elif c.statement is None:
        for verb in above(c.token):
            if verb.lemma_.lower() == "report":
                for noun in children(verb, "nsubj"):
                    yield from noun.subtree
                return


def spoken_of(c: Candidate, doc: Doc, notebook: Notebook) -> list[Token]:
    """Return the words for what somebody speaks about ("wrote about the city of Dnipro")."""
    if c.statement is None:
        return []
    cue = notebook.get(Statement, c.statement).cue.span
    piece = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    preps = [p for verb in piece or () for p in children(verb, "prep") if p.lower_ == "about"]
    return [t for prep in preps for t in prep.subtree]


def dateline_place(c: Candidate, doc: Doc, notebook: Notebook, lex: Lexicon) -> str | None:
    """Return the town of the report's dateline for what its first sentence tells."""
    head = next((t.i for t in doc[:LINE] if t.text in DASHES and not t.is_sent_start), None)
    dated = lex.kinds[c.kind].type in VIOLENT or (c.kind in MET and c.status == "asserted")
    if head is None or head >= c.token.i or not dated:
        return None
    told_before = any(t.is_sent_start for t in doc[head + 2 : c.token.i])
    if told_before or any(t.pos_ == "VERB" for t in doc[:head]):
        return None
    return notebook.place_of.get(0)
