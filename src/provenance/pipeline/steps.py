"""How the steps of a run are carried out: here, or as the tasks of an orchestrator."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from provenance.pipeline.extract import Extraction
    from provenance.pipeline.process import Bounds
    from provenance.pipeline.recipe import Recipe
    from provenance.pipeline.workers import ReadBatch

T = TypeVar("T")
Part = TypeVar("Part")

#: Told after every finished part of a step: the step's name, parts done, parts in all.
OnProgress = Callable[[str, int, int], None]


class Steps(Protocol):
    """The two ways in which a run calls its steps."""

    def call(self, name: str, step: Callable[..., T], *args: Any) -> T:
        """Carry out one step."""
        ...

    def map(self, name: str, step: Callable[[Part], T], parts: Sequence[Part]) -> Generator[T]:
        """Carry out a step for each part; the results come in the order of the parts, as they are there.

        Close the generator where the results are not taken to the end: what is not begun is left out then.
        """
        ...

    def beside(self, name: str, step: Callable[..., T], *args: Any) -> T:
        """Carry out a piece of a step here, while the parts of another one are carried out elsewhere."""
        ...

    def reader(self, extraction: Extraction, recipe: Recipe, bounds: Bounds, batches: int) -> AbstractContextManager[ReadBatch]:
        """The function to map over batches, about so many of them; workers read under the same `recipe` as here."""
        ...


class Direct:
    """Steps as plain calls in this process; the parts of a step wait for their workers in `workers` threads."""

    def __init__(self, workers: int = 0, on_progress: OnProgress | None = None) -> None:
        self._workers = workers
        self._on_progress = on_progress or _silent

    def call(self, name: str, step: Callable[..., T], *args: Any) -> T:
        """Call the step."""
        self._on_progress(name, 0, 1)
        result = step(*args)
        self._on_progress(name, 1, 1)
        return result

    def map(self, name: str, step: Callable[[Part], T], parts: Sequence[Part]) -> Generator[T]:
        """Call the step for every part."""
        self._on_progress(name, 0, len(parts))
        threads = ThreadPoolExecutor(max(1, self._workers))
        try:
            for done, result in enumerate(threads.map(step, parts), start=1):
                self._on_progress(name, done, len(parts))
                yield result
        finally:
            # Not waited for where something went wrong: the caller ends the workers that these threads wait for.
            threads.shutdown(wait=False, cancel_futures=True)

    def beside(self, name: str, step: Callable[..., T], *args: Any) -> T:
        """Call the step."""
        del name
        return step(*args)

    def reader(self, extraction: Extraction, recipe: Recipe, bounds: Bounds, batches: int) -> AbstractContextManager[ReadBatch]:
        """A reader with as many workers."""
        from provenance.pipeline.workers import reader

        del recipe
        return reader(self._workers, extraction, bounds, batches)


def _silent(name: str, done: int, total: int) -> None:
    del name, done, total
