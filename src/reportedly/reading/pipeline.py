"""The order of the readers, and the one call that turns an article into a Reading."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from typing import Any

import spacy
from spacy.language import Language as SpacyLanguage
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from reportedly.errors import UsageError
from reportedly.reading import attributes
from reportedly.reading.languages import language
from reportedly.reading.namer import decode_quickly
from reportedly.reading.notebook import Notebook
from reportedly.reading.ruler import remember
from reportedly.vocabulary import Article, Reading

attributes.register()


class Reader:
    """Reads articles of one language over one spaCy pipeline.

    Build it once and call it for each article; the same article gives the same Reading.
    """

    def __init__(self, code: str = "en", model: str | None = None) -> None:
        found = language(code)
        name = model or found.model
        self.nlp = load(name, found.readers)
        self._threads = ThreadpoolController()
        meta = self.nlp.meta
        self.name = f"reportedly {version('reportedly')} / {name} {meta.get('version', '?')}"

    def read(self, article: Article) -> Reading:
        """Return what the article tells."""
        doc = self.nlp.make_doc(article.text)
        notebook = Notebook(article)
        doc._.notebook = notebook
        # One thread: the same sums in the same order, and a core for each process that reads.
        with self._threads.limit(limits=1, user_api="blas"):
            self.nlp(doc)
        return notebook.seal(self.name)


def load(model: str, readers: tuple[str, ...]) -> SpacyLanguage:
    """Load a spaCy pipeline and add the readers; UsageError if it isn't installed."""
    try:
        nlp: Any = spacy.load(model)
    except OSError as error:
        raise UsageError(f"spaCy pipeline {model!r} is not installed: pip install it") from error
    multiply_by_numpy(nlp)
    remember(nlp)
    decode_quickly(nlp)
    first = nlp.pipe_names[0] if nlp.pipe_names else None
    nlp.add_pipe("reportedly_lines", before="parser" if "parser" in nlp.pipe_names else first)
    for name in readers:
        nlp.add_pipe(name)
    nlp.max_length = 2_000_000
    return nlp  # type: ignore[no-any-return]


def multiply_by_numpy(nlp: SpacyLanguage) -> None:
    """Let spaCy's models multiply by NumPy's BLAS, three times as fast as the one they bring."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        if hasattr(model, "walk"):
            for node in model.walk():
                node.ops = ops


@lru_cache(maxsize=4)
def reader(code: str = "en", model: str | None = None) -> Reader:
    """Return the Reader for a language and pipeline, built once per process."""
    return Reader(code, model)
