"""Verbs as cues: said that, vowed to, called it "…", was reported to."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.reading.clues import channels, clue
from reportedly.reading.statements import lexicon
from reportedly.reading.statements.attribution import Attribution, Range, subtree
from reportedly.reading.statements.cues import cue_range
from reportedly.reading.statements.lexicon import SpeechVerb
from reportedly.reading.statements.sources import is_passive, source_of, wording

SPEAKER_SELF = {"i", "we", "you", "nobody"}
QUOTING = {"quote", "cite"}
TOLD = {"tell", "inform", "remind", "assure"}
FINITE = {"VBZ", "VBP", "VBD", "MD"}
PREDICATES = {"oprd", "acomp", "attr"}


def find_verbs(doc: Doc) -> Iterator[Attribution]:
    """Yield what the verbs of speech and thought attribute, in reading order."""
    for token in doc:
        row = verb_row(token)
        if row and token.dep_ not in {"amod", "compound"} and not in_first_person(token):
            found = attribution(token, row)
            if found:
                yield found


def verb_row(token: Token) -> SpeechVerb | None:
    """Return the lexicon's row for a token used as a verb."""
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    known = lexicon.verbs()
    lemma = token.lemma_.lower()
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), "")
    if particle:
        return known.get((lemma, particle))  # "called in the envoy" says nothing
    return known.get((lemma, ""))


def in_first_person(verb: Token) -> bool:
    """Tell whether the verb is somebody's own "I think", which belongs to what they say."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    nobody = any(g.lower_ == "no" for c in subjects for g in c.children)
    return nobody or any(c.lower_ in SPEAKER_SELF for c in subjects)


def attribution(verb: Token, row: SpeechVerb) -> Attribution | None:
    """Return what one verb attributes, or None if nothing is said by it."""
    speaker, passive = source_of(verb)
    if passive and speaker is None:
        return hearsay(verb, row)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in clue("refusing"):
        return None
    said = content(verb, row) or around_relative(verb, row) or before_cue(verb, row, speaker)
    if said is None or (passive and any(c.tag_ == "MD" for c in verb.children)):
        return None
    parts, preposition = said
    source = wording(speaker, verb.i) if speaker is not None else None
    if source is None and verb.dep_ not in {"ROOT", "parataxis"}:
        return None
    return Attribution(
        verb.i,
        row.lemma,
        row.act,
        cue_range(verb, preposition),
        source,
        parts,
        addressee(verb),
        relays=row.lemma in QUOTING,
    )


def content(verb: Token, row: SpeechVerb) -> tuple[tuple[Range, ...], Token | None] | None:
    """Return the content's ranges and the preposition that belongs to the cue."""
    children = list(verb.children)
    clause = clause_of(verb, row)
    if clause is not None:
        return (clause,), None
    thing = next((c for c in children if c.dep_ in {"dobj", "nsubj"} and c.i > verb.i), None)
    tail = [c for c in children if c.dep_ == "prep" and c.lower_ in row.frames]
    predicate = next((c for c in children if c.dep_ in PREDICATES and c.i > verb.i), None)
    if "as" in row.frames and predicate is not None:
        first = min(subtree(thing)[0], subtree(predicate)[0]) if thing else subtree(predicate)[0]
        return ((first, subtree(predicate)[1]),), None
    if "obj" in row.frames and thing is not None and thing.dep_ == "dobj":
        if thing.pos_ == "PRON" and not tail:
            return None
        end = max([subtree(thing)[1], *(subtree(c)[1] for c in tail if c.i > thing.i)])
        return ((subtree(thing)[0], with_circumstances(verb, end)),), None
    if "as" in row.frames and thing is not None and tail:
        return ((subtree(thing)[0], subtree(tail[-1])[1]),), None
    for prep in tail:
        inner = [c for c in prep.children if c.dep_ in {"pobj", "pcomp"}]
        if inner and prep.i > verb.i:
            return ((subtree(inner[0])[0], with_circumstances(verb, subtree(prep)[1])),), prep
    return None


def before_cue(
    verb: Token, row: SpeechVerb, speaker: Token | None
) -> tuple[tuple[Range, ...], None] | None:
    """Return the clause that a cue closes where the parse parted them: "Roads are cut, he said"."""
    if speaker is None or "that" not in row.frames or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    doc, start = verb.doc, verb.sent.start
    comma = min(speaker.i, verb.i)
    while comma > start and doc[comma].text != ",":
        comma -= 1
    between = doc[comma + 1 : min(speaker.i, verb.i)]
    if comma == start or any(t.pos_ in {"VERB", "AUX", "SCONJ", "CCONJ"} for t in between):
        return None
    clause = doc[start:comma]
    finite = [t for t in clause if t.tag_ in FINITE and t.dep_ != "relcl"]
    return (((start, comma),), None) if finite and clause[0].pos_ != "SCONJ" else None


