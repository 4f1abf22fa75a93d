"""Places: names of countries, towns, divisions, waters and sites, resolved to coordinates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from reportedly.knowledge.gazetteer import country_of_address, demonyms, gazetteer
from reportedly.reading.notebook import notebook_of
from reportedly.reading.places.entries import write
from reportedly.reading.places.lexicon import lexicon
from reportedly.reading.places.recognition import recognised
from reportedly.reading.places.resolution import resolve
from reportedly.vocabulary import Article

HOME = 3  # mentions that an outlet's own country is worth


@Language.factory(
    "reportedly_places",
    requires=["token.dep", "token.lemma", "doc.ents"],
    assigns=["doc._.reportedly_places"],
)
def make_places(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that finds the places an article names."""
    return read_places


def read_places(doc: Doc) -> Doc:
    """Write the places of an article into its notebook."""
    places = gazetteer()
    notebook = notebook_of(doc)
    mentions = recognised(doc, places, lexicon(), notebook.article.outlet)
    names = resolve(mentions, hints(doc, notebook.article))
    write(doc, notebook, names, places)
    return doc


def hints(doc: Doc, article: Article) -> Counter[str]:
    """Count what speaks for a country besides names of places: its people, the outlet's address."""
    found = Counter(country for token in doc if (country := demonyms().get(token.text)))
    home = country_of_address(article.url or article.outlet or "")
    if home:
        found[home] += HOME
    return found
