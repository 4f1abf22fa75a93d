"""What an export writes from: the incidents asked for, with the readings they rest on."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import select

from reportedly.reconcile import Sought, all_threads
from reportedly.reconcile.looking import incidents as from_json
from reportedly.record import Record
from reportedly.record.bytewise import bytewise
from reportedly.record.decisions import Wanted, find, latest, stream
from reportedly.record.incident_rows import where
from reportedly.record.overview_rows import bodies_of
from reportedly.record.tables import incidents
from reportedly.review import Reviewed, all_as_they_stand, verdicts_on
from reportedly.vocabulary import (
    Account,
    Actor,
    Article,
    Cell,
    Event,
    Incident,
    Reading,
    Review,
    Statement,
    Thread,
)

ALL = 2**62  # incidents, where no limit is given
AT_ONCE = 100  # incidents in memory
TOGETHER = 50  # readings fetched at once
REMEMBERED = 2 * TOGETHER  # readings in memory

Left = Counter[str]


@dataclass(slots=True)
class Source:
    """What is asked for of an open record, handed out few at a time.

    `provenance` is what is told about the whole export. Writers count in `left`, by reason, what
    they could not write in their format. `cell`, if given, narrows accounts to one entry.
    """

    record: Record
    sought: Sought
    provenance: dict[str, object] = field(default_factory=dict)
    cell: Cell | None = None
    left: Left = field(default_factory=Counter)
    _readings: OrderedDict[str, Reviewed | None] = field(default_factory=OrderedDict)
    _decided: frozenset[str] | None = None  # articles
    _coming: deque[str] = field(default_factory=deque)  # articles that will be asked for

    def incidents(self) -> Iterator[Incident]:
        """Yield the incidents asked for, the latest first, as `incidents_sought` does."""
        row = incidents.c
        order = (row.start.desc().nulls_last(), row.reports.desc(), bytewise(row.id))
        asked = where(select(row.id), self.sought).order_by(*order)
        with self.record.transaction() as connection:
            limited = asked.limit(self.sought.limit).offset(self.sought.offset)
            ids = iter(list(connection.execute(limited).scalars()))
        while some := list(islice(ids, AT_ONCE)):
            with self.record.transaction() as connection:
                bodies = bodies_of(connection, some)
            found = [from_json().validate_json(bodies[id_]) for id_ in some if id_ in bodies]
            cells = (account.cell for one in found for account in one.accounts)
            self._coming = deque(dict.fromkeys(cell.article for cell in cells))
            yield from found

    def accounts(self) -> Iterator[tuple[Incident, Account]]:
        """Yield the accounts of those incidents, or that of `cell` alone."""
        for incident in self.incidents():
            for account in incident.accounts:
                if self.cell is None or account.cell == self.cell:
                    yield incident, account

    def threads(self) -> Iterator[Thread]:
        """Yield the commitments over time, the latest first; filters of incidents don't apply."""
        yield from all_threads(self.record)

    def readings(self) -> Iterator[Reading]:
        """Yield the readings of the whole record as they stand, by the ids of their articles."""
        with self.record.transaction() as connection:
            for one in all_as_they_stand(connection):
                yield one.reading

    def reviews(self) -> Iterator[Review]:
        """Yield what people decided, in the order in which they did."""
        with self.record.transaction() as connection:
            yield from stream(connection)

    def reading(self, article: str) -> Reading | None:
        """Return the reading of an article as it stands, None if it is kept no more."""
        stands = self._stands(article)
        return stands.reading if stands else None

    def decisions(self, cell: Cell) -> list[Review]:
        """Return what people decided on an entry, undone decisions too, in their order."""
        with self.record.transaction() as connection:
            if self._decided is None:
                self._decided = frozenset(latest(connection))
            if cell.article not in self._decided:
                return []
            return find(connection, Wanted(article=cell.article, entry=cell.entry))

    def verdicts(self, cell: Cell) -> list[Review]:
        """Return the verdicts on an entry that count, in the order in which they were given."""
        stands = self._stands(cell.article)
        return verdicts_on(stands, cell.entry) if stands else []

    def _stands(self, article: str) -> Reviewed | None:
        if article not in self._readings:
            self._fetch(article)
        self._readings.move_to_end(article)
        return self._readings[article]

    def _fetch(self, article: str) -> None:
        """Fetch an article's reading with those that will be asked for after it."""
        wanted = {article: None}
        while self._coming and len(wanted) < TOGETHER:
            coming = self._coming.popleft()
            if coming not in self._readings:
                wanted[coming] = None
        with self.record.transaction() as connection:
            found = {it.reading.article.id: it for it in all_as_they_stand(connection, wanted)}
        self._readings.update({id_: found.get(id_) for id_ in wanted})
        while len(self._readings) > REMEMBERED:
            self._readings.popitem(last=False)

    def article(self, id: str) -> Article | None:
        """Return an article, None if it is kept no more."""
        reading = self.reading(id)
        return reading.article if reading else None

    def event(self, cell: Cell) -> Event | None:
        """Return the event that a cell is, None if it is something else."""
        reading = self.reading(cell.article)
        events = reading.events if reading else ()
        return next((event for event in events if event.id == cell.entry), None)

    def statement(self, cell: Cell) -> Statement | None:
        """Return the statement in which a cell's entry is said, or that it is; None if none."""
        reading = self.reading(cell.article)
        if reading is None:
            return None
        event = self.event(cell)
        id_ = event.statement if event else cell.entry
        return next((it for it in reading.statements if it.id == id_), None)

    def parties(self, cell: Cell) -> tuple[list[Actor], list[Actor]]:
        """Return who acts and who is acted upon in the event that a cell is."""
        reading, event = self.reading(cell.article), self.event(cell)
        if reading is None or event is None:
            return [], []
        known = {actor.id: actor for actor in reading.actors}
        return (
            [known[id_] for id_ in event.actors if id_ in known],
            [known[id_] for id_ in event.targets if id_ in known],
        )
