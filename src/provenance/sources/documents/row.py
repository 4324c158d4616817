"""From a row of a table of documents to a snapshot.

The payload is what the document's column holds: bytes as they are, a string as its UTF-8 bytes. Where a table keeps the title
apart and it is not the text's first line, the payload is composed: title, empty line, text. That is all that is ever added.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import regex

from provenance.errors import SourceError
from provenance.model.columns import Columns
from provenance.model.snapshot import Snapshot
from provenance.sources.documents.layout import Layout, value_of

_INSTANT = regex.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)? ?(Z|UTC|[+-]\d\d:?\d\d)?")
_MEDIA_TYPE = regex.compile(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")


def snapshot_of(row: Mapping[str, Any], layout: Layout, source: str) -> Snapshot | None:
    """The snapshot of a row, null for a row whose document is null or empty.

    Raises SourceError that says which column is not what it should be, and what to do.
    """
    columns = layout.columns
    held = ((kind, column, value_of(row, column)) for kind, column in layout.documents)
    kind, column, document = next((each for each in held if each[2] is not None and each[2] not in ("", b"")), ("", "", None))
    if document is None:
        return None
    payload, charset = _bytes(document, column), _text(row, columns.charset)
    media_type = _media_type(row, columns, kind)
    if isinstance(document, str):
        charset = "utf-8"
        if kind == "text" and media_type == "text/plain":
            payload = _composed(_text(row, columns.title), document).encode()
    return Snapshot(source, _uri(row, columns), media_type, payload, charset, _instant(row, layout))


def _bytes(value: Any, column: str) -> bytes:
    if isinstance(value, bytes):
        return value
    if not isinstance(value, str):
        raise SourceError(f"{column} holds {_kind(value)}, not text; name another column in [sources.columns], or mend the row")
    try:
        return value.encode()
    except UnicodeEncodeError as error:
        raise SourceError(f"{column} holds a lone surrogate at {error.start}, which no text has; mend the row") from error


def _text(row: Mapping[str, Any], column: str | None) -> str | None:
    """A string, null where there is none."""
    value = value_of(row, column)
    if value is None:
        return None
    if not isinstance(value, str):
        raise SourceError(f"{column} holds {_kind(value)}, not text; name another column in [sources.columns], or mend the row")
    return _bytes(value, str(column)).decode() or None


def _uri(row: Mapping[str, Any], columns: Columns) -> str:
    value = value_of(row, columns.uri)
    if value is None and columns.uri != "id":
        value = value_of(row, "id")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.strip():
        what = f"{columns.uri} is empty" if columns.uri else "no column for the address"
        raise SourceError(f"{what}, and there is no id; name the column as `uri` in [sources.columns], or mend the row")
    return _bytes(value.strip(), columns.uri or "id").decode()


def _media_type(row: Mapping[str, Any], columns: Columns, kind: str) -> str:
    declared = _text(row, columns.media_type)
    if declared is None and kind == "payload":
        raise SourceError("the row has a payload and no media_type; name its column as `media_type` in [sources.columns]")
    media_type = (declared or {"html": "text/html", "text": "text/plain"}[kind]).partition(";")[0].strip().lower()
    if not _MEDIA_TYPE.fullmatch(media_type):
        raise SourceError(f"{columns.media_type} {declared!r} is no media type such as text/html; mend the row")
    return media_type


def _composed(title: str | None, text: str) -> str:
    heading = " ".join((title or "").split())
    first = " ".join(text.lstrip().partition("\n")[0].split())
    return text if heading in ("", first) else f"{heading}\n\n{text}"


def _instant(row: Mapping[str, Any], layout: Layout) -> datetime | None:
    column = layout.columns.captured_at
    value = value_of(row, column)
    if value is None or value == "":
        return None
    at = value
    if isinstance(value, str) and (found := _INSTANT.fullmatch(value.strip())):
        zone = found[1]
        try:
            at = datetime.fromisoformat(value.strip().removesuffix("UTC").strip())
        except ValueError:
            at = None
        if isinstance(at, datetime) and zone == "UTC":
            at = at.replace(tzinfo=UTC)
    if isinstance(at, datetime) and at.tzinfo is None and layout.utc:
        at = at.replace(tzinfo=UTC)
    if not isinstance(at, datetime) or at.tzinfo is None:
        what = f"{column} {str(value)[:40]!r} is no instant with an offset, such as 2031-03-14T09:30:00Z"
        raise SourceError(f"{what}; mend the row, or name another column as `captured_at` in [sources.columns]")
    try:
        # A time of nanoseconds comes as a subclass that knows them.
        return datetime.combine(at.date(), at.time(), at.tzinfo).astimezone(UTC)
    except OverflowError as error:
        raise SourceError(f"{column} {str(value)[:40]!r} lies outside the years 1 to 9999 in UTC; mend the row") from error


def _kind(value: Any) -> str:
    names = {bool: "a truth value", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)
