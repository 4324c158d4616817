"""Extract: what the snapshots of a batch come to, written beside the batch, here or in another process.

What a stopped run has extracted already is found by the batch's name, and used where it is whole.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pyarrow as pa

from provenance.dataset import parquet
from provenance.errors import DatasetError, SourceError
from provenance.fields.registry import Registry
from provenance.identity.hashes import bare, hash_bytes
from provenance.model.quarantine import Reason
from provenance.pipeline.batches import batch_name
from provenance.pipeline.profile import Spent, Stopwatch
from provenance.pipeline.serving import Shard
from provenance.pipeline.settings import Settings
from provenance.sources.found import Pending

if TYPE_CHECKING:
    from provenance.pipeline.reading import Reading

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A snapshot of which no article can be had: the stage and the reason."""

    stage: str
    reason: Reason


@dataclass(frozen=True)
class Extracted:
    """What a batch came to: a file of articles, with hashes; the rejected snapshots by id; those that stay pending.

    `counts` says how many articles each snapshot came to that did not stay pending, one at least, in the order of the batch;
    `spent` what each stage of reading took.
    """

    articles: Path
    rejected: Mapping[str, Rejected]
    pending: tuple[Pending, ...]
    counts: Mapping[str, int]
    spent: Mapping[str, Spent] = field(default_factory=dict)


@dataclass(frozen=True)
class Extraction:
    """Reads batches of one staging folder; `schema` is that of articles before their commit. Pickles."""

    registry: Registry
    settings: Settings
    folder: Path
    schema: pa.Schema

    def __call__(self, batch: Shard) -> Extracted:
        """Read the snapshots of a batch, one after the other.

        A document on which a step breaks stays pending, named with the exception, and costs nobody else anything: it is a fault
        of ours, not of the document. Raises DatasetError where the results cannot be written.
        """
        return self._found(batch) or self._read(batch)

    def _read(self, batch: Shard) -> Extracted:
        # Who only hands out batches needs none of this, which takes seconds to import.
        from provenance.pipeline.reading import read_snapshot

        watch = Stopwatch()
        readings: list[Reading] = []
        pending: list[Pending] = []
        for reference in batch:
            try:
                readings.append(read_snapshot(reference.load(), self.registry, self.settings, watch))
            except SourceError as error:
                pending.append(Pending(reference.where, str(error)))
            except Exception as error:
                logger.exception("%s could not be read", reference.where)
                fault = f"{type(error).__name__}: {error}"
                pending.append(Pending(reference.where, f"a step broke on it ({fault}); report it with the file"))
        rejected = {
            reading.snapshot.snapshot_id: Rejected(reading.stage or "extract", reading.reason)
            for reading in readings
            if reading.reason is not None
        }
        with watch("write"):
            table = pa.Table.from_pylist([row for reading in readings for row in reading.rows], schema=self.schema)
            articles = self._keep(batch, table, rejected, whole=not pending)
        counts = _counts([reading.snapshot.snapshot_id for reading in readings], table)
        return Extracted(articles, rejected, tuple(pending), counts, watch.spent)

    def _keep(self, batch: Shard, table: pa.Table, rejected: Mapping[str, Rejected], whole: bool) -> Path:
        data = parquet.encode(table)
        path = self.folder / f"{bare(hash_bytes(data))}.parquet"
        try:
            path.write_bytes(data)
            if whole:
                index = {"articles": hash_bytes(data), "rejected": {id_: asdict(each) for id_, each in rejected.items()}}
                self._index(batch).write_bytes(orjson.dumps(index))
        except OSError as error:
            raise DatasetError(f"{path}: cannot be written: {error.strerror}; make room or give access, and run again") from error
        return path

    def _found(self, batch: Shard) -> Extracted | None:
        try:
            index = orjson.loads(self._index(batch).read_bytes())
            path = self.folder / f"{bare(index['articles'])}.parquet"
            if hash_bytes(path.read_bytes()) != index["articles"]:
                return None
            table = parquet.read(self.folder, [path.name], self.schema)
            rejected = {id_: _rejected(each) for id_, each in index["rejected"].items()}
            return Extracted(path, rejected, (), _counts([each.snapshot_id for each in batch], table))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, DatasetError) as error:
            logger.warning("%s: what is staged there cannot be used, and is read again: %s", self.folder, error)
            return None

    def _index(self, batch: Shard) -> Path:
        return self.folder / f"{batch_name([each.snapshot_id for each in batch])}.json"


def _rejected(value: Mapping[str, Any]) -> Rejected:
    return Rejected(value["stage"], Reason(**value["reason"]))


def _counts(read: Sequence[str], table: pa.Table) -> Mapping[str, int]:
    articles = Counter(table.column("snapshot_id").to_pylist())
    return {id_: max(1, articles[id_]) for id_ in read}
