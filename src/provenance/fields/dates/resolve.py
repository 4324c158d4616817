"""From a mention to a `FoundDate`: its day by the anchor or the text before it, its time on that day, its zone, its bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from provenance.fields.dates import periods
from provenance.fields.dates.atoms import Atom
from provenance.fields.dates.bounds import day_bounds, instant_bounds
from provenance.fields.dates.clocks import (
    NOON,
    Clock,
    edtf_instant,
    local,
    offset_zone,
    read_clock,
    read_hours,
    stated_elsewhere,
)
from provenance.fields.dates.days import read_day
from provenance.fields.dates.found import FoundDate
from provenance.fields.dates.mentions import Mention
from provenance.fields.dates.periods import Period
from provenance.fields.dates.readings import Reading, in_part

_MOST_CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Context:
    """What a mention is read against: the day of publication, the outlet's zone, the order of day and month in numbers."""

    anchor: date | None
    timezone: str | None
    place: tzinfo | None
    month_first: bool | None  # in numbers


@dataclass(frozen=True, slots=True)
class Resolved:
    """A found date still without its span, and the day that later times of day in the text belong to, None where unknown."""

    found: FoundDate
    day: date | None


def resolve(mention: Mention, context: Context, before: date | None) -> Resolved | None:
    """What a mention comes to; `before` is the day last mentioned. None where it cannot be a date at all."""
    part = str(mention.part.values["part"]) if mention.part is not None else None
    if mention.until_clock is not None:
        return _moments(mention, mention.until_clock, context, before)
    if mention.day is not None and mention.until is not None:
        return _range(mention.day, mention.until, part, context)
    if mention.day is None:
        reading = _that_day(before)
    else:
        own = read_day(mention.day, context.anchor, context.month_first)
        if own is None:
            return None
        reading = own
    if mention.eve and mention.clock is None:
        nights = tuple(map(_eve, reading.candidates))
        reading = replace(reading, period=_eve(reading.period) if reading.period is not None else None, candidates=nights)
    elif part is not None and not mention.eve:
        reading = in_part(reading, part)
    if mention.clock is not None and mention.clock.until is not None:
        return _hours(reading, mention.clock, mention.clock.until, context)
    if mention.clock is not None:
        told = part or (reading.period.precision if reading.period is not None else None)
        clock = read_clock(mention.clock, told)
        if clock is None:
            return None
        if clock.midnight and mention.day is not None and "after" in mention.clock.values:
            clock = replace(clock, midnight=False, days=0)  # what begins after midnight on Saturday begins with Saturday
        if mention.eve:  # the small hours are of the day named, the evening of the one before
            clock = replace(clock, days=-1 if clock.at.hour >= NOON else 0)
        return _timed(reading, clock, mention.alternative, context)
    day = _single_day(reading)
    if day is None and part == "night" and reading.period is not None:
        day = reading.period.first  # the night of 2 to 3 November begins on the second
    return Resolved(_dated(reading, context), day)


def _that_day(before: date | None) -> Reading:
    """A time of day alone belongs to the day that the text mentioned last; without one it stays open."""
    if before is None:
        return Reading("time")
    return Reading("time", periods.day(before), (), before.isoformat())


def _single_day(reading: Reading) -> date | None:
    period = reading.period
    return period.first if period is not None and period.first == period.last else None


def _range(start: Atom, until: Atom, part: str | None, context: Context) -> Resolved | None:
    """`night of Friday to Saturday`, `from 28 April to 5 May 2016`: each end settles what the other leaves open.

    A year at the end holds for the start too; otherwise the end is read against the start, and a weekday is the first to follow.
    """
    end = read_day(until, context.anchor, context.month_first)
    settled = end is not None and end.kind == "absolute" and end.period is not None
    begin = read_day(start, end.period.first if settled and end and end.period else context.anchor, context.month_first)
    if begin is None or end is None:
        return None
    if begin.period is not None and not settled:
        end = read_day(until, begin.period.first, context.month_first) or end
        if end.kind == "weekday" and end.period is not None:
            end = replace(end, period=_following(begin.period, end.period))
    whole = _interval(begin.period, end.period, part)
    anchored = whole is not None and not settled and begin.kind != "absolute"
    anchor = context.anchor.isoformat() if anchored and context.anchor is not None else None
    found = _dated(Reading("range", whole, (), anchor), context)
    if whole is not None and part == "night" and whole.first is not None:  # the one night between the two days
        earliest, latest = day_bounds(whole.first, whole.first, part, context.place)
        found = replace(found, earliest=earliest, latest=latest)
    return Resolved(found, None if whole is None else whole.last if part is None else whole.first)


def _moments(mention: Mention, until_clock: Atom, context: Context, before: date | None) -> Resolved | None:
    """`from 3 p.m. on Sunday until 9 a.m. on Monday`; an end without a day is the next such time."""
    first = resolve(replace(mention, until=None, until_clock=None), context, before)
    if first is None or first.day is None or first.found.edtf is None:
        return first
    begin = periods.day(first.day)
    end = read_day(mention.until, first.day, context.month_first) if mention.until is not None else Reading("time", begin)
    clock = read_clock(until_clock, None)
    if end is None or end.period is None or clock is None or clock.either_half:
        return first
    reading = replace(end, period=_following(begin, end.period) if end.kind == "weekday" else end.period, candidates=())
    last = _timed(reading, clock, None, context)
    if mention.until is None and (last.found.edtf or "") <= first.found.edtf:
        last = _timed(replace(reading, period=periods.day(first.day + timedelta(days=1))), clock, None, context)
    if last.found.edtf is None or last.found.edtf <= first.found.edtf:
        return first
    whole = replace(first.found, kind="range", rule="dates:range-time", candidates=(), latest=last.found.latest)
    return Resolved(replace(whole, edtf=f"{first.found.edtf}/{last.found.edtf}"), first.day)


