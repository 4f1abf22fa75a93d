"""What is shown of a Reading, decided once for the page and the terminal."""

from reportedly.publish.cards.happenings import commitment_card, event_card, figure_card
from reportedly.publish.cards.ledger import Ledger
from reportedly.publish.cards.model import Card, Fact, Phrase, Quote, Run, Section
from reportedly.publish.cards.statements import statement_cards
from reportedly.publish.cards.world import actor_card, place_card, time_card
from reportedly.vocabulary import Reading

__all__ = ["Card", "Fact", "Ledger", "Phrase", "Quote", "Run", "Section", "sections_of"]


def sections_of(reading: Reading) -> list[Section]:
    """Return the cards of a Reading by kind, in the order in which people are shown them."""
    ledger = Ledger(reading)
    made = [
        ("statement", "Statements", statement_cards(ledger)),
        ("figure", "Figures", tuple(figure_card(ledger, it) for it in reading.figures)),
        ("event", "Events", tuple(event_card(ledger, it) for it in reading.events)),
        (
            "commitment",
            "Commitments",
            tuple(commitment_card(ledger, it) for it in reading.commitments),
        ),
        ("place", "Places", tuple(place_card(ledger, it) for it in reading.places)),
        ("time", "Times", tuple(time_card(ledger, it) for it in reading.times)),
        ("actor", "Actors", tuple(actor_card(ledger, it) for it in reading.actors)),
    ]
    return [Section(kind, title, cards) for kind, title, cards in made if cards]
