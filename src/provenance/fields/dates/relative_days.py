"""Days that are named by their place beside the day of publication: weekdays, counts, `yesterday`, `last month`."""

from __future__ import annotations

from datetime import date, timedelta

from provenance.fields.dates import calendar_days, periods
from provenance.fields.dates.numbers import Senses
from provenance.fields.dates.periods import Period
from provenance.fields.dates.readings import Reading, decided, in_part, integer, opened
from provenance.fields.dates.tense import REPORTED

_PAST_DAYS = timedelta(days=5)
# The middle month of each season of the northern hemisphere, where its publications are.
_MIDDLES = {21: 4, 22: 7, 23: 10, 24: 1}


def read_counted(values: Senses, anchor: date | None) -> Reading:
    """`3 days ago`, `dans trois jours`."""
    sign = 1 if "ahead" in values else -1
    return _away(sign * integer(values, "count"), str(values["unit"]), anchor)


def read_ago(values: Senses, anchor: date | None) -> Reading:
    """A count that CLDR writes without a number (`قبل يومين`)."""
    amount, unit = str(values["ago"]).split()
    return _away(int(amount), unit, anchor)


def _away(amount: int, unit: str, anchor: date | None) -> Reading:
    """So many units from the anchor. Counted days are meant exactly; longer units are rounded, hence EDTF's `~` and no bounds.

    Hours count from the time of publication, which is not known here.
    """
    if anchor is None or unit == "hour":
        return Reading("relative")
    if unit == "day":
        return decided("relative", periods.day(anchor + timedelta(days=amount)), anchor)
    if unit == "week":
        edtf = (anchor + timedelta(weeks=amount)).isoformat()
    elif unit == "month":
        edtf = periods.shifted_month(anchor, amount).edtf
    else:
        edtf = periods.year(anchor.year + amount).edtf
    return decided("relative", Period(f"{edtf}~", unit, None, None), anchor)


def _direction(values: Senses) -> int:
    return -1 if "last" in values else 1 if "next" in values else 0


def read_unit(values: Senses, anchor: date | None) -> Reading | None:
    """`last month`, `cette semaine`: the unit before, of or after the anchor's; `this day` is the anchor.

    The next day is counted from the day that is told of (`the next day he left`), and the last one is no date (`the last day of
    the campaign`).
    """
    unit, step = str(values["unit"]), _direction(values)
    if unit == "hour":
        return None
    if unit == "day" and step < 0:
        return None
    if anchor is None or (unit == "day" and step > 0):
        return Reading("relative")
    if unit == "month":
        period = periods.shifted_month(anchor, step)
    elif unit == "year":
        period = periods.year(anchor.year + step)
    elif unit == "week":
        period = periods.week(anchor + timedelta(weeks=step))
    else:
        period = periods.day(anchor)
    return decided("relative", period, anchor)


def read_month(values: Senses, anchor: date | None) -> Reading:
    """`in January`, `last January`."""
    number, step = integer(values, "month"), _direction(values)
    if anchor is None:
        return Reading("yearless")
    if step == 0:
        return opened("yearless", _by_tense(periods.months(anchor, number), values, anchor), anchor)
    away = (number - anchor.month) % 12
    return decided("yearless", periods.shifted_month(anchor, away - 12 if step < 0 else away or 12), anchor)


def read_month_of_year(values: Senses, anchor: date | None) -> Reading | None:
    """`in October of last year`; no date of any other unit."""
    if values.get("unit", "year") != "year":
        return None
    if anchor is None:
        return Reading("yearless")
    return decided("relative", periods.month(anchor.year + _direction(values), integer(values, "month")), anchor)


def read_day_of_week(values: Senses, anchor: date | None) -> Reading | None:
    """`Friday last week`: that day of the week before the anchor's (ISO 8601, from Monday on); no date of any other unit."""
    if values["unit"] != "week":
        return None
    if anchor is None:
        return Reading("weekday")
    away = integer(values, "weekday") - anchor.weekday() + 7 * _direction(values)
    return decided("weekday", periods.day(anchor + timedelta(days=away)), anchor)


def read_day_number(values: Senses, anchor: date | None) -> Reading:
    """`dia 20`: the nearest day of that number, by the tense of its clause; `el próximo día 20` is the next one."""
    if anchor is None:
        return Reading("yearless")
    months = [periods.shifted_month(anchor, away).first for away in (-1, 0, 1)]
    days = [periods.calendar_day(m.year, m.month, integer(values, "day")) for m in months if m is not None]
    step = _direction(values)
    days = [day for day in days if day is not None and (not step or (day > anchor) == (step > 0))]
    near = calendar_days.nearest([periods.day(day) for day in days if day is not None], anchor)
    if step:
        near = near[:1]
    return opened("yearless", _by_tense(near, values, anchor) if len(near) > 1 else near, anchor)


