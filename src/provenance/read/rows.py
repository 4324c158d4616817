"""Some rows of a table by their numbers, from the files that hold them and no others; and how often values occur."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from provenance.dataset import parquet
from provenance.dataset.state import State


def rows_at(state: State, name: str, schema: pa.Schema, numbers: Iterable[int]) -> pa.Table:
    """The rows of a table with these numbers (from 0, in commit order), in the order of their numbers."""
    wanted = sorted(set(numbers))
    tables = [schema.empty_table()]
    at = start = 0
    for file in state.files(name):
        end = start + file.rows
        here = []
        while at < len(wanted) and wanted[at] < end:
            here.append(wanted[at] - start)
            at += 1
        if here:
            tables.append(parquet.read(state.root, [file.path], schema).take(pa.array(here, pa.int64())))
        start = end
    return pa.concat_tables(tables)


def count(table: pa.Table, column: str) -> dict[str, int]:
    """How often each value of a column occurs."""
    return {each["values"]: each["counts"] for each in pc.value_counts(table.column(column)).to_pylist()}
