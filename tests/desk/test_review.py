"""Reviewing at the desk: decisions are kept with their author, and two people at once."""

from __future__ import annotations

import re
import threading

import pytest
from fastapi.testclient import TestClient
from tests.desk.conftest import BASE, EITHER, HTML, log_in, token_in

from reportedly.desk import People, Settings, make_app
from reportedly.desk.deciding import Quicker
from reportedly.desk.deciding import decide as decide_at_desk
from reportedly.reconcile import Sought, incidents_sought, reconcile
from reportedly.reconcile.overview import doubts, queue, still_waiting
from reportedly.record import Record
from reportedly.record.decisions import find
from reportedly.record.overview_rows import DoubtRow
from reportedly.review import reviewing

pytestmark = EITHER


def decide(client: TestClient, incident: str, **form: str) -> tuple[int, str]:
    """Send a form as the page of an incident would; return status and text."""
    page = client.get(f"/review/{incident}?format=json").json()
    token = token_in(client.get(f"/review/{incident}", headers=HTML).text)
    sent = {"after": str(page["seen"]), "token": token, "back": f"/review/{incident}"} | form
    answer = client.post("/review/decide", data=sent, headers={"accept": "application/json"})
    return answer.status_code, answer.text


def figure_of(client: TestClient, incident: str) -> str:
    cells = client.get(f"/review/{incident}?format=json").json()["cells"]
    return str(next(cell["cell"] for cell in cells if cell["kind"] == "figures"))


def test_the_queue_puts_what_is_unsure_and_grave_first(desk: TestClient) -> None:
    queue = desk.get("/review?format=json").json()["queue"]
    urgency = [(1 - it["confidence"]) * it["weight"] for it in queue]
    assert len(urgency) > 5
    assert urgency == sorted(urgency, reverse=True)


def test_an_accepted_incident_leaves_the_queue(desk: TestClient) -> None:
    before = desk.get("/review?format=json").json()
    first = before["queue"][0]["incident"]["id"]
    assert decide(desk, first, decision="accept", cell=first)[0] == 201
    after = desk.get("/review?format=json").json()
    assert after["total"] == before["total"] - 1
    assert first not in [it["incident"]["id"] for it in after["queue"]]


def test_an_acceptance_that_was_taken_back_counts_no_more(record: Record) -> None:
    rows = queue(record)
    first = rows[0].incident
    with reviewing(record, "Ana") as ana:
        accepted = ana.accept(first)
    assert [it.incident for it in still_waiting(record, rows)] == [it.incident for it in rows[1:]]
    with reviewing(record, "Ana") as ana:
        undone = ana.undo(accepted.number)
    assert [it.incident for it in queue(record)][:1] == [first]
    with reviewing(record, "Ana") as ana:
        ana.undo(undone.number)
    assert first not in [it.incident for it in still_waiting(record, queue(record))]


def test_what_was_read_least_surely_comes_first_until_somebody_accepts_it(record: Record) -> None:
    def hostile() -> DoubtRow:
        return next(it for it in queue(record) if it.incident == id_)

    id_ = incidents_sought(record, Sought(since="2030-01-01"))[0].id
    before = hostile()
    assert before.sure == 0.4
    assert doubts(record, [before])[0].confidence == pytest.approx(0.5 * 0.4)
    surer = [it for it in queue(record) if (it.status, it.toll) == (before.status, before.toll)]
    assert surer[0] == before
    with reviewing(record, "Ana") as ana:
        ana.accept("rhostile00001/e1")
    reconcile(record)
    assert hostile().sure == 1.0


def test_a_correction_stands_in_the_report_with_its_author(desk: TestClient, incident: str) -> None:
    cell = figure_of(desk, incident)
    article, entry = cell.split("/")
    status, _ = decide(desk, incident, decision="correct", cell=cell, field="high", value="99")
    assert status == 201
    figures = desk.get(f"/articles/{article}?format=json").json()["figures"]
    assert [it["high"] for it in figures if it["id"] == entry] == [99]
    page = desk.get(f"/review/{incident}?format=json").json()
    told = next(it for it in page["cells"] if it["cell"] == cell)["decisions"]
    assert [(it["author"], it["decision"], it["new"], it["state"]) for it in told] == [
        ("Ana", "correct", 99, "counts")
    ]


def test_undo_takes_a_decision_back_and_both_stay(desk: TestClient, incident: str) -> None:
    cell = figure_of(desk, incident)
    decide(desk, incident, decision="reject", cell=cell)
    number = desk.get("/review?format=json").json()["latest"][0]["number"]
    status, _ = decide(desk, incident, decision="undo", cell=cell, number=str(number))
    assert status == 201
    latest = desk.get("/review?format=json").json()["latest"]
    assert [it["decision"] for it in latest[:2]] == ["undo", "reject"]
    assert latest[1]["state"] == "undone"
    article, entry = cell.split("/")
    figures = desk.get(f"/articles/{article}?format=json").json()["figures"]
    assert entry in [it["id"] for it in figures]


