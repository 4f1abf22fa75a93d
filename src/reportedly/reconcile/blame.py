"""Whom a passage blames for a deed, and whether its speaker owns up to it or denies it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from reportedly.knowledge.tables import load
from reportedly.reconcile.denials import CLAUSE, NEGATOR, SILENT, WORD, negated
from reportedly.reconcile.sides import group_side, party_in, side_in
from reportedly.reconcile.voices import Voice
from reportedly.reconcile.words import any_of

BEFORE, AFTER = 3, 6  # words around an instrument in which its owner stands
BETWEEN = 2  # words between a party and its deed
CLOSE = 12  # characters before words of blame in which a "no" undoes them
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
LINKS = frozenset({"of", "by", "from"})
NOTHING_DONE = re.compile(
    r"\b(?:(?:fired|firing|shot|sent|launched|dropped|used|flew|flown|released) nothing|"
    r"nothing to do with|(?:not|never) (?:been )?(?:involved|responsible)|no (?:part|role|hand) in|"
    r"(?:did|had|has|have) not (?:carry|carried) out)\b",
    re.IGNORECASE,
)
# A party's own word that it did it.
OWNING = re.compile(
    r"\b(?:claim(?:s|ed|ing)? (?:the )?(?:responsibility|attack)|took responsibility|"
    r"said it was behind|own(?:s|ed) up)\b|\bit was (?:we|us)\b",
    re.IGNORECASE,
)
UNAWARE = re.compile(
    r"\b(?:not|un)\s?aware\b|\bno (?:knowledge|record|information)\b", re.IGNORECASE
)
NOT_BLAMING = re.compile(
    r"\b(?:short of|without|declin\w+ to|refus\w+ to|not|nobody) (?:\w+ )?"
    r"(?:assign|nam|blam|accus)\w*",
    re.IGNORECASE,
)
BLAMING = re.compile(
    r"""
    \b(?:
        blam(?:e|es|ed|ing) | accus(?:e|es|ed|ing) | attribut(?:e|es|ed|ing)\b [^.,;]{0,40}? \bto |
        point(?:s|ed|ing)(?:[ ](?:the|a)[ ]finger)?[ ](?:at|to) | (?:work|doing|hand)[ ]of |
        (?:fired|launched|dropped|planted|laid|committed|carried[ ]out|flown|shelled|bombed|staged|
            sent)[ ]by |
        (?:fired|launched|came|fell|flew|flying|shot)[ ]from
            (?:[ ]the[ ]direction[ ]of|[ ]positions[ ]of)? |
        (?:positions?|bank|hills?|ground|side)[ ]held[ ]by |
        (?:they|attackers|assailants|shooters|killers)[ ]were
    ) \s+ (?P<whom>[^.;,]{2,80}) |
    \b(?:held|holds?|holding)[ ](?P<held>[^.;,]{2,60}?)[ ](?:responsible|accountable) |
    \b(?:nam(?:e|es|ed|ing)|identif(?:y|ies|ied)|describ(?:e|es|ed))[ ](?P<named>[^.;,]{2,60}?)
        [ ]as\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What stands behind whom it blames.
