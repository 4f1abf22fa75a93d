"""OPML: the lists of feeds that every feed reader writes."""

from __future__ import annotations

from reportedly.errors import Unreadable
from reportedly.intake.web.leads import MOST, absolute
from reportedly.intake.web.lists import HEAD, looks_like_list, read_list


def feeds_in(data: bytes) -> list[str]:
    """Return the addresses of feeds in an OPML file, or in a list of addresses a line each."""
    if looks_like_list(data[:HEAD]):
        return [lead.url for lead in read_list(data).leads]
    return read_opml(data)


def read_opml(data: bytes) -> list[str]:
    """Return the addresses of the feeds in an OPML file, each once; Unreadable if it has none."""
    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import ParseError, fromstring  # type: ignore[import-untyped]

    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Unreadable(f"it is no OPML file ({type(error).__name__})") from None
    if str(root.tag).lower() != "opml":
        raise Unreadable("it is no OPML file")
    outlines = [{key.lower(): value for key, value in it.attrib.items()} for it in root.iter()]
    found = [absolute(None, outline.get("xmlurl")) for outline in outlines]
    feeds = list(dict.fromkeys(url for url in found if url))[:MOST]
    if not feeds:
        raise Unreadable("this OPML file names no feed")
    return feeds
