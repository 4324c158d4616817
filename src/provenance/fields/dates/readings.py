"""Readings: what the words of a day come to, with all that they leave open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from provenance.fields.dates.numbers import Senses
from provenance.fields.dates.periods import Period


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mention comes to: the preferred period, None where there is none, and all that the text leaves open."""

    kind: str
    period: Period | None = None
    candidates: tuple[Period, ...] = ()
    anchor: str | None = None


def integer(values: Senses, name: str) -> int:
    """The value of a number that the grammar has matched."""
    value = values[name]
    if not isinstance(value, int):
        raise TypeError(f"{name} is {value!r}, not a number: the grammar and the roles disagree")
    return value


def decided(kind: str, period: Period | None, anchor: date | None = None) -> Reading:
    """One period, or none; `anchor` where it was resolved against one."""
    return Reading(kind, period, (), anchor.isoformat() if anchor is not None and period is not None else None)


def opened(kind: str, options: tuple[Period, ...], anchor: date) -> Reading:
    """The first option is preferred; the others stay open beside it."""
    if not options:
        return Reading(kind)
    return Reading(kind, options[0], options if len(options) > 1 else (), anchor.isoformat())


def in_part(reading: Reading, part: str) -> Reading:
    """The same reading, narrowed to a part of its day."""

    def narrowed(period: Period) -> Period:
        return replace(period, precision=part) if period.precision == "day" else period

    return replace(
        reading,
        period=narrowed(reading.period) if reading.period is not None else None,
        candidates=tuple(map(narrowed, reading.candidates)),
    )
