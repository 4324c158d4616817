"""Rows that wait for their commit: what a commit decides by is in memory, the rows themselves lie in files.

A spool is an Arrow IPC file with one row in each record batch, so that any row can be read without the others. It is no part of
a version, is not made durable, and carries no checksum: what is read of it is held against the hashes in its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import starmap
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.ipc as ipc

from provenance.errors import DatasetError

#: The column of `Rows.keys` that says how many bytes a row takes, about: files are cut by it.
WEIGHT = "weight"
#: Bytes that are written at once.
BUFFER = 1 << 20
#: Rows that are put together at once.
BLOCK = 500


class Spool:
    """A file of rows of one schema. Opened when it is first read; pickles as its path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader: ipc.RecordBatchFileReader | None = None

    @classmethod
    def write(cls, path: Path, table: pa.Table) -> Spool:
        """Set rows aside. Raises DatasetError where the file cannot be written."""
        try:
            # Each column of a row is a write of some bytes: together they take few calls.
            with (
                pa.OSFile(str(path), "wb") as file,
                pa.BufferedOutputStream(file, BUFFER) as sink,
                ipc.new_file(sink, table.schema) as writer,
            ):
                for batch in table.to_batches(max_chunksize=1):
                    writer.write_batch(batch)
        except OSError as error:
            raise DatasetError(f"{path}: cannot be written: {error}; make room or give access, and run again") from error
        return cls(path)

    def __getstate__(self) -> dict[str, Any]:
        return {"path": self.path, "_reader": None}

    @property
    def num_rows(self) -> int:
        """How many rows it holds."""
        return int(self._open().num_record_batches)

    def row(self, number: int) -> pa.RecordBatch:
        """One row. Raises DatasetError where the file is gone or torn."""
        try:
            return self._open().get_batch(number)
        except (OSError, pa.ArrowException) as error:
            raise DatasetError(f"{self.path}: {error}; run again, what was set aside there is read again") from error

    def _open(self) -> ipc.RecordBatchFileReader:
        if self._reader is None:
            try:
                self._reader = ipc.open_file(pa.OSFile(str(self.path)))
            except (OSError, pa.ArrowException) as error:
                raise DatasetError(f"{self.path}: {error}; run again, what was set aside there is read again") from error
        return self._reader


@dataclass(frozen=True)
class Rows:
    """Rows of one table that wait.

    `keys` has a row for each: the columns that a commit decides by, and `weight`. The rows lie in `parts`, one after the other;
    `numbers` says which of them these are, by default all.
    """

    keys: pa.Table
    parts: Sequence[pa.Table | Spool]
    numbers: npt.NDArray[np.int64] | None = None

    @classmethod
    def of(cls, table: pa.Table, keys: pa.Table) -> Rows:
        """Rows that are in memory, with the columns to decide by; each weighs the same."""
        weight = max(1, table.nbytes // max(1, table.num_rows))
        return cls(keys.append_column(WEIGHT, pa.array(np.full(table.num_rows, weight), pa.int64())), (table,))

    @property
    def num_rows(self) -> int:
        """How many rows wait."""
        return int(self.keys.num_rows)

    def filter(self, keep: pa.Array | pa.ChunkedArray) -> Rows:
        """Those rows for which a boolean array is true."""
        mask = np.asarray(keep)
        numbers = np.arange(self.num_rows) if self.numbers is None else self.numbers
        return replace(self, keys=self.keys.filter(keep), numbers=numbers[mask])

    def take(self, indices: Sequence[int] | npt.NDArray[np.int64]) -> pa.Table:
        """The rows at some places, one at least, in that order; all are in memory then."""
        wanted = np.asarray(indices, np.int64)
        wanted = wanted if self.numbers is None else self.numbers[wanted]
        if len(self.parts) == 1 and isinstance(self.parts[0], pa.Table):
            return self.parts[0].take(pa.array(wanted))
        part = np.searchsorted(self._starts, wanted, side="right") - 1
        offsets = wanted - self._starts[part]
        places = list(zip(part.tolist(), offsets.tolist(), strict=True))
        # A row alone takes several times the memory that it takes among others: each of its columns has buffers of its own.
        blocks = [places[start : start + BLOCK] for start in range(0, len(places), BLOCK)]
        return pa.concat_tables([pa.Table.from_batches(list(starmap(self._row, block))).combine_chunks() for block in blocks])

    def whole(self) -> pa.Table:
        """All rows in memory."""
        return self.take(np.arange(self.num_rows))

    def cuts(self, order: npt.NDArray[np.int64], rows: int, weight: int) -> Iterator[tuple[int, int]]:
        """Where to cut an order of rows, so that each run has at most so many rows and so much weight, but one row at least."""
        weights = self.keys.column(WEIGHT).to_numpy()[order]
        start, total = 0, 0
        for place, each in enumerate(weights.tolist()):
            if place > start and (place - start >= rows or total + each > weight):
                yield start, place
                start, total = place, 0
            total += each
        if start < len(weights):
            yield start, len(weights)

    @cached_property
    def _starts(self) -> npt.NDArray[np.int64]:
        return np.cumsum([0, *(part.num_rows for part in self.parts)])[:-1]

    def _row(self, part: int, row: int) -> pa.RecordBatch:
        rows = self.parts[part]
        if isinstance(rows, Spool):
            return rows.row(row)
        return rows.slice(row, 1).combine_chunks().to_batches()[0]
