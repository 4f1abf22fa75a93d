"""IPTC ninjs (1.x, 2.x, 3.x): news in JSON as agencies send it, one item or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reportedly.errors import Unreadable
from reportedly.intake.credits import credit
from reportedly.intake.dates import iso_of
from reportedly.intake.document import Document, Hints
from reportedly.intake.encoding import narrow
from reportedly.intake.format import Format, Item, one
from reportedly.intake.formats.blocks import fragment_text
from reportedly.intake.formats.json_stream import Text, elements
from reportedly.intake.stream import Binary
from reportedly.intake.versions import lasting, standing_of, versioned
from reportedly.vocabulary import Credit

# 3.x writes versionCreated what 1.x and 2.x write versioncreated: names are compared in lower case.
MARKS = (b'"versioncreated"', b'"body_text"', b'"body_xhtml"', b'"bodies"', b'"pubstatus"')
TEXTS = ("text", "composite")  # what a picture or an event says of itself is no report
MARKUP = ("xhtml", "html", "richtext")
MOST_DEEP = 3  # associated items within items


def read_ninjs(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield the item of each news item; Unreadable if the file is no JSON."""
    text = Text(stream, hints.max_bytes)
    if text.peek() == "[":
        for number, told in enumerate(elements(text), 1):
            yield _item(told, f"{name}#{number}", hints)
        return
    told = text.value()
    listed = next((told[key] for key in ("items", "newsitems") if _is_list(told, key)), None)
    if listed is None:
        yield _item(told, name, hints)
    else:
        for number, part in enumerate(listed, 1):
            yield _item(part, f"{name}#{number}", hints)


def _is_list(told: object, key: str) -> bool:
    return isinstance(told, dict) and isinstance(told.get(key), list)


def _item(told: object, place: str, hints: Hints) -> Item:
    data = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return one(place, lambda: document_in(told), hints, data, "application/ninjs+json")


def document_in(told: object) -> Document:
    """Return the document of a news item; Unreadable if it holds no text."""
    if not isinstance(told, dict):
        raise Unreadable("it is no ninjs item")
    item = {str(key).lower(): value for key, value in told.items()}
    kind = _text(item.get("type"))
    if kind and kind.lower() not in TEXTS:
        raise Unreadable(f"it is no text, but of type {kind!r}")
    uri, version = _text(item.get("uri")), _text(item.get("version"))
    title = _in_roles(item, "headline", "headlines")
    first, this = _text(item.get("firstcreated")), _text(item.get("versioncreated"))
    later = _is_later(version, first, this)
    credits = _credits(item)
    byline = _text(item.get("byline")) or _text(item.get("by"))
    standing = standing_of(_text(item.get("pubstatus")), title)
    changed = None if standing == "usable" else standing
    return Document(
        text=_body(item, title if standing == "withdrawn" else None),
        id=versioned(uri, version or this or changed) if uri else None,
        title=title,
        outlet=_holder(item, credits),
        url=uri if uri and uri.startswith(("http://", "https://")) else None,
        canonical=_link(item.get("altids")) or _link(item.get("links")),
        authors=(byline,) if byline else (),
        published=_day(first or this),
        published_from=("firstcreated" if first else "versioncreated") if first or this else None,
        updated=_day(this) if later else None,
        updated_from="versioncreated",
        dateline=_text(item.get("dateline")) or _text(item.get("located")),
        credits=credits,
        standing=standing,
        supersedes=lasting(uri) if uri and (later or standing != "usable") else None,
    )


def _is_later(version: str | None, first: str | None, this: str | None) -> bool:
    if version and version.isdigit():
        return int(version[:9]) > 1
    return bool(first and this and first != this)


def _body(item: dict[str, Any], instead: str | None) -> str:
    """Return the text of an item; that of a withdrawn one may be its headline alone."""
    plain = _in_roles(item, "body_text", "bodies", markup=False)
    plain = plain or next((t for k, v in item.items() if (t := _plain_body(k, v))), None)
    marked = next((v for k, v in item.items() if _is_markup(k) and isinstance(v, str)), None)
    marked = marked or _in_roles(item, "", "bodies", markup=True)
    text = plain or (fragment_text(marked) if marked else "")
    if not text.strip() and not instead:
        raise Unreadable("it holds no text")
    return text or instead or ""


def _plain_body(key: str, value: object) -> str | None:
    body = key.startswith("body_") and not _is_markup(key) and isinstance(value, str)
    return str(value) if body and str(value).strip() else None


def _is_markup(key: str) -> bool:
    return key.startswith("body_") and key.removeprefix("body_").startswith(MARKUP)


def _in_roles(item: dict[str, Any], single: str, listed: str, markup: bool = False) -> str | None:
    """Return a value as 1.x writes it, or the main one in a list as 2.x and 3.x write it."""
    if _text(item.get(single)):
        return str(item[single]) if single.startswith("body") else _text(item[single])
    parts = [it for it in _listed(item.get(listed)) if isinstance(it, dict)]
    parts.sort(key=lambda it: str(it.get("role") or "main") != "main")
    for part in parts:
        lower = {str(key).lower(): value for key, value in part.items()}
        kind = str(lower.get("contenttype") or "")
        if isinstance(lower.get("value"), str) and ("html" in kind) == markup:
            return str(lower["value"])
    main = next((v for k, v in item.items() if k.startswith(f"{single}_") and _text(v)), None)
    return _text(main) if single == "headline" else None


def _credits(item: dict[str, Any]) -> tuple[Credit, ...]:
    """Return the sources of information, and the agency whose provider or copyright it names."""
    found = []
    for source in _listed(item.get("infosources")):
        name = _text(source.get("name")) if isinstance(source, dict) else None
        by = credit(name, "infosources", known=False, kind="agency") if name else None
        found += [by] if by else []
    for key in ("creditline", "source", "provider"):
        name = _text(item.get(key))
        by = credit(name, "credit line", known=True) if name else None
        found += [by] if by else []
    return tuple(found)


def _holder(item: dict[str, Any], credits: tuple[Credit, ...]) -> str | None:
    holder = _text(item.get("copyrightholder"))
    by = credit(holder, "", known=True) if holder else None
    return by.name if by else holder


def _day(written: str | None) -> str | None:
    return written and (iso_of(written) or written)


def _link(value: object) -> str | None:
    for part in _listed(value):
        given = part.get("value") or part.get("href") if isinstance(part, dict) else None
        if isinstance(given, str) and given.startswith(("http://", "https://")):
            return given
    return None


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str | None:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return " ".join(str(value).split()) or None
    return None


def _looks(head: bytes) -> bool:
    opening = narrow(head)
    lower = opening.lower()
    return opening[:1] in (b"{", b"[") and (
        b"ninjs" in lower or (b'"uri"' in lower and any(mark in lower for mark in MARKS))
    )


FORMATS = (
    Format(
        "ninjs",
        "IPTC ninjs 1.x, 2.x and 3.x: news in JSON",
        read_ninjs,
        suffixes=(".json", ".ninjs"),
        media_types=("application/ninjs+json", "application/vnd.iptc.ninjs+json"),
        looks=_looks,
        many=True,
        rank=10,
    ),
)
