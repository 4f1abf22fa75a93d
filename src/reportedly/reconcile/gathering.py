"""Accounts that are linked → incidents with ids that last."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter
from sqlalchemy import Connection

from reportedly.reconcile.clusters import clusters
from reportedly.reconcile.comparison import compare
from reportedly.reconcile.copies import copies_among
from reportedly.reconcile.incidents import Printed, incident
from reportedly.reconcile.keeping import Kept, Seen, recall
from reportedly.reconcile.origins import outlet_key
from reportedly.reconcile.traces import Trace
from reportedly.record import ledger
from reportedly.vocabulary import Cell, Incident, Link

LIKELY = 0.5  # chance from which two accounts are of one incident by themselves
MOST = 3_000  # accounts that hang together; beyond, those farther away stay as they are
ADAPTER = TypeAdapter(Incident)
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class People:
    """What people decided of pairs of accounts: joined and parted, and who joined them."""

    joined: Mapping[tuple[int, int], str] = field(default_factory=dict)
    parted: Pairs = ()


@dataclass(frozen=True, slots=True)
class Web:
    """Accounts that hang together: what is known of each, links among them, people's decisions."""

    known: dict[int, Kept]
    links: list[tuple[int, int, float, str]]
    people: People
    touched: frozenset[int]


def gather(
    connection: Connection, touched: Iterable[int], seen: Seen, people: People = People()
) -> set[str]:
    """Make the incidents of some accounts, and all that hang with them, again; return their ids."""
    numbers, links = hanging_together(connection, touched, people)
    if not numbers:
        return set()
    known = {one.number: one for one in recall(connection, numbers, seen)}
    web = Web(known, [link for link in links if link[0] in known and link[1] in known], people,
              frozenset(touched))  # fmt: skip
    return settle(connection, groups_in(web), web)


def groups_in(web: Web) -> list[list[int]]:
    """Return which accounts are of one incident."""
    known = web.known
    order = sorted(known, key=lambda n: (known[n].trace.published or 10**9, known[n].cell))
    chances: dict[tuple[int, int], float] = {(a, b): score for a, b, score, _ in web.links}

    def chance(a: int, b: int) -> float:
        pair = (min(a, b), max(a, b))
        if pair not in chances:
            chances[pair] = compare(known[pair[0]].trace, known[pair[1]].trace)[0]
        return chances[pair]

    scored = [(a, b, score) for a, b, score, _ in web.links]
    return clusters(order, scored, chance, web.people.joined, web.people.parted)


def hanging_together(
    connection: Connection, touched: Iterable[int], people: People
) -> tuple[list[int], list[tuple[int, int, float, str]]]:
    """Return all accounts that hang together with some by links, and these links."""
    beside: dict[int, set[int]] = {}
    for a, b in people.joined:
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    found: dict[int, None] = {}
    links: dict[tuple[int, int], tuple[int, int, float, str]] = {}
    wave = sorted(set(touched))
    while wave and len(found) < MOST:
        found.update(dict.fromkeys(wave))
        step = ledger.links_among(connection, wave)
        links.update({(link[0], link[1]): link for link in step})
        near = {n for link in step for n in link[:2]} | {n for w in wave for n in beside.get(w, ())}
        stood = {id_ for id_ in ledger.standing(connection, wave).values() if id_}
        near |= set(ledger.members_of(connection, stood))
        wave = sorted(near - set(found))
    kept = set(found)
    return list(found), [link for link in sorted(links.values()) if {link[0], link[1]} <= kept]


def settle(connection: Connection, groups: list[list[int]], web: Web) -> set[str]:
    """Give each group the id of the incident it was, keep it, and drop what is no more."""
    known = web.known
    stood = ledger.standing(connection, known)
    ids = ids_of(connection, groups, known, stood)
    changed = [
        (id_, group)
        for id_, group in zip(ids, groups, strict=True)
        if web.touched & set(group) or {stood[number] for number in group} != {id_}
        or len(ledger.members_of(connection, [id_])) != len(group)
    ]  # fmt: skip
    ledger.place_accounts(connection, [(n, id_) for id_, group in changed for n in group])
    gone = {id_ for id_ in stood.values() if id_} - set(ids)
    for old in sorted(gone):
        went = Counter(id_ for id_, group in zip(ids, groups, strict=True) for n in group
                       if stood[n] == old)  # fmt: skip
        ledger.alias(connection, old, went.most_common(1)[0][0])
    ledger.remove_incidents(connection, sorted(gone))
    home = {number: id_ for id_, group in changed for number in group}
    inner: dict[str, list[Link]] = {}
    for a, b, link in told_links(web):
        if a in home and home[a] == home.get(b):
            inner.setdefault(home[a], []).append(link)
    made = [
        build(connection, id_, [known[number] for number in group], inner.get(id_, []))
        for id_, group in changed
    ]
    keep(connection, made)
    return {one.id for one in made}


