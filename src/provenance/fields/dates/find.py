"""All dated mentions of an article's paragraphs: what is written is read once, and resolved against whatever anchor is tried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from provenance.fields.dates.found import FoundDate
from provenance.fields.dates.grammar import grammar
from provenance.fields.dates.lexer import Tagged, tagged
from provenance.fields.dates.mentions import Mention, mentions, names_day
from provenance.fields.dates.resolve import Context, Resolved, resolve
from provenance.fields.dates.vocabulary import vocabulary
from provenance.fields.zones import zone

# A day of publication outside of these years is a fault of the page (0001-01-01, 9999-12-31); nothing is resolved against it.
_FIRST_YEAR, _LAST_YEAR = 1500, 2199


@dataclass(frozen=True, slots=True)
class WrittenDates:
    """The dated mentions of one paragraph as they are written, before anything is resolved."""

    text: Tagged
    mentions: tuple[Mention, ...]


def read_written(paragraph: str, language: str | None) -> WrittenDates:
    """What a paragraph in normal form (NFC, LF) writes of dates, by the words of a language (BCP 47 tag or None).

    Raises ConfigError for a broken lexicon.
    """
    words = vocabulary(language)
    text = tagged(paragraph, words)
    return WrittenDates(text, tuple(mentions(text, grammar(words))))


def find_dates(
    paragraphs: Sequence[str], language: str | None, *, anchor: date | None, timezone: str | None = None
) -> tuple[FoundDate, ...]:
    """Every dated mention, in the order of the text, read and resolved in one go.

    For `paragraphs` and `language` see `read_written`, for `anchor` and `timezone` `resolve_dates`; both say what is raised.
    """
    return resolve_dates([read_written(paragraph, language) for paragraph in paragraphs], anchor=anchor, timezone=timezone)


def resolve_dates(written: Sequence[WrittenDates], *, anchor: date | None, timezone: str | None = None) -> tuple[FoundDate, ...]:
    """Every dated mention of the paragraphs, in the order of the text.

    `anchor` is the article's day of publication: without it yearless, weekday and relative mentions are found but not resolved.
    `timezone` is the outlet's IANA zone: without it and without a zone in the text, EDTF times carry no offset and bounds cover
    every place on earth (UTC+14 to UTC-12).

    Rules where a text leaves things open: a weekday is the nearest such day, or the one that a clear word of tense in its
    clause points to, with the other side as a candidate; a date without year is the nearest one, and beyond four months the
    other side is a candidate; a season without year is the nearest one on the side of the tense of its clause; `midnight` ends
    the day it is named with (AP Stylebook), and its beginning is a candidate; a time of day alone belongs to the day mentioned
    last, or where the same minute was told before (`21h07`), to the day it had then; a day told by an event (`two days before
    the vote`) has no value.

    Raises KeyError for a zone that the tzdata package does not have.
    """
    if anchor is not None and not _FIRST_YEAR <= anchor.year <= _LAST_YEAR:
        anchor = None
    place = zone(timezone) if timezone is not None else None
    found: list[FoundDate] = []
    before: date | None = None
    told: dict[str, date] = {}  # the day of each time of day that is told to the minute
    for index, paragraph in enumerate(written):
        text = paragraph.text
        context = Context(anchor, timezone, place, text.vocabulary.numbers_month_first)
        for mention in paragraph.mentions:
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
