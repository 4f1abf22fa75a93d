"""What an export is: a name, what it is for, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportedly.publish.exports.source import Source


@dataclass(frozen=True, slots=True)
class Export:
    """A format the record can be written in.

    `write` takes what is asked for and the path to write to: a file that isn't there yet or is
    empty, or, if `folder`, an empty folder in which it makes several files. It holds few incidents
    in memory and takes no time from the clock: the same record gives the same bytes.
    """

    name: str
    suffix: str
    about: str
    write: Callable[[Source, Path], None]
    folder: bool = False
