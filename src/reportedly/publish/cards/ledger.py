"""A Reading looked up by id: who an id names, whose claim a thing is."""

from __future__ import annotations

from reportedly.publish import wording
from reportedly.publish.cards.model import Phrase, listed
from reportedly.vocabulary import Event, Figure, Reading, Span, Speaker, Statement


class Ledger:
    """The entries of a Reading by their ids. Ids that lead nowhere are passed over."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.article.text
        self.actors = {entry.id: entry for entry in reading.actors}
        self.places = {entry.id: entry for entry in reading.places}
        self.times = {entry.id: entry for entry in reading.times}
        self.statements = {entry.id: entry for entry in reading.statements}
        self.events = {entry.id: entry for entry in reading.events}
        self.figures = {entry.id: entry for entry in reading.figures}
        self.told_in: dict[str, list[Phrase]] = {}
        for event in reading.events:
            self._hang(event.statement, Phrase(wording.sort_of_event(event), event.id))
        for figure in reading.figures:
            self._hang(figure.statement, Phrase(self.count(figure), figure.id))
        for promise in reading.commitments:
            self._hang(promise.statement, Phrase(wording.plainly(promise.kind), promise.id))

    def _hang(self, statement: str | None, phrase: Phrase) -> None:
        if statement is not None:
            self.told_in.setdefault(statement, []).append(phrase)

    def words(self, span: Span) -> str:
        """Return the article's words in a span, on one line."""
        return " ".join(self.text[max(span.start, 0) : max(span.end, 0)].split())

    def actor(self, id_: str) -> list[Phrase]:
        """Return the name of an actor as a phrase."""
        found = self.actors.get(id_)
        return [Phrase(found.name, id_)] if found else []

    def party(self, ids: tuple[str, ...]) -> tuple[Phrase, ...]:
        """Return the names of several actors."""
        return listed([phrase for id_ in ids for phrase in self.actor(id_)])

    def place(self, id_: str | None) -> tuple[Phrase, ...]:
        """Return the name of a place with its country."""
        found = self.places.get(id_ or "")
        if found is None:
            return ()
        wider = wording.whereabouts(found)
        return (Phrase(found.name, found.id), *([Phrase(f" ({wider})")] if wider else []))

    def time(self, id_: str | None) -> tuple[Phrase, ...]:
        """Return the dates of a time, and the words that give it."""
        found = self.times.get(id_ or "")
        if found is None:
            return ()
        return (Phrase(wording.when(found), found.id), Phrase(f" “{self.words(found.span)}”"))

    def speaker(self, who: Speaker | None, link: str | None = None) -> tuple[Phrase, ...]:
        """Return who speaks: the actor's name and code if resolved, else the article's words."""
        if who is None:
            return (Phrase(wording.UNNAMED, link),)
        found = self.actors.get(who.actor or "")
        if found is None:
            return (Phrase(self.words(who.span), link),)
        return (Phrase(found.name, link or found.id),)

    def claimant(self, statement: str | None) -> tuple[Phrase, ...]:
        """Return whose claim a thing is, and in whose words it is told where that is another's."""
        if statement is None:
            return (Phrase(wording.ITSELF),)
        said = self.statements.get(statement)
        if said is None:  # never the report's own voice, whatever became of the statement
            return (Phrase(wording.UNNAMED),)
        told = list(self.speaker(said.speaker, said.id))
        for outer in self.around(said):
            told += [Phrase(", as told by "), *self.speaker(outer.speaker, outer.id)]
        return tuple(told)

    def around(self, statement: Statement) -> list[Statement]:
        """Return the statements that a statement is told in, the nearest first."""
        outer: list[Statement] = []
        seen = {statement.id}
        inside = self.statements.get(statement.inside or "")
        while inside is not None and inside.id not in seen:
            seen.add(inside.id)
            outer.append(inside)
            inside = self.statements.get(inside.inside or "")
        return outer

    def numbers(self, event: Event) -> tuple[Phrase, ...]:
        """Return the figures that tell of an event."""
        found = [self.figures[id_] for id_ in event.figures if id_ in self.figures]
        return listed([Phrase(" ".join(self.count_and_measure(it)), it.id) for it in found])

    def count_and_measure(self, figure: Figure) -> list[str]:
        """Return a figure in words and its measure, unless that is the unit once more."""
        measure = wording.plainly(figure.measure)
        told = self.count(figure)
        same = (figure.unit or "").casefold() == measure.casefold()
        return [told] if same else [told, measure]

    def count(self, figure: Figure) -> str:
        """Return a figure in words with what it counts."""
        return wording.counted(figure, self.words(figure.span))
