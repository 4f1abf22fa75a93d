"""Who is told of: one actor for each, with kind, country and role."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.reading import Reader
from reportedly.vocabulary import Actor, Article


def actors(reader: Reader, text: str, published: date | None = None) -> dict[str, Actor]:
    reading = reader.read(Article(id="r1", text=text, published=published))
    return {actor.name: actor for actor in reading.actors}


@pytest.mark.parametrize(
    ("text", "name", "kind", "code"),
    [
        ("Ethiopia’s army took the town.", "Ethiopia’s army", "armed_force", "ETHMIL"),
        ("Russian forces shelled the town.", "Russian forces", "armed_force", "RUSMIL"),
        ("Hezbollah fired rockets.", "Hezbollah", "armed_group", "LBNREB"),
        ("The United Nations condemned the raid.", "United Nations", "organisation", "IGO"),
        ("Kenya’s foreign ministry summoned the envoy.", "Kenya’s foreign ministry", "government",
         "KENGOV"),
        ("Doctors Without Borders closed its clinic.", "Doctors Without Borders", "organisation",
         "NGO"),
        ("Residents fled the town.", "Residents", "people", "CVL"),
        ("Ecuador closed the border.", "Ecuador", "country", "ECU"),
    ],
)  # fmt: skip
def test_kind_and_code(reader: Reader, text: str, name: str, kind: str, code: str) -> None:
    found = actors(reader, text)
    assert name in found
    assert (found[name].kind, found[name].code) == (kind, code)


def test_variants_of_a_name_are_one_actor(reader: Reader) -> None:
    text = "Ukrainian President Volodymyr Zelensky spoke first. Zelenskyy then left for Paris."
    (person,) = [a for a in actors(reader, text, date(2025, 9, 5)).values() if a.kind == "person"]
    assert (person.code, len(person.mentions)) == ("UKRGOV", 2)


def test_the_office_holder_is_the_one_of_the_day(reader: Reader) -> None:
    text = "Macron and Biden met. Scholz stayed away."
    found = actors(reader, text, date(2022, 5, 1))
    assert {a.office for a in found.values() if a.kind == "person"} == {"President", "Chancellor"}


def test_unknown_people_keep_their_words(reader: Reader) -> None:
    found = actors(reader, "“They took the goats,” said Oumar Diallo, a herder.")
    assert found["Oumar Diallo"].country is None


def test_country_that_is_only_a_place_is_no_actor(reader: Reader) -> None:
    assert "Niger" not in actors(reader, "Two soldiers were wounded in Niger.")


def test_group_looks_back_to_the_group_named_before(reader: Reader) -> None:
    found = actors(reader, "Al-Shabaab attacked the base. The group said it killed six soldiers.")
    assert len(found["Al-Shabaab"].mentions) == 2


def test_country_comes_from_the_owner(reader: Reader) -> None:
    text = (
        "Syria sent its troops to Lebanon’s new President Elias Hrawi. King Hassan of Morocco left."
    )
    codes = {a.name: a.code for a in actors(reader, text).values()}
    assert codes["its troops"] == "SYRMIL"
    assert codes["Elias Hrawi"] == "LBNGOV"
    assert codes["Hassan"] == "MARGOV"


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("RSF fighters looted the market.", "RSF fighters", "SDNREB"),
        ("The junta in Niger closed the airport.", "junta", "NERGOV"),
        ("Shells hit Cali in Colombia. The police sealed the road.", "police", "COLCOP"),
        ("Syrian-backed rebels took the hill.", "Syrian - backed rebels", "REB"),
        ("She met the Al-Shabaab group.", "Al-Shabaab", "SOMREB"),
        ("Peace talks failed, said a spokeswoman for the Russian foreign ministry.",
         "spokeswoman", "RUSGOV"),
    ],
)  # fmt: skip
def test_country_and_role_come_from_what_stands_beside(
    reader: Reader, text: str, name: str, code: str
) -> None:
    assert actors(reader, text)[name].code == code


def test_an_article_of_two_countries_gives_nobody_the_one(reader: Reader) -> None:
    found = actors(reader, "Kenya warned Somalia. A governor was hurt.")
    assert found["governor"].country is None


def test_hyphenated_holder_is_known_by_the_day(reader: Reader) -> None:
    found = actors(reader, "President Moon Jae-in asked for new sanctions.", date(2017, 9, 3))
    assert found["Moon Jae-in"].code == "KORGOV"


def test_a_surname_goes_with_the_name_before(reader: Reader) -> None:
    text = "Emmanuel Macron met Viktor Orban. Macron said he would write soon."
    found = actors(reader, text, date(2024, 5, 1))
    assert len(found["Emmanuel Macron"].mentions) == 2
