"""In which language a text is written, told only where it can be told."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportedly.errors import Unreadable

ENGLISH = "en"
# Pidgin and Scots read like short English headlines; the others mean "no language".
NOT_REFUSED = frozenset({ENGLISH, "pcm", "sco", "zxx", "und"})
LONG_ENOUGH = 200  # characters
PIECE = 2_000
MOST_PIECES = 5
SURE = 0.5  # related languages share the rest (Arabic and its dialects)
HARDLY = 0.001
NAMES = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh",
    "ko": "Korean", "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian",
    "my": "Burmese", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "th": "Thai", "ti": "Tigrinya", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "uz": "Uzbek", "vi": "Vietnamese", "yi": "Yiddish", "zh": "Chinese",
}  # fmt: skip


def require_english(text: str) -> str | None:
    """Return "en" where that is plain and None where it can't be told; Unreadable otherwise.

    Only a long text that is in no part English is refused: a short one, or one full of foreign
    names, is easily taken for another language.
    """
    if len(text) < LONG_ENOUGH:
        return None
    told: list[str | None] = []
    for piece in pieces(text):
        told.append(_language_of(piece))
        if told[-1] == ENGLISH:
            return ENGLISH
    if None in told:
        return None
    code = max(sorted({code for code in told if code}), key=told.count)
    name = NAMES.get(code, f"the language {code!r}")
    raise Unreadable(f"it is written in {name}; only English can be read")


def pieces(text: str) -> list[str]:
    """Return the text, or pieces of a long one from its beginning to its end."""
    if len(text) <= PIECE * MOST_PIECES:
        return [text[i : i + PIECE] for i in range(0, len(text), PIECE)]
    step = (len(text) - PIECE) // (MOST_PIECES - 1)
    return [text[i * step : i * step + PIECE] for i in range(MOST_PIECES)]


def _language_of(piece: str) -> str | None:
    """Return the code of a piece's language, or None if it is uncertain or near to English."""
    ranked: dict[str, float] = dict(_identifier().rank(piece))
    best = max(ranked, key=lambda code: ranked[code])
    if best == ENGLISH:
        return ENGLISH
    near = best in NOT_REFUSED or ranked.get(ENGLISH, 0.0) > HARDLY
    return None if near or ranked[best] < SURE else best


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
