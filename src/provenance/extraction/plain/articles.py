"""Several articles in one file: where the next one begins.

A line opens a new article when it could be a headline, an article with prose stands before it, and one of these holds:

* the next line repeats it (a page title above the headline, as aggregators print it);
* a publication line with label and date follows directly, or any header line after an article that has ended;
* byline or credit and a dated publication line follow, perhaps below a standfirst;
* an agency's dateline follows, or the header of a page that lost its line ends;
* a drawn rule stands before it, and the article before has a headline too.

A masthead may stand above the headline. But for drawn rules there must be some prose on either side: headline, date and
a sentence are a teaser for an article elsewhere.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from provenance.extraction.draft import TEXT_KINDS, BlockKind
from provenance.extraction.plain.comments import opens_comments
from provenance.extraction.plain.credits import are_names, is_byline
from provenance.extraction.plain.noise import is_separator
from provenance.extraction.plain.pieces import Piece
from provenance.extraction.plain.sentences import TITLE, ends_sentence, is_headline, is_masthead, is_prose, with_site, words
from provenance.extraction.plain.stamps import has_date, has_label
from provenance.extraction.plain.windows import heads_page
from provenance.forms import match_form

# Words of a headline that cannot be the name of a commenter.
_LONGER_THAN_NAMES = 6
# Code points of prose that an article has, the next one within so many lines of its head; code points of a standfirst.
_LEAST_PROSE, _AHEAD, _STANDFIRST = 200, 30, 500
_HEADER: tuple[BlockKind, ...] = ("byline", "credit", "publication")


def articles(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each article, in the order of the source; every piece is in exactly one."""
    starts = [0]
    prose, commented = 0, False
    first: Piece | None = None
    for at, piece in enumerate(pieces):
        if prose and _opens(pieces, at, prose, titled=first is not None and is_headline(first.line), commented=commented):
            starts.append(at)
            prose, commented = 0, False
            first = None
        first = first or (piece if piece.kind in (None, "title") else None)
        prose += _prose((piece,))
        commented = commented or (piece.kind == "comment" and prose > 0 and opens_comments(piece.line))
    bounds = (*starts, len(pieces))
    return tuple(pieces[start:end] for start, end in pairwise(bounds) if start < end)


def _opens(pieces: tuple[Piece, ...], at: int, prose: int, titled: bool, commented: bool) -> bool:
    if pieces[at].paragraph == pieces[at - 1].paragraph:
        return False
    before, piece, *rest = pieces[at - 1 : at + 3]
    if rest and piece.kind is None and _may_be_title(rest[0]) and is_masthead(piece.line, rest[0].line):
        piece, *rest = rest
        at += 1
    if not rest or not _may_be_title(piece):
        return False
    following = _below_header(rest)
    if before.kind is not None and is_separator(before.line):
        return titled and _heads(following)
    # A name and a time below it are how each comment begins.
    headed = (not commented or words(piece.line) >= _LONGER_THAN_NAMES) and (
        _stamped(following) or (_ended(before) and following.kind in _HEADER) or _has_header(pieces[at + 1 : at + 1 + _AHEAD])
    )
    whole = min(prose, _prose(pieces[at + 1 : at + 1 + _AHEAD])) >= _LEAST_PROSE
    return whole and (headed or _repeated(piece, following) or heads_page(piece.line, rest[0].line))


def _below_header(rest: list[Piece]) -> Piece:
    """What stands below a line, without what the line there has before its headline: `The Gazette News Sport Dam gives way …`."""
    first, *more = rest
    behind = more and first.kind == "navigation" and more[0].paragraph == first.paragraph
    return more[0] if behind and more[0].kind in ("duplicate", "title") else first


def _may_be_title(piece: Piece) -> bool:
    fits = piece.kind is None and not piece.flows and is_headline(piece.line) and words(piece.line) >= TITLE
    return fits and not is_byline(piece.line)


def _repeated(piece: Piece, following: Piece) -> bool:
    """The next line is the same, alone or at the head of a longer one, perhaps without the name of the site behind it."""
    if following.kind not in (None, "duplicate", "title") or words(following.line) < TITLE:
        return False
    return match_form(piece.line) == match_form(following.line) or with_site(piece.line, following.line)


def _stamped(following: Piece) -> bool:
    return following.kind == "publication" and has_label(following.line) and has_date(following.line)


def _has_header(below: tuple[Piece, ...]) -> bool:
    """Whether what stands below a headline, perhaps after its standfirst, is certainly the header of an article."""
    first = below[0]
    if first.kind == "dateline" or (first.kind in _HEADER and _with_title(below)):
        return True
    lead = list(
        takewhile(lambda piece: not _of_header(piece) and piece.kind is None and piece.paragraph == first.paragraph, below)
    )
    header = list(takewhile(_of_header, below[len(lead) :]))
    signed = any(piece.kind in ("credit", "dateline") or _is_signed(piece) for piece in header)
    dated = any(piece.kind == "publication" and has_date(piece.line) for piece in header)
    return dated and signed and sum(len(piece.line) for piece in lead) <= _STANDFIRST


def _is_signed(piece: Piece) -> bool:
    """A byline, also one that stands between two paragraphs of prose, where it could be anything for its form alone."""
    return piece.kind == "byline" or (piece.kind is None and (is_byline(piece.line) or are_names(piece.line)))


def _of_header(piece: Piece) -> bool:
    is_bar = piece.kind == "boilerplate" and len(piece.line) == 1
    return piece.kind in _HEADER or piece.kind == "dateline" or is_bar or _is_signed(piece)


def _with_title(below: tuple[Piece, ...]) -> bool:
    """Whether the line was cut up and has a headline of its own."""
    return any(piece.kind == "title" for piece in below if piece.paragraph == below[0].paragraph)


def _prose(pieces: tuple[Piece, ...]) -> int:
    return sum(len(piece.line) for piece in pieces if piece.kind is None and (piece.flows or is_prose(piece.line)))


def _ended(before: Piece) -> bool:
    return before.kind is not None and before.kind not in TEXT_KINDS


def _heads(following: Piece) -> bool:
    """What may stand below a headline: a header line, or prose."""
    return following.kind is not None or is_prose(following.line) or ends_sentence(following.line) or following.flows
