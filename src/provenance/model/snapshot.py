"""A snapshot: one raw capture, exact bytes with the context that they came with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from provenance.identity.hashes import hash_bytes, hash_value

#: HTTP header fields: name in lower case, and value as it was sent, in the order of the response.
Headers = tuple[tuple[str, str], ...]

#: The fields that a snapshot keeps of its HTTP response (RFC 9110, sections 6.6.1 and 8; RFC 8288 for `link`): what tells how
#: its bytes are to be read, and what the server says of their age and address. Cookies and the like are nobody's evidence.
KEPT_HEADERS = frozenset(
    {
        "content-type",
        "content-encoding",
        "content-language",
        "content-location",
        "date",
        "etag",
        "last-modified",
        "link",
    }
)


@dataclass(frozen=True)
class Snapshot:
    """One raw capture. Its identity is that of its bytes and context, never a path or a modification time.

    `media_type` is the declared one without parameters (`text/html`), `charset` the declared character encoding as it was
    declared, `captured_at` an aware instant or null where the source does not tell, `headers` those of `KEPT_HEADERS` that the
    HTTP response had, or null where there was no response or none of them.
    """

    source: str
    uri: str
    media_type: str
    payload: bytes
    charset: str | None = None
    captured_at: datetime | None = None
    headers: Headers | None = None

    @property
    def content_coding(self) -> str | None:
        """The HTTP content coding of the payload, as its header names it; null for none."""
        return coding_of(header_rows(self.headers))

    @cached_property
    def payload_hash(self) -> str:
        """SHA-256 of the exact bytes."""
        return hash_bytes(self.payload)

    @cached_property
    def snapshot_id(self) -> str:
        """SHA-256 of the canonical form of context and payload hash."""
        return snapshot_id(
            self.source, self.uri, self.media_type, self.charset, self.captured_at, self.payload_hash, header_rows(self.headers)
        )


def snapshot_id(
    source: str,
    uri: str,
    media_type: str,
    charset: str | None,
    captured_at: datetime | None,
    payload_hash: str,
    headers: Sequence[Mapping[str, str]] | None = None,
) -> str:
    """The id of a snapshot from its context and the hash of its bytes; `headers` as rows of {name, value}.

    A null is left out of the canonical form, so a snapshot without headers has the id that it had before they were kept.
    """
    return hash_value(
        {
            "source": source,
            "uri": uri,
            "media_type": media_type,
            "charset": charset,
            "captured_at": captured_at,
            "payload_hash": payload_hash,
            "headers": headers,
        }
    )


def header_rows(headers: Headers | None) -> list[dict[str, str]] | None:
    """Headers as they stand in a table."""
    return None if headers is None else [{"name": name, "value": value} for name, value in headers]


def coding_of(headers: Sequence[Mapping[str, str]] | None) -> str | None:
    """The value of `content-encoding` among headers as they stand in a table, several joined (RFC 9110, section 5.3)."""
    return ", ".join(each["value"] for each in headers or () if each["name"] == "content-encoding") or None


def headers_of(rows: Sequence[Mapping[str, str]] | None) -> Headers | None:
    """Headers from a table."""
    return None if rows is None else tuple((row["name"], row["value"]) for row in rows)


def article_id(source: str, uri: str, part: int) -> str:
    """The id of an article: the same in every capture of the same address."""
    return hash_value([source, uri, part])
