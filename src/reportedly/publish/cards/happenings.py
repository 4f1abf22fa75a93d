"""Events, figures and commitments as cards, each with whose claim it is."""

from __future__ import annotations

from reportedly.publish import wording
from reportedly.publish.cards.ledger import Ledger
from reportedly.publish.cards.model import Card, Fact, Phrase, fact, listed
from reportedly.publish.cards.quotes import quotes_for
from reportedly.vocabulary import Commitment, Event, Figure, Means

BY_WHOM = {"claimed": "claimed by", "denied": "denied by"}


def event_card(ledger: Ledger, event: Event) -> Card:
    """Return an event: what sort, its status, who to whom, where, when, with what."""
    means = dict.fromkeys(Phrase(_instrument(it)) for it in event.means)
    effects = dict.fromkeys(Phrase(wording.plainly(it.kind)) for it in event.effects)
    facts = [
        *fact("who", _parties(ledger, event)),
        *fact("where", ledger.place(event.place)),
        *fact("when", ledger.time(event.time)),
        *fact("with", listed(list(means))),
        *fact("effects", listed(list(effects))),
        *fact("figures", ledger.numbers(event)),
        *fact(BY_WHOM.get(event.status, "according to"), ledger.claimant(event.statement)),
        *_codes(event),
    ]
    quotes = quotes_for(ledger.text, event.evidence)
    sort = (Phrase(wording.sort_of_event(event)),)
    return Card(event.id, "event", sort, event.status, tuple(facts), quotes, tone=event.status)


def _parties(ledger: Ledger, event: Event) -> tuple[Phrase, ...]:
    """Return who did it to whom."""
    doers, targets = ledger.party(event.actors), ledger.party(event.targets)
    if not targets:
        return doers
    return (*(doers or (Phrase("not told"),)), Phrase(" → "), *targets)


def _instrument(means: Means) -> str:
    """Return what was used, with its kind where that says more."""
    kind = wording.plainly(means.kind)
    return means.name if kind == means.name else f"{means.name} ({kind})"


def _codes(event: Event) -> list[Fact]:
    return [
        *fact("PLOVER", wording.plover(event)),
        *fact("ACLED", event.acled.event_type if event.acled else None, aside=True),
        *fact("CAMEO", event.cameo, aside=True),
        *fact("confidence", f"{event.confidence:.2f}", aside=True),
    ]


def figure_card(ledger: Ledger, figure: Figure) -> Card:
    """Return a figure: the number in words, what it counts, whose claim it is."""
    event = ledger.events.get(figure.event or "")
    of = (Phrase(wording.sort_of_event(event), event.id),) if event else None
    facts = [
        *fact("according to", ledger.claimant(figure.statement)),
        *fact("of", of, aside=True),
    ]
    heading = (Phrase(" · ".join(ledger.count_and_measure(figure))),)
    quotes = quotes_for(ledger.text, [figure.span])
    return Card(figure.id, "figure", heading, None, tuple(facts), quotes)


def commitment_card(ledger: Ledger, promise: Commitment) -> Card:
    """Return a commitment: of what kind, by whom, to whom, what, on which condition."""
    parties = ledger.figures.get(promise.parties or "")
    by = [phrase for id_ in promise.by for phrase in ledger.actor(id_)]
    if parties:
        by.append(Phrase(ledger.count(parties), parties.id))
    condition, strong = None, [promise.what]
    if promise.condition:
        strong.append(promise.condition.span)
        kind = wording.plainly(promise.condition.kind)
        condition = f"“{ledger.words(promise.condition.span)}” ({kind})"
    facts = [
        *fact("by", listed(by)),
        *fact("to", ledger.party(promise.to)),
        *fact("what", f"“{ledger.words(promise.what)}”"),
        *fact("condition", condition),
        *fact("announced by", ledger.claimant(promise.statement)),
    ]
    quotes = quotes_for(ledger.text, promise.evidence, strong)
    heading = (Phrase(wording.plainly(promise.kind).capitalize()),)
    return Card(promise.id, "commitment", heading, promise.status, tuple(facts), quotes)
