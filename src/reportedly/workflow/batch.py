"""Many sources, one stream of readings in the order of the sources."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from reportedly.intake import Hints, Item, placed_articles
from reportedly.record.archive import Kept
from reportedly.record.versions import as_version
from reportedly.vocabulary import Article, Reading, SetAside
from reportedly.workflow.one import read_article
from reportedly.workflow.workers import Workers

if TYPE_CHECKING:
    from reportedly.record import Record

Found = Reading | SetAside


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: the reader's language and spaCy pipeline, and how many processes."""

    language: str = "en"
    model: str | None = None
    jobs: int = 1


def read_all(
    sources: Iterable[str], hints: Hints, options: Options, record: Record | None = None
) -> Generator[Found, None, None]:
    """Yield what each source holds, read or set aside with a reason, in order.

    With a record, each reading is yielded once it is safe there, with the bytes it came as.
    The readings are the same whatever the number of jobs. A reader that fails on an article sets
    only that article aside; UsageError if there is no such reader or pipeline.
    """
    items = (item for source in sources for item in placed_articles(source, hints))
    with closing(read_items(items, options)) as outcomes:
        for item, found in outcomes:
            if record is not None and isinstance(found, Reading):
                yield keep_item(record, found, item)[0]
            else:
                yield found


def read_items(
    items: Iterable[Item], options: Options
) -> Generator[tuple[Item, Found], None, None]:
    """Yield each item with what was read in it, in the order they come."""
    read = partial(read_article, options.language, options.model)
    if options.jobs == 1:
        for item in items:
            found = item.found
            yield item, found if isinstance(found, SetAside) else read(item.place, found)
        return
    under_way: deque[Item] = deque()

    def sent() -> Iterator[tuple[str, Article | SetAside]]:
        for item in items:
            under_way.append(item)
            yield item.place, item.found

    with closing(Workers(read, options.jobs)) as workers:
        for outcome in workers.read(sent()):
            yield under_way.popleft(), outcome


def keep_item(record: Record, reading: Reading, item: Item) -> tuple[Reading, Kept]:
    """Keep a reading with the bytes it came as; return it as it was kept, and what became of it.

    A text from other bytes than those kept under its id is a later version, under an id of its own.
    """
    with record.transaction() as connection:
        article = as_version(connection, reading.article, item.original)
    reading = replace(reading, article=article)
    return reading, record.keep(reading, item.original)
