"""Periods: a stretch of whole days with its EDTF value, and the rules by which an incomplete date becomes one.

The rules read against the anchor, the day of publication, since a news text tells its readers when things happen by that day.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

# A yearless date more than four months off on both sides is undecided: both years are named, the past one first, since reports
# tell what has happened.
_UNDECIDED_DAYS = 122
# With a weekday the year must agree with it, which may take years; the same holds from one year off.
_WEEKDAY_YEARS = 3
_UNDECIDED_WITH_WEEKDAY = 366


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days `first` to `last`, both inclusive. `first` is None where no firm bounds are meant (`three years ago`)."""

    edtf: str
    precision: str
    first: date | None
    last: date | None


def day(when: date) -> Period:
    """One calendar day."""
    return Period(when.isoformat(), "day", when, when)


def month(year: int, number: int) -> Period:
    """One month, `2017-04`."""
    last = calendar.monthrange(year, number)[1]
    return Period(f"{year:04}-{number:02}", "month", date(year, number, 1), date(year, number, last))


def year(number: int) -> Period:
    """One year, `2015`."""
    return Period(f"{number:04}", "year", date(number, 1, 1), date(number, 12, 31))


def season(year: int, code: int) -> Period:
    """A season, EDTF level 1 (`2016-22`); it has no bounds, since they depend on the hemisphere and on who counts."""
    return Period(f"{year:04}-{code}", "season", None, None)


def span(first: date, last: date, precision: str = "day") -> Period:
    """An EDTF interval of days, both inclusive."""
    return Period(f"{first.isoformat()}/{last.isoformat()}", precision, first, last)


def week(when: date) -> Period:
    """The ISO 8601 week (Monday to Sunday) of a day, as an interval: EDTF has no weeks."""
    monday = when - timedelta(days=when.weekday())
    return span(monday, monday + timedelta(days=6), "week")


def calendar_day(year: int, number: int, day_of_month: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, number, day_of_month)
    except ValueError:
        return None


def yearless(anchor: date, number: int, day_of_month: int, weekday: int | None) -> tuple[date, ...]:
    """Days that `5 May` can be, the preferred one first: the nearest to the anchor, the past one where both are far.

    A named weekday settles the year: then only days that fall on it are left, none where there is none within three years.
    """
    reach = 1 if weekday is None else _WEEKDAY_YEARS
    days = [calendar_day(y, number, day_of_month) for y in _years(anchor, reach)]
    fitting = [d for d in days if d is not None and weekday in (None, d.weekday())]
    return _nearest(anchor, fitting, _UNDECIDED_DAYS if weekday is None else _UNDECIDED_WITH_WEEKDAY)


def months(anchor: date, number: int) -> tuple[Period, ...]:
    """Months that `January` can be, the preferred one first; the anchor's own month is meant where it has that name."""
    if anchor.month == number:
        return (month(anchor.year, number),)
    middle = [date(y, number, 15) for y in _years(anchor, 1)]
    return tuple(month(d.year, number) for d in _nearest(anchor.replace(day=15), middle, _UNDECIDED_DAYS))


def weekdays(anchor: date, weekday: int) -> tuple[date, ...]:
    """Days that `Friday` can be, the nearer one first: tense is not read, so the one before and the one after are both open.

    Their distances add up to seven, so one is always nearer. On that weekday itself the anchor is meant.
    """
    if anchor.weekday() == weekday:
        return (anchor,)
    ahead = (weekday - anchor.weekday()) % 7
    return _nearest(anchor, [anchor + timedelta(days=ahead), anchor + timedelta(days=ahead - 7)], 0)


def shifted_month(anchor: date, months_away: int) -> Period:
    """The month so many months from the anchor's."""
    index = anchor.year * 12 + anchor.month - 1 + months_away
    return month(index // 12, index % 12 + 1)


def _years(anchor: date, reach: int) -> range:
    return range(anchor.year - reach, anchor.year + reach + 1)


def _nearest(anchor: date, days: list[date], undecided: int) -> tuple[date, ...]:
    """The nearest day, with those on the other side of the anchor where even the nearest is further off than `undecided` days."""
    ranked = sorted(days, key=lambda d: (abs((d - anchor).days), d))
    if not ranked or abs((ranked[0] - anchor).days) <= undecided:
        return tuple(ranked[:1])
    return tuple(sorted(ranked[:2]) if undecided else ranked[:2])
