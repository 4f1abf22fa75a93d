"""The program as a process: signals, pipes, many workers."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reportedly.record import open_record

Start = Callable[..., "subprocess.Popen[bytes]"]


def lines(count: int, words: str = "SLOW: shots were fired.") -> Path:
    path = Path("lines.jsonl")
    path.write_text("".join(f'{{"id": "n{n}", "text": "{words} {n}"}}\n' for n in range(count)))
    return path


def kept(url: Path) -> int:
    if not url.exists():
        return 0
    with open_record(str(url)) as record:
        return len(record.list(1_000))


def wait_for(met: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def alive_with(word: str) -> list[int]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if word.encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return [pid for pid in found if pid != os.getpid()]


def test_help_and_version_are_quick() -> None:
    code = "import time, sys; from reportedly.commands.main import app\n"
    code += "try: app(['--help'])\nexcept SystemExit: print(time.process_time(), file=sys.stderr)\n"
    code += "assert not {'spacy', 'sqlalchemy', 'trafilatura', 'pydantic'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "search" in done.stdout
    assert float(done.stderr) < 0.5
    version = [str(Path(sys.executable).parent / "reportedly"), "--version"]
    assert subprocess.run(version, capture_output=True, check=True).stdout == b"reportedly 0.1.0\n"


def test_a_closed_pipe_is_quiet(program: Start) -> None:
    running = program("read", lines(300, "shots. " * 60), "--format", "jsonl", "--no-db")
    assert running.stdout.readline().startswith(b"{")
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(60) == 141


def test_full_disk_is_one_line(program: Start) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        running = program("read", lines(3), "--format", "jsonl", "--no-db", stdout=full)
        said = running.communicate(timeout=60)[1].decode()
    assert said == "reportedly: No space left on device\n"
    assert running.returncode == 2


def test_kill_loses_nothing_that_was_done(program: Start, own_database: Path) -> None:
    running = program("read", lines(60), "--format", "jsonl", "-o", "out.jsonl")
    wait_for(lambda: kept(own_database) >= 3)
    running.kill()
    running.communicate()
    done = kept(own_database)
    assert 3 <= done < 60
    assert not Path("out.jsonl").exists()
    assert program("read", lines(60, "Shots."), "-o", "out.txt").wait(60) == 0
    # Words that changed under an id are another version: those kept before are there twice.
    assert kept(own_database) == 60 + done


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_ctrl_c_ends_it_cleanly(program: Start, jobs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    word = f"reportedly-test-{os.getpid()}-{jobs}"
    monkeypatch.setenv("REPORTEDLY_TEST", word)
    source = lines(3, "Shots.")
    with source.open("a") as stream:
        stream.write('{"id": "e", "text": "ENDLESS"}\n{"id": "f", "text": "ENDLESS"}\n')
    running = program(
        "read", source, "-j", jobs, "--format", "jsonl", "-o", "out.jsonl", start_new_session=True
    )
    url = Path(os.environ["REPORTEDLY_DB"])
    wait_for(lambda: kept(url) == 3)
    begun = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)  # as the terminal does: to every process of it
    out, said = running.communicate(timeout=60)
    assert time.monotonic() - begun < 15
    assert (out, said) == (b"", b"reportedly: stopped\n")
    assert running.returncode == 130
    assert [path.name for path in Path().iterdir()] == ["lines.jsonl"]
    wait_for(lambda: not alive_with(word))


def test_workers_end_with_a_killed_program(program: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    word = f"reportedly-test-{os.getpid()}-killed"
    monkeypatch.setenv("REPORTEDLY_TEST", word)
    running = program("read", lines(40), "-j", "2")
    wait_for(lambda: kept(Path(os.environ["REPORTEDLY_DB"])) >= 1)
    running.kill()
    running.communicate()
    wait_for(lambda: not alive_with(word))


def test_a_bar_shows_on_a_terminal_only(program: Start) -> None:
    ours, theirs = pty.openpty()
    running = program("read", lines(8, "Shots."), "--format", "jsonl", stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4_096)
        except OSError:  # the terminal's end
            break
        if not piece:
            break
        shown += piece
    assert running.stdout.read().count(b"\n") == 8
    assert b"8/" in shown
    piped = program("read", lines(8, "Shots."), "--format", "jsonl")
    assert b"8/" not in piped.communicate()[1]
