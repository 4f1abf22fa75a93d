"""The page of briefs: its form, its lines, its files, and how it looks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from pypdf import PdfReader
from tests.desk.conftest import BACKWARDS, EITHER, HTML, MARKUP
from tests.desk.test_browser import CHROMIUM, browser, page, serving

from reportedly.reconcile.overview import last_day
from reportedly.record import Record, open_record

__all__ = ["browser", "page"]
WIDE = "/brief?since=2010-01-01&until=2029-12-31"
FEW = WIDE + "&place=Pekaka"
HOSTILE = "/brief?since=2030-01-01&until=2030-01-31"
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")


@pytest.fixture(scope="module")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    copy = tmp_path_factory.mktemp("briefs") / "record.sqlite"
    copy.write_bytes(filled.read_bytes())
    with open_record(str(copy)) as kept, serving(kept) as address:
        yield address


@EITHER
def test_it_shows_the_records_last_days_and_is_json_too(desk: TestClient, record: Record) -> None:
    shown = desk.get("/brief", headers=HTML)
    told = desk.get("/brief?format=json").json()
    assert shown.status_code == 200
    assert shown.text.count("<h1") == 1
    assert told["window"]["until"] == last_day(record)
    assert told["items"]
    assert 'aria-current="page">Brief<' in shown.text
    assert desk.get("/brief", headers={"accept": "application/json"}).json() == told


def test_every_line_leads_to_its_words_and_each_incident_to_its_page(desk: TestClient) -> None:
    shown = desk.get(WIDE, headers=HTML).text
    assert set(re.findall(r'href="#(n\w+)"', shown)) <= set(re.findall(r'id="(n\w+)"', shown))
    incident = re.findall(r'href="(/incidents/\w+)"', shown)[0]
    cell = re.findall(r'href="(/articles/[^"#]+)#', shown)[0]
    assert desk.get(incident).status_code == 200
    assert desk.get(cell).status_code == 200


def test_files_are_handed_out(desk: TestClient) -> None:
    shown = desk.get(FEW, headers=HTML).text
    for name in ("md", "html", "docx", "pdf"):
        link = re.findall(rf'href="(/brief\?[^"]*format={name})"', shown)[0].replace("&amp;", "&")
        told = desk.get(link)
        assert told.status_code == 200
        assert f"-to-2029-12-31.{name}" in told.headers["content-disposition"]
        if name == "pdf":
            assert PdfReader(io.BytesIO(told.content)).pages
        elif name == "docx":
            assert Document(io.BytesIO(told.content)).paragraphs
        else:
            assert "Situation brief" in told.text


def test_places_are_parted_by_commas(desk: TestClient) -> None:
    told = desk.get(WIDE + "&place=Pekaka, Gorluhan&format=json").json()
    assert told["window"]["places"] == ["Pekaka", "Gorluhan"]
    assert 0 < len(told["items"]) < 10


def test_what_cannot_be_is_refused(desk: TestClient) -> None:
    for query in ("since=2025-13-01", "since=2025-02-02&until=2025-02-01", "format=exe"):
        told = desk.get(f"/brief?{query}", headers=HTML)
        assert told.status_code == 422
        assert "<h1" in told.text


def test_a_hostile_report_stays_text(desk: TestClient) -> None:
    shown = desk.get(HOSTILE, headers=HTML).text
    assert "rebuild the bridge" in shown
    assert MARKUP not in shown
    assert BACKWARDS not in shown
    assert "javascript:" not in re.sub(r"<[^>]*>", lambda it: it[0].replace("title", ""), shown)


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Any, served: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.emulate_media(color_scheme=scheme)
    page.goto(served + FEW)
    assert page.locator(".drawn, .sides, .counts").count() > 2
    found = axe.Axe().run(page).response["violations"]
    assert [
        (it["id"], it["nodes"][0]["html"][:150])
        for it in found
        if it["impact"] in ("serious", "critical")
    ] == []


@needs_browser
def test_no_window_is_too_narrow_and_paper_is_a4(page: Any, served: str) -> None:
    for width in (1280, 768, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(served + FEW)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    box = printed.pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) in {(595, 842), (596, 842)}
    assert "Situation brief" in printed.pages[0].extract_text()
    assert "Log out" not in printed.pages[0].extract_text()


@needs_browser
def test_the_form_and_a_note_are_reached_by_keyboard(page: Any, served: str) -> None:
    page.goto(served + "/")
    page.get_by_role("link", name="Brief", exact=True).press("Enter")
    page.wait_for_url("**/brief")
    page.get_by_label("From").fill("2010-01-01")
    page.get_by_label("To", exact=True).press("Enter")
    page.wait_for_url("**since=2010-01-01**")
    page.locator("sup a").first.press("Enter")
    target = page.evaluate("document.querySelector(':target').textContent")
    assert page.locator("sup a").first.inner_text() in target
