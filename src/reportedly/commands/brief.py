"""`reportedly brief`: a situation brief of a window of days and places, every sentence cited."""

from __future__ import annotations

import os
import sys
import tempfile
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.commands.days import FromOption, ToOption, day_or_usage_error
from reportedly.commands.filters import CountryOption
from reportedly.commands.options import DatabaseOption, OutputOption, database_with_readings
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.publish.brief import Brief

EACH = 12


class BriefFormat(StrEnum):
    """How a brief is written."""

    MD = "md"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"


BINARY = frozenset({BriefFormat.DOCX, BriefFormat.PDF})


def brief(  # noqa: PLR0913, PLR0917 (each an option with a name)
    since: FromOption = None,
    until: ToOption = None,
    place: Annotated[
        list[str] | None, typer.Option(help="Part of a place's name; may be given several times.")
    ] = None,
    country: CountryOption = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, max=500, help="Incidents of each standing.")
    ] = EACH,
    format: Annotated[
        BriefFormat | None,
        typer.Option("--format", "-f", help="If not given, by FILE's ending; else Markdown."),
    ] = None,
    output: OutputOption = None,
    db: DatabaseOption = None,
) -> None:
    """Write a situation brief: contested first, each side's claims apart, every sentence cited.

    No number, name or place stands in it that the words it cites don't hold: each sentence is
    checked, and one that fails is replaced by the quotation. Without days: the record's last seven.
    """
    from reportedly.publish.brief import brief_of, gather, window_of
    from reportedly.record import open_record

    chosen = format or _by_ending(output)
    first, last = day_or_usage_error(since), day_or_usage_error(until)
    with open_record(database_with_readings(db)) as record:
        window = window_of(record, first, last, place or (), country)
        made = brief_of(gather(record, window, limit))
    _write(made, chosen, output)
    _tell(made)


def _by_ending(output: Path | None) -> BriefFormat:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return BriefFormat(ending) if ending in list(BriefFormat) else BriefFormat.MD


def _write(made: Brief, chosen: BriefFormat, output: Path | None) -> None:
    from reportedly.publish.brief_formats import FORMATS

    bare = output is None or str(output) == "-"
    if bare and chosen in BINARY and sys.stdout.isatty():
        raise UsageError(f"{chosen} is no text for a terminal: name a file with -o")
    if not bare:
        _writable(Path(str(output)))
    data = FORMATS[chosen].write(made)
    if bare:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    _replace(Path(str(output)), data)


def _writable(output: Path) -> None:
    target = Path(os.path.realpath(output))
    if target.is_dir():
        raise UsageError(f"{output} is a folder: name a file in it")
    if not target.parent.is_dir():
        raise UsageError(f"{output} can't be written: there is no folder {target.parent}")


def _replace(output: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    target = Path(os.path.realpath(output))
    try:
        with tempfile.TemporaryDirectory(".part", f".{target.name}.", target.parent) as room:
            part = Path(room) / target.name
            part.write_bytes(data)
            part.replace(target)
    except OSError as error:
        raise UsageError(f"{output} can't be written: {error.strerror}") from None


def _tell(made: Brief) -> None:
    """Tell on the error stream what the check came to, if anything failed."""
    checked = made.checked
    if checked.replaced or checked.dropped:
        told = (
            f"{checked.sentences} sentences checked: {checked.replaced} failed and are quoted "
            f"instead, {checked.dropped} left out"
        )
        typer.echo(told, err=True)
