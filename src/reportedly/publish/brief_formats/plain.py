"""A brief as JSON: all that it is made of."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from reportedly.publish.brief import Brief


def as_values(brief: Brief) -> dict[str, Any]:
    """Return a brief as plain JSON values."""
    values: dict[str, Any] = json.loads(json.dumps(asdict(brief)))
    return values


def json_text(brief: Brief) -> str:
    """Return a brief as indented JSON in ASCII: a text may hold halves of characters."""
    return json.dumps(as_values(brief), indent=2) + "\n"
