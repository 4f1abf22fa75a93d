"""`reportedly failures`: what was set aside, and why."""

from __future__ import annotations

from reportedly.commands.options import DatabaseOption, LimitOption, database_with_readings
from reportedly.commands.rows import ListFormat, ListFormatOption

COLUMNS = ("source", "place", "reason", "tries", "last")


def failures(
    limit: LimitOption = 50,
    format: ListFormatOption = ListFormat.TEXT,
    db: DatabaseOption = None,
) -> None:
    """List what could not be read, the last first; `reportedly retry` tries it again."""
    from reportedly.commands.errors import say
    from reportedly.commands.output import opened
    from reportedly.commands.rows import write_rows
    from reportedly.record import open_record
    from reportedly.record.failures import count_failures, list_failures

    with (
        open_record(database_with_readings(db)) as record,
        record.transaction() as connection,
    ):
        found, number = list_failures(connection, limit), count_failures(connection)
    rows = [
        {
            "source": it.source, "place": it.place, "reason": it.reason, "tries": it.tries,
            "first": it.first_at[:19], "last": it.last_at[:19],
        }
        for it in found
    ]  # fmt: skip
    with opened(None, exact=format is not ListFormat.TEXT) as sink:
        write_rows(rows, format, sink, COLUMNS, "nothing is set aside")
    if number > len(rows):
        say(f"reportedly: {number - len(rows):,} more; --limit shows them")
