"""Undoing the content codings of HTTP (RFC 9110, section 8.4.1) within bounds; gzip is in `inflate`.

A payload keeps the coding that it was sent with, and its `content-encoding` header names it. Some crawlers undo the coding
and keep the header: then the bytes are taken as they stand.
"""

from __future__ import annotations

import zlib

import pyarrow as pa

from provenance.errors import RejectedSnapshot
from provenance.extraction.inflate import GZIP_MAGIC, bound_of, inflate, too_much
from provenance.model.quarantine import Reason

_PART = 2**16
_STREAMED = {"br": "brotli", "zstd": "zstd"}


def uncoded(payload: bytes, coding: str, max_bytes: int, max_ratio: int) -> bytes:
    """The bytes inside a payload; `coding` is the value of its `content-encoding`, codings in the order they were applied.

    Raises RejectedSnapshot (stage `decode`) with a rule of `inflate`, or with `coding-unknown` or `coding-corrupt`.
    """
    for name in reversed([part.strip().lower() for part in coding.split(",")]):
        payload = _undone(payload, name, max_bytes, max_ratio)
    return payload


def _undone(payload: bytes, name: str, max_bytes: int, max_ratio: int) -> bytes:
    if name in ("", "identity"):
        return payload
    if name in ("gzip", "x-gzip"):
        return inflate(payload, max_bytes, max_ratio) if payload.startswith(GZIP_MAGIC) else payload
    bound = bound_of(len(payload), max_bytes, max_ratio)
    try:
        if name == "deflate":
            data = _deflate(payload, bound)
        elif name in _STREAMED:
            data = _stream(payload, _STREAMED[name], bound)
        else:
            remedy = "fetch the page with a coding of gzip, deflate, br or zstd, or with none"
            raise RejectedSnapshot("decode", Reason("coding-unknown", f"the content coding is {name!r}", remedy))
    except (zlib.error, OSError, pa.ArrowException) as error:
        if _is_markup(payload):
            return payload
        observed = f"the content coding is {name!r}, and the {len(payload)} bytes are truncated, corrupt or of another ({error})"
        raise RejectedSnapshot("decode", Reason("coding-corrupt", observed, "fetch the page again")) from error
    if len(data) > bound:
        raise too_much(len(payload), max_bytes, max_ratio)
    return data


def _deflate(payload: bytes, bound: int) -> bytes:
    """The zlib format, which the name means, or deflate alone, which some servers send (RFC 9110, section 8.4.1.2)."""
    try:
        return _zlib(payload, zlib.MAX_WBITS, bound)
    except zlib.error:
        return _zlib(payload, -zlib.MAX_WBITS, bound)


def _zlib(payload: bytes, wbits: int, bound: int) -> bytes:
    inflater = zlib.decompressobj(wbits)
    data = inflater.decompress(payload, bound + 1)
    if len(data) <= bound and not inflater.eof:
        raise zlib.error("it ends early")
    return data


def _stream(payload: bytes, codec: str, bound: int) -> bytes:
    """Up to one byte more than the bound, so that it shows when there are more."""
    data = bytearray()
    with pa.CompressedInputStream(pa.BufferReader(payload), codec) as stream:
        while len(data) <= bound and (part := stream.read(min(_PART, bound + 1 - len(data)))):
            data += part
    return bytes(data)


def _is_markup(payload: bytes) -> bool:
    return payload[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0").startswith(b"<")
