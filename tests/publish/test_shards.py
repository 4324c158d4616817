"""Shards hold rows by their keys, whatever the bytes of the rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.publish import shards as module
from provenance.publish.shards import SCHEMA, Row, Shards, Table

# Few bytes, so that a key is often found across rows and in digests, and shards are shared.
digests = st.one_of(
    st.sampled_from([bytes(32), b"\x00" * 31 + b"\x01", b"\x01" + b"\x00" * 31]), st.binary(min_size=32, max_size=32)
)
numbers = st.sampled_from([0, 1, 256, 2**32 - 1])
rows = st.lists(st.tuples(st.sampled_from(Table), st.builds(Row, digests, numbers, numbers, digests)), max_size=12)


@given(rows, st.integers(1, 3))
def test_what_was_put_last_is_found(given: Sequence[tuple[Table, Row]], held: int) -> None:
    expected = {(table, row.key): row for table, row in given}
    with pytest.MonkeyPatch.context() as patch, closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        patch.setattr(module, "_HELD", held)
        connection.execute(SCHEMA)
        shards = Shards(connection)
        for table, row in given:
            shards.put(table, row)
            assert shards.get(table, row.key) == row
        shards.flush()
        again = Shards(connection, shards.sums)
        for table in Table:
            keys = [row.key for _, row in given]
            assert list(again.lookup(table, set(keys))) == sorted(row for (of, _), row in expected.items() if of is table)
