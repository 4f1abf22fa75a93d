"""Whose own those are that nothing beside them tells: the country the article is about."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from spacy.tokens import Doc

from reportedly.reading.actors.belonging import settled
from reportedly.reading.actors.mention import Mention
from reportedly.reading.actors.merging import Group
from reportedly.reading.actors.organisations import dateline
from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Place

AT_HOME = {"GOV", "LEG", "JUD", "COP", "MIL", "REB", "OPP", "SPY", "PTY", "PRM"}
OFFICIAL = {"GOV", "LEG", "JUD"}
STATE = {"GOV", "LEG", "JUD", "COP", "MIL", "SPY"}
LOCAL = {"regional", "local", "municipal", "district", "provincial", "city", "village", "town",
         "governor", "mayor"}  # fmt: skip
LOCAL_ROLES = {"GOV", "COP", "LEG", None}
BACK = 2  # sentences back to the place that a local official is of


def at_home(doc: Doc, groups: list[Group], notebook: Notebook) -> None:
    """Give those who belong to a state the country of the article, where it is about one.

    That is the only one it names, or the one it is written from if it names its places most.
    Local officials are of the place told of last.
    """
    of_localities(doc, groups, notebook)
    told = {place.country for place in notebook.all(Place)}
    told |= {g.first("country") for g in groups if g.mentions[0].kind != "outlet"}
    countries = {country for country in told if country}
    alone = len(countries) == 1
    country = countries.pop() if alone else written_from(notebook)
    if country is None:
        return
    beside = sentences_of(doc, groups, notebook)
    for group in groups:
        first = group.mentions[0]
        if group.first("country") is not None:
            continue
        if not alone and not (first.definite and first.role in STATE):
            continue
        official = first.role in OFFICIAL and first.office and doc[first.head].sent.start in beside
        if (alone and official) or all(native(doc, m) for m in group.mentions):
            first.country = country


def written_from(notebook: Notebook) -> str | None:
    """Return the country of the dateline, if the article names more of its places than others'."""
    found = dateline(notebook.article.text)
    if not found:
        return None
    places = [p for p in notebook.all(Place) if p.country]
    written = {p.country for p in places if any(s.end <= found.end() for s in p.mentions)}
    counts = Counter({p.country: 0 for p in places})
    for place in places:
        counts[place.country] += len(place.mentions)
    most = counts.most_common(2)
    leads = len(most) == 1 or (most and most[0][1] > most[1][1])
    return most[0][0] if leads and written == {most[0][0]} else None


def of_localities(doc: Doc, groups: list[Group], notebook: Notebook) -> None:
    """Give local officials the country of the place told of last, else next in their sentence."""
    places = {i: notebook.get(Place, p) for i, p in notebook.place_of.items()}
    at = sorted(i for i, place in places.items() if place.country and place.kind != "country")
    starts = [sentence.start for sentence in doc.sents]
    for group in groups:
        first = group.mentions[0]
        words = {t.lower_ for t in doc[first.start : first.end]}
        if group.first("country") or first.role not in LOCAL_ROLES or not words & LOCAL:
            continue
        here = bisect_right(at, first.end)
        sentence = bisect_right(starts, first.head) - 1
        ends = (*starts, len(doc))[sentence + 1]
        near = [i for i in at[max(0, here - 1) : here] if i >= starts[max(0, sentence - BACK)]]
        near += [i for i in at[here : here + 1] if i < ends]
        if near and "bank" not in words:
            first.country = places[near[0]].country


def sentences_of(doc: Doc, groups: list[Group], notebook: Notebook) -> set[int]:
    """Return the first words of the sentences that name a country or a place."""
    heads = {m.head for g in groups for m in g.mentions if m.country}
    return {doc[i].sent.start for i in heads | set(notebook.place_of)}


def native(doc: Doc, mention: Mention) -> bool:
    """Tell whether somebody told of without a country must be of the article's own."""
    return mention.role in AT_HOME and len(mention.key) > 2 and settled(doc, mention)
