"""Readings made by hand, so that what is shown can be checked without the readers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reportedly.intake import Hints, articles
from reportedly.reading import Reader
from reportedly.reconcile import reconcile
from reportedly.record import open_record
from reportedly.vocabulary import (
    Acled,
    Actor,
    Article,
    Commitment,
    Condition,
    Cue,
    Effect,
    Event,
    Figure,
    Means,
    Place,
    Plover,
    Reading,
    Said,
    Span,
    Speaker,
    Statement,
    Time,
    Via,
)

TEXT = """\
PORT SUDAN, March 3 (Nile Desk) — Shelling killed at least 31 people at the livestock market of \
El Fasher on Saturday, the Sudanese army said, while the Rapid Support Forces put the number of \
dead at 9 and denied that their guns had fired.

“The militia shelled the market twice,” army spokesman Nabil Abdallah told the state broadcaster \
in Port Sudan, according to SUNA. He said witnesses had reported that a drone circled over the \
town before the attack.

The force rejected the charge. “We have no artillery there,” it wrote on Telegram on Sunday, and \
said that army aircraft had dropped barrel bombs near Zamzam camp, wounding between 40 and 55.

Aid workers counted about 1,200 displaced families, most of them on the road to Tawila. The United \
Nations envoy, Ramtane Lamamra, warned in Geneva that the city could fall “within days”.

The army pledged to open the Adré crossing to food convoys if the shelling stops by Friday.
"""


class Words:
    """Finds words in a text, so that no offset is written by hand."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, words: str, after: str = "") -> Span:
        start = self.text.index(words, self.text.index(after) + len(after))
        return Span(start, start + len(words))


def actors(at: Words) -> tuple[Actor, ...]:
    rsf = (at("Rapid Support Forces"), at("The force"))
    army = (at("Sudanese army"), at("The army"))
    un = at("United Nations envoy, Ramtane Lamamra")
    return (
        Actor("a1", "Sudanese Armed Forces", "armed_force", "SDN", "MIL", "SDNMIL", mentions=army),
        Actor("a2", "Rapid Support Forces", "armed_group", "SDN", "REB", "SDNREB", mentions=rsf),
        Actor("a3", "Nabil Abdallah", "person", "SDN", "MIL", "SDNMIL", "army spokesman",
              mentions=(at("Nabil Abdallah"),)),
        Actor("a4", "Ramtane Lamamra", "person", None, "IGO", "IGO", "United Nations envoy", "Q1",
              mentions=(un,)),
    )  # fmt: skip


def places(at: Words) -> tuple[Place, ...]:
    return (
        Place("p1", "Port Sudan", "city", 378231, 19.6175, 37.2164, "SDN", "Red Sea", 1,
              (at("PORT SUDAN"), at("Port Sudan"))),
        Place("p2", "El Fasher", "city", 379062, 13.6279, 25.3494, "SDN", "North Darfur", 1,
              (at("El Fasher"),)),
        Place("p3", "Zamzam camp", "facility", None, 13.49, 25.31, "SDN", "North Darfur", 2,
              (at("Zamzam camp"),)),
        Place("p4", "Tawila", "city", None, mentions=(at("Tawila"),)),
        Place("p5", "Geneva", "city", 2660646, 46.2022, 6.1457, "CHE", "Geneva", 1,
              (at("Geneva"),)),
        Place("p6", "Sudan", "country", 366755, 16.0, 30.0, "SDN", None, 3, (at("Sudan"),)),
    )  # fmt: skip


def times(at: Words) -> tuple[Time, ...]:
    return (
        Time("t1", at("on Saturday"), "2025-03-01", "2025-03-01", "day", "published"),
        Time("t2", at("on Sunday"), "2025-03-02", "2025-03-02", "day", "published"),
        Time("t3", at("by Friday"), None, "2025-03-07", "open", "published"),
        Time("t4", at("within days"), None, None, "open", "event"),
    )


