"""From characters of a decoded source back to the bytes that they were decoded from."""

from __future__ import annotations

from provenance.extraction.charsets import codec, strictly
from provenance.extraction.decode import Source

_MARKS = {"utf-8": 3, "utf-16le": 2, "utf-16be": 2, "utf-32le": 4, "utf-32be": 4}


def byte_range(source: Source, start: int, end: int) -> tuple[int, int] | None:
    """First byte and end of `source.string[start:end]` in `source.inflated`.

    None where the encoding does not tell: where broken bytes were read as U+FFFD before or inside the stretch, or where it has
    shift states. What is returned was checked: the bytes before the stretch and those of it decode to what they should.
    """
    first = _MARKS[source.charset] if source.charset_basis == "bom" else 0
    data, string = source.inflated, source.string
    try:
        begin = first + len(string[:start].encode(codec(source.charset)))
        stop = begin + len(string[start:end].encode(codec(source.charset)))
    except UnicodeEncodeError:
        return None
    before, inside = strictly(data[first:begin], source.charset), strictly(data[begin:stop], source.charset)
    return (begin, stop) if (before, inside) == (string[:start], string[start:end]) else None