def _following(begin: Period, end: Period) -> Period:
    """The weekday of `end` in the week that follows `begin`."""
    if begin.first is None or end.first is None:
        return end
    return periods.day(begin.first + (end.first - begin.first) % timedelta(weeks=1))


def _interval(begin: Period | None, end: Period | None, part: str | None) -> Period | None:
    """The interval of two periods; None where one is unknown, has no firm bounds, or ends before the other begins."""
    if begin is None or end is None or begin.first is None or end.last is None or end.last < begin.first:
        return None
    if "/" in begin.edtf + end.edtf:
        return None
    return Period(f"{begin.edtf}/{end.edtf}", part or end.precision, begin.first, end.last)


def _eve(day: Period) -> Period:
    """The night that ends on a day, as the interval of both its days; bounded as the night of the first."""
    if day.first is None:
        return day
    return replace(periods.span(day.first - timedelta(days=1), day.first, "night"), last=day.first - timedelta(days=1))


def _dated(reading: Reading, context: Context) -> FoundDate:
    period = reading.period
    found = FoundDate(0, 0, 0, f"dates:{reading.kind}", reading.kind, anchor=reading.anchor)
    candidates = tuple(dict.fromkeys(p.edtf for p in reading.candidates))
    found = replace(found, candidates=candidates if len(candidates) <= _MOST_CANDIDATES else ())
    if period is None:
        return found
    found = replace(found, edtf=period.edtf, precision=period.precision)
    if period.first is None or period.last is None:
        return found
    earliest, latest = day_bounds(period.first, period.last, period.precision, context.place)
    return _in_outlet_zone(replace(found, earliest=earliest, latest=latest), context)


def _in_outlet_zone(found: FoundDate, context: Context) -> FoundDate:
    if context.timezone is None:
        return found
    return replace(found, timezone=context.timezone, timezone_basis="outlet")


def _timed(reading: Reading, clock: Clock, alternative: Atom | None, context: Context) -> Resolved:
    other = read_clock(alternative, None) if alternative is not None else None
    if clock.local:  # not that of the outlet
        context = replace(context, timezone=None, place=None)
    day = _single_day(reading)
    kind, rule = reading.kind, "dates:time" if reading.kind == "time" else f"dates:{reading.kind}-time"
    stated = clock.zone or (other.zone if other is not None else None)
    found = FoundDate(
        0, 0, 0, rule, kind, precision=clock.precision if day is not None else None, anchor=reading.anchor,
        timezone=_name(stated) if stated is not None else None, timezone_basis="explicit" if stated is not None else None,
    )  # fmt: skip
    if day is None:
        return Resolved(found, None)
    if clock.either_half:
        return Resolved(_either_half(found, reading, clock, other, context), day)
    instant = _instant(local(day, clock), clock, other, context)
    options = [p.first for p in reading.candidates if p.first is not None]
    if clock.midnight and other is None and clock.zone is None:
        options = options or [day]
        sides: list[Clock] = [replace(clock, days=0), clock]
    else:
        sides = [clock]
    instants = [_instant(local(o, side), side, other, context) for o in options for side in sides]
    earliest, latest = instant_bounds(instant, clock.precision)
    found = replace(
        found, edtf=edtf_instant(instant), earliest=earliest, latest=latest,
        candidates=tuple(dict.fromkeys(map(edtf_instant, instants))),
    )  # fmt: skip
    return Resolved(found if stated is not None else _in_outlet_zone(found, context), day)


def _either_half(found: FoundDate, reading: Reading, clock: Clock, other: Clock | None, context: Context) -> FoundDate:
    """`At half past two` on a day: which half of it is open, so that the value is the day, with both times for candidates."""
    whole = _dated(reading, context)
    days = [period.first for period in reading.candidates or (reading.period,) if period is not None and period.first is not None]
    instants = [_instant(local(day, side), side, other, context) for day in days for side in (clock, clock.other_half)]
    return replace(whole, rule=found.rule, candidates=tuple(map(edtf_instant, instants)))


def _hours(reading: Reading, begin: Atom, end: Atom, context: Context) -> Resolved | None:
    """`from 8 a.m. to 5 p.m.`: an interval of two instants on one day; without a day it has no value."""
    hours = read_hours(begin, end)
    if hours is None:
        return None
    if any(clock.either_half for clock in hours):
        whole = replace(_dated(reading, context), kind="range", rule="dates:range-time", candidates=())
        return Resolved(whole, _single_day(reading))
    first, last = (_timed(reading, clock, None, context) for clock in hours)
    found = replace(first.found, kind="range", rule="dates:range-time", candidates=())
    if found.edtf is None or last.found.edtf is None:
        return Resolved(found, first.day)
    return Resolved(replace(found, edtf=f"{found.edtf}/{last.found.edtf}", latest=last.found.latest), first.day)


def _instant(here: datetime, clock: Clock, other: Clock | None, context: Context) -> datetime:
    """The instant of a wall time: in the zone that stands beside it, else in the outlet's; naive where there is neither."""
    if clock.zone is not None:
        return here.replace(tzinfo=offset_zone(clock.zone))
    if other is not None:
        return stated_elsewhere(here, other, context.place)
    return here if context.place is None else here.replace(tzinfo=context.place)


def _name(stated: str) -> str:
    return "UTC" if stated == "+00:00" else stated
