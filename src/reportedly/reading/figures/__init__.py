"""Finds the numbers that count something, with their bounds, unit and measure.

`value` is the number as worded, null for a range or a vague word; `low` and `high` bound it: both
are the number itself for "exactly" and "about", one is null for "at least", "up to" and the like.
Vague words give a lower bound only ("dozens": 24, "several": 2; see numerals.csv).
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.reading.figures.reader import figures_of
from reportedly.reading.notebook import notebook_of


@Language.factory(
    "reportedly_figures",
    requires=[
        "token.tag",
        "token.dep",
        "token.lemma",
        "doc._.reportedly_places",
        "doc._.reportedly_times",
    ],
    assigns=["doc._.reportedly_figures"],
)
def make_figures(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that writes an article's figures into its notebook."""
    return find_figures


def find_figures(doc: Doc) -> Doc:
    """Add every figure of the doc."""
    notebook = notebook_of(doc)
    for figure in figures_of(doc, notebook):
        notebook.add(figure)
    return doc
