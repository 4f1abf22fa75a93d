"""Asking the API: its lists to their end, its problems in their parts."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from reportedly.desk import Settings

V1 = "/api/v1"
QUICK = Settings("Ana", rate=1e6, burst=10**6)
BOTH = pytest.mark.parametrize("record", ["sqlite", "postgresql"], indirect=True)
PROBLEM = "application/problem+json"


def walk(api: TestClient, path: str, **asked: Any) -> list[dict[str, Any]]:
    """Return all items of a list, following its cursors."""
    found: list[dict[str, Any]] = []
    while True:
        answer = api.get(path, params=asked)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert len(page["items"]) <= asked.get("limit", 50)
        found += page["items"]
        if page["next"] is None:
            return found
        asked["cursor"] = page["next"]


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def told(answer: Any) -> tuple[int, str, str]:
    """Return the status, the kind and the words of a problem."""
    assert answer.headers["content-type"] == PROBLEM
    problem = answer.json()
    assert problem["status"] == answer.status_code
    return problem["status"], problem["type"].rpartition(":")[2], problem["detail"]
