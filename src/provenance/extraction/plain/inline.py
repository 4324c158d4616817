"""Lines that hold more than one thing: header lines, datelines, closing credits."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain.asides import asides
from provenance.extraction.plain.captions import is_caption
from provenance.extraction.plain.credits import (
    NAMES,
    is_byline,
    is_byline_of_people,
    is_credit,
    is_desk,
    is_role,
    is_short_name,
)
from provenance.extraction.plain.menus import leading_menu, leading_trail, menu_words
from provenance.extraction.plain.noise import is_share
from provenance.extraction.plain.phrases import any_of
from provenance.extraction.plain.pieces import Piece, carve, part_of
from provenance.extraction.plain.reader import past
from provenance.extraction.plain.runon import run_on
from provenance.extraction.plain.sentences import TITLE, is_headline, is_prose, words
from provenance.extraction.plain.stamps import dated_from, has_date, is_clock, is_reading_time, is_stamp, stamp_at
from provenance.extraction.plain.windows import headlines
from provenance.extraction.plain.wires import dateline, late_dateline, leading_place

_LABEL = any_of("published", "modified")
# What parts a header line: bars and bullets, dashes between spaces, and the label of a date.
_PARTING = regex.compile(rf"\s*[|•·]\s*|\s[–—-](?:\s|$)|\s*,\s*(?={_LABEL}(?!\p{{L}}))|\s+(?={_LABEL}\s?:?\s\P{{Ll}})")
_PARTS: tuple[tuple[BlockKind, Callable[[str], object]], ...] = (
    ("publication", is_stamp), ("byline", is_byline_of_people), ("credit", is_credit), ("byline", is_byline), ("byline", is_desk),
    ("share", is_share),
    ("navigation", menu_words),
)  # fmt: skip
# Code points: of the names that may stand before a headline in a line, and of the stamp behind it.
_SECTIONS, _STAMP = 300, 40
_NAMES, _SPACES = regex.compile(rf"\s+(?P<names>{NAMES})\s?[|•·,–—-]?\s+(?=\d)"), regex.compile(r"\s*")
_SENTENCE = regex.compile(r"\p{Ll}[.!?…]\s")
_LONGEST_HEADER, _DIGIT = 250, regex.compile(r"\d")


def header_line(piece: Piece, _: Piece | None) -> tuple[Piece, ...] | None:
    """`The Gazette with AFP | 14.03.2019 at 12:10 • Updated 14.03.2019 at 15:00`, if every part is of a known kind.

    Beside a whole date a part may also be a short name, of the publication or of a section: it belongs to the publication line.
    """
    if piece.flows or len(piece.string) > _LONGEST_HEADER:
        return None
    if is_prose(piece.line) and not _DIGIT.search(piece.string):
        return None
    partings = (*_PARTING.finditer(piece.string), None)
    if len(partings) == 1:
        return None
    parts: list[tuple[int, int, BlockKind]] = []
    at = 0
    for parting in partings:
        end = parting.start() if parting else len(piece.string)
        part = part_of(piece, at, end)
        if part is not None:
            kind = _part_kind(part, beside_date=has_date(piece.line))
            if kind is None and parts and parts[-1][2] == "byline" and is_role(part.line):
                kind = "byline"
            if kind is None:
                return None
            parts.append((at, end, kind))
        at = parting.end() if parting else end
    return carve(piece, _joined(parts), "boilerplate")


def _part_kind(part: Piece, beside_date: bool) -> BlockKind | None:
    kind = next((kind for kind, fits in _PARTS if fits(part.line)), None)
    beside = kind is None and beside_date and (is_short_name(part.line) or is_clock(part.line) or is_reading_time(part.line))
    if kind is None and beside_date and not beside:
        dated = dated_from(part.line)  # `Europa Press 11/11/2030`
        beside = dated is not None and is_credit(part.line[:dated].rstrip())
    return "publication" if beside else kind


def _joined(parts: list[tuple[int, int, BlockKind]]) -> list[tuple[int, int, BlockKind | None]]:
    """Neighbours of one kind as one span."""
    spans: list[tuple[int, int, BlockKind | None]] = []
    for start, end, kind in parts:
        if spans and spans[-1][2] == kind:
            spans[-1] = (spans[-1][0], end, kind)
        else:
            spans.append((start, end, kind))
    return spans


def title_again(piece: Piece, previous: Piece | None) -> tuple[Piece, ...] | None:
    """The headline of the line above within a longer line, perhaps behind the names of site and section.

    `Dam gives way` above `Sport Dam gives way By Jane Roe …`. The line above may be the title of a browser window, with the name
    of the site behind a bar or a dash; then the headline is what stands in the longer line.
    """
    if previous is None or previous.kind is not None or piece.flows or not is_headline(previous.line) or is_caption(piece.line):
        return None
    for title in headlines(previous.string):
        at = piece.string.find(title, 0, _SECTIONS + len(title)) if words(title) >= TITLE else -1
        end = at + len(title)
        if at >= 0 and len(title) < len(piece.string.strip()) and _is_apart(piece.string, at, end):
            again: BlockKind = "duplicate" if title == previous.string else "title"
            return carve(piece, [(0, at, "navigation"), (at, end, again), *_signed_and_dated(piece.string, end)])
    return None


def _signed_and_dated(string: str, start: int) -> Iterator[tuple[int, int, BlockKind | None]]:
    """The names and the stamp directly behind a headline, which there need neither a word for "by" nor a label."""
    names = _NAMES.match(string, start)
    at = names.end() if names else past(_SPACES, string, start)
    stamp = stamp_at(string, at) if has_date(string[at : at + _STAMP]) else None
    if stamp is not None:
        if names is not None:
            yield *names.span("names"), "byline"
        yield at, stamp, "publication"


def _is_apart(string: str, start: int, end: int) -> bool:
    """Whether a stretch has spaces around it and, behind the menu of the page, no sentence before it."""
    spaced = not (string[:start].rpartition(" ")[2] or string[end:].partition(" ")[0])
    return spaced and not _SENTENCE.search(string, min(leading_menu(string), start), start)


def menu_before(piece: Piece, _: Piece | None) -> tuple[Piece, ...] | None:
    """`Menu News Sport Log in Hospital closes its …`: the menu of the page at the head of a line."""
    end = 0 if piece.flows else leading_menu(piece.string)
    return carve(piece, [(0, end, "navigation")]) if end else None


def trail_before(piece: Piece, _: Piece | None) -> tuple[Piece, ...] | None:
    """`News / Health Hospital closes its …`."""
    if piece.flows or is_prose(piece.line):
        return None
    found = leading_trail(piece.string)
    return carve(piece, [(*found, "navigation")]) if found else None


def leading_dateline(piece: Piece, previous: Piece | None) -> tuple[Piece, ...] | None:
    """`BERLIN (dpa) - ` before the first sentence; a place alone only where no text of the article stands before it.

    Behind the header of a page that lost its line ends, only one with its city in capitals.
    """
    if not (piece.flows or is_prose(piece.line)):
        return None
    first = previous is None or not (previous.flows or is_prose(previous.line))
    found = dateline(piece.string) or (leading_place(piece.string) if first else None) or late_dateline(piece.string)
    return carve(piece, [(*found, "dateline")]) if found else None


Split = Callable[[Piece, Piece | None], tuple[Piece, ...] | None]

SPLITS: tuple[Split, ...] = (
    run_on, title_again, menu_before, leading_dateline, header_line, trail_before, asides, leading_dateline,
)  # fmt: skip


def parted(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """All pieces, those that hold more than one thing cut up; a split is asked for each part that is still of no kind."""
    for split in SPLITS:
        found: list[Piece] = []
        for piece in pieces:
            previous = found[-1] if found else None
            found += (piece.kind is None and split(piece, previous)) or (piece,)
        pieces = tuple(found)
    return pieces
