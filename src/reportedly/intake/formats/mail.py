"""Mails (.eml): press releases, newsletters, copy sent by agencies; attachments that are reports.

Of a text in several forms the plain one is taken, else the HTML one, read as a page is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from itertools import islice
from pathlib import PurePosixPath

from reportedly.errors import Unreadable
from reportedly.intake.document import Document, Hints
from reportedly.intake.encoding import decode
from reportedly.intake.format import Format, Item, one, reason_of
from reportedly.intake.formats.blocks import fragment_text
from reportedly.intake.formats.page import page
from reportedly.intake.formats.text import one_line_end
from reportedly.intake.registry import choose
from reportedly.intake.stream import Binary, opened, read_whole
from reportedly.intake.versions import lasting
from reportedly.knowledge.domains import domain_of
from reportedly.vocabulary import SetAside

TIMES = 5  # so many times the largest report: attachments come with it
MOST_PARTS = 200
# Beyond these the parser's time grows with the product of lines and boundaries.
MOST_BOUNDARIES = 100
BOUNDARY = re.compile(rb"boundary", re.IGNORECASE)
DEEPEST = 3  # mails within mails
HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
KNOWN = re.compile(
    rb"^(from|date|subject|received|message-id|return-path|mime-version):", re.I | re.M
)
SIGNATURE = re.compile(r"\n-- ?\n.*\Z", re.DOTALL)
FROM_LINE = re.compile(rb"\AFrom [^\n]{1,200}\n")  # as mailboxes put before each mail


def read_mail(stream: Binary, name: str, hints: Hints) -> Iterator[Item]:
    """Yield the mail, and the attachments that some format reads, each at `mail.eml/its name`."""
    yield from _read(read_whole(stream, hints.max_bytes * TIMES), name, hints, 1)


def _read(data: bytes, name: str, hints: Hints, depth: int) -> Iterator[Item]:
    if not data.strip():
        raise Unreadable("it is empty")
    if sum(1 for _ in islice(BOUNDARY.finditer(data), MOST_BOUNDARIES + 1)) > MOST_BOUNDARIES:
        raise Unreadable(f"the mail has more than {MOST_BOUNDARIES} parts within each other")
    try:
        mail = BytesParser(policy=policy.default).parsebytes(FROM_LINE.sub(b"", data))
        parts = _attached(mail)
    except Unreadable:
        raise
    except Exception as error:  # a broken header may fail anywhere in the library
        raise Unreadable(f"this mail can't be parsed ({type(error).__name__})") from None
    attached = [it for part in parts for it in _attachment(part, name, hints, depth)]
    made = one(
        name, lambda: _document(mail, [called(it) for it in parts], hints), hints, data, TYPE
    )
    # A mail that only carries its reports is no failure.
    if not (isinstance(made.found, SetAside) and any(_is_read(it) for it in attached)):
        yield made
    yield from attached


def _document(mail: EmailMessage, attached: list[str], hints: Hints) -> Document:
    sender, address = parseaddr(_header(mail, "from"))
    domain = domain_of(address.rpartition("@")[2]) if "@" in address else None
    text, told = _text(mail, hints)
    if not text.strip():
        names = ", ".join(attached[:5])
        raise Unreadable(f"the mail holds no text, only {names}" if names else "it is empty")
    date = told.published if told else None
    return Document(
        text=text,
        id=_id(mail),
        title=_header(mail, "subject") or None,
        outlet=domain.outlet if domain else (told.outlet if told else None),
        url=told.url if told else None,
        canonical=told.canonical if told else None,
        authors=(sender,) if sender else (),
        published=_date(mail) or date,
        published_from="mail header" if _date(mail) else (told.published_from if told else None),
        credits=told.credits if told else (),
    )


def _text(mail: EmailMessage, hints: Hints) -> tuple[str, Document | None]:
    """Return the text of a mail, and what its HTML told if that was read."""
    plain = _best(mail, "plain")
    if plain.strip():
        return SIGNATURE.sub("\n", one_line_end(plain)), None
    html = _best(mail, "html")
    if not html.strip():
        return "", None
    try:
        told = page(html, hints.url)
    except Unreadable:  # newsletters are tables of short lines, which no page of news is
        return fragment_text(html), None
    return told.text, told


def _best(mail: EmailMessage, kind: str) -> str:
    try:
        part = mail.get_body((kind,))
        data = part.get_payload(decode=True) if part is not None else None
        declared = part.get_content_charset() if part is not None else None
    except Exception as error:
        raise Unreadable(f"this mail can't be parsed ({type(error).__name__})") from None
    return decode(data, declared) if isinstance(data, bytes) and data.strip() else ""


def _attached(mail: EmailMessage) -> list[EmailMessage]:
    found = []
    for part in mail.iter_attachments():
        found.append(part)
        if len(found) > MOST_PARTS:
            raise Unreadable(f"the mail has more than {MOST_PARTS} attachments")
    return found


def called(part: EmailMessage) -> str:
    """Return the name of an attachment without folders, or its type if it has none."""
    try:
        given = part.get_filename()
    except Exception:
        given = None
    plain = PurePosixPath((given or "").replace("\\", "/")).name
    plain = "".join(sign for sign in plain if sign.isprintable())[:100]
    return plain or part.get_content_type()


def _attachment(part: EmailMessage, name: str, hints: Hints, depth: int) -> Iterator[Item]:
    place = f"{name}/{called(part)}"
    try:
        if part.get_content_type() == "message/rfc822":
            if depth < DEEPEST:
                inner = part.get_content()
                yield from _read(inner.as_bytes(), place, hints, depth + 1)
            return
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or part.get_content_maintype() in ("image", "audio"):
            return
        head, stream = opened(io.BytesIO(data))
        format = choose(called(part), head, part.get_content_type())
        if format is not None and format.suffixes and not format.many and _named(part, format):
            yield from format.read(stream, place, hints)
    except Exception as error:
        yield Item(place, SetAside(place, reason_of(error)))


def _named(part: EmailMessage, format: Format) -> bool:
    """Tell whether an attachment is of a format by name or type, not only by its look."""
    suffix = PurePosixPath(called(part)).suffix.lower()
    return suffix in format.suffixes or part.get_content_type() in format.media_types


def _is_read(item: Item) -> bool:
    return not isinstance(item.found, SetAside)


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name, "")).split())
    except Exception:  # a header that the library can't parse is as good as none
        return ""


def _date(mail: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(mail, "date")).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _id(mail: EmailMessage) -> str | None:
    given = _header(mail, "message-id").strip("<> ")
    return lasting(given) if given.isprintable() and given else None


def _looks(head: bytes) -> bool:
    opening = FROM_LINE.sub(b"", head)
    return HEADER.match(opening) is not None and len(KNOWN.findall(opening[:8_192])) >= 3


TYPE = "message/rfc822"
FORMATS = (
    Format(
        "eml",
        "mails, with the attachments that are reports",
        read_mail,
        suffixes=(".eml",),
        media_types=(TYPE,),
        looks=_looks,
        many=True,
    ),
)
