"""What a version adds to one table: rows that wait, in the order of the commit, with the columns that the commit sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from provenance.dataset import parquet
from provenance.dataset.spool import Rows


@dataclass(frozen=True)
class Addition:
    """Rows of a table of `schema`: those of `rows` at the places `order`; `set_here` has a value a row for the other columns."""

    schema: pa.Schema
    rows: Rows
    order: Sequence[int]
    set_here: Mapping[str, Sequence[Any]] = field(default_factory=dict)

    @property
    def num_rows(self) -> int:
        """How many rows there are."""
        return len(self.order)

    def files(self) -> Iterator[pa.Table]:
        """The rows of one file after the other; those of one are in memory at a time."""
        order = np.asarray(self.order, np.int64)
        for start, stop in self.rows.cuts(order, parquet.ROWS_PER_FILE, parquet.BYTES_PER_FILE):
            yield self._table(self.rows.take(order[start:stop]), start, stop)

    def whole(self) -> pa.Table:
        """All rows in memory."""
        return pa.concat_tables([self.schema.empty_table(), *self.files()])

    def _table(self, table: pa.Table, start: int, stop: int) -> pa.Table:
        columns = [
            pa.array(self.set_here[each.name][start:stop], each.type) if each.name in self.set_here else table.column(each.name)
            for each in self.schema
        ]
        return pa.table(columns, schema=self.schema)
