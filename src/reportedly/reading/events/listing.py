"""Who some of many are: "several states, including Austria and …", "both" of those named before."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.events.grammar import above, children, together
from reportedly.reading.notebook import Notebook

ENDS = {"—", "–", "-", ")", ";", ":"}
LISTING = {"including", "among", "like", "namely"}
FINITE = {"VBZ", "VBP", "VBD", "MD"}


def listed(head: Token, notebook: Notebook) -> list[Token]:
    """Return those a phrase names of its many: "several states, including Austria and …"."""
    out = children(head, "appos")
    within = list(head.subtree)
    if head.dep_ in {"nsubj", "nsubjpass"}:
        within += [p for p in children(head.head, "prep") if p.i > head.i]
        within += [p for p in head.head.subtree if p.i > head.i and among_them(p)]
    for prep in within:
        if prep.lower_ in LISTING and prep.i > head.i:
            out += names_behind(prep, notebook)
    return out


def among_them(prep: Token) -> bool:
    """Tell whether a word opens a list of some of those named before ("among them Austria")."""
    return prep.lower_ == "among" and any(t.lower_ in {"them", "whom"} for t in prep.children)


def names_behind(prep: Token, notebook: Notebook) -> list[Token]:
    """Return the names of a list; words of its sentence up to a dash, bracket or finite verb."""
    out: list[Token] = []
    for token in prep.doc[prep.i + 1 : prep.sent.end]:
        if token.text in ENDS or token.tag_ in FINITE:
            break
        named = token.i in notebook.actor_of or token.i in notebook.place_of
        if named and token.pos_ in {"NOUN", "PROPN"}:
            out.append(token)
    return out


def both(head: Token) -> list[Token]:
    """Return those whom "both" takes up in "A and B signed a text in which both pledged …"."""
    if head.lower_ not in {"both", "each"} or head.head.dep_ != "relcl":
        return []
    over = next((t for t in above(head.head) if t.pos_ in {"VERB", "AUX"}), None)
    return [t for s in children(over, "nsubj") for t in together(s)] if over is not None else []
