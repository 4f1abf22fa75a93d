"""Rules and tagger brought together: the tagger finds and cuts, the rules name and complete."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.reading.statements import lexicon
from reportedly.reading.statements.attribution import Attribution, Range, touches
from reportedly.reading.statements.finding import find_by_rules, tidied
from reportedly.reading.statements.mending import mended
from reportedly.reading.statements.quoted import token_ranges, widen
from reportedly.reading.statements.tagger import Found, Tagger, tagger
from reportedly.reading.statements.verbs import QUOTING, addressee, verb_row
from reportedly.vocabulary import Act, Span

# How sure of a cue the tagger must be: of one that the rules have too, of one it alone sees, of
# such a one where nobody is named who says it. Set on texts held back from its training
# (`training/attribution/choose.py`).
KNOWN, ALONE, HIDDEN = 0.5, 0.7, 0.8
HALF = 0.5  # two contents that share so much tell the same words


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

    What the rules alone find is kept where it is surely said, and not said already.
    """
    made = {rule.root: rule for rule in rules if rule.sure}
    seen = set(made)
    found = learnt.read(doc, quotes, rules)
    for one in surest(one for one in found if is_sure(doc, one, rule_of(one, rules))):
        rule = rule_of(one, rules)
        if rule is not None and (rule.sure or rule.lemma in QUOTING):
            continue  # "CNN quoted him as saying": he says it, and the rules know both cues
        better = mended(doc, named(doc, one, rule), rule)
        better = tidied(doc, widen(better, quotes), quotes)
        if any(token.is_alpha for a, b in better.content for token in doc[a:b]):
            seen.update({one.root, rule.root} if rule else {one.root})
            made[better.root] = better
    for rule in rules:
        if rule.root not in seen and rule.root not in made and is_missed(doc, rule, made, quotes):
            made[rule.root] = rule
    return [made[root] for root in sorted(made)]


def surest(found: Iterable[Found]) -> list[Found]:
    """Return what has some content, of two whose cues overlap the surer one, in reading order."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (-one.sure, one.root)):
        if one.content and not any(touches(one.cue, other.cue) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.root)


def rule_of(one: Found, rules: Sequence[Attribution]) -> Attribution | None:
    """Return what the rules make of a cue that the tagger found."""
    same = (rule for rule in rules if rule.root == one.root)
    return next(same, None) or next((r for r in rules if touches(r.cue, one.cue)), None)


def is_sure(doc: Doc, one: Found, rule: Attribution | None) -> bool:
    """Tell whether the tagger is sure enough of a cue that the rules do or don't know."""
    if rule is not None:
        return one.sure >= KNOWN
    if one.source is None:
        return one.sure >= HIDDEN and not is_naming(doc[one.root])
    return one.sure >= ALONE


def is_naming(root: Token) -> bool:
    """Tell whether a word only names talk, and tells nobody's: "the debate over", "the claimed"."""
    return root.pos_ == "NOUN" or root.dep_ == "amod"


def named(doc: Doc, one: Found, rule: Attribution | None) -> Attribution:
    """Return what the tagger found, with what the tables know of its cue."""
    if rule is not None:
        source = one.source or rule.source
        return replace(rule, cue=one.cue, source=source, content=one.content, learnt=True)
    root = doc[one.root]
    row = verb_row(root)
    known = row or lexicon.nouns().get(root.lemma_.lower())
    lemma, act = (known.lemma, known.act) if known else (root.lemma_.lower(), PLAIN)
    told = addressee(root) if row else None
    if told and any(touches(told, part) for part in one.content):
        told = None  # what is said, not who is spoken to
    return Attribution(one.root, lemma, act, one.cue, one.source, one.content, told, learnt=True)


def is_missed(
    doc: Doc, rule: Attribution, made: dict[int, Attribution], quotes: Sequence[Range]
) -> bool:
    """Tell whether the tagger passed over what is surely said: a quotation, what is relayed."""
    if rule.source is None or any(a <= rule.root < b for a, b in quotes):
        return False
    others = [
        one
        for one in made.values()
        if one.relays or not any(a <= rule.root < b for a, b in one.content)
    ]
    if any(alike(rule.content, one.content) >= HALF for one in others) and not rule.relays:
        return False
    quoted = any(touches(part, quote) for part in rule.content for quote in quotes)
    return rule.relays or (quoted and len(others) == len(made))


def alike(one: Sequence[Range], other: Sequence[Range]) -> float:
    """Return the share of words that two contents have in common."""
    mine, theirs = ({i for a, b in parts for i in range(a, b)} for parts in (one, other))
    return len(mine & theirs) / len(mine | theirs)


PLAIN: Act = "report"
