"""A record of generated reports, one of them hostile, and the desk upon it."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, create_engine, text

from reportedly.desk import People, Settings, Tokens, make_app
from reportedly.reconcile import Sought, incidents_sought, reconcile
from reportedly.record import Record, open_record
from reportedly.vocabulary import (
    Acled,
    Actor,
    Article,
    Commitment,
    Condition,
    Cue,
    Event,
    Figure,
    Place,
    Plover,
    Reading,
    Span,
    Speaker,
    Statement,
    Time,
)

HTML = {"accept": "text/html"}
DAY = "2030-01-04"
BASE = "http://localhost"
MARKUP = '<script>alert("x")</script><img src=x onerror=alert(1)>'
BACKWARDS = "\u202etxet desrever\u202c"
LONG = "W" * 3_000


def generated(count: int) -> Iterator[Reading]:
    """Yield readings of invented reports, as the benchmarks make them."""
    path = Path(__file__).parents[2] / "benchmarks" / "reconciling.py"
    spec = importlib.util.spec_from_file_location("reconciling_benchmark", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield from module.readings(count)


def hostile() -> Reading:
    """Return the reading of a report whose every text tries to be markup."""
    lead = f"Mayor {MARKUP} said on Friday that 40 people were killed in {BACKWARDS} by drones."
    text = f"{lead} {LONG} \u0000 {MARKUP} and will rebuild the bridge if the shelling stops."
    name, at = f"Mayor {MARKUP}", text.index("40 people")
    where, cue = text.index(BACKWARDS), text.index("said")
    what, condition = text.index("rebuild"), text.index("if the shelling")
    spot = Place("p1", BACKWARDS, "region", None, 48.0, 35.0, "UKR", MARKUP, 3,
                 (Span(where, where + len(BACKWARDS)),))  # fmt: skip
    article = Article(
        "rhostile00001", text, url="javascript:alert(1)", title=f"{MARKUP} {LONG}",
        outlet=f'"><b>{MARKUP}', published=date(2030, 1, 5), language="en",
    )  # fmt: skip
    return Reading(
        article,
        "hand-made",
        actors=(Actor("a0", name, "person", "UKR", "GOV", mentions=(Span(0, len(name)),)),),
        places=(spot,),
        times=(Time("t1", Span(cue + 8, cue + 14), DAY, DAY, "day", "published"),),
        statements=(Statement("s1", Speaker("a0", Span(0, len(name))),
                              Cue(Span(cue, cue + 4), "say"),
                              (Span(cue + 5, len(lead)),), "indirect", "claim"),),
        events=(Event("e1", Plover("ASSAULT", "aerial"),
                      Acled("Explosions/Remote violence", "Air/drone strike"), "19", (), (), "p1",
                      "t1", (), ("f1",), (), "claimed", "s1", (Span(0, len(lead)),), 0.4),),
        figures=(Figure("f1", "killed", MARKUP, 40, 40, 40, "exactly",
                        Span(at, at + 2), "e1", "s1"),),
        commitments=(Commitment("c1", "pledge", ("a0",), (), Span(what, condition - 1),
                                Condition(Span(condition, len(text) - 1), "other"), None, "open",
                                "s1", (Span(what, len(text)),)),),
    )  # fmt: skip


TO_READ = pytest.mark.parametrize("record", ["sqlite", "postgresql to read"], indirect=True)
EITHER = pytest.mark.parametrize("record", ["sqlite", "postgresql"], indirect=True)


def fill(url: str) -> None:
    with open_record(url) as record:
        for reading in generated(60):
            record.keep(reading)
        record.keep(hostile())
        reconcile(record)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "record.sqlite"
    fill(str(path))
    return path


@pytest.fixture(scope="session")
def filled_server(postgresql: str) -> Iterator[tuple[str, Engine]]:
    """Return a server in which the database "filled" has the same record."""
    engine = create_engine(
        postgresql.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE filled"))
    fill(postgresql.replace("/postgres?", "/filled?"))
    yield postgresql, engine
    engine.dispose()


@pytest.fixture
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """Return a copy of the record that a test may write to; in PostgreSQL if it is asked for."""
    if getattr(request, "param", "sqlite") == "sqlite":
        copy = tmp_path / "record.sqlite"
        copy.write_bytes(request.getfixturevalue("filled").read_bytes())
        with open_record(str(copy)) as opened:
            yield opened
        return
    address, engine = request.getfixturevalue("filled_server")
    name = "filled"
    if request.param == "postgresql":
        name = "copy"
        with engine.connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS copy WITH (FORCE)"))
            connection.execute(text("CREATE DATABASE copy TEMPLATE filled"))
    with open_record(address.replace("/postgres?", f"/{name}?")) as opened:
        yield opened


@pytest.fixture
def desk(record: Record) -> Iterator[TestClient]:
    """Return the desk as whoever sits at this machine sees it."""
    with TestClient(make_app(record, Settings("Ana")), BASE, follow_redirects=False) as client:
        yield client


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    opened = People(tmp_path / "people.sqlite")
    for name, role in (
        ("Rea", "reader"),
        ("Rob", "reviewer"),
        ("Eve", "reviewer"),
        ("Ada", "admin"),
    ):
        opened.add(name, role, f"{name} has a long password")
    yield opened
    opened.close()


@pytest.fixture
def office(record: Record, people: People) -> TestClient:
    """Return the desk as it is served to others: nobody has logged in yet."""
    return TestClient(make_app(record, Settings(), people), BASE, follow_redirects=False)


@pytest.fixture
def tokens(tmp_path: Path) -> Iterator[Tokens]:
    opened = Tokens(tmp_path / "accounts.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def application(record: Record, tokens: Tokens) -> FastAPI:
    return make_app(record, Settings("Ana", rate=1e6, burst=10**6), None, tokens)


@pytest.fixture
def api(application: FastAPI) -> TestClient:
    """Return a program on this machine, without a token."""
    return TestClient(application, f"{BASE}/api/v1", follow_redirects=False)


@pytest.fixture
def robot(application: FastAPI, tokens: Tokens) -> TestClient:
    """Return a program with a reviewer's token."""
    shown = {"authorization": f"Bearer {tokens.add('robot', 'reviewer')}"}
    return TestClient(application, f"{BASE}/api/v1", headers=shown, follow_redirects=False)


@pytest.fixture
def incident(record: Record) -> str:
    """Return the id of an incident of several accounts."""
    found = incidents_sought(record, Sought(reports=2, limit=1))
    return found[0].id


def token_in(html: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', html)
    assert found is not None
    return found[1]


def log_in(office: TestClient, name: str, password: str | None = None) -> int:
    page = office.get("/login", headers=HTML).text
    form = {"token": token_in(page), "name": name, "next": "/review",
            "password": password or f"{name} has a long password"}  # fmt: skip
    return office.post("/login", data=form, headers=HTML).status_code
