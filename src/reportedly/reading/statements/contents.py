"""Content made whole: no gaps, no half words, no phrase cut in two."""

from __future__ import annotations

from spacy.tokens import Doc

from reportedly.reading.statements.attribution import Attribution, Range, touches
from reportedly.reading.statements.verbs import FINITE

GAP = 4  # tokens between two parts that belong together unless cue or source stands there
OPEN = {"ADP", "DET", "PART", "AUX", "SCONJ"}  # nothing said ends with these if more follows
CONDITION = {"VERB", "NOUN", "ADP", "SCONJ"}
CLOSED = {"VBD", "VBN"}  # a verb on which no other finite one can follow without a subject
WITHIN = {"compound", "amod", "nummod", "poss", "nmod", "quantmod", "det", "predet"}
CLOSE = {"dobj", "pobj", "prt", "attr", "acomp", "pcomp"}  # what hangs on a word most closely
NEAR = 4  # tokens within which a noun's head is looked for
LONGEST = 8  # tokens that are added at once


def whole_content(doc: Doc, part: Range, taken: list[Range]) -> Range:
    """Return a part of content whole; nothing is added from what is `taken`."""
    whole = to_word(doc, to_phrase(doc, to_condition(doc, part, taken)))
    start, end = to_verb(doc, whole, taken)
    grown = to_noun(doc, (start, end))
    return (start, end) if any(touches((end, grown[1]), other) for other in taken) else grown


def before_main(doc: Doc, part: Range) -> Range:
    """Return the clause of a noun without the main verb: "(the claim) that it burnt | is false"."""
    start, end = part
    if doc[start].lower_ != "that":
        return part
    for i in range(start + 2, end):
        main = doc[i].tag_ in FINITE and doc[i].pos_ == "AUX"
        if main and doc[i - 1].pos_ == "VERB" and doc[i - 1].tag_ in CLOSED:
            return start, i
    return part


def to_condition(doc: Doc, part: Range, taken: list[Range]) -> Range:
    """Return a part with the words on which its clause hangs: "on condition | that they leave"."""
    start, end = part
    first = doc[start]
    if first.dep_ != "mark" or first.lower_ != "that":
        return part
    for _ in range(2):
        before = doc[start - 1] if start else None
        held = before is not None and before.i in {first.head.head.i, first.head.head.head.i}
        if before is None or not held or before.pos_ not in CONDITION:
            break
        if any(a <= before.i < b for a, b in taken):
            break
        start -= 1
    return start, end


def to_noun(doc: Doc, part: Range) -> Range:
    """Return a part that doesn't stop before its noun or object: "tax | rolls", "take | effect"."""
    start, end = part
    limit = doc[end - 1].sent.end
    while end < limit:
        last = doc[end - 1].head if doc[end - 1].dep_ == "case" else doc[end - 1]
        step = end
        if last.dep_ in WITHIN and end <= last.head.i < end + NEAR:
            step = last.head.i + 1
        elif last.ent_type_ and doc[end].ent_iob_ == "I":
            step = end + 1
        else:
            following = (c for c in last.children if c.left_edge.i == end and c.dep_ in CLOSE)
            step = max((c.right_edge.i + 1 for c in following), default=end)
        if not end < step <= end + LONGEST or any("\n" in token.text for token in doc[end:step]):
            break
        end = step
    return start, end


def joined(doc: Doc, one: Attribution) -> tuple[Range, ...]:
    """Return the parts of content with small gaps between them closed."""
    found: list[Range] = []
    for part in sorted(one.content):
        gap = (found[-1][1], part[0]) if found else None
        if gap and gap[1] - gap[0] <= GAP and is_free(doc, one, gap):
            found[-1] = (found[-1][0], part[1])
        else:
            found.append(part)
    return tuple(found)


def is_free(doc: Doc, one: Attribution, gap: Range) -> bool:
    """Tell whether neither cue nor source nor the end of a line stands in a gap."""
    cut = any(touches(gap, part) for part in (one.cue, one.source) if part)
    return not cut and not any("\n" in token.text for token in doc[gap[0] : gap[1]])


def to_phrase(doc: Doc, part: Range) -> Range:
    """Return a part that doesn't stop inside a phrase: "talks with | the rebels"."""
    start, end = part
    last = doc[end - 1]
    limit = last.sent.end
    while last.pos_ in OPEN:
        step = last.right_edge.i + 1 if last.right_edge.i >= end else last.head.i + 1
        if not end < step <= limit:
            break
        end, last = step, doc[step - 1]
    return start, end


def to_word(doc: Doc, part: Range) -> Range:
    """Return a part that doesn't cut a hyphenated word: "tit | -for-tat"."""
    start, end = part
    while end < len(doc) and (is_hyphen(doc, end) or is_hyphen(doc, end - 1)):
        end += 1
    while start > 0 and (is_hyphen(doc, start) or is_hyphen(doc, start - 1)):
        start -= 1
    return start, end


def is_hyphen(doc: Doc, index: int) -> bool:
    """Tell whether a token is a hyphen without a space on either side."""
    hyphen = doc[index].text == "-" and not doc[index].whitespace_
    return hyphen and index > 0 and not doc[index - 1].whitespace_


def to_verb(doc: Doc, part: Range, taken: list[Range]) -> Range:
    """Return a part that doesn't stop between a subject and its verb, unless that is the cue.

    "Ana Lima | was named as a suspect" has nothing more to tell of her.
    """
    start, end = part
    if end >= len(doc) or doc[end].tag_ not in FINITE or doc[end].is_sent_start:
        return part
    following = doc[end]
    verb = following.head if following.dep_ in {"aux", "auxpass"} else following
    if any(a <= i < b for a, b in taken for i in (verb.i, following.i)):
        return part
    children = [*verb.children, *following.children]  # some parses hang subjects on auxiliaries
    if any(start <= c.i < end for c in children if c.dep_ in {"nsubj", "nsubjpass"}):
        end = min(max(end, verb.right_edge.i + 1), following.sent.end)
    return start, end
