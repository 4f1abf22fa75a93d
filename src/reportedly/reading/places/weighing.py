"""How likely it is that a stretch names a place, from the words in and around it."""

from __future__ import annotations

from spacy.tokens import Doc

from reportedly.reading.places.lexicon import Lexicon
from reportedly.reading.places.mention import Mention
from reportedly.reading.places.naming import is_name_word
from reportedly.reading.places.phrases import (
    WIDE,
    acts,
    dateline,
    described,
    follows_comma,
    has_noun,
    is_acronym,
    is_postal,
    own_kinds,
    placed,
    shared_noun,
    wide,
)

LABELS = {"GPE": 3.0, "LOC": 2.6, "FAC": 1.0, "NORP": 0.3, "ORG": -0.6, "PERSON": -1.6,
          "DATE": -3.0, "TIME": -3.0, "CARDINAL": -3.0, "EVENT": -1.0, "PRODUCT": -0.5,
          "WORK_OF_ART": -1.2, "LAW": -1.5, "LANGUAGE": -2.0, "MONEY": -3.0, "": -0.3}  # fmt: skip
LARGE = (1_000_000, 100_000, 15_000)
CUT = frozenset({"GPE", "LOC", "FAC", "PERSON"})


def weigh(doc: Doc, mention: Mention, words: Lexicon) -> float:
    """Return the weight of a mention: above zero, it is taken for a place."""
    weight = LABELS.get(mention.label, -0.5) + standing(mention)
    weight += before(doc, mention, words) + after(doc, mention, words)
    return weight + inner(doc, mention, words) + dateline(doc, mention)


def standing(mention: Mention) -> float:
    """Return what the gazetteer adds: countries and large towns are no accident."""
    if not mention.entries:
        return -9.0 if any(map(str.isdigit, mention.name)) or is_acronym(mention.name) else -3.0
    kinds = own_kinds(mention)
    if "country" in kinds:
        return 3.2
    if kinds & WIDE:
        return 2.0
    if "facility" in kinds:
        return 1.0
    if any(e.id < 0 and e.rank == 0 for e in mention.entries):
        return 2.0  # no register names it, war reports do
    best = max((e.population for e in mention.entries if e.kind == "city"), default=0)
    size = next((1.6 - 0.6 * i for i, least in enumerate(LARGE) if best >= least), -0.3)
    return size if any(e.rank == 0 for e in mention.entries) else size - 0.8


def before(doc: Doc, mention: Mention, words: Lexicon) -> float:
    """Return what the words before add."""
    if mention.start == 0 or doc[mention.start].is_sent_start:
        return -0.2
    last = doc[mention.start - 1]
    word = last.lower_
    two = f"{doc[mention.start - 2].lower_} {word}" if mention.start > 1 else word
    if words.has("forebear", word) and is_name_word(last):
        return -3.0
    if is_name_word(last) and words.has("compass", word) and not wide(mention):
        return -1.0  # "West Side" is another place than Side
    if words.has("strong", two) or words.has("strong", word):
        return 2.2
    if words.has("before", two):
        return 2.0
    if words.has("before", word):
        return 1.5
    if two in (", of", "and of") and mention.start > 2 and doc[mention.start - 3].like_num:
        return 2.5  # a person, 34, of somewhere
    if word == "the" and own_kinds(mention) <= {"city"} and not has_noun(doc, mention, words):
        return -0.8
    if is_name_word(last) and last.ent_type_ != "GPE":
        return -1.6
    if last.like_num:
        return -0.6
    if word == "on" and words.has("assault", last.head.lemma_.lower()):
        return 1.2
    if last.pos_ == "VERB" and words.has("taking", last.lemma_.lower()):
        return 1.9
    return 0.3 if words.has("weak", word) else 0.0


def after(doc: Doc, mention: Mention, words: Lexicon) -> float:
    """Return what the words after add."""
    if mention.end >= len(doc):
        return 0.0
    follower = doc[mention.end]
    word = follower.lower_
    if is_name_word(follower):
        if words.has("street", word):
            return -3.5
        if words.has("body", word):
            return -2.5
    if has_noun(doc, mention, words):
        return 2.4
    if word in words.nouns and "region" not in words.nouns[word]:
        return 1.2
    if shared_noun(doc, mention, words):
        return 1.6
    if words.has("dweller", word):
        return 1.6 + max(0.0, -LABELS.get(mention.label, 0.0))
    if is_name_word(follower):
        cut = mention.label in CUT and follower.ent_iob_ == "I"
        return -2.7 if cut else -1.2
    if acts(doc, mention) and not wide(mention):
        return -1.6
    if follower.text == ",":
        return 2.4 if described(doc, mention.end + 1, words) else 0.2
    return 0.0


def inner(doc: Doc, mention: Mention, words: Lexicon) -> float:
    """Return what the words themselves add: names of people, common words, abbreviations."""
    tokens = doc[mention.start : mention.end]
    if words.has("seat", mention.name.lower()) and not placed(doc, mention, words):
        return -6.0
    if len(tokens) > 1:
        return 0.6
    if words.has("compass", mention.name.lower()):
        return -9.0
    (token,) = tokens
    if "country" in own_kinds(mention):
        return 0.0
    word, weight = token.lower_, 0.0
    if words.has("common", word):
        weight -= 3.0
    if words.has("surname", word):
        weight -= 1.0
    if words.has("given", word):
        weight -= 1.0
    if is_postal(token) and not follows_comma(doc, mention):
        weight -= 4.0
    if token.pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
        weight -= 1.5
    return weight - 0.7 if token.pos_ == "ADJ" else weight
