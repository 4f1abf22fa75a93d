"""The client against a real desk on this machine."""

from __future__ import annotations

import csv
import inspect
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
import uvicorn
from tests.conftest import Site
from tests.docs.examples import Session, blocks, matches, where

from reportedly.api import ClaimFilters, IncidentFilters
from reportedly.client import Client
from reportedly.desk import Settings, Tokens, make_app
from reportedly.errors import DecidedMeanwhile, NotAllowed, NotThere, ServiceError, UsageError
from reportedly.reconcile import Sought, incidents_sought
from reportedly.record import open_record
from reportedly.vocabulary import Cell

Served = tuple[str, str, Path]


@pytest.fixture(scope="module")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a copy of the record; yield the address, a reviewer's token, and the record."""
    copy = tmp_path_factory.mktemp("client") / "record.sqlite"
    copy.write_bytes(filled.read_bytes())
    tokens = Tokens(copy.parent / ".data" / "reportedly" / "desk-accounts.sqlite")
    token = tokens.add("robot", "reviewer")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open_record(str(copy)) as record:
        app = make_app(record, Settings("Ana", rate=1e6, burst=10**6), None, tokens)
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}", token, copy
        server.should_exit = True
        thread.join(20)
    tokens.close()


@pytest.fixture
def desk(served: Served) -> Iterator[Client]:
    with Client(served[0]) as client:
        yield client


@pytest.fixture
def reviewer(served: Served) -> Iterator[Client]:
    with Client(served[0] + "/api/v1/", served[1]) as client:
        yield client


