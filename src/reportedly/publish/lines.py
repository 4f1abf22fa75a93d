"""Cards set in lines for a terminal; nothing in them acts on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from reportedly.publish.cards import Card, Run
from reportedly.publish.characters import for_terminal

TONES = {
    "deny": "red", "reject": "red", "denied": "red", "negated": "red",
    "accuse": "magenta", "warn": "yellow", "threaten": "yellow",
    "confirm": "green", "pledge": "green", "offer": "green", "propose": "green",
    "praise": "green", "demand": "cyan", "ask": "cyan", "decline_comment": "bright_black",
    "asserted": "green",
}  # fmt: skip
TONE = "blue"
IN_FULL = frozenset({"statement", "commitment"})
# Lines of a quotation that isn't given in full.
LINES = {"figure": 2, "event": 2, "place": 1, "time": 1, "actor": 1}
NEAREST = str.maketrans("“”‘’«»·→…–—", "\"\"''<>->.--")
NARROWEST = 20
DEEPEST = 6


def plain_text(words: str, style: str = "") -> Text:
    """Return words from outside as text that neither markup nor a control character rules."""
    return Text(for_terminal(words), style=style)


def print_lines(told: Text, console: Console, indent: int = 0) -> None:
    """Print a text in lines of the console's width, without blanks at their ends."""
    for line in wrapped(told, console, max(console.width - indent, 1)):
        print_line(Text.assemble(" " * indent, line), console)


def print_line(line: Text, console: Console) -> None:
    """Print one line, letters that the terminal doesn't know replaced."""
    try:
        line.plain.encode(console.encoding)
    except UnicodeEncodeError:
        nearest = line.plain.translate(NEAREST).encode(console.encoding, "replace")
        line.plain = nearest.decode(console.encoding)
    console.print(line, soft_wrap=True)


def card_lines(card: Card, console: Console, margin: int) -> Iterator[Text]:
    """Yield the lines of a card: its id in the margin, what it tells, and where it says so."""
    indent = margin + 2 * min(card.depth, DEEPEST)
    width = max(console.width - indent, NARROWEST)
    id_ = plain_text(card.id, "dim")
    id_.truncate(margin - 1, overflow="ellipsis", pad=True)
    for line in wrapped(_told(card), console, width):
        yield Text.assemble(id_, " " * (indent - len(id_)), line)
        id_ = Text()
    in_full = card.kind in IN_FULL
    for quote in card.quotes if in_full else card.quotes[:1]:
        runs = quote.runs if in_full else shortened(quote.runs, LINES[card.kind] * (width - 2))
        for line in wrapped(quoted(runs, has_colour(console)), console, width - 2):
            yield Text.assemble(" " * (indent + 2), line)


def wrapped(told: Text, console: Console, width: int) -> Iterator[Text]:
    """Yield a text in lines of a width, without blanks at their ends."""
    for line in told.wrap(console, width, overflow="fold"):
        line.rstrip()
        yield line


def _told(card: Card) -> Text:
    told = plain_text(card.title, "bold")
    tone = TONES.get(card.tone or "", TONE)
    for words, style in ((card.note, "dim"), (card.tag or "", tone)):
        if words:
            told = Text.assemble(told, "  ", plain_text(words, style))
    for fact in card.facts:
        if not fact.aside:
            label = (fact.label, "italic dim")
            told = Text.assemble(told, " · ", label, " ", plain_text(fact.words))
    return told


def has_colour(console: Console) -> bool:
    """Tell whether a console shows colours."""
    return console.color_system is not None and not console.no_color


def quoted(runs: Iterable[Run], colour: bool) -> Text:
    """Return a quotation, the words that matter made out: by marks where there is no colour."""
    told = Text(style="dim")
    for run in runs:
        if run.strong and colour:
            told.append_text(plain_text(run.words, "not dim bold"))
        else:
            words = f"«{run.words}»" if run.strong else run.words
            told.append_text(plain_text(words))
    return told


def shortened(runs: Sequence[Run], longest: int) -> tuple[Run, ...]:
    """Return a quotation cut to about a length in characters around the words that matter."""
    spare = longest - sum(len(run.words) for run in runs if run.strong)
    if sum(len(run.words) for run in runs if not run.strong) <= spare:
        return tuple(runs)
    plain = sum(not run.strong for run in runs)
    share = max(spare, longest // 2) // max(plain, 1)
    last = len(runs) - 1
    return tuple(
        run
        if run.strong or len(run.words) <= share
        else Run(_cut(run.words, share, opens=place == 0 < last, closes=place == last))
        for place, run in enumerate(runs)
    )


def _cut(text: str, length: int, opens: bool, closes: bool) -> str:
    """Cut the words before, after or between the words that matter."""
    if opens:
        return "… " + _last_words(text, length)
    if closes:
        return _first_words(text, length) + " …"
    return f"{_first_words(text, length // 2)} … {_last_words(text, length // 2)}"


def _first_words(text: str, length: int) -> str:
    gap = text.rfind(" ", 0, length)
    return text[:gap] if gap > 0 else text[:length]


def _last_words(text: str, length: int) -> str:
    gap = text.find(" ", len(text) - length)
    return text[gap + 1 :] if gap >= 0 else text[len(text) - length :]
