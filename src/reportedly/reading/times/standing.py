"""Which expressions really tell a time where they stand: "in 2022", not "2022 troops"."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from reportedly.reading.times.expressions import Expression
from reportedly.reading.times.outlook import outlook

ALONE = frozenset({"dawn", "daybreak", "sunrise", "dusk", "nightfall", "sunset", "first light"})
OWNERS = frozenset({"the", "his", "her", "its", "their", "our"})
TOPIC = re.compile(r".*\b(?:future|past) of\b", re.IGNORECASE)
BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|of|during|before|after|between|and|through|early|late|"
    r"mid|circa|year|for|the|ending|ended|dated)[\s-]|[(,–-]\s?)$",
    re.IGNORECASE,
)


def stands(doc: Doc, item: Expression) -> bool:
    """Tell whether an expression is a time by its surroundings."""
    if item.kind == "part":
        return part_stands(item)
    if item.kind == "vague":  # "the future of the alliance" is no time
        return not TOPIC.match(doc.text[item.start : item.end + 4])
    if item.kind == "span":
        return not lasting(doc, item)
    if item.kind == "ahead":  # "will return in two days", not "fell in two days"
        return outlook(doc, item.start, item.end) == "future"
    if item.kind == "bare_year":
        return year_stands(doc, item)
    if item.kind == "range" and any(part.kind == "bare_year" for part in item.parts):
        return all(part.kind != "bare_year" or year_stands(doc, part) for part in item.parts)
    if item.kind == "open":
        return stands(doc, item.parts[0])
    return True


def lasting(doc: Doc, item: Expression) -> bool:
    """Tell whether an expression begins with the verb "last": "is to last 60 days"."""
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    first = span[0] if span is not None and len(span) else None
    return first is not None and first.lower_ == "last" and first.pos_ == "VERB"


def part_stands(item: Expression) -> bool:
    """Tell whether a part of the day stands for a time: "this morning", "dawn"; not "a night"."""
    which = item.cells.get("which", "").lower()
    part = item.cells.get("part", "").lower()
    return (which not in {"", "the"}) or part in ALONE


def year_stands(doc: Doc, item: Expression) -> bool:
    """Tell whether four digits are a year."""
    span = doc.char_span(item.start, item.end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    token = span[-1]
    if span.start and doc[span.start - 1].lower_ in OWNERS:  # "the 1992 protests"
        return True
    if token.dep_ in {"nummod", "quantmod"} and token.head.i > token.i and token.head.tag_ == "NNS":
        return False
    if token.i + 1 < len(doc) and doc[token.i + 1].tag_ == "NNS" and token.ent_type_ != "DATE":
        return False
    if token.ent_type_ == "DATE":
        return True
    before = doc[max(0, span.start - 3) : span.start]
    return bool(BEFORE_YEAR.search("".join(word.text_with_ws for word in before)))
