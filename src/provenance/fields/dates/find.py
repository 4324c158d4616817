"""All dated mentions of an article's paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from provenance.fields.dates.found import FoundDate
from provenance.fields.dates.grammar import grammar
from provenance.fields.dates.lexer import tagged
from provenance.fields.dates.mentions import mentions, names_day
from provenance.fields.dates.resolve import Context, Resolved, resolve
from provenance.fields.dates.vocabulary import vocabulary
from provenance.fields.zones import zone

# A day of publication outside of these years is a fault of the page (0001-01-01, 9999-12-31); nothing is resolved against it.
_FIRST_YEAR, _LAST_YEAR = 1500, 2199


def find_dates(
    paragraphs: Sequence[str], language: str | None, *, anchor: date | None, timezone: str | None = None
) -> tuple[FoundDate, ...]:
    """Every dated mention, in the order of the text.

    `paragraphs` are in normal form (NFC, LF). `language` is a BCP 47 tag or None. `anchor` is the article's day of publication:
    without it yearless, weekday and relative mentions are found but not resolved. `timezone` is the outlet's IANA zone: without
    it and without a zone in the text, EDTF times carry no offset and bounds cover every place on earth (UTC+14 to UTC-12).

    Rules where a text leaves things open: a weekday is the nearest such day, or the one that a clear word of tense in its clause
    points to, with the other side as a candidate; a date without year is the nearest one, and beyond four months the other side
    is a candidate; `midnight` ends the day it is named with (AP Stylebook), and its beginning is a candidate; a time of day alone
    belongs to the day mentioned last, or where the same minute was told before (`21h07`), to the day it had then; a day told by
    an event (`two days before the vote`) has no value.

    Raises KeyError for a zone that the tzdata package does not have, ConfigError for a broken lexicon.
    """
    words = vocabulary(language)
    rules = grammar(words)
    if anchor is not None and not _FIRST_YEAR <= anchor.year <= _LAST_YEAR:
        anchor = None
    context = Context(anchor, timezone, zone(timezone) if timezone is not None else None, words.numbers_month_first)
    found: list[FoundDate] = []
    before: date | None = None
    told: dict[str, date] = {}  # the day of each time of day that is told to the minute
    for index, paragraph in enumerate(paragraphs):
        text = tagged(paragraph, words)
        for mention in mentions(text, rules):
            resolved = resolve(mention, context, before)
            if resolved is None:
                continue
            minute = _minute(resolved)
            if mention.day is None and minute in told:
                resolved = resolve(mention, context, told[minute]) or resolved
            elif minute and resolved.day is not None:
                told.setdefault(minute, resolved.day)
            start, end = text.bounds[mention.start], text.bounds[mention.end]
            found.append(replace(resolved.found, paragraph=index, start=start, end=end))
            # A day that could not be resolved is still the one that later times of day belong to.
            before = resolved.day if names_day(mention) else before
    return tuple(found)


def _minute(resolved: Resolved) -> str:
    """The wall clock of a time that is told to a minute other than a full hour; empty for any other mention."""
    found = resolved.found
    if found.precision != "minute" or found.edtf is None or "/" in found.edtf or found.edtf[14:16] == "00":
        return ""
    return found.edtf[11:]
