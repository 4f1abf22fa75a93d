"""The history of a cell, an incident or a thread, as a page tells it."""

from __future__ import annotations

import json
from typing import Any

from reportedly.desk.languages import Phrase as _
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


def told(row: dict[str, Any]) -> _:
    """Return in words what a decision did."""
    name = f"{row['article']}/{row['entry']}" if row["article"] else row["entry"]
    what = _("%(field)s of %(cell)s", field=row["field"], cell=name) if row["field"] else name
    match row["decision"]:
        case "accept":
            return _("accepted %(what)s", what=what)
        case "reject":
            return _("rejected %(what)s", what=what)
        case "correct":
            old, new = _value(row["old"]), _value(row["new"])
            return _("corrected %(what)s: %(old)s → %(new)s", what=what, old=old, new=new)
        case "merge":
            return _("joined %(cell)s with %(others)s", cell=name, others=_others(row))
        case "split":
            return _("parted %(cell)s from %(others)s", cell=name, others=_others(row))
        case "rate":
            verdict = _(plainly(row["new"]))
            return _("gave a verdict on %(cell)s: %(verdict)s", cell=name, verdict=verdict)
        case "undo":
            return _("took back decision %(number)s", number=row["undoes"])
    return _("commented on %(cell)s", cell=name)


def _others(row: dict[str, Any]) -> str:
    others = row["new"] or [row["other"]]
    shown = ", ".join(others[:3])
    if len(others) <= 3:
        return shown
    return _("%(names)s and %(number)s more", names=shown, number=len(others) - 3)


def _value(value: Any) -> str:
    if value is None:
        return _("nothing")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
