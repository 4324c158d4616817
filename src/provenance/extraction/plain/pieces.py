"""Lines of a plain-text source, and the paragraphs that they make up.

A paragraph is a run of lines between blank ones. Where a line of the run is longer than any file is wrapped at, the run is
not wrapped, and each of its lines is a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import regex

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain.credits import is_byline
from provenance.extraction.plain.menus import menu_words
from provenance.extraction.plain.noise import counts_comments
from provenance.extraction.plain.seams import stretches
from provenance.extraction.plain.sentences import ends_sentence, ends_statement
from provenance.extraction.plain.stamps import has_date, is_stamp
from provenance.forms import normal_form, single_spaced

#: Text is wrapped at 72 to 100 columns, seldom at 132 (the wide line of terminals and printers).
WRAP_WIDTH = 132
_NARROWEST = 50

_LINE = regex.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BREAK = regex.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_INNER = regex.compile(r"\S(?:.*\S)?", regex.DOTALL)
_FORMAT = regex.compile(r"\p{Cf}")
_SMALL = regex.compile(r"\p{Ll}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line or part of one, without the white space around it: `string` stands at `start` in the source.

    `line` is its normal form without format characters, spaces made single: what rules look at. `paragraph` numbers the
    paragraph, `flows` says that the line is wrapped, so that it cannot be understood alone. `kind` is None until it is known.
    """

    string: str
    start: int
    line: str
    paragraph: int
    flows: bool = False
    kind: BlockKind | None = None

    @property
    def end(self) -> int:
        """Offset of the first code point after the piece."""
        return self.start + len(self.string)


def pieces(source: str) -> tuple[Piece, ...]:
    """All lines of a source that are not blank."""
    runs = groupby(_lines(source), key=lambda line: line[0])
    found: list[Piece] = []
    for _, run in runs:
        stretches = [(start, end) for _, start, end in run]
        first = found[-1].paragraph + 1 if found else 0
        lines = [_piece(source, start, end, first) for start, end in stretches]
        if any(len(each.line) > WRAP_WIDTH for each in lines):
            found += [replace(each, paragraph=first + n) for n, each in enumerate(lines)]
        else:
            found += _marked(lines)
    return tuple(found)


def carve(piece: Piece, spans: Iterable[tuple[int, int, BlockKind | None]], rest: BlockKind | None = None) -> tuple[Piece, ...]:
    """Cut stretches (offsets in `piece.string`, in order) out of a piece; what lies between them becomes `rest`."""
    parts: list[Piece] = []
    at = 0
    for start, end, kind in spans:
        parts += _part(piece, at, start, rest)
        parts += _part(piece, start, end, kind)
        at = end
    return (*parts, *_part(piece, at, len(piece.string), rest))


def with_kind(pieces: tuple[Piece, ...], places: Collection[int], kind: BlockKind, replacing: bool = False) -> tuple[Piece, ...]:
    """The pieces, those at the places with the kind if they have none yet; `replacing`, whatever they have."""
    chosen = frozenset(places)
    return tuple(
        replace(piece, kind=kind) if at in chosen and (replacing or piece.kind is None) else piece
        for at, piece in enumerate(pieces)
    )


def _part(piece: Piece, start: int, end: int, kind: BlockKind | None) -> Iterator[Piece]:
    part = part_of(piece, start, end)
    if part is not None:
        yield replace(part, kind=kind)


def part_of(piece: Piece, start: int, end: int) -> Piece | None:
    """A stretch of a piece (offsets in `piece.string`), without the white space around it; None where it holds nothing else."""
    inner = _INNER.search(piece.string[start:end])
    if inner is None:
        return None
    string = inner.group()
    return replace(piece, string=string, start=piece.start + start + inner.start(), line=_readable(string))


def _lines(source: str) -> Iterator[tuple[int, int, int]]:
    """(run, start, end) of each line that is not blank; a new run begins after a blank line."""
    run, last = 0, 0
    for line in _LINE.finditer(source):
        for start, end in stretches(line.group()):
            inner = _INNER.search(line.group()[start:end])
            if inner:
                run += sum(1 for _ in _BREAK.finditer(source, last, line.start())) > 1
                yield run, line.start() + start + inner.start(), line.start() + start + inner.end()
                last = line.end()


def _piece(source: str, start: int, end: int, paragraph: int) -> Piece:
    string = source[start:end]
    return Piece(string, start, _readable(string), paragraph)


def _readable(string: str) -> str:
    string = normal_form(string)
    return single_spaced(string if string.isascii() else _FORMAT.sub("", string)).strip()


def _marked(lines: list[Piece]) -> Iterator[Piece]:
    """The lines of a paragraph, those marked that run on into the next line or come out of the one before.

    They do where the next line begins with a small letter, or where two lines in a row or more were broken at one width.
    """
    width = max(len(each.line) for each in lines)
    pairs = [(each.line, after.line) for each, after in pairwise(lines)]
    wraps = [False, *(_wraps(line, after, width) for line, after in pairs), False]
    before = False
    for n, each in enumerate(lines):
        line, after = pairs[n] if n < len(pairs) else (each.line, "")
        wrapped = wraps[n + 1] and (wraps[n] or wraps[n + 2]) and not ends_sentence(line)
        onward = wrapped or (bool(_SMALL.match(after)) and not (_is_whole(line) or _is_whole(after)))
        yield replace(each, flows=True) if onward or before else each
        before = onward


def _is_whole(line: str) -> bool:
    """A stamp, a byline, a number of comments, a menu: lines of a header, which stand alone though the first letter be small."""
    headed = (is_stamp(line) and has_date(line)) or (is_byline(line) and not ends_statement(line))
    return headed or counts_comments(line) or menu_words(line) > 1


def _wraps(line: str, after: str, width: int) -> bool:
    """Whether the line was broken because the next word would have made it longer than the others."""
    return width >= _NARROWEST and len(line) + 1 + len(after.partition(" ")[0]) > width
