"""Framing: where records begin and end, in a stream of any length and with damage anywhere.

A record is `WARC/<version>`, header lines, an empty line, a block of `Content-Length` bytes and two line ends (ISO 28500, 4).
What its length leads to must be the next record or the end; where it is not, the record is damaged, and reading goes on at the
next line that begins as a record does. No library does that: they stop at the first fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import regex

from provenance.sources.cursor import Cursor

#: Header lines of a record, in bytes; crawlers write a few hundred.
MAX_HEAD = 2**16

_BEGINS = b"WARC/"
_HEAD_END = regex.compile(rb"\r?\n\r?\n")
_LENGTH = regex.compile(rb"^content-length[ \t]*:[ \t]*([0-9]{1,18})[ \t]*\r?$", regex.IGNORECASE | regex.MULTILINE)
_MARK = regex.compile(rb"WARC/[01]\.[0-9]{1,2}[ \t]*\r?\n(?:WARC-|Content-)", regex.IGNORECASE)
_LONGEST_MARK = 32


@dataclass(frozen=True, slots=True)
class Frame:
    """A record, or a run of bytes that is none. `offset` counts from the start of the stream; `fault` is null for a sound one.

    `head` holds the header lines, as far as there are any. `block` is empty where the record is damaged; of one that is only
    too long (`too_long`), it holds the beginning. `suspect` is one that may be altered and looks sound.
    """

    offset: int
    head: bytes
    block: bytes
    fault: str | None = None
    too_long: bool = False
    suspect: bool = False


class Stream(Protocol):
    """What is framed: bytes, and why they ended where they did."""

    def read(self, size: int) -> bytes:
        """1 to `size` bytes, or none at the end."""
        ...

    def at(self, position: int, size: int) -> bytes | None:
        """The bytes at a place further on, which stay to be read; null where the stream cannot look so far ahead."""
        ...

    @property
    def fault(self) -> str | None:
        """Why the stream ended early; null before its end, and where it ended as it should."""
        ...


def frames(stream: Stream, max_bytes: int) -> Iterator[Frame]:
    """The records of a stream of bytes, of which no block above `max_bytes` is held."""
    cursor = Cursor(stream.read)
    told = None
    while True:
        cursor.skip(_line_ends(cursor.peek(8)))
        if not cursor.peek(1):
            if stream.fault != told:
                yield Frame(cursor.position, b"", b"", stream.fault)
            return
        frame = _frame(cursor, stream, max_bytes)
        told = frame.fault and stream.fault
        yield frame


def _frame(cursor: Cursor, stream: Stream, max_bytes: int) -> Frame:
    offset = cursor.position
    head = _head(cursor)
    if head is None:
        begins = bytes(cursor.peek(len(_BEGINS))) == _BEGINS
        return _resume(cursor, stream, b"", "its header lines have no end" if begins else "no WARC record begins here")
    found = _LENGTH.search(head)
    if found is None:
        return _resume(cursor, stream, head, "it has no Content-Length")
    length = int(found[1])
    if length > max_bytes:
        return _too_long(cursor, stream, head, length, max_bytes)
    size = len(head) + length
    seen = cursor.peek(size + 16)
    if len(seen) < size:
        return _resume(cursor, stream, head, f"{len(seen) - len(head):,} bytes of {length:,}, then the data ends")
    if not _ends_well(seen[size:], stream):
        why = stream.fault or f"no record ends where its Content-Length of {length:,} says"
        return _resume(cursor, stream, head, why)
    block = bytes(seen[len(head) : size])
    del seen
    cursor.skip(size)
    return Frame(offset, head, block)


def _head(cursor: Cursor) -> bytes | None:
    """The header lines with the empty one, where a record begins here."""
    for size in (2048, MAX_HEAD):
        seen = cursor.peek(size)
        if bytes(seen[: len(_BEGINS)]) != _BEGINS:
            return None
        end = _HEAD_END.search(seen)
        if end:
            return bytes(seen[: end.end()])
    return None


def _ends_well(after: memoryview, stream: Stream) -> bool:
    """Whether a record may end before these bytes: two line ends, or another record, or the sound end of the stream.

    The standard asks for two line ends; writers have left out one or both, and a file may be cut off between them.
    """
    if bytes(after[:4]) == b"\r\n\r\n" and stream.fault is None:
        return True
    rest = after[_line_ends(after) :]
    return bytes(rest[: len(_BEGINS)]) == _BEGINS if rest else stream.fault is None


def _line_ends(data: memoryview) -> int:
    start = bytes(data[:8])
    return len(start) - len(start.lstrip(b"\r\n"))


def _too_long(cursor: Cursor, stream: Stream, head: bytes, length: int, max_bytes: int) -> Frame:
    offset = cursor.position
    after = stream.at(offset + len(head) + length - 1, 17)
    if after is not None and not (after and _ends_well(memoryview(after)[1:], stream)):
        return _resume(cursor, stream, head, f"no record ends where its Content-Length of {length:,} says")
    begins = bytes(cursor.peek(len(head) + min(length, MAX_HEAD))[len(head) :])
    taken = cursor.skip(len(head) + length) - len(head)
    if taken == length and _ends_well(cursor.peek(16), stream):
        return Frame(offset, head, begins, f"{length:,} bytes, over max_snapshot_bytes = {max_bytes:,}", too_long=True)
    cursor.find(_MARK, _LONGEST_MARK)
    skipped = cursor.position - offset
    why = f"no record ends where its Content-Length of {length:,} says; {skipped:,} bytes were skipped"
    return Frame(offset, head, b"", stream.fault or why)


def _resume(cursor: Cursor, stream: Stream, head: bytes, why: str) -> Frame:
    """The fault of the record that begins here; what follows it is read from the next beginning of a record on."""
    offset = cursor.position
    cursor.skip(1)
    cursor.find(_MARK, _LONGEST_MARK)
    return Frame(offset, head, b"", stream.fault or why)
