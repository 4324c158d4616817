"""Dates in running text: every dated mention with its span, its EDTF value and its bounds."""

from __future__ import annotations

from provenance.fields.dates.find import WrittenDates, find_dates, read_written, resolve_dates
from provenance.fields.dates.found import FoundDate

__all__ = ["FoundDate", "WrittenDates", "find_dates", "read_written", "resolve_dates"]
