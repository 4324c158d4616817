"""The figure as it was found, and the limits of a published decimal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

#: decimal128(38, 9): what the published column holds.
FRACTION_DIGITS = 9
INTEGER_DIGITS = 29

# A context of our own: results must not depend on the one that the caller's thread happens to have.
_CONTEXT = Context(prec=400, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A quantity in a paragraph.

    `start` and `end` are code points in the paragraph and enclose qualifier, number, and unit or what is counted. `value` is
    null where the text gives a range or a vague size (`value_low`, `value_high`, both inclusive), or a number that the language
    does not write so or that does not fit 29 digits before and 9 after the point. `unit` is a CLDR unit id (UTS #35, part 6,
    "Unit Identifiers") without its category, `percent`, `percentage-point`, `currency:XXX` (ISO 4217) or null; `unit_raw` is
    verbatim, and `unit_candidates` are the ids between which a unit is left open. `counted` is verbatim as well.
    """

    start: int
    end: int
    rule: str
    qualifier: str
    value: Decimal | None
    value_low: Decimal | None
    value_high: Decimal | None
    unit: str | None
    unit_raw: str | None
    unit_candidates: tuple[str, ...]
    counted: str | None


def times(left: Decimal, right: Decimal) -> Decimal:
    """The exact product of two numbers of at most some hundred digits."""
    return _CONTEXT.multiply(left, right)


def plus(left: Decimal, right: Decimal) -> Decimal:
    """The exact sum of two numbers of at most some hundred digits."""
    return _CONTEXT.add(left, right)


def divided(left: Decimal, right: Decimal) -> Decimal:
    """The quotient; one that does not end has more digits than `publishable` lets through."""
    return _CONTEXT.divide(left, right)


def publishable(value: Decimal | None) -> Decimal | None:
    """The value in plain notation without trailing zeros of the fraction, or None where it does not fit the published decimal."""
    if value is None or not value.is_finite():
        return None
    if value.is_zero():
        return Decimal(0)
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # finite
    if len(digits) + exponent > INTEGER_DIGITS:
        return None
    while digits[-1] == 0 and exponent < 0:
        digits, exponent = digits[:-1], exponent + 1
    if -exponent > FRACTION_DIGITS:
        return None
    sign = int(value.is_signed())
    if exponent > 0:
        digits, exponent = (*digits, *(0,) * exponent), 0
    return Decimal((sign, digits, exponent))
