"""What a report calls the scene of what it tells, and which names it names most.

Gazetteers lack many villages, and reports that follow up name the place in the headline alone.
For comparing, what the words place ("in the village of …") and the headline's names count too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from reportedly.reconcile.happenings import Happening
from reportedly.reconcile.scenes import SHARP
from reportedly.reconcile.tellings import Told
from reportedly.reconcile.words import everyday, words_of
from reportedly.vocabulary import Place, Span

NAMED = 12
PLACED = re.compile(
    r"\b(?:in|at|near|outside|around|against|(?:town|village|city|district|camp|market|island|"
    r"quarter|port|area|region|province|pass|parish|municipality) of) (?:the )?"
    r"((?:[A-ZÀ-Ž][\w’'-]+)(?: [A-ZÀ-Ž][\w’'-]+)*)"
)
CAPITALS = re.compile(r"\b[A-ZÀ-Ž]{4,}\b")
# Words in names of places that many places share.
GENERIC = words_of([
    "in North South East West Northern Southern Eastern Western Central Upper Lower New Old Great "
    "Province District State Region Republic Island Islands Camp Hospital Airport Port City Town "
    "Lake River Mount Saint San Santa El Al De La Valley Mountains Strait Sea Bay Gulf Crossing"
]).names  # fmt: skip


class Names:
    """The names in a report, as stems."""

    def __init__(self, told: Told) -> None:
        self.told = told

    def called(self, one: Happening, spans: Iterable[Span]) -> frozenset[str]:
        """Return what a text calls the scene of a happening told in some passages.

        Beside the places that were read, names that the passages place count; where neither is
        told, those of the headline, else of the place that the report names most. Countries, seas
        and regions are left out: two towns of one are not called alike.
        """
        unread = {stem for span in spans for stem in placed_in(span.of(self.told.text))}
        unread -= self.of(self.told.reading.places)
        found = (self.of(one.places) | unread) - self.persons - self.wide
        if not found and not one.recalled:
            found = self.titled - self.persons
        return frozenset(found or self.of(self.sharpest))

    @cached_property
    def most(self) -> frozenset[str]:
        """The names of the headline, and those named most, everyday ones left out."""
        counted: Counter[str] = Counter(self.titled)
        for sentence in self.told.sentences:
            counted.update(words_of([sentence.of(self.told.text)]).names - everyday())
        return frozenset(sorted(counted, key=lambda name: (-counted[name], name))[:NAMED])

    @cached_property
    def titled(self) -> frozenset[str]:
        """The names in the headline; if it has all words in capitals, those the text has too."""
        title = CAPITALS.sub(" ", self.told.reading.article.title or "")
        words = re.findall(r"[^\W\d_]{4,}", title)
        names = words_of([title]).names - everyday()
        if 2 * sum(word[0].isupper() for word in words) <= len(words) + 2:
            return names
        return names & words_of(one.of(self.told.text) for one in self.told.sentences).names

    @cached_property
    def persons(self) -> frozenset[str]:
        """The names of people and outlets."""
        actors = self.told.reading.actors
        names = (one.name for one in actors if one.kind in {"person", "outlet"})
        return words_of(f"in {name}" for name in names).names

    @cached_property
    def wide(self) -> frozenset[str]:
        """The names of regions, and words that many names of places share."""
        places = self.told.reading.places
        sharp = self.of(one for one in places if one.kind in SHARP)
        return (self.of(one for one in places if one.kind not in SHARP) - sharp) | GENERIC

    @cached_property
    def sharpest(self) -> list[Place]:
        """The sharp place that is named most, alone; none if there is none."""
        sharp = [one for one in self.told.reading.places if one.kind in SHARP]
        return sorted(sharp, key=lambda one: (-len(one.mentions), one.mentions[:1]))[:1]

    def of(self, places: Iterable[Place]) -> frozenset[str]:
        """Return what the text calls places, countries and seas left out."""
        sharp = [place for place in places if place.kind not in {"country", "sea"}]
        names = (mention.of(self.told.text) for place in sharp for mention in place.mentions)
        return frozenset(stem for name in names for stem in words_of([name, f"in {name}"]).names)


def placed_in(words: str) -> frozenset[str]:
    """Return the stems of names that words place: "in Buloburde", "the town of Walikale"."""
    return words_of(f"in {found[1]}" for found in PLACED.finditer(words)).names - everyday()