def read_season(values: Senses, anchor: date | None) -> Reading:
    """`summer 2016`, `last summer`; else the nearest one on the side that the tense of its clause names. Told by its middle."""
    season = integer(values, "season")
    if "year" in values:
        return decided("absolute", periods.season(integer(values, "year"), season))
    if anchor is None:
        return Reading("yearless")
    step = -1 if "last" in values else 1 if "next" in values else 0
    options = [periods.season(anchor.year + away, season) for away in (-1, 0, 1)]
    middle = {
        option.edtf: date(anchor.year + away, _MIDDLES[season], 15) for option, away in zip(options, (-1, 0, 1), strict=True)
    }
    near = sorted(options, key=lambda option: abs(middle[option.edtf] - anchor))
    side = step or (integer(values, "tense") if "tense" in values else 0)
    if side:
        near.sort(key=lambda option: (middle[option.edtf] > anchor) != (side > 0))
    return opened("yearless", tuple(near[: 1 if step else 2]), anchor)


def read_weekday(values: Senses, anchor: date | None) -> Reading:
    """`last Friday` is the latest before the anchor; `next Friday` is said of the coming one and of the one after it."""
    number, step = integer(values, "weekday"), _direction(values)
    if anchor is None:
        return Reading("weekday")
    ahead = (number - anchor.weekday()) % 7 or 7
    if step < 0:
        return decided("weekday", periods.day(anchor + timedelta(days=ahead - 7 or -7)), anchor)
    if step > 0:
        return opened("weekday", tuple(periods.day(anchor + timedelta(days=d)) for d in (ahead, ahead + 7)), anchor)
    return opened("weekday", _by_tense(tuple(map(periods.day, periods.weekdays(anchor, number))), values, anchor), anchor)


def read_weekend(values: Senses, anchor: date | None) -> Reading:
    """`this weekend`: Saturday and Sunday, as weekdays are read; on the weekend itself that one.

    Without a word that says which it may be any (`am Wochenende`, every week), so no value is given.
    """
    named = "this" in values or "last" in values or "next" in values
    if anchor is None:
        return Reading("relative")
    saturday = anchor + timedelta(days=5 - anchor.weekday())
    now = anchor >= saturday
    before, after = saturday - timedelta(weeks=1), saturday + timedelta(weeks=1 if now else 0)
    step = _direction(values)
    if step < 0:
        return decided("relative", _weekend(before), anchor)
    if step > 0:
        return opened("relative", (_weekend(after), _weekend(after + timedelta(weeks=1))), anchor)
    if now and named:
        return decided("relative", _weekend(saturday), anchor)
    both = (_weekend(saturday), _weekend(before))
    if not named:
        return Reading("relative", None, both, anchor.isoformat())
    # On Monday and Tuesday the weekend that has passed is the nearer one.
    return opened("relative", _by_tense(both if anchor.weekday() >= 2 else both[::-1], values, anchor), anchor)


def _by_tense(options: tuple[Period, ...], values: Senses, anchor: date) -> tuple[Period, ...]:
    """The later option first where the clause is of the future, the earlier one where it is of the past; else as they are.

    What lies six days back has the name of tomorrow; there a verb of saying decides nothing, since it may tell of tomorrow.
    """
    tense = integer(values, "tense") if "tense" in values else 0
    ordered = sorted(options, key=lambda option: option.edtf, reverse=tense > 0)
    first = ordered[0].last
    if tense == 0 or (tense == REPORTED and first is not None and anchor - first > _PAST_DAYS):
        return options
    return tuple(ordered)


def _weekend(saturday: date) -> Period:
    return periods.span(saturday, saturday + timedelta(days=1))


def read_weekday_part(values: Senses, anchor: date | None) -> Reading:
    """`Freitagabend`."""
    number, part = str(values["weekday_part"]).split()
    return in_part(read_weekday({**values, "weekday": int(number)}, anchor), part)


def read_relday(values: Senses, anchor: date | None) -> Reading:
    """`yesterday`, `hier soir`."""
    if anchor is None:
        return Reading("relative")
    reading = decided("relative", periods.day(anchor + timedelta(days=integer(values, "relday"))), anchor)
    return in_part(reading, str(values["part"])) if "part" in values else reading


def read_relday_part(values: Senses, anchor: date | None) -> Reading:
    """`tonight`, `this evening`."""
    if "part" in values:  # `this evening`
        return read_relday({"relday": 0, "part": values["part"]}, anchor)
    days, part = str(values["relday_part"]).split()
    return read_relday({"relday": int(days), "part": part}, anchor)