def test_lists_are_walked_to_their_end(
    desk: Client, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportedly.client.AT_ONCE", 3)
    with open_record(str(served[2])) as record:
        whole = incidents_sought(record, Sought(limit=1_000))
    assert [it.id for it in desk.incidents()] == [it.id for it in whole]
    assert desk.count_incidents() == len(whole) > 6
    contested = [it.id for it in desk.incidents(status="contested", since="2015-01-01")]
    assert contested == [it.id for it in whole if it.status == "contested"]
    assert len(list(desk.articles())) == 61


def test_what_comes_is_what_the_record_holds(desk: Client, served: Served) -> None:
    first = next(desk.incidents(reports=2))
    one = desk.incident(first.id)
    assert one.counts == first.counts
    assert len(list(desk.accounts(one.id))) == one.counts.accounts
    assert len(list(desk.relations(one.id))) == one.counts.relations
    cell = one.accounts[0].cell
    assert isinstance(cell, Cell)
    with open_record(str(served[2])) as record:
        assert desk.reading(cell.article) == record.get(cell.article)
    assert desk.article(cell.article).incidents[0].id == one.id
    said = next(desk.statements("rhostile00001"))
    text = desk.article("rhostile00001").article.text
    assert said.words == tuple(span.of(text) for span in said.statement.content)
    assert [it.value for it in said.figures] == [40]


def test_every_other_list_answers(desk: Client) -> None:
    measure = desk.measures()[0].measure
    assert next(desk.claims(measure=measure)).measure == measure
    thread = next(desk.commitments(status="open"))
    assert desk.commitment(thread.id) == thread
    assert next(desk.actors("side")).incidents > 0
    assert sum(it.reports for it in desk.sources()) > sum(it.reports for it in desk.reprints())
    assert next(desk.search("hospital", year=2015)).marked
    assert next(desk.queue()).confidence <= 1
    assert {"acled", "geojson"} <= {it.name for it in desk.exports()}
    service = desk.service()
    assert (service.api, service.role, service.articles) == ("v1", "admin", 61)


def test_what_has_not_changed_is_not_sent_again(
    desk: Client, reviewer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    send = desk._http.send

    def noted(*told: object, **more: object) -> object:
        answer = send(*told, **more)  # type: ignore[arg-type]
        sent.append(answer.status_code)
        return answer

    monkeypatch.setattr(desk._http, "send", noted)
    one = next(desk.incidents())
    assert next(desk.incidents()) == one
    reviewer.decide("comment", one.id, note="seen")
    assert next(desk.incidents()) == one
    assert sent == [200, 304, 200]


def test_a_reviewer_decides_and_takes_back(reviewer: Client, desk: Client) -> None:
    one = next(it for it in reviewer.incidents(reports=2) if it.ranges)
    told = reviewer.incident(one.id).figures[0].told[0]
    before = reviewer.service().decisions
    kept = reviewer.decide("correct", told.cell, field="low", value=1, note="by hand", after=before)
    assert (kept.author, kept.new, kept.state) == ("robot", 1, "counts")
    reading = reviewer.reading(told.cell.article)
    assert next(it.low for it in reading.figures if it.id == told.cell.entry) == 1
    reviewer.decide("undo", number=kept.number)
    assert next(it.state for it in desk.history(told.cell)) == "undone"
    assert [it.number for it in desk.reviews(author="robot")][-2:] == [
        kept.number, kept.number + 1]  # fmt: skip
    with pytest.raises(NotAllowed, match="token with the role of reviewer"):
        desk.decide("accept", one.id)
    with pytest.raises(UsageError, match="no incident or thread"):
        reviewer.decide("accept", "nothing")
    with pytest.raises(UsageError, match="colour"):
        reviewer.decide("accept", one.id, colour="red")


def test_an_export_is_there_whole_or_not_at_all(desk: Client, tmp_path: Path) -> None:
    made = desk.export("acled", tmp_path / "acled.csv", status="contested")
    rows = list(csv.DictReader(made.read_text("utf-8").splitlines()))
    assert len(rows) == desk.count_incidents(status="contested")
    with pytest.raises(NotThere, match="one of acled"):
        desk.export("acled2", tmp_path / "acled.csv")
    assert list(csv.DictReader(made.read_text("utf-8").splitlines())) == rows
    assert [it.name for it in tmp_path.iterdir()] == ["acled.csv"]


def test_refusals_are_told_in_the_desks_words(desk: Client, served: Served) -> None:
    with pytest.raises(NotThere, match="no incident has the id 'none'") as refused:
        desk.incident("none")
    assert refused.value.status == 404
    with pytest.raises(UsageError, match="write a day as 2025-09-05"):
        next(desk.incidents(since="yesterday"))
    with pytest.raises(UsageError, match="no parameter 'colour'"):
        next(desk.incidents(colour="red"))  # type: ignore[call-arg]
    with Client(served[0], "reportedly_wrong") as stranger, pytest.raises(NotAllowed):
        stranger.service()
    with pytest.raises(UsageError, match="odd characters"):
        Client(served[0], "ключ")


def test_it_waits_as_long_as_it_is_asked_to_and_gives_up_in_the_end(site: Site) -> None:
    told = '{"type": "", "title": "", "status": 429, "detail": "too many requests: wait 7 s"}'
    site.put("/api/v1/measures", told, 429, Retry_After="7")
    waited: list[float] = []
    with Client(site.address, pause=waited.append) as client:
        with pytest.raises(ServiceError, match="too many requests") as refused:
            client.measures()
        assert (refused.value.status, waited) == (429, [7.0] * 4)
        site.put("/api/v1/measures", '{"items": []}')
        assert client.measures() == ()
        site.put("/api/v1/measures", "<p>Bad gateway", 502)
        with pytest.raises(ServiceError, match="answers 502: is a desk there"):
            client.measures()
        site.put("/api/v1/measures", '{"things": []}')
        with pytest.raises(ServiceError, match="another shape"):
            client.measures()
        site.put("/api/v1/measures", "", 303, Location="https://elsewhere.example/")
        with pytest.raises(ServiceError, match="answers 303"):
            client.measures()
        conflict = '{"detail": "meanwhile Eve decided reject on r1/e1"}'
        site.put("/api/v1/measures", conflict, 409)
        with pytest.raises(DecidedMeanwhile, match="Eve"):
            client.measures()


def test_a_desk_that_is_away_is_asked_a_few_times() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    waited: list[float] = []
    with Client(f"http://127.0.0.1:{port}", pause=waited.append) as client:
        with pytest.raises(ServiceError, match="does not answer"):
            client.service()
        assert waited == [0.25, 0.5, 1.0, 2.0]
        with pytest.raises(ServiceError, match="does not answer"):
            client.decide("accept", "i1")
    assert len(waited) == 4


def test_filters_are_those_of_the_api(desk: Client) -> None:
    described = desk._http.get(f"{desk._base}/openapi.json").json()["paths"]
    for path, known in (("/incidents", IncidentFilters), ("/claims", ClaimFilters)):
        told = {it["name"] for it in described[path]["get"]["parameters"]}
        assert told - {"cursor", "limit", "count"} == set(inspect.get_annotations(known))


def test_only_what_is_taken_is_asked_for(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.client.AT_ONCE", 2)
    asked: list[str] = []
    get = desk._get
    monkeypatch.setattr(desk, "_get", lambda path, *more: (asked.append(path), get(path, *more))[1])
    assert len(list(islice(desk.incidents(), 3))) == 3
    assert len(asked) == 2


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_page_about_it_is_true(served: Served) -> None:
    session = Session(served[2].parent)
    shown = printed = ""
    for block in blocks("api.md"):
        if block.title == "output":
            assert matches(block.code, printed), f"{where(block)}: prints {printed}"
            shown += block.code
        elif block.runs:
            code = block.code.replace("http://127.0.0.1:8300", served[0])
            printed = session.run(replace(block, code=code))
    for name in ("desk", "reviewer"):
        session._names[name].close()
    assert "sync correct low 2 counts" in shown
