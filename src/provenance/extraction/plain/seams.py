"""Seams: places within a line where a page has lost its line ends.

    …steigt auf 4,85 MeterPubliziert: 29.09.2031, 06.45 UhrAktualisiert: Autor: 17 Kommentare Teilen 231

A *mark* is a label, a button, a stamp or a byline. It stands at a seam where it is written together with what stands before or
behind it, or beside another mark that is. What nothing marks is left together, however it is written: `McDonald`, `iPhone`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import regex

from provenance.extraction.plain.credits import LATIN_NAME, NAMES, PLACE, byline_with_city, outlet_with_agencies
from provenance.extraction.plain.ends import headline_end
from provenance.extraction.plain.forms import advertising
from provenance.extraction.plain.marks import Mark, marks
from provenance.extraction.plain.menus import is_glued_menu
from provenance.extraction.plain.phrases import WORD_END, ages, any_of, entries
from provenance.extraction.plain.stamps import is_certain, is_day, is_instant
from provenance.extraction.plain.wires import AGENCIES, WITH_AGENCIES, compiled

_JOINT = regex.compile(r"[\p{Ll}\p{N}.!?…:»”\"’)\]][\p{Lu}©]|\p{L}\d|[\p{L}\p{N}]\s?:\s.*[\p{L}\p{N}]\s?:(?:\s|$)")
_NUMBER_AND_JOINT = regex.compile(r"\d.{0,24}?\p{Ll}[\p{Lu}\"“«]")
_STOPPED = regex.compile(r"(?:^|[.!?…»”\"’)\]|•·>:])\s*$")
_OPEN, _GLUED_ON = '-/([«“„"‘', regex.compile(r"[\p{Lu}«“„\"‘¿¡©]")
_CAPITALS = regex.compile(r"(?<!\p{L})(?:\p{Lu}{3}|\p{Lo}{3})")
_GAP = regex.compile(r"[\s|•·,;.&()\[\]–—-]*")
_CAMEL = regex.compile(r"(?<=[\p{Ll}?!])(?=\p{Lu}[\p{Ll}'’\s])")
_SENTENCE = r"[.!?…»”\"]\s"
# A letter behind a number is of the number: `88.4K views`.
_SCALE = regex.compile(r"\d\p{Lu}\b")
_SEVERAL = regex.compile(r"\p{L}\s\p{L}|\p{Ll}\p{Lu}")
_YEAR = re.compile(r"[©\s./-](?:19|20|١٩|٢٠)\d\d(?!\d)")
_TIME, _NOTICE = re.compile(r"\d[:.hH]\d\d"), re.compile(r"©|[Cc]opyright|COPYRIGHT")
_FULL_STOP = regex.compile(r"[.!?]\s")
#: Code points. Longer than paragraphs are, and how far a header may reach into the line.
RUN_ON, HEADER = 1200, 800
# How far the words of an appeal reach, at most, and what it asks for where a button follows (`from € 1 a month`); a byline.
_APPEAL, _OFFER, _NAME = 80, 40, 120
_LONGEST_HEADER = 200
# Behind a shorter line the notice may be the credit of its picture.
_LEGEND = 400
# Buttons in a row that no sentence has.
_ROW = 3
# What a header has beside its stamp, so that the stamp needs no label.
_BESIDE_STAMPS = ("byline", "length")
# The account before the day of an embedded post.
_HANDLE, _POSTED_BY = 40, regex.compile(r"\(@\w+\)\s?$")
# Kinds of marks that are understood together.
_TOGETHER = ("button", "appeal")


@cache
def _bylines() -> tuple[regex.Pattern[str], ...]:
    """The bylines that a stamp may have before it, the surest first; perhaps with a place or the agencies that helped.

    The word for "by" has a capital, or something parts the byline from the stamp: elsewhere `di Ann Lee` may be the end of a
    headline. Names without it have a bar behind them, or an agency, or a sentence before them.
    """
    by, parted = rf"{any_of('byline')}(?:\s?:)?\s", r"\s?[|•·,–—-]"
    place = rf"(?:\s?[–—|,-]?\s?(?:{LATIN_NAME}|{PLACE}))?"
    helped = rf"(?:\s?,?\s{WITH_AGENCIES}|\s?[,/]\s?{AGENCIES}|\s?\(\s?(?:{WITH_AGENCIES}|{AGENCIES})\s?\))"
    names, newsroom = rf"{LATIN_NAME}(?:\s?,\s{LATIN_NAME}){{0,3}}", any_of("newsroom")
    job = rf"(?:[\p{{L}}’'-]+\s){{0,3}}?{any_of('jobs')}{WORD_END}"
    signed = rf"{by}(?:{NAMES}|{AGENCIES})(?:,?\s(?:{job}|{newsroom}))?"
    return (
        compiled(rf"(?<!\p{{Lu}})(?=\p{{Lu}})(?:{signed}|{newsroom}){helped}?{place}(?:{parted})?\s*$"),
        compiled(rf"(?<=\s)(?=\p{{Ll}}){by}{NAMES}{helped}?{parted}\s*$"),
        compiled(rf"(?<={_SENTENCE}|(?:^|\s)[\p{{Ll}}\p{{N}}]\S*\s|\|\s){names}{helped}{place}(?:{parted})?\s*$"),
        compiled(rf"(?<={_SENTENCE}|(?:^|\s)[\p{{Ll}}\p{{N}}]\S*\s){names}\s?[|•·]\s*$"),
        compiled(rf"(?<={_SENTENCE}){names}(?:,\s{PLACE})?\s*$"),
    )


@cache
def _aged() -> regex.Pattern[str]:
    """How long ago, written together with what follows."""
    return regex.compile(rf"(?<=\s){ages()}(?=[\p{{Lu}}\"“«])")


def stretches(string: str) -> Iterator[tuple[int, int]]:
    """The stretches between the seams of a line, as (start, end) offsets; the whole line where it has none."""
    has_seams = _JOINT.search(string) or _has_advertising(string) or _may_be_parted(string)
    has_seams = has_seams and not (is_glued_menu(string) or _is_wire_page(string))
    yield from pairwise(sorted({0, len(string), *(_cuts(string) if has_seams else ())}))


def _has_advertising(string: str) -> bool:
    """Whether a label of advertising in capitals stands in a line."""
    return any(advertising(string, capitals.start(), capitals.end()) is not None for capitals in _CAPITALS.finditer(string))


@cache
def _button_words() -> frozenset[str]:
    """The first words of buttons."""
    return frozenset(entry.split()[0] for key in ("share", "networks") for entry in entries(key))


def _may_be_parted(string: str) -> bool:
    """Whether a line of plain spaces may hold what parts it: a date with its time, a row of buttons, a notice of copyright.

    It must be longer than the lines of headers are, whose parts are known together.
    """
    if len(string) <= _LONGEST_HEADER:
        return False
    if _NOTICE.search(string) or (_YEAR.search(string) and _TIME.search(string)):
        return True
    return len(_button_words().intersection(string.casefold().split())) > 1


def _is_wire_page(string: str) -> bool:
    """A whole page on one line whose header names city or agencies: `runon` knows its parts by their places."""
    head = string[:HEADER]
    return len(string) >= RUN_ON and bool(byline_with_city(head) or outlet_with_agencies(head))


def _cuts(string: str) -> Iterator[int]:
    """Before and behind each run of marks of which one is certain, and within it where another kind of mark begins."""
    found = tuple(marks(string))
    run: list[Mark] = []
    for mark in (*found, None):
        if mark is not None and run and _GAP.fullmatch(string, run[-1].end, mark.start):
            run.append(mark)
            continue
        if run and _is_seam(string, run):
            yield from _before(string, run[0])
            yield run[0].start
            yield from (behind.start for each, behind in pairwise(run) if each.kind != behind.kind or each.kind not in _TOGETHER)
            yield _end(string, run, len(string) if mark is None else mark.start)
        run = [mark] if mark is not None else []
    if _NUMBER_AND_JOINT.search(string):
        yield from (age.end() for age in _aged().finditer(string))


def _is_seam(string: str, run: list[Mark]) -> bool:
    first, last = run[0], run[-1]
    if _POSTED_BY.search(string, max(0, first.start - _HANDLE), first.start):
        return False
    if _is_row(string, run) or _is_final_notice(string, last):
        return True
    stamps = [string[each.start : each.end] for each in run if each.kind == "stamp"]
    beside = any(each.kind in _BESIDE_STAMPS for each in run)
    if any(is_certain(stamp) or (beside and is_instant(stamp)) for stamp in stamps) or _is_signed(string, first):
        return True
    before = string[first.start - 1] if first.start else " "
    glued_before = not before.isspace() and before not in _OPEN
    # A date alone may head the item of a list: `• 3.9.2030: Groundbreaking`.
    item = last.kind == "stamp" and is_day(string[last.start : last.end])
    glued_behind = not item and _GLUED_ON.match(string, last.end) is not None and not _SCALE.match(string, last.end - 1)
    begins = glued_before or bool(_STOPPED.search(string, max(0, first.start - 3), first.start))
    shouted = (each for each in run if each.kind == "appeal" and advertising(string, each.start, each.end) == each.start)
    if begins and any(string[each.start].isupper() or each.end == len(string.rstrip()) for each in shouted):
        return True
    if len(run) > 1:
        labels = sum(each.kind == "stamp" or string[each.start : each.end].rstrip().endswith(":") for each in run)
        return (
            glued_before
            or (begins and glued_behind)
            or labels > 1
            or any(each.end == other.start for each, other in pairwise(run))
        )
    plain = first.kind not in ("label", "caption", "stamp", "byline", "notice") and " " not in string[first.start : first.end]
    return begins and glued_behind if plain else glued_before or (begins and glued_behind)


def _before(string: str, first: Mark) -> Iterator[int]:
    """Where the byline begins that stands before a stamp: `… 18 million Jane Roe | 12/11/2030`, `… By Jane Roe 12/11/2030`."""
    if first.kind == "stamp" and is_instant(string[first.start : first.end]):
        floor = max(0, first.start - _NAME)
        for form in _bylines():
            if (found := form.search(string, floor, first.start)) is not None:
                yield found.start()
                break


def _is_signed(string: str, first: Mark) -> bool:
    """Whether a byline stands before a stamp with its time."""
    dated = first.kind == "stamp" and is_instant(string[first.start : first.end])
    return dated and _bylines()[0].search(string, max(0, first.start - _NAME), first.start) is not None


def _is_row(string: str, run: list[Mark]) -> bool:
    """Three buttons or counters in a row with nothing but spaces between."""
    buttons = [each for each in run if each.kind in ("button", "comment")]
    return sum(not string[each.end : other.start].strip() for each, other in pairwise(buttons)) + 1 >= _ROW


def _is_final_notice(string: str, last: Mark) -> bool:
    """A notice of copyright that ends the line, with its year where the line may be the legend of a picture."""
    dated = len(string) > _LEGEND or _YEAR.search(string, last.start) is not None
    return last.kind == "notice" and dated and last.end == len(string.rstrip())


def _end(string: str, run: list[Mark], limit: int) -> int:
    """Where a run ends: behind its last mark, or behind what that announces."""
    last = run[-1]
    if last.kind == "pointer":
        joint = _CAMEL.search(string, last.end + 1, limit)
        told = headline_end(string, last.end)
        return min((each for each in (joint.start() if joint else None, told) if each is not None), default=last.end)
    appeal = next((each for each in run if each.kind == "appeal"), last)
    offered = last.kind == "appeal" and limit < len(string) and limit - last.end <= _OFFER
    if offered and not _FULL_STOP.search(string, last.end, limit):
        return limit
    if last.kind == "appeal" and _SEVERAL.search(string, appeal.start, last.end):
        stop = _FULL_STOP.search(string, last.end, limit)
        end = stop.start() + 1 if stop else limit
        return end if end - last.end <= _APPEAL else last.end
    return last.end
