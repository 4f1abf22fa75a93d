"""Who is bound and who addressed: actor ids and counted parties for the words that name them."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.commitments.candidate import Candidate
from reportedly.reading.commitments.countries import by_place, by_soil
from reportedly.reading.commitments.grammar import children, together
from reportedly.reading.commitments.lexicon import Lexicon
from reportedly.reading.commitments.voices import OWN, Voices
from reportedly.reading.events.listing import both, listed
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Actor, Figure, Span

TOWARDS = {"for", "to", "against", "with", "on", "upon"}


def bound(candidate: Candidate, notebook: Notebook, voices: Voices) -> tuple[str, ...]:
    """Return the actor ids of those a commitment binds."""
    ids: list[str] = []
    for head in candidate.by:
        if own := themselves(head, candidate, notebook, voices):
            ids.append(own)
            continue
        if found := actor(head, notebook):
            ids.append(found)
        ids += [i for t in both(head) if (i := actor(t, notebook))]
        many = listed(head, notebook)
        ids += [found for t in many if (found := actor(t, notebook) or by_place(t, notebook))]
    if not ids:  # "our brigades", "his country": those of whoever speaks
        owners = [o for head in candidate.by for o in children(head, "poss") if o.lower_ in OWN]
        ids = [found for o in owners if (found := actor(o, notebook))]
        if owners and not ids:
            ids = [found for found in [voices.speaker_id(candidate.head)] if found]
    if not ids and (candidate.voice or any(h.lower_ in {"we", "i"} for h in candidate.by)):
        speaker = voices.speaker_id(candidate.head) or voices.speaker_id(candidate.cue)
        ids = [speaker] if speaker else []
    return tuple(dict.fromkeys(ids))


def themselves(head: Token, candidate: Candidate, notebook: Notebook, voices: Voices) -> str | None:
    """Return the speaker's id where "it" or "he" in "X said it would" is the speaker."""
    if head.lower_ not in {"it", "he", "she"} or voices.cue(candidate.head) is None:
        return None
    speaker = voices.speaker_id(candidate.head)
    if speaker is None:
        return None
    person = notebook.get(Actor, speaker).kind == "person"
    return speaker if person == (head.lower_ != "it") else None


def actor(token: Token, notebook: Notebook) -> str | None:
    """Return the actor id of the phrase a token heads, or of those it counts ("a number of …")."""
    if token.i in notebook.actor_of:
        return notebook.actor_of[token.i]
    counted = [o for of in children(token, "prep") for o in children(of, "pobj") if of.text == "of"]
    return next((notebook.actor_of[o.i] for o in counted if o.i in notebook.actor_of), None)


def counted(candidate: Candidate, notebook: Notebook) -> str | None:
    """Return the figure that counts those a commitment binds, or None."""
    for head in candidate.by:
        left = head.left_edge
        around = Span(left.idx, head.idx + len(head))
        for figure in notebook.all(Figure):
            if figure.span.overlaps(around) and figure.span.start <= head.idx:
                return figure.id
    return None


def addressed(candidate: Candidate, notebook: Notebook, lex: Lexicon) -> tuple[str, ...]:
    """Return the actor ids of those a commitment is made to, or is for or against."""
    heads = [one for head in candidate.to for one in together(head)]
    if not heads:
        heads = beneficiaries(candidate, lex)
    ids = [found for t in heads if (found := actor(t, notebook) or by_soil(t, notebook, lex))]
    by = {actor(head, notebook) for head in candidate.by}
    return tuple(dict.fromkeys(i for i in ids if i not in by))


def visitors(visit: Token, candidate: Candidate, notebook: Notebook) -> tuple[str, ...]:
    """Return the actor ids of those whose visit a commitment depends on, but for those it binds."""
    ids = [actor(t, notebook) for t in children(visit, "nsubj", "poss")]
    by = {actor(head, notebook) for head in candidate.by}
    return tuple(i for i in ids if i is not None and i not in by)


def beneficiaries(candidate: Candidate, lex: Lexicon) -> list[Token]:
    """Return the names that an act is for, against or upon; not what it only sends or fulfils."""
    start, end = candidate.what
    doc = candidate.cue.doc
    verb = candidate.head.lemma_
    lent = lex.among(verb, "moving") or lex.among(verb, "fulfilling")
    links = TOWARDS - {"for"} if thing_refused(candidate) else TOWARDS
    out: list[Token] = []
    for token in doc[start:end]:
        direct = token.dep_ == "dative" or (token.dep_ == "dobj" and not lent)
        led = token.dep_ == "pobj" and token.head.lower_ in links
        if (direct and token.head == candidate.head) or led:
            out += together(token)
    return out


def thing_refused(candidate: Candidate) -> bool:
    """Tell whether a thing is refused, not an act: "no need for X" is not addressed to X."""
    return candidate.kind == "refusal" and candidate.head.pos_ == "NOUN"
