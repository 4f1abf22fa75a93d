"""Telegram's export: each message a report of its channel, forwards and edits kept apart."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from reportedly.intake import Hints, articles
from reportedly.vocabulary import Article, Credit, SetAside

EXPORT = {
    "name": "Front Notes",
    "type": "public_channel",
    "id": 1234567890,
    "messages": [
        {"id": 1, "type": "service", "date": "2025-06-12T10:00:00", "action": "create_channel",
         "title": "Front Notes", "text": "", "text_entities": []},
        {"id": 2, "type": "message", "date": "2025-06-14T01:30:00", "date_unixtime": "1749857400",
         "from": "Front Notes", "from_id": "channel1234567890",
         "text": ["Twelve drones were ", {"type": "bold", "text": "shot down"}, " near El Fasher. ",
                  {"type": "text_link", "text": "More", "href": "https://paper.example/1"}],
         "text_entities": [{"type": "plain", "text": "Twelve drones were "}]},
        {"id": 3, "type": "message", "date": "2025-06-14T08:00:00", "photo": "(not included)",
         "width": 5, "height": 5, "text": ""},
        {"id": 4, "type": "message", "date": "2025-06-14T09:00:00", "date_unixtime": "1749884400",
         "edited": "2025-06-14T12:00:00", "edited_unixtime": "1749895200",
         "forwarded_from": "Other Channel", "author": "Desk", "text": "Nine, not twelve, it says."},
        {"id": 5, "type": "message", "date": "2025-06-15T09:00:00", "forwarded_from": "TASS",
         "text": "The ministry said that it had seen nothing."},
    ],
}  # fmt: skip


def read(path: Path, told: object, **hints: object) -> list[Article]:
    path.write_text(told if isinstance(told, str) else json.dumps(told, indent=1))
    found = list(articles(str(path), Hints(**hints)))  # type: ignore[arg-type]
    assert all(isinstance(it, Article) for it in found), found
    return [it for it in found if isinstance(it, Article)]


def test_messages_are_articles_of_the_channel(tmp_path: Path) -> None:
    first, second, third = read(tmp_path / "result.json", EXPORT)
    assert first.text == "Twelve drones were shot down near El Fasher. More"
    assert first.outlet == "Front Notes"
    assert first.url == "https://t.me/c/1234567890/2"
    assert first.id == "telegram:1234567890/2"
    assert (first.published, first.published_from) == (date(2025, 6, 13), "message")  # in UTC
    assert (first.updated, first.supersedes, first.credits) == (None, None, ())
    assert second.id == "telegram:1234567890/4@2025-06-14T10:00:00+00:00"
    assert second.supersedes == "telegram:1234567890/4"
    assert second.updated == "2025-06-14T10:00:00+00:00"
    assert second.credits == (Credit("Other Channel", "channel", "forwarded from"),)
    assert second.authors == ("Desk",)
    assert third.credits == (Credit("TASS", "agency", "forwarded from"),)
    assert third.published == date(2025, 6, 15)


def test_the_channels_address_makes_links_and_tells_whose_it_is(tmp_path: Path) -> None:
    first, *_ = read(tmp_path / "result.json", EXPORT, url="https://t.me/rybar")
    assert (first.url, first.outlet) == ("https://t.me/rybar/2", "Rybar")


def test_an_accounts_whole_export(tmp_path: Path) -> None:
    other = {**EXPORT, "name": "Second", "id": 77}
    told = {
        "about": "x",
        "contacts": {"list": []},
        "chats": {"about": "y", "list": [EXPORT, other]},
    }
    found = read(tmp_path / "result.json", told)
    assert [it.outlet for it in found] == ["Front Notes"] * 3 + ["Second"] * 3


def test_a_long_export_is_read_message_by_message(tmp_path: Path) -> None:
    messages = [
        {"id": n, "type": "message", "date": "2025-06-14T08:00:00", "text": f"Report {n}. " * 200}
        for n in range(800)
    ]
    told = {**EXPORT, "messages": messages}
    path = tmp_path / "result.json"
    path.write_text(json.dumps(told))
    assert path.stat().st_size > 1_500_000
    found = articles(str(path), Hints(max_bytes=10_000))
    assert sum(isinstance(it, Article) for it in found) == 800


def test_an_export_that_breaks_off_gives_what_is_before(tmp_path: Path) -> None:
    whole = json.dumps(EXPORT)
    path = tmp_path / "result.json"
    path.write_text(whole[: whole.index('"id": 5')])
    *found, last = articles(str(path), Hints())
    assert len(found) == 2
    assert isinstance(last, SetAside)
    assert "its JSON is broken" in last.reason


def test_an_export_without_texts_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps({**EXPORT, "messages": []}))
    (found,) = articles(str(path), Hints())
    assert isinstance(found, SetAside)
    assert "no message" in found.reason
