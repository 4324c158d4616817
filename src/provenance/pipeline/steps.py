"""How the steps of a run are carried out: here, or as the tasks of an orchestrator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from provenance.pipeline.workers import ReadShard, Shard, ShardRead

T = TypeVar("T")

#: Told after every finished part of a step: the step's name, parts done, parts in all.
OnProgress = Callable[[str, int, int], None]


class Steps(Protocol):
    """The two ways in which a run calls its steps."""

    def call(self, name: str, step: Callable[..., T], *args: Any) -> T:
        """Carry out one step."""
        ...

    def map(self, name: str, step: ReadShard, shards: Sequence[Shard]) -> list[ShardRead]:
        """Carry out a step for each shard; the results come in the order of the shards."""
        ...


class Direct:
    """Steps as plain calls in this process; the shards of a step wait for their workers in `workers` threads."""

    def __init__(self, workers: int = 1, on_progress: OnProgress | None = None) -> None:
        self._workers = workers
        self._on_progress = on_progress or _silent

    def call(self, name: str, step: Callable[..., T], *args: Any) -> T:
        """Call the step."""
        self._on_progress(name, 0, 1)
        result = step(*args)
        self._on_progress(name, 1, 1)
        return result

    def map(self, name: str, step: ReadShard, shards: Sequence[Shard]) -> list[ShardRead]:
        """Call the step for every shard."""
        self._on_progress(name, 0, len(shards))
        results = []
        with ThreadPoolExecutor(self._workers) as threads:
            for done, result in enumerate(threads.map(step, shards), start=1):
                results.append(result)
                self._on_progress(name, done, len(shards))
        return results


def _silent(name: str, done: int, total: int) -> None:
    del name, done, total
