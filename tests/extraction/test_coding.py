"""Content codings of HTTP, as the payload's own header names them."""

import gzip
import zlib
from contextlib import suppress

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import RejectedSnapshot
from provenance.extraction.decode import decode
from provenance.extraction.limits import DecodeLimits

PAGE = "<p>Die Brücke ist gesperrt.</p>".encode() * 20


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def packed(data: bytes, codec: str) -> bytes:
    return bytes(pa.compress(data, codec, asbytes=True))


CODED = [
    ("gzip", gzip.compress(PAGE, mtime=0)),
    ("X-Gzip", gzip.compress(PAGE, mtime=0)),
    ("deflate", zlib.compress(PAGE)),
    ("deflate", raw_deflate(PAGE)),
    ("br", packed(PAGE, "brotli")),
    ("zstd", packed(PAGE, "zstd")),
    ("gzip, br", packed(gzip.compress(PAGE, mtime=0), "brotli")),
    ("identity", PAGE),
]


def rule(payload: bytes, coding: str | None, media_type: str = "text/html", **limits: int) -> str:
    with pytest.raises(RejectedSnapshot) as rejected:
        decode(payload, media_type, None, DecodeLimits(**limits), coding)
    assert rejected.value.stage == "decode"
    return rejected.value.reason.rule


@pytest.mark.parametrize(("coding", "payload"), CODED, ids=[coding for coding, _ in CODED])
def test_a_coding_is_undone(coding: str, payload: bytes) -> None:
    source = decode(payload, "text/html", "utf-8", coding=coding)
    assert source.inflated == PAGE
    assert source.string == PAGE.decode()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_page_that_the_crawler_has_decoded_is_taken_as_it_stands(coding: str) -> None:
    assert decode(b"\n " + PAGE, "text/html", None, coding=coding).inflated == b"\n " + PAGE


@pytest.mark.parametrize(("coding", "payload"), [each for each in CODED if each[0] in ("deflate", "br", "zstd")])
def test_truncated_data_is_refused(coding: str, payload: bytes) -> None:
    assert rule(payload[:-2], coding) == "coding-corrupt"


def test_a_coding_that_is_not_known_is_refused() -> None:
    assert rule(b"\x1f\x9d\x90", "compress") == "coding-unknown"
    assert rule(PAGE, "aes128gcm") == "coding-unknown"


@pytest.mark.parametrize(("coding", "codec"), [("br", "brotli"), ("zstd", "zstd"), ("deflate", None), ("gzip", "gzip")])
def test_a_bomb_is_refused_before_it_is_inflated(coding: str, codec: str | None) -> None:
    data = b"a" * 20_000_000
    bomb = packed(data, codec) if codec else zlib.compress(data)
    assert rule(bomb, coding) == "gzip-bomb"
    assert rule(bomb, coding, max_bytes=1000_000, max_ratio=10**9) == "too-large"


def test_what_a_coding_wrapped_up_is_not_unpacked_twice() -> None:
    assert rule(gzip.compress(gzip.compress(PAGE)), "gzip") == "binary"


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "zstd", "br, gzip"]))
def test_any_bytes_are_read_or_refused(payload: bytes, coding: str) -> None:
    with suppress(RejectedSnapshot):
        decode(payload, "text/html", None, DecodeLimits(), coding)
