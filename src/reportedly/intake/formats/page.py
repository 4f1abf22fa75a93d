"""HTML pages: the article in them, without menus, adverts and comments."""

from __future__ import annotations

import re
from typing import Any

from reportedly.errors import Unreadable
from reportedly.intake.document import Document, Hints
from reportedly.intake.encoding import decode, narrow
from reportedly.intake.format import Format, whole
from reportedly.intake.formats.markup import Facts, find_facts, host
from reportedly.knowledge.domains import domain_of

NO_ARTICLE = "no article was found in this HTML page"
FEWEST_WORDS = 25  # in sentences; a notice about cookies or a page that is gone has less
MOST_CELLS = 100
STUB_WORDS = 120  # less than this of an article that is not free is its beginning
SENTENCE_ENDS = (".", "!", "?", "…", "”", '"', "’", "'", ")", "»")
# Beyond these the parser's time grows with the square of the number; no news page comes near.
MOST_TAGS = 100_000
MOST_ATTRIBUTES = 10_000
TAG = re.compile(r"<[A-Za-z][^<>]*")
APART = re.compile(r"[\s/\"']+")
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
HTML = re.compile(rb"<(!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
DECLARED_XML = re.compile(rb"<\?xml\b", re.IGNORECASE)
HEAD = 4_096  # bytes in which a page declares its encoding
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATES = {
    "extensive_search": False,  # what stands in the text may be any date
    "original_date": True,
    "min_date": "1900-01-01",
    "max_date": "2100-01-01",  # fixed: the default is the clock's
}


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page names for itself."""
    found = CHARSET.search(data[:HEAD])
    return found[1].decode("ascii") if found else None


def page(html: str, url: str | None) -> Document:
    """Return the article of a page; Unreadable if there is none in it."""
    _refuse_monsters(html)
    tree, facts = _parsed(html, url)
    found = _extract(tree, url)
    text = (found.text or "") if found is not None else ""
    _require_article(text, facts.free)
    address = url or _one_line(found.url)
    published, published_from = facts.published, facts.published_from
    if published is None:
        published = _day(found.date, html)
        published_from = "page" if published else None
    author = found.author or ""
    return Document(
        text=text,
        title=_one_line(found.title) or facts.title,
        outlet=_outlet(address, _one_line(found.sitename), facts),
        url=address,
        authors=facts.authors or tuple(it.strip() for it in author.split(";") if it.strip()),
        published=published,
        published_from=published_from,
        updated=facts.updated,
        updated_from=facts.updated_from,
        canonical=facts.canonical,
        credits=tuple(facts.credits),
    )


def _require_article(text: str, free: bool) -> None:
    sentences = [line for line in text.splitlines() if line.rstrip().endswith(SENTENCE_ENDS)]
    words = sum(len(line.split()) for line in sentences)
    if words < FEWEST_WORDS:
        raise Unreadable(NO_ARTICLE if free else f"{NO_ARTICLE}: it is behind a paywall")
    if not free and words < STUB_WORDS:
        raise Unreadable(
            "only the beginning of its article is in this HTML page: it is behind a paywall"
        )


def _outlet(address: str | None, named: str | None, facts: Facts) -> str | None:
    """Return whose page it is: by its address, or as it names itself."""
    domain = domain_of(address) if address else None
    if domain is not None and domain.kind != "social":
        return domain.outlet
    origin = host(facts.canonical)
    if named and origin and origin != host(address) and named.lower() in (origin, f"www.{origin}"):
        return facts.publisher or host(address) or None  # that is the original's site, not this one
    return named or facts.publisher


def _parsed(html: str, url: str | None) -> tuple[Any, Facts]:
    from trafilatura.utils import load_html

    try:
        tree = load_html(html)
        if tree is None:
            raise Unreadable(NO_ARTICLE)
        unpack_layout(tree)
        return tree, find_facts(tree, url)
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(f"this HTML page can't be parsed ({type(error).__name__})") from None


def unpack_layout(tree: Any) -> None:
    """Make blocks of tables that only lay a page out, as the old web did: cells of paragraphs."""
    for cell in tree.xpath("//td[count(p) > 1]")[:MOST_CELLS]:
        for part in (cell, *cell.iterancestors("td", "tr", "tbody", "table")):
            part.tag = "div"


def _extract(tree: Any, url: str | None) -> Any:
    from trafilatura import bare_extraction

    try:
        return bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=False,
            favor_precision=True,
            date_extraction_params=dict(DATES),
        )
    except Exception as error:
        raise Unreadable(f"this HTML page can't be parsed ({type(error).__name__})") from None


def _refuse_monsters(html: str) -> None:
    crowded = any(len(APART.findall(tag)) > MOST_ATTRIBUTES for tag in TAG.findall(html))
    unmatched = html.count(">") - html.count("<")
    if html.count("<") > MOST_TAGS or unmatched > MOST_TAGS or crowded:
        raise Unreadable("this HTML page has far more tags than a news page")


def _day(found: str | None, html: str) -> str | None:
    """Return the date found if the page writes it out.

    The finder makes a day of a month or a year, if need be with the help of today's date.
    """
    if not found:
        return None
    year, month, day = found.split("-")
    name = rf"{MONTHS[int(month) - 1]}\w*\.?"
    ordinal = rf"0?{int(day)}(?:st|nd|rd|th)?"
    forms = (
        rf"{year}(?P<by>[-/.]?){month}(?P=by){day}", rf"{ordinal}[\s-]+{name},?[\s-]+{year}",
        rf"{name}\s+{ordinal},?\s+{year}",
    )  # fmt: skip
    return found if re.search("|".join(forms), html, re.IGNORECASE) else None


def _one_line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None


def read_page(data: bytes, hints: Hints) -> Document:
    """Return the article of a page; what the server says of its encoding goes first."""
    return page(decode(data, hints.encoding or declared_encoding(data)), hints.url)


def looks(head: bytes) -> bool:
    """Tell whether a file begins as a page does."""
    opening = narrow(head)
    return bool(HTML.match(opening) or (DECLARED_XML.match(opening) and HTML.search(opening)))


FORMATS = (
    Format(
        "html",
        "a saved web page: the article in it, without menus and adverts",
        whole("text/html", read_page),
        suffixes=(".html", ".htm", ".xhtml"),
        media_types=("text/html", "application/xhtml+xml"),
        looks=looks,
        rank=-10,
    ),
)
