"""spaCy's recogniser of names, decoded by NumPy: the same names in a third of the time.

The recogniser decides word by word, and outside a name what it decides depends on nothing that it
decided before. So all words are scored in one product as if they stood outside, and only within a
name is there a step a word. (spaCy's own loop asks of each of 74 moves at each word whether it is
allowed, each time with the interpreter's lock.)
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

NAME = "ner"
FEATURES = 3  # the word, the first of the open name, the word before it: spaCy's usual three


def decode_quickly(nlp: Language) -> None:
    """Put a quick decoder in the place of a pipeline's recogniser, if it is of the usual make."""
    recogniser: Any = nlp.get_pipe(NAME) if NAME in nlp.pipe_names else None
    if isinstance(recogniser, EntityRecognizer) and _usual(recogniser):
        made_by = nlp.get_pipe_config(NAME)
        config = {"recogniser": {key: made_by[key] for key in made_by if key != "factory"}}
        namer: Any = nlp.replace_pipe(NAME, "reportedly_namer", config=config)
        namer.decode(recogniser)


def _usual(recogniser: Any) -> bool:
    model = recogniser.model
    return (
        recogniser.cfg["beam_width"] == 1
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and model.layers[1].get_dim("nF") == FEATURES
        and not recogniser.postprocesses
    )


@Language.factory("reportedly_namer", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_namer(nlp: Language, name: str, recogniser: dict[str, Any]) -> Namer:
    """Make the component; `decode` or `from_disk` gives it a trained recogniser.

    `recogniser` is what such a one is made of, so that the component can be read from disk.
    """
    return Namer(EntityRecognizer(nlp.vocab, **recogniser))


class Namer:
    """Does to a doc what the recogniser does."""

    def __init__(self, recogniser: Any) -> None:
        self._recogniser = recogniser

    def decode(self, recogniser: Any) -> None:
        """Take the weights and the moves of a trained recogniser."""
        self._recogniser = recogniser
        self.labels = recogniser.labels
        self._vectors, self._lower, self._upper = recogniser.model.layers
        moves = recogniser.moves
        names = [moves.get_class_name(number) for number in range(moves.n_moves)]
        self._label = [name[2:] for name in names]
        self._kind = np.array([name[0] if name[2:] or name == "O" else "-" for name in names])
        self._inside = {
            label: [n for n, name in enumerate(names) if name in {f"I-{label}", f"L-{label}"}]
            for label in self.labels
        }

    def to_disk(self, path: Any, *, exclude: Any = ()) -> None:
        """Write the recogniser."""
        self._recogniser.to_disk(path, exclude=exclude)

    def from_disk(self, path: Any, *, exclude: Any = ()) -> Namer:
        """Read a recogniser and take its weights."""
        self.decode(self._recogniser.from_disk(path, exclude=exclude))
        return self

    def to_bytes(self, *, exclude: Any = ()) -> bytes:
        """Return the recogniser as bytes."""
        written: bytes = self._recogniser.to_bytes(exclude=exclude)
        return written

    def from_bytes(self, data: bytes, *, exclude: Any = ()) -> Namer:
        """Read a recogniser from bytes and take its weights."""
        self.decode(self._recogniser.from_bytes(data, exclude=exclude))
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of the doc."""
        if not len(doc) or doc.has_annotation("ENT_IOB"):  # names that are there bind it
            return self._recogniser(doc)  # type: ignore[no-any-return]
        seen = self._lower.predict(self._vectors.predict([doc]))  # [1 + words, 3, hidden, pieces]
        none, seen = seen[0], seen[1:]
        outside = self._scores(seen[:, 0] + none[1] + none[2], slice(None))
        last = _ends_sentence(doc)
        outside[~self._allowed(doc, last)] = -np.inf
        best = outside.argmax(axis=1)
        names: list[Span] = []
        end = 0
        for start in np.flatnonzero(self._kind[best] != "O").tolist():
            if start < end:
                continue
            label = self._label[best[start]]
            end = start + 1
            if self._kind[best[start]] == "B":
                end = self._end(seen, start, label, last)
            names.append(Span(doc, start, end, label=label))
        doc.set_ents(names, default="outside")
        return doc

    def _scores(self, summed: Any, moves: Any) -> Any:
        """Return the scores of some moves for each state, given its three features summed."""
        hidden = (summed + self._lower.get_param("b")).max(axis=-1)
        weights, bias = self._upper.get_param("W")[moves], self._upper.get_param("b")[moves]
        return hidden @ weights.T + bias

    def _allowed(self, doc: Doc, last: Any) -> Any:
        """Return which moves are allowed at each word that no name is open at."""
        space = np.array([token.is_space for token in doc])
        allowed = np.zeros((len(doc), len(self._kind)), bool)
        allowed[:, self._kind == "O"] = True
        allowed[np.ix_(~space, self._kind == "U")] = True
        allowed[np.ix_(~space & ~last, self._kind == "B")] = True
        return allowed

    def _end(self, seen: Any, start: int, label: str, last: Any) -> int:
        """Return where the name ends that begins at a word, which is not a sentence's last."""
        moves = self._inside[label]
        for word in range(start + 1, len(last)):
            scores = self._scores(seen[word, 0] + seen[start, 1] + seen[word - 1, 2], moves)
            if last[word] or self._kind[moves[scores.argmax()]] == "L":
                break
        return word + 1


def _ends_sentence(doc: Doc) -> Any:
    """Return which words are the last of their sentence."""
    starts = [token.is_sent_start is True for token in doc]
    return np.array([following for _, following in pairwise(starts)] + [True])
