"""Days that are named by the calendar: in words, in numbers, with or without their year."""

from __future__ import annotations

from datetime import date

from provenance.fields.dates import periods
from provenance.fields.dates.numbers import Senses
from provenance.fields.dates.periods import Period
from provenance.fields.dates.readings import Reading, decided, integer, opened

_CENTURY, _LAST_CENTURY = 100, 22
_LEAP_YEAR = 2000


def read_calendar(values: Senses, anchor: date | None) -> Reading | None:
    """`Friday 5 May 2017`, `5 May`, `5-7 May`."""
    number, last = integer(values, "month"), integer(values, "day")
    first = integer(values, "first") if "first" in values else None
    if periods.calendar_day(_LEAP_YEAR, number, last) is None or (first is not None and first >= last):
        return None
    if "year" in values:
        period = _days(integer(values, "year"), number, first, last)
        return decided("absolute" if first is None else "range", period) if period is not None else None
    kind = "yearless" if first is None else "range"
    if anchor is None:
        return Reading(kind)
    weekday = integer(values, "weekday") if "weekday" in values and first is None else None
    years = [when.year for when in periods.yearless(anchor, number, last, weekday)]
    return opened(kind, tuple(p for y in years if (p := _days(y, number, first, last)) is not None), anchor)


def _days(year: int, month: int, first: int | None, last: int) -> Period | None:
    end = periods.calendar_day(year, month, last)
    start = periods.calendar_day(year, month, first) if first is not None else end
    if start is None or end is None:
        return None
    return periods.day(end) if first is None else periods.span(start, end)


def read_iso(values: Senses, _: date | None) -> Reading | None:
    """`2017-05-06`."""
    when = periods.calendar_day(integer(values, "year"), integer(values, "n1"), integer(values, "n2"))
    return decided("absolute", periods.day(when)) if when is not None else None


def read_numeric(values: Senses, anchor: date | None, month_first: bool | None) -> Reading | None:
    """`06.05.2031`: the order of the language; where that is not known both readings are given and none is preferred.

    A number above 12 settles it. With dots the day stands first wherever CLDR uses dots at all.
    """
    year = integer(values, "year")
    if year < _CENTURY:
        if anchor is None:
            return None
        year = min((century + year for century in _centuries(anchor)), key=lambda y: (abs(y - anchor.year), y))
    n1, n2 = integer(values, "n1"), integer(values, "n2")
    day_first, other = periods.calendar_day(year, n2, n1), periods.calendar_day(year, n1, n2)
    if month_first:
        day_first, other = other, day_first
    if day_first is not None and other is not None and month_first is None and day_first != other:
        return Reading("absolute", None, (periods.day(day_first), periods.day(other)))
    when = day_first or other
    return decided("absolute", periods.day(when)) if when is not None else None


def _centuries(anchor: date) -> tuple[int, ...]:
    century = anchor.year // _CENTURY * _CENTURY
    return tuple(c for c in (century - _CENTURY, century, century + _CENTURY) if c >= _CENTURY)


def read_month_year(values: Senses, _: date | None) -> Reading:
    """`May 2017`."""
    return decided("absolute", periods.month(integer(values, "year"), integer(values, "month")))


def read_year(values: Senses, _: date | None) -> Reading:
    """`in 2017`."""
    return decided("absolute", periods.year(integer(values, "year")))


def read_decade(values: Senses, anchor: date | None) -> Reading | None:
    """`the 1990s`, in EDTF with its last digit unspecified (ISO 8601-2, level 1): `199X`.

    `the 80s` are those of the twentieth century as long as the decade of that name in the anchor's century has not begun;
    afterwards, as with the twenties from 2020 on, the century is open and there is no value.
    """
    if "tens" in values:
        tens = integer(values, "tens")
        if tens % 10 or not tens:
            return None
        if anchor is None or anchor.year // _CENTURY * _CENTURY + tens <= anchor.year:
            return Reading("vague")
        first = anchor.year // _CENTURY * _CENTURY - _CENTURY + tens
    else:
        first = integer(values, "year")
    if first % 10:
        return None
    return decided("absolute", Period(f"{first // 10}X", "decade", date(first, 1, 1), date(first + 9, 12, 31)))


