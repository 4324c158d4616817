"""What of a WARC file is a snapshot, and what it is."""

import base64
import hashlib
import io
from datetime import UTC, datetime

import pytest

from provenance.model.snapshot import Snapshot
from provenance.sources.found import Captured, PassedOver, Pending
from provenance.sources.warc.snapshots import Found, read_warc
from tests.sources.warcs import HTML, PAGE, http, packed, pages, record

LIMIT = 100_000


def look(data: bytes, limit: int = LIMIT) -> list[Found]:
    return list(read_warc(io.BytesIO(data), "crawl.warc", "crawl", limit))


def snapshot(data: bytes) -> Snapshot:
    (found,) = look(data)
    assert isinstance(found, Captured), found
    return found.snapshot


def pending(data: bytes, limit: int = LIMIT) -> Pending:
    (found,) = look(data, limit)
    assert isinstance(found, Pending), found
    return found


def passed(data: bytes) -> str:
    (found,) = look(data)
    assert isinstance(found, PassedOver), found
    assert found.count == 1
    return found.kind


@pytest.mark.parametrize("packed_", [False, True])
def test_a_response_is_a_snapshot_with_the_context_of_its_record(packed_: bool) -> None:
    fields = (*HTML, "Set-Cookie: secret", 'ETag: W/"1"', "Date: Fri, 14 Mar 2031 09:30:00 GMT")
    one = record("https://paper.example/a", http(PAGE, fields))
    (found,) = look(packed([one]) if packed_ else one)
    assert isinstance(found, Captured)
    assert found.where == "crawl.warc: record 1 at byte 0 <https://paper.example/a>"
    assert found.snapshot == Snapshot(
        source="crawl",
        uri="https://paper.example/a",
        media_type="text/html",
        payload=PAGE,
        charset="UTF-8",
        captured_at=datetime(2031, 3, 14, 9, 30, tzinfo=UTC),
        headers=(
            ("content-type", "text/html; charset=UTF-8"),
            ("etag", 'W/"1"'),
            ("date", "Fri, 14 Mar 2031 09:30:00 GMT"),
        ),
    )


def test_angle_brackets_of_warc_1_0_are_no_part_of_the_address() -> None:
    assert snapshot(record("<https://paper.example/a>", version="1.0")).uri == "https://paper.example/a"


