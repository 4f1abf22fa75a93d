"""A Reading as JSON and back: the one place where its written shape is decided.

The shape is derived from the vocabulary's dataclasses. A document is one line: characters that
some programs take for a line end are escaped, so a JSONL file splits only where it should.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from reportedly.errors import RecordError
from reportedly.vocabulary import Reading

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EXACT_INTEGER = 2**53
# Line ends to some readers of JSONL, and lone surrogates, which no encoding can write.
UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
# Where the written order differs from that of the dataclass: the long text comes last.
ARTICLE_KEYS = (
    "id", "url", "canonical", "title", "outlet", "authors", "credits", "dateline", "published",
    "published_at", "published_from", "updated", "updated_from", "retrieved", "standing",
    "supersedes", "language", "text",
)  # fmt: skip
PLACE_KEYS = (
    "id", "name", "geonameid", "kind", "lat", "lon", "country", "admin1", "precision", "mentions",
)  # fmt: skip


def as_document(reading: Reading) -> dict[str, Any]:
    """Return a Reading as plain JSON values, keys in their written order."""
    document: dict[str, Any] = adapter().dump_python(reading, mode="json")
    document["article"] = {key: document["article"][key] for key in ARTICLE_KEYS}
    document["places"] = [{key: place[key] for key in PLACE_KEYS} for place in document["places"]]
    for figure in document["figures"]:
        for key in ("value", "low", "high"):
            figure[key] = _whole(figure[key])
    return document


def to_json(reading: Reading, indent: int | None = None) -> str:
    """Write a Reading as JSON: one line, or indented."""
    parts = None if indent else (",", ":")
    written = json.dumps(
        as_document(reading), ensure_ascii=False, allow_nan=False, indent=indent, separators=parts
    )
    return UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def from_json(text: str) -> Reading:
    """Read a Reading back from its JSON; RecordError says where it breaks the shape."""
    try:
        return adapter().validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the document"
        raise RecordError(f"not a Reading: {where}: {first['msg']}") from error


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the documents that `to_json` writes."""
    shape = adapter().json_schema(mode="serialization", schema_generator=_AllKeysWritten)
    return {"$schema": DIALECT, "title": "Reading", **shape}


class _AllKeysWritten(GenerateJsonSchema):
    """Marks every key as required, because every key is written even where it is null."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,
    ) -> bool:
        return True


@cache
def adapter() -> TypeAdapter[Reading]:
    """Return the (costly) adapter between Readings and documents, built once."""
    return TypeAdapter(Reading)


def _whole(number: float | None) -> float | int | None:
    """Write 157.0 as 157, as the article does."""
    if number is not None and number.is_integer() and abs(number) < EXACT_INTEGER:
        return int(number)
    return number
