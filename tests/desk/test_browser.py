"""An analyst's day in a real browser: walking, deciding, phones, and what axe finds."""

from __future__ import annotations

import io
import json
import re
import shutil
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from pypdf import PdfReader

from reportedly.desk import People, Settings, make_app
from reportedly.record import Record, open_record

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
PATHS = (
    "/", "/incidents", "/incidents/{incident}", "/articles", "/articles/rhostile00001",
    "/claims?measure=killed&since=2015-01-01", "/commitments", "/actors", "/sources",
    "/search?q=hospital", "/review", "/review/{incident}",
)  # fmt: skip
WIDTHS = (1280, 768, 360)


@contextmanager
def serving(record: Record, people: People | None = None) -> Iterator[str]:
    """Serve a record; give the desk's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(record, Settings("Ana"), people)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="module")
def kept(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the record that the tests of this file share."""
    copy = tmp_path_factory.mktemp("served") / "record.sqlite"
    copy.write_bytes(filled.read_bytes())
    return copy


@pytest.fixture(scope="module")
def served(kept: Path) -> Iterator[str]:
    """Serve the record; yield the desk's address."""
    with open_record(str(kept)) as record, serving(record) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Open a page whose errors fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("dialog", lambda dialog: (wrong.append("a dialog opened"), dialog.dismiss()))
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture
def one(page: Any, served: str) -> str:
    told = page.request.get(f"{served}/incidents?format=json&reports=2").json()
    return str(told["incidents"][0]["id"])


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_the_window(page: Any, served: str, one: str, path: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(served + path.format(incident=one))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_serious(
    page: Any, served: str, one: str, path: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 1280 if scheme == "light" else 390, "height": 900})
    page.goto(served + path.format(incident=one))
    options = {"rules": {"target-size": {"enabled": True}}}  # WCAG 2.2
    found = axe.Axe().run(page, options=options).response["violations"]
    grave = [
        (it["id"], it["nodes"][0]["html"][:150], it["nodes"][0].get("failureSummary", "")[:250])
        for it in found
        if it["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_a_whole_day(page: Any, served: str, tmp_path: Path) -> None:
    """From what is new to an export: every step as an analyst takes it."""
    page.goto(served)
    page.get_by_role("link", name="Incidents", exact=True).click()
    page.get_by_label("Status").select_option("contested")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/incidents?*status=contested*")
    page.locator("tbody th a").first.click()
    page.wait_for_selector("#compared")
    assert page.locator("#compared mark, #compared blockquote").count() > 1
    page.locator(".account .cell").first.click()  # the evidence, where it stands in its report
    page.wait_for_selector(".words .on")
    assert page.locator(".card.on").count() == 1
    page.go_back()
    page.get_by_role("link", name="Review this incident").click()
    page.wait_for_selector(".cells")
    for key in ("j", "j", "a"):
        page.keyboard.press(key)
    page.wait_for_url("**decided=*")
    assert "accept" in page.locator(".walked .history").inner_text()
    page.keyboard.press("u")
    page.wait_for_selector(".walked .void")
    page.keyboard.press("v")
    page.keyboard.type("mostly f")
    page.keyboard.press("Tab")
    page.keyboard.type("The pictures show less.")
    page.keyboard.press("Enter")
    page.wait_for_selector(".walked q")
    page.get_by_role("link", name="Claims", exact=True).click()
    page.get_by_label("Measure").select_option("killed")
    page.get_by_label("From").fill("2015-01-01")
    page.get_by_role("button", name="Show").click()
    page.wait_for_selector(".chart circle")
    page.get_by_role("link", name="Commitments", exact=True).click()
    page.locator(".board .card .cell").first.click()
    page.wait_for_selector(".words .on")
    page.goto(f"{served}/incidents?status=contested")
    page.get_by_text("Take these incidents along").click()
    with page.expect_download() as begun:
        page.get_by_role("link", name="claims", exact=True).click()
    begun.value.save_as(tmp_path / "claims.zip")
    with zipfile.ZipFile(tmp_path / "claims.zip") as archive:
        told = archive.read("reportedly-claims.jsonld").decode()
        asked = json.loads(archive.read("provenance.json"))["parameters"]
    assert asked["status"] == "contested"
    assert "The pictures show less." in told
    assert '"alternateName": "Mostly false"' in told


def test_two_reviewers_at_once_lose_nothing(
    browser: Any, kept: Path, people: People, tmp_path: Path
) -> None:
    copy = tmp_path / "record.sqlite"
    copy.write_bytes(kept.read_bytes())
    with open_record(str(copy)) as record, serving(record, people) as address:
        at_work = {}
        for name in ("Rob", "Eve"):
            at_work[name] = page = browser.new_context().new_page()
            page.goto(f"{address}/review")
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(f"{name} has a long password")
            page.get_by_role("button", name="Log in").click()
            page.locator(".queue a").first.click()
            page.wait_for_selector(".cells")
        rob, eve = at_work["Rob"], at_work["Eve"]
        number = rob.locator(".cells .card", has=rob.locator("option", has_text="low")).first
        cell = number.locator("h2 .cell").inner_text()
        number.locator("[data-key=x]").click()
        rob.wait_for_url("**decided=*")
        form = eve.locator(".cells .card", has_text=cell).first
        form.locator("[name=field]").select_option("low")
        form.get_by_label("New value").fill("33")
        form.get_by_label("New value").press("Enter")
        eve.wait_for_selector("h1:text('Somebody was quicker')")
        assert f"Rob decided reject on {cell}" in eve.locator("main").inner_text()
        assert "33" in eve.locator("main").inner_text()
        eve.get_by_role("button", name="Keep mine as well").click()
        eve.wait_for_url("**decided=*")
        told = eve.locator(".walked .history").inner_text()
        assert re.search("Rob.*reject.*overruled.*Eve.*correct.*33", told, re.DOTALL)
        rob.reload()
        assert "Eve" in rob.locator(".cells .card", has_text=cell).first.inner_text()
        for page in at_work.values():
            page.context.close()


def test_a_report_is_walked_by_keyboard(page: Any, served: str) -> None:
    page.goto(served + "/articles")
    page.locator("tbody th a").nth(4).click()
    page.wait_for_url("**/articles/g*")
    page.wait_for_selector(".js .words")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.dataset.e || document.activeElement.id")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.dataset.e || document.activeElement.id")
    page.keyboard.press("k")
    again = page.evaluate("document.activeElement.dataset.e || document.activeElement.id")
    assert first
    assert first != second
    assert again == first
    page.locator(".voice").first.click()
    assert page.locator(".words .heard").count() > 0


def test_decisions_are_made_by_single_keys(page: Any, served: str, one: str) -> None:
    page.goto(f"{served}/review/{one}")
    page.keyboard.press("j")
    page.keyboard.press("j")
    name = page.locator(".walked .cell").inner_text()
    page.keyboard.press("x")
    page.wait_for_url("**decided=*")
    assert page.locator(".walked .cell").inner_text() == name
    assert "reject" in page.locator(".walked .history").inner_text()
    page.keyboard.press("u")
    page.wait_for_selector(".walked .void")
    assert "Ana" in page.locator(".walked .history").inner_text()


def test_the_map_draws_areas_over_borders(page: Any, served: str, one: str) -> None:
    page.goto(f"{served}/incidents/{one}")
    page.wait_for_selector(".map path.leaflet-interactive")
    assert page.locator(".map .leaflet-marker-icon").count() == 0


def test_french_fits_a_phone(browser: Any, served: str, one: str) -> None:
    context = browser.new_context(locale="fr-FR", viewport={"width": 360, "height": 800})
    page = context.new_page()
    for path in ("/", "/incidents/{incident}", "/commitments", "/review/{incident}"):
        page.goto(served + path.format(incident=one))
        assert page.evaluate("document.documentElement.lang") == "fr"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()


def test_where_the_keyboard_is_can_be_seen(page: Any, served: str, one: str) -> None:
    page.goto(f"{served}/review/{one}")
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        tag, style, width = page.evaluate(
            "(() => { const it = document.activeElement, made = getComputedStyle(it);"
            " return [it.tagName, made.outlineStyle, parseFloat(made.outlineWidth)]; })()"
        )
        assert (tag == "BODY") or (style != "none" and width >= 2), tag
        seen.add(tag)
    assert {"A", "BUTTON", "INPUT", "SELECT", "SUMMARY"} <= seen


def test_an_incident_is_printed_as_a_page_of_a_paper(page: Any, served: str, one: str) -> None:
    page.goto(f"{served}/incidents/{one}")
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    words = " ".join(" ".join(it.extract_text() for it in printed.pages).split())
    assert f"/incidents/{one}" in words
    assert "it was said, not that it is so" in words
    for of_the_screen in ("Review this incident", "Commitments", "Skip to the page", "JSON"):
        assert of_the_screen not in words
    page.set_viewport_size({"width": 718, "height": 1000})  # between the margins of A4
    page.emulate_media(media="print")
    columns = "getComputedStyle(document.querySelector('.both')).gridTemplateColumns.split(' ')"
    assert page.evaluate(f"{columns}.length") == 2
    page.goto(f"{served}/claims?measure=killed&since=2015-01-01")
    assert page.evaluate("getComputedStyle(document.querySelector('.rows tr')).display") == (
        "table-row"
    )


def test_every_page_is_read_without_script(browser: Any, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "/articles/rhostile00001")
    assert "rebuild the bridge" in page.locator("main").inner_text()
    context.close()
