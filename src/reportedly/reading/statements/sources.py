"""Who speaks: from the cue verb to the words that name its subject."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.statements.attribution import Range

SUBJECT = {"nsubj", "csubj"}
PASSIVE = {"nsubjpass", "csubjpass"}
CLAUSE_TAILS = {"advcl", "parataxis", "ccomp"}


def source_of(verb: Token) -> tuple[Token | None, bool]:
    """Return the head word of who speaks, and whether the verb is passive."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECT]
    if subjects:  # a broken parse gives two; the speaker stands next to the cue
        return min(subjects, key=lambda child: abs(child.i - verb.i)), False
    if is_passive(verb):
        return agent_of(verb), True
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head, False
    if verb.dep_ in {"conj", "xcomp", "advcl", "dep"} and verb.head.pos_ in {"VERB", "AUX"}:
        if verb.dep_ in {"xcomp", "advcl"} and verb.tag_ not in {"VBG", "VB"}:
            return None, False
        return source_of(verb.head) if verb.head.i != verb.i else (None, False)
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in {"VERB", "AUX"}:
        main = verb.head.head
        quoted = next((c for c in main.children if c.dep_ == "dobj"), None)
        if main.lemma_ in {"quote", "cite"} and quoted is not None:
            return quoted, False
        return source_of(main)
    return None, False


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is used in the passive."""
    if any(child.dep_ in PASSIVE or child.dep_ == "auxpass" for child in verb.children):
        return True
    reduced = verb.dep_ in {"acl", "advcl"} and verb.tag_ == "VBN"
    return reduced or any(child.dep_ == "agent" for child in verb.children)


def agent_of(verb: Token) -> Token | None:
    """Return who does a passive verb: the noun after "by"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def wording(head: Token, verb: int) -> Range:
    """Return the words of a source: its noun phrase, cut before clauses and before the cue."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.subtree:
        if child.i > head.i and child.dep_ in CLAUSE_TAILS:
            first = max(child.left_edge.i, head.i + 1)
            loose = head.doc[first].is_punct or head.doc[first - 1].is_punct
            end = min(end, first) if loose else end
    if start < head.i and any(
        t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in head.doc[start : head.i]
    ):
        # A clause before the name is what is said, not who says it.
        commas = [t.i for t in head.doc[start : head.i] if t.text == ","]
        start = commas[-1] + 1 if commas else start
    if start <= verb < end:
        start, end = (start, verb) if head.i < verb else (verb + 1, end)
    doc = head.doc
    while end > head.i + 1 and (doc[end - 1].is_punct and doc[end - 1].text not in ")’"):
        end -= 1
    while start < head.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return start, end
