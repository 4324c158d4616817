"""Publication stamps: lines and stretches made of labels, dates and times only. Month and day names are those of CLDR."""

from __future__ import annotations

from functools import cache

import regex

from provenance.extraction.plain.phrases import GLUED, ages, alternatives, any_of, locales

_LABEL = any_of("published", "modified")
_WORD_END = r"(?!\p{L}|\p{M})"
_NUMBER = r"\d+(?:[.:/hHTu-]\d+)*(?:st|nd|rd|th|er|[hH])?(?:[ ]?(?i:[ap]\.?m\b\.?|Uhr|hrs|h\b))?(?:Z|[+-]\d\d:?\d\d)?(?!\p{L})"
_ZONE = r"(?:GMT|UTC|CES?T|MES?Z|WES?T|EES?T|BST|IST|MSK|JST|A?E[SD]T|[CMP][SD]T|ET|PT)(?:[+-]\d{1,2})?"
_PUNCTUATION = r"[\s,،;:.|•·/()\[\]–—-]"


def _spellings(field: str) -> set[str]:
    return {
        name.casefold().rstrip(".")
        for locale in locales()
        for context in getattr(locale, field).values()
        for width in ("wide", "abbreviated")
        for name in context.get(width, {}).values()
        if not name.isdigit()
    }


@cache
def _names(field: str) -> str:
    return alternatives(sorted(_spellings(field), key=lambda name: (-len(name), name)))


def stamp_words() -> frozenset[str]:
    """The words that a stamp may begin with, but for its labels: months and weekdays."""
    return frozenset(_spellings("months") | _spellings("days"))


#: A month as CLDR names it, in any of the languages.
MONTH = _names("months") + r"\.?"
_WEEKDAY = _names("days") + r"\.?"
_STAMP_WORD = any_of("stamp")
_READING_TIME = any_of("reading_time")
_SOLID = rf"(?:(?:{_LABEL}|{MONTH}|{_WEEKDAY}|{_ZONE}){_WORD_END}|{_NUMBER})"
_TOKEN = rf"(?:{_READING_TIME}{_WORD_END}|{ages()}{_WORD_END}|{_SOLID}|{_STAMP_WORD}{_WORD_END}|{_PUNCTUATION})"

_WHOLE = regex.compile(rf"(?>{_TOKEN})++")
_LABELLED = regex.compile(rf"(?<!\p{{L}}){_LABEL}{_WORD_END}")
_FULL_DATE = regex.compile(
    rf"(?<!\d)(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}})(?!\d)"
    rf"|\d{{1,2}}\D{{0,6}}\b{MONTH}{_WORD_END}(?:/{MONTH})?\D{{0,8}}\d{{4}}|\b{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
)
_STRETCH = regex.compile(rf"(?<![\p{{L}}\p{{N}}]){_SOLID}(?>{_TOKEN})*+")
# A stretch within a line ends with a number, a zone or a label, never with a name that may begin the next sentence.
_CLOSE = regex.compile(rf"{ages()}{_WORD_END}|{_NUMBER}|(?:{_ZONE}|{_LABEL}){_WORD_END}")
_READING_LINE = regex.compile(rf"{_PUNCTUATION}*{_READING_TIME}{_PUNCTUATION}*")
_WEEKDAY_ONLY = regex.compile(rf"{_WEEKDAY}[,.]?")
_LONGEST_WEEKDAY = max(map(len, _spellings("days"))) + len(".,")
_CLOCK = regex.compile(rf"(?:[01]?\d|2[0-3])[:.hH][0-5]\d(?:\s?(?i:[ap]\.?m\.?|Uhr|h))?(?:\s{_ZONE})?")
# A time of day within a stamp, no part of a date.
_TIME = regex.compile(r"(?<![\d.:/-])\d{1,2}[:.hH]\d\d(?!\d|[./-]\d)")
_PLACE = regex.compile(r"\p{Lu}[\p{L}\p{M}.'’-]*(?:\s[\p{L}\p{M}.'’-]+){0,4}(?:,|\s[–—-])\s")
_LONGEST = 160


