"""Looking ahead in a stream without holding more of it than what is asked for."""

from __future__ import annotations

from collections.abc import Callable

import regex

#: Bytes read at once.
CHUNK = 2**16


class Cursor:
    """A place in a stream that is read forwards. `position` counts the bytes taken, from 0.

    `read(n)` gives 1 to n bytes, or none at the end.
    """

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._buffer = b""
        self._start = 0
        self._ended = False
        self.position = 0

    def peek(self, size: int) -> memoryview:
        """The next `size` bytes, fewer at the end of the stream; they are not taken."""
        held = len(self._buffer) - self._start
        if held < size and not self._ended:
            parts = [self._buffer[self._start :]]
            while held < size:
                part = self._read(max(CHUNK, min(size - held, 2**20)))
                if not part:
                    self._ended = True
                    break
                parts.append(part)
                held += len(part)
            self._buffer, self._start = b"".join(parts), 0
        return memoryview(self._buffer)[self._start : self._start + size]

    def skip(self, size: int) -> int:
        """Take `size` bytes, fewer at the end of the stream; the number that was taken."""
        left = size
        while left > 0:
            step = len(self.peek(min(left, CHUNK)))
            if step == 0:
                break
            self._start += step
            self.position += step
            left -= step
        return size - left

    def find(self, pattern: regex.Pattern[bytes], longest: int) -> bool:
        """Skip to the next match of a pattern, whose matches have at most `longest` bytes, or to the end of the stream."""
        while True:
            window = self.peek(CHUNK + longest)
            match = pattern.search(window)
            if match:
                self.skip(match.start())
                return True
            if len(window) < CHUNK + longest:
                self.skip(len(window))
                return False
            self.skip(CHUNK)
