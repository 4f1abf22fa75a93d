"""Drawings of a brief as SVG: text from reports is only ever text in them."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from reportedly.publish.borders import ATTRIBUTION
from reportedly.publish.brief import Brief
from reportedly.publish.brief_formats.blocks import Picture
from reportedly.publish.brief_formats.drawn_figures import figures_of
from reportedly.publish.brief_formats.drawn_map import map_of
from reportedly.publish.characters import for_page

COLOURS = {"contested": "#9a2d20", "corroborated": "#1c653b", "single_source": "#8a6100"}


def map_picture(brief: Brief) -> Picture | None:
    """Return the map of a brief; None where no place can be drawn."""
    drawn = map_of(brief.areas)
    if drawn is None:
        return None
    named = ", ".join(dict.fromkeys(it.name for it in brief.areas if it.name))
    alt = f"Map of the incidents: {named or 'places not named'}"
    caption = (
        "Where it is said to have happened: a circle is as wide as the place is uncertain, a "
        "country is shaded whole. Red: contested, green: corroborated, brown: one source. "
        f"{ATTRIBUTION}."
    )
    return Picture(_drawn("brief_map.svg", map=drawn, alt=alt), alt, caption)


def figures_picture(brief: Brief) -> Picture | None:
    """Return the chart of figures on which speakers differ; None where nobody does."""
    drawn = figures_of(brief.rows)
    if drawn is None:
        return None
    told = (
        f"{group.title}: " + ", ".join(f"{bar.figure} ({bar.speaker})" for bar in group.bars)
        for group in drawn.groups
    )
    alt = "Bars of what each speaker counts. " + "; ".join(told)
    caption = (
        "Figures on which speakers differ: dark to the least that is said, light up to the most, "
        "dashed for “or more”. Each group has its own scale, and what is counted stands in words "
        "beside it; nothing is added up."
    )
    return Picture(_drawn("brief_figures.svg", chart=drawn, alt=alt), alt, caption)


def _drawn(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(colours=COLOURS, **values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("reportedly.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: for_page(value) if isinstance(value, str) else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
