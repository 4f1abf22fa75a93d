"""Work done ahead of its turn by several threads, its results in the order of what was given."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Ahead(Generic[T, R]):
    """Threads that all do the same with what they are given; close it after use.

    `work` must not raise what concerns one thing alone. The threads are daemons: Ctrl-C need not
    wait for a slow site.
    """

    def __init__(self, work: Callable[[T], R], threads: int, ahead: int) -> None:
        self._work, self._ahead = work, ahead
        self._queue: SimpleQueue[tuple[T, Future[R]] | None] = SimpleQueue()
        self._threads = threads
        self._started = 0

    def results(self, given: Iterable[T]) -> Iterator[tuple[T, R]]:
        """Yield each thing with its result; at most `ahead` of them are taken before their turn."""
        under_way: deque[tuple[T, Future[R]]] = deque()
        for thing in given:
            under_way.append((thing, self._send(thing)))
            if len(under_way) > self._ahead:
                first, future = under_way.popleft()
                yield first, future.result()
        for thing, future in under_way:
            yield thing, future.result()

    def close(self) -> None:
        """Let the threads end with what they are doing."""
        while not self._queue.empty():
            self._queue.get()
        for _ in range(self._started):
            self._queue.put(None)

    def _send(self, thing: T) -> Future[R]:
        future: Future[R] = Future()
        self._queue.put((thing, future))
        if self._started < self._threads:
            self._started += 1
            threading.Thread(target=self._run, daemon=True).start()
        return future

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            thing, future = job
            try:
                future.set_result(self._work(thing))
            except BaseException as error:  # told where the result is asked for
                future.set_exception(error)
