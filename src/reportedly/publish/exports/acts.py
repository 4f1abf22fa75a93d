"""Events as their reports tell them, in the terms of PLOVER and CAMEO: one each account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.publish.exports.deaths import HAPPENED
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import (
    Account,
    Actor,
    Article,
    Event,
    Incident,
    Place,
    Reading,
    Time,
)

AUXILIARY = {
    "planned": "future", "pledged": "future", "conditional": "hypothetical",
    "hypothetical": "hypothetical", "denied": "negation", "negated": "negation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """One event of one report with all that coders of events write down of it.

    `auxiliary` is PLOVER's mark of what is not (or not yet) so: future, hypothetical, negation.
    """

    incident: Incident
    account: Account
    event: Event
    article: Article
    reading: Reading
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    place: Place | None
    time: Time | None

    @property
    def auxiliary(self) -> tuple[str, ...]:
        """Return PLOVER's auxiliary modes of the event."""
        found = [AUXILIARY[self.event.status]] if self.event.status in AUXILIARY else []
        return tuple(found + ["historical"] * self.account.recalled)

    @property
    def text(self) -> str:
        """Return the words that tell of the event, on one line."""
        return " ".join(" ".join(self.article.text[s:e] for s, e in self.event.evidence).split())

    @property
    def day(self) -> str | None:
        """Return the first day (ISO) that the report gives for it, never that of publication."""
        return self.time.start[:10] if self.time and self.time.start else None


def acts(source: Source, strict: bool) -> Iterator[Act]:
    """Yield the events that have a PLOVER type; `strict` drops what its tables have no way to say.

    Those are events without a named actor, and, as the tables lack auxiliary modes, whatever is
    not told as having happened. All that is left out is counted.
    """
    for incident, account in source.accounts():
        event, reading = source.event(account.cell), source.reading(account.cell.article)
        if event is None or reading is None or event.plover is None:
            source.left["no event with a PLOVER type"] += 1
            continue
        actors, targets = source.parties(account.cell)
        if strict and not actors:
            source.left["no actor is named"] += 1
        elif strict and event.status not in HAPPENED:
            source.left["not told as having happened"] += 1
        else:
            place = next((it for it in reading.places if it.id == event.place), None)
            time = next((it for it in reading.times if it.id == event.time), None)
            yield Act(
                incident, account, event, reading.article, reading,
                tuple(actors), tuple(targets), place, time,
            )  # fmt: skip
