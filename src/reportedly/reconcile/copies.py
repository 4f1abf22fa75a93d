"""Finding, among all reports of a record, those that repeat others."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection

from reportedly.reconcile.origins import agencies
from reportedly.reconcile.repeats import Text, bands_of, copy, earlier, repeats, signature, text_of
from reportedly.record import ledger
from reportedly.vocabulary import Copy, Reading

CANDIDATES = 60  # reports with a band in common that are compared
REMEMBERED = 4_000  # texts

Texts = dict[str, Text]


def find_copies(connection: Connection, readings: Iterable[Reading], texts: Texts) -> set[str]:
    """Find what some new reports repeat and who repeats them; return all reports concerned."""
    found = [text_of(reading.article) for reading in readings]
    signed = {text.id: (signature(text), text.words) for text in found}
    banded = {id_: bands_of(sign) for id_, (sign, _) in signed.items()}
    sharing: dict[str, list[str]] = defaultdict(list)
    asked = sorted({band for bands in banded.values() for band in bands})
    for band, id_ in ledger.sharing_bands(connection, asked, CANDIDATES):
        sharing[band].append(id_)
    concerned: set[str] = set()
    for text in found:
        near = {id_ for band in banded[text.id] for id_ in sharing[band]}
        remember(texts, text)
        concerned |= settle(
            connection, text, texts_of(connection, sorted(near)[:CANDIDATES], texts)
        )
        for band in banded[text.id]:
            sharing[band].append(text.id)
    ledger.add_signatures(connection, signed)
    ledger.add_bands(connection, banded)
    return concerned


def settle(connection: Connection, text: Text, near: list[Text]) -> set[str]:
    """Put a report among those that share its copy; return those whose place changed."""
    shares = {one.id: share for one in near if (share := repeats(text, one)) is not None}
    alike = [one for one in near if one.id in shares]
    if not alike:
        return set()
    known = copies_among(connection, shares)
    originals = {known[one.id].of if one.id in known else one.id for one in alike}
    group = {one.id: one for one in [*alike, text]}
    first = text
    for one in alike:
        if one.id not in known and earlier(one, first, agencies()):
            first = one
    if first is not text or originals - set(group):
        root = first.id if first is not text else min(originals - set(group))
        best = max(alike, key=lambda one: (shares[one.id], one.id))
        made = copy(text, group.get(root, best), shares[best.id])
        put(connection, [replace(made, of=root)])
        return {text.id}
    # The new report is the original of what was held to be one.
    moved = [one for one in alike if one.id not in known]
    others = ledger.copies_of(connection, [one.id for one in moved]) if moved else []
    put(connection, [copy(one, text, shares[one.id]) for one in moved])
    held = copies_among(connection, others)
    put(connection, [replace(held[id_], of=text.id) for id_ in others])
    return {text.id, *(one.id for one in moved), *others}


def put(connection: Connection, found: Iterable[Copy]) -> None:
    """Keep copies."""
    ledger.put_copies(
        connection,
        [
            {
                "article_id": one.article,
                "of": one.of,
                "share": one.share,
                "body": json.dumps(asdict(one), ensure_ascii=False),
            }
            for one in found
        ],
    )


def copies_among(connection: Connection, ids: Iterable[str]) -> dict[str, Copy]:
    """Return which of some articles repeat others."""
    rows = ledger.copies_among(connection, ids)
    return {id_: adapter().validate_json(body) for id_, body in sorted(rows.items())}


def texts_of(connection: Connection, ids: list[str], texts: Texts) -> list[Text]:
    """Return the texts of articles, from memory or the record."""
    missing = [id_ for id_ in ids if id_ not in texts]
    for reading in ledger.readings_of(connection, missing):
        remember(texts, text_of(reading.article))
    return [texts[id_] for id_ in ids if id_ in texts]


def remember(texts: Texts, text: Text) -> None:
    """Keep a text in memory, and let the oldest go where they are too many."""
    texts[text.id] = text
    while len(texts) > REMEMBERED:
        del texts[next(iter(texts))]


@cache
def adapter() -> TypeAdapter[Copy]:
    """Return the adapter between copies and JSON, built once."""
    return TypeAdapter(Copy)
