"""SQL over a version's tables, in a DuckDB that can reach nothing else."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa
import regex

from provenance.errors import UsageError
from provenance.read.dataset import Version
from provenance.read.nested import unnest
from provenance.visible import visible

_NESTED = ("figures", "dates", "quotes", "agencies", "evidence")
#: The tables that a query may name.
TABLES = ("articles", "revisions", *_NESTED, "quarantine", "snapshots", "observations")

# No file, no network, no Python variable, no extension from elsewhere; nothing of it can be switched on again.
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "temp_directory": "",
}


def query(version: Version, statement: str) -> pa.Table:
    """The result of a DuckDB query over the tables of a version, in UTC whatever the machine says.

    `articles` are the current ones with their `status`, `revisions` all; `figures`, `dates`, `quotes`, `agencies` and `evidence`
    are the lists of the current articles, one row an element; `quarantine` tells which entries are `open`; `snapshots` come
    without their payload. Columns of one name are told apart as `name`, `name_2`. Raises UsageError with DuckDB's message.
    """
    if any("\ud800" <= character <= "\udfff" for character in statement):
        raise UsageError("the query holds bytes that are no UTF-8")
    with duckdb.connect(config=_CONFIG) as connection:
        connection.execute("set timezone = 'UTC'")
        loaders = _loaders(version)
        for name in _named(connection, statement):
            connection.register(name, loaders[name]())
        connection.execute("set lock_configuration = true")
        try:
            relation = connection.sql(statement)
            if relation is None:
                raise UsageError("the query gives no rows; write a SELECT")
            return _with_distinct_names(relation.to_arrow_table())
        except duckdb.Error as error:
            said = "\n".join(map(visible, str(error).split("\n")))
            raise UsageError(f"{said}\nTables: {', '.join(TABLES)}.") from error


def _loaders(version: Version) -> Mapping[str, Callable[[], pa.Table]]:
    articles = cache(version.articles)

    def nested(name: str) -> Callable[[], pa.Table]:
        return lambda: unnest(articles(), name)

    return {
        "articles": articles,
        "revisions": version.revisions,
        **{name: nested(name) for name in _NESTED},
        "quarantine": version.quarantine,
        "snapshots": lambda: version.snapshots(payload=False),
        "observations": version.observations,
    }


def _named(connection: duckdb.DuckDBPyConnection, statement: str) -> list[str]:
    """The tables that a query names; all where it names none, such as `show tables`.

    DuckDB's parser tells; where it does not (several statements, a pivot), every word counts. A table that slips through is
    unknown to the query, never empty.
    """
    try:
        words = connection.get_table_names(statement)
    except duckdb.Error:
        words = set(regex.findall(r"\w+", statement))
    named = {word.lower() for word in words}
    return [name for name in TABLES if name in named] or list(TABLES)


def _with_distinct_names(table: pa.Table) -> pa.Table:
    names: list[str] = []
    for name in table.column_names:
        candidates = itertools.chain([name], (f"{name}_{number}" for number in itertools.count(2)))
        names.append(next(each for each in candidates if each not in names))
    return table.rename_columns(names)


def rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """The rows of a result as JSON has them: null, booleans, numbers, strings, lists, objects, decimals and times.

    What JSON has no word for (intervals, infinite numbers, times of day) is a string, binary its hexadecimal digits. Raises
    UsageError for a time outside of the years 1 to 9999.
    """
    columns = [_values(name, column) for name, column in zip(table.column_names, table.columns, strict=True)]
    for values in zip(*columns, strict=True):
        yield dict(zip(table.column_names, values, strict=True))


def _values(name: str, column: pa.ChunkedArray) -> list[Any]:
    try:
        return [_plain(value) for value in column.to_pylist(maps_as_pydicts="strict")]
    except (OverflowError, ValueError) as error:
        raise UsageError(f"column {name}: {error}; cast it to varchar") from error


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {str(key): _plain(member) for key, member in value.items()}
        case list():
            return [_plain(member) for member in value]
        case bytes():
            return value.hex()
        case Decimal():
            # DuckDB's sums of integers come as decimals without a fraction.
            return int(value) if value.as_tuple().exponent == 0 else value
        case float():
            return value if math.isfinite(value) else str(value)
        case time():
            return value.isoformat()
        case None | str() | bool() | int() | datetime() | date():
            return value
    return str(value)
