"""`reportedly add`: whatever reports come from, into the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.columns import ColumnOption, columns_of
from reportedly.commands.errors import SOME_SET_ASIDE, say
from reportedly.commands.options import DatabaseOption

if TYPE_CHECKING:
    from reportedly.intake import Hints
    from reportedly.intake.web.fetch import Fetcher
    from reportedly.intake.web.gather import Gatherer
    from reportedly.record import Record
    from reportedly.workflow import Adding, Options, Tally

SOURCES = (
    "Files and folders of any format, addresses of pages, feeds, sitemaps and archives, "
    "lists of addresses, or - for standard input."
)
PUBLISHED = "Date of publication (2025-09-05); takes the place of the reports' own."
AGAIN = "Fetch and read also what is kept already."
FULL_TEXT = "Read what a feed holds whole from the feed, without fetching the page."
DELAY = "Seconds between two fetches from one host."
ALLOW_PRIVATE = "Fetch from private networks and this machine as well, for servers of your own."

JobsOption = Annotated[
    int, typer.Option("--jobs", "-j", min=1, max=256, help="Read with so many processes.")
]
DelayOption = Annotated[
    float, typer.Option("--delay", min=0.0, max=3600.0, metavar="SECONDS", help=DELAY)
]
FullTextOption = Annotated[bool, typer.Option("--full-text", help=FULL_TEXT)]
AllowPrivateOption = Annotated[bool, typer.Option("--allow-private", help=ALLOW_PRIVATE)]
ModelOption = Annotated[
    str | None, typer.Option("--model", metavar="NAME", help="Another spaCy pipeline.")
]


def add(  # noqa: PLR0913, PLR0917 (Typer makes an option of each)
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help=SOURCES)],
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help=PUBLISHED)
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Who published the reports.")
    ] = None,
    column: ColumnOption = None,
    again: Annotated[bool, typer.Option("--again", help=AGAIN)] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Fetch nothing.")] = False,
    full_text: FullTextOption = False,
    delay: DelayOption = 1.0,
    allow_private: AllowPrivateOption = False,
    db: DatabaseOption = None,
    model: ModelOption = None,
    jobs: JobsOption = 1,
) -> None:
    """Add reports to the record: fetched where they are named by address, read, and kept.

    It can be stopped at any time; called again it goes on, and what is kept is left alone.
    Exit status: 0 all were read, 1 some were set aside (see reportedly failures), 2 the call is
    wrong.
    """
    from reportedly.commands.read import day_of
    from reportedly.intake import Hints
    from reportedly.record import open_record
    from reportedly.workflow import Options

    hints = Hints(day_of(published), outlet, columns=columns_of(column))
    with ExitStack() as stack:
        record = stack.enter_context(open_record(db))
        fetcher = None if offline else stack.enter_context(fetching(delay, allow_private))
        options = Options("en", model, jobs)
        gatherer, adding = gathering(record, fetcher, options, again, full_text)
        tally = added(sources, hints, gatherer, adding)
    tell(tally, gatherer.passed_over)
    if tally.set_aside:
        raise typer.Exit(SOME_SET_ASIDE)


@contextmanager
def fetching(delay: float, allow_private: bool) -> Iterator[Fetcher]:
    """Open what fetches addresses, and close it at the end."""
    from reportedly.intake.web.fetch import Fetcher, Manners

    with closing(Fetcher(Manners(between=delay, allow_private=allow_private))) as fetcher:
        yield fetcher


def gathering(
    record: Record, fetcher: Fetcher | None, options: Options, again: bool, full_text: bool
) -> tuple[Gatherer, Adding]:
    """Return what follows sources to their reports, and what reads and keeps those."""
    from reportedly.intake.web.gather import Gatherer
    from reportedly.workflow import Adding, KnownIn

    gatherer = Gatherer(fetcher, None if again else KnownIn(record), full_text)
    return gatherer, Adding(record, gatherer, options, again)


def added(sources: Iterable[str], hints: Hints, gatherer: Gatherer, adding: Adding) -> Tally:
    """Add sources, telling how it goes, and return how it went."""
    from reportedly.commands.speed import Speed
    from reportedly.intake import count
    from reportedly.intake.web.addresses import is_address
    from reportedly.vocabulary import SetAside

    given = list(sources)
    base = count(source for source in given if not is_address(source))

    def total() -> int | None:
        return None if base is None else base + gatherer.expected

    with closing(Speed(total)) as speed, closing(adding.add(given, hints)) as done:
        try:
            for found in done:
                if isinstance(found, SetAside):
                    speed.tell(f"{found.source}: set aside: {found.reason}")
                speed.advance()
        except KeyboardInterrupt:
            speed.tell(f"reportedly: {adding.tally.added:,} added so far; call it again to go on")
            raise
    return adding.tally


def tell(tally: Tally, passed_over: int) -> None:
    """Say how many reports were added, and what became of the others."""
    parts = [f"{tally.added:,} added"]
    if tally.renewed:
        parts.append(f"{tally.renewed:,} read anew")
    if tally.before + passed_over:
        parts.append(f"{tally.before + passed_over:,} kept before")
    if tally.set_aside:
        parts.append(f"{tally.set_aside:,} set aside (see reportedly failures)")
    say(f"reportedly: {', '.join(parts)}")
