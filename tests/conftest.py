"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
import shutil
import subprocess
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
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a real PostgreSQL of our own and return its address; skip where none is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = found[-1] if found else shutil.which("initdb")
    if initdb is None:
        pytest.skip("PostgreSQL is not installed")
    tools = Path(initdb).parent
    folder = tmp_path_factory.mktemp("pg")
    as_user: list[str] = []
    if os.geteuid() == 0:  # the server refuses to run as root
        as_user = ["setpriv", "--reuid=nobody", "--clear-groups", "--"]
        shutil.chown(folder, "nobody")
        for parent in (*folder.parents,)[:3]:
            if parent != Path(parent.anchor):
                parent.chmod(parent.stat().st_mode | 0o011)
    data = folder / "data"
    make = [tools / "initdb", "-D", data, "-U", "us", "-A", "trust", "-E", "UTF8", "--no-sync"]
    subprocess.run([*as_user, *map(str, make)], check=True, capture_output=True, cwd="/")
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    control = [*as_user, str(tools / "pg_ctl"), "-D", str(data)]
    start = [*control, "-w", "-o", options, "-l", str(folder / "log"), "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd="/")
    yield f"postgresql://us@/postgres?host={folder}"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, capture_output=True, cwd="/")
