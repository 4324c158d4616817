"""Guessing an encoding that nothing declares.

charset-normalizer is deterministic: it measures chunks at fixed places and orders candidates by their measures, without
randomness or hash order. It is held to the web's encodings; left alone it also offers EBCDIC pages and the like.
"""

from __future__ import annotations

import charset_normalizer

from provenance.extraction.charsets import codec

# Encodings of news pages that declare none; single-byte ones that differ from these in a few characters only are left out.
_CANDIDATES = (
    "windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
    "windows-1257", "koi8-r", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "windows-874",
)  # fmt: skip
_BY_CODEC = {codec(name).replace("-", "_"): name for name in _CANDIDATES}

# Binary data holds such bytes, text in the candidate encodings does not: it saves trying them all.
_NEVER_TEXT = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B})
_SAMPLE = 2**16


def detected(data: bytes) -> str | None:
    """The WHATWG name of the encoding that charset-normalizer finds most likely; None where none fits."""
    if looks_binary(data):
        return None
    best = charset_normalizer.from_bytes(data, cp_isolation=list(_BY_CODEC), enable_fallback=False).best()
    return None if best is None else _BY_CODEC.get(best.encoding)


def looks_binary(data: bytes) -> bool:
    """Whether the first 64 KiB hold more control bytes than a text in any single-byte or multi-byte encoding would."""
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _NEVER_TEXT)) > max(1, len(sample) // 100)


def unmarked_unicode(data: bytes) -> str | None:
    """UTF-32 or UTF-16 without a byte order mark, None where the bytes do not look like either.

    UTF-32 leaves so many values unused that to decode is proof enough. In UTF-16 every space and line end has a zero byte,
    always on the same side, and there are many of them; text without any (some CJK) is not found.
    """
    if b"\0" not in data:
        return None
    for name in ("utf-32le", "utf-32be"):
        if _decodes(data, name):
            return name
    little, big = data[1::2].count(0), data[0::2].count(0)
    name, zeros, others = ("utf-16le", little, big) if little > big else ("utf-16be", big, little)
    enough = zeros * 100 >= len(data) and others * 20 <= zeros
    return name if enough and _decodes(data, name) else None


def _decodes(data: bytes, name: str) -> bool:
    # Strict to the last surrogate: this is a guess, and binary data would otherwise pass.
    try:
        data.decode(codec(name))
    except UnicodeDecodeError:
        return False
    return True
