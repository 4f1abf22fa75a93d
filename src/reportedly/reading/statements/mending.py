"""What the tagger cuts, made whole: cue and source here, content in `contents`."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from spacy.tokens import Doc, Token

from reportedly.reading.statements.attribution import Attribution, Range
from reportedly.reading.statements.contents import NEAR, before_main, joined, whole_content
from reportedly.reading.statements.sources import wording

STOPS = {",", ".", "!", "?", ";", ":"}
LEADING = {"ADP", "DET", "ADJ"}  # what begins a phrase
BESIDE = {"appos", "acl", "conj"}  # how words hang on a noun that need not speak for them
EMPTY = {"DET", "ADP", "PUNCT", "SPACE", "CCONJ", "SCONJ"}
PRONOUNS = {"that", "this", "these", "those", "some", "many", "all", "both", "each", "neither"}


def mended(doc: Doc, one: Attribution, rule: Attribution | None) -> Attribution:
    """Return an attribution with all its parts whole; `rule` has the same cue."""
    one = by_rule(one, rule) if rule else one
    one = replace(one, cue=whole_cue(doc, one), source=whole_source(doc, one))
    parts = joined(doc, one)
    if rule and doc[one.root].pos_ == "NOUN" and len(parts) == len(rule.content) == 1:
        # "The claim that many died could not be checked": its clause ends before the verb.
        parts = rule.content if rule.content[0][0] == parts[0][0] else parts
        return replace(one, content=parts)
    if doc[one.root].pos_ == "NOUN":
        parts = tuple(before_main(doc, part) for part in parts)
    taken = [part for part in (one.cue, one.source) if part]
    whole = (whole_content(doc, part, taken) for part in parts)
    return replace(one, content=tuple(whole))


def by_rule(one: Attribution, rule: Attribution) -> Attribution:
    """Return an attribution with the cue's preposition in the cue: "warned of | famine"."""
    first = one.content[0]
    moved = rule.cue[1] == one.cue[1] + 1 and first[0] == one.cue[1] and first[1] > first[0] + 1
    if not moved:
        return one
    content = ((first[0] + 1, first[1]), *one.content[1:])
    return replace(one, cue=(one.cue[0], one.cue[1] + 1), content=content)


def whole_cue(doc: Doc, one: Attribution) -> Range:
    """Return a cue that holds no mere beginning of a phrase: "denied |on its" site.

    What leads up to source or content stays: "warned of famine", "according to the mayor". One
    cut behind its article is whole: "said in a | joint statement"; so are auxiliaries and "not".
    """
    start, end = one.cue
    starts = {part[0] for part in (*one.content, one.source, one.addressee) if part}
    taken = {i for part in (*one.content, one.source) if part for i in range(*part)}
    while start - 1 not in taken and start and is_helper(doc[start - 1], one.root):
        start -= 1
    while end - 1 > one.root and doc[end - 1].text == ",":
        end -= 1
    if end in starts or end - 1 <= one.root:
        return start, end
    last = doc[end - 1]
    if last.dep_ == "det" and doc[end - 2].pos_ == "ADP" and end <= last.head.i < end + NEAR:
        return start, last.head.i + 1
    while end - 1 > one.root and (doc[end - 1].pos_ in LEADING and doc[end - 1].dep_ != "prt"):
        end -= 1
    return start, end


def is_helper(token: Token, root: int) -> bool:
    """Tell whether a token is an auxiliary or a "not" of a cue: "did not | say"."""
    return token.head.i == root and token.dep_ in {"aux", "auxpass", "neg"}


def whole_source(doc: Doc, one: Attribution) -> Range | None:
    """Return a source within its line, its head and its end in it; None if nobody is named."""
    if one.source is None:
        return None
    start, end = in_line(doc, one.source, one.root)
    start, end = with_head(doc, (start, end), one.root)
    named = any(token.pos_ not in EMPTY or token.lower_ in PRONOUNS for token in doc[start:end])
    return without_stop(doc, (start, end), one.root) if named else None


def in_line(doc: Doc, source: Range, root: int) -> Range:
    """Return the part of a source that stands in the line of its cue, or next to it."""
    start, end = source
    for i in range(*source):
        if "\n" in doc[i].text:
            start, end = (i + 1, end) if i < root else (start, min(end, i))
    return start, end


def with_head(doc: Doc, source: Range, root: int) -> Range:
    """Return the cue's subject for a source from inside it: "Mali, which |the army| left, says".

    What is set beside the subject may be the true one: "Days before the vote in Mali, |a poll|".
    """
    subject = next((c for c in doc[root].children if c.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ not in {"PROPN", "NOUN"}:
        return source
    inside = subject.left_edge.i <= source[0] and source[1] <= subject.right_edge.i + 1
    if inside and not source[0] <= subject.i < source[1]:
        above = takewhile(lambda word: word.i != subject.i, doc[slice(*source)].root.ancestors)
        joints = {word.dep_ for word in (doc[slice(*source)].root, *above)}
        return source if joints & BESIDE else wording(subject, root)
    return source


def without_stop(doc: Doc, source: Range, root: int) -> Range:
    """Return a source without what hangs behind it: "said Amal Noor |,", "the army |, in".

    A comma that closes an aside before the cue belongs to it as the one that opens it does:
    "Amal Noor, the minister,| said".
    """
    start, end = source
    while end - start > 1 and (doc[end - 1].text in STOPS or doc[end - 1].pos_ == "ADP"):
        end -= 1
    if end < root and doc[end].text == "," and any(token.text == "," for token in doc[start:end]):
        end += 1
    return start, end
