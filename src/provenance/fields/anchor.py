"""The day that mentions are resolved against where a page does not say when it was published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import regex

from provenance.extraction.draft import TEXT_KINDS, BlockKind
from provenance.fields.dates import FoundDate

#: Kinds of blocks whose whole days are days on which what they show was made.
SHOWN: frozenset[BlockKind] = frozenset({"caption", "embed"})
#: Kinds of blocks whose sentences the day must agree with.
TOLD: frozenset[BlockKind] = TEXT_KINDS - SHOWN | {"title"}

_WHOLE_DAY = regex.compile(r"(\d{4}-\d{2}-\d{2})(?:T[^/]*)?")
# What a report embeds is of its own days; further apart, one of the two is from an archive.
_NEWS = timedelta(days=7)
# A date without year is of the year around the publication, so one that its weekday moves further off tells of another year.
_HALF_YEAR = timedelta(days=183)


def infer_anchor(shown: Iterable[FoundDate], told: Iterable[FoundDate], modified: date | None) -> date | None:
    """The latest whole day of captions and embedded posts, where a second place bears it out; else the day of the last change.

    What a picture or a post shows has happened before the page was published, so the latest of their days is the earliest
    possible day of publication, and a report of current events follows closely on what it shows. Alone it may be far off (a
    picture from an archive), so it counts only if another place on the page, in sentences too, names it or one of the seven
    days before it, or if the last change was made within seven days.

    A page that states only its last change says for which day its text, as it stands, was written.

    `told` are the dates of the sentences read without any anchor. A whole day in them that is later than the inferred one
    speaks against it: it may be planned, or the pictures old. Nothing is inferred then.

    The result serves to resolve mentions only; it is no day of publication.
    """
    witnesses = [(found.paragraph, day) for found in shown if (day := _day(found)) is not None]
    sentences = [day for found in told if (day := _day(found)) is not None]
    anchor = _borne_out(witnesses, sentences, modified) or modified
    return None if anchor is None or any(day > anchor for day in sentences) else anchor


def _borne_out(witnesses: Sequence[tuple[int, date]], sentences: Sequence[date], modified: date | None) -> date | None:
    latest = max((day for _, day in witnesses), default=None)
    if latest is None:
        return None
    if modified is not None:
        return latest if timedelta() <= modified - latest <= _NEWS else None
    first = next(place for place, day in witnesses if day == latest)
    others = [day for place, day in witnesses if place != first] + list(sentences)
    return latest if any(timedelta() <= latest - day <= _NEWS for day in others) else None


def agrees(anchor: date, resolved: Iterable[FoundDate]) -> bool:
    """Whether the days of sentences, resolved against an inferred anchor, speak for its year: `Friday 5 May` was one."""
    for each in resolved:
        if each.kind != "yearless" or each.precision not in (None, "day"):
            continue
        day = _day(each)
        if day is None or abs(day - anchor) > _HALF_YEAR:
            return False
    return True


def _day(found: FoundDate) -> date | None:
    match = _WHOLE_DAY.fullmatch(found.edtf or "")
    return date.fromisoformat(match[1]) if match is not None else None
