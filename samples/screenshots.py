"""Pictures for the docs: `python samples/screenshots.py RECORD FOLDER` (needs Chromium)."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from reportedly.desk import Settings, make_app
from reportedly.publish.brief import brief_of, gather, window_of
from reportedly.publish.brief_formats import FORMATS
from reportedly.reconcile import Sought, incidents_sought
from reportedly.record import Record, open_record

PORT = 8399
HEIGHT = 900
SHOWN = (
    ("today", "/", 1280, "light"), ("incident", "/incidents/{incident}", 1280, "light"),
    ("report", "/articles/{article}", 1280, "light"),
    ("review", "/review/{incident}", 1280, "dark"),
    ("phone", "/incidents", 390, "light"),
)  # fmt: skip


def main() -> None:
    """Serve the record, and take a picture of each page."""
    database, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with open_record(database) as record:
        found = incidents_sought(record, Sought(reports=2, status="contested", limit=10))
        richest = max(found, key=lambda one: len(one.relations))
        names = {"incident": richest.id, "article": richest.accounts[-1].cell.article}
        server = uvicorn.Server(
            uvicorn.Config(make_app(record, Settings("Ana")), port=PORT, log_level="error")
        )
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        with sync_playwright() as started:
            browser = started.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            for name, path, width, scheme in SHOWN:
                page = browser.new_page(
                    viewport={"width": width, "height": HEIGHT},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                page.goto(f"http://127.0.0.1:{PORT}{path.format(**names)}")
                page.wait_for_load_state("networkidle")
                page.screenshot(path=str(folder / f"{name}.png"))
                page.close()
            page = browser.new_page(viewport={"width": 980, "height": 1180})
            page.set_content(brief(record))
            page.screenshot(path=str(folder / "brief.png"))
            browser.close()
        server.should_exit = True
        thread.join(10)


def brief(record: Record) -> str:
    """Return the brief of the week in which most of the samples play."""
    window = window_of(record, "2025-09-01", "2025-09-07")
    return FORMATS["html"].write(brief_of(gather(record, window, 12))).decode("utf-8")


if __name__ == "__main__":
    main()
