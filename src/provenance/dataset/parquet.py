"""Parquet files whose bytes are a function of their rows (and of the pyarrow release).

Chunks are combined, the schema is the contract's without metadata, and no Arrow schema is stored; so two writers of the same
rows write the same bytes. Reading gives the contract's schema back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from provenance.errors import DatasetError

#: Bounds of one file, so that a run of any size writes files that other engines like, at the same places whatever the batches,
#: and holds no more than one in memory.
ROWS_PER_FILE = 50_000
BYTES_PER_FILE = 64 * 2**20
ROWS_PER_GROUP = 10_000
# Levels and lengths stand in Parquet's pages otherwise than in the rows that a file's weight is counted by.
_UNPACKED = 256 * 2**20
# A file of one row may be larger, but no offset into a source reaches beyond this (offsets are int32).
_BYTES_OF_ONE_ROW = 2**31


def encode(table: pa.Table) -> bytes:
    """The bytes of a Parquet file with these rows."""
    sink = pa.BufferOutputStream()
    with _writer(sink, table.schema) as writer:
        _write(writer, table)
    return bytes(sink.getvalue())


def _writer(sink: pa.NativeFile, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        sink,
        schema.remove_metadata(),
        compression="zstd",
        store_schema=False,
        # Statistics that do not fit the rows would filter rows away unseen, and readers trust them; so there are none.
        write_statistics=False,
        use_dictionary=[field.name for field in schema if not pa.types.is_large_binary(field.type)],
    )


def _write(writer: pq.ParquetWriter, table: pa.Table) -> None:
    writer.write_table(table.combine_chunks().replace_schema_metadata(None), row_group_size=ROWS_PER_GROUP)


def read(root: Path, paths: Iterable[str], schema: pa.Schema, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of some files in order, with the contract's types. Raises DatasetError naming a file that cannot be read."""
    wanted = schema if columns is None else pa.schema([schema.field(name) for name in columns])
    tables = []
    for path in paths:
        try:
            tables.append(_read(pa.OSFile(str(root / path)), wanted))
        except (OSError, pa.ArrowException, KeyError) as error:
            raise DatasetError(f"{path}: {error}; restore the file from a copy of the dataset") from error
    return pa.concat_tables(tables) if tables else wanted.empty_table()


def _read(source: pa.NativeFile, wanted: pa.Schema) -> pa.Table:
    file = pq.ParquetFile(source)
    return conform(file.read(columns=[name for name in wanted.names if name in file.schema_arrow.names]), wanted)


def open_file(path: Path, schema: pa.Schema) -> pq.ParquetFile:
    """A file that can be one of ours: the contract's columns, and no more rows and bytes than a writer puts in one.

    Only the footer is read: a file that would unpack to more than that is refused before anything is unpacked. Raises
    DatasetError, OSError and pyarrow.ArrowException.
    """
    file = pq.ParquetFile(pa.OSFile(str(path)))
    written = file.schema_arrow
    usual = _as_read(schema)
    missing = [field.name for field in usual if field.name not in written.names]
    if written != pa.schema([field for field in usual if field.name not in missing]) or any(
        not schema.field(name).nullable for name in missing
    ):
        raise DatasetError("its columns or their types are not those of the contract")
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    unpacked = sum(max(group.total_byte_size, 0) for group in groups)
    bound = _UNPACKED if file.metadata.num_rows > 1 else _BYTES_OF_ONE_ROW
    if unpacked > bound or any(not 0 <= group.num_rows <= ROWS_PER_GROUP for group in groups):
        raise DatasetError(f"it unpacks to {unpacked} bytes in {len(groups)} row groups, more than is written to a file")
    return file


@cache
def _as_read(schema: pa.Schema) -> pa.Schema:
    """The schema that a file of ours has when it is read: Parquet does not know all of Arrow's types."""
    # `schema.empty_table()` would load pandas.
    return pq.read_schema(pa.BufferReader(encode(pa.Table.from_batches([], schema))))


def fault(path: Path, schema: pa.Schema, rows: int, same_writer: bool) -> str | None:
    """What is wrong with a file that should hold `rows` rows of a schema; None where nothing is.

    Types, columns and statistics decide what other engines read of it. Where the file was written by the pyarrow that is
    installed (`same_writer`), its bytes must be the ones that this writes for its rows. One row group is in memory at a time.
    Raises as `open_file`.
    """
    file = open_file(path, schema)
    if file.metadata.num_rows != rows:
        return f"it holds {file.metadata.num_rows} rows, published were {rows}"
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    if any(group.column(number).is_stats_set for group in groups for number in range(group.num_columns)):
        return "it holds statistics, which we never write"
    if same_writer and set(schema.names) <= set(file.schema_arrow.names) and not _is_as_written(path, file, schema):
        return "its bytes are not those that are written for its rows"
    return None


def _is_as_written(path: Path, file: pq.ParquetFile, schema: pa.Schema) -> bool:
    with path.open("rb") as data:
        comparison = _Comparison(data)
        with _writer(pa.PythonFile(comparison, mode="w"), schema) as writer:
            for number in range(file.metadata.num_row_groups):
                _write(writer, conform(file.read_row_group(number), schema))
        return comparison.equal and not data.read(1)


class _Comparison:
    """A file to write to that keeps nothing, and tells whether what was written is what another file holds."""

    def __init__(self, expected: BinaryIO) -> None:
        self._expected = expected
        self.equal = True
        self.closed = False

    def write(self, data: bytes) -> int:
        self.equal = self.equal and self._expected.read(len(data)) == data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        self.closed = True


def row_batches(file: pq.ParquetFile, schema: pa.Schema, first: int, count: int, batch: int) -> Iterator[tuple[int, pa.Table]]:
    """The rows `first` to `first + count` of a file, at most `batch` at a time, each with the number of its first row.

    The columns are those of `schema`, with its types. One row group is in memory at a time.
    """
    start = 0
    for number in range(file.metadata.num_row_groups):
        after = start + file.metadata.row_group(number).num_rows
        lower, upper = max(first, start), min(first + count, after)
        if lower < upper:
            names = [name for name in schema.names if name in file.schema_arrow.names]
            group = conform(file.read_row_group(number, columns=names), schema)
            for row in range(lower, upper, batch):
                yield row, group.slice(row - start, min(batch, upper - row))
        start = after


def conform(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """The table with the schema's types and order; a nullable column that it lacks (written before it existed) is null."""
    columns = []
    for field in schema:
        if field.name in table.column_names:
            columns.append(table.column(field.name).cast(field.type))
        elif field.nullable:
            columns.append(pa.nulls(table.num_rows, field.type))
        else:
            raise DatasetError(f"the column {field.name} is missing")
    return pa.table(columns, schema=schema)
