"""The text of marked-up copy (XHTML, NITF) that is all article: its blocks, one a line."""

from __future__ import annotations

import re
from typing import Any

from reportedly.errors import Unreadable

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "body.content", "caption", "dd", "div",
    "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hl1", "hl2", "hr", "html", "li", "main", "nitf", "ol", "p", "pre", "section", "table", "td",
    "th", "title", "tr", "ul",
})  # fmt: skip
LEFT_OUT = frozenset({"figure", "head", "media", "noscript", "script", "style", "template"})
DEEPEST = 200  # elements within each other
MOST_TAGS = 100_000


def fragment_text(markup: str) -> str:
    """Return the text of an HTML fragment; Unreadable if it can't be parsed."""
    from lxml import etree, html  # type: ignore[import-untyped]

    if markup.count("<") > MOST_TAGS:
        raise Unreadable("its marked-up text has far more tags than a report")
    try:
        # Without its declaration: lxml takes none in a string.
        bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", markup)
        root = html.fragment_fromstring(bare, create_parent="div") if bare.strip() else None
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable(f"its marked-up text can't be parsed ({type(error).__name__})") from None
    return "" if root is None else element_text(root)


def element_text(root: Any) -> str:
    """Return the text in an element of lxml or ElementTree, a line for each block."""
    parts: list[str] = []
    # A stack in the place of recursion, which deep elements would exhaust.
    left: list[tuple[Any, int] | str] = [(root, 0)]
    while left:
        one = left.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        element, depth = one
        name = local_name(element)
        if name is None or name in LEFT_OUT or depth > DEEPEST:
            continue
        edge = "\n" if name in BLOCKS or name == "br" else ""
        inside: list[tuple[Any, int] | str] = [edge, _flat(element.text)]
        for child in element:
            inside += [(child, depth + 1), _flat(child.tail)]
        left += reversed([*inside, edge])
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def local_name(element: Any) -> str | None:
    """Return an element's name without its namespace; None for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else None


def _flat(text: str | None) -> str:
    """Return text without its line ends, which mean nothing in markup."""
    return re.sub(r"\s+", " ", text or "")
