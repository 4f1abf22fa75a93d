"""What a passage holds or rejects of a deed, beyond its figures, and whom its words blame.

Reports contradict each other in more than numbers: the building was a command room, or nobody armed
was inside; the town was taken, or the attack repelled; our aircraft did it, or none was aloft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from reportedly.knowledge.tables import load
from reportedly.reconcile.sides import group_side, party_in, side_in
from reportedly.reconcile.voices import Voice

NO = r"(?:no|not|never|nobody|none|nothing|neither|nor|without|n['’]t)"
NEAR = 6  # words between a "no" and what it denies
NEGATOR = re.compile(rf"\b{NO}\b|n['’]t\b", re.IGNORECASE)
REJECTING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed)?|disput(?:es|ed)|refut(?:es|ed)|"
    r"(?:call|calls|called|calling)\b[^.]{0,60}?\b(?:false|invention|fabrication|lie|lies|evasion|"
    r"staged|untrue|baseless|propaganda|nonsense))",
    re.IGNORECASE,
)
# Who says nothing denies nothing.
SILENT = re.compile(
    r"\b(?:no comment|(?:did|does|do|would|has|have) not (?:\w+ )?"
    r"(?:comment|respond|mention|speak)|looking into|declined to|"
    r"claimed (?:the|responsib)|claim\w* responsib)",
    re.IGNORECASE,
)
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
CLAUSE = re.compile(r"[;:—]|,? (?:and|but) (?:said|accused|blamed|claimed|that)\b|, while ")
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
BEFORE, AFTER = 3, 6  # words around an instrument in which its owner stands
BETWEEN = 2  # words between a party and its deed
OWN = frozenset({"its", "their", "his", "her", "our", "my"})
LINKS = frozenset({"of", "by", "from"})
BLAMING = re.compile(
    r"\b(?:blam(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|attribut(?:e|es|ed|ing)\b[^.,;]{0,40}?\bto|"
    r"point(?:s|ed|ing) (?:the|a) finger at|"
    r"(?:fired|launched|dropped|planted|committed|carried out|flown|shelled|bombed|staged) by)"
    r"\s+(?P<whom>[^.;]{2,80})",
    re.IGNORECASE,
)

Stance = Literal["holds", "rejects"]
DeedKind = Literal["instrument", "force", "deed", "undone", "harmless"]


@dataclass(frozen=True)
class ClaimWord:
    """A word that holds a claim about a deed, or rejects it."""

    words: str
    claim: str
    stance: Stance


@dataclass(frozen=True)
class DeedWord:
    """A word that tells with what, by whom or that a deed was done."""

    words: str
    kind: DeedKind


@dataclass(frozen=True)
class SiteWord:
    """Words for a kind of site, for its being hit (whole), or for what is seen of it (part)."""

    words: tuple[str, ...]
    kind: Literal["site", "whole", "part"]
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Effects:
    """Kinds of sites that a passage names, and its words that they were hit, or for less."""

    sites: frozenset[str]
    wholes: frozenset[str]
    parts: frozenset[str]


@lru_cache(maxsize=4096)
def effects_in(words: str) -> Effects:
    """Return what a passage tells of sites; what it denies is left out."""
    rows, pattern = site_table()
    sites, told = set(), {"whole": set[str](), "part": set[str]()}
    for found in pattern.finditer(words):
        row = rows[found[0].casefold()]
        if row.kind == "site":
            sites.add(row.site or "")
        elif not negated(words, found.start()):
            told[row.kind].add(found[0].casefold())
    return Effects(frozenset(sites), frozenset(told["whole"]), frozenset(told["part"]))


@cache
def site_table() -> tuple[dict[str, SiteWord], re.Pattern[str]]:
    """Return the words about sites, and a pattern that finds them, longer ones first."""
    rows = {word: row for row in load(SiteWord, "reconcile/sites.csv") for word in row.words}
    return rows, any_of(rows)


@lru_cache(maxsize=4096)
def claims_in(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the claims that a passage holds, and those it rejects."""
    held: set[str] = set()
    rejected: set[str] = set()
    for clause in CLAUSE.split(words):
        turned = REJECTING.search(clause)
        for row, at in claim_words(clause):
            no = negated(clause, at) or bool(turned and turned.start() < at)
            (rejected if no == (row.stance == "holds") else held).add(row.claim)
    return frozenset(held - rejected), frozenset(rejected)


def claim_words(clause: str) -> Iterator[tuple[ClaimWord, int]]:
    """Yield the words of a clause that hold or reject a claim, with where they begin."""
    rows, pattern = claim_table()
    for found in pattern.finditer(clause):
        yield rows[found[0].casefold()], found.start()


def negated(clause: str, at: int) -> bool:
    """Tell whether a "no" stands shortly before a place in a clause."""
    before = WORD.findall(clause[:at])[-NEAR:]
    return any(NEGATOR.fullmatch(word) or NEGATOR.search(word[-3:]) for word in before)


def denies_deed(words: str, speaker: Voice) -> bool:
    """Tell whether a passage says that the speaker's side did nothing, or nothing that hurts."""
    if speaker.side is None or SILENT.search(words):
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


def rejects_all(words: str) -> bool:
    """Tell whether a passage denies what another said, or calls it untrue."""
    return bool(REJECTING.search(words)) and not SILENT.search(words)


def owns_up(words: str) -> bool:
    """Tell whether a passage says that the speaker did it."""
    return bool(OWNING.search(words))


@lru_cache(maxsize=4096)
def blamed_in(words: str, home: str | None) -> tuple[str, ...]:
    """Return the sides that words say did a deed: by what it was done with, or who did it.

    "an army warplane", "craft flown by the militia", "Armenian units had fired": clauses that
    deny the deed blame nobody.
    """
    found: dict[str, None] = {}
    for accused in BLAMING.finditer(words):
        side = side_in(re.split(r"\bof\b", accused["whom"])[0], home)
        side = side or side_in(accused["whom"], home)
        if side:
            found[side] = None
    for clause in CLAUSE.split(words):
        for side in group_acting(clause):
            found[side] = None
        tokens = WORD.findall(clause)
        low = [token.casefold() for token in tokens]
        for at, token in enumerate(low):
            kinds = deed_kinds().get(token, frozenset())
            if not kinds & {"instrument", "force"} or any(map(NEGATOR.fullmatch, low[:at])):
                continue
            side = owner(tokens, at, home, "force" in kinds)
            if side:
                found[side] = None
    return tuple(found)


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
def claim_table() -> tuple[dict[str, ClaimWord], re.Pattern[str]]:
    """Return the words about claims, and a pattern that finds them, longer ones first."""
    rows = {row.words: row for row in load(ClaimWord, "reconcile/claims.csv")}
    return rows, any_of(rows)


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


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of some words as whole words, longer ones first."""
    longest_first = sorted(words, key=lambda one: (-len(one), one))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
