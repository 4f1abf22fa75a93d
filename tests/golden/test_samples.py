"""What the sample reports tell, checked by eye: these facts must come out of them.

Not every cell is pinned, but what an analyst would look for first: each number with what it
counts and whose claim it is, each commitment with its condition, relays, and where things were.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.intake import Hints, articles
from reportedly.reading import Reader
from reportedly.vocabulary import Article, Figure, Reading, Statement


@pytest.fixture(scope="module")
def readings(reader: Reader, samples: Path) -> dict[str, Reading]:
    found = {}
    for path in sorted(samples.glob("[0-9]*.md")):
        (article,) = articles(str(path), Hints())
        assert isinstance(article, Article)
        found[path.name[:2]] = reader.read(article)
    return found


def speaker(reading: Reading, statement_id: str | None) -> str | None:
    statement = next((s for s in reading.statements if s.id == statement_id), None)
    if statement is None or statement.speaker is None:
        return None
    actor = next((a for a in reading.actors if a.id == statement.speaker.actor), None)
    return actor.name if actor else statement.speaker.span.of(reading.article.text)


def told(reading: Reading, figure: Figure) -> tuple[str, float | None, float | None, str | None]:
    return figure.measure, figure.low, figure.high, speaker(reading, figure.statement)


FIGURES = [
    ("01", "countries", 26, 26, "Emmanuel Macron"),
    ("01", "launched", 157, 157, None),
    ("01", "launched", 7, 7, None),
    ("01", "shot_down_or_jammed", 121, 121, "Ukrainian Air Force"),
    ("01", "settlements_without_power", 15, None, None),
    ("01", "destroyed", 92, 92, "Russian Ministry of Defence"),
    ("01", "killed", 2, 2, "Danish Refugee Council"),
    ("01", "countries", 35, 35, None),
    ("03", "destroyed", 92, 92, "Russian Ministry of Defence"),
    ("06", "killed", 14, None, "Sudanese Armed Forces"),
    ("06", "wounded", 31, 31, "army’s Sixth Infantry Division"),
    ("06", "displaced", 12_000_000, None, "United Nations"),
    ("07", "killed", 9, 9, "Rapid Support Forces"),
    ("08", "wounded", 40, None, "Gaza Health Ministry"),
    ("09", "killed", 5, 7, "Israel Defense Forces"),
    ("11", "killed", 40, None, "Khaing Thukha"),
    ("12", "killed", 100, None, "JNIM"),
    ("12", "killed", 30, None, "two security sources"),
    ("14", "strikes", 73, 73, "Yahya Saree"),
    ("14", "hit", 60, None, "US Air Force"),
    ("18", "killed", 31, 31, "Pakistan"),
]


@pytest.mark.parametrize(("report", "measure", "low", "high", "who"), FIGURES)
def test_figure_with_its_measure_bounds_and_claimant(
    readings: dict[str, Reading],
    report: str,
    measure: str,
    low: float | None,
    high: float | None,
    who: str | None,
) -> None:
    reading = readings[report]
    assert (measure, low, high, who) in [told(reading, f) for f in reading.figures]


COMMITMENTS = [
    ("01", "pledge", "send troops to Ukraine", "once a ceasefire or a peace agreement has taken"),
    ("01", "guarantee", "“a hundred percent guarantee”", "if he came to Moscow"),
    ("05", "pledge", "restore supply to all villages", "provided that the shelling does not"),
    ("07", "offer", "open a corridor for civilians", "on condition that the army"),
    ("14", "pledge", "stop", "when Israel ends its assault on Gaza"),
]


@pytest.mark.parametrize(("report", "kind", "what", "condition"), COMMITMENTS)
def test_commitment_with_its_condition(
    readings: dict[str, Reading], report: str, kind: str, what: str, condition: str
) -> None:
    text = readings[report].article.text
    assert any(
        c.kind == kind
        and what in c.what.of(text)
        and c.condition is not None
        and c.condition.span.of(text).startswith(condition)
        for c in readings[report].commitments
    )


RELAYS = [
    ("01", "If any troops appear", ["Associated Press", "CNN", "Harbour Press Agency"]),
    ("01", "We have agreed", ["CNN", "Harbour Press Agency"]),
    ("01", "Of course, you can’t", ["Argumenty i Fakty", "Harbour Press Agency"]),
    ("06", "This was market day", ["Nile Bulletin"]),
    ("07", "Our forces did not target", ["statement", "Telegram", "Sahel Dispatch"]),
]


@pytest.mark.parametrize(("report", "words", "links"), RELAYS)
def test_relay_chain(
    readings: dict[str, Reading], report: str, words: str, links: list[str]
) -> None:
    statement = quoting(readings[report], words)
    assert [via.name for via in statement.via] == links


def quoting(reading: Reading, words: str) -> Statement:
    text = reading.article.text
    return next(s for s in reading.statements if any(words in c.of(text) for c in s.content))


PLACES = [
    ("01", "Dnipro", "UKR", 48.5, 35.0),
    ("01", "Ryazan", "RUS", 54.6, 39.7),
    ("01", "Vladivostok", "RUS", 43.1, 131.9),
    ("06", "El Fasher", "SDN", 13.6, 25.3),
    ("08", "Nuseirat refugee camp", "PSE", 31.4, 34.4),
    ("15", "Goma", "COD", -1.7, 29.2),
    ("17", "Cúcuta", "COL", 7.9, -72.5),
    ("18", "Lahore", "PAK", 31.6, 74.3),
]


@pytest.mark.parametrize(("report", "name", "country", "lat", "lon"), PLACES)
def test_place_on_the_right_spot(
    readings: dict[str, Reading], report: str, name: str, country: str, lat: float, lon: float
) -> None:
    places = {p.name: p for p in readings[report].places}
    assert name in places
    found = places[name]
    assert found.country == country
    assert found.lat == pytest.approx(lat, abs=0.2)
    assert found.lon == pytest.approx(lon, abs=0.2)


def test_every_denial_is_a_denial(readings: dict[str, Reading]) -> None:
    for report in ("06", "07", "08", "15", "18"):
        assert "deny" in {s.act for s in readings[report].statements}


def test_reading_twice_gives_the_same(readings: dict[str, Reading], reader: Reader) -> None:
    for reading in readings.values():
        assert reader.read(reading.article) == reading
