"""`reportedly review`: people decide, see what was decided, and take it along."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.commands.options import DatabaseOption, OutputOption, database_with_readings
from reportedly.commands.rows import ListFormat, ListFormatOption
from reportedly.errors import UsageError

if TYPE_CHECKING:
    from reportedly.review import Line, Reviewer
    from reportedly.vocabulary import Review

COLUMNS = (
    "number", "at", "author", "decision", "cell", "field", "old", "new", "other", "undoes", "note",
    "state", "reason",
)  # fmt: skip

app = typer.Typer(
    help="Accept, correct, reject, merge, split and rate what was read; all of it is kept.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
CELL = "ARTICLE/ENTRY (r12ab/e412; a beginning of the article's id is enough)"
CellsArgument = Annotated[list[str], typer.Argument(metavar="CELL…", help=CELL)]
CellArgument = Annotated[str, typer.Argument(metavar="CELL", help=f"{CELL}, incident or thread.")]
AuthorOption = Annotated[
    str | None,
    typer.Option("--author", help="Who decides; $REPORTEDLY_AUTHOR or your login if not given."),
]
NoteOption = Annotated[str | None, typer.Option("--note", help="Why.")]


class ExportFormat(StrEnum):
    """How corrections are written."""

    JSONL = "jsonl"


@app.command("accept")
def accept(
    cells: CellsArgument,
    field: Annotated[str, typer.Option("--field", help="Accept this field alone.")] = "",
    note: NoteOption = None,
    author: AuthorOption = None,
    db: DatabaseOption = None,
) -> None:
    """Accept entries as they stand."""
    _decide(db, author, lambda it: [it.accept(cell, field, note) for cell in cells])


@app.command("reject")
def reject(
    cells: CellsArgument,
    note: NoteOption = None,
    author: AuthorOption = None,
    db: DatabaseOption = None,
) -> None:
    """Reject entries: the report doesn't tell them."""
    _decide(db, author, lambda it: [it.reject(cell, note) for cell in cells])


@app.command("correct")
def correct(  # noqa: PLR0913, PLR0917 (Typer makes an option of each)
    cell: CellArgument,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="low, speaker.actor, place.lat …")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="JSON (14, null, []) or text.")],
    note: NoteOption = None,
    author: AuthorOption = None,
    db: DatabaseOption = None,
) -> None:
    """Correct a field of an entry, or the status of a thread."""
    _decide(db, author, lambda it: [it.correct_in_words(cell, field, value, note)])


@app.command("merge")
def merge(
    one: CellArgument,
    other: CellArgument,
    note: NoteOption = None,
    author: AuthorOption = None,
    db: DatabaseOption = None,
) -> None:
    """Say that two incidents, two threads, or accounts of them, are one."""
    _decide(db, author, lambda it: [it.merge(one, other, note)])


@app.command("split")
def split(
    one: CellArgument,
    other: CellArgument,
    note: NoteOption = None,
    author: AuthorOption = None,
    db: DatabaseOption = None,
) -> None:
    """Part an account from its incident (INCIDENT CELL), or two accounts (CELL CELL)."""
    _decide(db, author, lambda it: [it.split(one, other, note)])


@app.command("rate")
def rate(
    cell: CellArgument,
    verdict: Annotated[
        str,
        typer.Argument(
            metavar="VERDICT", help="true, mostly_true, mixed, mostly_false, false or unproven."
        ),
    ],
    grounds: Annotated[str, typer.Option("--note", help="On what grounds.")],
    author: AuthorOption = None,
    db: DatabaseOption = None,
) -> None:
    """Say whether what an entry claims is so; exported as a ClaimReview."""
    _decide(db, author, lambda it: [it.rate(cell, verdict, grounds)])


@app.command("comment")
def comment(
    cell: CellArgument,
    words: Annotated[str, typer.Argument(metavar="WORDS")],
    author: AuthorOption = None,
    db: DatabaseOption = None,
) -> None:
    """Say something of an entry, an incident or a thread."""
    _decide(db, author, lambda it: [it.comment(cell, words)])


@app.command("undo")
def undo(
    numbers: Annotated[list[int], typer.Argument(metavar="NUMBER…", help="Of decisions.")],
    note: NoteOption = None,
    author: AuthorOption = None,
    db: DatabaseOption = None,
) -> None:
    """Take decisions back; they stay in the history."""
    _decide(db, author, lambda it: [it.undo(number, note) for number in numbers])


