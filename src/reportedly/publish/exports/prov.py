"""W3C PROV as JSON-LD: from what each account of an incident, or one cell, comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.publish.exports.export import Export
from reportedly.publish.exports.graph import RECORD, article_id, cell_id, incident_id, write_graph
from reportedly.publish.exports.source import Source
from reportedly.reconcile import copies_of
from reportedly.vocabulary import Account, Cell, Copy, Reading, Review

Node = dict[str, Any]
PROV = "http://www.w3.org/ns/prov#"
LINKS = (
    "wasQuotedFrom", "wasAttributedTo", "wasDerivedFrom", "hadPrimarySource", "wasGeneratedBy",
    "wasAssociatedWith", "wasRevisionOf", "used", "hadMember",
)  # fmt: skip
CONTEXT = {
    "prov": PROV,
    "reportedly": f"{RECORD}terms:",
    "Entity": "prov:Entity",
    "Activity": "prov:Activity",
    "Agent": "prov:Agent",
    "value": "prov:value",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "span": "reportedly:span",
    "address": "reportedly:address",
    "decision": "reportedly:decision",
    "parameters": {"@id": "reportedly:parameters", "@type": "@json"},
    "endedAtTime": {
        "@id": "prov:endedAtTime", "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
    },
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in LINKS},
}  # fmt: skip


def write(source: Source, path: Path) -> None:
    """Write the accounts asked for, the words and reports they come from, and who decided."""
    write_graph(path, CONTEXT, _nodes(source))


def _nodes(source: Source) -> Iterator[Node]:
    yield {"@id": f"{RECORD}export", "@type": "Entity", "parameters": source.provenance}
    for incident in source.incidents():
        accounts = [it for it in incident.accounts if source.cell in (None, it.cell)]
        if not accounts:
            continue
        cells = [cell_id(it.cell) for it in accounts]
        yield {"@id": incident_id(incident.id), "@type": ["Entity", "prov:Collection"],
               "label": incident.title, "hadMember": cells}  # fmt: skip
        copies = copies_of(source.record, {it.cell.article for it in accounts})
        for account in accounts:
            yield from _account(source, account, copies)
            yield from _decisions(account.cell, source.decisions(account.cell))


def _account(source: Source, account: Account, copies: dict[str, Copy]) -> Iterator[Node]:
    reading = source.reading(account.cell.article)
    if reading is None:
        return
    spoken, run = f"{cell_id(account.cell)}:words", f"{RECORD}reading:{reading.article.id}"
    speaker = f"{cell_id(account.cell)}:speaker"
    outlet = f"{article_id(reading.article.id)}:outlet"
    whose = speaker if account.speaker else outlet
    yield {
        "@id": cell_id(account.cell), "@type": "Entity", "label": account.status,
        "wasDerivedFrom": spoken, "wasGeneratedBy": run, "wasAttributedTo": whose,
        **({"hadPrimarySource": f"{RECORD}origin:{_key(account.origin)}"}
           if account.origin else {}),
    }  # fmt: skip
    if account.origin:
        yield {"@id": f"{RECORD}origin:{_key(account.origin)}", "@type": "Entity",
               "label": account.origin}  # fmt: skip
    yield {
        "@id": spoken, "@type": "Entity", "value": account.words,
        "span": [f"{start}-{end}" for start, end in account.evidence],
        "wasQuotedFrom": article_id(reading.article.id), "wasAttributedTo": whose,
    }  # fmt: skip
    if account.speaker:
        yield {"@id": speaker, "@type": "Agent", "label": account.speaker}
    yield {"@id": outlet, "@type": "Agent", "label": account.outlet or "unknown outlet"}
    yield from _article(reading, copies.get(reading.article.id))
    yield {
        "@id": run, "@type": "Activity", "label": "reading", "used": article_id(reading.article.id),
        "wasAssociatedWith": f"{RECORD}reader",
    }  # fmt: skip
    yield {"@id": f"{RECORD}reader", "@type": ["Agent", "prov:SoftwareAgent"],
           "label": reading.reader}  # fmt: skip


def _article(reading: Reading, copy: Copy | None) -> Iterator[Node]:
    article = reading.article
    yield {
        "@id": article_id(article.id), "@type": "Entity", "label": article.title or article.id,
        "address": article.url, "wasDerivedFrom": article_id(copy.of) if copy else None,
        "wasRevisionOf": article_id(article.supersedes) if article.supersedes else None,
        "wasAttributedTo": f"{article_id(article.id)}:outlet",
    }  # fmt: skip


def _decisions(cell: Cell, reviews: list[Review]) -> Iterator[Node]:
    for review in reviews:
        person = f"{RECORD}person:{_key(review.author)}"
        yield {
            "@id": f"{RECORD}decision:{review.number}", "@type": "Activity",
            "label": review.note or review.decision, "decision": review.decision,
            "used": cell_id(cell), "endedAtTime": review.at, "wasAssociatedWith": person,
        }  # fmt: skip
        yield {"@id": person, "@type": ["Agent", "prov:Person"], "label": review.author}


def _key(text: str) -> str:
    return article_id(text).removeprefix(article_id(""))


EXPORT = Export("prov", ".jsonld", "W3C PROV as JSON-LD: what each account comes from", write)
