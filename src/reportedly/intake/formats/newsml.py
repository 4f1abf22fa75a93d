"""IPTC NewsML-G2: news items alone, in messages and beside packages; text in XHTML or NITF."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError, tostring

from reportedly.errors import Unreadable
from reportedly.intake.credits import credit
from reportedly.intake.dates import iso_of
from reportedly.intake.document import Document, Hints
from reportedly.intake.encoding import narrow
from reportedly.intake.format import Format, Item, one
from reportedly.intake.formats.blocks import element_text, fragment_text, local_name
from reportedly.intake.stream import Binary, read_whole
from reportedly.intake.versions import lasting, standing_of, versioned
from reportedly.vocabulary import Credit

TIMES = 10  # so many times the largest report: a message carries many items
DEEPEST = 200  # elements within each other
ROOTS = (b"<newsItem", b"<newsMessage", b"<packageItem")
TYPE = "application/vnd.iptc.g2.newsitem+xml"
TEXTS = ("text", "composite")  # what stands with a picture is no report


def read_newsml(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield the item of each news item; Unreadable if the XML is broken or not to be trusted."""
    data = read_whole(stream, hints.max_bytes * TIMES)
    alone, found, packages = True, 0, 0
    for element, depth in _elements(data):
        kind = local_name(element)
        if kind == "packageitem":
            packages += 1
        if kind != "newsitem":
            continue
        found += 1
        alone = depth == 1
        place = name if alone else f"{name}#{found}"
        bytes_of_it = data if alone else tostring(element, "utf-8")
        yield _item(element, place, hints, bytes_of_it)
        element.clear()
    if not found:
        told = "a package that only names its items" if packages else "no news item"
        raise Unreadable(f"it holds {told}")


def _item(element: Any, place: str, hints: Hints, data: bytes) -> Item:
    return one(place, lambda: document_in(element), hints, data, TYPE)


def _elements(data: bytes) -> Iterator[tuple[Any, int]]:
    """Yield each element when it is complete, with its depth; entities and DTDs are refused."""
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

    depth = 0
    try:
        for event, element in iterparse(io.BytesIO(data), ("start", "end"), forbid_dtd=True):
            if event == "start":
                depth += 1
                if depth > DEEPEST:
                    raise Unreadable("its XML is too deep")
            else:
                yield element, depth
                depth -= 1
    except DefusedXmlException:
        raise Unreadable("its XML declares a document type or entities, which is refused") from None
    except ParseError as error:
        raise Unreadable(f"its XML is broken: {error}") from None
    except (ValueError, LookupError, AssertionError) as error:  # an encoding nobody knows
        raise Unreadable(f"its XML can't be parsed ({type(error).__name__})") from None


def document_in(item: Any) -> Document:
    """Return the document of a news item; Unreadable if it is a picture or holds no text."""
    meta, content = _child(item, "itemmeta"), _child(item, "contentmeta")
    kind = _code(_child(meta, "itemclass")).rpartition(":")[2]
    if kind and kind not in TEXTS:
        raise Unreadable(f"it is no text, but of class {kind!r}")
    guid, version = item.get("guid"), item.get("version")
    title = _words(_child(content, "headline")) or None
    this, first = _words(_child(meta, "versioncreated")), _words(_child(meta, "firstcreated"))
    created = _words(_child(content, "contentcreated"))
    standing = standing_of(_code(_child(meta, "pubstatus")) or None, title)
    if standing == "usable" and any("correct" in _code(it) for it in _children(meta, "signal")):
        standing = "corrected"
    later = (
        int(version[:9]) > 1 if version and version.isdecimal() else bool(first and this != first)
    )
    began = first or created or this
    began_in = "firstCreated" if first else "contentCreated" if created else "versionCreated"
    changed = None if standing == "usable" else standing
    return Document(
        text=_text(item, title if standing == "withdrawn" else None),
        id=versioned(guid, version or this or changed) if guid else None,
        title=title,
        outlet=_outlet(item, meta),
        url=guid if guid and guid.startswith(("http://", "https://")) else None,
        authors=_authors(content),
        published=began and (iso_of(began) or began),
        published_from=began_in,
        updated=iso_of(this) if later and this else None,
        updated_from="versionCreated",
        dateline=_words(_child(content, "dateline")) or _name(_child(content, "located")),
        credits=_credits(content),
        standing=standing,
        supersedes=lasting(guid) if guid and (later or standing != "usable") else None,
    )


def _text(item: Any, instead: str | None) -> str:
    """Return the text of an item; that of a withdrawn one may be its headline alone."""
    contents = _child(item, "contentset")
    for part in () if contents is None else contents:
        kind = local_name(part)
        if kind == "inlinexml":
            text = element_text(_body(part))
        elif kind == "inlinedata":
            given = "".join(part.itertext())
            marked = "html" in (part.get("contenttype") or "")
            text = fragment_text(given) if marked else given.strip()
        else:
            continue
        if text.strip():
            return text
    if instead:
        return instead
    raise Unreadable("the news item holds no text")


def _body(part: Any) -> Any:
    """Return what of inline XML is the copy: NITF's body.content, XHTML's body, or all of it."""
    for wanted in ("body.content", "body"):
        found = next((it for it in part.iter() if local_name(it) == wanted), None)
        if found is not None:
            return found
    return part


def _outlet(item: Any, meta: Any) -> str | None:
    holder = _name(_child(_child(item, "rightsinfo"), "copyrightholder"))
    named = _name(_child(meta, "provider")) or holder
    known = credit(named, "", known=True) if named else None
    return known.name if known else named


def _authors(content: Any) -> tuple[str, ...]:
    by = [_words(it) for it in _children(content, "by")]
    names = by if any(by) else [_name(it) or "" for it in _children(content, "creator")]
    return tuple(dict.fromkeys(name.removeprefix("By ") for name in names if name))


def _credits(content: Any) -> tuple[Credit, ...]:
    found = []
    for source in _children(content, "infosource"):
        name = _name(source)
        found.append(credit(name, "infosources", known=False, kind="agency") if name else None)
    line = _words(_child(content, "creditline"))
    found.append(credit(line, "credit line", known=True) if line else None)
    return tuple(one for one in found if one is not None)


def _children(element: Any, name: str) -> list[Any]:
    return [] if element is None else [it for it in element if local_name(it) == name]


def _child(element: Any, name: str) -> Any:
    return next(iter(_children(element, name)), None)


def _words(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _name(element: Any) -> str | None:
    """Return what an element is called: by its name, its literal, or the end of its code."""
    if element is None:
        return None
    name = _words(_child(element, "name")) or element.get("literal") or ""
    return name.strip() or _code(element).rpartition(":")[2] or None


def _code(element: Any) -> str:
    return "" if element is None else (element.get("qcode") or element.get("literal") or "").strip()


def _looks(head: bytes) -> bool:
    opening = narrow(head)
    return opening.startswith(b"<") and any(root in opening[:8_192] for root in ROOTS)


FORMATS = (
    Format(
        "newsml-g2",
        "IPTC NewsML-G2: news items in XML, alone or in messages",
        read_newsml,
        suffixes=(".xml", ".newsml"),
        media_types=(TYPE, "application/vnd.iptc.g2.newsmessage+xml"),
        looks=_looks,
        many=True,
        rank=10,
    ),
)
