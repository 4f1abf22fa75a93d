"""Noun phrases after numbers: where they end, and what class of thing they name."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reportedly.reading.figures.lexicon import noun_classes

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURALS = frozenset({"NNS", "NNPS"})
BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX", "RB"})
AFTER_NOUN = frozenset({"HYPH", "POS", "JJ", "VBN", "VBG"})
INVARIANT = frozenset({
    "aircraft", "personnel", "staff", "cattle", "sheep", "livestock", "police", "fish",
    "dead", "wounded", "missing",
})  # fmt: skip
PEOPLE = ("man", "woman", "ist", "ian", "eer", "ander", "ighter", "goer")  # endings of lemmas
WIDEST = 9  # tokens that a counted noun phrase may take


def noun_phrase(
    doc: Doc, start: int, blocked: frozenset[int], value: float | None
) -> tuple[int, Token] | None:
    """Return the first token and the head of the noun phrase that starts at a token."""
    head: Token | None = None
    for i in range(start, min(len(doc), start + WIDEST)):
        token = doc[i]
        if i in blocked or token.is_space:
            break
        if token.tag_ in NOUNS:
            head = token
            if not goes_on(doc, i, blocked, value):
                break
        elif not belongs(token, i > start, head):
            break
    if head is None or (doc[start].tag_ == "VBN" and head.tag_ == "NN" and (value or 0) > 1):
        return None  # "251 taken hostage"
    return start, head


def belongs(token: Token, inner: bool, head: Token | None) -> bool:
    """Tell whether a word that is no noun can stand inside the phrase.

    `inner` is false for its first word; `head` is the last noun before it.
    """
    if token.tag_ == "CC":
        return inner
    if head is not None:
        return token.tag_ in AFTER_NOUN
    if token.tag_ == "CD":
        return not token.text.isalpha()  # "two F-16 jets"
    return token.tag_ in BEFORE_NOUN or (inner and token.text in {",", '"', "“", "”"})


def goes_on(doc: Doc, i: int, blocked: frozenset[int], value: float | None) -> bool:
    """Tell whether the noun at `i` is followed by more of its phrase."""
    token = doc[i]
    if i + 1 >= len(doc) or i + 1 in blocked:
        return False
    following, third = doc[i + 1], doc[i + 2] if i + 2 < len(doc) else None
    singular = token.tag_ in {"NN", "NNP"} and token.lower_ not in INVARIANT and (value or 0) > 1
    if following.tag_ in NOUNS:
        within = token.head.i > i or token.dep_ in {"compound", "nmod"}
        return within or (singular and following.tag_ in PLURALS)
    if third is None:
        return False
    if following.tag_ in {"HYPH", "POS"}:
        return third.tag_ in NOUNS | {"VBN", "JJ"}
    if following.tag_ in {"JJ", "VBN"} and token.tag_ == "NNP":
        return third.tag_ in NOUNS and token.head.i > i + 1
    if following.tag_ != "CC" or third.i in blocked:
        return False
    if token.tag_ in PLURALS:  # "drones and missiles"
        joined = third.tag_ in PLURALS and third.dep_ == "conj" and third.head.i == i
        return joined and known(token) == known(third) != ""
    return singular and leads_to_plural(doc, i + 2)  # "strike and decoy drones"


def leads_to_plural(doc: Doc, start: int) -> bool:
    """Tell whether a plural noun follows within a few words of the same phrase."""
    for token in doc[start : start + 4]:
        if token.tag_ in PLURALS:
            return True
        if token.tag_ not in NOUNS | BEFORE_NOUN:
            return False
    return False


def known(token: Token) -> str:
    """Return the class of a single noun, or ""."""
    return noun_classes().get(token.lemma_.lower()) or noun_classes().get(token.lower_, "")


def class_of(doc: Doc, first: int, head: Token) -> str:
    """Return the class of a noun phrase by its last words, or ""."""
    lemma = head.lemma_.lower()
    for back in (2, 1, 0):
        if head.i - back < first:
            continue
        lead = [doc[j].lower_ for j in range(head.i - back, head.i)]
        for form in (lemma, head.lower_):
            if kind := noun_classes().get(" ".join([*lead, form])):
                return kind
    if head.tag_ == "NNPS" or (head.ent_type_ == "NORP" and head.tag_ in PLURALS):
        return "person"
    return "person" if people_by_form(head) else "thing"


def people_by_form(head: Token) -> bool:
    """Guess people from the ending of an unknown plural ("herders", "loyalists")."""
    word = head.lemma_.lower()
    return head.tag_ == "NNS" and word.endswith(PEOPLE)
