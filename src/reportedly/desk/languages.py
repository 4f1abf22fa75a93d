"""The words of the interface in the reader's language: one door, gettext's.

Templates say `_("…")` or `ngettext(…)`; pages say `_("…")`, which makes a phrase that
is put into the reader's language where it is shown. English is the source. A language is a file
`languages/CODE.po`, read as it is. What reports say, and what was found in them, is never put
into another language.
"""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "languages"
SOURCE = "en"
NUMBER = "1,234.5"  # its translation says how numbers are parted
Forms = tuple[str, ...]


class Phrase(str):
    """Words of the interface, in English until `within` a catalogue; values fill `%(name)s`."""

    words: str
    values: dict[str, object]

    def __new__(cls, words: str, **values: object) -> Phrase:
        """Return the phrase; a value that is a phrase itself is put into words with it."""
        made = super().__new__(cls, words % values if values else words)
        made.words, made.values = words, values
        return made

    def within(self, catalogue: Catalogue) -> str:
        """Return the phrase in the catalogue's language."""
        words = catalogue.gettext(self.words)
        told = {
            name: value.within(catalogue) if isinstance(value, Phrase) else value
            for name, value in self.values.items()
        }
        return words % told if told else words


_ = Phrase


class Catalogue(gettext.NullTranslations):
    """What the words of the interface are in one language; what it lacks stays English."""

    def __init__(self, language: str, entries: dict[str, Forms]) -> None:
        """Take the forms of each message; those of the empty one are the header."""
        super().__init__()
        self.language, self.entries = language, entries
        found = re.search(r"plural=([^;\n]+)", entries.get("", ("",))[0])
        self.form = gettext.c2py(found[1]) if found else (lambda n: int(n != 1))

    def gettext(self, message: str) -> str:
        """Return a message in this language."""
        return self.entries.get(message, (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return a message in the form that a number asks for."""
        return self.entries.get(msgid1, (msgid1, msgid2))[self.form(n)]

    def number(self, written: str) -> str:
        """Return a number that English wrote with the marks of this language."""
        marks = self.gettext(NUMBER)
        return written.translate({ord(","): marks[1], ord("."): marks[-2]})


@cache
def catalogues() -> dict[str, Catalogue]:
    """Return the languages that the interface speaks, by their codes."""
    known = {SOURCE: Catalogue(SOURCE, {})}
    for file in sorted(FOLDER.glob("*.po")):
        known[file.stem] = Catalogue(file.stem, read_po(file.read_text("utf-8")))
    return known


def read_po(text: str) -> dict[str, Forms]:
    """Return the messages of a catalogue with their forms; those without words are left out."""
    entries: dict[str, Forms] = {}
    for block in re.split(r"\n\s*\n", text):
        told: dict[str, str] = {}
        name = ""
        for keyword, quoted in _lines(block):
            name = keyword or name
            told[name] = told.get(name, "") + ast.literal_eval(quoted)
        forms = tuple(words for key, words in sorted(told.items()) if key.startswith("msgstr"))
        if "msgid" in told and all(forms):
            entries[told["msgid"]] = forms
    return entries


def _lines(block: str) -> Iterator[tuple[str, str]]:
    for line in block.splitlines():
        found = re.fullmatch(r'\s*(?:(msg\w+(?:\[\d\])?)\s+)?(".*")\s*', line)
        if found:
            yield found[1] or "", found[2]


def chosen(accepted: str, fixed: str | None = None) -> str:
    """Return the language to speak: the one that is set, or the best of an Accept-Language."""
    known = catalogues()
    if fixed is not None:
        return fixed if fixed in known else SOURCE
    wanted: list[tuple[float, str]] = []
    for part in accepted[:500].split(","):
        code, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), code.split("-")[0].lower()))
        except ValueError:
            continue
    return next((code for weight, code in sorted(wanted, key=lambda it: it[0])
                 if weight and code in known), SOURCE)  # fmt: skip
