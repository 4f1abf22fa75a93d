"""Numbers that count nothing: ages, names, marks, scores, list numbers, idioms."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from reportedly.reading.figures.amounts import Amount
from reportedly.reading.figures.lexicon import labels

AGE_AFTER = re.compile(
    r"^(?:[-‑–\s]year[-‑–\s]olds?\b|\syears?\s(?:old|of\sage)\b|[-‑–\s]month[-‑–\s]old)",
    re.IGNORECASE,
)
AGE_BETWEEN = re.compile(r"[A-Z]\w*[)”\"]?,\s?(?:aged\s)?$")
LIST = re.compile(r"^[.)]\s")
COMPOUND = re.compile(r"^[-‑–](?P<word>[A-Za-z]+)")
SCORE = re.compile(r"^\s?[-–]\s?\d|^\s?/\s?\d")
WORDED = re.compile(r"\b(?:phase|aged?|chapter|day|level)$")
GROUP = re.compile(r"\bGroup of\s$")
NOT_COUNTS = re.compile(
    r"\b(?:no|every|each|any|this|that|some|which|another|the|only)\s$", re.IGNORECASE
)


def excluded(text: str, amount: Amount) -> bool:
    """Tell whether a number is no count by what stands around it."""
    before, after = (
        text[max(0, amount.start - 40) : amount.start],
        text[amount.end : amount.end + 40],
    )
    if AGE_AFTER.match(after) or SCORE.match(after) or re.search(r"\d\s?[-–/]\s?$", before):
        return True
    if (
        AGE_BETWEEN.search(before)
        and re.match(r"^(?:[,.;)]|$)", after)
        and (amount.value or 0) < 120
    ):
        return True
    if amount.value == 1 and NOT_COUNTS.search(before) and text[amount.first].isalpha():
        return True
    if LIST.match(after) and (not before or before[-1] == "\n"):
        return True
    return labelled(before, after, amount, text)


def labelled(before: str, after: str, amount: Amount, text: str) -> bool:
    """Tell whether a label stands before or after the number ("Resolution 2728", "No. 5")."""
    if amount.symbol:
        return False
    if GROUP.search(before) and not re.match(r"\s[a-z]+s\b", after):
        return True
    lead = before.lower().rstrip(" #(")
    exact = amount.first == amount.start and amount.comparator == "exactly"
    if exact and text[amount.first].isdigit():
        if any(
            lead.endswith(word) and not lead[: -len(word)][-1:].isalpha()
            for word in labels("before")
        ):
            return True
    elif exact and WORDED.search(lead):
        return True
    tail = after.lower().lstrip(" ")
    if any(
        tail.startswith(word) and not tail[len(word) :][:1].isalpha() for word in labels("after")
    ):
        return (
            amount.value is None
            or amount.value <= 12
            or not tail.startswith(("point", "side", "way", "hand", "thing"))
        )
    return False


def in_name(doc: Doc, first: int, last: int, places: frozenset[int]) -> bool:
    """Tell whether tokens `first` to `last` are part of a name ("Camp 14", "10 Downing Street")."""
    if any(i in places for i in range(first, last + 1)):
        return True
    token = doc[last]
    named = {"PRODUCT", "FAC", "LAW", "WORK_OF_ART"}
    return (
        token.ent_type_ in named
        and first > 0
        and doc[first - 1].tag_ in {"NNP", "NNPS"}
        and token.like_num
        and token.text[0].isdigit()
    )
