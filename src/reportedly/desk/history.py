"""The history of a cell, an incident or a thread, as a page tells it."""

from __future__ import annotations

import json
from typing import Any

from reportedly.publish.wording import plainly
from reportedly.record import Record
from reportedly.review import history, row_of


def lines_of(record: Record, name: str) -> list[dict[str, Any]]:
    """Return all decisions on what is called so, each with its state and a line of words."""
    with record.transaction() as connection:
        lines = history(connection, name)
    return [
        {**row_of(line.review), "state": line.state, "reason": line.reason}
        | {"told": told(row_of(line.review))}
        for line in lines
    ]


def told(row: dict[str, Any]) -> str:
    """Return in words what a decision did."""
    name = f"{row['article']}/{row['entry']}" if row["article"] else row["entry"]
    match row["decision"]:
        case "correct":
            return (
                f"corrected {row['field']} of {name}: {_value(row['old'])} → {_value(row['new'])}"
            )
        case "merge" | "split":
            verb = "joined" if row["decision"] == "merge" else "parted"
            link = "with" if row["decision"] == "merge" else "from"
            others = row["new"] or [row["other"]]
            shown = ", ".join(others[:3]) + (
                f" and {len(others) - 3} more" if len(others) > 3 else ""
            )
            return f"{verb} {name} {link} {shown}"
        case "rate":
            return f"gave a verdict on {name}: {plainly(row['new'])}"
        case "undo":
            return f"took back decision {row['undoes']}"
        case "comment":
            return f"commented on {name}"
        case other:
            field = f" {row['field']} of" if row["field"] else ""
            return f"{other}ed{field} {name}"


def _value(value: Any) -> str:
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
