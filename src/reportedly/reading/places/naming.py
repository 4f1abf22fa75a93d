"""Every stretch of capitalised words that the gazetteer, or the tagger, takes for a place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.knowledge.gazetteer import Entry, Gazetteer, demonyms, is_abbreviation
from reportedly.reading.places.lexicon import Lexicon, lexicon
from reportedly.reading.places.mention import Mention
from reportedly.vocabulary import PlaceKind

LONGEST = 7
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
BEARERS = frozenset({"city", "admin1", "admin2"})  # what sites are called after
SETTLED = frozenset({"city", "admin1", "admin2"})  # kinds of which a noun with "of" is sure
NOUN_APART = (("admin1",), ("admin2",), ("city",))  # "Idlib province" is Idlib with its noun
ELISIONS = ("d'", "l'", "d’", "l’")


def is_name_word(token: Token) -> bool:
    """Tell whether a word is written as a name: with a capital."""
    text = token.text
    return text[0].isupper() or (text[:2] in ELISIONS and text[2:3].isupper())


def names(doc: Doc, places: Gazetteer, words: Lexicon) -> list[Mention]:
    """Return every stretch that may name a place, overlapping ones too."""
    peoples = people_words(doc)
    found = list(known_names(doc, places, peoples))
    listed = {(m.start, m.end) for m in found}
    starts = sorted(listed)
    for mention in tagged_names(doc, places, words, peoples):
        around = (mention.start, mention.end)
        first, last = (bisect_left(starts, (edge,)) for edge in around)
        inner = any(end <= mention.end for _, end in starts[first:last])
        noun_apart = inner and not mention.entries and mention.hints[:1] in NOUN_APART
        if around not in listed and (mention.entries or mention.hints or not inner):
            found += () if noun_apart else (mention,)
    listed.update((m.start, m.end) for m in found)
    return found + [m for m in told_names(doc, words, peoples) if (m.start, m.end) not in listed]


def people_words(doc: Doc) -> set[int]:
    """Return the indexes of the tokens of demonyms, of one word or two ("Sri Lankan")."""
    found: set[int] = set()
    for i, token in enumerate(doc):
        if not is_name_word(token):
            continue
        if token.text in demonyms():
            found.add(i)
        elif i + 1 < len(doc) and f"{token.text} {doc[i + 1].text}" in demonyms():
            found.update((i, i + 1))
    return found


def known_names(doc: Doc, places: Gazetteer, peoples: set[int]) -> Iterator[Mention]:
    """Yield the stretches whose very words the gazetteer lists."""
    text = doc.text  # a doc puts its text together each time it is asked
    for start in range(len(doc)):
        if not opens_name(doc, start):
            continue
        for end in ends(doc, start):
            if peoples.issuperset(range(start, end)):
                continue
            name = text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
            entries = places.named(name)
            if entries and spelt_as_name(name, entries):
                yield Mention(start, end, name, entries, label=label_of(doc, start, end))


def opens_name(doc: Doc, start: int) -> bool:
    """Tell whether a name may begin here: at a capital, or at an Arabic article with a hyphen."""
    token = doc[start]
    if is_name_word(token):
        hyphen = start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_
        return not hyphen or not doc[start - 2].is_alpha
    joined = start + 2 < len(doc) and doc[start + 1].text in "-‑" and not token.whitespace_
    return joined and lexicon().has("inside", token.text) and is_name_word(doc[start + 2])


def ends(doc: Doc, start: int) -> Iterator[int]:
    """Yield where a name that begins at `start` may end, nearest first."""
    for end in range(start + 1, min(start + LONGEST, len(doc)) + 1):
        token = doc[end - 1]
        if token.is_space or (end - 1 > start and token.is_sent_start):
            return
        if is_name_word(token):
            if not glued(doc, end):
                yield end
        elif end - 1 > start and doc[end - 2].text in "'’-" and token.is_alpha:
            yield end  # Sana'a, Rostov-on-Don
        elif token.text == "." and is_abbreviation(doc[start:end].text):
            yield end
        elif end - 1 > start and not lexicon().has("inside", token.lower_):
            return


def glued(doc: Doc, end: int) -> bool:
    """Tell whether the word goes on after a hyphen with another name: "Wal-Mart"."""
    last = doc[end - 1]
    if last.whitespace_ or end + 1 >= len(doc) or doc[end].text not in "-‑":
        return False
    return not doc[end].whitespace_ and doc[end + 1].text[0].isupper() and len(last) < 4


def spelt_as_name(name: str, entries: tuple[Entry, ...]) -> bool:
    """Refuse small words in capitals or out of them: "US" is a country, "IT" and "Or" no towns."""
    letters = "".join(filter(str.isalnum, name))
    if "$" in name or len(letters) < 2:
        return False
    if name.startswith(("The ", "THE ")):
        return any(entry.name.startswith("The ") and entry.rank == 0 for entry in entries)
    if len(letters) == 2 and not letters.isupper():
        return not letters.isascii()
    if len(letters) > 3 or not letters.isupper():
        return True
    return any(entry.kind in ("country", "admin1") and entry.rank == 0 for entry in entries)


def label_of(doc: Doc, start: int, end: int) -> str:
    """Return the tagger's label of these words: the one that covers most of them."""
    labels = [token.ent_type_ for token in doc[start:end] if token.ent_type_]
    return max(labels, key=lambda label: (labels.count(label), label)) if labels else ""


