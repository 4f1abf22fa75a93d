"""Every format, given anything: it raises nothing but Unreadable, and it comes to an end."""

from __future__ import annotations

import functools
import importlib.util
import io
import random
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.errors import Unreadable
from reportedly.intake import Format, Hints, all_formats, items_in
from reportedly.vocabulary import SetAside

SLOWEST = 10.0  # seconds
QUICK = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FORMATS = {it.name: it for it in all_formats()}


def load_fuzz() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "fuzz_intake.py"
    spec = importlib.util.spec_from_file_location("fuzz_intake", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz_intake"] = module
    spec.loader.exec_module(module)
    return module


fuzz = load_fuzz()


@functools.cache
def seeds() -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = fuzz.seeds()
    return found


def survives(format: Format, data: bytes) -> None:
    """Assert that a format reads some bytes, or says in one line why it doesn't."""
    begun = time.process_time()
    try:
        for item in format.read(io.BufferedReader(io.BytesIO(data)), "x", Hints()):
            if isinstance(item.found, SetAside):
                assert "\n" not in item.found.reason
                assert "it can't be read (" not in item.found.reason, item.found.reason
            else:
                fuzz.check(item.found)
    except Unreadable as error:
        assert "\n" not in str(error)
    assert time.process_time() - begun < SLOWEST


@pytest.mark.parametrize("name", FORMATS)
@QUICK
@given(data=st.binary(max_size=400))
def test_random_bytes(name: str, data: bytes) -> None:
    survives(FORMATS[name], data)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "wacz"])
@QUICK
@given(chance=st.integers(0, 2**32))
def test_valid_files_changed_at_random(name: str, chance: int) -> None:
    draw = random.Random(chance)  # noqa: S311
    survives(FORMATS[name], fuzz.mutated(draw.choice(seeds()[name]), [b"<x>"], draw))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([
                "id", "text", "type", "messages", "chats", "list", "uri", "version", "bodies",
                "headlines", "value", "role", "infosources", "name", "versioncreated", "pubstatus",
                "body_xhtml", "date", "date_unixtime", "edited_unixtime", "forwarded_from", "items",
                "published", "authors", "byline", "altids", "links", "headline", "located",
            ]) | st.text(max_size=5),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)  # fmt: skip


@pytest.mark.parametrize("name", ["json", "jsonl", "ninjs", "telegram", "feed", "addresses"])
@settings(QUICK, max_examples=60)
@given(told=JSON)
def test_json_of_any_shape(name: str, told: object) -> None:
    import json

    survives(FORMATS[name], json.dumps(told).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 60_000,
        b'{"a":' * 60_000,
        b"<a>" * 60_000,
        b"<p " * 60_000,
        b'"' * 60_000,
        b"," * 60_000,
        b"\n" * 60_000,
        b"-" * 60_000,
        b"\\" * 60_000,
        b"(AP) " * 40_000,
        b"KYIV, " * 40_000,
        b"By " * 60_000,
        b"a" * 5_000_000,
        b"=?utf-8?q?" * 20_000,
        b"%PDF-1.4\n" + b"1 0 obj\n<<" * 20_000,
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 2_000,
    ],
    ids=lambda data: repr(data[:12]),
)
@pytest.mark.parametrize("name", FORMATS)
def test_long_repetitions_end_in_time(name: str, data: bytes) -> None:
    survives(FORMATS[name], data)


@pytest.mark.parametrize(
    "data",
    [b'id,"a header\nthat never', b'x,"' + b"word " * 40_000 + b'\n"\n1,2\n', b'"a\nb",c\n1,2\n'],
)
def test_a_broken_header_is_told_in_one_short_line(data: bytes) -> None:
    with pytest.raises(Unreadable) as told:
        list(FORMATS["csv"].read(io.BufferedReader(io.BytesIO(data)), "x", Hints()))
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 2_000


@pytest.mark.parametrize("data", [b"", b" ", b"\x00", b"{}", b"[{}]", b"\xff\xfe"])
def test_the_smallest_files_of_unknown_kind(data: bytes) -> None:
    (found,) = items_in(io.BytesIO(data), "standard input", Hints())
    assert isinstance(found.found, SetAside)
