"""Organisations that no table knows: what the tagger finds, with what their last word tells."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.reading.actors.mention import Mention
from reportedly.reading.actors.names import longest
from reportedly.reading.actors.nations import nationality_in
from reportedly.reading.actors.titles import Titles


def organisations(titles: Titles, taken: set[int], outlet: str | None) -> Iterator[Mention]:
    """Yield named organisations; `taken` are tokens of known names and places.

    `outlet` is the name of the outlet that publishes the article.
    """
    doc = titles.doc
    for entity in doc.ents:
        if entity.label_ != "ORG":
            continue
        start, end = entity.start, entity.end
        while start < end and doc[start].dep_ in {"det", "punct"}:
            start += 1
        while end > start and doc[end - 1].lower_ in {"'s", "’s"}:
            end -= 1
        words = range(start, end)
        known = longest(titles.texts, start) if words else None
        if known and known[1].sort in {"country", "capital"}:
            continue
        if not words or not taken.isdisjoint(words):
            continue
        if not any(t.is_alpha and t.text[0].isupper() for t in doc[start:end]):
            continue
        head = doc[start:end].root
        title = titles.ending_at(end - 1)
        kind = title.row.kind if title and title.row.kind != "person" else "organisation"
        role = title.row.role if title and title.row.role != "CVL" else None
        name = doc[start:end].text
        if outlet and name.lower() in outlet.lower():
            kind, role = "outlet", "JRN"
        country = nationality_in(doc, start, end, seats=False)
        yield Mention(start, end, head.i, name, kind, ("organisation", name), country, role)
