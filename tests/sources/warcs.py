"""WARC files for tests, written by hand so that each byte can be got wrong."""

from __future__ import annotations

import gzip
from collections.abc import Iterable

PAGE = b"<!doctype html><title>Bridge</title><p>The bridge at Arlen is shut until Monday.</p>"
DATE = "2031-03-14T09:30:00Z"
HTML = ("Content-Type: text/html; charset=UTF-8",)


def http(body: bytes = PAGE, fields: Iterable[str] = HTML, status: str = "200 OK") -> bytes:
    """An HTTP response."""
    return "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *fields)).encode("latin-1") + b"\r\n" + body


def record(
    uri: str | None = "https://paper.example/bridge",
    block: bytes | None = None,
    kind: str = "response",
    fields: Iterable[str] = (),
    date: str | None = DATE,
    media_type: str | None = "application/http; msgtype=response",
    length: int | None = None,
    version: str = "1.1",
) -> bytes:
    """A WARC record; `length` is what it claims where that is not its length."""
    block = http() if block is None else block
    lines = [f"WARC/{version}", f"WARC-Type: {kind}", "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>"]
    lines += [f"WARC-Target-URI: {uri}"] if uri else []
    lines += [f"WARC-Date: {date}"] if date else []
    lines += [f"Content-Type: {media_type}"] if media_type else []
    lines += [*fields, f"Content-Length: {len(block) if length is None else length}"]
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + block + b"\r\n\r\n"


def pages(count: int, size: int = 10) -> list[bytes]:
    """Records of pages of their own, with addresses `https://paper.example/0` and on."""
    return [
        record(f"https://paper.example/{n}", http(f"<p>Story {n}: {'the bridge is shut. ' * size}</p>".encode()))
        for n in range(count)
    ]


def packed(records: Iterable[bytes]) -> bytes:
    """A WARC.GZ file of one member a record."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
