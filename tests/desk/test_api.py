"""The API: what it answers, to whom, how it is paged, kept and described."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from jsonschema import Draft202012Validator
from schemathesis.generation import GenerationMode
from sqlalchemy import insert
from tests.desk.conftest import BASE, HTML, LONG, MARKUP, log_in
from tests.desk.promised import FILE, broken, facts
from typer.testing import CliRunner

from reportedly.commands.main import app as commands
from reportedly.desk import Settings, Tokens, make_app
from reportedly.desk.api.app import described
from reportedly.desk.api.pace import Pace
from reportedly.errors import UsageError
from reportedly.reconcile import Sought, incidents_sought
from reportedly.record import Record
from reportedly.record.tables import incidents

V1 = "/api/v1"
QUICK = Settings("Ana", rate=1e6, burst=10**6)
BOTH = pytest.mark.parametrize("record", ["sqlite", "postgresql"], indirect=True)
# A cursor can't be told by its looks, and where nobody logs in any token is as good as none.
NOT_PROMISED = {"positive_data_acceptance", "ignored_auth"}
PROBLEM = "application/problem+json"


@pytest.fixture
def tokens(tmp_path: Path) -> Iterator[Tokens]:
    opened = Tokens(tmp_path / "accounts.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def application(record: Record, tokens: Tokens) -> FastAPI:
    return make_app(record, QUICK, None, tokens)


@pytest.fixture
def api(application: FastAPI) -> TestClient:
    """Return a program on this machine, without a token."""
    return TestClient(application, BASE + V1, follow_redirects=False)


@pytest.fixture
def robot(application: FastAPI, tokens: Tokens) -> TestClient:
    """Return a program with a reviewer's token."""
    shown = {"authorization": f"Bearer {tokens.add('robot', 'reviewer')}"}
    return TestClient(application, BASE + V1, headers=shown, follow_redirects=False)


