"""Addresses: which may be asked for, and which machines may be asked.

A page, a feed or a redirect may name any address. What lies in a private network, on this machine
or at a provider's inner service must never be reached through one.
"""

from __future__ import annotations

import ipaddress
import re

from reportedly.errors import Unreadable

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
SECRET = re.compile(r"^([a-z][a-z0-9+.-]*://)[^/?#]*@", re.IGNORECASE)
HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.IGNORECASE)
LONGEST = 2_000  # characters
SCHEMES = ("http", "https")
IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Within the public ranges, yet nobody's: documentation, relays, tunnels to other addresses.
CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "192.88.99.0/24", "198.18.0.0/15", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip


def is_address(source: str) -> bool:
    """Tell whether a source is written as an address and not as a path."""
    return ADDRESS.match(source) is not None


def checked_url(written: str) -> str:
    """Return an address as it is asked for, without its fragment; Unreadable if it may not be."""
    import httpx  # not with the module: it takes its time, and most runs need no web

    stripped = written.strip()
    if len(stripped) > LONGEST:
        raise Unreadable(f"its address is too long (more than {LONGEST:,} characters)")
    try:
        url = httpx.URL(stripped)
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise Unreadable("it is no valid address") from None
    if url.scheme not in SCHEMES:
        raise Unreadable("only http:// and https:// addresses are fetched")
    if not host:
        raise Unreadable("its address names no host")
    if not HOST.fullmatch(host):
        raise Unreadable("its address names a host that can't be")
    if url.port is not None and not 0 < url.port < 65_536:
        raise Unreadable("its address names a port that can't be")
    if url.userinfo:
        raise Unreadable("its address holds a name or password: they are never sent")
    return str(url.copy_with(fragment=None))


def without_secret(url: str) -> str:
    """Return an address without the name and password that it may hold, to be told and kept."""
    return SECRET.sub(r"\1", url)


def joined(base: str, written: str) -> str:
    """Return the address that a page at `base` means, checked as `checked_url` does."""
    import httpx

    try:
        return checked_url(str(httpx.URL(base).join(written.strip())))
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise Unreadable("it is no valid address") from None


def host_of(url: str) -> str:
    """Return the host of an address with its port, if that is not the usual one."""
    import httpx

    return httpx.URL(url).netloc.decode("ascii", "replace")


def origin_of(url: str) -> str:
    """Return scheme and host of an address: what a robots.txt speaks for."""
    import httpx

    return f"{httpx.URL(url).scheme}://{host_of(url)}"


def is_public(address: IpAddress) -> bool:
    """Tell whether an address belongs to the public internet, an IPv4 one inside it included."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inner is not None:
            return is_public(inner)
        if address.scope_id is not None or address not in PUBLIC_IPV6:
            return False
    closed = any(address in network for network in CLOSED if network.version == address.version)
    return address.is_global and not (closed or address.is_multicast or address.is_reserved)


def is_public_text(address: str) -> bool:
    """Tell whether an address, written as numbers, is public; what is none is not."""
    try:
        return is_public(ipaddress.ip_address(address))
    except ValueError:
        return False
