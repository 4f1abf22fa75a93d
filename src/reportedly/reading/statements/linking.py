"""Rules and tagger brought together: what each finds better decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from reportedly.reading.clues import clue
from reportedly.reading.statements import lexicon
from reportedly.reading.statements.attribution import Attribution, Range, touches
from reportedly.reading.statements.finding import find_by_rules, tidied
from reportedly.reading.statements.quoted import token_ranges, widen
from reportedly.reading.statements.tagger import Found, Tagger, tagger, whole
from reportedly.reading.statements.verbs import FINITE, QUOTING, addressee, verb_row
from reportedly.vocabulary import Act, Span

SURE, KNOWN = 0.7, 0.6  # how sure of a cue: one that only the tagger sees, one of the rules too
HALF, ALIKE = 0.5, 0.6  # contents so alike mean the same words: the rules' edges are better


def find_attributions(doc: Doc, quotes: Sequence[Span]) -> list[Attribution]:
    """Return who says what in a doc, in the order of the cues.

    `quotes` are the character spans of the quotations. A doc without a parse gives none; without
    the tagger's weights the rules stand alone.
    """
    rules, learnt = find_by_rules(doc, quotes), tagger()
    if learnt is None or not doc.has_annotation("DEP"):
        return rules
    return taught(doc, token_ranges(doc, quotes), rules, learnt)


def taught(
    doc: Doc, quotes: Sequence[Range], rules: list[Attribution], learnt: Tagger
) -> list[Attribution]:
    """Return the attributions of the rules as the tagger corrects and completes them.

    What the rules alone find is kept where its content is a clause or a quotation, which the
    corpus that the tagger learnt from has in all the forms that conflict reports use.
    """
    by_root = {rule.root: rule for rule in rules}
    made: dict[int, Attribution] = {}
    seen: set[int] = set()
    for one in sorted(learnt.read(doc, quotes, rules), key=lambda one: (one.root, one.cue)):
        rule = by_root.get(one.root) or next((r for r in rules if touches(r.cue, one.cue)), None)
        if rule is not None and rule.lemma in QUOTING:
            continue  # "CNN quoted him as saying": he says it, and the rules know both cues
        better = corrected(doc, one, rule)
        if better is None:
            continue
        better = replace(better, content=own_parts(doc, better, rules))
        better = replace(better, content=tuple(rounded(doc, part) for part in better.content))
        better = tidied(doc, widen(better, quotes), quotes)
        if rule is None and any(
            alike(better.content, other.content) >= HALF
            for other in rules
            if other.root != one.root
        ):
            continue  # "suspended talks and accused X of Y": what is said has a cue of its own
        if any(token.is_alpha for a, b in better.content for token in doc[a:b]):
            seen.update({one.root, rule.root} if rule else {one.root})
            made.setdefault(better.root, better)
    for rule in rules:
        others = beside(rule, made)
        told = max((alike(rule.content, one.content) for one in others), default=0.0)
        fresh = rule.root not in seen and (rule.relays or told < HALF)
        if fresh and is_speech(doc, rule, quotes, nested=len(others) < len(made)):
            made.setdefault(rule.root, rule)
    return [made[root] for root in sorted(made) if made[root].content]


def beside(rule: Attribution, made: dict[int, Attribution]) -> list[Attribution]:
    """Return the attributions that a rule's one is not told inside of."""
    return [
        one
        for one in made.values()
        if one.relays or not any(a <= rule.root < b for a, b in one.content)
    ]


def corrected(doc: Doc, one: Found, rule: Attribution | None) -> Attribution | None:
    """Return what tagger and rule say of one cue together, or None if too little."""
    if not one.content or one.sure < (SURE if rule is None else KNOWN):
        return None
    source = whole(one.source)
    if rule is not None:
        content = rule.content if alike(rule.content, one.content) >= ALIKE else one.content
        source = rule.source if source is None or cut_short(doc, source, rule) else source
        return replace(rule, cue=one.cue, source=source, content=content)
    if source is None:
        return None
    root = doc[one.root]
    row = verb_row(root)
    known = row or lexicon.nouns().get(root.lemma_.lower())
    lemma, act = (known.lemma, known.act) if known else (root.lemma_.lower(), PLAIN)
    return Attribution(
        one.root, lemma, act, one.cue, source, one.content, addressee(root) if row else None
    )


def rounded(doc: Doc, part: Range) -> Range:
    """Return a part that stops neither before the verb of its subject nor inside a phrase."""
    start, end = part
    following = doc[end] if end < len(doc) else doc[end - 1]
    if following.tag_ in FINITE and not following.is_sent_start:
        verb = following.head if following.dep_ in {"aux", "auxpass"} else following
        subjects = (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"})
        if any(start <= c.i < end for c in subjects):
            end = min(max(end, verb.right_edge.i + 1), following.sent.end)
    last = doc[end - 1]
    limit = last.sent.end
    while last.pos_ in {"ADP", "DET", "PART", "AUX"} and last.right_edge.i + 1 <= limit:
        step = last.right_edge.i + 1 if last.right_edge.i >= end else last.head.i + 1
        if not end < step <= limit:
            break
        end, last = step, doc[step - 1]
    return start, end


def cut_short(doc: Doc, source: Range, rule: Attribution) -> bool:
    """Tell whether the tagger has only a piece of the name or noun phrase that speaks."""
    if rule.source is None or not (rule.source[0] <= source[0] and source[1] <= rule.source[1]):
        return False
    head = doc[rule.source[0] : rule.source[1]].root.i
    return not source[0] <= head < source[1] or doc[source[1] - 1].lower_ in {"who", "which"}


def own_parts(doc: Doc, one: Attribution, rules: list[Attribution]) -> tuple[Range, ...]:
    """Return content without what stands in another sentence and has a cue of its own there."""
    sentence = doc[one.root].sent
    return tuple(
        part
        for part in one.content
        if touches(part, (sentence.start, sentence.end))
        or not any(
            rule.root != one.root and any(touches(part, other) for other in rule.content)
            for rule in rules
            if touches((rule.root, rule.root + 1), near(doc, part))
        )
    )


def near(doc: Doc, part: Range) -> Range:
    """Return the sentences that a part of the content touches."""
    return doc[part[0]].sent.start, doc[part[1] - 1].sent.end


def alike(one: Sequence[Range], other: Sequence[Range]) -> float:
    """Return the share of words that two contents have in common."""
    mine, theirs = ({i for a, b in parts for i in range(a, b)} for parts in (one, other))
    return len(mine & theirs) / len(mine | theirs)


def is_speech(doc: Doc, rule: Attribution, quotes: Sequence[Range], nested: bool) -> bool:
    """Tell whether what a rule found is surely said: a clause, a quotation, an act of speech."""
    if rule.source is None or any(a <= rule.root < b for a, b in quotes):
        return False
    if rule.relays or (rule.act != PLAIN and rule.lemma not in clue("thought")):
        return True
    if nested:
        return False
    quoted = any(touches(part, quote) for part in rule.content for quote in quotes)
    return quoted or any(doc[a:b].root.dep_ in CLAUSES for a, b in rule.content)


CLAUSES = {"ccomp", "ROOT"}
PLAIN: Act = "report"
