"""Damage costs the records that it touches and no other."""

import gzip
import hashlib
import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.sources.found import Captured, Pending
from provenance.sources.warc.snapshots import Found, read_warc
from tests.sources.warcs import http, packed, pages, record

PAGES = pages(6)
PLAIN = b"".join(PAGES)
PACKED = packed(PAGES)


def look(data: bytes, limit: int = 100_000) -> list[Found]:
    return list(read_warc(io.BytesIO(data), "crawl.warc", "crawl", limit))


def told(data: bytes) -> tuple[list[str], list[str]]:
    """Last parts of the addresses that were captured, and why others were not."""
    found = look(data)
    captured = [each.snapshot.uri.rpartition("/")[2] for each in found if isinstance(each, Captured)]
    return captured, [each.why for each in found if isinstance(each, Pending)]


def ends(records: list[bytes]) -> list[int]:
    return [sum(map(len, records[: n + 1])) for n in range(len(records))]


def members() -> list[bytes]:
    return [gzip.compress(each, mtime=0) for each in PAGES]


@pytest.mark.parametrize(
    ("cut", "why"), [(20, "no end"), (100, "no end"), (-60, "then the data ends")], ids=["version", "head", "body"]
)
def test_a_file_cut_off_in_its_last_record_gives_one_pending(cut: int, why: str) -> None:
    start = len(PLAIN) - len(PAGES[-1])
    captured, pending = told(PLAIN[: start + cut] if cut > 0 else PLAIN[:cut])
    assert captured == ["0", "1", "2", "3", "4"]
    assert len(pending) == 1
    assert why in pending[0]


def test_a_file_cut_off_between_its_last_line_ends_is_whole() -> None:
    for left in range(5):
        assert told(PLAIN[: len(PLAIN) - left]) == (["0", "1", "2", "3", "4", "5"], [])


def test_a_packed_file_cut_off_in_its_last_member_gives_one_pending() -> None:
    for left in (1, 20, 150):
        captured, pending = told(PACKED[:-left])
        assert captured == ["0", "1", "2", "3", "4"]
        assert len(pending) == 1
        assert "cut off" in pending[0]


@pytest.mark.parametrize("place", [12, 60, -6], ids=["deflate", "later", "check sum"])
def test_a_corrupt_member_costs_its_record(place: int) -> None:
    parts = members()
    damaged = bytearray(parts[2])
    damaged[place] ^= 0xFF
    captured, pending = told(b"".join([*parts[:2], bytes(damaged), *parts[3:]]))
    assert captured == ["0", "1", "3", "4", "5"]
    assert len(pending) == 1
    assert "corrupt" in pending[0]


def test_a_member_that_is_cut_short_does_not_cost_the_next_one() -> None:
    parts = members()
    captured, pending = told(b"".join([*parts[:2], parts[2][:50], *parts[3:]]))
    assert (captured, len(pending)) == (["0", "1", "3", "4", "5"], 1)


@pytest.mark.parametrize("garbage", [b"garbage", b"\x1f\x8b\x08garbage", b"\xff" * 200_000])
def test_garbage_between_records_is_one_pending(garbage: bytes) -> None:
    for parts in (PAGES, members()):
        captured, pending = told(b"".join([*parts[:3], garbage, *parts[3:]]))
        assert (captured, len(pending)) == (["0", "1", "2", "3", "4", "5"], 1)


def test_zero_bytes_after_members_are_padding() -> None:
    assert told(b"".join(each + b"\0" * 70_000 for each in members())) == (["0", "1", "2", "3", "4", "5"], [])


@pytest.mark.parametrize("length", [0, 50, 500, 2_000, 10**9, 10**17])
def test_a_wrong_content_length_costs_its_record(length: int) -> None:
    wrong = record("https://paper.example/wrong", http(b"<p>wrong</p>"), length=length)
    for parts in ([*PAGES[:2], wrong, *PAGES[2:]], [*PAGES, wrong]):
        for data in (b"".join(parts), packed(parts)):
            captured, pending = told(data)
            assert captured == ["0", "1", "2", "3", "4", "5"]
            assert len(pending) == 1


