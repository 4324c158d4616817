"""The HTTP response in a WARC record: its head, and its body without transfer coding (RFC 9112)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache

import regex
from fastwarc.warc import HeaderMap

from provenance.model.snapshot import KEPT_HEADERS, Headers

_HEAD_END = regex.compile(rb"\r?\n\r?\n")
_STATUS = regex.compile(rb"HTTP/\d+(?:\.\d+)?[ \t]+(\d{3})(?!\d)")
_CHUNK = regex.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_LINE_END = regex.compile(rb"\r?\n")
_MEDIA_TYPE = regex.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")


class BadExchange(ValueError):
    """An HTTP response that is not whole; the message says what of it."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A response. `stored` is the body as it stands in the record. Names of `headers` are in lower case, values as sent, read as
    ISO 8859-1, which loses no byte.
    """

    status: int
    headers: Headers
    stored: bytes

    def header(self, name: str) -> str | None:
        """The first value of a field, by its name in lower case."""
        return next((value for each, value in self.headers if each == name), None)

    @property
    def kept(self) -> Headers | None:
        """The fields that a snapshot keeps; null for none."""
        return tuple((name, value) for name, value in self.headers if name in KEPT_HEADERS) or None

    def body(self) -> bytes:
        """The body without transfer coding; its content coding stays. Raises BadExchange where it is not whole."""
        if "chunked" in (self.header("transfer-encoding") or "").lower():
            return dechunked(self.stored)
        announced = (self.header("content-length") or "").strip()
        if announced.isascii() and announced.isdigit() and len(self.stored) < int(announced[:18]):
            raise BadExchange(f"the body has {len(self.stored):,} bytes of the {int(announced[:18]):,} that HTTP announced")
        return self.stored


def read_exchange(block: bytes) -> Exchange:
    """The response in the block of a record, or in the beginning of one. Raises BadExchange for a head that is none."""
    end = _HEAD_END.search(block)
    if end is None:
        raise BadExchange("the HTTP header lines have no end")
    status = _STATUS.match(block)
    if status is None:
        raise BadExchange("the HTTP response has no status line")
    fields = HeaderMap()
    # The parser knows CRLF alone, and some servers send LF.
    head = block[: end.start()].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    fields.parse(io.BytesIO(head + b"\r\n\r\n"))
    headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in fields.items_bytes())
    return Exchange(int(status[1]), headers, block[end.end() :])


def dechunked(body: bytes) -> bytes:
    """A body without the chunked transfer coding (RFC 9112, section 7.1).

    A body that does not begin with a chunk is given back as it is: many crawlers undo the coding and keep the header. Raises
    BadExchange where it begins as chunked and does not go on so.
    """
    parts: list[bytes] = []
    place = 0
    while True:
        line = _CHUNK.match(body, place)
        if line is None:
            if not parts:
                return body
            raise BadExchange(f"the chunked body is broken at its byte {place:,}")
        size = int(line[1], 16)
        start = line.end()
        if size == 0:
            return b"".join(parts)
        if start + size > len(body):
            raise BadExchange(f"the chunked body ends within a chunk, after {len(body):,} bytes")
        parts.append(body[start : start + size])
        ends = _LINE_END.match(body, start + size)
        if ends is None:
            raise BadExchange(f"the chunked body is broken at its byte {start + size:,}")
        place = ends.end()


@lru_cache(maxsize=4096)
def content_type(value: str | None) -> tuple[str | None, str | None]:
    """Media type in lower case and charset of a `Content-Type` (RFC 9110, section 8.3); null for what it does not tell."""
    if not value:
        return None, None
    message = Message()
    message["content-type"] = " ".join(value.split())
    media_type = message.get_content_type() if "/" in value else None
    charset = message.get_param("charset")
    if isinstance(charset, tuple):
        charset = charset[2]
    name = charset.strip().strip("'\"") if charset else None
    return media_type if media_type and _MEDIA_TYPE.fullmatch(media_type) else None, name or None
