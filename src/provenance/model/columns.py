"""Which columns of a table of documents tell what."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of columns; null leaves it to the known layouts. `outer.inner` names a member of a nested column.

    `uri` is the document's address. One of `payload` (bytes, of the type that `media_type` names), `html` and `text` holds the
    document; `title` stands before a text that lacks it. `captured_at` is when the document was fetched, never when it was
    published; `charset` that of bytes.
    """

    uri: str | None = None
    payload: str | None = None
    html: str | None = None
    text: str | None = None
    title: str | None = None
    captured_at: str | None = None
    media_type: str | None = None
    charset: str | None = None

    @property
    def named(self) -> dict[str, str]:
        """What is named, and by which column."""
        return {each.name: name for each in fields(self) if (name := getattr(self, each.name))}
