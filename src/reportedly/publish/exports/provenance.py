"""Where an export comes from: version, readers, what was asked for, and the record's hash."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import asdict
from importlib.metadata import version

from sqlalchemy import select

from reportedly.publish.exports.source import ALL
from reportedly.reconcile import Sought
from reportedly.record import Record
from reportedly.record.bytewise import bytewise
from reportedly.record.decisions import stream
from reportedly.record.tables import incidents, readings, threads
from reportedly.vocabulary import Cell

AT_ONCE = 50  # documents in memory
OFFSETS = "half-open, in Unicode code points of the article's text as it is kept"


def provenance_of(
    record: Record, format: str, sought: Sought, cell: Cell | None = None
) -> dict[str, object]:
    """Return what is told about an export: plain values that depend on the record alone.

    `record_sha256` covers all readings, incidents, commitments and decisions of the record: two
    exports of the same record have the same.
    """
    digest, readers = hashlib.sha256(), Counter[str]()
    latest: str | None = None
    with record.transaction() as connection:
        told = select(readings.c.article_id, readings.c.reader, readings.c.body)
        told = told.order_by(bytewise(readings.c.article_id)).execution_options(yield_per=AT_ONCE)
        for id_, reader, body in connection.execute(told):
            readers[reader] += 1
            digest.update(f"reading {id_} {_hash(body)}\n".encode())
        for name, table in (("incident", incidents), ("commitment", threads)):
            kept = select(table.c.id, table.c.body).order_by(bytewise(table.c.id))
            kept = kept.execution_options(yield_per=AT_ONCE)
            for id_, body in connection.execute(kept):
                digest.update(f"{name} {id_} {_hash(body)}\n".encode())
        for review in stream(connection):
            digest.update(f"decision {_hash(repr(review))}\n".encode())
            latest = review.at
    asked = {name: value for name, value in asdict(sought).items() if value not in (None, 0, ALL)}
    return {
        "software": "Reportedly",
        "version": version("reportedly"),
        "format": format,
        "readers": dict(sorted(readers.items())),
        "parameters": asked | ({"cell": "/".join(cell)} if cell else {}),
        "record_sha256": digest.hexdigest(),
        "last_decision": latest,
        "offsets": OFFSETS,
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
