"""Gzip members (RFC 1952), read with what is lost in a damaged one.

A WARC.GZ file has a member for each record, so that damage to one costs no other (ISO 28500, annex D); other files have one, or
many.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import regex

from provenance.sources.cursor import CHUNK, Cursor

MAGIC = b"\x1f\x8b\x08"

_MAGIC = regex.compile(rb"\x1f\x8b\x08[\x00-\x1f]", regex.DOTALL)
#: As many bytes of a member as are needed to see what it begins with, beyond a file name in its header.
_PROBE = 4096


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes between members that are none."""

    offset: int
    size: int


class Member:
    """One gzip member, as a stream of the bytes inside; `offset` is its place in the file.

    It holds its end only once it has been read to it, check sum included; `fault` tells when that went wrong.
    """

    def __init__(self, stream: BinaryIO, offset: int, waiting: bytes = b"") -> None:
        """`waiting` are bytes of the file from `offset` on that were read already."""
        self.offset = offset
        self.fault: str | None = None
        self.cut_off = False
        self.end = offset
        self._stream = stream
        self._inflate = _inflater()
        self._waiting = waiting
        self._given = 0

    def read(self, size: int) -> bytes:
        """1 to `size` bytes, or none at the end, whether that is sound or not."""
        while not self._inflate.eof and self.fault is None:
            if not self._waiting:
                self._stream.seek(self.end)
                self._waiting = self._stream.read(CHUNK)
            try:
                data = self._inflate.decompress(self._waiting, size)
            except zlib.error as error:
                self.fault = f"its gzip member is corrupt ({error}); what else it holds cannot be read"
                return self._before_the_damage()
            if not self._waiting and not data:
                self.fault = "its gzip member is cut off: the file ends early"
                self.cut_off = True
                return b""
            left = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            self.end += len(self._waiting) - len(left)
            self._waiting = left
            if data:
                self._given += len(data)
                return data
        return b""

    def at(self, position: int, size: int) -> bytes | None:
        """Null: what is inside a member is known once it is inflated."""
        del position, size
        return None

    @property
    def beyond(self) -> bytes:
        """Bytes of the file from `end` on that were read already."""
        return self._waiting

    def finish(self) -> None:
        """Read on to the end, or to the fault."""
        while self.read(CHUNK):
            pass

    def corrupt(self) -> bool:
        """Whether reading to the end will find damage. It inflates once more, and only where the member goes on from here.

        What zlib gives before it finds damage may be altered already; only the check sum at the end tells. That a member is
        cut off alters nothing before the cut.
        """
        if self._inflate.eof or self.fault:
            return False
        whole = Member(self._stream, self.offset)
        whole.finish()
        return bool(whole.fault) and not whole.cut_off

    def _before_the_damage(self) -> bytes:
        """What zlib inflated in the call that failed, and threw away: whole records may stand in it."""
        inflate, position, seen, got = _inflater(), self.offset, 0, b""
        while True:
            self._stream.seek(position)
            part = self._stream.read(CHUNK)
            saved = inflate.copy()
            try:
                following = inflate.decompress(part)
            except zlib.error:
                break
            if not part:
                return b""
            seen, got, position = seen + len(got), following, position + len(part)
        for byte in part:
            try:
                got += saved.decompress(bytes([byte]))
            except zlib.error:
                break
        return got[max(0, self._given - seen) :]


def members(stream: BinaryIO, begins: bytes) -> Iterator[Member | Gap]:
    """The members of a seekable stream, and the gaps between them; zero bytes after a member are padding, as to gzip(1).

    A member cannot be read any more once the next one was asked for. After a damaged one, reading goes on at the next place where
    a member is whose data begins with `begins`.
    """
    position, waiting = 0, b""
    while True:
        # What was read beyond a member is the next one's, so that a file is read but once.
        if not waiting.startswith(MAGIC):
            position, waiting = _after_zeros(stream, position)
        if not waiting:
            return
        if waiting.startswith(MAGIC):
            member = Member(stream, position, waiting)
            yield member
            member.finish()
            sound = member.fault is None
            position, waiting = (member.end, member.beyond) if sound else (_next(stream, position + 1, begins), b"")
        else:
            following = _next(stream, position + 1, begins)
            yield Gap(position, following - position)
            position, waiting = following, b""


def _after_zeros(stream: BinaryIO, position: int) -> tuple[int, bytes]:
    """The place of the next byte that is not zero, and what is read from there; nothing at the end."""
    while True:
        stream.seek(position)
        part = stream.read(CHUNK)
        rest = part.lstrip(b"\0")
        position += len(part) - len(rest)
        if len(rest) >= len(MAGIC) or not part:
            return position, rest
        if rest:
            stream.seek(position)
            return position, stream.read(CHUNK)


def _next(stream: BinaryIO, position: int, begins: bytes) -> int:
    """Where the next member begins whose data begins so; the end of the stream where none does."""
    stream.seek(position)
    cursor = Cursor(stream.read)
    while cursor.find(_MAGIC, 4):
        if _holds(bytes(cursor.peek(_PROBE)), begins):
            return position + cursor.position
        cursor.skip(1)
    return position + cursor.position


def _holds(data: bytes, begins: bytes) -> bool:
    try:
        return _inflater().decompress(data, len(begins)) == begins
    except zlib.error:
        return False


def _inflater() -> zlib._Decompress:
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
