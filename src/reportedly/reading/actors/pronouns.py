"""Who "he", "it", "they" and "who" are: the likeliest actor named shortly before."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Token

from reportedly.reading.actors.titles import Titles

HE = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
IT = {"it", "its", "itself"}
THEY = {"they", "them", "their", "theirs", "themselves"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
ASKED = HE | IT | THEY | RELATIVE
SENTENCES_BACK = 3
Entry = tuple[int, str, str, bool]  # token, actor id, kind, plural


def resolve(titles: Titles, met: list[Entry]) -> dict[int, str]:
    """Return actor ids for the pronouns of a doc, by token index.

    `met` lists the actors' mentions in reading order: head token, id, kind, plural.
    """
    doc = titles.doc
    by_token = {token: actor for token, actor, _, _ in met}
    found: dict[int, str] = {}
    mentions = list(met)
    starts = [sentence.start for sentence in doc.sents]
    for i, word in enumerate(titles.lower):
        if word not in ASKED:
            continue
        token = doc[i]
        if word in RELATIVE and token.dep_ in {"nsubj", "nsubjpass"}:
            actor = by_token.get(relative_head(token))
        elif word in HE | IT | THEY and token.pos_ == "PRON":
            actor = likeliest(token, word, mentions, starts)
        else:
            continue
        if actor:
            found[token.i] = actor
            kind, plural = next((k, p) for _, a, k, p in met if a == actor)
            mentions.append((token.i, actor, kind, plural))
    return found


def relative_head(token: Token) -> int:
    """Return the index of the noun that a relative clause tells about."""
    clause = token.head
    while clause.dep_ not in {"relcl", "ROOT"} and clause.head.i != clause.i:
        clause = clause.head
    return clause.head.i if clause.dep_ == "relcl" else -1


def likeliest(token: Token, word: str, mentions: list[Entry], starts: list[int]) -> str | None:
    """Return the actor with the best claim to a pronoun: near, a subject, of the right kind."""
    here = bisect_right(starts, token.i)
    best: tuple[float, int, str] | None = None
    for at, actor, kind, plural in mentions:
        if at >= token.i or not fits(word, kind, plural):
            continue
        back = here - bisect_right(starts, at)
        if back > SENTENCES_BACK:
            continue
        other = token.doc[at]
        if rival(token, other):
            continue
        score = -2.0 if told_by(token, other) else 0.0
        score += 2.0 if says_of_itself(token, other) else 0.0
        score += 3.0 if listed_with(token, other) else 0.0
        score += 1.0 if does_to_own(token, other) else 0.0
        score += -1.6 * back + (1.5 if subject(other) else 0.0) + (0.4 if speaks(other) else 0.0)
        best = max(best, (score, at, actor)) if best else (score, at, actor)
    return best[2] if best else None


def fits(word: str, kind: str, plural: bool) -> bool:
    """Tell whether a pronoun can stand for an actor of that kind."""
    if word in HE:
        return kind == "person"
    if word in IT:
        return kind not in {"person", "people"} and not plural
    return plural or kind in {"people", "armed_group", "armed_force"}


def subject(token: Token) -> bool:
    """Tell whether a word is the subject of its clause, or joined to it."""
    return token.dep_ in {"nsubj", "nsubjpass"} or (
        token.dep_ == "conj" and token.head.dep_ in {"nsubj", "nsubjpass"}
    )


def speaks(token: Token) -> bool:
    """Tell whether a word is the subject of a main clause."""
    return subject(token) and token.head.dep_ == "ROOT"


def told_by(pronoun: Token, other: Token) -> bool:
    """Tell whether a word stands in what the pronoun's verb says: "One man died, he said"."""
    verb = pronoun.head
    content = (c for c in verb.children if c.dep_ == "ccomp")
    return any(c.left_edge.i <= other.i <= c.right_edge.i for c in content)


def says_of_itself(pronoun: Token, other: Token) -> bool:
    """Tell whether the pronoun stands in what the other says: "the army said that it"."""
    verb = pronoun.head
    return verb.dep_ in {"ccomp", "xcomp"} and other.head.i == verb.head.i and subject(other)


def listed_with(pronoun: Token, other: Token) -> bool:
    """Tell whether what the pronoun owns is listed with the other: "Cairo and its envoys"."""
    owned = pronoun.head
    return pronoun.dep_ == "poss" and owned.dep_ == "conj" and owned.head.i == other.i


def does_to_own(pronoun: Token, other: Token) -> bool:
    """Tell whether the other is the subject of whose object the pronoun owns: "lost its leader"."""
    owned = pronoun.head
    if pronoun.dep_ != "poss":
        return False
    while owned.dep_ == "conj":
        owned = owned.head
    return owned.dep_ == "dobj" and subject(other) and other.head.i == owned.head.i


def rival(pronoun: Token, other: Token) -> bool:
    """Tell whether both stand with the same verb, so that they can't be the same."""
    if pronoun.dep_ == "poss":
        return pronoun.head.i == other.i
    verb = pronoun.head if pronoun.head.pos_ != "ADP" else pronoun.head.head
    if subject(pronoun) and verb.dep_ in {"ccomp", "xcomp"} and infinitive(verb):
        verb = verb.head  # "asked him to leave": he is the object of "asked"
    return other.head.i == verb.i and pronoun.i != other.i


def infinitive(verb: Token) -> bool:
    """Tell whether a verb is a bare or "to" infinitive, without "would" or the like."""
    return verb.tag_ == "VB" and all(t.tag_ == "TO" for t in verb.children if t.dep_ == "aux")
