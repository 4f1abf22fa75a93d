"""A record that is open, for programs: what the commands do, as methods that give objects.

Filters are those of the commands, by the same names. Days are dates or ISO text (2025-09-05), both
ends included; a limit left out means all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, TypedDict, Unpack, overload

from reportedly.errors import UsageError
from reportedly.intake import as_day
from reportedly.publish.brief import Brief, brief_of, gather, window_of
from reportedly.publish.brief_formats import FORMATS
from reportedly.publish.exports import ALL, Source, export_called
from reportedly.publish.exports.frames import Kind, frame_of
from reportedly.publish.exports.provenance import provenance_of
from reportedly.publish.exports.writing import write_export
from reportedly.reconcile import (
    FigureRow,
    Sought,
    SoughtFigures,
    Tally,
    figures_sought,
    incident_called,
    reconcile,
    threads_sought,
)
from reportedly.reconcile.overview import named
from reportedly.record import Entry, Hit, Record, open_record
from reportedly.record.archive import Kept
from reportedly.record.overview_rows import PartyRow
from reportedly.review import (
    Reviewed,
    Reviewer,
    all_as_they_stand,
    as_it_stands,
    as_it_was_read,
    reviewing,
)
from reportedly.vocabulary import Account, Incident, Reading, SetAside, Thread

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import polars

Day = date | str
Role = Literal["speaker", "actor", "target", "side"]


class Filters(TypedDict, total=False):
    """Which incidents are meant; all that is given must hold.

    `type` is a family ("violence"), a PLOVER or an ACLED sub-event type; `place`, `actor` and
    `outlet` are parts of names; `country` is ISO 3166-1 alpha-3, `side` a country's code or a
    group's name; `status` is single_source, corroborated or contested; `origins` and `reports` are
    least numbers of independent origins and of reports; `limit` takes the latest so many.
    """

    since: Day | None
    until: Day | None
    place: str | None
    country: str | None
    type: str | None
    actor: str | None
    side: str | None
    outlet: str | None
    status: str | None
    origins: int | None
    reports: int | None
    limit: int | None


class FigureFilters(TypedDict, total=False):
    """Which figures are meant: `measure` such as "killed", `speaker` and `place` parts of names."""

    measure: str | None
    since: Day | None
    until: Day | None
    side: str | None
    speaker: str | None
    place: str | None
    country: str | None
    limit: int | None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the reports of `add`; `set_aside` tells which can't be read, and why."""

    new: int
    read_anew: int
    kept_before: int
    set_aside: tuple[SetAside, ...]