def statements(at: Words) -> tuple[Statement, ...]:
    desk = Via("Nile Desk", "outlet", at("Nile Desk"))
    suna = Via("SUNA", "agency", at("SUNA"))
    return (
        Statement("s1", Speaker("a1", at("the Sudanese army")), Cue(at("said"), "say"),
                  (at("Shelling killed at least 31 people at the livestock market of El Fasher on "
                      "Saturday"),), "indirect", "claim", (desk,)),
        Statement("s2", Speaker("a2", at("Rapid Support Forces")), Cue(at("put"), "put"),
                  (at("the number of dead at 9"),), "indirect", "claim", (desk,)),
        Statement("s3", Speaker("a2", at("Rapid Support Forces")), Cue(at("denied"), "deny"),
                  (at("that their guns had fired"),), "indirect", "deny", (desk,)),
        Statement("s4", Speaker("a3", at("army spokesman Nabil Abdallah")), Cue(at("told"), "tell"),
                  (at("“The militia shelled the market twice,”"),), "direct", "accuse",
                  (suna, desk), Said(None, "p1"), Speaker(None, at("the state broadcaster"))),
        Statement("s5", Speaker("a3", at("He")), Cue(at("said", "He "), "say"),
                  (at("witnesses had reported that a drone circled over the town before the "
                      "attack"),), "indirect", "claim", (desk,)),
        Statement("s6", Speaker(None, at("witnesses")), Cue(at("reported"), "report"),
                  (at("that a drone circled over the town before the attack"),), "indirect",
                  "report", (desk,), inside="s5"),
        Statement("s7", Speaker("a2", at("it", "there,” ")), Cue(at("wrote"), "write"),
                  (at("“We have no artillery there,”"),), "direct", "deny",
                  (Via("Telegram", "social", at("Telegram")), desk), Said("t2")),
        Statement("s8", Speaker("a2", at("it", "there,” ")), Cue(at("said", "Sunday, and "), "say"),
                  (at("that army aircraft had dropped barrel bombs near Zamzam camp, wounding "
                      "between 40 and 55"),), "indirect", "accuse", (desk,)),
        Statement("s9", Speaker("a4", at("The United Nations envoy, Ramtane Lamamra")),
                  Cue(at("warned"), "warn"), (at("that the city could fall “within days”"),),
                  "mixed", "warn", (desk,), Said(None, "p5")),
    )  # fmt: skip


def events(at: Words) -> tuple[Event, ...]:
    market = at("Shelling killed at least 31 people at the livestock market of El Fasher on "
                "Saturday")  # fmt: skip
    shelling = Acled("Explosions/Remote violence", "Shelling/artillery/missile attack")
    bombs = Acled("Explosions/Remote violence", "Air/drone strike")
    killed, wounded = Effect("killed", at("killed")), Effect("wounded", at("wounding"))
    return (
        Event("e1", Plover("ASSAULT", "artillery"), shelling, "194", ("a2",), (), "p2", "t1",
              (Means("artillery", "artillery", at("Shelling")),), ("f1",), (killed,), "claimed",
              "s1", (market,), 0.9),
        Event("e2", Plover("ASSAULT", "aerial"), bombs, "195", ("a1",), (), "p3", None,
              (Means("barrel bomb", "bomb", at("barrel bombs")),), ("f3",), (wounded,), "claimed",
              "s8", (at("army aircraft had dropped barrel bombs near Zamzam camp, wounding between "
                        "40 and 55"),), 0.8),
        Event("e3", Plover("ASSAULT"), None, None, ("a2",), (), None, None, (), (), (), "denied",
              "s3", (at("their guns had fired"),), 0.7),
    )  # fmt: skip


def figures(at: Words) -> tuple[Figure, ...]:
    return (
        Figure("f1", "killed", "people", 31, 31, None, "at_least", at("at least 31"), "e1", "s1"),
        Figure("f2", "killed", "people", 9, 9, 9, "exactly", at("9"), None, "s2"),
        Figure("f3", "wounded", None, None, 40, 55, "between", at("between 40 and 55"), "e2", "s8"),
        Figure("f4", "displaced", "families", 1200, None, None, "about", at("about 1,200")),
    )


