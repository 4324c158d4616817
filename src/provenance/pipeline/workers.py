"""Workers: batches read here, or in a pool of processes. Neither shows in the output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from provenance.errors import PipelineError
from provenance.pipeline.batches import Batch
from provenance.pipeline.extract import Extracted, Extraction
from provenance.pipeline.pool import Pool, Ran
from provenance.pipeline.process import Bounds
from provenance.pipeline.serving import Shard

#: What a batch came to: of one part, or of several where a document had to be taken out; and the documents that were lost.
ReadBatch = Callable[[Batch], Ran[Extracted]]

_DEFAULTS = Bounds()


@contextmanager
def reader(workers: int, extraction: Extraction, bounds: Bounds = _DEFAULTS, batches: int = 0) -> Iterator[ReadBatch]:
    """A function that reads a batch: in a pool of at most `workers` processes, or in this process, without bounds, for 0.

    The workers for so many `batches` are started at once, others when they are needed. The function may be called from several
    threads at once; each call waits for its own batch. A document over `bounds`, or on which a worker dies, stays pending.
    Raises PipelineError where workers cannot be started.
    """
    if workers == 0:
        yield lambda batch: Ran((extraction(batch),))
        return
    with pool_for(workers, extraction, bounds) as pool:
        pool.warm(batches)
        yield pool.run


def pool_for(workers: int, extraction: Extraction, bounds: Bounds = _DEFAULTS) -> Pool[Extracted]:
    """A pool of at most `workers` processes that read batches."""
    return Pool(workers, _prepare, (extraction,), _read_prepared, bounds)


_prepared: Extraction | None = None


def _prepare(extraction: Extraction) -> None:
    global _prepared
    import provenance.pipeline.reading  # noqa: F401 - not with the first batch

    _prepared = extraction


def _read_prepared(batch: Shard) -> Extracted:
    if _prepared is None:
        raise PipelineError("the worker was started without its registry")
    return _prepared(batch)
