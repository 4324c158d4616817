"""Digests of WARC records: `WARC-Block-Digest` and `WARC-Payload-Digest` (ISO 28500, 5.8 and 5.9), `<algorithm>:<digest>`."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from contextlib import suppress

_ALGORITHMS = {
    "md5": "md5",
    "sha1": "sha1",
    "sha-1": "sha1",
    "sha256": "sha256",
    "sha-256": "sha256",
    "sha384": "sha384",
    "sha-384": "sha384",
    "sha512": "sha512",
    "sha-512": "sha512",
}


def agrees(digest: str | None, readings: Iterable[bytes]) -> bool:
    """Whether a digest is that of one of the readings, written in hex or base32 as is usual, or in base64.

    True also for none, and for one of an algorithm that is not known: these say nothing about the bytes.
    """
    algorithm, value = _parted(digest)
    if algorithm is None:
        return True
    expected = set(_written(value.strip()))
    return any(hashlib.new(algorithm, data, usedforsecurity=False).digest() in expected for data in readings)


def has_digest(digest: str | None) -> bool:
    """Whether there is a digest that says something."""
    return _parted(digest)[0] is not None


def _parted(digest: str | None) -> tuple[str | None, str]:
    label, _, value = (digest or "").strip().partition(":")
    return _ALGORITHMS.get(label.strip().lower()), value


def _written(value: str) -> Iterable[bytes]:
    """The bytes that a digest may stand for."""
    plain = value.rstrip("=")
    with suppress(ValueError):
        yield bytes.fromhex(plain)
    for decode, block in ((base64.b32decode, 8), (base64.b64decode, 4), (base64.urlsafe_b64decode, 4)):
        text = plain.upper() if decode is base64.b32decode else plain
        with suppress(binascii.Error, ValueError):
            yield decode(text + "=" * (-len(plain) % block))
