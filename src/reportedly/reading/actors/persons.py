"""People by name: found by the tagger, by a title before the name, or as a known office holder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc, Token

from reportedly.knowledge.schemas import Office
from reportedly.reading.actors import lexicon
from reportedly.reading.actors.descriptions import below
from reportedly.reading.actors.lexicon import fold
from reportedly.reading.actors.mention import LOCATIVE, Mention
from reportedly.reading.actors.nations import country_of, nationality_in
from reportedly.reading.actors.titles import Found, Titles

PARTICLES = {"von", "van", "der", "den", "de", "del", "dos", "da", "di", "bin", "ibn", "al", "el"}
PLACES = {"GPE", "LOC", "FAC"}
HONORIFICS = {"mr", "mrs", "ms", "miss", "dr", "sir", "lady", "prof", "sheikh", "maj", "gen", "col"}


def persons(titles: Titles, day: date | None, taken: set[int]) -> Iterator[Mention]:
    """Yield mentions of named people; `taken` are tokens of known bodies and places."""
    doc = titles.doc
    people = [(e.start, whole_name(doc, e.end)) for e in doc.ents if e.label_ == "PERSON"]
    people += titled(titles, people)
    people += holders(titles, day)
    asked = [i for i, word in enumerate(titles.lower) if word in {"who", "whose"}]
    people += [span for i in asked if (span := told_of_as_person(doc[i]))]
    people += appositions(titles)
    surnames = {fold(doc[end - 1].text) for _, end in people if end - 1 not in taken}
    full = {fold(doc[end - 1].text) for start, end in people if end - start > 1}
    for i in titles.capitals:
        later = fold(titles.texts[i]) in surnames and doc[i].pos_ == "PROPN"
        if later and not any(start <= i < end for start, end in people):
            people.append((i, i + 1))
    for span in sorted(widest(people)):
        start, end = bare_name(doc, *span)
        if start < end and taken.isdisjoint(range(start, end)) and ends_a_name(doc[end - 1]):
            found = person(titles, start, end, day)
            if convinces(doc, found, full):
                yield found


def whole_name(doc: Doc, end: int) -> int:
    """Return where a name really ends that was cut at a small word: "Ursula von der | Leyen"."""
    while end < len(doc) and doc[end - 1].lower_ in PARTICLES and doc[end].text[0].isalpha():
        end += 1
    return end


def bare_name(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return a name without titles before it and the possessive after it."""
    while start < end and not title_free(doc[start]):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or not doc[end - 1].text[0].isalpha()):
        end -= 1
    return start, end


def ends_a_name(token: Token) -> bool:
    """Tell whether a word can end a name: "Moon Jae-in" ends in lower case."""
    return token.text[0].isupper() or (token.i > 1 and token.nbor(-1).text == "-")


def convinces(doc: Doc, found: Mention, full: set[str]) -> bool:
    """Tell whether a name is a person's: the tagger alone also takes villages for people."""
    head = doc[found.head]
    if head.tag_ == "NNS" and found.end - found.start == 1:
        return False  # a plural with the capital of its sentence
    if found.office or found.wikidata or head.dep_ in {"nsubj", "nsubjpass", "appos"}:
        return True
    where = head.dep_ == "pobj" and head.head.lower_ in LOCATIVE
    listed = head.dep_ == "conj" and doc[found.head].head.ent_type_ in PLACES
    if where or listed:
        return False
    return found.end - found.start > 1 or fold(head.text) in full


def title_free(token: Token) -> bool:
    """Tell whether a word at the front of a name is part of it, not a title or honorific."""
    word = token.lower_.rstrip(".")
    if token.is_punct or token.is_space:
        return False
    return word not in HONORIFICS and (word,) not in lexicon.titles() and not token.is_lower


def widest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that no longer one covers."""
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda s: (s[0] - s[1], s)):
        if not any(a < end and start < b for a, b in chosen):
            chosen.append((start, end))
    return chosen


def titled(titles: Titles, people: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield names that follow a title: "President X Y"."""
    doc = titles.doc
    covered = {i for start, end in people for i in range(start, end)}
    for i, found in titles.all().items():
        if found.row.kind != "person" or i + 1 in covered or i + 1 == len(doc):
            continue
        following = doc[i + 1]
        end = following.i
        while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[0].isupper():
            end += 1
        if end > following.i and title_free(following):
            yield following.i, end


def told_of_as_person(token: Token) -> tuple[int, int] | None:
    """Return the name that "who" shows to be a person's: "Musa Tagal, who runs a kitchen"."""
    if token.dep_ not in {"nsubj", "nsubjpass", "poss"}:
        return None
    clause = token.head if token.dep_ != "poss" else token.head.head
    head = clause.head
    if clause.dep_ != "relcl" or head.pos_ != "PROPN" or head.tag_ == "NNPS":
        return None
    return first_of_name(head), head.i + 1


