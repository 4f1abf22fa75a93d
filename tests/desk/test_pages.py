"""Every page, for people and for programs, at one address."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from tests.desk.conftest import HTML, TO_READ

from reportedly.reconcile import Sought, as_json, incident_called, incidents_sought
from reportedly.record import Record

pytestmark = TO_READ
PAGES = (
    "/", "/incidents", "/articles", "/claims", "/commitments", "/actors", "/sources",
    "/search?q=killed", "/review",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_as_html_and_as_json(desk: TestClient, path: str) -> None:
    page = desk.get(path, headers=HTML)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert page.text.count("<h1") == 1
    by_query = desk.get(path, params={"format": "json"} | dict(desk.get(path).url.params))
    by_header = desk.get(path, headers={"accept": "application/json"})
    assert by_query.headers["content-type"] == "application/json"
    assert by_query.json() == by_header.json()


def test_a_page_links_to_itself_as_json_with_its_filters(desk: TestClient) -> None:
    page = desk.get("/incidents?status=contested&country=UKR", headers=HTML).text
    assert 'href="/incidents?status=contested&amp;country=UKR&amp;format=json"' in page


def test_filters_in_the_address_narrow_the_list(desk: TestClient, record: Record) -> None:
    every = desk.get("/incidents?format=json").json()
    country = every["incidents"][0]["place"]["country"]
    narrowed = desk.get(f"/incidents?format=json&country={country}").json()
    assert 0 < narrowed["total"] < every["total"]
    assert {one["place"]["country"] for one in narrowed["incidents"]} == {country}
    wanted = incidents_sought(record, Sought(country=country))
    assert narrowed["total"] == len(wanted)


def test_pages_of_a_list_follow_each_other_without_gap(desk: TestClient, record: Record) -> None:
    from reportedly.desk import filters

    ids = [one.id for one in incidents_sought(record, Sought(limit=500))]
    assert filters.PAGE_SIZE == 50
    first = desk.get("/articles", headers=HTML).text
    second = desk.get("/articles?page=2", headers=HTML).text
    assert 'rel="next" href="/articles?page=2"' in first
    assert 'rel="prev" href="/articles"' in second
    found = re.findall(r'href="/articles/([^"#]+)"', first + second)
    assert len(set(found)) == 61
    assert len(ids) == desk.get("/incidents?format=json").json()["total"]


def test_what_cannot_be_asked_is_told_plainly(desk: TestClient) -> None:
    for path, status in (
        ("/incidents?since=soon", 422), ("/incidents?page=0", 422), ("/incidents/nothing", 404),
        ("/articles/nothing", 404), ("/nowhere", 404), ("/actors?role=king", 422),
    ):  # fmt: skip
        page = desk.get(path, headers=HTML)
        assert (path, page.status_code) == (path, status)
        assert "<h1>" in page.text
        assert set(desk.get(path, headers={"accept": "application/json"}).json()) == {"error"}


def test_an_incident_shows_each_account_in_the_column_of_its_side(
    desk: TestClient, record: Record, incident: str
) -> None:
    found = incident_called(record, incident)
    page = desk.get(f"/incidents/{incident}", headers=HTML).text
    for account in found.accounts:
        assert f"/articles/{account.cell.article}#w-{account.cell.entry}" in page
    for side in {account.side for account in found.accounts if account.side}:
        assert re.search(rf'<h3 dir="auto">{re.escape(side)} ', page)
    told = desk.get(f"/incidents/{incident}?format=json").json()
    assert {key: told[key] for key in as_json(found)} == as_json(found)


def test_contradictions_show_both_sentences_and_every_check(
    desk: TestClient, record: Record
) -> None:
    for one in incidents_sought(record, Sought(limit=500)):
        pairs = [it for it in one.relations if it.kind == "contradicts"]
        if pairs:
            break
    else:
        pytest.fail("the generated reports contradict each other nowhere")
    page = desk.get(f"/incidents/{one.id}", headers=HTML).text
    section = page[page.index('id="compared"') : page.index('id="figures"')]
    for check in pairs[0].checks:
        assert check.name.replace("_", " ") in section
    for cell in (pairs[0].a, pairs[0].b):
        assert f"{cell.article}/{cell.entry}" in section


def test_an_area_is_never_sharper_than_the_place_is_known(desk: TestClient) -> None:
    incident = desk.get("/incidents?format=json&since=2030-01-01").json()["incidents"][0]
    area = desk.get(f"/incidents/{incident['id']}?format=json").json()["area"]
    assert incident["place"]["kind"] == "region"
    assert area["km"] >= 100


def test_a_report_marks_its_cells_and_names_its_voices(desk: TestClient, record: Record) -> None:
    id_ = record.list(limit=1, offset=5)[0].id
    reading = record.get(id_)
    page = desk.get(f"/articles/{id_}", headers=HTML).text
    for entry in (*reading.statements, *reading.events, *reading.figures):
        assert f'id="{entry.id}"' in page
    assert re.search(r'class="voice voice-1" data-entries="s1"', page)
    assert (
        desk.get(f"/articles/{id_}?format=json").json()["article"]["text"] == reading.article.text
    )


def test_a_cell_has_an_address_of_its_own(desk: TestClient, record: Record) -> None:
    id_ = record.list(limit=1)[0].id
    answer = desk.get(f"/articles/{id_[:9]}/e1")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/articles/{id_}#w-e1"


def test_claims_are_drawn_and_listed_alike(desk: TestClient) -> None:
    query = urlencode({"measure": "killed", "since": "2015-01-01", "until": "2015-01-20"})
    rows = desk.get(f"/claims?{query}&format=json").json()["figures"]
    page = desk.get(f"/claims?{query}", headers=HTML).text
    assert rows
    assert page.count('class="stroke ') == len(rows)
    assert all("2015-01-01" <= row["day"] <= "2015-01-20" for row in rows)


def test_who_reprints_whom_is_counted(desk: TestClient) -> None:
    told = desk.get("/sources?format=json").json()
    copies = sum(it["copies"] for it in told["outlets"])
    assert copies > 0
    assert sum(it["reports"] for it in told["reprints"]) == copies
    assert 'class="graph"' in desk.get("/sources", headers=HTML).text


def test_a_commitment_stands_with_its_condition(desk: TestClient) -> None:
    told = desk.get("/commitments?format=json").json()
    assert told["counted"]["open"] == len(told["open"])
    conditions = [one["condition"] or "" for one in told["open"]]
    assert any("if the shelling stops" in words for words in conditions)
    page = desk.get("/commitments?status=open", headers=HTML).text
    assert "if the shelling stops" in page


def test_search_marks_what_was_sought_and_counts_outlets(desk: TestClient) -> None:
    told = desk.get("/search?q=hospital&format=json").json()
    assert told["total"] > 0
    assert sum(told["outlets"].values()) == told["total"]
    outlet = next(iter(told["outlets"]))
    narrowed = desk.get("/search", params={"q": "hospital", "outlet": outlet, "format": "json"})
    assert narrowed.json()["total"] == told["outlets"][outlet]
    assert "<mark>" in desk.get("/search?q=hospital", headers=HTML).text


def test_today_shows_the_last_day_that_is_told_of(desk: TestClient) -> None:
    told = desk.get("/?format=json").json()
    assert told["day"] == "2030-01-04"
    assert json.dumps(told["new"][0]["start"]) == '"2030-01-04"'
    earlier = desk.get("/?day=2015-01-10&format=json").json()
    assert all(one["start"] <= "2015-01-10" for one in earlier["new"] if one["start"])


def test_base_map_has_borders_with_iso_codes(desk: TestClient) -> None:
    told = desk.get("/static/borders.json")
    if told.status_code == 404:
        pytest.skip("no borders are installed")
    codes = {it["id"] for it in told.json()["features"]}
    assert {"UKR", "SDN", "FRA", "NOR", "MMR"} <= codes


def test_a_name_that_stands_everywhere_finds_the_same(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = Sought(actor="army", limit=20, offset=2)
    gathered = incidents_sought(record, wanted)
    monkeypatch.setattr("reportedly.record.incident_rows.OFTEN", 0)
    assert incidents_sought(record, wanted) == gathered
    assert gathered
