"""The life of a worker process, and what passes between it and its parent (`process.py`).

    to the worker      a shard
    from the worker    ready; the number of each document as it is loaded; what the work came to, or the error it raised

The numbers are signs of life: the deadline counts from the last one, so it holds for one document, however many a shard has, and
a shard that is merely slow is left alone.

A worker ends with its parent, however that ended: a thread waits for it, and where foreign code holds the interpreter so that
no thread gets its turn, the alarm clock of the operating system ends the worker soon after its deadline.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from provenance.errors import PipelineError
from provenance.model.snapshot import Snapshot

# The kernel looks here for the process to end when memory runs out (proc(5)): rather a worker than the run.
_SACRIFICE = Path("/proc/self/oom_score_adj")


class Reference(Protocol):
    """A snapshot that can be loaded in another process; so it is small, and pickles. `where` is for messages."""

    @property
    def snapshot_id(self) -> str:
        """The id that the loaded snapshot has."""
        ...

    @property
    def where(self) -> str:
        """The place where it was found."""
        ...

    def load(self) -> Snapshot:
        """The snapshot with its bytes. Raises SourceError when they cannot be read, or are others than were found."""
        ...


Shard = Sequence[Reference]

#: What a worker is given: a function that prepares it, that function's arguments, and the work on a shard.
Task = tuple[Callable[..., object], tuple[Any, ...], Callable[[Shard], Any]]


@dataclass(frozen=True, slots=True)
class Done:
    """What the work on a shard came to."""

    result: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """The error that the preparation or the work raised."""

    error: Exception


class Ready:
    """The worker is prepared."""


@dataclass(frozen=True, slots=True)
class _Watched:
    """A reference that gives a sign of life before it is loaded."""

    reference: Reference
    number: int
    sign: Callable[[int], None]

    @property
    def snapshot_id(self) -> str:
        return self.reference.snapshot_id

    @property
    def where(self) -> str:
        return self.reference.where

    def load(self) -> Snapshot:
        self.sign(self.number)
        return self.reference.load()


def serve(connection: Connection, task: bytes, seconds: float) -> None:
    """The life of a worker: prepare, then answer shard after shard until the parent ends it.

    `task` is (prepare, prepare_args, work), pickled; the alarm ends the worker `seconds` after the last sign of life.
    """
    # Ctrl-C in a terminal reaches all processes; this one ends without a word, and its parent says what there is to say.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(OSError):
        _SACRIFICE.write_text("500")
    with suppress(EOFError, OSError):
        work = _prepared(task)
        connection.send(work if isinstance(work, Failed) else Ready())
        while not isinstance(work, Failed):
            connection.send(_answer(connection, work, connection.recv_bytes(), seconds))
    os._exit(0)


def _prepared(task: bytes) -> Callable[[Shard], Any] | Failed:
    try:
        unpickled: Task = pickle.loads(task)
        prepare, arguments, work = unpickled
        prepare(*arguments)
    except Exception as error:
        return _failed(error)
    return work


def _answer(connection: Connection, work: Callable[[Shard], Any], shard: bytes, seconds: float) -> Done | Failed:
    def sign(number: int) -> None:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        connection.send(number)

    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        references = pickle.loads(shard)
        return Done(work([_Watched(each, number, sign) for number, each in enumerate(references)]))
    except Exception as error:
        return _failed(error)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _failed(error: Exception) -> Failed:
    """The error, or its words where it cannot travel."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return Failed(PipelineError(f"a worker broke: {type(error).__name__}: {error}"))
    return Failed(error)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
