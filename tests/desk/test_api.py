"""The API: what it answers, how it is paged, narrowed, kept and exported."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from sqlalchemy import insert
from tests.desk.asking import BOTH, ids, told, walk
from tests.desk.conftest import MARKUP

from reportedly.desk.api.app import described
from reportedly.reconcile import Sought, incidents_sought
from reportedly.record import Record
from reportedly.record.tables import incidents

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
