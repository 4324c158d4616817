"""Parquet tables of documents, a row group after the other, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from provenance.errors import SourceError
from provenance.model.columns import Columns
from provenance.sources.documents.layout import Layout, layout_of
from provenance.sources.documents.row import snapshot_of
from provenance.sources.found import Captured, PassedOver, Pending

Found = Captured | Pending | PassedOver

# Rows that are decoded at once: a document is small against what a page of Parquet holds, so few are enough.
_AT_ONCE = 32
_UNREADABLE = (OSError, pa.ArrowException, ValueError)


def read_parquet(stream: BinaryIO, name: str, source: str, max_bytes: int, columns: Columns) -> Iterator[Found]:
    """The snapshots of a Parquet file, one at a time, in the order of its rows.

    `stream` must be seekable; `name` is for messages. A row above `max_bytes`, or one that is no document, comes as Pending with
    its number and reason, as does what is left of a row group that is corrupt; the next one is read. Rows are numbered from 1.
    """
    try:
        file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=2**18, page_checksum_verification=True)
        layout = layout_of(_leaves(file.schema_arrow), columns)
        _ = layout.documents
    except SourceError as error:
        yield Pending(name, str(error))
        return
    except _UNREADABLE as error:
        yield Pending(name, f"not Parquet, or its footer is damaged ({error}); fetch the file again")
        return
    there = file.schema_arrow.names
    wanted = sorted({_top(each, there) for each in [*layout.columns.named.values(), "id"]} & set(there))
    first, empty = 1, 0
    for group in range(file.num_row_groups):
        count = file.metadata.row_group(group).num_rows
        done = 0
        try:
            for row in _rows(file, group, wanted):
                found = _found(row, f"{name}: row {first + done}", source, max_bytes, layout)
                done += 1
                if found is None:
                    empty += 1
                else:
                    yield found
        except _UNREADABLE as error:
            where = f"{name}: row group {group + 1} of {file.num_row_groups}"
            yield Pending(where, f"{count - done} of its {count} rows cannot be read ({error}); fetch the file again")
        first += count
    if empty:
        yield PassedOver(name, "rows without a document", empty)


def _rows(file: pq.ParquetFile, group: int, wanted: list[str]) -> Iterator[pa.RecordBatch]:
    """The rows of a group, each as a batch of its own."""
    for batch in file.iter_batches(batch_size=_AT_ONCE, row_groups=[group], columns=wanted, use_threads=False):
        yield from (batch.slice(number, 1) for number in range(batch.num_rows))


def _found(row: pa.RecordBatch, where: str, source: str, max_bytes: int, layout: Layout) -> Captured | Pending | None:
    try:
        values: dict[str, Any] = {name: row.column(name)[0].as_py() for name in row.schema.names}
        snapshot = snapshot_of(values, layout, source)
        if snapshot is not None and len(snapshot.payload) > max_bytes:
            size = len(snapshot.payload)
            raise SourceError(f"{size:,} bytes, over max_snapshot_bytes = {max_bytes:,}; raise it, or take the row out")
    except UnicodeDecodeError as error:
        return Pending(where, f"a string that is not UTF-8 ({error.reason} at {error.start}); mend the row")
    except (OverflowError, ValueError) as error:
        return Pending(where, f"a value that cannot be read ({error}); mend the row")
    except SourceError as error:
        return Pending(where, str(error))
    return Captured(snapshot, f"{where} <{snapshot.uri}>", in_bulk=True) if snapshot else None


def _leaves(schema: pa.Schema) -> frozenset[str]:
    """The columns, and those inside of structures as `outer.inner`."""

    def inside(name: str, kind: pa.DataType) -> Iterator[str]:
        yield name
        if pa.types.is_struct(kind):
            for number in range(kind.num_fields):
                yield from inside(f"{name}.{kind.field(number).name}", kind.field(number).type)

    return frozenset(leaf for field in schema for leaf in inside(field.name, field.type))


def _top(name: str, names: Sequence[str]) -> str:
    return name if name in names else name.partition(".")[0]
