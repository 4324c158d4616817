"""Workers: shards of references read here, or in a pool of processes. Neither shows in the output."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context

from provenance.errors import PipelineError, SourceError
from provenance.fields.registry import Registry
from provenance.model.snapshot import Snapshot
from provenance.pipeline.reading import Reading, read_snapshot
from provenance.pipeline.settings import Settings
from provenance.sources.reference import Pending, Reference

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ShardRead:
    """What the references of one shard came to; each is in one of the two."""

    readings: tuple[Reading, ...]
    pending: tuple[Pending, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """A reference to a snapshot that is at hand already, from the dataset itself."""

    snapshot: Snapshot

    @property
    def where(self) -> str:
        """Source and address, for messages."""
        return f"{self.snapshot.source}: {self.snapshot.uri}"

    def load(self) -> Snapshot:
        """The snapshot."""
        return self.snapshot


Shard = Sequence[Reference]
ReadShard = Callable[[Shard], ShardRead]


def read_shard(shard: Shard, registry: Registry, settings: Settings) -> ShardRead:
    """Read the snapshots of one shard, one after the other.

    A document on which a step breaks stays pending, named with the exception, and costs nobody else anything: it is a fault
    of ours, not of the document.
    """
    readings: list[Reading] = []
    pending: list[Pending] = []
    for reference in shard:
        try:
            readings.append(read_snapshot(reference.load(), registry, settings))
        except SourceError as error:
            pending.append(Pending(reference.where, str(error)))
        except Exception as error:
            logger.exception("%s could not be read", reference.where)
            fault = f"{type(error).__name__}: {error}"
            pending.append(Pending(reference.where, f"a step broke on it ({fault}); report it with the file"))
    return ShardRead(tuple(readings), tuple(pending))


@contextmanager
def reader(workers: int, registry: Registry, settings: Settings) -> Iterator[ReadShard]:
    """A function that reads a shard: in this process for one worker, else in a pool of `workers` processes.

    The function may be called from several threads at once; each call waits for its own shard. Raises PipelineError where a
    worker died.
    """
    if workers <= 1:
        yield lambda shard: read_shard(shard, registry, settings)
        return
    # Spawned, not forked: Arrow and Prefect have threads by now, and a fork of those may hang.
    with ProcessPoolExecutor(workers, get_context("spawn"), _prepare, (registry, settings)) as pool:

        def read(shard: Shard) -> ShardRead:
            try:
                return pool.submit(_read_prepared, shard).result()
            except BrokenProcessPool as error:
                first, last = shard[0].where, shard[-1].where
                raise PipelineError(f"a worker died between {first} and {last}; run with --workers 1 to see why") from error

        yield read


_prepared: tuple[Registry, Settings] | None = None


def _prepare(registry: Registry, settings: Settings) -> None:
    global _prepared
    _prepared = (registry, settings)


def _read_prepared(shard: Shard) -> ShardRead:
    if _prepared is None:
        raise PipelineError("the worker was started without its registry")
    return read_shard(shard, *_prepared)
