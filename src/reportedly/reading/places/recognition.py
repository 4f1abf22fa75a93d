"""Which stretches of an article name places."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from spacy.tokens import Doc, Token

from reportedly.knowledge.gazetteer import Gazetteer
from reportedly.reading.places.lexicon import Lexicon
from reportedly.reading.places.mention import Mention
from reportedly.reading.places.naming import BEARERS, is_name_word, is_noun_apart, names
from reportedly.reading.places.weighing import dateline, own_kinds, shared_noun, speaks, weigh

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SURE = 3.5
LINK = 6
TRUST = {"comma": 2.5, "within": 0.8, "owner": 0.8}
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
    chosen = [m for m in best(found) if not is_metonym(doc, m, words)]
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


def chain(doc: Doc, found: list[Mention], words: Lexicon) -> None:
    """Tie names to the division or country that the text says they lie in, and trust both more.

    That is "Goma, Congo", "Goma (Congo)", "Boulkessi in the Mopti region", and "the Kherson
    region's Henichesk district".
    """
    starts: dict[int, list[Mention]] = {}
    for mention in found:
        starts.setdefault(mention.start, []).append(mention)
    for mention in found:
        for at in range(mention.end + 1, min(mention.end + LINK, len(doc))):
            tie = link(doc, mention.end, at, words)
            for other in starts.get(at, ()) if tie else ():
                inner, outer = (other, mention) if tie == "owner" else (mention, other)
                if holds(outer, inner):
                    inner.score += TRUST[tie]
                    outer.score += TRUST[tie]
                    inner.inside.append(outer)


def link(doc: Doc, start: int, end: int, words: Lexicon) -> str:
    """Return how the words between two names tie them: "comma", "within", "owner" or not at all."""
    between = [token.lower_ for token in doc[start:end]]
    if between in ([","], ["("]):
        return "comma"
    while between and (between[0] in words.nouns or between[0] == "-"):
        between = between[1:]
    while between and (between[-1] == "the" or words.has("compass", between[-1])):
        between = between[:-1]
    if between in (["'s"], ["’s"]):
        return "owner"
    return "within" if between in (["in"], ["of"]) or between == [",", "in"] else ""


def holds(outer: Mention, inner: Mention) -> bool:
    """Tell whether a place of the outer name holds one of the inner name."""
    if not inner.entries:
        return any(e.kind in ("country", "admin1") and e.rank == 0 for e in outer.entries)
    for o in outer.entries:
        for e in inner.entries:
            if e.id == o.id:
                continue
            if o.kind == "country" and e.country == o.country and e.kind != "country":
                return True
            if o.kind in ("admin1", "admin2") and o.id in (e.admin1, e.admin2):
                return True
    return False


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


def is_metonym(doc: Doc, mention: Mention, words: Lexicon) -> bool:
    """Tell whether a capital's name stands for its government: "Moscow denied it"."""
    if not any(e.capital and e.rank == 0 for e in mention.entries[:3]):
        return False
    if dateline(doc, mention) or mention.inside:
        return False
    root = doc[mention.start : mention.end].root
    while root.dep_ == "conj" and root.head.i != root.i:
        root = root.head
    head, relation = root.head, root.dep_
    if relation in SUBJECTS:
        return speaks(head) or any(c.dep_ == "xcomp" and speaks(c) for c in head.children)
    if relation == "poss":
        return not (
            head.ent_type_ or head.lower_ in words.nouns or words.has("dweller", head.lower_)
        )
    if relation == "pobj":
        return stands_for_government(head, words)
    return relation in ("dobj", "obj") and words.has("urged", head.lemma_)


def stands_for_government(preposition: Token, words: Lexicon) -> bool:
    """Tell whether what follows a preposition acts or is dealt with ("talks with Minsk")."""
    word, governor = preposition.lower_, preposition.head
    if word == "for":
        return bool(preposition.is_sent_start)
    if word in ("with", "between", "among"):
        return words.has("dealings", governor.lemma_.lower()) or speaks(governor)
    return words.has("about", word)


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
