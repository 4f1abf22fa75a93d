"""CSV of what people decided: all decisions of the record, undone ones too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from reportedly.publish.exports.export import Export
from reportedly.publish.exports.rows import write_rows
from reportedly.publish.exports.source import Source
from reportedly.review import row_of

COLUMNS = (
    "number", "at", "author", "decision", "article", "entry", "field", "old", "new", "other",
    "note", "undoes", "words",
)  # fmt: skip


def write(source: Source, path: Path) -> None:
    """Write the decisions in the order in which they were made; filters of incidents don't apply.

    `old` and `new` are JSON.
    """
    rows = (row_of(review) for review in source.reviews())
    write_rows(path, COLUMNS, ([_cell(row[name], name) for name in COLUMNS] for row in rows))


def _cell(value: Any, name: str) -> Any:
    if name in ("old", "new"):
        return None if value is None else json.dumps(value, ensure_ascii=False)
    return " … ".join(value) if isinstance(value, list) else value


EXPORT = Export("reviews", ".csv", "CSV of what people decided, in its order", write)