def walk(api: TestClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    """Return all items of a list, following its cursors."""
    found: list[dict[str, Any]] = []
    while True:
        answer = api.get(path, params=asked)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= asked.get("limit", 50)
        found += page["items"]
        if page["next"] is None:
            return found
        asked["cursor"] = page["next"]


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def told(answer: Any) -> tuple[int, str, str]:
    """Return the status, the kind and the words of a problem."""
    assert answer.headers["content-type"] == PROBLEM
    problem = answer.json()
    assert problem["status"] == answer.status_code
    return problem["status"], problem["type"].rpartition(":")[2], problem["detail"]


FILTERS: list[dict[str, Any]] = [
    {}, {"since": "2015-01-02", "until": "2015-12-31"}, {"place": "a"}, {"country": "ukr"},
    {"type": "violence"}, {"actor": "army"}, {"side": "UKR"}, {"outlet": "paper 1"},
    {"status": "contested"}, {"origins": 2}, {"reports": 2},
    {"status": "contested", "reports": 2, "actor": "the", "type": "violence"},
]  # fmt: skip


@BOTH
def test_incidents_are_those_of_the_record_under_every_filter(
    api: TestClient, record: Record
) -> None:
    sizes = []
    for asked in FILTERS:
        whole = incidents_sought(record, Sought(**asked, limit=1_000))
        assert ids(walk(api, "/incidents", limit=3, **asked)) == [it.id for it in whole], asked
        counted = api.get("/incidents", params={**asked, "limit": 1, "count": True}).json()
        assert counted["total"] == len(whole)
        sizes.append(len(whole))
    assert min(sizes) > 0
    assert len(set(sizes)) > 4


@BOTH
def test_every_list_and_item_answers_as_it_is_described(api: TestClient) -> None:
    every = api.get("/openapi.json").json()
    assert every == described()
    one = api.get("/incidents", params={"reports": 2}).json()["items"][0]["id"]
    thread = api.get("/commitments").json()["items"][0]["id"]
    here = {
        "/incidents/{id}": one, "/incidents/{id}/accounts": one, "/incidents/{id}/relations": one,
        "/commitments/{id}": thread, "/articles/{id}": "rhostile00001",
        "/articles/{id}/reading": "rhostile00001", "/articles/{id}/statements": "rhostile00001",
    }  # fmt: skip
    asked = {"/search": "?q=hospital", "/reviews/history": f"?cell={one}"}
    seen = set()
    for path, methods in every["paths"].items():
        if path in ("/reviews/{number}", "/exports/{format}"):
            continue
        answer = api.get(path.replace("{id}", here.get(path, "")) + asked.get(path, ""))
        assert (path, answer.status_code) == (path, 200)
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        check = Draft202012Validator({**schema, "components": every["components"]})
        check.validate(answer.json())
        if answer.json().get("items"):
            seen.add(path)
    assert {"/incidents", "/claims", "/search", "/actors", "/sources", "/exports"} <= seen


def test_an_incident_holds_both_counts_and_who_contradicts_whom(api: TestClient) -> None:
    some = walk(api, "/incidents", status="contested")
    one = api.get(f"/incidents/{some[0]['id']}").json()
    assert one["counts"] == some[0]["counts"]
    assert one["counts"]["said_by"] == len(one["said_by"])
    assert one["counts"]["origins"] == len(one["origins"])
    kinds = [it["kind"] for it in one["relations"]]
    assert kinds.count("contradicts") == one["counts"]["contradictions"] > 0
    assert kinds[0] == "contradicts"
    alone = walk(api, f"/incidents/{one['id']}/relations", kind="contradicts", limit=1)
    assert alone == [it for it in one["relations"] if it["kind"] == "contradicts"]
    cells = [it["cell"] for it in one["accounts"]]
    assert sorted(map(tuple, cells)) == sorted(
        tuple(cell) for column in one["ledger"] for cell in column["accounts"]
    )
    assert [it["cell"] for it in walk(api, f"/incidents/{one['id']}/accounts", limit=1)] == cells


def test_statements_stand_with_speaker_cue_words_and_figures(api: TestClient) -> None:
    text = api.get("/articles/rhostile00001").json()["article"]["text"]
    (said,) = walk(api, "/articles/rhostile00001/statements")
    assert said["speaker"] == f"Mayor {MARKUP}"
    assert (said["cue"], said["statement"]["act"]) == ("said", "claim")
    (start, end) = said["statement"]["content"][0]
    assert said["words"] == [text[start:end]]
    assert [(it["low"], it["comparator"]) for it in said["figures"]] == [(40, "exactly")]
    assert (said["events"], said["commitments"]) == (["e1"], ["c1"])


def test_cursors_hold_while_incidents_are_added(api: TestClient, record: Record) -> None:
    before = ids(walk(api, "/incidents"))
    first = api.get("/incidents", params={"limit": 5}).json()
    with record.transaction(writes=True) as connection:
        row = connection.execute(incidents.select().limit(1)).mappings().one()
        for n, day in enumerate(("2099-01-01", "2000-01-01")):
            body = row["body"].replace(row["id"], f"added{n}")
            connection.execute(
                insert(incidents), {**row, "id": f"added{n}", "start": day, "body": body}
            )
    rest = walk(api, "/incidents", cursor=first["next"], limit=5)
    assert ids(first["items"]) + [it for it in ids(rest) if it != "added1"] == before
    assert "added1" in ids(rest)
    assert "added0" not in ids(rest)


def test_a_cursor_is_of_one_question_and_never_made_up(api: TestClient) -> None:
    cursor = api.get("/incidents", params={"limit": 1}).json()["next"]
    assert api.get("/incidents", params={"limit": 9, "cursor": cursor}).status_code == 200
    for asked in ({"cursor": cursor, "country": "UKR"}, {"cursor": cursor[:-2]}, {"cursor": "WzFd"},
                  {"cursor": "W251bGxd"}, {"cursor": "_" * 16_000}, {"cursor": "a b"}):  # fmt: skip
        status, kind, words = told(api.get("/incidents", params=asked))
        assert (status, kind) == (422, "unfit")
        assert "cursor" in words


def test_what_is_misspelt_or_twice_or_out_of_bounds_is_refused(api: TestClient) -> None:
    for query, words in (
        ("contry=UKR", "no parameter 'contry': one of actor, count, country"),
        ("since=2025-02-30", "since: day is out of range"), ("until=20250201", "write a day as"),
        ("limit=0", "limit"), ("limit=201", "less than or equal to 200"), ("limit=all", "limit"),
        ("country=Ukraine", "country"), ("status=true", "status"), ("origins=-1", "origins"),
        ("place=%00", "characters that no record has"), (f"place={'x' * 201}", "at most 200"),
        ("since=2025-01-01&since=2025-01-02", "since stands there 2 times"),
    ):  # fmt: skip
        status, kind, detail = told(api.get(f"/incidents?{query}"))
        assert (status, kind) == (422, "unfit"), query
        assert words in detail
    assert api.get("/incidents?since=&origins=&status=").status_code == 200
    assert told(api.get("/incidents/none"))[:2] == (404, "not-found")
    assert told(api.get("/nowhere"))[:2] == (404, "not-found")
    assert told(api.get("/articles/a%0Ab"))[:2] == (404, "not-found")
    assert told(api.get("/exports/acled2"))[:2] == (404, "not-found")
    assert told(api.delete("/incidents"))[:2] == (405, "no-such-method")
    assert api.request("OPTIONS", "/reviews").headers["allow"] == "GET, POST"


def test_what_is_known_already_is_not_sent_again(api: TestClient, record: Record) -> None:
    for path in ("/incidents", "/claims?measure=killed", "/actors", "/articles/rhostile00001"):
        answer = api.get(path)
        tag = answer.headers["etag"]
        assert answer.headers["cache-control"] == "private, no-cache"
        again = api.get(path, headers={"if-none-match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert api.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    tag = api.get("/incidents").headers["etag"]
    assert api.get("/incidents?limit=3").headers["etag"] != tag
    record.keep(replace(record.get("rhostile00001"), reader="another"))
    assert api.get("/incidents", headers={"if-none-match": tag}).status_code == 200


def test_head_tells_the_headers_alone(api: TestClient) -> None:
    for path in ("/incidents?limit=2", "/exports/acled"):
        whole, head = api.get(path), api.head(path)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("etag", "content-type"):
            assert head.headers[name] == whole.headers[name]
    assert 'rel="next"' in api.head("/incidents?limit=2").headers["link"]


def test_nothing_of_other_sites_gets_in(api: TestClient, robot: TestClient) -> None:
    answer = api.get("/incidents", headers={"origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert "set-cookie" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert told(api.get("/incidents", headers={"host": "evil.example"}))[0] == 400
    sent = {"decision": "accept", "cell": "i1"}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert told(robot.post("/reviews", json=sent, headers=headers))[0] == 403


def test_beyond_this_machine_a_token_or_a_session_is_needed(record: Record, tokens: Tokens) -> None:
    people = tokens._file()
    people.add("Rob", "reviewer", "Rob has a long password")
    app = make_app(record, QUICK, people, tokens)
    stranger = TestClient(app, BASE, follow_redirects=False)
    for path in ("/", "/incidents", "/openapi.json", "/nowhere", "/exports/acled"):
        answer = stranger.get(V1 + path)
        assert told(answer)[:2] == (401, "no-token")
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert stranger.get(f"{V1}/docs", headers=HTML).headers["location"].startswith("/login")
    shown = {"authorization": f"Bearer {tokens.add('sync', 'reader')}"}
    assert stranger.get(f"{V1}/", headers=shown).json()["role"] == "reader"
    log_in(stranger, "Rob")
    assert stranger.get(f"{V1}/").json()["role"] == "reviewer"
    # A session reads; it decides by the desk's own forms alone.
    sent = {"decision": "accept", "cell": "i1"}
    assert told(stranger.post(f"{V1}/reviews", json=sent))[:2] == (403, "not-allowed")
    assert told(stranger.post(f"{V1}/reviews", json=sent, headers=shown))[0] == 403
    # Who shows a wrong token is not let in by their session.
    wrong = {"authorization": "Bearer reportedly_wrong"}
    assert told(stranger.get(f"{V1}/", headers=wrong))[:2] == (401, "no-token")


def test_tokens_are_kept_as_hashes_expire_and_are_revoked(
    api: TestClient, tokens: Tokens, tmp_path: Path
) -> None:
    token = tokens.add("sync", "reader", date(2999, 1, 1))
    shown = {"authorization": f"Bearer {token}"}
    assert api.get("/incidents", headers=shown).status_code == 200
    (kept,) = tokens.all()
    assert (kept.state, kept.used_at is not None) == ("good", True)
    assert token.encode() not in (tmp_path / "accounts.sqlite").read_bytes()
    tokens._file().change("UPDATE tokens SET expires = '2020-01-01'")
    assert told(api.get("/incidents", headers=shown))[0] == 401
    tokens._file().change("UPDATE tokens SET expires = NULL")
    assert api.get("/incidents", headers=shown).status_code == 200
    tokens.revoke("sync")
    assert told(api.get("/incidents", headers=shown))[0] == 401
    did = [row[3] for row in tokens._file().audit()]
    assert did == ["token revoked", "token made as reader until 2999-01-01"]


def test_unfit_tokens_are_not_made(tokens: Tokens, tmp_path: Path) -> None:
    tokens.add("sync", "reader")
    for name, role, expires, words in (
        ("sync", "reader", None, "a token 'sync' already"), ("", "reader", None, "needs a name"),
        ("x", "admin", None, "no role"), ("x", "reader", date(2020, 1, 1), "past already"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=words):
            tokens.add(name, role, expires)
    tokens._file().add("Rob", "reader", "Rob has a long password")
    with pytest.raises(UsageError, match="is an account"):
        tokens.add("Rob", "reviewer")
    nowhere = Tokens(tmp_path / "none.sqlite")
    assert nowhere.of("reportedly_x") is None
    assert not (tmp_path / "none.sqlite").exists()


def test_tokens_are_managed_by_the_command(tmp_path: Path) -> None:
    path = tmp_path / "accounts.sqlite"
    run = CliRunner()

    def call(*words: str) -> str:
        told = run.invoke(commands, ["desk", "token", *words, "--accounts", str(path)])
        return told.stdout

    made = call("add", "sync", "--role", "reviewer", "--expires", "2999-01-31")
    opened = Tokens(path)
    found = opened.of(made.strip())
    opened.close()
    assert found is not None
    assert (found.name, found.role, found.expires) == ("sync", "reviewer", "2999-01-31")
    assert call("revoke", "sync") == "sync is taken no more\n"
    assert call("list").split("\t")[2] == "revoked"


@BOTH
def test_a_reviewer_decides_under_the_tokens_name(
    robot: TestClient, api: TestClient, tokens: Tokens
) -> None:
    one = next(it for it in walk(api, "/incidents") if it["ranges"])
    figure = api.get(f"/incidents/{one['id']}").json()["figures"][0]["told"][0]
    article, entry = figure["cell"]
    cell = f"{article}/{entry}"
    sent = {"decision": "correct", "cell": cell, "field": "low", "value": 1, "note": "as counted"}
    kept = robot.post("/reviews", json=sent)
    assert kept.status_code == 201, kept.text
    review = kept.json()
    assert (review["author"], review["new"], review["state"]) == ("robot", 1, "counts")
    assert api.get(kept.headers["location"].removeprefix(V1)).json() == review
    figures = api.get(f"/articles/{article}/reading").json()["figures"]
    assert [it["low"] for it in figures if it["id"] == entry] == [1]
    undo = {"decision": "undo", "number": review["number"]}
    assert robot.post("/reviews", json=undo).status_code == 201
    history = walk(api, "/reviews/history", cell=cell, limit=1)
    assert [(it["decision"], it["state"]) for it in history] == [
        ("correct", "undone"), ("undo", "counts")]  # fmt: skip
    assert walk(api, "/reviews", article=article, limit=1) == walk(api, "/reviews")
    assert walk(api, "/reviews", decision="undo")[0]["undoes"] == review["number"]
    assert walk(api, "/reviews", since="2999-01-01") == []
    assert tokens._file().audit()[0][1] == "robot"


def test_of_two_the_second_is_told_of_the_first(robot: TestClient, tokens: Tokens) -> None:
    one = robot.get("/incidents").json()["items"][0]["id"]
    seen = robot.get("/").json()["decisions"]
    sent = {"decision": "comment", "cell": one, "note": "mine", "after": seen}
    other = {"authorization": f"Bearer {tokens.add('other', 'reviewer')}"}
    assert robot.post("/reviews", json=sent).status_code == 201
    status, kind, words = told(robot.post("/reviews", json=sent, headers=other))
    assert (status, kind) == (409, "decided-meanwhile")
    assert f"robot decided comment on {one}" in words
    assert robot.post("/reviews", json=sent).status_code == 201  # one's own is no surprise


def test_what_cannot_be_decided_is_told(robot: TestClient) -> None:
    cell = "rhostile00001/f1"
    for sent in (
        {"decision": "correct", "cell": cell, "field": "low", "value": "many"},
        {"decision": "correct", "cell": cell, "field": "low"}, {"decision": "crown", "cell": cell},
        {"decision": "accept", "cell": "nothing"}, {"decision": "accept", "cell": ""},
        {"decision": "undo"}, {"decision": "undo", "number": 999}, {"decision": "comment",
        "cell": cell}, {"decision": "accept", "cell": cell, "colour": "red"},
        {"decision": "comment", "cell": cell, "note": "\x00"}, {"decision": "rate", "cell": cell},
        {"decision": "merge", "cell": cell, "other": ""}, {}, [], "x", None,
    ):  # fmt: skip
        assert told(robot.post("/reviews", json=sent))[:2] == (422, "unfit"), sent
    broken = robot.post("/reviews", content=b"{", headers={"content-type": "application/json"})
    assert told(broken)[0] == 422
    large = {"decision": "comment", "cell": cell, "note": "x" * 1_000_001}
    assert told(robot.post("/reviews", json=large))[:2] == (413, "too-large")
    endless = (b"[" * 100_000 for _ in range(11))  # whose length is not told before
    typed = {"content-type": "application/json"}
    assert told(robot.post("/reviews", content=endless, headers=typed))[:2] == (400, "bad-request")


def test_who_asks_too_fast_waits(record: Record, tokens: Tokens) -> None:
    app = make_app(record, Settings("Ana", rate=0.5, burst=3), None, tokens)
    slow = TestClient(app, BASE + V1)
    left = [slow.get("/measures").headers["ratelimit-remaining"] for _ in range(3)]
    assert left == ["2", "1", "0"]
    refused = slow.get("/measures")
    assert told(refused)[:2] == (429, "too-fast")
    assert refused.headers["retry-after"] == "2"
    # Each token has a pace of its own, and so have those who show a wrong one.
    shown = {"authorization": f"Bearer {tokens.add('sync', 'reader')}"}
    assert slow.get("/measures", headers=shown).status_code == 200
    assert slow.get("/measures", headers={"authorization": "Bearer no"}).status_code == 429


def test_a_pace_fills_up_again_and_forgets() -> None:
    now = [0.0]
    pace = Pace(rate=2, burst=4, clock=lambda: now[0])
    assert [pace.take("a", 3).allowed, pace.take("a", 3).allowed] == [True, False]
    assert pace.take("a", 3).wait == 1.0
    assert pace.take("b", 99).left == 0
    now[0] = 1.0
    assert pace.take("a", 3).allowed
    for n in range(10_001):
        pace.take(str(n))
    assert len(pace._buckets) == 10_000


def test_exports_are_those_of_the_command(api: TestClient, record: Record) -> None:
    formats = {it["name"]: it for it in api.get("/exports").json()["items"]}
    assert formats["parquet"]["folder"]
    whole = api.get("/exports/acled", params={"status": "contested"})
    rows = list(csv.DictReader(io.StringIO(whole.text)))
    found = api.get("/incidents", params={"status": "contested", "count": True}).json()
    assert len(rows) == found["total"] > 0
    assert "attachment" in whole.headers["content-disposition"]
    assert len(whole.headers["reportedly-record-sha256"]) == 64
    same = api.get("/exports/acled", params={"status": "contested"})
    assert same.content == whole.content
    packed = api.get("/exports/geojson", params={"bundle": True, "limit": 2})
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        assert archive.namelist() == ["reportedly-geojson.geojson", "provenance.json"]
        told = json.loads(archive.read("provenance.json"))
        assert (told["format"], told["parameters"]) == ("geojson", {"limit": 2})
        assert len(json.loads(archive.read("reportedly-geojson.geojson"))["features"]) == 2
    tag = packed.headers["etag"]
    known = {"if-none-match": tag}
    again = api.get("/exports/geojson", params={"bundle": True, "limit": 2}, headers=known)
    assert again.status_code == 304
    record.keep(replace(record.get("rhostile00001"), reader="another"))
    changed = api.get("/exports/geojson", params={"bundle": True, "limit": 2}, headers=known)
    named = "reportedly-record-sha256"
    assert changed.status_code == 200
    assert changed.headers[named] != packed.headers[named]


def test_more_than_a_download_holds_is_told_and_few_are_made_at_once(
    api: TestClient, application: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporting = application.state.api.state.behind.exporting
    assert exporting.acquire() and exporting.acquire()
    busy = api.get("/exports/acled")
    assert told(busy)[:2] == (503, "busy")
    assert busy.headers["retry-after"] == "10"
    exporting.release(2)
    monkeypatch.setattr("reportedly.desk.api.exports.MOST", 3)
    assert "more than 3 incidents match" in told(api.get("/exports/acled"))[2]
    assert api.get("/exports/acled?limit=2").status_code == 200


def test_the_page_of_the_description_needs_no_script_and_no_network(desk: TestClient) -> None:
    page = desk.get(f"{V1}/docs", headers=HTML)
    assert page.status_code == 200
    assert "GET /api/v1/incidents/{id}/relations" in page.text
    assert 'href="#IncidentWhole"' in page.text
    assert 'id="IncidentWhole"' in page.text
    assert "https://" not in page.text
    assert desk.get(f"{V1}/docs?format=json").json() == desk.get(f"{V1}/openapi.json").json()


def test_hostile_text_is_plain_text_in_json(api: TestClient) -> None:
    answer = api.get("/articles/rhostile00001")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["article"]["title"] == f"{MARKUP} {LONG}"
    assert answer.text.isascii()


def test_what_was_promised_is_kept_and_written_down() -> None:
    promised, now = json.loads(FILE.read_text("utf-8")), described()
    assert broken(promised, now) == set()
    assert facts(now) - facts(promised) == set(), "renew: python -m tests.desk.promised"
    less = json.loads(FILE.read_text("utf-8"))
    del less["paths"]["/incidents"]["get"]["parameters"][0]
    less["components"]["schemas"]["Claim"]["properties"]["low"] = {"type": "string"}
    assert broken(promised, less) == {
        "GET /incidents ?count takes true or false", "Claim.low is number or null"}  # fmt: skip
    more = json.loads(FILE.read_text("utf-8"))
    next(it for it in more["paths"]["/claims"]["get"]["parameters"] if it["name"] == "measure")[
        "required"
    ] = True
    assert broken(promised, more) == {"GET /claims ?measure is needed"}


def test_the_description_is_answered_as_it_promises(application: FastAPI, tokens: Tokens) -> None:
    shown = {"authorization": f"Bearer {tokens.add('tester', 'reviewer')}", "host": "localhost"}
    schema = schemathesis.openapi.from_dict(deepcopy(described()))
    schema.app = application
    checks = [it for it in schemathesis.checks.CHECKS.get_all() if it.__name__ not in NOT_PROMISED]
    tried = Counter[GenerationMode]()

    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def ask(operation: Any, mode: GenerationMode, data: Any) -> None:
        tried[mode] += 1
        case = data.draw(operation.as_strategy(generation_mode=mode))
        case.call_and_validate(headers=shown, checks=checks)

    for operation in (it.ok() for it in schema.get_all_operations()):
        for mode in GenerationMode:
            with suppress(Unsatisfiable):  # nothing is wrong where nothing can be given
                ask(operation, mode)
    assert min(tried.values()) > 50
