"""What the API's description promises, as facts that can be compared from version to version.

`python -m tests.desk.promised` writes docs/formats/api.json anew, unless a promise would be broken.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.desk.api.app import described
from reportedly.desk.api.description import shape_in_words

FILE = Path(__file__).parents[2] / "docs" / "formats" / "api.json"


def facts(described: dict[str, Any]) -> set[str]:
    """Return the facts of a description: addresses, parameters, answers, fields."""
    return {*_of_addresses(described), *_of_fields(described)}


def broken(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """Return what was promised and is kept no more, or is asked for that was not before."""
    lost = facts(before) - facts(after)
    addresses = {fact for fact in facts(before) if fact.endswith(" is answered")}
    asked = {
        fact for fact in facts(after) - facts(before)
        if fact.endswith(" is needed") and f"{fact.partition(' ?')[0]} is answered" in addresses
    }  # fmt: skip
    return lost | asked


def _of_addresses(described: dict[str, Any]) -> Iterator[str]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            here = f"{method.upper()} {path}"
            yield f"{here} is answered"
            for one in operation.get("parameters", ()):
                yield f"{here} ?{one['name']} takes {shape_in_words(one['schema'])}"
                if one["required"]:
                    yield f"{here} ?{one['name']} is needed"
            for status, answer in operation["responses"].items():
                for kind, content in answer.get("content", {}).items():
                    shape = shape_in_words(content.get("schema", {}))
                    yield f"{here} answers {status} with {shape} as {kind}"


def _of_fields(described: dict[str, Any]) -> Iterator[str]:
    for name, schema in described["components"]["schemas"].items():
        for field, one in schema.get("properties", {}).items():
            yield f"{name}.{field} is {shape_in_words(one)}"
        if "properties" not in schema:
            yield f"{name} is {shape_in_words(schema)}"


def renew() -> int:
    """Write the file anew; 1 if a promise would be broken."""
    now = described()
    gone = broken(json.loads(FILE.read_text("utf-8")), now) if FILE.exists() else set()
    for fact in sorted(gone):
        print(f"promised, and no more so: {fact}", file=sys.stderr)
    if not gone:
        FILE.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return int(bool(gone))


if __name__ == "__main__":
    sys.exit(renew())
