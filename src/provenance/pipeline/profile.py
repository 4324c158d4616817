"""Where the time of a run goes, by step, and within the step `extract` by stage of reading. None of it reaches the data."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from provenance.pipeline.extract import Extraction
    from provenance.pipeline.process import Bounds
    from provenance.pipeline.recipe import Recipe
    from provenance.pipeline.steps import Steps
    from provenance.pipeline.workers import ReadBatch

T = TypeVar("T")
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds that passed, and CPU seconds that the process took meanwhile, all its threads together."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.seconds + other.seconds, self.cpu_seconds + other.cpu_seconds)

    def as_json(self) -> dict[str, float]:
        """Both, rounded to milliseconds."""
        return {"seconds": round(self.seconds, 3), "cpu_seconds": round(self.cpu_seconds, 3)}


class Stopwatch:
    """Adds up what the named parts of some work take: `with watch("decode"): …`."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self.spent: dict[str, Spent] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Count what is done inside under a name."""
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.add(name, Spent(time.perf_counter() - wall, time.process_time() - cpu))

    def add(self, name: str, spent: Spent) -> None:
        """Count what was spent elsewhere."""
        self.spent[name] = self.spent.get(name, Spent()) + spent

    @property
    def whole(self) -> Spent:
        """The seconds since its making, and all the CPU seconds of the process so far."""
        return Spent(time.monotonic() - self._started, time.process_time())


@dataclass(frozen=True)
class Profile:
    """What a run took.

    `whole` and `steps` (discover, extract, validate, commit) are of the process that publishes, which waits while workers read.
    `stages` (decode, html, text, fields, hash, write) are of reading, in all workers together: their CPU seconds come on top, or
    are among those of the step `extract` where there are no `workers`. What workers import, once for all, is in none, and what a
    stopped run had read already neither. `documents` are the snapshots that were read, those of a technical upgrade among them.
    """

    whole: Spent
    steps: Mapping[str, Spent]
    stages: Mapping[str, Spent]
    workers: int
    documents: int

    @property
    def start(self) -> Spent:
        """What is in none of the steps: imports, Prefect's start, the report."""
        steps = sum(self.steps.values(), Spent())
        return Spent(self.whole.seconds - steps.seconds, self.whole.cpu_seconds - steps.cpu_seconds)

    def as_json(self) -> dict[str, Any]:
        """Seconds and CPU seconds by step and stage, rounded to milliseconds."""
        return {
            "workers": self.workers,
            "documents": self.documents,
            "steps": {name: each.as_json() for name, each in {"start": self.start, **self.steps}.items()},
            "stages": {name: each.as_json() for name, each in self.stages.items()},
        }


def total(parts: Iterable[Mapping[str, Spent]]) -> Mapping[str, Spent]:
    """What several stopwatches came to, name by name."""
    watch = Stopwatch()
    for part in parts:
        for name, spent in part.items():
            watch.add(name, spent)
    return watch.spent


class Timed:
    """Steps that a stopwatch counts, each under its name; they are carried out as before."""

    def __init__(self, steps: Steps, watch: Stopwatch) -> None:
        self._steps = steps
        self._watch = watch

    def call(self, name: str, step: Callable[..., T], *args: Any) -> T:
        """Carry out one step."""
        with self._watch(name):
            return self._steps.call(name, step, *args)

    def map(self, name: str, step: Callable[[Part], T], parts: Sequence[Part]) -> Generator[T]:
        """Carry out a step for each part; what is counted is the wait for its results."""
        with closing(self._steps.map(name, step, parts)) as results:
            while True:
                with self._watch(name):
                    try:
                        result = next(results)
                    except StopIteration:
                        return
                yield result

    def beside(self, name: str, step: Callable[..., T], *args: Any) -> T:
        """Carry out a piece of a step."""
        with self._watch(name):
            return self._steps.beside(name, step, *args)

    def reader(self, extraction: Extraction, recipe: Recipe, bounds: Bounds, batches: int) -> AbstractContextManager[ReadBatch]:
        """The reader of those steps."""
        return self._steps.reader(extraction, recipe, bounds, batches)
