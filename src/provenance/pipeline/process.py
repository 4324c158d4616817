"""The parent's end of one worker process; the worker's own life is in `serving.py`.

Each worker has a pipe of its own, with no lock on it that a worker could take along into death, so that any may be killed at any
moment.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Generic, TypeVar

from provenance.pipeline.serving import Failed, Ready, Shard, serve

T = TypeVar("T")


# Not forked from this process: Arrow and Prefect have threads by now, and a fork of those may hang. A server that has done
# nothing but import what reads, and read one page, is forked instead: only the first worker waits for that.
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(["provenance.pipeline.warm", "provenance.pipeline.workers"])

# Seconds: between two looks at the memory; for imports on a busy machine; for the parent to act on a deadline before the alarm.
_LOOK = 0.1
_START = 600.0
_GRACE = 10.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one document may take: `deadline` in seconds, `memory` in bytes resident in its worker, the worker's own among them.

    Neither reaches the data: a document above one stays pending. Memory is watched from outside, since a library that is
    refused memory (`RLIMIT_AS`) may go on with less than the whole document and say nothing.
    """

    deadline: float = 60.0
    memory: int | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A worker that is no more: why, and the place in the shard of the document that it had loaded last, if any."""

    why: str
    at: int | None = None
    is_started: bool = True
    is_interrupted: bool = False


class Worker(Generic[T]):
    """The parent's end of a worker, which starts at once; `task` is (prepare, prepare_args, work), pickled."""

    def __init__(self, task: bytes, bounds: Bounds) -> None:
        self._bounds = bounds
        self._connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=serve, args=(theirs, task, bounds.deadline + _GRACE), daemon=True)
        with _interrupts_held(), theirs:
            self._process.start()
        self._is_ready = False
        self._ending = threading.Lock()

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    def work(self, shard: Shard) -> T | Lost:
        """What the work on a shard comes to. Raises what the work, or the preparation of the worker, raised."""
        if not self._is_ready:
            answer = self._receive(_START)
            if not isinstance(answer, Ready):
                return self._result(answer, is_started=False)
            self._is_ready = True
        try:
            self._connection.send(shard)
        except OSError:
            return self._died()
        at = None
        while isinstance(answer := self._receive(self._bounds.deadline), int):
            at = answer
        return self._result(answer, at)

    def end(self) -> None:
        """Kill it; nothing of a worker is needed after its answer."""
        with self._ending:
            self._process.kill()
            self._process.join()

    def _result(self, answer: Any, at: int | None = None, is_started: bool = True) -> T | Lost:
        if isinstance(answer, Failed):
            raise answer.error
        if isinstance(answer, Lost):
            return Lost(answer.why, at, is_started, answer.is_interrupted)
        result: T = answer.result
        return result

    def _receive(self, seconds: float) -> Any:
        """The next message, or why there will be none."""
        expires = time.monotonic() + seconds
        while (left := expires - time.monotonic()) > 0:
            if self._bounds.memory is not None and resident(self._process.pid) > self._bounds.memory:
                self.end()
                return Lost(f"it takes more than {self._bounds.memory:,} bytes of memory; raise max_worker_bytes, or report it")
            try:
                if self._connection.poll(left if self._bounds.memory is None else min(left, _LOOK)):
                    return self._connection.recv()
            except (EOFError, OSError):
                return self._died()
        self.end()
        return self._late()

    def _late(self) -> Lost:
        return Lost(f"no result within {self._bounds.deadline:g} seconds; raise the deadline, or report it with the file")

    def _died(self) -> Lost:
        self.end()
        code = self._process.exitcode or 0
        if code == -signal.SIGALRM:
            return self._late()
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        hint = ", as when no memory is left" if code == -signal.SIGKILL else ""
        why = f"the process that read it died ({how}{hint}); report it with the file"
        return Lost(why, is_interrupted=code == -signal.SIGINT)


def resident(pid: int | None) -> int:
    """Bytes of memory that a process has (proc(5), statm); 0 when it has ended, or where there is no /proc."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started in here begins with Ctrl-C held back, so that none hits it amid its imports."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
