"""The gazetteer finds places under the names that reports use, and looks after its own index."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import KnowledgeError
from reportedly.knowledge import load
from reportedly.knowledge.gazetteer import (
    Entry,
    Gazetteer,
    country_of_address,
    demonyms,
    fold,
    gazetteer,
    index,
)
from reportedly.knowledge.gazetteer.entry import Row
from reportedly.knowledge.gazetteer.sources import CountryPoint, Region, Spelling, countries


@pytest.fixture(scope="session")
def places() -> Gazetteer:
    """Return the real gazetteer over the user's own cache, built where it isn't there yet."""
    return gazetteer()


@pytest.mark.parametrize(
    ("name", "what", "where"),
    [
        ("Kyiv", "city UKR", (50.5, 30.5)),
        ("Kiev", "city UKR", (50.5, 30.5)),
        ("Al-Fashir", "city SDN", (13.6, 25.3)),
        ("Hodeidah", "city YEM", (14.8, 43.0)),
        ("Sana'a", "city YEM", (15.4, 44.2)),
        ("Khan Younis", "city PSE", (31.3, 34.3)),
        ("St. Petersburg", "city RUS", (59.9, 30.3)),
        ("Tel Aviv", "city ISR", (32.1, 34.8)),
        ("U.S.", "country USA", (39.8, -98.5)),
        ("Ivory Coast", "country CIV", (8.0, -5.5)),
        ("Türkiye", "country TUR", (39.1, 34.9)),
        ("North Darfur", "admin1 SDN", (16.0, 25.0)),
        ("Ill.", "admin1 USA", (40.0, -89.3)),
        ("Gaza Strip", "admin1 PSE", (31.4, 34.3)),
        ("Donbas", "region UKR", (48.3, 38.2)),
        ("Gulf of Aden", "sea None", (12.5, 47.5)),
        ("Zaporizhzhia nuclear power plant", "facility UKR", (47.5, 34.6)),
    ],
)
def test_a_name_leads_to_its_place(
    places: Gazetteer, name: str, what: str, where: tuple[float, float]
) -> None:
    found = [e for e in places.named(name) if f"{e.kind} {e.country}" == what]
    assert found, places.named(name)[:3]
    assert found[0].rank == 0
    assert found[0].lat == pytest.approx(where[0], abs=0.5)
    assert found[0].lon == pytest.approx(where[1], abs=0.5)


def test_places_know_what_they_lie_in(places: Gazetteer) -> None:
    town = next(e for e in places.named("Novhorod-Siverskyi") if e.country == "UKR")
    region = places.entry(town.admin1 or 0)
    assert region is not None
    assert region.kind == "admin1"
    assert any(e.id == region.id for e in places.named("Chernihiv"))


def test_each_country_has_a_point_and_one_capital_at_most(places: Gazetteer) -> None:
    lands = [
        place for record in countries().values() if (place := places.entry(record["geonameid"]))
    ]
    assert {e.country for e in lands if e.lat is None} <= {"SCG", "ANT"}
    assert [e.name for e in places.named("Moscow") if e.capital] == ["Moscow"]
    assert sum(e.capital for e in places.named("Paris")) == 1


def test_another_transliteration_leads_to_the_place(places: Gazetteer) -> None:
    assert not places.named("Novhorod-Siversky")
    assert {e.country for e in places.respelt("Novhorod-Siversky")} == {"UKR"}
    assert places.respelt("Kramatorsk-on-Thames") == ()


def test_our_tables_say_what_the_index_can_find(places: Gazetteer) -> None:
    for row in load(Spelling, "gazetteer/spellings.csv"):
        towns = [e for e in places.named(row.names[-1]) if e.country == row.country]
        assert any(e.kind == "city" for e in towns), row
    for region in load(Region, "gazetteer/regions.csv"):
        assert -90 <= region.lat <= 90, region
        assert -180 <= region.lon <= 180, region
        assert any(e.name == region.name for e in places.named(region.name)), region
    codes = [row.iso2 for row in load(CountryPoint, "gazetteer/countries.csv")]
    assert len(codes) == len(set(codes))


def test_words_for_peoples_are_known() -> None:
    assert demonyms()["Sudanese"] == "SDN"
    assert demonyms()["Kurdish"] is None
    assert "Sudan" not in demonyms()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir al-Balah", "Deir al Balah"),
        ("Sana’a", "Sana'a"),
        ("Cúcuta", "CUCUTA"),
        ("St. Louis", "Saint Louis"),
        ("U.A.E.", "UAE"),
        ("The Hague", "Hague"),
        ("Łódź", "Lodz"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_an_abbreviation_is_not_the_word_it_looks_like() -> None:
    assert fold("Ill.") != fold("Ill")


@given(st.text(max_size=40))
def test_any_text_has_a_key_or_none(text: str) -> None:
    assert fold(fold(text)) in (fold(text), fold(text).removesuffix("."))


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("https://www.dispatch.co.uk/a/b.html", "GBR"),
        ("kyivwire.ua", "UKR"),
        ("https://example.com/uk", None),
        ("Meridian Wire", None),
        ("", None),
    ],
)
def test_an_address_tells_its_country(address: str, country: str | None) -> None:
    assert country_of_address(address) == country


HAVEN = Row(Entry(1, "Haven", "city", 1.0, 2.0, "UKR", population=9), {"haven": 0, "port": 1})


def two_rows() -> Iterator[Row]:
    yield HAVEN
    yield Row(Entry(-1, "Ford", "city", 3.0, 4.0, "SDN", capital=True), {"ford": 0})


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make indexes small and let them lie in a new folder; return the path of the next one."""
    monkeypatch.setattr(index, "compiled", two_rows)
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "new" / "cache"))
    return index.index_path()


def test_the_index_is_built_on_first_use(small: Path) -> None:
    places = Gazetteer()
    assert not small.exists()
    assert places.named("HAVEN") == (HAVEN.place,)
    assert [e.rank for e in places.named("Port")] == [1]
    assert places.named("Ford")[0].geonameid is None
    assert [path.name for path in small.parent.iterdir()] == [small.name]


@pytest.mark.parametrize("damage", ["cut", "overwritten", "emptied", "of another schema"])
def test_a_damaged_index_is_built_anew(small: Path, damage: str) -> None:
    Gazetteer().named("Haven")
    data = small.read_bytes()
    broken = {
        "cut": data[: len(data) // 2],
        "overwritten": data[:100] + b"\xff" * (len(data) - 100),
        "emptied": b"",
        "of another schema": data[:60] + b"\0\0\0\1" + data[64:],
    }
    small.write_bytes(broken[damage])
    assert Gazetteer().named("Haven") == (HAVEN.place,)
    assert index.is_whole(small)


def test_other_tables_make_another_index(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "SCHEMA", index.SCHEMA + 1)
    assert index.index_path() != small


def test_an_index_that_fails_leaves_nothing_behind(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Iterator[Row]:
        yield HAVEN
        raise KnowledgeError("a source is broken")

    monkeypatch.setattr(index, "compiled", broken)
    with pytest.raises(KnowledgeError, match="broken"):
        Gazetteer().named("Haven")
    assert list(small.parent.iterdir()) == []


def test_a_folder_that_refuses_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("REPORTEDLY_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(KnowledgeError, match="REPORTEDLY_CACHE"):
        Gazetteer().named("Haven")


def look_up(path: Path) -> int:
    return len(Gazetteer(path).named("Haven"))


def test_readers_that_start_at_once_all_find_it(small: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(look_up, [small] * 16)) == [1] * 16
    assert [path.name for path in small.parent.iterdir()] == [small.name]
