"""Who is only held to have done it: suspected, blamed, accused, or claiming it for themselves.

"Suspected rebels killed twelve", "an attack blamed on the group", "police held it responsible for
the bombing": the deed may be certain, but that they did it is somebody's account. Such a deed is
told as claimed (or hypothetical, where it only may be so), never as a fact of the article's own.
The words are data: `knowledge/english/event_hedges.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.reading.events.candidate import Candidate
from reportedly.reading.events.grammar import above, after, children, doers, sufferers, together
from reportedly.reading.events.lexicon import Lexicon
from reportedly.reading.events.naming import Naming
from reportedly.vocabulary import EventStatus

DEEDS = {"ASSAULT", "COERCE", "PROTEST"}
ARMED = {"state_force", "nonstate"}
NOUNS = ("amod", "compound", "nmod")
ONTO = ("on", "to", "upon", "by")  # "blamed on", "attributed to", "claimed by"
NOBODY = {"no", "nobody", "none", "neither"}
FOR = {"for", "of", "over", "in", "with"}  # "guilty of the attack", "implicated in it"


def lay_blame(c: Candidate, lex: Lexicon, naming: Naming) -> None:
    """Add who is said to have done a deed, and note if that is only somebody's account."""
    if lex.kinds[c.kind].type not in DEEDS:
        return
    known = {noun.i for noun in c.doers if naming.in_phrase(noun)}
    for part in (c, *c.absorbed):
        for doer, status in held_for(part.token, lex) if part.row.pos == "NOUN" else ():
            owning = part.token.head.lemma_.lower() in lex.hedges["owning"]
            if owning and not naming.classes(doer) & ARMED:
                continue  # a governor who confirms a strike did not make it
            if not known or doer.i in known:
                c.doers = together(doer)
                c.sufferers = [t for t in c.sufferers if t.i != doer.i]
                known = {noun.i for noun in c.doers}
                c.hedge = c.hedge or status
    c.hedge = c.hedge or next((s for t in c.doers if (s := doubted(t, lex))), None)


def held_for(deed: Token, lex: Lexicon) -> Iterator[tuple[Token, EventStatus | None]]:
    """Yield each doer that words around a deed's noun give, and what status they lend it."""
    for verb in children(deed, "acl", "relcl"):
        yield from laid_on(verb, lex)
    verb = deed.head
    if deed.dep_ in {"nsubjpass", "nsubj"}:
        yield from laid_on(verb, lex)
    if deed.dep_ == "dobj" and verb.lemma_.lower() in lex.hedges["owning"]:
        yield from ((noun, None) for noun in doers(verb))
    if deed.dep_ == "dobj" and verb.lemma_ == "blame":  # "blamed the attack on rebels"
        laid = after(verb, ("on",)) or after(deed, ("on",))
        yield from ((noun, "claimed") for noun in laid)
    if deed.dep_ == "pobj" and verb.lower_ in {*FOR, "behind"}:
        yield from answering(verb, lex)


def laid_on(verb: Token, lex: Lexicon) -> Iterator[tuple[Token, EventStatus | None]]:
    """Yield the doer in "an attack blamed on X", "… allegedly carried out by X"."""
    hedges, lemma = lex.hedges, verb.lemma_.lower()
    if status := hedges["laid_on"].get(lemma):
        yield from ((noun, status) for noun in after(verb, ONTO))
    inner = [verb, *children(verb, "xcomp", "ccomp")]
    taken = hedges["taken_for"].get(lemma) if verb.tag_ == "VBN" else None
    for step in inner:
        if step.lemma_.lower() in hedges["doing"] or step.lemma_ == "be":
            status = beside(step, lex) or (taken if step.i != verb.i else None)
            agents = after(step, ("by",))
            work = [
                n for t in children(step, "attr") if t.lemma_ == "work" for n in after(t, ("of",))
            ]
            yield from ((noun, status) for noun in (*agents, *work))


def answering(prep: Token, lex: Lexicon) -> Iterator[tuple[Token, EventStatus | None]]:
    """Yield the doer in "X was behind the attack", "blamed X for it", "X is responsible for it"."""
    word, hedges = prep.head, lex.hedges
    if refused(word, lex) or refused(word.head, lex):
        return
    if prep.lower_ == "behind":
        yield from ((noun, beside(word, lex)) for noun in doers(word) if word.lemma_ == "be")
    elif word.pos_ == "VERB":
        if status := hedges["accusing"].get(word.lemma_.lower()):
            yield from ((noun, status) for noun in sufferers(word))
    elif status := hedges["answering"].get(word.lemma_.lower()):
        verb = word.head
        if word.dep_ in {"acomp", "oprd", "ccomp", "xcomp"} and verb.lemma_ == "hold":
            yield from ((noun, status) for noun in sufferers(verb))
        elif word.dep_ in {"acomp", "dobj", "attr"}:
            yield from ((noun, status) for noun in doers(verb))
        elif word.dep_ == "amod" and verb.i < word.i:  # "held [the group responsible]"
            yield verb, status
        else:  # the same, read as a clause
            yield from ((noun, status) for noun in children(word, "nsubj"))


def refused(verb: Token, lex: Lexicon) -> bool:
    """Tell whether a verb takes back what hangs on it ("denied responsibility", "no group …")."""
    if children(verb, "neg") or verb.lemma_.lower() in lex.words["rejecting"]:
        return True
    subjects = children(verb, "nsubj", "nsubjpass")
    words = [*subjects, *(t for noun in subjects for t in children(noun, "det"))]
    return any(t.lower_ in NOBODY for t in words)


def doubted(doer: Token, lex: Lexicon) -> EventStatus | None:
    """Return what words at a doer make of the deed ("suspected rebels", "allegedly by rebels")."""
    for word in children(doer, *NOUNS):
        if found := lex.hedges["doer"].get(word.lower_):
            return found
    for verb in children(doer, "acl"):
        found = lex.hedges["taken_for"].get(verb.lemma_.lower())
        if found and verb.tag_ == "VBN" and children(verb, "xcomp", "prep", "oprd"):
            return found
    over = doer.head
    if taken_for(over, lex):
        return lex.hedges["taken_for"][over.lemma_.lower()]
    return beside(over, lex) if over.lower_ == "by" else None


def taken_for(verb: Token, lex: Lexicon) -> bool:
    """Tell whether a parse took "gunmen [believed to be rebels] killed …" for its main clause."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.lemma_.lower() not in lex.hedges["taken_for"]:
        return False
    being = any(t.lemma_ == "be" for t in children(verb, "xcomp"))
    return being and not children(verb, "aux", "auxpass")


def beside(word: Token, lex: Lexicon) -> EventStatus | None:
    """Return what an adverb at a verb or preposition makes of the deed."""
    near = [t for t in word.children if t.dep_ == "advmod"]
    if word.i > word.sent.start:
        near.append(word.nbor(-1))
    return next((s for t in near if (s := lex.hedges["beside"].get(t.lower_))), None)


def unsaid(cue: Token | None, lex: Lexicon) -> bool:
    """Tell whether nobody says what a statement would hold ("no group has claimed the attack")."""
    if cue is None:
        return False
    if taken_for(cue, lex):
        return True
    verbs = [cue, *(t for t in above(cue) if t.pos_ == "VERB")][:2]
    subjects = [noun for verb in verbs for noun in children(verb, "nsubj")]
    words = [*subjects, *(t for noun in subjects for t in children(noun, "det", "neg"))]
    return any(t.lower_ in NOBODY for t in words)
