"""Parquet files whose bytes are a function of their rows (and of the pyarrow release).

Chunks are combined, the schema is the contract's without metadata, and no Arrow schema is stored; so two writers of the same
rows write the same bytes. Reading gives the contract's schema back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from provenance.errors import DatasetError

#: Bounds of one file, so that a run of any size writes files that other engines like, at the same places whatever the batches.
ROWS_PER_FILE = 50_000
BYTES_PER_FILE = 128 * 2**20


def encode(table: pa.Table) -> bytes:
    """The bytes of a Parquet file with these rows."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table.combine_chunks().replace_schema_metadata(None),
        sink,
        compression="zstd",
        store_schema=False,
        # Statistics that do not fit the rows would filter rows away unseen, and readers trust them; so there are none.
        write_statistics=False,
        row_group_size=10_000,
        use_dictionary=[field.name for field in table.schema if not pa.types.is_large_binary(field.type)],
    )
    return bytes(sink.getvalue())


def split(table: pa.Table) -> Iterator[pa.Table]:
    """Runs of rows for one file each, cut by rows and bytes alone."""
    start = 0
    while start < table.num_rows:
        rows = min(ROWS_PER_FILE, table.num_rows - start)
        while rows > 1 and table.slice(start, rows).nbytes > BYTES_PER_FILE:
            rows //= 2
        yield table.slice(start, rows)
        start += rows


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


def fault(data: bytes, schema: pa.Schema, rows: int, same_writer: bool) -> str | None:
    """What is wrong with the bytes of a file that should hold `rows` rows of a schema; None where nothing is.

    Types, columns and statistics decide what other engines read of it. Where the file was written by the pyarrow that is
    installed (`same_writer`), its bytes must be the ones that this writes for its rows.
    """
    file = pq.ParquetFile(pa.BufferReader(data))
    written = file.schema_arrow
    usual = pq.read_schema(pa.BufferReader(encode(schema.empty_table())))
    missing = [field.name for field in usual if field.name not in written.names]
    if written != pa.schema([field for field in usual if field.name not in missing]) or any(
        not schema.field(name).nullable for name in missing
    ):
        return "its columns or their types are not those of the contract"
    if file.metadata.num_rows != rows:
        return f"it holds {file.metadata.num_rows} rows, published were {rows}"
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    if any(group.column(number).is_stats_set for group in groups for number in range(group.num_columns)):
        return "it holds statistics, which we never write"
    if same_writer and not missing and encode(conform(file.read(), schema)) != data:
        return "its bytes are not those that are written for its rows"
    return None


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
