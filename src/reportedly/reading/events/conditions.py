"""On which condition something would happen: the words that open one, and where they hang.

The words are those of `knowledge/english/condition_markers.csv`; the ones marked weak ("after",
"when") open a condition only for what is still to come, where they read as its time.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.reading.events.grammar import above
from reportedly.reading.events.lexicon import Lexicon

INVERTED = {"should", "had", "were"}  # "should the truce fail"
NEAR = 3  # steps from the words that open a condition to the verb it hangs on
ALSO = ("even", "as", "not", "for")  # "even if", "as if": no condition


def has_condition(verb: Token, lex: Lexicon) -> bool:
    """Tell whether a condition hangs on a verb."""
    return turned_round(verb) or any(hangs_on(opening, verb) for opening in openings(verb, lex))


def turned_round(verb: Token) -> bool:
    """Tell whether a parse hung a verb on its condition ("would pay, should a truce be signed")."""
    if verb.dep_ != "ccomp" or verb.i > verb.head.i:
        return False
    return any(t.lower_ in INVERTED and inverted(t) for t in verb.head.children if t.dep_ == "aux")


def openings(verb: Token, lex: Lexicon) -> Iterator[Token]:
    """Yield the first words of the conditions among the words below a verb."""
    for token in verb.subtree:
        marked = token.lower_ in lex.conditions and opens(token, lex)
        if marked or (token.lower_ in INVERTED and token.dep_ == "aux" and inverted(token)):
            yield token


def opens(token: Token, lex: Lexicon) -> bool:
    """Tell whether a condition's opening words begin at a token."""
    doc, end = token.doc, token.sent.end
    if token.i > token.sent.start and token.nbor(-1).lower_ in ALSO:
        return False
    for words in lex.conditions[token.lower_]:
        stop = token.i + len(words)
        if stop < end and all(doc[token.i + n].lower_ == word for n, word in enumerate(words)):
            return True
    return False


def inverted(aux: Token) -> bool:
    """Tell whether "should" opens its clause before its subject, and asks nothing."""
    if any(t.dep_ not in {"punct", "cc", "ccomp"} for t in aux.head.children if t.i < aux.i):
        return False
    subjects = [t for t in aux.head.children if t.dep_ in {"nsubj", "nsubjpass"}]
    asked = aux.sent.text.rstrip("”\"' ").endswith("?")
    return not asked and any(aux.i < t.i < aux.head.i for t in subjects)


def hangs_on(opening: Token, verb: Token) -> bool:
    """Tell whether a condition's first word hangs on a verb, with no other clause between."""
    if opening.head.i == verb.i:  # the verb of the condition itself, or a phrase of the verb's
        return opening.dep_ not in {"mark", "aux"} and opening.i != verb.i
    clauses = 0
    for step in above(opening):
        if step.i == verb.i:
            return clauses <= 1
        clauses += step.pos_ in {"VERB", "AUX"} and step.dep_ != "xcomp"
        if step.dep_ in {"relcl", "conj"}:
            return False
    return False


def within_condition(token: Token, lex: Lexicon) -> bool:
    """Tell whether a word stands in the words that state a condition ("only after [talks]")."""
    for step in (token, *above(token)):
        if step.dep_ not in {"advcl", "prep", "pcomp", "pobj", "ccomp"}:
            continue
        first = step.left_edge
        for opening in (first, first.nbor(-1)) if first.i > step.sent.start else (first,):
            if opening.i < token.i and opening.lower_ in lex.conditions and opens(opening, lex):
                return True
    return False