def with_circumstances(verb: Token, end: int) -> int:
    """Return where a thing said ends with the phrases after it that tell of it, not of saying.

    "Warned of famine in the camps", but not "denied the charge in a statement on Monday".
    """
    doc = verb.doc
    while end < len(doc) and doc[end].dep_ == "prep" and doc[end].head.i == verb.i:
        noun = next((c for c in doc[end].children if c.dep_ == "pobj"), None)
        if noun is None or noun.ent_type_ in {"DATE", "TIME", "ORG", "PERSON"}:
            break
        lemma = noun.lemma_.lower()
        if (noun.lower_,) in channels() or lemma in clue("occasion") | clue("document"):
            break
        end = subtree(doc[end])[1]
    return end


def around_relative(verb: Token, row: SpeechVerb) -> tuple[tuple[Range, ...], None] | None:
    """Return what is said around a cue that cuts in: "a campaign it says is aimed at …"."""
    noun = verb.head
    main = noun.head
    cuts_in = verb.dep_ == "relcl" and noun.dep_ in {"nsubj", "nsubjpass"} and main.i > verb.i
    if not cuts_in or "that" not in row.frames:
        return None
    return ((noun.left_edge.i, noun.i + 1), (verb.i + 1, main.right_edge.i + 1)), None


def clause_of(verb: Token, row: SpeechVerb) -> Range | None:
    """Return the clause, infinitive or gerund that tells what is said."""
    for child in verb.children:
        finite = child.dep_ == "ccomp" and ("that" in row.frames or "quote" in row.frames)
        finite = finite and not is_condition(child)
        to = child.dep_ == "xcomp" and "inf" in row.frames and is_infinitive(child)
        ing = child.dep_ in {"xcomp", "pcomp", "ccomp"} and child.tag_ == "VBG"
        if (to and child.i > verb.i) or (ing and "ing" in row.frames):
            start, end = before_aside(child)
            return pledged_thing(verb, row) or start, end
        if finite:
            return before_aside(child)
    if verb.dep_ == "parataxis" and "that" in row.frames and verb.head.pos_ in {"VERB", "AUX"}:
        return subtree(verb.head)
    return None


def pledged_thing(verb: Token, row: SpeechVerb) -> int | None:
    """Return where the object before an infinitive starts that is part of what is said.

    "Pledged seven tanks to be sent", but not "urged them to go".
    """
    spoken_to = row.act in {"demand", "ask", "warn"} and row.lemma != "want"
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if thing is None or spoken_to or "obj" not in row.frames:
        return None
    return thing.left_edge.i


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb stands with "to", perfect and passive included."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_condition(clause: Token) -> bool:
    """Tell whether a clause only says under which condition: "should he come", "if …"."""
    first = clause.doc[clause.left_edge.i]
    return first.lower_ in {"should", "unless", "were", "had"} and first.head.i == clause.i


def before_aside(clause: Token) -> Range:
    """Return a clause without a closing "…, citing" or "…, adding", which says something new.

    Where the parser lost the end of the clause ("… once an agreement | is in place"), the verb
    that directly follows belongs to it.
    """
    start, end = subtree(clause)
    sentence = clause.sent
    if start > clause.head.i and end < sentence.end and clause.doc[end].tag_ in FINITE:
        end = sentence.end
    for child in clause.children:
        aside = child.dep_ == "advcl" and child.tag_ == "VBG" and verb_row(child) is not None
        if aside and child.i > clause.i and child.left_edge.i > start:
            end = min(end, child.left_edge.i)
    return start, end


def is_thing(noun: Token) -> bool:
    """Tell whether a noun phrase holds a quotation or an amount, and so is no listener."""
    words = noun.subtree
    return any(t.is_quote or t.ent_type_ in {"PERCENT", "MONEY"} for t in words)


def hearsay(verb: Token, row: SpeechVerb) -> Attribution | None:
    """Return what a passive without its agent tells: is believed to, was described as."""
    subject = next((c for c in verb.children if c.dep_ in {"nsubjpass", "csubjpass"}), None)
    modal = any(c.tag_ == "MD" for c in verb.children)
    if modal and row.frames[-1] == "as":
        return None
    rest = [
        c for c in verb.children
        if c.i > verb.i
        and (c.dep_ in {"xcomp", "ccomp", "oprd"} or (c.dep_ == "prep" and c.lower_ == "as"))
    ]  # fmt: skip
    if not rest or not is_passive(verb):
        return None
    tail = (subtree(rest[0])[0], subtree(rest[-1])[1])
    expletive = subject is None or subject.lower_ == "it"
    parts = (tail,) if expletive or subject is None else (subtree(subject), tail)
    return Attribution(verb.i, row.lemma, row.act, cue_range(verb), None, parts)


def addressee(verb: Token) -> Range | None:
    """Return who is spoken to: told reporters, warned Moscow that, said to the council."""
    has_clause = any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children)
    for child in verb.children:
        if child.i < verb.i:
            continue
        told = child.dep_ == "dobj" and (has_clause or verb.lemma_ in TOLD)
        if (child.dep_ == "dative" or told) and not is_thing(child):
            head = child
            if child.pos_ == "ADP":
                head = next((c for c in child.children if c.dep_ == "pobj"), child)
            return subtree(head)
    return None
