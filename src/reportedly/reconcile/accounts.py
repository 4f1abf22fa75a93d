"""The accounts of a happening: for each who says it, what they say, with figures and words."""

from __future__ import annotations

from reportedly.reconcile.happenings import Happening, hours_of
from reportedly.reconcile.origins import origin_of, side_of, witness_of
from reportedly.reconcile.tellings import Telling
from reportedly.reconcile.tellings import Told as Entries
from reportedly.vocabulary import Account, Actor, Cell, Figure, Statement, Told

# Kinds in which the one who acts is not the one who is blamed for it.
DEFENCE = frozenset({"Disrupted weapons use"})


def accounts_of(known: Entries, one: Happening) -> tuple[Account, ...]:
    """Return one account for each telling of a happening, in the order told."""
    return tuple(account_of(known, one, telling) for telling in one.told)


def account_of(known: Entries, one: Happening, telling: Telling) -> Account:
    """Return what one passage of a report tells, on whose word."""
    article = known.reading.article
    speaker, name = speaker_of(known, telling.statement)
    acled = telling.event.acled if telling.event else None
    defence = acled is not None and acled.sub_event_type in DEFENCE
    return Account(
        cell=Cell(article.id, telling.id),
        outlet=article.outlet,
        published=article.published,
        speaker=name,
        side=side_of(speaker),
        origin=origin_of(speaker),
        witness=witness_of(article, telling.statement),
        status=telling.status,
        act=telling.statement.act if telling.statement else None,
        actors=tuple(actor.name for actor in telling.doers),
        targets=tuple(actor.name for actor in telling.targets),
        doers=() if defence else tuple(filter(None, map(side_of, telling.doers))),
        evidence=telling.evidence,
        words=telling.evidence[0].of(article.text),
        figures=tuple(told_of(known, one, figure) for figure in telling.figures),
    )


def speaker_of(known: Entries, statement: Statement | None) -> tuple[Actor | None, str | None]:
    """Return who says it, as an actor where resolved, and by name."""
    if statement is None or statement.speaker is None:
        return None, None
    actor = known.actors.get(statement.speaker.actor or "")
    return actor, actor.name if actor else statement.speaker.span.of(known.text)


def told_of(known: Entries, one: Happening, figure: Figure) -> Told:
    """Return a figure with whose it is and the days it counts over."""
    article = known.reading.article
    speaker, name = speaker_of(known, known.statements.get(figure.statement or ""))
    hours = next((hours for hours in map(hours_of, one.times) if hours), None)
    return Told(
        cell=Cell(article.id, figure.id),
        measure=figure.measure,
        unit=figure.unit,
        low=figure.low,
        high=figure.high,
        comparator=figure.comparator,
        speaker=name,
        side=side_of(speaker),
        origin=origin_of(speaker),
        published=article.published,
        span=figure.span,
        words=figure.span.of(article.text),
        window=(hours[0].date().isoformat(), hours[1].date().isoformat()) if hours else None,
    )
