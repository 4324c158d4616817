"""The parts that the lines of one article play: title, standfirst, subheads, comments.

Each step takes the article's pieces and returns them, some of those without a kind now with one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import groupby, islice, pairwise, takewhile

from provenance.extraction.draft import BlockKind
from provenance.extraction.plain.comments import comment_section
from provenance.extraction.plain.credits import are_names, is_byline, is_name_with_place, is_placed_name
from provenance.extraction.plain.embeds import embedded_posts
from provenance.extraction.plain.pieces import Piece, with_kind
from provenance.extraction.plain.related import related_lists
from provenance.extraction.plain.sentences import SUBHEAD, is_headline, is_prose
from provenance.extraction.plain.stamps import is_clock
from provenance.extraction.plain.titles import duplicates, title
from provenance.extraction.plain.windows import window_title
from provenance.forms import match_form

Pieces = tuple[Piece, ...]
Step = Callable[[Pieces], Pieces]

_STANDFIRST = 500
_OF_HEADERS: tuple[BlockKind, ...] = ("publication", "caption", "share", "credit", "navigation", "boilerplate")


def caption_titles(pieces: Pieces) -> Pieces:
    """The title of a video, printed once more above its caption line; where nothing stands above that it is the article's too."""
    first = next((at for at, piece in enumerate(pieces) if piece.kind is None), 0)
    found = [
        at
        for at, (piece, below) in enumerate(pairwise(pieces))
        if piece.kind is None
        and below.kind == "caption"
        and match_form(below.line).startswith(match_form(piece.line))
        and at > first
    ]
    return with_kind(pieces, found, "duplicate")


def standfirst(pieces: Pieces) -> Pieces:
    """A paragraph between the title and the byline or publication line, and that byline if it is not known yet.

    Between the title and the standfirst there may be a publication line, buttons and a picture; then a byline must follow.
    """
    title = max((n for n, piece in enumerate(pieces) if piece.kind in ("title", "duplicate")), default=None)
    if title is None:
        return pieces
    at = next((n for n in range(title + 1, len(pieces)) if pieces[n].kind not in _OF_HEADERS), len(pieces))
    if at == len(pieces) or pieces[at].kind is not None:
        return pieces
    lines = list(takewhile(lambda n: pieces[n].paragraph == pieces[at].paragraph, range(at, len(pieces))))
    after = lines[-1] + 1
    fits = sum(len(pieces[n].line) for n in lines) <= _STANDFIRST and all(pieces[n].kind is None for n in lines)
    signed = after < len(pieces) and pieces[after].kind is None and is_byline(pieces[after].line)
    headed = after < len(pieces) and (
        signed or pieces[after].kind in ("byline", "credit") or (at == title + 1 and pieces[after].kind == "publication")
    )
    if not (fits and headed and any(piece.kind is None and is_prose(piece.line) for piece in pieces[after + 1 :])):
        return pieces
    pieces = with_kind(pieces, [after] if signed else [], "byline")
    return with_kind(pieces, lines, "standfirst")


def unlabelled_byline(pieces: Pieces) -> Pieces:
    """Names beside the publication line, above the text or below its first paragraph, which then is the standfirst."""
    prose = (at for at, piece in enumerate(pieces) if piece.kind is None and (piece.flows or is_prose(piece.line)))
    paragraphs = (at for _, (at, *_) in groupby(prose, key=lambda at: pieces[at].paragraph))
    head = range(next(islice(paragraphs, 1, None), len(pieces)))
    found = [
        at
        for at in head
        if _may_sign(pieces[at].line) and any(pieces[n].kind == "publication" for n in (at - 1, at + 1) if 0 <= n < len(pieces))
    ]
    return with_kind(pieces, found, "byline")


def _may_sign(line: str) -> bool:
    return are_names(line.rstrip(" |•·")) or is_name_with_place(line) or is_placed_name(line)


def subheads(pieces: Pieces) -> Pieces:
    """Short lines on their own that do not end as a statement, with text of the article after them."""
    found = []
    lines_of = Counter(piece.paragraph for piece in pieces)
    after: Piece | None = None
    for at in reversed(range(len(pieces))):
        piece = pieces[at]
        alone = lines_of[piece.paragraph] == 1 and is_headline(piece.line, SUBHEAD)
        if piece.kind is None and (alone or is_clock(piece.line)):
            goes_on = after is not None and (after.kind == "embed" or is_prose(after.line) or after.flows)
            found += [at] if goes_on else []
        after = piece if piece.kind in (None, "embed") else after
    return with_kind(pieces, found, "subhead")


def body(pieces: Pieces) -> Pieces:
    """Whatever no rule has claimed is text."""
    return with_kind(pieces, range(len(pieces)), "paragraph")


STEPS: tuple[Step, ...] = (
    comment_section, embedded_posts, related_lists, caption_titles,
    title, window_title, duplicates, unlabelled_byline, standfirst, subheads, body,
)  # fmt: skip


def cast(pieces: Pieces) -> Pieces:
    """All steps in order; afterwards every piece has a kind."""
    for step in STEPS:
        pieces = step(pieces)
    return pieces
