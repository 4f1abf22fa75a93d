"""The reports in a folder, in an order that is the same everywhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from reportedly.intake.registry import all_formats, suffix_of, suffixes
from reportedly.vocabulary import SetAside


def known() -> str:
    """Return the endings of the files that are read, for a message."""
    return ", ".join(sorted(suffixes()))


def files_in(folder: Path) -> Iterator[Path | SetAside]:
    """Yield the files of known kinds below a folder, sorted, the hidden ones left out.

    Links to folders aren't followed; a folder that can't be opened is set aside.
    """
    refused: list[SetAside] = []
    readable = suffixes()

    def refuse(error: OSError) -> None:
        refused.append(SetAside(str(error.filename), f"{error.strerror}: this folder is left out"))

    for at, folders, names in os.walk(folder, onerror=refuse):
        yield from refused
        refused.clear()
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(at, name)
            if not name.startswith(".") and suffix_of(name) in readable and path.is_file():
                yield path
    yield from refused


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; one that can't be looked at is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def count(sources: Iterable[str]) -> int | None:
    """Return how many reports the sources hold, or None if only reading them will tell."""
    total = 0
    many = {suffix for format in all_formats() if format.many for suffix in format.suffixes}
    for source in sources:
        path = Path(source)
        files = list(files_in(path)) if is_folder(path) else [path]
        for file in files:
            if source == "-" or (isinstance(file, Path) and suffix_of(file.name) in many):
                return None
            total += 1
    return total
