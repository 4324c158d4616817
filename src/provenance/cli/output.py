"""What commands print: JSON for scripts, plain lines otherwise."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import regex

_HIDDEN = regex.compile(r"[\x7f-\x9f\ud800-\udfff\u2028-\u202e\u2066-\u2069]")


def print_json(value: Any) -> None:
    """One JSON document on standard output; decimals as strings, times as RFC 3339.

    Control characters and those that reorder a line are written as JSON escapes, so that a document cannot speak to a terminal.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    print(_HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return decimal_string(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def decimal_string(value: Decimal) -> str:
    """A decimal without trailing zeros or exponent."""
    return format(value.normalize() + 0, "f")


def short(digest: str | None) -> str:
    """The beginning of a hash, enough to name it by."""
    return "-" if digest is None else digest.removeprefix("sha256:")[:12]


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Left-aligned columns, two spaces apart, without trailing space."""
    cells = [list(map(str, row)) for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells)
