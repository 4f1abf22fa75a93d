"""What readers put on a spaCy Doc: attributes of its own, and how they travel with it.

=============================  ====================================================================
`doc._.reportedly_article`     the Article read; set it (text as the Doc's) to give date and outlet
`doc._.reportedly_quotes`      spans of quotations, marks included
`doc._.reportedly_places`      and so on for each kind of entry: a tuple, in the order of the text
`doc._.reportedly_reading`     all of it, sealed as a Reading; ReadingError if a reader erred
`doc._.notebook`               the Notebook that readers write into
=============================  ====================================================================

Spans are offsets of characters into `doc.text`. All but the notebook and the article are read-only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import srsly  # type: ignore[import-untyped]
from pydantic import TypeAdapter
from spacy.tokens import Doc

from reportedly.errors import UsageError
from reportedly.reading.notebook import Notebook, notebook_of
from reportedly.vocabulary import (
    Actor,
    Article,
    Commitment,
    Event,
    Figure,
    Place,
    Reading,
    Span,
    Statement,
    Time,
)

KINDS: dict[str, Any] = {
    "actors": Actor, "places": Place, "times": Time, "statements": Statement, "events": Event,
    "figures": Figure, "commitments": Commitment,
}  # fmt: skip
WRITTEN_AS = "reportedly_notebook"  # the key under which a serialised Doc carries its notebook
Chain = Callable[[Any], Any] | None


def register() -> None:
    """Give Doc the attributes, unless it has them."""
    if Doc.has_extension("notebook"):
        return
    Doc.set_extension("notebook", default=None)
    Doc.set_extension("reportedly_article", getter=_article, setter=_set_article)
    Doc.set_extension("reportedly_quotes", getter=_quotes)
    Doc.set_extension("reportedly_reading", getter=_reading)
    for name, kind in KINDS.items():
        Doc.set_extension(f"reportedly_{name}", getter=_entries_of(kind))
    srsly.msgpack_encoders.register(WRITTEN_AS, func=encode)
    srsly.msgpack_decoders.register(WRITTEN_AS, func=decode)


def _article(doc: Doc) -> Article:
    article: Article = notebook_of(doc).article
    return article


def _set_article(doc: Doc, article: Article) -> None:
    if article.text != doc.text:
        raise UsageError("the article's text is not the Doc's: offsets would point elsewhere")
    doc._.notebook = Notebook(article)


def _quotes(doc: Doc) -> tuple[Span, ...]:
    return tuple(notebook_of(doc).quotes)


def _reading(doc: Doc) -> Reading:
    return notebook_of(doc).seal(f"reportedly {version('reportedly')}")


def _entries_of(kind: Any) -> Callable[[Doc], tuple[Any, ...]]:
    return lambda doc: tuple(notebook_of(doc).all(kind))


@dataclass(frozen=True, slots=True)
class Carried:
    """A notebook as it is written with its Doc."""

    reading: Reading
    quotes: tuple[Span, ...]
    actor_of: dict[int, str]
    place_of: dict[int, str]


def encode(value: Any, chain: Chain = None) -> Any:
    """Write a notebook as msgpack can, so that Docs can be saved or sent to other processes."""
    if not isinstance(value, Notebook):
        return value if chain is None else chain(value)
    carried = Carried(value.unsealed(""), tuple(value.quotes), value.actor_of, value.place_of)
    return {WRITTEN_AS: _carried().dump_json(carried)}


def decode(value: Any, chain: Chain = None) -> Any:
    """Return the notebook that `encode` wrote."""
    if not isinstance(value, dict) or set(value) != {WRITTEN_AS}:
        return value if chain is None else chain(value)
    carried = _carried().validate_json(value[WRITTEN_AS])
    notebook = Notebook(carried.reading.article)
    notebook.quotes, notebook.actor_of = list(carried.quotes), carried.actor_of
    notebook.place_of = carried.place_of
    for name in KINDS:
        for entry in getattr(carried.reading, name):
            notebook.add(entry)
    return notebook


@cache
def _carried() -> TypeAdapter[Carried]:
    return TypeAdapter(Carried)
