"""Statements as cards: who said what, through whom, where and when."""

from __future__ import annotations

from reportedly.publish import wording
from reportedly.publish.cards.ledger import Ledger
from reportedly.publish.cards.model import Card, Fact, Phrase, fact, listed
from reportedly.publish.cards.quotes import quotes_for
from reportedly.vocabulary import Statement


def statement_cards(ledger: Ledger) -> tuple[Card, ...]:
    """Return the statements in the order of the text, nested ones after what they stand in."""
    inner: dict[str | None, list[Statement]] = {}
    for said in ledger.reading.statements:
        known = said.inside if said.inside in ledger.statements else None
        inner.setdefault(known, []).append(said)
    cards: list[Card] = []
    seen: set[str] = set()
    outermost = inner.get(None, [])
    # Statements said to stand in each other have no outermost one: they come last, as they are.
    waiting = [(said, 0) for said in reversed([*outermost, *ledger.reading.statements])]
    while waiting:
        said, depth = waiting.pop()
        if said.id in seen:
            continue
        seen.add(said.id)
        cards.append(_card(ledger, said, depth))
        waiting += [(each, depth + 1) for each in reversed(inner.get(said.id, []))]
    return tuple(cards)


def _card(ledger: Ledger, said: Statement, depth: int) -> Card:
    actor = ledger.actors.get((said.speaker and said.speaker.actor) or "")
    return Card(
        id=said.id,
        kind="statement",
        heading=ledger.speaker(said.speaker),
        tag=wording.plainly(said.act),
        facts=tuple(_facts(ledger, said)),
        quotes=quotes_for(ledger.text, [said.cue.span, *said.content], said.content),
        depth=depth,
        tone=said.act,
        note=wording.standing(actor) if actor else "",
    )


def _facts(ledger: Ledger, said: Statement) -> list[Fact]:
    outer = ledger.around(said)
    within = ledger.speaker(outer[0].speaker, outer[0].id) if outer else ()
    relayed = listed([Phrase(link.name) for link in said.via], " → ")
    occasion = f"“{ledger.words(said.said.occasion)}”" if said.said.occasion else None
    return [
        *fact("named as", _own_words(ledger, said)),
        *fact("as told by", within),
        *fact("to", ledger.speaker(said.addressee) if said.addressee else None),
        *fact("via", relayed),
        *fact("said when", ledger.time(said.said.time)),
        *fact("said where", ledger.place(said.said.place)),
        *fact("occasion", occasion),
        *fact("cue", f"“{ledger.words(said.cue.span)}”, {said.mode} speech", aside=True),
        *fact("tells of", listed(ledger.told_in.get(said.id, [])), aside=True),
    ]


def _own_words(ledger: Ledger, said: Statement) -> str | None:
    """Return the article's words for the speaker where they differ from the actor's name."""
    if said.speaker is None or said.speaker.actor not in ledger.actors:
        return None
    own = ledger.words(said.speaker.span)
    return None if own == ledger.actors[said.speaker.actor].name else f"“{own}”"
