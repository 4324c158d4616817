"""Clock times: from the words of a time of day to an instant on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from provenance.fields.dates.atoms import Atom
from provenance.fields.dates.readings import integer
from provenance.fields.zones import zone

NOON = 12
# Parts of the day in which `8` means 20 hours.
_LATE_PARTS = frozenset({"afternoon", "evening", "night"})
_HALVES = _LATE_PARTS | {"morning", "am", "pm"}
# The widest offsets in use: UTC-12 (Baker Island) and UTC+14 (Line Islands).
WESTERNMOST, EASTERNMOST = timezone(timedelta(hours=-12)), timezone(timedelta(hours=14))


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it is written; `zone` is its stated zone, an offset or an IANA name.

    `midnight` marks the word: it names no side of the day. `days` is what it adds to the day named. `local` says that the time
    is that of the place told of, which need not be that of the outlet. `either_half` says that it may be twelve hours later
    as well: quarters and halves are told by the clock of twelve hours.
    """

    at: time
    precision: str
    zone: str | None = None
    midnight: bool = False
    days: int = 0
    local: bool = False
    either_half: bool = False

    @property
    def other_half(self) -> Clock:
        """The same time in the afternoon."""
        return replace(self, at=self.at.replace(hour=self.at.hour + NOON))


def read_clock(atom: Atom, part: str | None) -> Clock | None:
    """As `_read_clock`; the words `local time` are kept beside it."""
    clock = _read_clock(atom, part)
    return replace(clock, local=True) if clock is not None and "local" in atom.values else clock


def read_hours(start: Atom, end: Atom) -> tuple[Clock, Clock] | None:
    """Both ends of a range of hours: `between 1 and 3 p.m.` names its half of the day once, and `22 to 6` ends a day later."""
    if "ampm" in end.values and "ampm" not in start.values and "hour" in start.values:
        start = replace(start, values={**start.values, "ampm": end.values["ampm"]})
    first, last = read_clock(start, None), read_clock(end, None)
    if first is None or last is None:
        return None
    if first.midnight:
        first = replace(first, days=0)  # the night begins with it
    if last.zone is not None or last.local:
        first = replace(first, zone=last.zone, local=last.local)
    if last.days == 0 and last.at <= first.at:
        last = replace(last, days=1)
    return first, last


def _read_clock(atom: Atom, part: str | None) -> Clock | None:
    """The time that a clock atom tells; `part` is the part of the day beside it. None for an impossible one (25:10, 13 p.m.)."""
    values = atom.values
    stated = _stated_zone(atom)
    if "clock" in values:
        # AP Stylebook, "midnight": it "is part of the day that is ending, not the one that is beginning".
        midnight = values["clock"] == "midnight"
        if "minutes" in values:
            # Half past midnight is of the day that begins, ten minutes to midnight of the one that ends.
            minute = (0 if midnight else NOON * 60) + integer(values, "minutes")
            return Clock(time(minute // 60 % 24, minute % 60), "minute", stated, days=0 if minute < 0 else int(midnight))
        return Clock(time(0 if midnight else NOON), "minute", stated, midnight, int(midnight))
    if "hhmm" in values:
        hour, minute = divmod(integer(atom.values, "hhmm"), 100)
        return Clock(time(hour, minute), "minute", stated)
    hour = integer(atom.values, "hour")
    if hour > 24:
        return None
    if "minutes" in values:
        return _spoken(hour, integer(values, "minutes"), str(values.get("ampm") or part), stated)
    if "ampm" in values:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if values["ampm"] == "pm" else 0)
    elif part in _LATE_PARTS and 1 <= hour < NOON and not (part == "night" and hour < 6):
        hour += NOON
    minute = integer(atom.values, "minute") if "minute" in values else 0
    second = integer(atom.values, "second") if "second" in values else 0
    precision = "second" if "second" in values else "minute" if "minute" in values else "hour"
    days, hour = divmod(hour, 24)  # 24:00 is the end of its day (ISO 8601:2004, 4.2.3)
    if days and (minute or second):
        return None
    return Clock(time(hour, minute, second), precision, stated, False, days)


def _spoken(hour: int, minutes: int, half: str, stated: str | None) -> Clock:
    """`Half past two`, `halb drei`: so many minutes before or after an hour; `half` may be am, pm or a part of the day."""
    known = half in _HALVES or not 1 <= hour <= NOON
    if 1 <= hour <= NOON:
        late = half == "pm" or (half in _LATE_PARTS and not (half == "night" and (hour == NOON or hour < 6)))
        # Halb eins in the afternoon is 12:30.
        hour = hour % NOON + (NOON if late or (half == "morning" and hour == NOON) else 0)
    hours, minute = divmod(hour * 60 + minutes, 60)
    at = time(hours % (24 if known else NOON), minute)
    return Clock(at, "minute", stated, either_half=not known)


def _stated_zone(atom: Atom) -> str | None:
    stated = atom.values.get("zone")
    if stated is None:
        return None
    if "shift" in atom.values:
        east, hours = "east" in atom.values, integer(atom.values, "shift")
        return f"{'+' if east else '-'}{hours:02}:00" if hours <= (14 if east else 12) else None
    return str(stated)


def offset_zone(name: str) -> tzinfo:
    """The zone of an offset (`+02:00`) or of an IANA name. Raises KeyError for an unknown name."""
    if name[0] not in "+-":
        return zone(name)
    away = timedelta(hours=int(name[1:3]), minutes=int(name[4:6]))
    return timezone(-away if name[0] == "-" else away)


def local(day: date, clock: Clock) -> datetime:
    """The naive local time of a clock on a day."""
    return datetime.combine(day, clock.at) + timedelta(days=clock.days)


def stated_elsewhere(here: datetime, clock: Clock, known: tzinfo | None) -> datetime:
    """`Monday at 7 p.m. (1700 GMT)`: the aware instant of the time in parentheses, given the naive local time before it.

    It is on the day that makes the local time one of a place on earth (UTC-12 to UTC+14); of two such days on the one that
    agrees best with the outlet's zone, or without one with the smaller offset.
    """
    there = offset_zone(clock.zone or "+00:00")
    wanted = (here.replace(tzinfo=known).utcoffset() if known is not None else None) or timedelta(0)
    best: tuple[timedelta, datetime] | None = None
    for days in (-1, 0, 1):
        instant = datetime.combine(here.date() + timedelta(days=days), clock.at, there)
        offset = here.replace(tzinfo=UTC) - instant
        distance = abs(offset - wanted)
        if timedelta(hours=-12) <= offset <= timedelta(hours=14) and (best is None or distance < best[0]):
            best = (distance, instant)
    if best is None:
        raise ValueError(f"{here} and {clock} are no two names of one instant")
    return best[1]


def edtf_instant(instant: datetime) -> str:
    """EDTF level 0 date and time, with `Z` or its offset; naive ones without.

    EDTF offsets have no seconds, as the local mean times before 1911 do: those are given in UTC.
    """
    offset = instant.utcoffset()
    if offset is not None and offset % timedelta(minutes=1):
        instant = instant.astimezone(UTC)
    text = instant.replace(microsecond=0).isoformat()
    return text.removesuffix("+00:00") + "Z" if instant.tzinfo is not None and text.endswith("+00:00") else text
