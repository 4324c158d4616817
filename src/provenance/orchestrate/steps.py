"""The steps of a run as Prefect tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.task_runners import ThreadPoolTaskRunner

from provenance.pipeline.steps import OnProgress
from provenance.pipeline.workers import ReadShard, Shard, ShardRead

T = TypeVar("T")


class PrefectSteps:
    """Each step a task, each shard of a mapped step a task of its own, `workers` of them at a time.

    Nothing is cached, persisted or retried: an interrupted run resumes from the content addresses in the dataset, which hold
    across machines and after `kill -9`, where the state of a task does not; a pure step that failed would fail again, and the
    commit retries its conflicts itself. The tasks take no arguments but a number, since Prefect walks through arguments in
    search of futures and sends them to its API, and ours are whole corpora.
    """

    def __init__(self, workers: int = 1, on_progress: OnProgress | None = None) -> None:
        self._workers = workers
        self._on_progress = on_progress or (lambda _name, _done, _total: None)

    def call(self, name: str, step: Callable[..., T], *args: Any) -> T:
        """Carry out the step in a task. Raises what the step raises."""

        @task(name=name, cache_policy=NO_CACHE, persist_result=False)
        def carry_out() -> T:
            return step(*args)

        self._on_progress(name, 0, 1)
        result = carry_out()
        self._on_progress(name, 1, 1)
        return result

    def map(self, name: str, step: ReadShard, shards: Sequence[Shard]) -> list[ShardRead]:
        """Carry out the step for every shard; the shards wait for their workers in threads."""

        @task(name=name, task_run_name=f"{name}-{{number}}", cache_policy=NO_CACHE, persist_result=False)
        def carry_out(number: int) -> ShardRead:
            return step(shards[number])

        self._on_progress(name, 0, len(shards))
        results = []
        with ThreadPoolTaskRunner[ShardRead](max_workers=self._workers) as runner:
            futures = [runner.submit(carry_out, {"number": number}) for number in range(len(shards))]
            for done, future in enumerate(futures, start=1):
                results.append(future.result())
                self._on_progress(name, done, len(shards))
        return results
