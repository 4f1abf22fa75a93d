"""One key for the many spellings of a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`´′"), None)
LETTERS = str.maketrans({
    "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "ı": "i",
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "ə": "a", "Ə": "A", "ħ": "h", "Ħ": "H",
})  # fmt: skip
ABBREVIATION = re.compile(r"(?:[NSW]\. ?)?[A-Z][a-z]{1,4}\.")
SHORTENED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "&"}
ARTICLES = ("al", "el", "ad", "ar", "as", "ash", "at", "az", "an")
ENDINGS = ("skyi", "skyy", "skiy", "sky", "skij", "ska", "sk")


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Return the key under which a name is looked up; empty if it has no Latin letters.

    Case, accents, apostrophes, hyphens and the points of initials don't count; the point of an
    abbreviation does ("Ill." is not "Ill").
    """
    plain = unicodedata.normalize("NFKD", name.translate(APOSTROPHES).translate(LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    if not plain.isascii():
        plain = plain.replace("–", "-").replace("—", "-").replace("‑", "-")
        if not plain.isascii():
            return ""
    short = "." if is_abbreviation(plain.strip()) else ""
    words = plain.replace(".", " " if ". " in plain else "").lower()
    words = re.sub(r"[^a-z0-9&]+", " ", words)
    parts = [SHORTENED.get(word, word) for word in words.split()]
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    key = " ".join(parts)
    return key + short if key else ""


def stem(key: str) -> str:
    """Return what a town's key and its district's share ("shebekino", "shebekinskiy")."""
    for ending in ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 3:
            key = key.removesuffix(ending)
            break
    return key.rstrip("aeiouy") if len(key) > 4 else key


def is_abbreviation(name: str) -> bool:
    """Tell whether a name is a shortened word with its point ("Ill.")."""
    return ABBREVIATION.fullmatch(name) is not None


def respelt(key: str) -> tuple[str, ...]:
    """Return keys of other transliterations of a key: Arabic articles, Slavic endings."""
    first, _, rest = key.partition(" ")
    found = []
    if rest and first in ARTICLES:
        found += [f"{article} {rest}" for article in ("al", "el") if article != first] + [rest]
    for ending in ENDINGS:
        if key.endswith(ending) and len(key) > len(ending) + 3:
            stem = key.removesuffix(ending)
            found += [stem + other for other in ENDINGS if other != ending]
            break
    return tuple(found)
