"""Who says it: a speaker as the report names them, their side, and the source that they are.

A speaker whom the reader did not resolve is read from the words around their name: title, office
and body before or after it, there or where the report names them first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.reconcile.sides import (
    Party,
    group_side,
    home_of,
    party_in,
    side_in,
    side_of,
)
from reportedly.vocabulary import Actor, Article, Span, Statement

if TYPE_CHECKING:
    from reportedly.reconcile.tellings import Told

BEFORE, AFTER = 70, 90  # characters around a name that may describe who it is
HOSPITAL = re.compile(
    r"\b((?:[A-Z][\w’'-]+ )+(?:al-)?(?:Hospital|Clinic)(?: No\. ?\d+)?|Hospital No\. ?\d+)"
)
CAPITAL = re.compile(r"[A-ZÀ-ŽİŞ][^\W\d_]*(?:[-'’][^\W\d_]+)*")
PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them", "who", "we", "i"})
SAME_HEAD = (
    "agency", "service", "front", "committee", "ministry", "command", "office", "militia",
    "air force", "army", "military", "column",
)  # fmt: skip
ENDS = re.compile(
    r"[,;:“”\"]|(?<!\bLt)(?<!\bCol)(?<!\bGen)(?<!\bMaj)(?<!\bCapt)(?<!\bBrig)(?<!\bDr)\.\s|\n"
)
# An outlet's own people: "our correspondent", "the Reporter's correspondent".
OWN_EYES = re.compile(
    r"\b(?:our|the [A-Z]\w+['’]s)(?: own)? (?:correspondent|reporter)s?\b", re.IGNORECASE
)

COUNTED_BY = re.compile(
    r"\bby (?P<whose>(?:the |an? )?[\w’' -]{2,40}?)['’]s? (?:own )?"
    r"(?:count|tally|reckoning|figures)\b|"
    r"\bby the (?:count|tally|reckoning|account) of (?P<of>[\w’' -]{3,60})",
)


# What somebody does who can vouch for it: in the past, for the deed is.
SEEING = re.compile(
    r"\b(?:saw|seen|watched|heard|counted|buried|carried|laid|found|washed|took in|admitted|"
    r"treated|received|recovered|pulled|collected|lists?|listed|noted|recalls?|remembers?|"
    r"recounts|closed the eyes|picked up|identified|photographed|filmed|bandaged|operated on|"
    r"has the names)\b"
)
NOBODY_SEES = re.compile(
    r"(?:it|there|that|this|which|who|\d|one|two|three|at least|most|many|several|some|"
    r"bod(?:y|ies)|(?:the )?(?:dead|wounded|victims?))\b",
    re.IGNORECASE,
)
LONGEST_NAME = 110
FEW = 5  # words of somebody whom no reader found


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says something: `name` as told, `side` and `origin` as in an account."""

    name: str | None = None
    side: str | None = None
    origin: str | None = None


NOBODY = Voice()
SIDED = frozenset({None, "force", "state", "group"})


def voice_of(known: Told, statement: Statement | None) -> Voice:
    """Return who says a statement; nobody where the article itself does, or hides it."""
    if statement is None or statement.speaker is None:
        return NOBODY
    actor = known.actors.get(statement.speaker.actor or "")
    said_by = statement.speaker.span
    words = said_by.of(known.text)
    name = actor.name if actor else words
    return voice(known, actor, said_by, words, name)


def voice(known: Told, actor: Actor | None, span: Span, words: str, name: str) -> Voice:
    """Return the voice of a speaker who is told by an actor, by words, or both."""
    home = home_of(known)
    if words.casefold() in PRONOUNS and actor is not None:
        words = actor.name
    party = party_in(words)
    if party.kind == "own" and party.name:
        return Voice(name, None, f"organisation:{party.name}")
    side = None
    if actor is not None and actor.kind == "armed_group":
        side = side_of(actor, home)
    elif party.country is None and actor is not None and actor.country and actor.kind != "person":
        side = side_of(actor, home) if party.kind in SIDED else None
    if side is None:
        side, party = side_by_words(known, actor, span, words, party)
    if side is not None:
        return Voice(name, side, f"side:{side}")
    return Voice(name, None, own_origin(known, actor, span, words, party))


def side_by_words(
    known: Told, actor: Actor | None, span: Span, words: str, party: Party
) -> tuple[str | None, Party]:
    """Return the side that words tell of a speaker, and what else they tell of them."""
    home = home_of(known)
    if party.kind is None:
        around = introduced(known, actor, words, span)
        party = party_in(around)
        words = around if party.kind else words
    if party.kind in {"medical", "own", "press", "nameless"}:
        return None, party
    if party.kind in {"force", "state", "group"}:
        if party.name:
            return group_side(party.country, party.name), party
        if party.country:
            return side_in(words, home), party
        echoed = echo(known, words, span)
        country = actor.country if actor else None
        return side_in(f"{echoed} {words}" if echoed else words, country or home), party
    return (side_of(actor, home) if actor else None), party


def introduced(known: Told, actor: Actor | None, words: str, span: Span) -> str:
    """Return the words around the first mention of a speaker's name, with their mentions."""
    name = last_name(actor.name if actor and actor.kind == "person" else words)
    mentions = [mention.of(known.text) for mention in actor.mentions] if actor else []
    office = [actor.office] if actor and actor.office else []
    found = re.search(rf"\b{re.escape(name)}\b", known.text) if name else None
    around = []
    if found:
        ahead = known.text[: found.start()]
        first = re.search(rf"((?:{CAPITAL.pattern} )*)$", ahead)
        ahead = ahead[: first.start()] if first else ahead
        described = re.search(r"(?:^|[.!?;:“\"]\s*|\n|, )([^,.;:\n]{3,70}), $", ahead)
        before = described[1] if described else ENDS.split(known.text[: found.start()])[-1]
        around.append(" ".join(before[-BEFORE:].split(" ")[-5:]))
        after = known.text[found.end() : found.end() + AFTER]
        apposition = re.match(r",( [^,.;]+),|( of [^,.;]+)", after)
        if apposition:
            around.append(apposition[0])
    return " ".join([*office, *around, *mentions])


