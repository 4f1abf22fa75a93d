"""Organisations that no table knows: what the tagger finds, with what their last word tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from reportedly.reading.actors import lexicon
from reportedly.reading.actors.mention import Mention
from reportedly.reading.actors.names import longest
from reportedly.reading.actors.nations import nationality_in
from reportedly.reading.actors.titles import Titles

HEAD = 400  # characters in which a dateline may stand
DASHED = re.compile(
    r"^[A-Z][^\n(—–]{2,60}?(?:\((?P<credit>[^()\n]*)\)\s?)?(?:—|–|--|\s-\s)", re.MULTILINE
)
SLASHED = re.compile(r"^[A-Z][^\n(—–/]{2,60}/(?P<credit>[^()/\n]{2,60})/\.", re.MULTILINE)


def dateline(text: str) -> re.Match[str] | None:
    """Return the dateline of an article, with the outlet it credits."""
    return DASHED.search(text, 0, HEAD) or SLASHED.search(text, 0, HEAD)


def publisher(doc: Doc) -> Iterator[Mention]:
    """Yield the outlet that the dateline credits, wherever the article names it."""
    found = dateline(doc.text)
    name = (found["credit"] or "").strip() if found else ""
    if len(name) < 2 or not all(word[0].isupper() for word in name.split()):
        return
    for match in re.finditer(rf"\b{re.escape(name)}\b", doc.text):
        span = doc.char_span(*match.span())
        if span is not None:
            yield Mention(
                span.start, span.end, span.root.i, name, "outlet", ("outlet", name), role="JRN"
            )


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
        if head.dep_ == "compound" and head.head.lemma_.lower() in lexicon.weapons():
            continue  # a make: "Patriot missiles"
        title = titles.ending_at(end - 1)
        kind = title.row.kind if title and title.row.kind != "person" else "organisation"
        role = title.row.role if title and title.row.role != "CVL" else None
        name = doc[start:end].text
        if outlet and name.lower() in outlet.lower():
            kind, role = "outlet", "JRN"
        country = nationality_in(doc, start, end, seats=False)
        yield Mention(start, end, head.i, name, kind, ("organisation", name), country, role)
