"""Whether a table has the schema of its contract: a fault here is one of the pipeline, never of an article."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from provenance.contracts.odcs import Contract
from provenance.errors import PipelineError


def check_shape(table: pa.Table, contract: Contract) -> None:
    """Raise PipelineError unless `table` has the contract's columns, types and order, and no null that it forbids.

    All columns that a commit sets may be absent together.
    """
    before = pa.schema([field for field in contract.schema if field.name not in contract.set_at_commit])
    if not any(table.schema.equals(expected, check_metadata=False) for expected in (before, contract.schema)):
        raise PipelineError(
            f"the table does not have the schema of {contract.name} {contract.version}: {_difference(table, before)}"
        )
    for field in table.schema:
        for name in _forbidden_nulls(field.name, field, table[field.name].combine_chunks()):
            raise PipelineError(
                f"{name} is required by {contract.name} {contract.version}, but null in a row: fill it or reject the row"
            )


def _difference(table: pa.Table, expected: pa.Schema) -> str:
    for position, field in enumerate(expected):
        found = table.schema.field(position) if position < len(table.schema) else None
        if found != field:
            return f"column {position} must be {field}, not {found}"
    return f"more than {len(expected)} columns, but not those that a commit sets"


def _forbidden_nulls(name: str, field: pa.Field, values: pa.Array) -> Iterator[str]:
    """Dotted names of the fields that hold a null that they must not hold; nulls inside a null parent do not count."""
    if not field.nullable and values.null_count:
        yield name
    if pa.types.is_list(field.type):
        # list_flatten passes over null lists; a struct's own nulls are dropped before its children are looked at.
        yield from _forbidden_nulls(name, field.type.value_field, pc.list_flatten(values))
    elif pa.types.is_struct(field.type):
        present = values.drop_null()
        for position, child in enumerate(field.type):
            yield from _forbidden_nulls(f"{name}.{child.name}", child, present.field(position))
