"""Countries that a party's words name without being read as actors: places, adjectives."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.reading.actors.lexicon import codes
from reportedly.reading.commitments.grammar import children
from reportedly.reading.commitments.lexicon import Lexicon
from reportedly.reading.events.lexicon import nations
from reportedly.reading.notebook import Notebook, char_span
from reportedly.vocabulary import Actor, Place, Span


def by_place(token: Token, notebook: Notebook) -> str | None:
    """Return the actor for a country that is only known as a place ("among them Austria")."""
    place = (
        notebook.get(Place, notebook.place_of[token.i]) if token.i in notebook.place_of else None
    )
    if place is None or place.kind != "country" or place.country not in codes():
        return None
    return country(place.country, codes()[place.country], char_span(token), notebook)


def by_soil(token: Token, notebook: Notebook, lex: Lexicon) -> str | None:
    """Return the country whose land, sea or air a phrase names ("on Libyan soil")."""
    if not lex.among(token.lemma_, "soil"):
        return None
    for word in children(token, "amod", "compound", "nmod"):
        if word.text in nations():
            return country(*nations()[word.text], char_span(word), notebook)
    return None


def country(code: str, name: str, words: Span, notebook: Notebook) -> str:
    """Return the actor that a country is; where nothing names it as one, `words` do."""
    for actor in notebook.all(Actor):
        if actor.kind == "country" and actor.country == code:
            return actor.id
    new = notebook.new_id(Actor, words.start)
    notebook.add(Actor(new, name, "country", country=code, code=code, mentions=(words,)))
    return new
