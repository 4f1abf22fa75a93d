"""Documents come back as they went, and keep to the schema that is published."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import jsonschema
import pytest

from reportedly import vocabulary
from reportedly.errors import RecordError
from reportedly.publish import dumps, dumps_pretty, loads, schema
from reportedly.vocabulary import Reading

FORMATS = Path(__file__).parents[2] / "docs" / "formats"


def test_documents_come_back(rich: Reading) -> None:
    assert loads(dumps(rich)) == loads(dumps_pretty(rich)) == rich


def test_document_is_one_line_and_the_pretty_one_says_the_same(rich: Reading) -> None:
    assert len(dumps(rich).splitlines()) == 1
    assert len(dumps_pretty(rich).splitlines()) > 100
    assert json.loads(dumps(rich)) == json.loads(dumps_pretty(rich))


def test_what_is_no_reading_is_refused_with_its_place(rich: Reading) -> None:
    document = json.loads(dumps(rich))
    document["statements"][0]["act"] = "shout"
    with pytest.raises(RecordError, match=r"statements\.0\.act"):
        loads(json.dumps(document))


@pytest.mark.parametrize("name", ["rich", "hostile"])
def test_documents_keep_to_the_schema(name: str, request: pytest.FixtureRequest) -> None:
    document = json.loads(dumps(request.getfixturevalue(name)))
    validator = jsonschema.Draft202012Validator(schema())
    assert list(validator.iter_errors(document)) == []
    del document["article"]["text"]
    assert not validator.is_valid(document)


def test_published_schema_is_the_one_in_force() -> None:
    written = (FORMATS / "reading.schema.json").read_text(encoding="utf-8")
    assert written == json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def test_every_field_and_value_is_documented() -> None:
    told = " ".join(page.read_text(encoding="utf-8") for page in FORMATS.glob("*.md"))
    words = set(re.findall(r"[a-z_0-9]+", told))
    kinds = [it for it in vars(vocabulary).values() if dataclasses.is_dataclass(it)]
    kinds.remove(vocabulary.SetAside)
    kinds.remove(vocabulary.Original)  # bytes, which no document holds
    names = {field.name for kind in kinds for field in dataclasses.fields(kind)}
    values = set(re.findall(r'"enum": \[([^\]]*)\]', json.dumps(schema())))
    names |= {value for listed in values for value in re.findall(r'"(\w+)"', listed)}
    assert names - words == set()
