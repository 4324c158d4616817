"""Sections "Canonical form" and "Identity" of docs/format.md, written from the page alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import rfc8785

from tests.format.agree import Disagreement, need

Row = Mapping[str, Any]

_LIMIT = 2**53 - 1
#: Columns of `articles` that are not under its `record_hash`.
_OUTSIDE = {"record_hash", "revision", "sequence", "change", "recipe_hash"}


def sha256(content: bytes) -> str:
    """A hash as it is written in data."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def canonical(value: Any) -> bytes:
    """The canonical form of a value; Disagreement where the page gives none."""
    try:
        return rfc8785.dumps(_replaced(value))
    except rfc8785.CanonicalizationError as error:
        raise Disagreement(f"no canonical form: {error}") from error


def _replaced(value: Any) -> Any:
    match value:
        case dict():
            need("names of members are ASCII", all(isinstance(name, str) and name.isascii() for name in value))
            return {name: _replaced(member) for name, member in value.items() if member is not None}
        case list() | tuple():
            return [_replaced(item) for item in value]
        case Decimal():
            text = f"{value:.9f}"
            if not value.is_finite() or Decimal(text) != value:
                raise Disagreement(f"{value} has more than 9 digits after the point, or no end")
            return text.removeprefix("-") if value == 0 else text
        case datetime():
            if value.tzinfo is None:
                raise Disagreement(f"{value} is no instant")
            at = value.astimezone(UTC)
            return f"{at.year:04}-{at:%m-%dT%H:%M:%S}.{at.microsecond:06}Z"
        case date():
            return value.isoformat()
        case bytes():
            return sha256(value)
        case bool() | None | str():
            return value
        case int():
            return value if abs(value) <= _LIMIT else str(value)
        case _:
            raise Disagreement(f"{value!r} has no canonical form")


def typed(notation: Any) -> Any:
    """The value that a vector gives in typed notation (docs/vectors/README.md)."""
    match notation:
        case {"$decimal": text}:
            return Decimal(text)
        case {"$instant": text}:
            return datetime.fromisoformat(text)
        case {"$date": text}:
            return date.fromisoformat(text)
        case {"$bytes": text}:
            return base64.b64decode(text)
        case {"$integer": text}:
            return int(text)
        case {"$float": text}:
            return float(text)
        case dict():
            return {name: typed(member) for name, member in notation.items()}
        case list():
            return [typed(item) for item in notation]
        case _:
            return notation


def snapshot_id(row: Row) -> str:
    """Of a row of `snapshots`, or of the capture in a proof."""
    names = ("source", "uri", "media_type", "charset", "captured_at", "payload_hash")
    return sha256(canonical({name: row[name] for name in names} | {"headers": row.get("headers")}))


def article_id(source: str, uri: str, part: int) -> str:
    """Of an address and a part."""
    return sha256(canonical([source, uri, part]))


def content_hash(row: Row) -> str:
    """Of what the publisher says."""
    said = {name: row[name] for name in ("title", "authors", "language", "outlet", "text")}
    said["agencies"] = [{"id": each["id"], "role": each["role"]} for each in row["agencies"]]
    for field in ("published", "modified"):
        said[field] = [each["evidence"]["quote"] for each in row["evidence"] if each["field"] == field]
    return sha256(canonical(said))


def record_hash(row: Row) -> str:
    """Of a row of `articles`."""
    return sha256(canonical({name: value for name, value in row.items() if name not in _OUTSIDE}))


def rejection_hash(row: Row) -> str:
    """Of a row of `quarantine`: the `record_hash` of the observation."""
    return sha256(canonical({name: value for name, value in row.items() if name != "sequence"}))


def article_leaf(row: Row) -> bytes:
    """Leaf of the log of articles."""
    return canonical({name: row[name] for name in ("article_id", "revision", "record_hash")})


def element(row: Row) -> bytes:
    """What a row of `observations` adds to the set."""
    return canonical({name: value for name, value in row.items() if name not in ("revision", "sequence", "cause")})
