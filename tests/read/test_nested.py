"""Lists of structs as tables."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from provenance.read.nested import unnest

_SCHEMA = pa.schema(
    [
        pa.field("article_id", pa.string()),
        pa.field("revision", pa.int32()),
        pa.field("source", pa.string()),
        pa.field("uri", pa.string()),
        pa.field("part", pa.int32()),
        pa.field("marks", pa.list_(pa.struct([pa.field("name", pa.string()), pa.field("size", pa.int32())]))),
    ]
)
marks = st.lists(st.builds(lambda name, size: {"name": name, "size": size}, st.text(max_size=3), st.none() | st.integers(0, 9)))


@given(st.lists(st.none() | marks, max_size=6), st.integers(0, 6), st.integers(1, 3))
def test_one_row_an_element(lists: list[list[dict[str, Any]] | None], start: int, chunk: int) -> None:
    rows: list[dict[str, Any]] = [
        {"article_id": f"a{number}", "revision": number, "source": "s", "uri": "u", "part": 0, "marks": each}
        for number, each in enumerate(lists)
    ]
    table = pa.Table.from_pylist(rows, schema=_SCHEMA)
    # Slices and chunks are what reading files and taking rows give.
    pieces = [table.slice(at, chunk) for at in range(start, table.num_rows, chunk)]
    table = pa.concat_tables([_SCHEMA.empty_table(), *pieces])
    wanted = [
        {**{key: row[key] for key in _SCHEMA.names[:-1]}, "position": position, **mark}
        for row in rows[start:]
        for position, mark in enumerate(row["marks"] or [])
    ]
    assert unnest(table, "marks").to_pylist() == wanted
