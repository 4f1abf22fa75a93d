"""Processes that read side by side and answer in order.

They are started afresh (spawned), so that it is the same on every system. They ignore Ctrl-C,
which is for the main process, and end when it does, even if it is killed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from reportedly.vocabulary import Article, Reading, SetAside

AHEAD = 4  # articles a process that wait for their turn: enough to keep all busy
DIED = "the process that read it died, perhaps for want of memory"

Outcome = Reading | SetAside
Read = Callable[[str, Article], Outcome]


@dataclass(slots=True)
class Errand:
    """An article on its way; there is none to read if it was set aside before."""

    place: str
    article: Article | None
    future: Future[Outcome]


class Workers:
    """A pool of processes that all do the same with an article; close it after use.

    `read` takes the place an article came from and the article; it must be picklable.
    """

    def __init__(self, read: Read, jobs: int) -> None:
        self._read, self._jobs = read, jobs
        self._errands: deque[Errand] = deque()
        self._pool = _make_pool(jobs)

    def read(self, found: Iterable[tuple[str, Article | SetAside]]) -> Iterator[Outcome]:
        """Yield the outcome of each article, in the order they come."""
        for place, article in found:
            self._errands.append(self._send(place, article))
            if len(self._errands) > self._jobs * AHEAD:
                yield self._receive()
        while self._errands:
            yield self._receive()

    def close(self) -> None:
        """End the processes, at once if they are still at work."""
        if self._errands:
            # Waiting for long articles would make Ctrl-C seem to fail; only Python 3.14 has a
            # public way (terminate_workers).
            for process in list((self._pool._processes or {}).values()):
                process.terminate()
        self._pool.shutdown(cancel_futures=True)

    def _send(self, place: str, article: Article | SetAside) -> Errand:
        future: Future[Outcome] = Future()
        if isinstance(article, SetAside):
            future.set_result(article)
            return Errand(place, None, future)
        try:
            future = _submit(self._pool, self._read, place, article)
        except BrokenProcessPool as error:  # some other article broke it
            future.set_exception(error)
        return Errand(place, article, future)

    def _receive(self) -> Outcome:
        errand = self._errands[0]
        try:
            outcome = errand.future.result()
        except BrokenProcessPool:
            outcome = self._read_alone(errand)
            self._start_again()
        # Only now: `close` looks whether anything is still under way.
        self._errands.popleft()
        return outcome

    def _read_alone(self, errand: Errand) -> Outcome:
        """Read an article in a process of its own, to learn whether it is the one that kills."""
        died = SetAside(errand.place, DIED)
        pool = _make_pool(1)
        try:
            article = errand.article
            return _submit(pool, self._read, errand.place, article).result() if article else died
        except BrokenProcessPool:
            return died
        finally:
            pool.shutdown(cancel_futures=True)

    def _start_again(self) -> None:
        """Make a new pool and send it what the broken one has not answered."""
        self._pool.shutdown(cancel_futures=True)
        self._pool = _make_pool(self._jobs)
        for errand in list(self._errands)[1:]:
            if errand.article and not _answered(errand.future):
                errand.future = self._send(errand.place, errand.article).future


def _answered(future: Future[Outcome]) -> bool:
    if future.cancelled() or not future.done():
        return False
    return not isinstance(future.exception(), BrokenProcessPool)


def _make_pool(jobs: int) -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_begin)


def _submit(pool: ProcessPoolExecutor, read: Read, place: str, article: Article) -> Future[Outcome]:
    """Send an article; a process started for it is deaf to Ctrl-C from its first moment."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(read, place, article)
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(read, place, article)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _begin() -> None:
    """Set a new process up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
