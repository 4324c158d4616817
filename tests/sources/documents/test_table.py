"""Parquet tables: rows, types, and row groups that are damaged."""

import io
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.model.columns import Columns
from provenance.sources.documents.table import Found, read_parquet
from provenance.sources.found import Captured, PassedOver, Pending

NOON = datetime(2031, 3, 14, 12, tzinfo=UTC)


def rows(count: int, size: int = 10) -> list[dict[str, Any]]:
    return [
        {"url": f"https://paper.example/{n}", "text": f"Story {n}. " + "The bridge is shut. " * size, "captured_at": NOON, "n": n}
        for n in range(count)
    ]


def file(table: pa.Table | list[dict[str, Any]], group: int = 4, **options: Any) -> bytes:
    sink = io.BytesIO()
    table = pa.Table.from_pylist(table) if isinstance(table, list) else table
    pq.write_table(table, sink, row_group_size=group, write_page_checksum=True, **options)
    return sink.getvalue()


def look(data: bytes, limit: int = 100_000, **columns: str) -> list[Found]:
    return list(read_parquet(io.BytesIO(data), "news.parquet", "table", limit, Columns(**columns)))


def one(table: pa.Table, **columns: str) -> Found:
    (found,) = look(file(table), **columns)
    return found


def why(found: Found) -> str:
    assert isinstance(found, Pending), found
    return found.why


def test_every_row_is_a_snapshot() -> None:
    found = look(file(rows(10)))
    assert [each.snapshot.uri for each in found if isinstance(each, Captured)] == [row["url"] for row in rows(10)]
    first = found[0]
    assert isinstance(first, Captured)
    assert first.where == "news.parquet: row 1 <https://paper.example/0>"
    assert first.snapshot.captured_at == NOON
    assert first.snapshot.payload == rows(1)[0]["text"].encode()


def test_a_corrupt_row_group_is_one_pending_and_the_next_is_read() -> None:
    data = bytearray(file(rows(12), compression="none"))
    place = bytes(data).index(b"Story 5.")
    data[place : place + 8] = b"\xff" * 8
    found = look(bytes(data))
    captured = [each.snapshot.uri.rpartition("/")[2] for each in found if isinstance(each, Captured)]
    (pending,) = [each for each in found if isinstance(each, Pending)]
    assert captured == ["0", "1", "2", "3", "8", "9", "10", "11"]
    assert pending.where == "news.parquet: row group 2 of 3"
    assert pending.why.startswith("4 of its 4 rows cannot be read")
    last = found[-1]
    assert isinstance(last, Captured)
    assert last.where.startswith("news.parquet: row 12 ")


@pytest.mark.parametrize("data", [b"", b"PAR1", b"x" * 100, file(rows(3))[:-20], file(rows(3))[:60]])
def test_what_is_no_parquet_is_one_pending(data: bytes) -> None:
    (found,) = look(data)
    assert "footer" in why(found)


def test_a_table_without_rows_holds_nothing() -> None:
    assert look(file(pa.table({"url": pa.array([], pa.string()), "text": pa.array([], pa.string())}))) == []


def test_a_table_without_a_column_for_the_document_is_one_pending() -> None:
    found = look(file([{"url": "a", "body": "b"}, {"url": "c", "body": "d"}]))
    assert len(found) == 1
    assert "no column for the document among body, url" in why(found[0])
    assert "no column story" in why(look(file(rows(5)), text="story")[0])
    assert isinstance(look(file([{"url": "a", "body": "b"}]), text="body")[0], Captured)


def test_nulls() -> None:
    table = pa.table({"url": ["a", None, "c", None], "text": ["A", "B", None, None], "captured_at": pa.array([None] * 4)})
    found = look(file(table))
    assert [type(each) for each in found] == [Captured, Pending, PassedOver]
    assert found[-1] == PassedOver("news.parquet", "rows without a document", 2)


