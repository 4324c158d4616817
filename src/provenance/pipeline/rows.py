"""Articles as the rows of their table."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from provenance.identity.records import SET_AT_COMMIT, content_hash, record_hash

Row = dict[str, Any]


def uncommitted(schema: pa.Schema) -> pa.Schema:
    """The schema of articles without the columns that a commit sets."""
    return pa.schema([field for field in schema if field.name not in SET_AT_COMMIT])


def as_row(value: Any) -> Any:
    """A value object as the plain value that Arrow takes: dataclasses become mappings, tuples lists."""
    if isinstance(value, tuple):
        return [as_row(item) for item in value]
    names = _names(value.__class__)
    return {name: as_row(getattr(value, name)) for name in names} if names else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass; none of any other class."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def hashed(row: Row) -> Row:
    """The row with `content_hash` and `record_hash`."""
    row = {**row, "content_hash": content_hash(row)}
    return {**row, "record_hash": record_hash(row)}
