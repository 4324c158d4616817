"""JSON Lines: what lines become, and what damage costs."""

import gzip
import io
import json
import tracemalloc
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.model.columns import Columns
from provenance.sources.documents.jsonl import Found, read_jsonl
from provenance.sources.documents.lines import bounded_lines
from provenance.sources.found import Captured, PassedOver, Pending


def line(number: int, size: int = 10) -> bytes:
    row = {"url": f"https://paper.example/{number}", "text": f"Story {number}. " + "The bridge is shut. " * size}
    return json.dumps(row).encode() + b"\n"


LINES = [line(n) for n in range(6)]
PLAIN = b"".join(LINES)
NAMES = [str(n) for n in range(6)]


def look(data: bytes, limit: int = 100_000) -> list[Found]:
    return list(read_jsonl(io.BytesIO(data), "news.jsonl", "table", limit, Columns()))


def told(data: bytes) -> tuple[list[str], list[str]]:
    found = look(data)
    captured = [each.snapshot.uri.rpartition("/")[2] for each in found if isinstance(each, Captured)]
    return captured, [f"{each.where}: {each.why}" for each in found if isinstance(each, Pending)]


@pytest.mark.parametrize(
    "data",
    [
        PLAIN,
        PLAIN[:-1],
        b"\xef\xbb\xbf" + PLAIN,
        PLAIN.replace(b"\n", b"\r\n\n"),
        gzip.compress(PLAIN),
        b"".join(map(gzip.compress, LINES)),
        gzip.compress(PLAIN[:50]) + gzip.compress(PLAIN[50:]),
        pa.compress(PLAIN, "zstd", asbytes=True),
    ],
    ids=["plain", "no last line end", "mark", "empty lines", "gzip", "members", "a line in two members", "zstd"],
)
def test_every_line_is_a_snapshot(data: bytes) -> None:
    assert told(data) == (NAMES, [])


def test_where_a_snapshot_comes_from() -> None:
    found = look(PLAIN)[1]
    assert isinstance(found, Captured)
    assert found.where == "news.jsonl: line 2 <https://paper.example/1>"


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (b"{", "not JSON"),
        (b'{"url": "x", "text": "\xff"}', "not JSON"),
        (b'{"url": "x", "text": "\\ud800"}', "not JSON"),
        (b"\0\0\0", "not JSON"),
        (b"[" * 50_000, "not JSON"),
        (b'{"a":' * 10_000, "not JSON"),
        (b'["x"]', "no object"),
        (b'{"url": "x"}', "no column for the document"),
        (b'{"text": "x"}', "no id"),
        (b"x" * 100_001, "100,001 bytes, over max_snapshot_bytes"),
    ],
)
def test_a_bad_line_is_one_pending_with_its_number(bad: bytes, why: str) -> None:
    captured, pending = told(b"".join([*LINES[:2], bad, b"\n", *LINES[2:]]))
    assert captured == NAMES
    assert len(pending) == 1
    assert pending[0].startswith("news.jsonl: line 3: ")
    assert why in pending[0]


def test_rows_without_a_document_are_counted() -> None:
    assert look(b'{"url": "a", "text": null}\n{"url": "b", "text": ""}\n')[-1] == PassedOver(
        "news.jsonl", "rows without a document", 2
    )


def test_an_empty_file_holds_nothing() -> None:
    assert look(b"") == look(b"\n \n") == look(gzip.compress(b"")) == []


def test_a_line_of_100_mb_costs_no_memory() -> None:
    class Endless(io.RawIOBase):
        left = 100_000_000

        def read(self, size: int = -1) -> bytes:
            given = min(size, self.left)
            self.left -= given
            return b"x" * given

        def seek(self, place: int, whence: int = 0) -> int:
            return 0

    tracemalloc.start()
    (found,) = read_jsonl(Endless(), "news.jsonl", "table", 1_000_000, Columns())  # type: ignore[arg-type]
    _, top = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(found, Pending)
    assert found.why.startswith("99,999,99")
    assert top < 5_000_000


def test_gzip_that_is_cut_off_gives_its_whole_lines() -> None:
    data = gzip.compress(b"".join(line(n, 500) for n in range(400)))
    captured, pending = told(data[: len(data) // 2])
    assert captured == [str(n) for n in range(len(captured))]
    assert len(captured) > 50
    assert len(pending) == 1
    assert f"after line {len(captured)}: " in pending[0]
    assert "cut off" in pending[0]


def test_no_line_of_corrupt_gzip_is_taken() -> None:
    parts = [gzip.compress(each) for each in LINES]
    damaged = bytearray(parts[2])
    damaged[-5] ^= 1
    captured, pending = told(b"".join([*parts[:2], bytes(damaged), *parts[3:]]))
    assert captured == ["0", "1", "3", "4", "5"]
    assert len(pending) == 1
    assert "corrupt" in pending[0]


def test_garbage_between_members() -> None:
    parts = [gzip.compress(each) for each in LINES]
    captured, pending = told(b"".join([*parts[:2], b"garbage", *parts[2:]]))
    assert (captured, len(pending)) == (NAMES, 1)


def test_zstandard_that_is_cut_off() -> None:
    captured, pending = told(bytes(pa.compress(PLAIN, "zstd", asbytes=True))[:-5])
    assert captured == NAMES[: len(captured)]
    assert "cut off" in pending[0]


@given(st.data())
@settings(max_examples=200)
def test_no_damage_reaches_the_lines_before_it(draw: st.DataObject) -> None:
    place = draw.draw(st.integers(0, len(PLAIN) - 1))
    altered = draw.draw(
        st.sampled_from(
            [
                PLAIN[:place],
                PLAIN[:place] + bytes([PLAIN[place] ^ 0x41]) + PLAIN[place + 1 :],
                PLAIN[:place] + PLAIN[place + 17 :],
                PLAIN[:place] + b"\xff\n\0" + PLAIN[place:],
            ]
        )
    )
    before = PLAIN[:place].count(b"\n")
    assert look(altered)[:before] == look(PLAIN)[:before]


@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange(junk: bytes) -> None:
    look(junk)
    look(b"\x1f\x8b\x08" + junk)
    look(b"\x28\xb5\x2f\xfd" + junk)
    look(gzip.compress(junk))


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["url", "id", "text", "html", "title", "meta", "metadata", "captured_at", "date"]), JSON))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_object_is_a_snapshot_or_says_why_not(row: dict[str, Any]) -> None:
    found = look(json.dumps(row).encode())
    assert len(found) == 1


@given(st.lists(st.binary(max_size=20)), st.integers(1, 30), st.integers(0, 12))
def test_lines_are_those_of_the_whole(parts: list[bytes], step: int, longest: int) -> None:
    whole = b"\n".join(parts)
    stream = io.BytesIO(whole)
    lines = list(bounded_lines(lambda size: stream.read(step), longest))
    expected = whole.removesuffix(b"\n").split(b"\n") if whole else []
    if whole.endswith(b"\n"):
        expected = whole[:-1].split(b"\n")
    assert lines == [each if len(each) <= longest else len(each) for each in expected]


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(data: bytes) -> int:
        tracemalloc.start()
        for each in read_jsonl(io.BytesIO(data), "news.jsonl", "table", 2**20, Columns()):
            del each
        _, top = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return top

    peak(PLAIN)
    small, large = (b"".join(line(n, 50) for n in range(count)) for count in (200, 2_000))
    assert peak(large) < 1.5 * peak(small) + 2**18
    assert peak(gzip.compress(large)) < 1.5 * peak(gzip.compress(small)) + 2**18
