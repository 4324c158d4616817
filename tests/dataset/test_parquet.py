"""Parquet files: the same rows give the same bytes, and what older files lack is null."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from provenance.dataset import parquet
from provenance.errors import DatasetError

SCHEMA = pa.schema(
    [pa.field("id", pa.string(), nullable=False), pa.field("text", pa.large_string()), pa.field("note", pa.string())]
)
ROWS = [{"id": "a", "text": "one", "note": None}, {"id": "b", "text": None, "note": "x"}]


def table(rows: list[dict[str, str | None]] = ROWS, schema: pa.Schema = SCHEMA) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=schema)


def test_chunks_do_not_show() -> None:
    assert parquet.encode(pa.concat_tables([table(ROWS[:1]), table(ROWS[1:])])) == parquet.encode(table())


def test_reading_gives_the_schema_back(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet.encode(table()))
    read = parquet.read(tmp_path, ["a.parquet", "a.parquet"], SCHEMA)
    assert read.schema == SCHEMA
    assert read.to_pylist() == ROWS * 2


@pytest.mark.parametrize("columns", [None, ["id", "note"], ["note"]])
def test_a_column_that_came_later_is_null(tmp_path: Path, columns: list[str] | None) -> None:
    older = pa.schema([SCHEMA.field("id"), SCHEMA.field("text")])
    (tmp_path / "a.parquet").write_bytes(parquet.encode(table().select(["id", "text"]).cast(older)))
    assert parquet.read(tmp_path, ["a.parquet"], SCHEMA, columns).column("note").to_pylist() == [None, None]
    assert parquet.fault(tmp_path / "a.parquet", SCHEMA, 2, same_writer=True) is None


def test_a_missing_required_column_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(parquet.encode(table().select(["text", "note"])))
    with pytest.raises(DatasetError, match="id"):
        parquet.read(tmp_path, ["a.parquet"], SCHEMA)


def test_a_lost_or_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no")
    for name in ("a.parquet", "b.parquet"):
        with pytest.raises(DatasetError, match=name):
            parquet.read(tmp_path, [name], SCHEMA)
