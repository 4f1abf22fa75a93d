"""schema.org claims as JSON-LD: who claimed it, where it appeared, how claims stand together.

schema.org has no relation between claims, so agreement and contradiction are our own terms. A
ClaimReview is written where a person gave a verdict, and nowhere else: that an entry was accepted
says that it was read rightly, and the status of an incident is no rating.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from reportedly.publish.exports.deaths import figure_words
from reportedly.publish.exports.export import Export
from reportedly.publish.exports.graph import RECORD, article_id, cell_id, incident_id, write_graph
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Account, ActorKind, Cell, Incident, Review, Verdict

Node = dict[str, Any]
CONTEXT = {
    "@vocab": "https://schema.org/",
    "reportedly": f"{RECORD}terms:",
    "corroborates": {"@id": "reportedly:corroborates", "@type": "@id"},
    "contradicts": {"@id": "reportedly:contradicts", "@type": "@id"},
    "status": "reportedly:status",
    "act": "reportedly:act",
    "figure": "reportedly:figure",
    "sameAs": {"@type": "@id"},
    "provenance": {"@id": "reportedly:provenance", "@type": "@json"},
}
OWN_TERMS = ("corroborates", "contradicts")
KINDS: dict[ActorKind, str] = {
    "person": "Person", "country": "Country", "government": "GovernmentOrganization",
    "armed_force": "Organization", "armed_group": "Organization", "organisation": "Organization",
    "outlet": "NewsMediaOrganization",
}  # fmt: skip
RATINGS: dict[Verdict, int | None] = {
    "true": 5, "mostly_true": 4, "mixed": 3, "mostly_false": 2, "false": 1, "unproven": None,
}  # fmt: skip


def write(source: Source, path: Path) -> None:
    """Write a claim for each account that somebody gives, and people's verdicts on them.

    What a report says itself is no claim, unless a person gave a verdict on it.
    """
    write_graph(path, CONTEXT, _nodes(source))


def _nodes(source: Source) -> Iterator[Node]:
    yield {
        "@id": f"{RECORD}export", "@type": "Dataset", "name": "Claims of a record of reports",
        "version": source.provenance.get("version"), "provenance": source.provenance,
    }  # fmt: skip
    written: set[int] = set()  # verdicts: a statement may tell of several events
    for incident, account in source.accounts():
        verdicts = [it for it in _verdicts(source, account) if it[1].number not in written]
        if account.speaker is None and not verdicts:
            source.left["nobody but the report says it"] += 1
            continue
        yield _claim(source, incident, account)
        for cell, review in verdicts:
            yield from _reviewed(source, account, cell, review)
            written.add(review.number)


def _claim(source: Source, incident: Incident, account: Account) -> Node:
    return {
        "@id": cell_id(account.cell),
        "@type": "Claim",
        "text": account.words,
        "author": _author(source, account),
        "claimInterpreter": _outlet(account),
        "datePublished": account.published,
        "appearance": _report(source, account),
        "firstAppearance": _report(source, _first(incident, account)),
        "about": {"@id": incident_id(incident.id), "@type": "Event", "name": incident.title},
        "status": account.status,
        "act": account.act,
        "figure": [figure_words(told) for told in account.figures],
        **_related(incident, account),
    }


def _author(source: Source, account: Account) -> Node | None:
    if account.speaker is None:
        return _outlet(account)
    reading = source.reading(account.cell.article)
    actors = reading.actors if reading else ()
    actor = next((it for it in actors if it.name == account.speaker), None)
    same = f"http://www.wikidata.org/entity/{actor.wikidata}" if actor and actor.wikidata else None
    kind = KINDS.get(actor.kind, "Thing") if actor else "Thing"
    return {"@type": kind, "name": account.speaker, **({"sameAs": same} if same else {})}


def _outlet(account: Account) -> Node | None:
    return {"@type": "Organization", "name": account.outlet} if account.outlet else None


def _report(source: Source, account: Account) -> Node:
    article, outlet = source.article(account.cell.article), _outlet(account)
    return {
        "@id": article_id(account.cell.article), "@type": "NewsArticle",
        "headline": (article.title if article else None) or account.cell.article,
        **({"datePublished": account.published} if account.published else {}),
        **({"url": article.url} if article and article.url else {}),
        **({"publisher": outlet} if outlet else {}),
    }  # fmt: skip


def _first(incident: Incident, account: Account) -> Account:
    """Return the earliest account in which the same origin says the same."""
    if account.origin is None:
        return account
    same = [it for it in incident.accounts if _says(it) == _says(account)]
    return min(same, key=lambda it: (it.published or date.max, it != account))


def _says(account: Account) -> tuple[Any, ...]:
    figures = frozenset(figure_words(told) for told in account.figures)
    return account.origin, account.status, figures


def _related(incident: Incident, account: Account) -> Node:
    found: dict[str, list[str]] = {}
    told = {told.cell: it.cell for it in incident.accounts for told in it.figures}
    mine = {account.cell, *(figure.cell for figure in account.figures)}
    for relation in incident.relations:
        for one, other in ((relation.a, relation.b), (relation.b, relation.a)):
            if relation.kind in OWN_TERMS and one in mine and other not in mine:
                found.setdefault(relation.kind, []).append(cell_id(told.get(other, other)))
    return {kind: sorted(set(cells)) for kind, cells in found.items()}


def _verdicts(source: Source, account: Account) -> Iterator[tuple[Cell, Review]]:
    """Yield the verdicts on an account, on its figures, and on the statement it stands in."""
    event = source.event(account.cell)
    said = event.statement if event else None
    statement = [Cell(account.cell.article, said)] if said else []
    for cell in (account.cell, *(told.cell for told in account.figures), *statement):
        yield from ((cell, review) for review in source.verdicts(cell))


def _said(source: Source, cell: Cell) -> str:
    """Return what a statement says, in its report's words."""
    article, statement = source.article(cell.article), source.statement(cell)
    spans = statement.content if statement and article else ()
    return " … ".join(span.of(article.text) for span in spans) if article else ""


def _reviewed(source: Source, account: Account, cell: Cell, review: Review) -> Iterator[Node]:
    """Yield a verdict, before it what it is on if that is a part of the account."""
    told = next((it for it in account.figures if it.cell == cell), None)
    words = account.words if told or cell == account.cell else _said(source, cell)
    if cell != account.cell:
        yield {
            "@id": cell_id(cell), "@type": "Claim", "text": words,
            "name": figure_words(told) if told else None,
            "author": _author(source, account), "isPartOf": {"@id": cell_id(account.cell)},
            "appearance": {"@id": article_id(cell.article)},
        }  # fmt: skip
    verdict: Verdict = json.loads(review.new or "null")
    value = RATINGS[verdict]
    scale = {} if value is None else {"ratingValue": value, "bestRating": 5, "worstRating": 1}
    yield {
        "@id": f"{RECORD}decision:{review.number}", "@type": "ClaimReview",
        "itemReviewed": {"@id": cell_id(cell)}, "claimReviewed": words,
        "author": {"@type": "Person", "name": review.author}, "datePublished": review.at,
        "reviewRating": {
            "@type": "Rating", "alternateName": verdict.replace("_", " ").capitalize(), **scale,
        },
        "reviewBody": review.note,
    }  # fmt: skip


EXPORT = Export("claims", ".jsonld", "schema.org claims and verdicts, with who made them", write)
