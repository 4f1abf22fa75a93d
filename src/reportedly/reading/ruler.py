"""spaCy's attribute ruler, which maps tags to word classes, made to remember what it did.

The ruler tries some two hundred patterns on every token, a tenth of the whole pipeline's time.
Nearly all its patterns look at one token, so that what they make of a word with its tag and role
is always the same; only the few longer ones need to be looked for again.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

NAME = "attribute_ruler"
LOOKED_AT = {"TAG", "LOWER", "ORTH", "TEXT", "DEP", "IS_SPACE"}  # what a memory is kept by
MOST = 200_000  # words remembered; an archive has no end of them
Made = tuple[int, str, int, int, int]  # word class, morphology, lemma, tag, role


def remember(nlp: Language) -> None:
    """Put a remembering ruler in the place of a pipeline's own, if its patterns allow it."""
    ruler: Any = nlp.get_pipe(NAME) if NAME in nlp.pipe_names else None
    if not isinstance(ruler, AttributeRuler):
        return
    alone: list[Any] = []
    longer: list[Any] = []
    rules: list[Any] = ruler.patterns
    for rule in rules:
        single = all(len(pattern) == 1 for pattern in rule["patterns"])
        (alone if single else longer).append(rule)
    keys = {key for rule in alone for pattern in rule["patterns"] for key in pattern[0]}
    made = {key for rule in rules for key in rule["attrs"]}
    if keys <= LOOKED_AT and made <= {"POS", "MORPH", "LEMMA", "TAG", "DEP"}:
        nlp.replace_pipe(NAME, "reportedly_ruler", config={"alone": alone, "longer": longer})


@Language.factory("reportedly_ruler")
def make_ruler(nlp: Language, name: str, alone: list[Any], longer: list[Any]) -> RememberingRuler:
    """Make the component from the ruler's patterns: of one token, and of several."""
    return RememberingRuler(nlp.vocab, alone, longer)


class RememberingRuler:
    """Does to a doc what the ruler does."""

    def __init__(self, vocab: Vocab, alone: list[Any], longer: list[Any]) -> None:
        self._alone, self._longer = AttributeRuler(vocab), AttributeRuler(vocab)
        self._alone.add_patterns(alone)
        self._longer.add_patterns(longer)
        self._known: dict[tuple[int, int, int], Made] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set word class, morphology, lemma, tag and role where the patterns say so."""
        if len(self._known) > MOST:
            self._known.clear()
        token: Any  # spaCy's stubs don't know that morphology can be set
        for token in doc:
            key = (token.orth, token.tag, token.dep)
            made = self._known.get(key)
            if made is None:
                made = self._known[key] = self._make(token)
            token.pos, morph, token.lemma, token.tag, token.dep = made
            if morph:
                token.set_morph(morph)
        return self._longer(doc)

    def _make(self, token: Token) -> Made:
        """Return what the patterns of one token make of it."""
        alone = Doc(
            token.vocab, words=[token.text], tags=[token.tag_], heads=[0], deps=[token.dep_]
        )
        (seen,) = self._alone(alone)
        return seen.pos, str(seen.morph), seen.lemma, seen.tag, seen.dep
