"""The accounts of a happening: for each who says it, what they say, with figures and words."""

from __future__ import annotations

import re

from reportedly.reconcile.blame import blamed_in, owns_up
from reportedly.reconcile.claims import claims_in
from reportedly.reconcile.counting import basis_of, bounds, unit
from reportedly.reconcile.happenings import Happening, hours_of
from reportedly.reconcile.origins import witness_of
from reportedly.reconcile.sides import home_of, side_of
from reportedly.reconcile.tellings import Telling
from reportedly.reconcile.tellings import Told as Entries
from reportedly.reconcile.voices import NOBODY, Voice, counted_by, own_eyes, seen_by, voice_of
from reportedly.vocabulary import Account, Actor, Cell, Figure, Told

# Kinds in which the one who acts is not the one who is blamed for it.
DEFENCE = frozenset({"Disrupted weapons use"})
DEEDS = frozenset({"Explosions/Remote violence", "Violence against civilians", "Battles", "Riots"})
DENYING = frozenset({"deny", "reject"})
BACK = re.compile(
    r"\b(?:hours?|days?|nights?|weeks?|months?|years?) (?:earlier|before|after|ago)\b|"
    r"\bearlier (?:on|in) |\bsecond such\b|\bsimilar (?:attack|strike|incident)\b",
    re.IGNORECASE,
)


def accounts_of(known: Entries, one: Happening) -> tuple[Account, ...]:
    """Return one account for each telling of a happening, in the order told."""
    recalled = looks_back(known, one)
    return tuple(account_of(known, one, telling, recalled) for telling in one.told)


def account_of(known: Entries, one: Happening, telling: Telling, recalled: bool = False) -> Account:
    """Return what one passage of a report tells, on whose word."""
    article = known.reading.article
    voice = voice_in(known, telling)
    words = telling.evidence[0].of(article.text)
    holds, rejects = claims_in(words)
    if telling.status == "denied" and telling.act not in DENYING:
        rejects -= {"from_air"}  # that none of theirs flew is not that nothing came from the air
    return Account(
        cell=Cell(article.id, telling.id),
        outlet=article.outlet,
        published=article.published,
        speaker=voice.name,
        side=voice.side,
        origin=voice.origin,
        witness=witness_of(article, telling.statement),
        status=telling.status,
        act=telling.act,
        actors=tuple(actor.name for actor in telling.doers),
        targets=tuple(actor.name for actor in telling.targets),
        doers=doers_of(known, telling, voice),
        evidence=telling.evidence,
        words=words,
        figures=tuple(told_of(known, one, telling, figure) for figure in telling.figures),
        holds=tuple(sorted(holds)),
        rejects=tuple(sorted(rejects)),
        recalled=recalled,
    )


def voice_in(known: Entries, telling: Telling) -> Voice:
    """Return on whose word a passage tells what it does."""
    if telling.statement is not None:
        return voice_of(known, telling.statement)
    for whose in (counted_by, own_eyes, seen_by):
        found = whose(known, telling.evidence)
        if found.origin or found.name:
            return found
    return NOBODY


def doers_of(known: Entries, telling: Telling, voice: Voice) -> tuple[str, ...]:
    """Return the sides that are said to have done it; of a denial, the side that denies it."""
    if telling.status == "denied":
        return (voice.side,) if voice.side else ()
    home = home_of(known)
    words = telling.evidence[0].of(known.text)
    if voice.side and owns_up(words):
        return (voice.side,)
    blamed = blamed_in(words, home)
    if blamed:
        return blamed
    acled = telling.event.acled if telling.event else None
    if acled is None or acled.event_type not in DEEDS or acled.sub_event_type in DEFENCE:
        return ()
    return tuple(dict.fromkeys(filter(None, (side_of(one, home) for one in acting(telling)))))


def acting(telling: Telling) -> tuple[Actor, ...]:
    """Return who is said to have done it, those left out who suffered it as well."""
    return tuple(one for one in telling.doers if one not in telling.targets)


def looks_back(known: Entries, one: Happening) -> bool:
    """Tell whether a report only looks back on a happening: below its lead, and of another day."""
    first = min(span.start for telling in one.told for span in telling.evidence)
    lead = known.sentences[0] if known.sentences else None
    if lead is None or first < lead.end:
        return False
    if one.recalled:
        return True
    passages = [span.of(known.text) for telling in one.told for span in telling.evidence]
    return bool(passages) and all(BACK.search(words) for words in passages)


def told_of(known: Entries, one: Happening, telling: Telling, figure: Figure) -> Told:
    """Return a figure with whose it is and what it counts."""
    article = known.reading.article
    said = known.statements.get(figure.statement or "") or telling.statement
    voice = voice_of(known, said) if said else voice_in(known, telling)
    hours = next((hours for hours in map(hours_of, one.times) if hours), None)
    sentence = known.sentence(figure.span).of(known.text)
    basis = basis_of(sentence, (voice.origin or "").startswith("hospital:"))
    basis = (*basis, "part") if is_part(known, figure) else basis
    low, high = bounds(figure.low, figure.high, figure.comparator, basis)
    return Told(
        cell=Cell(article.id, figure.id),
        measure=figure.measure,
        unit=figure.unit,
        low=low,
        high=high,
        comparator=figure.comparator,
        speaker=voice.name,
        side=voice.side,
        origin=voice.origin,
        published=article.published,
        span=figure.span,
        words=figure.span.of(article.text),
        window=(hours[0].date().isoformat(), hours[1].date().isoformat()) if hours else None,
        basis=basis,
    )


def is_part(known: Entries, figure: Figure) -> bool:
    """Tell whether a figure is part of a larger one of its sentence: "five, two of them late"."""
    sentence = known.sentence(figure.span)
    return any(
        whole.measure == figure.measure
        and whole.statement == figure.statement
        and whole.id != figure.id
        and whole.span.within(sentence)
        and unit(whole.unit) == unit(figure.unit)
        and (whole.low or 0) > (figure.low or 0) > 0
        for whole in known.figures.values()
    )
