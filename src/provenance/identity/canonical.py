"""Canonical form: one byte string for one value (RFC 8785 JSON, restricted so that no floating point is needed).

Decimals become fixed-point strings with 9 digits, instants RFC 3339 UTC with 6 digits, dates ISO 8601, bytes their hash,
integers beyond ±(2^53 - 1) strings. Null members of an object are left out, so that a new nullable column changes no old hash;
an empty list stays. Floats are refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import Any

import orjson

_NANO = Decimal("0.000000001")
_DECIMALS = Context(prec=60, traps=[Inexact, InvalidOperation])
_SAFE = 2**53 - 1  # I-JSON, RFC 7493 section 2.2
# What orjson writes as it is.
_WRITTEN = (str, bool)


def canonical_bytes(value: Any) -> bytes:
    """The canonical form of a value made of mappings, sequences, strings, integers, booleans, decimals, times and bytes.

    orjson with sorted keys writes what RFC 8785 prescribes for the types that are left after `_plain`; keys are ASCII in
    every table of ours, for which code point order and RFC 8785's UTF-16 order agree (`_plain` refuses others).

    Raises decimal.Inexact for a decimal with more than 9 digits after the point; TypeError for floats, naive times,
    non-ASCII keys and types without a canonical form.
    """
    return orjson.dumps(_plain(value), option=orjson.OPT_SORT_KEYS)


def _plain(value: Any) -> Any:
    # Most values by far are texts, and are told by their class at once.
    if value is None or value.__class__ in _WRITTEN:
        return value
    if isinstance(value, Mapping):
        _check_keys(value)
        return {key: _plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, int):
        return value if -_SAFE <= value <= _SAFE else str(value)
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return "sha256:" + hashlib.sha256(value).hexdigest()
    if isinstance(value, Decimal) and value.is_finite():
        return format(_DECIMALS.add(_DECIMALS.quantize(value, _NANO), 0), "f")
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError(f"no canonical form for a time without a zone: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}: {value!r}")


def _check_keys(value: Mapping[Any, Any]) -> None:
    try:
        ascii_only = "".join(value).isascii()
    except TypeError:
        ascii_only = False
    if not ascii_only:
        raise TypeError(f"keys must be ASCII strings: {list(value)!r}")
