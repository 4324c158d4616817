"""Embedded posts: the line that says whose they are, and the words that belong to it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import regex

from provenance.extraction.plain.pieces import Piece, with_kind
from provenance.extraction.plain.stamps import has_date, is_stamp

# The account alone, or behind the name of its owner: `The Larn @the_larn`.
_HANDLE = regex.compile(r"(?:\P{Ll}[^@.!?]{0,50}\s)?@\w{2,30}")
_ATTRIBUTION = regex.compile(r"(?P<dash>[—–―-]{1,2}\s?)?\P{Ll}.{0,79}\(@\w{1,30}\)(?P<rest>.{0,60})")
# The last line of a post, perhaps with counters: `7:15 AM · May 13, 2032 · 88.4K Views`.
_POSTED = regex.compile(r"\d{1,2}[:.]\d\d(?:\s?(?i:[ap]\.?\s?m\.?))?\s?[·•,-]\s?.{4,60}")
# Lines of a post, and code points of its paragraph, at most: a longer one is text of the article on one line with the post.
_LONGEST_POST, _POST = 6, 500
# What posts are full of and articles are not.
_MARKS = regex.compile(r"(?<!\w)[#@]\w|https?://|\b(?:pic\.twitter|t)\.com?/")


def is_attribution(line: str) -> bool:
    """`— Name (@handle) 14 March 2019`, in newer pages without the dash; then the day must be there."""
    found = _ATTRIBUTION.fullmatch(line)
    if found is None:
        return False
    rest = found["rest"].strip()
    return bool(found["dash"]) or (has_date(rest) and is_stamp(rest))


def is_handle(line: str) -> bool:
    """The account that an embedded post is of, on a line of its own, perhaps with the name."""
    return bool(_HANDLE.fullmatch(line))


def embedded_posts(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The paragraph before the attribution line of a post is the post; with a handle, the paragraph around it.

    A line without dash may as well stand above its post, so that the paragraph before it counts only where it looks like a post.
    Date and counters in it are those of the post, not of the article.
    """
    lengths: Counter[int] = Counter()
    for piece in pieces:
        lengths[piece.paragraph] += len(piece.line)
    posts = {
        before.paragraph
        for before, piece in pairwise(pieces)
        if piece.kind == "embed" and before.kind is None and lengths[before.paragraph] <= _POST
        if _dashed(piece.line) or _MARKS.search(before.line)
    }
    around = {piece.paragraph for piece in pieces if piece.kind == "embed" and (is_handle(piece.line) or not _dashed(piece.line))}
    within = [n for at, piece in enumerate(pieces) if is_handle(piece.line) for n in _below(pieces, at)]
    whole = [at for at, piece in enumerate(pieces) if piece.paragraph in around]
    pieces = with_kind(pieces, [*whole, *within], "embed", replacing=True)
    return with_kind(pieces, [at for at, piece in enumerate(pieces) if piece.paragraph in posts], "embed")


def _below(pieces: tuple[Piece, ...], at: int) -> range:
    """The lines below the account of a post, to the one that says when it was posted; none where no such line follows."""
    for end in range(at + 1, min(at + 1 + _LONGEST_POST, len(pieces))):
        if has_date(pieces[end].line) and _POSTED.fullmatch(pieces[end].line):
            return range(at, end + 1)
    return range(at, at)


def _dashed(line: str) -> bool:
    found = _ATTRIBUTION.fullmatch(line)
    return found is not None and bool(found["dash"])
