"""Fetching from a real server that behaves badly, and from addresses that must not be reached."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import Unreadable
from reportedly.intake.web.addresses import checked_url, is_public, is_public_text
from reportedly.intake.web.bodies import declared, received
from reportedly.intake.web.fetch import Condition, Fetcher, Manners
from reportedly.intake.web.network import CheckedBackend, Deadline

OPEN = Manners(between=0.0, back_off=0.01, silent=2.0, in_all=5.0, allow_private=True)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    opened = Fetcher(OPEN)
    yield opened
    opened.close()


def with_manners(**changed: Any) -> Manners:
    return Manners(**{**{name: getattr(OPEN, name) for name in OPEN.__slots__}, **changed})


def refused(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(Unreadable) as caught:
        fetcher.get(url)
    return str(caught.value)


def test_a_page_comes_with_its_type_encoding_and_marks(fetcher: Fetcher, site: Any) -> None:
    kind = "text/html; charset=ISO-8859-1"
    url = site.put("/a", "<p>é</p>".encode("latin-1"), Content_Type=kind, ETag='"1"')
    got = fetcher.get(url + "#part")
    assert (got.asked, got.url, got.media_type, got.charset) == (
        url,
        url,
        "text/html",
        "iso-8859-1",
    )
    assert got.data == "<p>é</p>".encode("latin-1")
    assert got.etag == '"1"'
    assert datetime.fromisoformat(got.retrieved).tzinfo is not None
    assert site.asked[-1][1]["user-agent"].startswith("Reportedly/")
    assert site.asked[-1][1]["host"] == site.address.removeprefix("http://")


def test_what_has_not_changed_is_not_sent_again(fetcher: Fetcher, site: Any) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers["If-None-Match"] == '"7"'
        handler.send_response(304 if same else 200)
        handler.send_header("ETag", '"7"')
        handler.send_header("Content-Length", "0" if same else "3")
        handler.end_headers()
        if not same:
            handler.wfile.write(b"new")

    site.pages["/feed"] = answer
    first = fetcher.get(site.url("/feed"))
    again = fetcher.get(site.url("/feed"), Condition(first.etag, "Fri, 05 Sep 2025 10:00:00 GMT"))
    assert first.changed
    assert not again.changed
    assert site.asked[-1][1]["if-modified-since"] == "Fri, 05 Sep 2025 10:00:00 GMT"


def test_cookies_are_not_kept(fetcher: Fetcher, site: Any) -> None:
    site.put("/a", "a", Set_Cookie="who=me")
    fetcher.get(site.url("/a"))
    fetcher.get(site.url("/a"))
    assert all("cookie" not in headers for _, headers in site.asked)


def test_gzip_is_unzipped_and_a_bomb_is_not(fetcher: Fetcher, site: Any) -> None:
    site.put("/zipped", gzip.compress(b"words " * 1000), Content_Encoding="gzip")
    assert fetcher.get(site.url("/zipped")).data == b"words " * 1000
    site.put("/bomb", gzip.compress(bytes(9_000_000)), Content_Encoding="gzip")
    assert "100 times its size" in refused(fetcher, site.url("/bomb"))
    site.put("/cut", gzip.compress(b"words " * 1000)[:-20], Content_Encoding="gzip")
    assert "break off" in refused(fetcher, site.url("/cut"))
    site.put("/odd", b"x", Content_Encoding="br")
    assert "wasn't asked for" in refused(fetcher, site.url("/odd"))


def test_a_body_without_an_end_is_cut_short(site: Any) -> None:
    sent = 0

    def endless(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Connection", "close")
        handler.end_headers()
        while sent < 300_000_000:
            handler.wfile.write(bytes(65_536))
            sent += 65_536

    site.pages["/endless"] = endless
    small = Fetcher(with_manners(max_bytes=1_000_000))
    assert "too large" in refused(small, site.url("/endless"))
    site.put("/large", bytes(1_000_001))
    assert "too large" in refused(small, site.url("/large"))
    small.close()
    assert sent < 100_000_000


@pytest.mark.parametrize("where", ["headers", "body"])
def test_bytes_that_drip_in_are_not_waited_for(site: Any, where: str) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        if where == "body":
            handler.send_response(200)
            handler.send_header("Content-Length", "10000")
            handler.end_headers()
        else:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(200):
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.02)

    site.pages["/drip"] = drip
    hasty = Fetcher(with_manners(in_all=0.3, tries=1))
    begun = time.monotonic()
    assert "in time" in refused(hasty, site.url("/drip"))
    assert time.monotonic() - begun < 2
    hasty.close()


def test_redirects_are_followed_but_not_in_circles_or_for_ever(fetcher: Fetcher, site: Any) -> None:
    site.put("/old", "", 301, Location="/new#top")
    site.put("/new", "here")
    got = fetcher.get(site.url("/old"))
    assert (got.asked, got.url, got.data) == (site.url("/old"), site.url("/new"), b"here")
    site.put("/a", "", 302, Location="/b")
    site.put("/b", "", 302, Location="/a")
    assert "circle" in refused(fetcher, site.url("/a"))
    for n in range(20):
        site.put(f"/{n}", "", 302, Location=f"/{n + 1}")
    assert "more than 8 times" in refused(fetcher, site.url("/0"))


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
     "http://0x7f000001/", "http://2130706433/", "http://0/", "http://[64:ff9b::a00:1]/"],
)  # fmt: skip
def test_a_redirect_to_an_inner_address_leads_nowhere(site: Any, target: str) -> None:
    site.put("/in", "", 302, Location=target)
    server = site.address.removeprefix("http://").partition(":")[0]
    outside = CheckedBackend(Deadline())
    with pytest.raises(Unreadable, match="no public network"):
        outside.connect_tcp(server, 80)
    closed = Fetcher(with_manners(allow_private=False))
    # Only the server itself is let through, as if it were on the public internet.
    backend: Any = closed._transport._pool._network_backend
    allowed = backend._addresses
    backend._addresses = lambda host, port: [host] if host == server else allowed(host, port)
    assert "no public network" in refused(closed, site.url("/in"))
    closed.close()


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://x.example/", "//", "http://", "\x00"]
)
def test_a_redirect_to_another_scheme_leads_nowhere(
    fetcher: Fetcher, site: Any, target: str
) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ")
        handler.wfile.write(target.encode() + b"\r\n\r\n")

    site.pages["/out"] = answer
    assert refused(fetcher, site.url("/out"))
    assert set(site.paths()) == {"/robots.txt", "/out"}


class Connector(httpcore.NetworkBackend):
    """Notes which address is called, and calls none."""

    def __init__(self) -> None:
        self.called: list[str] = []

    def connect_tcp(self, host: str, *args: Any, **more: Any) -> httpcore.NetworkStream:
        self.called.append(host)
        raise httpcore.ConnectError("nobody there")


def test_a_name_is_looked_up_once_and_that_number_is_called() -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    backend, connector = CheckedBackend(Deadline(), resolve=lambda *_: next(answers)), Connector()
    backend._inner = connector  # type: ignore[assignment]
    with pytest.raises(httpcore.ConnectError):
        backend.connect_tcp("rebinding.example", 80)
    with pytest.raises(Unreadable, match="no public network"):
        backend.connect_tcp("rebinding.example", 80)
    assert connector.called == ["93.184.216.34"]


def test_of_several_addresses_only_the_public_are_called() -> None:
    found = ["10.0.0.1", "93.184.216.34", "fe80::1", "2606:2800:220:1::1"]
    backend, connector = CheckedBackend(Deadline(), resolve=lambda *_: found), Connector()
    backend._inner = connector  # type: ignore[assignment]
    with pytest.raises(httpcore.ConnectError):
        backend.connect_tcp("mixed.example", 443)
    assert connector.called == ["93.184.216.34", "2606:2800:220:1::1"]


def test_the_usual_fetcher_reaches_nothing_on_this_machine(site: Any) -> None:
    usual = Fetcher()
    assert "no public network" in refused(usual, site.put("/a", "secret"))
    usual.close()
    assert site.asked == []


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [("User-agent: *\nDisallow: /a", False), ("User-agent: Reportedly\nDisallow: /\n", False),
     ("User-agent: *\nDisallow: /b", True), ("User-agent: Other\nDisallow: /", True),
     ("User-agent: *\nDisallow: /\nAllow: /a", True), ("\x00<html>", True)],
)  # fmt: skip
def test_robots_rules_are_honoured(fetcher: Fetcher, site: Any, rules: str, allowed: bool) -> None:
    site.put("/robots.txt", rules, Content_Type="text/plain")
    site.put("/a", "words")
    if allowed:
        assert fetcher.get(site.url("/a")).data == b"words"
    else:
        assert "robots.txt" in refused(fetcher, site.url("/a"))
        assert "/a" not in site.paths()
    assert site.paths().count("/robots.txt") == 1


def test_a_site_that_fails_to_give_its_rules_is_left_alone(fetcher: Fetcher, site: Any) -> None:
    site.put("/robots.txt", "", 503)
    site.put("/a", "words")
    assert "fails to say" in refused(fetcher, site.url("/a"))
    assert "/a" not in site.paths()


def test_rules_behind_a_redirect_hold(fetcher: Fetcher, site: Any) -> None:
    site.put("/robots.txt", "", 301, Location="/rules")
    site.put("/rules", "User-agent: *\nDisallow: /", Content_Type="text/plain")
    assert "robots.txt" in refused(fetcher, site.put("/a", "words"))


def test_a_busy_site_is_asked_again_when_it_says(site: Any) -> None:
    answers = iter([(429, "7"), (503, None), (200, None)])
    slept: list[float] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        status, after = next(answers)
        handler.send_response(status)
        if after:
            handler.send_header("Retry-After", after)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    site.pages["/busy"] = answer
    patient = Fetcher(OPEN, sleep=slept.append)
    assert patient.get(site.url("/busy")).data == b""
    patient.close()
    assert max(slept) == pytest.approx(7, abs=0.5)


@pytest.mark.parametrize("after", ["9999", "date"])
def test_a_site_that_wants_long_rest_gets_it(fetcher: Fetcher, site: Any, after: str) -> None:
    hour = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    site.put("/busy", "", 429, Retry_After=hour if after == "date" else after)
    assert "come back in" in refused(fetcher, site.url("/busy"))
    assert site.paths().count("/busy") == 1


def test_what_is_gone_is_not_asked_for_again(fetcher: Fetcher, site: Any) -> None:
    assert refused(fetcher, site.url("/gone")) == "its site answers 404 Not Found"
    assert site.paths().count("/gone") == 1
    site.put("/broken", "", 500)
    assert "500" in refused(fetcher, site.url("/broken"))
    assert site.paths().count("/broken") == OPEN.tries


def test_fetches_from_one_host_keep_their_distance(site: Any) -> None:
    slept: list[float] = []
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 5", Content_Type="text/plain")
    slow = Fetcher(with_manners(between=2.0), sleep=slept.append)
    for path in ("/a", "/b", "/c"):
        slow.get(site.put(path, "x"))
    slow.close()
    assert [round(seconds) for seconds in slept] == [2, 7, 12]


def test_headers_without_an_end_and_nonsense_are_told(fetcher: Fetcher, site: Any) -> None:
    def huge(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 5_000_000)

    def nonsense(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"\x00\x01\x02 hello\r\n\r\n")
        handler.close_connection = True

    def short(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")
        handler.close_connection = True

    site.pages |= {"/huge": huge, "/nonsense": nonsense, "/short": short}
    for path in ("/huge", "/nonsense", "/short"):
        assert "can't be reached" in refused(fetcher, site.url(path))


@pytest.mark.parametrize(
    "wrong",
    ["ftp://x.example/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///x", "",
     "http://user:secret@x.example/", "http://x.example/" + "a" * 5000, "http://[::1", "//x/",
     "http://x.example:99999/", "http://\ud800.example/", "http://a b/"],
)  # fmt: skip
def test_addresses_that_are_never_asked_for(wrong: str) -> None:
    with pytest.raises(Unreadable):
        checked_url(wrong)


def test_the_secret_in_an_address_is_not_repeated() -> None:
    with pytest.raises(Unreadable) as caught:
        checked_url("http://user:secret@x.example/")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [("8.8.8.8", True), ("1.1.1.1", True), ("2606:4700::1111", True), ("64:ff9b::808:808", True),
     ("::ffff:8.8.8.8", True), ("10.1.2.3", False), ("127.0.0.1", False), ("0.0.0.0", False),  # noqa: S104
     ("169.254.169.254", False), ("100.64.0.1", False), ("192.168.0.1", False),
     ("172.31.0.1", False), ("224.0.0.1", False), ("240.0.0.1", False), ("255.255.255.255", False),
     ("192.0.2.1", False), ("198.18.0.1", False), ("192.88.99.1", False), ("::", False),
     ("::1", False), ("fe80::1", False), ("fe80::1%eth0", False), ("fc00::1", False),
     ("ff02::1", False), ("fd00:ec2::254", False), ("::ffff:127.0.0.1", False),
     ("::127.0.0.1", False), ("64:ff9b::7f00:1", False), ("64:ff9b:1::808:808", False),
     ("2002:7f00:1::", False), ("2001::1", False), ("2001:db8::1", False), ("x", False)],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public_text(address) is public


@given(st.ip_addresses(v=4))
def test_an_address_is_public_in_every_dress_or_in_none(plain: ipaddress.IPv4Address) -> None:
    number = int(plain)
    mapped = ipaddress.IPv6Address((0xFFFF << 32) | number)
    translated = ipaddress.IPv6Address((0x64FF9B << 96) | number)
    assert is_public(plain) == is_public(mapped) == is_public(translated)
    if plain.is_private or plain.is_loopback or plain.is_link_local or plain.is_multicast:
        assert not is_public(plain)


@given(st.ip_addresses(v=6))
def test_only_global_unicast_is_public(address: ipaddress.IPv6Address) -> None:
    if is_public(address):
        assert address.ipv4_mapped or int(address) >> 96 == 0x64FF9B or int(address) >> 125 == 1


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(written: str) -> None:
    try:
        url = checked_url(written)
    except Unreadable:
        return
    assert url.startswith(("http://", "https://"))
    assert checked_url(url) == url


@given(st.binary(max_size=3000), st.integers(1, 500), st.sampled_from(["gzip", "deflate", ""]))
def test_bodies_come_whole_however_they_are_cut(data: bytes, size: int, encoding: str) -> None:
    zipped: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress}
    sent = zipped.get(encoding, bytes)(data)
    pieces = [sent[i : i + size] for i in range(0, len(sent), size)]
    assert received(pieces, encoding, 3000) == data


@pytest.mark.parametrize(
    ("written", "told"),
    [("text/HTML; charset=UTF-8", ("text/html", "utf-8")), ("text/html", ("text/html", None)),
     ('text/html; x=1; charset="windows-1251"', ("text/html", "windows-1251")),
     ("", ("", None)), (";charset=", ("", None)), ("text/html; x*=y; x*1=z", ("text/html", None))],
)  # fmt: skip
def test_types_and_encodings_as_sites_write_them(
    written: str, told: tuple[str, str | None]
) -> None:
    assert declared(written) == told


@given(st.binary(max_size=2000))
def test_broken_zips_are_told(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert len(received([b"\x1f\x8b" + data], "gzip", 10_000)) <= 10_000
