"""The words of the interface, gathered: `python -m tests.desk.words LANGUAGE` renews a catalogue.

It prints the catalogue as it is with what is new added, without words, and what is gone left out.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from reportedly import desk
from reportedly.desk.languages import FOLDER, NUMBER, read_po
from reportedly.desk.people import ROLES
from reportedly.desk.showing import environment
from reportedly.knowledge.tables import load
from reportedly.publish.exports.codes import QUADS, AcledType
from reportedly.publish.wording import plainly
from reportedly.reading.figures.lexicon import Measure
from reportedly.reconcile.families import Family
from reportedly.vocabulary import (
    Act,
    CommitmentKind,
    CommitmentStatus,
    Decision,
    EventStatus,
    IncidentStatus,
    PlaceKind,
    Verdict,
    ViaKind,
)

PRIVATE = ("brief.html", "brief_blocks.html", "api.html")  # English alone, as what they hold is
LABELS: tuple[Any, ...] = (
    Act, CommitmentKind, CommitmentStatus, Decision, EventStatus, Family, IncidentStatus,
    PlaceKind, Verdict, ViaKind,
)  # fmt: skip
STATES = ("counts", "overruled", "undone", "unfit", "unattached")
CHECKS = (
    "same_incident", "same_measure", "same_unit", "same_scope", "same_window", "ranges_apart",
    "denied", "rejected", "other_origin", "same_doer", "same_site", "same_effect",
)  # fmt: skip
OTHERS = ("speaker", "tells it on")

Message = tuple[str, ...]


def messages() -> dict[Message, None]:
    """Return all messages in their order: (words,) or (one, many)."""
    found: dict[Message, None] = {(NUMBER,): None}
    for source in (*_of_templates(), *_of_code(), *((it,) for it in _of_the_record())):
        found[source] = None
    return found


def templates() -> list[tuple[str, str]]:
    """Return the templates whose words are put into languages: name and source."""
    made = environment()
    assert made.loader is not None
    own = sorted(it.name for it in (Path(desk.__file__).parent / "templates").glob("*.html"))
    names = [name for name in [*own, "reading.html"] if name not in PRIVATE]
    return [(name, made.loader.get_source(made, name)[0]) for name in names]


def _of_templates() -> Iterator[Message]:
    for _, source in templates():
        for _, _, told in environment().extract_translations(source):  # type: ignore[attr-defined]
            yield (told,) if isinstance(told, str) else tuple(it for it in told if it)


def _of_code() -> Iterator[Message]:
    for file in sorted(Path(desk.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="_") | ast.Attribute(attr="said"),
                    args=[ast.Constant(value=str(told)), *_],
                ):
                    yield (told,)


def _of_the_record() -> Iterator[str]:
    for labels in (*map(get_args, LABELS), STATES, CHECKS, OTHERS, ROLES):
        yield from map(plainly, labels)
    yield from (plainly(row.measure) for row in load(Measure, "english/measures.csv"))
    yield from sorted({row.sub_event_type for row in load(AcledType, "codebooks/acled.csv")})
    yield from (kind.capitalize() for kind in QUADS)
    yield from ("Statements", "Figures", "Events", "Commitments", "Places", "Times", "Actors")
    yield from ("Event", "Commitment")


def renewed(language: str) -> str:
    """Return a catalogue with all messages that there are now."""
    file = FOLDER / f"{language}.po"
    known = read_po(file.read_text("utf-8")) if file.exists() else {}
    head = known.get("", ("Content-Type: text/plain; charset=UTF-8\n",))[0]
    forms = 2 if "nplurals=2" in head else 3
    blocks = ["\n".join(['msgid ""', 'msgstr ""', *(_quoted(it) for it in head.splitlines(True))])]
    for message in messages():
        told = known.get(message[0], ())
        lines = [f"msgid {_quoted(message[0])}"]
        if len(message) > 1:
            lines += [f"msgid_plural {_quoted(message[1])}"]
            lines += [
                f"msgstr[{n}] {_quoted(told[n] if n < len(told) else '')}" for n in range(forms)
            ]
        else:
            lines += [f"msgstr {_quoted(told[0] if told else '')}"]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.write(renewed(sys.argv[1]))
