"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings

from reportedly.reading import Reader

# A test that passes passes again: chance belongs to benchmarks/fuzz_intake.py.
settings.register_profile("same", derandomize=True, database=None)
settings.load_profile("same")


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


Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A real web server on this machine: `pages` by path, and what was asked of it."""

    address: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return self.address + path

    def put(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> str:
        """Let a path answer so; header names are written with _ for -. Return its address."""
        data = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in {"Content_Type": "text/html", **headers}.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)

        self.pages[path] = answer
        return self.url(path)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    """Start a web server of our own; what it doesn't know it answers with 404."""
    here = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            here.asked.append((self.path, {key.lower(): it for key, it in self.headers.items()}))
            try:
                if self.path in here.pages:
                    here.pages[self.path](self)
                else:
                    self.send_error(404)
            except OSError:  # the other side gave up
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing when the other side gives up."""

    server = Server(("127.0.0.1", 0), Handler)
    here.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield here
    server.shutdown()
    server.server_close()
