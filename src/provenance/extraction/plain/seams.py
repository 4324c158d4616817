"""Seams: places within a line where a page has lost its line ends.

    …steigt auf 4,85 MeterPubliziert: 29.09.2031, 06.45 UhrAktualisiert: Autor: 17 Kommentare Teilen 231

A *mark* is a label, a button, a stamp or a byline. It stands at a seam where it is written together with what stands before or
behind it, or beside another mark that is. What nothing marks is left together, however it is written: `McDonald`, `iPhone`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from provenance.extraction.plain.credits import AGENCIES, NAMES, byline_with_city, outlet_with_agencies
from provenance.extraction.plain.headlines import headline_end
from provenance.extraction.plain.noise import is_glued_menu
from provenance.extraction.plain.phrases import COUNT, GLUED, WORD_END, ages, any_of, bare, entries
from provenance.extraction.plain.stamps import stamp_at, stamp_words
from provenance.forms import match_form

_JOINT = regex.compile(r"[\p{Ll}\p{N}.!?…:»”\"’)\]][\p{Lu}©]|\p{L}\d|[\p{L}\p{N}]\s?:\s.*[\p{L}\p{N}]\s?:(?:\s|$)")
_NUMBER_AND_JOINT = regex.compile(r"\d.{0,24}?\p{Ll}[\p{Lu}\"“«]")
_BEGIN = regex.compile(
    r"(?:^|(?<=\s)|(?<=[\p{Ll}\p{N}.!?…:»”\"’)\]])(?=\p{Lu})|(?<=\p{L})(?=\d)|(?=©))(?=\P{Ll})(?=[\p{L}\p{N}©])"
)
_STOPPED = regex.compile(r"(?:^|[.!?…»”\"’)\]|•·>:])\s*$")
_OPEN, _GLUED_ON = '-/([«“„"‘', regex.compile(r"[\p{Lu}«“„\"‘¿¡©]")
_GAP = regex.compile(r"[\s|•·,;.&()\[\]–—-]*")
_CAMEL = regex.compile(r"(?<=[\p{Ll}?!])(?=\p{Lu}[\p{Ll}'’\s])")
# A letter behind a number is of the number: `88.4K views`.
_SCALE = regex.compile(r"\d\p{Lu}\b")
_SEVERAL = regex.compile(r"\p{L}\s\p{L}|\p{Ll}\p{Lu}")
_ADDRESS = regex.compile(r"\S*(?:://|www\.|\w@\w)\S*")
_FULL_STOP = regex.compile(r"[.!?]\s")
#: Code points. Longer than paragraphs are, and how far a header may reach into the line.
RUN_ON, HEADER = 1200, 800
# How far the words of an appeal reach, at most.
_APPEAL = 80
# Kinds of marks that are understood together.
_TOGETHER = ("button", "appeal")


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str


@cache
def _marks() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """The forms of marks by kind; of several that fit at one place the longest counts."""
    word = r"(?-i:(?!\p{Lu}{3,}[\p{Lu}\s.-]*\()\p{Lu}[\p{L}.’'-]*+(?!\s?:))"
    place = rf"(?:\s?[–—|,]\s?{word})?"
    counted = any_of("comments_count")
    forms = {
        "label": rf"{any_of('byline', 'signoff', 'source', 'comments_count', 'form_fields', 'reading_time_label')}\s?:",
        "caption": rf"{any_of('caption')}\s?[:©](?:\s?{word}(?:[\s/-]{{1,3}}{word}){{0,4}})?",
        "byline": rf"(?:{any_of('byline')}\s(?-i:{NAMES}){place}|(?:{any_of('byline')}\s)?{any_of('newsroom')}){GLUED}",
        "credit": rf"{any_of('source')}\s?:\s?{AGENCIES}",
        "stamp": rf"{any_of('published', 'modified')}\s?:?\s?{ages()}{GLUED}",
        "length": rf"(?:{any_of('reading_time')}|\d{{1,2}}:\d\d\s?/\s?\d{{1,2}}:\d\d){GLUED}",
        "button": rf"(?:{any_of('share', 'networks')}){GLUED}(?:\s?{COUNT}(?!\s?{counted}))?",
        "comment": rf"(?:{any_of('comments_count', 'comments_form', 'comments_sign')}){GLUED}",
        "form": rf"(?:{any_of('consent_buttons', 'form_fields')}){GLUED}",
        "appeal": rf"(?:{any_of('advertisement', 'signup', 'newsletter', 'consent')}){GLUED}"
        rf"|{any_of('signup')}{WORD_END}[^.!?]{{0,60}}?{any_of('newsletter')}{GLUED}",
        "pointer": rf"{any_of('related')}{GLUED}\s?[:>]?|{any_of('related_colon')}\s?[:>]",
        "section": rf"(?-i:(?=\p{{Lu}}{{4}})){any_of('menu')}(?-i:(?=\p{{Lu}}\p{{Ll}}))",
        "notice": r"(?:©|\(c\)).{0,80}",
    }
    return tuple((kind, regex.compile(form)) for kind, form in forms.items())


@cache
def _shouted() -> regex.Pattern[str]:
    """A label of advertising in capitals."""
    labels = "|".join(regex.escape(entry.upper()) for entry in entries("advertisement") if " " not in entry and entry.isalpha())
    return regex.compile(rf"(?:{labels})(?!\p{{L}})")


# Lexicons of labels and buttons; digits, and signs of a notice, begin marks too.
_KEYS = (
    "byline", "signoff", "source", "comments_count", "form_fields", "reading_time_label", "caption", "newsroom", "published",
    "modified", "reading_time", "share", "networks", "comments_form", "comments_sign", "consent_buttons", "advertisement",
    "signup", "newsletter", "consent", "related", "related_colon", "menu",
)  # fmt: skip
_PREFIX = 3


@cache
def _beginnings() -> tuple[frozenset[str], frozenset[str]]:
    """The first letters of all that a mark can begin with, and of what a stamp can: most words of a line have others."""
    labels = {phrase for key in ("published", "modified") for phrase in entries(key)}
    phrases = {phrase for key in _KEYS for phrase in entries(key)}
    phrases |= {rest for phrase in phrases if phrase.startswith("{n}") for rest in entries("one")}
    stamps = labels | stamp_words()
    first, second = (
        frozenset(match_form(form[:_PREFIX]) for phrase in some for form in (phrase, bare(phrase))) for some in (phrases, stamps)
    )
    return first | second, second


def _may_begin(string: str, at: int) -> tuple[bool, bool]:
    """Whether the letters at a place are the first ones of a mark, and of a stamp; a number may always begin either."""
    if string[at].isdecimal() or string[at] == "©":
        return True, True
    letters = match_form(string[at : at + _PREFIX])
    # A phrase that is shorter is a whole word.
    lengths = [_PREFIX, *(length for length in (1, 2) if not string[at + length : at + length + 1].islower())]
    marks, stamps = _beginnings()
    found = {letters[:length] for length in lengths}
    return not marks.isdisjoint(found), not stamps.isdisjoint(found)


@cache
def _aged() -> regex.Pattern[str]:
    """How long ago, written together with what follows."""
    return regex.compile(rf"(?<=\s){ages()}(?=[\p{{Lu}}\"“«])")


def stretches(string: str) -> Iterator[tuple[int, int]]:
    """The stretches between the seams of a line, as (start, end) offsets; the whole line where it has none."""
    has_seams = (_JOINT.search(string) or _shouted().search(string)) and not (is_glued_menu(string) or _is_wire_page(string))
    yield from pairwise(sorted({0, len(string), *(_cuts(string) if has_seams else ())}))


def _is_wire_page(string: str) -> bool:
    """A whole page on one line whose header names city or agencies: `runon` knows its parts by their places."""
    head = string[:HEADER]
    return len(string) >= RUN_ON and bool(byline_with_city(head) or outlet_with_agencies(head))


def _cuts(string: str) -> Iterator[int]:
    """Before and behind each run of marks of which one is certain, and within it where another kind of mark begins."""
    marks = tuple(_found(string))
    run: list[_Mark] = []
    for mark in (*marks, None):
        if mark is not None and run and _GAP.fullmatch(string, run[-1].end, mark.start):
            run.append(mark)
            continue
        if run and _is_seam(string, run):
            yield run[0].start
            yield from (behind.start for each, behind in pairwise(run) if each.kind != behind.kind or each.kind not in _TOGETHER)
            yield _end(string, run, len(string) if mark is None else mark.start)
        run = [mark] if mark is not None else []
    if _NUMBER_AND_JOINT.search(string):
        yield from (age.end() for age in _aged().finditer(string))


def _found(string: str) -> Iterator[_Mark]:
    addresses = (address.span() for address in _ADDRESS.finditer(string))
    first, last = next(addresses, (len(string), len(string)))
    at = 0
    for begin in _BEGIN.finditer(string):
        start = begin.start()
        while last <= start < len(string):
            first, last = next(addresses, (len(string), len(string)))
        if start < at or first < start:
            continue
        is_mark, is_stamp = _may_begin(string, start)
        if not is_mark:
            continue
        fits = [(found.end(), kind) for kind, form in _marks() if (found := form.match(string, start))]
        stamp = stamp_at(string, start) if is_stamp else None
        at, kind = max([*fits, (stamp or start, "stamp")])
        if at > start:
            yield _Mark(start, at, kind)


def _is_seam(string: str, run: list[_Mark]) -> bool:
    first, last = run[0], run[-1]
    before = string[first.start - 1] if first.start else " "
    glued_before = not before.isspace() and before not in _OPEN
    glued_behind = _GLUED_ON.match(string, last.end) is not None and not _SCALE.match(string, last.end - 1)
    begins = glued_before or bool(_STOPPED.search(string, max(0, first.start - 3), first.start))
    if len(run) > 1:
        labels = sum(each.kind == "stamp" or string[each.start : each.end].rstrip().endswith(":") for each in run)
        return (
            glued_before
            or (begins and glued_behind)
            or labels > 1
            or any(each.end == other.start for each, other in pairwise(run))
        )
    if begins and _shouted().fullmatch(string, first.start, first.end):
        return True
    plain = first.kind not in ("label", "caption", "stamp", "byline", "notice") and " " not in string[first.start : first.end]
    return begins and glued_behind if plain else glued_before or (begins and glued_behind)


def _end(string: str, run: list[_Mark], limit: int) -> int:
    """Where a run ends: behind its last mark, or behind what that announces."""
    last = run[-1]
    if last.kind == "pointer":
        joint = _CAMEL.search(string, last.end + 1, limit)
        told = headline_end(string, last.end)
        return min((each for each in (joint.start() if joint else None, told) if each is not None), default=last.end)
    appeal = next((each for each in run if each.kind == "appeal"), last)
    if last.kind == "appeal" and _SEVERAL.search(string, appeal.start, last.end):
        stop = _FULL_STOP.search(string, last.end, limit)
        end = stop.start() + 1 if stop else limit
        return end if end - last.end <= _APPEAL else last.end
    return last.end
