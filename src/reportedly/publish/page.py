"""Readings as pages of HTML that hold all they need and ask nothing of the network."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.publish.characters import for_page
from reportedly.publish.sheet import Sheet, web_address
from reportedly.vocabulary import Reading

KINDS = {
    "statement": "Statements", "figure": "Figures", "event": "Events",
    "commitment": "Commitments", "place": "Places", "time": "Times", "actor": "Actors",
}  # fmt: skip
ONE_OF = {"event": "Event", "commitment": "Commitment"}


def html_page(reading: Reading) -> str:
    """Return one Reading as a self-contained page: the article, and what it tells beside it."""
    sheet = Sheet(reading)
    return _page("page.html", sheet=sheet, title=sheet.title)


def html_book(readings: Sequence[Reading]) -> str:
    """Return several Readings as one self-contained page with a table of contents."""
    sheets = [Sheet(reading, f"r{number}-") for number, reading in enumerate(readings, 1)]
    count = f"{len(sheets)} report" + ("" if len(sheets) == 1 else "s")
    return _page("book.html", sheets=sheets, title=count)


def _page(template: str, **values: Any) -> str:
    style, script = _asset("page.css"), _asset("page.js")
    policy = "; ".join([
        "default-src 'none'", f"style-src {_hash(style)}", f"script-src {_hash(script)}",
        "base-uri 'none'", "form-action 'none'",
    ])  # fmt: skip
    page = _environment().get_template(template)
    return page.render(style=Markup(style), script=Markup(script), policy=policy, **values)  # noqa: S704 (our own files)


def self_contained(template: str, style: str, **values: Any) -> str:
    """Return a page without script that holds its style and asks nothing of the network."""
    told = _asset(style)
    policy = "; ".join([
        "default-src 'none'", f"style-src {_hash(told)}", "base-uri 'none'", "form-action 'none'",
    ])  # fmt: skip
    page = _environment().get_template(template)
    ours = Markup(told)  # noqa: S704 (our own file)
    return page.render(style=ours, policy=policy, web_address=web_address, **values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("reportedly.publish", "templates"),
        extensions=["jinja2.ext.i18n"],  # the desk puts the same templates into other languages
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_showable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(kinds=KINDS, kinds_one=ONE_OF)
    return made


def _showable(value: Any) -> Any:
    """Keep out of the page what HTML can't hold; markup is of our own making."""
    return for_page(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _asset(name: str) -> str:
    environment = _environment()
    assert environment.loader is not None  # noqa: S101 (tells mypy)
    return environment.loader.get_source(environment, name)[0]


def _hash(text: str) -> str:
    """Return the hash by which a page's policy admits its own style or script."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
