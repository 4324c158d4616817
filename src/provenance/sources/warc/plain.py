"""A WARC file that is not compressed, as a stream of records."""

from __future__ import annotations

from typing import BinaryIO


class Plain:
    """The bytes of a seekable stream from its start. Its end is never a fault of its own: what is cut off, a length tells."""

    fault: str | None = None

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0

    def read(self, size: int) -> bytes:
        """1 to `size` bytes, or none at the end."""
        self._stream.seek(self._position)
        data = self._stream.read(size)
        self._position += len(data)
        return data

    def at(self, position: int, size: int) -> bytes | None:
        """The bytes at a place, which stay to be read."""
        self._stream.seek(position)
        return self._stream.read(size)
