"""The steps of a run as Prefect tasks."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, TypeVar

from prefect import task
from prefect.cache_policies import NO_CACHE

from provenance.orchestrate.engines import Engine
from provenance.pipeline.extract import Extraction
from provenance.pipeline.process import Bounds
from provenance.pipeline.recipe import Recipe
from provenance.pipeline.steps import OnProgress
from provenance.pipeline.workers import ReadBatch

T = TypeVar("T")
Part = TypeVar("Part")


class PrefectSteps:
    """Each step a task, each part of a mapped step a task of its own, which the engine carries out.

    Nothing is cached, persisted or retried: an interrupted run resumes from the content addresses in the dataset, which hold
    across machines and after `kill -9`, where the state of a task does not; a pure step that failed would fail again, and the
    commit retries its conflicts itself. Parts are given to their tasks inside of a function, since Prefect walks through
    arguments in search of futures, and ours may be long.
    """

    def __init__(self, engine: Engine, on_progress: OnProgress | None = None) -> None:
        self._engine = engine
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

    def map(self, name: str, step: Callable[[Part], T], parts: Sequence[Part]) -> Generator[T]:
        """Carry out the step for every part, where the engine does it."""

        @task(name=name, task_run_name=f"{name}-{{number}}", cache_policy=NO_CACHE, persist_result=False)
        def carry_out(number: int, on_part: Callable[[], T]) -> T:
            del number
            return on_part()

        self._on_progress(name, 0, len(parts))
        with self._engine.runner() as runner:
            futures = [
                runner.submit(carry_out, {"number": number, "on_part": partial(step, part)}) for number, part in enumerate(parts)
            ]
            for done, future in enumerate(futures, start=1):
                result = future.result()
                self._on_progress(name, done, len(parts))
                yield result

    def beside(self, name: str, step: Callable[..., T], *args: Any) -> T:
        """Call the step, in no task of its own."""
        del name
        return step(*args)

    def reader(self, extraction: Extraction, recipe: Recipe, bounds: Bounds, batches: int) -> AbstractContextManager[ReadBatch]:
        """The reader of the engine."""
        return self._engine.reader(extraction, recipe, bounds, batches)
