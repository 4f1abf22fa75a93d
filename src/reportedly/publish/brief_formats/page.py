"""A brief as a page of HTML that holds all it needs, and prints on A4."""

from __future__ import annotations

from markupsafe import Markup

from reportedly.publish.brief_formats.blocks import Picture, Sheet
from reportedly.publish.page import self_contained


def html(sheet: Sheet) -> str:
    """Return a brief as a self-contained page."""
    return self_contained("brief.html", "brief.css", sheet=sheet, title=sheet.title, svg=drawing)


def drawing(picture: Picture) -> Markup:
    """Return a drawing as markup: its text was escaped as it was drawn."""
    return Markup(picture.svg)  # noqa: S704 (our own template, escaped)
