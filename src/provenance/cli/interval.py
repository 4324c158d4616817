"""Intervals as options: a number and a unit."""

from __future__ import annotations

from datetime import timedelta

import regex

from provenance.errors import UsageError

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def parse_interval(option: str, text: str) -> timedelta:
    """An interval such as 30s, 15m, 2h or 1d, as the value of an option. Raises UsageError."""
    match = regex.fullmatch(r"([1-9][0-9]{0,5})([smhd])", text)
    if match is None:
        raise UsageError(f"{option} {text}: not an interval; write a number and a unit, such as 30s, 15m, 2h or 1d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def in_words(seconds: float) -> str:
    """An age in its largest unit: `90 minutes`, `3 days`."""
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{int(seconds / length)} {unit}"
    return f"{max(0, int(seconds))} seconds"
