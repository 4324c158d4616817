"""Worker processes that answer in order, outlive the death of one of them, and hold no more than a few tasks ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

#: Tasks under way or answered and not yet taken, for each worker.
_AHEAD = 3


class Workers:
    """A pool of `count` processes, or none: with one worker the work is done here, task by task, as the answers are asked for."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()

    def run(self, function: Callable[[T], R], tasks: Iterable[T], died: Callable[[T], R]) -> Iterator[tuple[T, R]]:
        """Each task with its answer, in the order of the tasks, which are taken a few ahead.

        A task that kills the process that works on it (a crash, no memory left) has the answer `died`. Tasks that were under way
        beside it are done again, each in a process of its own, so that the one is known from the others.
        """
        if self._count <= 1:
            yield from ((task, function(task)) for task in tasks)
            return
        ahead: deque[tuple[T, Future[R]]] = deque()
        for task in tasks:
            ahead.append((task, self._submit(function, task)))
            if len(ahead) >= _AHEAD * self._count:
                yield self._answer(function, died, *ahead.popleft())
        while ahead:
            yield self._answer(function, died, *ahead.popleft())

    def _submit(self, function: Callable[[T], R], task: T) -> Future[R]:
        try:
            return self._open().submit(function, task)
        except BrokenProcessPool:
            self._close()
            return self._open().submit(function, task)

    def _answer(self, function: Callable[[T], R], died: Callable[[T], R], task: T, future: Future[R]) -> tuple[T, R]:
        try:
            return task, future.result()
        except BrokenProcessPool:
            return task, _alone(function, died, task)

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Spawned, not forked: Arrow has threads by now, and a fork of those may hang.
            self._pool = ProcessPoolExecutor(self._count, get_context("spawn"), _prepare)
        return self._pool

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _alone(function: Callable[[T], R], died: Callable[[T], R], task: T) -> R:
    with ProcessPoolExecutor(1, get_context("spawn"), _prepare) as pool:
        try:
            return pool.submit(function, task).result()
        except BrokenProcessPool:
            return died(task)


def _prepare(*_: Any) -> None:
    """A worker is one of several: Arrow's own threads would only get in each other's way. Ctrl-C is the parent's to answer."""
    import signal

    import pyarrow as pa

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pa.set_cpu_count(1)
