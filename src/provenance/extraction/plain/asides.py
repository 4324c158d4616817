"""Asides: what a page puts between two sentences of running text, where it has lost its line ends.

    … said Ann Lee. READ ALSO: How the bridge was built ADVERTISEMENT The mayor went on. (dpa) Topics: Elmshaven 31 comments Share

An aside begins where a sentence has ended, or behind another one, with words that only a page has there (`aside_forms`). Where
its end is not certain it stays in the text; behind the last sentence it reaches to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import regex

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain import aside_forms
from provenance.extraction.plain.aside_forms import SPACES
from provenance.extraction.plain.captions import captions_in
from provenance.extraction.plain.credits import is_byline
from provenance.extraction.plain.ends import headline_end, sentence_from
from provenance.extraction.plain.forms import Form, advertising, fitting
from provenance.extraction.plain.noise import is_share
from provenance.extraction.plain.pieces import Piece, carve
from provenance.extraction.plain.reader import past
from provenance.extraction.plain.sentences import PROSE, is_prose
from provenance.extraction.plain.stamps import is_certain, is_reading_time, is_stamp

Span = tuple[int, int, BlockKind | None]

_HEADER_KINDS = ("title", "duplicate", "standfirst", "byline", "credit", "publication", "share", "navigation", "boilerplate")
_HEADER_LINES = (is_stamp, is_reading_time, is_share, is_byline, is_certain)
# Where a sentence has ended and something else begins.
_GAP = regex.compile(r"[.!?…؟][\"”“»’‘)\]]*(?:\s+(?=[^\s\p{Ll}]|\p{Ll}{2,5}/)|(?=\())|(?<=[”“»’\"])\s+(?=\p{Lu}{4})")
_STATEMENT = regex.compile(r"[^.!?…]{60,}\.")
_STOP = regex.compile(r"[.!?]+[\"”“»’]*(?=\s|$)")
_CAPITAL_WORD = regex.compile(r"(?<!\S)[\p{Lu}\p{Lo}©]")
# What may stand before a label.
_SIGNS, _WORD = regex.compile(r"[»>+\s]*"), regex.compile(r"(?<!\S)\S")
_UNCASED, _QUOTE = regex.compile(r"\p{Lo}"), tuple("«“„\"‘'")
# Code points: of an appeal at most, and of what may stand behind the last sentence.
_APPEAL, _TAIL = 160, 600
# Code points that tell whether a sentence begins; credits in a row.
_WORDS, _IN_A_ROW = 40, 4
# Code points of a line of a header, and of the head of a text where buttons may be left; words between two, and how many
_LONGEST_HEADER, _HEAD, _BETWEEN, _SEVERAL = 200, 160, 3, 2


def asides(piece: Piece, previous: Piece | None) -> tuple[Piece, ...] | None:
    """Cut the asides out of a line of running text; the head of the text counts as the end of a sentence below a header."""
    string = piece.string
    if piece.flows or len(string) < PROSE:
        return None
    headed = previous is not None and _is_header(previous)
    controls = _controls_at_head(string) if headed else 0
    start = past(SPACES, string, controls)
    found = _apart([*captions_in(string, start, headed), *_asides(string, start, headed)])
    spans: list[Span] = [(0, controls, "share"), *found] if controls else found
    return carve(piece, spans) if spans else None


def _is_header(piece: Piece) -> bool:
    """Whether a line is of the header of an article."""
    if piece.kind is not None or piece.flows:
        return piece.kind in _HEADER_KINDS
    return len(piece.line) <= _LONGEST_HEADER and any(fits(piece.line) for fits in _HEADER_LINES)


def _controls_at_head(string: str) -> int:
    """How far the buttons and counters reach that the header of the page has left at the head of its text; 0 for none.

    There are two or more of them, and not many words between: `min Save Gift 12 Share The mayor …`.
    """
    end, count = 0, 0
    for begin in _WORD.finditer(string, 0, _HEAD):
        if begin.start() < end:
            continue
        between = string[end : begin.start()].split()
        if len(between) > _BETWEEN or any(_UNCASED.match(each) for each in between):
            break
        if (control := aside_forms.control(string, begin.start())) is not None:
            end, count = control, count + 1
    return end if count >= _SEVERAL and not _STOP.search(string, 0, end) else 0


def _apart(spans: list[Span]) -> list[Span]:
    """The stretches in their order, of two that overlap the first."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: each[:2]):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found


def _asides(string: str, start: int, headed: bool) -> Iterator[Span]:
    gaps = [start] if headed else []
    gaps += [each.end() for each in _GAP.finditer(string, start)]
    at = start
    for gap in gaps:
        if gap < at:
            continue
        at = gap
        while (aside := _aside(string, at)) is not None:
            end, kind = aside
            yield at, end, kind
            at = past(SPACES, string, end)
    yield from _behind(string, max([at, *gaps[-1:]]))


