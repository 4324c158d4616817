"""A snapshot: one raw capture, exact bytes with the context that they came with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from provenance.identity.hashes import hash_bytes, hash_value


@dataclass(frozen=True)
class Snapshot:
    """One raw capture. Its identity is that of its bytes and context, never a path or a modification time.

    `media_type` is the declared one without parameters (`text/html`), `charset` the declared character encoding as it was
    declared, `captured_at` an aware instant or null where the source does not tell.
    """

    source: str
    uri: str
    media_type: str
    payload: bytes
    charset: str | None = None
    captured_at: datetime | None = None

    @cached_property
    def payload_hash(self) -> str:
        """SHA-256 of the exact bytes."""
        return hash_bytes(self.payload)

    @cached_property
    def snapshot_id(self) -> str:
        """SHA-256 of the canonical form of context and payload hash."""
        return snapshot_id(self.source, self.uri, self.media_type, self.charset, self.captured_at, self.payload_hash)


def snapshot_id(
    source: str, uri: str, media_type: str, charset: str | None, captured_at: datetime | None, payload_hash: str
) -> str:
    """The id of a snapshot from its context and the hash of its bytes."""
    return hash_value(
        {
            "source": source,
            "uri": uri,
            "media_type": media_type,
            "charset": charset,
            "captured_at": captured_at,
            "payload_hash": payload_hash,
        }
    )


def article_id(source: str, uri: str, part: int) -> str:
    """The id of an article: the same in every capture of the same address."""
    return hash_value([source, uri, part])