def read_century(values: Senses, anchor: date | None) -> Reading | None:
    """`the 19th century`, `siglo XIX`, `last century`.

    The value is EDTF's `18XX` (level 1), whose bounds are 1800 to 1899, a year off from 1801 to 1900.
    """
    name = next((name for name in ("century", "nth") if name in values), None)
    if name is not None:
        number = integer(values, name)
        return decided("absolute", _century(number)) if 1 < number <= _LAST_CENTURY else None
    if anchor is None:
        return Reading("relative")
    return decided("relative", _century(anchor.year // _CENTURY + (0 if "last" in values else 1)), anchor)


def read_centuries(values: Senses, _: date | None) -> Reading | None:
    """`from the 6th to the 8th century`, `the 18th and 19th centuries`: an interval of centuries, `05XX/07XX`."""
    numbers = integer(values, "nth0"), integer(values, "nth")
    if not 1 < numbers[0] < numbers[1] <= _LAST_CENTURY:
        return None
    first, last = map(_century, numbers)
    return decided("range", Period(f"{first.edtf}/{last.edtf}", "century", first.first, last.last))


def _century(number: int) -> Period:
    first = _CENTURY * (number - 1)
    return Period(f"{number - 1:02}XX", "century", date(first, 1, 1), date(first + _CENTURY - 1, 12, 31))


def read_years(values: Senses, _: date | None) -> Reading | None:
    """`from 2012 to 2015`."""
    start, end = integer(values, "year0"), integer(values, "year")
    if end < _CENTURY:  # 2029-30, the year after alone: `2017-05` is a month
        end += start // _CENTURY * _CENTURY
        if end != start + 1:
            return None
    first, last = periods.year(start), periods.year(end)
    if first.edtf >= last.edtf:
        return None
    return decided("range", Period(f"{first.edtf}/{last.edtf}", "year", first.first, last.last))


def read_quarter(values: Senses, anchor: date | None) -> Reading:
    """`the first quarter of 2031`, as the interval of its months (EDTF level 0): `2031-01/2031-03`.

    Without a year it is that of the anchor's year, unless the other one is nearer.
    """
    quarter = integer(values, "quarter")
    if "year" in values:
        return decided("absolute", _quarter(integer(values, "year"), quarter))
    if anchor is None:
        return Reading("yearless")
    return opened("yearless", nearest([_quarter(anchor.year + away, quarter) for away in (-1, 0, 1)], anchor), anchor)


def read_half_year(values: Senses, _: date | None) -> Reading:
    """`the second half of 2031`, as the interval of its months: `2031-07/2031-12`."""
    return decided("absolute", _months(integer(values, "year"), 6 * integer(values, "half_year"), 6))


def _quarter(year: int, quarter: int) -> Period:
    return _months(year, 3 * quarter, 3)


def _months(year: int, last: int, number: int) -> Period:
    """So many months up to the last one."""
    first, end = periods.month(year, last - number + 1), periods.month(year, last)
    return Period(f"{first.edtf}/{end.edtf}", "month", first.first, end.last)


def nearest(options: list[Period], anchor: date) -> tuple[Period, ...]:
    """The two options that are nearest to the anchor, the nearer one first; one alone that the anchor lies in."""

    def away(period: Period) -> int:
        if period.first is None or period.last is None:
            return 0
        return max((period.first - anchor).days, (anchor - period.last).days, 0)

    near = sorted(options, key=away)[:2]
    return tuple(near[:1] if not away(near[0]) else near)


def read_this_month(values: Senses, anchor: date | None) -> Reading | None:
    """`13 bm.`, `the 13th inst.`: that day of the anchor's month."""
    if anchor is None:
        return Reading("yearless")
    day = periods.calendar_day(anchor.year, anchor.month, integer(values, "day"))
    return decided("yearless", periods.day(day), anchor) if day is not None else None


def read_weekday_day(values: Senses, anchor: date | None) -> Reading:
    """`Saturday the 24th`: the nearest day of that number and name, in the month of the anchor or one beside it."""
    number, weekday = integer(values, "day"), integer(values, "weekday")
    if anchor is None:
        return Reading("yearless")
    months = (periods.shifted_month(anchor, away).first for away in (-1, 0, 1))
    days = (periods.calendar_day(month.year, month.month, number) for month in months if month is not None)
    fitting = sorted((day for day in days if day is not None and day.weekday() == weekday), key=lambda day: abs(day - anchor))
    return opened("yearless", tuple(map(periods.day, fitting[:1])), anchor)
