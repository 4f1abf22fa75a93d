"""What the templates are handed: an article in pieces, its cards, and their anchors."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from reportedly.publish.cards import Ledger, Section, sections_of
from reportedly.publish.characters import for_page
from reportedly.publish.segments import Mark, Segment, marks_of, paragraphs, segments
from reportedly.publish.side_by_side import Comparison, comparisons
from reportedly.publish.sketch_map import SketchMap, sketch
from reportedly.vocabulary import Article, Reading, Span

PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9]{0,40}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
LONGEST_URL = 2000


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the article under the same marks.

    `target` is the anchor of the entry that the words lead to, `entries` the anchors of all that
    stand on them; `begins` the entries whose first words these are.
    """

    words: str
    classes: str = ""
    target: str | None = None
    linked: bool = False
    entries: str = ""
    begins: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces, with the empty lines that stand before it."""

    gap: str
    pieces: tuple[Piece, ...]


class Sheet:
    """One Reading made ready to be drawn. `prefix` keeps the anchors of several apart."""

    def __init__(self, reading: Reading, prefix: str = "") -> None:
        self.reading = reading
        self.article: Article = reading.article
        self.prefix = prefix
        self.sections: list[Section] = sections_of(reading)
        self.comparisons: list[Comparison] = comparisons(Ledger(reading))
        happened = frozenset(event.place for event in reading.events if event.place)
        self.map: SketchMap | None = sketch(reading.places, happened)
        self.titles = {card.id: card.title for part in self.sections for card in part.cards}
        self.marks = marks_of(reading)
        self.marked = {mark.entry for mark in self.marks if mark.leads}

    @property
    def title(self) -> str:
        """Return the article's title, or what stands for one."""
        return (self.article.title or "").strip() or f"Report {self.article.id}"

    @property
    def url(self) -> str | None:
        """Return the article's address if it is one of the web."""
        return web_address(self.article.url)

    @property
    def language(self) -> str:
        """Return the article's language as HTML takes it; empty where it isn't known."""
        language = self.article.language or ""
        return language if LANGUAGE.fullmatch(language) else ""

    def anchor(self, entry: str) -> str:
        """Return the anchor of an entry's card."""
        if PLAIN_ID.fullmatch(entry):
            return self.prefix + entry
        digest = hashlib.sha256(entry.encode("utf-8", "surrogatepass")).hexdigest()
        return f"{self.prefix}x{digest[:12]}"

    def words_anchor(self, entry: str) -> str:
        """Return the anchor of an entry's first words in the article."""
        return "w-" + self.anchor(entry)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the article; gaps and pieces joined are its text, as a page can hold it."""
        text = for_page(self.article.text)
        begun: set[str] = set()
        at = 0
        spans = paragraphs(text)
        cuts = [bound for span in spans for bound in span]
        cut = segments(Span(0, len(text)), self.marks, cuts)
        step = 0
        for span in spans:
            while cut[step].span.start < span.start:
                step += 1
            pieces = []
            while step < len(cut) and cut[step].span.start < span.end:
                pieces.append(self._piece(text, cut[step], begun))
                step += 1
            yield Paragraph(text[at : span.start], tuple(pieces))
            at = span.end
        yield Paragraph(text[at:], ())

    def _piece(self, text: str, segment: Segment, begun: set[str]) -> Piece:
        marks = segment.marks
        if not marks:
            return Piece(segment.span.of(text))
        begins = []
        for mark in marks:
            if mark.leads and mark.entry not in begun:
                begun.add(mark.entry)
                begins.append(mark)
        sharp = next((mark for mark in marks if not mark.broad), None)
        target = sharp or marks[0]
        names = {f"{mark.kind}-{mark.part}" for mark in marks}
        if sum(mark.part == "content" for mark in marks) > 1:
            names.add("nested")
        own = [target.kind, target.part] if sharp else []
        return Piece(
            words=segment.span.of(text),
            classes=" ".join([*own, *sorted(names)]),
            target=target.entry,
            linked=sharp is not None,
            entries=" ".join(sorted({self.anchor(mark.entry) for mark in marks})),
            begins=tuple(sorted(begins, key=lambda mark: mark.entry)),
        )


def web_address(url: str | None) -> str | None:
    """Return an address that may be linked to: http or https with a host, nothing else."""
    if not url or len(url) > LONGEST_URL or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None
