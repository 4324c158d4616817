"""Unit ids that a figure may carry: those of CLDR, `percentage-point`, and `currency:` with an ISO 4217 code."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

_CURRENCY = "currency:"


@cache
def _cldr_units() -> frozenset[str]:
    # Babel's keys are CLDR's long form, `digital-gigabyte`; the id of the unit itself follows the quantity (UTS #35, part 6).
    return frozenset(str(key).partition("-")[2] for key in Locale("en").unit_display_names)


def known_unit(unit: str) -> bool:
    """Whether `unit` is the id of a CLDR unit (`gigabyte`, `percent`), `percentage-point`, or a currency of ISO 4217."""
    if unit.startswith(_CURRENCY):
        return unit.removeprefix(_CURRENCY) in get_global("all_currencies")
    return unit == "percentage-point" or unit in _cldr_units()
