"""`reportedly watch`: feeds looked at on an interval, their news read and kept."""

from __future__ import annotations

import signal
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.add import (
    AllowPrivateOption,
    DelayOption,
    FullTextOption,
    JobsOption,
    ModelOption,
    fetching,
    gathering,
)
from reportedly.commands.errors import SOME_SET_ASIDE, say
from reportedly.commands.options import DatabaseOption
from reportedly.commands.rows import ListFormat, ListFormatOption
from reportedly.errors import Unreadable, UsageError

if TYPE_CHECKING:
    from reportedly.record import Record
    from reportedly.workflow import Watching

FEEDS = "OPML files, lists or addresses of feeds; those that were watched before if none is named."
EVERY = "Minutes between two looks at a feed; one that fails waits twice as long each time."
COLUMNS = ("feed", "state", "items", "checked", "changed", "error")
LONGEST_NAP = 60.0  # seconds


def watch(  # noqa: PLR0913, PLR0917 (Typer makes an option of each)
    feeds: Annotated[list[str] | None, typer.Argument(metavar="[FEED]...", help=FEEDS)] = None,
    every: Annotated[
        float, typer.Option("--every", min=0.01, max=100_000.0, metavar="MINUTES", help=EVERY)
    ] = 15.0,
    once: Annotated[bool, typer.Option("--once", help="Look once at each, and end.")] = False,
    health: Annotated[bool, typer.Option("--health", help="Only show how the feeds fare.")] = False,
    format: ListFormatOption = ListFormat.TEXT,
    full_text: FullTextOption = False,
    delay: DelayOption = 1.0,
    allow_private: AllowPrivateOption = False,
    db: DatabaseOption = None,
    model: ModelOption = None,
    jobs: JobsOption = 1,
) -> None:
    """Watch feeds: what is new in them is fetched, read and kept, each version once.

    It goes on until it is stopped, and where it was when it is started again. Exit status of
    --once: 0 all went well, 1 some feeds or reports were set aside, 2 the call is wrong.
    """
    from reportedly.record import open_record
    from reportedly.workflow import Options, Watching

    with ExitStack() as stack:
        record = stack.enter_context(open_record(db))
        if health:
            _show(record, format)
            return
        urls = _named(feeds or []) or _watched(record)
        fetcher = stack.enter_context(fetching(delay, allow_private))
        gatherer, adding = gathering(record, fetcher, Options("en", model, jobs), False, full_text)
        watching = Watching(record, fetcher, gatherer, adding, timedelta(minutes=every))
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # as services are stopped
        while True:
            well = _round(watching, urls, now=once)
            if once:
                break
            _wait(watching, urls)
        _show(record, format)
    if not well:
        raise typer.Exit(SOME_SET_ASIDE)


def _round(watching: Watching, urls: list[str], now: bool) -> bool:
    """Look once at the feeds, and say what came of it; return whether nothing was set aside."""
    from reportedly.intake import Hints
    from reportedly.vocabulary import SetAside

    read = aside = 0
    for found in watching.look(urls, Hints(), now):
        if isinstance(found, SetAside):
            aside += 1
            say(f"{found.source}: set aside: {found.reason}")
        else:
            read += 1
    if read or aside:
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        say(f"reportedly: {moment} {read:,} read, {aside:,} set aside")
    return not aside


def _wait(watching: Watching, urls: list[str]) -> None:
    """Sleep until a feed's turn comes; a clock that is set meanwhile costs a minute at most."""
    while (left := (watching.next_turn(urls) - datetime.now(UTC)).total_seconds()) > 0:
        time.sleep(min(left, LONGEST_NAP))


def _named(given: list[str]) -> list[str]:
    """Return the addresses of the feeds named, also in OPML files; UsageError for others."""
    from reportedly.intake.web.addresses import checked_url, is_address, without_secret
    from reportedly.intake.web.opml import feeds_in

    urls: list[str] = []
    for word in given:
        try:
            if is_address(word):
                urls.append(checked_url(word))
            else:
                urls += feeds_in(Path(word).read_bytes())
        except Unreadable as reason:
            raise UsageError(f"{without_secret(word)}: {reason}") from None
    return list(dict.fromkeys(urls))


def _watched(record: Record) -> list[str]:
    from reportedly.record.feeds import list_feeds

    with record.transaction() as connection:
        known = [feed.url for feed in list_feeds(connection)]
    if not known:
        raise UsageError("no feed was watched yet: name an OPML file or a feed's address")
    return known


def _show(record: Record, format: ListFormat) -> None:
    """Print how each feed fares."""
    from reportedly.commands.output import opened
    from reportedly.commands.rows import write_rows
    from reportedly.record.feeds import list_feeds

    with record.transaction() as connection:
        known = list_feeds(connection)
    rows = [
        {
            "feed": it.url,
            "title": it.title,
            "state": f"failed {it.failures}×"
            if it.failures
            else "well"
            if it.checked_at
            else "new",
            "items": it.items,
            "checked": it.checked_at,
            "changed": it.changed_at,
            "error": it.last_error,
        }
        for it in known
    ]
    with opened(None, exact=format is not ListFormat.TEXT) as sink:
        write_rows(rows, format, sink, COLUMNS, "no feed is watched")
