"""The raw captures that a dataset holds, each held against its id."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from provenance.dataset import parquet
from provenance.dataset.state import State
from provenance.errors import DatasetError
from provenance.model.snapshot import Snapshot, headers_of

_SAME = ("source", "uri", "media_type", "payload", "charset", "captured_at")


def as_snapshot(row: Mapping[str, Any]) -> Snapshot:
    """A row of the table of snapshots as the snapshot itself."""
    return Snapshot(**{name: row[name] for name in _SAME}, headers=headers_of(row["headers"]))


def stored_snapshots(state: State, schema: pa.Schema, wanted: Collection[str] | None = None) -> Iterator[Snapshot]:
    """The snapshots of a state in commit order, all or those with the `wanted` ids; one file is held at a time.

    Raises DatasetError where bytes or context of one are not those of its id.
    """
    ids = None if wanted is None else pa.array(sorted(wanted), pa.string())
    for file in state.files("snapshots"):
        table = parquet.read(state.root, [file.path], schema)
        if ids is not None:
            table = table.filter(pc.is_in(table.column("snapshot_id"), ids))
        for row in table.to_pylist():
            snapshot = as_snapshot(row)
            if snapshot.snapshot_id != row["snapshot_id"]:
                raise DatasetError(
                    f"snapshot {row['snapshot_id']}: its bytes or context were altered; `provenance verify` says more"
                )
            yield snapshot
