"""Who did it to whom, as far as all accounts of an incident agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from reportedly.publish.exports.deaths import HAPPENED
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Actor, Incident


@dataclass(frozen=True, slots=True)
class Sides:
    """Those who act and those who are struck, the most often named first.

    `disputed` tells that accounts name different doers: `doers` is empty then.
    """

    doers: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    disputed: bool


def sides_of(source: Source, incident: Incident) -> Sides:
    """Return the sides of an incident by the accounts that say that it happened."""
    doers: Counter[Actor] = Counter()
    targets: Counter[Actor] = Counter()
    blamed = {key for it in incident.accounts if it.status in HAPPENED for key in it.doers}
    for account in incident.accounts:
        acting, struck = source.parties(account.cell)
        answers = blamed and acting and not account.doers  # air defence, rescuers
        if account.status in HAPPENED and not answers:
            doers.update(_bare(actor) for actor in acting)
            targets.update(_bare(actor) for actor in struck)
    disputed = len(blamed) > 1
    return Sides(() if disputed else _ranked(doers), _ranked(targets), disputed)


def outlets_of(incident: Incident) -> list[str]:
    """Return the names of the outlets whose reports tell of an incident, in order."""
    return sorted({account.outlet for account in incident.accounts if account.outlet})


def last_published(incident: Incident) -> str | None:
    """Return the latest day (ISO) on which a report told of an incident."""
    days = [account.published.isoformat() for account in incident.accounts if account.published]
    return max(days, default=None)


def _bare(actor: Actor) -> Actor:
    """Return an actor without what is of one report alone, so that namesakes are one."""
    return Actor("", actor.name, actor.kind, actor.country, actor.role, actor.code)


def _ranked(actors: Counter[Actor]) -> tuple[Actor, ...]:
    ranked = sorted(actors.items(), key=lambda it: (-it[1], it[0].name, it[0].code or ""))
    return tuple(actor for actor, _ in ranked)
