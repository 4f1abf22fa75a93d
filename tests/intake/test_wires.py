"""ninjs and NewsML-G2: what agencies send, its versions, and what is withdrawn."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from reportedly.intake import Hints, articles
from reportedly.vocabulary import Article, Credit, SetAside

STORY = (
    "KYIV (Harbour Press) — Twelve drones were shot down on Friday, the air force said.\n"
    "Residents said that two houses had burned."
)
MARKED = "".join(f"<p>{line}</p>" for line in STORY.splitlines())
URI = "urn:newsml:harbour.example:20250613:drones"


def read(path: Path, told: object) -> list[Article | SetAside]:
    path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
    return list(articles(str(path), Hints()))


def one(path: Path, told: object) -> Article:
    (found,) = read(path, told)
    assert isinstance(found, Article), found
    return found


VERSIONS: dict[str, dict[str, object]] = {
    "1.x": {
        "headline": "Drones shot down", "body_text": STORY, "byline": "Amal Idris",
        "firstcreated": "2025-06-13T08:00:00Z", "versioncreated": "2025-06-14T09:30:00Z",
        "pubstatus": "usable", "copyrightholder": "Harbour Press",
        "infosources": [{"name": "AFP"}],
    },
    "1.x marked": {
        "headline_main": "Drones shot down", "body_xhtml": MARKED, "byline": "Amal Idris",
        "firstcreated": "2025-06-13T08:00:00Z", "versioncreated": "2025-06-14T09:30:00Z",
        "copyrightholder": "Harbour Press", "infosources": [{"name": "AFP", "rel": "source"}],
    },
    "2.x": {
        "headlines": [{"role": "short", "value": "Drones"},
                      {"role": "main", "value": "Drones shot down"}],
        "bodies": [{"role": "main", "contenttype": "text/plain", "value": STORY},
                   {"role": "richtext", "contenttype": "application/xhtml+xml", "value": "<p>x"}],
        "by": "Amal Idris", "firstcreated": "2025-06-13T08:00:00Z", "pubstatus": "usable",
        "versioncreated": "2025-06-14T09:30:00Z", "copyrightholder": "Harbour Press",
        "infosources": [{"name": "Agence France-Presse"}],
    },
    "3.x": {
        "headlines": [{"role": "main", "value": "Drones shot down"}],
        "bodies": [{"role": "html", "contentType": "text/html", "value": MARKED}],
        "by": "Amal Idris", "firstCreated": "2025-06-13T08:00:00Z", "pubStatus": "usable",
        "versionCreated": "2025-06-14T09:30:00Z", "copyrightHolder": "Harbour Press",
        "infoSources": [{"name": "AFP"}],
    },
}  # fmt: skip


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_of_ninjs_gives_the_same(tmp_path: Path, version: str) -> None:
    found = one(tmp_path / "a.json", {"uri": URI, "version": "2", **VERSIONS[version]})
    assert found.text == STORY
    assert (found.title, found.authors) == ("Drones shot down", ("Amal Idris",))
    assert (found.published, found.published_from) == (date(2025, 6, 13), "firstcreated")
    assert (found.updated, found.updated_from) == ("2025-06-14T09:30:00+00:00", "versioncreated")
    assert found.outlet == "Harbour Press"
    assert found.credits == (Credit("Agence France-Presse", "agency", "infosources"),)
    assert (found.id, found.supersedes) == (f"{URI}@2", URI)


def test_first_version_supersedes_nothing(tmp_path: Path) -> None:
    found = one(tmp_path / "a.json", {"uri": URI, "version": "1", **VERSIONS["2.x"]})
    assert (found.id, found.supersedes) == (f"{URI}@1", None)
    told = {**VERSIONS["3.x"], "firstCreated": "2025-06-14T09:30:00Z"}
    found = one(tmp_path / "b.json", {"uri": URI, **told})
    assert (found.id, found.supersedes) == (f"{URI}@2025-06-14T09:30:00Z", None)
    assert found.updated is None


@pytest.mark.parametrize(
    ("changed", "standing"),
    [
        ({"pubstatus": "canceled"}, "withdrawn"),
        ({"pubstatus": "withheld", "body_text": ""}, "withdrawn"),
        ({"headline": "CORRECTED-Nine drones shot down"}, "corrected"),
        ({"headline": "WITHDRAWN: Drones shot down"}, "withdrawn"),
        ({}, "usable"),
    ],
)
def test_standing_of_an_item(tmp_path: Path, changed: dict[str, str], standing: str) -> None:
    found = one(tmp_path / "a.json", {"uri": URI, **VERSIONS["1.x"], **changed})
    assert found.standing == standing
    assert found.supersedes == URI


def test_lists_of_items_and_pictures_among_them(tmp_path: Path) -> None:
    told = [{"uri": f"{URI}:{n}", **VERSIONS["1.x"]} for n in range(2)]
    picture = {"uri": URI, "type": "picture", "versioncreated": "2025-06-13", "headline": "x"}
    for data in ([*told, picture, 5], {"uri": URI, "ninjs": 1, "items": [*told, picture, 5]}):
        first, second, third, fourth = read(tmp_path / "a.json", data)
        assert isinstance(first, Article)
        assert isinstance(second, Article)
        assert isinstance(third, SetAside)
        assert third.source.endswith("a.json#3")
        assert "of type 'picture'" in third.reason
        assert isinstance(fourth, SetAside)


def test_other_json_is_read_as_reports_or_told(tmp_path: Path) -> None:
    found = read(tmp_path / "a.json", [{"id": 1, "text": "Shots."}, {"id": 1, "text": "x"}, 3])
    assert [it.text if isinstance(it, Article) else it.reason for it in found] == [
        "Shots.", "its id '1' stands in an earlier object too",
        "it is no JSON object with id and text",
    ]  # fmt: skip
    assert one(tmp_path / "b.json", '{\n "id": "x",\n "text": "Talks."\n}').text == "Talks."
    (broken,) = read(tmp_path / "c.json", '[{"id": 1, "text": "cut')
    assert isinstance(broken, SetAside)
    assert "its JSON is broken" in broken.reason


ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="{version}"
 standard="NewsML-G2" xml:lang="en"><rightsInfo><copyrightHolder><name>Harbour Press</name>
</copyrightHolder></rightsInfo><itemMeta><itemClass qcode="ninat:{kind}"/>
<provider literal="harbour"><name>Harbour Press</name></provider>
<versionCreated>2025-06-14T09:30:00+02:00</versionCreated>
<firstCreated>2025-06-13T08:00:00+02:00</firstCreated>
<pubStatus qcode="stat:{status}"/>{signal}</itemMeta>
<contentMeta><located qcode="geo:kyiv"><name>Kyiv</name></located>
<creator qcode="p:1"><name>Amal Idris</name></creator>
<infoSource qcode="is:AP"><name>Associated Press</name></infoSource>
<dateline>KYIV, June 13</dateline><headline>Drones &amp; houses</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/">'
    "<body><body.head><hedline><hl1>Not this</hl1></hedline><byline>Nor this</byline></body.head>"
    f"<body.content>{MARKED}<media><caption>Nor a caption</caption></media></body.content></body>"
    "</nitf></inlineXML>"
)
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    f"<head><title>Not this</title></head><body>{MARKED}</body></html></inlineXML>"
)
PLAIN = f'<inlineData contenttype="text/plain">{STORY}</inlineData>'


def item(content: str = NITF, **changed: str) -> str:
    values = {"guid": URI, "version": "2", "kind": "text", "status": "usable", "signal": ""}
    return ITEM.format(content=content, **{**values, **changed})


@pytest.mark.parametrize("content", [NITF, XHTML, PLAIN], ids=["nitf", "xhtml", "plain"])
def test_news_item(tmp_path: Path, content: str) -> None:
    found = one(tmp_path / "a.xml", item(content))
    assert found.text == STORY
    assert (found.title, found.authors) == ("Drones & houses", ("Amal Idris",))
    assert (found.published, found.published_from) == (date(2025, 6, 13), "firstCreated")
    assert (found.updated, found.updated_from) == ("2025-06-14T09:30:00+02:00", "versionCreated")
    assert (found.outlet, found.dateline) == ("Harbour Press", "KYIV, June 13")
    assert found.credits == (Credit("Associated Press", "agency", "infosources"),)
    assert (found.id, found.supersedes, found.standing) == (f"{URI}@2", URI, "usable")


@pytest.mark.parametrize(
    ("changed", "standing", "text"),
    [
        ({"status": "canceled", "content": ""}, "withdrawn", "Drones & houses"),
        ({"status": "withheld"}, "withdrawn", STORY),
        ({"signal": '<signal qcode="sig:correction"/>'}, "corrected", STORY),
        ({"signal": '<signal qcode="sig:update"/>'}, "usable", STORY),
    ],
)
def test_standing_of_a_news_item(
    tmp_path: Path, changed: dict[str, str], standing: str, text: str
) -> None:
    found = one(tmp_path / "a.xml", item(**changed))
    assert (found.standing, found.text, found.supersedes) == (standing, text, URI)


def test_message_with_a_package_pictures_and_a_broken_item(tmp_path: Path) -> None:
    picture = item('<remoteContent href="a.jpg"/>', guid="b", kind="picture")
    inside = (
        '<packageItem guid="p"><groupSet><group id="g"><itemRef residref="a"/></group></groupSet>'
        f"</packageItem>{item(guid='a', version='1')}{picture}{item(guid='c')}"
    )
    message = f"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet>{inside}"
    message += "</itemSet></newsMessage>"
    first, second, third = read(tmp_path / "a.xml", message)
    assert isinstance(first, Article)
    assert (first.id, first.supersedes) == ("a@1", None)
    assert isinstance(second, SetAside)
    assert "of class 'picture'" in second.reason
    assert second.source.endswith("a.xml#2")
    assert isinstance(third, Article)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("<!DOCTYPE x [<!ENTITY a 'b'>]>" + item(), "document type"),
        ("<newsItem><contentSet>" + "<a>" * 5_000, "too deep"),
        (item()[:-200], "broken"),
        ("<newsMessage/>", "no news item"),
        ('<packageItem guid="x"/>', "a package that only names"),
        ('<?xml version="1.0" encoding="nowhere"?>' + item(), "can't be parsed|broken"),
    ],
)
def test_hostile_or_empty_xml_is_set_aside(tmp_path: Path, data: str, reason: str) -> None:
    *_, found = read(tmp_path / "a.xml", data)
    assert isinstance(found, SetAside)
    assert any(part in found.reason for part in reason.split("|")), found.reason


def test_entities_that_multiply_are_not_expanded(tmp_path: Path) -> None:
    lines = ["<!ENTITY a0 'ha'>"]
    lines += [f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)]
    data = f"<!DOCTYPE x [{''.join(lines)}]>" + item(PLAIN.replace("Friday", "&a11;"))
    (found,) = read(tmp_path / "a.xml", data)
    assert isinstance(found, SetAside)


def test_a_long_uri_is_shortened_alike_for_all_versions(tmp_path: Path) -> None:
    long = "urn:" + "x" * 500 + " y"
    first = one(tmp_path / "a.xml", item(guid=long, version="1"))
    second = one(tmp_path / "b.xml", item(guid=long, version="2"))
    assert first.id.removesuffix("@1") == second.supersedes
    assert len(second.id) < 200
