"""Dates in running text: every dated mention with its span, its EDTF value and its bounds."""

from __future__ import annotations

from provenance.fields.dates.find import find_dates
from provenance.fields.dates.found import FoundDate

__all__ = ["FoundDate", "find_dates"]
