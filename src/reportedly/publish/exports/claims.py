"""schema.org claims as JSON-LD: who claimed it, where it appeared, how claims stand together.

schema.org has no relation between claims, so agreement and contradiction are our own terms. No
ClaimReview is written: a decision on an entry says whether it was read rightly, which is no
verdict on the claim, and the status of an incident is no rating.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.publish.exports.deaths import figure_words
from reportedly.publish.exports.export import Export
from reportedly.publish.exports.graph import RECORD, article_id, cell_id, incident_id, write_graph
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Account, Article, Incident

Node = dict[str, Any]
CONTEXT = {
    "@vocab": "https://schema.org/",
    "reportedly": f"{RECORD}terms:",
    "corroborates": {"@id": "reportedly:corroborates", "@type": "@id"},
    "contradicts": {"@id": "reportedly:contradicts", "@type": "@id"},
    "incident": {"@id": "reportedly:incident", "@type": "@id"},
    "status": "reportedly:status",
    "act": "reportedly:act",
    "figure": "reportedly:figure",
    "provenance": {"@id": "reportedly:provenance", "@type": "@json"},
}
OWN_TERMS = ("corroborates", "contradicts")


def write(source: Source, path: Path) -> None:
    """Write a claim for each account that somebody gives; what a report says itself is none."""
    write_graph(path, CONTEXT, _nodes(source))


def _nodes(source: Source) -> Iterator[Node]:
    yield {
        "@id": f"{RECORD}export", "@type": "Dataset", "name": "Claims of a record of reports",
        "version": source.provenance.get("version"), "provenance": source.provenance,
    }  # fmt: skip
    for incident, account in source.accounts():
        if account.speaker is None:
            source.left["nobody but the report says it"] += 1
            continue
        yield _claim(incident, account, source.article(account.cell.article))


def _claim(incident: Incident, account: Account, article: Article | None) -> Node:
    said = {"@type": "Organization", "name": account.outlet} if account.outlet else None
    return {
        "@id": cell_id(account.cell),
        "@type": "Claim",
        "text": " ".join(account.words.split()),
        "author": {"@type": "Thing", "name": account.speaker},
        "claimInterpreter": said,
        "datePublished": account.published,
        "appearance": {
            "@id": article_id(account.cell.article), "@type": "NewsArticle",
            "headline": (article.title if article else None) or account.cell.article,
            **({"url": article.url} if article and article.url else {}),
            **({"publisher": said} if said else {}),
        },
        "about": {"@id": incident_id(incident.id), "@type": "Event", "name": incident.title},
        "status": account.status,
        "act": account.act,
        "figure": [figure_words(told) for told in account.figures],
        **_related(incident, account),
    }  # fmt: skip


def _related(incident: Incident, account: Account) -> Node:
    found: dict[str, list[str]] = {}
    told = {told.cell: it.cell for it in incident.accounts for told in it.figures}
    mine = {account.cell, *(figure.cell for figure in account.figures)}
    for relation in incident.relations:
        for one, other in ((relation.a, relation.b), (relation.b, relation.a)):
            if relation.kind in OWN_TERMS and one in mine and other not in mine:
                found.setdefault(relation.kind, []).append(cell_id(told.get(other, other)))
    return {kind: sorted(set(cells)) for kind, cells in found.items()}


EXPORT = Export("claims", ".jsonld", "schema.org claims as JSON-LD, with who made them", write)
