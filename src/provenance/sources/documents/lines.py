"""Lines of a stream, each of bounded length, and the number of those that are longer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

_CHUNK = 2**16


def bounded_lines(read: Callable[[int], bytes], longest: int) -> Iterator[bytes | int]:
    """Every line without its end; for one above `longest` bytes its length, of which no more than that is held.

    `read(n)` gives 1 to n bytes, or none at the end.
    """
    parts: list[bytes] = []
    held = 0
    while part := read(_CHUNK):
        *whole, rest = part.split(b"\n")
        for piece in whole:
            yield _line(parts, held, piece, longest)
            parts, held = [], 0
        held += len(rest)
        if held <= longest:
            parts.append(rest)
        else:
            parts = []
    if held:
        yield _line(parts, held, b"", longest)


def _line(parts: list[bytes], held: int, last: bytes, longest: int) -> bytes | int:
    size = held + len(last)
    return size if size > longest else b"".join([*parts, last])