@pytest.mark.parametrize(
    ("values", "fine"),
    [
        (pa.array([NOON], pa.timestamp("ns", "UTC")), True),
        (pa.array([NOON], pa.timestamp("s", "Europe/Lisbon")), True),
        (pa.array(["2031-03-14T12:00:00Z"]), True),
        (pa.array([1_931_256_000_000_000_001], pa.timestamp("ns")), False),
        (pa.array([date(2031, 3, 14)]), False),
        (pa.array([1_931_256_000]), False),
        (pa.array([2**61], pa.timestamp("us", "UTC")), False),
    ],
)
def test_capture_times_of_any_type(values: pa.Array, fine: bool) -> None:
    found = one(pa.table({"url": ["a"], "text": ["A"], "captured_at": values}))
    assert isinstance(found, Captured) == fine
    if isinstance(found, Captured):
        assert found.snapshot.captured_at == NOON
        assert type(found.snapshot.captured_at) is datetime


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string()), pa.binary(), pa.large_binary()]
)
def test_text_of_any_type(kind: pa.DataType) -> None:
    found = one(pa.table({"url": ["a"], "text": pa.array(["Brücke"]).cast(kind)}))
    assert isinstance(found, Captured)
    assert found.snapshot.payload == "Brücke".encode()


def test_a_string_that_is_not_utf_8_costs_its_row() -> None:
    text = pa.Array.from_buffers(pa.string(), 2, pa.array([b"\xff\xfe", b"fine"]).buffers())
    found = look(file(pa.table({"url": ["a", "b"], "text": text}), store_schema=False))
    assert [type(each) for each in found] == [Pending, Captured]
    assert "UTF-8" in why(found[0])


def test_other_types_are_pending() -> None:
    assert "holds a number" in why(one(pa.table({"url": ["a"], "text": [7]})))
    assert "holds a list" in why(one(pa.table({"url": ["a"], "text": [["x"]]})))


def test_a_long_row_is_pending() -> None:
    found = look(file([*rows(1), {**rows(1)[0], "text": "x" * 100_001}, *rows(1)]))
    assert [type(each) for each in found] == [Captured, Pending, Captured]
    assert "over max_snapshot_bytes" in why(found[1])


def test_nested_columns_of_oscar() -> None:
    headers = {"warc-target-uri": "https://paper.example/a", "warc-date": "2031-03-14T12:00:00Z"}
    found = one(pa.Table.from_pylist([{"id": 1, "text": "A", "meta": {"warc_headers": headers}}]))
    assert isinstance(found, Captured)
    assert (found.snapshot.uri, found.snapshot.captured_at) == ("https://paper.example/a", NOON)


def test_capture_time_of_fineweb() -> None:
    row = {"url": "a", "text": "A", "dump": "CC-MAIN-2031-11", "date": "2031-03-14T12:00:00Z", "id": "x"}
    found = one(pa.Table.from_pylist([row]))
    assert isinstance(found, Captured)
    assert found.snapshot.captured_at == NOON


@given(st.data())
@settings(max_examples=60)
def test_no_flipped_byte_passes_for_a_row(draw: st.DataObject) -> None:
    data = bytearray(file(rows(12)))
    sound = {each.snapshot.snapshot_id for each in look(bytes(data)) if isinstance(each, Captured)}
    # Pages have check sums; the footer has none, and nothing in the format tells that a name in it was altered.
    place = draw.draw(st.integers(4, len(data) - 9 - int.from_bytes(data[-8:-4], "little")))
    data[place] ^= 1 << draw.draw(st.integers(0, 7))
    found = look(bytes(data))
    assert {each.snapshot.snapshot_id for each in found if isinstance(each, Captured)} <= sound


def test_memory_does_not_grow_with_the_table() -> None:
    def peak(data: bytes) -> int:
        pool = pa.system_memory_pool()
        before = pa.default_memory_pool()
        pa.set_memory_pool(pool)
        top = 0
        try:
            for each in read_parquet(io.BytesIO(data), "news.parquet", "table", 2**20, Columns()):
                top = max(top, pool.bytes_allocated())
                del each
        finally:
            pa.set_memory_pool(before)
        return top

    small, large = (file(rows(count, 100), group=100) for count in (300, 6_000))
    assert peak(large) < 2 * peak(small) + 2**18
    small, large = (file(rows(count, 100), group=count) for count in (300, 6_000))
    assert peak(large) < 8 * peak(small) + 2**18
