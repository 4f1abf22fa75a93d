"""Telegram's export of a channel or chat (result.json): each message with a text is a report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from reportedly.errors import Unreadable
from reportedly.intake.credits import credit
from reportedly.intake.dates import iso_of
from reportedly.intake.document import Document, Hints
from reportedly.intake.encoding import narrow
from reportedly.intake.format import Format, Item, one
from reportedly.intake.formats.json_stream import Text, elements, keys
from reportedly.intake.stream import Binary
from reportedly.intake.versions import lasting, versioned
from reportedly.knowledge.domains import domain_of

MANY = re.compile(rb'"(?:messages|chats)"\s*:')
CHANNELS = (b'"public_channel"', b'"private_channel"', b'"public_supergroup"', b'"text_entities"')
LATEST = 4_102_444_800  # seconds since 1970 at the year 2100


@dataclass(slots=True)
class Chat:
    """The channel or chat whose messages come: its name, and its number in Telegram."""

    name: str | None = None
    number: str | None = None


def read_telegram(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield the item of each message that holds a text, oldest first as they stand in the file.

    `hints.url` names the channel's address (https://t.me/channel), which the export lacks.
    """
    text = Text(stream, hints.max_bytes)
    found = False
    chat = Chat()
    for key in keys(text):
        if key == "messages":
            messages = _messages(text, chat, name, hints)
        elif key == "chats":
            messages = _chats(text, name, hints)
        else:
            _tell(chat, key, text.value())
            continue
        for item in messages:
            found = True
            yield item
    if not found:
        raise Unreadable("no message in it holds a text")


def _chats(text: Text, name: str, hints: Hints) -> Iterator[Item]:
    """Yield the messages of an account's whole export, chat by chat."""
    for key in keys(text):
        if key != "list":
            text.value()
            continue
        text.take("[")
        while text.peek() != "]":
            chat = Chat()
            for told in keys(text):
                if told == "messages":
                    yield from _messages(text, chat, name, hints)
                else:
                    _tell(chat, told, text.value())
            if text.peek() != "]":
                text.take(",")
        text.take("]")


def _tell(chat: Chat, key: str, value: object) -> None:
    if key == "name" and isinstance(value, str):
        chat.name = " ".join(value.split()) or None
    elif key == "id" and isinstance(value, int | str):
        chat.number = str(value).removeprefix("-100").strip("-")[:40]


def _messages(text: Text, chat: Chat, name: str, hints: Hints) -> Iterator[Item]:
    for told in elements(text):
        if not isinstance(told, dict) or told.get("type") == "service":
            continue
        words = flattened(told.get("text"))
        if words.strip():
            yield _item(told, words, chat, name, hints)


def _item(told: dict[str, object], words: str, chat: Chat, name: str, hints: Hints) -> Item:
    number = told.get("id")
    place = f"{name}#{number if isinstance(number, int) else '?'}"
    data = json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return one(
        place,
        lambda: document_in(told, words, chat, hints),
        replace(hints, url=None),  # it names the channel, not each message
        data,
        "application/json",
    )


def document_in(told: dict[str, object], words: str, chat: Chat, hints: Hints) -> Document:
    """Return the document of a message."""
    number = told.get("id")
    if not isinstance(number, int):
        raise Unreadable("the message has no number")
    base = hints.url.rstrip("/") if hints.url else None
    if base is None and chat.number:
        base = f"https://t.me/c/{chat.number}"
    url = f"{base}/{number}" if base else None
    lasting_id = lasting(f"telegram:{chat.number or chat.name or '?'}/{number}")
    edited = _moment(told, "edited")
    domain = domain_of(base) if base else None
    owner = domain.outlet if domain is not None and "/" in domain.domain else None
    forwarded = told.get("forwarded_from")
    by = (
        credit(forwarded, "forwarded from", known=False, kind="channel")
        if (isinstance(forwarded, str))
        else None
    )
    author = told.get("author")
    return Document(
        text=words,
        id=versioned(lasting_id, edited),
        outlet=owner or chat.name,
        url=url,
        authors=(author,) if isinstance(author, str) and author.strip() else (),
        published=_moment(told, "date"),
        published_from="message",
        updated=edited,
        updated_from="message",
        credits=(by,) if by else (),
        supersedes=lasting_id if edited else None,
    )


def flattened(text: object) -> str:
    """Return a message's text, which is one text or a list of plain and marked pieces."""
    if isinstance(text, str):
        return text
    pieces = []
    for piece in text if isinstance(text, list) else ():
        words = piece.get("text") if isinstance(piece, dict) else piece
        pieces.append(words if isinstance(words, str) else "")
    return "".join(pieces)


def _moment(told: dict[str, object], key: str) -> str | None:
    """Return an instant in UTC; without one, what the exporting computer's clock showed."""
    seconds = str(told.get(f"{key}_unixtime") or "")[:12]
    if seconds.isdecimal() and 0 < int(seconds) < LATEST:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    written = told.get(key)
    return iso_of(written) if isinstance(written, str) and not written.startswith("1970") else None


def _looks(head: bytes) -> bool:
    opening = narrow(head)
    return (
        opening.startswith(b"{")
        and MANY.search(opening) is not None
        and any(mark in opening for mark in CHANNELS)
    )


FORMATS = (
    Format(
        "telegram",
        "Telegram's JSON export of a channel (result.json): each message a report",
        read_telegram,
        suffixes=(".json",),
        looks=_looks,
        many=True,
        rank=20,
    ),
)
