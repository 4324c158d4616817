"""Marks: labels, buttons, stamps, bylines and what else belongs to a page, wherever they stand in a line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import regex

from provenance.extraction.plain.credits import NAMES
from provenance.extraction.plain.phrases import COUNT, GLUED, WORD_END, ages, any_of, bare, entries
from provenance.extraction.plain.stamps import stamp_at, stamp_words
from provenance.extraction.plain.wires import AGENCIES, compiled
from provenance.forms import match_form

_BEGIN = regex.compile(
    r"(?:^|(?<=\s)|(?<=[\p{Ll}\p{N}.!?…:»”\"’)\]])(?=\p{Lu})|(?<=\p{L})(?=\d)|(?=©))(?=\P{Ll})(?=[\p{L}\p{N}©])"
)
_ADDRESS_SIGNS = ("://", "www.", "@")
_ADDRESS = regex.compile(r"\S*(?:://|www\.|\w@\w)\S*")
_OF_COMMENTS = ("comments_count", "comments_form", "comments_sign")
# How many letters tell what a place may begin, and what stands for those of a number.
_PREFIX, _NUMBER = 3, "0"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at `start` to `end` (exclusive) of a line: label, caption, byline, credit, stamp, length, button, comment, form,
    appeal, pointer, section or notice.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of marks: its kind, its pattern, and what a place begins with where it may match (see `_letters`)."""

    kind: str
    pattern: regex.Pattern[str]
    beginnings: frozenset[str]


@cache
def _forms() -> tuple[_Form, ...]:
    """The forms of marks; of several that fit at one place the longest counts."""
    word = r"(?-i:(?!\p{Lu}{3,}[\p{Lu}\s.-]*\()\p{Lu}[\p{L}.’'-]*+(?!\s?:))"
    place = rf"(?:\s?[–—|,]\s?(?:{any_of('jobs')}(?:\s{any_of('jobs')})?|{word}))?"
    counted, reading = any_of("comments_count"), any_of("reading_time")
    labels = ("byline", "signoff", "source", "comments_count", "form_fields", "reading_time_label")
    appeals = ("advertisement", "signup", "newsletter", "consent")
    return (
        _form("label", rf"{any_of(*labels)}\s?:", *labels),
        _form("caption", rf"{any_of('caption')}\s?[:©](?:\s?{word}(?:[\s/-]{{1,3}}{word}){{0,4}})?", "caption"),
        _form(
            "byline",
            rf"(?:{any_of('byline')}(?:\s?:)?\s(?-i:{NAMES}){place}|(?:{any_of('byline')}\s)?{any_of('newsroom')}){GLUED}(?!\s?:)",
            "byline",
            "newsroom",
        ),
        _form("credit", rf"{any_of('source')}\s?:\s?{AGENCIES}", "source"),
        _form("stamp", rf"{any_of('published', 'modified')}\s?:?\s?{ages()}{GLUED}", "published", "modified"),
        _form("length", rf"{any_of('reading_time')}{GLUED}", "reading_time"),
        _form("length", rf"\d{{1,2}}:\d\d\s?/\s?\d{{1,2}}:\d\d{GLUED}", beginnings=_NUMBER),
        _form(
            "button", rf"{any_of('share', 'networks')}{GLUED}(?:(?!\s?{reading})\s?{COUNT}(?!\s?{counted}))?", "share", "networks"
        ),
        _form("comment", rf"{any_of(*_OF_COMMENTS)}{GLUED}", *_OF_COMMENTS),
        _form("form", rf"{any_of('consent_buttons', 'form_fields')}{GLUED}", "consent_buttons", "form_fields"),
        _form("appeal", rf"{any_of(*appeals)}{GLUED}", *appeals),
        _form("appeal", rf"{any_of('signup')}{WORD_END}[^.!?]{{0,60}}?{any_of('newsletter')}{GLUED}", "signup"),
        _form(
            "pointer",
            rf"{any_of('related')}{GLUED}\s?[:>]?|{any_of('related_colon')}\s?[:>]",
            "related",
            "related_colon",
        ),
        _form("section", rf"(?-i:(?=\p{{Lu}}{{4}})){any_of('menu')}(?-i:(?=\p{{Lu}}\p{{Ll}}))", "menu"),
        _form("notice", r"©.{0,80}", beginnings="©"),
        _form("notice", r"(?i:copyright)\s(?:©\s?)?\d{4}.{0,80}", beginnings=("cop",)),
    )


def _form(kind: str, pattern: str, *keys: str, beginnings: Iterable[str] = ()) -> _Form:
    phrases = {phrase for key in keys for phrase in entries(key)}
    return _Form(kind, compiled(pattern), _first_letters(phrases).union(beginnings))


def _first_letters(phrases: Collection[str]) -> frozenset[str]:
    """What places begin with where one of the phrases stands: most words of a line begin otherwise."""
    counted = any(phrase.startswith("{n}") for phrase in phrases)
    spelled = {*(phrase for phrase in phrases if not phrase.startswith("{n}")), *(entries("one") if counted else ())}
    letters = (match_form(form[:_PREFIX]) for phrase in spelled for form in (phrase, bare(phrase)))
    return frozenset(_NUMBER if each[0].isdecimal() else each for each in letters).union(_NUMBER if counted else "")


def _letters(string: str, at: int) -> set[str]:
    """The first letters at a place, as `_first_letters` has them."""
    if string[at].isdecimal():
        return {_NUMBER}
    letters = match_form(string[at : at + _PREFIX])
    # A phrase that is shorter is a whole word.
    lengths = [_PREFIX, *(length for length in (1, 2) if not string[at + length : at + length + 1].islower())]
    return {letters[:length] for length in lengths}


@cache
def _stamp_beginnings() -> frozenset[str]:
    return _first_letters({*stamp_words(), *entries("published"), *entries("modified")}).union(_NUMBER)


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
        letters = _letters(string, start)
        tried = (form for form in _forms() if not form.beginnings.isdisjoint(letters))
        fits = [(found.end(), form.kind) for form in tried if (found := form.pattern.match(string, start))]
        if not _stamp_beginnings().isdisjoint(letters) and (end := stamp_at(string, start)) is not None:
            fits.append((end, "stamp"))
        if fits:
            at, kind = max(fits)
            yield Mark(start, at, kind)
