"""JSON-LD documents of one graph, written node by node."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reportedly.vocabulary import Cell

RECORD = "urn:reportedly:"


def write_graph(path: Path, context: dict[str, Any], nodes: Iterable[dict[str, Any]]) -> None:
    """Write nodes as one graph, one a line; keys without a value are left out."""
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        stream.write(f'{{"@context": {json.dumps(context)}, "@graph": [')
        between = "\n"
        for node in nodes:
            told = {key: value for key, value in node.items() if value not in (None, [], {})}
            stream.write(between + json.dumps(told, ensure_ascii=False, default=str))
            between = ",\n"
        stream.write("\n]}\n")


def cell_id(cell: Cell) -> str:
    """Return the address of an entry of a reading."""
    return f"{RECORD}cell:{_escaped(cell.article)}/{_escaped(cell.entry)}"


def article_id(id: str) -> str:
    """Return the address of an article."""
    return f"{RECORD}article:{_escaped(id)}"


def incident_id(id: str) -> str:
    """Return the address of an incident."""
    return f"{RECORD}incident:{_escaped(id)}"


def _escaped(text: str) -> str:
    return quote(text, safe="")
