from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.fields.published import Published, read_stated
from provenance.fields.zones import zone


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0, microsecond: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, microsecond, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "at", "name"),
    [
        ("2031-03-04T05:06:07Z", utc(2031, 3, 4, 5, 6, 7), "UTC"),
        ("2031-03-04T05:06:07+02:00", utc(2031, 3, 4, 3, 6, 7), "+02:00"),
        ("2031-03-04 05:06:07 -0330", utc(2031, 3, 4, 8, 36, 7), "-03:30"),
        ("20310304T050607+02", utc(2031, 3, 4, 3, 6, 7), "+02:00"),
        ("2031-03-04T05:06+00:00", utc(2031, 3, 4, 5, 6), "UTC"),
        ("2031-03-04T05:06:07.1234567Z", utc(2031, 3, 4, 5, 6, 7, 123456), "UTC"),
        ("2031-03-04T05:06:07,5−05:00", utc(2031, 3, 4, 10, 6, 7, 500000), "-05:00"),
        ("2031-03-04T05:06:07+01:00[Europe/Paris]", utc(2031, 3, 4, 4, 6, 7), "+01:00"),
        ("2031-12-31T23:59:60Z", utc(2031, 12, 31, 23, 59, 59), "UTC"),
        ("Tue, 04 Mar 2031 05:06:07 +0200", utc(2031, 3, 4, 3, 6, 7), "+02:00"),
        ("4 Mar 2031 05:06 GMT", utc(2031, 3, 4, 5, 6), "UTC"),
        ("Tue, 4 Mar 2031 05:06:07 EST", utc(2031, 3, 4, 10, 6, 7), "-05:00"),
        ("Tue, 4 Mar 2031 05:06:07 -0000", utc(2031, 3, 4, 5, 6, 7), "UTC"),
    ],
)
def test_a_printed_offset_is_explicit_whatever_the_outlet(stated: str, at: datetime, name: str) -> None:
    for outlet_timezone in (None, "Asia/Tokyo"):
        found = read_stated(stated, outlet_timezone)
        assert (found.at, found.timezone, found.timezone_basis) == (at, name, "explicit")
        assert found.earliest == at


def test_the_day_is_the_printed_one_and_not_that_of_utc() -> None:
    assert read_stated("2031-03-04T00:30:00+02:00", None).day == date(2031, 3, 4)
    assert read_stated("2031-03-04T23:30:00-05:00", None).day == date(2031, 3, 4)


def test_without_offset_the_zone_of_the_outlet_is_used() -> None:
    found = read_stated("2031-07-04T12:45", "Europe/Paris")
    assert found == Published(
        date(2031, 7, 4),
        utc(2031, 7, 4, 10, 45),
        utc(2031, 7, 4, 10, 45),
        utc(2031, 7, 4, 10, 45, 59, 999999),
        "Europe/Paris",
        "outlet",
    )


def test_without_offset_and_outlet_utc_is_assumed_and_the_bounds_allow_every_zone() -> None:
    found = read_stated("2031-07-04T12:45:00", None)
    assert (found.at, found.timezone, found.timezone_basis) == (utc(2031, 7, 4, 12, 45), "UTC", "assumed")
    assert found.earliest == utc(2031, 7, 3, 22, 45)
    assert found.latest == utc(2031, 7, 5, 0, 45, 0, 999999)


def test_a_day_alone_has_no_instant() -> None:
    known = read_stated("2031-07-04", "Europe/Paris")
    assert (known.day, known.at, known.timezone, known.timezone_basis) == (date(2031, 7, 4), None, "Europe/Paris", "outlet")
    assert (known.earliest, known.latest) == (utc(2031, 7, 3, 22), utc(2031, 7, 4, 21, 59, 59, 999999))
    unknown = read_stated("20310704", None)
    assert (unknown.at, unknown.timezone, unknown.timezone_basis) == (None, None, None)
    assert (unknown.earliest, unknown.latest) == (utc(2031, 7, 3, 10), utc(2031, 7, 5, 11, 59, 59, 999999))


def test_a_day_on_which_clocks_change_has_23_or_25_hours() -> None:
    for stated, hours in (("2024-03-31", 23), ("2024-10-27", 25)):
        found = read_stated(stated, "Europe/Paris")
        assert found.earliest is not None
        assert found.latest is not None
        assert found.latest - found.earliest == timedelta(hours=hours) - timedelta(microseconds=1)


def test_an_hour_that_clocks_show_twice_is_bounded_by_both_readings() -> None:
    found = read_stated("2024-10-27T02:30:00", "Europe/Paris")
    assert found.earliest == utc(2024, 10, 27, 0, 30)
    assert found.latest == utc(2024, 10, 27, 1, 30, 0, 999999)


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "yesterday",
        "2031",
        "2031-03",
        "2031-02-30",
        "2031-03-04T25:00:00Z",
        "2031-03-04T05:06:61Z",
        "2031-03-04T05:06:07+02:75",
        "2031-03-04T05:06:07+99:00",
        "2031-03-04T05:06:07 CEST",
        "0001-01-01T00:00:00+14:00",
        "0001-01-01",
        "9999-12-31",
        "04/03/2031 05:06",
        "1900000000",
        "31 Feb 2031 05:06 GMT",
        "04 Mar 31 05:06 GMT",
        "2031-03-04T05:06:07Z and more",
        "２０３１-03-04",
    ],
)
def test_what_cannot_be_read_gives_nothing(stated: str) -> None:
    assert read_stated(stated, None) == Published()


def test_an_unknown_zone_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError, match="Europe/Atlantis"):
        read_stated("2031-03-04", "Europe/Atlantis")


_ZONES = st.sampled_from([None, "Europe/Paris", "America/New_York", "Africa/Cairo", "Asia/Kolkata", "Pacific/Apia"])
_OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_READABLE = st.datetimes(datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01"))


@given(_READABLE, _OFFSETS, _ZONES)
def test_what_isoformat_writes_is_read_back(local: datetime, offset: timezone, outlet_timezone: str | None) -> None:
    printed = local.replace(tzinfo=offset)
    found = read_stated(printed.isoformat(), outlet_timezone)
    assert (found.day, found.at, found.timezone_basis) == (local.date(), printed, "explicit")


@given(_READABLE, _ZONES)
def test_bounds_hold_the_instant_and_the_day(local: datetime, outlet_timezone: str | None) -> None:
    found = read_stated(local.isoformat(" "), outlet_timezone)
    assert found.at is not None
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= found.at <= found.latest
    day = read_stated(local.date().isoformat(), outlet_timezone)
    assert day.earliest is not None
    assert day.latest is not None
    assert day.earliest <= day.latest
    if outlet_timezone is not None:
        assert found.at.astimezone(zone(outlet_timezone)).date() - local.date() <= timedelta(days=1)


@given(st.text(alphabet="0123456789-+:TZ., aJunGMT[]", max_size=40) | st.text(max_size=40), _ZONES)
def test_no_string_raises_and_a_reading_is_whole(value: str, outlet_timezone: str | None) -> None:
    found = read_stated(value, outlet_timezone)
    if found.day is None:
        assert found == Published()
    else:
        assert found.earliest is not None
        assert found.latest is not None
        assert (found.at is None) or (found.timezone is not None and found.timezone_basis is not None)
