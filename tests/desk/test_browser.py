"""An analyst's day in a real browser: walking, deciding, phones, and what axe finds."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from reportedly.desk import Settings, make_app
from reportedly.record import open_record

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
PATHS = (
    "/", "/incidents", "/incidents/{incident}", "/articles", "/articles/rhostile00001",
    "/claims?measure=killed&since=2015-01-01", "/commitments", "/actors", "/sources",
    "/search?q=hospital", "/review", "/review/{incident}",
)  # fmt: skip
WIDTHS = (1280, 768, 360)


@pytest.fixture(scope="module")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a copy of the record; yield the desk's address."""
    copy = tmp_path_factory.mktemp("served") / "record.sqlite"
    copy.write_bytes(filled.read_bytes())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open_record(str(copy)) as record:
        config = uvicorn.Config(
            make_app(record, Settings("Ana")), port=port, log_level="error", ws="none"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(20)


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
    page.goto(served + path.format(incident=one))
    found = axe.Axe().run(page).response["violations"]
    grave = [
        (it["id"], it["nodes"][0]["html"][:150], it["nodes"][0].get("failureSummary", "")[:250])
        for it in found
        if it["impact"] in ("serious", "critical")
    ]
    assert grave == []


def test_a_day_from_the_front_page_to_the_words_themselves(page: Any, served: str) -> None:
    page.goto(served)
    page.get_by_role("link", name="Incidents", exact=True).click()
    page.get_by_label("Status").select_option("contested")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/incidents?*")
    assert "status=contested" in page.url
    page.locator("tbody th a").first.click()
    page.wait_for_selector("#compared")
    assert page.locator("#compared mark, #compared blockquote").count() > 1
    page.locator(".account .cell").first.click()
    page.wait_for_selector(".words .on")
    assert page.locator(".card.on").count() == 1


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
    page.wait_for_function("document.querySelector('.walked .void') !== null")
    assert "Ana" in page.locator(".walked .history").inner_text()


def test_the_map_draws_areas_over_borders(page: Any, served: str, one: str) -> None:
    page.goto(f"{served}/incidents/{one}")
    page.wait_for_selector(".map path.leaflet-interactive")
    assert page.locator(".map .leaflet-marker-icon").count() == 0


def test_every_page_is_read_without_script(browser: Any, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "/articles/rhostile00001")
    assert "rebuild the bridge" in page.locator("main").inner_text()
    context.close()
