"""Content as the tagger cuts it, made whole: no gaps, no half words, no phrase cut in two."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from reportedly.reading.statements.attribution import Attribution, Range, touches
from reportedly.reading.statements.verbs import FINITE

GAP = 4  # tokens between two parts that belong together unless cue or source stands there
STOPS = {",", ".", "!", "?", ";", ":"}
OPEN = {"ADP", "DET", "PART", "AUX", "SCONJ"}  # nothing said ends with these if more follows


def mended(doc: Doc, one: Attribution, rule: Attribution | None) -> Attribution:
    """Return an attribution with source and content whole; `rule` has the same cue."""
    one = replace(one, source=without_stop(doc, one.source))
    parts = joined(doc, one)
    if rule and doc[one.root].pos_ == "NOUN" and len(parts) == len(rule.content) == 1:
        # "The claim that many died could not be checked": its clause ends before the verb.
        parts = rule.content if rule.content[0][0] == parts[0][0] else parts
        return replace(one, content=parts)
    whole = (to_verb(doc, to_word(doc, to_phrase(doc, part))) for part in parts)
    return replace(one, content=tuple(whole))


def without_stop(doc: Doc, source: Range | None) -> Range | None:
    """Return a source without what hangs behind it: "said Amal Noor |,", "the army |, in"."""
    if source is None:
        return None
    start, end = source
    while end - start > 1 and (doc[end - 1].text in STOPS or doc[end - 1].pos_ == "ADP"):
        end -= 1
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


def to_verb(doc: Doc, part: Range) -> Range:
    """Return a part that doesn't stop between a subject and its verb."""
    start, end = part
    if end >= len(doc) or doc[end].tag_ not in FINITE or doc[end].is_sent_start:
        return part
    following = doc[end]
    verb = following.head if following.dep_ in {"aux", "auxpass"} else following
    children = [*verb.children, *following.children]  # some parses hang subjects on auxiliaries
    if any(start <= c.i < end for c in children if c.dep_ in {"nsubj", "nsubjpass"}):
        end = min(max(end, verb.right_edge.i + 1), following.sent.end)
    return start, end
