"""An export written whole or not at all, with where it comes from beside it."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from reportedly.errors import UsageError
from reportedly.publish.exports.export import Export
from reportedly.publish.exports.source import Source

SIDECAR = "provenance.json"


def write_export(export: Export, source: Source, output: Path) -> None:
    """Write to a file, or to a folder where the export makes several files.

    Beside FILE comes FILE.provenance.json, in a folder provenance.json: the source's provenance and
    how many were left out for what reason. UsageError if it can't be written there.
    """
    target = Path(os.path.realpath(output))
    if export.folder:
        _to_folder(export, source, target, output)
    else:
        _to_file(export, source, target, output)


def _to_file(export: Export, source: Source, target: Path, output: Path) -> None:
    if target.is_dir():
        raise UsageError(f"{output} is a folder: name a file in it")
    with _room_beside(target, output) as room:
        part = Path(room) / target.name
        export.write(source, part)
        part.replace(target)
        _tell(source, Path(room), target.with_name(f"{target.name}.{SIDECAR}"))


def _to_folder(export: Export, source: Source, target: Path, output: Path) -> None:
    if target.exists() and not target.is_dir():
        raise UsageError(f"{output} is a file: {export.name} needs a folder")
    with _room_beside(target, output) as room:
        export.write(source, Path(room))
        target.mkdir(exist_ok=True)
        for part in sorted(Path(room).iterdir()):
            part.replace(target / part.name)
        _tell(source, Path(room), target / SIDECAR)


def _room_beside(target: Path, named: Path) -> tempfile.TemporaryDirectory[str]:
    """Return a folder on the same disk, so that what is made in it takes its place at once."""
    try:
        return tempfile.TemporaryDirectory(".part", f".{target.name}.", target.parent)
    except OSError as error:
        raise UsageError(f"{named} can't be written: {error.strerror}") from None


def _tell(source: Source, room: Path, target: Path) -> None:
    told = source.provenance | {"left_out": dict(sorted(source.left.items()))}
    part = room / SIDECAR
    part.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    part.replace(target)
