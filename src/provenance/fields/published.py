"""Times of publication and modification as markup states them.

Read are whole dates and date-times of ISO 8601 and RFC 3339 (§5.6, with the space of its note and the comma of ISO 8601)
and of RFC 2822 (§3.3), and nothing else: a general reader would make a day of `2017-05`, and the standard library's accepts
more with every Python version, on which the output must not depend. Words in other forms are read where dates in text are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from email.utils import parsedate_tz

import regex

from provenance.fields.zones import zone

_ISO = regex.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})|(?P<month>[0-9]{2})(?P<day>[0-9]{2}))"
    r"(?:(?:[Tt]|\s)(?P<hour>[0-9]{2})(?::?(?P<minute>[0-9]{2})(?::?(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]+))?)?)"
    r"\s?(?P<offset>[Zz]|UTC|GMT|[+\-−][0-9]{2}(?::?[0-9]{2})?)?(?:\[[A-Za-z0-9_+/-]+\])?)?"
)
_MAIL = regex.compile(
    r"(?:[A-Z][a-z]{2},?\s+)?[0-9]{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+[0-9]{4}"
    r"\s+[0-9]{2}:[0-9]{2}(?P<seconds>:[0-9]{2})?(?:\s+(?P<offset>[+-][0-9]{4}|UTC?|GMT|Z|[ECMP][SD]T))?(?:\s*\([^()]*\))?"
)

# The zones of the world lie between these offsets, which bound a time whose zone nobody states.
_WEST, _EAST = timezone(timedelta(hours=-12)), timezone(timedelta(hours=14))

_DAY = timedelta(days=1)
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Published:
    """A time as printed.

    `day` is the calendar day as printed, in the string's own offset. `at` is the instant (UTC), null unless a time of day is
    printed. `earliest` and `latest` are the first and last microsecond (UTC) that the printed precision and the zone allow.
    `timezone` is an IANA name, an offset (`+02:00`) or `UTC`. `timezone_basis` is `explicit` (printed), `outlet` (the zone
    of the registry) or `assumed` (UTC for want of better: the bounds then allow every zone); null where nothing was needed.
    """

    day: date | None = None
    at: datetime | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    timezone: str | None = None
    timezone_basis: str | None = None


@dataclass(frozen=True, slots=True)
class _Printed:
    """A clock reading, the step of its precision, and the offset printed with it."""

    local: datetime
    step: timedelta
    offset: timezone | None = None
    offset_name: str | None = None


def read_stated(value: str, outlet_timezone: str | None) -> Published:
    """Read an ISO 8601, RFC 3339 or RFC 2822 string; every field is null where it is none of them or no such day exists.

    `outlet_timezone` is the IANA zone of the outlet where the registry knows it; it is used where no offset is printed.
    Raises KeyError for a zone that tzdata does not know.
    """
    local_zone = None if outlet_timezone is None else zone(outlet_timezone)
    stated = value.strip()
    try:
        printed = _read_iso(stated) or _read_mail(stated)
        if printed is None:
            return Published()
        if printed.step == _DAY:
            return _day(printed, outlet_timezone, local_zone)
        return _instant(printed, outlet_timezone, local_zone)
    except (ValueError, OverflowError):
        # No such day or clock time (30 February, 25:00), or an instant outside the years 1 to 9999.
        return Published()


def _read_iso(stated: str) -> _Printed | None:
    found = _ISO.fullmatch(stated)
    if found is None:
        return None
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    if found["hour"] is None:
        return _Printed(datetime.combine(day, time()), _DAY)
    fraction, second = found["fraction"], found["second"]
    clock = time(int(found["hour"]), int(found["minute"]), _second(second), int((fraction or "0")[:6].ljust(6, "0")))
    step = _TICK * 10 ** max(0, 6 - len(fraction)) if fraction else timedelta(seconds=1) if second else timedelta(minutes=1)
    offset, name = _offset(found["offset"])
    return _Printed(datetime.combine(day, clock), step, offset, name)


def _read_mail(stated: str) -> _Printed | None:
    found = _MAIL.fullmatch(stated)
    parsed = parsedate_tz(stated) if found else None
    if found is None or parsed is None:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    local = datetime.combine(date(year, month, day), time(hour, minute, _second(second)))
    step = timedelta(seconds=1) if found["seconds"] else timedelta(minutes=1)
    if found["offset"] is None:
        return _Printed(local, step)
    # RFC 2822 §4.3: EST, PDT … stand for the offset that the library's table gives.
    offset = timezone(timedelta(seconds=parsed[9] or 0))
    return _Printed(local, step, offset, _offset_name(offset))


def _second(printed: str | int | None) -> int:
    """A leap second (RFC 3339 §5.7) is read as the last one that the calendar knows."""
    return min(int(printed or 0), 59) if int(printed or 0) <= 60 else int(printed or 0)


def _offset(printed: str | None) -> tuple[timezone | None, str | None]:
    if printed is None:
        return None, None
    if printed[0] not in "+-−":
        return UTC, "UTC"
    digits = printed[1:].replace(":", "").ljust(4, "0")
    if int(digits[2:]) > 59:
        raise ValueError(f"no such offset: {printed}")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    offset = timezone(size if printed[0] == "+" else -size)
    return offset, _offset_name(offset)


def _offset_name(offset: timezone) -> str:
    """`+02:00`; `UTC` for zero, which RFC 3339 §4.3 and RFC 2822 §3.3 also use where the local offset is not known."""
    return datetime.combine(date(2000, 1, 1), time(), offset).isoformat()[-6:] if offset.utcoffset(None) else "UTC"


def _day(printed: _Printed, zone_name: str | None, local_zone: tzinfo | None) -> Published:
    first, last = _span(printed, local_zone)
    basis = None if local_zone is None else "outlet"
    return Published(printed.local.date(), None, first, last, zone_name, basis)


def _instant(printed: _Printed, zone_name: str | None, local_zone: tzinfo | None) -> Published:
    day, local = printed.local.date(), printed.local
    if printed.offset is not None:
        first, last = _span(printed, printed.offset)
        return Published(day, _utc(local, printed.offset), first, last, printed.offset_name, "explicit")
    first, last = _span(printed, local_zone)
    if local_zone is not None:
        return Published(day, _utc(local, local_zone), first, last, zone_name, "outlet")
    return Published(day, _utc(local, UTC), first, last, "UTC", "assumed")


def _span(printed: _Printed, where: tzinfo | None) -> tuple[datetime, datetime]:
    """First and last microsecond of a reading: in a zone, or, where that is not known, in any zone of the world.

    Where clocks go back an hour is printed twice, so that both readings count (PEP 495, `fold`).
    """
    start, end = printed.local, printed.local + printed.step - _TICK
    if where is None:
        return _utc(start, _EAST), _utc(end, _WEST)
    instants = [_utc(reading.replace(fold=fold), where) for reading in (start, end) for fold in (0, 1)]
    return min(instants), max(instants)


def _utc(local: datetime, where: tzinfo) -> datetime:
    return local.replace(tzinfo=where).astimezone(UTC)