def _aside(string: str, at: int, classes: Classes | None = None) -> tuple[int, BlockKind] | None:
    """The end and kind of the aside at a place; None where there is none or its end is not certain."""
    if at >= len(string):
        return None
    begin = past(_SIGNS, string, at)
    for forms, ended in classes or _CLASSES:
        for each, known in fitting(forms, string, begin):
            if (end := ended(string, at, known)) is not None:
                return end, cast(BlockKind, each.kind)
    return None


def _behind(string: str, last: int) -> Iterator[Span]:
    """The first label behind the last sentence, where a word begins with a capital, with all that follows."""
    if len(string) - last > _TAIL:
        return
    for word in _CAPITAL_WORD.finditer(string, last):
        for each, known in fitting(aside_forms.LABELS, string, word.start()):
            if (end := _to_the_end(string, word.start(), known)) is not None:
                yield word.start(), end, cast(BlockKind, each.kind)
                return


def _as_found(string: str, _: int, end: int) -> int | None:
    """Where nothing else of its sentence follows."""
    rest = string[end : end + 3].lstrip()
    return None if rest and (rest[0].islower() or rest[0] in ",;:") else end


def _before_another(string: str, _: int, end: int) -> int | None:
    """Where the line ends, or a sentence begins for certain, or something else that is no text follows, perhaps more credits."""
    last = end
    for _ in range(_IN_A_ROW):
        rest = past(SPACES, string, last)
        begins = not string.startswith(_QUOTE, rest) and sentence_from(string, rest, rest + _WORDS) == rest
        certain = rest == len(string) or begins
        if certain or _aside(string, rest, _BESIDE_CREDITS) is not None:
            return end
        last = next((known for _, known in fitting(aside_forms.CREDITS, string, rest)), -1)
        if last < 0:
            return None
    return None


def _after_headline(string: str, _: int, end: int) -> int | None:
    """Where the next sentence begins, or else a label of advertising."""
    if (told := headline_end(string, end)) is not None:
        return told
    return advertising(string, end, end + _APPEAL)


def _after_bare_headline(string: str, _: int, end: int) -> int | None:
    """The same behind words that a sentence may begin with: one of its clauses has a comma before it."""
    told = headline_end(string, end)
    return told if told is not None and "," not in string[end:told] else None


def _requests(string: str, end: int) -> int:
    while (more := aside_forms.more_of_appeal(string, end)) is not None:
        end = more
    return end


def _closed(string: str, end: int) -> int | None:
    """The end, where a capital follows or nothing does: in scripts without capitals nothing else tells."""
    rest = string[end : end + 3].lstrip()[:1]
    return end if not rest or rest.isupper() or rest in _QUOTE else None


def _after_bare_appeal(string: str, _: int, end: int) -> int | None:
    return _closed(string, _requests(string, end))


def _after_newsletter(string: str, _: int, end: int) -> int | None:
    more = _requests(string, end)
    return _closed(string, more) if more > end else None


def _after_appeal(string: str, _: int, end: int) -> int | None:
    """Behind the requests of the appeal and the sentence that they are of, or before the next one."""
    end = _requests(string, end)
    if _closed(string, end) is not None:
        return end
    limit = min(len(string), end + _APPEAL)
    stop = _STOP.search(string, end, limit)
    ends = [each for each in (stop.end() if stop else None, sentence_from(string, end, limit)) if each is not None]
    return min(ends) if ends else (len(string) if limit == len(string) else None)


def _to_the_end(string: str, start: int, end: int) -> int | None:
    """The end of the line, where text stands before and no statement of the article behind."""
    statements = (each.group() for each in _STATEMENT.finditer(string, end))
    page = len(string) - start <= _TAIL and all(map(aside_forms.is_of_page, statements))
    return len(string) if page and is_prose(string[:start]) else None


Classes = tuple[tuple[tuple[Form, ...], Callable[[str, int, int], int | None]], ...]

_CLASSES: Classes = (
    (aside_forms.WHOLE, _as_found),
    (aside_forms.CREDITS, _before_another),
    (aside_forms.POINTERS, _after_headline),
    (aside_forms.BARE_POINTERS, _after_bare_headline),
    (aside_forms.APPEALS, _after_appeal),
    (aside_forms.BARE_APPEALS, _after_bare_appeal),
    (aside_forms.NEWSLETTERS, _after_newsletter),
    (aside_forms.BARE_LABELS, _to_the_end),
)
_BESIDE_CREDITS: Classes = tuple(each for each in _CLASSES if each[0] is not aside_forms.CREDITS)