def test_a_split_account_is_an_incident_of_its_own_once_brought_in(
    desk: TestClient, incident: str
) -> None:
    page = desk.get(f"/incidents/{incident}?format=json").json()
    article, entry = page["accounts"][-1]["cell"]
    total = desk.get("/incidents?format=json").json()["total"]
    status, told = decide(
        desk, incident, decision="split", cell=f"{article}/{entry}", other=incident
    )
    assert (status, told[:1]) == (201, "{")
    token = token_in(desk.get("/review", headers=HTML).text)
    assert desk.post("/review/reconcile", data={"token": token}).status_code == 303
    assert desk.get("/incidents?format=json").json()["total"] > total - 1
    now = desk.get("/incidents?format=json&limit=1").json()
    holding = [
        one["id"] for one in now["incidents"] if [article, entry] in [
            it["cell"] for it in one["accounts"]]
    ]  # fmt: skip
    assert holding != [incident]


def test_merging_two_incidents_keeps_the_old_address(desk: TestClient) -> None:
    found = desk.get("/incidents?format=json").json()["incidents"]
    one, other = found[3]["id"], found[4]["id"]
    assert decide(desk, one, decision="merge", cell=one, other=other)[0] == 201
    token = token_in(desk.get("/review", headers=HTML).text)
    desk.post("/review/reconcile", data={"token": token})
    ids = {desk.get(f"/incidents/{name}?format=json").json()["id"] for name in (one, other)}
    assert len(ids) == 1


def test_a_verdict_stands_beside_the_claim_with_its_grounds(
    desk: TestClient, incident: str
) -> None:
    cell = figure_of(desk, incident)
    form = {"decision": "rate", "cell": cell, "value": "mostly_false"}
    assert decide(desk, incident, **form)[0] == 422  # no grounds
    assert decide(desk, incident, **form, note="Counted & <seen>")[0] == 201
    page = desk.get(f"/incidents/{incident}", headers=HTML).text
    assert re.search(
        r"<b>mostly false</b> .*Ana, .*</span> <q .*>Counted &amp; &lt;seen&gt;</q>", page
    )
    told = desk.get(f"/incidents/{incident}?format=json").json()["verdicts"]
    assert [(it["new"], it["entry"]) for it in told] == [("mostly_false", cell.split("/")[1])]


def test_what_cannot_be_decided_is_told(desk: TestClient, incident: str) -> None:
    cell = figure_of(desk, incident)
    for form in (
        {"decision": "correct", "cell": cell, "field": "low", "value": "many"},
        {"decision": "crown", "cell": cell}, {"decision": "accept", "cell": "nothing"},
        {"decision": "undo", "cell": cell, "number": "9999"},
        {"decision": "undo", "cell": cell, "number": "x"},
    ):  # fmt: skip
        status, told = decide(desk, incident, **form)
        assert (form, status) == (form, 422)
        assert '"error"' in told


def test_of_two_reviewers_the_second_is_told_of_the_first(
    record: Record, people: People, incident: str
) -> None:
    app = make_app(record, Settings(), people)
    rob, eve = (TestClient(app, BASE, follow_redirects=False) for _ in range(2))
    log_in(rob, "Rob")
    log_in(eve, "Eve")
    cell = figure_of(rob, incident)
    seen = str(eve.get(f"/review/{incident}?format=json").json()["seen"])
    assert decide(rob, incident, decision="reject", cell=cell)[0] == 201
    status, told = decide(eve, incident, decision="accept", cell=cell, after=seen)
    assert status == 409
    assert "Rob decided reject" in told
    token = token_in(eve.get("/review", headers=HTML).text)
    wanted = {"decision": "correct", "cell": cell, "field": "low", "value": "33", "after": seen}
    page = eve.post("/review/decide", data=wanted | {"token": token}, headers=HTML)
    assert page.status_code == 409
    assert re.search('name="value" value="33"', page.text)  # what she typed is not lost
    assert decide(eve, incident, decision="accept", cell=cell)[0] == 201
    authors = [it["author"] for it in eve.get("/review?format=json").json()["latest"][:2]]
    assert authors == ["Eve", "Rob"]


def test_of_two_who_decide_at_the_same_moment_one_is_told(record: Record, incident: str) -> None:
    client = TestClient(make_app(record, Settings("Ana")), BASE, follow_redirects=False)
    cell = figure_of(client, incident)
    both = threading.Barrier(2)
    told: list[str] = []

    def one(author: str) -> None:
        both.wait(10)
        try:
            decide_at_desk(record, author, {"decision": "reject", "cell": cell, "after": "0"})
            told.append("kept")
        except Quicker as other:
            told.append(str(other))

    at_work = [threading.Thread(target=one, args=(name,)) for name in ("Rob", "Eve")]
    for thread in at_work:
        thread.start()
    for thread in at_work:
        thread.join(30)
    with record.transaction() as connection:
        (kept,) = find(connection)
    assert sorted(told) == sorted(["kept", f"{kept.author} decided reject on {cell}"])
