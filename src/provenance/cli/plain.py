"""Single values as plain text."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from provenance.cli.output import decimal_string


def scalar(value: object) -> str:
    """A value as text: times RFC 3339, decimals without exponent, null and booleans as in SQL."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case Decimal():
            return decimal_string(value)
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
    return str(value)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 row`, `2 rows`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
