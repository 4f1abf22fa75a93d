"""The shared types: what passes between the rooms. Imports none of them."""

from reportedly.vocabulary.article import Article, SetAside, article_id
from reportedly.vocabulary.reading import (
    Acled,
    Act,
    Actor,
    ActorKind,
    Commitment,
    CommitmentKind,
    Comparator,
    Condition,
    ConditionKind,
    Cue,
    Effect,
    Event,
    EventStatus,
    Figure,
    Means,
    Mode,
    Place,
    PlaceKind,
    Plover,
    Reading,
    Said,
    Speaker,
    Statement,
    Time,
    TimeAnchor,
    TimePrecision,
    Via,
    ViaKind,
)
from reportedly.vocabulary.span import Span

__all__ = [
    "Acled", "Act", "Actor", "ActorKind", "Article", "Commitment", "CommitmentKind", "Comparator",
    "Condition", "ConditionKind", "Cue", "Effect", "Event", "EventStatus", "Figure", "Means",
    "Mode", "Place", "PlaceKind", "Plover", "Reading", "Said", "SetAside", "Span", "Speaker",
    "Statement", "Time", "TimeAnchor", "TimePrecision", "Via", "ViaKind", "article_id",
]  # fmt: skip
