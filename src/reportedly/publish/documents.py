"""Readings as JSON text."""

from __future__ import annotations

from typing import Any

from reportedly.record.document import from_json, json_schema, to_json
from reportedly.vocabulary import Reading


def dumps(reading: Reading) -> str:
    """Return a Reading as JSON on one line, without a line end: a line of a JSONL file."""
    return to_json(reading)


def dumps_pretty(reading: Reading) -> str:
    """Return a Reading as indented JSON, without a line end."""
    return to_json(reading, indent=2)


def loads(text: str) -> Reading:
    """Return the Reading that a JSON text holds; RecordError says where it breaks the shape."""
    return from_json(text)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a Reading's document."""
    return json_schema()
