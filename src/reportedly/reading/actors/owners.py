"""Whose those are that a possessive tells of: "its leaders", "our forces", "the country's army".

The owner lends them country and side: the leaders of a rebel group are rebels. "Our" and "my" in a
quotation are the speaker's; "the country's" are of the country of whom was told last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from reportedly.reading.actors.belonging import LENDING, OPEN
from reportedly.reading.actors.descriptions import others
from reportedly.reading.actors.mention import Mention
from reportedly.reading.actors.merging import Group
from reportedly.reading.actors.pronouns import HE, IT, SENTENCES_BACK, THEY, Entry, fits, subject
from reportedly.vocabulary import Span

OURS = {"my", "our"}
POSSESSIVES = HE | IT | THEY | OURS
LANDS = {"country", "nation", "kingdom", "republic"}
COUNTRYLESS = {"IGO", "NGO"}  # roles of those who are no country's
BODIES = {"MIL", "COP", "SPY", "LEG", "JUD", "GOV"}  # roles that a body's people share
PEOPLE = {"person", "people"}
MEN = {"man", "men"}  # of an army or armed group they are its fighters
ARMED = {"MIL", "REB", "PRM", "UAF"}


def possessor(doc: Doc, mention: Mention) -> Token | None:
    """Return the possessive that begins a description: "its", or "country" of "the country's"."""
    if len(mention.key) < 3:
        return None
    for token in doc[mention.start : mention.head]:
        if token.dep_ == "poss" and token.head.i == mention.head:
            return token if token.lower_ in POSSESSIVES or token.lower_ in LANDS else None
    return None


def owners(
    doc: Doc, groups: Sequence[Group], pronouns: dict[int, str], quotes: list[Span]
) -> dict[int, int]:
    """Return the number of the group that owns a group, by the latter's number.

    `pronouns` gives the number of the group that a pronoun means, as text.
    """
    names = [(m.head, n) for n, group in enumerate(groups) for m in group.mentions]
    met = sorted([*names, *((at, int(n)) for at, n in pronouns.items())])
    found: dict[int, int] = {}
    for number, group in enumerate(groups):
        token = possessor(doc, group.mentions[0])
        if token is None:
            continue
        owner: int | None
        if token.lower_ in OURS:
            owner = speaker(doc, token, met, quotes)
        elif token.lower_ in LANDS:
            owner = of_a_country(doc, token, met, groups)
        else:
            owner = int(pronouns[token.i]) if token.i in pronouns else None
        if owner is not None and at_odds(group, groups[owner]):
            owner = of_a_country(doc, token, met, groups, group.first("country"))
            pronouns.pop(token.i, None)
            if owner is not None:
                pronouns[token.i] = str(owner)
        if owner is not None and owner != number:
            found[number] = owner
    return found


def speaker(doc: Doc, token: Token, met: list[tuple[int, int]], quotes: list[Span]) -> int | None:
    """Return who says the quotation that a word stands in: the subject nearest to it outside."""
    quote = next((q for q in quotes if q.start <= token.idx < q.end), None)
    if quote is None:
        return None
    outside = [
        (at, n)
        for at, n in met
        if subject(doc[at]) and not any(q.start <= doc[at].idx < q.end for q in quotes)
    ]
    starts = [sentence.start for sentence in doc.sents]
    words = doc.char_span(quote.start, quote.end, alignment_mode="expand")
    if words is None or not outside:
        return None
    first, last = bisect_right(starts, words.start), bisect_right(starts, words.end - 1)
    here = [(gap(at, words.start, words.end), n, bisect_right(starts, at)) for at, n in outside]
    for lines in (range(first, last + 1), range(first - 1, first), range(last + 1, last + 2)):
        near = [(far, n) for far, n, line in here if line in lines]
        if near:
            return min(near)[1]
    return None


def gap(at: int, start: int, end: int) -> int:
    """Return how many words lie between a word and a stretch."""
    return start - at if at < start else at - end


def of_a_country(
    doc: Doc,
    token: Token,
    met: list[tuple[int, int]],
    groups: Sequence[Group],
    country: str | None = None,
) -> int | None:
    """Return the last told of, subjects first, that is of a country: "the country's leadership"."""
    starts = [sentence.start for sentence in doc.sents]
    here, best = bisect_right(starts, token.i), None
    for at, number in met:
        back = here - bisect_right(starts, at)
        own = groups[number].first("country")
        if at >= token.i or back > SENTENCES_BACK or own is None or own != (country or own):
            continue
        if country and not owns(token, groups[number]):
            continue
        score = -1.6 * back + (1.5 if subject(doc[at]) else 0.0)
        best = max(best, (score, at, number)) if best else (score, at, number)
    return best[2] if best else None


def of_land(mention: Mention) -> bool:
    """Tell whether a description is a country's, whoever spoke of it: "the country's army"."""
    return mention.name.lower().replace("’", "'").split("'")[0] in LANDS


def at_odds(group: Group, owner: Group) -> bool:
    """Tell whether a group is known to be of another country than who is taken for its owner."""
    country, other = group.first("country"), owner.first("country")
    partner = others(group.mentions[0].name.rsplit(" ", 1)[-1])
    return bool(country and other and country != other) and not partner


def owns(pronoun: Token, owner: Group) -> bool:
    """Tell whether a possessive pronoun can stand for a group."""
    return fits(pronoun.lower_, owner.kind, owner.mentions[0].plural)


def inherit(groups: Sequence[Group], owner_of: dict[int, int]) -> None:
    """Give those owned the country and the side of their owners."""
    for number, owner in sorted(owner_of.items()):
        first, body = groups[number].mentions[0], groups[owner]
        role = None if of_land(first) else body.first("role")
        fighting = first.role == "CVL" and first.key[2] in MEN and role in ARMED
        if fighting or (role in LENDING and first.role in OPEN):
            first.role = role
        elif first.role is None and first.kind in PEOPLE and body.kind not in PEOPLE:
            first.role = role if role in BODIES else None
        away = others(first.name.rsplit(" ", 1)[-1])
        if groups[number].first("country") is None and not away and role not in COUNTRYLESS:
            first.country = body.first("country")


def joined(groups: Sequence[Group], owner_of: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield a group and the earlier one that is the same of the same owner's: "his troops"."""
    known: dict[tuple[int, str, str, bool], int] = {}
    for number, owner in sorted(owner_of.items()):
        first = groups[number].mentions[0]
        key = (owner, first.kind, first.key[2], first.plural)
        if known.setdefault(key, number) != number:
            yield number, known[key]


def entries(groups: Sequence[Group]) -> list[Entry]:
    """Return the mentions of all groups in reading order, groups by their number as text."""
    return sorted(
        (m.head, str(n), group.kind, m.plural)
        for n, group in enumerate(groups)
        for m in group.mentions
    )