def appositions(titles: Titles) -> Iterator[tuple[int, int]]:
    """Yield names that a title stands beside: "X, the opposition leader", "its head, X"."""
    doc = titles.doc
    for i, found in titles.all().items():
        token = doc[i]
        if found.row.kind != "person" or token.tag_ in {"NNS", "NNPS"}:
            continue
        beside = [token.head] if token.dep_ == "appos" else []
        beside += [child for child in token.children if child.dep_ == "appos"]
        for other in beside:
            if other.tag_ == "NNP" and other.text[0].isupper() and other.ent_type_ not in PLACES:
                yield first_of_name(other), other.i + 1


def first_of_name(last: Token) -> int:
    """Return where a name begins that ends with a word."""
    start = last.i
    while start > 0 and last.doc[start - 1].pos_ == "PROPN" and below(last.doc[start - 1], last):
        start -= 1
    return start


def holders(titles: Titles, day: date | None) -> Iterator[tuple[int, int]]:
    """Yield known office holders by their whole name, or surname while in office."""
    names, terms = lexicon.holders(), lexicon.offices()
    for i in titles.capitals:
        word = fold(titles.texts[i])
        for parts in names.get(word, ()):
            end = i + len(parts)
            if tuple(map(fold, titles.texts[i:end])) == parts:
                yield i, end
                break
        known = word in terms and titles.doc[i].ent_type_ != "DATE"
        if known and any(lexicon.holds(term, day) for term in terms_of(titles.texts[i])):
            yield i, i + 1


def person(titles: Titles, start: int, end: int, day: date | None) -> Mention:
    """Return the mention of a person, with what title and office tell about them."""
    doc = titles.doc
    name = doc[start:end].text
    term = term_of(name, day)
    front, title = title_before(titles, start)
    country = nationality_in(doc, front, start) or realm(doc, end)
    mention = Mention(front, end, end - 1, name, "person", ("person", fold(doc[end - 1].text)))
    if title:
        mention.role, mention.office = title.row.role, title.words
    mention.country = country or country_known(name, title)
    if day is None and term is None:
        roles = {known.role for known in terms_of(name)}
        mention.role = mention.role or (roles.pop() if len(roles) == 1 else None)
    if term:
        mention.name, mention.country = term.name, term.country or country
        mention.role, mention.office = term.role, term.office
        mention.wikidata = term.wikidata
    return mention


def realm(doc: Doc, end: int) -> str | None:
    """Return the country after a name: "King Hassan of Morocco"."""
    named = end + 1 < len(doc) and doc[end].lower_ == "of"
    return country_of(doc[end + 1], seats=False) if named else None


def title_before(titles: Titles, start: int) -> tuple[int, Found | None]:
    """Return where the words before a name begin that belong to it, and their title."""
    doc = titles.doc
    title = titles.ending_at(start - 1)
    if not title:
        return owner_before(doc, start), None
    front = title.start
    head = doc[start - 1].head
    while front > 0 and belongs(doc[front - 1], head):
        front -= 1
    while front < start and (doc[front].dep_ == "det" or doc[front].is_punct):
        front += 1
    return front, title


def owner_before(doc: Doc, start: int) -> int:
    """Return where the country begins that owns a name: "Malaysia's Anwar Ibrahim"."""
    owned = start > 1 and doc[start - 1].tag_ == "POS"
    return start - 2 if owned and country_of(doc[start - 2], seats=False) else start


def belongs(token: Token, head: Token) -> bool:
    """Tell whether a word before a title modifies the same name."""
    return below(token, head) and token.dep_ in {"amod", "compound", "nmod", "poss", "case"}


def term_of(name: str, day: date | None) -> Office | None:
    """Return the office held on a day by somebody of that name; a full name must agree.

    A surname is enough only for the best known: those with a Wikidata id, or with it as an alias.
    """
    return next((term for term in terms_of(name) if lexicon.holds(term, day)), None)


def terms_of(name: str) -> Iterator[Office]:
    """Yield the terms of office of all times whose holder may be called so."""
    parts = name.split()
    for term in lexicon.offices().get(fold(parts[-1]), ()):
        first_names = {fold(words.split()[0]) for words in (term.name, *term.aliases)}
        alone = bool(term.wikidata) or name in term.aliases
        if alone if len(parts) == 1 else fold(parts[0]) in first_names:
            yield term


def country_known(name: str, title: Found | None) -> str | None:
    """Return the country of somebody who held an office at another time than the article's.

    A surname alone tells it only behind the title of that office: "President Kagame".
    """
    parts = name.split()
    terms = lexicon.offices().get(fold(parts[-1]), ())
    if len(parts) > 1:
        countries = {term.country for term in terms_of(name)}
    else:
        held = title.words.lower() if title else None
        countries = {term.country for term in terms if term.office.lower() == held}
    return countries.pop() if len(countries) == 1 else None
