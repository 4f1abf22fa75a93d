"""Which stretches of an article name places."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from spacy.tokens import Doc

from reportedly.knowledge.gazetteer import Gazetteer
from reportedly.reading.places.containment import chain
from reportedly.reading.places.lexicon import Lexicon
from reportedly.reading.places.mention import Mention
from reportedly.reading.places.metonyms import is_metonym
from reportedly.reading.places.naming import BEARERS, is_name_word, is_noun_apart, names
from reportedly.reading.places.phrases import only_describes, own_kinds, shared_noun
from reportedly.reading.places.weighing import weigh

SURE = 3.5
CREDIT = re.compile(r"^[^\n(]{3,60}\(([^()\n]{2,60})\) ?(?:—|–|--?|―)", re.MULTILINE)


def recognised(
    doc: Doc, places: Gazetteer, words: Lexicon, outlet: str | None = None
) -> list[Mention]:
    """Return the mentions of places in the order of the text; none overlap.

    Words inside the outlet's name or a dateline's credit name no place.
    """
    credits = credited(doc, outlet)
    found = [m for m in names(doc, places, words) if credits.isdisjoint(range(m.start, m.end))]
    people = name_parts(doc)
    for mention in found:
        mention.score = weigh(doc, mention, words)
        single = mention.end - mention.start == 1
        if single and doc[mention.start].text in people and not well_tagged(mention):
            mention.score -= 2.0
    chain(doc, found, words)
    agree(found)
    chosen = [
        m for m in best(found) if not (is_metonym(doc, m, words) or only_describes(doc, m, words))
    ]
    return [with_noun(doc, mention, places, words) for mention in chosen]


def credited(doc: Doc, outlet: str | None) -> set[int]:
    """Return the tokens of the outlet's name, and of credits: "GOMA, Congo (Lakes Wire) —"."""
    found: set[int] = set()
    spans = [m.span(1) for m in CREDIT.finditer(doc.text)]
    if outlet and " " in outlet.strip():
        spans += [m.span() for m in re.finditer(re.escape(outlet), doc.text)]
    for start, end in spans:
        span = doc.char_span(start, end, alignment_mode="expand")
        found.update(range(span.start, span.end) if span else ())
    return found


def well_tagged(mention: Mention) -> bool:
    """Tell whether tagger and gazetteer agree that the name is a place's."""
    return mention.label == "GPE" and bool(mention.entries)


def name_parts(doc: Doc) -> set[str]:
    """Return the words of people's full names: later, one of them alone means the person."""
    full = (e for e in doc.ents if e.label_ == "PERSON" and len(e) > 1)
    return {token.text for entity in full for token in entity}


def agree(found: list[Mention]) -> None:
    """Let the surest mention of a name speak for the others: one article, one sense."""
    by_name: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in found:
        by_name[mention.key].append(mention)
    for group in by_name.values():
        mean = sum(m.score for m in group) / len(group)
        surest = max(m.score for m in group)
        for mention in group:
            mention.score = 0.6 * mention.score + 0.4 * mean + (0.6 if surest > SURE else 0.0)


def best(found: list[Mention]) -> list[Mention]:
    """Return the mentions above zero that don't overlap, longer before shorter."""
    taken: set[int] = set()
    chosen = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, -m.score, m.start)):
        if mention.score > 0 and taken.isdisjoint(range(mention.start, mention.end)):
            taken.update(range(mention.start, mention.end))
            chosen.append(mention)
    return sorted(chosen, key=lambda m: m.start)


def with_noun(doc: Doc, mention: Mention, places: Gazetteer, words: Lexicon) -> Mention:
    """Take in the noun for a kind of place: "Kandahar airport", "the Kherson region"."""
    if mention.hints:
        return mention
    for size in (3, 2, 1):
        tail = doc[mention.end : mention.end + size]
        noun = tail.text.lower() if len(tail) == size else ""
        if noun not in words.nouns:
            continue
        kinds = words.nouns[noun]
        end, whole = mention.end + size, f"{mention.name} {tail.text}"
        entries = places.named(whole)
        if entries and is_noun_apart(tail[0], words):
            return replace(mention, entries=entries, hints=kinds)
        if entries:
            return replace(mention, end=end, name=whole, entries=entries, hints=kinds)
        if own_kinds(mention) & {"country", "sea"}:
            return mention  # a Pacific port is no place called Pacific
        if "facility" in kinds and mention.entries and own_kinds(mention) <= BEARERS:
            return replace(mention, end=end, name=whole, hints=kinds, bears=True)
        if is_name_word(tail[0]) and not {"region", "sea"} & set(kinds):
            return replace(mention, end=end, hints=kinds)
        return replace(mention, hints=kinds)
    shared = shared_noun(doc, mention, words)
    return replace(mention, hints=words.plurals[shared]) if shared else mention
