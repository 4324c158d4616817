"""Bounds: the first and last instant that a value can mean, UTC, inclusive to the microsecond."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from provenance.fields.dates.clocks import EASTERNMOST, WESTERNMOST

Bounds = tuple[datetime, datetime]

_TICK = timedelta(microseconds=1)
_LENGTHS = {"second": timedelta(seconds=1), "minute": timedelta(minutes=1), "hour": timedelta(hours=1)}
# Hours from the day's own midnight. CLDR's day periods (TR 35, part 4) say which word *names* a clock time, and differ by
# language; bounds have to hold for all of them: `madrugada` begins at 0, `tarde` lasts until 20, a night until the next morning.
_PARTS = {"morning": (0, 12), "afternoon": (12, 20), "evening": (16, 24), "night": (18, 30)}


def day_bounds(first: date, last: date, precision: str, place: tzinfo | None) -> Bounds:
    """Bounds of whole days, or of a part of them, in a zone; with None, wherever on earth."""
    begin, end = _PARTS.get(precision, (0, 24))
    start = datetime.combine(first, time()) + timedelta(hours=begin)
    stop = datetime.combine(last, time()) + timedelta(hours=end)
    return _placed(start, place, EASTERNMOST), _placed(stop, place, WESTERNMOST) - _TICK


def instant_bounds(instant: datetime, precision: str) -> Bounds:
    """Bounds of an instant told to the second, minute or hour; a naive one may be anywhere on earth."""
    start = _placed(instant, None, EASTERNMOST)
    stop = _placed(instant, None, WESTERNMOST)
    return start, stop + _LENGTHS[precision] - _TICK


def _placed(wall: datetime, place: tzinfo | None, otherwise: tzinfo) -> datetime:
    if wall.tzinfo is not None:
        return wall.astimezone(UTC)
    return wall.replace(tzinfo=otherwise if place is None else place).astimezone(UTC)
