"""Which happenings are of one family: only those can be accounts of the same incident."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from reportedly.vocabulary import Event, Figure

Family = Literal["violence", "protest", "movement", "diplomacy", "other"]

# By ACLED's event types; sub-event types of "Strategic developments" that are deeds of violence.
BY_TYPE: dict[str, Family] = {
    "Battles": "violence", "Explosions/Remote violence": "violence",
    "Violence against civilians": "violence", "Protests": "protest", "Riots": "protest",
    "Outside ACLED": "diplomacy", "Strategic developments": "movement",
}  # fmt: skip
# An accident or a fire may be one side's word for what the other calls an attack.
BY_SUB_TYPE: dict[str, Family] = {
    "Disrupted weapons use": "violence", "Looting/property destruction": "violence",
    "Man-made disaster": "violence", "Attribution of responsibility": "violence",
    "Organised crime": "violence", "Agreement": "diplomacy", "Natural disaster": "other",
    "Judicial event": "other",
}  # fmt: skip
HURT = frozenset({"killed", "wounded", "hospitalised", "casualties", "missing", "trapped"})
FIRED = frozenset({"launched", "intercepted", "shot_down", "jammed", "shot_down_or_jammed"})


def family_of(event: Event, figures: Iterable[Figure] = ()) -> Family | None:
    """Return the family of an event, None without a type; who counts dead tells of violence."""
    if event.acled is None:
        return None
    if any(figure.measure in HURT | FIRED for figure in figures):
        return "violence"
    if any(effect.kind in HURT for effect in event.effects):
        return "violence"
    sub = event.acled.sub_event_type
    return BY_SUB_TYPE.get(sub) or BY_TYPE.get(event.acled.event_type, "other")