def test_records_that_share_a_corrupt_member_need_a_digest_of_their_own() -> None:
    def digested(n: int) -> bytes:
        block = http(f"<p>Story {n}: {'the bridge is shut. ' * 10}</p>".encode())
        digest = hashlib.sha256(block).hexdigest()
        return record(f"https://paper.example/{n}", block, fields=(f"WARC-Block-Digest: sha256:{digest}",))

    def corrupt(records: list[bytes]) -> bytes:
        whole = bytearray(gzip.compress(b"".join(records), mtime=0))
        whole[len(whole) // 2] ^= 0xFF
        return bytes(whole)

    captured, pending = told(corrupt([digested(n) for n in range(400)]))
    assert captured[:50] == [str(n) for n in range(50)]
    assert pending
    captured, pending = told(corrupt(pages(400)))
    assert captured == []
    assert "no WARC-Block-Digest shows that this one is whole" in pending[0]
    assert told(gzip.compress(b"".join(pages(400)), mtime=0)) == ([str(n) for n in range(400)], [])


def test_records_of_one_member_that_is_cut_off_are_delivered() -> None:
    captured, pending = told(gzip.compress(PLAIN, mtime=0)[:-9])
    assert captured == ["0", "1", "2", "3", "4"]
    assert len(pending) == 1


def test_header_lines_without_end() -> None:
    endless = b"WARC/1.1\r\nWARC-Type: response\r\n" + b"X-Y: z\r\n" * 20_000
    captured, pending = told(b"".join([PAGES[0], endless, PAGES[1]]))
    assert captured == ["0", "1"]
    assert "no end" in pending[0]


@pytest.mark.parametrize(("data", "parts"), [(PLAIN, PAGES), (PACKED, members())], ids=["plain", "packed"])
@given(st.data())
@settings(max_examples=150)
def test_no_damage_reaches_what_stands_before_it(data: bytes, parts: list[bytes], draw: st.DataObject) -> None:
    place = draw.draw(st.integers(0, len(data) - 1))
    change = draw.draw(st.sampled_from(["cut", "flip", "drop", "insert"]))
    altered = {
        "cut": data[:place],
        "flip": data[:place] + bytes([data[place] ^ draw.draw(st.integers(1, 255))]) + data[place + 1 :],
        "drop": data[:place] + data[place + 1 + draw.draw(st.integers(0, 400)) :],
        "insert": data[:place] + draw.draw(st.binary(max_size=60)) + data[place:],
    }[change]
    sound = [each for each in look(data) if isinstance(each, Captured)]
    before = sum(end <= place for end in ends(parts))
    assert look(altered)[:before] == sound[:before]


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange(junk: bytes) -> None:
    assert look(junk)
    assert look(b"\x1f\x8b\x08" + junk)
    assert look(b"WARC/1.1\r\n" + junk + b"\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n")
    assert look(record(block=junk))
    assert look(record(block=http(junk, ("Content-Type: text/html", "Transfer-Encoding: chunked"))))


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(data: bytes) -> int:
        tracemalloc.start()
        for each in read_warc(io.BytesIO(data), "crawl.warc", "crawl", 2**20):
            del each
        _, top = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return top

    peak(packed(pages(2)))
    for form in (packed, b"".join):
        small, large = form(pages(200, 50)), form(pages(2_000, 50))
        assert peak(large) < 1.5 * peak(small) + 2**18


def test_a_bomb_costs_no_memory() -> None:
    bomb = gzip.compress(record(block=http(b"a" * 50_000_000)), mtime=0)
    tracemalloc.start()
    found = list(read_warc(io.BytesIO(bomb + packed(pages(1))), "crawl.warc", "crawl", 100_000))
    _, top = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [type(each) for each in found] == [Pending, Captured]
    assert top < 3_000_000