BEHIND = re.compile(
    r"""\b(?:
        (?:was|were|is|are|had[ ]been|stood|stands)[ ]behind |
        (?:must|should|will)[ ](?:pay|answer)[ ]for |
        (?:began|started|provoked)[ ](?:it|the[ ](?:fight|fire|clash)) |
        (?:had[ ])?(?:fired|shot)[ ]first
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
BEFORE_VERB = re.compile(r"(?:[\w’'-]+ ){1,6}$")

DeedKind = Literal["instrument", "force", "deed", "undone", "harmless"]


@dataclass(frozen=True)
class DeedWord:
    """A word that tells with what, by whom or that a deed was done."""

    words: str
    kind: DeedKind


def denies_deed(words: str, speaker: Voice) -> bool:
    """Tell whether a passage says that the speaker's side did nothing, or nothing that hurts."""
    if speaker.side is None or SILENT.search(words) or UNAWARE.search(words):
        return False
    undone, harmless = words_like("undone"), words_like("harmless")
    for clause in CLAUSE.split(words):
        if harmless.search(clause) or NOTHING_DONE.search(clause):
            return True
        if any(
            negated(clause, found.start()) and not owned_by_others(clause, speaker)
            for found in undone.finditer(clause)
        ):
            return True
    return False


def owned_by_others(clause: str, speaker: Voice) -> bool:
    """Tell whether a clause names another side as the one that does (or does not)."""
    blamed = blamed_in(clause, None)
    return bool(blamed) and speaker.side not in blamed


def owns_up(words: str) -> bool:
    """Tell whether a passage says that the speaker did it."""
    return bool(OWNING.search(words))


@lru_cache(maxsize=4096)
def blamed_in(words: str, home: str | None) -> tuple[str, ...]:
    """Return the sides that words say did a deed: by what it was done with, or who did it.

    "an army warplane", "craft flown by the militia", "Armenian units had fired": clauses that
    deny the deed blame nobody.
    """
    if NOT_BLAMING.search(words):
        return ()
    found = dict.fromkeys(accused_in(words, home))
    for clause in CLAUSE.split(words):
        found.update(dict.fromkeys((*group_acting(clause), *owning(clause, home))))
    return tuple(found)


def accused_in(words: str, home: str | None) -> Iterator[str]:
    """Yield the sides that words of blame name: "blamed the front", "the front was behind it"."""
    for whom in named_guilty(words):
        side = group_named(whom) or side_or_state(re.split(r"\bof\b", whom)[0], home)
        side = side or side_or_state(whom, home)
        if side:
            yield side


def named_guilty(words: str) -> Iterator[str]:
    """Yield the words for those whom a passage blames."""
    for accused in BLAMING.finditer(words):
        if not NEGATOR.search(words[max(0, accused.start() - CLOSE) : accused.start()]):
            yield accused["whom"] or accused["held"] or accused["named"]
    for verb in BEHIND.finditer(words):
        subject = BEFORE_VERB.search(words[: verb.start()])
        if subject and not NEGATOR.search(subject[0][-CLOSE:]):
            yield subject[0]


def group_named(words: str) -> str | None:
    """Return the armed group that words name, if they do."""
    party = party_in(words)
    return group_side(party.country, party.name) if party.kind == "group" and party.name else None


def group_acting(clause: str) -> Iterator[str]:
    """Yield the armed groups that a clause names right before a deed of theirs."""
    tokens = WORD.findall(clause)
    low = [token.casefold() for token in tokens]
    for at in range(len(tokens)):
        if not deed_follows(tokens, at) or any(map(NEGATOR.fullmatch, low[:at])):
            continue
        party = party_in(" ".join(tokens[max(0, at - BEFORE) : at + 1]))
        if party.kind == "group" and party.name:
            yield group_side(party.country, party.name)


def owning(clause: str, home: str | None) -> Iterator[str]:
    """Yield the sides whose instruments or forces a clause names with a deed of theirs."""
    tokens = WORD.findall(clause)
    low = [token.casefold() for token in tokens]
    for at, token in enumerate(low):
        kinds = deed_kinds().get(token, frozenset())
        if not kinds & {"instrument", "force"} or any(map(NEGATOR.fullmatch, low[:at])):
            continue
        side = owner(tokens, at, home, "force" in kinds)
        if side:
            yield side


def owner(tokens: list[str], at: int, home: str | None, is_force: bool) -> str | None:
    """Return the side to which an instrument or force at a place among words belongs."""
    if is_force and not deed_follows(tokens, at):
        return None
    for end in range(at + 1, min(at + 3, len(tokens))):
        if tokens[end].casefold() in LINKS and not is_force:
            after = " ".join(tokens[end + 1 : end + 1 + AFTER])
            if party_in(after).kind or party_in(after).country:
                side = side_in(after, home)
                if side:
                    return side
    before = tokens[max(0, at - BEFORE) : at + (1 if is_force else 0)]
    if any(token.casefold() in OWN for token in before):
        return None  # the speaker's, who is known better otherwise
    return side_or_state(" ".join(before), home)


def side_or_state(words: str, home: str | None) -> str | None:
    """Return the side that words before an instrument mean; a nationality means its state."""
    party = party_in(words)
    if party.kind in {"own", "medical", "press", "nameless"}:
        return None
    return side_in(words, home) or party.country


def deed_follows(tokens: list[str], at: int) -> bool:
    """Tell whether a deed comes right after a place among words."""
    return follows(tuple(tokens[at + 1 : at + 6]))


@lru_cache(maxsize=65_536)
def follows(tokens: tuple[str, ...]) -> bool:
    """Tell whether words begin with a deed, or nearly so."""
    after = " ".join(tokens)
    found = words_like("deed").search(after)
    return found is not None and after[: found.start()].count(" ") <= BETWEEN


@cache
def words_like(kind: DeedKind) -> re.Pattern[str]:
    """Return a pattern that finds the words about deeds of a kind."""
    return any_of(row.words for row in load(DeedWord, "reconcile/deeds.csv") if row.kind == kind)


@cache
def deed_kinds() -> dict[str, frozenset[str]]:
    """Return what single words about deeds are."""
    found: dict[str, frozenset[str]] = {}
    for row in load(DeedWord, "reconcile/deeds.csv"):
        found[row.words] = found.get(row.words, frozenset()) | {row.kind}
    return found
