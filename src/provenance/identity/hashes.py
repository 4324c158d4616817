"""SHA-256 as it is written in data: `sha256:<hex>`; in file names the bare hex."""

from __future__ import annotations

import hashlib
from typing import Any

import regex

from provenance.identity.canonical import canonical_bytes

PREFIX = "sha256:"
_DIGEST = regex.compile(r"sha256:[0-9a-f]{64}")


def hash_bytes(data: bytes) -> str:
    """SHA-256 of bytes, `sha256:<64 hex digits>`."""
    return PREFIX + hashlib.sha256(data).hexdigest()


def hash_value(value: Any) -> str:
    """SHA-256 of the canonical form of a value."""
    return hash_bytes(canonical_bytes(value))


def bare(digest: str) -> str:
    """The hex digits alone, as used in file names. Raises ValueError for anything but a `sha256:` digest."""
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise ValueError(f"not a sha256 digest: {digest!r}")
    return digest[len(PREFIX) :]