@app.command("list")
def list_(  # noqa: PLR0913, PLR0917 (Typer makes an option of each)
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]")] = None,
    author: Annotated[str | None, typer.Option("--author", help="Only of this person.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="TIME", help="UTC.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="TIME", help="UTC.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="So many at most.")] = 50,
    format: ListFormatOption = ListFormat.TEXT,
    db: DatabaseOption = None,
) -> None:
    """List decisions, the latest first."""
    from reportedly.record import open_record
    from reportedly.record.decisions import article_called, moment
    from reportedly.review import Wanted, listed

    with open_record(database_with_readings(db)) as record, record.transaction() as connection:
        wanted = Wanted(
            article=article_called(connection, article) if article else None,
            author=author,
            since=moment(since) if since else None,
            until=moment(until) if until else None,
            limit=limit,
            newest_first=True,
        )
        lines = listed(connection, wanted)
    _show(lines, format)


@app.command("history")
def history(
    cell: CellArgument, format: ListFormatOption = ListFormat.TEXT, db: DatabaseOption = None
) -> None:
    """Show all decisions on a cell, an incident or a thread, and which of them count."""
    from reportedly.record import open_record
    from reportedly.review import history as history_of

    with open_record(database_with_readings(db)) as record, record.transaction() as connection:
        lines = history_of(connection, cell)
    _show(lines, format)


@app.command("export")
def export(
    format: Annotated[ExportFormat, typer.Option("--format", "-f")] = ExportFormat.JSONL,
    output: OutputOption = None,
    db: DatabaseOption = None,
) -> None:
    """Write decisions as training data, one JSON object a line."""
    import json

    from reportedly.commands.output import opened
    from reportedly.record import open_record
    from reportedly.review import corrections

    with (
        open_record(database_with_readings(db)) as record,
        record.transaction() as connection,
        opened(output, exact=True) as sink,
    ):
        for row in corrections(connection):
            sink.write(json.dumps(row, allow_nan=False) + "\n")
        sink.write("")  # a file even where nothing was decided


def author_of(given: str | None) -> str:
    """Return who decides: as given, $REPORTEDLY_AUTHOR, or the login name."""
    import getpass

    named = given or os.environ.get("REPORTEDLY_AUTHOR")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UsageError("nobody is logged in: give --author or set REPORTEDLY_AUTHOR") from None


def _decide(db: str | None, author: str | None, decide: Callable[[Reviewer], list[Review]]) -> None:
    """Decide in one transaction: all that is named, or nothing."""
    from reportedly.commands.output import opened
    from reportedly.record import open_record
    from reportedly.review import reviewing

    with (
        open_record(database_with_readings(db)) as record,
        reviewing(record, author_of(author)) as reviewer,
    ):
        kept = decide(reviewer)
    with opened(None, exact=False) as sink:
        for review in kept:
            sink.write(f"{review.number}: {review.decision} {_cell(review)} by {review.author}\n")


def _show(lines: list[Line], format: ListFormat) -> None:
    from reportedly.commands.errors import one_line
    from reportedly.commands.output import opened
    from reportedly.commands.rows import write_rows
    from reportedly.review import row_of

    rows = [
        {
            **row_of(line.review),
            "cell": _cell(line.review),
            "state": line.state,
            "reason": line.reason,
        }
        for line in lines
    ]
    with opened(None, exact=format is not ListFormat.TEXT) as sink:
        if format is not ListFormat.TEXT:
            write_rows(rows, format, sink, COLUMNS)
            return
        for row in rows:
            sink.write(one_line(_in_words(row)) + "\n")
        if not rows:
            sink.write("Nothing was decided.\n")


def _in_words(row: dict[str, Any]) -> str:
    """Return a decision as one line that a person reads."""
    from reportedly.commands.rows import in_a_cell

    did = f"{row['decision']} {row['cell']}"
    if row["decision"] == "correct":
        old, new = in_a_cell(row["old"]) or "nothing", in_a_cell(row["new"]) or "nothing"
        did += f" {row['field']}: {old} → {new}"
    elif row["decision"] == "rate":
        did += f" {row['new'].replace('_', ' ')}"
    elif row["decision"] in ("merge", "split"):
        others = row["new"] or [row["other"]]
        did += f" {'with' if row['decision'] == 'merge' else 'from'} {', '.join(others)}"
    elif row["undoes"] is not None:
        did = f"undo {row['undoes']}"
    elif row["field"]:
        did += f" {row['field']}"
    note = f" ({row['note']})" if row["note"] else ""
    counts = "" if row["state"] == "counts" else f" [{row['state']}: {row['reason']}]"
    at = row["at"][:16].replace("T", " ")
    return f"{row['number']}  {at}  {row['author']}: {did}{note}{counts}"


def _cell(review: Review) -> str:
    return f"{review.article}/{review.entry}" if review.article else review.entry
