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
        ("Syrian-backed rebels took the hill.", "Syrian-backed rebels", "REB"),
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


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Hamas said its leaders had left Doha.", "its leaders", "PSEREB"),
        ("Israel fought Hamas. Hamas said its fighters held on.", "its fighters", "PSEREB"),
        ("“Our forces will win,” Volodymyr Zelensky said.", "Our forces", "UKRMIL"),
        ("Kenya and Somalia met. “Our army fired first,” Ilham Aliyev said.", "Our army", "AZEMIL"),
        ("Kenya said al-Shabaab had lost a base and its commander.", "its commander", "SOMREB"),
        ("Joe Biden thanked Cairo and its intelligence service.", "its intelligence service",
         "EGYSPY"),
        ("France met Ukrainian officials. Mali’s junta spoke of the country’s army.",
         "country’s army", "MLIMIL"),
        ("The Red Cross freed its staff.", "its staff", "NGO"),
    ],
)  # fmt: skip
def test_the_owner_lends_country_and_side(reader: Reader, text: str, name: str, code: str) -> None:
    assert actors(reader, text, date(2024, 5, 5))[name].code == code


def test_what_two_own_are_two_and_what_one_owns_is_one(reader: Reader) -> None:
    text = "Turkey moved its troops. Syria pulled back its troops. It said its troops were tired."
    found = reader.read(Article(id="r1", text=text)).actors
    troops = [(a.code, len(a.mentions)) for a in found if a.name == "its troops"]
    assert troops == [("TURMIL", 1), ("SYRMIL", 2)]


def test_a_surname_of_a_person_is_no_body(reader: Reader) -> None:
    text = "Foreign Minister Thérèse Kayikwamba Wagner asked the UN Security Council for help."
    assert set(actors(reader, text)) == {"Thérèse Kayikwamba Wagner", "UN Security Council"}


def test_hyphenated_holder_is_known_by_the_day(reader: Reader) -> None:
    found = actors(reader, "President Moon Jae-in asked for new sanctions.", date(2017, 9, 3))
    assert found["Moon Jae-in"].code == "KORGOV"


def test_a_surname_goes_with_the_name_before(reader: Reader) -> None:
    text = "Emmanuel Macron met Viktor Orban. Macron said he would write soon."
    found = actors(reader, text, date(2024, 5, 1))
    assert len(found["Emmanuel Macron"].mentions) == 2


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Kenya’s Western allies sent aid.", "Kenya’s Western allies", None),
        ("Foreign troops in Niger were attacked.", "Foreign troops", "MIL"),
        ("Shells fell on Kharkiv and Sumy. Regional governor Oleh Tarenko said that Russia "
         "fired them.", "Oleh Tarenko", "UKRGOV"),
        ("For Baku it is a gain; for Yerevan it is a loss.", "Government of Armenia", "ARMGOV"),
        ("The pact took account of Kinshasa’s red lines, Rwanda said.",
         "Government of Democratic Republic of the Congo", "CODGOV"),
        ("JUBA, May 2 (Nile Reporter) — Shells hit Malakal, Bor and Juba. Sudan blamed the army.",
         "army", "SSDMIL"),
        ("“I saw it,” said Bashir Khan, a carpenter.", "Bashir Khan", "CVL"),
    ],
)  # fmt: skip
def test_whose_somebody_is_is_told_by_the_article(
    reader: Reader, text: str, name: str, code: str | None
) -> None:
    assert actors(reader, text)[name].code == code


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("The camp lies near the border with Chad.", "Chad"),
        ("Envoys met at the White House on Friday.", "White House"),
        ("Rebels hit a Hamas command and control centre.", "Hamas command"),
        ("Signatures have not stopped the war.", "Signatures"),
        ("Nine villagers were taken hostage.", "hostage"),
        ("Bombs fell in three governorates.", "three governorates"),
        ("It rests on foundations of law.", "foundations"),
    ],
)
def test_what_is_nobody_is_no_actor(reader: Reader, text: str, absent: str) -> None:
    assert absent not in actors(reader, text)


def test_a_government_is_one_under_its_name_and_its_seat(reader: Reader) -> None:
    found = actors(reader, "Pakistan’s government vowed revenge. Islamabad denied the attack.")
    assert len(found["Pakistan’s government"].mentions) == 2


def test_numbers_and_lists_keep_actors_apart(reader: Reader) -> None:
    text = "Leaders came. Several states, among them Austria and Chad, will host the two leaders."
    found = actors(reader, text)
    assert {"Leaders", "two leaders", "Several states", "Austria"} <= set(found)
    assert found["Several states"].country is None


def test_the_outlet_that_the_dateline_credits_is_an_outlet(reader: Reader) -> None:
    for head in ("BAMAKO, June 2 (Sahel Dispatch) —", "BAMAKO, June 2. /Sahel Dispatch/."):
        text = f"{head} Rebels fled, Sahel Dispatch learnt."
        assert actors(reader, text)["Sahel Dispatch"].kind == "outlet"


def test_a_name_behind_an_office_and_its_place_is_the_holder(reader: Reader) -> None:
    text = "Eighty died, said the governor of Borno state, Musa Zulum. Zulum asked for help."
    (person,) = [a for a in actors(reader, text).values() if a.kind == "person"]
    assert (len(person.mentions), person.office) == (3, "governor")


def test_what_explains_a_name_is_the_same_whatever_the_parse(reader: Reader) -> None:
    text = "A jet hit Kyauk, said the Arakan Army, the ethnic armed group that holds the area."
    assert "ethnic armed group" not in actors(reader, text)


def test_a_people_is_not_the_people_counted_before(reader: Reader) -> None:
    text = "In Myanmar 52 people were hurt. The group seeks autonomy for the Rakhine people."
    assert actors(reader, text)["52 people"].country is None


def test_a_group_of_others_is_those_it_counts(reader: Reader) -> None:
    found = actors(reader, "A group of 35 nations met. A group of refugees waited outside.")
    assert found["group of 35 nations"].kind == "country"
    assert found["group of refugees"].kind == "people"
