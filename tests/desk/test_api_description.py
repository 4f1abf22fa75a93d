"""The API: its description, what it promises, and that it is answered so."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import suppress
from copy import deepcopy
from typing import Any

import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode
from tests.desk.asking import V1
from tests.desk.conftest import HTML, LONG, MARKUP
from tests.desk.promised import FILE, broken, facts

from reportedly.desk import Tokens
from reportedly.desk.api.app import described

# A cursor can't be told by its looks, and where nobody logs in any token is as good as none.
NOT_PROMISED = {"positive_data_acceptance", "ignored_auth"}


def test_the_page_of_the_description_needs_no_script_and_no_network(desk: TestClient) -> None:
    page = desk.get(f"{V1}/docs", headers=HTML)
    assert page.status_code == 200
    assert "GET /api/v1/incidents/{id}/relations" in page.text
    assert 'href="#IncidentWhole"' in page.text
    assert 'id="IncidentWhole"' in page.text
    assert "https://" not in page.text
    assert desk.get(f"{V1}/docs?format=json").json() == desk.get(f"{V1}/openapi.json").json()


def test_hostile_text_is_plain_text_in_json(api: TestClient) -> None:
    answer = api.get("/articles/rhostile00001")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["article"]["title"] == f"{MARKUP} {LONG}"
    assert answer.text.isascii()


def test_what_was_promised_is_kept_and_written_down() -> None:
    promised, now = json.loads(FILE.read_text("utf-8")), described()
    assert broken(promised, now) == set()
    assert facts(now) - facts(promised) == set(), "renew: python -m tests.desk.promised"
    less = json.loads(FILE.read_text("utf-8"))
    del less["paths"]["/incidents"]["get"]["parameters"][0]
    less["components"]["schemas"]["Claim"]["properties"]["low"] = {"type": "string"}
    assert broken(promised, less) == {
        "GET /incidents ?count takes true or false", "Claim.low is number or null"}  # fmt: skip
    more = json.loads(FILE.read_text("utf-8"))
    next(it for it in more["paths"]["/claims"]["get"]["parameters"] if it["name"] == "measure")[
        "required"
    ] = True
    assert broken(promised, more) == {"GET /claims ?measure is needed"}


def test_the_description_is_answered_as_it_promises(application: FastAPI, tokens: Tokens) -> None:
    shown = {"authorization": f"Bearer {tokens.add('tester', 'reviewer')}", "host": "localhost"}
    schema = schemathesis.openapi.from_dict(deepcopy(described()))
    schema.app = application
    checks = [it for it in schemathesis.checks.CHECKS.get_all() if it.__name__ not in NOT_PROMISED]
    tried = Counter[GenerationMode]()

    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def ask(operation: Any, mode: GenerationMode, data: Any) -> None:
        tried[mode] += 1
        case = data.draw(operation.as_strategy(generation_mode=mode))
        case.call_and_validate(headers=shown, checks=checks)

    for operation in (it.ok() for it in schema.get_all_operations()):
        for mode in GenerationMode:
            with suppress(Unsatisfiable):  # nothing is wrong where nothing can be given
                ask(operation, mode)
    assert min(tried.values()) > 50
