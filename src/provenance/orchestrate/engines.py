"""Engines: where the batches of a run are read. Prefect's task runner for each, and a function that reads a batch there.

`local` reads in a pool of processes of this machine, `dask` and `ray` on the workers of a cluster: one that runs already, by the
address of its scheduler, or one that is started on this machine for the run. The dataset comes out the same, id for id.
"""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from provenance.errors import UsageError
from provenance.orchestrate.elsewhere import Elsewhere
from provenance.pipeline.extract import Extraction
from provenance.pipeline.process import Bounds
from provenance.pipeline.recipe import Recipe
from provenance.pipeline.workers import ReadBatch, reader

#: The names that `--engine` takes.
ENGINES = ("local", "dask", "ray")

Runner = TaskRunner[Any]


@dataclass(frozen=True)
class Engine:
    """`runner` makes the task runner of a step with parts; `reader` gives the function that reads a batch in one of its tasks.

    The function pickles where tasks run in other processes.
    """

    runner: Callable[[], Runner]
    reader: Callable[[Extraction, Recipe, Bounds, int], AbstractContextManager[ReadBatch]]


def engine_of(name: str, scheduler: str | None, workers: int) -> Engine:
    """An engine by name, with `workers` processes where it is started here.

    Raises UsageError where its packages are not installed, or the three do not go together.
    """
    if name == "local":
        if scheduler is not None:
            raise UsageError(f"--scheduler {scheduler}: the local engine has none; add --engine dask or --engine ray")
        return local(workers)
    if scheduler is None and workers == 0:
        raise UsageError(f"--engine {name} reads in processes of its own; give --workers 1 or more, or --engine local")
    try:
        runner = {"dask": _dask, "ray": _ray}[name](scheduler, workers)
    except ModuleNotFoundError as error:
        raise UsageError(f"--engine {name}: {error}; install provenance[{name}]") from error
    return Engine(runner, _elsewhere)


def local(workers: int) -> Engine:
    """The engine of this machine: tasks are threads that wait for processes, or for this one where there are 0."""

    def read(extraction: Extraction, recipe: Recipe, bounds: Bounds, batches: int) -> AbstractContextManager[ReadBatch]:
        del recipe
        return reader(workers, extraction, bounds, batches)

    return Engine(lambda: ThreadPoolTaskRunner(max_workers=max(1, workers)), read)


@contextmanager
def _elsewhere(extraction: Extraction, recipe: Recipe, bounds: Bounds, batches: int) -> Iterator[ReadBatch]:
    del batches
    yield Elsewhere(extraction, recipe.text, bounds)


def _dask(scheduler: str | None, workers: int) -> Callable[[], Runner]:
    from prefect_dask.task_runners import DaskTaskRunner

    if scheduler is not None:
        return lambda: DaskTaskRunner(address=scheduler)
    cluster = {"n_workers": workers, "threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
    return lambda: DaskTaskRunner(cluster_kwargs=cluster)


def _ray(scheduler: str | None, workers: int) -> Callable[[], Runner]:
    from prefect_ray.task_runners import RayTaskRunner

    if scheduler is not None:
        return lambda: RayTaskRunner(address=scheduler)

    def start() -> Runner:
        # Otherwise Ray makes a token itself, and leaves it in the user's home.
        os.environ.setdefault("RAY_AUTH_MODE", "token")
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
        quiet = {"include_dashboard": False, "log_to_driver": False, "logging_level": logging.WARNING}
        runner: Runner = RayTaskRunner(init_kwargs={"num_cpus": workers, **quiet})
        return runner

    return start
