"""Chooses what a figure measures by the words that govern the counted noun."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from reportedly.reading.figures.counted import Counted
from reportedly.reading.figures.governors import governors
from reportedly.reading.figures.lexicon import PLAIN, Slot, clues

LOSS = re.compile(
    r"\b(?:without|lost|lose|losing|no|cut(?: off)?(?: from)?|deprived of)\s(?:\w+\s){0,2}?"
    r"(?:power|electricity|light)\b|\bblack(?:ed)? ?out\b|\bcut off\b|\bin the dark\b",
    re.IGNORECASE,
)
LOSS_BEFORE = re.compile(
    r"(?:power|electricity)(?: supply| supplies)?\s(?:to|in|for|at)\s(?:\w+\s){0,2}$", re.IGNORECASE
)
RESTORED = re.compile(r"\b(?:restor|reconnect|return)", re.IGNORECASE)
POWERLESS = {
    "place": "settlements_without_power",
    "person": "customers_without_power",
    "household": "customers_without_power",
}
BEHIND, AHEAD = 10, 12  # words around a noun in which it may be told to lack power
DOWNED = frozenset({"shot_down", "jammed", "destroyed", "intercepted"})
JOINT = {
    frozenset({"shot_down", "jammed"}): "shot_down_or_jammed",
    frozenset({"destroyed", "jammed"}): "shot_down_or_jammed",
    frozenset({"intercepted", "jammed"}): "shot_down_or_jammed",
    frozenset({"destroyed", "damaged"}): "destroyed_or_damaged",
    frozenset({"killed", "wounded"}): "casualties",
}
JOINING = frozenset({
    "or", "and", "and/or", "down", "otherwise", "either", ",", "electronically",
})  # fmt: skip


def measure_of(doc: Doc, found: Counted, start: int) -> str | None:
    """Return the measure that the sentence tells for a counted noun, or None.

    `start` is the index of the figure's first token, hedge included.
    """
    if power := without_power(doc, found, start):
        return power
    for word, slot in governors(doc, found, start):
        measure = clue_measure(word, slot, found.kind)
        if measure:
            return both_ways(word, measure)
    return None


def class_measure(kind: str) -> str:
    """Return what a noun of this class counts where nothing else tells."""
    return PLAIN.get(kind, "count")


def clue_measure(word: Token, slot: Slot, kind: str) -> str | None:
    """Return the measure that a word tells of what fills its slot."""
    if any(child.lower_ in {"nearly", "almost"} and child.i < word.i for child in word.children):
        return None
    for form in forms(word):
        for clue in clues().get(form, ()):
            if clue.slot == slot and clue.takes(kind) and near(word, clue.particle):
                return clue.measure
    return None


def forms(word: Token) -> tuple[str, ...]:
    """Return what a word may stand under, mending lemmas such as "reconnecte" and "jammed"."""
    lemma, lower = word.lemma_.lower(), word.lower_
    stem = re.sub(r"(?:ed|ing|s)$", "", lower)
    undoubled = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return tuple(
        dict.fromkeys((lemma, lower, lemma.removesuffix("e"), stem, undoubled, stem + "e"))
    )


def near(word: Token, particle: str) -> bool:
    """Tell whether the particle of a clue stands by its word."""
    if not particle:
        return True
    window = word.doc[word.i + 1 : min(len(word.doc), word.i + 8)]
    beside = any(token.lemma_.lower() == particle or token.lower_ == particle for token in window)
    return beside or any(
        c.lower_ == particle or c.lemma_.lower() == particle for c in word.children
    )


def both_ways(word: Token, measure: str) -> str:
    """Return the joint measure of "shot down or jammed" and "killed and wounded"."""
    doc, i = word.doc, word.i
    for j in range(max(0, i - 4), min(len(doc), i + 5)):
        if j != i and coordinated(doc, min(i, j), max(i, j)):
            other = clue_measure(doc[j], "object", "weapon" if measure in DOWNED else "person")
            joint = JOINT.get(frozenset({measure, other or ""}))
            if joint:
                return joint
    return measure


def coordinated(doc: Doc, left: int, right: int) -> bool:
    """Tell whether two verbs are joined by nothing but "or", "and" and a particle."""
    between = [token.lower_ for token in doc[left + 1 : right]]
    joined = any(word in {"or", "and", "and/or"} for word in between)
    return joined and all(word in JOINING for word in between)


def without_power(doc: Doc, found: Counted, start: int) -> str | None:
    """Return the measure of places or customers that the sentence leaves without electricity."""
    measure = POWERLESS.get(found.kind)
    if measure is None or found.head is None:
        return None
    after = doc[found.end : found.end + AHEAD].text
    stop = re.search(r"[.;\n]|\d", after)
    after = after[: stop.start()] if stop else after
    before = "".join(word.text_with_ws for word in doc[max(0, start - BEHIND) : start])
    lost_before = LOSS_BEFORE.search(before) and not RESTORED.search(before)
    return measure if LOSS.search(" " + after) or lost_before else None
