"""References whose loading does to a worker what a bad document might, and work for workers that is done in no time."""

from __future__ import annotations

import itertools
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOR_EVER = 3600


@dataclass(frozen=True)
class Fake:
    """A reference; `does` names one of the functions below, none for a good document."""

    where: str
    does: str = ""
    note: Path | None = None

    @property
    def snapshot_id(self) -> str:
        return self.where

    def load(self) -> str:
        if self.note is not None:
            self.note.write_text(str(os.getpid()))
        if self.does:
            globals()[self.does]()
        return self.where


def stuck() -> None:
    time.sleep(FOR_EVER)


def stuck_in_foreign_code() -> None:
    """No other thread of the process gets its turn."""
    sum(itertools.repeat(1, 10**15))


def slow() -> None:
    time.sleep(0.5)


def leaves() -> None:
    os._exit(7)


def exits() -> None:
    raise SystemExit(3)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def crashes() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def devours() -> None:
    held = [b"x" * 2**24 for _ in range(40)]
    time.sleep(FOR_EVER)
    del held


def raises() -> None:
    raise RuntimeError("no space left")


def prepared(number: int) -> None:
    global _number
    _number = number


def broken(number: int) -> None:
    raise LookupError(f"no registry {number}")


def dying(number: int) -> None:
    os._exit(number)


_number = 0


def read(shard: Sequence[Fake]) -> tuple[tuple[str, int], ...]:
    """Each document's name, and the number that the worker was prepared with."""
    return tuple((each.load(), _number) for each in shard)


def read_at_the_end(shard: Sequence[Fake]) -> tuple[tuple[str, int], ...]:
    """Work that does not load each document when it comes to it: nothing tells which one a worker is at."""
    names = [each.where for each in shard]
    return tuple((name, _number) for name, _ in zip(names, [each.load() for each in reversed(shard)], strict=True))
