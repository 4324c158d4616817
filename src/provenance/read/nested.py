"""Nested lists as tables of their own: one row an element."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

_KEYS = ["article_id", "revision", "source", "uri", "part"]


def unnest(articles: pa.Table, column: str) -> pa.Table:
    """The elements of a list of structs, one a row: keys of the article, `position` from 0, the struct's members."""
    lists = articles.column(column).combine_chunks()
    parents = pc.list_parent_indices(lists)
    keys = articles.select(_KEYS).take(parents)
    elements = lists.flatten()
    lengths = pc.list_value_length(lists).to_pylist()
    position = pa.array([number for length in lengths for number in range(length or 0)], pa.int32())
    columns = [*keys.columns, position, *elements.flatten()]
    names = [*_KEYS, "position", *(field.name for field in elements.type)]
    return pa.table(columns, names=names)
