"""A file as a stream of bytes, whether it is plain, gzip or Zstandard, in stretches between what is damaged."""

from __future__ import annotations

from typing import BinaryIO, Protocol

import pyarrow as pa

from provenance.sources.members import MAGIC, Gap, Member, members

_ZSTD = b"\x28\xb5\x2f\xfd"


class Stretches(Protocol):
    """Bytes in stretches. `fault` tells why the one that was just read to its end is not followed soundly by the next."""

    fault: str | None
    ended: bool

    def read(self, size: int) -> bytes:
        """1 to `size` bytes, or none at the end of a stretch; where the file has not `ended`, reading on begins the next."""
        ...


def unpacked(stream: BinaryIO) -> Stretches:
    """The bytes inside a seekable stream; its first ones tell how it is packed."""
    stream.seek(0)
    begins = stream.read(4)
    stream.seek(0)
    if begins.startswith(MAGIC):
        return _Gzip(stream)
    return _Zstd(stream) if begins == _ZSTD else _Plain(stream)


class _Plain:
    def __init__(self, stream: BinaryIO) -> None:
        self.fault: str | None = None
        self.ended = False
        self._stream = stream

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.ended = not data
        return data


class _Zstd:
    def __init__(self, stream: BinaryIO) -> None:
        self.fault: str | None = None
        self.ended = False
        self._stream = pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd")

    def read(self, size: int) -> bytes:
        try:
            data = bytes(self._stream.read(size))
        except (OSError, pa.ArrowException) as error:
            self.fault, data = f"the Zstandard data is corrupt or cut off ({error}); fetch the file again", b""
        self.ended = not data
        return data


class _Gzip:
    """Members one after the other; a line may begin in one and end in the next."""

    def __init__(self, stream: BinaryIO) -> None:
        self.fault: str | None = None
        self.ended = False
        self._members = members(stream, b"{")
        self._member: Member | None = None

    def read(self, size: int) -> bytes:
        self.fault = None
        while True:
            if self._member is None:
                following = next(self._members, None)
                if following is None:
                    self.ended = True
                    return b""
                if isinstance(following, Gap):
                    self.fault = f"{following.size:,} bytes at byte {following.offset} are no gzip data; fetch the file again"
                    return b""
                if following.corrupt():
                    self.fault = f"the gzip member at byte {following.offset} is corrupt, so none of it is taken; fetch it again"
                    return b""
                self._member = following
            data = self._member.read(size)
            if data:
                return data
            fault, self._member = self._member.fault, None
            if fault:
                self.fault = f"{fault}; fetch the file again"
                return b""
