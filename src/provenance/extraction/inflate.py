"""Inflating gzip (RFC 1952) within bounds, so that a bomb costs no more than an ordinary page."""

from __future__ import annotations

import zlib

from provenance.errors import RejectedSnapshot
from provenance.model.quarantine import Reason

GZIP_MAGIC = b"\x1f\x8b"

# zlib copies what it leaves unread of the input on each call: small windows keep a chain of tiny members linear.
_WINDOW = 4096
# A small text of one repeated line may well exceed any ratio; only from here on does the ratio tell a bomb.
_RATIO_FROM = 2**20


def inflate(payload: bytes, max_bytes: int, max_ratio: int) -> bytes:
    """The bytes inside a gzip payload; one member or several, zero padding after the last one ignored as by gzip(1).

    Raises RejectedSnapshot (stage `decode`) when the payload is truncated or corrupt, or when it inflates to more than
    `max_bytes` bytes or to more than `max_ratio` times its size; no more than that is ever inflated.
    """
    bound = bound_of(len(payload), max_bytes, max_ratio)
    inflated = bytearray()
    member = _member()
    for start in range(0, len(payload), _WINDOW):
        window = payload[start : start + _WINDOW]
        while window:
            if member.eof:
                window = window.lstrip(b"\0")
                if not window:
                    break
                member = _member()
            try:
                inflated += member.decompress(window, bound - len(inflated) + 1)
            except zlib.error as error:
                raise _broken("gzip-corrupt", f"gzip data is corrupt near byte {start} of {len(payload)} ({error})") from error
            if len(inflated) > bound:
                raise too_much(len(payload), max_bytes, max_ratio)
            window = member.unused_data if member.eof else member.unconsumed_tail
    if not member.eof:
        raise _broken("gzip-truncated", f"gzip data ends early, after {len(payload)} bytes that gave {len(inflated)}")
    return bytes(inflated)


def _member() -> zlib._Decompress:
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)


def _broken(rule: str, observed: str) -> RejectedSnapshot:
    return RejectedSnapshot("decode", Reason(rule, observed, "fetch or copy the file again; `gzip -t` tells when it is whole"))


def bound_of(size: int, max_bytes: int, max_ratio: int) -> int:
    """How many bytes a payload of `size` bytes may inflate to."""
    return min(max_bytes, max(_RATIO_FROM, max_ratio * size))


def too_much(size: int, max_bytes: int, max_ratio: int) -> RejectedSnapshot:
    """The rejection of a payload that inflates to more than that."""
    if bound_of(size, max_bytes, max_ratio) == max_bytes:
        return too_large(f"more than {max_bytes} bytes after inflation of {size}", max_bytes)
    observed = f"{size} bytes of gzip inflate to more than {max_ratio} times their size"
    return RejectedSnapshot(
        "decode", Reason("gzip-bomb", observed, "if the file is meant, inflate it yourself or raise `extract.max_ratio`")
    )


def too_large(observed: str, max_bytes: int) -> RejectedSnapshot:
    """The rejection of a payload over the bound."""
    remedy = f"the bound is {max_bytes} bytes; split the file or raise `extract.max_bytes`"
    return RejectedSnapshot("decode", Reason("too-large", observed, remedy))
