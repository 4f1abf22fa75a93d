"""Numbers without a noun: "24 were shot down", "the toll rose to 17", "nine of the 23"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from reportedly.reading.figures.amounts import Amount
from reportedly.reading.figures.clue import class_measure, measure_of
from reportedly.reading.figures.counted import Counted, unit_text
from reportedly.reading.figures.lexicon import FIXED, measures
from reportedly.reading.figures.quantities import complement, quantity, told_of
from reportedly.reading.figures.sentences import sentence_start
from reportedly.reading.figures.work import Told, Work
from reportedly.vocabulary import Figure

GAPPED = frozenset({
    "over", "in", "near", "from", "at", "above", "around", "on",
})  # fmt: skip
DEFINITE = frozenset({
    "the", "all", "these", "those",
})  # fmt: skip
PRONOUNS = frozenset({
    "them", "whom", "which", "these",
})  # fmt: skip
MANY = 100  # figures back to which a number may refer
BACK = 400  # characters back to which a bare number may look for its noun
LONG_BACK = 1000  # the same for a new count of something counted before


def bare_figure(
    work: Work, amount: Amount, found: Counted, number: Token, start: int
) -> Figure | None:
    """Return the figure of a number without a noun, or None where nothing tells what it counts."""
    doc = work.doc
    if found.first < len(doc) and found.first in work.blocked and doc[found.first].like_num:
        return None  # "six 400-gramme sticks": the noun is out of sight
    if noun := quantity(doc, number, start):
        return of_quantity(work, amount, noun)
    measure = measure_of(doc, found, start)
    if same := restated(work, amount, start):
        every = doc[start - 1].lower_ == "all" and measure  # "of the 40 fired, all 40 were stopped"
        return work.write(amount, every or same.figure.measure, same.figure.unit, same.kind)
    if measure is None and (whole := part_of_last(work, found, number, start)):
        return work.like(amount, whole)
    before = antecedent(work, number, measure)
    if before is None:
        last = work.told[-1] if work.told else None
        if (
            measure is None
            and last
            and last.kind not in FIXED
            and gapped(work, found, number, last)
        ):
            return work.like(amount, last)
        if measure is None and amount.value is None and number.dep_ in {"nsubj", "nsubjpass"}:
            measure = class_measure("person")  # "Thousands protested"
        return work.write(amount, measure, None, "") if measure else None
    kind = before.kind
    measure = measure or measure_of(doc, replace(found, kind=kind), start)
    if measure is None and gapped(work, found, number, before):
        measure = before.figure.measure
    if measure is None and found.partitive and amount.value != 1:
        measure = class_measure(kind)  # "two of the four stayed in hospital"
    return work.write(amount, measure, before.figure.unit, kind) if measure else None


def gapped(work: Work, found: Counted, number: Token, before: Told) -> bool:
    """Tell whether the verb is left out: "24 were shot down over Bryansk, 18 over Voronezh"."""
    doc, first = work.doc, number.i
    follows = found.end < len(doc) and doc[found.end].lower_ in GAPPED
    leads = first > 0 and (doc[first - 1].is_punct or doc[first - 1].lower_ in {"and", "while"})
    same = before.sentence == sentence_start(number) and number.lower_ != "one"
    return follows and leads and same


def part_of_last(work: Work, found: Counted, number: Token, start: int) -> Told | None:
    """Return the figure that "seven of them children" or "of whom 20 …" is a part of."""
    last = work.told[-1] if work.told else None
    if last is None or last.sentence != sentence_start(number) or last.kind in FIXED:
        return None
    if number.lower_ == "one":
        return None
    doc, i = work.doc, number.i + 2
    after = found.partitive and i < len(doc) and doc[i].lower_ in PRONOUNS
    before = start >= 2 and doc[start - 2].lower_ == "of" and doc[start - 1].lower_ in PRONOUNS
    return last if after or before or included(work, start) else None


def included(work: Work, start: int) -> bool:
    """Tell whether "including" opens the list that a figure stands in."""
    for token in reversed(work.doc[max(0, start - 8) : start]):
        if token.lower_ == "including":
            return True
        if token.pos_ in {"VERB", "AUX"} or token.is_sent_start:
            return False
    return False


def measure_by_quantity(work: Work, number: Token, start: int) -> str | None:
    """Return what a quantity noun before a counted noun tells: "put losses at 1,500 men"."""
    noun = quantity(work.doc, number, start)
    if noun is None:
        return None
    if measure := told_of(noun):
        return measure
    if noun.lemma_.lower() == "loss":
        return "lost"
    told = complement(work.doc, noun, work.blocked)
    return measure_of(work.doc, told, told.first) if told else None


def of_quantity(work: Work, amount: Amount, noun: Token) -> Figure:
    """Return the figure of a toll or of "the number of …"."""
    told = complement(work.doc, noun, work.blocked)
    if told is not None:
        measure = measure_of(work.doc, told, told.first) or class_measure(told.kind)
        return work.write(amount, measure, unit_text(work.doc, told), told.kind)
    if by_itself := told_of(noun):
        return work.write(amount, by_itself, None, "")
    before = closest(work, amount)
    return work.like(amount, before) if before else work.write(amount, "count", None, "")


def closest(work: Work, amount: Amount) -> Told | None:
    """Return the earlier figure nearest in size: the one a new count most likely updates."""
    size = amount.value or amount.low or 0.0
    near = [
        told
        for told in work.told[-MANY:]
        if told.kind not in FIXED
        and told.figure.value
        and amount.start - told.figure.span.end < LONG_BACK
    ]
    return min(near, key=lambda t: abs((t.figure.value or 0.0) - size), default=None)


def restated(work: Work, amount: Amount, start: int) -> Told | None:
    """Return the earlier figure that "the 23" takes up again."""
    if start == 0 or work.doc[start - 1].lower_ not in DEFINITE:
        return None
    for told in reversed(work.told[-MANY:]):
        if told.kind not in FIXED and told.figure.value == amount.value is not None:
            return told
    return None


def antecedent(work: Work, number: Token, measure: str | None) -> Told | None:
    """Return the nearest figure before whose noun a bare number can share."""
    classes = measures()[measure].classes if measure in measures() else ()
    for told in reversed(work.told[-MANY:]):
        if number.idx - told.figure.span.end > BACK:
            return None
        if told.kind not in FIXED and told.figure.unit is not None:
            return told if not classes or told.kind in classes or told.kind == "" else None
    return None