def told_links(web: Web) -> Iterator[tuple[int, int, Link]]:
    """Yield links as they are told, those that people made first, each with its two accounts."""
    known = web.known
    for (a, b), author in sorted(web.people.joined.items()):
        if a in known and b in known:
            yield a, b, Link(known[a].cell, known[b].cell, 1.0, ("joined in review",), author)
    for a, b, score, reasons in web.links:
        told = tuple(json.loads(reasons))
        yield a, b, Link(known[a].cell, known[b].cell, round(score, 3), told)


def ids_of(
    connection: Connection,
    groups: list[list[int]],
    known: dict[int, Kept],
    stood: dict[int, str | None],
) -> list[str]:
    """Return the id of each group: that of the incident most of whose accounts it has, or new."""
    shares = Counter(
        (id_, i) for i, group in enumerate(groups) for n in group if (id_ := stood[n]) is not None
    )
    given: dict[int, str] = {}
    used: set[str] = set()
    for (id_, i), _ in sorted(shares.items(), key=lambda one: (-one[1], one[0][1], one[0][0])):
        if i not in given and id_ not in used:
            given[i] = id_
            used.add(id_)
    new = {i: new_id(known[group[0]]) for i, group in enumerate(groups) if i not in given}
    taken = ledger.taken(connection, list(new.values())) | used
    for i, wanted in new.items():
        given[i] = wanted
        while given[i] in taken:  # an incident that began with the same account, now in another
            given[i] = "i" + hashlib.sha256(given[i].encode()).hexdigest()[:11]
        taken.add(given[i])
    return [given[i] for i in range(len(groups))]


def new_id(first: Kept) -> str:
    """Return the id of an incident that is first told by this account."""
    return "i" + hashlib.sha256("\x1f".join(first.cell).encode()).hexdigest()[:11]


def build(connection: Connection, id: str, members: list[Kept], links: list[Link]) -> Incident:
    """Return the incident that some accounts tell."""
    articles = sorted({one.trace.article for one in members})
    copies = copies_among(connection, articles)
    originals = ledger.outlets_of(connection, sorted({copy.of for copy in copies.values()}))
    first = {one.trace.article: one.accounts[0].witness for one in members}
    witnesses = {
        id_: first.get(id_) or (outlet_key(outlet) if outlet else None)
        for id_, outlet in originals.items()
    }
    accounts = [account for one in members for account in one.accounts]
    traces = [one.trace for one in members]
    linked = {frozenset((link.a, link.b)) for link in links}

    def likely(one: Trace, other: Trace) -> bool:
        pair = frozenset((Cell(one.article, one.event), Cell(other.article, other.event)))
        return pair in linked or compare(one, other)[0] >= LIKELY

    return incident(id, traces, accounts, Printed(copies, witnesses, likely), links)


def keep(connection: Connection, made: list[Incident]) -> None:
    """Keep incidents and their figures."""
    ledger.put_incidents(connection, [row_of(one) for one in made])
    ledger.put_told(connection, [row for one in made for row in told_rows(one)])
    ledger.put_parties(connection, [row for one in made for row in party_rows(one)])


def row_of(one: Incident) -> dict[str, object]:
    """Return the row of an incident."""
    published = [account.published for account in one.accounts if account.published]
    place = one.place
    return {
        "id": one.id,
        "kind": one.kind,
        "sub_event_type": one.sub_event_type,
        "title": one.title,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "start": one.start,
        "end": one.end,
        "first_published": min(published, default=None),
        "last_published": max(published, default=None),
        "status": one.status,
        "violent": one.kind == "violence",
        "reports": len({account.cell.article for account in one.accounts}),
        "witnesses": len(one.said_by),
        "origins": len(one.origins),
        "body": ADAPTER.dump_json(one).decode(),
    }


def told_rows(one: Incident) -> list[dict[str, object]]:
    """Return the rows of an incident's figures, copies left out."""
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for told in (told for group in one.figures for told in group.told):
        rows[told.cell] = {
            "incident_id": one.id, "article_id": told.cell.article, "figure_id": told.cell.entry,
            "measure": told.measure, "unit": told.unit, "low": told.low, "high": told.high,
            "comparator": told.comparator, "speaker": told.speaker, "side": told.side,
            "origin": told.origin, "day": (told.window or (one.start, None))[0],
        }  # fmt: skip
    return list(rows.values())


def party_rows(one: Incident) -> list[dict[str, str]]:
    """Return the rows of those who act, are struck, speak or print in an incident."""
    named = {
        (role, name)
        for account in one.accounts
        for role, names in (
            ("actor", account.actors),
            ("target", account.targets),
            ("speaker", (account.speaker,)),
            ("side", (account.side, *account.doers)),
            ("outlet", (account.outlet,)),
        )
        for name in names
        if name
    }
    return [{"incident_id": one.id, "role": role, "name": name} for role, name in sorted(named)]
