"""What the day of a mention comes to: one reader for each branch of the grammar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from provenance.fields.dates import calendar_days, relative_days
from provenance.fields.dates.atoms import Atom
from provenance.fields.dates.numbers import Senses
from provenance.fields.dates.readings import Reading


def read_day(atom: Atom, anchor: date | None, month_first: bool | None) -> Reading | None:
    """The reading of a day atom; None where it cannot be a date at all (31 February, 06.13.2017)."""
    if atom.form == "numeric":
        return calendar_days.read_numeric(atom.values, anchor, month_first)
    return _READERS[atom.form](atom.values, anchor)


def _read_vague(_values: Senses, _: date | None) -> Reading:
    return Reading("vague")


def _read_event(values: Senses, _: date | None) -> Reading | None:
    """`two days before the runoff`, `a week later`: the day that it counts from is not the anchor, so it has no value here.

    Hours from an event tell no day.
    """
    return Reading("relative") if values.get("unit") != "hour" else None


_READERS: dict[str, Callable[[Senses, date | None], Reading | None]] = {
    "vague": _read_vague,
    "event": _read_event,
    "that_day": _read_event,
    "decade": calendar_days.read_decade,
    "century": calendar_days.read_century,
    "weekend": relative_days.read_weekend,
    "calendar": calendar_days.read_calendar,
    "iso": calendar_days.read_iso,
    "month_year": calendar_days.read_month_year,
    "year": calendar_days.read_year,
    "years": calendar_days.read_years,
    "quarter": calendar_days.read_quarter,
    "half_year": calendar_days.read_half_year,
    "centuries": calendar_days.read_centuries,
    "month_of_year": relative_days.read_month_of_year,
    "day_of_week": relative_days.read_day_of_week,
    "weekday_day": calendar_days.read_weekday_day,
    "season": relative_days.read_season,
    "this_month": calendar_days.read_this_month,
    "day_number": relative_days.read_day_number,
    "counted": relative_days.read_counted,
    "ago": relative_days.read_ago,
    "unit": relative_days.read_unit,
    "month": relative_days.read_month,
    "weekday": relative_days.read_weekday,
    "weekday_part": relative_days.read_weekday_part,
    "relday": relative_days.read_relday,
    "relday_part": relative_days.read_relday_part,
}
