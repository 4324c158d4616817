"""A pool of worker processes that outlives what documents do to them, and names the documents that did it.

The work is done shard by shard. Where a worker dies, is stuck or takes too much memory, the document that it had loaded last is
tried alone, in another worker. If that is lost as well, the document stays pending and the documents before and behind it are
shards again; otherwise every document is tried alone. So each result is one of a worker that lived, and a document is pending
only for what it did by itself. Neither the number of workers nor their speed shows in the results, but for what is pending.

The standard pool breaks as a whole when one worker dies, and has no deadline. Pools with a deadline count it from the start of
a task, whereas a shard should be given up by what its documents do.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from provenance.errors import ConfigError, PipelineError
from provenance.pipeline.process import Bounds, Lost, Worker
from provenance.pipeline.serving import Shard
from provenance.sources.found import Pending

T = TypeVar("T")

# A worker that is killed while it starts, as when memory runs out, costs nothing; one that always is would never end.
_STARTS = 3

_DEFAULTS = Bounds()


@dataclass(frozen=True)
class Ran(Generic[T]):
    """What the documents of a shard came to: results in the order of the documents, each of one or more; and those lost."""

    results: tuple[T, ...] = ()
    pending: tuple[Pending, ...] = ()

    def __add__(self, other: Ran[T]) -> Ran[T]:
        return Ran(self.results + other.results, self.pending + other.pending)


class Pool(Generic[T]):
    """At most `workers` processes, from 1, started as they are needed.

    Each calls `prepare(*prepare_args)` once, then `work(shard)` for every shard; both are functions of a module. `work` must
    take the documents in order and load each when it comes to it: the deadline is counted from there.
    """

    def __init__(
        self,
        workers: int,
        prepare: Callable[..., None],
        prepare_args: tuple[Any, ...],
        work: Callable[[Shard], T],
        bounds: Bounds = _DEFAULTS,
    ) -> None:
        if bounds.memory is not None and not Path("/proc/self/statm").exists():
            raise ConfigError("max_worker_bytes: this system does not tell what memory a process has (/proc); leave it out")
        self._workers = workers
        self._task = pickle.dumps((prepare, prepare_args, work))
        self._bounds = bounds
        self._slots = threading.Semaphore(workers)
        self._lock = threading.Lock()
        self._living: set[Worker[T]] = set()
        self._idle: list[Worker[T]] = []
        self._closed = ""

    def __enter__(self) -> Pool[T]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def warm(self, shards: int) -> None:
        """Start the workers that so many shards will need, without waiting for them."""
        with self._lock:
            while not self._closed and len(self._living) < min(shards, self._workers):
                self._idle.append(self._start())

    def run(self, shard: Shard) -> Ran[T]:
        """Do the work on a shard, as soon as a worker is free; may be called from several threads at once.

        Raises what the work raises, and PipelineError where workers cannot be started, or the pool was closed meanwhile.
        """
        answer = self._attempt(shard)
        if not isinstance(answer, Lost):
            return Ran((answer,))
        if len(shard) == 1:
            return Ran(pending=(Pending(shard[0].where, answer.why),))
        if answer.at is None:
            return self._each(shard)
        before, alone, behind = shard[: answer.at], self._each(shard[answer.at : answer.at + 1]), shard[answer.at + 1 :]
        # Where it is innocent, its place says nothing of the others.
        again = self._whole if alone.pending else self._each
        return again(before) + alone + again(behind)

    def close(self) -> None:
        """End all workers; calls that wait for one raise PipelineError."""
        self._close("the pool of workers was closed")

    def _each(self, shard: Shard) -> Ran[T]:
        ran: Ran[T] = Ran()
        for each in shard:
            ran += self.run([each])
        return ran

    def _whole(self, shard: Shard) -> Ran[T]:
        return self.run(shard) if shard else Ran()

    def _attempt(self, shard: Shard) -> T | Lost:
        answer: T | Lost = Lost("not asked")
        for _ in range(_STARTS):
            with self._slots:
                answer = self._answer(self._take(), shard)
            if not isinstance(answer, Lost) or answer.is_started:
                return answer
        assert isinstance(answer, Lost)
        raise PipelineError(f"workers end while they start: {answer.why}; --workers 0 goes without them")

    def _answer(self, worker: Worker[T], shard: Shard) -> T | Lost:
        answer: T | Lost = Lost("not asked")
        try:
            answer = worker.work(shard)
        finally:
            with self._lock:
                if isinstance(answer, Lost) or self._closed:
                    self._drop(worker)
                else:
                    self._idle.append(worker)
        if isinstance(answer, Lost):
            if answer.is_interrupted:
                self._close("interrupted")
            self._check_open()
        return answer

    def _take(self) -> Worker[T]:
        with self._lock:
            self._check_open()
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
                self._drop(worker)
            return self._start()

    def _start(self) -> Worker[T]:
        worker: Worker[T] = Worker(self._task, self._bounds)
        self._living.add(worker)
        return worker

    def _drop(self, worker: Worker[T]) -> None:
        self._living.discard(worker)
        worker.end()

    def _close(self, why: str) -> None:
        with self._lock:
            self._closed = self._closed or why
            for worker in self._living:
                worker.end()
            self._living.clear()
            self._idle.clear()

    def _check_open(self) -> None:
        if self._closed:
            raise PipelineError(f"{self._closed}; nothing is published of what it was reading")
