"""What the words in and around a name say of it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from reportedly.reading.places.lexicon import Lexicon, lexicon
from reportedly.reading.places.mention import Mention
from reportedly.reading.places.naming import is_name_word, is_noun_apart

LIST = 24
LISTING = (",", "and", "or", "&", "the")
DASHES = ("—", "–", "--", "-", "―")
WIDE = frozenset({"country", "admin1", "region", "sea"})


def is_acronym(name: str) -> bool:
    """Tell whether a name is made of initials ("NATO", "MoD"); towns in datelines are longer."""
    return len(name) < 6 and sum(map(str.isupper, name)) > 1 and " " not in name


def is_postal(token: Token) -> bool:
    """Tell whether a word is a division's abbreviation that means something else elsewhere."""
    text = token.text
    two = len(text) == 2 and text.isupper() and text != "DC"
    return two or (text.endswith(".") and text.count(".") == 1)


def follows_comma(doc: Doc, mention: Mention) -> bool:
    """Tell whether a name comes before the mention, with a comma between ("Paris, TX")."""
    return (
        mention.start > 1
        and doc[mention.start - 1].text == ","
        and is_name_word(doc[mention.start - 2])
    )


def placed(doc: Doc, mention: Mention, words: Lexicon) -> bool:
    """Tell whether a preposition of place stands before the mention or its article."""
    at = mention.start - 1
    if at > 0 and doc[at].lower_ == "the":
        at -= 1
    word = doc[at].lower_ if at >= 0 else ""
    return words.has("before", word) or words.has("strong", word)


def dateline(doc: Doc, mention: Mention) -> float:
    """Return what it adds that a paragraph opens with the name, before a dash."""
    start = mention.start
    opens = start == 0 or doc[start - 1].is_space or "\n" in doc[start - 1].text
    if not opens and doc[start].is_sent_start is not True and not doc[start].text.isupper():
        return 0.0
    after = [token.text for token in doc[mention.end : mention.end + 14]]
    if after[:1] == [":"] and doc[start].text.isupper() and len(doc[start]) > 2:
        return 2.0
    dash = next((i for i, text in enumerate(after) if text in DASHES), None)
    if dash is None or (dash and after[0] not in (",", "(", "/", ".")):
        return 0.0
    return 3.0


def described(doc: Doc, start: int, words: Lexicon) -> bool:
    """Tell whether "a town in", "the capital of" and the like begin at `start`."""
    if start >= len(doc) or doc[start].lower_ not in ("a", "an", "the"):
        return False
    return any("city" in words.nouns.get(t.lower_, ()) for t in doc[start + 1 : start + 5])


def has_noun(doc: Doc, mention: Mention, words: Lexicon) -> bool:
    """Tell whether a division's or settlement's noun follows ("the Kherson region")."""
    return mention.end < len(doc) and is_noun_apart(doc[mention.end], words)


def shared_noun(doc: Doc, mention: Mention, words: Lexicon) -> str:
    """Return the plural noun that names in a list share ("the Sumy and Poltava regions")."""
    start = mention.end
    if start >= len(doc) or own_kinds(mention) & {"country", "region", "sea"}:
        return ""  # the Gulf states are no division called Gulf
    if doc[start].lower_ not in LISTING:
        return doc[start].lower_ if doc[start].lower_ in words.plurals else ""
    for token in doc[start : start + LIST]:
        word = token.lower_
        if word in words.plurals:
            return word
        if not (is_name_word(token) or word in LISTING or token.text == "-"):
            return ""
    return ""


def only_describes(doc: Doc, mention: Mention, words: Lexicon) -> bool:
    """Tell whether a water only says where others lie: "the Gulf states", "the Pacific port"."""
    after = doc[mention.end].lower_ if mention.end < len(doc) else ""
    bare = mention.end - mention.start == 1 and "sea" in own_kinds(mention)
    return bare and words.has("shore", after)


def acts(doc: Doc, mention: Mention) -> bool:
    """Tell whether the mention is the subject of a verb that people do."""
    root = doc[mention.start : mention.end].root
    return root.dep_ == "nsubj" and speaks(root.head)


def speaks(token: Token) -> bool:
    """Tell whether a word is a verb that people do, not places."""
    return token.pos_ == "VERB" and lexicon().has("speech", token.lemma_)


def wide(mention: Mention) -> bool:
    """Tell whether the name may be cut by compass: a land, a region, a great city."""
    large = any(e.kind == "city" and e.population > 100_000 for e in mention.entries)
    return large or bool(own_kinds(mention) & WIDE)


def own_kinds(mention: Mention) -> set[str]:
    """Return the kinds of place that the mention may name by a name of their own."""
    return {entry.kind for entry in mention.entries if entry.rank == 0}