def rich_reading() -> Reading:
    at = Words(TEXT)
    article = Article(
        "r1", TEXT, "https://niledesk.example/2025/03/03/market", "Dozens killed at Darfur market",
        "Nile Desk", ("A. Reporter",), date(2025, 3, 3), None, "en",
    )  # fmt: skip
    promise = Commitment(
        "c1", "pledge", ("a1",), (), at("to open the Adré crossing to food convoys"),
        Condition(at("if the shelling stops by Friday"), "ceasefire"), None, "open", None,
        (at("The army pledged to open the Adré crossing to food convoys if the shelling stops by "
            "Friday."),),
    )  # fmt: skip
    return Reading(
        article, "reader 1", actors(at), places(at), times(at), statements(at), events(at),
        figures(at), (promise,),
    )  # fmt: skip


HOSTILE = (
    "<script>alert(1)</script> said [bold red]\x1b[31mRED\x1b[0m\x1b]0;title\x07 \x9b2J "
    "</title></style><img src=x onerror=alert(2)> {{ 7*7 }} {% raw %} &lt;b&gt; “'\"`\n\n"
    "\u202eevil\u202c \ud800 lone \x00 nul \x08\x7f مرحبا بالعالم قال الجيش 12 \U000e0041\ufffe\n\n"
    + "w" * 3000
    + "\r\nend"
)


def hostile_reading() -> Reading:
    at = Words(HOSTILE)
    odd = '"><script>alert(3)</script>'
    who = at("<script>alert(1)</script>")
    name = HOSTILE[:120]
    return Reading(
        Article("r\x1b[2J", HOSTILE, "javascript:alert(4)", name, odd, (odd, "[blink]x"),
                None, None, 'en" onload="x'),
        odd,
        (Actor(odd, name, "person", odd, "[red]", odd, odd, odd, (who, at("مرحبا"))),),
        (Place("p 1' x", name, "city", None, 91.0, 400.0, odd, name, 9, (at("evil"),)),
         Place("p2", odd, "city", 1, 10.0, 20.0, odd, odd, 1, (at("lone"),))),
        (Time("t1", at("12"), odd, "\x1b[1m", "day", "explicit"),),
        (Statement("s1", Speaker(odd, who), Cue(at("said"), odd),
                   (Span(0, len(HOSTILE)), at("w" * 3000)), "direct", "claim",
                   (Via(odd, "social", None), Via("[bold]", "outlet", at("nul"))),
                   Said("nowhere", "p2", at("</title></style>")), None, "s1"),),
        (Event("e1", Plover(odd, odd), Acled(odd, name), odd, (odd, "missing"), (odd,), "p2", "t1",
               (Means(odd, odd, at("RED")),), ("f1", "gone"), (Effect(odd, at("<img")),),
               "claimed", "s1", (at("</title>"), at("\x1b]0;title\x07")), 0.5),),
        (Figure("f1", odd, odd, 1e300, None, None, "about", at("7*7"), "e1", "missing"),
         Figure("f2", odd, odd, -3, None, None, "exactly", at("&lt;b&gt;"), None, "s1")),
        (Commitment("c1", "threat", (odd,), (odd,), at("lone \x00 nul"),
                    Condition(at("\ud800"), "other"), "f2", "open", "s1", (at("end"),)),),
    )  # fmt: skip


@pytest.fixture(scope="session")
def rich() -> Reading:
    """Return a reading with all kinds of entries, nested and contradicting."""
    return rich_reading()


@pytest.fixture(scope="session")
def hostile() -> Reading:
    """Return a reading whose every string tries to act on what shows it."""
    return hostile_reading()


@pytest.fixture(scope="session")
def database(reader: Reader, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the record of the sample reports, reconciled."""
    path = tmp_path_factory.mktemp("record") / "record.sqlite"
    with open_record(str(path)) as record:
        for file in sorted(samples.glob("[0-9]*.md")):
            (article,) = articles(str(file), Hints())
            assert isinstance(article, Article)
            record.keep(reader.read(article))
        reconcile(record)
    return path