def is_stamp(line: str) -> bool:
    """Whether a line consists of nothing but labels, dates and times, with a label or a full date among them."""
    return len(line) <= _LONGEST and bool(_WHOLE.fullmatch(line)) and (has_label(line) or has_date(line))


def is_placed(line: str) -> bool:
    """Whether a line is a place with a full date, `Elmshaven, 14 March 2019`."""
    found = _PLACE.match(line) if len(line) <= _LONGEST else None
    return found is not None and is_stamp(line[found.end() :]) and has_date(line[found.end() :])


def has_label(line: str) -> bool:
    """Whether `published`, `updated` or the like stands in the line."""
    return bool(_LABELLED.search(line))


def has_date(line: str) -> bool:
    """Whether a date with day, month and year stands in the line."""
    return bool(_FULL_DATE.search(line))


def is_certain(stamp: str) -> bool:
    """Whether a stamp has a label, a full date and a time of day: prose has no such thing."""
    return has_label(stamp) and is_instant(stamp)


def is_instant(stamp: str) -> bool:
    """Whether a stamp has a full date and a time of day."""
    return has_date(stamp) and _TIME.search(stamp) is not None


def is_day(stamp: str) -> bool:
    """Whether a stamp is a date with a colon, without label and time of day."""
    return stamp.rstrip().endswith(":") and not has_label(stamp) and _TIME.search(stamp) is None


def is_reading_time(line: str) -> bool:
    """Whether the line says nothing but how long reading takes: `3 min read`."""
    return len(line) <= _LONGEST and bool(_READING_LINE.fullmatch(line))


def is_weekday(line: str) -> bool:
    """Whether the line is the name of a weekday."""
    return len(line) <= _LONGEST_WEEKDAY and bool(_WEEKDAY_ONLY.fullmatch(line))


def is_clock(line: str) -> bool:
    """Whether the line is nothing but a time of day, as entries of live coverage are headed."""
    return bool(_CLOCK.fullmatch(line))


def stamps_in(string: str) -> tuple[tuple[int, int], ...]:
    """Stretches of a longer line that are stamps with a full date, as (start, end) offsets."""
    found = []
    for stretch in _STRETCH.finditer(string):
        end = max((close.end() for close in _CLOSE.finditer(string, *stretch.span())), default=stretch.start())
        if has_date(string[stretch.start() : end]):
            found.append((stretch.start(), end))
    return tuple(found)


@cache
def _glued_forms() -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A stretch and its close where line ends were lost and the next word may be written on: `06.45 UhrUpdated`.

    Compiled when the first text needs them, for few do.
    """
    stretch = rf"{_SOLID}(?>(?![\p{{L}}](?<=[\p{{L}}\p{{N}}].)){_TOKEN})*+"
    glued, close = (
        regex.compile(form.replace(_WORD_END, GLUED).replace(r"(?!\p{L})", r"(?!\p{Ll})")) for form in (stretch, _CLOSE.pattern)
    )
    return glued, close


def stamp_at(string: str, start: int) -> int | None:
    """The end of a stamp that begins at `start` within a line, where it has a label or a full date; None where there is none."""
    glued, glued_close = _glued_forms()
    stretch = glued.match(string, start)
    if stretch is None:
        return None
    end = max((close.end() for close in glued_close.finditer(string, *stretch.span())), default=start)
    if not (has_date(string[start:end]) or has_label(string[start:end])):
        return None
    if string[end : end + 1] == ")" and string.rfind("(", start, end) > string.rfind(")", start, end):
        return end + 1
    # The colon behind a label that has no value.
    return end + len(string[end : stretch.end()]) - len(string[end : stretch.end()].lstrip(" :"))


def names_until(string: str, start: int, end: int) -> int:
    """The end of a byline that has run into the label of a date: `By AFP Published on`."""
    label = _LABELLED.search(string, start + 1, end)
    return start + len(string[start : label.start()].rstrip()) if label and label.group()[0].isupper() else end


def dated_from(line: str) -> int | None:
    """Where the stamp begins that a line ends with, if words stand before it: `Jane Roe 14 March 2019, 10:15`."""
    if len(line) > _LONGEST:
        return None
    found = next(((start, end) for start, end in stamps_in(line) if start and not line[end:].strip(" .,)")), None)
    return found[0] if found else None