def test_fractions_and_offsets_of_the_capture_time() -> None:
    at = snapshot(record(date="2031-03-14T10:30:00.123456789+01:00")).captured_at
    assert at == datetime(2031, 3, 14, 9, 30, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize("date", [None, "2031", "2031-03-14", "20310314093000", "2031-13-14T09:30:00Z", "soon"])
def test_a_date_that_is_no_instant_is_pending(date: str | None) -> None:
    assert "WARC-Date" in pending(record(date=date)).why


def test_a_record_without_an_address_is_pending() -> None:
    assert "WARC-Target-URI" in pending(record(None)).why


def test_transfer_coding_is_undone_and_content_coding_kept() -> None:
    chunks = b"5;x=1\r\nThe b\r\n6\r\nridge.\r\n0\r\nTrailer: x\r\n\r\n"
    assert snapshot(record(block=http(chunks, (*HTML, "Transfer-Encoding: chunked")))).payload == b"The bridge."
    coded = snapshot(record(block=http(b"\x0b\x02\x80", (*HTML, "Content-Encoding: br"))))
    assert coded.payload == b"\x0b\x02\x80"
    assert ("content-encoding", "br") in (coded.headers or ())


def test_a_body_that_the_crawler_has_dechunked_is_taken_as_it_is() -> None:
    assert snapshot(record(block=http(PAGE, (*HTML, "Transfer-Encoding: chunked")))).payload == PAGE


@pytest.mark.parametrize(
    ("body", "field", "why"),
    [
        (b"5\r\nhello\r\nxyz\r\nworld\r\n0\r\n\r\n", "Transfer-Encoding: chunked", "broken at its byte 10"),
        (b"5\r\nhelloAB5\r\nworld\r\n0\r\n\r\n", "Transfer-Encoding: chunked", "broken at its byte 8"),
        (b"5\r\nhello\r\n", "Transfer-Encoding: chunked", "broken at its byte 10"),
        (b"5\r\nhello", "Transfer-Encoding: chunked", "broken at its byte 8"),
        (b"5\r\nhello\r\nff\r\nworld", "Transfer-Encoding: chunked", "ends within a chunk"),
        (b"hello", "Content-Length: 6", "5 bytes of the 6"),
    ],
)
def test_a_body_that_is_not_whole_is_pending(body: bytes, field: str, why: str) -> None:
    assert why in pending(record(block=http(body, (*HTML, field)))).why


def test_common_crawl_stores_decoded_bodies_under_renamed_headers() -> None:
    fields = (*HTML, "X-Crawl-Content-Encoding: gzip", "X-Crawl-Transfer-Encoding: chunked", f"Content-Length: {len(PAGE)}")
    found = snapshot(record(block=http(PAGE, fields), fields=("WARC-Payload-Digest: sha1:" + "A" * 32,)))
    assert found.payload == PAGE
    assert [name for name, _ in found.headers or ()] == ["content-type"]


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def test_digests_that_hold_in_any_writing() -> None:
    block = http(b"5\r\nhello\r\n0\r\n\r\n", (*HTML, "Transfer-Encoding: chunked"))
    for digest in (sha1(b"hello"), sha1(b"5\r\nhello\r\n0\r\n\r\n"), "sha256:" + hashlib.sha256(b"hello").hexdigest(), "xyz:1"):
        fields = (f"WARC-Block-Digest: {sha1(block)}", f"WARC-Payload-Digest: {digest}")
        assert snapshot(record(block=block, fields=fields)).payload == b"hello"


@pytest.mark.parametrize("name", ["WARC-Block-Digest", "WARC-Payload-Digest"])
def test_a_wrong_digest_is_pending(name: str) -> None:
    assert name in pending(record(fields=(f"{name}: {sha1(b'other')}",))).why
    assert name in pending(record(fields=(f"{name}: sha256:nonsense",))).why


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (record(kind="request"), "request records"),
        (record(kind="revisit"), "revisit records"),
        (record(None, b"software: x\r\n", "warcinfo", media_type="application/warc-fields"), "warcinfo records"),
        (record(kind="invented"), "records of an unknown kind"),
        (record("dns:paper.example", b"1.2.3.4", media_type="text/dns"), "response records that are not HTTP"),
        (record(block=http(status="404 Not Found")), "responses with status 4xx"),
        (record(block=http(status="301 Moved")), "responses with status 3xx"),
        (record(block=http(b"\x89PNG", ("Content-Type: image/png",))), "responses of other media types"),
        (record(block=http(b"%PDF-", ())), "responses that tell no media type"),
        (record(block=http(b"")), "response records without a body"),
        (record(fields=("WARC-Truncated: length",)), "response records that the crawler cut short"),
        (record("urn:text:a", b"text", "resource", media_type="text/plain"), None),
    ],
)
def test_what_is_no_snapshot_by_rule_is_counted_by_kind(data: bytes, kind: str | None) -> None:
    assert passed(data) == (kind or "resource records of addresses other than http, https, ftp and file")


def test_a_resource_record_is_a_snapshot_without_headers() -> None:
    found = snapshot(record("file:///a.txt", b"The bridge.", "resource", media_type="text/plain; charset=koi8-r"))
    assert (found.media_type, found.charset, found.payload, found.headers) == ("text/plain", "koi8-r", b"The bridge.", None)


def test_a_response_that_tells_no_media_type_and_begins_as_html_is_html() -> None:
    found = snapshot(record(block=http(fields=())))
    assert (found.media_type, found.headers) == ("text/html", None)


def test_line_ends_without_carriage_return() -> None:
    assert snapshot(record(block=b"HTTP/1.0 200\nContent-Type: text/plain\n\nThe bridge.")).payload == b"The bridge."


@pytest.mark.parametrize("block", [b"", b"\0\0\0", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: text/html"])
def test_a_response_without_an_http_head_is_pending(block: bytes) -> None:
    assert "HTTP" in pending(record(block=block)).why


def test_a_long_record_is_pending_when_it_could_be_a_snapshot() -> None:
    big = http(PAGE * 2000)
    image = http(b"\0" * len(big), ("Content-Type: image/png",))
    data = [record(block=big), record(block=image), record(block=big, kind="metadata"), *pages(1)]
    for form in (b"".join(data), packed(data)):
        over, captured, *rest = look(form)
        assert isinstance(over, Pending)
        assert "over max_snapshot_bytes = 100,000" in over.why
        assert isinstance(captured, Captured)
        assert [each.kind for each in rest if isinstance(each, PassedOver)] == [
            "metadata records",
            "responses of other media types",
        ]


def test_an_empty_file_is_pending_and_one_of_other_content_too() -> None:
    assert "empty" in pending(b"").why
    assert "no WARC record begins here" in pending(b"<html>").why
