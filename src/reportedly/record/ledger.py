"""What reconciling keeps of many readings: rows in and out of its tables, no judgement.

Every function takes a connection, so that what belongs together is one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    String,
    cast,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from reportedly.record.bytewise import bytewise
from reportedly.record.document import from_json
from reportedly.record.tables import (
    accounts,
    articles,
    bands,
    blocks,
    copies,
    incident_aliases,
    incidents,
    links,
    parties,
    readings,
    reconcile_state,
    reconciled,
    reviews,
    signatures,
    thread_blocks,
    thread_members,
    threads,
    told,
)
from reportedly.vocabulary import Reading

LOCK = 7_263_104_520  # any number, as long as it is always the same
AT_ONCE = 500  # values of one IN (…)


def pending(connection: Connection, limit: int) -> list[tuple[str, str]]:
    """Return id and version of articles that wait to be reconciled, the first published first.

    The version is the number of the last decision on the article: after another it waits again.
    """
    order = (articles.c.published.asc().nulls_last(), articles.c.number)
    return [tuple(row) for row in connection.execute(_waiting().order_by(*order).limit(limit))]


def count_pending(connection: Connection) -> int:
    """Return how many articles wait to be reconciled."""
    asked = select(func.count()).select_from(_waiting().subquery())
    return int(connection.execute(asked).scalar_one())


def _waiting() -> Select[Any]:
    last = (
        select(reviews.c.article_id, func.max(reviews.c.number).label("number"))
        .where(reviews.c.article_id != "")
        .group_by(reviews.c.article_id)
        .subquery()
    )
    now = cast(func.coalesce(last.c.number, 0), String)
    return (
        select(articles.c.id, now)
        .join(readings)
        .outerjoin(reconciled, reconciled.c.article_id == articles.c.id)
        .outerjoin(last, last.c.article_id == articles.c.id)
        .where(
            or_(reconciled.c.article_id.is_(None), reconciled.c.version != now),
            articles.c.superseded_by.is_(None),
        )
    )


def outdated(connection: Connection) -> list[str]:
    """Return ids of articles that were reconciled, and then got a later version."""
    kept = select(reconciled.c.article_id).join(articles)
    return list(connection.execute(kept.where(articles.c.superseded_by.isnot(None))).scalars())


def lock(connection: Connection) -> None:
    """Let no other run reconcile until this transaction ends (SQLite has one writer anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


def readings_of(connection: Connection, ids: Iterable[str]) -> Iterator[Reading]:
    """Yield the readings of articles, in the order of the ids."""
    for some in portions(ids):
        asked = select(readings.c.article_id, readings.c.body)
        found = dict(connection.execute(asked.where(readings.c.article_id.in_(some))).all())
        for id_ in some:
            if id_ in found:
                yield from_json(found[id_])


def mark(connection: Connection, versions: Iterable[tuple[str, str]]) -> None:
    """Note which version of articles has been reconciled."""
    rows = [{"article_id": id_, "version": version} for id_, version in versions]
    if rows:
        connection.execute(insert(reconciled), rows)


def state(connection: Connection, name: str) -> str | None:
    """Return how far a run came with something that belongs to no one article."""
    asked = select(reconcile_state.c.value).where(reconcile_state.c.name == name)
    return connection.execute(asked).scalar()


def put_state(connection: Connection, name: str, value: str) -> None:
    """Note how far a run came."""
    connection.execute(delete(reconcile_state).where(reconcile_state.c.name == name))
    connection.execute(insert(reconcile_state).values(name=name, value=value))


def forget(
    connection: Connection, ids: Sequence[str]
) -> tuple[list[int], dict[tuple[str, str], str]]:
    """Drop what reconciling made of articles.

    Return the accounts of others that stood with theirs, and in which incident each of theirs
    (article, event) stood; `remove_empty` drops those incidents that stay without any.
    """
    stood: dict[tuple[str, str], str] = {}
    for some in portions(ids):
        of_them = accounts.c.article_id.in_(some)
        asked = select(accounts.c.article_id, accounts.c.event_id, accounts.c.incident_id)
        placed = asked.where(of_them, accounts.c.incident_id.isnot(None))
        stood.update({(row[0], row[1]): row[2] for row in connection.execute(placed)})
        connection.execute(delete(accounts).where(of_them))
        for table in (bands, signatures, copies, reconciled):
            connection.execute(delete(table).where(table.c.article_id.in_(some)))
        connection.execute(delete(copies).where(copies.c.of.in_(some)))
    return members_of(connection, sorted(set(stood.values()))), stood


def remove_empty(connection: Connection, ids: Collection[str]) -> None:
    """Drop those of some incidents that no account stands in any more."""
    alive: set[str] = set()
    for some in portions(sorted(ids)):
        asked = select(accounts.c.incident_id).where(accounts.c.incident_id.in_(some))
        alive.update(connection.execute(asked.distinct()).scalars())
    remove_incidents(connection, sorted(set(ids) - alive))


def add_signatures(connection: Connection, signed: Mapping[str, tuple[bytes, int]]) -> None:
    """Keep the signatures of articles: their bytes and number of words."""
    rows = [{"article_id": id_, "body": b, "words": n} for id_, (b, n) in signed.items()]
    if rows:
        connection.execute(insert(signatures), rows)


def add_bands(connection: Connection, banded: Mapping[str, Iterable[str]]) -> None:
    """Keep the bands of articles' signatures."""
    rows = [{"band": band, "article_id": id_} for id_, some in banded.items() for band in some]
    if rows:
        connection.execute(insert(bands), rows)


def sharing_bands(
    connection: Connection, some: Iterable[str], limit: int
) -> Iterator[tuple[str, str]]:
    """Yield bands with the ids of articles that have them, of each band the first so many."""
    first = func.row_number().over(partition_by=bands.c.band, order_by=bytewise(bands.c.article_id))
    for portion in portions(some):
        numbered = select(bands, first.label("rank")).where(bands.c.band.in_(portion)).subquery()
        asked = select(numbered.c.band, numbered.c.article_id).where(numbered.c.rank <= limit)
        yield from connection.execute(asked).all()


def put_copies(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep which articles repeat others, in place of what was held of the same articles."""
    for some in portions(row["article_id"] for row in rows):
        connection.execute(delete(copies).where(copies.c.article_id.in_(some)))
    if rows:
        connection.execute(insert(copies), list(rows))


def copies_among(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return the copies (as JSON) that some articles are, by article."""
    found: dict[str, str] = {}
    for some in portions(ids):
        asked = select(copies.c.article_id, copies.c.body).where(copies.c.article_id.in_(some))
        found.update(connection.execute(asked).all())
    return found


def copies_of(connection: Connection, ids: Collection[str]) -> list[str]:
    """Return the articles that repeat any of some others."""
    asked = select(copies.c.article_id).where(copies.c.of.in_(ids))
    return list(connection.execute(asked.order_by(copies.c.article_id)).scalars())


def add_accounts(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Keep accounts (article_id, event_id, body) and return their numbers."""
    if not rows:
        return []
    made = insert(accounts).returning(accounts.c.number, sort_by_parameter_order=True)
    return list(connection.execute(made, list(rows)).scalars())


def add_blocks(connection: Connection, rows: Sequence[tuple[str, int]]) -> None:
    """Keep the blocks of accounts."""
    if rows:
        values = [{"block": block, "account": number} for block, number in rows]
        connection.execute(insert(blocks), values)


def in_blocks(connection: Connection, some: Collection[str], limit: int) -> list[int]:
    """Return the accounts in any of some blocks, the latest first, at most so many."""
    asked = select(blocks.c.account).where(blocks.c.block.in_(some)).distinct()
    return list(connection.execute(asked.order_by(blocks.c.account.desc()).limit(limit)).scalars())


def bodies_of(connection: Connection, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield number and body of accounts."""
    for some in portions(numbers):
        asked = select(accounts.c.number, accounts.c.body).where(accounts.c.number.in_(some))
        yield from connection.execute(asked)


def standing(connection: Connection, numbers: Iterable[int]) -> dict[int, str | None]:
    """Return the incidents in which accounts stand, by account."""
    found: dict[int, str | None] = {}
    for some in portions(numbers):
        asked = select(accounts.c.number, accounts.c.incident_id)
        found.update(connection.execute(asked.where(accounts.c.number.in_(some))).all())
    return found


def outlets_of(connection: Connection, ids: Iterable[str]) -> dict[str, str | None]:
    """Return the outlets of articles."""
    found: dict[str, str | None] = {}
    for some in portions(ids):
        asked = select(articles.c.id, articles.c.outlet).where(articles.c.id.in_(some))
        found.update(connection.execute(asked).all())
    return found


def accounts_at(connection: Connection, articles_: Iterable[str]) -> list[tuple[int, str, str]]:
    """Return number, article and body of the accounts of articles."""
    found: list[tuple[int, str, str]] = []
    for some in portions(articles_):
        asked = select(accounts.c.number, accounts.c.article_id, accounts.c.body)
        found += connection.execute(asked.where(accounts.c.article_id.in_(some)))
    return sorted(found)


def add_links(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep links between accounts (a < b, score, reasons); those kept already are left."""
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        connection.execute(dialect.insert(links).on_conflict_do_nothing(), list(rows))


def links_among(
    connection: Connection, numbers: Iterable[int]
) -> list[tuple[int, int, float, str]]:
    """Return the links that begin or end at any of some accounts."""
    found: dict[tuple[int, int], tuple[int, int, float, str]] = {}
    for some in portions(numbers):
        for column in (links.c.a, links.c.b):
            asked = select(links.c.a, links.c.b, links.c.score, links.c.reasons)
            for row in connection.execute(asked.where(column.in_(some))):
                found[row[0], row[1]] = row
    return sorted(found.values())


def members_of(connection: Connection, ids: Iterable[str]) -> list[int]:
    """Return the accounts of incidents."""
    found: list[int] = []
    for some in portions(ids):
        asked = select(accounts.c.number).where(accounts.c.incident_id.in_(some))
        found += connection.execute(asked).scalars()
    return sorted(found)


def place_accounts(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Put accounts into incidents."""
    grouped: dict[str, list[int]] = {}
    for number, id_ in rows:
        grouped.setdefault(id_, []).append(number)
    for id_, numbers in grouped.items():
        for some in portions(numbers):
            placed = update(accounts).where(accounts.c.number.in_(some))
            connection.execute(placed.values(incident_id=id_))


def put_incidents(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep incidents in place of what was kept under their ids, or led from these to others."""
    remove_incidents(connection, [row["id"] for row in rows])
    for some in portions(row["id"] for row in rows):
        connection.execute(delete(incident_aliases).where(incident_aliases.c.id.in_(some)))
    if rows:
        connection.execute(insert(incidents), list(rows))


def put_told(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep figures of incidents."""
    if rows:
        connection.execute(insert(told), list(rows))


def put_parties(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep who acts, is struck, speaks or prints in incidents."""
    if rows:
        connection.execute(insert(parties), list(rows))


def remove_incidents(connection: Connection, ids: Iterable[str]) -> None:
    """Drop incidents and their figures."""
    for some in portions(ids):
        for table in (told, parties):
            connection.execute(delete(table).where(table.c.incident_id.in_(some)))
        connection.execute(delete(incidents).where(incidents.c.id.in_(some)))


def alias(connection: Connection, old: str, new: str) -> None:
    """Let the id of an incident that is no more lead to another."""
    connection.execute(delete(incident_aliases).where(incident_aliases.c.id.in_((old, new))))
    same = incident_aliases.c.incident_id == old
    connection.execute(update(incident_aliases).where(same).values(incident_id=new))
    connection.execute(insert(incident_aliases).values(id=old, incident_id=new))


def taken(connection: Connection, ids: Collection[str]) -> set[str]:
    """Return which ids incidents have or had."""
    found: set[str] = set()
    for some in portions(ids):
        found.update(connection.execute(select(incidents.c.id).where(incidents.c.id.in_(some)))
                     .scalars())  # fmt: skip
    return found


def nothing(connection: Connection) -> None:
    """Forget all that reconciling made; readings and reviews stay."""
    for table in (
        told, parties, links, blocks, accounts, incidents, copies, bands, signatures, reconciled,
        reconcile_state, thread_blocks, thread_members, threads,
    ):  # fmt: skip
        connection.execute(delete(table))


def portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield values in portions that fit one statement."""
    left = iter(values)
    while some := list(islice(left, AT_ONCE)):
        yield some


def incident_bodies(connection: Connection) -> Iterator[str]:
    """Yield all incidents as JSON, the latest first, those without a day last."""
    order = (incidents.c.start.desc().nulls_last(), bytewise(incidents.c.id))
    yield from connection.execute(select(incidents.c.body).order_by(*order)).scalars()


def copy_bodies(connection: Connection) -> Iterator[str]:
    """Yield all copies as JSON."""
    asked = select(copies.c.body).order_by(bytewise(copies.c.article_id))
    yield from connection.execute(asked).scalars()


def thread_bodies(connection: Connection) -> Iterator[str]:
    """Yield all threads of commitments as JSON, the latest first."""
    order = (threads.c.first_published.desc().nulls_last(), bytewise(threads.c.id))
    yield from connection.execute(select(threads.c.body).order_by(*order)).scalars()


def all_accounts(connection: Connection) -> list[int]:
    """Return the numbers of all accounts."""
    return list(connection.execute(select(accounts.c.number).order_by(accounts.c.number)).scalars())
