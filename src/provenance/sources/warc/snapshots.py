"""From a WARC file to snapshots: which records are some, and what each becomes.

A snapshot is a `response` record of HTTP with a 2xx status, or a `resource` record of an http, https, ftp or file address,
whose media type is text/html, application/xhtml+xml or text/plain and whose body is not empty. One that tells no media type
is text/html where it begins as an HTML document does. Everything else is passed over by rule and counted by kind; what is
damaged comes as Pending.

| of a snapshot | is |
|---|---|
| `uri` | `WARC-Target-URI`, without the angle brackets that WARC 1.0 had around it |
| `captured_at` | `WARC-Date`, fractions cut off after microseconds |
| `media_type`, `charset` | of the HTTP `Content-Type`, or that of a resource record |
| `payload` | the body without transfer coding; its content coding stays, and `headers` tell which |
| `headers` | the HTTP fields of `KEPT_HEADERS` |
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO
from urllib.parse import quote

import regex
from fastwarc.warc import HeaderMap

from provenance.model.snapshot import Headers, Snapshot
from provenance.sources.found import Captured, PassedOver, Pending
from provenance.sources.members import MAGIC, Gap, members
from provenance.sources.warc.digests import agrees, has_digest
from provenance.sources.warc.exchange import BadExchange, content_type, read_exchange
from provenance.sources.warc.framing import Frame, frames
from provenance.sources.warc.plain import Plain

Found = Captured | Pending | PassedOver
_ASCII = "".join(map(chr, range(0x21, 0x7F)))

#: What articles are read from.
MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})

_KINDS = frozenset({"warcinfo", "request", "metadata", "revisit", "conversion", "continuation"})
_SCHEMES = ("http://", "https://", "ftp://", "file://")
# WHATWG MIME Sniffing, 7.1, the two patterns that no other text begins with.
_HTML = regex.compile(rb"[\s\xef\xbb\xbf]*<(?:!doctype html|html)[\s>]", regex.IGNORECASE)
_DATE = regex.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)")


def read_warc(stream: BinaryIO, name: str, source: str, max_bytes: int) -> Iterator[Found]:
    """The snapshots of a WARC file, one at a time, in the order of its records; whether it is gzip, its first bytes tell.

    `stream` must be seekable; `name` is for messages. A record above `max_bytes`, and one that is damaged, comes as Pending with
    its number, place in the file, and reason, and reading goes on with the next. At the end, what was passed over is told.
    """
    passed: Counter[str] = Counter()
    number = 0
    for offset, frame in _frames(stream, max_bytes):
        number += 1
        where = f"{name}: record {number} at byte {offset}"
        found = _found(frame, where, source)
        if isinstance(found, str):
            passed[found] += 1
        else:
            yield found
    if number == 0:
        yield Pending(name, "the file is empty; fetch it again")
    yield from (PassedOver(name, kind, count) for kind, count in sorted(passed.items()))


def _frames(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, Frame]]:
    """Every record with the place in the file where it, or the gzip member that holds it, begins."""
    stream.seek(0)
    if stream.read(len(MAGIC)) != MAGIC:
        yield from ((frame.offset, frame) for frame in frames(Plain(stream), max_bytes))
        return
    for member in members(stream, b"WARC/"):
        if isinstance(member, Gap):
            yield member.offset, Frame(0, b"", b"", f"{member.size:,} bytes that are no gzip member with a record")
        else:
            records = frames(member, max_bytes)
            for frame in islice(records, 1):
                suspect = member.corrupt()
                yield member.offset, replace(frame, suspect=suspect)
                yield from ((member.offset, replace(each, suspect=suspect)) for each in records)


def _found(frame: Frame, where: str, source: str) -> Captured | Pending | str:
    """What a record is: a snapshot, pending, or of a kind that is passed over."""
    # Not WarcRecord.from_bytes: it sets aside as much memory as Content-Length claims, and a wrong one aborts the process.
    headers = HeaderMap()
    headers.parse(io.BytesIO(frame.head))
    uri = _uri(headers)
    where = f"{where} <{uri}>" if uri else where
    if frame.fault and not frame.too_long:
        return Pending(where, f"{frame.fault}; fetch the file again, or take the record out")
    kind = (headers.get("WARC-Type") or "").strip().lower()
    if kind not in ("response", "resource"):
        return f"{kind} records" if kind in _KINDS else "records of an unknown kind"
    if not frame.too_long and not agrees(headers.get("WARC-Block-Digest"), [frame.block]):
        return Pending(where, "its bytes do not have its WARC-Block-Digest; fetch the file again, or take the record out")
    if frame.suspect and not has_digest(headers.get("WARC-Block-Digest")):
        why = "the gzip member that it shares with others is corrupt, and no WARC-Block-Digest shows that this one is whole"
        return Pending(where, f"{why}; fetch the file again")
    if headers.get("WARC-Truncated"):
        return f"{kind} records that the crawler cut short"
    try:
        entity = (_response if kind == "response" else _resource)(headers, frame.block, uri)
        if isinstance(entity, str):
            return entity
        if frame.too_long:
            return Pending(where, f"{frame.fault}; raise it, or take the record out")
        payload = entity.payload()
    except BadExchange as error:
        return Pending(where, f"{error}; fetch the page or the file again, or take the record out")
    if not payload:
        return f"{kind} records without a body"
    if uri is None:
        return Pending(where, "it has no WARC-Target-URI, so nothing tells where it comes from; take the record out")
    captured_at = _instant(headers.get("WARC-Date"))
    if captured_at is None:
        date = headers.get("WARC-Date")
        return Pending(where, f"its WARC-Date {date!r} is no instant such as 2031-03-14T09:30:00Z; mend the record")
    return Captured(
        Snapshot(source, uri, entity.media_type, payload, entity.charset, captured_at, entity.headers), where, in_bulk=True
    )


@dataclass(frozen=True, slots=True)
class _Entity:
    """What a record carries; `payload` raises BadExchange where that is not whole."""

    media_type: str
    charset: str | None
    payload: Callable[[], bytes]
    headers: Headers | None = None


def _response(headers: HeaderMap, block: bytes, uri: str | None) -> _Entity | str:
    """What a `response` record carries, or the kind by which it is passed over."""
    del uri
    if content_type(headers.get("Content-Type"))[0] != "application/http":
        return "response records that are not HTTP"
    exchange = read_exchange(block)
    if not 200 <= exchange.status < 300:
        return f"responses with status {exchange.status // 100}xx"
    media_type, charset = content_type(exchange.header("content-type"))
    if media_type is None and _HTML.match(exchange.stored):
        media_type = "text/html"
    if media_type not in MEDIA_TYPES:
        return "responses of other media types" if media_type else "responses that tell no media type"

    def payload() -> bytes:
        body = exchange.body()
        # The standard means the body without transfer coding; crawlers have also hashed it as it was sent. One that undid a
        # content coding and says so may have hashed what is gone now: then only the block's digest can be held against it.
        rewritten = exchange.header("x-crawl-content-encoding") is not None
        if not rewritten and not agrees(headers.get("WARC-Payload-Digest"), (body, exchange.stored)):
            raise BadExchange("the body does not have its WARC-Payload-Digest")
        return body

    return _Entity(media_type, charset, payload, exchange.kept)


def _resource(headers: HeaderMap, block: bytes, uri: str | None) -> _Entity | str:
    """What a `resource` record carries, or the kind by which it is passed over."""
    if uri and not uri.lower().startswith(_SCHEMES):
        return "resource records of addresses other than http, https, ftp and file"
    media_type, charset = content_type(headers.get("Content-Type"))
    if media_type is None and _HTML.match(block):
        media_type = "text/html"
    if media_type not in MEDIA_TYPES:
        return "resource records of other media types" if media_type else "resource records that tell no media type"

    def payload() -> bytes:
        if not agrees(headers.get("WARC-Payload-Digest"), (block,)):
            raise BadExchange("its bytes do not have its WARC-Payload-Digest")
        return block

    return _Entity(media_type, charset, payload)


def _uri(headers: HeaderMap) -> str | None:
    """The target's address, without the angle brackets of WARC 1.0; bytes that are no UTF-8 are percent-encoded."""
    raw = (headers.get_bytes(b"WARC-Target-URI") or b"").strip()
    if raw.startswith(b"<") and raw.endswith(b">"):
        raw = raw[1:-1].strip()
    try:
        return raw.decode() or None
    except UnicodeDecodeError:
        return quote(raw, safe=_ASCII)


def _instant(date: str | None) -> datetime | None:
    if date is None or not _DATE.fullmatch(date.strip()):
        return None
    try:
        return datetime.fromisoformat(date.strip()).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
