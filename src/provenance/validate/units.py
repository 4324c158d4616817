"""Unit ids that a figure may carry: those of CLDR, their quotients, `percentage-point`, and currencies of ISO 4217."""

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
    """Whether `unit` is the id of a CLDR unit (`gigabyte`, `percent`) or a quotient of two, `percentage-point`, or a currency."""
    if unit.startswith(_CURRENCY):
        return unit.removeprefix(_CURRENCY) in get_global("all_currencies")
    if unit == "percentage-point" or unit in _cldr_units():
        return True
    # CLDR composes ids from others: "megabit-per-second" (UTS #35, part 6, "Unit Identifiers").
    over, per, under = unit.partition("-per-")
    return bool(per) and over in _cldr_units() and under in _cldr_units()