def tagged_names(
    doc: Doc, places: Gazetteer, words: Lexicon, peoples: set[int]
) -> Iterator[Mention]:
    """Yield the stretches that the tagger takes for places, listed or not."""
    for entity in doc.ents:
        if entity.label_ not in PLACE_LABELS:
            continue
        start, end = trimmed(doc, entity.start, entity.end, words)
        span = doc[start:end]
        if start >= end or "\n" in span.text or peoples.issuperset(range(start, end)):
            continue
        last = span[-1].lower_
        if words.has("street", last) or any(words.has("street", t.lower_) for t in span[1:]):
            continue
        entries = places.named(span.text)
        if not entries and (located(doc, start, words) or follower(doc, end) in words.nouns):
            entries = places.respelt(span.text)
        hints = words.nouns.get(last, ()) if len(span) > 1 else ()
        if not entries and "facility" in hints:
            inner = within(doc, start, end - 1, places)
            yield Mention(start, end, span.text, inner, hints, entity.label_, bears=bool(inner))
        else:
            yield Mention(start, end, span.text, entries, hints, entity.label_)


def told_names(doc: Doc, words: Lexicon, peoples: set[int]) -> Iterator[Mention]:
    """Yield the names whose noun tells that they are places ("the town of Zalambessa").

    Once told, a name is taken for that place wherever it stands, as if the tagger had said so.
    """
    told: dict[tuple[str, ...], tuple[PlaceKind, ...]] = {}
    for token in doc[:-1]:
        kinds = words.nouns.get(token.lower_, ())
        if not SETTLED.issuperset(kinds) or not kinds or is_name_word(token):
            continue
        if doc[token.i + 1].lower_ == "of":
            end = token.i + 2
            while end < min(token.i + 2 + LONGEST, len(doc)) and is_name_word(doc[end]):
                end += 1
            name = tuple(doc[i].text for i in range(token.i + 2, end))
            if name and peoples.isdisjoint(range(token.i + 2, end)):
                told.setdefault(name, kinds)
    for name, kinds in told.items():
        for start in range(len(doc) - len(name) + 1):
            end = start + len(name)
            if all(doc[start + i].text == word for i, word in enumerate(name)):
                yield Mention(start, end, doc[start:end].text, hints=kinds, label="GPE")


def is_word(token: Token) -> bool:
    """Tell whether a token has letters, as abbreviations have, and no possessive ending."""
    return token.is_alpha or is_name_word(token)


def is_noun_apart(token: Token, words: Lexicon) -> bool:
    """Tell whether a token is a division's or settlement's noun in lower case."""
    kinds = words.nouns.get(token.text, ())
    return bool({"admin1", "admin2", "city"}.intersection(kinds))


def located(doc: Doc, start: int, words: Lexicon) -> bool:
    """Tell whether a preposition of place stands before a stretch."""
    word = doc[start - 1].lower_ if start else ""
    return words.has("before", word) or words.has("strong", word)


def follower(doc: Doc, end: int) -> str:
    """Return the word after a stretch, in lower case; empty at the end."""
    return doc[end].lower_ if end < len(doc) else ""


def trimmed(doc: Doc, start: int, end: int, words: Lexicon) -> tuple[int, int]:
    """Return the bounds of a tagged stretch without articles, nouns of division and stray marks."""
    while start < end and (not opens_name(doc, start) or doc[start].lower_ == "the"):
        start += 1
    while end > start and (is_noun_apart(doc[end - 1], words) or not is_word(doc[end - 1])):
        end -= 1
    return start, end


def within(doc: Doc, start: int, end: int, places: Gazetteer) -> tuple[Entry, ...]:
    """Return the places that the first words of a site's name name ("Kandahar" of its airport)."""
    for stop in range(end, start, -1):
        entries = places.named(doc[start:stop].text)
        kinds = {entry.kind for entry in entries if entry.rank == 0}
        if entries and is_name_word(doc[stop - 1]) and kinds <= BEARERS:
            return entries
    return ()
