"""What is printed can be read at any width, in colour or without, and nothing in it acts."""

from __future__ import annotations

import dataclasses
import io
import re
from datetime import date

import pytest
from rich.cells import cell_len
from rich.console import Console

from reportedly.publish import print_entries, print_hits, print_text
from reportedly.record import Entry, Hit
from reportedly.vocabulary import Article, Reading, Span

STYLE = re.compile("\x1b\\[[0-9;]*m")


def console(width: int = 100, colour: bool = False) -> Console:
    system = "truecolor" if colour else None
    return Console(file=io.StringIO(), width=width, force_terminal=colour, color_system=system)


def printed(to: Console) -> str:
    assert isinstance(to.file, io.StringIO)
    return to.file.getvalue()


def told(reading: Reading, width: int = 100, colour: bool = False) -> str:
    to = console(width, colour)
    print_text(reading, to)
    return printed(to)


@pytest.fixture(params=["rich", "hostile"])
def either(request: pytest.FixtureRequest) -> Reading:
    reading: Reading = request.getfixturevalue(request.param)
    return reading


@pytest.mark.parametrize(
    "line",
    [
        "Dozens killed at Darfur market",
        "Nile Desk · A. Reporter · 2025-03-03 · r1",
        "s4 Nabil Abdallah SDNMIL accuse",
        "via SUNA → Nile Desk",
        "said where Port Sudan (Red Sea, SDN)",
        "s6 witnesses report · as told by Nabil Abdallah",
        "f1 at least 31 people · killed · according to Sudanese Armed Forces",
        "f3 between 40 and 55 · wounded · according to Rapid Support Forces",
        "f4 about 1,200 families · displaced · according to the report itself",
        "e2 Air/drone strike claimed · who Sudanese Armed Forces · where Zamzam camp",
        "e3 Assault denied · who Rapid Support Forces · denied by Rapid Support Forces",
        "c1 Pledge open · by Sudanese Armed Forces",
        "condition “if the shelling stops by Friday” (ceasefire)",
        "p2 El Fasher city · in North Darfur, SDN · coordinates 13.6279, 25.3494 (exact)",
        "t3 “by Friday” open · dates until 2025-03-07",
        "a2 Rapid Support Forces SDNREB armed group",
        "put «the number of dead at 9» and denied",
    ],
)
def test_text_tells(rich: Reading, line: str) -> None:
    assert line in " ".join(told(rich, width=160).split())


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("colour", [False, True])
def test_lines_keep_to_the_width(either: Reading, width: int, colour: bool) -> None:
    for line in STYLE.sub("", told(either, width, colour)).splitlines():
        assert cell_len(line) <= width or line.startswith("https://")
        assert line == line.rstrip()


def test_nothing_but_our_own_colours_reaches_the_terminal(hostile: Reading) -> None:
    plain = told(hostile)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", plain)
    assert "[bold red]" in plain
    assert "[31m" not in plain
    bare = STYLE.sub("", told(hostile, colour=True))
    assert "\x1b" not in bare


def test_nested_statement_is_set_in(rich: Reading) -> None:
    lines = told(rich).splitlines()
    outer = next(line for line in lines if line.startswith("s5"))
    inner = next(line for line in lines if line.startswith("s6"))
    assert inner.index("witnesses") > outer.index("Nabil")


def test_evidence_is_bold_in_colour_and_marked_without(rich: Reading) -> None:
    assert "«at least 31»" in told(rich)
    coloured = told(rich, colour=True)
    assert "«" not in coloured
    assert re.search(r"\x1b\[1mat least 31\x1b", coloured)


def test_terminal_that_knows_no_unicode_is_not_broken(rich: Reading) -> None:
    raw = io.BytesIO()
    narrow = Console(file=io.TextIOWrapper(raw, encoding="ascii"), width=80)
    print_text(rich, narrow)
    narrow.file.flush()
    assert b"at least 31 people" in raw.getvalue()


def test_reading_of_nothing() -> None:
    assert "Nothing was read" in told(Reading(Article("r1", ""), "reader"))


def entry(**changes: object) -> Entry:
    one = Entry("r0123456789ab", "Shelling in Goma", "Lake Post", date(2025, 1, 27), 4, 2, 3, 1, 5)
    return dataclasses.replace(one, **changes)  # type: ignore[arg-type]


def test_list_shows_ids_whole_at_80_columns() -> None:
    to = console(80)
    print_entries([entry(), entry(id="r2", title=None, outlet=None, published=None)], to)
    first, second = printed(to).splitlines()[1:3]
    assert first.split() == ["r0123456789ab", "2025-01-27", "Shelling", "in", "Goma", "Lake",
                             "Post", "4", "2", "3"]  # fmt: skip
    assert second.split()[:3] == ["r2", "undated", "untitled"]


def test_search_results_show_the_words_in_their_snippet() -> None:
    to = console(80)
    hit = Hit("r1", "Shelling [b]", "Lake Post", date(2025, 1, 27), "the field hospital\x1b[2J",
              (Span(4, 18), Span(90, 99)))  # fmt: skip
    print_hits([hit, dataclasses.replace(hit, id="r2", published=None)], to)
    lines = printed(to).splitlines()
    assert lines[0] == "Shelling [b] · Lake Post · 2025-01-27 · r1"
    assert lines[1] == "  the «field hospital»"
    assert lines[3].endswith("undated · r2")


def test_empty_list_and_empty_search_say_so() -> None:
    to = console()
    print_entries([], to)
    print_hits([], to)
    assert printed(to).splitlines() == ["Nothing is kept yet: reportedly read FILE",
                                        "No report holds these words."]  # fmt: skip
