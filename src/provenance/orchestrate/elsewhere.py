"""Reading a batch on the worker of a cluster, with the same protection as here and under the same recipe, or not at all.

Batches and what comes of them pass through files: the staging of the dataset must lie where every worker sees it, at the same
path. Only the names of files and the keys of documents pass through the scheduler.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from provenance.config import usable_cpus
from provenance.errors import PipelineError
from provenance.pipeline.batches import Batch
from provenance.pipeline.extract import Extracted, Extraction
from provenance.pipeline.pool import Pool, Ran
from provenance.pipeline.process import Bounds
from provenance.pipeline.tools import load_tools
from provenance.pipeline.workers import pool_for
from provenance.read.recipes import differences

_lock = threading.Lock()
_pools: dict[Elsewhere, Pool[Extracted]] = {}
_at_work: Counter[Elsewhere] = Counter()

# These parts of a recipe reach a worker with the batch, or are not used there.
_GIVEN = frozenset({"settings", "registry", "contracts"})


@dataclass(frozen=True)
class Elsewhere:
    """Reads batches in whatever process it is called in, each in a child of that process; `recipe` is the text of the run's."""

    extraction: Extraction
    recipe: bytes
    bounds: Bounds

    def __call__(self, batch: Batch) -> Ran[Extracted]:
        """Read a batch. Raises PipelineError where this worker would read it otherwise than the recipe says, or cannot."""
        with self._pool() as pool:
            return pool.run(batch)

    def __hash__(self) -> int:
        return hash((self.extraction.folder, self.recipe, self.bounds))

    @contextmanager
    def _pool(self) -> Iterator[Pool[Extracted]]:
        """The pool of this process for this run."""
        with _lock:
            pool = _pools.get(self) or self._prepared()
            _at_work[self] += 1
        try:
            yield pool
        finally:
            with _lock:
                _at_work[self] -= 1

    def _prepared(self) -> Pool[Extracted]:
        """A new pool; those of runs that read nothing at the moment make room for it."""
        self._check()
        for other in [each for each in _pools if not _at_work[each]]:
            _pools.pop(other).close()
        # Dask's workers are daemons, which may have no children. Ours end with them, which is what the ban is for.
        with suppress(AssertionError):
            multiprocessing.current_process().daemon = False
        return _pools.setdefault(self, pool_for(usable_cpus(), self.extraction, self.bounds))

    def _check(self) -> None:
        if not self.extraction.folder.is_dir():
            raise PipelineError(
                f"a worker does not see {self.extraction.folder}; put the dataset where all workers see it, at the same path"
            )
        here = load_tools(self.extraction.settings).recipe.text
        other = [each for each in differences(self.recipe, here) if each.entry.partition(".")[0] not in _GIVEN]
        if other:
            first = other[0]
            raise PipelineError(
                f"a worker would read otherwise: {first.entry} is {first.after} there and {first.before} here"
                + (f", and {len(other) - 1} more" if len(other) > 1 else "")
                + "; install the same release and packages on all workers"
            )
