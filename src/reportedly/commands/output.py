"""Where results go: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from rich.console import Console

from reportedly.errors import UsageError

WIDTH = 100  # columns where there is no terminal to ask


class Sink:
    """A text stream to write to; `used` tells whether anything was."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.used = False

    def write(self, text: str) -> None:
        """Write a text and hand it on at once."""
        self.used = True
        self.stream.write(text)
        self.stream.flush()

    def console(self) -> Console:
        """Return a console on the stream, with colours only on a terminal."""
        self.used = True
        return PipeConsole(
            file=self.stream, width=None if self.stream.isatty() else WIDTH, highlight=False
        )


class PipeConsole(Console):
    """A console that leaves a closed pipe to the caller."""

    def on_broken_pipe(self) -> None:
        """Raise what rich would turn into an exit."""
        raise BrokenPipeError


@contextmanager
def opened(path: Path | None, exact: bool) -> Iterator[Sink]:
    """Open the output: standard output if `path` is None or `-`, else a file.

    The file takes its place when all is written; if nothing was, or the writing fails, what
    stood there stays. `exact` asks for UTF-8 whatever the terminal speaks. UsageError before
    anything is read if the file could not be written.
    """
    if path is None or str(path) == "-":
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace", **({"encoding": "utf-8"} if exact else {}))
        yield Sink(sys.stdout)
        return
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it")
    if target.exists() and not target.is_file():  # a pipe or a device can't be replaced
        with target.open("w", encoding="utf-8", errors="replace") as stream:
            yield Sink(stream)
        return
    with _replacing(path, target) as stream:
        yield stream


@contextmanager
def _replacing(path: Path, target: Path) -> Iterator[Sink]:
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise UsageError(f"{path} may not be written to: permission denied")
        handle, name = tempfile.mkstemp(".part", f".{target.name}.", target.parent)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}") from None
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
            sink = Sink(stream)
            yield sink
            stream.flush()
            os.fsync(stream.fileno())
        if sink.used:
            part.chmod(_mode(target))
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """Return the permissions of the file that is replaced, or those of a new one."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
