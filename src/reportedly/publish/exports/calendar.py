"""iCalendar (RFC 5545): the days on which commitments are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from reportedly.publish.exports.export import Export
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Thread

LINE = 75  # octets, the line's end not counted
STATUS = {"open": "TENTATIVE", "met": "CONFIRMED", "broken": "CONFIRMED", "withdrawn": "CANCELLED"}


def write(source: Source, path: Path) -> None:
    """Write a whole-day entry for each commitment with a deadline; those without have none.

    What the incidents are narrowed by does not narrow commitments, except for the days.
    """
    provenance = source.provenance
    with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        for line in (
            "BEGIN:VCALENDAR", "VERSION:2.0",
            f"PRODID:-//Reportedly//Reportedly {provenance.get('version')}//EN",
            "X-WR-CALNAME:Commitments and their deadlines",
            f"X-REPORTEDLY-RECORD-SHA256:{provenance.get('record_sha256')}",
        ):  # fmt: skip
            stream.write(_folded(line))
        for thread in source.threads():
            if thread.due is None:
                source.left["no deadline is told"] += 1
            elif _within(source, thread.due[:10]):
                for line in _entry(source, thread, thread.due[:10]):
                    stream.write(_folded(line))
        stream.write("END:VCALENDAR\r\n")


def _within(source: Source, due: str) -> bool:
    since, until = source.sought.since, source.sought.until
    return (since is None or due >= since) and (until is None or due <= until)


def _entry(source: Source, thread: Thread, due: str) -> Iterator[str]:
    day = date.fromisoformat(due)
    articles = [source.article(cell.article) for cell in thread.members]
    published = [it.published for it in articles if it and it.published]
    stamp = max((*published, *(it.published for it in thread.turns if it.published)), default=day)
    who = ", ".join(thread.by) or "Somebody"
    told = [f"{thread.kind} ({thread.status})"]
    told += [f"to {', '.join(thread.to)}"] if thread.to else []
    told += [f"Condition: {thread.condition}"] if thread.condition else []
    told += [
        f"Told by {it.outlet or it.id}{f', {it.published}' if it.published else ''}: "
        f"{it.url or it.id}"
        for it in {article.id: article for article in articles if article}.values()
    ]
    yield "BEGIN:VEVENT"
    yield f"UID:{thread.id}@reportedly"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{who}: {thread.what}')}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(told))}"
    yield f"STATUS:{STATUS[thread.status]}"
    yield f"CATEGORIES:{thread.kind.upper()}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(sign if sign.isprintable() or sign == " " else " " for sign in text)


def _folded(line: str) -> str:
    """Break a line after at most 75 octets, never within a character."""
    parts, octets = [""], 0
    for sign in line:
        width = len(sign.encode("utf-8", "replace"))
        if octets + width > LINE:
            parts.append(" ")
            octets = 1
        parts[-1] += sign
        octets += width
    return "\r\n".join(parts) + "\r\n"


EXPORT = Export("calendar", ".ics", "iCalendar: the days on which commitments are due", write)
