"""Sources → record: followed, read and kept one by one, so that stopping loses nothing.

What is kept isn't fetched or read again; what fails is set aside in the record with its reason.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

from reportedly.intake import Hints, Item
from reportedly.intake.web.addresses import is_address
from reportedly.intake.web.gather import Gatherer
from reportedly.record import Record
from reportedly.record.failures import (
    failed_places,
    forget_failure,
    forget_older,
    note_failure,
)
from reportedly.record.originals import (
    capture_is_kept,
    has_article,
    has_original,
    keep_original,
    kept_among,
    last_retrieved,
)
from reportedly.record.versions import as_version
from reportedly.vocabulary import Article, Reading, SetAside
from reportedly.workflow.batch import Options, keep_item, read_items

PLACE = re.compile(r"(.+)[:#]", re.DOTALL)  # the file in "archive.jsonl:17" and "chat.json#5"


@dataclass(slots=True)
class Tally:
    """How it goes: how many reports are new, read anew, kept before, and set aside."""

    added: int = 0
    renewed: int = 0
    before: int = 0
    set_aside: int = 0

    @property
    def seen(self) -> int:
        """How many reports came by."""
        return self.added + self.renewed + self.before + self.set_aside


class Adding:
    """The adding of many sources to a record. `again` reads also what is kept already."""

    def __init__(
        self, record: Record, gatherer: Gatherer, options: Options, again: bool = False
    ) -> None:
        self._record, self._gatherer, self._options = record, gatherer, options
        self._again = again
        with record.transaction() as connection:
            self._failed = failed_places(connection)
        self.tally = Tally()

    def add(
        self, sources: Iterable[str], hints: Hints
    ) -> Generator[Article | SetAside, None, None]:
        """Yield each report once it is safe in the record, or set aside there, in order."""
        for source in sources:
            begun = datetime.now(UTC).isoformat(timespec="microseconds")
            with closing(self.keep(self._gatherer.items(source, hints), source)) as done:
                for _, found in done:
                    yield found
            with self._record.transaction(writes=True) as connection:
                # Failures of a former run that this one did not meet again.
                forget_older(connection, _lasting(source), begun)

    def keep(
        self, items: Iterable[Item], source: str
    ) -> Generator[tuple[Item, Article | SetAside], None, None]:
        """Yield items with what became of them: read and kept, kept before, or set aside.

        They come in their order, whatever the number of processes that read.
        """
        order: deque[tuple[Item, bool]] = deque()  # with whether it is read
        with closing(read_items(self._fresh(items, order), self._options)) as outcomes:
            for item, outcome in outcomes:
                yield from self._passed(order)
                order.popleft()
                yield item, self._kept(item, outcome, source)
        yield from self._passed(order)

    def _fresh(self, items: Iterable[Item], order: deque[tuple[Item, bool]]) -> Iterator[Item]:
        """Pass on what is to be read, which isn't what is kept already."""
        for item in items:
            found = item.found
            read = self._again or isinstance(found, SetAside) or not self._is_kept(found, item)
            order.append((item, read))
            if read:
                yield item

    def _passed(self, order: deque[tuple[Item, bool]]) -> Iterator[tuple[Item, Article | SetAside]]:
        """Yield those that were kept before and come before the next that is read."""
        while order and not order[0][1]:
            item, _ = order.popleft()
            self.tally.before += 1
            yield item, item.found

    def _is_kept(self, article: Article, item: Item) -> bool:
        came = item.original
        with self._record.transaction() as connection:
            article = as_version(connection, article, came)
            if not has_article(connection, article.id):
                return False
            new = came is not None and not has_original(connection, article.id, came.sha256)
        if new and came is not None:
            with self._record.transaction(writes=True) as connection:
                keep_original(connection, article.id, came)
        return True

    def _kept(self, item: Item, outcome: Reading | SetAside, source: str) -> Article | SetAside:
        failed, place = retried_with(item.place, source)
        if isinstance(outcome, SetAside):
            self.tally.set_aside += 1
            with self._record.transaction(writes=True) as connection:
                note_failure(connection, failed, place, outcome.reason)
            self._failed.add((failed, place))
            return outcome
        outcome, kept = keep_item(self._record, outcome, item)
        self.tally.added += kept == "added"
        self.tally.renewed += kept == "replaced"
        self.tally.before += kept == "unchanged"
        if (failed, place) in self._failed:
            with self._record.transaction(writes=True) as connection:
                forget_failure(connection, failed, place)
            self._failed.discard((failed, place))
        return outcome.article


@dataclass(frozen=True, slots=True)
class KnownIn:
    """Tells of which addresses the reports are kept in a record, for a Gatherer."""

    record: Record

    def __call__(self, urls: Iterable[str]) -> set[str]:
        """Return those of the addresses whose reports are kept."""
        with self.record.transaction() as connection:
            return kept_among(connection, urls)

    def retrieved(self, urls: Iterable[str]) -> dict[str, str]:
        """Return when what lies at addresses was last retrieved."""
        with self.record.transaction() as connection:
            return last_retrieved(connection, urls)

    def capture(self, url: str, retrieved: str) -> bool:
        """Tell whether what an archive captured at an address at an instant is kept."""
        with self.record.transaction() as connection:
            return capture_is_kept(connection, url, retrieved)


def retried_with(place: str, source: str) -> tuple[str, str]:
    """Return the source that `retry` is to be given for a place, and the place in it, if any.

    An address stands for itself; a file is named by its whole path, wherever it is retried from.
    """
    if is_address(place):
        return place, ""
    file = place
    while not os.path.exists(file) and (cut := PLACE.match(file)):  # noqa: PTH110
        file = cut[1]
    if not os.path.exists(file):  # noqa: PTH110 (it is false, too, for what can't be a path)
        return _lasting(source), "" if place == source else place
    return os.path.abspath(file), place[len(file) + 1 :]  # noqa: PTH100


def _lasting(source: str) -> str:
    """Return a source as it can be found later, from another folder as well."""
    if source == "-" or is_address(source):
        return source
    return os.path.abspath(source)  # noqa: PTH100 (a path that can't be looked at is kept too)