class OpenRecord:
    """An open record. Use it in `with`, or close it.

    All methods raise RecordError if the database refuses, and UsageError for a day that is none.
    """

    def __init__(self, url: str | None = None) -> None:
        with ExitStack() as stack:
            self._record = stack.enter_context(open_record(url))
            self._closing = stack.pop_all()

    def __enter__(self) -> Self:
        """Give the record itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it, whatever happened."""
        self.close()

    def close(self) -> None:
        """Close the database; what was kept is safe already."""
        self._closing.close()

    @property
    def record(self) -> Record:
        """The record itself, with its transactions."""
        return self._record

    def keep(self, reading: Reading) -> Kept:
        """Keep a reading: "added", "replaced" (the same report, read otherwise) or "unchanged"."""
        return self._record.keep(reading)

    def add(  # noqa: PLR0913 (all but the sources are named)
        self,
        *sources: str | Path,
        published: Day | None = None,
        outlet: str | None = None,
        again: bool = False,
        offline: bool = False,
        full_text: bool = False,
        model: str | None = None,
        jobs: int = 1,
    ) -> Added:
        """Read and keep what files, folders, addresses, feeds and archives hold, as `add` does.

        `again` reads also what is kept; `offline` fetches nothing; `full_text` takes whole reports
        from feeds. With more than one of `jobs`, call it under `if __name__ == "__main__"`. What
        can't be read is in the answer; nothing is raised for it.
        """
        from reportedly.intake import Hints
        from reportedly.intake.web.fetch import Fetcher
        from reportedly.intake.web.gather import Gatherer
        from reportedly.workflow import Adding, KnownIn, Options

        hints = Hints(as_day(published), outlet)
        with ExitStack() as stack:
            fetcher = None if offline else stack.enter_context(closing(Fetcher()))
            gatherer = Gatherer(fetcher, None if again else KnownIn(self._record), full_text)
            adding = Adding(self._record, gatherer, Options("en", model, jobs), again)
            found = stack.enter_context(closing(adding.add(map(str, sources), hints)))
            aside = tuple(one for one in found if isinstance(one, SetAside))
        tally = adding.tally
        return Added(tally.added, tally.renewed, tally.before + gatherer.passed_over, aside)

    def reconcile(self) -> Tally:
        """Find who repeats whom, which accounts tell of one incident, who agrees or contradicts.

        Only what was added or reviewed since the last run is taken up.
        """
        return reconcile(self._record)

    def articles(self, limit: int | None = None, offset: int = 0) -> list[Entry]:
        """Return what is kept, a line for each report, the latest published first."""
        return self._record.list(_limit(limit), offset)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Return the reports whose title or text hold all the words, best match first."""
        return self._record.search(words, limit)

    def reading(self, article: str, *, as_read: bool = False) -> Reviewed:
        """Return an article's reading with people's decisions, or as the machine read it.

        A beginning of the article's id is enough; RecordError if none or several begin so.
        """
        id_ = self._record.get(article).article.id
        with self._record.transaction() as connection:
            return as_it_was_read(connection, id_) if as_read else as_it_stands(connection, id_)

    def readings(self) -> Iterator[Reading]:
        """Yield all readings with people's decisions, by the ids of their articles."""
        with self._record.transaction() as connection:
            for one in all_as_they_stand(connection):
                yield one.reading

    def incidents(self, **asked: Unpack[Filters]) -> Iterator[Incident]:
        """Yield incidents, the latest first; few are in memory at a time."""
        yield from Source(self._record, sought(asked)).incidents()

    def incident(self, id: str) -> Incident:
        """Return the incident of this id, or beginning of one; RecordError if there is none."""
        return incident_called(self._record, id)

    def accounts(self, **asked: Unpack[Filters]) -> Iterator[tuple[Incident, Account]]:
        """Yield what each report tells of each incident, with the incident."""
        yield from Source(self._record, sought(asked)).accounts()

    def claims(self, **asked: Unpack[FigureFilters]) -> list[FigureRow]:
        """Return the figures of incidents with who says them, by day, without copies."""
        return figures_sought(self._record, SoughtFigures(**_plain(asked)))

    def commitments(
        self, kind: str | None = None, status: str | None = None, limit: int | None = None
    ) -> list[Thread]:
        """Return pledges, offers, threats … over time, the latest first, with what became of them.

        `kind` is pledge, offer, threat, demand, refusal or guarantee; `status` open, met, broken
        or withdrawn.
        """
        return threads_sought(self._record, kind, status, _limit(limit))

    def actors(
        self, role: Role = "speaker", name: str | None = None, limit: int = 50
    ) -> list[PartyRow]:
        """Return who speaks, acts or is struck, those of most incidents first."""
        return named(self._record, role, name, limit)

    def review(self, author: str) -> AbstractContextManager[Reviewer]:
        """Begin to decide as `author`: all that is decided in the `with` is kept, or nothing."""
        return reviewing(self._record, author)

    @overload
    def frame(self, table: str, **asked: Unpack[Filters]) -> pandas.DataFrame: ...
    @overload
    def frame(
        self, table: str, kind: Literal["pandas"], **asked: Unpack[Filters]
    ) -> pandas.DataFrame: ...
    @overload
    def frame(
        self, table: str, kind: Literal["polars"], **asked: Unpack[Filters]
    ) -> polars.DataFrame: ...
    def frame(
        self, table: str, kind: Kind = "pandas", **asked: Unpack[Filters]
    ) -> pandas.DataFrame | polars.DataFrame:
        """Return a table of the Parquet export as a frame: a row for each line of the table.

        `table` is incidents, accounts, figures, relations, commitments or articles; filters apply
        to the first four. Columns are those of docs/formats/exports.md, whole numbers, dates and
        lists in the library's own types. UsageError if the library is not installed.
        """
        return frame_of(Source(self._record, sought(asked)), table, kind)

    def export(self, format: str, path: str | Path, **asked: Unpack[Filters]) -> dict[str, int]:
        """Write incidents in a format of the field, with provenance beside it.

        Returns how many were left out, by reason. UsageError if there is no such format or `path`
        can't be written.
        """
        chosen, which = export_called(format), sought(asked)
        source = Source(self._record, which, provenance_of(self._record, chosen.name, which))
        write_export(chosen, source, Path(path))
        return dict(source.left)

    def brief(  # noqa: PLR0913 (all but the path are named)
        self,
        path: str | Path,
        *,
        since: Day | None = None,
        until: Day | None = None,
        places: Iterable[str] = (),
        country: str | None = None,
        limit: int = 12,
    ) -> Brief:
        """Write a situation brief, and return what it says: each sentence with its citations.

        The ending of `path` (.md, .html, .docx, .pdf, .json) chooses the format. Without days it
        tells of the record's last seven, at most `limit` incidents of each standing. UsageError for
        another ending, or if `path` can't be written.
        """
        format, file = Path(path).suffix.removeprefix("."), Path(path)
        if format not in FORMATS:
            raise UsageError(f"there are no briefs of {format!r}: one of {', '.join(FORMATS)}")
        window = window_of(self._record, _iso(since), _iso(until), places, country)
        made = brief_of(gather(self._record, window, limit))
        _write(file, FORMATS[format].write(made))
        return made


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}") from None


def sought(asked: Filters) -> Sought:
    """Return filters as the record takes them."""
    return Sought(**_plain(asked))


def _plain(asked: Filters | FigureFilters) -> dict[str, Any]:
    values: dict[str, Any] = dict(asked)
    for end in ("since", "until"):
        values[end] = _iso(values.get(end))
    return values | {"limit": _limit(values.get("limit"))}


def _iso(day: Day | None) -> str | None:
    given = as_day(day)
    return given.isoformat() if given else None


def _limit(limit: int | None) -> int:
    return ALL if limit is None else limit
