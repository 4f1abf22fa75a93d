"""The tables that tell which words bind somebody, and to what kind of commitment."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from reportedly.knowledge import load
from reportedly.reading.clues import WordClass
from reportedly.vocabulary import CommitmentKind, ConditionKind
from reportedly.vocabulary.reading import CommitmentStatus


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb that binds: its frames in order, and the kinds it takes when hostile or negated.

    `objects` limits an object to a class of nouns ("proposal") or bars one ("-claim").
    """

    lemma: str
    frames: tuple[str, ...]
    particle: str = ""
    kind: CommitmentKind | None = None
    hostile: CommitmentKind | None = None
    negated: CommitmentKind | None = None
    objects: str = ""


@dataclass(frozen=True, slots=True)
class Adjective:
    """An adjective that binds ("prepared to") or judges ("unacceptable": frame `verdict`)."""

    lemma: str
    kind: CommitmentKind
    frames: tuple[str, ...]
    hostile: CommitmentKind | None = None
    negated: CommitmentKind | None = None


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that binds ("a promise to"); `bare` ones count without a named agent."""

    lemma: str
    kind: CommitmentKind
    frames: tuple[str, ...]
    hostile: CommitmentKind | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verb (and its preposition or particle) tells of the commitment it governs."""

    lemma: str
    status: CommitmentStatus
    link: str = ""
    negated: CommitmentStatus | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that open a condition; a weak one counts only where its words name a kind."""

    words: str
    weak: bool
    kind: ConditionKind | None = None


@dataclass(frozen=True, slots=True)
class KindWords:
    """The lemmas that show of which kind a condition is."""

    kind: ConditionKind
    lemmas: tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    """All tables of this reader, keyed for looking up."""

    verbs: dict[str, tuple[Verb, ...]]
    adjectives: dict[str, Adjective]
    nouns: dict[str, Noun]
    outcomes: tuple[Outcome, ...]
    markers: tuple[tuple[tuple[str, ...], Marker], ...]
    kinds: tuple[tuple[ConditionKind, frozenset[str]], ...]
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    opening: dict[str, list[tuple[tuple[str, ...], Marker]]] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the markers by their first word, the longest still first."""
        object.__setattr__(self, "opening", {})
        for words, row in self.markers:
            self.opening.setdefault(words[0], []).append((words, row))

    def among(self, lemma: str, name: str) -> bool:
        """Tell whether a lemma is of a class."""
        return lemma.lower() in self.classes[name]


@cache
def lexicon() -> Lexicon:
    """Read the tables once."""
    verbs: dict[str, tuple[Verb, ...]] = {}
    for row in load(Verb, "english/commitment_verbs.csv"):
        verbs[row.lemma] = (*verbs.get(row.lemma, ()), row)
    markers = [
        (tuple(row.words.split()), row) for row in load(Marker, "english/condition_markers.csv")
    ]
    return Lexicon(
        verbs=verbs,
        adjectives={row.lemma: row for row in load(Adjective, "english/commitment_adjectives.csv")},
        nouns={row.lemma: row for row in load(Noun, "english/commitment_nouns.csv")},
        outcomes=load(Outcome, "english/commitment_outcomes.csv"),
        markers=tuple(sorted(markers, key=lambda m: -len(m[0]))),
        kinds=tuple(
            (row.kind, frozenset(row.lemmas))
            for row in load(KindWords, "english/condition_kinds.csv")
        ),
        classes={
            row.name: frozenset(row.lemmas)
            for row in load(WordClass, "english/commitment_classes.csv")
        },
    )
