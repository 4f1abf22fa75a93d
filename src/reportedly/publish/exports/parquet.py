"""Parquet: a folder with one table each of incidents, accounts, figures, relations and so on."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb

from reportedly.publish.exports.export import Export
from reportedly.publish.exports.places import properties_of
from reportedly.publish.exports.source import Source
from reportedly.vocabulary import Account, Incident, Relation, Told

Row = dict[str, Any]
TEXT, NUMBER, WHOLE, DAY, MANY = "VARCHAR", "DOUBLE", "BIGINT", "DATE", "VARCHAR[]"
TABLES: dict[str, dict[str, str]] = {
    "incidents": {
        "id": TEXT, "title": TEXT, "kind": TEXT, "type": TEXT, "status": TEXT, "start": DAY,
        "end": DAY, "place": TEXT, "place_kind": TEXT, "place_precision": WHOLE,
        "geonameid": WHOLE, "lat": NUMBER, "lon": NUMBER, "country": TEXT, "admin1": TEXT,
        "participants": MANY, "said_by": MANY, "origins": MANY, "reports": WHOLE, "copies": WHOLE,
        "killed_low": WHOLE, "killed_high": WHOLE, "last_published": DAY,
    },
    "accounts": {
        "incident": TEXT, "article": TEXT, "entry": TEXT, "outlet": TEXT, "published": DAY,
        "speaker": TEXT, "side": TEXT, "origin": TEXT, "witness": TEXT, "status": TEXT,
        "act": TEXT, "actors": MANY, "targets": MANY, "recalled": "BOOLEAN", "words": TEXT,
        "span_start": WHOLE, "span_end": WHOLE,
    },
    "figures": {
        "incident": TEXT, "article": TEXT, "entry": TEXT, "event": TEXT, "measure": TEXT,
        "unit": TEXT, "low": NUMBER, "high": NUMBER, "comparator": TEXT, "speaker": TEXT,
        "side": TEXT, "origin": TEXT, "published": DAY, "window_start": DAY, "window_end": DAY,
        "basis": MANY, "words": TEXT, "span_start": WHOLE, "span_end": WHOLE,
    },
    "relations": {
        "incident": TEXT, "kind": TEXT, "a_article": TEXT, "a_entry": TEXT, "b_article": TEXT,
        "b_entry": TEXT, "measure": TEXT, "conditions_held": MANY, "conditions_failed": MANY,
    },
    "commitments": {
        "id": TEXT, "kind": TEXT, "status": TEXT, "by": MANY, "to": MANY, "what": TEXT,
        "condition": TEXT, "due": DAY, "members": MANY,
    },
    "articles": {
        "id": TEXT, "url": TEXT, "title": TEXT, "outlet": TEXT, "authors": MANY,
        "published": DAY, "language": TEXT, "standing": TEXT, "supersedes": TEXT, "reader": TEXT,
        "text": TEXT,
    },
}  # fmt: skip


def write(source: Source, folder: Path) -> None:
    """Write a file for each of `TABLES`; commitments and articles are those of the whole record."""
    for name in TABLES:
        write_table(source, name, folder / f"{name}.parquet")


def write_table(source: Source, name: str, target: Path) -> None:
    """Write one of `TABLES` to a file."""
    with tempfile.TemporaryDirectory(prefix="reportedly-") as room:
        lines = Path(room) / "rows.jsonl"
        with lines.open("w", encoding="utf-8", errors="replace") as stream:
            for row in ROWS[name](source):
                stream.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        _copy(lines, target, TABLES[name], source.provenance)


def _copy(lines: Path, target: Path, columns: dict[str, str], provenance: dict[str, Any]) -> None:
    """Turn lines of JSON into a table, in their order; `provenance` goes into its metadata."""
    shape = ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind in columns.items())
    told = json.dumps(provenance, ensure_ascii=False, sort_keys=True)
    with duckdb.connect(config={"threads": 1}) as engine:
        engine.execute(
            f"COPY (SELECT * FROM read_json({_quoted(str(lines))}, format='newline_delimited', "  # noqa: S608 (quoted)
            f"columns={{{shape}}}, maximum_object_size=268435456)) TO {_quoted(str(target))} "
            f"(FORMAT parquet, COMPRESSION zstd, KV_METADATA {{reportedly: {_quoted(told)}}})"
        )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _incidents(source: Source) -> Iterator[Row]:
    for incident in source.incidents():
        place = incident.place
        yield properties_of(incident) | {
            "participants": incident.participants, "said_by": incident.said_by,
            "origins": incident.origins, "lat": place.lat if place else None,
            "lon": place.lon if place else None, "geonameid": place.geonameid if place else None,
        }  # fmt: skip


def _accounts(source: Source) -> Iterator[Row]:
    kept = ("outlet", "published", "speaker", "side", "origin", "witness", "status", "act",
            "actors", "targets", "recalled", "words")  # fmt: skip
    for incident, account in source.accounts():
        first, *_ = (*account.evidence, (None, None))
        yield _cell(incident, account) | {name: getattr(account, name) for name in kept} | {
            "span_start": first[0], "span_end": first[1]
        }  # fmt: skip


def _figures(source: Source) -> Iterator[Row]:
    for incident, account in source.accounts():
        for told in account.figures:
            yield _figure(incident, account, told)


def _figure(incident: Incident, account: Account, told: Told) -> Row:
    kept = ("measure", "unit", "low", "high", "comparator", "speaker", "side", "origin",
            "published", "basis", "words")  # fmt: skip
    start, end = told.window or (None, None)
    return {name: getattr(told, name) for name in kept} | {
        "incident": incident.id, "article": told.cell.article, "entry": told.cell.entry,
        "event": account.cell.entry, "window_start": start and start[:10],
        "window_end": end and end[:10], "span_start": told.span[0], "span_end": told.span[1],
    }  # fmt: skip


def _relations(source: Source) -> Iterator[Row]:
    for incident in source.incidents():
        for relation in incident.relations:
            yield {
                "incident": incident.id, "kind": relation.kind,
                "a_article": relation.a.article, "a_entry": relation.a.entry,
                "b_article": relation.b.article, "b_entry": relation.b.entry,
                "measure": relation.measure,
                "conditions_held": _conditions(relation, True),
                "conditions_failed": _conditions(relation, False),
            }  # fmt: skip


def _conditions(relation: Relation, hold: bool) -> list[str]:
    return [f"{it.name}: {it.detail}" for it in relation.checks if it.holds is hold]


def _commitments(source: Source) -> Iterator[Row]:
    kept = ("id", "kind", "status", "by", "to", "what", "condition")
    for thread in source.threads():
        yield {name: getattr(thread, name) for name in kept} | {
            "due": thread.due and thread.due[:10],
            "members": ["/".join(cell) for cell in thread.members],
        }


def _articles(source: Source) -> Iterator[Row]:
    kept = ("id", "url", "title", "outlet", "authors", "published", "language", "standing",
            "supersedes", "text")  # fmt: skip
    for reading in source.readings():
        yield {name: getattr(reading.article, name) for name in kept} | {"reader": reading.reader}


def _cell(incident: Incident, account: Account) -> Row:
    return {
        "incident": incident.id, "article": account.cell.article, "entry": account.cell.entry,
    }  # fmt: skip


ROWS: dict[str, Callable[[Source], Iterator[Row]]] = {
    "incidents": _incidents, "accounts": _accounts, "figures": _figures,
    "relations": _relations, "commitments": _commitments, "articles": _articles,
}  # fmt: skip
EXPORT = Export(
    "parquet", "", "Parquet: a folder with a table each of what the record holds", write, True
)
