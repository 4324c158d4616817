"""Rows that wait for their commit: any of them comes back as it was, in any order, whatever files they lie in."""

from __future__ import annotations

import pickle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.dataset.spool import WEIGHT, Rows, Spool
from provenance.errors import DatasetError

SCHEMA = pa.schema([("id", pa.string()), ("tags", pa.list_(pa.string())), ("payload", pa.large_binary())])
ROWS = st.lists(st.fixed_dictionaries({"id": st.text(), "tags": st.none() | st.lists(st.text()), "payload": st.binary()}))


def table(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def keys(rows: list[dict[str, Any]]) -> pa.Table:
    return table(rows).select(["id"]).append_column(WEIGHT, pa.array([len(row["payload"]) for row in rows], pa.int64()))


@given(st.lists(st.tuples(ROWS, st.booleans()), max_size=4), st.data())
def test_any_row_comes_back_from_files_and_from_memory(
    parts: list[tuple[list[dict[str, Any]], bool]], data: st.DataObject
) -> None:
    every = [row for rows, _ in parts for row in rows]
    with TemporaryDirectory() as folder:
        waiting = Rows(
            keys(every),
            [
                Spool.write(Path(folder) / f"{number}.arrow", table(rows)) if in_file else table(rows)
                for number, (rows, in_file) in enumerate(parts)
            ],
        )
        wanted = data.draw(st.lists(st.integers(0, len(every) - 1), min_size=1) if every else st.just([]))
        if wanted:
            assert waiting.take(wanted).to_pylist() == [every[number] for number in wanted]
        mask = data.draw(st.lists(st.booleans(), min_size=len(every), max_size=len(every)))
        kept = waiting.filter(pa.array(mask, pa.bool_()))
        left = [row for row, keep in zip(every, mask, strict=True) if keep]
        assert kept.keys.column("id").to_pylist() == [row["id"] for row in left]
        if left:
            assert kept.whole().to_pylist() == left


@given(st.lists(st.integers(0, 50), max_size=30), st.integers(1, 5), st.integers(1, 100))
def test_cuts_are_bounded_and_lose_nothing(weights: list[int], most: int, heaviest: int) -> None:
    waiting = Rows(pa.table({WEIGHT: pa.array(weights, pa.int64())}), ())
    cuts = list(waiting.cuts(np.arange(len(weights)), most, heaviest))
    assert [place for start, stop in cuts for place in range(start, stop)] == list(range(len(weights)))
    for start, stop in cuts:
        assert 1 <= stop - start <= most
        assert stop - start == 1 or sum(weights[start:stop]) <= heaviest


def test_a_spool_pickles_as_its_place(tmp_path: Path) -> None:
    spool = Spool.write(tmp_path / "rows.arrow", table([{"id": "a", "tags": ["b"], "payload": b"c"}]))
    assert spool.row(0).to_pylist() == pickle.loads(pickle.dumps(spool)).row(0).to_pylist()


@pytest.mark.parametrize("content", [None, b"", b"ARROW1\0\0torn", b"x" * 10_000])
def test_a_torn_file_is_an_error_that_names_it(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "rows.arrow"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DatasetError, match=r"rows\.arrow: .*; run again"):
        Spool(path).row(0)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="cannot be written"):
        Spool.write(tmp_path / "nothing" / "rows.arrow", table([]))
