"""Lines that hold more than one thing: header lines, datelines, closing credits."""

from __future__ import annotations

from collections.abc import Callable

import regex

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain.credits import closing_credit, dateline, is_byline, is_credit, is_short_name, leading_place
from provenance.extraction.plain.noise import is_share, leading_trail, menu_words
from provenance.extraction.plain.phrases import any_of
from provenance.extraction.plain.pieces import Piece, carve, part_of
from provenance.extraction.plain.pointers import inner_pointers
from provenance.extraction.plain.runon import run_on
from provenance.extraction.plain.sentences import is_prose
from provenance.extraction.plain.stamps import has_date, is_clock, is_reading_time, is_stamp

_LABEL = any_of("published", "modified")
# What parts a header line: bars and bullets, dashes between spaces, and the label of a date.
_PARTING = regex.compile(rf"\s*[|•·]\s*|\s[–—-]\s|\s*,\s*(?={_LABEL}(?!\p{{L}}))|\s+(?={_LABEL}\s?:?\s\P{{Ll}})")
_PARTS: tuple[tuple[BlockKind, Callable[[str], object]], ...] = (
    ("publication", is_stamp), ("credit", is_credit), ("byline", is_byline), ("share", is_share), ("navigation", menu_words),
)  # fmt: skip
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
        kind = _part_kind(part_of(piece, at, end), beside_date=has_date(piece.line))
        if kind is None:
            return None
        parts.append((at, end, kind))
        at = parting.end() if parting else end
    return carve(piece, _joined(parts), "boilerplate")


def _part_kind(part: Piece | None, beside_date: bool) -> BlockKind | None:
    if part is None:
        return None
    kind = next((kind for kind, fits in _PARTS if fits(part.line)), None)
    beside = kind is None and beside_date and (is_short_name(part.line) or is_clock(part.line) or is_reading_time(part.line))
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


def trail_before(piece: Piece, _: Piece | None) -> tuple[Piece, ...] | None:
    """`News / Health Hospital closes its …`."""
    if piece.flows or is_prose(piece.line):
        return None
    found = leading_trail(piece.string)
    return carve(piece, [(*found, "navigation")]) if found else None


def leading_dateline(piece: Piece, previous: Piece | None) -> tuple[Piece, ...] | None:
    """`BERLIN (dpa) - ` before the first sentence; a place alone only where no text of the article stands before it."""
    if not (piece.flows or is_prose(piece.line)):
        return None
    first = previous is None or not (previous.flows or is_prose(previous.line))
    found = dateline(piece.string) or (leading_place(piece.string) if first else None)
    return carve(piece, [(*found, "dateline")]) if found else None


def trailing_credit(piece: Piece, _: Piece | None) -> tuple[Piece, ...] | None:
    """`(Reuters)` after the last sentence."""
    found = closing_credit(piece.string)
    return carve(piece, [(*found, "credit")]) if found else None


Split = Callable[[Piece, Piece | None], tuple[Piece, ...] | None]

SPLITS: tuple[Split, ...] = (run_on, header_line, trail_before, inner_pointers, leading_dateline, trailing_credit)


def parted(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """All pieces, those that hold more than one thing cut up; a split is asked for each part that is still of no kind."""
    for split in SPLITS:
        found: list[Piece] = []
        for piece in pieces:
            previous = found[-1] if found else None
            found += (piece.kind is None and split(piece, previous)) or (piece,)
        pieces = tuple(found)
    return pieces
