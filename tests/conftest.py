"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.reading import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Return the English reader, built once for all tests of a worker."""
    return Reader()


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of the bundled sample reports."""
    return Path(__file__).parents[1] / "samples"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Start a real PostgreSQL of our own and return its address; skip where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = found[-1] if found else shutil.which("initdb")
    if initdb is None:
        pytest.skip("PostgreSQL is not installed")
    tools = Path(initdb).parent
    # Not in pytest's own folder: other runs clear it away, and its path may be too long for a
    # socket's address.
    folder = Path(tempfile.mkdtemp(prefix="reportedly-"))
    as_user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        as_user = ["setpriv", "--reuid=nobody", "--clear-groups", "--"]
        shutil.chown(folder, "nobody")
    data = str(folder / "data")
    make = [str(tools / "initdb"), "-D", data, "-U", "us", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run([*as_user, *make], check=True, capture_output=True, cwd="/")
    options = ["-c", "listen_addresses=", "-c", "fsync=off", "-k", str(folder)]
    serve = [*as_user, str(tools / "postgres"), "-D", data, *options]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(serve, stdout=log, stderr=log, cwd="/") as server,
    ):
        try:
            wait_until_ready(tools, folder)
            yield f"postgresql://us@/postgres?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)  # "fast": ends sessions, then itself
            server.wait(30)
    shutil.rmtree(folder)


def wait_until_ready(tools: Path, folder: Path) -> None:
    """Wait until the server answers; fail with its log if it doesn't within half a minute."""
    ask = [str(tools / "pg_isready"), "-q", "-h", str(folder)]
    for _ in range(300):
        if subprocess.run(ask, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError((folder / "log").read_text())
