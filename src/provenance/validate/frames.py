"""Frames: the views of a table that rules judge, one pandas frame per view.

All columns are of dtype object and hold the Python values themselves: nullable integers stay integers, decimals stay exact,
and days outside pandas' range of nanoseconds stay days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from provenance.contracts.odcs import Contract
from provenance.contracts.rules import Rule
from provenance.errors import PipelineError
from provenance.validate.derived import ELEMENT_COLUMNS, RegistryView, Row, article_columns

#: Columns of every frame that say where its row stands: number of the article in the table, list, position in the list.
INDEX = ("row", "list", "position")


def frames(
    table: pa.Table, sources: Sequence[str | None], first_row: int, contract: Contract, registry: RegistryView
) -> Mapping[str, pd.DataFrame]:
    """The frame of every view that the contract has rules for, with the columns that those rules read and `INDEX`.

    `sources` holds the decoded source of each article or None; `first_row` is the number of the first article. Rules on
    columns that a commit sets are left out where the table does not have these columns yet. Raises PipelineError for a view
    that no list makes up: its rules would hold whatever the rows are.
    """
    rows = table.to_pylist()
    needed: dict[str, set[str]] = {}
    for rule in applicable_rules(table.schema, contract):
        needed.setdefault(rule.view, set()).update(rule.columns)
    return {
        view: _frame(_records(view, contract, rows, sources, first_row, registry), sorted(columns))
        for view, columns in needed.items()
    }


def applicable_rules(schema: pa.Schema, contract: Contract) -> tuple[Rule, ...]:
    """The rules of a contract that a table of this schema has the columns for."""
    absent = set(contract.set_at_commit) - set(schema.names)
    return tuple(rule for rule in contract.rules if rule.view != contract.name or not absent.intersection(rule.columns))


def _records(
    view: str,
    contract: Contract,
    rows: Sequence[Row],
    sources: Sequence[str | None],
    first_row: int,
    registry: RegistryView,
) -> Iterator[dict[str, Any]]:
    derive = ELEMENT_COLUMNS.get(view)
    lists = tuple(_lists(view, contract.schema))
    if not lists and view != contract.name:
        raise PipelineError(f"the rules of {view} would judge nothing: no list of {contract.name} has such elements")
    for number, (row, source) in enumerate(zip(rows, sources, strict=True), first_row):
        if view == contract.name:
            yield {**row, **article_columns(row, registry), "row": number, "list": None, "position": None}
        for name, nested in lists:
            for position, item in enumerate(row[name]):
                element = item[view] if nested else item
                derived = derive(element, row, source) if derive else {}
                yield {**element, **derived, "row": number, "list": name, "position": position}


def _lists(view: str, schema: pa.Schema) -> Iterator[tuple[str, bool]]:
    """The lists whose elements make up a view: the list of that name, and those whose elements hold a struct of that name."""
    for field in schema:
        if pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type):
            inner = field.type.value_type.get_field_index(view)
            nested = inner >= 0 and pa.types.is_struct(field.type.value_type.field(inner).type)
            if nested or field.name == view:
                yield field.name, nested


def _frame(records: Iterable[dict[str, Any]], columns: list[str]) -> pd.DataFrame:
    names = [*INDEX, *columns]
    values: dict[str, list[Any]] = {name: [] for name in names}
    for record in records:
        for name in names:
            values[name].append(record[name])
    return pd.DataFrame({name: pd.Series(column, dtype=object) for name, column in values.items()})