def last_name(words: str) -> str:
    """Return the last word of a name that begins with a capital, "" if none does."""
    found = CAPITAL.findall(words)
    return found[-1] if found else ""


def echo(known: Told, words: str, span: Span) -> str | None:
    """Return the fuller name that a bare head ("the agency", "the ministry") repeats."""
    heads = [head for head in SAME_HEAD if re.search(rf"\b{head}\b", words, re.IGNORECASE)]
    for head in heads:
        for statement in known.reading.statements:
            if statement.speaker and statement.speaker.span.start < span.start:
                fuller = statement.speaker.span.of(known.text)
                if re.search(rf"\b{head}\b", fuller, re.IGNORECASE) and party_in(fuller).country:
                    return fuller
    return None


def own_origin(
    known: Told, actor: Actor | None, span: Span, words: str, party: Party
) -> str | None:
    """Return the source that a speaker without a side is: a hospital, a body, a named person."""
    if party.kind == "press":
        return reporter(known.reading.article)
    if party.kind == "medical":
        hospital = hospital_of(known, words, span)
        if hospital:
            return hospital
    if party.name and party.kind == "own":
        return f"organisation:{party.name}"
    if party.kind == "nameless" and not named_person(words, actor):
        return None
    if actor is not None and actor.kind == "organisation" and actor.name[:1].isupper():
        return f"organisation:{actor.name}"
    if actor is not None and actor.kind == "person" and actor.name[:1].isupper():
        return f"person:{full_name(known, actor.name)}"
    if actor is not None and actor.kind in {"people", "outlet"}:
        return None
    name = full_name(known, " ".join(CAPITAL.findall(words)[-2:]))
    return f"person:{name}" if " " in name else None


def full_name(known: Told, name: str) -> str:
    """Return the full name by which a report calls somebody of whom only the surname is told."""
    if " " in name or not name:
        return name
    found = re.search(rf"\b((?:{CAPITAL.pattern} )+){re.escape(name)}\b", known.text)
    return " ".join([*CAPITAL.findall(found[1])[-1:], name]) if found else name


def named_person(words: str, actor: Actor | None) -> bool:
    """Tell whether a person is named, not only described."""
    if actor is not None:
        return actor.kind == "person" and actor.name[:1].isupper()
    return len(CAPITAL.findall(words)) >= 2


def hospital_of(known: Told, words: str, span: Span) -> str | None:
    """Return the hospital that somebody speaks for: named beside them, or the report's only one."""
    for passage in (words, known.sentence(span).of(known.text)):
        found = HOSPITAL.search(passage)
        if found:
            return f"hospital:{bare(found[1])}"
    named = {bare(match[1]) for match in HOSPITAL.finditer(known.text)}
    return f"hospital:{next(iter(named))}" if len(named) == 1 else None


def bare(name: str) -> str:
    """Return a hospital's name without an article before it."""
    return re.sub(r"^(The|At|In|A) ", "", name)


def reporter(article: Article) -> str | None:
    """Return the source that an outlet's own reporter is."""
    return f"reporter:{article.outlet}" if article.outlet else None


def own_eyes(known: Told, evidence: tuple[Span, ...]) -> Voice:
    """Return the outlet's own reporter as a voice where a passage says that they saw it."""
    if any(OWN_EYES.search(span.of(known.text)) for span in evidence):
        return Voice(None, None, reporter(known.reading.article))
    return NOBODY


def seen_by(known: Told, evidence: tuple[Span, ...]) -> Voice:
    """Return who a passage says saw, counted or tended what it tells: they vouch for it.

    "Volunteers of the Red Cross buried 24 people", "a nun closed the eyes of fourteen dead".
    """
    for span in evidence:
        words = span.of(known.text)
        found = SEEING.search(words)
        start = span.start + len(words) - len(words.lstrip("\"“‘' \n"))
        end = span.start + found.start() if found else start
        whose = Span(start, end)
        named = whose.of(known.text).rstrip(" ,")
        if not found or not 3 <= len(named) <= LONGEST_NAME or NOBODY_SEES.match(named):
            continue
        inside = [
            one for one in known.reading.actors
            if one.kind not in {"armed_group", "outlet"}
            and any(mention.within(whose) for mention in one.mentions)
        ]  # fmt: skip
        if not inside and len(named.split()) > FEW:
            continue
        actor = inside[0] if inside else None
        return voice(known, actor, whose, named, actor.name if actor else named)
    return NOBODY


def counted_by(known: Told, evidence: tuple[Span, ...]) -> Voice:
    """Return whose count a passage gives: "by the army's count", "by the tally of the mayor"."""
    for span in evidence:
        found = COUNTED_BY.search(span.of(known.text))
        if found:
            group = "whose" if found["whose"] else "of"
            start, end = (span.start + at for at in found.span(group))
            whose = Span(start, end)
            actor = next(
                (one for one in known.reading.actors
                 if any(m.within(whose) for m in one.mentions)), None
            )  # fmt: skip
            words = found[group]
            return voice(known, actor, whose, words, actor.name if actor else words)
    return NOBODY
