"""What a passage says is not so: words with a "no" before them, or under a verb of denial.

What somebody does not know, say or answer is no denial of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from reportedly.knowledge.tables import load
from reportedly.reconcile.words import COMMON, stem

NO = r"(?:no|not|never|nobody|none|nothing|neither|nor|without|n['’]t)"
NEAR = 6  # words between a "no" and what it denies
SCOPE, FOCUS = 6, 2  # words after a "no" that are looked at, and how many of them it is about
NEGATOR = re.compile(rf"\b{NO}\b|n['’]t\b", re.IGNORECASE)
CLAUSE = re.compile(r"[;:—]|,? (?:and|but) (?:said|accused|blamed|claimed|that)\b|, while ")
DEPENDING = frozenset({"if", "unless", "until", "whether"})  # after them nothing is denied
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
REJECTING = re.compile(
    r"""\b(?:
        den(?:y|ies|ied|ying) | reject(?:s|ed|ing)? | dismiss(?:es|ed)? | disput(?:es|ed) |
        refut(?:es|ed) |
        (?:call|calls|called|calling)\b [^.]{0,60}? \b(?:false|invention|fabrication|lie|lies|
            evasion|staged|untrue|baseless|propaganda|nonsense|slander) |
        (?:is|was|were|are)[ ](?:an?[ ]|the[ ]|pure[ ]|mere[ ])?(?:fabrication|invention|lies?|
            slander|propaganda|fiction|nonsense|untrue|falsehood)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Who says nothing denies nothing.
SILENT = re.compile(
    r"""\b(?:
        no[ ]comment | looking[ ]into | declined[ ]to | claim\w*[ ]responsib | claimed[ ]the |
        (?:did|does|do|would|has|have)[ ]not[ ](?:\w+[ ])?(?:comment|respond|mention|speak)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Neither does who does not know or tell.
UNKNOWING = re.compile(
    r"""\b(?:
        no[ ](?:comment|immediate|word|news|claim|details?|figures?|toll|number|information|
            way[ ]to|doubt|longer|matter|need|reason|choice|interest|appetite|room) |
        (?:neither|nor|not|nobody|without|did|has|have)\b [^.]{0,40} \b(?:aware|comment\w*|
            mention\w*|tell|answer\w*|respond\w*|react\w*|explain\w*) |
        (?:did|does|do|would|could|can|has|have|had|was|were|is)[ ]?(?:not|n[’']t)[ ](?:\w+[ ])?
            (?:say|said|comment|respond|answer|specif\w+|identif\w+|give|given|name|know|known|
            clear|confirm\w*|verif\w+|reach|reached|place|tell|told|elaborat\w+|immediately|
            available|yet) |
        nobody[ ](?:knows?|knew|has[ ](?:yet[ ])?(?:claimed|said)) | unclear | unable
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
# What can be untrue; an offer, a plan or a demand that is rejected cannot.
ALLEGED = re.compile(
    r"""\b(?:
        account|accusation|allegation|assertion|blame|charge|claim|conclusion|evidence|figure|finding|
        footage|image|involvement|link|narrative|number|part|picture|report|responsibility|role|
        rumou?r|statement|story|suggestion|testimony|toll|version|video|word
    )s?\b |
    ^[ “"']*(?:it|this|that|them|those)\W*$ |
    ^[ “"']*that[ ](?:(?:an?|any|he|his|it|its|no|she|some|the|their|there|they)\b|(?-i:[A-Z]))
    """,
    re.IGNORECASE | re.VERBOSE,
)
DOING_NOTHING = re.compile(r"\b(\w{3,}(?:ing|ed)) (?:nobody|nothing|none|no one)\b", re.IGNORECASE)


@dataclass(frozen=True)
class IdleWords:
    """Words that say too little for two accounts to contradict each other by them alone."""

    words: tuple[str, ...]


def negated(clause: str, at: int) -> bool:
    """Tell whether a "no" stands shortly before a place in a clause."""
    before = WORD.findall(clause[:at])[-NEAR:]
    return any(NEGATOR.fullmatch(word) or NEGATOR.search(word[-3:]) for word in before)


Stems = frozenset[str]


@lru_cache(maxsize=4096)
def said_and_denied(words: str) -> tuple[Stems, tuple[Stems, ...]]:
    """Return the stems of what a passage says, and of each thing that it says is not so.

    Any word may be denied: "no ransom was paid", "nobody had crossed", "denied using mortars". Of
    these only what follows a "no" at once counts.
    """
    said: set[str] = set()
    denied: list[Stems] = []
    for clause in CLAUSE.split(words):
        tokens = WORD.findall(clause)
        denied += () if UNKNOWING.search(clause) else denied_in(tokens)
        denied += (frozenset({stem(m[1].casefold())}) for m in DOING_NOTHING.finditer(clause))
        if not REJECTING.search(clause):
            said.update(stem(token.casefold()) for token in tokens)
    return frozenset(said.difference(*denied) - idle()), tuple(filter(None, denied))


def denied_in(tokens: list[str]) -> Iterator[Stems]:
    """Yield the stems of the words that a "no" or a verb of denial among words is about."""
    low = [token.casefold() for token in tokens]
    for at, token in enumerate(low):
        no = bool(NEGATOR.fullmatch(token)) or token.endswith(("n't", "n’t"))
        if (not no and not REJECTING.fullmatch(token)) or not DEPENDING.isdisjoint(low[:at]):
            continue
        after = (word for word in tokens[at + 1 : at + 1 + SCOPE] if word.islower())
        meant = [word for word in map(stem, after) if word not in idle()]
        yield frozenset(meant[: FOCUS if no else FOCUS + 1])


def alleges(words: str) -> bool:
    """Tell whether what is rejected is something said to be so, which may be untrue."""
    return bool(ALLEGED.search(words) or REJECTING.search(words))


def rejects_all(words: str) -> bool:
    """Tell whether a passage denies what another said, or calls it untrue."""
    return bool(REJECTING.search(words)) and not SILENT.search(words)


@cache
def idle() -> frozenset[str]:
    """Return the stems of words that say too little by themselves."""
    rows = load(IdleWords, "reconcile/idle_words.csv")
    return COMMON | {stem(word) for row in rows for word in row.words}
