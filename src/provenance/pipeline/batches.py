"""Batches: snapshots that are read together, set aside in a file so that neither a run nor its workers hold them in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from provenance.dataset.snapshots import as_snapshot
from provenance.dataset.spool import WEIGHT, Rows, Spool
from provenance.errors import DatasetError, SourceError
from provenance.identity.hashes import bare, hash_value
from provenance.model.snapshot import Snapshot
from provenance.publish.intake import snapshot_rows

#: Bounds of a batch: large enough that a task costs little against its work, small enough that all workers have some, to the end.
MOST_SNAPSHOTS = 100
MOST_BYTES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class StagedSnapshot:
    """A snapshot in a batch's file: all of it but its bytes and what only reading asks for. `where` is for messages."""

    path: Path
    row: int
    snapshot_id: str
    source: str
    uri: str
    captured_at: datetime | None
    size: int
    where: str

    def load(self) -> Snapshot:
        """The snapshot with its bytes. Raises SourceError where they are not the ones that were found."""
        try:
            snapshot = as_snapshot(_opened(self.path).row(self.row).to_pylist()[0])
        except DatasetError as error:
            raise SourceError(str(error)) from error
        if snapshot.snapshot_id != self.snapshot_id:
            raise SourceError(f"{self.path}: what was set aside for this run was altered; run again")
        return snapshot


Batch = Sequence[StagedSnapshot]


@lru_cache(maxsize=4)
def _opened(path: Path) -> Spool:
    return Spool(path)


def batches(snapshots: Iterable[tuple[Snapshot, str]], folder: Path, schema: pa.Schema) -> Iterator[Batch]:
    """Set snapshots aside in batches, each given with the place where it was found; `schema` is that of the table of snapshots.

    The cuts depend on the snapshots alone. One batch is in memory at a time.
    """
    held: list[tuple[Snapshot, str]] = []
    size = 0
    for snapshot, where in snapshots:
        if held and (len(held) >= MOST_SNAPSHOTS or size + len(snapshot.payload) > MOST_BYTES):
            yield _set_aside(held, folder, schema)
            held, size = [], 0
        held.append((snapshot, where))
        size += len(snapshot.payload)
    if held:
        yield _set_aside(held, folder, schema)


def _set_aside(held: Sequence[tuple[Snapshot, str]], folder: Path, schema: pa.Schema) -> Batch:
    path = folder / f"{batch_name([snapshot.snapshot_id for snapshot, _ in held])}.arrow"
    Spool.write(path, snapshot_rows((snapshot for snapshot, _ in held), schema))
    return [
        StagedSnapshot(
            path=path,
            row=row,
            snapshot_id=snapshot.snapshot_id,
            source=snapshot.source,
            uri=snapshot.uri,
            captured_at=snapshot.captured_at,
            size=len(snapshot.payload),
            where=where,
        )
        for row, (snapshot, where) in enumerate(held)
    ]


def batch_name(snapshot_ids: Sequence[str]) -> str:
    """The name that the files of a batch begin with: the hash of its snapshot ids, in hex."""
    return bare(hash_value(list(snapshot_ids)))


def waiting(snapshots: Sequence[StagedSnapshot]) -> Rows:
    """Snapshots as rows that wait for their commit."""
    paths = list(dict.fromkeys(each.path for each in snapshots))
    spools = [Spool(path) for path in paths]
    starts = dict(zip(paths, _starts(spools), strict=True))
    keys = pa.table(
        {
            "snapshot_id": pa.array([each.snapshot_id for each in snapshots], pa.string()),
            "source": pa.array([each.source for each in snapshots], pa.string()),
            "uri": pa.array([each.uri for each in snapshots], pa.string()),
            "captured_at": pa.array([each.captured_at for each in snapshots], pa.timestamp("us", "UTC")),
            WEIGHT: pa.array([each.size for each in snapshots], pa.int64()),
        }
    )
    return Rows(keys, spools, np.array([starts[each.path] + each.row for each in snapshots], np.int64))


def _starts(spools: Sequence[Spool]) -> list[int]:
    starts, total = [], 0
    for spool in spools:
        starts.append(total)
        total += spool.num_rows
    return starts
