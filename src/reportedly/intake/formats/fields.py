"""Rows and objects → documents: which column or key holds which field of a report."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

from reportedly.errors import Unreadable
from reportedly.intake.credits import credit
from reportedly.intake.dates import iso_of
from reportedly.intake.document import Document
from reportedly.intake.formats.text import names, words
from reportedly.intake.versions import standing_of, versioned
from reportedly.vocabulary import Credit

# The names under which other tools write a field, the likelier first; the caller's goes before.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "article_id", "stories_id", "guid"),
    "text": ("text", "body", "content", "article_text", "full_text", "maintext"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "media_name", "publication", "source_name"),
    "url": ("url", "link", "article_url"),
    "canonical": ("canonical", "canonical_url"),
    "authors": ("authors", "author", "byline"),
    "published": (
        "published", "date", "dct", "publish_date", "published_at", "date_publish", "pub_date",
        "publication_date",
    ),
    "updated": ("updated", "modified", "date_modify", "updated_at"),
    "agency": ("agency", "wire", "credit"),
    "standing": ("standing", "pubstatus"),
    "version": (),  # only where the caller names it: many tables number something else
}  # fmt: skip
SEVERAL = re.compile(r"\s*[;|]\s*")


def places_of(columns: Mapping[str, str], there: list[str]) -> dict[str, str]:
    """Return which of the columns that are there holds each field, whatever its capitals.

    Unreadable if a column that the caller names is not there.
    """
    by_lower = {name.strip().lower(): name for name in reversed(there)}
    chosen: dict[str, str] = {}
    for field, usual in FIELDS.items():
        named = columns.get(field)
        if named is not None and named not in there and named.lower() not in by_lower:
            raise Unreadable(
                f"it has no column {named!r} for {field}: its columns are {shown(there)}"
            )
        if named is not None:
            chosen[field] = named if named in there else by_lower[named.lower()]
            continue
        found = next((by_lower[name] for name in usual if name in by_lower), None)
        if found is not None:
            chosen[field] = found
    return chosen


def shown(columns: list[str]) -> str:
    """Return the names of columns in one short line: a broken header may hold a whole table."""
    short = (textwrap.shorten(name, 60, placeholder=" …") for name in columns[:20])
    return ", ".join(short) + (" …" if len(columns) > 20 else "")


def document_in(told: Mapping[str, object], columns: Mapping[str, str], what: str) -> Document:
    """Return the document in a JSON object, which has to have an id and a text."""
    for field in ("id", "text"):
        named = columns.get(field)
        if named is not None and named not in told:
            raise Unreadable(f"{what} has no {named}")
    where = {field: columns.get(field, "") for field in FIELDS}
    chosen = {
        field: named or next((it for it in usual if told.get(it)), usual[0] if usual else "")
        for (field, usual), named in zip(FIELDS.items(), where.values(), strict=True)
    }
    given, text = told.get(chosen["id"]), told.get(chosen["text"])
    if not isinstance(given, str | int) or isinstance(given, bool):
        raise Unreadable(f"{what} has no id" if given is None else "its id is no text or number")
    if not isinstance(text, str):
        raise Unreadable(f"{what} has no text" if text is None else "its text is no string")
    return document_of(told, chosen, "field", text, str(given))


def document_of(
    told: Mapping[str, object], chosen: Mapping[str, str], found: str, text: str, given: str | None
) -> Document:
    """Return the document in a row; `found` says what its dates and credits stand in."""
    cells = {field: told.get(name) for field, name in chosen.items()}
    agency, version = words(cells.get("agency")), words(cells.get("version"))
    by = credit(agency, found, known=False, kind="agency") if agency else None
    status = words(cells.get("standing"))
    published, updated = words(cells.get("published")), words(cells.get("updated"))
    return Document(
        text=text,
        id=versioned(given, version) if given and version else given,
        title=words(cells.get("title")),
        outlet=words(cells.get("outlet")),
        url=words(cells.get("url")),
        canonical=words(cells.get("canonical")),
        authors=_authors(cells.get("authors")),
        published=published and (iso_of(published) or published),
        published_from=found,
        updated=updated and iso_of(updated),
        updated_from=found,
        credits=_credits(by),
        standing=standing_of(status),
        supersedes=given if given and version and version != "1" else None,
    )


def _credits(*found: Credit | None) -> tuple[Credit, ...]:
    return tuple(one for one in found if one is not None)


def _authors(value: object) -> tuple[str, ...]:
    """Return authors from a list, or from one text that parts them."""
    if isinstance(value, str):
        return tuple(name for name in SEVERAL.split(value) if name.strip())
    return names(value)
