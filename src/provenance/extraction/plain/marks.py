"""Marks: labels, buttons, stamps, bylines and what else belongs to a page, wherever they stand in a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from provenance.extraction.plain.credits import NAMES
from provenance.extraction.plain.forms import Form, fitting, form, then
from provenance.extraction.plain.phrases import COUNT, GLUED, ages, any_of
from provenance.extraction.plain.reader import DATE_WORDS, ends, ends_glued, glued, phrases_at, words_in
from provenance.extraction.plain.stamps import names_until, stamp_at
from provenance.extraction.plain.wires import AGENCIES

_BEGIN = regex.compile(
    r"(?:^|(?<=\s)|(?<=[\p{Ll}\p{N}.!?…:»”\"’)\]])(?=\p{Lu})|(?<=\p{L})(?=\d)|(?=©))(?=\P{Ll})(?=[\p{L}\p{N}©])"
)
_ADDRESS_SIGNS = ("://", "www.", "@")
_ADDRESS = regex.compile(r"\S*(?:://|www\.|\w@\w)\S*")
_WORD = r"(?!\p{Lu}{3,}[\p{Lu}\s.-]*\()\p{Lu}[\p{L}.’'-]*+(?!\s?:)"
_PLACE = rf"(?:\s?[–—|,]\s?(?:{any_of('jobs')}(?:\s{any_of('jobs')})?|{_WORD}))?"
_COUNT, _COLON, _STOP = regex.compile(rf"\s?{COUNT}"), regex.compile(r"\s?:"), regex.compile(r"[.!?]")
# Code points from `sign up` to the newsletter.
_WANTED = 60
_OF_STAMPS = ("published", "modified", DATE_WORDS)
_OF_COMMENTS = ("comments_count", "comments_form", "comments_sign")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at `start` to `end` (exclusive) of a line: label, caption, byline, credit, stamp, length, button, comment, form,
    appeal, pointer, section or notice.
    """

    start: int
    end: int
    kind: str


def _newsroom(string: str, at: int) -> int | None:
    """Behind `by`: the whole newsroom."""
    end = glued(string, at + 1, "newsroom") if string[at : at + 1].isspace() else None
    return None if end is None or _COLON.match(string, end) else end


def _button(string: str, at: int) -> int | None:
    """Behind a button: its counter, unless what it counts is minutes or comments."""
    if not ends_glued(string, at):
        return None
    count = _COUNT.match(string, at)
    place = at + 1 if string[at : at + 1].isspace() else at
    if count is None or next(ends(string, place, "reading_time"), None) is not None:
        return at
    behind = count.end() + string[count.end() : count.end() + 1].isspace()
    if count.group().rstrip()[-1] in ")]":
        return count.end()
    return at if next(ends(string, behind, "comments_count"), None) is not None else count.end()


def _newsletter(string: str, at: int) -> int | None:
    """Behind `sign up`: the newsletter, in the same sentence."""
    for start, _ in words_in(string, at, at + _WANTED, "newsletter"):
        end = glued(string, start, "newsletter")
        return None if _STOP.search(string, at, start) else end
    return None


def _above(phrase: str) -> bool:
    """Whether the name of a section is in capitals."""
    return phrase[:4].isupper() and len(phrase) >= 4


_FORMS: tuple[Form, ...] = (
    form("label", r"\s?:", "byline", "signoff", "source", "comments_count", "form_fields", "reading_time_label"),
    form("caption", rf"\s?[:©](?:\s?{_WORD}(?:[\s/-]{{1,3}}{_WORD}){{0,4}})?", "caption"),
    form("byline", rf"(?:\s?:)?\s{NAMES}{_PLACE}{GLUED}(?!\s?:)", "byline"),
    form("byline", _newsroom, "byline"),
    form("byline", rf"{GLUED}(?!\s?:)", "newsroom"),
    form("credit", rf"\s?:\s?{AGENCIES}", "source"),
    form("stamp", rf"\s?:?\s?{ages()}{GLUED}", "published", "modified"),
    form("length", GLUED, "reading_time"),
    form("length", then(rf"\d{{1,2}}:\d\d\s?/\s?\d{{1,2}}:\d\d{GLUED}", "0123456789")),
    form("button", _button, "share", "networks"),
    form("comment", GLUED, *_OF_COMMENTS),
    form("form", GLUED, "consent_buttons", "form_fields"),
    form("appeal", GLUED, "advertisement", "signup", "newsletter", "consent"),
    form("appeal", _newsletter, "signup"),
    form("pointer", rf"{GLUED}(?:\s?[:>])?", "related"),
    form("pointer", r"\s?[:>]", "related_colon"),
    form("section", r"(?=\p{Lu}\p{Ll})", "menu", written=_above),
    form("notice", then(r"(?:©|(?i:copyright)\s(?:©\s?)?\d{4}).{0,80}", "©cC")),
)


def _without_date(string: str, start: int, end: int) -> int:
    """The end of a byline of which the last word is the weekday or the month of a stamp, if a full name is left."""
    last = next((at for at, stop in words_in(string, start, end, DATE_WORDS) if stop == end), end)
    return last if len(string[start:last].split()) > 2 and stamp_at(string, last) is not None else end


def marks(string: str) -> Iterator[Mark]:
    """The marks of a line in their order, none within an address."""
    has_address = any(sign in string for sign in _ADDRESS_SIGNS)
    addresses = (address.span() for address in _ADDRESS.finditer(string)) if has_address else iter(())
    first, last = next(addresses, (len(string), len(string)))
    at = 0
    for begin in _BEGIN.finditer(string):
        start = begin.start()
        while last <= start < len(string):
            first, last = next(addresses, (len(string), len(string)))
        if start < at or first < start:
            continue
        phrases = phrases_at(string, start)
        fits = [(end, form.kind) for form, end in fitting(_FORMS, string, start, phrases)]
        dated = string[start].isdecimal() or any(not keys.isdisjoint(_OF_STAMPS) for _, keys in phrases)
        if dated and (end := stamp_at(string, start)) is not None:
            fits.append((end, "stamp"))
        if fits:
            at, kind = max(fits)
            if kind == "byline":
                at = _without_date(string, start, names_until(string, start, at))
            yield Mark(start, at, kind)
