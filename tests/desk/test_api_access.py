"""The API: who may ask, how fast, and who decides."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.desk.asking import BOTH, QUICK, V1, told, walk
from tests.desk.conftest import BASE, HTML, log_in
from typer.testing import CliRunner

from reportedly.commands.main import app as commands
from reportedly.desk import Settings, Tokens, make_app
from reportedly.desk.api.pace import Pace
from reportedly.errors import UsageError
from reportedly.record import Record


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
