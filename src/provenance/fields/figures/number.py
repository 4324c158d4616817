"""A number as it was read, before units and qualifiers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number and its place. `value` is null where there are only bounds, or no reading.

    `form` is `digits`, `words`, `mixed`, `vague`, `range`, `dual` or `duration`; `scale` is what a magnitude word multiplied by;
    `scaled` says that it ends in one or is a part of a whole (`part`), so that "of" may follow; `integer` that it is plain digits
    without separators; `unit` is set for a dual or duration, which hold their unit; `counted` where the noun stands inside;
    `sign_at` is where a currency sign inside a range ends ("between $3 and $5").
    """

    start: int
    end: int
    form: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    scale: Decimal = Decimal(1)
    scaled: bool = False
    approximate: bool = False
    integer: bool = False
    unit: str | None = None
    part: bool = False
    counted: str | None = None
    sign_at: int | None = None
