"""Lists of addresses: plain lines, and the tables that Media Cloud and GDELT give."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from reportedly.errors import Unreadable
from reportedly.intake.encoding import decode
from reportedly.intake.web.leads import MOST, Lead, Leads, absolute, words

HEAD = 16_384
LINE = re.compile(r"https?://\S+", re.IGNORECASE)
TABULAR = (",", "\t", ";")
ADDRESS = ("url", "link", "address", "documentidentifier", "sourceurl", "mentionidentifier")
TITLE, OUTLET = ("title",), ("media_name", "outlet", "publisher", "source")
PUBLISHED = ("publish_date", "published", "publication_date")
TEXT = ("text", "body", "content", "article_text", "full_text")  # then it is a table of reports
COLUMNS = frozenset({
    "id", "stories_id", "indexed_date", "publish_date", "title", "url", "language",
    "ap_syndicated", "themes", "media_id", "media_name", "media_url", "mobileurl", "date",
    "seendate", "socialimage", "domain", "sourcecountry",
})  # fmt: skip
GDELT_JSON = re.compile(r'^\{\s*"articles"\s*:\s*\[.*"(seendate|url_mobile)"\s*:', re.DOTALL)
# GDELT's tables bear no header: their columns, and the one that holds the report's address.
GDELT = {61: 60, 58: 57, 57: 56, 27: 4, 16: 5}


def looks_like_list(head: bytes, strictly: bool = False) -> bool:
    """Tell whether some bytes begin a list of addresses: nothing else on most lines, or a table.

    `strictly` asks for a table of the well-known columns; else any that has addresses and no
    texts will do.
    """
    whole = head[: head.rfind(b"\n", 0, HEAD) + 1] if len(head) >= HEAD else head
    try:
        lines = decode(whole or head[:HEAD]).splitlines()
    except Unreadable:
        return False
    read = _reader_of([line for line in lines if line.strip()])
    return read is not None and not (strictly and read is _read_table and _is_own(lines))


def read_list(data: bytes, base: str | None = None) -> Leads:
    """Return the addresses that a list names; Unreadable if it is none."""
    lines = decode(data).splitlines()
    read = _reader_of([line for line in lines[:50] if line.strip()])
    if read is None:
        raise Unreadable("it is no list of addresses")
    found: list[Lead] = []
    wrong = 0
    try:
        for lead in read(lines, base):
            if lead is None:
                wrong += 1
            else:
                found.append(lead)
            if len(found) >= MOST:
                break
    except csv.Error as error:
        raise Unreadable(f"this table of addresses is broken: {error}") from None
    unique = {lead.url: lead for lead in reversed(found)}
    kept = tuple(lead for lead in found if unique.get(lead.url) is lead)
    return Leads("list", None, kept, wrong=wrong)


Read = Callable[[Sequence[str], str | None], Iterator[Lead | None]]


def _reader_of(lines: Sequence[str]) -> Read | None:
    """Return what reads such a list, told by its first lines; None if it is none."""
    entries = [line.strip() for line in lines if not line.lstrip().startswith("#")]
    if not entries:
        return None
    if all(LINE.fullmatch(entry) for entry in entries):
        return _read_lines
    if entries[0].startswith("{") and GDELT_JSON.search("".join(entries)[:HEAD]):
        return _read_gdelt_json
    if _gdelt_column(entries[0]) is not None:
        return _read_gdelt
    names = {name.strip().lower() for name in _row(entries[0])}
    if names & set(ADDRESS) and not names & set(TEXT) and len(entries) > 1:
        return _read_table
    return None


def _is_own(lines: Sequence[str]) -> bool:
    """Tell whether a table has columns that neither Media Cloud nor GDELT give."""
    first = next(line for line in lines if line.strip())
    return not {name.strip().lower() for name in _row(first)} <= COLUMNS


def _read_lines(lines: Sequence[str], base: str | None) -> Iterator[Lead | None]:
    for line in lines:
        written = line.strip()
        if written and not written.startswith("#"):
            url = absolute(base, written)
            yield Lead(url, "list") if url else None


def _read_table(lines: Sequence[str], base: str | None) -> Iterator[Lead | None]:
    first = next(line for line in lines if line.strip())
    table = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=_delimiter(first))
    for row in table:
        told = {str(key).strip().lower(): value for key, value in row.items() if key}
        url = absolute(base, _first(told, ADDRESS))
        yield (
            None
            if url is None
            else Lead(
                url=url,
                found="list",
                title=words(_first(told, TITLE)),
                outlet=words(_first(told, OUTLET)),
                published=_day(_first(told, PUBLISHED)),
            )
        )


def _read_gdelt(lines: Sequence[str], base: str | None) -> Iterator[Lead | None]:
    """GDELT's dates say when it saw a report, not when that was published: they're left out."""
    for line in lines:
        column = _gdelt_column(line)
        if line.strip():
            url = absolute(base, line.split("\t")[column]) if column is not None else None
            yield Lead(url, "list") if url else None


def _read_gdelt_json(lines: Sequence[str], base: str | None) -> Iterator[Lead | None]:
    try:
        told = json.loads("\n".join(lines))
        listed = told["articles"]
    except (ValueError, RecursionError, KeyError, TypeError):
        raise Unreadable("this list of articles is broken JSON") from None
    for entry in listed if isinstance(listed, list) else []:
        url = absolute(base, entry.get("url")) if isinstance(entry, dict) else None
        yield Lead(url, "list", title=words(entry.get("title"))) if url else None


def _gdelt_column(line: str) -> int | None:
    cells = line.split("\t")
    column = GDELT.get(len(cells))
    return column if column is not None and LINE.fullmatch(cells[column].strip()) else None


def _delimiter(line: str) -> str:
    return max(TABULAR, key=line.count)


def _row(line: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=_delimiter(line)), [])
    except csv.Error:
        return []


def _first(told: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((told[name] for name in names if told.get(name)), None)


def _day(written: str | None) -> str | None:
    try:
        return date.fromisoformat((written or "")[:10]).isoformat()
    except ValueError:
        return None
