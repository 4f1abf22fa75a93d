"""An Atom feed (RFC 4287) of incidents, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from reportedly.publish.exports.deaths import sentence_of
from reportedly.publish.exports.export import Export
from reportedly.publish.exports.graph import RECORD, incident_id
from reportedly.publish.exports.sides import last_published
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Incident

NEVER = "1970-01-01"  # where no report has a day: Atom demands a time


def write(source: Source, path: Path) -> None:
    """Write an entry an incident; its time is the day of the last report that tells of it."""
    latest = NEVER
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        version = source.provenance.get("version")
        digest = source.provenance.get("record_sha256")
        stream.write(
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
            f"  <id>{RECORD}incidents</id>\n  <title>Incidents as reported</title>\n"
            f"  <generator version={quoteattr(str(version))}>Reportedly</generator>\n"
            f"  <subtitle>Record with sha256 {digest}</subtitle>\n"
        )
        for incident in source.incidents():
            latest = max(latest, last_published(incident) or NEVER)
            stream.writelines(f"  {line}\n" for line in _entry(source, incident))
        stream.write(f"  <updated>{latest}T00:00:00Z</updated>\n</feed>\n")


def _entry(source: Source, incident: Incident) -> Iterator[str]:
    where = f"{incident.place.name}: " if incident.place else ""
    yield "<entry>"
    yield f"  <id>{escape(incident_id(incident.id))}</id>"
    yield f"  <title>{_text(where + incident.title)}</title>"
    yield f"  <updated>{last_published(incident) or NEVER}T00:00:00Z</updated>"
    outlets = sorted({it.outlet or it.cell.article for it in incident.accounts})
    for outlet in outlets:
        yield f"  <author><name>{_text(outlet)}</name></author>"
    for word in filter(None, (incident.kind, incident.sub_event_type, incident.status)):
        yield f"  <category term={quoteattr(word)}/>"
    for id_ in dict.fromkeys(account.cell.article for account in incident.accounts):
        article = source.article(id_)
        if article and article.url:
            yield f'  <link rel="via" href={quoteattr(article.url)}/>'
    told = " \n".join(sentence_of(account) for account in incident.accounts)
    yield f'  <content type="text">{_text(told)}</content>'
    yield "</entry>"


def _text(text: str) -> str:
    """Return text as XML takes it, without the signs that XML has no way to write."""
    kept = (it for it in text if it.isprintable() or it in " \n\t")
    return escape("".join(kept))


EXPORT = Export("atom", ".atom", "Atom feed of incidents, the latest first", write)
